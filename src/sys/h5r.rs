//! H5R: references to objects and regions, in the form that every version has; [`standard`] ones since 1.12.
pub(crate) mod standard;

use std::ffi::c_void;

use hdf5_ffi as ffi;

use super::{Api, Called, DEFAULT, check, check_id, hid_t};
use crate::handle::Id;

#[cfg(not(hdf5_1_12))]
use ffi::{H5R_DATASET_REGION as REGION, H5R_OBJECT as OBJECT};
#[cfg(hdf5_1_12)]
use ffi::{H5R_DATASET_REGION1 as REGION, H5R_OBJECT1 as OBJECT};

pub(crate) fn create_object(api: &Api, object: hid_t) -> Called<[u8; 8]> {
    let mut reference = [0u8; 8];
    // SAFETY: the lock is held; the library writes the 8 bytes of a `hobj_ref_t`
    check(api, unsafe { ffi::H5Rcreate(reference.as_mut_ptr().cast::<c_void>(), object, c".".as_ptr(), OBJECT, -1) })?;
    Ok(reference)
}

/// To what is selected in `space`, which is the dataset's.
pub(crate) fn create_region(api: &Api, dataset: hid_t, space: hid_t) -> Called<[u8; 12]> {
    let mut reference = [0u8; 12];
    // SAFETY: the lock is held; the library writes the 12 bytes of a `hdset_reg_ref_t`
    check(api, unsafe { ffi::H5Rcreate(reference.as_mut_ptr().cast::<c_void>(), dataset, c".".as_ptr(), REGION, space) })?;
    Ok(reference)
}

/// Opens the object, in the file that `of` is in.
pub(crate) fn dereference_object(api: &Api, of: hid_t, reference: &[u8; 8]) -> Called<hid_t> {
    // SAFETY: the lock is held; the library reads the 8 bytes, and looks for an object header where they point
    check_id(api, unsafe { ffi::H5Rdereference2(of, DEFAULT, OBJECT, reference.as_ptr().cast()) })
}

/// Opens the dataset that the region is of.
pub(crate) fn dereference_region(api: &Api, of: hid_t, reference: &[u8; 12]) -> Called<hid_t> {
    // SAFETY: the lock is held; the library reads the 12 bytes, and looks for what they point at
    check_id(api, unsafe { ffi::H5Rdereference2(of, DEFAULT, REGION, reference.as_ptr().cast()) })
}

/// The dataset's dataspace, with the region selected.
pub(crate) fn get_region(api: &Api, of: hid_t, reference: &[u8; 12]) -> Called<Id> {
    // SAFETY: as above; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Rget_region(of, REGION, reference.as_ptr().cast()) }).map(Id::own)
}
