//! Lists as bytes.
use hdf5_ffi as ffi;

use super::{Api, Called, Class, check, check_id, class_id, hid_t};
use crate::{error::ErrorStack, handle::Id};

#[cfg(hdf5_1_12)]
unsafe fn raw_encode(list: hid_t, buf: *mut std::ffi::c_void, len: *mut usize) -> ffi::herr_t {
    // SAFETY: as the caller promises; the default settings leave the format to the library
    unsafe { ffi::H5Pencode2(list, buf, len, super::super::DEFAULT) }
}
#[cfg(not(hdf5_1_12))]
use ffi::H5Pencode as raw_encode;

pub(crate) fn encode(api: &Api, list: hid_t) -> Called<Vec<u8>> {
    let mut len = 0;
    // SAFETY: the lock is held; a null buffer asks for the length
    check(api, unsafe { raw_encode(list, std::ptr::null_mut(), &raw mut len) })?;
    let mut bytes = vec![0u8; len];
    // SAFETY: the lock is held; the buffer has the length that goes with it
    check(api, unsafe { raw_encode(list, bytes.as_mut_ptr().cast(), &raw mut len) })?;
    bytes.truncate(len);
    Ok(bytes)
}

/// The list of these bytes, which `encode` made: the library is not told where they end.
pub(crate) fn decode(api: &Api, bytes: &[u8], class: Class) -> Called<Id> {
    // SAFETY: the lock is held; the bytes are whole, as the caller has checked, and end where the library expects it
    let list = Id::own(check_id(api, unsafe { ffi::H5Pdecode(bytes.as_ptr().cast()) })?);
    // SAFETY: the lock is held
    match super::super::check_bool(api, unsafe { ffi::H5Pisa_class(list.raw(), class_id(class)) })? {
        true => Ok(list),
        false => Err(ErrorStack::refused("a property list of another class")),
    }
}
