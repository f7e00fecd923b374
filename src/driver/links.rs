//! What a file may open beside itself.
mod outside;
mod search;

use std::{
    collections::{BTreeMap, HashMap},
    ffi::CStr,
    fmt, fs,
    path::{Path, PathBuf, absolute},
    sync::Arc,
};

use outside::Beside;
use search::{Folders, Search};

use super::{
    Driver, FileAccess,
    medium::{Medium, Session},
    memory::mended,
    store::Store,
    superblock,
    vfd::{self, Allocation},
};
use crate::{
    error::{Error, Result},
    handle::Outside,
    image::Image,
    name,
    sys::{
        Api,
        links::{Ask, Link, Opener, Refusal, Rules},
    },
};

/// What the external links of a file may open, and how: for [`FileAccess::external_links`].
///
/// A link names a file, and libhdf5 looks for it in several places: where an absolute name says, in the folders of `HDF5_EXT_PREFIX`, in the
/// [`prefix`](Self::prefix), beside the file with the link, in the current folder. Rules about paths ([`within`](Self::within),
/// [`allow_if`](Self::allow_if)) are asked of every file there is in these places, symbolic links resolved: one that is refused is enough.
/// What a refused link leads to is [`Denied`](Error::Denied), by whatever way it is come to: opened, met on a path, copied, or on the way
/// to a source of a virtual dataset. Links of the files that links lead to are held to the same rules. The rules are of the one opening,
/// not of the file: another opening has its own.
///
/// They are rules for data in other files, too: external files with raw data ([`external_files`](crate::Dataset::external_files) names
/// them), files that virtual datasets show ([`virtual_sources`](crate::Dataset::virtual_sources)), and what these show in turn. They are asked
/// whenever elements are read or written ([`DeniedData`](Error::DeniedData)), and of a virtual dataset before its extent is; of raw data
/// about the file that is to be made, too.
///
/// A file in memory knows no other file. Its external links lead nowhere (`NotFound`) unless [`access`](Self::access) says how, or
/// [`image`](Self::image) to what. Raw data of a file from bytes, an image or a storage, stays in them: whoever made the bytes named the
/// files outside, which might be any. There the rule is to be said, [`allow`](Self::allow) or another.
///
/// ```
/// # use h5mem::{ErrorKind, ExternalLinks, FileAccess, Result};
/// # fn main() -> Result<()> {
/// let file = FileAccess::memory().external_links(ExternalLinks::deny()).create("x")?;
/// file.link_external("secret", "/home/me/secret.h5", "/x")?;
/// let error = file.dataset("secret").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Denied);
/// assert!(error.to_string().contains("/home/me/secret.h5"));
///
/// // bytes from somewhere, with a dataset that claims to lie in a file of this machine
/// file.new_dataset("data").external("/etc/passwd", 0, 100).shape([100]).create::<u8>()?;
/// let image = file.into_image()?;
/// let data = h5mem::File::from_image(image).open()?.dataset("data")?;
/// assert_eq!(data.external_files()?[0].path, "/etc/passwd");
/// assert_eq!(data.read::<Vec<u8>>().unwrap_err().kind(), ErrorKind::Denied);
/// # Ok(()) }
/// ```
#[derive(Clone, Default)]
pub struct ExternalLinks {
    rule: Rule,
    prefix: Option<PathBuf>,
    read_only: bool,
    access: Option<Box<FileAccess>>,
    /// Files in memory, by the names that links have for them.
    images: BTreeMap<String, Image>,
}

#[derive(Clone, Default)]
enum Rule {
    /// Any file, but for raw data of a file from bytes.
    #[default]
    Unsaid,
    Allow,
    Deny,
    Within(Vec<PathBuf>),
    If(Allowed),
}

impl ExternalLinks {
    /// Any file, as in h5py; also the data of a file in memory.
    pub fn allow() -> Self {
        Self { rule: Rule::Allow, ..Self::default() }
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

    /// Links to a file of this name lead to the bytes of this image, whatever is on disk and whatever the rule says: opened for reading, on
    /// this crate's own driver.
    ///
    /// ```
    /// # use h5mem::{ExternalLinks, File, FileAccess, Result};
    /// # fn main() -> Result<()> {
    /// let library = File::in_memory()?;
    /// library.write("x", &[1, 2, 3])?;
    /// let links = ExternalLinks::deny().image("library.h5", library.into_image()?); // to it, and to no other
    /// let file = FileAccess::memory().external_links(links).create("main")?;
    /// file.link_external("library", "library.h5", "/")?;
    /// assert_eq!(file.dataset("library/x")?.read::<Vec<i32>>()?, [1, 2, 3]);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn image(mut self, name: &str, image: impl Into<Image>) -> Self {
        self.images.insert(name.to_owned(), image.into());
        self
    }

    /// The rules for libhdf5; none where it has its own way.
    pub(crate) fn rules(&self, api: &Api, driver: &Driver, file: &CStr) -> Result<Option<Arc<Rules>>> {
        if *self == Self::default() || *self == Self::allow() {
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
        let ask: Option<Box<Ask>> = match (&self.rule, self.rule.of_paths()?) {
            (Rule::Deny, _) => Some(Box::new(|link| Err(refusal(link)))),
            (_, None) => None,
            (_, Some(allowed)) => {
                let driver = self.access.as_ref().map_or(driver, |access| &access.driver);
                Some(self.search(driver, file)?.asking(move |path| allowed(path)))
            }
        };
        Ok(Some(Arc::new(Rules { ask, open: self.opener()?, prefix, read_only: self.read_only, access })))
    }

    /// The rules for files that hold data of its datasets; none where any may. Whether `others` are allowed, unless it is said.
    pub(super) fn outside(&self, driver: &Driver, file: &CStr, others: bool) -> Result<Option<Box<dyn Outside>>> {
        let allowed = match &self.rule {
            Rule::Allow => return Ok(None),
            Rule::Unsaid if others => return Ok(None),
            rule => rule.of_paths()?,
        };
        Ok(Some(Box::new(Beside { allowed, search: self.search(driver, file)? })))
    }

    fn search(&self, driver: &Driver, file: &CStr) -> Result<Search> {
        Ok(Search {
            driver: driver.clone(),
            prefix: self.prefix.clone(),
            path: absolute(name::os_path(file)).map_err(|error| Error::io(&file.to_string_lossy(), error))?,
            name: file.to_owned(),
        })
    }

    /// What leads links to the images.
    fn opener(&self) -> Result<Option<Box<Opener>>> {
        let stored = |(name, image): (&String, &Image)| {
            let image = mended(image.clone());
            superblock::inspect(&image).map_err(|flaw| Error::NotHdf5 { path: name.clone(), reason: flaw.to_string() })?;
            Ok((name::bytes(name).into_owned(), Arc::new(Store::from_image(image))))
        };
        let stores = self.images.iter().map(stored).collect::<Result<HashMap<_, _>>>()?;
        if stores.is_empty() {
            return Ok(None);
        }
        Ok(Some(Box::new(move |link, fapl| {
            let medium: Arc<dyn Medium> = Arc::clone(stores.get(link.file.to_bytes())?) as _;
            Some(vfd::apply(&Api::again(), fapl, &Session::new(link.file.to_owned(), medium, true), Allocation::Blocks))
        })))
    }
}

/// How libhdf5 opens the file that an external link names.
pub(crate) struct Linked {
    pub access: FileAccess,
    /// Whether it is opened for reading only, whatever the file with the link is.
    pub read_only: bool,
    /// The paths where it may be, in the order in which they are tried.
    pub places: Vec<PathBuf>,
}

impl FileAccess {
    /// How and where a file on disk is opened that an external link names in the file that was opened as `parent`; `None` where none is: by a file
    /// in memory, and for a link to an image.
    pub(crate) fn linked(&self, parent: &CStr, file: &CStr) -> Result<Option<Linked>> {
        let links = &self.external_links;
        let access = links.access.as_deref().unwrap_or(self);
        let in_memory = matches!(access.driver, Driver::Memory | Driver::Storage(_));
        if in_memory || links.images.contains_key(&name::text(file.to_bytes().to_vec())) {
            return Ok(None);
        }
        let folders = Folders { variable: "HDF5_EXT_PREFIX", named: links.prefix.as_deref() };
        let places = links.search(&access.driver, parent)?.places(file, parent, &folders);
        let access = access.clone().external_links(ExternalLinks::default());
        Ok(Some(Linked { access, read_only: links.read_only, places }))
    }
}

/// Says of a path, absolute and with symbolic links resolved, whether it may be opened.
type Allowed = Arc<dyn Fn(&Path) -> bool + Send + Sync>;

impl Rule {
    /// The rule, where it is one about paths.
    fn of_paths(&self) -> Result<Option<Allowed>> {
        Ok(match self {
            Self::Unsaid | Self::Allow | Self::Deny => None,
            Self::Within(places) => {
                let places = places.iter().map(|place| fs::canonicalize(place).map_err(|error| Error::io(&place.to_string_lossy(), error)));
                let places = places.collect::<Result<Vec<_>>>()?;
                Some(Arc::new(move |path| places.iter().any(|place| path.starts_with(place))))
            }
            Self::If(rule) => Some(Arc::clone(rule)),
        })
    }
}

fn refusal(link: &Link) -> Refusal {
    let text = |text: &CStr| name::text(text.to_bytes().to_vec());
    Refusal { file: text(link.file), target: text(link.target) }
}

impl PartialEq for ExternalLinks {
    fn eq(&self, other: &Self) -> bool {
        let same_rule = match (&self.rule, &other.rule) {
            (Rule::Unsaid, Rule::Unsaid) | (Rule::Allow, Rule::Allow) | (Rule::Deny, Rule::Deny) => true,
            (Rule::Within(a), Rule::Within(b)) => a == b,
            (Rule::If(a), Rule::If(b)) => Arc::ptr_eq(a, b),
            _ => false,
        };
        same_rule
            && self.prefix == other.prefix
            && self.read_only == other.read_only
            && self.access == other.access
            && self.images == other.images
    }
}

impl fmt::Debug for ExternalLinks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule: &dyn fmt::Debug = match &self.rule {
            Rule::Unsaid => &"unsaid",
            Rule::Allow => &"allow",
            Rule::Deny => &"deny",
            Rule::Within(places) => places,
            Rule::If(_) => &"allow if",
        };
        let Self { prefix, read_only, access, images, .. } = self;
        f.debug_struct("ExternalLinks")
            .field("rule", rule)
            .field("prefix", prefix)
            .field("read_only", read_only)
            .field("access", access)
            .field("images", images)
            .finish()
    }
}
