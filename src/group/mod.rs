//! Groups: names that lead to objects.
mod below;
mod copy;
mod link;
mod list;
mod relocate;
mod walk;

use std::{fmt, sync::Arc};

use crate::{
    array::AsArray,
    attribute::Attributes,
    dataset::{Dataset, DatasetBuilder},
    datatype::{self, TypeDescriptor},
    error::{At, Error, Result},
    handle::Node,
    name::{self, CName},
    object::{self, Datatype, Object},
    plist::GroupCreate,
    sys::{Api, DEFAULT, h5d, h5g, h5l, h5o, h5t, hid_t},
};

pub use link::Link;
pub use list::{LinkInfo, Links};

/// What messages call an object without a name.
pub(crate) const ANONYMOUS: &str = "(anonymous)";

/// A group: a folder of links to groups, datasets and named datatypes. A [`File`](crate::File) is its root group.
///
/// Paths may be deep (`"a/b/c"`) and may begin at the root (`"/a"`); groups missing on the way are made when something is created.
#[derive(Clone)]
pub struct Group {
    node: Arc<Node>,
}

impl Group {
    pub(crate) fn own(node: Arc<Node>) -> Self {
        Self { node }
    }

    pub(crate) fn node(&self) -> &Arc<Node> {
        &self.node
    }

    /// What messages call the object of this path.
    pub(crate) fn place(&self, path: &str) -> String {
        format!("{}:{}", self.node.file.label, name::join(&self.node.path, path))
    }

    /// Owns the identifier of an object that was just opened or created under `path`.
    pub(crate) fn child(&self, raw: hid_t, path: &str) -> Arc<Node> {
        Arc::new(Node::own(raw, Arc::clone(&self.node.file), name::join(&self.node.path, path)))
    }

    /// Opens a group (`H5Gopen2`).
    ///
    /// # Errors
    /// `NotFound`, `Type` for an object of another kind, `Closed`.
    pub fn group(&self, path: &str) -> Result<Self> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        match h5g::open(&api, raw, CName::new(path)?.as_c_str()) {
            Ok(group) => Ok(Self::own(self.child(group, path))),
            // what kind of object it is, or why there is none
            Err(stack) => match object::open(&api, &self.node, path)?.into_group() {
                Ok(_) => Err(stack.at("open", &self.place(path))),
                Err(other_kind) => Err(other_kind),
            },
        }
    }

    /// Creates a group, and those missing on the way to it (`H5Gcreate2`).
    ///
    /// # Errors
    /// `AlreadyExists`, `ReadOnly`, `Closed`, `InvalidValue` for a name that cannot be one.
    pub fn create_group(&self, path: &str) -> Result<Self> {
        let api = Api::lock()?;
        self.create_as(&api, path, api.shared().group_create.raw())
    }

    /// As [`create_group`](Self::create_group), with properties for the group: creation order, times, room for links. Those missing on
    /// the way have the defaults.
    ///
    /// # Errors
    /// As `create_group`; `Library` for properties HDF5 does not allow.
    pub fn create_group_with(&self, path: &str, create: GroupCreate) -> Result<Self> {
        let api = Api::lock()?;
        let gcpl = create.apply(&api).at("set up", || self.place(path))?;
        self.create_as(&api, path, gcpl.raw())
    }

    fn create_as(&self, api: &Api, path: &str, gcpl: hid_t) -> Result<Self> {
        let raw = self.node.writable(api)?;
        let c_path = CName::of_new(path)?;
        let made = h5g::create(api, raw, c_path.as_c_str(), gcpl);
        let made = self.made(api, path, &c_path, made)?;
        Ok(Self::own(self.child(made, path)))
    }

    /// Creates a group without a name (`H5Gcreate_anon`): it goes with its last handle unless [`link_as`](Self::link_as) names it.
    ///
    /// # Errors
    /// `ReadOnly`, `Closed`, `Library` for properties HDF5 does not allow.
    pub fn create_anonymous_group(&self, create: GroupCreate) -> Result<Self> {
        let api = Api::lock()?;
        let raw = self.node.writable(&api)?;
        let place = self.place(ANONYMOUS);
        let gcpl = create.apply(&api).at("set up", &place)?;
        self.node.file.unlinks(&api);
        let made = self.node.file.outcome(h5g::create_anon(&api, raw, gcpl.raw()).at("create", &place))?;
        Ok(Self::own(self.child(made, ANONYMOUS)))
    }

    /// Opens a group, or creates it.
    ///
    /// # Errors
    /// `Type` where there is an object of another kind, `ReadOnly`, `Closed`.
    pub fn require_group(&self, path: &str) -> Result<Self> {
        if self.contains(path)? { self.group(path) } else { self.create_group(path) }
    }

    /// Opens a dataset (`H5Dopen2`). In a file in memory it is found by its header's bytes, where those tell all of it: contiguous data, and chunks
    /// of an image, are read without libhdf5, which opens the dataset for what else is asked of it.
    ///
    /// # Errors
    /// `NotFound`, `Type` for an object of another kind, `Closed`.
    pub fn dataset(&self, path: &str) -> Result<Dataset> {
        let api = Api::lock()?;
        self.reopen_dataset(&api, path, || self.open_raw_dataset(&api, path, DEFAULT))
    }

    pub(crate) fn open_dataset(&self, api: &Api, path: &str, dapl: hid_t) -> Result<Dataset> {
        self.open_raw_dataset(api, path, dapl).map(|raw| Dataset::own(self.child(raw, path)))
    }

    fn open_raw_dataset(&self, api: &Api, path: &str, dapl: hid_t) -> Result<hid_t> {
        let raw = self.node.raw(api)?;
        match h5d::open(api, raw, CName::new(path)?.as_c_str(), dapl) {
            Ok(dataset) => Ok(dataset),
            Err(stack) => match object::open(api, &self.node, path)?.into_dataset() {
                Ok(_) => Err(stack.at("open", &self.place(path))),
                Err(other_kind) => Err(other_kind),
            },
        }
    }

    /// Opens a named datatype (`H5Topen2`).
    ///
    /// # Errors
    /// `NotFound`, `Type` for an object of another kind, `Closed`.
    pub fn datatype(&self, path: &str) -> Result<Datatype> {
        self.get(path)?.into_datatype()
    }

    /// Creates a dataset of the data's type and shape, and writes it: contiguous, of fixed size.
    ///
    /// # Errors
    /// `AlreadyExists`, `ReadOnly`, `Closed`, `InvalidValue`. After a failure there is no dataset.
    pub fn write<A: AsArray + ?Sized>(&self, path: &str, data: &A) -> Result<Dataset> {
        self.new_dataset(path).write(data)
    }

    /// Begins a dataset that needs more said than its data.
    pub fn new_dataset(&self, path: &str) -> DatasetBuilder {
        DatasetBuilder::new(self.clone(), Some(path))
    }

    /// Begins a dataset without a name (`H5Dcreate_anon`): it goes with its last handle unless [`link_as`](Dataset::link_as) names it. So
    /// nobody sees it before it is whole.
    ///
    /// ```
    /// # use h5mem::{File, Result};
    /// # fn main() -> Result<()> {
    /// # let file = File::in_memory()?;
    /// let data = file.new_anonymous_dataset().write(&[1, 2, 3])?;
    /// assert!(file.is_empty()?);
    /// data.link_as(&file, "data")?;
    /// assert_eq!(file.names()?, ["data"]);
    /// # Ok(()) }
    /// ```
    pub fn new_anonymous_dataset(&self) -> DatasetBuilder {
        DatasetBuilder::new(self.clone(), None)
    }

    /// Opens whatever the path leads to (`H5Oopen`).
    ///
    /// # Errors
    /// `NotFound`, `Closed`.
    pub fn get(&self, path: &str) -> Result<Object> {
        object::open(&Api::lock()?, &self.node, path)
    }

    /// Whether the path leads to an object; a link whose target is missing does not.
    ///
    /// # Errors
    /// `Denied` for an external link that is not to be followed, [`ExternalLink`](Error::ExternalLink) for one whose target is there and does not
    /// open, `Closed`, `InvalidValue` for a name that cannot be one.
    pub fn contains(&self, path: &str) -> Result<bool> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        let c_path = CName::new(path)?;
        // a hard link has its object
        if path.split('/').any(|part| !part.is_empty()) && path.split('/').all(|part| part != ".") {
            match h5l::exists(&api, raw, c_path.as_c_str()) {
                Ok(false) => return Ok(false),
                Ok(true) if matches!(h5l::target(&api, raw, c_path.as_c_str()), Ok(Some(_))) => return Ok(true),
                _ => {}
            }
        }
        match object::obstacle(&api, &self.node, path) {
            Some(Error::NotFound { .. }) => Ok(false),
            Some(error @ (Error::Denied { .. } | Error::ExternalLink { .. })) => Err(error),
            // nothing was missing on the way; past an object that is no group nothing is
            _ => Ok(path.trim_matches('/').is_empty() || h5o::exists_by_name(&api, raw, c_path.as_c_str()).unwrap_or(false)),
        }
    }

    /// Links in this group.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn len(&self) -> Result<usize> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        h5g::len(&api, raw).map(|len| len as usize).at("count the links of", || self.node.place())
    }

    /// Whether it has no links.
    ///
    /// # Errors
    /// As [`len`](Self::len).
    pub fn is_empty(&self) -> Result<bool> {
        self.len().map(|len| len == 0)
    }

    /// Gives a datatype a name of its own (`H5Tcommit2`).
    ///
    /// # Errors
    /// `AlreadyExists`, `ReadOnly`, `Closed`, `Library` for a type that cannot be made.
    pub fn commit(&self, path: &str, dtype: &TypeDescriptor) -> Result<Datatype> {
        let api = Api::lock()?;
        let raw = self.node.writable(&api)?;
        let c_path = CName::of_new(path)?;
        let made = datatype::make(&api, dtype).and_then(|made| h5t::copy(&api, made.raw())).at("make the type of", || self.place(path))?;
        let committed = h5t::commit(&api, raw, c_path.as_c_str(), made.raw());
        self.made(&api, path, &c_path, committed)?;
        Ok(Datatype::own(self.child(made.into_raw(), path)))
    }

    /// Makes a datatype an object of the file that has no name (`H5Tcommit_anon`): it goes with its last handle and the last of what shares
    /// it, unless [`link_as`](Datatype::link_as) names it.
    ///
    /// # Errors
    /// As [`commit`](Self::commit).
    pub fn commit_anonymous(&self, dtype: &TypeDescriptor) -> Result<Datatype> {
        let api = Api::lock()?;
        let raw = self.node.writable(&api)?;
        let place = || self.place(ANONYMOUS);
        let made = datatype::make(&api, dtype).and_then(|made| h5t::copy(&api, made.raw())).at("make the type of", place)?;
        self.node.file.unlinks(&api);
        self.node.file.outcome(h5t::commit_anon(&api, raw, made.raw()).at("create", place))?;
        Ok(Datatype::own(self.child(made.into_raw(), ANONYMOUS)))
    }

    /// Its attributes.
    pub fn attrs(&self) -> Attributes<'_> {
        Attributes::of(&self.node)
    }

    /// The path it has in its file now (`H5Iget_name`): another than it was opened by, once it was renamed.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn path(&self) -> Result<String> {
        object::path(&self.node)
    }

    /// What is in the way to a new link: an object that is no group, or an external link that cannot be followed; else the failure as it is.
    fn blocked(&self, api: &Api, path: &str, failed: Error) -> Error {
        let obstacle = if failed.may_be_of_path() { object::obstacle(api, &self.node, path) } else { None };
        let blocks = |obstacle: &Error| matches!(obstacle, Error::Type { .. } | Error::ExternalLink { .. } | Error::Denied { .. });
        obstacle.filter(blocks).unwrap_or(failed)
    }

    /// What a creation came to, the taken name before libhdf5's words for it.
    pub(crate) fn made<T>(&self, api: &Api, path: &str, c_path: &CName, made: crate::sys::Called<T>) -> Result<T> {
        let made = made.map_err(|stack| {
            let taken = self.node.raw(api).is_ok_and(|raw| h5l::exists(api, raw, c_path.as_c_str()).unwrap_or(false));
            if taken {
                Error::AlreadyExists { path: self.place(path) }
            } else {
                self.blocked(api, path, stack.at("create", &self.place(path)))
            }
        });
        self.node.file.outcome(made)
    }
}

impl fmt::Debug for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Group({:?})", self.node)
    }
}

/// PyTables' line: `/group (Group) 'A title'`.
impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.node.is_root() { "RootGroup" } else { "Group" };
        match self.path().and_then(|path| Ok((path, crate::attribute::title(&self.attrs())?))) {
            Ok((path, title)) => write!(f, "{path} ({kind}) '{title}'"),
            Err(error) => write!(f, "<{error}>"), // closed, as PyTables prints `<closed ...>`
        }
    }
}
