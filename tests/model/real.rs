//! A file of this crate beside its model.
use h5mem::{Attribute, Dataset, ErrorKind, File, FileAccess, FileCreate, FileSpaceStrategy, Group, GroupCreate, Object};
use ndarray::ArrayD;

use crate::{
    compare::{self, Compared, Named, ok, same},
    generate::Setup,
    graph::{self, Array, Fail},
    known,
    model::{Held, Side},
    step::{ATTRIBUTE_SLOTS, Act, At, Expect, SLOTS},
    value::{Column, Kind},
    write::{self, Target, write},
};

/// A file of this crate, and handles of it.
pub(crate) struct Real {
    pub(crate) file: File,
    root: Group,
    slots: [Option<Object>; SLOTS],
    attributes: [Option<Attribute>; ATTRIBUTE_SLOTS],
}

/// What a call came to is what was expected.
pub(crate) fn agree<T>(found: h5mem::Result<T>, expect: &Expect) -> Compared<Option<T>> {
    match (found, expect) {
        (Ok(found), Expect::Done) => Ok(Some(found)),
        (Ok(_), expect) => Err(format!("it succeeded, expected {expect:?}")),
        (Err(error), Expect::Fails(Fail(kinds))) if kinds.is_empty() || kinds.contains(&error.kind()) => Ok(None),
        (Err(error), expect) => Err(format!("{error} ({:?}), expected {expect:?}", error.kind())),
    }
}

impl Real {
    pub(crate) fn new(file: File, root: Group) -> Self {
        Self { file, root, slots: [const { None }; SLOTS], attributes: [const { None }; ATTRIBUTE_SLOTS] }
    }

    pub(crate) fn create(setup: &Setup) -> h5mem::Result<Self> {
        let access = if setup.core { FileAccess::core(false) } else { FileAccess::memory() };
        let mut access = access.libver(setup.low, setup.high);
        if setup.small_cache {
            access = access.chunk_cache(3, 64, 0.5);
        }
        let mut create = FileCreate::new().track_order(setup.tracked).userblock(setup.userblock);
        if setup.paged {
            create = create.file_space(FileSpaceStrategy::Paged, !known::PERSISTENT_SPACE, 1).page_size(1024);
        }
        let file = access.create_with("model", create)?;
        let root = (*file).clone();
        Ok(Self::new(file, root))
    }

    pub(crate) fn object(&self, at: At) -> Object {
        match at {
            At::Root => Object::Group(self.root.clone()),
            At::Slot(slot) => self.slots[slot].clone().expect("a handle as in the model"),
        }
    }

    pub(crate) fn group(&self, at: At) -> Group {
        self.object(at).into_group().expect("a group as in the model")
    }

    fn dataset(&self, slot: usize) -> Dataset {
        self.slots[slot].clone().expect("a handle as in the model").into_dataset().expect("a dataset as in the model")
    }

    /// In a copy of the file the group that steps begin at.
    pub(crate) fn own_group(&self, file: &File) -> Compared<Group> {
        let path = ok(self.root.path(), || "the path of a group".to_owned())?;
        ok(file.group(&path), || format!("{path} in a copy"))
    }

    /// The file, without any handle of what is in it.
    pub(crate) fn into_file(self) -> File {
        self.file
    }

    /// Closes the file; all handles say so from then on.
    pub(crate) fn close(self) -> Compared {
        let Self { file, root, slots, attributes } = self;
        file.close().map_err(|returned| format!("closing: {returned}"))?;
        let closed = |found: h5mem::Result<()>, what: &str| match found {
            Err(error) if error.kind() == ErrorKind::Closed => Ok(()),
            found => Err(format!("{what} of a closed file: {found:?}")),
        };
        closed(root.create_group("new").map(drop), "a group")?;
        for object in slots.iter().flatten() {
            closed(object.attrs().set("new", &1), "attributes")?;
            closed(object.info().map(drop), "information")?;
            if let Object::Dataset(dataset) = object {
                closed(dataset.read::<h5mem::DynArray>().map(drop), "elements")?;
            }
        }
        attributes.iter().flatten().try_for_each(|attribute| closed(attribute.dtype().map(drop), "the type of an attribute"))
    }

    /// A step within one file; `before` is the dataset that it is about.
    pub(crate) fn act(&mut self, act: &Act, expect: &Expect, before: Option<&Array>, after: &Side) -> Compared {
        match act {
            Act::Remove { at, path } => agree(self.group(*at).remove(path), expect).map(drop),
            Act::Rename { at, from, to_at, to } if at == to_at => agree(self.group(*at).rename(from, to), expect).map(drop),
            Act::Rename { at, from, to_at, to } => agree(self.group(*at).move_to(from, &self.group(*to_at), to), expect).map(drop),
            Act::Copy { at, from, to } => agree(self.group(*at).copy(from, to), expect).map(drop),
            Act::Hard { at, path, target } => agree(self.group(*at).link_hard(path, target), expect).map(drop),
            Act::LinkAs { from, at, path } => agree(self.object(*from).link_as(&self.group(*at), path), expect).map(drop),
            Act::Soft { at, path, target } => agree(self.group(*at).link_soft(path, target), expect).map(drop),
            Act::Comment { on, text } => agree(self.object(*on).set_comment(text), expect).map(drop),
            Act::FlushDataset { slot } => agree(self.dataset(*slot).flush(), expect).map(drop),
            Act::Flush => agree(self.file.flush(), expect).map(drop),
            Act::Image => self.image(after),
            Act::Check => compare::file(&self.root, &after.graph, after.root),
            Act::CheckSlot { slot } => {
                let id = after.slots[*slot].expect("a handle as in the model");
                compare::object(&self.object(At::Slot(*slot)), &after.graph, id, &format!("handle {slot}"))
            }
            act => match before {
                Some(array) => self.elements(act, expect, array),
                None => match self.open(act, expect) {
                    Some(opened) => opened,
                    None => self.attribute(act, expect, after),
                },
            },
        }
    }

    /// Steps that make, open or let go of an object.
    fn open(&mut self, act: &Act, expect: &Expect) -> Option<Compared> {
        let (opened, slot) = match act {
            Act::Group { at, path, tracked: false, into } => (self.group(*at).create_group(path).map(Object::Group), *into),
            Act::Group { at, path, into, .. } => {
                (self.group(*at).create_group_with(path, GroupCreate::new().track_order(true)).map(Object::Group), *into)
            }
            Act::AnonymousGroup { tracked, into } => {
                (self.root.create_anonymous_group(GroupCreate::new().track_order(*tracked)).map(Object::Group), *into)
            }
            Act::Dataset { at, path, make, into } => (write::made(self.group(*at).new_dataset(path), make).map(Object::Dataset), *into),
            Act::AnonymousDataset { make, into } => (write::made(self.root.new_anonymous_dataset(), make).map(Object::Dataset), *into),
            Act::Type { at, path, kind, into } => (self.group(*at).commit(path, &kind.descriptor()).map(Object::Datatype), *into),
            Act::Open { at, path, typed: false, into } => (self.group(*at).get(path), *into),
            Act::Open { at, path, into, .. } => (typed(&self.group(*at), path), *into),
            Act::Drop { slot } => {
                self.slots[*slot] = None;
                return Some(Ok(()));
            }
            _ => return None,
        };
        Some(agree(opened, expect).map(|opened| {
            if let Some(object) = opened {
                self.slots[slot] = Some(object);
            }
        }))
    }

    fn elements(&self, act: &Act, expect: &Expect, array: &Array) -> Compared {
        let done = match act {
            Act::Write { slot, seed } => {
                write(&array.kind.column(*seed, array.column.len()), &array.dims, Target::Whole(&self.dataset(*slot)))
            }
            Act::WritePart { slot, part, seed } => {
                let (part, values) = array.part(*part, false, Some(*seed)).expect("a part as in the model");
                let dataset = self.dataset(*slot);
                write(&values, &part.shape, Target::Part(&dataset.slice(&part.selection)))
            }
            Act::Append { slot, rows, seed } => {
                let mut dims = array.dims.clone();
                match (dims.first_mut(), *rows) {
                    (None, _) => {}
                    (Some(_), 0) => drop(dims.remove(0)),
                    (Some(first), rows) => *first = rows,
                }
                write(&array.kind.column(*seed, dims.iter().product()), &dims, Target::Rows(&self.dataset(*slot)))
            }
            Act::Resize { slot, dims } => self.dataset(*slot).resize(dims),
            Act::WriteChunk { slot, chunk, seed } => {
                let (offset, _, bytes) = array.raw_chunk(*chunk, *seed).expect("a chunk as in the model");
                self.dataset(*slot).write_chunk(offset, &bytes, 0)
            }
            Act::ReadPart { slot, part, times } => return read_part(array, &self.dataset(*slot), *part, *times),
            _ => unreachable!("no step that moves elements: {act:?}"),
        };
        agree(done, expect).map(drop)
    }

    fn attribute(&mut self, act: &Act, expect: &Expect, after: &Side) -> Compared {
        match act {
            Act::Set { on, name, content } => agree(write::set(&self.object(*on).attrs(), name, content), expect).map(drop),
            Act::Get { on, name, times } => {
                let expected = after.graph.get(after.id(*on).expect("an object")).attributes.get(name);
                get(&self.object(*on), name, *times, expected, expect)
            }
            Act::RemoveAttribute { on, name } => agree(self.object(*on).attrs().remove(name), expect).map(drop),
            Act::RenameAttribute { on, from, to } => agree(self.object(*on).attrs().rename(from, to), expect).map(drop),
            Act::OpenAttribute { on, name, into } => {
                if let Some(attribute) = agree(self.object(*on).attrs().open(name), expect)? {
                    self.attributes[*into] = Some(attribute);
                }
                Ok(())
            }
            Act::WriteAttribute { slot, seed } => {
                let (held, attribute) = (after.attributes[*slot].as_ref().expect("a handle"), &self.attributes[*slot]);
                let shape = held.shape.as_deref().expect("elements");
                let values = held.kind.column(*seed, shape.iter().product());
                agree(write(&values, shape, Target::Attribute(attribute.as_ref().expect("as in the model"))), expect).map(drop)
            }
            Act::ReadAttribute { slot } => {
                let (held, found) = (after.attributes[*slot].as_ref().expect("a handle"), self.attributes[*slot].as_ref());
                read_held(found.expect("as in the model"), held, after)
            }
            Act::DropAttribute { slot } => {
                self.attributes[*slot] = None;
                Ok(())
            }
            Act::Chunks { slot } => chunks(&self.dataset(*slot), after.array(*slot).expect("a dataset as in the model").1),
            _ => unreachable!("no step of a file: {act:?}"),
        }
    }

    fn image(&self, after: &Side) -> Compared {
        let image = ok(self.file.image(), || "an image".to_owned())?;
        let file = ok(File::from_image(image).open(), || "opening an image".to_owned())?;
        let mut graph = after.graph.clone();
        graph.abandon_all();
        let root = if after.root == graph::ROOT { (*file).clone() } else { self.own_group(&file)? };
        compare::file(&root, &graph, after.root)
    }
}

/// An object, by the verb of its kind.
fn typed(group: &Group, path: &str) -> h5mem::Result<Object> {
    match group.dataset(path) {
        Err(error) if error.kind() == ErrorKind::Type => {}
        dataset => return dataset.map(Object::Dataset),
    }
    match group.group(path) {
        Err(error) if error.kind() == ErrorKind::Type => group.datatype(path).map(Object::Datatype),
        group => group.map(Object::Group),
    }
}

fn read_part(array: &Array, dataset: &Dataset, part: u64, times: usize) -> Compared {
    let (part, _) = array.part(part, true, None).expect("a part as in the model");
    let wanted = array.column.at(&part.places(&array.held));
    for n in 0..times {
        let found = ok(compare::read(array.kind, dataset.slice(&part.selection)), || format!("reading {:?}", part.selection))?;
        if found != Some((part.shape.clone(), wanted.clone())) {
            return Err(format!("read {n} of {:?}: {found:?}, expected {wanted:?}", part.selection));
        }
    }
    Ok(())
}

/// The chunks that are listed lie within the dataset, and those of plain bytes hold its elements.
fn chunks(dataset: &Dataset, array: &Array) -> Compared {
    let plain = array.raw_chunk(0, 0).is_some();
    for chunk in ok(dataset.chunks(), || "chunks".to_owned())? {
        let offset: Vec<_> = chunk.offset.clone();
        if (0..offset.len()).any(|axis| offset[axis] % array.chunk[axis] != 0 || offset[axis] >= array.dims[axis]) {
            return Err(format!("{chunk:?} of {:?} in {:?}", array.dims, array.chunk));
        }
        if plain {
            let (bytes, mask) = ok(dataset.read_chunk(&offset), || format!("{chunk:?}"))?;
            same(&mask, &0, || format!("filters left out of {chunk:?}"))?;
            for (place, &byte) in array.places_of_chunk(&offset).into_iter().zip(&bytes) {
                let Some(place) = place else { continue };
                same(&Column::Byte(vec![byte]), &array.column.at(&[place]), || format!("element {place}, in {chunk:?}"))?;
            }
        }
    }
    Ok(())
}

fn get(object: &Object, name: &str, times: usize, expected: Option<&graph::Attribute>, expect: &Expect) -> Compared {
    let Some(attribute) = expected else {
        return agree(object.attrs().get::<i32>(name), expect).map(drop);
    };
    for n in 0..times {
        let what = || format!("read {n} of {name}");
        compare::value(ok(compare::read(attribute.kind, Named(&object.attrs(), name)), what)?, attribute, what)?;
    }
    let other: h5mem::Result<Option<ArrayD<String>>> = object.attrs().get(name);
    match (other, attribute.kind) {
        (Err(error), Kind::Int | Kind::Float | Kind::List) if error.kind() == ErrorKind::Type => Ok(()),
        (found, Kind::Int | Kind::Float | Kind::List) if attribute.shape.is_some() => Err(format!("texts of {name}: {found:?}")),
        _ => Ok(()),
    }
}

/// A kept handle reads the attribute it was opened as; once that was replaced, renamed or removed, an error, or what has its name now.
fn read_held(found: &Attribute, held: &Held, side: &Side) -> Compared {
    let what = || format!("attribute handle {}", held.name);
    let now = side.graph.get(held.object).attributes.get(&held.name);
    let kind = now.map_or(held.kind, |now| now.kind);
    let read = compare::read(kind, found);
    match (read, now) {
        (read, Some(now)) if now.serial == held.serial => {
            compare::value(ok(read, what)?, now, what)?;
            same(&ok(found.shape(), what)?, &now.shape, || format!("{}: shape", what()))?;
            same(&ok(found.dtype(), what)?.size(), &now.kind.descriptor().size(), || format!("{}: size of its type", what()))
        }
        (Ok(read), Some(now)) => compare::value(read, now, what),
        (Ok(read), None) => Err(format!("{}: it is gone, and reads {read:?}", what())),
        (Err(_), _) => Ok(()),
    }
}
