//! Properties of new groups, and of any new object.
use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t};

/// Whether the order of making is remembered, and whether there is an index by it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OrderFlags {
    pub tracked: bool,
    pub indexed: bool,
}

impl OrderFlags {
    fn bits(self) -> u32 {
        (if self.tracked { ffi::H5P_CRT_ORDER_TRACKED } else { 0 }) | (if self.indexed { ffi::H5P_CRT_ORDER_INDEXED } else { 0 })
    }

    fn of(bits: u32) -> Self {
        Self { tracked: bits & ffi::H5P_CRT_ORDER_TRACKED != 0, indexed: bits & ffi::H5P_CRT_ORDER_INDEXED != 0 }
    }
}

pub(crate) fn set_link_order(api: &Api, list: hid_t, order: OrderFlags) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_link_creation_order(list, order.bits()) })
}

pub(crate) fn get_link_order(api: &Api, list: hid_t) -> Called<OrderFlags> {
    let mut bits = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_link_creation_order(list, &raw mut bits) })?;
    Ok(OrderFlags::of(bits))
}

pub(crate) fn set_attr_order(api: &Api, list: hid_t, order: OrderFlags) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_attr_creation_order(list, order.bits()) })
}

pub(crate) fn get_attr_order(api: &Api, list: hid_t) -> Called<OrderFlags> {
    let mut bits = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_attr_creation_order(list, &raw mut bits) })?;
    Ok(OrderFlags::of(bits))
}

/// Links are kept in the header up to `max_compact`, in an index from there until they are fewer than `min_dense`.
pub(crate) fn set_link_phase_change(api: &Api, list: hid_t, max_compact: u32, min_dense: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_link_phase_change(list, max_compact, min_dense) })
}

pub(crate) fn get_link_phase_change(api: &Api, list: hid_t) -> Called<(u32, u32)> {
    let (mut max_compact, mut min_dense) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_link_phase_change(list, &raw mut max_compact, &raw mut min_dense) })?;
    Ok((max_compact, min_dense))
}

pub(crate) fn set_attr_phase_change(api: &Api, list: hid_t, max_compact: u32, min_dense: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_attr_phase_change(list, max_compact, min_dense) })
}

pub(crate) fn get_attr_phase_change(api: &Api, list: hid_t) -> Called<(u32, u32)> {
    let (mut max_compact, mut min_dense) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_attr_phase_change(list, &raw mut max_compact, &raw mut min_dense) })?;
    Ok((max_compact, min_dense))
}

/// How many links the header makes room for, and how long their names are.
pub(crate) fn set_est_link_info(api: &Api, list: hid_t, links: u32, name_len: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_est_link_info(list, links, name_len) })
}

pub(crate) fn get_est_link_info(api: &Api, list: hid_t) -> Called<(u32, u32)> {
    let (mut links, mut name_len) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_est_link_info(list, &raw mut links, &raw mut name_len) })?;
    Ok((links, name_len))
}

pub(crate) fn set_local_heap_size_hint(api: &Api, list: hid_t, bytes: usize) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_local_heap_size_hint(list, bytes) })
}

pub(crate) fn get_local_heap_size_hint(api: &Api, list: hid_t) -> Called<usize> {
    let mut bytes = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_local_heap_size_hint(list, &raw mut bytes) })?;
    Ok(bytes)
}

pub(crate) fn get_obj_track_times(api: &Api, list: hid_t) -> Called<bool> {
    let mut on = false;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_obj_track_times(list, &raw mut on) })?;
    Ok(on)
}
