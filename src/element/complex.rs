//! `num_complex::Complex`: a compound of the real and the imaginary part, as h5py and PyTables have it.
use std::mem::offset_of;

use num_complex::Complex;

use super::{
    Arena, H5Type, Mismatch, Plain, Reader, Writer,
    record::{ReadFields, WriteFields, compound},
};
use crate::datatype::TypeDescriptor;

/// What files call the two parts.
const NAMES: [(&str, &str); 4] = [("r", "i"), ("re", "im"), ("real", "imag"), ("real", "imaginary")];

/// The names of a compound of just two parts.
fn names(stored: &TypeDescriptor) -> Option<(&'static str, &'static str)> {
    let TypeDescriptor::Compound { members, .. } = stored else { return None };
    let [re, im] = &**members else { return None };
    NAMES.into_iter().find(|&(r, i)| re.name == r && im.name == i)
}

macro_rules! complex {
    ($($t:ident),*) => {$(
        // SAFETY: the number is filled as it lies, or made of its parts, as any compound; it has no padding
        unsafe impl H5Type for Complex<$t> {
            type Borrowed = Self;

            fn borrow(&self) -> &Self {
                self
            }

            fn descriptor() -> TypeDescriptor {
                compound([("r", $t::descriptor()), ("i", $t::descriptor())])
            }

            fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
                let (r, i) = names(stored).ok_or_else(|| Mismatch::new::<Self>(stored))?;
                let mut fields = ReadFields::of::<Self>(stored)?;
                let re = fields.field::<$t>(r, offset_of!(Self, re))?;
                let im = fields.field::<$t>(i, offset_of!(Self, im))?;
                if fields.in_place() {
                    return Ok(fields.placed([re.check(), im.check()]));
                }
                // SAFETY: the library has filled the members that the parts were matched with
                Ok(fields.decoded(move |raw: *const u8| Ok(unsafe { Self { re: re.read(raw)?, im: im.read(raw)? } })))
            }

            fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
                let (r, i) = names(stored).ok_or_else(|| Mismatch::new::<Self>(stored))?;
                let mut fields = WriteFields::of::<Self>(stored)?;
                let re = fields.field::<$t>(r, offset_of!(Self, re))?;
                let im = fields.field::<$t>(i, offset_of!(Self, im))?;
                if fields.in_place() {
                    return Ok(fields.placed());
                }
                Ok(fields.encoded(move |value: &Self, raw: &mut [u8], arena: &mut Arena| {
                    re.write(&value.re, raw, arena)?;
                    im.write(&value.im, raw, arena)
                }))
            }
        }

        // SAFETY: two plain numbers, one after the other
        unsafe impl Plain for Complex<$t> {}

        crate::__scalar_value!(Complex<$t>);
    )*};
}
complex!(f32, f64);
