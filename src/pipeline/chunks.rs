//! Reading chunks that lie in memory: decoded and scattered, on as many threads as it pays.
#![allow(unsafe_code)]
use std::mem::MaybeUninit;

use super::{Broken, Cell, Grid, Steps};

/// Where a chunk lies in the file; one that was never written has no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    pub address: usize,
    pub size: usize,
    /// Filters it did not go through, as bits.
    pub mask: u32,
}

/// What is to be read of a chunked dataset.
pub(crate) struct Plan<'a> {
    pub grid: Grid,
    pub steps: &'a Steps,
    /// Bytes of an element, in the file as in memory.
    pub element: usize,
    /// The order of the bytes is the other one, of numbers of this size.
    pub swap: Option<usize>,
    /// What elements are that were never written.
    pub fill: &'a [u8],
}

/// Bytes of a read below which threads cost more than they bring.
#[cfg(feature = "rayon")]
const WORTH_THREADS: usize = 256 * 1024;

/// Reads every cell into `out`, which has room for the plan's elements, and initialises all of it.
///
/// `stored` gives the bytes of a cell's chunk and its filter mask, `None` for a chunk that was never written.
pub(crate) fn read<'s>(
    plan: &Plan<'_>,
    out: &mut [MaybeUninit<u8>],
    stored: impl Fn(&Cell) -> Result<Option<(&'s [u8], u32)>, Broken> + Sync,
) -> Result<(), Broken> {
    assert_eq!(out.len(), plan.grid.len() * plan.element, "room for every element");
    let cells = plan.grid.cells();
    let out = Out { start: out.as_mut_ptr().cast(), len: out.len() };
    let one = |buffers: &mut [Vec<u8>; 2], cell: &Cell| {
        let chunk = match stored(cell)? {
            Some((bytes, mask)) => Some(plan.steps.decode(bytes, mask, plan.grid.chunk_len() * plan.element, buffers)?),
            None => None,
        };
        plan.scatter(cell, chunk, &out);
        Ok(())
    };
    #[cfg(feature = "rayon")]
    if out.len >= WORTH_THREADS && cells.len() > 1 {
        use rayon::prelude::*;
        return cells.par_iter().try_for_each_init(Default::default, one);
    }
    let mut buffers = Default::default();
    cells.iter().try_for_each(|cell| one(&mut buffers, cell))
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
    /// Puts the cell's elements where they belong in the selection.
    fn scatter(&self, cell: &Cell, chunk: Option<&[u8]>, out: &Out) {
        let size = self.element;
        self.grid.runs(cell, |from, to, run| match chunk {
            Some(chunk) => {
                let put = out.put(to * size, &chunk[from * size..(from + run) * size]);
                self.swap_bytes(put);
            }
            None => (to..to + run).for_each(|to| {
                out.put(to * size, self.fill);
            }),
        });
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
