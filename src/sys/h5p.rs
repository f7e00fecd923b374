//! H5P: property lists.
mod dataset;
mod dataset_access;
mod driver;
mod encode;
mod external;
mod file_access;
mod file_create;
mod filters;
mod group;
mod metadata_cache;
mod object_copy;
mod transfer;

pub(crate) use dataset::*;
pub use dataset::{AllocTime, FillTime, Layout};
pub(crate) use dataset_access::*;
pub(crate) use driver::*;
pub(crate) use encode::*;
pub(crate) use external::*;
pub(crate) use file_access::*;
pub use file_create::FileSpaceStrategy;
pub(crate) use file_create::*;
pub(crate) use filters::*;
pub(crate) use group::*;
pub(crate) use metadata_cache::*;
pub use metadata_cache::{CacheDecrease, CacheGrowth, FlashGrowth, MetadataCache};
pub(crate) use object_copy::*;
pub(crate) use transfer::*;

use std::ffi::c_void;

use hdf5_ffi as ffi;

use super::{Api, Called, check, check_id, h5s, hid_t, hsize_t};
use crate::handle::Id;

/// Property lists that are the same for every operation, and the one scalar dataspace: made once.
#[derive(Debug)]
pub(crate) struct Shared {
    /// Links: names are UTF-8. `h5g::way_to` makes the groups missing on the path.
    pub link_create: Id,
    /// Attributes: names are UTF-8.
    pub attribute_create: Id,
    /// Groups: no times.
    pub group_create: Id,
    /// Datasets: no times.
    pub dataset_create: Id,
    /// Datasets that are there to be written at once: their storage is set aside with them.
    pub dataset_create_early: Id,
    /// Transfers that convert elements in a buffer of [`CONVERTED_IN`] bytes, and of [`FEW_CONVERTED_IN`].
    pub converting: Id,
    pub converting_few: Id,
    pub scalar: Id,
    /// The environment's word on locks of files, as libhdf5 has read it; empty where there is none.
    pub use_file_locking: String,
}

/// Bytes of the buffers that elements with pointers, or not many, are converted in. By default they are two of a megabyte, which the library asks
/// the system for each time, and clears, be it for one element.
pub(crate) const CONVERTED_IN: usize = 64 << 10;

/// Bytes of the buffers for few elements.
pub(crate) const FEW_CONVERTED_IN: usize = 4 << 10;

/// Bytes of an element that goes into such a buffer for certain, whatever the file makes of it.
pub(crate) const CONVERTED: usize = CONVERTED_IN / 8;

impl Shared {
    pub(crate) fn new(api: &Api) -> Called<Self> {
        let link_create = create(api, Class::LinkCreate)?;
        let attribute_create = create(api, Class::AttributeCreate)?;
        for list in [&link_create, &attribute_create] {
            // SAFETY: the lock is held
            check(api, unsafe { ffi::H5Pset_char_encoding(list.raw(), ffi::H5T_CSET_UTF8) })?;
        }
        let (group_create, dataset_create) = (create(api, Class::GroupCreate)?, create(api, Class::DatasetCreate)?);
        for list in [&group_create, &dataset_create] {
            set_obj_track_times(api, list.raw(), false)?;
        }
        let dataset_create_early = copy(api, dataset_create.raw())?;
        set_alloc_time(api, dataset_create_early.raw(), AllocTime::Early)?;
        let converting = create(api, Class::Transfer)?;
        set_buffer(api, converting.raw(), CONVERTED_IN)?;
        let converting_few = create(api, Class::Transfer)?;
        set_buffer(api, converting_few.raw(), FEW_CONVERTED_IN)?;
        let scalar = h5s::create_scalar(api)?;
        let use_file_locking = std::env::var_os("HDF5_USE_FILE_LOCKING").map(|word| word.to_string_lossy().into_owned());
        Ok(Self {
            link_create,
            attribute_create,
            group_create,
            dataset_create,
            dataset_create_early,
            converting,
            converting_few,
            scalar,
            use_file_locking: use_file_locking.unwrap_or_default(), // no word is no choice
        })
    }
}

/// The classes of property lists that are made here.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Class {
    FileCreate,
    FileAccess,
    DatasetCreate,
    DatasetAccess,
    GroupCreate,
    LinkCreate,
    AttributeCreate,
    ObjectCopy,
    Transfer,
}

fn class_id(class: Class) -> hid_t {
    // SAFETY: set once, when the library is initialised, which comes before any lock is given out
    unsafe {
        match class {
            Class::FileCreate => ffi::H5P_CLS_FILE_CREATE_ID_g,
            Class::FileAccess => ffi::H5P_CLS_FILE_ACCESS_ID_g,
            Class::DatasetCreate => ffi::H5P_CLS_DATASET_CREATE_ID_g,
            Class::DatasetAccess => ffi::H5P_CLS_DATASET_ACCESS_ID_g,
            Class::GroupCreate => ffi::H5P_CLS_GROUP_CREATE_ID_g,
            Class::LinkCreate => ffi::H5P_CLS_LINK_CREATE_ID_g,
            Class::AttributeCreate => ffi::H5P_CLS_ATTRIBUTE_CREATE_ID_g,
            Class::ObjectCopy => ffi::H5P_CLS_OBJECT_COPY_ID_g,
            Class::Transfer => ffi::H5P_CLS_DATASET_XFER_ID_g,
        }
    }
}

pub(crate) fn create(api: &Api, class: Class) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Pcreate(class_id(class)) }).map(Id::own)
}

pub(crate) fn copy(api: &Api, list: hid_t) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Pcopy(list) }).map(Id::own)
}

// ---- file access

pub(crate) fn set_fapl_sec2(api: &Api, list: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_fapl_sec2(list) })
}

pub(crate) fn set_fapl_stdio(api: &Api, list: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_fapl_stdio(list) })
}

pub(crate) fn set_fapl_core(api: &Api, list: hid_t, increment: usize, backing_store: bool) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_fapl_core(list, increment, backing_store as _) })
}

/// After `set_fapl_core`: 1.14 keeps it in the driver's own settings.
pub(crate) fn set_core_write_tracking(api: &Api, list: hid_t, page: usize) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_core_write_tracking(list, true as _, page) })
}

/// The number of a list's driver: the same for all lists with the same driver.
pub(crate) fn get_driver(api: &Api, list: hid_t) -> Called<hid_t> {
    // SAFETY: the lock is held; the identifier is the library's own
    check_id(api, unsafe { ffi::H5Pget_driver(list) })
}

/// Gives the list a copy of `image` to open; once a list.
pub(crate) fn set_file_image(api: &Api, list: hid_t, image: &[u8]) -> Called<()> {
    // SAFETY: the lock is held; the library copies `image.len()` bytes and does not write to them
    check(api, unsafe { ffi::H5Pset_file_image(list, image.as_ptr().cast_mut().cast::<c_void>(), image.len()) })
}

// ---- object creation

pub(crate) fn set_obj_track_times(api: &Api, list: hid_t, on: bool) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_obj_track_times(list, on as _) })
}
