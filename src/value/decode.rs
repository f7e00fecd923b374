//! From the bytes of an element, as its type describes them, to a value.
#![allow(unsafe_code)]
use super::Value;
use crate::{
    datatype::{EnumMember, ReferenceKind, StringType, TypeDescriptor, float_of, integer_of},
    element::{Bad, ObjectReference, Pointed, Region, RegionReference, Sequence, is_truth, pointed, unpadded, variable},
};

/// Makes a value of one element.
///
/// # Safety
/// `raw` points at an element of `dtype` that libhdf5 has filled; its pointers are valid.
///
/// # Errors
/// [`Bad`] for a reference into another file; whatever else there is has a value.
pub(super) unsafe fn decode(dtype: &TypeDescriptor, raw: *const u8) -> Result<Value, Bad> {
    // SAFETY: the caller's promise: an element has as many bytes as its type
    let bytes = unsafe { std::slice::from_raw_parts(raw, dtype.size()) };
    Ok(match dtype {
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
            Value::Sequence((0..len).map(|n| unsafe { decode(base, data.add(n * base.size())) }).collect::<Result<_, _>>()?)
        }
        TypeDescriptor::Array { dims, base } => {
            let len = dims.iter().product();
            // SAFETY: the elements of an array type lie one after the other
            let values = (0..len).map(|n| unsafe { decode(base, raw.add(n * base.size())) });
            Value::Array { dims: dims.clone(), values: values.collect::<Result<_, _>>()? }
        }
        TypeDescriptor::Compound { members, .. } => {
            // SAFETY: members lie within the element
            let values = members.iter().map(|m| Ok((m.name.clone(), unsafe { decode(&m.dtype, raw.add(m.offset)) }?)));
            Value::Compound(values.collect::<Result<_, Bad>>()?)
        }
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
        TypeDescriptor::Complex(part) => {
            let (re, im) = bytes.split_at(part.bits.size);
            match (float_of(re, part), float_of(im, part)) {
                (Some(re), Some(im)) => Value::Complex(re, im),
                _ => Value::Bytes(bytes.to_vec()),
            }
        }
        TypeDescriptor::Reference(ReferenceKind::Object) => {
            bytes.try_into().map_or_else(|_| Value::Bytes(bytes.to_vec()), |raw| Value::ObjectReference(ObjectReference(raw)))
        }
        TypeDescriptor::Reference(ReferenceKind::Region) => bytes
            .try_into()
            .map_or_else(|_| Value::Bytes(bytes.to_vec()), |raw| Value::RegionReference(RegionReference(Region::Stored(raw)))),
        // SAFETY: the caller's promise: a reference
        TypeDescriptor::Reference(ReferenceKind::Standard) => match unsafe { pointed(raw) }? {
            Pointed::Nothing => Value::ObjectReference(ObjectReference::default()),
            Pointed::Object(object) => Value::ObjectReference(object),
            Pointed::Region(region) => Value::RegionReference(region),
            Pointed::Attribute(attribute) => Value::AttributeReference(attribute),
        },
        _ => Value::Bytes(bytes.to_vec()),
    })
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
