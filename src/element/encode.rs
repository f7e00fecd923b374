//! From Rust values to the library's memory.
use std::fmt;

use super::{Arena, Bad};
use crate::datatype::TypeDescriptor;

/// How values become elements of one stored type; `B` is the borrowed form of the element type.
pub struct Writer<B: ?Sized> {
    /// The memory that libhdf5 is handed, per element.
    pub(crate) memory: TypeDescriptor,
    /// How values become that memory.
    pub(crate) how: Write<B>,
}

/// How values become memory for the library.
pub(crate) enum Write<B: ?Sized> {
    /// They are it.
    Bits,
    /// Each is put there.
    Each(Box<dyn Encode<B>>),
}

/// Puts values into elements' bytes.
pub trait Encode<B: ?Sized>: Send + Sync {
    /// Puts `value` into `raw`, which has the bytes of one element and is zeroed; what it points at goes into the arena.
    ///
    /// # Errors
    /// [`Bad`] for a value that the stored type does not have.
    fn encode(&self, value: &B, raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad>;
}

impl<B: ?Sized, F: Fn(&B, &mut [u8], &mut Arena) -> Result<(), Bad> + Send + Sync> Encode<B> for F {
    fn encode(&self, value: &B, raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
        self(value, raw, arena)
    }
}

impl<B: ?Sized + 'static> Writer<B> {
    /// Values are memory of this type.
    ///
    /// # Safety
    /// Every value of `B` has the size and the layout of the described memory, and every byte that the description covers is initialised.
    pub unsafe fn bits(memory: TypeDescriptor) -> Self {
        Self { memory, how: Write::Bits }
    }

    /// Values are put into memory of this type.
    pub fn each(memory: TypeDescriptor, encode: impl Encode<B> + 'static) -> Self {
        Self { memory, how: Write::Each(Box::new(encode)) }
    }
}

impl<B: ?Sized> Writer<B> {
    /// The memory that libhdf5 is handed, per element.
    pub fn memory(&self) -> &TypeDescriptor {
        &self.memory
    }

    /// Puts one value into an element's bytes, which are zeroed.
    ///
    /// # Errors
    /// [`Bad`] for a value that the stored type does not have.
    pub fn one(&self, value: &B, raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
        match &self.how {
            Write::Each(encode) => encode.encode(value, raw, arena),
            Write::Bits => {
                assert!(raw.len() == size_of_val(value) && raw.len() == self.memory.size(), "memory of the value's own size");
                // SAFETY: the caller of `bits` has promised that the described bytes of every value are initialised
                unsafe { copy_described(&self.memory, (&raw const *value).cast::<u8>(), raw) };
                Ok(())
            }
        }
    }
}

/// Copies the bytes that the description covers, and not what lies between them.
///
/// # Safety
/// `from` points at an element of `memory`, whose described bytes are initialised.
unsafe fn copy_described(memory: &TypeDescriptor, from: *const u8, to: &mut [u8]) {
    if memory.is_solid() {
        // SAFETY: the caller's promise, for every byte
        return to.copy_from_slice(unsafe { std::slice::from_raw_parts(from, to.len()) });
    }
    match memory {
        TypeDescriptor::Compound { members, .. } => members.iter().for_each(|member| {
            // SAFETY: the member is part of the element
            unsafe { copy_described(&member.dtype, from.add(member.offset), &mut to[member.offset..][..member.dtype.size()]) };
        }),
        TypeDescriptor::Array { base, .. } => to.chunks_exact_mut(base.size()).enumerate().for_each(|(n, to)| {
            // SAFETY: the base is part of the element, as many times as it has room
            unsafe { copy_described(base, from.add(n * base.size()), to) };
        }),
        _ => unreachable!("only compounds have gaps"),
    }
}

impl<B: ?Sized> fmt::Debug for Writer<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Writer({})", self.memory)
    }
}

impl<B: ?Sized> fmt::Debug for Write<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Write")
    }
}
