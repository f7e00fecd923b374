//! Decoded chunks of a file that may change: kept while it does not.
use std::sync::Arc;

use crate::{
    pipeline::{Cache, Cell},
    sys::Api,
};

/// Decoded chunks by the [state](crate::handle::OpenFile::state) of the file that they were read in, and their numbers. Those of other states
/// are never asked for, and go when there are enough of newer ones.
pub(crate) type Recent = Cache<(u64, usize)>;

/// Those of one state.
pub(crate) struct Kept<'a> {
    chunks: &'a Recent,
    state: u64,
    /// Chunks along each axis.
    along: Vec<usize>,
}

impl<'a> Kept<'a> {
    /// Of a dataset of these lengths, in chunks of this shape; `None` of more than can be counted.
    pub(crate) fn of(chunks: &'a Recent, state: u64, dims: &[usize], shape: &[usize]) -> Option<Self> {
        let along: Vec<_> = dims.iter().zip(shape).map(|(dim, len)| dim.div_ceil(*len)).collect();
        along.iter().try_fold(1usize, |all, &along| all.checked_mul(along))?;
        Some(Self { chunks, state, along })
    }

    /// Whether the file is still as it was.
    pub(super) fn is_of(&self, api: &Api, file: &crate::handle::OpenFile) -> bool {
        file.state(api) == Some(self.state)
    }

    /// Whether so many chunks are kept, each of so many bytes: of more the first would be gone before it is asked for again.
    pub(super) fn takes(&self, chunks: usize, bytes: usize) -> bool {
        self.chunks.takes(chunks.saturating_mul(bytes))
    }

    /// The number of the chunk with this first element, in C order.
    fn number(&self, origin: &[usize], shape: &[usize]) -> usize {
        let axes = origin.iter().zip(shape).zip(&self.along);
        axes.fold(0, |number, ((at, len), along)| number * along + at / len)
    }

    pub(super) fn get(&self, origin: &[usize], shape: &[usize]) -> Option<Arc<[u8]>> {
        self.chunks.get((self.state, self.number(origin, shape)))
    }

    pub(super) fn put(&self, cell: &Cell, shape: &[usize], chunk: &[u8]) {
        self.chunks.put((self.state, self.number(&cell.origin, shape)), chunk.into());
    }
}
