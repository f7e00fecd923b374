//! H5T: datatypes.
mod member;
mod number;
mod text;

use std::ffi::{CStr, c_char};

use hdf5_ffi as ffi;

use super::{Api, Called, DEFAULT, check, check_bool, check_id, check_len, h5g, hid_t, hsize_t};
use crate::{error::ErrorStack, handle::Id};

pub use number::FloatParts;
pub(crate) use {member::*, number::*, text::*};

/// The class of a datatype (`H5T_class_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Integer,
    Float,
    Time,
    String,
    Bitfield,
    Opaque,
    Compound,
    Reference,
    Enum,
    Vlen,
    Array,
    /// Since libhdf5 2.
    Complex,
    /// Of a library newer than these bindings.
    Other(i32),
}

/// `H5T_COMPLEX`, which older declarations have not got.
const COMPLEX: ffi::H5T_class_t = 11;

pub(crate) fn get_class(api: &Api, dtype: hid_t) -> Called<Class> {
    // SAFETY: the lock is held
    let class = unsafe { ffi::H5Tget_class(dtype) };
    Ok(match class {
        ffi::H5T_INTEGER => Class::Integer,
        ffi::H5T_FLOAT => Class::Float,
        ffi::H5T_TIME => Class::Time,
        ffi::H5T_STRING => Class::String,
        ffi::H5T_BITFIELD => Class::Bitfield,
        ffi::H5T_OPAQUE => Class::Opaque,
        ffi::H5T_COMPOUND => Class::Compound,
        ffi::H5T_REFERENCE => Class::Reference,
        ffi::H5T_ENUM => Class::Enum,
        ffi::H5T_VLEN => Class::Vlen,
        ffi::H5T_ARRAY => Class::Array,
        COMPLEX => Class::Complex,
        other if other < 0 => return Err(ErrorStack::take(api)),
        other => Class::Other(other),
    })
}

/// Predefined types, which live as long as the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Predefined {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F32,
    F64,
    Bitfield,
    Time,
    CString,
    ObjectRef,
    RegionRef,
    #[cfg(hdf5_1_12)]
    StdRef,
}

pub(crate) fn predefined(_: &Api, which: Predefined) -> hid_t {
    // SAFETY: the lock is held and the library is initialised, so the identifiers are set
    unsafe {
        match which {
            Predefined::I8 => ffi::H5T_NATIVE_INT8_g,
            Predefined::I16 => ffi::H5T_NATIVE_INT16_g,
            Predefined::I32 => ffi::H5T_NATIVE_INT32_g,
            Predefined::I64 => ffi::H5T_NATIVE_INT64_g,
            Predefined::U8 => ffi::H5T_NATIVE_UINT8_g,
            Predefined::U16 => ffi::H5T_NATIVE_UINT16_g,
            Predefined::U32 => ffi::H5T_NATIVE_UINT32_g,
            Predefined::U64 => ffi::H5T_NATIVE_UINT64_g,
            Predefined::F32 => ffi::H5T_NATIVE_FLOAT_g,
            Predefined::F64 => ffi::H5T_NATIVE_DOUBLE_g,
            Predefined::Bitfield => ffi::H5T_NATIVE_B8_g,
            Predefined::Time => ffi::H5T_UNIX_D32LE_g,
            Predefined::CString => ffi::H5T_C_S1_g,
            Predefined::ObjectRef => ffi::H5T_STD_REF_OBJ_g,
            Predefined::RegionRef => ffi::H5T_STD_REF_DSETREG_g,
            #[cfg(hdf5_1_12)]
            Predefined::StdRef => ffi::H5T_STD_REF_g,
        }
    }
}

pub(crate) fn copy(api: &Api, dtype: hid_t) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Tcopy(dtype) }).map(Id::own)
}

pub(crate) fn create_compound(api: &Api, size: usize) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Tcreate(ffi::H5T_COMPOUND, size) }).map(Id::own)
}

pub(crate) fn create_opaque(api: &Api, size: usize) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Tcreate(ffi::H5T_OPAQUE, size) }).map(Id::own)
}

pub(crate) fn create_enum(api: &Api, base: hid_t) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Tenum_create(base) }).map(Id::own)
}

pub(crate) fn create_vlen(api: &Api, base: hid_t) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Tvlen_create(base) }).map(Id::own)
}

/// A pair of floats, the real and the imaginary part.
pub(crate) fn create_complex(api: &Api, part: hid_t) -> Called<Id> {
    #[cfg(hdf5_2_0)]
    // SAFETY: as above
    let made = check_id(api, unsafe { ffi::H5Tcomplex_create(part) }).map(Id::own);
    #[cfg(not(hdf5_2_0))]
    let made = {
        let (_, _) = (api, part);
        Err(ErrorStack::unsupported("a complex number of HDF5's own", "libhdf5 2.0"))
    };
    made
}

pub(crate) fn create_array(api: &Api, base: hid_t, dims: &[hsize_t]) -> Called<Id> {
    let rank = u32::try_from(dims.len()).unwrap_or(u32::MAX); // refused by the library, which allows 32
    // SAFETY: the lock is held; the library reads `rank` lengths; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Tarray_create2(base, rank, dims.as_ptr()) }).map(Id::own)
}

pub(crate) fn get_super(api: &Api, dtype: hid_t) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Tget_super(dtype) }).map(Id::own)
}

pub(crate) fn get_size(api: &Api, dtype: hid_t) -> Called<usize> {
    // SAFETY: the lock is held
    match unsafe { ffi::H5Tget_size(dtype) } {
        0 => Err(ErrorStack::take(api)),
        size => Ok(size),
    }
}

pub(crate) fn set_size(api: &Api, dtype: hid_t, size: usize) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tset_size(dtype, size) })
}

/// Makes a string type one of variable length.
pub(crate) fn set_variable(api: &Api, dtype: hid_t) -> Called<()> {
    set_size(api, dtype, usize::MAX) // H5T_VARIABLE
}

pub(crate) fn is_variable_str(api: &Api, dtype: hid_t) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5Tis_variable_str(dtype) })
}

pub(crate) fn equal(api: &Api, a: hid_t, b: hid_t) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5Tequal(a, b) })
}

/// Converts elements where they lie, by the rules of the library.
///
/// # Safety
/// `buf` has room for `n` elements of either type, and holds elements of `from`; neither has pointers. `background` has room for `n`
/// elements of `to`, all of it initialised.
pub(crate) unsafe fn convert(api: &Api, from: hid_t, to: hid_t, n: usize, buf: &mut [u8], background: &mut [u8]) -> Called<()> {
    // SAFETY: the lock is held, the buffers are the caller's promise
    check(api, unsafe { ffi::H5Tconvert(from, to, n, buf.as_mut_ptr().cast(), background.as_mut_ptr().cast(), DEFAULT) })
}

/// Whether elements of the type are references, or hold some.
pub(crate) fn has_references(api: &Api, dtype: hid_t) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5Tdetect_class(dtype, ffi::H5T_REFERENCE) })
}

pub(crate) fn is_committed(api: &Api, dtype: hid_t) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5Tcommitted(dtype) })
}

pub(crate) fn array_dims(api: &Api, dtype: hid_t) -> Called<Vec<hsize_t>> {
    let mut dims = [0; super::h5s::MAX_RANK];
    // SAFETY: the lock is held; an array type has at most 32 axes
    let rank = check_len(api, unsafe { ffi::H5Tget_array_dims2(dtype, dims.as_mut_ptr()) } as isize)?;
    Ok(dims[..rank].to_vec())
}

// ---- named datatypes

pub(crate) fn commit(api: &Api, loc: hid_t, name: &CStr, dtype: hid_t) -> Called<()> {
    let lcpl = h5g::way_to(api, loc, name)?;
    // SAFETY: the lock is held; the name is NUL-terminated
    check(api, unsafe { ffi::H5Tcommit2(loc, name.as_ptr(), dtype, lcpl, DEFAULT, DEFAULT) })
}

pub(crate) fn commit_anon(api: &Api, loc: hid_t, dtype: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tcommit_anon(loc, dtype, DEFAULT, DEFAULT) })
}

/// Copies a text the library allocated, and frees it.
fn owned_text(api: &Api, text: *mut c_char) -> Called<Vec<u8>> {
    if text.is_null() {
        return Err(ErrorStack::take(api));
    }
    // SAFETY: the library returns a NUL-terminated text that is the caller's to free with H5free_memory
    unsafe {
        let owned = CStr::from_ptr(text).to_bytes().to_vec();
        ffi::H5free_memory(text.cast());
        Ok(owned)
    }
}
