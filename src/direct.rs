//! Reading around the lock: elements of a file that cannot change, taken from its image without the library.
use std::{collections::HashMap, mem::MaybeUninit};

use crate::{
    dataspace::Region,
    datatype::{ByteOrder, TypeDescriptor},
    error::Result,
    handle::Node,
    image::Image,
    pipeline::{self, Broken, Grid, Located, Plan, Steps},
    sys::Api,
};

/// Where a dataset's bytes lie: in one piece, or in chunks.
#[derive(Debug)]
pub(crate) struct Pieces {
    /// The lengths of a piece's axes.
    pub shape: Vec<usize>,
    pub at: Places,
    pub steps: Steps,
    /// Bytes of an element.
    pub element: usize,
    /// An element that was never written, in memory's form.
    pub fill: Vec<u8>,
}

#[derive(Debug)]
pub(crate) enum Places {
    /// All of it.
    One(Located),
    /// Chunks by the coordinates of their first elements; those never written are missing.
    Many(HashMap<Vec<usize>, Located>),
}

impl Pieces {
    fn locate(&self, origin: &[usize]) -> Option<Located> {
        match &self.at {
            Places::One(located) => Some(*located),
            Places::Many(chunks) => chunks.get(origin).copied(),
        }
    }
}

/// A regular part of a dataset in an image.
pub(crate) struct Direct<'a> {
    pub node: &'a Node,
    pub image: &'a Image,
    pub pieces: &'a Pieces,
    /// What of each axis.
    pub region: Vec<Region>,
}

impl Direct<'_> {
    /// Fills the room with the part's elements; `swap` reverses the bytes of numbers of that size. `false` for bytes that do not decode.
    pub(crate) fn fill(&self, swap: Option<usize>, room: &mut [MaybeUninit<u8>]) -> bool {
        let Pieces { shape, steps, element, fill, .. } = self.pieces;
        let grid = Grid::new(shape.clone(), self.region.clone());
        let plan = Plan { grid, steps, element: *element, swap, fill };
        let filled = pipeline::read(&plan, room, |cell| {
            let Some(Located { address, size, mask }) = self.pieces.locate(&cell.origin) else { return Ok(None) };
            let bytes = address.checked_add(size).and_then(|end| self.image.get(address..end));
            bytes.map(|bytes| Some((bytes, mask))).ok_or(Broken)
        });
        filled.is_ok()
    }

    /// The lock, once more, if the file is still open.
    pub(crate) fn lock_again(&self) -> Result<Api> {
        let api = Api::lock()?;
        self.node.raw(&api)?;
        Ok(api)
    }
}

/// Whether elements stored as one type are another's bytes in memory: as they are (`Some(None)`), or each with its bytes the other way
/// round.
pub(crate) fn swap(stored: &TypeDescriptor, memory: &TypeDescriptor) -> Option<Option<usize>> {
    if stored == memory {
        return Some(None);
    }
    let mut turned = stored.clone();
    let bits = match &mut turned {
        TypeDescriptor::Integer(integer) | TypeDescriptor::Enum { base: integer, .. } => &mut integer.bits,
        TypeDescriptor::Float(float) => &mut float.bits,
        TypeDescriptor::Bitfield(bits) => bits,
        _ => return None,
    };
    if !matches!(bits.order, ByteOrder::Little | ByteOrder::Big) {
        return None;
    }
    bits.order = ByteOrder::NATIVE;
    let size = bits.size;
    match size {
        1 => (turned == *memory).then_some(None),
        2 | 4 | 8 => (turned == *memory).then_some(Some(size)),
        _ => None,
    }
}
