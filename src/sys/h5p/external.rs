//! Data of new datasets that lies elsewhere: in external files, or in other datasets.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t};
use crate::sys::check_id;
use crate::{error::ErrorStack, handle::Id};

/// Appends a piece of a file outside.
pub(crate) fn set_external(api: &Api, list: hid_t, file: &CStr, offset: i64, size: u64) -> Called<()> {
    // SAFETY: the lock is held; the library copies the name
    check(api, unsafe { ffi::H5Pset_external(list, file.as_ptr(), offset as _, size) })
}

/// Files outside that hold the raw data.
pub(crate) fn get_external_count(api: &Api, list: hid_t) -> Called<usize> {
    // SAFETY: the lock is held
    usize::try_from(unsafe { ffi::H5Pget_external_count(list) }).map_err(|_| ErrorStack::take(api))
}

/// The name, the offset and the size of the `index`th piece outside.
pub(crate) fn get_external(api: &Api, list: hid_t, index: usize) -> Called<(Vec<u8>, u64, u64)> {
    let mut name = vec![0u8; 4096];
    let (mut offset, mut size) = (0, 0);
    // SAFETY: the lock is held; the buffer's size goes with it, and the library writes no more than it holds
    check(api, unsafe { ffi::H5Pget_external(list, index as u32, name.len(), name.as_mut_ptr().cast(), &raw mut offset, &raw mut size) })?;
    let end = name.iter().position(|&byte| byte == 0).unwrap_or(name.len());
    name.truncate(end);
    Ok((name, offset as u64, size))
}

/// Takes what `virtual_space` selects from what `source_space` selects in a dataset of a file.
pub(crate) fn set_virtual(api: &Api, list: hid_t, virtual_space: &Id, file: &CStr, dataset: &CStr, source_space: &Id) -> Called<()> {
    // SAFETY: the lock is held; the library copies names and dataspaces
    check(api, unsafe { ffi::H5Pset_virtual(list, virtual_space.raw(), file.as_ptr(), dataset.as_ptr(), source_space.raw()) })
}

/// What is selected of a source, as the list says.
pub(crate) fn get_virtual_srcspace(api: &Api, list: hid_t, index: usize) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Pget_virtual_srcspace(list, index) }).map(Id::own)
}

pub(crate) fn get_virtual_count(api: &Api, list: hid_t) -> Called<usize> {
    let mut count = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_virtual_count(list, &raw mut count) }).map(|()| count)
}

/// The file of the `index`th source.
pub(crate) fn get_virtual_filename(api: &Api, list: hid_t, index: usize) -> Called<Vec<u8>> {
    // SAFETY: the lock is held; the buffer's size goes with it
    super::super::text(api, |buf, len| unsafe { ffi::H5Pget_virtual_filename(list, index, buf, len) })
}

/// The dataset of the `index`th source.
pub(crate) fn get_virtual_dsetname(api: &Api, list: hid_t, index: usize) -> Called<Vec<u8>> {
    // SAFETY: as above
    super::super::text(api, |buf, len| unsafe { ffi::H5Pget_virtual_dsetname(list, index, buf, len) })
}
