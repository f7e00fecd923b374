//! Properties of files while they are open.
use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t};

/// The newest format that this libhdf5 writes.
pub(crate) const NEWEST: i32 = ffi::H5F_LIBVER_NBOUNDS - 1;

pub(crate) fn set_libver_bounds(api: &Api, list: hid_t, low: i32, high: i32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_libver_bounds(list, low, high) })
}

pub(crate) fn get_libver_bounds(api: &Api, list: hid_t) -> Called<(i32, i32)> {
    let (mut low, mut high) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_libver_bounds(list, &raw mut low, &raw mut high) })?;
    Ok((low, high))
}

pub(crate) fn set_alignment(api: &Api, list: hid_t, threshold: u64, alignment: u64) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_alignment(list, threshold, alignment) })
}

pub(crate) fn get_alignment(api: &Api, list: hid_t) -> Called<(u64, u64)> {
    let (mut threshold, mut alignment) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_alignment(list, &raw mut threshold, &raw mut alignment) })?;
    Ok((threshold, alignment))
}

/// The file's default chunk cache: slots, bytes and preemption of each dataset.
pub(crate) fn set_cache(api: &Api, list: hid_t, slots: usize, bytes: usize, preemption: f64) -> Called<()> {
    // SAFETY: the lock is held; the first number has meant nothing since 1.8
    check(api, unsafe { ffi::H5Pset_cache(list, 0, slots, bytes, preemption) })
}

pub(crate) fn get_cache(api: &Api, list: hid_t) -> Called<(usize, usize, f64)> {
    let (mut nothing, mut slots, mut bytes, mut preemption) = (0, 0, 0, 0.0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_cache(list, &raw mut nothing, &raw mut slots, &raw mut bytes, &raw mut preemption) })?;
    Ok((slots, bytes, preemption))
}

pub(crate) fn set_meta_block_size(api: &Api, list: hid_t, bytes: u64) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_meta_block_size(list, bytes) })
}

pub(crate) fn get_meta_block_size(api: &Api, list: hid_t) -> Called<u64> {
    let mut bytes = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_meta_block_size(list, &raw mut bytes) })?;
    Ok(bytes)
}

pub(crate) fn set_small_data_block_size(api: &Api, list: hid_t, bytes: u64) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_small_data_block_size(list, bytes) })
}

pub(crate) fn get_small_data_block_size(api: &Api, list: hid_t) -> Called<u64> {
    let mut bytes = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_small_data_block_size(list, &raw mut bytes) })?;
    Ok(bytes)
}

pub(crate) fn set_sieve_buf_size(api: &Api, list: hid_t, bytes: usize) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_sieve_buf_size(list, bytes) })
}

pub(crate) fn get_sieve_buf_size(api: &Api, list: hid_t) -> Called<usize> {
    let mut bytes = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_sieve_buf_size(list, &raw mut bytes) })?;
    Ok(bytes)
}

pub(crate) fn set_page_buffer_size(api: &Api, list: hid_t, bytes: usize, meta_percent: u32, raw_percent: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_page_buffer_size(list, bytes, meta_percent, raw_percent) })
}

pub(crate) fn get_page_buffer_size(api: &Api, list: hid_t) -> Called<(usize, u32, u32)> {
    let (mut bytes, mut meta_percent, mut raw_percent) = (0, 0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_page_buffer_size(list, &raw mut bytes, &raw mut meta_percent, &raw mut raw_percent) })?;
    Ok((bytes, meta_percent, raw_percent))
}

/// A libhdf5 1.10 that was built for MPI takes no value, not even the one that the list has.
pub(crate) fn set_evict_on_close(api: &Api, list: hid_t, on: bool) -> Called<()> {
    if get_evict_on_close(api, list)? == on {
        return Ok(());
    }
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_evict_on_close(list, on) })
}

pub(crate) fn get_evict_on_close(api: &Api, list: hid_t) -> Called<bool> {
    let mut on = false;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_evict_on_close(list, &raw mut on) })?;
    Ok(on)
}

/// Files behind external links that stay open for the next time.
pub(crate) fn set_elink_file_cache_size(api: &Api, list: hid_t, files: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_elink_file_cache_size(list, files) })
}

pub(crate) fn get_elink_file_cache_size(api: &Api, list: hid_t) -> Called<u32> {
    let mut files = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_elink_file_cache_size(list, &raw mut files) })?;
    Ok(files)
}

pub(crate) fn set_gc_references(api: &Api, list: hid_t, on: bool) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_gc_references(list, on.into()) })
}

pub(crate) fn get_gc_references(api: &Api, list: hid_t) -> Called<bool> {
    let mut on = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_gc_references(list, &raw mut on) })?;
    Ok(on != 0)
}

pub(crate) fn set_metadata_read_attempts(api: &Api, list: hid_t, attempts: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_metadata_read_attempts(list, attempts) })
}

pub(crate) fn get_metadata_read_attempts(api: &Api, list: hid_t) -> Called<u32> {
    let mut attempts = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_metadata_read_attempts(list, &raw mut attempts) })?;
    Ok(attempts)
}

#[cfg(hdf5_1_10_7)]
pub(crate) fn set_file_locking(api: &Api, list: hid_t, lock: bool, ignore_when_disabled: bool) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_file_locking(list, lock, ignore_when_disabled) })
}

#[cfg(hdf5_1_10_7)]
pub(crate) fn get_file_locking(api: &Api, list: hid_t) -> Called<(bool, bool)> {
    let (mut lock, mut ignore_when_disabled) = (false, false);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_file_locking(list, &raw mut lock, &raw mut ignore_when_disabled) })?;
    Ok((lock, ignore_when_disabled))
}

/// Whether libhdf5 locks a file that it opens with these settings, and whether a file system without locks will do.
///
/// The environment variable `HDF5_USE_FILE_LOCKING` comes before the settings. libhdf5 reads it when it is initialised.
#[cfg(hdf5_1_10_7)]
pub(crate) fn effective_locking(api: &Api, list: hid_t) -> Called<(bool, bool)> {
    Ok(match &*api.shared().use_file_locking {
        "FALSE" | "0" => (false, false),
        "TRUE" | "1" => (true, false),
        "BEST_EFFORT" => (true, true),
        _ => get_file_locking(api, list)?,
    })
}

#[cfg(not(hdf5_1_10_7))]
pub(crate) fn effective_locking(api: &Api, _: hid_t) -> Called<(bool, bool)> {
    Ok((api.shared().use_file_locking != "FALSE", false))
}
