//! Files from bytes.
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{File, memory, open};
use crate::{
    driver::{Driver, FileAccess, mended, superblock},
    error::{At, Error, Result},
    image::Image,
    sys::{
        Api,
        h5f::{self, Open},
        h5p,
    },
};

/// How bytes are opened as a file: made by [`File::from_image`].
#[derive(Clone, Debug)]
#[must_use = "nothing is opened before `open` or `open_rw`"]
pub struct OpenImage {
    image: Image,
    access: Option<FileAccess>,
    backing_store: Option<PathBuf>,
}

impl File {
    /// A file from its bytes, which [`image`](Self::image), [`into_image`](Self::into_image), a disk, a network or another program gave.
    ///
    /// Opening is free of copies: read-only over any [`Image`], for writing over one that is the sole owner of a vector. For writing over
    /// shared bytes, what changes is copied, and the bytes themselves stay as they are.
    ///
    /// Images that libhdf5 below 2.0 took of files open for writing, of a format from 1.8 on, have a wrong checksum, and no other library opens
    /// them. Here they open: that flaw, and no other, is mended in a copy.
    ///
    /// A file from bytes opens no other: neither by its external links nor for data outside, unless
    /// [`ExternalLinks`](crate::ExternalLinks) says so; on CORE both are as of a file on disk.
    ///
    /// libhdf5 trusts what it reads: crafted bytes crash older versions of it. Open what strangers send with libhdf5 2.2 or newer
    /// (feature `static`), and best in a process of its own.
    ///
    /// ```
    /// # use h5mem::{File, FileAccess, Result};
    /// # fn main() -> Result<()> {
    /// let file = File::in_memory()?;
    /// file.write("x", &[1, 2, 3])?;
    /// let image = file.into_image()?;
    /// let copy = File::from_image(image.clone()).open_rw()?; // changes stay in `copy`
    /// copy.attrs().set("description", "In memory file example")?;
    /// let core = File::from_image(image).access(FileAccess::core(false)).open()?; // on libhdf5's CORE driver
    /// assert_eq!(core.dataset("x")?.read::<Vec<i32>>()?, [1, 2, 3]);
    /// # Ok(()) }
    /// ```
    pub fn from_image(bytes: impl Into<Image>) -> OpenImage {
        OpenImage { image: bytes.into(), access: None, backing_store: None }
    }
}

impl OpenImage {
    /// On this driver and with these settings: [`FileAccess::memory`], which is the default, or [`FileAccess::core`].
    pub fn access(mut self, access: FileAccess) -> Self {
        self.access = Some(access);
        self
    }

    /// The path that CORE writes the file to, at once and when it is flushed and closed; goes with `access(FileAccess::core(true))`, which
    /// it stands for where nothing else is said. The path must not be taken.
    pub fn backing_store(mut self, path: impl AsRef<Path>) -> Self {
        self.backing_store = Some(path.as_ref().to_owned());
        self
    }

    /// Opens the bytes for reading.
    ///
    /// # Errors
    /// `NotHdf5`, `Truncated`, `Unsupported` for a backing store or a driver that does not take images.
    pub fn open(self) -> Result<File> {
        self.open_as(Open::ReadOnly)
    }

    /// Opens the bytes for reading and writing. The image that was given does not change.
    ///
    /// # Errors
    /// As [`open`](Self::open); `AlreadyExists`, `NotFound` or `Io` for the path of the backing store.
    pub fn open_rw(self) -> Result<File> {
        self.open_as(Open::ReadWrite)
    }

    fn open_as(self, how: Open) -> Result<File> {
        let default = || if self.backing_store.is_some() { FileAccess::core(true) } else { FileAccess::memory() };
        let access = self.access.clone().unwrap_or_else(default);
        let backed = matches!(&access.driver, Driver::Core(core) if core.backing_store);
        match (&access.driver, &self.backing_store, how) {
            (Driver::Memory, None, _) => memory::on_image(&access, self.image, None, how),
            (Driver::Core(_), Some(path), Open::ReadWrite) if backed => backed_by(path, &access, &mended(self.image)),
            (Driver::Core(_), None, _) if !backed => on_core(&access, &mended(self.image), how),
            (Driver::Core(_), None, _) => Err(Error::unsupported("an image on CORE with a backing store", "a path: `backing_store(path)`")),
            (Driver::Core(_), Some(_), Open::ReadOnly) if backed => Err(Error::unsupported("a backing store", "`open_rw`")),
            (_, Some(_), _) => Err(Error::unsupported("a backing store", "`access(FileAccess::core(true))`")),
            (driver, None, _) => Err(Error::unsupported(format!("an image on the {} driver", driver.name()), "the memory or CORE driver")),
        }
    }
}

/// On CORE with a backing store, which the image is first written to. Of an image that it was handed, CORE would write no more than what
/// changed later where it tracks writes, and a part of it where the disk is full.
fn backed_by(path: &Path, access: &FileAccess, image: &Image) -> Result<File> {
    let label = open::label(path);
    superblock::inspect(image).map_err(|flaw| memory::flawed(&label, &flaw))?;
    let mut file = fs::File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::AlreadyExists { path: label.clone() },
        io::ErrorKind::NotFound => Error::NotFound { path: label.clone() },
        _ => Error::io(&label, error),
    })?;
    let written = file.write_all(image).map_err(|error| Error::io(&label, error));
    drop(file);
    written.and_then(|()| access.open_rw(path)).inspect_err(|_| {
        let _ = fs::remove_file(path); // ours, and not whole
    })
}

/// On CORE, which copies the image.
fn on_core(access: &FileAccess, image: &Image, how: Open) -> Result<File> {
    let label = "CORE image".to_owned();
    superblock::inspect(image).map_err(|flaw| memory::flawed(&label, &flaw))?;
    let name = open::beside(Path::new("image"))?;
    let api = Api::lock()?;
    let settings = access.settings(&api, &name, true)?;
    // the high-level library's own way, where there are no settings to heed; it fails where a file on disk has the name it invents, and
    // before 1.14 it leaks some bytes at each opening
    #[cfg(all(feature = "hl", hdf5_1_14))]
    if how == Open::ReadOnly && access.is_plain() {
        if let Ok(raw) = h5f::open_file_image(&api, image, false) {
            return Ok(FileAccess::own(&api, raw, true, settings, label, None));
        }
    }
    let fapl = access.with_driver(&api)?;
    h5p::set_file_image(&api, fapl.raw(), image).at("hand over", &label)?;
    let raw = h5f::open(&api, &name, how, fapl.raw()).at("open", &label)?;
    Ok(FileAccess::own(&api, raw, how == Open::ReadOnly, settings, label, None))
}
