//! Values whose type is known at run time only.
mod array;
mod cast;
mod decode;
mod element;
mod encode;
mod print;
#[cfg(feature = "serde")]
mod serialize;

use crate::element::{AttributeReference, ObjectReference, RegionReference};

pub use array::DynArray;

/// One element of any type, or a whole value of any: what [`DynArray`] holds.
///
/// It reads whatever a file has: numbers of any size and byte order, text in any encoding, types that Rust has no counterpart for.
/// What it cannot say exactly is [`Bytes`](Value::Bytes), as the file has them; so nothing is lost, and nothing is an error.
///
/// ```
/// # use h5mem::{File, Result, Value};
/// # fn main() -> Result<()> {
/// # let file = File::in_memory()?;
/// file.attrs().set("scale", &0.5f32)?;
/// assert_eq!(file.attrs().get::<Value>("scale")?, Value::Float(0.5));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A signed integer of up to 64 bits.
    Int(i64),
    /// An unsigned integer of up to 64 bits, or a bitfield of whole bytes.
    UInt(u64),
    /// A float that a double holds exactly.
    Float(f64),
    /// HDF5's own complex number, the real and the imaginary part. h5py's and PyTables' are compounds.
    Complex(f64, f64),
    /// h5py's enum of FALSE and TRUE.
    Bool(bool),
    /// Text, without what fills it up.
    Text(String),
    /// Bytes as they are stored: opaque ones, text that is not UTF-8 (without what fills it up), numbers wider than 64 bits, times.
    Bytes(Vec<u8>),
    /// A named integer.
    Enum {
        /// Its name; none for a value that the enum does not declare.
        name: Option<String>,
        /// The integer.
        value: i128,
    },
    /// Members in the order of the file.
    Compound(Vec<(String, Self)>),
    /// Elements of an array type, or of a whole array, in C order.
    Array {
        /// Lengths of the axes.
        dims: Vec<usize>,
        /// As many as the axes say.
        values: Vec<Self>,
    },
    /// A sequence of variable length.
    Sequence(Vec<Self>),
    /// A pointer at an object.
    ObjectReference(ObjectReference),
    /// A pointer at a region of a dataset.
    RegionReference(RegionReference),
    /// A pointer at an attribute.
    AttributeReference(AttributeReference),
}

impl Value {
    /// The integer, enums' and truth values included, if it is one.
    pub fn as_i128(&self) -> Option<i128> {
        match *self {
            Self::Int(value) => Some(value.into()),
            Self::UInt(value) => Some(value.into()),
            Self::Bool(value) => Some(value.into()),
            Self::Enum { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The number as a double, if it is one; integers beyond 2^53 are rounded.
    pub fn as_f64(&self) -> Option<f64> {
        if let Self::Float(value) = *self { Some(value) } else { self.as_i128().map(|value| value as f64) }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The member of this name, of a compound that has it.
    pub fn member(&self, name: &str) -> Option<&Self> {
        let Self::Compound(members) = self else { return None };
        members.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }
}
