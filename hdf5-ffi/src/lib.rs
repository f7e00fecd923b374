//! Raw declarations of libhdf5, made by bindgen from the headers of the series that is linked, and the one lock of the process.
//!
//! libhdf5 itself is found and linked by `hdf5-sys`, whose [`LOCK`] every crate on it takes around its calls.
#![allow(non_camel_case_types, non_snake_case, non_upper_case_globals, unsafe_op_in_unsafe_fn, clippy::all)]

use std::sync::{
    OnceLock,
    atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
};

pub use hdf5_sys::LOCK;
#[allow(unused_imports)] // which of them the declarations name differs by series
use libc::{FILE, off_t, ssize_t, time_t};

mod constants;
pub use constants::*;

/// An offset in a file on disk, as libhdf5 2.x spells it.
pub type HDoff_t = i64;

include!(concat!(env!("OUT_DIR"), "/bindings.rs"));

/// The version of the headers these declarations and the build agree on, as `major.minor.release`.
pub const VERSION: &str = env!("HDF5_FFI_VERSION");

/// The held lock; it is released when dropped.
pub struct LockGuard {
    _held: QuietGuard,
}

/// The held lock of who says by itself what it changes.
#[doc(hidden)]
pub type QuietGuard = parking_lot::ReentrantMutexGuard<'static, ()>;

/// How often [`lock`] gave the lock out, and how many guards of it there are now. Changed with the lock held.
static VISITS: AtomicU64 = AtomicU64::new(0);
static VISITORS: AtomicU64 = AtomicU64::new(0);

/// What is to be done before the next of them is given out, and whether it is.
static BEFORE: OnceLock<fn()> = OnceLock::new();
static AWAITED: AtomicBool = AtomicBool::new(false);

/// Waits for the lock, which the same thread may take again while it holds it.
///
/// With it held any function of libhdf5 may be called, on any identifier: h5mem remembers nothing of open files from before.
pub fn lock() -> LockGuard {
    let guard = LockGuard { _held: LOCK.lock() };
    VISITS.store(VISITS.load(Relaxed) + 1, Relaxed);
    VISITORS.store(VISITORS.load(Relaxed) + 1, Relaxed);
    if AWAITED.load(Relaxed) {
        AWAITED.store(false, Relaxed);
        BEFORE.get().inspect(|forget| forget());
    }
    guard
}

impl Drop for LockGuard {
    fn drop(&mut self) {
        VISITORS.store(VISITORS.load(Relaxed) - 1, Relaxed); // the lock itself goes after this
    }
}

/// As [`lock`], for h5mem, which knows what it changes.
#[doc(hidden)]
pub fn lock_quietly() -> QuietGuard {
    LOCK.lock()
}

/// The lock, if it comes free within `patience`; for the end of the process.
#[doc(hidden)]
pub fn lock_quietly_for(patience: std::time::Duration) -> Option<QuietGuard> {
    LOCK.try_lock_for(patience)
}

/// How often the lock was given out by [`lock`], under which anything may have been done to open files.
#[doc(hidden)]
pub fn visits(_: &QuietGuard) -> u64 {
    VISITS.load(Relaxed)
}

/// Whether this thread has a guard of [`lock`], too, and may call what it likes in between.
#[doc(hidden)]
pub fn is_visited(_: &QuietGuard) -> bool {
    VISITORS.load(Relaxed) != 0
}

/// Has `forget` called as soon as somebody has taken the lock by [`lock`], once. It is the same function each time.
#[doc(hidden)]
pub fn before_visit(_: &QuietGuard, forget: fn()) {
    BEFORE.get_or_init(|| forget);
    AWAITED.store(true, Relaxed);
}
