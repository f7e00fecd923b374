//! Numbers: where their bits lie, and which ones memory has.
use super::TypeDescriptor;
pub use crate::sys::h5t::FloatParts;

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
    /// Where its parts lie.
    pub parts: FloatParts,
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
    pub(super) fn scalar(&self) -> Option<Scalar> {
        let p = &self.parts;
        if p.normalisation != 0 {
            return None; // no leading bit is implied
        }
        match (p.exponent_bits, p.mantissa_bits) {
            (..=8, ..=23) => Some(Scalar::F32),
            (..=11, ..=52) => Some(Scalar::F64),
            _ => None,
        }
    }
}
