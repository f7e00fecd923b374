//! Datatypes: as values, and as the library has them.
mod bits;
mod describe;
mod descriptor;
mod flaw;
mod given;
mod lossy;
mod make;
mod memory;
mod number;
mod print;
mod text;

pub(crate) use bits::{float_bits, float_of, integer_of, put_bits};
pub(crate) use describe::describe;
pub use descriptor::{EnumMember, Member, ReferenceKind, TypeDescriptor};
pub(crate) use given::Given;
pub use given::StoredType;
pub(crate) use make::{TypeId, copy, make};
pub use number::{Bits, ByteOrder, Float, FloatParts, Integer, Scalar};
pub use text::{Charset, StringPadding, StringType};
