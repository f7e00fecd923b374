//! Raw declarations of libhdf5, made by bindgen from the headers of the series that is linked, and the one lock of the process.
//!
//! libhdf5 itself is found and linked by `hdf5-sys`, whose [`LOCK`] every crate on it takes around its calls.
#![allow(non_camel_case_types, non_snake_case, non_upper_case_globals, unsafe_op_in_unsafe_fn, clippy::all)]

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
pub type LockGuard = parking_lot::ReentrantMutexGuard<'static, ()>;

/// Waits for the lock, which the same thread may take again while it holds it.
pub fn lock() -> LockGuard {
    LOCK.lock()
}

/// The lock, if it comes free within `patience`.
pub fn lock_for(patience: std::time::Duration) -> Option<LockGuard> {
    LOCK.try_lock_for(patience)
}
