//! From the bytes of an element, as its type describes them, to a value.
#![allow(unsafe_code)]
use super::Value;
use crate::{
    datatype::{Bits, ByteOrder, EnumMember, Float, ReferenceKind, StringType, TypeDescriptor},
    element::{ObjectReference, RegionReference, Sequence, is_truth, unpadded, variable},
};

/// Makes a value of one element.
///
/// # Safety
/// `raw` points at an element of `dtype` that libhdf5 has filled; its pointers are valid.
pub(super) unsafe fn decode(dtype: &TypeDescriptor, raw: *const u8) -> Value {
    // SAFETY: the caller's promise: an element has as many bytes as its type
    let bytes = unsafe { std::slice::from_raw_parts(raw, dtype.size()) };
    match dtype {
        TypeDescriptor::String(StringType { size: None, .. }) => {
            // SAFETY: the caller's promise
            text(unsafe { variable(raw) })
        }
        TypeDescriptor::String(StringType { size: Some(_), padding, .. }) => text(unpadded(bytes, *padding)),
        TypeDescriptor::VarLen(base) => {
            // SAFETY: the caller's promise: a sequence, whose data are `len` elements of its base
            let Sequence { len, data } = unsafe { raw.cast::<Sequence>().read_unaligned() };
            let len = if data.is_null() { 0 } else { len };
            // SAFETY: as above
            Value::Sequence((0..len).map(|n| unsafe { decode(base, data.add(n * base.size())) }).collect())
        }
        TypeDescriptor::Array { dims, base } => {
            let len = dims.iter().product();
            // SAFETY: the elements of an array type lie one after the other
            Value::Array { dims: dims.clone(), values: (0..len).map(|n| unsafe { decode(base, raw.add(n * base.size())) }).collect() }
        }
        TypeDescriptor::Compound { members, .. } => Value::Compound(
            // SAFETY: members lie within the element
            members.iter().map(|m| (m.name.clone(), unsafe { decode(&m.dtype, raw.add(m.offset)) })).collect(),
        ),
        TypeDescriptor::Integer(integer) => match integer_of(bytes, &integer.bits, integer.signed) {
            Some(value) if integer.signed => Value::Int(value as i64), // of 64 bits at most
            Some(value) => Value::UInt(value as u64),
            None => Value::Bytes(bytes.to_vec()),
        },
        TypeDescriptor::Enum { base, members } => match integer_of(bytes, &base.bits, base.signed) {
            Some(value) => named(value, members),
            None => Value::Bytes(bytes.to_vec()),
        },
        TypeDescriptor::Bitfield(bits) if bits.precision == 8 * bits.size => match integer_of(bytes, bits, false) {
            Some(value) => Value::UInt(value as u64),
            None => Value::Bytes(bytes.to_vec()),
        },
        TypeDescriptor::Float(float) => float_of(bytes, float).map_or_else(|| Value::Bytes(bytes.to_vec()), Value::Float),
        TypeDescriptor::Reference(ReferenceKind::Object) => {
            bytes.try_into().map_or_else(|_| Value::Bytes(bytes.to_vec()), |raw| Value::ObjectReference(ObjectReference(raw)))
        }
        TypeDescriptor::Reference(ReferenceKind::Region) => {
            bytes.try_into().map_or_else(|_| Value::Bytes(bytes.to_vec()), |raw| Value::RegionReference(RegionReference(raw)))
        }
        _ => Value::Bytes(bytes.to_vec()),
    }
}

fn text(bytes: &[u8]) -> Value {
    match std::str::from_utf8(bytes) {
        Ok(text) => Value::Text(text.to_owned()),
        Err(_) => Value::Bytes(bytes.to_vec()),
    }
}

fn named(value: i128, members: &[EnumMember]) -> Value {
    if is_truth(members) && (0..=1).contains(&value) {
        return Value::Bool(value == 1);
    }
    Value::Enum { name: members.iter().find(|member| member.value == value).map(|member| member.name.clone()), value }
}

/// The bits of a number, the least significant first; none where they do not fit or have no order.
fn bits_of(bytes: &[u8], order: ByteOrder) -> Option<u128> {
    let mut wide = [0; 16];
    let room = wide.get_mut(..bytes.len())?;
    room.copy_from_slice(bytes);
    match order {
        ByteOrder::Little => {}
        ByteOrder::Big => room.reverse(),
        // pairs of bytes in little endian, the most significant pair first
        ByteOrder::Vax if bytes.len() % 2 == 0 => {
            room.reverse();
            room.chunks_exact_mut(2).for_each(<[u8]>::reverse);
        }
        ByteOrder::None if bytes.len() == 1 => {}
        _ => return None,
    }
    Some(u128::from_le_bytes(wide))
}

fn part(bits: u128, offset: usize, len: usize) -> u128 {
    if len == 0 { 0 } else { (bits >> offset) & (u128::MAX >> (128 - len)) }
}

/// The value of an integer of 64 significant bits at most.
pub(super) fn integer_of(bytes: &[u8], bits: &Bits, signed: bool) -> Option<i128> {
    if bits.precision > 64 || bits.precision == 0 {
        return None;
    }
    let value = part(bits_of(bytes, bits.order)?, bits.offset, bits.precision) as i128;
    let negative = signed && value >> (bits.precision - 1) & 1 == 1;
    Some(if negative { value - (1 << bits.precision) } else { value })
}

/// The value of a float that a double holds exactly; any NaN is one that keeps as much of its bits as fit.
fn float_of(bytes: &[u8], float: &Float) -> Option<f64> {
    let p = float.parts;
    let raw = bits_of(bytes, float.bits.order)?;
    if p.exponent_bits > 11 || p.mantissa_bits > 52 || p.exponent_bits == 0 || p.normalisation == 2 {
        return None; // wider than a double, or without an implied leading bit
    }
    let (negative, exponent, mantissa) =
        (part(raw, p.sign, 1) == 1, part(raw, p.exponent, p.exponent_bits) as i64, part(raw, p.mantissa, p.mantissa_bits) as u64);
    let largest = (1i64 << p.exponent_bits) - 1;
    let sign = u64::from(negative) << 63;
    let wide = mantissa << (52 - p.mantissa_bits);
    if exponent == largest {
        return Some(f64::from_bits(sign | 0x7FF << 52 | wide)); // infinite, or no number
    }
    let bias = i64::try_from(p.bias).ok()?;
    // mantissa times two to the power of this
    let (whole, power) = match exponent {
        0 => (mantissa, 1 - bias - p.mantissa_bits as i64),
        _ => (mantissa | 1 << p.mantissa_bits, exponent - bias - p.mantissa_bits as i64),
    };
    let value = scaled(whole, power)?;
    Some(f64::from_bits(sign | value.to_bits()))
}

/// `whole` times two to the `power`, if a double is exactly that.
fn scaled(whole: u64, power: i64) -> Option<f64> {
    if whole == 0 {
        return Some(0.0);
    }
    let (whole, power) = (whole >> whole.trailing_zeros(), power + i64::from(whole.trailing_zeros()));
    let bits = i64::from(64 - whole.leading_zeros());
    if bits > 53 || power + bits > 1024 || power < -1074 {
        return None;
    }
    // in two steps, each exact: two to the power alone may be below the normal numbers
    let half = power / 2;
    let two_to = |power: i64| f64::from_bits(((power + 1023) as u64) << 52);
    Some(whole as f64 * two_to(half) * two_to(power - half))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_and_singles_are_themselves() {
        for value in [0.0, -0.0, 1.5, -2.5e300, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::INFINITY, f64::NEG_INFINITY, 1e-310] {
            assert_eq!(float_of(&value.to_ne_bytes(), &Float::F64).map(f64::to_bits), Some(value.to_bits()));
        }
        for value in [0.0f32, 1.5, -3.4e38, 1e-45, f32::MIN_POSITIVE, f32::INFINITY, -0.0] {
            assert_eq!(float_of(&value.to_ne_bytes(), &Float::F32), Some(value.into()));
        }
        assert!(float_of(&f64::NAN.to_ne_bytes(), &Float::F64).is_some_and(f64::is_nan));
        let mut swapped = Float::F64;
        swapped.bits.order = if cfg!(target_endian = "big") { ByteOrder::Little } else { ByteOrder::Big };
        let mut bytes = 0.1f64.to_ne_bytes();
        bytes.reverse();
        assert_eq!(float_of(&bytes, &swapped), Some(0.1));
        let half = [0x3C00u16, 0x0001, 0xFBFF, 0x7C00].map(|half| float_of(&half.to_ne_bytes(), &Float::F16));
        assert_eq!(half, [Some(1.0), Some(2f64.powi(-24)), Some(-65504.0), Some(f64::INFINITY)]);
    }

    #[test]
    fn integers_of_odd_bits_are_themselves() {
        let bits = Bits { size: 3, order: ByteOrder::Big, precision: 12, offset: 4, padding: (0, 0) };
        assert_eq!(integer_of(&[0x00, 0x80, 0x10], &bits, true), Some(-2047));
        assert_eq!(integer_of(&[0xFF, 0x80, 0x1F], &bits, false), Some(0x801));
        assert_eq!(integer_of(&i64::MIN.to_ne_bytes(), &Bits::native(8), true), Some(i64::MIN.into()));
        assert_eq!(integer_of(&u64::MAX.to_ne_bytes(), &Bits::native(8), false), Some(u64::MAX.into()));
        assert_eq!(integer_of(&[0; 16], &Bits::native(16), false), None);
    }
}
