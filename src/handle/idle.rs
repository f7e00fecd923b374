//! Datasets of which nobody has a handle any more, left open for whoever opens them next.
//!
//! To open a dataset and to close it takes libhdf5 ten times as long as to read a small one. Until the file changes a path leads to what it led
//! to before: so this is of files of which all changes are heard of, and the next change, or whoever takes the lock by `hdf5_ffi::lock`, finds
//! none of them open.
use std::{
    any::Any,
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

use super::{OpenFile, node::is_open, unopened::Found};
use crate::sys::{Api, h5i, hid_t};

/// Those of a file at most: then the one that was left first is closed.
const MOST: usize = 16;

/// Paths that are noted to have been opened.
const SEEN: usize = 64;

/// What is known of an object by who opens it.
pub(crate) type Lore = Arc<dyn Any + Send + Sync>;

/// Those of a file. They are looked at with the library's lock held.
pub(crate) struct Idle {
    any: AtomicBool,
    left: Mutex<VecDeque<Left>>,
    /// Hashes of paths that were opened: who goes through very many comes to none again soon, and leaves none open.
    seen: [AtomicU32; SEEN],
}

impl Default for Idle {
    fn default() -> Self {
        Self { any: AtomicBool::new(false), left: Mutex::default(), seen: [const { AtomicU32::new(0) }; SEEN] }
    }
}

/// An object without a handle.
pub(crate) struct Left {
    /// The group that its path was followed from.
    pub from: hid_t,
    pub path: String,
    /// Its identifier, if it is open.
    pub raw: hid_t,
    /// Where it was found.
    pub found: Option<Found>,
    pub known: Lore,
}

impl Left {
    fn close(self, api: &Api) {
        drop(self.known); // types and dataspaces go before the dataset
        if is_open(self.raw) {
            let _ = h5i::dec_ref(api, self.raw); // a file that was closed has closed it
        }
    }
}

impl Idle {
    fn left(&self) -> MutexGuard<'_, VecDeque<Left>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner) // a panic leaves nothing half done here
    }
}

impl OpenFile {
    /// Leaves an object for the next.
    pub(super) fn leave(&self, api: &Api, last: Left) {
        let mut left = self.idle.left();
        let first = if left.len() < MOST { None } else { left.pop_front() };
        left.push_back(last);
        drop(left);
        self.idle.any.store(true, Ordering::Relaxed);
        if let Some(first) = first {
            first.close(api);
        }
    }

    /// An object that was left: to be owned at once.
    pub(crate) fn take_idle(&self, api: &Api, from: hid_t, path: &str) -> Option<Left> {
        if !self.idle.any.load(Ordering::Relaxed) || !self.is_alone(api) {
            return None;
        }
        let mut left = self.idle.left();
        let at = left.iter().rposition(|left| left.from == from && left.path == path)?;
        left.remove(at)
    }

    /// Whether this path was opened before, of late; from now on it was.
    pub(crate) fn opens_again(&self, _: &Api, path: &str) -> bool {
        let hash = path.bytes().fold(0x811c_9dc5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)); // FNV-1a
        let seen = &self.idle.seen[hash as usize % SEEN];
        let before = seen.load(Ordering::Relaxed);
        seen.store(hash, Ordering::Relaxed);
        before == hash
    }

    /// Closes what was left open: the file is about to change, or to be closed.
    pub(super) fn close_idle(&self, api: &Api) {
        if self.idle.any.swap(false, Ordering::Relaxed) {
            let left = std::mem::take(&mut *self.idle.left());
            left.into_iter().for_each(|left| left.close(api));
        }
    }
}
