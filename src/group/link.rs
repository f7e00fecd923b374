//! Links: the names in a group, and where they lead.
use super::Group;
use crate::{
    error::{At, Error, Result},
    name::{self, CName},
    object,
    sys::{
        Api,
        h5l::{self, Class},
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
        let raw = self.node().raw(&api)?;
        let c_path = CName::new(path)?;
        let place = self.place(path);
        if !path.trim_matches('/').is_empty() {
            let info = h5l::get_info(&api, raw, c_path.as_c_str())
                .map_err(|stack| object::diagnose(&api, self.node(), path, stack.at("ask for the link", &place)))?;
            let value = |size| h5l::get_value(&api, raw, c_path.as_c_str(), size).at("read the link", &place);
            return match info.class {
                Class::Hard => Ok(Link::Hard),
                Class::Soft => Ok(Link::Soft { target: name::text(until_nul(&value(info.value_size)?).to_vec()) }),
                Class::External => {
                    external(&value(info.value_size)?).ok_or_else(|| Error::invalid(&place, "an external link without a path"))
                }
                Class::User(class) => Ok(Link::User { class }),
            };
        }
        Ok(Link::Hard) // the root has no name of its own
    }

    /// Another name for an object of this file (`H5Lcreate_hard`).
    ///
    /// # Errors
    /// `NotFound` for the target, `AlreadyExists`, `ReadOnly`, `Closed`.
    pub fn link_hard(&self, path: &str, target: &str) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node().writable(&api)?;
        let (c_path, c_target) = (CName::new(path)?, CName::new(target)?);
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
        let (c_path, c_target) = (CName::new(path)?, CName::new(target)?);
        let made = h5l::create_soft(&api, c_target.as_c_str(), raw, c_path.as_c_str());
        self.made(&api, path, &c_path, made)
    }

    /// A link to a path in another file, neither of which need exist (`H5Lcreate_external`).
    ///
    /// Following it opens that file on disk with this file's driver. A file on the memory driver has no other: there it is `NotFound`.
    ///
    /// # Errors
    /// `AlreadyExists`, `ReadOnly`, `Closed`.
    pub fn link_external(&self, path: &str, file: &str, target: &str) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node().writable(&api)?;
        let (c_path, c_file, c_target) = (CName::new(path)?, CName::new(file)?, CName::new(target)?);
        let made = h5l::create_external(&api, c_file.as_c_str(), c_target.as_c_str(), raw, c_path.as_c_str());
        self.made(&api, path, &c_path, made)
    }
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|&byte| byte == 0).next().unwrap_or(bytes)
}

/// An external link's value: a byte of version and flags, the file, NUL, the path, NUL (`H5Lunpack_elink_val`).
fn external(value: &[u8]) -> Option<Link> {
    let mut parts = value.get(1..)?.split(|&byte| byte == 0);
    let (file, target) = (parts.next()?, parts.next()?);
    parts.next()?; // the path, too, ends with a NUL
    Some(Link::External { file: name::text(file.to_vec()), target: name::text(target.to_vec()) })
}
