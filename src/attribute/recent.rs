//! Attributes that were read more than once of late: each stays open, with what was learnt of its type, until any file changes.
//!
//! Opening an attribute and looking at its type takes libhdf5 several times as long as reading a number from it.
use std::{
    cell::Cell,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{
    handle::{Node, OpenAttribute},
    sys::{Api, hid_t},
    transfer::Stored,
};

/// An attribute with the type that it is stored as.
pub(super) struct Opened {
    pub attribute: OpenAttribute,
    pub stored: Stored,
    /// Whether the value was found to be one element.
    pub single: Cell<bool>,
}

impl Opened {
    /// An attribute that was just opened.
    pub(super) fn new(attribute: OpenAttribute, stored: Stored) -> Self {
        Self { attribute, stored, single: Cell::new(false) }
    }
}

/// An attribute by the identifier of its object, which is never given out twice, and by its name.
struct Entry {
    object: hid_t,
    name: Box<str>,
    /// `None` after the first read.
    opened: Option<Opened>,
}

/// Few: libhdf5 goes through all attributes of the file that are open when it opens another.
const SLOTS: usize = 4;

/// The attributes, each in the slot that its object and name lead to. They are looked at with the library's lock held.
static RECENT: Mutex<[Option<Entry>; SLOTS]> = Mutex::new([const { None }; SLOTS]);

fn recent(_: &Api) -> MutexGuard<'static, [Option<Entry>; SLOTS]> {
    RECENT.lock().unwrap_or_else(PoisonError::into_inner) // a panic leaves nothing half done here
}

fn slot(object: hid_t, name: &str) -> usize {
    name.bytes().fold(object as usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte))) % SLOTS
}

impl Entry {
    fn is_of(&self, object: hid_t, name: &str) -> bool {
        self.object == object && *self.name == *name
    }
}

/// Takes the attribute out, if it is still open.
pub(super) fn take(api: &Api, node: &Node, name: &str) -> Option<Opened> {
    let object = node.opened()?;
    let mut recent = recent(api);
    let entry = recent[slot(object, name)].as_mut().filter(|entry| entry.is_of(object, name))?;
    let opened = entry.opened.take();
    drop(recent);
    opened.filter(|opened| opened.attribute.raw(api).is_some() && node.file.state(api).is_some())
}

/// Notes that the attribute was read, and keeps it open if it was read before. It is closed otherwise.
pub(super) fn put(api: &Api, node: &Node, name: &str, opened: Opened) {
    // changes of other files are not all known
    let Some(object) = node.opened().filter(|_| node.file.state(api).is_some()) else { return };
    let mut recent = recent(api);
    let entry = &mut recent[slot(object, name)];
    let replaced = match entry {
        Some(entry) if entry.is_of(object, name) => entry.opened.replace(opened),
        _ => entry.replace(Entry { object, name: name.into(), opened: None }).and_then(|entry| entry.opened),
    };
    drop(recent);
    drop(replaced); // which takes the lock of the open attributes
}
