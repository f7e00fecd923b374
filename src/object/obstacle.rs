//! Why a path does not lead to an object.
use std::ffi::{CStr, CString};

use crate::{
    error::{Error, ErrorStack},
    file::linked,
    handle::{Id, Node, OpenFile},
    name::{self, CName},
    sys::{
        Api, h5i,
        h5i::Kind,
        h5l::{self, Class},
        h5o, hid_t,
    },
};

/// Soft and external links that may follow one another, as many as libhdf5 follows.
const LINKS: usize = 16;

/// Why an object could not be opened: what is missing, of another kind, or behind an external link that cannot be followed.
#[cold]
pub(crate) fn diagnose(api: &Api, base: &Node, path: &str, failed: Error) -> Error {
    if failed.may_be_of_path() { obstacle(api, base, path).unwrap_or(failed) } else { failed }
}

/// What on the way to an object keeps it from being reached, as far as libhdf5 tells.
#[cold]
pub(crate) fn obstacle(api: &Api, base: &Node, path: &str) -> Option<Error> {
    let loc = base.raw(api).ok()?;
    Way { api, file: &base.file, links: LINKS }.obstacle(loc, &base.path, path)
}

/// A way along the paths of a file, and the number of links that may still be followed on it.
struct Way<'a> {
    api: &'a Api,
    file: &'a OpenFile,
    links: usize,
}

impl Way<'_> {
    /// The first obstacle on a path from an open object, whose own path is `above`.
    fn obstacle(&self, loc: hid_t, above: &str, path: &str) -> Option<Error> {
        let mut so_far = String::from(if path.starts_with('/') { "/" } else { "" });
        for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
            if !so_far.is_empty() && !so_far.ends_with('/') {
                so_far.push('/');
            }
            so_far.push_str(part);
            let c_path = CName::new(&so_far).ok()?;
            match h5l::exists(self.api, loc, c_path.as_c_str()) {
                Ok(true) => {}
                Ok(false) => return Some(Error::NotFound { path: self.place(above, &so_far) }),
                Err(stack) if stack.is_refusal() => return Some(stack.at("open", &self.place(above, &so_far))),
                Err(_) => return self.not_a_group(loc, above, &so_far),
            }
            match h5o::exists_by_name(self.api, loc, c_path.as_c_str()) {
                Ok(true) => {}
                Ok(false) => return self.unfollowed(loc, above, &so_far, None),
                Err(stack) => return self.unfollowed(loc, above, &so_far, Some(stack)),
            }
        }
        None
    }

    /// What messages call a path from an object.
    fn place(&self, above: &str, path: &str) -> String {
        format!("{}:{}", self.file.label, name::join(above, path))
    }

    /// What the part of a path before the last one leads to, where that is no group.
    fn not_a_group(&self, loc: hid_t, above: &str, path: &str) -> Option<Error> {
        let (before, _) = path.rsplit_once('/')?;
        let object = Id::own(h5o::open(self.api, loc, CName::new(before).ok()?.as_c_str()).ok()?);
        let found = match h5i::get_type(self.api, object.raw()) {
            Kind::Dataset => "a dataset",
            Kind::Datatype => "a named datatype",
            Kind::Group | Kind::Other => return None,
        };
        Some(Error::Type { path: self.place(above, before), expected: "a group".to_owned(), found: found.to_owned() })
    }

    /// Why a link that is there cannot be followed, and what libhdf5 said if it said anything.
    fn unfollowed(&self, loc: hid_t, above: &str, path: &str, said: Option<ErrorStack>) -> Option<Error> {
        let place = self.place(above, path);
        if said.as_ref().is_some_and(ErrorStack::is_refusal) {
            return said.map(|stack| stack.at("open", &place));
        }
        let c_path = CName::new(path).ok()?;
        let info = h5l::get_info(self.api, loc, c_path.as_c_str()).ok()?;
        let behind = match info.class {
            _ if self.links == 0 => return None, // which is what libhdf5 says
            Class::Soft | Class::External => {
                let parent = match path.rsplit_once('/') {
                    Some(("", _)) => "/",
                    Some((parent, _)) => parent,
                    None => ".",
                };
                let holder = Id::own(h5o::open(self.api, loc, CName::new(parent).ok()?.as_c_str()).ok()?);
                let value = h5l::get_value(self.api, loc, c_path.as_c_str(), info.value_size).ok()?;
                if info.class == Class::Soft {
                    self.behind_soft(&holder, &name::join(above, parent), &value)
                } else {
                    return self.behind_external(&holder, place, &value);
                }
            }
            Class::Hard => return said.and_then(|stack| known(stack.at("open", &place))),
            Class::User(_) => None,
        };
        match (behind, said) {
            (Some(Error::NotFound { .. }), _) | (None, None) => Some(Error::NotFound { path: place }),
            (Some(behind), _) => Some(behind),
            (None, Some(stack)) => known(stack.at("open", &place)),
        }
    }

    fn behind_soft(&self, holder: &Id, above: &str, value: &[u8]) -> Option<Error> {
        let target = CStr::from_bytes_until_nul(value).ok()?.to_bytes();
        Way { links: self.links - 1, ..*self }.obstacle(holder.raw(), above, &name::text(target.to_vec()))
    }

    /// Why an external link at `place` cannot be followed. libhdf5 1.x only says that it could not open the file, whether there is one or not.
    fn behind_external(&self, holder: &Id, place: String, value: &[u8]) -> Option<Error> {
        let (file, target) = h5l::unpack_external(value)?;
        let cause = match linked::open(self.api, self.file, holder.raw(), &file) {
            Ok(None) => return Some(Error::NotFound { path: place }),
            Ok(Some(opened)) => self.behind_root(opened.node(), &target)?,
            Err(cause) => cause,
        };
        match cause {
            Error::NotFound { .. } | Error::Type { .. } => Some(Error::NotFound { path: place }),
            denied @ Error::Denied { .. } => Some(denied),
            cause => {
                let text = |text: CString| name::text(text.into_bytes());
                Some(Error::ExternalLink { path: place, file: text(file), target: text(target), cause: Box::new(cause) })
            }
        }
    }

    /// Why the target of an external link does not open in its file; `None` where it does.
    fn behind_root(&self, root: &Node, target: &CStr) -> Option<Error> {
        let loc = root.raw(self.api).ok()?;
        let stack = match h5o::open(self.api, loc, target).map(Id::own) {
            Ok(_) => return None,
            Err(stack) => stack,
        };
        let target = name::text(target.to_bytes().to_vec());
        let way = Way { api: self.api, file: &root.file, links: self.links - 1 };
        let obstacle = if stack.is_of_too_many_links() { None } else { way.obstacle(loc, "/", &target) };
        obstacle.or_else(|| Some(stack.at("open", &way.place("/", &target))))
    }
}

/// An error that says more than that libhdf5 failed.
fn known(error: Error) -> Option<Error> {
    if matches!(error, Error::Library { .. }) { None } else { Some(error) }
}
