//! `half::f16` and `half::bf16`.
use half::{bf16, f16};

use super::{Arena, Bad, H5Type, Mismatch, Plain, Reader, Writer};
use crate::datatype::{Float, TypeDescriptor};

macro_rules! half {
    ($($t:ident $float:ident),*) => {$(
        // SAFETY: memory of the float's type is the number, in which every bit pattern is a value and no byte is padding
        unsafe impl H5Type for $t {
            type Borrowed = Self;

            fn borrow(&self) -> &Self {
                self
            }

            fn descriptor() -> TypeDescriptor {
                TypeDescriptor::Float(Float::$float)
            }

            /// From its own kind of either byte order as it is; from wider numbers exactly.
            fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
                if is_same(stored, Float::$float) {
                    return Ok(Reader::bits(Self::descriptor()));
                }
                let wide = f64::reader(stored).map_err(|_| Mismatch::new::<Self>(stored))?;
                let memory = wide.memory.clone();
                Ok(Reader::each(memory, move |raw: *const u8| {
                    // SAFETY: the library has filled the element as the wider reader asked
                    let number = unsafe { wide.one(raw) }?;
                    let near = Self::from_f64(number);
                    if number.is_nan() || near.to_f64() == number {
                        Ok(near)
                    } else {
                        Err(Bad::Overflow { value: number.to_string(), target: stringify!($t).into() })
                    }
                }))
            }

            fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
                if is_same(stored, Float::$float) {
                    // SAFETY: its two bytes
                    return Ok(unsafe { Writer::bits(Self::descriptor()) });
                }
                let wide = f64::writer(stored).map_err(|_| Mismatch::new::<Self>(stored))?;
                let memory = wide.memory.clone();
                Ok(Writer::each(memory, move |value: &Self, raw: &mut [u8], arena: &mut Arena| wide.one(&value.to_f64(), raw, arena)))
            }
        }

        // SAFETY: as above
        unsafe impl Plain for $t {}

        crate::__scalar_value!($t);
    )*};
}
half!(f16 F16, bf16 BF16);

/// Whether the stored float is this one, in any byte order.
fn is_same(stored: &TypeDescriptor, float: Float) -> bool {
    matches!(stored, TypeDescriptor::Float(own) if *own == Float { bits: crate::datatype::Bits { order: own.bits.order, ..float.bits }, ..float })
}
