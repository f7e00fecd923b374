//! Properties of moving elements.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t};
use crate::error::ErrorStack;

/// An expression in `x` that each number goes through.
pub(crate) fn set_data_transform(api: &Api, list: hid_t, expression: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the library copies the text
    check(api, unsafe { ffi::H5Pset_data_transform(list, expression.as_ptr()) })
}

/// The expression; none where none was set, which the library calls an error.
pub(crate) fn get_data_transform(api: &Api, list: hid_t) -> Option<Vec<u8>> {
    // SAFETY: the lock is held; the buffer's size goes with it
    super::super::text(api, |buf, len| unsafe { ffi::H5Pget_data_transform(list, buf, len) }).ok()
}

/// Bytes of the buffer that elements are converted in.
pub(crate) fn set_buffer(api: &Api, list: hid_t, bytes: usize) -> Called<()> {
    // SAFETY: the lock is held; null buffers are the library's own
    check(api, unsafe { ffi::H5Pset_buffer(list, bytes, std::ptr::null_mut(), std::ptr::null_mut()) })
}

pub(crate) fn get_buffer(api: &Api, list: hid_t) -> Called<usize> {
    // SAFETY: the lock is held; null pointers ask for nothing
    match unsafe { ffi::H5Pget_buffer(list, std::ptr::null_mut(), std::ptr::null_mut()) } as usize {
        0 => Err(ErrorStack::take(api)),
        bytes => Ok(bytes),
    }
}

/// Whether checksums are checked when chunks are read.
pub(crate) fn set_edc_check(api: &Api, list: hid_t, check_them: bool) -> Called<()> {
    let check_them = if check_them { ffi::H5Z_ENABLE_EDC } else { ffi::H5Z_DISABLE_EDC };
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_edc_check(list, check_them) })
}

pub(crate) fn get_edc_check(api: &Api, list: hid_t) -> Called<bool> {
    // SAFETY: the lock is held
    match unsafe { ffi::H5Pget_edc_check(list) } {
        ffi::H5Z_ENABLE_EDC => Ok(true),
        ffi::H5Z_DISABLE_EDC => Ok(false),
        _ => Err(ErrorStack::take(api)),
    }
}

/// Pieces of a selection that go to the driver at once.
pub(crate) fn set_hyper_vector_size(api: &Api, list: hid_t, pieces: usize) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_hyper_vector_size(list, pieces) })
}

pub(crate) fn get_hyper_vector_size(api: &Api, list: hid_t) -> Called<usize> {
    let mut pieces = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_hyper_vector_size(list, &raw mut pieces) })?;
    Ok(pieces)
}

/// Where a full node of the oldest index of chunks is split: the leftmost, one between, the rightmost.
pub(crate) fn set_btree_ratios(api: &Api, list: hid_t, left: f64, middle: f64, right: f64) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_btree_ratios(list, left, middle, right) })
}

pub(crate) fn get_btree_ratios(api: &Api, list: hid_t) -> Called<(f64, f64, f64)> {
    let (mut left, mut middle, mut right) = (0.0, 0.0, 0.0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_btree_ratios(list, &raw mut left, &raw mut middle, &raw mut right) })?;
    Ok((left, middle, right))
}
