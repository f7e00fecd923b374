//! H5D: chunks as they are in the file.
use hdf5_ffi as ffi;

#[cfg(not(hdf5_1_10_7))]
use super::get_create_plist;
use super::{flush, get_space};
use crate::{
    error::ErrorStack,
    sys::{Api, Called, DEFAULT, check, h5s, hid_t, hsize_t},
};
#[cfg(not(hdf5_2_0))]
use crate::{
    handle::Id,
    sys::{h5f, h5i},
};

/// Bytes that the chunk at these coordinates takes in the file; none for one that was never written.
pub(crate) fn get_chunk_storage_size(api: &Api, dataset: hid_t, offset: &[hsize_t]) -> Called<u64> {
    Ok(chunk_storage_size(api, dataset, offset)?.unwrap_or(0)) // nothing is stored, not of that chunk either
}

/// As [`get_chunk_storage_size`]; `None` of a dataset of which nothing is stored yet.
pub(crate) fn chunk_storage_size(api: &Api, dataset: hid_t, offset: &[hsize_t]) -> Called<Option<u64>> {
    let ask = || {
        let mut size = 0;
        // SAFETY: the lock is held; the caller's offset has an entry an axis, as `chunk` checks
        check(api, unsafe { ffi::H5Dget_chunk_storage_size(dataset, offset.as_ptr(), &raw mut size) }).map(|()| size)
    };
    match ask() {
        // nothing is stored of the dataset, or its only chunk is in the library's cache yet
        Ok(0) => flush(api, dataset).and_then(|()| ask()).map(|size| Some(size).filter(|&size| size > 0)),
        // where others are stored it fails for one that is not, in these words from 1.10 to 2.2
        Err(stack) if stack.frames().first().is_some_and(|frame| frame.description == "chunk storage is not allocated") => Ok(Some(0)),
        asked => asked.map(Some),
    }
}

/// Has the library read the chunk at these coordinates as it is in the file, to where `room` has capacity for it; the result is its filter
/// mask.
pub(crate) fn read_chunk_to_room(api: &Api, dataset: hid_t, offset: &[hsize_t], room: &mut Vec<u8>) -> Called<u32> {
    let capacity = room.capacity();
    read_chunk_at(api, dataset, offset, room.as_mut_ptr(), capacity)
}

/// The bytes of the chunk at these coordinates as they are in the file, over the first of `bytes`; the result is its filter mask.
pub(crate) fn read_chunk(api: &Api, dataset: hid_t, offset: &[hsize_t], bytes: &mut [u8]) -> Called<u32> {
    read_chunk_at(api, dataset, offset, bytes.as_mut_ptr(), bytes.len())
}

/// `to` is room for `len` bytes.
fn read_chunk_at(api: &Api, dataset: hid_t, offset: &[hsize_t], to: *mut u8, len: usize) -> Called<u32> {
    assert!(get_chunk_storage_size(api, dataset, offset)? <= len as u64, "room for the chunk");
    let mut mask = 0;
    // SAFETY: the lock is held; the library writes the chunk's bytes, for which the two callers have room
    check(api, unsafe {
        #[cfg(hdf5_2_0)]
        let code = {
            let mut len = len;
            ffi::H5Dread_chunk2(dataset, DEFAULT, offset.as_ptr(), &raw mut mask, to.cast(), &raw mut len)
        };
        #[cfg(not(hdf5_2_0))]
        let code = ffi::H5Dread_chunk(dataset, DEFAULT, offset.as_ptr(), &raw mut mask, to.cast());
        code
    })?;
    Ok(mask)
}

/// The bytes of the chunk at these coordinates as they are in the file, and its filter mask; `None` where nothing is stored. Chunks of this
/// dataset go through filters, or through none.
pub(crate) fn chunk(api: &Api, dataset: hid_t, offset: &[hsize_t], filtered: bool) -> Called<Option<(Vec<u8>, u32)>> {
    // of a chunk that is not there some versions say so, others fail
    let size = get_chunk_storage_size(api, dataset, offset).unwrap_or(0) as usize;
    if size == 0 {
        return Ok(None);
    }
    let most = if filtered { size } else { size.max(most_read(api, dataset)?) };
    match chunk_of_size(api, dataset, offset, size, most) {
        Err(error) if error.is_of_missing_chunk() => Ok(None),
        chunk => chunk.map(Some),
    }
}

/// Bytes that the library may read of a chunk without filters. Up to 1.14 it tells the size that such a chunk ought to have, and reads as many
/// as the file says: in 32 bits, and no more than the file has.
#[cfg(not(hdf5_2_0))]
fn most_read(api: &Api, dataset: hid_t) -> Called<usize> {
    let file = h5i::get_file_id(api, dataset).map(Id::own)?;
    let size = h5f::get_filesize(api, file.raw())?.min(u32::MAX.into());
    usize::try_from(size).map_err(|error| ErrorStack::refused(error.to_string()))
}

#[cfg(hdf5_2_0)]
fn most_read(_: &Api, _: hid_t) -> Called<usize> {
    Ok(0) // it is told how much room there is
}

/// A chunk that is there: its bytes, as many as it has, and its filter mask. The library reads no more than `most`.
fn chunk_of_size(api: &Api, dataset: hid_t, offset: &[hsize_t], size: usize, most: usize) -> Called<(Vec<u8>, u32)> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(most).map_err(|error| ErrorStack::refused(error.to_string()))?;
    bytes.resize(size, 0);
    let mask = read_chunk_to_room(api, dataset, offset, &mut bytes)?;
    bytes.shrink_to_fit();
    Ok((bytes, mask))
}

/// Writes a chunk's bytes as they are; bits of `mask` are filters they did not go through.
pub(crate) fn write_chunk(api: &Api, dataset: hid_t, offset: &[hsize_t], mask: u32, bytes: &[u8]) -> Called<()> {
    let mut dims = [0; h5s::MAX_RANK];
    let rank = h5s::dims(api, get_space(api, dataset)?.raw(), &mut dims)?.len();
    assert_eq!(offset.len(), rank, "a coordinate an axis");
    // SAFETY: the lock is held; the library reads a coordinate an axis and `bytes.len()` bytes
    check(api, unsafe { ffi::H5Dwrite_chunk(dataset, DEFAULT, mask, offset.as_ptr(), bytes.len(), bytes.as_ptr().cast()) })?;
    look_elsewhere(api, dataset, offset)
}

/// Below 1.10.6 the library goes on with what it knew of the chunk before it was written so, where it was and whether, until it has looked
/// for another in the file.
#[cfg(not(hdf5_1_10_7))]
fn look_elsewhere(api: &Api, dataset: hid_t, offset: &[hsize_t]) -> Called<()> {
    let (dims, max) = h5s::extent_dims(api, get_space(api, dataset)?.raw())?;
    let chunk = crate::sys::h5p::get_chunk(api, get_create_plist(api, dataset)?.raw())?;
    let cells = |dims: &[hsize_t]| -> Vec<_> { dims.iter().zip(&chunk).map(|(dim, len)| dim.div_ceil(*len)).collect() };
    let (now, most) = (cells(&dims), cells(&max));
    let (last, all) = (now.len() - 1, most.iter().fold(1, |all: u64, cells| all.saturating_mul(*cells)));
    let mut other = vec![0; offset.len()];
    // What lies over the end is in no cache: where it may grow to, or over the end of the last axis, where its number is that of a chunk of
    // the next row; that of a single row of several chunks would be nobody's.
    let growing = now.iter().zip(&most).position(|(now, most)| now < most);
    if growing.is_some() || all == 1 || all > now[last] {
        let axis = growing.unwrap_or(last);
        other[axis] = now[axis] * chunk[axis];
    } else if other == offset {
        other[last] = chunk[last]; // which may be in the cache: then the caller is to look for yet others
    }
    let mut size = 0;
    // SAFETY: the lock is held; the offset has an entry an axis. That it fails for a chunk that is not stored is all right
    unsafe { ffi::H5Dget_chunk_storage_size(dataset, other.as_ptr(), &raw mut size) };
    Ok(())
}

#[cfg(hdf5_1_10_7)]
fn look_elsewhere(_: &Api, _: hid_t, _: &[hsize_t]) -> Called<()> {
    Ok(())
}
