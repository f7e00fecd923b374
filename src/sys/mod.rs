//! All calls of libhdf5: one file for each of its modules, a function for each of its functions, named alike.
//!
//! Every function asks for [`Api`], the proof that the lock is held. Identifiers go in as numbers: libhdf5 looks each one up and refuses
//! what it does not know, so a wrong number is an error, never undefined behaviour. Differences between versions end here.
#![allow(unsafe_code)]
pub(crate) mod flock;
pub(crate) mod h5;
pub(crate) mod h5a;
pub(crate) mod h5d;
#[cfg(feature = "hl")]
pub(crate) mod h5ds;
pub(crate) mod h5f;
pub(crate) mod h5g;
pub(crate) mod h5i;
pub(crate) mod h5l;
pub(crate) mod h5o;
pub(crate) mod h5p;
pub(crate) mod h5pl;
pub(crate) mod h5r;
pub(crate) mod h5s;
pub(crate) mod h5t;
pub(crate) mod h5z;

mod api;
pub(crate) mod links;
mod names;

pub(crate) use api::Api;
pub(crate) use hdf5_ffi::{hid_t, hsize_t};

use crate::error::ErrorStack;
use hdf5_ffi as ffi;

/// What a call of the library gives: its value, or the stack it left.
pub(crate) type Called<T> = std::result::Result<T, ErrorStack>;

/// `H5P_DEFAULT`
pub(crate) const DEFAULT: hid_t = 0;
/// `H5S_ALL`, for file selections only.
pub(crate) const ALL: hid_t = 0;
/// Length of the longest axis of a dataset. libhdf5 gives an axis more, and cannot open the dataset from then on.
pub(crate) const LONGEST: hsize_t = (1 << 63) - 1;

/// `H5S_UNLIMITED`
pub(crate) const UNLIMITED: hsize_t = hsize_t::MAX;
/// `HADDR_UNDEF`
pub(crate) const NO_ADDRESS: u64 = u64::MAX;

/// A link that was not followed is a failure, where the library makes nothing of it, too.
#[inline]
fn unrefused<T>(_: &Api, value: T) -> Called<T> {
    links::refused().map_or(Ok(value), |refusal| Err(ErrorStack::of_refusal(refusal)))
}

fn check(api: &Api, code: ffi::herr_t) -> Called<()> {
    if code >= 0 { unrefused(api, ()) } else { Err(ErrorStack::take(api)) }
}

fn check_id(api: &Api, id: hid_t) -> Called<hid_t> {
    if id >= 0 { Ok(id) } else { Err(ErrorStack::take(api)) }
}

fn check_bool(api: &Api, answer: ffi::htri_t) -> Called<bool> {
    if answer >= 0 { unrefused(api, answer > 0) } else { Err(ErrorStack::take(api)) }
}

fn check_len(api: &Api, len: isize) -> Called<usize> {
    usize::try_from(len).map_err(|_| ErrorStack::take(api))
}

/// The text of a function that fills a buffer and returns the length it would need, without the terminator.
fn text(api: &Api, call: impl Fn(*mut std::ffi::c_char, usize) -> isize) -> Called<Vec<u8>> {
    let mut buf = vec![0u8; 128];
    loop {
        let len = check_len(api, call(buf.as_mut_ptr().cast(), buf.len()))?;
        if len < buf.len() {
            buf.truncate(len);
            return Ok(buf);
        }
        buf.resize(len + 1, 0);
    }
}
