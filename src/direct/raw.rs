//! Chunks of a file that may change, as they are in it: from bytes that are held still, or one by one from the library.
use std::{
    cell::{Cell, RefCell},
    mem::MaybeUninit,
    sync::Arc,
};

use super::{Chunks, Direct, Kept, Located, offset, put_in_place, with_room};
use crate::{
    error::Result,
    handle::{Backing, Node},
    pipeline::{self, Broken, Cell as Chunk, Plan},
    sys::{Api, h5d, hid_t},
};

/// Raw chunks of a file that other threads may change.
pub(crate) struct Raw<'a> {
    pub places: Whereabouts<'a>,
    /// The file's changes when the lock was first held.
    pub changes: Cell<u64>,
    /// The lock may be given up while chunks are decoded or encoded. Where the file was changed meanwhile, and that matters, this is set, and
    /// the transfer fails: it is to be made once more.
    pub overtaken: Option<&'a Cell<bool>>,
    /// Where decoded chunks are kept.
    pub kept: Option<Kept<'a>>,
}

/// Where such chunks are.
pub(crate) enum Whereabouts<'a> {
    /// The library is asked for each of this dataset's, and to read it, unless the file's bytes can be held as they are at one moment.
    Asked { id: hid_t, bytes: Option<&'a dyn Backing> },
    /// In these bytes, as they are now.
    Known(Arc<Chunks>, &'a dyn Backing),
}

/// A chunk that is there.
enum Found {
    Stored(Located),
    Decoded(Arc<[u8]>),
}

impl Raw<'_> {
    /// Gives the lock up if that is allowed, and says whether it is free now.
    pub(super) fn unlock(&self, lock: &RefCell<Option<Api>>) -> bool {
        if self.overtaken.is_some() {
            drop(lock.take());
        }
        !Api::is_held()
    }
}

impl Direct<'_> {
    /// Fills the room out of raw chunks.
    pub(super) fn fill_from_raw(
        &self,
        raw: &Raw<'_>,
        lock: &RefCell<Option<Api>>,
        swap: Option<usize>,
        room: &mut [MaybeUninit<u8>],
    ) -> Result<bool> {
        let kept = match &raw.kept {
            // the user's code may have been here since
            Some(kept) if kept.is_of(&*self.relock(raw, lock)?, &self.node.file) => {
                let find = |origin: &[usize], copy: &mut dyn FnMut(&[u8]) -> bool| {
                    let chunk = kept.get(origin, &self.cut.shape)?;
                    raw.unlock(lock);
                    Some(copy(&chunk))
                };
                if self.fill_from_one(swap, room, find) {
                    return Ok(true);
                }
                Some(kept)
            }
            _ => None,
        };
        let plan = self.plan(swap);
        let cells = plan.grid.cells();
        let decoded = match &raw.places {
            &Whereabouts::Asked { id, bytes: None } => self.fill_one_by_one(raw, id, lock, plan, &cells, room),
            Whereabouts::Asked { bytes: Some(backing), .. } | Whereabouts::Known(_, backing) => {
                self.fill_from_bytes(raw, (*backing, kept), lock, plan, &cells, room)
            }
        };
        match decoded {
            Ok(()) => Ok(true),
            Err(Broken) => self.relock(raw, lock).map(|_| false),
        }
    }

    /// Learns under the lock where the chunks are, and holds the bytes as they are then: whatever others write, it is read as of that moment.
    fn fill_from_bytes(
        &self,
        raw: &Raw<'_>,
        (backing, kept): (&dyn Backing, Option<&Kept<'_>>),
        lock: &RefCell<Option<Api>>,
        plan: Plan<'_>,
        cells: &[Chunk],
        room: &mut [MaybeUninit<u8>],
    ) -> Result<(), Broken> {
        let (chunks, bytes) = {
            let api = self.relock(raw, lock).map_err(|_| Broken)?;
            let stored: &dyn Fn(&Chunk) -> Result<Option<Located>, Broken> = match &raw.places {
                Whereabouts::Known(chunks, _) => &|cell| Ok(chunks.get(&cell.origin).copied()),
                &Whereabouts::Asked { id, .. } => {
                    let sizes = Sizes::of(&api, id, plan.chunk_bytes());
                    &move |cell| with_room(|room| sizes.locate(&offset(cell), backing, room))
                }
            };
            let locate = |cell: &Chunk| match kept.and_then(|kept| kept.get(&cell.origin, &self.cut.shape)) {
                Some(chunk) => Ok(Some(Found::Decoded(chunk))),
                None => Ok(stored(cell)?.map(Found::Stored)),
            };
            let chunks: Vec<_> = cells.iter().map(locate).collect::<Result<_, _>>()?;
            (chunks, backing.bytes().ok_or(Broken)?.freeze())
        };
        let plan = Plan { threads: raw.unlock(lock), ..plan };
        let kept = kept.filter(|kept| kept.takes(cells.len(), plan.chunk_bytes()));
        pipeline::read(&plan, cells, room, |n, cell, put| {
            let Located { address, size, mask } = match &chunks[n] {
                Some(Found::Stored(located)) => *located,
                Some(Found::Decoded(chunk)) => {
                    put.chunk(Some(chunk));
                    return Ok(());
                }
                None => {
                    put.chunk(None);
                    return Ok(());
                }
            };
            if let Some(filled) = put_in_place(&plan, Located { address, size, mask }, &*bytes, put) {
                return filled;
            }
            with_room(|room| {
                let stored = bytes.get(address, size, room).ok_or(Broken)?;
                plan.decode(stored, mask, |chunk| {
                    if let Some(kept) = kept.filter(|_| !plan.is_whole(cell)) {
                        kept.put(cell, &self.cut.shape, chunk);
                    }
                    put.chunk(Some(chunk));
                })
            })
        })
    }

    /// Each thread takes one chunk after the other under the lock, while the file does not change, and decodes it without.
    fn fill_one_by_one(
        &self,
        raw: &Raw<'_>,
        id: hid_t,
        lock: &RefCell<Option<Api>>,
        plan: Plan<'_>,
        cells: &[Chunk],
        room: &mut [MaybeUninit<u8>],
    ) -> Result<(), Broken> {
        let node = self.node;
        let changes = raw.overtaken.is_some().then(|| raw.changes.get());
        let plan = Plan { threads: raw.unlock(lock), ..plan };
        pipeline::read(&plan, cells, room, |_, cell, put| {
            with_room(|room| match take(node, id, changes, cell, plan.chunk_bytes(), room)? {
                Some(mask) => plan.decode(room, mask, |chunk| put.chunk(Some(chunk))),
                None => {
                    put.chunk(None);
                    Ok(())
                }
            })
        })
    }
}

/// A chunk as it is in the file, and its filter mask; `None` for one that was never written. What is wrong is found once more by who takes
/// the lock for all of them.
fn take(node: &Node, id: hid_t, changes: Option<u64>, cell: &Chunk, whole: usize, room: &mut Vec<u8>) -> Result<Option<u32>, Broken> {
    let api = Api::lock().map_err(|_| Broken)?;
    node.raw(&api).map_err(|_| Broken)?;
    if changes.is_some_and(|changes| changes != node.file.changes(&api)) {
        return Err(Broken);
    }
    let offset = offset(cell);
    let size = Sizes::of(&api, id, whole).size(&offset)?;
    if size == 0 {
        return Ok(None);
    }
    if room.len() < size {
        room.try_reserve(size - room.len()).map_err(|_| Broken)?;
    }
    room.resize(size, 0);
    h5d::read_chunk(&api, id, &offset, room).map(Some).map_err(|_| Broken)
}

/// Bytes of chunks in the file.
struct Sizes<'a> {
    api: &'a Api,
    id: hid_t,
    /// A chunk's when it is decoded.
    whole: usize,
    /// Nothing is stored of the dataset.
    empty: Cell<bool>,
}

impl<'a> Sizes<'a> {
    fn of(api: &'a Api, id: hid_t, whole: usize) -> Self {
        Self { api, id, whole, empty: Cell::new(false) }
    }

    /// None for a chunk that was never written.
    fn size(&self, offset: &[u64]) -> Result<usize, Broken> {
        if self.empty.get() {
            return Ok(0);
        }
        let size = h5d::chunk_storage_size(self.api, self.id, offset).map_err(|_| Broken)?;
        self.empty.set(size.is_none());
        let size = size.unwrap_or(0); // not of this chunk either
        // no filter makes so much more of a chunk: the file is damaged
        usize::try_from(size).ok().filter(|&size| size / 4 <= self.whole.saturating_add(1024)).ok_or(Broken)
    }

    /// Where a chunk is; `None` for one that was never written.
    fn locate(&self, offset: &[u64], backing: &dyn Backing, room: &mut Vec<u8>) -> Result<Option<Located>, Broken> {
        match self.size(offset)? {
            0 => Ok(None),
            size => locate(self.api, self.id, offset, size, backing, room).map(Some).ok_or(Broken),
        }
    }
}

/// Where the chunk with this many bytes is: asking the library takes as long as there are chunks; reading one does not, and our driver sees
/// where from.
pub(crate) fn locate(api: &Api, id: hid_t, offset: &[u64], size: usize, backing: &dyn Backing, room: &mut Vec<u8>) -> Option<Located> {
    room.clear();
    room.try_reserve(size).ok()?;
    let mut read = None;
    let place = backing.watch(&mut || read = Some(h5d::read_chunk_to_room(api, id, offset, room)));
    match (place, read) {
        (Some((address, len)), Some(Ok(mask))) if len == size => Some(Located { address: usize::try_from(address).ok()?, size, mask }),
        _ => None,
    }
}
