//! Values of attributes as the two ends of a transfer.
use std::cell::Cell;

use super::Stored;
use crate::{
    dataspace::{product, shape_of},
    error::{At, Error, ErrorStack, Result},
    handle::{Id, Node, OpenAttribute},
    name::CName,
    sys::{Api, Called, h5a, h5t, hid_t},
};

/// The value of an attribute that is read.
///
/// The attribute is open from the look at its type to the last of its bytes. Code of the caller's that changes a file in between closes it; the next
/// read opens it again, and fails if it has become another.
pub(crate) struct ReadAttribute<'a> {
    node: &'a Node,
    name: &'a CName,
    open: &'a OpenAttribute,
    /// Whether the value was found to be one element, now or by an earlier read while the attribute was open.
    pub(super) single: &'a Cell<bool>,
}

impl<'a> ReadAttribute<'a> {
    pub(crate) fn new(node: &'a Node, name: &'a CName, open: &'a OpenAttribute, single: &'a Cell<bool>) -> Self {
        Self { node, name, open, single }
    }

    pub(super) fn node(&self) -> &'a Node {
        self.node
    }

    /// The identifier of the attribute, which still has the stored type, and the shape as far as that was asked for.
    ///
    /// # Errors
    /// `NotFound` or `InvalidValue` where the attribute was removed or replaced since, `Closed`.
    pub(super) fn raw(&self, api: &Api, stored: &Stored, shape: Option<Option<&[usize]>>, place: &dyn Fn() -> String) -> Result<hid_t> {
        if let Some(raw) = self.open.raw(api) {
            return Ok(raw);
        }
        let object = self.node.raw(api)?;
        let id = open(api, object, self.name, place)?;
        let space = h5a::get_space(api, id.raw()).at("get the dataspace of", place)?;
        let now = shape_of(api, &space, place)?;
        let same_shape = match shape {
            Some(then) => then == now.as_deref(),
            None => !self.single.get() || now.as_deref().is_some_and(|dims| product(dims) == 1),
        };
        let same_type = || h5t::equal(api, h5a::get_type(api, id.raw())?.raw(), stored.raw());
        if !same_shape || !same_type().at("compare the type of", place)? {
            return Err(Error::invalid(&place(), "the attribute was replaced while it was read"));
        }
        let raw = id.raw();
        self.open.reopened(api, id);
        Ok(raw)
    }
}

/// Opens an attribute of an open object.
///
/// # Errors
/// `NotFound`, `Library`.
pub(crate) fn open(api: &Api, object: hid_t, name: &CName, place: &dyn Fn() -> String) -> Result<Id> {
    h5a::open(api, object, name.as_c_str()).map_err(|stack| missing_attribute(api, object, name, stack, "open", place))
}

/// What a failure comes to: that there is no such attribute, or what the library says.
#[cold]
pub(crate) fn missing_attribute(
    api: &Api,
    object: hid_t,
    name: &CName,
    stack: ErrorStack,
    what: &str,
    place: &dyn Fn() -> String,
) -> Error {
    match h5a::exists(api, object, name.as_c_str()) {
        Ok(false) => Error::NotFound { path: place() },
        _ => stack.at(what, &place()),
    }
}

/// Writes the encoded elements to an attribute of this identifier.
pub(crate) type WriteTo<'w> = dyn Fn(&Api, hid_t) -> Called<()> + 'w;

/// The value of an attribute that is written.
pub(crate) struct WriteAttribute<'a> {
    pub node: &'a Node,
    /// Has the attribute written once all elements are encoded, when no more code of the caller's runs.
    pub store: &'a dyn Fn(&Api, &WriteTo<'_>) -> Result<()>,
}
