//! Elements: the Rust types that one element of a dataset or attribute can be.
#![allow(unsafe_code)]
mod arena;
mod bytes;
#[cfg(feature = "num-complex")]
mod complex;
mod decode;
mod encode;
mod enumeration;
mod fixed;
#[cfg(feature = "half")]
mod half;
mod list;
mod number;
mod option;
mod record;
mod reference;
mod text;
mod truth;
mod tuple;
mod within;

use crate::datatype::{Scalar, TypeDescriptor};

pub use arena::Arena;
pub use bytes::{FixedStr, Opaque};
pub use decode::{Bad, Check, Decode, Read, Reader};
pub(crate) use encode::Write;
pub use encode::{Encode, Writer};
pub(crate) use list::Sequence;
pub use reference::{AttributeReference, ObjectReference, RegionReference};
pub(crate) use reference::{Pointed, Region, pointed, put_attribute, put_object, put_region};
pub(crate) use text::{unpadded, variable};
pub(crate) use truth::is_truth;

/// What `#[derive(H5Type)]` writes is built on.
pub mod derive {
    pub use super::enumeration::{Named, enum_descriptor, enum_reader, enum_writer};
    pub use super::record::{ReadFields, WriteFields, compound, transparent_reader, transparent_writer};
}

/// One element of a dataset or attribute: integers, floats, `bool`, `String`, `Vec<T>` (a sequence of variable length), `[T; N]`,
/// tuples, [`FixedStr`], [`Opaque`], `half::f16` and `bf16` (feature `half`), `num_complex::Complex` (feature `num-complex`), references, and
/// structs and enums with `#[derive(H5Type)]`.
///
/// Reading and writing ask the type how it is to be had from the type that is stored: exactly, or not at all.
///
/// # Structs
/// A struct of any layout is a compound. Members and fields are matched by name, in any order, and converted one by one; the file has
/// them without padding. A struct may name fewer fields than a compound has members: reading passes the others over, and writing leaves
/// those of a dataset as they are. A member that is missing is `Error::Type`, which names it, unless the field is an
/// `Option` (`None` then) or says `#[h5(default)]`. Fields of a tuple, or of a tuple struct, are "0", "1", and so on.
///
/// An `Option` is made in files as a sequence of at most one; it reads plain values, too.
///
/// # Enums
/// An enum without fields and with a `repr` of an integer is an HDF5 enum. Files may give its names other values: names decide. From a
/// plain integer it is read by value. A stored value that no variant has is `Error::InvalidValue`.
///
/// # Attributes of the derive
/// | attribute | of | says |
/// |---|---|---|
/// | `#[h5(rename = "name")]` | fields, variants | the name in files |
/// | `#[h5(default)]` | fields | `Default::default()` where a file lacks the member; for reading only |
/// | `#[h5(skip)]` | fields | is not stored, and `Default::default()` when read |
/// | `#[h5(plain)]` | structs | [`Plain`], too, for [views](crate::View): the compiler checks that there is no padding |
/// | `#[h5(crate = path)]` | types | where this crate is found, if not at `::h5mem` |
/// | `#[repr(transparent)]` | structs | is no compound, but what its only field is |
///
/// ```
/// use h5mem::{File, H5Type, Result};
///
/// #[derive(H5Type, Clone, Debug, PartialEq)]
/// struct Event {
///     #[h5(rename = "t")]
///     time: f64,
///     kind: Kind,
///     samples: Vec<u16>,
/// }
///
/// #[derive(H5Type, Clone, Copy, Debug, PartialEq)]
/// #[repr(u8)]
/// enum Kind {
///     Begin = 1,
///     End = 2,
/// }
///
/// # fn main() -> Result<()> {
/// let events = [Event { time: 0.5, kind: Kind::Begin, samples: vec![1, 2, 3] }];
/// let file = File::in_memory()?;
/// file.write("events", &events)?;
/// assert_eq!(file.dataset("events")?.read::<Vec<Event>>()?, events);
///
/// #[derive(H5Type, Clone)]
/// struct Time {
///     t: f64, // other members are passed over
/// }
/// assert_eq!(file.dataset("events")?.read::<Vec<Time>>()?[0].t, 0.5);
/// # Ok(()) }
/// ```
///
/// # Safety
/// [`reader`](H5Type::reader) and [`writer`](H5Type::writer) describe memory to libhdf5. With [`Read::Bits`] and [`Read::Checked`] the
/// described memory has the size and layout of `Self`, and what the check lets pass is a valid `Self`; with [`Writer::bits`] every byte
/// that the description covers is initialised in every `Self`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no element of an HDF5 file",
    note = "numbers, `bool`, `String`, `Vec<T>`, `Option<T>`, `[T; N]` and tuples are; a struct or enum becomes one with `#[derive(H5Type)]`"
)]
pub unsafe trait H5Type: Sized + Clone + 'static {
    /// What it is written from: `str` for `String`, `[T]` for `Vec<T>`, else the type itself.
    type Borrowed: ?Sized;

    /// The borrowed form.
    fn borrow(&self) -> &Self::Borrowed;

    /// The type that is made in a file for it.
    fn descriptor() -> TypeDescriptor;

    /// How elements of the `stored` type are read.
    ///
    /// # Errors
    /// [`Mismatch`] where the kinds have nothing to do with each other.
    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch>;

    /// How elements are written to the `stored` type.
    ///
    /// # Errors
    /// [`Mismatch`] where the kinds have nothing to do with each other.
    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self::Borrowed>, Mismatch>;

    /// Axes that nested arrays add behind those of a container, outermost first.
    #[doc(hidden)]
    fn inner_dims() -> Vec<usize> {
        Vec::new()
    }

    /// Whether one value is a whole element of an array type, whose axes are no axes of a container then.
    #[doc(hidden)]
    fn takes_arrays() -> bool {
        !Self::inner_dims().is_empty()
    }

    /// What it is where a compound has no such member, if that means anything.
    #[doc(hidden)]
    fn absent() -> Option<Self> {
        None
    }

    /// Whether it is that.
    #[doc(hidden)]
    fn is_absent(&self) -> bool {
        false
    }

    /// The plain number it is, if it is one: spares a look at the stored type when that is the same.
    #[doc(hidden)]
    const SCALAR: Option<Scalar> = None;
}

/// The stored type and the asked one have nothing to do with each other.
#[derive(Debug, Clone)]
pub struct Mismatch {
    /// What was asked for.
    pub expected: String,
    /// What is stored.
    pub found: String,
}

impl Mismatch {
    /// `T` was asked for, `stored` is there.
    pub fn new<T>(stored: &TypeDescriptor) -> Self {
        Self { expected: short_name::<T>(), found: stored.to_string() }
    }
}

/// A type's name without the modules it lives in.
pub(crate) fn short_name<T>() -> String {
    let mut short = String::new();
    for c in std::any::type_name::<T>().chars() {
        short.push(c);
        if short.ends_with("::") {
            let start = short[..short.len() - 2].rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
            short.truncate(start);
        }
    }
    short
}

/// Types whose every bit pattern is a value, with no byte of padding: what a [`View`](crate::View) may show.
///
/// # Safety
/// Any initialised memory of the type's size is a valid value of it, and [`H5Type::descriptor`] describes its very bytes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be viewed where it lies: not all of its bytes, or not all of their values, are values of it",
    note = "`read` gives its values; a `repr(C)` struct of such fields can be viewed with `#[h5(plain)]`"
)]
pub unsafe trait Plain: H5Type + Copy + Send + Sync {}

#[cfg(test)]
mod tests {
    #[test]
    fn names_lose_their_modules() {
        assert_eq!(super::short_name::<Vec<Option<String>>>(), "Vec<Option<String>>");
        assert_eq!(super::short_name::<[f64; 3]>(), "[f64; 3]");
    }
}
