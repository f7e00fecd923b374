//! Of strings and opaque types.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::owned_text;
use crate::sys::{Api, Called, check, hid_t};

/// The code of the character set UTF-8.
pub(crate) const UTF_8: i32 = 1;

/// The character set's code: 0 ASCII, 1 UTF-8.
pub(crate) fn get_cset(api: &Api, dtype: hid_t) -> Called<i32> {
    // SAFETY: the lock is held
    let cset = unsafe { ffi::H5Tget_cset(dtype) };
    check(api, cset)?;
    Ok(cset)
}

pub(crate) fn set_cset(api: &Api, dtype: hid_t, cset: i32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tset_cset(dtype, cset) })
}

/// How fixed strings end: 0 at a NUL, 1 padded with NULs, 2 padded with spaces.
pub(crate) fn get_strpad(api: &Api, dtype: hid_t) -> Called<i32> {
    // SAFETY: the lock is held
    let pad = unsafe { ffi::H5Tget_strpad(dtype) };
    check(api, pad)?;
    Ok(pad)
}

pub(crate) fn set_strpad(api: &Api, dtype: hid_t, pad: i32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tset_strpad(dtype, pad) })
}

pub(crate) fn get_tag(api: &Api, dtype: hid_t) -> Called<Vec<u8>> {
    // SAFETY: the lock is held
    owned_text(api, unsafe { ffi::H5Tget_tag(dtype) })
}

pub(crate) fn set_tag(api: &Api, dtype: hid_t, tag: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the tag is NUL-terminated
    check(api, unsafe { ffi::H5Tset_tag(dtype, tag.as_ptr()) })
}
