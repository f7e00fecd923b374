//! Datatypes: as values, and as the library has them.
mod descriptor;
mod library;

pub use descriptor::{
    Bits, ByteOrder, Charset, EnumMember, Float, Integer, Member, ReferenceKind, Scalar, StringPadding, StringType, TypeDescriptor,
};
pub(crate) use library::{TypeId, describe, make};
