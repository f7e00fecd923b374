//! Steps taken with this crate, each compared with what the model says.
use std::panic::{AssertUnwindSafe, catch_unwind};

use h5mem::{
    AllocTime, Attribute, Attributes, CopyOptions, Dataset, DatasetBuilder, ErrorKind, File, FileAccess, FileCreate, FileSpaceStrategy, Filter,
    Group, GroupCreate, LibVer, Object, Scale,
};
use ndarray::ArrayD;

use crate::{
    compare::{self, Compared, Named, ok},
    generate::Setup,
    graph::{self, Array, Fail},
    step::{ATTRIBUTE_SLOTS, Act, At, Content, Expect, Filters, Make, Model, SLOTS, Side, Step},
    value::{Column, Element, Kind, each},
};

/// A file of this crate, and handles of it.
pub(crate) struct Real {
    file: File,
    root: Group,
    slots: [Option<Object>; SLOTS],
    attributes: [Option<Attribute>; ATTRIBUTE_SLOTS],
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
            create = create.file_space(FileSpaceStrategy::Paged, !crate::known::PERSISTENT_SPACE, 1).page_size(1024);
        }
        let file = access.create_with("model", create)?;
        let root = (*file).clone();
        Ok(Self::new(file, root))
    }

    fn object(&self, at: At) -> Object {
        match at {
            At::Root => Object::Group(self.root.clone()),
            At::Slot(slot) => self.slots[slot].clone().expect("a handle as in the model"),
        }
    }

    fn group(&self, at: At) -> Group {
        self.object(at).into_group().expect("a group as in the model")
    }

    fn dataset(&self, slot: usize) -> Dataset {
        self.slots[slot].clone().expect("a handle as in the model").into_dataset().expect("a dataset as in the model")
    }
}

/// The files of a case beside their model.
pub(crate) struct Replay {
    pub(crate) model: Model,
    pub(crate) reals: [Option<Real>; 2],
}

/// Where a case left the model, and how.
#[derive(Clone, Debug)]
pub(crate) struct Divergence {
    /// Place of the step among those of the case.
    pub(crate) step: usize,
    pub(crate) what: String,
}

/// Runs a case. With `shown` each step is printed before it is taken.
pub(crate) fn run(setup: &Setup, steps: &[Step], shown: bool) -> Result<(), Divergence> {
    if shown {
        println!("{setup:?}");
    }
    let diverged = |step: usize, what: String| Divergence { step, what };
    let real = Real::create(setup).map_err(|error| diverged(0, format!("creating the file: {error}")))?;
    let mut replay = Replay { model: setup.model(None), reals: [Some(real), None] };
    for (n, step) in steps.iter().enumerate() {
        if shown {
            println!("{n}: {step:?}");
        }
        replay.guarded(step).map_err(|what| diverged(n, what))?;
    }
    for file in [0, 1] {
        if replay.reals[file].is_some() {
            replay.guarded(&Step { file, act: Act::Check }).map_err(|what| diverged(steps.len(), what))?;
        }
    }
    Ok(())
}

fn agree<T>(found: h5mem::Result<T>, expect: &Expect) -> Compared<Option<T>> {
    match (found, expect) {
        (Ok(found), Expect::Done) => Ok(Some(found)),
        (Ok(_), expect) => Err(format!("it succeeded, expected {expect:?}")),
        (Err(error), Expect::Fails(Fail(kinds))) if kinds.is_empty() || kinds.contains(&error.kind()) => Ok(None),
        (Err(error), expect) => Err(format!("{error} ({:?}), expected {expect:?}", error.kind())),
    }
}

impl Replay {
    fn guarded(&mut self, step: &Step) -> Compared {
        catch_unwind(AssertUnwindSafe(|| self.step(step))).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()));
            Err(format!("a panic: {}", text.unwrap_or_default()))
        })
    }

    pub(crate) fn step(&mut self, step: &Step) -> Compared {
        crate::cases::taken();
        let before = self.model.sides[step.file].as_ref().and_then(|side| side.array_of(&step.act).cloned());
        let expect = self.model.apply(step);
        if expect == Expect::Skip {
            return Ok(());
        }
        let after = self.model.sides[step.file].as_ref().expect("it was there before");
        match &step.act {
            Act::CopyTo { from, to_file, to_at, to, how } => {
                let source = self.reals[step.file].as_ref().expect("as in the model").object(*from);
                let group = self.reals[*to_file].as_ref().expect("as in the model").group(*to_at);
                let options = CopyOptions::new().shallow(how.shallow).expand_soft(how.expand_soft);
                agree(source.copy_to(&group, to, &options.without_attributes(how.without_attributes)), &expect).map(drop)
            }
            Act::Snapshot => {
                let real = self.reals[step.file].as_ref().expect("as in the model");
                let file = ok(real.file.snapshot(), || "a snapshot".to_owned())?;
                let root = if after.root == graph::ROOT {
                    (*file).clone()
                } else {
                    let path = ok(real.root.path(), || "the path of a group".to_owned())?;
                    ok(file.group(&path), || format!("{path} in a snapshot"))?
                };
                self.reals[1 - step.file] = Some(Real::new(file, root));
                Ok(())
            }
            Act::Reopen { low } => {
                let Real { file, root, .. } = self.reals[step.file].take().expect("as in the model");
                drop(root);
                self.reals[step.file] = Some(reopened(file, *low)?);
                Ok(())
            }
            act => self.reals[step.file].as_mut().expect("as in the model").act(act, &expect, before.as_ref(), after),
        }
    }
}

fn reopened(file: File, low: LibVer) -> Compared<Real> {
    let image = file.into_image().map_err(|returned| format!("taking the image: {returned}"))?;
    let access = FileAccess::memory().libver(low, LibVer::Latest);
    let file = ok(File::from_image(image).access(access).open_rw(), || "opening the image".to_owned())?;
    let root = (*file).clone();
    Ok(Real::new(file, root))
}

impl Real {
    /// A step within one file; `before` is the dataset that it is about.
    fn act(&mut self, act: &Act, expect: &Expect, before: Option<&Array>, after: &Side) -> Compared {
        match act {
            Act::Group { .. } | Act::Dataset { .. } | Act::Type { .. } | Act::Open { .. } | Act::Drop { .. } => self.open(act, expect),
            Act::Remove { at, path } => agree(self.group(*at).remove(path), expect).map(drop),
            Act::Rename { at, from, to_at, to } if at == to_at => agree(self.group(*at).rename(from, to), expect).map(drop),
            Act::Rename { at, from, to_at, to } => agree(self.group(*at).move_to(from, &self.group(*to_at), to), expect).map(drop),
            Act::Copy { at, from, to } => agree(self.group(*at).copy(from, to), expect).map(drop),
            Act::Hard { at, path, target } => agree(self.group(*at).link_hard(path, target), expect).map(drop),
            Act::LinkAs { from, at, path } => agree(self.object(*from).link_as(&self.group(*at), path), expect).map(drop),
            Act::Soft { at, path, target } => agree(self.group(*at).link_soft(path, target), expect).map(drop),
            Act::Write { .. } | Act::WritePart { .. } | Act::ReadPart { .. } | Act::Append { .. } | Act::Resize { .. } => {
                self.elements(act, expect, before.expect("a dataset as in the model"))
            }
            Act::FlushDataset { slot } => agree(self.dataset(*slot).flush(), expect).map(drop),
            Act::Flush => agree(self.file.flush(), expect).map(drop),
            Act::Image => self.image(after),
            Act::Check => compare::file(&self.root, &after.graph, after.root),
            Act::CheckSlot { slot } => {
                let id = after.slots[*slot].expect("a handle as in the model");
                compare::object(&self.object(At::Slot(*slot)), &after.graph, id, &format!("handle {slot}"))
            }
            act => self.attribute(act, expect, after),
        }
    }

    fn open(&mut self, act: &Act, expect: &Expect) -> Compared {
        let (opened, slot) = match act {
            Act::Group { at, path, tracked: false, into } => (self.group(*at).create_group(path).map(Object::Group), *into),
            Act::Group { at, path, tracked: true, into } => {
                (self.group(*at).create_group_with(path, GroupCreate::new().track_order(true)).map(Object::Group), *into)
            }
            Act::Dataset { at, path, make, into } => (made(self.group(*at).new_dataset(path), make).map(Object::Dataset), *into),
            Act::Type { at, path, kind, into } => (self.group(*at).commit(path, &kind.descriptor()).map(Object::Datatype), *into),
            Act::Open { at, path, typed: false, into } => (self.group(*at).get(path), *into),
            Act::Open { at, path, into, .. } => {
                let group = self.group(*at);
                let opened = match group.dataset(path) {
                    Err(error) if error.kind() == ErrorKind::Type => group.group(path).map(Object::Group),
                    dataset => dataset.map(Object::Dataset),
                };
                let opened = opened.or_else(|error| match error.kind() {
                    ErrorKind::Type => group.datatype(path).map(Object::Datatype),
                    _ => Err(error),
                });
                (opened, *into)
            }
            Act::Drop { slot } => {
                self.slots[*slot] = None;
                return Ok(());
            }
            _ => unreachable!("not one of these"),
        };
        if let Some(object) = agree(opened, expect)? {
            self.slots[slot] = Some(object);
        }
        Ok(())
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
            Act::ReadPart { slot, part, times } => {
                let dataset = self.dataset(*slot);
                let (part, _) = array.part(*part, true, None).expect("a part as in the model");
                let wanted = array.column.at(&part.places(&array.dims));
                for n in 0..*times {
                    let found = ok(compare::read(array.kind, dataset.slice(&part.selection)), || format!("reading {:?}", part.selection))?;
                    if found != Some((part.shape.clone(), wanted.clone())) {
                        return Err(format!("read {n} of {:?}: {found:?}, expected {wanted:?}", part.selection));
                    }
                }
                return Ok(());
            }
            _ => unreachable!("not one of these"),
        };
        agree(done, expect).map(drop)
    }

    fn attribute(&mut self, act: &Act, expect: &Expect, after: &Side) -> Compared {
        match act {
            Act::Set { on, name, content } => agree(set(&self.object(*on).attrs(), name, content), expect).map(drop),
            Act::Get { on, name, times } => {
                let object = self.object(*on);
                let Some(attribute) = after.graph.get(after.id(*on).expect("an object")).attributes.get(name) else {
                    return agree(object.attrs().get::<i32>(name), expect).map(drop);
                };
                for n in 0..*times {
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
            _ => unreachable!("not one of these"),
        }
    }

    fn image(&self, after: &Side) -> Compared {
        let image = ok(self.file.image(), || "an image".to_owned())?;
        let file = ok(File::from_image(image).open(), || "opening an image".to_owned())?;
        let mut graph = after.graph.clone();
        graph.abandon_all();
        if after.root == graph::ROOT {
            return compare::file(&file, &graph, after.root);
        }
        let path = ok(self.root.path(), || "the path of a group".to_owned())?;
        compare::file(&ok(file.group(&path), || format!("{path} in an image"))?, &graph, after.root)
    }
}

/// A kept handle reads the attribute it was opened as; once that was replaced, renamed or removed, an error, or what has its name now.
fn read_held(found: &Attribute, held: &crate::step::Held, side: &Side) -> Compared {
    let what = || format!("attribute handle {}", held.name);
    let now = side.graph.get(held.object).attributes.get(&held.name);
    let kind = now.map_or(held.kind, |now| now.kind);
    let read = compare::read(kind, found);
    match (read, now) {
        (read, Some(now)) if now.serial == held.serial => compare::value(ok(read, what)?, now, what),
        (Ok(read), Some(now)) => compare::value(read, now, what),
        (Ok(read), None) => Err(format!("{}: it is gone, and reads {read:?}", what())),
        (Err(_), _) => Ok(()),
    }
}

enum Target<'a> {
    Whole(&'a Dataset),
    Part(&'a h5mem::Selected<'a>),
    Rows(&'a Dataset),
    Attribute(&'a Attribute),
    Set(&'a Attributes<'a>, &'a str, Kind),
    New(DatasetBuilder, Kind, &'a mut Option<Dataset>),
}

fn write(column: &Column, shape: &[usize], target: Target<'_>) -> h5mem::Result<()> {
    fn put<T: Element>(values: &[T], shape: &[usize], target: Target<'_>) -> h5mem::Result<()> {
        let array = ArrayD::from_shape_vec(shape, values.to_vec()).expect("as many elements");
        match target {
            Target::Whole(dataset) => dataset.write(&array),
            Target::Part(part) => part.write(&array),
            Target::Rows(dataset) => dataset.append(&array),
            Target::Attribute(attribute) => attribute.write(&array),
            Target::Set(attributes, name, Kind::Swapped) => attributes.set_as(name, &Kind::Swapped.descriptor(), &array),
            Target::Set(attributes, name, _) => attributes.set(name, &array),
            Target::New(builder, Kind::Swapped, made) => {
                *made = Some(builder.write_as(&Kind::Swapped.descriptor(), &array)?);
                Ok(())
            }
            Target::New(builder, _, made) => {
                *made = Some(builder.write(&array)?);
                Ok(())
            }
        }
    }
    each!(column, values => put(values, shape, target))
}

fn set(attributes: &Attributes<'_>, name: &str, content: &Content) -> h5mem::Result<()> {
    fn null<T: Element>(_: &[T], attributes: &Attributes<'_>, name: &str) -> h5mem::Result<()> {
        attributes.set_null::<T>(name)
    }
    match &content.shape {
        Some(shape) => {
            let values = content.kind.column(content.seed, shape.iter().product());
            write(&values, shape, Target::Set(attributes, name, content.kind))
        }
        None => each!(content.kind.column(0, 0), values => null(&values, attributes, name)),
    }
}

fn made(mut builder: DatasetBuilder, make: &Make) -> h5mem::Result<Dataset> {
    fn filled<T: Element>(builder: DatasetBuilder, values: &[T]) -> DatasetBuilder {
        builder.fill(values[0].clone())
    }
    if make.room.iter().any(|room| *room != Some(0)) {
        builder = builder.max_shape(make.max());
    }
    if !make.chunk.is_empty() {
        builder = builder.chunk(&make.chunk);
    }
    builder = match make.filters {
        Filters::None => builder,
        Filters::Deflate => builder.deflate(1),
        Filters::ShuffleDeflate => builder.shuffle().deflate(3),
        Filters::Fletcher => builder.fletcher32(),
        Filters::All => builder.shuffle().deflate(1).fletcher32(),
        Filters::ScaleOffset => builder.scale_offset(Scale::Integers(0)),
        Filters::TwoDeflates => builder.filter(Filter::Deflate(1)).filter(Filter::Deflate(9)),
    };
    if make.compact {
        builder = builder.compact();
    }
    if make.early {
        builder = builder.alloc_time(AllocTime::Early);
    }
    if let Some(seed) = make.fill {
        builder = each!(make.kind.column(seed, 1), values => filled(builder, &values));
    }
    builder = builder.track_order(make.tracked);
    let Some(seed) = make.seed else { return builder.shape(&make.dims).create_as(&make.kind.descriptor()) };
    let mut dataset = None;
    let values = make.kind.column(seed, make.dims.iter().product());
    write(&values, &make.dims, Target::New(builder, make.kind, &mut dataset))?;
    Ok(dataset.expect("it was made"))
}
