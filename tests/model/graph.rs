//! A file as plain data: objects that links lead to, each with its attributes.
use std::collections::BTreeMap;

use h5mem::ErrorKind;

use crate::{
    step::Filters,
    value::{Column, Kind},
};

/// Number of an object, never given out twice.
pub(crate) type Id = usize;

pub(crate) const ROOT: Id = 0;

/// Soft links that libhdf5 follows on the way to one object.
const MOST_SOFT_LINKS: usize = 16;

/// Kinds of errors that a step may fail with; none for any of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fail(pub(crate) Vec<ErrorKind>);

pub(crate) type Result<T> = std::result::Result<T, Fail>;

impl Fail {
    pub(crate) fn of<const N: usize>(kinds: [ErrorKind; N]) -> Self {
        Self(kinds.to_vec())
    }

    pub(crate) fn any() -> Self {
        Self(Vec::new())
    }

    /// A failure for either of two reasons.
    pub(crate) fn or(mut self, other: Self) -> Self {
        if self.0.is_empty() || other.0.is_empty() {
            return Self::any();
        }
        self.0.extend(other.0);
        self
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Link {
    Hard(Id),
    Soft(String),
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) link: Link,
    /// Position in the order of creation.
    pub(crate) order: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct Array {
    pub(crate) kind: Kind,
    pub(crate) dims: Vec<usize>,
    /// Lengths of the part that `column` has: all of it, unless it is huge.
    pub(crate) held: Vec<usize>,
    pub(crate) max: Vec<usize>,
    /// Empty unless chunked.
    pub(crate) chunk: Vec<usize>,
    pub(crate) filters: Filters,
    /// Whether room is set aside for all chunks that there could be.
    pub(crate) early: bool,
    pub(crate) fill: Option<u64>,
    pub(crate) column: Column,
}

#[derive(Clone, Debug)]
pub(crate) enum Body {
    Group {
        links: BTreeMap<String, Entry>,
        /// Whether the order of creation is tracked; `None` where that is up to libhdf5.
        tracked: Option<bool>,
    },
    Array(Array),
    Type(Kind),
}

#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    pub(crate) kind: Kind,
    /// `None` for a null dataspace.
    pub(crate) shape: Option<Vec<usize>>,
    pub(crate) column: Column,
    /// Another number after each change of type or shape.
    pub(crate) serial: u64,
    /// Position in the order of creation; `None` once it was renamed or replaced.
    pub(crate) order: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub(crate) body: Body,
    pub(crate) attributes: BTreeMap<String, Attribute>,
    pub(crate) comment: Option<String>,
    /// Whether attributes have an order of creation; `None` where that is up to libhdf5.
    pub(crate) tracked: Option<bool>,
    /// Whether an attribute may have more than 64 KiB; `None` where that is up to libhdf5.
    pub(crate) roomy: Option<bool>,
    /// Hard links to it.
    pub(crate) links: usize,
    /// Open handles of it.
    pub(crate) handles: usize,
    /// Whether its last link was removed.
    pub(crate) removed: bool,
}

/// All objects of a file that have a link or a handle.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    pub(crate) objects: BTreeMap<Id, Object>,
    next: u64,
    /// Whether new objects have headers of the format of 1.8 or later; `None` where that depends on the version of libhdf5.
    pub(crate) modern: Option<bool>,
    /// Whether the file itself is of that format.
    pub(crate) modern_format: bool,
}

/// Where the last part of a path is looked for.
struct Place<'p> {
    group: Id,
    name: &'p str,
}

impl Graph {
    pub(crate) fn new(modern: bool, tracked: bool) -> Self {
        let mut graph = Self { objects: BTreeMap::new(), next: 1, modern: Some(modern), modern_format: modern };
        let mut root = graph.object(Body::Group { links: BTreeMap::new(), tracked: Some(tracked) }, tracked);
        (root.links, root.handles) = (1, 1);
        graph.objects.insert(ROOT, root);
        graph
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// A new object without a name.
    pub(crate) fn object(&self, body: Body, tracked: bool) -> Object {
        let (tracked, roomy) = (Some(tracked), if tracked { Some(true) } else { self.modern });
        Object { body, attributes: BTreeMap::new(), comment: None, tracked, roomy, links: 0, handles: 0, removed: false }
    }

    pub(crate) fn get(&self, id: Id) -> &Object {
        &self.objects[&id]
    }

    pub(crate) fn get_mut(&mut self, id: Id) -> &mut Object {
        self.objects.get_mut(&id).expect("a number of an object")
    }

    pub(crate) fn links(&self, id: Id) -> Option<&BTreeMap<String, Entry>> {
        if let Body::Group { links, .. } = &self.objects.get(&id)?.body { Some(links) } else { None }
    }

    fn links_mut(&mut self, id: Id) -> &mut BTreeMap<String, Entry> {
        if let Body::Group { links, .. } = &mut self.get_mut(id).body { links } else { unreachable!("a group") }
    }

    pub(crate) fn array_mut(&mut self, id: Id) -> Option<&mut Array> {
        if let Body::Array(array) = &mut self.get_mut(id).body { Some(array) } else { None }
    }

    pub(crate) fn array(&self, id: Id) -> Option<&Array> {
        if let Body::Array(array) = &self.get(id).body { Some(array) } else { None }
    }

    pub(crate) fn hold(&mut self, id: Id) {
        self.get_mut(id).handles += 1;
    }

    pub(crate) fn release(&mut self, id: Id) {
        self.get_mut(id).handles -= 1;
        self.tidy(id);
    }

    /// Lets an object go that has neither links nor handles, and with it its links.
    fn tidy(&mut self, id: Id) {
        let Some(object) = self.objects.get(&id).filter(|object| object.links == 0 && object.handles == 0) else { return };
        let body = object.body.clone();
        self.objects.remove(&id);
        if let Body::Group { links, .. } = body {
            links.into_values().for_each(|entry| self.unlink(&entry.link));
        }
    }

    fn unlink(&mut self, link: &Link) {
        if let Link::Hard(id) = *link {
            let object = self.get_mut(id);
            object.links -= 1;
            object.removed = object.links == 0;
            self.tidy(id);
        }
    }

    /// The object that a path leads to.
    pub(crate) fn find(&self, base: Id, path: &str) -> Result<Id> {
        self.follow(base, path, &mut MOST_SOFT_LINKS.clone())
    }

    fn follow(&self, base: Id, path: &str, left: &mut usize) -> Result<Id> {
        let mut at = if path.starts_with('/') { ROOT } else { base };
        for part in parts(path) {
            let links = self.links(at).ok_or_else(Fail::any)?;
            let entry = links.get(part).ok_or_else(|| Fail::of([ErrorKind::NotFound]))?;
            at = match &entry.link {
                Link::Hard(id) => *id,
                Link::Soft(target) => {
                    *left = left.checked_sub(1).ok_or_else(Fail::any)?;
                    self.follow(at, target, left)?
                }
            };
        }
        Ok(at)
    }

    /// The link that a path names, not followed.
    pub(crate) fn entry(&self, base: Id, path: &str) -> Result<&Entry> {
        let place = self.place(base, path)?;
        self.links(place.group).ok_or_else(Fail::any)?.get(place.name).ok_or_else(|| Fail::of([ErrorKind::NotFound]))
    }

    fn place<'p>(&self, base: Id, path: &'p str) -> Result<Place<'p>> {
        let (head, name) = split(path);
        let name = name.ok_or_else(Fail::any)?;
        Ok(Place { group: self.find(base, head)?, name })
    }

    /// Whether a link can be made at this path: no link is there, and on the way are groups, or nothing.
    pub(crate) fn vacant(&self, base: Id, path: &str) -> Result<()> {
        let mut at = if path.starts_with('/') { ROOT } else { base };
        let mut parts = parts(path).peekable();
        if parts.peek().is_none() {
            return Err(Fail::any());
        }
        while let Some(part) = parts.next() {
            let Some(entry) = self.links(at).ok_or_else(Fail::any)?.get(part) else { return Ok(()) };
            at = match &entry.link {
                _ if parts.peek().is_none() => return Err(Fail::of([ErrorKind::AlreadyExists])),
                Link::Hard(id) => *id,
                Link::Soft(target) => self.find(at, target)?,
            };
        }
        unreachable!("a last part")
    }

    /// The last object on the way to a path that is there.
    pub(crate) fn deepest(&self, base: Id, path: &str) -> Id {
        let start = if path.starts_with('/') { ROOT } else { base };
        prefixes(path).filter_map(|head| self.find(base, head).ok()).last().unwrap_or(start)
    }

    /// Whether groups are missing on the way to a path.
    pub(crate) fn lacks_way(&self, base: Id, path: &str) -> bool {
        self.find(base, split(path).0).is_err()
    }

    /// Makes a link at a path that is vacant, and the groups missing on the way.
    pub(crate) fn link(&mut self, base: Id, path: &str, link: Link) {
        let (head, name) = split(path);
        let mut at = if path.starts_with('/') { ROOT } else { base };
        for part in parts(head) {
            at = match self.find(at, part) {
                Ok(found) => found,
                Err(_) => self.missing_group(at, part),
            };
        }
        self.insert(at, name.expect("a vacant path"), link);
    }

    /// Makes a group on the way to another object.
    fn missing_group(&mut self, at: Id, name: &str) -> Id {
        let group = self.object(Body::Group { links: BTreeMap::new(), tracked: Some(false) }, false);
        let id = self.add(group);
        self.insert(at, name, Link::Hard(id));
        id
    }

    /// Adds an object that has no name yet.
    pub(crate) fn add(&mut self, object: Object) -> Id {
        let id = self.number() as Id;
        self.objects.insert(id, object);
        id
    }

    pub(crate) fn insert(&mut self, group: Id, name: &str, link: Link) {
        if let Link::Hard(id) = link {
            self.get_mut(id).links += 1;
        }
        let order = self.number();
        self.links_mut(group).insert(name.to_owned(), Entry { link, order });
    }

    pub(crate) fn remove(&mut self, base: Id, path: &str) -> Result<()> {
        self.entry(base, path)?;
        let (group, name) = self.place(base, path).map(|place| (place.group, place.name.to_owned()))?;
        let entry = self.links_mut(group).remove(&name).expect("it was found");
        self.unlink(&entry.link);
        Ok(())
    }

    /// Moves a link; `None` where a group may be moved or not, since a way through it leads elsewhere.
    pub(crate) fn rename(&mut self, from_base: Id, from: &str, to_base: Id, to: &str) -> Option<Result<()>> {
        let vacant = self.vacant(to_base, to);
        let entry = match (self.entry(from_base, from), &vacant) {
            (Ok(entry), _) => entry.clone(),
            (Err(missing), Ok(())) => return Some(Err(missing)),
            (Err(missing), Err(taken)) => return Some(Err(missing.or(taken.clone()))),
        };
        if let Link::Hard(id) = entry.link {
            let place = self.deepest(to_base, to);
            let around = |head: &str| self.find(to_base, head) == Ok(id);
            if id == place || !self.reached_without(from_base, from).contains(&place) && self.below(id).contains(&place) {
                // nothing would lead to the group any more
                let lost = Fail::of([ErrorKind::InvalidValue]);
                return Some(Err(match vacant {
                    Ok(()) => lost,
                    Err(taken) => taken.or(lost),
                }));
            }
            let hidden = self.get(place).removed || !self.below(ROOT).contains(&place);
            if place != ROOT && (self.below(id).contains(&place) || hidden) || prefixes(to).any(around) {
                return None;
            }
        }
        if let Err(taken) = vacant {
            return Some(Err(taken));
        }
        self.link(to_base, to, entry.link);
        self.remove(from_base, from).expect("it was found, and is still there");
        Some(Ok(()))
    }

    /// The objects that hard links lead to from the root, if a link were not there.
    fn reached_without(&self, base: Id, path: &str) -> Vec<Id> {
        let mut without = self.clone();
        if let Ok(place) = self.place(base, path) {
            without.links_mut(place.group).remove(place.name);
        }
        without.below(ROOT)
    }

    /// An object and all that hard links below it lead to.
    pub(crate) fn below(&self, id: Id) -> Vec<Id> {
        let mut met = vec![id];
        let mut next = 0;
        while let Some(&at) = met.get(next) {
            next += 1;
            for entry in self.links(at).into_iter().flat_map(BTreeMap::values) {
                if let Link::Hard(id) = entry.link
                    && !met.contains(&id)
                {
                    met.push(id);
                }
            }
        }
        met
    }

    /// Whether headers may have left libhdf5's cache.
    pub(crate) fn is_large(&self) -> bool {
        self.objects.values().flat_map(|object| object.attributes.values()).any(|attribute| attribute.column.len() > 5_000)
    }

    /// All handles go, but objects stay that have no name: in an image they are there, with their links, and nothing leads to them.
    pub(crate) fn abandon_all(&mut self) {
        for (_, object) in self.objects.iter_mut().filter(|(id, object)| **id != ROOT && object.handles > 0) {
            (object.links, object.handles) = (object.links.max(1), 0);
        }
    }

    /// All handles go, and with them the objects that have no name.
    pub(crate) fn release_all(&mut self) {
        for id in self.objects.keys().copied().collect::<Vec<_>>() {
            if let Some(object) = self.objects.get_mut(&id).filter(|_| id != ROOT) {
                object.handles = 0;
                self.tidy(id);
            }
        }
    }
}

/// The parts of a path that name links.
pub(crate) fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty() && *part != ".")
}

/// A path as libhdf5 keeps it in a soft link: single slashes, none at its end.
pub(crate) fn normal(path: &str) -> String {
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    format!("{}{}", if path.starts_with('/') { "/" } else { "" }, parts.join("/"))
}

/// A path without its last part, and that part.
fn split(path: &str) -> (&str, Option<&str>) {
    let path = path.trim_end_matches('/');
    match path.rfind('/') {
        Some(at) => (&path[..=at], Some(&path[at + 1..])),
        None => ("", Some(path).filter(|path| !path.is_empty())),
    }
}

/// The beginnings of a path, each up to a slash.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at]).filter(|head| !head.is_empty())
}
