//! What an object tells of itself, and which one it is.
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{
    error::{At, Error, Result},
    group::{ANONYMOUS, Group},
    handle::Node,
    name,
    object::Object,
    sys::{Api, h5i, h5o},
};

/// Which object it is, whatever path leads to it: equal tokens are one object (`H5O_token_t`).
///
/// It is bound to its file, and to this opening of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token(h5o::Identity);

/// What an object's header tells (`H5Oget_info`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ObjectInfo {
    /// Which object it is.
    pub token: Token,
    /// Hard links to it: 0 for one without a name.
    pub links: usize,
    /// Its attributes.
    pub attributes: usize,
    /// When it was made and changed.
    pub times: Times,
    /// What its header takes.
    pub header: Header,
    /// What a group's links, or a dataset's chunk index, take besides.
    pub content: Sizes,
    /// What attributes take that are not in the header.
    pub attribute_storage: Sizes,
}

/// When an object was made and changed, to the second; nothing where that is not tracked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Times {
    /// Last read, as far as libhdf5 notes it.
    pub accessed: Option<SystemTime>,
    /// Raw data last changed.
    pub modified: Option<SystemTime>,
    /// Metadata last changed.
    pub changed: Option<SystemTime>,
    /// Made.
    pub created: Option<SystemTime>,
}

/// An object header's size, in messages and in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// The format of the header: 1 or 2.
    pub version: u32,
    /// Messages in it.
    pub messages: u32,
    /// Pieces it lies in.
    pub chunks: u32,
    /// Bytes of all pieces.
    pub total: u64,
    /// Bytes of the header itself.
    pub metadata: u64,
    /// Bytes of the messages.
    pub message_bytes: u64,
    /// Bytes not in use.
    pub free: u64,
}

/// Bytes that an index and a heap take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sizes {
    /// Of B-trees and other indexes.
    pub index: u64,
    /// Of heaps.
    pub heap: u64,
}

impl From<h5o::Sizes> for Sizes {
    fn from(raw: h5o::Sizes) -> Self {
        Self { index: raw.index, heap: raw.heap }
    }
}

pub(super) fn info(node: &Node) -> Result<ObjectInfo> {
    let api = Api::lock()?;
    let raw = h5o::get_full_info(&api, node.raw(&api)?).at("ask", || node.place())?;
    let time = |seconds: i64| u64::try_from(seconds).ok().filter(|&s| s > 0).map(|s| UNIX_EPOCH + Duration::from_secs(s));
    let [accessed, modified, changed, created] = raw.times.map(time);
    let h5o::Header { version, messages, chunks, total, metadata, message_bytes, free } = raw.header;
    Ok(ObjectInfo {
        token: Token(raw.basic.identity),
        links: raw.basic.links as usize,
        attributes: raw.basic.attributes as usize,
        times: Times { accessed, modified, changed, created },
        header: Header { version, messages, chunks, total, metadata, message_bytes, free },
        content: raw.content.into(),
        attribute_storage: raw.attributes.into(),
    })
}

pub(super) fn token(node: &Node) -> Result<Token> {
    super::identity(&Api::lock()?, node).map(Token)
}

impl Group {
    /// Opens the object that a token of this file names (`H5Oopen_by_token`).
    ///
    /// The object must still be there: where one was removed, another may have come to lie.
    ///
    /// # Errors
    /// `InvalidValue` for a token of another file or another opening of this one, `NotFound`, `Closed`, `Library`.
    pub fn open_token(&self, token: Token) -> Result<Object> {
        let api = Api::lock()?;
        let node = self.node();
        if super::identity(&api, node)?.file != token.0.file {
            return Err(Error::invalid(&node.place(), "the token is of another file"));
        }
        let opened = h5o::open_by_token(&api, node.raw(&api)?, token.0.token).at("open a token in", || node.place());
        named(&api, node, node.file.outcome(opened)?)
    }
}

/// Owns an object that was opened otherwise than by a path, under the path it has.
pub(crate) fn named(api: &Api, of: &Node, raw: crate::sys::hid_t) -> Result<Object> {
    let path = match h5i::get_name(api, raw) {
        Ok(path) if !path.is_empty() => name::text(path),
        _ => ANONYMOUS.to_owned(), // for messages only: `path` asks again
    };
    Object::own(api, raw, &of.file, path)
}
