//! H5G: groups.
use std::ffi::{CStr, CString};

use hdf5_ffi as ffi;

use super::{Api, Called, DEFAULT, check, check_id, h5l, hid_t};
use crate::handle::Id;

/// Makes the groups missing on the way to a new link, and gives the property list to create the link with. The library's own way of doing
/// so (`H5Pset_create_intermediate_group`) gives them times, and so bytes that differ each second.
pub(crate) fn way_to(api: &Api, loc: hid_t, name: &CStr) -> Called<hid_t> {
    let (lcpl, gcpl) = (api.shared().link_create.raw(), api.shared().group_create.raw());
    let path = name.to_bytes();
    let Some(last) = path.iter().rposition(|&byte| byte != b'/') else { return Ok(lcpl) }; // the root, which is no new link
    let mut so_far = Vec::with_capacity(path.len());
    for (at, &byte) in path[..last].iter().enumerate() {
        if byte == b'/' && at > 0 && path[at - 1] != b'/' {
            let group = CString::new(so_far.clone()).expect("a part of a C string");
            let here = so_far == b"." || so_far.ends_with(b"/.");
            if !here && !h5l::exists(api, loc, &group)? {
                // SAFETY: the lock is held; the name is NUL-terminated
                drop(Id::own(check_id(api, unsafe { ffi::H5Gcreate2(loc, group.as_ptr(), lcpl, gcpl, DEFAULT) })?));
            }
        }
        so_far.push(byte);
    }
    Ok(lcpl)
}

pub(crate) fn create(api: &Api, loc: hid_t, name: &CStr, gcpl: hid_t) -> Called<hid_t> {
    let lcpl = way_to(api, loc, name)?;
    // SAFETY: the lock is held; the name is NUL-terminated
    check_id(api, unsafe { ffi::H5Gcreate2(loc, name.as_ptr(), lcpl, gcpl, DEFAULT) })
}

/// A group without a name, which goes with its identifier unless it is linked.
pub(crate) fn create_anon(api: &Api, loc: hid_t, gcpl: hid_t) -> Called<hid_t> {
    // SAFETY: the lock is held
    check_id(api, unsafe { ffi::H5Gcreate_anon(loc, gcpl, DEFAULT) })
}

/// Of a file's identifier, which the library does not take for a group here, that of the root.
pub(crate) fn get_create_plist(api: &Api, group: hid_t) -> Called<Id> {
    let opened = Id::own(open(api, group, c".")?);
    let group = opened.raw();
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Gget_create_plist(group) }).map(Id::own)
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
