//! Filters of new datasets.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t};
use crate::error::ErrorStack;

/// Appends a filter with its parameters; `optional` ones may be left out where they fail.
pub(crate) fn set_filter(api: &Api, list: hid_t, id: i32, optional: bool, parameters: &[u32]) -> Called<()> {
    let flags = if optional { ffi::H5Z_FLAG_OPTIONAL } else { ffi::H5Z_FLAG_MANDATORY };
    // SAFETY: the lock is held; the parameters' length goes with them
    check(api, unsafe { ffi::H5Pset_filter(list, id, flags as _, parameters.len(), parameters.as_ptr()) })
}

pub(crate) fn set_fletcher32(api: &Api, list: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_fletcher32(list) })
}

/// One filter of a pipeline, as it is in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawFilter {
    pub id: i32,
    pub optional: bool,
    pub parameters: Vec<u32>,
    pub name: Vec<u8>,
}

pub(crate) fn filters(api: &Api, list: hid_t) -> Called<Vec<RawFilter>> {
    // SAFETY: the lock is held
    let count = unsafe { ffi::H5Pget_nfilters(list) };
    let count = u32::try_from(count).map_err(|_| ErrorStack::take(api))?;
    (0..count).map(|index| filter(api, list, index)).collect()
}

/// One filter; of its parameters the first 256, which is all that libhdf5 gives out.
fn filter(api: &Api, list: hid_t, index: u32) -> Called<RawFilter> {
    let mut parameters = vec![0u32; 256];
    let (mut flags, mut count, mut config) = (0, parameters.len(), 0);
    let mut name = [0u8; 256];
    // SAFETY: the lock is held; both buffers' sizes go with them, and the library writes no more than they hold
    let id = unsafe {
        ffi::H5Pget_filter2(
            list,
            index,
            &raw mut flags,
            &raw mut count,
            parameters.as_mut_ptr(),
            name.len(),
            name.as_mut_ptr().cast(),
            &raw mut config,
        )
    };
    check(api, id)?;
    parameters.truncate(count);
    let name = CStr::from_bytes_until_nul(&name).map_or(&name[..], CStr::to_bytes).to_vec();
    Ok(RawFilter { id, optional: flags & ffi::H5Z_FLAG_OPTIONAL != 0, parameters, name })
}

/// Extended-Rice compression.
pub(crate) fn set_szip(api: &Api, list: hid_t, nearest_neighbor: bool, pixels_per_block: u32) -> Called<()> {
    // `H5_SZIP_EC_OPTION_MASK` and `H5_SZIP_NN_OPTION_MASK`
    const ENTROPY: u32 = 4;
    const NEAREST: u32 = 32;
    let mask = if nearest_neighbor { NEAREST } else { ENTROPY };
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_szip(list, mask, pixels_per_block) })
}

pub(crate) fn set_nbit(api: &Api, list: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_nbit(list) })
}

/// Of integers `factor` is the bits to keep, 0 to let the library find them; of floats the decimal digits.
pub(crate) fn set_scaleoffset(api: &Api, list: hid_t, integers: bool, factor: i32) -> Called<()> {
    let scale = if integers { ffi::H5Z_SO_INT } else { ffi::H5Z_SO_FLOAT_DSCALE };
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Pset_scaleoffset(list, scale, factor) })
}
