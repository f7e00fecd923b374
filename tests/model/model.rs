//! What each step is to come to: a plain model of two files and of the handles that are kept of them, without libhdf5.
use h5mem::LibVer;

use crate::{
    copy::How,
    graph::{Array, Attribute, Fail, Graph, Id, Link, ROOT},
    known,
    step::{ATTRIBUTE_SLOTS, Act, At, Expect, SLOTS, Step},
    value::Kind,
};

/// A handle of an attribute.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) object: Id,
    pub(crate) name: String,
    /// The attribute's number when it was opened.
    pub(crate) serial: u64,
    pub(crate) kind: Kind,
    pub(crate) shape: Option<Vec<usize>>,
}

/// A file and the handles of it.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) graph: Graph,
    /// The group that steps begin at: the root of the file, or a group that they keep to.
    pub(crate) root: Id,
    pub(crate) slots: [Option<Id>; SLOTS],
    pub(crate) attributes: [Option<Held>; ATTRIBUTE_SLOTS],
    /// Objects of newer formats cannot be copied into it.
    pub(crate) bounded: bool,
}

/// What a step comes to; `None` where there is nothing to do it to.
pub(crate) type Outcome = Option<Result<(), Fail>>;

impl Side {
    pub(crate) fn new(graph: Graph, root: Id, bounded: bool) -> Self {
        Self { graph, root, slots: [None; SLOTS], attributes: [const { None }; ATTRIBUTE_SLOTS], bounded }
    }

    pub(crate) fn id(&self, at: At) -> Option<Id> {
        match at {
            At::Root => Some(self.root),
            At::Slot(slot) => self.slots[slot],
        }
    }

    pub(crate) fn group(&self, at: At) -> Option<Id> {
        self.id(at).filter(|&id| self.graph.links(id).is_some())
    }

    pub(crate) fn array(&self, slot: usize) -> Option<(Id, &Array)> {
        let id = self.slots[slot]?;
        Some((id, self.graph.array(id)?))
    }

    /// The dataset that a step moves elements of.
    pub(crate) fn array_of(&self, act: &Act) -> Option<&Array> {
        match act {
            Act::Write { slot, .. } | Act::WritePart { slot, .. } | Act::ReadPart { slot, .. } => Some(self.array(*slot)?.1),
            Act::Append { slot, .. } | Act::Resize { slot, .. } | Act::WriteChunk { slot, .. } => Some(self.array(*slot)?.1),
            _ => None,
        }
    }

    /// Keeps a handle.
    pub(crate) fn put(&mut self, slot: usize, id: Id) {
        self.graph.hold(id);
        if let Some(old) = self.slots[slot].replace(id) {
            self.graph.release(old);
        }
    }

    /// The attribute of a kept handle, if it is still what was opened.
    pub(crate) fn unchanged(&self, held: &Held) -> Option<&Attribute> {
        self.graph.get(held.object).attributes.get(&held.name).filter(|attribute| attribute.serial == held.serial)
    }
}

/// Two files; the second is there once a snapshot was taken.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) sides: [Option<Side>; 2],
}

impl Model {
    /// Takes a step.
    pub(crate) fn apply(&mut self, step: &Step) -> Expect {
        match self.outcome(step) {
            None => Expect::Skip,
            Some(Ok(())) => Expect::Done,
            Some(Err(fail)) => Expect::Fails(fail),
        }
    }

    fn outcome(&mut self, step: &Step) -> Outcome {
        if let Act::CopyTo { from, to_file, to_at, to, how } = &step.act {
            return self.copy_to(step.file, *from, (*to_file, *to_at, to), *how);
        }
        let side = self.sides[step.file].as_mut()?;
        match &step.act {
            Act::Snapshot => {
                let mut graph = side.graph.clone();
                graph.abandon_all();
                graph.modern = Some(true);
                self.sides[1 - step.file] = Some(Self::snapshot(graph, side.root));
                Some(Ok(()))
            }
            Act::Reopen { low, closed } => {
                if side.root != ROOT {
                    return None;
                }
                (side.slots, side.attributes) = (Default::default(), Default::default());
                if *closed {
                    side.graph.abandon_all();
                } else {
                    side.graph.release_all();
                }
                side.graph.modern = match (*low, side.graph.modern_format) {
                    (LibVer::Earliest, true) => None,
                    (low, _) => Some(low != LibVer::Earliest),
                };
                side.bounded = false;
                Some(Ok(()))
            }
            Act::Flush | Act::Image | Act::Check => Some(Ok(())),
            Act::CheckSlot { slot } => side.slots[*slot].map(|_| Ok(())),
            act => side.link_step(act).or_else(|| side.dataset_step(act)).or_else(|| side.attribute_step(act)),
        }
    }

    fn snapshot(mut graph: Graph, root: Id) -> Side {
        if root != ROOT {
            graph.hold(root);
        }
        Side::new(graph, root, false)
    }

    fn copy_to(&mut self, file: usize, from: At, (to_file, to_at, to): (usize, At, &str), how: How) -> Outcome {
        let source = self.sides[file].as_ref()?;
        let id = source.id(from)?;
        let target = self.sides[to_file].as_ref()?;
        if file != to_file && (source.bounded || target.bounded) {
            return None;
        }
        let base = target.group(to_at)?;
        if let Err(taken) = target.graph.vacant(base, to) {
            return Some(Err(taken));
        }
        if known::bars_copy(&source.graph, id, &target.graph, base, to, how) {
            return None;
        }
        let place = (file == to_file).then(|| target.graph.deepest(base, to));
        if how.expand_soft && !source.graph.expands_alike(id, place) {
            return None;
        }
        let before = source.graph.clone();
        let target = &mut self.sides[to_file].as_mut()?.graph;
        let copy = target.copied(&before, id, how);
        target.link(base, to, Link::Hard(copy));
        // a soft link that the copy itself gives a target may be followed or not
        let after = &mut self.sides[file].as_mut()?.graph;
        if how.expand_soft && after.soft_targets(id) != before.soft_targets(id) {
            *after = before;
            return None;
        }
        Some(Ok(()))
    }
}
