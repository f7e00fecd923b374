//! H5T: datatypes.
use std::ffi::{CStr, c_char, c_void};

use hdf5_ffi as ffi;

use super::{Api, Called, DEFAULT, check, check_bool, check_id, check_len, h5g, hid_t, hsize_t};
use crate::{error::ErrorStack, handle::Id};

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
    /// Of a library newer than these bindings, or native complex.
    Other(i32),
}

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

pub(crate) fn is_committed(api: &Api, dtype: hid_t) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5Tcommitted(dtype) })
}

pub(crate) fn get_sign(api: &Api, dtype: hid_t) -> Called<bool> {
    // SAFETY: the lock is held
    match unsafe { ffi::H5Tget_sign(dtype) } {
        ffi::H5T_SGN_NONE => Ok(false),
        ffi::H5T_SGN_2 => Ok(true),
        _ => Err(ErrorStack::take(api)),
    }
}

pub(crate) fn set_sign(api: &Api, dtype: hid_t, signed: bool) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tset_sign(dtype, if signed { ffi::H5T_SGN_2 } else { ffi::H5T_SGN_NONE }) })
}

/// The byte order's code, as the library numbers it.
pub(crate) fn get_order(api: &Api, dtype: hid_t) -> Called<i32> {
    // SAFETY: the lock is held
    let order = unsafe { ffi::H5Tget_order(dtype) };
    check(api, order)?;
    Ok(order)
}

pub(crate) fn set_order(api: &Api, dtype: hid_t, order: i32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tset_order(dtype, order) })
}

pub(crate) fn get_precision(api: &Api, dtype: hid_t) -> Called<usize> {
    // SAFETY: the lock is held
    match unsafe { ffi::H5Tget_precision(dtype) } {
        0 => Err(ErrorStack::take(api)),
        bits => Ok(bits),
    }
}

pub(crate) fn set_precision(api: &Api, dtype: hid_t, bits: usize) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tset_precision(dtype, bits) })
}

pub(crate) fn get_offset(api: &Api, dtype: hid_t) -> Called<usize> {
    // SAFETY: the lock is held
    usize::try_from(unsafe { ffi::H5Tget_offset(dtype) }).map_err(|_| ErrorStack::take(api))
}

pub(crate) fn set_offset(api: &Api, dtype: hid_t, bits: usize) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tset_offset(dtype, bits) })
}

/// The two padding codes, of the low and the high bits.
pub(crate) fn get_pad(api: &Api, dtype: hid_t) -> Called<(i32, i32)> {
    let (mut low, mut high) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Tget_pad(dtype, &raw mut low, &raw mut high) }).map(|()| (low, high))
}

pub(crate) fn set_pad(api: &Api, dtype: hid_t, low: i32, high: i32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tset_pad(dtype, low, high) })
}

/// Where a float's parts lie, in bits: sign, exponent and its size, mantissa and its size; and the exponent's bias, the mantissa's
/// normalisation and the inner padding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FloatParts {
    pub sign: usize,
    pub exponent: usize,
    pub exponent_bits: usize,
    pub mantissa: usize,
    pub mantissa_bits: usize,
    pub bias: usize,
    pub normalisation: i32,
    pub inner_pad: i32,
}

pub(crate) fn get_float_parts(api: &Api, dtype: hid_t) -> Called<FloatParts> {
    let (mut sign, mut exponent, mut exponent_bits, mut mantissa, mut mantissa_bits) = (0, 0, 0, 0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe {
        ffi::H5Tget_fields(dtype, &raw mut sign, &raw mut exponent, &raw mut exponent_bits, &raw mut mantissa, &raw mut mantissa_bits)
    })?;
    // SAFETY: the lock is held
    let (bias, normalisation, inner_pad) = unsafe { (ffi::H5Tget_ebias(dtype), ffi::H5Tget_norm(dtype), ffi::H5Tget_inpad(dtype)) };
    check(api, normalisation)?;
    check(api, inner_pad)?;
    Ok(FloatParts { sign, exponent, exponent_bits, mantissa, mantissa_bits, bias, normalisation, inner_pad })
}

pub(crate) fn set_float_parts(api: &Api, dtype: hid_t, p: &FloatParts) -> Called<()> {
    // SAFETY: the lock is held
    unsafe {
        check(api, ffi::H5Tset_fields(dtype, p.sign, p.exponent, p.exponent_bits, p.mantissa, p.mantissa_bits))?;
        check(api, ffi::H5Tset_ebias(dtype, p.bias))?;
        check(api, ffi::H5Tset_norm(dtype, p.normalisation))?;
        check(api, ffi::H5Tset_inpad(dtype, p.inner_pad))
    }
}

/// The code of the character set UTF-8.
pub(crate) const UTF_8: i32 = 1;

/// The character set's code: 0 ASCII, 1 UTF-8.
pub(crate) fn get_cset(api: &Api, dtype: hid_t) -> Called<i32> {
    // SAFETY: the lock is held
    let cset = unsafe { ffi::H5Tget_cset(dtype) };
    check(api, cset)?;
    Ok(cset)
}

pub(crate) fn set_cset(api: &Api, dtype: hid_t, cset: i32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tset_cset(dtype, cset) })
}

/// How fixed strings end: 0 at a NUL, 1 padded with NULs, 2 padded with spaces.
pub(crate) fn get_strpad(api: &Api, dtype: hid_t) -> Called<i32> {
    // SAFETY: the lock is held
    let pad = unsafe { ffi::H5Tget_strpad(dtype) };
    check(api, pad)?;
    Ok(pad)
}

pub(crate) fn set_strpad(api: &Api, dtype: hid_t, pad: i32) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Tset_strpad(dtype, pad) })
}

pub(crate) fn get_tag(api: &Api, dtype: hid_t) -> Called<Vec<u8>> {
    // SAFETY: the lock is held
    owned_text(api, unsafe { ffi::H5Tget_tag(dtype) })
}

pub(crate) fn set_tag(api: &Api, dtype: hid_t, tag: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the tag is NUL-terminated
    check(api, unsafe { ffi::H5Tset_tag(dtype, tag.as_ptr()) })
}

// ---- members of compounds and enums

pub(crate) fn get_nmembers(api: &Api, dtype: hid_t) -> Called<u32> {
    // SAFETY: the lock is held
    u32::try_from(unsafe { ffi::H5Tget_nmembers(dtype) }).map_err(|_| ErrorStack::take(api))
}

pub(crate) fn get_member_name(api: &Api, dtype: hid_t, index: u32) -> Called<Vec<u8>> {
    // SAFETY: the lock is held
    owned_text(api, unsafe { ffi::H5Tget_member_name(dtype, index) })
}

pub(crate) fn get_member_type(api: &Api, dtype: hid_t, index: u32) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Tget_member_type(dtype, index) }).map(Id::own)
}

/// Bytes before the member; there is no failure to tell apart for an index below the number of members.
pub(crate) fn get_member_offset(_: &Api, dtype: hid_t, index: u32) -> usize {
    // SAFETY: the lock is held
    unsafe { ffi::H5Tget_member_offset(dtype, index) }
}

/// The value of an enum's member, `size` bytes in the byte order of its base type.
pub(crate) fn get_member_value(api: &Api, dtype: hid_t, index: u32) -> Called<Vec<u8>> {
    let mut value = vec![0u8; get_size(api, dtype)?];
    // SAFETY: the lock is held; the library writes as many bytes as the type's size
    check(api, unsafe { ffi::H5Tget_member_value(dtype, index, value.as_mut_ptr().cast()) })?;
    Ok(value)
}

pub(crate) fn insert(api: &Api, compound: hid_t, name: &CStr, offset: usize, member: hid_t) -> Called<()> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check(api, unsafe { ffi::H5Tinsert(compound, name.as_ptr(), offset, member) })
}

/// Adds a member to an enum; `value` has the size of its base type.
pub(crate) fn enum_insert(api: &Api, dtype: hid_t, name: &CStr, value: &[u8]) -> Called<()> {
    assert_eq!(get_size(api, dtype)?, value.len(), "a value of the base type");
    // SAFETY: the lock is held; the name is NUL-terminated, and the library reads as many bytes as the type's size
    check(api, unsafe { ffi::H5Tenum_insert(dtype, name.as_ptr(), value.as_ptr().cast::<c_void>()) })
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
