//! H5A: attributes.
use std::{
    ffi::{CStr, c_void},
    mem::MaybeUninit,
};

use hdf5_ffi as ffi;

use super::{
    Api, Called, DEFAULT, check, check_bool, check_id, h5d, h5g,
    h5i::{self, Kind},
    h5p, hid_t, names,
};
use crate::handle::Id;

pub(crate) fn create(api: &Api, object: hid_t, name: &CStr, dtype: hid_t, space: hid_t) -> Called<Id> {
    let acpl = api.shared().attribute_create.raw();
    // SAFETY: the lock is held; the name is NUL-terminated; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Acreate2(object, name.as_ptr(), dtype, space, acpl, DEFAULT) }).map(Id::own)
}

/// As [`create`]; none where that fails, most likely because there is one already.
pub(crate) fn try_create(api: &Api, object: hid_t, name: &CStr, dtype: hid_t, space: hid_t) -> Option<Id> {
    let acpl = api.shared().attribute_create.raw();
    // SAFETY: as above
    let id = unsafe { ffi::H5Acreate2(object, name.as_ptr(), dtype, space, acpl, DEFAULT) };
    (id >= 0).then(|| Id::own(id))
}

pub(crate) fn open(api: &Api, object: hid_t, name: &CStr) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Aopen(object, name.as_ptr(), DEFAULT) }).map(Id::own)
}

pub(crate) fn exists(api: &Api, object: hid_t, name: &CStr) -> Called<bool> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check_bool(api, unsafe { ffi::H5Aexists(object, name.as_ptr()) })
}

pub(crate) fn delete(api: &Api, object: hid_t, name: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check(api, unsafe { ffi::H5Adelete(object, name.as_ptr()) })
}

pub(crate) fn rename(api: &Api, object: hid_t, from: &CStr, to: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the names are NUL-terminated
    check(api, unsafe { ffi::H5Arename(object, from.as_ptr(), to.as_ptr()) })
}

pub(crate) fn get_type(api: &Api, attribute: hid_t) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Aget_type(attribute) }).map(Id::own)
}

pub(crate) fn get_space(api: &Api, attribute: hid_t) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Aget_space(attribute) }).map(Id::own)
}

/// Reads the whole attribute.
///
/// # Safety
/// `buf` is writable for all elements of the attribute, each as large as `mem_type` says.
pub(crate) unsafe fn read(api: &Api, attribute: hid_t, mem_type: hid_t, buf: *mut c_void) -> Called<()> {
    // SAFETY: the lock is held, the buffer is the caller's promise
    check(api, unsafe { ffi::H5Aread(attribute, mem_type, buf) })
}

/// Writes the whole attribute.
///
/// # Safety
/// `buf` is readable for all elements of the attribute, each as large as `mem_type` says, and pointers in it are valid.
pub(crate) unsafe fn write(api: &Api, attribute: hid_t, mem_type: hid_t, buf: *const c_void) -> Called<()> {
    // SAFETY: the lock is held, the buffer is the caller's promise
    check(api, unsafe { ffi::H5Awrite(attribute, mem_type, buf) })
}

/// Reads the one element of an attribute that was found to be of one, and of a type that `mem_type` fits. Should it have become another since,
/// of as many bytes in the file, then `one` holds an element that it has, and nothing past it is touched.
pub(crate) fn read_one(api: &Api, attribute: hid_t, mem_type: hid_t, one: &mut [MaybeUninit<u8>], bytes: usize) -> Called<()> {
    // each element has a byte in the file at least, so that there are no more of them
    let room = bytes.saturating_mul(one.len());
    let mut few = [MaybeUninit::<u64>::uninit(); 32];
    let mut many = Vec::<u64>::new();
    let place: *mut u8 = if room <= size_of_val(&few) {
        few.as_mut_ptr().cast()
    } else {
        many.reserve_exact(room / size_of::<u64>() + 1);
        many.as_mut_ptr().cast()
    };
    // SAFETY: the place is a multiple of `one`, and nothing else's
    let first = unsafe { std::slice::from_raw_parts_mut(place.cast::<MaybeUninit<u8>>(), one.len()) };
    first.copy_from_slice(one);
    // SAFETY: the lock is held; the place has room for as many elements as there can be
    check(api, unsafe { ffi::H5Aread(attribute, mem_type, place.cast()) })?;
    one.copy_from_slice(first);
    Ok(())
}

/// Bytes of the attribute's value; 0 stands for a failure, too.
pub(crate) fn get_storage_size(_: &Api, attribute: hid_t) -> u64 {
    // SAFETY: the lock is held
    unsafe { ffi::H5Aget_storage_size(attribute) }
}

/// What an attribute says of itself besides its type and dataspace.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Info {
    /// A number without meaning unless the object [tracks](tracks_order) it, whatever the library says of it.
    pub creation_order: u32,
    /// Bytes of its value.
    pub size: u64,
}

fn info(raw: &ffi::H5A_info_t) -> Info {
    Info { creation_order: raw.corder, size: raw.data_size }
}

pub(crate) fn get_info(api: &Api, attribute: hid_t) -> Called<Info> {
    let mut raw = std::mem::MaybeUninit::<ffi::H5A_info_t>::zeroed();
    // SAFETY: the lock is held; the library fills the structure, which is plain data
    check(api, unsafe { ffi::H5Aget_info(attribute, raw.as_mut_ptr()) })?;
    // SAFETY: zeroed plain data is valid, and the call above succeeded
    Ok(info(unsafe { raw.assume_init_ref() }))
}

/// Whether the object remembers the order in which its attributes were made.
pub(crate) fn tracks_order(api: &Api, object: hid_t) -> Called<bool> {
    let list = match h5i::get_type(api, object) {
        Kind::Dataset => h5d::get_create_plist(api, object)?,
        // SAFETY: the lock is held; the new identifier has its owner at once
        Kind::Datatype => check_id(api, unsafe { ffi::H5Tget_create_plist(object) }).map(Id::own)?,
        Kind::Group | Kind::Other => h5g::get_create_plist(api, object)?,
    };
    h5p::get_attr_order(api, list.raw()).map(|order| order.tracked)
}

/// The names of the attributes, as bytes, in name order or in the order of their making.
pub(crate) fn list(api: &Api, object: hid_t, by_creation: bool, reverse: bool) -> Called<Vec<Vec<u8>>> {
    let mut found: Vec<Vec<u8>> = Vec::new();
    let mut index = 0;
    let by = if by_creation { ffi::H5_INDEX_CRT_ORDER } else { ffi::H5_INDEX_NAME };
    // by name they are sorted here: of many attributes the library would open each first
    let order = match reverse {
        _ if !by_creation => ffi::H5_ITER_NATIVE,
        true => ffi::H5_ITER_DEC,
        false => ffi::H5_ITER_INC,
    };
    // SAFETY: the lock is held; the callback gets `found` back as its data pointer, and only during this call
    check(api, unsafe { ffi::H5Aiterate2(object, by, order, &raw mut index, Some(collect), (&raw mut found).cast()) })?;
    Ok(if by_creation { found } else { names::sorted(found, reverse, |name| name) })
}

/// `H5A_operator2_t`: appends a name.
unsafe extern "C" fn collect(_: hid_t, name: *const std::ffi::c_char, _: *const ffi::H5A_info_t, data: *mut c_void) -> ffi::herr_t {
    // SAFETY: libhdf5 passes a NUL-terminated name, and `data` is the vector that `list` holds exclusively
    unsafe { (*data.cast::<Vec<Vec<u8>>>()).push(CStr::from_ptr(name).to_bytes().to_vec()) };
    0
}
