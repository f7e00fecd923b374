//! From a value to the bytes of an element, as its type describes them.
use super::Value;
use crate::{
    datatype::{Bits, Float, ReferenceKind, StringPadding, StringType, TypeDescriptor, float_bits, put_bits},
    element::{Arena, Bad, put_attribute, put_object, put_region},
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
        (TypeDescriptor::Reference(ReferenceKind::Standard), Value::ObjectReference(reference)) => put_object(reference, raw, arena),
        (TypeDescriptor::Reference(ReferenceKind::Standard), Value::AttributeReference(reference)) => put_attribute(reference, raw, arena),
        (TypeDescriptor::Reference(kind @ (ReferenceKind::Standard | ReferenceKind::Region)), Value::RegionReference(reference)) => {
            put_region(*kind, reference, raw, arena)
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
        (TypeDescriptor::Complex(part), value) => {
            let (re, im) = match value {
                Value::Complex(re, im) => (*re, *im),
                _ => (value.as_f64().ok_or_else(|| unfit(value, dtype))?, 0.0),
            };
            let (first, second) = raw.split_at_mut(part.bits.size);
            put_float(re, value, part, first)?;
            put_float(im, &Value::Float(im), part, second)
        }
        (TypeDescriptor::Float(float), value) => match value.as_f64() {
            Some(number) => put_float(number, value, float, raw),
            None => Err(unfit(value, dtype)),
        },
        (TypeDescriptor::Reference(ReferenceKind::Object), Value::ObjectReference(reference)) => {
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
    for (value, raw) in values.iter().zip(elements.chunks_exact_mut(base.size().max(1))) {
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
    if !bits.is_simple() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datatype::ByteOrder;

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
