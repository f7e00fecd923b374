//! H5A: attributes.
use std::ffi::{CStr, c_void};

use hdf5_ffi as ffi;

use super::{
    Api, Called, DEFAULT, check, check_bool, check_id, h5d, h5g,
    h5i::{self, Kind},
    h5o, h5p, h5s, h5t, hid_t, names,
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

/// Whether [`rename`] leaves the object's attributes in order. Below 2.0 it may break the index by creation order of attributes in dense storage:
/// the object's attributes could neither be replaced nor removed from then on.
pub(crate) fn may_rename(api: &Api, object: hid_t) -> Called<bool> {
    // dense storage is a heap and indexes beside the object's header
    Ok(cfg!(hdf5_2_0) || !tracks_order(api, object)? || h5o::get_full_info(api, object)?.attributes.heap == 0)
}

/// Where an attribute is copied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copy {
    /// To an object of the same file: a named type stays shared, and references point at what they pointed at.
    Within,
    /// To another file: the type is the attribute's own, and references are null.
    Between,
}

/// Creates an attribute with the type, dataspace and elements of another. The elements are copied through memory.
pub(crate) fn copy(api: &Api, object: hid_t, from: &CStr, to_object: hid_t, to: &CStr, where_to: Copy) -> Called<()> {
    let attribute = open(api, object, from)?;
    let (dtype, space) = (get_type(api, attribute.raw())?, get_space(api, attribute.raw())?);
    let memory = h5t::copy(api, dtype.raw())?; // in memory, where the named one is of the file
    let dtype = if where_to == Copy::Within { dtype } else { h5t::copy(api, dtype.raw())? };
    let elements = if h5s::extent_class(api, space.raw())? == h5s::Class::Null {
        0
    } else {
        h5s::extent_dims(api, space.raw())?.0.iter().fold(1usize, |len, &dim| len.saturating_mul(dim as usize))
    };
    if elements == 0 {
        return create(api, to_object, to, dtype.raw(), space.raw()).map(drop);
    }
    let bytes = elements.saturating_mul(h5t::get_size(api, memory.raw())?);
    let mut buffer = vec![0u64; bytes.div_ceil(size_of::<u64>())]; // aligned as what libhdf5 allocates
    let buf: *mut c_void = buffer.as_mut_ptr().cast();
    // zeros are null references, and what else is in elements with references goes with them
    if where_to == Copy::Within || !h5t::has_references(api, memory.raw())? {
        // SAFETY: the buffer has room for all elements of the memory type
        unsafe { read(api, attribute.raw(), memory.raw(), buf) }?;
    }
    let written = create(api, to_object, to, dtype.raw(), space.raw()).and_then(|new| {
        // SAFETY: the buffer holds all elements, as the read above filled them, or zeros
        unsafe { write(api, new.raw(), memory.raw(), buf) }.inspect_err(|_| drop(delete(api, to_object, to)))
    });
    // SAFETY: the buffer holds what the read above filled, or zeros, and is not used again
    let _ = unsafe { h5d::vlen_reclaim(api, memory.raw(), space.raw(), DEFAULT, buf) };
    written
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
