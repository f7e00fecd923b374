//! Files: opened, created, taken as bytes, saved, closed.
mod cache;
mod content;
mod create;
mod from_image;
mod image;
mod info;
pub(crate) mod linked;
mod lock;
mod memory;
mod mount;
mod open;
mod save;
mod swmr;

use std::{ffi::CString, fmt, ops::Deref, path::PathBuf, sync::Arc};

use crate::{
    driver::FileAccess,
    error::{At, Result, Returned},
    group::Group,
    handle::{self, Node, OpenFile},
    name,
    sys::{Api, h5f},
};

pub use cache::{MetadataCacheStats, PageBufferStats};
pub use from_image::OpenImage;
pub use info::{FileInfo, FreeSection};
pub use mount::Mount;

/// An HDF5 file, in memory or on disk; it is its root [`Group`], too.
///
/// ```
/// # use h5mem::{File, Result};
/// use ndarray::Array2;
/// # fn main() -> Result<()> {
/// let file = File::in_memory()?;
/// file.write("array", &Array2::<f64>::zeros((300, 300)))?;
/// let image = file.into_image()?; // the file's bytes: the very buffer, no copy
///
/// let file = File::from_image(image).open()?; // over the same bytes: no copy
/// let array: Array2<f64> = file.dataset("array")?.read()?;
/// assert_eq!(array.shape(), [300, 300]);
/// # Ok(()) }
/// ```
///
/// Clones, groups, datasets and attributes are handles into the same open file. It ends with the last of them, or for all at once with
/// [`close`](Self::close), which reports what dropping cannot. What is still open when the process ends is closed then.
#[derive(Clone)]
pub struct File {
    root: Group,
}

impl Deref for File {
    type Target = Group;

    fn deref(&self) -> &Group {
        &self.root
    }
}

impl File {
    pub(crate) fn of(file: Arc<OpenFile>) -> Self {
        Self { root: Group::own(Arc::new(Node::root(file))) }
    }

    fn open_file(&self) -> &Arc<OpenFile> {
        &self.root.node().file
    }

    /// Writes everything out to the driver (`H5Fflush`): with it a backing store, a file on disk or a storage is up to date.
    ///
    /// # Errors
    /// `Closed`, `Io` for what the disk or storage said, `Library`.
    pub fn flush(&self) -> Result<()> {
        let api = Api::lock()?;
        self.open_file().flush(&api)
    }

    /// Closes the file for all its handles, which answer `Closed` from then on. Closing what is closed is fine.
    ///
    /// # Errors
    /// What writing it out came to (a full disk, a storage that failed). The file is given back as it was, still open, and from CORE it can
    /// be [saved](Self::save) elsewhere; it is closed where a storage failed in the very last step. `InUse` while it is
    /// [mounted](Group::mount), or another file in it.
    pub fn close(self) -> Result<(), Returned<Self>> {
        let closed = Api::lock().and_then(|api| match self.open_file().is_closed() {
            true => Ok(()),
            false => mount::check_unmounted(self.open_file()).and_then(|()| self.open_file().close(&api)),
        });
        handle::give_back(self, closed)
    }

    /// Whether it was closed, through this handle or another.
    pub fn is_closed(&self) -> bool {
        self.open_file().is_closed()
    }

    /// The path it was opened by; for a file in memory the name that messages give it.
    ///
    /// # Errors
    /// `Closed`.
    pub fn filename(&self) -> Result<PathBuf> {
        let api = Api::lock()?;
        disk_path(&api, self.open_file())
    }

    /// Its length in bytes, user block included (`H5Fget_filesize`). What was not flushed may still change it.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn size(&self) -> Result<u64> {
        let api = Api::lock()?;
        let raw = self.open_file().raw(&api, &self.open_file().label)?;
        h5f::get_filesize(&api, raw).at("measure", &self.open_file().label)
    }

    /// Whether it was opened for reading only.
    pub fn is_read_only(&self) -> bool {
        self.open_file().read_only
    }

    /// The driver's name in lower case: "memory", "core", "sec2", "stdio", "storage".
    pub fn driver(&self) -> &'static str {
        self.open_file().driver
    }

    /// Bytes at its start that HDF5 leaves alone (`H5Pget_userblock`).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn userblock(&self) -> Result<u64> {
        userblock(&Api::lock()?, self.open_file())
    }
}

/// The path of a file on disk, as it was given, whatever bytes it has; the label of one whose driver has names of its own.
fn disk_path(api: &Api, file: &OpenFile) -> Result<PathBuf> {
    let raw = file.raw(api, &file.label)?;
    if !matches!(file.driver, "sec2" | "stdio" | "direct") {
        return Ok(PathBuf::from(&file.label));
    }
    let bytes = h5f::get_name(api, raw).at("name", &file.label)?;
    let name = CString::new(bytes).expect("libhdf5's own text");
    Ok(name::os_path(&name))
}

/// How a file was opened.
fn access_of(file: &OpenFile) -> &FileAccess {
    file.settings.access.downcast_ref().expect("every file is opened with one")
}

pub(crate) fn userblock(api: &Api, file: &OpenFile) -> Result<u64> {
    file.raw(api, &file.label)?;
    Ok(file.format(api)?.base)
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.open_file();
        let mode = match (file.is_closed(), file.read_only) {
            (true, _) => "closed",
            (_, true) => "read-only",
            (_, false) => "read-write",
        };
        write!(f, "File({}, {}, {mode})", file.label, file.driver)
    }
}

/// PyTables' line of the root: `/ (RootGroup) 'Title'`.
impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.root, f)
    }
}
