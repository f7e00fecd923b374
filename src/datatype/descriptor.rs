//! What a datatype is, as a value: nothing of the library's description is lost.
use std::fmt;

use crate::sys::h5t::FloatParts;

/// A datatype as a value: [`Datatype::descriptor`](crate::Datatype::descriptor) makes one, writing and creating take one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TypeDescriptor {
    /// A whole number.
    Integer(Integer),
    /// A floating-point number.
    Float(Float),
    /// Text.
    String(StringType),
    /// Bits without a meaning of their own.
    Bitfield(Bits),
    /// A time, which the library itself does not interpret.
    Time(Bits),
    /// Bytes that the library does not look into.
    Opaque {
        /// Bytes of an element.
        size: usize,
        /// What its maker says of it.
        tag: String,
    },
    /// A record of named members.
    Compound {
        /// Bytes of an element, gaps included.
        size: usize,
        /// The members, in the order of the file.
        members: Vec<Member>,
    },
    /// A whole number whose values have names.
    Enum {
        /// The number.
        base: Integer,
        /// Names and values, in the order of the file.
        members: Vec<EnumMember>,
    },
    /// A sequence of any length in each element.
    VarLen(Box<Self>),
    /// A small array in each element.
    Array {
        /// Lengths of the axes.
        dims: Vec<usize>,
        /// What it holds.
        base: Box<Self>,
    },
    /// A pointer at an object, a region of a dataset, or an attribute.
    Reference(ReferenceKind),
    /// A type of a newer libhdf5, or one this crate knows only by its bytes.
    Other {
        /// The library's number of its class.
        class: i32,
        /// Bytes of an element.
        size: usize,
    },
}

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ByteOrder {
    /// The least significant.
    Little,
    /// The most significant.
    Big,
    /// VAX, in pairs.
    Vax,
    /// Members of a compound differ, or there is no order.
    None,
}

impl ByteOrder {
    /// The order of this machine.
    pub const NATIVE: Self = if cfg!(target_endian = "big") { Self::Big } else { Self::Little };
}

/// Where the significant bits of a number lie among its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bits {
    /// Bytes of an element.
    pub size: usize,
    /// Their order.
    pub order: ByteOrder,
    /// Significant bits.
    pub precision: usize,
    /// Bits below them.
    pub offset: usize,
    /// What the bits below and above are: 0 zeros, 1 ones, 2 left as they were (`H5T_pad_t`).
    pub padding: (u8, u8),
}

impl Bits {
    /// All bits of `size` bytes, in this machine's order.
    pub const fn native(size: usize) -> Self {
        Self { size, order: ByteOrder::NATIVE, precision: 8 * size, offset: 0, padding: (0, 0) }
    }
}

/// A whole number in two's complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Integer {
    /// Where its bits lie.
    pub bits: Bits,
    /// Whether it can be negative.
    pub signed: bool,
}

/// A floating-point number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Float {
    /// Where its bits lie.
    pub bits: Bits,
    pub(crate) parts: FloatParts,
}

/// Text of a fixed or of any length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StringType {
    /// Bytes of an element; `None` for variable length.
    pub size: Option<usize>,
    /// How a fixed string ends.
    pub padding: StringPadding,
    /// The encoding it claims.
    pub charset: Charset,
}

/// How a fixed string ends (`H5T_str_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StringPadding {
    /// At the first NUL.
    NullTerm,
    /// Before the trailing NULs.
    NullPad,
    /// Before the trailing spaces.
    SpacePad,
}

/// The encoding of text (`H5T_cset_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    /// US ASCII.
    Ascii,
    /// UTF-8.
    Utf8,
}

/// A member of a compound.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Bytes before it.
    pub offset: usize,
    /// Its type.
    pub dtype: TypeDescriptor,
}

/// A named value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EnumMember {
    /// The name.
    pub name: String,
    /// The value.
    pub value: i128,
}

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// An object, by its address (`H5T_STD_REF_OBJ`).
    Object,
    /// A region of a dataset (`H5T_STD_REF_DSETREG`).
    Region,
    /// An object, region or attribute, since libhdf5 1.12 (`H5T_STD_REF`).
    Standard,
}

/// The numbers that memory has: what any stored number is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the Rust type of the same name")]
pub enum Scalar {
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
}

impl Scalar {
    pub(crate) const fn size(self) -> usize {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::I32 | Self::U32 | Self::F32 => 4,
            Self::I64 | Self::U64 | Self::F64 => 8,
        }
    }

    /// The integer of these bytes.
    pub(crate) const fn integer(size: usize, signed: bool) -> Option<Self> {
        Some(match (size, signed) {
            (1, true) => Self::I8,
            (2, true) => Self::I16,
            (3..=4, true) => Self::I32,
            (5..=8, true) => Self::I64,
            (1, false) => Self::U8,
            (2, false) => Self::U16,
            (3..=4, false) => Self::U32,
            (5..=8, false) => Self::U64,
            _ => return None,
        })
    }

    /// As it lies in memory.
    pub const fn descriptor(self) -> TypeDescriptor {
        match self {
            Self::F32 => TypeDescriptor::Float(Float::F32),
            Self::F64 => TypeDescriptor::Float(Float::F64),
            _ => TypeDescriptor::Integer(Integer { bits: Bits::native(self.size()), signed: self.is_signed() }),
        }
    }

    pub(crate) const fn is_signed(self) -> bool {
        matches!(self, Self::I8 | Self::I16 | Self::I32 | Self::I64)
    }

    /// Whether every value of `self` is a value of `to`.
    pub(crate) fn fits(self, to: Self) -> bool {
        let float_bits = |s: Self| match s {
            Self::F32 => Some(24),
            Self::F64 => Some(53),
            _ => None,
        };
        match (float_bits(self), float_bits(to)) {
            (Some(from), Some(to)) => from <= to,
            (Some(_), None) => false,
            (None, Some(mantissa)) => 8 * self.size() <= mantissa,
            (None, None) if self.is_signed() == to.is_signed() => self.size() <= to.size(),
            (None, None) => to.is_signed() && self.size() < to.size(),
        }
    }
}

impl Float {
    /// IEEE single precision, in this machine's order.
    pub const F32: Self = Self::ieee(4, 8, 23);
    /// IEEE double precision, in this machine's order.
    pub const F64: Self = Self::ieee(8, 11, 52);
    /// IEEE half precision, in this machine's order.
    pub const F16: Self = Self::ieee(2, 5, 10);
    /// The upper half of a single, in this machine's order.
    pub const BF16: Self = Self::ieee(2, 8, 7);

    const fn ieee(size: usize, exponent_bits: usize, mantissa_bits: usize) -> Self {
        let parts = FloatParts {
            sign: 8 * size - 1,
            exponent: mantissa_bits,
            exponent_bits,
            mantissa: 0,
            mantissa_bits,
            bias: (1 << (exponent_bits - 1)) - 1,
            normalisation: 0,
            inner_pad: 0,
        };
        Self { bits: Bits::native(size), parts }
    }

    /// The IEEE number that holds each of its values.
    fn scalar(&self) -> Option<Scalar> {
        let p = &self.parts;
        if p.normalisation == 2 {
            return None; // H5T_NORM_NONE: no leading bit is implied
        }
        match (p.exponent_bits, p.mantissa_bits) {
            (..=8, ..=23) => Some(Scalar::F32),
            (..=11, ..=52) => Some(Scalar::F64),
            _ => None,
        }
    }
}

impl StringType {
    /// UTF-8 of any length: what `String` is written as.
    pub const VARIABLE: Self = Self { size: None, padding: StringPadding::NullTerm, charset: Charset::Utf8 };

    /// UTF-8 in `size` bytes, the rest of them NULs.
    pub const fn fixed(size: usize) -> Self {
        Self { size: Some(size), padding: StringPadding::NullPad, charset: Charset::Utf8 }
    }
}

impl TypeDescriptor {
    /// Bytes of an element in a file or, for variable lengths, in memory.
    pub fn size(&self) -> usize {
        match self {
            Self::Integer(Integer { bits, .. }) | Self::Float(Float { bits, .. }) | Self::Bitfield(bits) | Self::Time(bits) => bits.size,
            Self::Enum { base, .. } => base.bits.size,
            Self::String(text) => text.size.unwrap_or(size_of::<usize>()),
            Self::Opaque { size, .. } | Self::Compound { size, .. } | Self::Other { size, .. } => *size,
            Self::VarLen(_) => 2 * size_of::<usize>(),
            // more than memory can count is more than it can hold
            Self::Array { dims, base } => dims.iter().fold(base.size(), |size, &dim| size.saturating_mul(dim)),
            Self::Reference(ReferenceKind::Object) => 8,
            Self::Reference(ReferenceKind::Region) => 12,
            Self::Reference(ReferenceKind::Standard) => 64,
        }
    }

    /// The number of memory that holds every value of this number; none for what is no number, or for one wider than memory's.
    pub(crate) fn scalar(&self) -> Option<Scalar> {
        match self {
            Self::Integer(integer) => Scalar::integer(integer.bits.size, integer.signed),
            Self::Float(float) => float.scalar(),
            _ => None,
        }
    }

    /// Whether elements in memory hold pointers that the library allocates.
    pub(crate) fn has_pointers(&self) -> bool {
        match self {
            Self::String(text) => text.size.is_none(),
            Self::VarLen(_) | Self::Reference(ReferenceKind::Standard) => true,
            Self::Array { base, .. } => base.has_pointers(),
            Self::Compound { members, .. } => members.iter().any(|member| member.dtype.has_pointers()),
            _ => false,
        }
    }

    /// Whether every byte of an element is part of a member.
    pub(crate) fn is_solid(&self) -> bool {
        match self {
            Self::Compound { size, members } => {
                members.iter().map(|member| member.dtype.size()).sum::<usize>() == *size && members.iter().all(|m| m.dtype.is_solid())
            }
            Self::Array { base, .. } | Self::VarLen(base) => base.is_solid(),
            _ => true,
        }
    }

    /// Whether a write of this memory reaches all members of the `stored` compounds.
    pub(crate) fn covers(&self, stored: &Self) -> bool {
        match (self, stored) {
            (Self::Compound { members, .. }, Self::Compound { members: stored, .. }) => {
                stored.iter().all(|stored| members.iter().any(|member| member.name == stored.name && member.dtype.covers(&stored.dtype)))
            }
            (Self::Array { base, .. }, Self::Array { base: stored, .. }) | (Self::VarLen(base), Self::VarLen(stored)) => {
                base.covers(stored)
            }
            _ => true,
        }
    }

    /// The same for the elements of sequences, which a write makes anew.
    pub(crate) fn covers_sequences(&self, stored: &Self) -> bool {
        match (self, stored) {
            (Self::Compound { members, .. }, Self::Compound { members: stored, .. }) => members.iter().all(|member| {
                stored.iter().find(|stored| stored.name == member.name).is_none_or(|stored| member.dtype.covers_sequences(&stored.dtype))
            }),
            (Self::Array { base, .. }, Self::Array { base: stored, .. }) => base.covers_sequences(stored),
            (Self::VarLen(_), Self::VarLen(_)) => self.covers(stored),
            _ => true,
        }
    }

    /// This type as memory has it: native order and whole bytes, members without gaps.
    pub(crate) fn in_memory(&self) -> Self {
        match self {
            Self::Integer(_) | Self::Float(_) => self.scalar().map_or_else(|| self.clone(), Scalar::descriptor),
            Self::Enum { base, members } => {
                let base = Scalar::integer(base.bits.size, base.signed)
                    .map_or(*base, |scalar| Integer { bits: Bits::native(scalar.size()), signed: base.signed });
                Self::Enum { base, members: members.clone() }
            }
            Self::Bitfield(bits) if bits.precision == 8 * bits.size => Self::Bitfield(Bits::native(bits.size)),
            Self::VarLen(base) => Self::VarLen(Box::new(base.in_memory())),
            Self::Array { dims, base } => Self::Array { dims: dims.clone(), base: Box::new(base.in_memory()) },
            Self::Compound { members, .. } => Self::packed(members.iter().map(|m| (m.name.clone(), m.dtype.in_memory()))),
            other => other.clone(),
        }
    }

    /// A compound of these members without gaps.
    pub fn packed(members: impl IntoIterator<Item = (String, Self)>) -> Self {
        let mut size = 0usize;
        let members = members.into_iter().map(|(name, dtype)| {
            let offset = size;
            size = size.saturating_add(dtype.size());
            Member { name, offset, dtype }
        });
        let members = members.collect();
        Self::Compound { size, members }
    }
}

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
