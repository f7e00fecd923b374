//! Of compounds and enums: their members.
use std::ffi::{CStr, c_void};

use hdf5_ffi as ffi;

use super::{get_size, owned_text};
use crate::{
    error::ErrorStack,
    handle::Id,
    sys::{Api, Called, check, check_id, hid_t},
};

pub(crate) fn get_nmembers(api: &Api, dtype: hid_t) -> Called<u32> {
    // SAFETY: the lock is held
    u32::try_from(unsafe { ffi::H5Tget_nmembers(dtype) }).map_err(|_| ErrorStack::take(api))
}

pub(crate) fn get_member_name(api: &Api, dtype: hid_t, index: u32) -> Called<Vec<u8>> {
    // SAFETY: the lock is held
    owned_text(api, unsafe { ffi::H5Tget_member_name(dtype, index) })
}

pub(crate) fn get_member_type(api: &Api, dtype: hid_t, index: u32) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Tget_member_type(dtype, index) }).map(Id::own)
}

/// Bytes before the member; there is no failure to tell apart for an index below the number of members.
pub(crate) fn get_member_offset(_: &Api, dtype: hid_t, index: u32) -> usize {
    // SAFETY: the lock is held
    unsafe { ffi::H5Tget_member_offset(dtype, index) }
}

/// The value of an enum's member, `size` bytes in the byte order of its base type.
pub(crate) fn get_member_value(api: &Api, dtype: hid_t, index: u32) -> Called<Vec<u8>> {
    let mut value = vec![0u8; get_size(api, dtype)?];
    // SAFETY: the lock is held; the library writes as many bytes as the type's size
    check(api, unsafe { ffi::H5Tget_member_value(dtype, index, value.as_mut_ptr().cast()) })?;
    Ok(value)
}

pub(crate) fn insert(api: &Api, compound: hid_t, name: &CStr, offset: usize, member: hid_t) -> Called<()> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check(api, unsafe { ffi::H5Tinsert(compound, name.as_ptr(), offset, member) })
}

/// Adds a member to an enum; `value` has the size of its base type.
pub(crate) fn enum_insert(api: &Api, dtype: hid_t, name: &CStr, value: &[u8]) -> Called<()> {
    assert_eq!(get_size(api, dtype)?, value.len(), "a value of the base type");
    // SAFETY: the lock is held; the name is NUL-terminated, and the library reads as many bytes as the type's size
    check(api, unsafe { ffi::H5Tenum_insert(dtype, name.as_ptr(), value.as_ptr().cast::<c_void>()) })
}
