//! Objects of any kind: what a path leads to.
mod every;
pub(crate) mod info;
mod named_type;
mod obstacle;

use std::{
    ffi::{CStr, CString},
    sync::Arc,
};

use crate::{
    attribute::Attributes,
    dataset::Dataset,
    error::{At, Error, Result},
    group::Group,
    handle::{Id, Node, OpenFile},
    name::{self, CName},
    sys::{Api, h5i, h5i::Kind, h5o, hid_t},
};

pub use info::{Header, ObjectInfo, Sizes, Times, Token};
pub use named_type::Datatype;
pub(crate) use obstacle::{diagnose, obstacle};

/// An object, whatever it is.
#[derive(Clone, Debug)]
pub enum Object {
    /// A group.
    Group(Group),
    /// A dataset.
    Dataset(Dataset),
    /// A named datatype.
    Datatype(Datatype),
}

impl Object {
    /// Takes over an object's identifier that the library has just opened.
    pub(crate) fn own(api: &Api, raw: hid_t, file: &Arc<OpenFile>, path: String) -> Result<Self> {
        let kind = h5i::get_type(api, raw);
        let node = Arc::new(Node::own(raw, Arc::clone(file), path));
        match kind {
            Kind::Group => Ok(Self::Group(Group::own(node))),
            Kind::Dataset => Ok(Self::Dataset(Dataset::own(node))),
            Kind::Datatype => Ok(Self::Datatype(Datatype::own(node))),
            Kind::Other => Err(Error::Type { path: node.place(), expected: "an object".to_owned(), found: "something else".to_owned() }),
        }
    }

    pub(crate) fn node(&self) -> &Arc<Node> {
        match self {
            Self::Group(group) => group.node(),
            Self::Dataset(dataset) => dataset.node(),
            Self::Datatype(datatype) => datatype.node(),
        }
    }

    /// The group, if it is one.
    ///
    /// # Errors
    /// `Type`.
    pub fn into_group(self) -> Result<Group> {
        if let Self::Group(group) = self { Ok(group) } else { Err(self.not("a group")) }
    }

    /// The dataset, if it is one.
    ///
    /// # Errors
    /// `Type`.
    pub fn into_dataset(self) -> Result<Dataset> {
        if let Self::Dataset(dataset) = self { Ok(dataset) } else { Err(self.not("a dataset")) }
    }

    /// The named datatype, if it is one.
    ///
    /// # Errors
    /// `Type`.
    pub fn into_datatype(self) -> Result<Datatype> {
        if let Self::Datatype(datatype) = self { Ok(datatype) } else { Err(self.not("a named datatype")) }
    }

    fn not(&self, expected: &str) -> Error {
        let found = match self {
            Self::Group(_) => "a group",
            Self::Dataset(_) => "a dataset",
            Self::Datatype(_) => "a named datatype",
        };
        Error::Type { path: self.node().place(), expected: expected.to_owned(), found: found.to_owned() }
    }

    /// Its attributes.
    pub fn attrs(&self) -> Attributes<'_> {
        Attributes::of(self.node())
    }

    /// The path it has in its file now; see [`Group::path`].
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn path(&self) -> Result<String> {
        path(self.node())
    }

    /// Whether both are the same object, by whatever paths.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn is_same(&self, other: &Self) -> Result<bool> {
        let api = Api::lock()?;
        Ok(identity(&api, self.node())? == identity(&api, other.node())?)
    }
}

pub(crate) fn identity(api: &Api, node: &Node) -> Result<h5o::Identity> {
    let raw = node.raw(api)?;
    h5o::get_info(api, raw).map(|info| info.identity).at("ask", &node.place())
}

/// The path that an object has now; the one it was opened by, where it has none any more.
///
/// libhdf5 keeps a path with each open object. It goes wrong when the object is moved by another path or by a group without one, when a group
/// above a dataset is moved, and with a mount. A path that does not lead to the object any more is searched for among all links.
pub(crate) fn path(node: &Node) -> Result<String> {
    let api = Api::lock()?;
    let raw = node.raw(&api)?;
    if node.is_root() {
        return Ok("/".to_owned());
    }
    let this = identity(&api, node)?;
    let leads_here = |name: &CStr| {
        let found = h5o::open(&api, raw, name).map(Id::own).and_then(|object| h5o::get_info(&api, object.raw()));
        matches!(found, Ok(found) if found.identity == this)
    };
    let mut name = h5i::get_name(&api, raw).at("name", || node.place())?;
    if !name.is_empty() && !CString::new(&*name).is_ok_and(|name| leads_here(&name)) {
        let nameless = h5o::open_nameless(&api, raw).map(Id::own);
        name = nameless.and_then(|object| h5i::get_name(&api, object.raw())).at("name", || node.place())?;
    }
    Ok(if name.is_empty() { node.path.clone() } else { name::text(name) })
}

/// Opens whatever `path` leads to from `base`.
pub(crate) fn open(api: &Api, base: &Node, path: &str) -> Result<Object> {
    let raw = base.raw(api)?;
    let full = name::join(&base.path, path);
    let opened = h5o::open(api, raw, CName::new(path)?.as_c_str()).at("open", &format!("{}:{full}", base.file.label));
    let object = base.file.outcome(opened).map_err(|error| diagnose(api, base, path, error))?;
    Object::own(api, object, &base.file, full)
}
