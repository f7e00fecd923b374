//! Owned identifiers of things that belong to no file.
use std::{fmt, sync::Arc};

use super::Fixed;
use crate::sys::{Api, h5i, hid_t};

/// An identifier of a property list, datatype or dataspace: one reference, given back when dropped.
pub(crate) struct Id(hid_t);

impl Id {
    /// Takes over the one reference that a call of the library has just returned.
    pub(crate) fn own(raw: hid_t) -> Self {
        Self(raw)
    }

    pub(crate) fn raw(&self) -> hid_t {
        self.0
    }

    /// Gives the reference back, for whoever has the lock.
    pub(crate) fn close(self, api: &Api) {
        let _ = h5i::dec_ref(api, self.into_raw()); // as when dropped
    }

    /// The reference, for an owner that knows the file it belongs to.
    pub(crate) fn into_raw(self) -> hid_t {
        let raw = self.0;
        std::mem::forget(self);
        raw
    }
}

impl Drop for Id {
    fn drop(&mut self) {
        let _ = h5i::dec_ref(&Api::again(), self.0); // closing these writes nothing: there is nothing to report
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.0)
    }
}

/// An identifier of one's own, or one that is kept elsewhere.
pub(crate) enum Held<'a> {
    Own(Id),
    Lent(&'a Id),
    /// It is kept until it is another.
    Shared(Arc<Fixed>),
}

impl std::ops::Deref for Held<'_> {
    type Target = Id;

    fn deref(&self) -> &Id {
        match self {
            Self::Own(id) => id,
            Self::Lent(id) => id,
            Self::Shared(fixed) => &fixed.space,
        }
    }
}
