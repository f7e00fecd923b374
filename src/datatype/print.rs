//! Types for people.
use std::fmt;

use super::{Bits, ByteOrder, Float, StringType, TypeDescriptor};

/// The short name of `oracle`-like listings and messages: `i32`, `f64 (big-endian)`, `string`, `[f32; 3]`.
impl fmt::Display for TypeDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = |f: &mut fmt::Formatter<'_>, letter: &str, bits: &Bits| {
            write!(f, "{letter}{}", bits.precision)?;
            if bits.size > 1 && bits.order != ByteOrder::NATIVE {
                write!(f, " ({:?}-endian)", bits.order)?;
            }
            Ok(())
        };
        match self {
            Self::Integer(i) => bits(f, if i.signed { "i" } else { "u" }, &i.bits),
            Self::Float(float) if *float == (Float { bits: float.bits, ..Float::BF16 }) => bits(f, "bf", &float.bits),
            Self::Float(float) => bits(f, "f", &float.bits),
            Self::Complex(part) => bits(f, "c", &Bits { precision: 2 * part.bits.precision, ..part.bits }),
            Self::Bitfield(b) => bits(f, "bits", b),
            Self::Time(b) => bits(f, "time", b),
            Self::String(StringType { size: None, .. }) => f.write_str("string"),
            Self::String(StringType { size: Some(size), .. }) => write!(f, "string of {size} bytes"),
            Self::Opaque { size, tag } if tag.is_empty() => write!(f, "opaque of {size} bytes"),
            Self::Opaque { size, tag } => write!(f, "opaque of {size} bytes ({tag})"),
            Self::Compound { members, .. } => {
                f.write_str("{")?;
                for (n, member) in members.iter().enumerate() {
                    write!(f, "{}{}: {}", if n == 0 { "" } else { ", " }, member.name, member.dtype)?;
                }
                f.write_str("}")
            }
            Self::Enum { base, members } => {
                write!(f, "enum {} {{", Self::Integer(*base))?;
                for (n, member) in members.iter().enumerate() {
                    write!(f, "{}{} = {}", if n == 0 { "" } else { ", " }, member.name, member.value)?;
                }
                f.write_str("}")
            }
            Self::VarLen(base) => write!(f, "[{base}]"),
            Self::Array { dims, base } => {
                write!(f, "[{base}")?;
                dims.iter().try_for_each(|dim| write!(f, "; {dim}"))?;
                f.write_str("]")
            }
            Self::Reference(kind) => write!(f, "{} reference", format!("{kind:?}").to_lowercase()),
            Self::Other { class, size } => write!(f, "type of class {class} of {size} bytes"),
        }
    }
}
