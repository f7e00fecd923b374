//! Faults that are known and not mended yet: steps that meet them are left out.
use crate::{
    copy::How,
    graph::{Body, Graph, Id},
    step::Make,
    value::Kind,
};

/// A step that fails leaves the groups that it made on the way, and finds them: `rename("g", "g/b")` without a `g` succeeds.
pub(crate) const WAY: bool = true;

/// Images and snapshots of open files that remember their free space tell of space that is not there (up to 1.10.8 at least).
pub(crate) const PERSISTENT_SPACE: bool = true;

/// Reading elements of variable length that were never written, from chunks beside others that were, writes their fill value to the file:
/// an error where that is open for reading only (1.10); copied to another file, it goes on pointing into the heap of the first (all versions).
const TEXT_FILL: bool = true;

/// Contiguous elements that were never written are what was in their place in the file before, unless there is a fill value (all versions).
const UNFILLED: bool = true;

/// Where the removal of a link also removes the last hard link but one to the group that it is in, libhdf5 takes a message out of the header
/// while it goes through the messages: the number of links is wrong then, and listing them overflows the heap (1.10).
const CYCLES: bool = true;

/// The header of an open object without links has one, once it has left the metadata cache and was read again: linked then, the object goes with
/// its handle, and the link leads to where it was (all versions).
const RELINK: bool = true;

/// `H5Ocopy` of chunks that are in the cache: elements of variable length crash it in the format of 1.10 (1.10), and along an endless axis that is
/// not the first, chunks come to other places (all versions).
const COPY_CHUNKS: bool = true;

/// `H5Ocopy` fails where metadata of an object that was removed is still in the cache under the address of the copy (1.10).
const COPY_OVER_CACHED: bool = true;

/// A shallow copy copies groups behind soft links with what is in them.
const EXPAND_SHALLOW: bool = true;

pub(crate) fn bars_dataset(make: &Make) -> bool {
    let contiguous = make.chunk.is_empty() && !make.compact;
    TEXT_FILL && is_variable(make.kind) && make.fill.is_some() || UNFILLED && contiguous && make.fill.is_none() && make.seed.is_none()
}

fn is_variable(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::List | Kind::Record)
}

/// A hard link from a group to itself or to one above it, or to an object that was removed.
pub(crate) fn bars_link(graph: &Graph, id: Id, base: Id, to: &str) -> bool {
    let object = graph.get(id);
    CYCLES && graph.below(id).contains(&graph.deepest(base, to)) || RELINK && (object.removed || object.links == 0 && graph.is_large())
}

pub(crate) fn bars_copy(graph: &Graph, id: Id, target: &Graph, base: Id, to: &str, how: How) -> bool {
    let below = graph.below(id);
    if COPY_OVER_CACHED && target.modern != Some(true) || EXPAND_SHALLOW && how.expand_soft && how.shallow {
        return true;
    }
    if WAY && std::ptr::eq(graph, target) && graph.lacks_way(base, to) && below.contains(&graph.deepest(base, to)) {
        return true;
    }
    COPY_CHUNKS && below.iter().any(|id| matches!(&graph.get(*id).body, Body::Array(array) if array.is_copied_wrong()))
}

impl crate::graph::Array {
    fn is_copied_wrong(&self) -> bool {
        let endless: Vec<_> = self.max.iter().map(|max| *max == usize::MAX).collect();
        let later = endless.iter().filter(|is| **is).count() == 1 && !endless[0];
        later || !self.chunk.is_empty() && is_variable(self.kind)
    }
}
