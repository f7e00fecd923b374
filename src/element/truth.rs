//! `bool`: h5py's enum of FALSE and TRUE, or PyTables' bitfield of a byte.
use super::{Bad, H5Type, Mismatch, Reader, Writer};
use crate::datatype::{Bits, EnumMember, Integer, TypeDescriptor};

fn h5py() -> TypeDescriptor {
    let member = |name: &str, value| EnumMember { name: name.to_owned(), value };
    TypeDescriptor::Enum { base: Integer { bits: Bits::native(1), signed: true }, members: vec![member("FALSE", 0), member("TRUE", 1)] }
}

/// The memory of a stored truth value, which is a byte.
fn memory(stored: &TypeDescriptor) -> Result<TypeDescriptor, Mismatch> {
    let memory = stored.in_memory();
    let fits = match &memory {
        TypeDescriptor::Enum { base, members } => base.bits.size == 1 && is_truth(members),
        TypeDescriptor::Bitfield(bits) => *bits == Bits::native(1),
        _ => false,
    };
    if fits { Ok(memory) } else { Err(Mismatch::new::<bool>(stored)) }
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
        Ok(Reader::checked(memory(stored)?, |raw| match raw[0] {
            0 | 1 => Ok(()),
            other => Err(Bad::Invalid(format!("{other} is neither false nor true"))),
        }))
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
        memory(stored).map(Writer::bits)
    }
}
