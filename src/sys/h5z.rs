//! H5Z: filters.
use hdf5_ffi as ffi;

use super::{Api, Called, check, check_bool};

/// Whether a filter is built in, registered, or to be had as a plugin.
pub(crate) fn filter_avail(api: &Api, id: i32) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5Zfilter_avail(id) })
}

/// Whether a filter is there that does not only decode.
pub(crate) fn can_encode(api: &Api, id: i32) -> Called<bool> {
    if !filter_avail(api, id)? {
        return Ok(false);
    }
    let mut flags = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Zget_filter_info(id, &raw mut flags) })?;
    Ok(flags & ffi::H5Z_FILTER_CONFIG_ENCODE_ENABLED != 0)
}
