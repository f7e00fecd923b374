//! Copies of objects, within a file or into another.
use std::collections::BTreeMap;

use crate::graph::{Body, Entry, Graph, Id, Link};

/// How an object is copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct How {
    pub(crate) shallow: bool,
    pub(crate) expand_soft: bool,
    pub(crate) without_attributes: bool,
}

impl Graph {
    /// A copy of an object of a file, which may be this one, with all below it; it has no name yet.
    pub(crate) fn copied(&mut self, from: &Self, id: Id, how: How) -> Id {
        self.copied_once(from, id, how, 0, &mut BTreeMap::new())
    }

    fn copied_once(&mut self, from: &Self, id: Id, how: How, depth: usize, done: &mut BTreeMap<Id, Id>) -> Id {
        if let Some(&copy) = done.get(&id) {
            return copy;
        }
        let mut object = from.get(id).clone();
        (object.links, object.handles, object.removed) = (0, 0, false);
        if how.without_attributes {
            object.attributes.clear();
        }
        let mut attributes: Vec<_> = object.attributes.values_mut().collect();
        attributes.sort_by_key(|attribute| attribute.order);
        for attribute in attributes {
            attribute.serial = self.number();
            attribute.order = attribute.order.map(|_| self.number());
        }
        let links = match &mut object.body {
            Body::Group { links, .. } => std::mem::take(links),
            _ => BTreeMap::new(),
        };
        let copy = self.add(object);
        done.insert(id, copy);
        if how.shallow && depth > 0 {
            return copy;
        }
        let mut links: Vec<_> = links.into_iter().collect();
        links.sort_by_key(|(_, entry)| entry.order);
        for (name, Entry { link, .. }) in links {
            let link = match link {
                Link::Hard(target) => Link::Hard(self.copied_once(from, target, how, depth + 1, done)),
                Link::Soft(path) => match from.find(id, &path) {
                    Ok(target) if how.expand_soft => {
                        self.forget_order(copy);
                        Link::Hard(self.copied_once(from, target, how, depth + 1, done))
                    }
                    _ => Link::Soft(path),
                },
            };
            self.insert(copy, &name, link);
        }
        copy
    }

    /// Links that are replaced come to the end of the order, or stay where they are.
    fn forget_order(&mut self, id: Id) {
        if let Body::Group { tracked, .. } = &mut self.get_mut(id).body {
            *tracked = None;
        }
    }

    /// Whether the copies of objects that soft links lead to are the same, whichever way they are made: each object is copied once, for itself
    /// or below one other, and none of them gets a copy in it.
    pub(crate) fn expands_alike(&self, id: Id, place: Option<Id>) -> bool {
        let mut copied = self.below(id);
        let mut next = 0;
        while let Some(&at) = copied.get(next) {
            next += 1;
            let links = self.links(at).into_iter().flat_map(BTreeMap::values);
            let soft = links.filter_map(|entry| if let Link::Soft(path) = &entry.link { self.find(at, path).ok() } else { None });
            for target in soft.collect::<Vec<_>>() {
                let below = self.below(target);
                match copied.contains(&target) {
                    true => {}
                    false if below.iter().any(|id| copied.contains(id) || Some(*id) == place) => return false,
                    false => copied.extend(below),
                }
            }
        }
        true
    }

    /// Where the soft links of an object and of all below it lead.
    pub(crate) fn soft_targets(&self, id: Id) -> Vec<Option<Id>> {
        let soft = |at: Id| {
            let links = self.links(at).into_iter().flat_map(BTreeMap::values);
            links.filter_map(move |entry| if let Link::Soft(path) = &entry.link { Some(self.find(at, path).ok()) } else { None })
        };
        self.below(id).into_iter().flat_map(soft).collect()
    }
}
