//! Objects of any kind: what a path leads to.
mod every;
pub(crate) mod info;
mod named_type;

use std::sync::Arc;

use crate::{
    attribute::Attributes,
    dataset::Dataset,
    error::{At, Error, Result},
    group::Group,
    handle::{Id, Node, OpenFile},
    name::{self, CName},
    sys::{Api, h5i, h5i::Kind, h5l, h5o, hid_t},
};

pub use info::{Header, ObjectInfo, Sizes, Times, Token};
pub use named_type::Datatype;

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
pub(crate) fn path(node: &Node) -> Result<String> {
    let api = Api::lock()?;
    let raw = node.raw(&api)?;
    if node.is_root() {
        return Ok("/".to_owned());
    }
    let name = h5i::get_name(&api, raw).at("name", &node.place())?;
    Ok(if name.is_empty() { node.path.clone() } else { name::text(name) })
}

/// Why an object could not be opened: what is missing, or of another kind.
#[cold]
pub(crate) fn diagnose(api: &Api, base: &Node, path: &str, failed: Error) -> Error {
    match failed {
        Error::NotFound { .. } | Error::Library { .. } => obstacle(api, base, path).unwrap_or(failed),
        _ => failed,
    }
}

/// What on the way to an object keeps it from being reached, as far as libhdf5 tells.
#[cold]
pub(crate) fn obstacle(api: &Api, base: &Node, path: &str) -> Option<Error> {
    let raw = base.raw(api).ok()?;
    let place = |so_far: &str| format!("{}:{}", base.file.label, name::join(&base.path, so_far));
    let mut so_far = String::from(if path.starts_with('/') { "/" } else { "" });
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if !so_far.is_empty() && !so_far.ends_with('/') {
            so_far.push('/');
        }
        so_far.push_str(part);
        let c_path = CName::new(&so_far).ok()?;
        match h5l::exists(api, raw, c_path.as_c_str()) {
            Ok(true) => {}
            Ok(false) => return Some(Error::NotFound { path: place(&so_far) }),
            Err(stack) if stack.is_refusal() => return Some(stack.at("open", &place(&so_far))),
            Err(_) => return not_a_group(api, raw, &so_far, &place),
        }
        match h5o::exists_by_name(api, raw, c_path.as_c_str()) {
            Ok(true) => {}
            Ok(false) => return Some(Error::NotFound { path: place(&so_far) }), // a soft link that dangles
            Err(stack) => match stack.at("open", &place(&so_far)) {
                Error::Library { .. } => return None,
                error => return Some(error), // a link to a file that is not there, or not to be opened
            },
        }
    }
    None
}

/// What the part of a path before the last one leads to, where that is no group.
#[cold]
fn not_a_group(api: &Api, base: hid_t, path: &str, place: &dyn Fn(&str) -> String) -> Option<Error> {
    let (before, _) = path.rsplit_once('/')?;
    let object = Id::own(h5o::open(api, base, CName::new(before).ok()?.as_c_str()).ok()?);
    let found = match h5i::get_type(api, object.raw()) {
        Kind::Dataset => "a dataset",
        Kind::Datatype => "a named datatype",
        Kind::Group | Kind::Other => return None,
    };
    Some(Error::Type { path: place(before), expected: "a group".to_owned(), found: found.to_owned() })
}

/// Opens whatever `path` leads to from `base`.
pub(crate) fn open(api: &Api, base: &Node, path: &str) -> Result<Object> {
    let raw = base.raw(api)?;
    let full = name::join(&base.path, path);
    let opened = h5o::open(api, raw, CName::new(path)?.as_c_str()).at("open", &format!("{}:{full}", base.file.label));
    let object = base.file.outcome(opened).map_err(|error| diagnose(api, base, path, error))?;
    Object::own(api, object, &base.file, full)
}
