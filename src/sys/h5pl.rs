//! H5PL: where plugins are, and whether they are loaded.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Api, Called, check, text};

pub(crate) fn size(api: &Api) -> Called<u32> {
    let mut count = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5PLsize(&raw mut count) }).map(|()| count)
}

pub(crate) fn get(api: &Api, index: u32) -> Called<Vec<u8>> {
    // SAFETY: the lock is held; the library writes at most as many bytes as it is told
    text(api, |buf, len| unsafe { ffi::H5PLget(index, buf, len) } as isize)
}

pub(crate) fn append(api: &Api, path: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the path is NUL-terminated, and the library copies it
    check(api, unsafe { ffi::H5PLappend(path.as_ptr()) })
}

pub(crate) fn insert(api: &Api, path: &CStr, index: u32) -> Called<()> {
    // SAFETY: as above
    check(api, unsafe { ffi::H5PLinsert(path.as_ptr(), index) })
}

pub(crate) fn replace(api: &Api, path: &CStr, index: u32) -> Called<()> {
    // SAFETY: as above
    check(api, unsafe { ffi::H5PLreplace(path.as_ptr(), index) })
}

pub(crate) fn remove(api: &Api, index: u32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5PLremove(index) })
}

/// Whether filters are loaded.
pub(crate) fn get_loading_state(api: &Api) -> Called<bool> {
    state(api).map(|state| state & ffi::H5PL_FILTER_PLUGIN != 0)
}

/// Filters are loaded or not; other kinds of plugins as they were.
pub(crate) fn set_loading_state(api: &Api, on: bool) -> Called<()> {
    let others = state(api)? & !ffi::H5PL_FILTER_PLUGIN;
    let state = if on { others | ffi::H5PL_FILTER_PLUGIN } else { others };
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5PLset_loading_state(state) })
}

fn state(api: &Api) -> Called<u32> {
    let mut state = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5PLget_loading_state(&raw mut state) }).map(|()| state)
}
