//! Steps of a case, and what each is to come to: a plain model of two files, without libhdf5.
use h5mem::{ErrorKind, LibVer};

use crate::{
    copy::How,
    graph::{Array, Attribute, Body, Fail, Graph, Id, Link, ROOT, normal},
    known,
    random::{Part, Random},
    value::{Column, Kind},
};

/// Handles of objects that a file's steps keep.
pub(crate) const SLOTS: usize = 8;

/// Handles of attributes that a file's steps keep.
pub(crate) const ATTRIBUTE_SLOTS: usize = 4;

/// Bytes of an attribute from which on some formats have no room for it.
const ROOM: usize = 40_000;

/// An object that a step begins at: the root, or that of a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Root,
    Slot(usize),
}

/// A new dataset.
#[derive(Clone, Debug)]
pub(crate) struct Make {
    pub(crate) kind: Kind,
    pub(crate) dims: Vec<usize>,
    /// Lengths beyond `dims` that it may grow to; `None` without end. Empty for a fixed size.
    pub(crate) room: Vec<Option<usize>>,
    /// Empty unless chunked.
    pub(crate) chunk: Vec<usize>,
    pub(crate) filters: Filters,
    pub(crate) compact: bool,
    pub(crate) early: bool,
    pub(crate) fill: Option<u64>,
    pub(crate) tracked: bool,
    /// Its data, where it is written at once.
    pub(crate) seed: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filters {
    None,
    Deflate,
    ShuffleDeflate,
    Fletcher,
    All,
    ScaleOffset,
    TwoDeflates,
}

/// The value of an attribute.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) kind: Kind,
    /// `None` for a null dataspace.
    pub(crate) shape: Option<Vec<usize>>,
    pub(crate) seed: u64,
}

#[derive(Clone, Debug)]
pub(crate) enum Act {
    Group { at: At, path: String, tracked: bool, into: usize },
    Dataset { at: At, path: String, make: Make, into: usize },
    Type { at: At, path: String, kind: Kind, into: usize },
    /// By `get`, or by the verb of its kind.
    Open { at: At, path: String, typed: bool, into: usize },
    Drop { slot: usize },
    Remove { at: At, path: String },
    Rename { at: At, from: String, to_at: At, to: String },
    Copy { at: At, from: String, to: String },
    CopyTo { from: At, to_file: usize, to_at: At, to: String, how: How },
    Hard { at: At, path: String, target: String },
    LinkAs { from: At, at: At, path: String },
    Soft { at: At, path: String, target: String },
    Write { slot: usize, seed: u64 },
    WritePart { slot: usize, part: u64, seed: u64 },
    ReadPart { slot: usize, part: u64, times: usize },
    Append { slot: usize, rows: usize, seed: u64 },
    Resize { slot: usize, dims: Vec<usize> },
    Set { on: At, name: String, content: Content },
    Get { on: At, name: String, times: usize },
    RemoveAttribute { on: At, name: String },
    RenameAttribute { on: At, from: String, to: String },
    OpenAttribute { on: At, name: String, into: usize },
    WriteAttribute { slot: usize, seed: u64 },
    ReadAttribute { slot: usize },
    DropAttribute { slot: usize },
    Flush,
    FlushDataset { slot: usize },
    /// The other file becomes a snapshot of this one.
    Snapshot,
    /// An image is compared.
    Image,
    /// All handles go, and the file is opened from its image for writing.
    Reopen { low: LibVer },
    /// Everything is compared through new handles.
    Check,
    /// Everything of one kept handle is compared.
    CheckSlot { slot: usize },
}

/// A step: what is done to which of the two files.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) file: usize,
    pub(crate) act: Act,
}

/// What a step is to come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    /// Nothing to do it to: it is left out.
    Skip,
    Done,
    Fails(Fail),
}

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
    pub(crate) root: Id,
    pub(crate) slots: [Option<Id>; SLOTS],
    pub(crate) attributes: [Option<Held>; ATTRIBUTE_SLOTS],
    /// Objects of newer formats cannot be copied into it.
    pub(crate) bounded: bool,
}

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

    fn group(&self, at: At) -> Option<Id> {
        self.id(at).filter(|&id| self.graph.links(id).is_some())
    }

    fn array(&self, slot: usize) -> Option<(Id, &Array)> {
        let id = self.slots[slot]?;
        Some((id, self.graph.array(id)?))
    }

    /// The dataset that a step moves elements of.
    pub(crate) fn array_of(&self, act: &Act) -> Option<&Array> {
        match act {
            Act::Write { slot, .. } | Act::WritePart { slot, .. } | Act::ReadPart { slot, .. } => Some(self.array(*slot)?.1),
            Act::Append { slot, .. } | Act::Resize { slot, .. } => Some(self.array(*slot)?.1),
            _ => None,
        }
    }

    fn put(&mut self, slot: usize, id: Id) {
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

type Outcome = std::result::Result<(), Fail>;

const NOT_FOUND: [ErrorKind; 1] = [ErrorKind::NotFound];

impl Model {
    /// Takes a step.
    pub(crate) fn apply(&mut self, step: &Step) -> Expect {
        match self.outcome(step) {
            None => Expect::Skip,
            Some(Ok(())) => Expect::Done,
            Some(Err(fail)) => Expect::Fails(fail),
        }
    }

    fn outcome(&mut self, step: &Step) -> Option<Outcome> {
        if let Act::CopyTo { from, to_file, to_at, to, how } = &step.act {
            return self.copy_to(step.file, *from, *to_file, *to_at, to, *how);
        }
        let side = self.sides[step.file].as_mut()?;
        match &step.act {
            Act::CopyTo { .. } => unreachable!("taken above"),
            Act::Snapshot => {
                let mut graph = side.graph.clone();
                graph.abandon_all();
                graph.modern = true;
                let (root, bounded) = (side.root, false);
                self.sides[1 - step.file] = Some(Self::side_of(graph, root, bounded));
                Some(Ok(()))
            }
            Act::Reopen { low } => {
                if side.root != ROOT {
                    return None;
                }
                (side.slots, side.attributes) = (Default::default(), Default::default());
                side.graph.release_all();
                side.graph.modern = side.graph.modern_always || *low != LibVer::Earliest;
                side.bounded = false;
                Some(Ok(()))
            }
            Act::Flush | Act::Image | Act::Check => Some(Ok(())),
            Act::CheckSlot { slot } => side.slots[*slot].map(|_| Ok(())),
            act => side.link_step(act).or_else(|| side.dataset_step(act)).or_else(|| side.attribute_step(act)),
        }
    }

    fn side_of(mut graph: Graph, root: Id, bounded: bool) -> Side {
        if root != ROOT {
            graph.hold(root);
        }
        Side::new(graph, root, bounded)
    }

    fn copy_to(&mut self, file: usize, from: At, to_file: usize, to_at: At, to: &str, how: How) -> Option<Outcome> {
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
        if known::bars_copy(&source.graph, id, base, to, how) {
            return None;
        }
        let graph = source.graph.clone();
        let target = &mut self.sides[to_file].as_mut()?.graph;
        let copy = target.copied(&graph, id, how);
        target.link(base, to, Link::Hard(copy));
        Some(Ok(()))
    }
}

impl Side {
    fn link_step(&mut self, act: &Act) -> Option<Outcome> {
        match act {
            Act::Group { at, path, tracked, into } => {
                let body = Body::Group { links: Default::default(), tracked: Some(*tracked) };
                let object = self.graph.object(body, *tracked);
                self.make(*at, path, object, *into)
            }
            Act::Type { at, path, kind, into } => {
                let object = self.graph.object(Body::Type(*kind), false);
                self.make(*at, path, object, *into)
            }
            Act::Open { at, path, into, .. } => {
                let base = self.group(*at)?;
                Some(self.graph.find(base, path).map(|id| self.put(*into, id)))
            }
            Act::Drop { slot } => {
                let id = self.slots[*slot].take()?;
                self.graph.release(id);
                Some(Ok(()))
            }
            Act::Remove { at, path } => {
                let base = self.group(*at)?;
                Some(self.graph.remove(base, path))
            }
            Act::Rename { at, from, to_at, to } => {
                let (from_base, to_base) = (self.group(*at)?, self.group(*to_at)?);
                if known::RENAME_ANYWHERE && (*at, *to_at) != (At::Root, At::Root) {
                    return None;
                }
                match self.graph.rename(from_base, from, to_base, to) {
                    Ok(true) => Some(Ok(())),
                    Ok(false) => None,
                    Err(fail) => Some(Err(fail)),
                }
            }
            Act::Copy { at, from, to } => {
                let base = self.group(*at)?;
                if known::WAY && self.graph.find(base, from).is_err() && self.graph.lacks_way(base, to) {
                    return None;
                }
                if let Ok(id) = self.graph.find(base, from)
                    && known::bars_copy(&self.graph, id, base, to, How::default())
                {
                    return None;
                }
                let found = both(self.graph.find(base, from), self.graph.vacant(base, to));
                Some(found.map(|id| {
                    let graph = self.graph.clone();
                    let copy = self.graph.copied(&graph, id, How::default());
                    self.graph.link(base, to, Link::Hard(copy));
                }))
            }
            Act::Hard { at, path, target } => {
                let base = self.group(*at)?;
                if known::WAY && self.graph.find(base, target).is_err() && self.graph.lacks_way(base, path) {
                    return None;
                }
                if let Ok(id) = self.graph.find(base, target)
                    && known::bars_link(&self.graph, id, base, path)
                {
                    return None;
                }
                let found = both(self.graph.find(base, target), self.graph.vacant(base, path));
                Some(found.map(|id| self.graph.link(base, path, Link::Hard(id))))
            }
            Act::LinkAs { from, at, path } => {
                let (id, base) = (self.id(*from)?, self.group(*at)?);
                if known::bars_link(&self.graph, id, base, path) || known::RELINK && self.graph.get(id).links == 0 {
                    return None;
                }
                Some(self.graph.vacant(base, path).map(|()| self.graph.link(base, path, Link::Hard(id))))
            }
            Act::Soft { at, path, target } => {
                let base = self.group(*at)?;
                Some(self.graph.vacant(base, path).map(|()| self.graph.link(base, path, Link::Soft(normal(target)))))
            }
            _ => None,
        }
    }

    fn make(&mut self, at: At, path: &str, object: crate::graph::Object, into: usize) -> Option<Outcome> {
        let base = self.group(at)?;
        Some(self.graph.vacant(base, path).map(|()| {
            let id = self.graph.add(object);
            self.graph.link(base, path, Link::Hard(id));
            self.put(into, id);
        }))
    }

    fn dataset_step(&mut self, act: &Act) -> Option<Outcome> {
        match act {
            Act::Dataset { at, path, make, into } => {
                if known::bars_dataset(make) {
                    return None;
                }
                let array = make.array();
                let mut object = self.graph.object(Body::Array(array), make.tracked);
                object.tracked = Some(make.tracked);
                self.make(*at, path, object, *into)
            }
            Act::Write { slot, seed } => {
                let (id, array) = self.array(*slot)?;
                let column = array.kind.column(*seed, array.column.len());
                self.graph.array_mut(id)?.column = column;
                Some(Ok(()))
            }
            Act::WritePart { slot, part, seed } => {
                let (id, array) = self.array(*slot)?;
                let (part, values) = array.part(*part, false, Some(*seed))?;
                let places = part.places(&array.dims);
                self.graph.array_mut(id)?.column.put(&places, &values);
                Some(Ok(()))
            }
            Act::ReadPart { slot, part, .. } => self.array(*slot)?.1.part(*part, true, None).map(|_| Ok(())),
            Act::FlushDataset { slot } => self.array(*slot).map(|_| Ok(())),
            Act::Append { slot, rows, seed } => {
                let (id, array) = self.array(*slot)?;
                let Some(&len) = array.dims.first() else { return Some(Err(Fail::of([ErrorKind::Shape]))) };
                let mut dims = array.dims.clone();
                dims[0] = len + rows.max(&1);
                Some(self.resize(id, &dims).map(|()| {
                    let Some(array) = self.graph.array_mut(id) else { unreachable!("an array") };
                    let row: usize = dims[1..].iter().product();
                    let places: Vec<_> = (len * row..dims[0] * row).collect();
                    array.column.put(&places, &array.kind.column(*seed, places.len()));
                }))
            }
            Act::Resize { slot, dims } => {
                let (id, array) = self.array(*slot)?;
                if dims.len() != array.dims.len() {
                    return Some(Err(Fail::of([ErrorKind::Shape])));
                }
                Some(self.resize(id, dims))
            }
            _ => None,
        }
    }

    fn resize(&mut self, id: Id, dims: &[usize]) -> Outcome {
        let array = self.graph.array_mut(id).expect("an array");
        if dims.iter().zip(&array.max).any(|(dim, max)| dim > max) {
            return Err(Fail::of([ErrorKind::Shape]));
        }
        if *dims == array.dims {
            return Ok(());
        }
        if array.chunk.is_empty() {
            return Err(Fail::of([ErrorKind::Unsupported]));
        }
        let unset = array.kind.unset(array.fill, dims.iter().product());
        array.column = array.column.reshaped(&array.dims, dims, unset);
        array.dims = dims.to_vec();
        Ok(())
    }

    fn attribute_step(&mut self, act: &Act) -> Option<Outcome> {
        if known::bars_attribute(self, act) {
            return None;
        }
        match act {
            Act::Set { on, name, content } => {
                let id = self.id(*on)?;
                self.set(id, name, content)
            }
            Act::Get { on, name, .. } => {
                let object = self.graph.get(self.id(*on)?);
                Some(object.attributes.get(name).map(|_| ()).ok_or_else(|| Fail::of(NOT_FOUND)))
            }
            Act::RemoveAttribute { on, name } => {
                let id = self.id(*on)?;
                Some(self.graph.get_mut(id).attributes.remove(name).map(|_| ()).ok_or_else(|| Fail::of(NOT_FOUND)))
            }
            Act::RenameAttribute { on, from, to } => {
                let id = self.id(*on)?;
                let serial = self.graph.number();
                let attributes = &mut self.graph.get_mut(id).attributes;
                if !attributes.contains_key(from) {
                    return Some(Err(Fail::of([ErrorKind::NotFound, ErrorKind::AlreadyExists])));
                }
                if from != to {
                    if attributes.contains_key(to) {
                        return Some(Err(Fail::of([ErrorKind::AlreadyExists])));
                    }
                    let attribute = attributes.remove(from).map(|old| Attribute { serial, order: None, ..old });
                    attributes.insert(to.clone(), attribute.expect("it is there"));
                }
                Some(Ok(()))
            }
            Act::OpenAttribute { on, name, into } => {
                let object = self.id(*on)?;
                let Some(found) = self.graph.get(object).attributes.get(name) else { return Some(Err(Fail::of(NOT_FOUND))) };
                let (serial, kind, shape) = (found.serial, found.kind, found.shape.clone());
                let held = Held { object, name: name.clone(), serial, kind, shape };
                self.graph.hold(object);
                if let Some(old) = self.attributes[*into].replace(held) {
                    self.graph.release(old.object);
                }
                Some(Ok(()))
            }
            Act::WriteAttribute { slot, seed } => self.write_attribute(*slot, *seed),
            Act::ReadAttribute { slot } => self.attributes[*slot].as_ref().map(|_| Ok(())),
            Act::DropAttribute { slot } => {
                let held = self.attributes[*slot].take()?;
                self.graph.release(held.object);
                Some(Ok(()))
            }
            _ => None,
        }
    }

    /// Writes by a kept handle. Where another attribute has come in its place that could take the value, the handle may write that, or say
    /// that it is stale.
    fn write_attribute(&mut self, slot: usize, seed: u64) -> Option<Outcome> {
        let held = self.attributes[slot].as_ref().filter(|held| held.shape.is_some())?;
        if self.unchanged(held).is_none() {
            let now = self.graph.get(held.object).attributes.get(&held.name);
            return now.is_none_or(|now| !now.could_take(held.kind, held.shape.as_deref())).then(|| Err(Fail::any()));
        }
        let attribute = self.graph.get_mut(held.object).attributes.get_mut(&held.name)?;
        attribute.column = attribute.kind.column(seed, attribute.column.len());
        Some(Ok(()))
    }

    fn set(&mut self, id: Id, name: &str, content: &Content) -> Option<Outcome> {
        let (serial, order) = (self.graph.number(), self.graph.number());
        let object = self.graph.get_mut(id);
        if content.size() > ROOM && object.roomy != Some(true) {
            return object.roomy.map(|_| Err(Fail::of([ErrorKind::Library])));
        }
        let len = content.shape.as_ref().map_or(0, |shape| shape.iter().product());
        let column = content.kind.column(content.seed, len);
        let (kind, shape) = (content.kind, content.shape.clone());
        match object.attributes.get_mut(name) {
            Some(old) if (old.kind, &old.shape) == (kind, &shape) => (old.column, old.order) = (column, None),
            Some(old) => *old = Attribute { kind, shape, column, serial, order: None },
            None => {
                object.attributes.insert(name.to_owned(), Attribute { kind, shape, column, serial, order: Some(order) });
            }
        }
        Some(Ok(()))
    }
}

/// What was found, where both went well; each of the failures may be reported.
fn both(found: std::result::Result<Id, Fail>, vacant: Outcome) -> std::result::Result<Id, Fail> {
    match (found, vacant) {
        (Ok(id), Ok(())) => Ok(id),
        (Err(missing), Err(taken)) => Err(missing.or(taken)),
        (Err(one), _) | (_, Err(one)) => Err(one),
    }
}

impl Make {
    fn array(&self) -> Array {
        let len = self.dims.iter().product();
        let column = match self.seed {
            Some(seed) => self.kind.column(seed, len),
            None => self.kind.unset(self.fill, len),
        };
        Array { kind: self.kind, dims: self.dims.clone(), max: self.max(), chunk: self.chunk.clone(), filters: self.filters, fill: self.fill, column }
    }

    pub(crate) fn max(&self) -> Vec<usize> {
        let room = |(axis, dim): (usize, &usize)| match self.room.get(axis) {
            Some(None) => h5mem::Extent::UNLIMITED,
            Some(Some(more)) => dim + more,
            None => *dim,
        };
        self.dims.iter().enumerate().map(room).collect()
    }
}

impl Content {
    fn size(&self) -> usize {
        let element = match self.kind {
            Kind::Byte => 1,
            Kind::Int | Kind::Swapped => 4,
            Kind::Float => 8,
            Kind::Fixed => 6,
            Kind::Text | Kind::List => 16,
            Kind::Record => 34,
        };
        self.shape.as_ref().map_or(0, |shape| element * shape.iter().product::<usize>())
    }
}

impl Attribute {
    /// Whether a value of this type and shape might be written to it.
    fn could_take(&self, kind: Kind, shape: Option<&[usize]>) -> bool {
        let len = |shape: &[usize]| shape.iter().product::<usize>();
        let (Some(old), Some(now)) = (shape, self.shape.as_deref()) else { return true };
        let single = len(old) == 1 && len(now) == 1;
        (old == now || single) && kind.is_like(self.kind)
    }
}

impl Array {
    /// A part of it, and values to write there; `None` of an array without elements or axes.
    pub(crate) fn part(&self, part: u64, indices: bool, seed: Option<u64>) -> Option<(Part, Column)> {
        if self.dims.is_empty() || self.dims.contains(&0) {
            return None;
        }
        let part = Part::of(&self.dims, &mut Random(part), indices);
        let len = part.places(&self.dims).len();
        let column = self.kind.column(seed.unwrap_or(0), if seed.is_some() { len } else { 0 });
        Some((part, column))
    }
}
