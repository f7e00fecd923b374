//! Properties of copying objects.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t};

pub(crate) use ffi::{
    H5O_COPY_EXPAND_EXT_LINK_FLAG as EXPAND_EXTERNAL, H5O_COPY_EXPAND_REFERENCE_FLAG as EXPAND_REFERENCES,
    H5O_COPY_EXPAND_SOFT_LINK_FLAG as EXPAND_SOFT, H5O_COPY_MERGE_COMMITTED_DTYPE_FLAG as MERGE_DATATYPES,
    H5O_COPY_SHALLOW_HIERARCHY_FLAG as SHALLOW, H5O_COPY_WITHOUT_ATTR_FLAG as WITHOUT_ATTRIBUTES,
};

pub(crate) fn set_copy_object(api: &Api, list: hid_t, flags: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_copy_object(list, flags) })
}

/// A path in the destination where an equal named datatype is looked for first.
pub(crate) fn add_merge_committed_dtype_path(api: &Api, list: hid_t, path: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the library copies the path
    check(api, unsafe { ffi::H5Padd_merge_committed_dtype_path(list, path.as_ptr()) })
}

pub(crate) fn get_copy_object(api: &Api, list: hid_t) -> Called<u32> {
    let mut flags = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_copy_object(list, &raw mut flags) })?;
    Ok(flags)
}
