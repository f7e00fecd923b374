//! H5D: datasets.
mod cached;
mod chunk;
mod chunks;

use std::ffi::{CStr, c_void};

use hdf5_ffi as ffi;

use super::{Api, Called, DEFAULT, check, check_id, h5g, hid_t, hsize_t, links};
use crate::handle::Id;

pub(crate) use cached::settle_for_copy;
pub(crate) use chunk::{chunk, chunk_storage_size, get_chunk_storage_size, read_chunk, read_chunk_to_room, write_chunk};
#[cfg(hdf5_1_14)]
pub(crate) use chunks::chunk_iter;
#[cfg(hdf5_1_10_5)]
pub(crate) use chunks::{ChunkInfo, each_chunk};

/// Creates a dataset; `name` is relative to `loc`, and absent for an anonymous one. The object is returned raw: its file owns it.
pub(crate) fn create(api: &Api, loc: hid_t, name: Option<&CStr>, dtype: hid_t, space: hid_t, dcpl: hid_t, dapl: hid_t) -> Called<hid_t> {
    let lcpl = name.map_or(Ok(DEFAULT), |name| h5g::way_to(api, loc, name))?;
    links::apply_to(api, dapl)?;
    // SAFETY: the lock is held; the name is NUL-terminated
    check_id(api, unsafe {
        match name {
            Some(name) => ffi::H5Dcreate2(loc, name.as_ptr(), dtype, space, lcpl, dcpl, dapl),
            None => ffi::H5Dcreate_anon(loc, dtype, space, dcpl, dapl),
        }
    })
}

pub(crate) fn open(api: &Api, loc: hid_t, name: &CStr, dapl: hid_t) -> Called<hid_t> {
    links::apply_to(api, dapl)?;
    // SAFETY: the lock is held; the name is NUL-terminated
    check_id(api, unsafe { ffi::H5Dopen2(loc, name.as_ptr(), dapl) })
}

pub(crate) fn get_space(api: &Api, dataset: hid_t) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Dget_space(dataset) }).map(Id::own)
}

pub(crate) fn get_type(api: &Api, dataset: hid_t) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Dget_type(dataset) }).map(Id::own)
}

pub(crate) fn get_access_plist(api: &Api, dataset: hid_t) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Dget_access_plist(dataset) }).map(Id::own)
}

pub(crate) fn get_create_plist(api: &Api, dataset: hid_t) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Dget_create_plist(dataset) }).map(Id::own)
}

/// Below 1.10.6 the library takes a dataset of a single chunk that is in its cache only for one that was never written, and gives the fill
/// value: it is to be in the file first.
#[cfg(not(hdf5_1_10_7))]
fn settle(api: &Api, dataset: hid_t) -> Called<()> {
    if get_storage_size(api, dataset) == 0 { flush(api, dataset) } else { Ok(()) }
}

#[cfg(hdf5_1_10_7)]
fn settle(_: &Api, _: hid_t) -> Called<()> {
    Ok(())
}

/// Reads the selected elements of a dataset.
///
/// # Safety
/// `buf` is writable for every element that `mem_space` selects, each as large as `mem_type` says.
pub(crate) unsafe fn read(
    api: &Api,
    dataset: hid_t,
    mem_type: hid_t,
    mem_space: hid_t,
    file_space: hid_t,
    dxpl: hid_t,
    buf: *mut c_void,
) -> Called<()> {
    settle(api, dataset)?;
    // SAFETY: the lock is held, the buffer is the caller's promise
    check(api, unsafe { ffi::H5Dread(dataset, mem_type, mem_space, file_space, dxpl, buf) })
}

/// Writes the selected elements of a dataset.
///
/// # Safety
/// `buf` is readable for every element that `mem_space` selects, each as large as `mem_type` says, and pointers in it are valid.
pub(crate) unsafe fn write(
    api: &Api,
    dataset: hid_t,
    mem_type: hid_t,
    mem_space: hid_t,
    file_space: hid_t,
    dxpl: hid_t,
    buf: *const c_void,
) -> Called<()> {
    // SAFETY: the lock is held, the buffer is the caller's promise
    check(api, unsafe { ffi::H5Dwrite(dataset, mem_type, mem_space, file_space, dxpl, buf) })
}

pub(crate) fn set_extent(api: &Api, dataset: hid_t, rank: usize, dims: &[hsize_t]) -> Called<()> {
    assert_eq!(dims.len(), rank, "one length an axis");
    // SAFETY: the lock is held; the library reads as many lengths as the dataset has axes
    check(api, unsafe { ffi::H5Dset_extent(dataset, dims.as_ptr()) })
}

/// Up to 2.2 a dataset with unfiltered edges of which nothing was written cannot grow (`H5D__chunk_update_old_edge_chunks`): the library looks for
/// its chunks in an index that is not there, and on SEC2 below 1.14 crashes. From an axis of no length it grows without that look.
pub(crate) fn forget_edges(api: &Api, dataset: hid_t, now: &[hsize_t]) -> Called<()> {
    if now.contains(&0) || get_storage_size(api, dataset) > 0 {
        return Ok(());
    }
    flush(api, dataset)?; // what is in the library's cache only counts for nothing above
    if get_storage_size(api, dataset) > 0 {
        return Ok(());
    }
    let mut nothing = now.to_vec();
    nothing[0] = 0;
    set_extent(api, dataset, now.len(), &nothing)
}

/// Whether an extent without elements would break the file. libhdf5 (up to 2.2) frees a chunk that is as long as the dataset may become, but
/// the dataset's header goes on telling where it was: the room is freed once more with the dataset, or read as its elements.
pub(crate) fn must_keep_chunk(api: &Api, dataset: hid_t) -> Called<bool> {
    let mut index = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Dget_chunk_index_type(dataset, &raw mut index) })?;
    Ok(index == ffi::H5D_CHUNK_IDX_SINGLE && get_storage_size(api, dataset) > 0)
}

/// Where contiguous data begins in the file; `None` for any other, and while none is stored.
pub(crate) fn get_offset(_: &Api, dataset: hid_t) -> Option<u64> {
    // SAFETY: the lock is held
    let address = unsafe { ffi::H5Dget_offset(dataset) };
    // without an address of its own, in other files or not allocated, data behind a user block is said to begin at that block's last byte
    // (libhdf5 up to 2.2)
    (address != super::NO_ADDRESS && !(address + 1).is_power_of_two()).then_some(address)
}

/// Bytes stored in the file. libhdf5 answers 0 for a failure, too.
pub(crate) fn get_storage_size(_: &Api, dataset: hid_t) -> u64 {
    // SAFETY: the lock is held
    unsafe { ffi::H5Dget_storage_size(dataset) }
}

pub(crate) fn flush(api: &Api, dataset: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Dflush(dataset) })
}

pub(crate) fn refresh(api: &Api, dataset: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Drefresh(dataset) })
}

/// Frees what the library allocated for variable-length elements.
///
/// # Safety
/// `buf` holds elements of `mem_type`, as many as `space` has, that a read of the library filled; they are not used again.
pub(crate) unsafe fn vlen_reclaim(api: &Api, mem_type: hid_t, space: hid_t, dxpl: hid_t, buf: *mut c_void) -> Called<()> {
    // SAFETY: the lock is held, the buffer is the caller's promise
    check(api, unsafe {
        #[cfg(hdf5_1_12)]
        let code = ffi::H5Treclaim(mem_type, space, dxpl, buf);
        #[cfg(not(hdf5_1_12))]
        let code = ffi::H5Dvlen_reclaim(mem_type, space, dxpl, buf);
        code
    })
}

/// How much of a dataset's storage is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpaceStatus {
    /// None of it.
    None,
    /// Some chunks.
    Part,
    /// All of it.
    All,
}

pub(crate) fn get_space_status(api: &Api, dataset: hid_t) -> Called<SpaceStatus> {
    let mut status = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Dget_space_status(dataset, &raw mut status) })?;
    Ok(match status {
        ffi::H5D_SPACE_STATUS_NOT_ALLOCATED => SpaceStatus::None,
        ffi::H5D_SPACE_STATUS_ALLOCATED => SpaceStatus::All,
        _ => SpaceStatus::Part,
    })
}
