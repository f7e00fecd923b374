//! Properties of datasets while they are open.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t};

/// Slots of the largest chunk cache: libhdf5 takes a pointer's bytes for each, without a look at overflow.
pub(crate) const MOST_SLOTS: usize = isize::MAX as usize / size_of::<usize>();

/// A dataset's own chunk cache.
pub(crate) fn set_chunk_cache(api: &Api, list: hid_t, slots: usize, bytes: usize, preemption: f64) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_chunk_cache(list, slots, bytes, preemption) })
}

/// The folder that relative names of external files are looked for in.
pub(crate) fn set_efile_prefix(api: &Api, list: hid_t, prefix: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the library copies the text
    check(api, unsafe { ffi::H5Pset_efile_prefix(list, prefix.as_ptr()) })
}

/// The folder that relative names of source files are looked for in.
pub(crate) fn set_virtual_prefix(api: &Api, list: hid_t, prefix: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the library copies the text
    check(api, unsafe { ffi::H5Pset_virtual_prefix(list, prefix.as_ptr()) })
}

/// Whether a virtual dataset ends before the first source that is missing, or after the last that is there.
pub(crate) fn set_virtual_view(api: &Api, list: hid_t, first_missing: bool) -> Called<()> {
    let view = if first_missing { ffi::H5D_VDS_FIRST_MISSING } else { ffi::H5D_VDS_LAST_AVAILABLE };
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_virtual_view(list, view) })
}

/// Numbered sources that may be missing in a row before the last.
pub(crate) fn set_virtual_printf_gap(api: &Api, list: hid_t, gap: u64) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_virtual_printf_gap(list, gap) })
}

/// Slots, bytes and preemption; the file's default where the list has none of its own.
pub(crate) fn get_chunk_cache(api: &Api, list: hid_t) -> Called<(usize, usize, f64)> {
    let (mut slots, mut bytes, mut preemption) = (0, 0, 0.0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_chunk_cache(list, &raw mut slots, &raw mut bytes, &raw mut preemption) })?;
    Ok((slots, bytes, preemption))
}

pub(crate) fn get_efile_prefix(api: &Api, list: hid_t) -> Called<Vec<u8>> {
    // SAFETY: the lock is held; the buffer's size goes with it
    super::super::text(api, |buf, len| unsafe { ffi::H5Pget_efile_prefix(list, buf, len) })
}

pub(crate) fn get_virtual_prefix(api: &Api, list: hid_t) -> Called<Vec<u8>> {
    // SAFETY: as above
    super::super::text(api, |buf, len| unsafe { ffi::H5Pget_virtual_prefix(list, buf, len) })
}

pub(crate) fn get_virtual_view(api: &Api, list: hid_t) -> Called<bool> {
    let mut view = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_virtual_view(list, &raw mut view) })?;
    Ok(view == ffi::H5D_VDS_FIRST_MISSING)
}

pub(crate) fn get_virtual_printf_gap(api: &Api, list: hid_t) -> Called<u64> {
    let mut gap = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_virtual_printf_gap(list, &raw mut gap) })?;
    Ok(gap)
}
