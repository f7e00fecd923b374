//! Moving elements around the library's transfer: from the image of a file that cannot change without the library at all, and chunks of
//! any file raw under the lock, their filters run here.
use std::{collections::HashMap, mem::MaybeUninit};

use crate::{
    dataspace::Region,
    datatype::{ByteOrder, Member, TypeDescriptor},
    error::{At, Result},
    handle::Node,
    image::Image,
    pipeline::{self, Broken, Cell, Grid, Plan, Steps},
    sys::{Api, h5d, hid_t},
};

/// How a dataset is cut into chunks, and what these go through: what cannot change while it is open.
#[derive(Debug)]
pub(crate) struct Cut {
    /// The lengths of a chunk's axes.
    pub shape: Vec<usize>,
    pub steps: Steps,
    /// Bytes of an element.
    pub element: usize,
    /// An element that was never written, in memory's form.
    pub fill: Vec<u8>,
}

/// Where the chunks lie in an image, by the coordinates of their first elements; those never written are missing.
pub(crate) type Places = HashMap<Vec<usize>, Located>;

/// Where a piece lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    pub address: usize,
    pub size: usize,
    /// Filters it did not go through, as bits.
    pub mask: u32,
}

/// A regular part of a dataset, and where its chunks are to be had.
pub(crate) struct Direct<'a> {
    pub node: &'a Node,
    pub cut: &'a Cut,
    /// What of each axis.
    pub region: Vec<Region>,
    pub source: Origin<'a>,
}

#[derive(Clone, Copy)]
pub(crate) enum Origin<'a> {
    /// An image that cannot change: no lock is needed.
    Image(&'a Image, &'a Places),
    /// The library, which is asked for raw chunks under the lock.
    Library(hid_t),
}

/// Raw chunks that are held at a time: as many as keep some threads busy.
const IN_FLIGHT: usize = 32;

impl Direct<'_> {
    fn plan(&self, swap: Option<usize>) -> Plan<'_> {
        let Cut { shape, steps, element, fill } = self.cut;
        Plan { grid: Grid::new(shape.clone(), self.region.clone()), steps, element: *element, swap, fill }
    }

    /// Fills the room with the part's elements out of an image; `swap` reverses the bytes of numbers of that size.
    pub(crate) fn fill_from(
        &self,
        image: &Image,
        places: &Places,
        swap: Option<usize>,
        room: &mut [MaybeUninit<u8>],
    ) -> Result<(), Broken> {
        let plan = self.plan(swap);
        pipeline::read(&plan, &plan.grid.cells(), room, |_, cell| {
            let Some(&Located { address, size, mask }) = places.get(&cell.origin) else { return Ok(None) };
            let bytes = address.checked_add(size).and_then(|end| image.get(address..end));
            bytes.map(|bytes| Some((bytes, mask))).ok_or(Broken)
        })
    }

    /// Fills the room with the part's elements out of raw chunks of the library.
    pub(crate) fn fill_with(&self, api: &Api, raw: hid_t, swap: Option<usize>, room: &mut [MaybeUninit<u8>]) -> Result<(), Broken> {
        let plan = self.plan(swap);
        for cells in plan.grid.cells().chunks(IN_FLIGHT) {
            let chunks: Vec<_> = cells.iter().map(|cell| raw_chunk(api, raw, cell)).collect::<Result<_, Broken>>()?;
            pipeline::read(&plan, cells, room, |n, _| Ok(chunks[n].as_ref().map(|(bytes, mask)| (&**bytes, *mask))))?;
        }
        Ok(())
    }

    /// Whether the part is made of whole chunks of a dataset with these lengths.
    pub(crate) fn covers_chunks(&self, dims: &[usize]) -> bool {
        let axes = self.region.iter().zip(&self.cut.shape).zip(dims);
        axes.clone().count() == dims.len()
            && axes.into_iter().all(|((axis, len), dim)| {
                let end = axis.start + axis.count;
                axis.step == 1 && axis.start % len == 0 && (end % len == 0 || end == *dim)
            })
    }

    /// Writes the part's elements as whole chunks; `false` where one does not encode, and the library is to write them all.
    pub(crate) fn write(&self, api: &Api, raw: hid_t, swap: Option<usize>, data: &[u8]) -> Result<bool> {
        let plan = self.plan(swap);
        for cells in plan.grid.cells().chunks(IN_FLIGHT) {
            let Ok(chunks) = pipeline::write(&plan, cells, data) else { return Ok(false) };
            for (cell, bytes) in cells.iter().zip(chunks) {
                h5d::write_chunk(api, raw, &offset(cell), 0, &bytes).at("write a chunk of", &self.node.place())?;
            }
        }
        Ok(true)
    }
}

fn offset(cell: &Cell) -> Vec<u64> {
    cell.origin.iter().map(|&at| at as u64).collect()
}

/// A chunk as it is in the file, with its filter mask; none where it was never written.
fn raw_chunk(api: &Api, raw: hid_t, cell: &Cell) -> Result<Option<(Vec<u8>, u32)>, Broken> {
    let offset = offset(cell);
    let size = h5d::get_chunk_storage_size(api, raw, &offset).map_err(|_| Broken)?;
    let size = usize::try_from(size).map_err(|_| Broken)?;
    if size == 0 {
        return Ok(None);
    }
    h5d::chunk_of_size(api, raw, &offset, size).map(Some).map_err(|_| Broken)
}

/// Whether elements stored as one type are another's bytes in memory: as they are (`Some(None)`), or each with its bytes the other way
/// round. An enum is its integer, whose values are looked at afterwards.
pub(crate) fn swap(stored: &TypeDescriptor, memory: &TypeDescriptor) -> Option<Option<usize>> {
    if stored.has_pointers() {
        return None;
    }
    if alike(stored, memory) {
        return Some(None);
    }
    let mut turned = match (stored, memory) {
        (TypeDescriptor::Enum { base, .. }, TypeDescriptor::Integer(_)) => TypeDescriptor::Integer(*base),
        _ => stored.clone(),
    };
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

fn alike(stored: &TypeDescriptor, memory: &TypeDescriptor) -> bool {
    match (stored, memory) {
        (TypeDescriptor::Enum { base, .. }, TypeDescriptor::Integer(integer)) => base == integer,
        (TypeDescriptor::Array { dims, base }, TypeDescriptor::Array { dims: memory_dims, base: memory }) => {
            dims == memory_dims && alike(base, memory)
        }
        (TypeDescriptor::Compound { size, members }, TypeDescriptor::Compound { size: memory_size, members: memory }) => {
            let same = |(a, b): (&Member, &Member)| a.name == b.name && a.offset == b.offset && alike(&a.dtype, &b.dtype);
            size == memory_size && members.len() == memory.len() && members.iter().zip(memory).all(same)
        }
        _ => stored == memory,
    }
}
