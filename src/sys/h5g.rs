//! H5G: groups.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Api, Called, DEFAULT, check, check_id, hid_t};

pub(crate) fn create(api: &Api, loc: hid_t, name: &CStr, gcpl: hid_t) -> Called<hid_t> {
    let lcpl = api.shared().link_create.raw();
    // SAFETY: the lock is held; the name is NUL-terminated
    check_id(api, unsafe { ffi::H5Gcreate2(loc, name.as_ptr(), lcpl, gcpl, DEFAULT) })
}

pub(crate) fn open(api: &Api, loc: hid_t, name: &CStr) -> Called<hid_t> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check_id(api, unsafe { ffi::H5Gopen2(loc, name.as_ptr(), DEFAULT) })
}

/// Links in a group.
pub(crate) fn len(api: &Api, group: hid_t) -> Called<u64> {
    let mut info = std::mem::MaybeUninit::<ffi::H5G_info_t>::zeroed();
    // SAFETY: the lock is held; the library fills the structure, which is plain data
    check(api, unsafe { ffi::H5Gget_info(group, info.as_mut_ptr()) })?;
    // SAFETY: zeroed plain data is valid, and the call above succeeded
    Ok(unsafe { info.assume_init() }.nlinks)
}
