//! Named (committed) datatypes.
use std::{fmt, sync::Arc};

use crate::{
    attribute::Attribute,
    attribute::Attributes,
    dataset::Dataset,
    datatype::{self, Given, StoredType, TypeDescriptor},
    error::{At, Result},
    handle::{Id, Node},
    sys::{Api, h5d, h5t},
};

use super::info::named;

/// A datatype with a name and attributes of its own (`H5Tcommit`).
#[derive(Clone)]
pub struct Datatype {
    node: Arc<Node>,
}

impl Datatype {
    pub(crate) fn own(node: Arc<Node>) -> Self {
        Self { node }
    }

    pub(crate) fn node(&self) -> &Arc<Node> {
        &self.node
    }

    /// What type it is.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn descriptor(&self) -> Result<TypeDescriptor> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        datatype::describe(&api, raw).at("describe", &self.node.place())
    }

    /// Its attributes.
    pub fn attrs(&self) -> Attributes<'_> {
        Attributes::of(&self.node)
    }

    /// The path it has in its file now; see [`Group::path`](crate::Group::path).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn path(&self) -> Result<String> {
        super::path(&self.node)
    }
}

impl<'a> From<&'a Datatype> for StoredType<'a> {
    fn from(dtype: &'a Datatype) -> Self {
        Self(Given::Named(&dtype.node))
    }
}

impl Dataset {
    /// The named datatype that it shares, if it does; [`dtype`](Self::dtype) says what type it is.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn datatype(&self) -> Result<Option<Datatype>> {
        let api = Api::lock()?;
        let node = self.node();
        let dtype = h5d::get_type(&api, node.raw(&api)?).at("get the type of", || node.place())?;
        shared(&api, node, dtype)
    }
}

impl Attribute {
    /// The named datatype that it shares, if it does; [`dtype`](Self::dtype) says what type it is.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn datatype(&self) -> Result<Option<Datatype>> {
        let api = Api::lock()?;
        let dtype = self.stored_type(&api)?;
        shared(&api, self.node(), dtype)
    }
}

fn shared(api: &Api, node: &Node, dtype: Id) -> Result<Option<Datatype>> {
    if !h5t::is_committed(api, dtype.raw()).at("ask the type of", || node.place())? {
        return Ok(None);
    }
    named(api, node, dtype.into_raw())?.into_datatype().map(Some)
}

impl fmt::Debug for Datatype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Datatype({:?})", self.node)
    }
}
