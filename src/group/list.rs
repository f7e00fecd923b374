//! A group's links one after the other, fetched as they are needed.
use std::vec;

use super::{Group, Link, link};
use crate::{
    datatype::Charset,
    error::{At, Error, Result},
    name,
    sys::{
        Api, h5g,
        h5l::{self, Info, Range},
        h5p,
    },
    walk::{Order, Walk},
};

/// What a link says of itself, without being followed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkInfo {
    /// Where it leads.
    pub link: Link,
    /// The how-manieth of its group it was, where the group tracks that.
    pub creation_order: Option<i64>,
    /// The encoding its name claims.
    pub charset: Charset,
}

impl LinkInfo {
    pub(super) fn new(link: Link, info: &Info) -> Self {
        Self { link, creation_order: info.creation_order, charset: if info.utf8 { Charset::Utf8 } else { Charset::Ascii } }
    }
}

/// Links of a group, lazily: made by [`Group::links`].
///
/// They are fetched in batches that double, so that ending early costs little. Links that are made or removed meanwhile shift those not
/// fetched yet: one may be missed or met twice.
#[derive(Clone, Debug)]
#[must_use = "nothing is fetched before `next`"]
pub struct Links {
    group: Group,
    walk: Walk,
    batch: vec::IntoIter<(String, LinkInfo)>,
    /// How many the next batch is to have; 0 at the end.
    ask: usize,
}

const FIRST_BATCH: usize = 64;

impl Links {
    /// How many links lie behind, those the walk began after among them: [`Walk::from`] this is where to go on.
    pub fn position(&self) -> usize {
        self.walk.from - self.batch.len()
    }

    fn fetch(&mut self) -> Result<()> {
        let api = Api::lock()?;
        let node = self.group.node();
        let raw = node.raw(&api)?;
        let failed = |stack: crate::error::ErrorStack| stack.at("list", &node.place());
        let ask = std::mem::take(&mut self.ask);
        if self.walk.from as u64 >= h5g::len(&api, raw).map_err(failed)? {
            return Ok(());
        }
        let by_creation = self.walk.order == Order::Creation;
        let range = Range { by_creation, reverse: self.walk.reverse, from: self.walk.from as u64, limit: ask };
        let found = h5l::list(&api, raw, range).map_err(|stack| {
            let tracked = || h5p::get_link_order(&api, h5g::get_create_plist(&api, raw)?.raw());
            match tracked() {
                Ok(order) if by_creation && !order.tracked => {
                    Error::unsupported(format!("{}: links in the order of their making", node.place()), "a group made with `track_order`")
                }
                _ => failed(stack),
            }
        })?;
        let batch: Vec<_> = found.into_iter().map(|(bytes, info)| self.described(&api, bytes, &info)).collect::<Result<_>>()?;
        self.walk.from += batch.len();
        self.ask = if batch.len() < ask { 0 } else { 2 * ask };
        self.batch = batch.into_iter();
        Ok(())
    }

    fn described(&self, api: &Api, bytes: Vec<u8>, info: &Info) -> Result<(String, LinkInfo)> {
        let name = name::text(bytes);
        let link = link::target(api, &self.group, &name, info)?;
        Ok((name, LinkInfo::new(link, info)))
    }
}

impl Iterator for Links {
    type Item = Result<(String, LinkInfo)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.batch.len() == 0 && self.ask > 0 {
            if let Err(error) = self.fetch() {
                return Some(Err(error));
            }
        }
        self.batch.next().map(Ok)
    }
}

impl std::iter::FusedIterator for Links {}

impl Group {
    /// Names and links in any order and from any on, without following them (`H5Literate`).
    ///
    /// ```
    /// # use h5mem::{File, Link, Result, Walk};
    /// # fn main() -> Result<()> {
    /// let file = File::in_memory()?;
    /// file.create_group("a")?;
    /// file.link_soft("b", "/nowhere")?; // a link that dangles is a link, too
    /// let (name, info) = file.links(Walk::by_name().from(1))?.next().expect("the second")?;
    /// assert_eq!((&*name, info.link), ("b", Link::Soft { target: "/nowhere".into() }));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// `Closed`; in its place in the iteration `Unsupported` for the order of making in a group that does not track it, `Library`.
    pub fn links(&self, walk: Walk) -> Result<Links> {
        self.node().raw(&Api::lock()?)?;
        Ok(Links { group: self.clone(), walk, batch: Vec::new().into_iter(), ask: FIRST_BATCH })
    }

    /// A link with what it says of itself, without following it (`H5Lget_info`).
    ///
    /// # Errors
    /// As [`link`](Self::link); `InvalidValue` for the root, which has no name.
    pub fn link_info(&self, path: &str) -> Result<LinkInfo> {
        let api = Api::lock()?;
        let info = link::info(&api, self, path)?;
        let info = info.ok_or_else(|| Error::invalid(&self.place(path), "the root group has no link of its own"))?;
        Ok(LinkInfo::new(link::target(&api, self, path, &info)?, &info))
    }

    /// What it was made with (`H5Gget_create_plist`), each setting as the library has it.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn create_props(&self) -> Result<crate::plist::GroupCreate> {
        let api = Api::lock()?;
        let raw = self.node().raw(&api)?;
        let list = h5g::get_create_plist(&api, raw).at("get the properties of", || self.node().place())?;
        crate::plist::GroupCreate::of(&api, list.raw()).at("read the properties of", || self.node().place())
    }
}
