//! Properties of new datasets: layout and fill value.
use std::ffi::c_void;

use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t, hsize_t};
use crate::error::ErrorStack;

pub(crate) fn set_layout_compact(api: &Api, list: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_layout(list, ffi::H5D_COMPACT) })
}

pub(crate) fn set_chunk(api: &Api, list: hid_t, chunk: &[hsize_t]) -> Called<()> {
    let rank = i32::try_from(chunk.len()).unwrap_or(i32::MAX); // refused by the library, which allows 32
    // SAFETY: the lock is held; the library reads `rank` lengths
    check(api, unsafe { ffi::H5Pset_chunk(list, rank, chunk.as_ptr()) })
}

/// Sets the value of elements that were never written.
///
/// # Safety
/// `value` is readable for one element of `dtype`, and pointers in it are valid.
pub(crate) unsafe fn set_fill_value(api: &Api, list: hid_t, dtype: hid_t, value: *const c_void) -> Called<()> {
    // SAFETY: the lock is held, the value is the caller's promise
    check(api, unsafe { ffi::H5Pset_fill_value(list, dtype, value) })
}

/// The value of elements that were never written, as one element of `dtype`, whose size `value` has and which has no pointers.
pub(crate) fn get_fill_value(api: &Api, list: hid_t, dtype: hid_t, value: &mut [u8]) -> Called<()> {
    assert_eq!(super::super::h5t::get_size(api, dtype)?, value.len(), "room for one element");
    // SAFETY: the lock is held; the library writes one element
    check(api, unsafe { ffi::H5Pget_fill_value(list, dtype, value.as_mut_ptr().cast()) })
}

/// What a read makes of elements that were never written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unwritten {
    /// Memory stays as it was: there is no fill value, or it is held back.
    Left,
    Zeros,
    /// The dataset's own fill value.
    Filled,
}

pub(crate) fn get_unwritten(api: &Api, list: hid_t) -> Called<Unwritten> {
    let (mut time, mut status) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_fill_time(list, &raw mut time) })?;
    // SAFETY: as above
    check(api, unsafe { ffi::H5Pfill_value_defined(list, &raw mut status) })?;
    Ok(match status {
        _ if time == ffi::H5D_FILL_TIME_NEVER => Unwritten::Left,
        ffi::H5D_FILL_VALUE_DEFAULT => Unwritten::Zeros,
        ffi::H5D_FILL_VALUE_USER_DEFINED => Unwritten::Filled,
        _ => Unwritten::Left,
    })
}

/// How a dataset's elements lie in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// In its header.
    Compact,
    /// In one piece, in the file or in external ones.
    Contiguous,
    /// In chunks.
    Chunked,
    /// In other datasets.
    Virtual,
}

pub(crate) fn get_layout(api: &Api, list: hid_t) -> Called<Layout> {
    // SAFETY: the lock is held
    match unsafe { ffi::H5Pget_layout(list) } {
        ffi::H5D_COMPACT => Ok(Layout::Compact),
        ffi::H5D_CONTIGUOUS => Ok(Layout::Contiguous),
        ffi::H5D_CHUNKED => Ok(Layout::Chunked),
        ffi::H5D_VIRTUAL => Ok(Layout::Virtual),
        _ => Err(ErrorStack::take(api)),
    }
}

pub(crate) fn get_chunk(api: &Api, list: hid_t) -> Called<Vec<hsize_t>> {
    let mut chunk = [0; super::super::h5s::MAX_RANK];
    // SAFETY: the lock is held; the library writes at most as many lengths as it is told
    let rank = unsafe { ffi::H5Pget_chunk(list, super::super::h5s::MAX_RANK as i32, chunk.as_mut_ptr()) };
    let rank = usize::try_from(rank).map_err(|_| ErrorStack::take(api))?;
    Ok(chunk[..rank].to_vec())
}

/// When storage is set aside for a new dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AllocTime {
    /// When it is created.
    Early,
    /// When something is first written.
    Late,
    /// Chunk by chunk, as they are written.
    Incremental,
}

pub(crate) fn set_alloc_time(api: &Api, list: hid_t, time: AllocTime) -> Called<()> {
    let time = match time {
        AllocTime::Early => ffi::H5D_ALLOC_TIME_EARLY,
        AllocTime::Late => ffi::H5D_ALLOC_TIME_LATE,
        AllocTime::Incremental => ffi::H5D_ALLOC_TIME_INCR,
    };
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_alloc_time(list, time) })
}

/// When the fill value is written to new storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FillTime {
    /// When storage is set aside, if a fill value was set.
    IfSet,
    /// Whenever storage is set aside.
    Alloc,
    /// Never: what was not written is zero when it is read here, and whatever the storage held elsewhere.
    Never,
}

pub(crate) fn set_fill_time(api: &Api, list: hid_t, time: FillTime) -> Called<()> {
    let time = match time {
        FillTime::IfSet => ffi::H5D_FILL_TIME_IFSET,
        FillTime::Alloc => ffi::H5D_FILL_TIME_ALLOC,
        FillTime::Never => ffi::H5D_FILL_TIME_NEVER,
    };
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_fill_time(list, time) })
}

/// Whether there is a fill value, be it the default of zero.
pub(crate) fn has_fill_value(api: &Api, list: hid_t) -> Called<bool> {
    let mut status = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pfill_value_defined(list, &raw mut status) })?;
    Ok(status != ffi::H5D_FILL_VALUE_UNDEFINED)
}

/// Whether a fill value was set, other than the default of zero.
pub(crate) fn has_own_fill_value(api: &Api, list: hid_t) -> Called<bool> {
    let mut status = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pfill_value_defined(list, &raw mut status) })?;
    Ok(status == ffi::H5D_FILL_VALUE_USER_DEFINED)
}

/// The value of elements that were never written, as one element of `dtype`. What it points at is the caller's to free.
///
/// # Safety
/// `value` is writable for one element of `dtype`.
pub(crate) unsafe fn get_fill_element(api: &Api, list: hid_t, dtype: hid_t, value: *mut c_void) -> Called<()> {
    // SAFETY: the lock is held, the memory is the caller's promise
    check(api, unsafe { ffi::H5Pget_fill_value(list, dtype, value) })
}

/// When storage is set aside; none for a time that is none of ours: by the layout.
pub(crate) fn get_alloc_time(api: &Api, list: hid_t) -> Called<Option<AllocTime>> {
    let mut time = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_alloc_time(list, &raw mut time) })?;
    Ok(match time {
        ffi::H5D_ALLOC_TIME_EARLY => Some(AllocTime::Early),
        ffi::H5D_ALLOC_TIME_LATE => Some(AllocTime::Late),
        ffi::H5D_ALLOC_TIME_INCR => Some(AllocTime::Incremental),
        _ => None,
    })
}

pub(crate) fn get_fill_time(api: &Api, list: hid_t) -> Called<FillTime> {
    let mut time = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_fill_time(list, &raw mut time) })?;
    Ok(match time {
        ffi::H5D_FILL_TIME_ALLOC => FillTime::Alloc,
        ffi::H5D_FILL_TIME_NEVER => FillTime::Never,
        _ => FillTime::IfSet,
    })
}

/// Chunks that reach over the end go through no filters.
pub(crate) fn set_unfiltered_edges(api: &Api, list: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_chunk_opts(list, ffi::H5D_CHUNK_DONT_FILTER_PARTIAL_CHUNKS) })
}

pub(crate) fn get_chunk_opts(api: &Api, list: hid_t) -> Called<bool> {
    let mut options = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_chunk_opts(list, &raw mut options) })?;
    Ok(options & ffi::H5D_CHUNK_DONT_FILTER_PARTIAL_CHUNKS != 0)
}

/// Whether the header has no room for attributes.
#[cfg(hdf5_1_10_5)]
pub(crate) fn set_dset_no_attrs_hint(api: &Api, list: hid_t, minimal: bool) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_dset_no_attrs_hint(list, minimal) })
}

#[cfg(hdf5_1_10_5)]
pub(crate) fn get_dset_no_attrs_hint(api: &Api, list: hid_t) -> Called<bool> {
    let mut minimal = false;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_dset_no_attrs_hint(list, &raw mut minimal) })?;
    Ok(minimal)
}

#[cfg(not(hdf5_1_10_5))]
pub(crate) fn set_dset_no_attrs_hint(_: &Api, _: hid_t, _: bool) -> Called<()> {
    Err(ErrorStack::refused("headers without room for attributes are of libhdf5 1.10.5 and newer"))
}

#[cfg(not(hdf5_1_10_5))]
pub(crate) fn get_dset_no_attrs_hint(_: &Api, _: hid_t) -> Called<bool> {
    Ok(false) // which older ones do not know
}
