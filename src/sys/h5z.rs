//! H5Z: filters.
use hdf5_ffi as ffi;

use super::{Api, Called, check_bool};

/// Whether a filter is built in, registered, or to be had as a plugin.
pub(crate) fn filter_avail(api: &Api, id: i32) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5Zfilter_avail(id) })
}
