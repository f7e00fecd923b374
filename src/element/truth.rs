//! `bool`: h5py's enum of FALSE and TRUE, PyTables' bitfield of a byte, or any integer that is 0 or 1.
use super::{Arena, Bad, H5Type, Mismatch, Reader, Writer, enumeration::put, within::all_within};
use crate::datatype::{Bits, EnumMember, Integer, TypeDescriptor};

fn h5py() -> TypeDescriptor {
    let member = |name: &str, value| EnumMember { name: name.to_owned(), value };
    TypeDescriptor::Enum { base: Integer { bits: Bits::native(1), signed: true }, members: vec![member("FALSE", 0), member("TRUE", 1)] }
}

/// How a truth value is stored.
enum As {
    /// As a byte, of this type in memory.
    Byte(TypeDescriptor),
    /// As a number.
    Number,
}

fn stored_as(stored: &TypeDescriptor) -> Result<As, Mismatch> {
    let memory = stored.in_memory();
    match &memory {
        TypeDescriptor::Enum { base, members } if is_truth(members) => Ok(if base.bits.size == 1 { As::Byte(memory) } else { As::Number }),
        TypeDescriptor::Bitfield(bits) if *bits == Bits::native(1) => Ok(As::Byte(memory)),
        TypeDescriptor::Integer(integer) if integer.bits == Bits::native(1) => Ok(As::Byte(memory)),
        TypeDescriptor::Integer(_) => Ok(As::Number),
        _ => Err(Mismatch::new::<bool>(stored)),
    }
}

fn check(number: i128) -> Result<bool, Bad> {
    match number {
        0 | 1 => Ok(number == 1),
        other => Err(Bad::Invalid(format!("{other} is neither false nor true"))),
    }
}

/// Whether an enum is h5py's of FALSE and TRUE.
pub(crate) fn is_truth(members: &[EnumMember]) -> bool {
    if members.len() != 2 {
        return false;
    }
    let value = |name: &str| members.iter().find(|m| m.name.eq_ignore_ascii_case(name)).map(|m| m.value);
    value("false") == Some(0) && value("true") == Some(1)
}

// SAFETY: the memory is one byte, and the check lets only 0 and 1 pass; a bool has no padding
unsafe impl H5Type for bool {
    type Borrowed = Self;

    fn borrow(&self) -> &Self {
        self
    }

    fn descriptor() -> TypeDescriptor {
        h5py()
    }

    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        match stored_as(stored)? {
            As::Byte(memory) => Ok(Reader::checked_together(memory, |raw| {
                if all_within(raw, 1, 0, 1) {
                    return Ok(());
                }
                raw.iter().enumerate().try_for_each(|(n, &byte)| check(byte.into()).map(drop).map_err(|bad| (n, bad)))
            })),
            As::Number => {
                let number = i64::reader(stored).map_err(|_| Mismatch::new::<Self>(stored))?;
                // SAFETY: the library has filled the element as the number's reader asked
                Ok(Reader::each(number.memory.clone(), move |raw: *const u8| check(unsafe { number.one(raw) }?.into())))
            }
        }
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
        match stored_as(stored)? {
            // SAFETY: a `bool` is a byte
            As::Byte(memory) => Ok(unsafe { Writer::bits(memory) }),
            // the library makes no enum of a number
            As::Number if matches!(stored, TypeDescriptor::Enum { .. }) => {
                Ok(Writer::each(stored.in_memory(), |value: &Self, raw: &mut [u8], _: &mut Arena| {
                    put((*value).into(), raw);
                    Ok(())
                }))
            }
            As::Number => {
                let number = i64::writer(stored).map_err(|_| Mismatch::new::<Self>(stored))?;
                let memory = number.memory.clone();
                Ok(Writer::each(memory, move |value: &Self, raw: &mut [u8], arena: &mut Arena| number.one(&(*value).into(), raw, arena)))
            }
        }
    }
}
