//! From Rust values to the library's memory.
use std::fmt;

use super::Bad;
use crate::{
    datatype::TypeDescriptor,
    sys::{h5r::standard, hid_t},
};

/// How values become elements of one stored type; `B` is the borrowed form of the element type.
pub struct Writer<B: ?Sized> {
    /// The memory that libhdf5 is handed, per element.
    pub memory: TypeDescriptor,
    /// How values become that memory.
    pub how: Write<B>,
}

/// How values become memory for the library.
pub enum Write<B: ?Sized> {
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
    pub fn bits(memory: TypeDescriptor) -> Self {
        Self { memory, how: Write::Bits }
    }

    /// Values are put into memory of this type.
    pub fn each(memory: TypeDescriptor, encode: impl Encode<B> + 'static) -> Self {
        Self { memory, how: Write::Each(Box::new(encode)) }
    }
}

impl<B: ?Sized> Writer<B> {
    /// Puts one value into an element's bytes, which are zeroed.
    ///
    /// # Errors
    /// [`Bad`] for a value that the stored type does not have.
    pub fn one(&self, value: &B, raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
        match &self.how {
            Write::Each(encode) => encode.encode(value, raw, arena),
            Write::Bits => {
                assert!(raw.len() == size_of_val(value) && raw.len() == self.memory.size(), "memory of the value's own size");
                // SAFETY: `H5Type` promises that the value has the described layout, and that its described bytes are initialised
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

/// What encoded elements point at: text, sequences and references, kept in place until the write is over.
#[derive(Debug, Default)]
pub struct Arena {
    place: Place,
    references: Vec<standard::Owned>,
    // raw, so that giving out one room says nothing about the others
    blocks: Vec<*mut [u64]>,
    /// Words used of the last block.
    used: usize,
}

/// Where elements are written to: references are bound to their file.
#[derive(Clone, Copy, Debug, Default)]
enum Place {
    #[default]
    NoFile,
    /// They are only looked at.
    Nowhere,
    /// The file of this object.
    At(hid_t),
}

impl Arena {
    /// For elements of an object that is open.
    pub(crate) fn at(object: hid_t) -> Self {
        Self::placed(Place::At(object))
    }

    /// For elements that are not kept: whether they can be encoded.
    pub(crate) fn nowhere() -> Self {
        Self::placed(Place::Nowhere)
    }

    fn placed(place: Place) -> Self {
        let mut arena = Self::default();
        arena.place = place;
        arena
    }

    /// An object of the file that elements are written to, if they are.
    pub(super) fn place(&self) -> Result<Option<hid_t>, Bad> {
        match self.place {
            Place::NoFile => Err(Bad::Invalid("a reference that is in no file".to_owned())),
            Place::Nowhere => Ok(None),
            Place::At(object) => Ok(Some(object)),
        }
    }

    /// Keeps a reference, whose bytes the library is handed.
    pub(super) fn keep(&mut self, reference: standard::Owned) -> [u8; standard::SIZE] {
        let bytes = reference.bytes();
        self.references.push(reference);
        bytes
    }

    /// Room for `len` zeroed bytes, aligned to eight, that stay where they are.
    pub fn room(&mut self, len: usize) -> &mut [u8] {
        const FIRST: usize = 256 / 8;
        const LARGEST: usize = 64 * 1024 / 8;
        let words = len.div_ceil(8);
        if self.blocks.last().is_none_or(|block| block.len() - self.used < words) {
            let next = self.blocks.last().map_or(FIRST, |block| (2 * block.len()).min(LARGEST));
            self.blocks.push(Box::into_raw(vec![0u64; words.max(next)].into_boxed_slice()));
            self.used = 0;
        }
        let block = *self.blocks.last().expect("made above");
        let start = self.used;
        self.used += words;
        // SAFETY: the words from `start` on are in the block and given out only here; they live as long as the arena, which is borrowed
        unsafe { std::slice::from_raw_parts_mut(block.cast::<u64>().add(start).cast::<u8>(), len) }
    }

    /// Takes all rooms back, for the next elements.
    pub(crate) fn clear(&mut self) {
        if self.blocks.len() > 1 {
            *self = Self::placed(self.place);
        } else if let Some(block) = self.blocks.last() {
            // SAFETY: no room outlives the borrow it was given out in, except those of elements that are done with
            unsafe { (&mut **block)[..self.used].fill(0) };
            self.used = 0;
        }
    }

    /// A pointer that the library can follow, to `bytes` and a NUL.
    pub fn text(&mut self, bytes: &[u8]) -> usize {
        let room = self.room(bytes.len() + 1);
        room[..bytes.len()].copy_from_slice(bytes);
        room.as_ptr().expose_provenance()
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        for block in self.blocks.drain(..) {
            // SAFETY: each came from a box, and no room of it outlives the arena
            drop(unsafe { Box::from_raw(block) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Arena;

    #[test]
    fn rooms_stay_where_they_are() {
        let mut arena = Arena::default();
        let mut seen = Vec::new();
        for n in 0..2000usize {
            let room = arena.room(n);
            assert_eq!(room.as_ptr() as usize % 8, 0);
            room.fill(n as u8);
            seen.push((room.as_ptr(), n));
        }
        for (at, n) in seen {
            // SAFETY: the arena is alive and has not moved what it gave out
            assert!(unsafe { std::slice::from_raw_parts(at, n) }.iter().all(|&byte| byte == n as u8));
        }
    }
}
