//! How objects are copied.
use crate::{
    error::{At, Result},
    handle::Id,
    name::{self, CName},
    sys::{
        Api, Called,
        h5p::{self, Class},
        hid_t,
    },
};

/// How an object is copied (`H5P_OBJECT_COPY`); by default with all below it and its attributes, links as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CopyOptions {
    /// Of a group only what is directly in it: groups in it are copied empty.
    pub shallow: bool,
    /// Soft links become the objects they lead to.
    pub expand_soft: bool,
    /// External links become the objects they lead to.
    pub expand_external: bool,
    /// Objects that references point at are copied, and the references with them; otherwise references in another file are null.
    pub expand_references: bool,
    /// Attributes stay behind.
    pub without_attributes: bool,
    /// A named datatype that the other file has already is used, not made again.
    pub merge_datatypes: bool,
    /// Paths where such datatypes are looked for first.
    pub datatype_paths: Vec<String>,
}

impl CopyOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`shallow`](Self::shallow).
    #[must_use]
    pub fn shallow(mut self, on: bool) -> Self {
        self.shallow = on;
        self
    }

    /// Sets [`expand_soft`](Self::expand_soft).
    #[must_use]
    pub fn expand_soft(mut self, on: bool) -> Self {
        self.expand_soft = on;
        self
    }

    /// Sets [`expand_external`](Self::expand_external).
    #[must_use]
    pub fn expand_external(mut self, on: bool) -> Self {
        self.expand_external = on;
        self
    }

    /// Sets [`expand_references`](Self::expand_references).
    #[must_use]
    pub fn expand_references(mut self, on: bool) -> Self {
        self.expand_references = on;
        self
    }

    /// Sets [`without_attributes`](Self::without_attributes).
    #[must_use]
    pub fn without_attributes(mut self, on: bool) -> Self {
        self.without_attributes = on;
        self
    }

    /// Sets [`merge_datatypes`](Self::merge_datatypes) and the paths that are searched first.
    #[must_use]
    pub fn merge_datatypes<S: Into<String>>(mut self, first: impl IntoIterator<Item = S>) -> Self {
        self.merge_datatypes = true;
        self.datatype_paths = first.into_iter().map(Into::into).collect();
        self
    }

    pub(crate) fn flags(&self) -> u32 {
        [
            (self.shallow, h5p::SHALLOW),
            (self.expand_soft, h5p::EXPAND_SOFT),
            (self.expand_external, h5p::EXPAND_EXTERNAL),
            (self.expand_references, h5p::EXPAND_REFERENCES),
            (self.without_attributes, h5p::WITHOUT_ATTRIBUTES),
            (self.merge_datatypes, h5p::MERGE_DATATYPES),
        ]
        .into_iter()
        .fold(0, |flags, (on, flag)| if on { flags | flag } else { flags })
    }

    pub(crate) fn apply(&self, api: &Api) -> Result<Id> {
        let list = h5p::create(api, Class::ObjectCopy).at("set up", "a copy")?;
        h5p::set_copy_object(api, list.raw(), self.flags()).at("set up", "a copy")?;
        // the library looks first in what was added last
        for path in self.datatype_paths.iter().rev() {
            h5p::add_merge_committed_dtype_path(api, list.raw(), CName::new(path)?.as_c_str()).at("set up", path)?;
        }
        Ok(list)
    }

    /// Reads a list back. The paths are only to be had from it as bytes.
    pub(crate) fn of(api: &Api, list: hid_t, bytes: &[u8]) -> Called<Self> {
        let flags = h5p::get_copy_object(api, list)?;
        Ok(Self {
            shallow: flags & h5p::SHALLOW != 0,
            expand_soft: flags & h5p::EXPAND_SOFT != 0,
            expand_external: flags & h5p::EXPAND_EXTERNAL != 0,
            expand_references: flags & h5p::EXPAND_REFERENCES != 0,
            without_attributes: flags & h5p::WITHOUT_ATTRIBUTES != 0,
            merge_datatypes: flags & h5p::MERGE_DATATYPES != 0,
            datatype_paths: paths(bytes),
        })
    }
}

/// The texts behind the property's name, each ending in a NUL, up to an empty one.
fn paths(bytes: &[u8]) -> Vec<String> {
    const NAME: &[u8] = b"merge committed dtype list\0";
    let Some(at) = bytes.windows(NAME.len()).position(|window| window == NAME) else { return Vec::new() };
    let texts = bytes[at + NAME.len()..].split(|&byte| byte == 0).take_while(|text| !text.is_empty());
    texts.map(|text| name::text(text.to_vec())).collect()
}
