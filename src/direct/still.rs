//! Chunks of a file that cannot change: of an image, or on disk.
use std::{cell::Cell, mem::MaybeUninit, sync::Arc};

use super::{Located, Places};
use crate::{
    handle::Frozen,
    pipeline::{self, Broken, Plan, Put},
};

thread_local! {
    /// What chunks are put in as they are in the file.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Bytes of that room above which it goes when it has served.
const KEPT: usize = 4 << 20;

/// Lends the thread's room.
pub(super) fn with_room<T>(run: impl FnOnce(&mut Vec<u8>) -> T) -> T {
    let mut room = ROOM.take();
    let done = run(&mut room);
    if room.capacity() <= KEPT {
        ROOM.set(room);
    }
    done
}

/// Fills the room out of bytes that cannot change.
pub(super) fn fill_from(plan: &Plan<'_>, bytes: &dyn Frozen, places: &Places, room: &mut [MaybeUninit<u8>]) -> Result<(), Broken> {
    let cells = plan.grid.cells();
    // of more than it takes the first would be gone before it is asked for again
    let keeps = places.decoded.takes(cells.len().saturating_mul(plan.chunk_bytes()));
    pipeline::read(plan, &cells, room, |_, cell, put| {
        let Some(&located) = places.chunks.get(&cell.origin) else {
            put.chunk(None);
            return Ok(());
        };
        if let Some(filled) = put_in_place(plan, located, bytes, put) {
            return filled;
        }
        let cache = &places.decoded;
        // what is read whole is not read again soon
        let keeps = keeps && !plan.steps.is_empty() && !plan.is_whole(cell);
        if let Some(chunk) = if keeps { cache.get(located) } else { None } {
            put.chunk(Some(&chunk));
            return Ok(());
        }
        with_room(|room| {
            let Located { address, size, mask } = located;
            let stored = bytes.get(address, size, room).ok_or(Broken)?;
            plan.decode(stored, mask, |chunk| {
                if keeps {
                    cache.put(located, Arc::from(chunk));
                }
                put.chunk(Some(chunk));
            })
        })
    })
}

/// Reads a chunk without filters to where it belongs, if that is one piece; `None` where it is not, or it is of another size.
pub(super) fn put_in_place(plan: &Plan<'_>, located: Located, bytes: &dyn Frozen, put: &mut Put<'_, '_>) -> Option<Result<(), Broken>> {
    let whole = plan.steps.is_empty() && located.size == plan.chunk_bytes();
    let filled = if whole { put.in_place(|room| bytes.read_at(located.address, room)) } else { None };
    filled.map(|filled| if filled { Ok(()) } else { Err(Broken) })
}
