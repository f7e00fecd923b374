//! Links: the names in a group, and where they lead.
use super::Group;
use crate::{
    error::{At, Error, Result},
    name::{self, CName},
    object,
    sys::{
        Api,
        h5l::{self, Class, Info},
    },
};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Link {
    /// To the object itself.
    Hard,
    /// To whatever is at this path when it is followed.
    Soft {
        /// The path, from the link's group or from the root.
        target: String,
    },
    /// To an object of another file.
    External {
        /// The file's name.
        file: String,
        /// The path in it.
        target: String,
    },
    /// Defined by a user, under this number.
    User {
        /// libhdf5's number of the link's class.
        class: i32,
    },
}

impl Group {
    /// A link, without following it (`H5Lget_info`, `H5Lget_val`).
    ///
    /// # Errors
    /// `NotFound`, `Closed`, `InvalidValue` for an external link that makes no sense.
    pub fn link(&self, path: &str) -> Result<Link> {
        let api = Api::lock()?;
        match info(&api, self, path)? {
            Some(info) => target(&api, self, path, &info),
            None => Ok(Link::Hard), // the root has no name of its own
        }
    }

    /// Another name for an object of this file (`H5Lcreate_hard`).
    ///
    /// # Errors
    /// `NotFound` for the target, `AlreadyExists`, `ReadOnly`, `Closed`.
    pub fn link_hard(&self, path: &str, target: &str) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node().writable(&api)?;
        let (c_path, c_target) = (CName::of_new(path)?, CName::new(target)?);
        let made = h5l::create_hard(&api, raw, c_target.as_c_str(), raw, c_path.as_c_str());
        self.made(&api, path, &c_path, made).map_err(|error| match error {
            taken @ Error::AlreadyExists { .. } => taken,
            error => object::diagnose(&api, self.node(), target, error),
        })
    }

    /// A link to a path, which need not lead anywhere (`H5Lcreate_soft`).
    ///
    /// # Errors
    /// `AlreadyExists`, `ReadOnly`, `Closed`.
    pub fn link_soft(&self, path: &str, target: &str) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node().writable(&api)?;
        let (c_path, c_target) = (CName::of_new(path)?, CName::of_new(target)?);
        let made = h5l::create_soft(&api, c_target.as_c_str(), raw, c_path.as_c_str());
        self.made(&api, path, &c_path, made)
    }

    /// A link to a path in another file, neither of which need exist (`H5Lcreate_external`).
    ///
    /// Following it opens that file on disk with this file's driver. A file on the memory driver has no other: there it is `NotFound`.
    /// [`ExternalLinks`](crate::ExternalLinks) leads it elsewhere, to an image in memory too, or denies it.
    ///
    /// # Errors
    /// `AlreadyExists`, `ReadOnly`, `Closed`.
    pub fn link_external(&self, path: &str, file: &str, target: &str) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node().writable(&api)?;
        let (c_path, c_file, c_target) = (CName::of_new(path)?, CName::of_new(file)?, CName::of_new(target)?);
        let made = h5l::create_external(&api, c_file.as_c_str(), c_target.as_c_str(), raw, c_path.as_c_str());
        self.made(&api, path, &c_path, made)
    }
}

/// What a link says of itself; nothing for the root.
pub(super) fn info(api: &Api, group: &Group, path: &str) -> Result<Option<Info>> {
    let raw = group.node().raw(api)?;
    let c_path = CName::new(path)?;
    if path.trim_matches('/').is_empty() {
        return Ok(None);
    }
    let info = h5l::get_info(api, raw, c_path.as_c_str())
        .map_err(|stack| object::diagnose(api, group.node(), path, stack.at("ask for the link", &group.place(path))))?;
    Ok(Some(info))
}

/// Where a link leads.
pub(super) fn target(api: &Api, group: &Group, path: &str, info: &Info) -> Result<Link> {
    let raw = group.node().raw(api)?;
    let value = || {
        let c_path = CName::new(path)?;
        h5l::get_value(api, raw, c_path.as_c_str(), info.value_size).at("read the link", || group.place(path))
    };
    match info.class {
        Class::Hard => Ok(Link::Hard),
        Class::Soft => Ok(Link::Soft { target: name::text(until_nul(&value()?).to_vec()) }),
        Class::External => external(&value()?).ok_or_else(|| Error::invalid(&group.place(path), "an external link without a path")),
        Class::User(class) => Ok(Link::User { class }),
    }
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|&byte| byte == 0).next().unwrap_or(bytes)
}

fn external(value: &[u8]) -> Option<Link> {
    let (file, target) = h5l::unpack_external(value)?;
    Some(Link::External { file: name::text(file.into_bytes()), target: name::text(target.into_bytes()) })
}
