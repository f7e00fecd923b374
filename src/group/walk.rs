//! Going through a group: its names, its objects, and all below it.
use std::{collections::HashSet, ops::ControlFlow};

use super::{Group, Link, LinkInfo};
use crate::{
    error::{At, Error, Result},
    name::{self, CName},
    object::{self, Object},
    sys::{
        Api,
        h5l::{self, Range},
    },
    walk::Walk,
};

impl Group {
    /// The names of its links, in byte order (`H5Literate`).
    ///
    /// Bytes of a name that are not UTF-8 are the characters U+F780 to U+F7FF here, and such a name opens its object.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn names(&self) -> Result<Vec<String>> {
        let api = Api::lock()?;
        let raw = self.node().raw(&api)?;
        let links = h5l::list(&api, raw, Range::ALL).at("list", || self.node().place())?;
        Ok(links.into_iter().map(|(bytes, _)| name::text(bytes)).collect())
    }

    /// Names and objects, in byte order of the names; each is opened when its turn comes. A link whose target is missing or does not open is an
    /// error in its place, and the others follow.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn iter(&self) -> Result<impl Iterator<Item = (String, Result<Object>)> + use<>> {
        let group = self.clone();
        Ok(self.names()?.into_iter().map(move |name| {
            let object = group.get(&name);
            (name, object)
        }))
    }

    /// Calls `f` with every object below this group: depth first, links in byte order of their names, paths from this group.
    ///
    /// Each object is met once, by the first path that leads to it. Soft and external links are passed over, whether they lead anywhere or not, so
    /// there are no cycles; [`visit_links`](Self::visit_links) meets them. The library's lock is not held while `f` runs.
    /// `ControlFlow::Break` ends the visit early.
    ///
    /// # Errors
    /// The errors of `f`, and of an object that does not open.
    pub fn visit<E: From<Error>>(&self, mut f: impl FnMut(&str, &Object) -> Result<ControlFlow<()>, E>) -> Result<(), E> {
        let mut met = HashSet::from([object::identity(&Api::lock()?, self.node())?]);
        // names still to come, innermost group last
        let mut levels = vec![(self.clone(), String::new(), self.hard_links()?.into_iter())];
        while let Some((group, base, names)) = levels.last_mut() {
            let Some(name) = names.next() else {
                levels.pop();
                continue;
            };
            let path = if base.is_empty() { name.clone() } else { format!("{base}/{name}") };
            let object = match group.get(&name) {
                Err(Error::NotFound { .. }) if !group.has_link(&name)? => continue, // taken away since the names were listed
                object => object?,
            };
            if !met.insert(object::identity(&Api::lock()?, object.node())?) {
                continue;
            }
            if f(&path, &object)?.is_break() {
                return Ok(());
            }
            if let Object::Group(below) = object {
                let names = below.hard_links()?.into_iter();
                levels.push((below, path, names));
            }
        }
        Ok(())
    }

    /// Calls `f` with every link below this group, soft and external and dangling ones too, and with what it says of itself: depth first,
    /// in byte order of the names, paths from this group (`H5Lvisit`).
    ///
    /// Each link is met once: a group is entered by the first hard link that leads to it, so there are no cycles. The library's lock is not
    /// held while `f` runs. `ControlFlow::Break` ends the visit early.
    ///
    /// # Errors
    /// The errors of `f`, and of a group that does not open.
    pub fn visit_links<E: From<Error>>(&self, mut f: impl FnMut(&str, &LinkInfo) -> Result<ControlFlow<()>, E>) -> Result<(), E> {
        let mut entered = HashSet::from([object::identity(&Api::lock()?, self.node())?]);
        let mut levels = vec![(self.clone(), String::new(), self.links(Walk::by_name())?)];
        while let Some((group, base, links)) = levels.last_mut() {
            let Some(link) = links.next() else {
                levels.pop();
                continue;
            };
            let (name, info) = link?;
            let path = if base.is_empty() { name.clone() } else { format!("{base}/{name}") };
            if f(&path, &info)?.is_break() {
                return Ok(());
            }
            if info.link != Link::Hard {
                continue;
            }
            let below = match group.get(&name) {
                Ok(Object::Group(below)) => below,
                Ok(_) => continue,
                Err(Error::NotFound { .. }) if !group.has_link(&name)? => continue, // taken away by `f`
                Err(error) => return Err(error.into()),
            };
            if entered.insert(object::identity(&Api::lock()?, below.node())?) {
                let links = below.links(Walk::by_name())?;
                levels.push((below, path, links));
            }
        }
        Ok(())
    }

    fn has_link(&self, name: &str) -> Result<bool> {
        let api = Api::lock()?;
        let raw = self.node().raw(&api)?;
        h5l::exists(&api, raw, CName::new(name)?.as_c_str()).at("look for a link in", || self.node().place())
    }

    fn hard_links(&self) -> Result<Vec<String>> {
        let api = Api::lock()?;
        let raw = self.node().raw(&api)?;
        let links = h5l::list(&api, raw, Range::ALL).at("list", || self.node().place())?;
        Ok(links.into_iter().filter(|(_, info)| info.class == h5l::Class::Hard).map(|(bytes, _)| name::text(bytes)).collect())
    }
}
