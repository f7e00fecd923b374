//! Moving elements around the library's transfer: from bytes that cannot change without the library at all, and chunks of any file raw
//! under the lock, their filters run here.
mod raw;
mod recent;
mod still;

use std::{
    borrow::Cow,
    cell::{Ref, RefCell},
    collections::HashMap,
    mem::MaybeUninit,
};

use crate::{
    dataspace::Region,
    datatype::{ByteOrder, Member, TypeDescriptor},
    error::{At, Error, Result},
    handle::{Frozen, Node},
    pipeline::{self, Cache, Cell as Chunk, Grid, Plan, Steps},
    sys::{Api, h5d, h5s::MAX_RANK},
};

#[cfg(not(hdf5_1_14))]
pub(crate) use raw::locate;
pub(crate) use raw::{Raw, Whereabouts};
pub(crate) use recent::{Kept, Recent};
use still::{fill_from, put_in_place, with_room};

/// How a dataset is cut into chunks, and what these go through: what cannot change while it is open.
#[derive(Debug)]
pub(crate) struct Cut {
    /// The lengths of a chunk's axes.
    pub shape: Vec<usize>,
    pub steps: Steps,
    /// Bytes of an element.
    pub element: usize,
    /// An element that was never written, as it would be stored.
    pub fill: Vec<u8>,
    /// Bytes of decoded chunks that the library keeps; none where there is nothing to decode.
    pub cache: usize,
}

/// Where chunks lie, by the coordinates of their first elements; those never written are missing.
pub(crate) type Chunks = HashMap<Vec<usize>, Located>;

/// Where the chunks lie in bytes that cannot change, and those that were decoded for a part of them.
#[derive(Debug)]
pub(crate) struct Places {
    pub chunks: Chunks,
    pub decoded: Cache<Located>,
}

/// Where a piece lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

pub(crate) enum Origin<'a> {
    /// Bytes that cannot change: no lock is needed.
    Still(&'a dyn Frozen, &'a Places),
    /// A file that may change.
    Raw(Raw<'a>),
}

/// Bytes of chunks that are encoded at a time, as they were: what threads are kept busy with.
const IN_FLIGHT: usize = 16 << 20;

/// Bytes of encoded chunks above which they are written before others are encoded: below, a write is done at one moment.
const HELD: usize = 64 << 20;

impl Direct<'_> {
    fn plan(&self, swap: Option<usize>) -> Plan<'_> {
        let Cut { shape, steps, element, fill, .. } = self.cut;
        let mut fill = Cow::from(fill);
        if swap.is_some() {
            pipeline::swap_bytes(fill.to_mut(), swap);
        }
        Plan { grid: Grid::new(shape.clone(), self.region.clone()), steps, element: *element, swap, fill, threads: !Api::is_held() }
    }

    /// Fills the room with the part's elements; `swap` reverses the bytes of numbers of that size. The lock is given up where it is not
    /// needed. `false` leaves it to the library, which says what is wrong with chunks that do not decode.
    pub(crate) fn fill(&self, lock: &RefCell<Option<Api>>, swap: Option<usize>, room: &mut [MaybeUninit<u8>]) -> Result<bool> {
        match &self.source {
            Origin::Still(bytes, places) => {
                drop(lock.take());
                let find = |origin: &[usize], copy: &mut dyn FnMut(&[u8]) -> bool| {
                    let located = places.chunks.get(origin)?;
                    if self.cut.steps.is_empty() {
                        with_room(|room| bytes.get(located.address, located.size, room).map(copy))
                    } else {
                        places.decoded.get(*located).map(|chunk| copy(&chunk))
                    }
                };
                if self.fill_from_one(swap, room, find) {
                    return Ok(true);
                }
                Ok(fill_from(&self.plan(swap), *bytes, places, room).is_ok())
            }
            Origin::Raw(raw) => self.fill_from_raw(raw, lock, swap, room),
        }
    }

    /// Fills the room with a part of a single chunk that is decoded already: what reads of small parts mostly come to, in the fewest steps.
    /// `find` has the chunk with these coordinates copied, if it is at hand.
    fn fill_from_one(
        &self,
        swap: Option<usize>,
        room: &mut [MaybeUninit<u8>],
        find: impl FnOnce(&[usize], &mut dyn FnMut(&[u8]) -> bool) -> Option<bool>,
    ) -> bool {
        let Cut { shape, element, .. } = self.cut;
        let (mut origin, mut inside) = ([0; MAX_RANK], [Region::default(); MAX_RANK]);
        for (axis, (&len, &Region { start, step, count })) in shape.iter().zip(&self.region).enumerate() {
            let at = start % len;
            if count == 0 || at + (count - 1) * step >= len {
                return false;
            }
            (origin[axis], inside[axis]) = (start - at, Region { start: at, step, count });
        }
        let (origin, inside) = (&origin[..shape.len()], &inside[..shape.len()]);
        find(origin, &mut |chunk| pipeline::copy(chunk, shape, inside, *element, swap, room)) == Some(true)
    }

    /// Writes the part's elements as whole chunks; `false` where one does not encode, and the library is to write them all.
    pub(crate) fn drain(&self, lock: &RefCell<Option<Api>>, swap: Option<usize>, data: &[u8]) -> Result<bool> {
        let Origin::Raw(raw) = &self.source else { return Ok(false) };
        let Whereabouts::Asked { id, .. } = raw.places else { return Ok(false) };
        let cells = self.plan(swap).grid.cells();
        let mut rest = &cells[..];
        while !rest.is_empty() {
            let plan = Plan { threads: raw.unlock(lock), ..self.plan(swap) };
            let (mut encoded, mut bytes) = (Vec::new(), 0);
            for cells in rest.chunks(in_flight(&plan)) {
                let Ok(chunks) = pipeline::write(&plan, cells, data) else { return self.relock(raw, lock).map(|_| false) };
                bytes += chunks.iter().map(Vec::len).sum::<usize>();
                encoded.extend(chunks);
                if bytes >= HELD {
                    break;
                }
            }
            let api = self.relock(raw, lock)?;
            raw.changes.set(self.node.file.change(&api));
            for (cell, bytes) in rest.iter().zip(&encoded) {
                h5d::write_chunk(&api, id, &offset(cell), 0, bytes).at("write a chunk of", &self.node.place())?;
            }
            rest = &rest[encoded.len()..];
        }
        Ok(true)
    }

    /// The held lock; taken again where it was given up, while the file has not changed since.
    fn relock<'l>(&self, raw: &Raw<'_>, lock: &'l RefCell<Option<Api>>) -> Result<Ref<'l, Api>> {
        if lock.borrow().is_none() {
            let api = self.lock_again()?;
            if let Some(overtaken) = raw.overtaken.filter(|_| self.node.file.changes(&api) != raw.changes.get()) {
                overtaken.set(true);
                return Err(Error::unsupported(self.node.place(), "a file that is not changed meanwhile")); // nobody gets to see it
            }
            *lock.borrow_mut() = Some(api);
        }
        Ok(Ref::map(lock.borrow(), |lock| lock.as_ref().expect("just taken")))
    }

    /// The lock, once more, if the file is still open.
    pub(crate) fn lock_again(&self) -> Result<Api> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        Ok(api)
    }
}

/// Whether a region of a dataset with these lengths is made of whole chunks of this shape.
pub(crate) fn covers_chunks(region: &[Region], shape: &[usize], dims: &[usize]) -> bool {
    region.len() == dims.len()
        && region.iter().zip(shape).zip(dims).all(|((axis, len), dim)| {
            let end = axis.start + axis.count;
            axis.step == 1 && axis.start % len == 0 && (end % len == 0 || end == *dim)
        })
}

/// Chunks that are encoded at a time.
fn in_flight(plan: &Plan<'_>) -> usize {
    (IN_FLIGHT / plan.chunk_bytes().max(1)).clamp(8, 4096)
}

fn offset(cell: &Chunk) -> Vec<u64> {
    cell.origin.iter().map(|&at| at as u64).collect()
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
