//! Elements: the Rust types that one element of a dataset or attribute can be.
#![allow(unsafe_code)]
mod decode;
mod encode;
mod fixed;
mod list;
mod number;
mod text;
mod truth;

use crate::datatype::{Scalar, TypeDescriptor};

pub use decode::{Bad, Check, Decode, Read, Reader};
pub use encode::{Arena, Encode, Write, Writer};

/// One element of a dataset or attribute: integers, floats, `bool`, `String`, `Vec<T>` (a sequence of variable length), `[T; N]`, and
/// structs and enums with `#[derive(H5Type)]`.
///
/// Reading and writing ask the type how it is to be had from the type that is stored: exactly, or not at all.
///
/// # Safety
/// [`reader`](H5Type::reader) and [`writer`](H5Type::writer) describe memory to libhdf5. With [`Read::Bits`] and [`Read::Checked`] the
/// described memory has the size and layout of `Self`, and what the check lets pass is a valid `Self`; with [`Write::Bits`] every byte
/// that the description covers is initialised in every `Self`.
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
pub unsafe trait Plain: H5Type + Copy + Send + Sync {}

#[cfg(test)]
mod tests {
    #[test]
    fn names_lose_their_modules() {
        assert_eq!(super::short_name::<Vec<Option<String>>>(), "Vec<Option<String>>");
        assert_eq!(super::short_name::<[f64; 3]>(), "[f64; 3]");
    }
}
