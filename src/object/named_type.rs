//! Named (committed) datatypes.
use std::{fmt, sync::Arc};

use crate::{
    attribute::Attributes,
    datatype::{self, TypeDescriptor},
    error::{At, Result},
    handle::Node,
    sys::Api,
};

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

impl fmt::Debug for Datatype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Datatype({:?})", self.node)
    }
}
