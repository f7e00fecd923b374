//! [`Value`] as an element of any stored type, and as a whole value.
#![allow(unsafe_code)]
use super::{Value, decode::decode, encode::encode};
use crate::{
    array::{AsArray, FromArray},
    dataspace::Extent,
    datatype::{Float, TypeDescriptor},
    element::{Arena, AttributeReference, H5Type, Mismatch, ObjectReference, Reader, RegionReference, Writer},
    error::Result,
    transfer::Source,
};

// SAFETY: every value is made from its element and put into it, none is taken as it lies
unsafe impl H5Type for Value {
    type Borrowed = Self;

    fn borrow(&self) -> &Self {
        self
    }

    /// A type that cannot be made: which one it is only a value can tell.
    fn descriptor() -> TypeDescriptor {
        TypeDescriptor::Other { class: -1, size: 0 }
    }

    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        let dtype = stored.clone();
        // SAFETY: libhdf5 has filled an element of the stored type, as it is
        Ok(Reader::each(stored.clone(), move |raw: *const u8| unsafe { decode(&dtype, raw) }))
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
        let dtype = stored.clone();
        Ok(Writer::each(stored.clone(), move |value: &Self, raw: &mut [u8], arena: &mut Arena| encode(&dtype, value, raw, arena)))
    }

    fn takes_arrays() -> bool {
        true
    }
}

/// A scalar is one element; what has a shape is [`Value::Array`], and an array type that stands alone is its axes.
impl FromArray for Value {
    fn from_source(source: &Source<'_>) -> Result<Self> {
        let dims = source.some_shape::<Self>()?;
        let mut values = source.elements()?;
        match (&*dims, values.len()) {
            ([], 1) => Ok(values.remove(0)),
            _ => Ok(Self::Array { dims, values }),
        }
    }
}

/// Of this machine's byte order, with strings and sequences of variable length. What does not tell its type (an empty sequence, the other
/// names of an enum) is written with `write_as` or `set_as`, which take the type.
impl AsArray for Value {
    type Elem = Self;

    fn extent(&self) -> Extent {
        if let Self::Array { dims, .. } = self { dims.clone().into() } else { ().into() }
    }

    fn as_slice(&self) -> Option<&[Self]> {
        None
    }

    fn for_each(&self, f: &mut dyn FnMut(&Self)) {
        if let Self::Array { values, .. } = self { values.iter().for_each(f) } else { f(self) }
    }

    fn stored_type(&self) -> Option<TypeDescriptor> {
        Some(if let Self::Array { values, .. } = self { natural_base(values) } else { natural_type(self) })
    }
}

fn natural_type(value: &Value) -> TypeDescriptor {
    match value {
        Value::Int(_) | Value::Enum { .. } => i64::descriptor(),
        Value::UInt(_) => u64::descriptor(),
        Value::Float(_) => f64::descriptor(),
        Value::Complex(..) => TypeDescriptor::Complex(Float::F64),
        Value::Bool(_) => bool::descriptor(),
        Value::Text(_) => String::descriptor(),
        Value::Bytes(bytes) => TypeDescriptor::Opaque { size: bytes.len(), tag: String::new() },
        Value::Compound(members) => TypeDescriptor::packed(members.iter().map(|(name, value)| (name.clone(), natural_type(value)))),
        Value::Array { dims, values } => TypeDescriptor::Array { dims: dims.clone(), base: Box::new(natural_base(values)) },
        Value::Sequence(values) => TypeDescriptor::VarLen(Box::new(natural_base(values))),
        Value::ObjectReference(_) => ObjectReference::descriptor(),
        Value::RegionReference(_) => RegionReference::descriptor(),
        Value::AttributeReference(_) => AttributeReference::descriptor(),
    }
}

fn natural_base(values: &[Value]) -> TypeDescriptor {
    values.first().map_or_else(Value::descriptor, natural_type)
}
