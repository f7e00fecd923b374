//! From Rust values to the library's memory.
use std::{cell::RefCell, fmt, mem::MaybeUninit};

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
    blocks: Vec<*mut [MaybeUninit<u64>]>,
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
        let start = self.take(len);
        // SAFETY: that much was just taken, and is given out only here; it lives as long as the arena, which is borrowed
        unsafe {
            start.write_bytes(0, len);
            std::slice::from_raw_parts_mut(start, len)
        }
    }

    /// So many bytes, aligned to eight, that were not given out before.
    fn take(&mut self, len: usize) -> *mut u8 {
        let words = len.div_ceil(8);
        if self.blocks.last().is_none_or(|block| block.len() - self.used < words) {
            let last = self.blocks.last().map_or(FIRST / 2, |block| block.len());
            self.blocks.push(Box::into_raw(block((2 * last).min(LARGEST), words)));
            self.used = 0;
        }
        let block = *self.blocks.last().expect("made above");
        let start = self.used;
        self.used += words;
        // SAFETY: the block has that many words behind the used ones
        unsafe { block.cast::<u64>().add(start).cast::<u8>() }
    }

    /// Takes all rooms back, for the next elements.
    pub(crate) fn clear(&mut self) {
        if self.blocks.len() > 1 {
            *self = Self::placed(self.place);
        }
        self.used = 0;
    }

    /// A pointer that the library can follow, to `bytes` and a NUL.
    pub fn text(&mut self, bytes: &[u8]) -> usize {
        let start = self.take(bytes.len() + 1);
        // SAFETY: the room is for the bytes and one more, and nobody else's
        unsafe {
            start.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
            start.add(bytes.len()).write(0);
        }
        start.expose_provenance()
    }
}

/// Words of an arena's first block, of the largest that are made for small rooms, and how many of these a thread keeps for the next time:
/// memory that was touched before costs less than memory that is new.
const FIRST: usize = 256 / 8;
const LARGEST: usize = 64 * 1024 / 8;
const KEPT: usize = 16;

type Block = Box<[MaybeUninit<u64>]>;

thread_local! {
    static SPARE: RefCell<Vec<Block>> = const { RefCell::new(Vec::new()) };
}

/// A block of so many words, or of more where there is no room for `needed` in them.
fn block(words: usize, needed: usize) -> Block {
    let spare = || SPARE.try_with(|spare| spare.borrow_mut().pop()).ok().flatten(); // none at the thread's end
    match (words == LARGEST && needed <= LARGEST).then(spare).flatten() {
        Some(block) => block,
        None => Box::new_uninit_slice(words.max(needed)),
    }
}

/// Keeps a block for the next arena, if it is of the common size.
fn keep(block: Block) {
    if block.len() == LARGEST {
        let _ = SPARE.try_with(|spare| {
            let mut spare = spare.borrow_mut();
            if spare.len() < KEPT {
                spare.push(block);
            }
        });
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        for block in self.blocks.drain(..) {
            // SAFETY: each came from a box, and no room of it outlives the arena
            keep(unsafe { Box::from_raw(block) });
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
