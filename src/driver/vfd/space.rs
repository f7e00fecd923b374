//! Where what is new in a file finds room at its end.
use hdf5_ffi as ffi;
use std::ffi::c_ulong;

use super::{
    MAX_ADDRESS, UNDEFINED,
    frame::{Cause, describe, push},
    opened,
};

/// Of what addresses of raw data are multiples, so that every type can be viewed.
pub(crate) const ALIGNED: u64 = 8;

/// Bytes of raw data, allocated at once, from which the medium is asked whether it can become so long.
const WORTH_CHECKING: u64 = 64 << 20;

/// Who finds room for what is new. What is freed is the library's to give again, aligned as its lists say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Allocation {
    /// The library, in blocks of metadata and of small raw data, aligned as the file access list says.
    Blocks,
    /// The driver: raw data at multiples of [`ALIGNED`], metadata without gaps. The library would align that too, and keep account of every
    /// gap, which was measured to cost a fifth of the time that a new group takes.
    Packed,
}

/// Also asked of the driver itself, without a file; of a file when it was opened, and before it allocates.
pub(super) unsafe extern "C" fn query(file: *const ffi::H5FD_t, flags: *mut c_ulong) -> ffi::herr_t {
    let mut features = ffi::H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    // SAFETY: a file of ours, unless there is none.
    if !file.is_null() && unsafe { opened(file) }.allocation == Allocation::Packed {
        // SAFETY: the file is the library's to change, and it looks at the alignment of new room only after this returns.
        unsafe { (*file.cast_mut()).alignment = 1 };
    } else {
        features |= ffi::H5FD_FEAT_AGGREGATE_METADATA | ffi::H5FD_FEAT_AGGREGATE_SMALLDATA;
    }
    // SAFETY: null, or the library's.
    if let Some(flags) = unsafe { flags.as_mut() } {
        *flags = c_ulong::from(features);
    }
    0
}

pub(super) unsafe extern "C" fn alloc(file: *mut ffi::H5FD_t, kind: ffi::H5FD_mem_t, _: ffi::hid_t, size: ffi::hsize_t) -> ffi::haddr_t {
    // SAFETY: a file of ours.
    let file = unsafe { opened(file) };
    let end = file.session.allocated();
    let aligned = kind == ffi::H5FD_MEM_DRAW && file.allocation == Allocation::Packed;
    let at = if aligned { end.checked_next_multiple_of(ALIGNED) } else { Some(end) };
    let found = at.and_then(|at| Some((at, at.checked_add(size).filter(|end| *end <= MAX_ADDRESS)?)));
    let Some((at, end)) = found else {
        push(c"alloc", Cause::Space, "the file would be longer than an address can say");
        return UNDEFINED;
    };
    // later the data would be written beyond what can be had, and the file could neither be taken nor saved any more
    if kind == ffi::H5FD_MEM_DRAW && size >= WORTH_CHECKING {
        if let Err(error) = file.session.check_len(end) {
            push(c"alloc", Cause::Space, &describe(&error));
            return UNDEFINED;
        }
    }
    file.session.allocate(end);
    at
}

pub(super) unsafe extern "C" fn get_eoa(file: *const ffi::H5FD_t, _: ffi::H5FD_mem_t) -> ffi::haddr_t {
    // SAFETY: a file of ours.
    unsafe { opened(file) }.session.allocated()
}

pub(super) unsafe extern "C" fn set_eoa(file: *mut ffi::H5FD_t, _: ffi::H5FD_mem_t, address: ffi::haddr_t) -> ffi::herr_t {
    // SAFETY: a file of ours.
    unsafe { opened(file) }.session.allocate(address);
    0
}
