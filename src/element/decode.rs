//! From the library's memory to Rust values.
use std::{borrow::Cow, fmt};

use super::H5Type;
use crate::datatype::TypeDescriptor;

/// How elements of one stored type become `T`.
pub struct Reader<T> {
    /// The memory that libhdf5 is asked to fill, per element.
    pub memory: TypeDescriptor,
    /// How that memory becomes `T`.
    pub how: Read<T>,
}

/// How filled memory becomes values.
pub enum Read<T> {
    /// It is the values: every bit pattern is valid.
    Bits,
    /// It is the values, once this has passed each element's bytes.
    Checked(Check),
    /// Each value is made from its element's bytes.
    Each(Box<dyn Decode<T>>),
}

/// Looks at the bytes of elements that lie one after the other; of the first that is no value it says which it is.
pub type Check = Box<dyn Fn(&[u8]) -> Result<(), (usize, Bad)> + Send + Sync>;

/// Makes values from elements' bytes.
pub trait Decode<T>: Send + Sync {
    /// Makes one value.
    ///
    /// # Safety
    /// `raw` points at an element that libhdf5 has filled as the reader's `memory` describes; its pointers are valid.
    ///
    /// # Errors
    /// [`Bad`] for a value that `T` does not have.
    unsafe fn decode(&self, raw: *const u8) -> Result<T, Bad>;
}

/// A closure decodes, too; what it may be called with is the promise of [`Decode::decode`].
impl<T, F: Fn(*const u8) -> Result<T, Bad> + Send + Sync> Decode<T> for F {
    unsafe fn decode(&self, raw: *const u8) -> Result<T, Bad> {
        self(raw)
    }
}

/// A stored value that the asked type does not have.
#[derive(Debug, Clone)]
pub enum Bad {
    /// A number that does not fit exactly.
    Overflow {
        /// The number.
        value: String,
        /// The type it does not fit.
        target: Cow<'static, str>,
    },
    /// Anything else: text that is no UTF-8, an enum value without a name.
    Invalid(String),
}

impl<T: H5Type> Reader<T> {
    /// Memory of this type is `T`, whatever its bits.
    pub fn bits(memory: TypeDescriptor) -> Self {
        Self { memory, how: Read::Bits }
    }

    /// Memory of this type is `T` if `check` finds nothing in the bytes of an element.
    pub fn checked(memory: TypeDescriptor, check: impl Fn(&[u8]) -> Result<(), Bad> + Send + Sync + 'static) -> Self {
        let size = memory.size().max(1);
        Self::checked_together(memory, move |raw| {
            raw.chunks_exact(size).enumerate().try_for_each(|(n, raw)| check(raw).map_err(|bad| (n, bad)))
        })
    }

    /// The same, where many elements are looked at in less time than each of them.
    pub(super) fn checked_together(
        memory: TypeDescriptor,
        check: impl Fn(&[u8]) -> Result<(), (usize, Bad)> + Send + Sync + 'static,
    ) -> Self {
        Self { memory, how: Read::Checked(Box::new(check)) }
    }

    /// Memory of this type is made into `T`.
    pub fn each(memory: TypeDescriptor, decode: impl Decode<T> + 'static) -> Self {
        Self { memory, how: Read::Each(Box::new(decode)) }
    }

    /// Whether filled memory is the values themselves, checked or not.
    pub fn in_place(&self) -> bool {
        !matches!(self.how, Read::Each(_))
    }

    /// Makes one value of an element's bytes, wherever they lie.
    ///
    /// # Safety
    /// As [`Decode::decode`]; `raw` need not be aligned.
    ///
    /// # Errors
    /// [`Bad`] for a value that `T` does not have.
    pub unsafe fn one(&self, raw: *const u8) -> Result<T, Bad> {
        match &self.how {
            Read::Each(decode) => {
                // SAFETY: the caller's promise
                return unsafe { decode.decode(raw) };
            }
            Read::Bits => {}
            // SAFETY: the library has filled as many bytes as the memory type has
            Read::Checked(check) => check(unsafe { std::slice::from_raw_parts(raw, self.memory.size()) }).map_err(|(_, bad)| bad)?,
        }
        // SAFETY: memory of the described layout is a valid `T`, as `H5Type` promises and the check has seen
        Ok(unsafe { raw.cast::<T>().read_unaligned() })
    }
}

impl<T> fmt::Debug for Reader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.how {
            Read::Bits => "as it is",
            Read::Checked(_) => "checked",
            Read::Each(_) => "decoded",
        };
        write!(f, "Reader({}, {how})", self.memory)
    }
}

impl<T> fmt::Debug for Read<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Read")
    }
}
