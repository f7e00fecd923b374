//! Faults that are known: steps that meet them are left out.
use crate::{
    copy::How,
    graph::{Body, Graph, Id},
    model::Side,
    step::{Act, Make},
    value::Kind,
};

/// A step that fails leaves the groups that it made on the way.
pub(crate) const WAY: bool = true;
const STALE_ATTRIBUTES: bool = false;
const TRACKED_ATTRIBUTES: bool = false;
const COPY_DENSE: bool = false;
const COPY_FILTERED: bool = true;
const EXPAND_SHALLOW: bool = true;
/// Images of files that remember their free space tell of space that is not there.
pub(crate) const PERSISTENT_SPACE: bool = true;
const TEXT_FILL: bool = true;

/// Where a link is removed that holds the last hard link but one to its own group, libhdf5 removes a message while it goes through them.
const CYCLES: bool = true;
/// Contiguous elements that were never written are what was there.
const UNFILLED: bool = true;
/// Rows appended to a dataset that is as long as can be block the file.
pub(crate) const HUGE_ROWS: bool = false;

pub(crate) fn bars_dataset(make: &Make) -> bool {
    let variable = matches!(make.kind, Kind::Text | Kind::List | Kind::Record);
    let contiguous = make.chunk.is_empty() && !make.compact;
    TEXT_FILL && variable && make.fill.is_some() && (true || !make.chunk.is_empty())
        || UNFILLED && contiguous && make.fill.is_none() && make.seed.is_none()
}

/// A hard link from a group to itself or to one above it.
pub(crate) fn bars_link(graph: &Graph, id: Id, base: Id, to: &str) -> bool {
    CYCLES && graph.below(id).contains(&graph.deepest(base, to)) || RELINK && (graph.get(id).removed || graph.get(id).links == 0 && graph.is_large())
}

/// Metadata of an object that was where the copy comes to be may still be in libhdf5's cache, over which copying fails.
const COPY_OVER_CACHED: bool = true;
/// The header of an object without links has one, once it was read again.
const RELINK: bool = true;

pub(crate) fn bars_copy(graph: &Graph, id: Id, target: &Graph, base: Id, to: &str, how: How) -> bool {
    if COPY_OVER_CACHED && target.modern != Some(true) {
        return true;
    }
    let below = graph.below(id);
    if WAY && std::ptr::eq(graph, target) && graph.lacks_way(base, to) && below.contains(&graph.deepest(base, to)) {
        return true;
    }
    // groups behind soft links are copied with what is in them
    if EXPAND_SHALLOW && how.expand_soft && how.shallow {
        return true;
    }
    below.iter().any(|id| {
        let object = graph.get(*id);
        let large = object.attributes.values().any(|attribute| attribute.column.len() > 5_000 || attribute.kind == Kind::List);
        let variable = |kind| matches!(kind, Kind::Text | Kind::List | Kind::Record);
        let placed = |array: &crate::graph::Array| {
            let endless: Vec<_> = array.max.iter().map(|max| *max == usize::MAX).collect();
            endless.iter().filter(|is| **is).count() == 1 && !endless[0]
        };
        let filtered = matches!(&object.body, Body::Array(array)
            if !array.chunk.is_empty() && variable(array.kind) || placed(array));
        COPY_DENSE && (object.attributes.len() > 5 || large) || COPY_FILTERED && filtered
    })
}

pub(crate) fn bars_attribute(side: &Side, act: &Act) -> bool {
    if STALE_ATTRIBUTES && matches!(act, Act::OpenAttribute { .. }) {
        return true;
    }
    let (Act::Set { on, name, .. } | Act::RemoveAttribute { on, name } | Act::RenameAttribute { on, from: name, .. }) = act else {
        return false;
    };
    let Some(id) = side.id(*on) else { return false };
    let object = side.graph.get(id);
    TRACKED_ATTRIBUTES && object.tracked != Some(false) && object.attributes.contains_key(name)
}
