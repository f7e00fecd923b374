//! `num_complex::Complex`: a compound of the real and the imaginary part, as h5py and PyTables have it, or HDF5's own since libhdf5 2.
use std::mem::offset_of;

use num_complex::Complex;

use super::{
    Arena, Bad, H5Type, Mismatch, Plain, Reader, Writer,
    number::exact,
    record::{ReadFields, WriteFields, compound},
};
use crate::datatype::{Float, TypeDescriptor, float_bits, float_of, put_bits};

/// What files call the two parts.
const NAMES: [(&str, &str); 4] = [("r", "i"), ("re", "im"), ("real", "imag"), ("real", "imaginary")];

/// The names of a compound of just two parts.
fn names(stored: &TypeDescriptor) -> Option<(&'static str, &'static str)> {
    let TypeDescriptor::Compound { members, .. } = stored else { return None };
    let [re, im] = &**members else { return None };
    NAMES.into_iter().find(|&(r, i)| re.name == r && im.name == i)
}

/// Reads HDF5's own complex numbers. Unless they lie as memory has them their bytes are read: between complex numbers that differ
/// libhdf5 2.2 forgets the imaginary part where the real one is infinite.
fn native_reader<T>(stored: Float, own: Float, exact: fn(f64) -> Result<T, Bad>) -> Result<Reader<Complex<T>>, Mismatch>
where
    Complex<T>: H5Type,
    T: 'static,
{
    let memory = TypeDescriptor::Complex(stored);
    if stored == own {
        return Ok(Reader::bits(memory));
    }
    if TypeDescriptor::Float(stored).scalar().is_none() {
        return Err(Mismatch::new::<Complex<T>>(&memory));
    }
    let size = stored.bits.size;
    Ok(Reader::each(memory, move |raw: *const u8| {
        let part = |at: usize| {
            // SAFETY: libhdf5 has filled both parts, one after the other
            let bytes = unsafe { std::slice::from_raw_parts(raw.add(at), size) };
            exact(float_of(bytes, &stored).ok_or_else(|| Bad::Invalid("a float without a value".to_owned()))?)
        };
        Ok(Complex { re: part(0)?, im: part(size)? })
    }))
}

/// Writes HDF5's own complex numbers, the same way.
fn native_writer<T: Copy + Into<f64> + 'static>(stored: Float, own: Float) -> Result<Writer<Complex<T>>, Mismatch> {
    let memory = TypeDescriptor::Complex(stored);
    if stored == own {
        // SAFETY: two numbers, one after the other
        return Ok(unsafe { Writer::bits(memory) });
    }
    if TypeDescriptor::Float(stored).scalar().is_none() {
        return Err(Mismatch::new::<Complex<T>>(&memory));
    }
    Ok(Writer::each(memory, move |value: &Complex<T>, raw: &mut [u8], _: &mut Arena| {
        let parts: [f64; 2] = [value.re.into(), value.im.into()];
        raw.chunks_exact_mut(stored.bits.size).zip(parts).try_for_each(|(raw, part)| {
            let put = float_bits(part, &stored).and_then(|bits| put_bits(bits, stored.bits.order, raw));
            put.ok_or_else(|| Bad::Overflow { value: part.to_string(), target: TypeDescriptor::Float(stored).to_string().into() })
        })
    }))
}

macro_rules! complex {
    ($($t:ident $float:ident),*) => {$(
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
                if let TypeDescriptor::Complex(part) = stored {
                    return native_reader(*part, Float::$float, |part| exact(part));
                }
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
                if let TypeDescriptor::Complex(part) = stored {
                    return native_writer(*part, Float::$float);
                }
                let (r, i) = names(stored).ok_or_else(|| Mismatch::new::<Self>(stored))?;
                let mut fields = WriteFields::of::<Self>(stored)?;
                let re = fields.field::<$t>(r, offset_of!(Self, re))?;
                let im = fields.field::<$t>(i, offset_of!(Self, im))?;
                if fields.in_place() {
                    // SAFETY: each part was matched with its own offset
                    return Ok(unsafe { fields.placed() });
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
complex!(f32 F32, f64 F64);
