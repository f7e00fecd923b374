//! H5DS: dimension scales, of the high-level library.
use std::ffi::{CStr, c_uint, c_void};

use hdf5_ffi as ffi;

use super::{Api, Called, check, check_bool, check_len, hid_t};
use crate::{error::ErrorStack, handle::Id};

pub(crate) fn set_scale(api: &Api, scale: hid_t, name: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check(api, unsafe { ffi::H5DSset_scale(scale, name.as_ptr()) })
}

pub(crate) fn is_scale(api: &Api, dataset: hid_t) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5DSis_scale(dataset) })
}

pub(crate) fn attach_scale(api: &Api, dataset: hid_t, scale: hid_t, axis: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5DSattach_scale(dataset, scale, axis) })
}

pub(crate) fn detach_scale(api: &Api, dataset: hid_t, scale: hid_t, axis: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5DSdetach_scale(dataset, scale, axis) })
}

pub(crate) fn is_attached(api: &Api, dataset: hid_t, scale: hid_t, axis: u32) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5DSis_attached(dataset, scale, axis) })
}

pub(crate) fn set_label(api: &Api, dataset: hid_t, axis: u32, label: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the label is NUL-terminated
    check(api, unsafe { ffi::H5DSset_label(dataset, axis, label.as_ptr()) })
}

/// Empty where there is none.
pub(crate) fn get_label(api: &Api, dataset: hid_t, axis: u32) -> Called<Vec<u8>> {
    // SAFETY: the lock is held; the buffer's size goes with it
    sized(api, |buf, len| unsafe { ffi::H5DSget_label(dataset, axis, buf, len) })
}

/// Empty where there is none.
pub(crate) fn get_scale_name(api: &Api, scale: hid_t) -> Called<Vec<u8>> {
    // SAFETY: the lock is held; the buffer's size goes with it
    sized(api, |buf, len| unsafe { ffi::H5DSget_scale_name(scale, buf, len) })
}

/// As [`text`](super::text), but these want to be asked for the length first.
fn sized(api: &Api, call: impl Fn(*mut std::ffi::c_char, usize) -> isize) -> Called<Vec<u8>> {
    let len = check_len(api, call(std::ptr::null_mut(), 0))?;
    let mut text = vec![0u8; len + 1];
    check_len(api, call(text.as_mut_ptr().cast(), text.len()))?;
    text.truncate(text.iter().position(|&byte| byte == 0).unwrap_or(len));
    Ok(text)
}

/// The scales of an axis, each opened.
pub(crate) fn scales(api: &Api, dataset: hid_t, axis: u32) -> Called<Vec<Id>> {
    let mut found: Vec<Id> = Vec::new();
    // SAFETY: the lock is held
    if usize::try_from(unsafe { ffi::H5DSget_num_scales(dataset, axis) }).map_err(|_| ErrorStack::take(api))? == 0 {
        return Ok(found);
    }
    // SAFETY: the lock is held; no index means from the first on; the callback gets `found` back as its data pointer, in this call only
    check(api, unsafe { ffi::H5DSiterate_scales(dataset, axis, std::ptr::null_mut(), Some(collect), (&raw mut found).cast()) })?;
    Ok(found)
}

/// `H5DS_iterate_t`: keeps a reference to the scale, whose own is the library's.
unsafe extern "C" fn collect(_: hid_t, _: c_uint, scale: hid_t, data: *mut c_void) -> ffi::herr_t {
    // SAFETY: the lock is held by the caller of `scales`, and the identifier is open
    if unsafe { ffi::H5Iinc_ref(scale) } < 0 {
        return -1;
    }
    // SAFETY: `data` is the vector that `scales` holds exclusively
    unsafe { (*data.cast::<Vec<Id>>()).push(Id::own(scale)) };
    0
}
