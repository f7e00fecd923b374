//! Chunks and memory: decoded and scattered into it, gathered from it and encoded, on as many threads as it pays.
#![allow(unsafe_code)]
use std::mem::MaybeUninit;

use super::{Broken, Cell, Grid, Steps};

/// What is to be moved between chunks and memory.
pub(crate) struct Plan<'a> {
    pub grid: Grid,
    pub steps: &'a Steps,
    /// Bytes of an element, in the file as in memory.
    pub element: usize,
    /// The order of the bytes is the other one, of numbers of this size.
    pub swap: Option<usize>,
    /// What elements are that were never written, in memory's form.
    pub fill: &'a [u8],
}

/// Bytes of memory below which threads cost more than they bring.
#[cfg(feature = "rayon")]
const WORTH_THREADS: usize = 256 * 1024;

/// Reads these cells into `out`, which has room for all of the plan's elements, and initialises theirs.
///
/// `stored` gives the bytes of a cell's chunk and its filter mask, `None` for a chunk that was never written.
pub(crate) fn read<'s>(
    plan: &Plan<'_>,
    cells: &[Cell],
    out: &mut [MaybeUninit<u8>],
    stored: impl Fn(usize, &Cell) -> Result<Option<(&'s [u8], u32)>, Broken> + Sync,
) -> Result<(), Broken> {
    assert_eq!(out.len(), plan.grid.len() * plan.element, "room for every element");
    assert_eq!(plan.fill.len(), plan.element, "an element that was never written is filled whole");
    let out = Out { start: out.as_mut_ptr().cast(), len: out.len() };
    let one = |buffers: &mut [Vec<u8>; 2], (n, cell): (usize, &Cell)| {
        let chunk = match stored(n, cell)? {
            Some((bytes, mask)) => Some(plan.steps.decode(bytes, mask, plan.chunk_bytes(), buffers)?),
            None => None,
        };
        plan.scatter(cell, chunk, &out);
        Ok(())
    };
    #[cfg(feature = "rayon")]
    if cells.len() > 1 && cells.len() * plan.chunk_bytes() >= WORTH_THREADS {
        use rayon::prelude::*;
        return cells.par_iter().enumerate().try_for_each_init(Default::default, one);
    }
    let mut buffers = Default::default();
    cells.iter().enumerate().try_for_each(|cell| one(&mut buffers, cell))
}

/// The chunks of these cells as they are to lie in the file: elements of `data`, which has all of the plan's, and the fill value around
/// them.
pub(crate) fn write(plan: &Plan<'_>, cells: &[Cell], data: &[u8]) -> Result<Vec<Vec<u8>>, Broken> {
    assert_eq!(data.len(), plan.grid.len() * plan.element, "every element");
    let one = |cell: &Cell| plan.steps.encode(plan.gather(cell, data));
    #[cfg(feature = "rayon")]
    if cells.len() > 1 && cells.len() * plan.chunk_bytes() >= WORTH_THREADS {
        use rayon::prelude::*;
        return cells.par_iter().map(one).collect();
    }
    cells.iter().map(one).collect()
}

/// Memory that cells are written to, each to elements of its own.
struct Out {
    start: *mut u8,
    len: usize,
}

// SAFETY: cells of a grid have no element of the selection in common, so threads write to different bytes
unsafe impl Sync for Out {}

impl Out {
    /// Copies bytes to their place.
    #[allow(clippy::mut_from_ref, reason = "each place is given out once, by the one cell that has it")]
    fn put(&self, at: usize, bytes: &[u8]) -> &mut [u8] {
        assert!(at.checked_add(bytes.len()).is_some_and(|end| end <= self.len), "a run within the selection");
        // SAFETY: within the memory, as was just checked, and no other cell's, as the grid gives each element to one cell
        unsafe {
            let place = self.start.add(at);
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), place, bytes.len());
            std::slice::from_raw_parts_mut(place, bytes.len())
        }
    }
}

impl Plan<'_> {
    fn chunk_bytes(&self) -> usize {
        self.grid.chunk_len() * self.element
    }

    /// Puts the cell's elements where they belong in the selection.
    fn scatter(&self, cell: &Cell, chunk: Option<&[u8]>, out: &Out) {
        let size = self.element;
        self.grid.runs(cell, |from, to, run| match chunk {
            Some(chunk) => self.swap_bytes(out.put(to * size, &chunk[from * size..(from + run) * size])),
            None => (to..to + run).for_each(|to| {
                out.put(to * size, self.fill);
            }),
        });
    }

    /// The cell's chunk with its elements of the selection.
    fn gather(&self, cell: &Cell, data: &[u8]) -> Vec<u8> {
        let size = self.element;
        let mut chunk = Vec::with_capacity(self.chunk_bytes());
        if self.grid.is_whole(cell) {
            chunk.resize(self.chunk_bytes(), 0);
        } else {
            (0..self.grid.chunk_len()).for_each(|_| chunk.extend_from_slice(self.fill));
        }
        self.grid.runs(cell, |at, from, run| {
            chunk[at * size..(at + run) * size].copy_from_slice(&data[from * size..(from + run) * size]);
        });
        self.swap_bytes(&mut chunk);
        chunk
    }

    fn swap_bytes(&self, elements: &mut [u8]) {
        fn swap<const N: usize>(elements: &mut [u8]) {
            elements.chunks_exact_mut(N).for_each(<[u8]>::reverse);
        }
        match self.swap {
            Some(2) => swap::<2>(elements),
            Some(4) => swap::<4>(elements),
            Some(8) => swap::<8>(elements),
            _ => {}
        }
    }
}
