//! Elements of as many bytes: fixed strings and opaque ones.
use std::{fmt, ops::Deref, str};

use super::{Bad, H5Type, Mismatch, Plain, Reader, Writer, unpadded};
use crate::datatype::{StringPadding, StringType, TypeDescriptor};

/// UTF-8 text of `N` bytes at most, which lies in the element itself: what NumPy calls `S10`, without an allocation for each.
///
/// Read from fixed strings of `N` bytes or fewer, whatever fills them up; made in files as UTF-8 filled with NULs. Strings of another
/// or a run-time length are read as `String`, and written with `write_as`.
///
/// ```
/// # use h5mem::{File, FixedStr, Result};
/// # fn main() -> Result<()> {
/// # let file = File::in_memory()?;
/// let names = ["abc", "grün"].map(|name| FixedStr::<8>::new(name).unwrap());
/// let dataset = file.write("names", &names)?;
/// assert_eq!(&*dataset.read::<Vec<FixedStr<8>>>()?[1], "grün");
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct FixedStr<const N: usize>([u8; N]);

impl<const N: usize> FixedStr<N> {
    /// The text, if it fits and does not end with a NUL.
    pub fn new(text: &str) -> Option<Self> {
        if text.ends_with('\0') {
            return None;
        }
        let mut bytes = [0; N];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self(bytes))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(unpadded(&self.0, StringPadding::NullPad)).expect("checked when it was made")
    }
}

impl<const N: usize> Default for FixedStr<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Deref for FixedStr<N> {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl<const N: usize> fmt::Debug for FixedStr<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<const N: usize> fmt::Display for FixedStr<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

/// What a fixed string of `N` bytes says, as it is kept here.
fn kept<const N: usize>(raw: &[u8], padding: StringPadding) -> Result<FixedStr<N>, Bad> {
    let bytes = unpadded(raw, padding);
    let text = str::from_utf8(bytes).map_err(|_| Bad::Invalid(format!("text that is not UTF-8: {:?}", String::from_utf8_lossy(bytes))))?;
    // a NUL that spaces follow is no part of what can be kept
    FixedStr::new(text.trim_end_matches('\0'))
        .ok_or_else(|| Bad::Overflow { value: format!("{text:?}"), target: format!("string of {N} bytes").into() })
}

// SAFETY: values are made from the elements, and bytes that are all initialised are put into them
unsafe impl<const N: usize> H5Type for FixedStr<N> {
    type Borrowed = Self;

    fn borrow(&self) -> &Self {
        self
    }

    fn descriptor() -> TypeDescriptor {
        TypeDescriptor::String(StringType::fixed(N))
    }

    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        let TypeDescriptor::String(StringType { size: Some(size), padding, .. }) = *stored else {
            return Err(Mismatch::new::<Self>(stored));
        };
        Ok(match padding {
            // as it lies: only the text is to be looked at
            StringPadding::NullPad if size == N => Reader::checked(stored.clone(), move |raw| kept::<N>(raw, padding).map(drop)),
            _ => Reader::each(stored.clone(), move |raw: *const u8| {
                // SAFETY: libhdf5 has filled the element, `size` bytes
                kept(unsafe { std::slice::from_raw_parts(raw, size) }, padding)
            }),
        })
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
        let TypeDescriptor::String(StringType { size: Some(_), .. }) = stored else { return Err(Mismatch::new::<Self>(stored)) };
        if *stored == Self::descriptor() {
            // SAFETY: all of its bytes are text
            return Ok(unsafe { Writer::bits(Self::descriptor()) });
        }
        let text = String::writer(stored)?;
        Ok(Writer::each(text.memory.clone(), move |value: &Self, raw: &mut [u8], arena: &mut super::Arena| text.one(value, raw, arena)))
    }
}

/// `N` bytes that HDF5 does not look into (`H5T_OPAQUE`): NumPy's `V10`. The tag is the file's: [`create_as`] gives one.
///
/// Elements that Rust has no type for are read and written as the bytes they have in the file, too: times, `long double`, integers of
/// more than eight bytes, and what only a newer libhdf5 knows.
///
/// [`create_as`]: crate::DatasetBuilder::create_as
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct Opaque<const N: usize>(pub [u8; N]);

fn same_size<const N: usize>(stored: &TypeDescriptor) -> Result<TypeDescriptor, Mismatch> {
    match stored {
        // conversion asks for the same tag
        TypeDescriptor::Opaque { .. } | TypeDescriptor::Time(_) | TypeDescriptor::Other { .. } if stored.size() == N => Ok(stored.clone()),
        TypeDescriptor::Integer(_) | TypeDescriptor::Float(_) if stored.size() == N && stored.scalar().is_none() => Ok(stored.clone()),
        _ => Err(Mismatch::new::<Opaque<N>>(stored)),
    }
}

// SAFETY: memory of the stored type is as many bytes, whose every pattern is a value
unsafe impl<const N: usize> H5Type for Opaque<N> {
    type Borrowed = Self;

    fn borrow(&self) -> &Self {
        self
    }

    fn descriptor() -> TypeDescriptor {
        TypeDescriptor::Opaque { size: N, tag: String::new() }
    }

    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        same_size::<N>(stored).map(Reader::bits)
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
        // SAFETY: all of its bytes are those of the array that it is
        same_size::<N>(stored).map(|memory| unsafe { Writer::bits(memory) })
    }
}

// SAFETY: as above
unsafe impl<const N: usize> Plain for Opaque<N> {}

crate::__scalar_value!(for [const N: usize] FixedStr<N>);
crate::__scalar_value!(for [const N: usize] Opaque<N>);
