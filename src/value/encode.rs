//! From a value to the bytes of an element, as its type describes them.
use super::Value;
use crate::{
    datatype::{Bits, ByteOrder, Float, ReferenceKind, StringPadding, StringType, TypeDescriptor},
    element::{Arena, Bad},
};

/// Puts a value into an element, whose bytes are zeroed.
pub(super) fn encode(dtype: &TypeDescriptor, value: &Value, raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
    match (dtype, value) {
        // bytes go where as many are stored, whatever they mean there
        (TypeDescriptor::String(StringType { size, padding, .. }), Value::Bytes(bytes)) => string(*size, *padding, bytes, raw, arena),
        // files claim ASCII for UTF-8: what was read can be written
        (TypeDescriptor::String(StringType { size, padding, .. }), Value::Text(text)) => {
            string(*size, *padding, text.as_bytes(), raw, arena)
        }
        (TypeDescriptor::VarLen(base), Value::Sequence(values)) => sequence(base, values, raw, arena),
        (TypeDescriptor::Array { dims, base }, Value::Array { dims: given, values }) => {
            let len: usize = dims.iter().product();
            if dims != given || values.len() != len {
                return Err(Bad::Invalid(format!("an array of {given:?} with {} values, for one of {dims:?}", values.len())));
            }
            values.iter().zip(raw.chunks_exact_mut(base.size())).try_for_each(|(value, raw)| encode(base, value, raw, arena))
        }
        (TypeDescriptor::Compound { members, .. }, Value::Compound(values)) => {
            if let Some((name, _)) = values.iter().find(|(name, _)| !members.iter().any(|member| member.name == *name)) {
                return Err(Bad::Invalid(format!("member {name:?}, which the stored type has not got")));
            }
            members.iter().try_for_each(|member| {
                let value = values.iter().find(|(name, _)| *name == member.name).map(|(_, value)| value);
                let value = value.ok_or_else(|| Bad::Invalid(format!("a compound without member {:?}", member.name)))?;
                encode(&member.dtype, value, &mut raw[member.offset..][..member.dtype.size()], arena)
            })
        }
        (TypeDescriptor::VarLen(_) | TypeDescriptor::Reference(ReferenceKind::Standard), _) => Err(unfit(value, dtype)), // not as bytes
        (dtype, Value::Bytes(bytes)) if !dtype.has_pointers() && bytes.len() == raw.len() => {
            raw.copy_from_slice(bytes);
            Ok(())
        }
        (TypeDescriptor::Integer(integer), value) => whole(value, dtype).and_then(|n| put_integer(n, &integer.bits, integer.signed, raw)),
        (TypeDescriptor::Bitfield(bits), value) => whole(value, dtype).and_then(|n| put_integer(n, bits, false, raw)),
        (TypeDescriptor::Enum { members, base }, Value::Enum { name: Some(name), value }) => match members.iter().find(|m| m.name == *name)
        {
            Some(member) => put_integer(member.value, &base.bits, base.signed, raw),
            None => Err(Bad::Invalid(format!("{name:?} = {value} has no value in the stored enum"))),
        },
        (TypeDescriptor::Enum { base, .. }, value) => whole(value, dtype).and_then(|n| put_integer(n, &base.bits, base.signed, raw)),
        (TypeDescriptor::Float(float), value) => match value.as_f64() {
            Some(number) => put_float(number, value, float, raw),
            None => Err(unfit(value, dtype)),
        },
        (TypeDescriptor::Reference(ReferenceKind::Object), Value::ObjectReference(reference)) => {
            raw.copy_from_slice(&reference.0);
            Ok(())
        }
        (TypeDescriptor::Reference(ReferenceKind::Region), Value::RegionReference(reference)) => {
            raw.copy_from_slice(&reference.0);
            Ok(())
        }
        _ => Err(unfit(value, dtype)),
    }
}

fn unfit(value: &Value, dtype: &TypeDescriptor) -> Bad {
    Bad::Invalid(format!("{value} is no {dtype}"))
}

fn string(size: Option<usize>, padding: StringPadding, bytes: &[u8], raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
    let Some(size) = size else {
        if bytes.contains(&0) {
            return Err(Bad::Invalid("bytes with a NUL, at which strings of variable length end".to_owned()));
        }
        raw.copy_from_slice(&arena.text(bytes).to_ne_bytes());
        return Ok(());
    };
    if bytes.len() > size {
        return Err(Bad::Overflow { value: Value::Bytes(bytes.to_vec()).to_string(), target: "string of the stored bytes".into() });
    }
    let (head, tail) = raw.split_at_mut(bytes.len());
    head.copy_from_slice(bytes);
    tail.fill(if padding == StringPadding::SpacePad { b' ' } else { 0 });
    Ok(())
}

fn sequence(base: &TypeDescriptor, values: &[Value], raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
    let mut elements = vec![0; values.len() * base.size()];
    for (value, raw) in values.iter().zip(elements.chunks_exact_mut(base.size())) {
        encode(base, value, raw, arena)?;
    }
    let room = arena.room(elements.len());
    room.copy_from_slice(&elements);
    let (len, data) = raw.split_at_mut(size_of::<usize>());
    len.copy_from_slice(&values.len().to_ne_bytes());
    data.copy_from_slice(&room.as_ptr().expose_provenance().to_ne_bytes());
    Ok(())
}

/// The integer that a value is.
fn whole(value: &Value, dtype: &TypeDescriptor) -> Result<i128, Bad> {
    match value {
        Value::Float(float) if float.fract() == 0.0 && float.abs() < 2f64.powi(100) => Ok(*float as i128),
        Value::Float(float) => Err(Bad::Overflow { value: float.to_string(), target: dtype.to_string().into() }),
        _ => value.as_i128().ok_or_else(|| unfit(value, dtype)),
    }
}

fn put_integer(value: i128, bits: &Bits, signed: bool, raw: &mut [u8]) -> Result<(), Bad> {
    let unsupported = || Bad::Invalid(format!("an integer of {} bits, which takes bytes", bits.precision));
    if bits.precision > 64 || bits.precision == 0 {
        return Err(unsupported());
    }
    let (low, high) = if signed { (-(1 << (bits.precision - 1)), (1 << (bits.precision - 1)) - 1) } else { (0, (1 << bits.precision) - 1) };
    if !(low..=high).contains(&value) {
        let target = format!("{}{}", if signed { "i" } else { "u" }, bits.precision);
        return Err(Bad::Overflow { value: value.to_string(), target: target.into() });
    }
    let mask = u128::MAX >> (128 - bits.precision);
    put_bits((value as u128 & mask) << bits.offset, bits.order, raw).ok_or_else(unsupported)
}

/// Puts the bits of a number, in the stored order.
fn put_bits(bits: u128, order: ByteOrder, raw: &mut [u8]) -> Option<()> {
    raw.copy_from_slice(bits.to_le_bytes().get(..raw.len())?);
    match order {
        ByteOrder::Little => {}
        ByteOrder::Big => raw.reverse(),
        ByteOrder::Vax if raw.len() % 2 == 0 => {
            raw.reverse();
            raw.chunks_exact_mut(2).for_each(<[u8]>::reverse);
        }
        ByteOrder::None if raw.len() == 1 => {}
        _ => return None,
    }
    Some(())
}

/// Puts a number into a float of IEEE's kind, if that holds it exactly.
fn put_float(number: f64, value: &Value, float: &Float, raw: &mut [u8]) -> Result<(), Bad> {
    let mut exact = || {
        if value.as_i128().is_some_and(|whole| number as i128 != whole) {
            return None;
        }
        put_bits(float_bits(number, float)?, float.bits.order, raw)
    };
    exact().ok_or_else(|| Bad::Overflow { value: value.to_string(), target: TypeDescriptor::Float(*float).to_string().into() })
}

fn float_bits(number: f64, float: &Float) -> Option<u128> {
    let p = float.parts;
    if p.exponent_bits > 11 || p.mantissa_bits > 52 || p.exponent_bits == 0 || p.normalisation == 2 {
        return None;
    }
    let bits = number.to_bits();
    let (sign, exponent, fraction) = (bits >> 63, (bits >> 52 & 0x7FF) as i64, bits & ((1 << 52) - 1));
    let largest = (1u64 << p.exponent_bits) - 1;
    let dropped = 52 - p.mantissa_bits as u32;
    let (exponent, mantissa) = if exponent == 0x7FF {
        // a NaN stays one, whatever is left of its bits
        let mantissa = fraction >> dropped;
        (largest, if fraction != 0 && mantissa == 0 { 1 << (p.mantissa_bits - 1) } else { mantissa })
    } else if number == 0.0 {
        (0, 0)
    } else {
        // the number is `whole` times two to the power of `power`
        let (whole, power) = if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
        let (whole, power) = (whole >> whole.trailing_zeros(), power + i64::from(whole.trailing_zeros()));
        let bias = i64::try_from(p.bias).ok()?;
        let top = power + 63 - i64::from(whole.leading_zeros()); // the power of its highest bit
        let lowest = 1 - bias; // of a normal number
        let unit = top.max(lowest) - p.mantissa_bits as i64;
        let shift = u32::try_from(power - unit).ok()?; // else bits would be lost
        let mantissa = whole.checked_shl(shift)?;
        if top < lowest { (0, mantissa) } else { (u64::try_from(top + bias).ok()?, mantissa & !(1 << p.mantissa_bits)) }
    };
    if exponent > largest || (exponent == largest && number.is_finite()) {
        return None;
    }
    Some(u128::from(sign) << p.sign | u128::from(exponent) << p.exponent | u128::from(mantissa) << p.mantissa)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_exact_or_refused() {
        for value in [0.0, -0.0, 1.5, -2.5e300, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::INFINITY, f64::NEG_INFINITY, 1e-310] {
            assert_eq!(float_bits(value, &Float::F64), Some(value.to_bits().into()));
        }
        for value in [0.0f32, 1.5, -3.4e38, 1e-45, f32::MIN_POSITIVE, 1.1e-39, f32::INFINITY, -0.0, f32::MAX] {
            assert_eq!(float_bits(value.into(), &Float::F32), Some(value.to_bits().into()));
        }
        assert!(
            float_bits(0.1, &Float::F32).is_none() && float_bits(1e300, &Float::F32).is_none() && float_bits(1e-46, &Float::F32).is_none()
        );
        assert_eq!(float_bits(f64::NAN, &Float::F16).map(|bits| bits & 0x7C00), Some(0x7C00));
        assert_eq!(float_bits(65504.0, &Float::F16), Some(0x7BFF));
        assert_eq!(float_bits(65536.0, &Float::F16), None);
        assert_eq!(float_bits(2f64.powi(-24), &Float::F16), Some(1));
    }

    #[test]
    fn integers_are_in_range_or_refused() {
        let bits = Bits { size: 3, order: ByteOrder::Big, precision: 12, offset: 4, padding: (0, 0) };
        let put = |value, signed| {
            let mut raw = [0; 3];
            put_integer(value, &bits, signed, &mut raw).map(|()| raw)
        };
        assert_eq!(put(-2047, true).ok(), Some([0x00, 0x80, 0x10]));
        assert_eq!(put(4095, false).ok(), Some([0x00, 0xFF, 0xF0]));
        assert!(put(2048, true).is_err() && put(-1, false).is_err() && put(4096, false).is_err());
    }
}
