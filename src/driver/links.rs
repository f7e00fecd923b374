//! What a file's external links may open.
use std::{
    env,
    ffi::{CStr, CString},
    fmt, fs,
    path::{Path, PathBuf, absolute},
    sync::Arc,
};

use super::{Driver, FileAccess};
use crate::{
    error::{Error, Result},
    name,
    sys::{
        Api,
        links::{Ask, Link, Refusal, Rules},
    },
};

/// What the external links of a file may open, and how: for [`FileAccess::external_links`].
///
/// A link names a file, and libhdf5 looks for it in several places: where an absolute name says, in the folders of `HDF5_EXT_PREFIX`, in the
/// [`prefix`](Self::prefix), beside the file with the link, in the current folder. Rules about paths ([`within`](Self::within),
/// [`allow_if`](Self::allow_if)) are asked of every file there is in these places, symbolic links resolved: one that is refused is enough.
/// What a refused link leads to is [`Denied`](Error::Denied), by whatever way it is come to: opened, met on a path, copied, or a source
/// of a virtual dataset. Links of the files that links lead to are held to the same rules. The rules are of the one opening, not of
/// the file: another opening has its own.
///
/// A file in memory knows no other file: its external links lead nowhere (`NotFound`) unless [`access`](Self::access) says how.
///
/// ```
/// # use h5mem::{ErrorKind, ExternalLinks, FileAccess, Result};
/// # fn main() -> Result<()> {
/// let file = FileAccess::memory().external_links(ExternalLinks::deny()).create("x")?;
/// file.link_external("secret", "/home/me/secret.h5", "/x")?;
/// let error = file.dataset("secret").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Denied);
/// assert!(error.to_string().contains("/home/me/secret.h5"));
/// # Ok(()) }
/// ```
#[derive(Clone, Default)]
pub struct ExternalLinks {
    rule: Rule,
    prefix: Option<PathBuf>,
    read_only: bool,
    access: Option<Box<FileAccess>>,
}

#[derive(Clone, Default)]
enum Rule {
    #[default]
    Allow,
    Deny,
    Within(Vec<PathBuf>),
    If(Arc<dyn Fn(&Path) -> bool + Send + Sync>),
}

impl ExternalLinks {
    /// Any file, as in h5py: the default.
    pub fn allow() -> Self {
        Self::default()
    }

    /// No file at all.
    pub fn deny() -> Self {
        Self { rule: Rule::Deny, ..Self::default() }
    }

    /// Files in these folders and below them, and files that are named themselves, symbolic links resolved.
    pub fn within<P: AsRef<Path>>(places: impl IntoIterator<Item = P>) -> Self {
        Self { rule: Rule::Within(places.into_iter().map(|place| place.as_ref().to_owned()).collect()), ..Self::default() }
    }

    /// Files that `rule` says yes to: it is given each one's path, absolute and with symbolic links resolved.
    ///
    /// It is called in the middle of an operation, while the library's lock is held: it must not wait for another thread that uses HDF5
    /// files. A panic of it ends the operation and goes on from there.
    pub fn allow_if(rule: impl Fn(&Path) -> bool + Send + Sync + 'static) -> Self {
        Self { rule: Rule::If(Arc::new(rule)), ..Self::default() }
    }

    /// Looks for relative names in this folder first (`H5Pset_elink_prefix`).
    #[must_use]
    pub fn prefix(mut self, folder: impl AsRef<Path>) -> Self {
        self.prefix = Some(folder.as_ref().to_owned());
        self
    }

    /// Opens targets for reading only, although the file itself is open for writing (`H5Pset_elink_acc_flags`).
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Opens targets with these settings, on a driver of libhdf5's own, not with those of the file (`H5Pset_elink_fapl`): for files in memory
    /// whose links lead to the disk.
    #[must_use]
    pub fn access(mut self, access: FileAccess) -> Self {
        self.access = Some(Box::new(access));
        self
    }

    /// The rules for libhdf5; none where it has its own way.
    pub(crate) fn rules(&self, api: &Api, driver: &Driver, file: &CStr) -> Result<Option<Arc<Rules>>> {
        if *self == Self::allow() {
            return Ok(None);
        }
        let access = match &self.access {
            None => None,
            Some(access) if matches!(access.driver, Driver::Memory | Driver::Storage(_)) => {
                let what = format!("an external link to a file on the {} driver", access.driver.name());
                return Err(Error::unsupported(what, "one of libhdf5's own drivers, such as `FileAccess::sec2()`"));
            }
            Some(access) => Some(access.with_driver(api)?),
        };
        let prefix = self.prefix.as_deref().map(name::c_path).transpose()?;
        let search = Search {
            driver: self.access.as_ref().map_or(driver, |access| &access.driver).clone(),
            prefix: self.prefix.clone(),
            path: absolute(name::os_path(file)).map_err(|error| Error::io(&file.to_string_lossy(), error))?,
            name: file.to_owned(),
        };
        let ask: Option<Box<Ask>> = match self.rule.clone() {
            Rule::Allow => None,
            Rule::Deny => Some(Box::new(|link| Err(refusal(link)))),
            Rule::Within(places) => {
                let places = places.iter().map(|place| fs::canonicalize(place).map_err(|error| Error::io(&place.to_string_lossy(), error)));
                let places = places.collect::<Result<Vec<_>>>()?;
                Some(search.asking(move |path| places.iter().any(|place| path.starts_with(place))))
            }
            Rule::If(rule) => Some(search.asking(move |path| rule(path))),
        };
        Ok(Some(Arc::new(Rules { ask, prefix, read_only: self.read_only, access })))
    }
}

fn refusal(link: &Link) -> Refusal {
    let text = |text: &CStr| name::text(text.to_bytes().to_vec());
    Refusal { file: text(link.file), target: text(link.target) }
}

/// What is known of where libhdf5 looks for files.
struct Search {
    /// That opens them.
    driver: Driver,
    prefix: Option<PathBuf>,
    /// The name that the file with the rules was opened by, and where that was: the current folder may become another.
    name: CString,
    path: PathBuf,
}

impl Search {
    /// Asks a rule about every file that libhdf5 may take for the one that a link names.
    fn asking(self, allowed: impl Fn(&Path) -> bool + Send + Sync + 'static) -> Box<Ask> {
        Box::new(move |link| {
            for place in self.places(link) {
                // what is not there, or not to be looked at, libhdf5 does not open either
                for path in [self.driver.on_disk(&place), place] {
                    if fs::canonicalize(path).is_ok_and(|path| !allowed(&path)) {
                        return Err(refusal(link));
                    }
                }
            }
            Ok(())
        })
    }

    /// Where libhdf5 looks for a link's file (`H5F_prefix_open_file`).
    fn places(&self, link: &Link) -> Vec<PathBuf> {
        let file = name::os_path(link.file);
        let mut places = Vec::new();
        let relative = if file.has_root() || file.is_absolute() {
            places.push(file);
            let last = link.file.to_bytes().rsplit(|&byte| byte == b'/' || cfg!(windows) && byte == b'\\').next();
            name::os_path(&CString::new(last.unwrap_or(b"")).expect("a part of a C string"))
        } else {
            file
        };
        if let Some(folders) = env::var_os("HDF5_EXT_PREFIX") {
            places.extend(env::split_paths(&folders).map(|folder| folder.join(&relative)));
        }
        places.extend(self.prefix.as_ref().map(|folder| folder.join(&relative)));
        let parent = if link.parent == &*self.name { Ok(self.path.clone()) } else { absolute(name::os_path(link.parent)) };
        let beside = |file: &Path| file.parent().map(|folder| folder.join(&relative));
        places.extend(parent.as_ref().ok().and_then(|parent| beside(parent)));
        places.push(relative.clone());
        places.extend(parent.and_then(fs::canonicalize).ok().and_then(|parent| beside(&parent)));
        places
    }
}

impl PartialEq for ExternalLinks {
    fn eq(&self, other: &Self) -> bool {
        let same_rule = match (&self.rule, &other.rule) {
            (Rule::Allow, Rule::Allow) | (Rule::Deny, Rule::Deny) => true,
            (Rule::Within(a), Rule::Within(b)) => a == b,
            (Rule::If(a), Rule::If(b)) => Arc::ptr_eq(a, b),
            _ => false,
        };
        same_rule && self.prefix == other.prefix && self.read_only == other.read_only && self.access == other.access
    }
}

impl fmt::Debug for ExternalLinks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule: &dyn fmt::Debug = match &self.rule {
            Rule::Allow => &"allow",
            Rule::Deny => &"deny",
            Rule::Within(places) => places,
            Rule::If(_) => &"allow if",
        };
        let Self { prefix, read_only, access, .. } = self;
        f.debug_struct("ExternalLinks")
            .field("rule", rule)
            .field("prefix", prefix)
            .field("read_only", read_only)
            .field("access", access)
            .finish()
    }
}
