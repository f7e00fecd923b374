//! The held lock, and the library's one initialisation under it.
use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use hdf5_ffi as ffi;
use once_cell::sync::OnceCell;

use super::{
    h5p::Shared,
    h5z,
    links::{self, Outer, Rules},
};
use crate::error::{At, Error, Result};

/// Proof that this thread holds the process-wide lock and that libhdf5 is ready: every call of C asks for it.
///
/// The lock is that of `hdf5-sys`, reentrant and shared with every crate that stands on it.
pub(crate) struct Api {
    guard: ffi::QuietGuard,
    /// The rules for external links that were in force before this operation.
    outer: Outer,
}

impl Drop for Api {
    fn drop(&mut self) {
        if let Some(before) = self.outer.end() {
            links::put_back(self, before);
        }
    }
}

/// Set once, by whoever holds the lock. Nobody waits for it without the lock, so it cannot deadlock with somebody who holds the lock first.
static READY: OnceCell<Shared> = OnceCell::new();

/// Whether the library ends when we say so, and not by itself.
static EXIT_IS_OURS: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Whether this thread's error printing is off: with a thread-safe libhdf5 each thread has an error stack of its own.
    static SILENT: Cell<bool> = const { Cell::new(false) };
}

impl Api {
    /// Waits for the lock; the first call initialises the library.
    ///
    /// # Errors
    /// `Unsupported` when the libhdf5 found at run time is of another series than the one compiled for, and within a filter.
    pub(crate) fn lock() -> Result<Self> {
        if h5z::is_inside() {
            return Err(Error::unsupported("HDF5 within a codec", "a thread that is not amidst another operation"));
        }
        let api = Self { guard: ffi::lock_quietly(), outer: Outer::default() };
        if READY.get().is_none() {
            initialise(&api)?;
        }
        api.silence();
        Ok(api)
    }

    /// The lock, for closing what an earlier [`Api::lock`] allowed to be opened.
    pub(crate) fn again() -> Self {
        let api = Self { guard: ffi::lock_quietly(), outer: Outer::default() };
        api.silence();
        api
    }

    /// The lock if it comes free within `patience`, and if the library was ever used.
    pub(crate) fn at_exit(patience: std::time::Duration) -> Option<Self> {
        READY.get()?;
        let api = Self { guard: ffi::lock_quietly_for(patience)?, outer: Outer::default() };
        api.silence();
        Some(api)
    }

    /// From here on this operation walks paths of a file with these rules for its external links.
    pub(crate) fn enter(&self, rules: Option<&Arc<Rules>>) -> Result<()> {
        self.outer.enter(self, rules).at("set up", "external links")
    }

    /// Ends the library, if nobody else was to, and for good: the lock is never given back.
    pub(crate) fn end_library(self) {
        if EXIT_IS_OURS.load(Ordering::Relaxed) {
            // SAFETY: the lock is held, and the process is ending: nobody calls the library any more
            unsafe { ffi::H5close() };
        }
        std::mem::forget(self);
    }

    /// Whether this thread holds the lock, through this crate or another.
    pub(crate) fn is_held() -> bool {
        ffi::LOCK.is_owned_by_current_thread()
    }

    /// How often others took the lock by `hdf5_ffi::lock`.
    pub(crate) fn visits(&self) -> u64 {
        ffi::visits(&self.guard)
    }

    /// Whether this thread has the lock by `hdf5_ffi::lock`, too, and calls the library as it likes in between.
    pub(crate) fn is_visited(&self) -> bool {
        ffi::is_visited(&self.guard)
    }

    /// Has what was learnt forgotten as soon as somebody takes the lock so.
    pub(crate) fn before_visit(&self, forget: fn()) {
        ffi::before_visit(&self.guard, forget);
    }

    /// Turns error printing off for this thread.
    fn silence(&self) {
        if !SILENT.replace(true) {
            // SAFETY: the lock is held; a null callback turns printing off
            unsafe { ffi::H5Eset_auto2(0, None, std::ptr::null_mut()) };
        }
    }

    /// What is made once and used by every operation.
    pub(crate) fn shared(&self) -> &'static Shared {
        READY.get().expect("made by the first lock")
    }
}

fn initialise(api: &Api) -> Result<()> {
    let (mut major, mut minor, mut release) = (0, 0, 0);
    // A file that cannot be closed, on a full disk, crashes the library at its own end below 1.14. This fails where the library was ready
    // before, or where somebody else has said the same: then its end is not our affair.
    // SAFETY: the lock is held
    EXIT_IS_OURS.store(unsafe { ffi::H5dont_atexit() } >= 0, Ordering::Relaxed);
    // SAFETY: the lock is held; the out-pointers are valid
    let code = unsafe { if ffi::H5open() < 0 { -1 } else { ffi::H5get_libversion(&raw mut major, &raw mut minor, &raw mut release) } };
    let found = format!("{major}.{minor}.{release}");
    if code < 0 || !same_series(&found, ffi::VERSION) {
        return Err(Error::unsupported(
            format!("libhdf5 {found}, found at run time,"),
            format!("the series of {}, for which this program was compiled", ffi::VERSION),
        ));
    }
    api.silence(); // before anything can fail and print
    let shared = Shared::new(api).map_err(|stack| stack.at("initialise", "libhdf5"))?;
    // SAFETY: the handler does not unwind and lives as long as the program
    unsafe { libc::atexit(crate::handle::close_all_at_exit) };
    READY.set(shared).expect("the lock is held since READY was seen empty");
    Ok(())
}

/// Layouts change between series (1.10, 1.12, 1.14, each 2.x shares 2's), never within one.
fn same_series(a: &str, b: &str) -> bool {
    let series = |v: &str| {
        let mut parts = v.split('.').map(|p| p.parse::<u32>().ok());
        match (parts.next().flatten(), parts.next().flatten()) {
            (Some(1), minor) => (1, minor),
            (Some(major), _) => (major, None),
            (None, _) => (0, None),
        }
    };
    series(a) == series(b)
}

#[cfg(test)]
mod tests {
    use super::same_series;

    #[test]
    fn a_patch_is_the_same_series_and_a_minor_of_1_is_not() {
        assert!(same_series("1.10.8", "1.10.4"));
        assert!(!same_series("1.12.0", "1.10.4"));
        assert!(same_series("2.2.0", "2.0.0"));
        assert!(!same_series("3.0.0", "2.0.0"));
    }
}
