//! Datatypes in plain C.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Id, done, id};

/// Numbers of C.
#[derive(Clone, Copy)]
pub enum Number {
    U64,
    F64,
    F32,
    I32,
    I16,
    U16,
}

pub fn native(number: Number) -> Id {
    // SAFETY: set when the library is initialised, which this does
    unsafe {
        ffi::H5open();
        match number {
            Number::U64 => ffi::H5T_NATIVE_UINT64_g,
            Number::F64 => ffi::H5T_NATIVE_DOUBLE_g,
            Number::F32 => ffi::H5T_NATIVE_FLOAT_g,
            Number::I32 => ffi::H5T_NATIVE_INT32_g,
            Number::I16 => ffi::H5T_NATIVE_INT16_g,
            Number::U16 => ffi::H5T_NATIVE_UINT16_g,
        }
    }
}

pub fn f64_type() -> Id {
    native(Number::F64)
}

/// A variable UTF-8 string.
pub fn text_type() -> Id {
    // SAFETY: identifiers of the cases, and no pointer but to what lives in this call
    unsafe {
        ffi::H5open();
        let text = id(ffi::H5Tcopy(ffi::H5T_C_S1_g));
        done(ffi::H5Tset_size(text, usize::MAX)); // H5T_VARIABLE
        done(ffi::H5Tset_cset(text, ffi::H5T_CSET_UTF8));
        text
    }
}

/// A struct of numbers, by name and offset.
pub fn compound(size: usize, members: &[(&CStr, usize, Number)]) -> Id {
    let members: Vec<_> = members.iter().map(|&(name, offset, number)| (name, offset, native(number))).collect();
    compound_of(size, &members)
}

/// A struct, by its members' names, offsets and types.
pub fn compound_of(size: usize, members: &[(&CStr, usize, Id)]) -> Id {
    // SAFETY: the names are NUL-terminated
    unsafe {
        ffi::H5open();
        let compound = id(ffi::H5Tcreate(ffi::H5T_COMPOUND, size));
        members.iter().for_each(|(name, offset, member)| done(ffi::H5Tinsert(compound, name.as_ptr(), *offset, *member)));
        compound
    }
}

/// A copy of a struct without the padding.
pub fn packed(compound: Id) -> Id {
    // SAFETY: a type of the cases
    unsafe {
        let copy = id(ffi::H5Tcopy(compound));
        done(ffi::H5Tpack(copy));
        copy
    }
}

/// An enum of bytes.
pub fn enum_type(members: &[(&CStr, i8)]) -> Id {
    // SAFETY: the names are NUL-terminated, the values of the enum's base
    unsafe {
        ffi::H5open();
        let made = id(ffi::H5Tenum_create(ffi::H5T_NATIVE_INT8_g));
        members.iter().for_each(|(name, value)| done(ffi::H5Tenum_insert(made, name.as_ptr(), (&raw const *value).cast())));
        made
    }
}
