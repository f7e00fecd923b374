//! Chunks and memory: decoded and scattered into it, gathered from it and encoded, on as many threads as it pays.
#![allow(unsafe_code)]
use std::{borrow::Cow, cell::Cell as Slot, mem::MaybeUninit, ops::Range};

use super::{Broken, Cell, Grid, Steps};
use crate::{
    dataspace::{Region, runs},
    room::{self, Room},
};

/// What is to be moved between chunks and memory.
pub(crate) struct Plan<'a> {
    pub grid: Grid,
    pub steps: &'a Steps,
    /// Bytes of an element, in the file as in memory.
    pub element: usize,
    /// The order of the bytes is the other one, of numbers of this size.
    pub swap: Option<usize>,
    /// What elements are that were never written, in memory's form.
    pub fill: Cow<'a, [u8]>,
    /// Other threads may help: nobody may wait for them who holds a lock that they may be waiting for.
    #[cfg_attr(not(feature = "rayon"), allow(dead_code, reason = "there are none"))]
    pub threads: bool,
}

/// Bytes of memory below which threads cost more than they bring.
#[cfg(feature = "rayon")]
const WORTH_THREADS: usize = 256 * 1024;

thread_local! {
    /// What chunks are decoded and encoded in.
    static BUFFERS: Slot<[Vec<u8>; 2]> = const { Slot::new([Vec::new(), Vec::new()]) };
}

/// Bytes of a buffer above which it goes when it has served.
const KEPT: usize = 4 << 20;

/// Lends the thread's buffers.
fn with_buffers<T>(run: impl FnOnce(&mut [Vec<u8>; 2]) -> T) -> T {
    let mut buffers = BUFFERS.take();
    let done = run(&mut buffers);
    if buffers.iter().all(|buffer| buffer.capacity() <= KEPT) {
        BUFFERS.set(buffers);
    }
    done
}

/// Reads these cells into `out`, which has room for all of the plan's elements, and initialises theirs.
///
/// `find` puts each cell's chunk.
pub(crate) fn read(
    plan: &Plan<'_>,
    cells: &[Cell],
    out: &mut [MaybeUninit<u8>],
    find: impl Fn(usize, &Cell, &mut Put<'_, '_>) -> Result<(), Broken> + Sync,
) -> Result<(), Broken> {
    assert_eq!(out.len(), plan.grid.len() * plan.element, "room for every element");
    assert_eq!(plan.fill.len(), plan.element, "an element that was never written is filled whole");
    let out = Out { start: out.as_mut_ptr().cast(), len: out.len() };
    let one = |(n, cell): (usize, &Cell)| {
        let mut put = Put { plan, cell, out: &out, done: false };
        find(n, cell, &mut put)?;
        assert!(put.done, "every cell has its elements");
        Ok(())
    };
    #[cfg(feature = "rayon")]
    if plan.on_threads(cells) {
        use rayon::prelude::*;
        return cells.par_iter().enumerate().try_for_each(one);
    }
    cells.iter().enumerate().try_for_each(one)
}

/// The chunks of these cells as they are to lie in the file: elements of `data`, which has all of the plan's, and the fill value around
/// them.
pub(crate) fn write(plan: &Plan<'_>, cells: &[Cell], data: &[u8]) -> Result<Vec<Vec<u8>>, Broken> {
    assert_eq!(data.len(), plan.grid.len() * plan.element, "every element");
    let one = |cell: &Cell| {
        with_buffers(|buffers| {
            plan.gather(cell, data, &mut buffers[0])?;
            plan.steps.encode(buffers).map(<[u8]>::to_vec)
        })
    };
    #[cfg(feature = "rayon")]
    if plan.on_threads(cells) {
        use rayon::prelude::*;
        return cells.par_iter().map(one).collect();
    }
    cells.iter().map(one).collect()
}

/// Copies a region of a chunk of this shape, decoded as it is, to room for just that; `false` where it is another chunk's. `swap` reverses
/// the bytes of numbers of that size.
pub(crate) fn copy(
    chunk: &[u8],
    shape: &[usize],
    region: &[Region],
    element: usize,
    swap: Option<usize>,
    out: &mut [MaybeUninit<u8>],
) -> bool {
    if chunk.len() != shape.iter().product::<usize>() * element {
        return false;
    }
    let mut done = 0;
    runs(shape, region, 0, element, &mut |at, len| {
        room::copy(&mut out[done..done + len], &chunk[at..at + len]);
        done += len;
        true
    });
    assert_eq!(done, out.len(), "room for the region");
    // SAFETY: all of it was just filled
    swap_bytes(unsafe { room::filled(out) }, swap);
    true
}

/// Memory that cells are written to, each to elements of its own.
struct Out {
    start: *mut u8,
    len: usize,
}

// SAFETY: cells of a grid have no element of the selection in common, so threads write to different bytes
unsafe impl Sync for Out {}

/// Where a cell's elements are put.
pub(crate) struct Put<'a, 'p> {
    plan: &'a Plan<'p>,
    cell: &'a Cell,
    out: &'a Out,
    done: bool,
}

impl Put<'_, '_> {
    /// Those of its chunk, decoded, or of one that was never written.
    pub(crate) fn chunk(&mut self, chunk: Option<&[u8]>) {
        self.plan.scatter(self.cell, chunk, self.out);
        self.done = true;
    }

    /// Has all of the chunk put where it belongs as it is, if that is one piece; what `fill` gives is whether it did.
    pub(crate) fn in_place(&mut self, fill: impl FnOnce(&mut Room) -> bool) -> Option<bool> {
        let place = self.plan.place(self.cell)?;
        self.done = fill(self.out.room(place));
        Some(self.done)
    }
}

impl Out {
    /// Room for bytes in their place.
    #[allow(clippy::mut_from_ref, reason = "each place is given out once, by the one cell that has it")]
    fn room(&self, place: Range<usize>) -> &mut Room {
        assert!(place.start <= place.end && place.end <= self.len, "a run within the selection");
        // SAFETY: within the memory, as was just checked, and no other cell's, as the grid gives each element to one cell
        unsafe { std::slice::from_raw_parts_mut(self.start.add(place.start).cast(), place.len()) }
    }

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
    pub(crate) fn chunk_bytes(&self) -> usize {
        self.grid.chunk_len() * self.element
    }

    /// Where the cell's chunk lies in memory, if all of it is there as it is, in one piece.
    pub(crate) fn place(&self, cell: &Cell) -> Option<Range<usize>> {
        let (mut place, mut runs) = (0..0, 0);
        self.grid.runs(cell, |_, to, run| (place, runs) = (to * self.element..(to + run) * self.element, runs + 1));
        (runs == 1 && self.is_whole(cell) && self.swap.is_none()).then_some(place)
    }

    /// Whether all of the cell's chunk is meant.
    pub(crate) fn is_whole(&self, cell: &Cell) -> bool {
        self.grid.is_whole(cell)
    }

    #[cfg(feature = "rayon")]
    fn on_threads(&self, cells: &[Cell]) -> bool {
        self.threads && cells.len() > 1 && cells.len() * self.chunk_bytes() >= WORTH_THREADS && rayon::current_num_threads() > 1
    }

    /// Decodes a chunk as it is in the file.
    pub(crate) fn decode<R>(&self, stored: &[u8], mask: u32, then: impl FnOnce(&[u8]) -> R) -> Result<R, Broken> {
        with_buffers(|buffers| self.steps.decode(stored, mask, self.chunk_bytes(), buffers).map(then))
    }

    /// Puts the cell's elements where they belong in the selection.
    fn scatter(&self, cell: &Cell, chunk: Option<&[u8]>, out: &Out) {
        let size = self.element;
        self.grid.runs(cell, |from, to, run| match chunk {
            Some(chunk) => swap_bytes(out.put(to * size, &chunk[from * size..(from + run) * size]), self.swap),
            None => (to..to + run).for_each(|to| {
                out.put(to * size, &self.fill);
            }),
        });
    }

    /// The cell's chunk with its elements of the selection.
    fn gather(&self, cell: &Cell, data: &[u8], chunk: &mut Vec<u8>) -> Result<(), Broken> {
        let (size, len) = (self.element, self.chunk_bytes());
        chunk.clear();
        chunk.try_reserve(len).map_err(|_| Broken)?;
        if self.grid.is_whole(cell) {
            // the runs are those of the chunk, one after the other
            self.grid.runs(cell, |_, from, run| chunk.extend_from_slice(&data[from * size..(from + run) * size]));
        } else {
            (0..self.grid.chunk_len()).for_each(|_| chunk.extend_from_slice(&self.fill));
            self.grid.runs(cell, |at, from, run| {
                chunk[at * size..(at + run) * size].copy_from_slice(&data[from * size..(from + run) * size]);
            });
        }
        assert_eq!(chunk.len(), len, "all of a chunk");
        swap_bytes(chunk, self.swap);
        Ok(())
    }
}

/// Reverses the bytes of numbers of this size.
pub(crate) fn swap_bytes(bytes: &mut [u8], size: Option<usize>) {
    fn swap<const N: usize>(bytes: &mut [u8]) {
        bytes.chunks_exact_mut(N).for_each(<[u8]>::reverse);
    }
    match size {
        Some(2) => swap::<2>(bytes),
        Some(4) => swap::<4>(bytes),
        Some(8) => swap::<8>(bytes),
        _ => {}
    }
}
