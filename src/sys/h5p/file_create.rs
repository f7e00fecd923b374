//! Properties of new files.
use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t};
use crate::error::ErrorStack;

pub(crate) fn set_userblock(api: &Api, list: hid_t, bytes: u64) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_userblock(list, bytes) })
}

pub(crate) fn get_userblock(api: &Api, list: hid_t) -> Called<u64> {
    let mut bytes = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_userblock(list, &raw mut bytes) })?;
    Ok(bytes)
}

/// Bytes of an address, and of a length.
pub(crate) fn set_sizes(api: &Api, list: hid_t, offset: usize, length: usize) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_sizes(list, offset, length) })
}

pub(crate) fn get_sizes(api: &Api, list: hid_t) -> Called<(usize, usize)> {
    let (mut offset, mut length) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_sizes(list, &raw mut offset, &raw mut length) })?;
    Ok((offset, length))
}

/// Half the entries of a node, and of a leaf, of the index of a group of the oldest format.
pub(crate) fn set_sym_k(api: &Api, list: hid_t, tree: u32, leaf: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_sym_k(list, tree, leaf) })
}

pub(crate) fn get_sym_k(api: &Api, list: hid_t) -> Called<(u32, u32)> {
    let (mut tree, mut leaf) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_sym_k(list, &raw mut tree, &raw mut leaf) })?;
    Ok((tree, leaf))
}

/// Half the entries of a node of the oldest index of chunks.
pub(crate) fn set_istore_k(api: &Api, list: hid_t, half: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_istore_k(list, half) })
}

pub(crate) fn get_istore_k(api: &Api, list: hid_t) -> Called<u32> {
    let mut half = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_istore_k(list, &raw mut half) })?;
    Ok(half)
}

/// Kinds of messages that can be shared: dataspaces, datatypes, fill values, pipelines, attributes.
pub(crate) const SHARED: [u32; 5] = [
    ffi::H5O_SHMESG_SDSPACE_FLAG,
    ffi::H5O_SHMESG_DTYPE_FLAG,
    ffi::H5O_SHMESG_FILL_FLAG,
    ffi::H5O_SHMESG_PLINE_FLAG,
    ffi::H5O_SHMESG_ATTR_FLAG,
];

/// How many indexes of shared messages there are.
pub(crate) fn set_shared_mesg_nindexes(api: &Api, list: hid_t, count: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_shared_mesg_nindexes(list, count) })
}

pub(crate) fn get_shared_mesg_nindexes(api: &Api, list: hid_t) -> Called<u32> {
    let mut count = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_shared_mesg_nindexes(list, &raw mut count) })?;
    Ok(count)
}

/// Which messages the `index`th index has, and from how many bytes on.
pub(crate) fn set_shared_mesg_index(api: &Api, list: hid_t, index: u32, kinds: u32, min_bytes: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_shared_mesg_index(list, index, kinds, min_bytes) })
}

pub(crate) fn get_shared_mesg_index(api: &Api, list: hid_t, index: u32) -> Called<(u32, u32)> {
    let (mut kinds, mut min_bytes) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_shared_mesg_index(list, index, &raw mut kinds, &raw mut min_bytes) })?;
    Ok((kinds, min_bytes))
}

pub(crate) fn set_shared_mesg_phase_change(api: &Api, list: hid_t, max_list: u32, min_tree: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_shared_mesg_phase_change(list, max_list, min_tree) })
}

pub(crate) fn get_shared_mesg_phase_change(api: &Api, list: hid_t) -> Called<(u32, u32)> {
    let (mut max_list, mut min_tree) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_shared_mesg_phase_change(list, &raw mut max_list, &raw mut min_tree) })?;
    Ok((max_list, min_tree))
}

/// How free space in a file is found again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileSpaceStrategy {
    /// By managers of free space, and by blocks that small pieces are taken from (`H5F_FSPACE_STRATEGY_FSM_AGGR`).
    #[default]
    Managed,
    /// By managers of free space in pages of one size (`H5F_FSPACE_STRATEGY_PAGE`): what [page buffers](crate::FileAccess::page_buffer) need.
    Paged,
    /// By blocks that small pieces are taken from, alone (`H5F_FSPACE_STRATEGY_AGGR`).
    Aggregated,
    /// Not at all (`H5F_FSPACE_STRATEGY_NONE`).
    None,
}

/// The strategy, whether free space is remembered in the file, and the bytes from which on it is.
pub(crate) fn set_file_space_strategy(api: &Api, list: hid_t, strategy: FileSpaceStrategy, persist: bool, threshold: u64) -> Called<()> {
    let strategy = match strategy {
        FileSpaceStrategy::Managed => ffi::H5F_FSPACE_STRATEGY_FSM_AGGR,
        FileSpaceStrategy::Paged => ffi::H5F_FSPACE_STRATEGY_PAGE,
        FileSpaceStrategy::Aggregated => ffi::H5F_FSPACE_STRATEGY_AGGR,
        FileSpaceStrategy::None => ffi::H5F_FSPACE_STRATEGY_NONE,
    };
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_file_space_strategy(list, strategy, persist, threshold) })
}

pub(crate) fn get_file_space_strategy(api: &Api, list: hid_t) -> Called<(FileSpaceStrategy, bool, u64)> {
    let (mut strategy, mut persist, mut threshold) = (0, false, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Pget_file_space_strategy(list, &raw mut strategy, &raw mut persist, &raw mut threshold) })?;
    let strategy = match strategy {
        ffi::H5F_FSPACE_STRATEGY_FSM_AGGR => FileSpaceStrategy::Managed,
        ffi::H5F_FSPACE_STRATEGY_PAGE => FileSpaceStrategy::Paged,
        ffi::H5F_FSPACE_STRATEGY_AGGR => FileSpaceStrategy::Aggregated,
        ffi::H5F_FSPACE_STRATEGY_NONE => FileSpaceStrategy::None,
        other => return Err(ErrorStack::refused(format!("a file space strategy of number {other}"))),
    };
    Ok((strategy, persist, threshold))
}

pub(crate) fn set_file_space_page_size(api: &Api, list: hid_t, bytes: u64) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_file_space_page_size(list, bytes) })
}

pub(crate) fn get_file_space_page_size(api: &Api, list: hid_t) -> Called<u64> {
    let mut bytes = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Pget_file_space_page_size(list, &raw mut bytes) })?;
    Ok(bytes)
}
