//! H5Z: filters.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Api, Called, check, check_bool};

mod ours;

pub(crate) use ours::{Expected, Process, Work, enclosed, forget_panic, is_inside, resume_panic, take_failure};

/// HDF5's own numbers of filters.
pub(crate) const DEFLATE: i32 = 1;
pub(crate) const SHUFFLE: i32 = 2;
pub(crate) const FLETCHER32: i32 = 3;
pub(crate) const SZIP: i32 = 4;
pub(crate) const NBIT: i32 = 5;
pub(crate) const SCALEOFFSET: i32 = 6;

/// Whether a filter is built in, registered, or to be had as a plugin.
pub(crate) fn filter_avail(api: &Api, id: i32) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5Zfilter_avail(id) })
}

/// Whether a filter that is there encodes, and whether it decodes.
pub(crate) fn get_filter_info(api: &Api, id: i32) -> Called<(bool, bool)> {
    let mut flags = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Zget_filter_info(id, &raw mut flags) })?;
    Ok((flags & ffi::H5Z_FILTER_CONFIG_ENCODE_ENABLED != 0, flags & ffi::H5Z_FILTER_CONFIG_DECODE_ENABLED != 0))
}

/// Makes a filter of a slot the library's one of this number, whoever had it before.
///
/// The name lasts as long as the process: the library keeps the pointer, and nobody knows for how long.
pub(crate) fn register(api: &Api, slot: usize, id: i32, name: &'static CStr) -> Called<()> {
    let class = ffi::H5Z_class2_t {
        version: ffi::H5Z_CLASS_T_VERS as _,
        id,
        encoder_present: 1,
        decoder_present: 1,
        name: name.as_ptr(),
        can_apply: None,
        set_local: None, // parameters are worked out before the library is called
        filter: Some(ours::TRAMPOLINES[slot]),
    };
    // SAFETY: the lock is held; the library copies the class, whose name and function are static
    check(api, unsafe { ffi::H5Zregister((&raw const class).cast()) })
}

/// Takes a filter back, unless an open dataset or group has it.
pub(crate) fn unregister(api: &Api, id: i32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Zunregister(id) })
}

/// What the filter of a slot does from now on.
pub(crate) fn fill_slot(slot: usize, work: Option<Work>) {
    ours::fill(slot, work);
}

/// As many filters of ours as there can be at a time.
pub(crate) const SLOTS: usize = ours::TRAMPOLINES.len();
