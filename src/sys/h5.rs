//! H5: the library as a whole.
use std::ffi::c_void;

use hdf5_ffi as ffi;

use super::{Api, Called, check};

pub(crate) fn version(api: &Api) -> Called<(u32, u32, u32)> {
    let (mut major, mut minor, mut release) = (0, 0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5get_libversion(&raw mut major, &raw mut minor, &raw mut release) })?;
    Ok((major, minor, release))
}

pub(crate) fn is_threadsafe(api: &Api) -> Called<bool> {
    let mut is = false;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5is_library_threadsafe(&raw mut is) })?;
    Ok(is)
}

pub(crate) fn garbage_collect(api: &Api) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5garbage_collect() })
}

/// Frees what the library allocated for the caller, and nothing for null.
///
/// # Safety
/// The memory came from the library as the caller's to free, and is not used again.
pub(crate) unsafe fn free_memory(api: &Api, memory: *mut c_void) -> Called<()> {
    // SAFETY: the lock is held; the caller's promise
    check(api, unsafe { ffi::H5free_memory(memory) })
}

/// Bytes that the free lists may keep, of one list and of all of a kind; -1 for no limit.
pub(crate) fn set_free_list_limits(api: &Api, regular: [i32; 2], array: [i32; 2], block: [i32; 2]) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5set_free_list_limits(regular[1], regular[0], array[1], array[0], block[1], block[0]) })
}

/// Bytes that the free lists keep: regular, array, block, factory.
#[cfg(hdf5_1_10_7)]
pub(crate) fn free_list_sizes(api: &Api) -> Called<[usize; 4]> {
    let (mut regular, mut array, mut block, mut factory) = (0, 0, 0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5get_free_list_sizes(&raw mut regular, &raw mut array, &raw mut block, &raw mut factory) })?;
    Ok([regular, array, block, factory])
}
