//! Of numbers: sign, byte order, and where their bits lie.
use hdf5_ffi as ffi;

use crate::{
    error::ErrorStack,
    sys::{Api, Called, check, hid_t},
};

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

/// Where a float's parts lie in it, counted in bits from the lowest, and what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FloatParts {
    /// The sign's bit.
    pub sign: usize,
    /// The exponent's lowest bit.
    pub exponent: usize,
    /// Bits of the exponent.
    pub exponent_bits: usize,
    /// The mantissa's lowest bit.
    pub mantissa: usize,
    /// Bits of the mantissa.
    pub mantissa_bits: usize,
    /// What is added to the exponent.
    pub bias: usize,
    /// The mantissa's highest bit: 0 implied and not stored, 1 stored and always set, 2 stored (`H5T_norm_t`).
    pub normalisation: i32,
    /// What bits between the parts are: 0 zeros, 1 ones, 2 left as they were (`H5T_pad_t`).
    pub inner_pad: i32,
}

impl FloatParts {
    /// The lowest bit of sign, exponent and mantissa, and the bits that each has.
    pub(crate) fn places(&self) -> [(usize, usize); 3] {
        [(self.sign, 1), (self.exponent, self.exponent_bits), (self.mantissa, self.mantissa_bits)]
    }
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
