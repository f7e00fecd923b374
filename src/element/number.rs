//! Integers and floats: exactly, or not at all.
use super::{Bad, H5Type, Mismatch, Plain, Reader, Writer};
use crate::datatype::{Bits, ByteOrder, Float, Scalar, TypeDescriptor, float_bits, integer_of, put_bits};

/// A number of memory, as every conversion between two of them goes.
pub(super) trait Number: Copy + Send + Sync + std::fmt::Display + 'static {
    const KIND: Scalar;
    const NAME: &'static str;

    /// The value, if it is a whole number.
    fn whole(self) -> Option<i128>;
    /// The nearest double.
    fn double(self) -> f64;
    /// The number of this value, if there is one.
    fn of_whole(value: i128) -> Option<Self>;
    /// The number of exactly this value, if there is one; any NaN is a NaN.
    fn of_double(value: f64) -> Option<Self>;
}

macro_rules! integer {
    ($($t:ident $scalar:ident),*) => {$(
        impl Number for $t {
            const KIND: Scalar = Scalar::$scalar;
            const NAME: &'static str = stringify!($t);
            fn whole(self) -> Option<i128> { Some(self as i128) }
            fn double(self) -> f64 { self as f64 }
            fn of_whole(value: i128) -> Option<Self> { Self::try_from(value).ok() }
            fn of_double(_: f64) -> Option<Self> { None } // a double with a fraction; the others come by `of_whole`
        }
    )*};
}
integer!(i8 I8, i16 I16, i32 I32, i64 I64, u8 U8, u16 U16, u32 U32, u64 U64);

macro_rules! float {
    ($($t:ident $scalar:ident),*) => {$(
        impl Number for $t {
            const KIND: Scalar = Scalar::$scalar;
            const NAME: &'static str = stringify!($t);
            fn whole(self) -> Option<i128> {
                let whole = self as i128;
                // beyond 2^100 no integer of memory is met: such a double stays one
                (whole.unsigned_abs() < 1 << 100 && whole as $t == self && !(whole == 0 && self.is_sign_negative())).then_some(whole)
            }
            fn double(self) -> f64 { f64::from(self) }
            fn of_whole(value: i128) -> Option<Self> {
                let float = value as $t;
                (float as i128 == value).then_some(float)
            }
            fn of_double(value: f64) -> Option<Self> {
                let float = value as $t;
                (value.is_nan() || f64::from(float) == value).then_some(float)
            }
        }
    )*};
}
float!(f32 F32, f64 F64);

/// The value of any number, for what need not be compiled for each.
#[derive(Clone, Copy)]
enum Value {
    Whole(i128),
    /// With a fraction, beyond the integers of memory, minus zero or no number.
    Double(f64),
}

impl Value {
    fn of(number: impl Number) -> Self {
        number.whole().map_or_else(|| Self::Double(number.double()), Self::Whole)
    }

    /// As a `To`, if it is exactly one. Minus zero is the integer zero.
    fn exactly<To: Number>(self) -> Option<To> {
        match self {
            Self::Whole(whole) => To::of_whole(whole),
            Self::Double(double) if double == 0.0 => To::of_double(double).or(To::of_whole(0)),
            Self::Double(double) => To::of_double(double),
        }
    }

    fn whole(self) -> Option<i128> {
        match self {
            Self::Whole(whole) => Some(whole),
            Self::Double(_) => None,
        }
    }
}

/// `from` as a `To`, if it is exactly one. Minus zero is the integer zero.
pub(super) fn exact<From: Number, To: Number>(from: From) -> Result<To, Bad> {
    match Value::of(from).exactly() {
        Some(exact) => Ok(exact),
        None => Err(overflow(&from, To::NAME)),
    }
}

/// Not for each pair of numbers, of which there are many.
#[cold]
fn overflow(value: &dyn std::fmt::Display, target: &str) -> Bad {
    Bad::Overflow { value: value.to_string(), target: target.to_owned().into() }
}

/// How a stored number, enum or bitfield is read as `To`.
fn reader<To: Number + H5Type>(stored: &TypeDescriptor) -> Result<Reader<To>, Mismatch> {
    // an enum is its number: by names libhdf5 would make -1 of a value that has none
    let numeric = match stored {
        TypeDescriptor::Enum { base, .. } => Scalar::integer(base.bits.size, base.signed),
        other => other.scalar(),
    };
    if let Some(scalar) = numeric {
        if scalar.fits(To::KIND) {
            return Ok(Reader::bits(To::KIND.descriptor()));
        }
        return Ok(narrowing(scalar));
    }
    match *stored {
        TypeDescriptor::Bitfield(bits) => Ok(bits_reader(stored, bits)),
        _ => Err(Mismatch::new::<To>(stored)),
    }
}

/// Whether a stored bitfield is an unsigned number of memory's in any byte order, so that the library can turn it.
fn is_unsigned(bits: Bits, number: Scalar) -> bool {
    Bits { order: ByteOrder::NATIVE, padding: (0, 0), ..bits } == Bits::native(number.size()) && number == unsigned(bits.size)
}

/// A bitfield is the unsigned number of its bits. The library converts it to bitfields only.
fn bits_reader<To: Number + H5Type>(stored: &TypeDescriptor, bits: Bits) -> Reader<To> {
    if is_unsigned(bits, To::KIND) {
        return Reader::bits(TypeDescriptor::Bitfield(Bits::native(bits.size)));
    }
    Reader::each(stored.clone(), move |raw: *const u8| {
        // SAFETY: the library has filled the element as it is stored
        let value = bits_value(&bits, unsafe { std::slice::from_raw_parts(raw, bits.size) })?;
        To::of_whole(value).ok_or_else(|| overflow(&value, To::NAME))
    })
}

fn bits_value(bits: &Bits, raw: &[u8]) -> Result<i128, Bad> {
    integer_of(raw, bits, false).ok_or_else(|| Bad::Invalid(format!("{} bits without a number", bits.precision)))
}

fn bits_writer<From: Number>(stored: &TypeDescriptor, bits: Bits) -> Writer<From> {
    if is_unsigned(bits, From::KIND) {
        // SAFETY: a number of that many bytes
        return unsafe { Writer::bits(TypeDescriptor::Bitfield(Bits::native(bits.size))) };
    }
    Writer::each(stored.clone(), move |value: &From, raw: &mut [u8], _: &mut super::Arena| {
        put_bitfield(&bits, Value::of(*value), raw).ok_or_else(|| overflow(value, "bitfield of the stored bits"))
    })
}

fn put_bitfield(bits: &Bits, value: Value, raw: &mut [u8]) -> Option<()> {
    let largest = (1i128 << bits.precision.min(64)) - 1;
    let whole = value.whole().filter(|whole| bits.is_simple() && (0..=largest).contains(whole))?;
    put_bits((whole as u128) << bits.offset, bits.order, raw) // not negative
}

fn unsigned(size: usize) -> Scalar {
    Scalar::integer(size, false).unwrap_or(Scalar::U64)
}

/// Reads the stored number as what it is, and converts each value.
fn narrowing<To: Number + H5Type>(from: Scalar) -> Reader<To> {
    fn of<From: Number, To: Number + H5Type>() -> Reader<To> {
        // SAFETY: the reader's memory is a `From`
        Reader::each(From::KIND.descriptor(), |raw: *const u8| exact(unsafe { raw.cast::<From>().read_unaligned() }))
    }
    match from {
        Scalar::I8 => of::<i8, To>(),
        Scalar::I16 => of::<i16, To>(),
        Scalar::I32 => of::<i32, To>(),
        Scalar::I64 => of::<i64, To>(),
        Scalar::U8 => of::<u8, To>(),
        Scalar::U16 => of::<u16, To>(),
        Scalar::U32 => of::<u32, To>(),
        Scalar::U64 => of::<u64, To>(),
        Scalar::F32 => of::<f32, To>(),
        Scalar::F64 => of::<f64, To>(),
    }
}

/// How `From` is written to a stored number.
fn writer<From: Number>(stored: &TypeDescriptor) -> Result<Writer<From>, Mismatch> {
    fn of<From: Number, To: Number>() -> Writer<From> {
        Writer::each(To::KIND.descriptor(), |value: &From, raw: &mut [u8], _: &mut super::Arena| {
            let value: To = exact(*value)?;
            // SAFETY: a number has no padding; the slice is as long as it
            raw.copy_from_slice(unsafe { std::slice::from_raw_parts((&raw const value).cast::<u8>(), size_of::<To>()) });
            Ok(())
        })
    }
    if let TypeDescriptor::Bitfield(bits) = *stored {
        return Ok(bits_writer(stored, bits));
    }
    let Some(scalar) = stored.scalar() else { return Err(Mismatch::new::<From>(stored)) };
    if From::KIND.fits(scalar) && stored.holds_all_of(scalar) {
        // SAFETY: a number of this kind
        return Ok(unsafe { Writer::bits(From::KIND.descriptor()) });
    }
    if !stored.holds_all_of(scalar) {
        return odd(stored);
    }
    Ok(match scalar {
        Scalar::I8 => of::<From, i8>(),
        Scalar::I16 => of::<From, i16>(),
        Scalar::I32 => of::<From, i32>(),
        Scalar::I64 => of::<From, i64>(),
        Scalar::U8 => of::<From, u8>(),
        Scalar::U16 => of::<From, u16>(),
        Scalar::U32 => of::<From, u32>(),
        Scalar::U64 => of::<From, u64>(),
        Scalar::F32 => of::<From, f32>(),
        Scalar::F64 => of::<From, f64>(),
    })
}

/// Writes to a number of fewer bits than its memory has: the range is checked, the library cuts the bits of integers.
fn odd<From: Number>(stored: &TypeDescriptor) -> Result<Writer<From>, Mismatch> {
    let integer = match stored {
        TypeDescriptor::Integer(integer) => integer,
        TypeDescriptor::Float(float) => return Ok(odd_float(stored, *float)),
        _ => return Err(Mismatch::new::<From>(stored)),
    };
    let bits = integer.bits.precision.min(64) as u32;
    let (low, high) = if integer.signed { (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1) } else { (0, (1i128 << bits) - 1) };
    let wide = if integer.signed { Scalar::I64 } else { Scalar::U64 };
    Ok(Writer::each(wide.descriptor(), move |value: &From, raw: &mut [u8], _: &mut super::Arena| {
        let whole = value.whole().filter(|whole| (low..=high).contains(whole));
        let whole = whole.ok_or_else(|| overflow(value, "integer of the stored bits"))?;
        raw.copy_from_slice(&(whole as u64).to_ne_bytes()); // two's complement, in range of either
        Ok(())
    }))
}

/// Writes to a float of fewer bits than its memory has, bit by bit: the library would round.
fn odd_float<From: Number>(stored: &TypeDescriptor, float: Float) -> Writer<From> {
    Writer::each(stored.clone(), move |value: &From, raw: &mut [u8], _: &mut super::Arena| {
        put_float(&float, Value::of(*value), raw).ok_or_else(|| overflow(value, &TypeDescriptor::Float(float).to_string()))
    })
}

fn put_float(float: &Float, value: Value, raw: &mut [u8]) -> Option<()> {
    put_bits(float_bits(value.exactly()?, float)?, float.bits.order, raw)
}

impl TypeDescriptor {
    /// Whether every value of the memory's number is one of this stored number.
    fn holds_all_of(&self, scalar: Scalar) -> bool {
        match self {
            Self::Integer(integer) => integer.bits.precision >= 8 * scalar.size(),
            Self::Float(float) => match scalar.descriptor() {
                Self::Float(memory) => {
                    float.parts.exponent_bits == memory.parts.exponent_bits && float.parts.mantissa_bits == memory.parts.mantissa_bits
                }
                _ => false,
            },
            _ => false,
        }
    }
}

macro_rules! elements {
    ($($t:ident),*) => {$(
        // SAFETY: memory of the scalar's type is the number, in which every bit pattern is a value and no byte is padding
        unsafe impl H5Type for $t {
            type Borrowed = Self;
            fn borrow(&self) -> &Self { self }
            fn descriptor() -> TypeDescriptor { <Self as Number>::KIND.descriptor() }
            fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> { reader(stored) }
            fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> { writer(stored) }
            const SCALAR: Option<Scalar> = Some(<Self as Number>::KIND);
        }
        // SAFETY: as above
        unsafe impl Plain for $t {}
        const _: () = assert!(<$t as Number>::KIND.size() == size_of::<$t>(), "libhdf5 fills as many bytes as the number has");
    )*};
}
elements!(i8, i16, i32, i64, u8, u16, u32, u64, f32, f64);

/// `isize` and `usize` are written as the number of their size.
macro_rules! pointer_sized {
    ($($t:ident),*) => {$(
        impl Number for $t {
            const KIND: Scalar = match Scalar::integer(size_of::<Self>(), <$t>::MIN != 0) {
                Some(scalar) => scalar,
                None => panic!("a machine word of another size"),
            };
            const NAME: &'static str = stringify!($t);
            fn whole(self) -> Option<i128> { Some(self as i128) }
            fn double(self) -> f64 { self as f64 }
            fn of_whole(value: i128) -> Option<Self> { Self::try_from(value).ok() }
            fn of_double(_: f64) -> Option<Self> { None }
        }
    )*};
}
pointer_sized!(isize, usize);
elements!(isize, usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_values_pass_and_others_are_named() {
        assert_eq!(exact::<i64, i8>(-128).unwrap(), -128);
        assert!(matches!(exact::<i64, i8>(300), Err(Bad::Overflow { value, target }) if value == "300" && target == "i8"));
        assert!(exact::<i8, u8>(-1).is_err());
        assert_eq!(exact::<f64, i32>(3.0).unwrap(), 3);
        assert_eq!(exact::<f64, i32>(-0.0).unwrap(), 0);
        assert!(exact::<f64, i32>(1.5).is_err() && exact::<f64, i32>(f64::NAN).is_err() && exact::<f64, i64>(1e300).is_err());
        assert!(exact::<f64, i64>(f64::INFINITY).is_err() && exact::<f64, u64>(18_446_744_073_709_551_616.0).is_err());
        assert_eq!(exact::<u64, f64>(1 << 60).unwrap(), 2f64.powi(60));
        assert!(exact::<u64, f64>((1 << 60) + 1).is_err() && exact::<i64, f64>(i64::MAX).is_err());
        assert_eq!(exact::<f64, f32>(0.5).unwrap(), 0.5);
        assert!(exact::<f64, f32>(0.1).is_err() && exact::<f64, f32>(1e300).is_err());
        assert!(exact::<f64, f32>(f64::NAN).unwrap().is_nan());
        assert_eq!(exact::<f64, f32>(f64::NEG_INFINITY).unwrap(), f32::NEG_INFINITY);
        assert!(exact::<f64, f32>(-0.0).unwrap().is_sign_negative());
        assert_eq!(exact::<f64, f32>(1e30_f32.into()).unwrap(), 1e30_f32);
    }
}
