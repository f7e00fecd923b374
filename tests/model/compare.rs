//! Everything of a file, an object or an attribute, compared with the model.
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    ops::ControlFlow,
};

use h5mem::{Attributes, Axis, Dataset, Error, ErrorKind, FromArray, Group, Object, Selection, Token, Walk};
use ndarray::ArrayD;

use crate::{
    graph::{self, Array, Attribute, Body, Entry, Graph, Id},
    value::{Column, Kind},
};

/// `Err` is a divergence, in words.
pub(crate) type Compared<T = ()> = Result<T, String>;

/// A call that must succeed.
pub(crate) fn ok<T>(result: h5mem::Result<T>, what: impl FnOnce() -> String) -> Compared<T> {
    result.map_err(|error| format!("{}: {error}", what()))
}

pub(crate) fn same<T: PartialEq + Debug>(found: &T, expected: &T, what: impl FnOnce() -> String) -> Compared {
    if found == expected { Ok(()) } else { Err(format!("{}: found {found:?}, expected {expected:?}", what())) }
}

/// Elements with the lengths of their axes.
pub(crate) fn read(kind: Kind, read: impl Read) -> h5mem::Result<Option<(Vec<usize>, Column)>> {
    fn parts<T>(array: Option<ArrayD<T>>) -> Option<(Vec<usize>, Vec<T>)> {
        array.map(|array| (array.shape().to_vec(), array.into_iter().collect()))
    }
    macro_rules! column {
        ($name:ident) => {
            parts(read.read()?).map(|(shape, values)| (shape, Column::$name(values)))
        };
    }
    Ok(match kind {
        Kind::Int | Kind::Swapped => column!(Int),
        Kind::Byte => column!(Byte),
        Kind::Float => column!(Float),
        Kind::Text => column!(Text),
        Kind::List => column!(List),
        Kind::Record => column!(Record),
        Kind::Fixed => column!(Fixed),
    })
}

/// A way to read a value.
pub(crate) trait Read {
    fn read<A: FromArray>(&self) -> h5mem::Result<A>;
}

pub(crate) struct Named<'a>(pub(crate) &'a Attributes<'a>, pub(crate) &'a str);

impl Read for Named<'_> {
    fn read<A: FromArray>(&self) -> h5mem::Result<A> {
        self.0.get(self.1)
    }
}

impl Read for &h5mem::Attribute {
    fn read<A: FromArray>(&self) -> h5mem::Result<A> {
        h5mem::Attribute::read(self)
    }
}

impl Read for &Dataset {
    fn read<A: FromArray>(&self) -> h5mem::Result<A> {
        Dataset::read(self)
    }
}

impl Read for h5mem::Selected<'_> {
    fn read<A: FromArray>(&self) -> h5mem::Result<A> {
        h5mem::Selected::read(self)
    }
}

/// What was read is the value of an attribute.
pub(crate) fn value(found: Option<(Vec<usize>, Column)>, expected: &Attribute, what: impl Fn() -> String) -> Compared {
    let (shape, column) = found.map_or_else(|| (None, expected.kind.column(0, 0)), |(shape, column)| (Some(shape), column));
    same(&shape, &expected.shape, || format!("{}: shape", what()))?;
    if column == expected.column {
        return Ok(());
    }
    Err(format!("{}: found {}, expected {}", what(), column.shown(), expected.column.shown()))
}

/// All attributes of an object.
fn attributes(found: &Attributes<'_>, expected: &graph::Object, what: &str) -> Compared {
    let names: Vec<_> = expected.attributes.keys().cloned().collect();
    same(&ok(found.names(), || format!("{what}: attribute names"))?, &names, || format!("{what}: attribute names"))?;
    same(&ok(found.len(), || format!("{what}: attributes"))?, &names.len(), || format!("{what}: number of attributes"))?;
    for (name, attribute) in &expected.attributes {
        let what = || format!("{what}@{name}");
        let found = ok(read(attribute.kind, Named(found, name)), what)?;
        value(found, attribute, what)?;
    }
    let by_creation = found.iter_by(Walk::by_creation());
    let orders = expected.attributes.iter().filter_map(|(name, attribute)| Some((name.clone(), attribute.order?)));
    let listed = by_creation.map(|attributes| attributes.map(|attribute| attribute.name().to_owned()).collect());
    in_order(listed, expected.tracked, names.len(), orders.collect(), &format!("{what}: attributes"))
}

/// Names in the order of their making, as far as that is known.
fn in_order(found: h5mem::Result<Vec<String>>, tracked: Option<bool>, len: usize, orders: BTreeMap<String, u64>, what: &str) -> Compared {
    let found = match (found, tracked) {
        (Err(error), Some(false) | None) if error.kind() == ErrorKind::Unsupported => return Ok(()),
        (Ok(_), None) => return Ok(()),
        // of none there is no order to ask for
        (Ok(_), Some(false)) if len > 0 => return Err(format!("{what} are in an order that is not tracked")),
        (found, _) => ok(found, || format!("{what} in order"))?,
    };
    let listed: BTreeSet<_> = found.iter().collect();
    same(&listed.len(), &len, || format!("{what} in order: {found:?}"))?;
    let known: Vec<_> = found.iter().filter_map(|name| orders.get(name)).collect();
    if known.is_sorted() { Ok(()) } else { Err(format!("{what} in another order: {found:?}, made by {orders:?}")) }
}

/// An object, by whatever handle: what it tells of itself, its attributes, its links or its elements.
pub(crate) fn object(found: &Object, graph: &Graph, id: Id, what: &str) -> Compared {
    let expected = graph.get(id);
    attributes(&found.attrs(), expected, what)?;
    same(&ok(found.comment(), || format!("{what}: comment"))?, &expected.comment, || format!("{what}: comment"))?;
    let info = ok(found.info(), || format!("{what}: information"))?;
    same(&info.attributes, &expected.attributes.len(), || format!("{what}: number of attributes in its header"))?;
    // libhdf5 does not write down that there is no link
    if id != graph::ROOT && (expected.links > 0 || info.links > 1) {
        same(&info.links, &expected.links, || format!("{what}: hard links to it"))?;
    }
    match (found, &expected.body) {
        (Object::Group(group), Body::Group { links, tracked }) => links_of(group, graph, links, *tracked, what),
        (Object::Dataset(dataset), Body::Array(array)) => elements(dataset, array, what),
        (Object::Datatype(datatype), Body::Type(kind)) => {
            let found = ok(datatype.descriptor(), || format!("{what}: descriptor"))?;
            same(&found, &kind.descriptor(), || format!("{what}: descriptor"))
        }
        (found, expected) => Err(format!("{what}: found {found:?}, expected {expected:?}")),
    }
}

fn links_of(found: &Group, graph: &Graph, expected: &BTreeMap<String, Entry>, tracked: Option<bool>, what: &str) -> Compared {
    let names: Vec<_> = expected.keys().cloned().collect();
    same(&ok(found.names(), || format!("{what}: names"))?, &names, || format!("{what}: names"))?;
    same(&ok(found.len(), || format!("{what}: links"))?, &names.len(), || format!("{what}: number of links"))?;
    for (name, entry) in expected {
        let wanted = match &entry.link {
            graph::Link::Hard(_) => h5mem::Link::Hard,
            graph::Link::Soft(target) => h5mem::Link::Soft { target: target.clone() },
        };
        same(&ok(found.link(name), || format!("{what}/{name}: link"))?, &wanted, || format!("{what}/{name}: link"))?;
    }
    let listed = found.links(Walk::by_creation()).and_then(|links| links.map(|link| link.map(|(name, _)| name)).collect());
    let orders = expected.iter().map(|(name, entry)| (name.clone(), entry.order)).collect();
    let tracked = if graph.get(graph::ROOT).links == 0 { None } else { tracked };
    in_order(listed, tracked, names.len(), orders, &format!("{what}: links"))
}

fn elements(found: &Dataset, expected: &Array, what: &str) -> Compared {
    same(&ok(found.shape(), || format!("{what}: shape"))?, &expected.dims, || format!("{what}: shape"))?;
    same(&ok(found.max_shape(), || format!("{what}: maximum"))?, &expected.max, || format!("{what}: maximum"))?;
    let read = if expected.is_huge() {
        let all = found.read::<ArrayD<u8>>();
        if expected.dims[1..].iter().all(|&dim| dim > 0) && all.is_ok() {
            return Err(format!("{what}: it was read, with {:?} elements", expected.dims));
        }
        read(expected.kind, found.slice(Selection::axes(expected.held.iter().map(|&len| Axis::from(0..len)))))
    } else {
        read(expected.kind, found)
    };
    let (shape, column) = ok(read, || format!("{what}: elements"))?.ok_or_else(|| format!("{what}: no elements"))?;
    same(&shape, &expected.held, || format!("{what}: shape of what was read"))?;
    if column == expected.column {
        return Ok(());
    }
    let first = (0..column.len()).find(|&n| column.at(&[n]) != expected.column.at(&[n])).unwrap_or(0);
    let shown = |column: &Column| column.at(&[first]).shown();
    Err(format!("{what}: element {first} of {:?}: found {}, expected {}", expected.dims, shown(&column), shown(&expected.column)))
}

/// A file, or all below a group of it, through new handles.
pub(crate) fn file(root: &Group, graph: &Graph, id: Id) -> Compared {
    let mut walk = Below { graph, tokens: BTreeMap::new(), root };
    let path = if id == graph::ROOT { "/" } else { "." };
    walk.group(root, id, path)?;
    walk.soft_links(id)?;
    let mut visited = 0;
    let visit = root.visit(|_, _| {
        visited += 1;
        Ok::<_, Error>(ControlFlow::Continue(()))
    });
    ok(visit, || "a visit".to_owned())?;
    same(&(visited + 1), &walk.tokens.len(), || "objects that a visit meets".to_owned())
}

struct Below<'g> {
    graph: &'g Graph,
    /// Objects that were compared.
    tokens: BTreeMap<Id, Token>,
    root: &'g Group,
}

impl Below<'_> {
    fn group(&mut self, found: &Group, id: Id, path: &str) -> Compared {
        let handle = Object::Group(found.clone());
        self.tokens.insert(id, ok(found.token(), || format!("{path}: token"))?);
        object(&handle, self.graph, id, path)?;
        for (name, entry) in self.graph.links(id).expect("a group") {
            let graph::Link::Hard(target) = entry.link else { continue };
            let path = format!("{}/{name}", path.trim_end_matches('/'));
            // by the whole path, or from the group
            let opened = if target % 2 == 0 { self.root.get(&path) } else { found.get(name) };
            let opened = ok(opened, || format!("{path}: open"))?;
            let token = ok(opened.token(), || format!("{path}: token"))?;
            if let Some(known) = self.tokens.get(&target) {
                same(&token, known, || format!("{path}: token of one object"))?;
                continue;
            }
            if self.tokens.values().any(|known| *known == token) {
                return Err(format!("{path} is another object, with the same token"));
            }
            self.tokens.insert(target, token);
            match &opened {
                Object::Group(group) => self.group(group, target, &path)?,
                other => object(other, self.graph, target, &path)?,
            }
            if let Object::Dataset(_) = opened {
                self.dataset(found, name, target, &path)?;
            }
        }
        Ok(())
    }

    /// The dataset once more, by the verb that may find it without libhdf5.
    fn dataset(&self, group: &Group, name: &str, id: Id, path: &str) -> Compared {
        let dataset = ok(group.dataset(name), || format!("{path}: open as a dataset"))?;
        let expected = self.graph.get(id);
        attributes(&dataset.attrs(), expected, path)?;
        let array = self.graph.array(id).expect("an array");
        elements(&dataset, array, path)?;
        // the bytes themselves, where there is a view of them
        match (dataset.view::<u8>(), &array.column) {
            (Ok(view), Column::Byte(bytes)) if view[..] != bytes[..] => Err(format!("{path}: a view of {view:?}, expected {bytes:?}")),
            _ => Ok(()),
        }
    }

    fn soft_links(&self, root: Id) -> Compared {
        for id in self.tokens.keys() {
            let Some(links) = self.graph.links(*id) else { continue };
            let soft = links.iter().filter(|(_, entry)| matches!(entry.link, graph::Link::Soft(_)));
            for (name, _) in soft.filter(|_| *id == root) {
                let found = self.root.contains(name);
                match self.graph.find(*id, name) {
                    Ok(target) => {
                        same(&ok(found, || format!("{name}: contains"))?, &true, || format!("{name}: contains"))?;
                        let token = ok(self.root.get(name).and_then(|object| object.token()), || format!("{name}: open by a soft link"))?;
                        if let Some(known) = self.tokens.get(&target) {
                            same(&token, known, || format!("{name}: token by a soft link"))?;
                        }
                    }
                    Err(_) if matches!(found, Ok(true)) => return Err(format!("{name} leads nowhere, and is said to be there")),
                    Err(_) => {}
                }
            }
        }
        Ok(())
    }
}
