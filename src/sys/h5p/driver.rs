//! Drivers that spread a file over several, and the one that logs.
use std::{ffi::CStr, ptr};

use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t};

pub(crate) const LOG_LOC_IO: u64 = ffi::H5FD_LOG_LOC_IO as u64;
pub(crate) const LOG_NUM_IO: u64 = ffi::H5FD_LOG_NUM_IO as u64;
pub(crate) const LOG_TIME_IO: u64 = ffi::H5FD_LOG_TIME_IO as u64;
pub(crate) const LOG_SPACE: u64 = ffi::H5FD_LOG_ALLOC as u64 | ffi::H5FD_LOG_FREE as u64;
/// All but what libhdf5 counts for each byte of the file (`H5FD_LOG_FILE_IO`, `H5FD_LOG_FLAVOR`): it does so past the end of its buffer, too.
pub(crate) const LOG_ALL: u64 = ffi::H5FD_LOG_ALL as u64 & !(ffi::H5FD_LOG_FILE_IO as u64 | ffi::H5FD_LOG_FLAVOR as u64);

pub(crate) fn set_fapl_log(api: &Api, list: hid_t, file: &CStr, flags: u64, buffer: usize) -> Called<()> {
    // SAFETY: the lock is held; the library copies the name
    check(api, unsafe { ffi::H5Pset_fapl_log(list, file.as_ptr(), flags as _, buffer) })
}

pub(crate) fn set_fapl_family(api: &Api, list: hid_t, member_size: u64, member: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_fapl_family(list, member_size as _, member) })
}

/// Metadata and raw data: an extension and a list of access each.
pub(crate) fn set_fapl_split(api: &Api, list: hid_t, meta: (&CStr, hid_t), raw: (&CStr, hid_t)) -> Called<()> {
    // SAFETY: the lock is held; the library copies the names
    check(api, unsafe { ffi::H5Pset_fapl_split(list, meta.0.as_ptr(), meta.1, raw.0.as_ptr(), raw.1) })
}

/// A file for each kind of data, under the library's names for them.
pub(crate) fn set_fapl_multi(api: &Api, list: hid_t, relaxed: bool) -> Called<()> {
    // SAFETY: the lock is held; null stands for the defaults
    check(api, unsafe { ffi::H5Pset_fapl_multi(list, ptr::null(), ptr::null(), ptr::null(), ptr::null(), relaxed as _) })
}

#[cfg(hdf5_direct)]
unsafe extern "C" {
    /// Declared by the headers of libraries that have it only.
    fn H5Pset_fapl_direct(list: hid_t, alignment: usize, block: usize, copy_buffer: usize) -> ffi::herr_t;
}

#[cfg(hdf5_direct)]
pub(crate) fn set_fapl_direct(api: &Api, list: hid_t, alignment: usize, block: usize, copy_buffer: usize) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { H5Pset_fapl_direct(list, alignment, block, copy_buffer) })
}
