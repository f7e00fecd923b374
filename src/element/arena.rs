//! What encoded elements point at, while the library takes it.
use std::{cell::Cell, mem, mem::MaybeUninit};

use super::Bad;
use crate::sys::{h5r::standard, hid_t};

/// What encoded elements point at: text, sequences and references, kept in place until the write is over.
#[derive(Debug)]
pub struct Arena {
    place: Place,
    references: Vec<standard::Owned>,
    blocks: Blocks,
    /// The block that room is taken of.
    current: usize,
    /// Words of it that are given out.
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
        let blocks = SPARE.try_with(Cell::take).unwrap_or_default(); // none at the thread's end
        Self { place, references: Vec::new(), blocks, current: 0, used: 0 }
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

    /// So many bytes, aligned to eight, that were not given out before.
    fn take(&mut self, len: usize) -> *mut u8 {
        let words = len.div_ceil(8);
        let block = loop {
            match self.blocks.0.get(self.current) {
                Some(&block) if block.len() - self.used >= words => break block,
                Some(_) => self.current += 1,
                None => self.blocks.add(words),
            }
            self.used = 0;
        };
        let start = self.used;
        self.used += words;
        // SAFETY: the block has that many words behind the used ones
        unsafe { block.cast::<u64>().add(start).cast::<u8>() }
    }

    /// Takes all rooms back, for the next elements.
    pub(crate) fn clear(&mut self) {
        self.blocks.trim();
        self.references.clear();
        (self.current, self.used) = (0, 0);
    }
}

/// For elements that are in no file.
impl Default for Arena {
    fn default() -> Self {
        Self::placed(Place::NoFile)
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        self.blocks.trim();
        let _ = SPARE.try_with(|spare| spare.set(mem::take(&mut self.blocks)));
    }
}

/// Words of an arena's first block, of the largest that are made for small rooms, and how many blocks serve again.
const FIRST: usize = 256 / 8;
const LARGEST: usize = 64 * 1024 / 8;
const KEPT: usize = 24;

/// Memory in pieces, raw, so that giving out one room says nothing about the others. Each came from a box.
#[derive(Debug, Default)]
struct Blocks(Vec<*mut [MaybeUninit<u64>]>);

thread_local! {
    /// The last arena's: memory that was touched before costs less than memory that is new.
    static SPARE: Cell<Blocks> = const { Cell::new(Blocks(Vec::new())) };
}

impl Blocks {
    /// Adds a block, of twice the last one's words, or as many as are needed.
    fn add(&mut self, needed: usize) {
        let last = self.0.last().map_or(FIRST / 2, |block| block.len());
        self.0.push(Box::into_raw(Box::new_uninit_slice((2 * last).min(LARGEST).max(needed))));
    }

    /// Gives back what is more than serves again.
    fn trim(&mut self) {
        let mut seen = 0;
        self.0.retain(|&block| {
            seen += 1;
            let kept = seen <= KEPT && block.len() <= LARGEST;
            if !kept {
                // SAFETY: it came from a box, and is forgotten here
                drop(unsafe { Box::from_raw(block) });
            }
            kept
        });
    }
}

impl Drop for Blocks {
    fn drop(&mut self) {
        for block in self.0.drain(..) {
            // SAFETY: each came from a box, and no room of it outlives the arena
            drop(unsafe { Box::from_raw(block) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_stay_where_they_are() {
        for _ in 0..2 {
            let mut arena = Arena::nowhere();
            let mut seen = Vec::new();
            for n in (0..2000usize).chain([1 << 20, 3]) {
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

    #[test]
    fn little_is_kept_for_the_next_time() {
        let mut arena = Arena::nowhere();
        let bytes = |blocks: &Blocks| blocks.0.iter().map(|block| 8 * block.len()).sum::<usize>();
        for n in 0..100 {
            arena.room(n << 16);
        }
        arena.clear();
        assert!(bytes(&arena.blocks) < 2 << 20, "{}", bytes(&arena.blocks));
        arena.room(1);
        assert!(arena.room(500).iter().all(|&byte| byte == 0));
        let kept = bytes(&arena.blocks);
        drop(arena);
        assert_eq!(bytes(&Arena::nowhere().blocks), kept);
    }
}
