//! `serde::Serialize`: arrays are nested sequences, compounds maps, enums their names, complex numbers pairs, references text as it is
//! printed.
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{DynArray, Value};
use crate::dataspace::product;

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::UInt(value) => serializer.serialize_u64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Complex(re, im) => (re, im).serialize(serializer),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Text(text) | Self::Enum { name: Some(text), .. } => serializer.serialize_str(text),
            Self::Enum { name: None, value } => value.serialize(serializer),
            Self::Bytes(bytes) => serializer.serialize_bytes(bytes),
            Self::Compound(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
                map.end()
            }
            Self::Array { dims, values } => Rows { dims, start: 0, get: &|index| values[index].clone() }.serialize(serializer),
            Self::Sequence(values) => serializer.collect_seq(values),
            Self::ObjectReference(_) | Self::RegionReference(_) | Self::AttributeReference(_) => serializer.collect_str(self),
        }
    }
}

/// A null dataspace is none.
impl Serialize for DynArray {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.shape() {
            Some(dims) => Rows { dims, start: 0, get: &|index| self.get(index).expect("an index within the shape") }.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }
}

/// The part of an array from one element on.
struct Rows<'a> {
    dims: &'a [usize],
    start: usize,
    get: &'a dyn Fn(usize) -> Value,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some((&len, dims)) = self.dims.split_first() else { return (self.get)(self.start).serialize(serializer) };
        let step = product(dims);
        serializer.collect_seq((0..len).map(|n| Rows { dims, start: self.start + n * step, get: self.get }))
    }
}
