//! Attributes that are open while values are made of them.
//!
//! libhdf5 finds an open attribute by its object's address and its name. One that was replaced, or whose object is gone, is still found that way:
//! with the old type and value. So no attribute stays open when a file is about to change, not even inside a read whose own value makes the change.
use std::{
    cell::Cell,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{Id, before_visit};
use crate::sys::{Api, h5i, hid_t};

/// Identifiers of attributes that are open now, most recent last. They are looked at with the library's lock held.
static OPEN: Mutex<Vec<hid_t>> = Mutex::new(Vec::new());

fn open(_: &Api) -> MutexGuard<'static, Vec<hid_t>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner) // a panic leaves nothing half done here
}

/// An attribute that is open until this is dropped, or until a file changes.
pub(crate) struct OpenAttribute(Cell<hid_t>);

impl OpenAttribute {
    /// Takes over the identifier that opening an attribute has just returned.
    pub(crate) fn own(api: &Api, id: Id) -> Self {
        let attribute = Self(Cell::new(0));
        attribute.reopened(api, id);
        attribute
    }

    /// Takes over a new identifier of the attribute, whose old one was closed.
    pub(crate) fn reopened(&self, api: &Api, id: Id) {
        before_visit(api);
        open(api).push(id.raw());
        self.0.set(id.into_raw());
    }

    /// The identifier, unless it was closed because a file changed.
    pub(crate) fn raw(&self, api: &Api) -> Option<hid_t> {
        open(api).contains(&self.0.get()).then(|| self.0.get())
    }
}

impl Drop for OpenAttribute {
    fn drop(&mut self) {
        let api = Api::again();
        let mut ids = open(&api);
        let Some(at) = ids.iter().rposition(|&id| id == self.0.get()) else { return };
        ids.remove(at);
        drop(ids);
        let _ = h5i::dec_ref(&api, self.0.get()); // closing an attribute writes nothing
    }
}

/// Closes every attribute that is open: a file is about to change.
pub(super) fn close_attributes(api: &Api) {
    let ids = std::mem::take(&mut *open(api));
    for id in ids {
        let _ = h5i::dec_ref(api, id);
    }
}
