//! Changes of all files, counted.
use std::sync::atomic::{AtomicU64, Ordering};

use crate::sys::Api;

/// Changes of all files through this crate.
static CHANGES: AtomicU64 = AtomicU64::new(0);

/// The state of all open files at one moment, to be compared with their state later on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    changes: u64,
    visits: u64,
}

impl Moment {
    pub(crate) fn now(api: &Api) -> Self {
        Self { changes: CHANGES.load(Ordering::Relaxed), visits: api.visits() }
    }

    /// Whether no file was changed since, neither through this crate nor by calls of C.
    pub(crate) fn lasts(&self, api: &Api) -> bool {
        *self == Self::now(api) && !api.is_visited()
    }
}

/// Counts a change of a file.
pub(super) fn count_change(_: &Api) {
    CHANGES.fetch_add(1, Ordering::Relaxed);
}
