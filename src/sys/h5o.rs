//! H5O: objects of any kind.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Api, Called, DEFAULT, check, check_bool, check_id, hid_t};

/// Which object it is, whatever path leads there: the file and the place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Identity {
    pub file: u64,
    pub token: [u8; 16],
}

/// What an object's header tells without a look at its content.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Info {
    pub identity: Identity,
    /// Hard links to it.
    pub links: u32,
    pub attributes: u64,
}

pub(crate) fn open(api: &Api, loc: hid_t, name: &CStr) -> Called<hid_t> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check_id(api, unsafe { ffi::H5Oopen(loc, name.as_ptr(), DEFAULT) })
}

/// Whether a link's target is there; the link itself must be.
pub(crate) fn exists_by_name(api: &Api, loc: hid_t, name: &CStr) -> Called<bool> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check_bool(api, unsafe { ffi::H5Oexists_by_name(loc, name.as_ptr(), DEFAULT) })
}

#[cfg(hdf5_1_12)]
pub(crate) fn get_info(api: &Api, object: hid_t) -> Called<Info> {
    let mut raw = std::mem::MaybeUninit::<ffi::H5O_info2_t>::zeroed();
    // SAFETY: the lock is held; the library fills the structure, which is plain data
    check(api, unsafe { ffi::H5Oget_info3(object, raw.as_mut_ptr(), ffi::H5O_INFO_BASIC | ffi::H5O_INFO_NUM_ATTRS) })?;
    // SAFETY: zeroed plain data is valid, and the call above succeeded
    let raw = unsafe { raw.assume_init_ref() };
    // SAFETY: the token is 16 plain bytes
    let token = unsafe { std::mem::transmute::<ffi::H5O_token_t, [u8; 16]>(raw.token) };
    Ok(Info { identity: Identity { file: u64::from(raw.fileno), token }, links: raw.rc, attributes: raw.num_attrs })
}

#[cfg(not(hdf5_1_12))]
pub(crate) fn get_info(api: &Api, object: hid_t) -> Called<Info> {
    let mut raw = std::mem::MaybeUninit::<ffi::H5O_info_t>::zeroed();
    // SAFETY: the lock is held; the library fills the structure, which is plain data
    check(api, unsafe { ffi::H5Oget_info2(object, raw.as_mut_ptr(), ffi::H5O_INFO_BASIC | ffi::H5O_INFO_NUM_ATTRS) })?;
    // SAFETY: zeroed plain data is valid, and the call above succeeded
    let raw = unsafe { raw.assume_init_ref() };
    let mut token = [0; 16];
    token[..8].copy_from_slice(&raw.addr.to_le_bytes());
    Ok(Info { identity: Identity { file: raw.fileno, token }, links: raw.rc, attributes: raw.num_attrs })
}
