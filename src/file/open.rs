//! The opening verbs.
use std::{
    ffi::CString,
    fs, io,
    path::{Path, absolute},
    sync::atomic::{AtomicU64, Ordering},
};

use super::{
    File, lock,
    memory::{self, Begin},
};
use crate::{
    driver::{
        Driver, FileAccess,
        medium::Medium,
        superblock::{self, Flaw},
    },
    error::{At, Error, Result},
    handle::{FileId, LibraryDriver, OpenFile, Settings},
    image::Image,
    name,
    plist::FileCreate,
    sys::{
        Api,
        h5f::{self, Open},
        hid_t,
    },
};

impl File {
    /// Creates a file on disk; one that is there is emptied (h5py's and PyTables' mode `w`), unless another handle has it locked.
    ///
    /// # Errors
    /// `Locked` for a file that is open elsewhere, which stays as it is; `Io`, `Library` for a file that is open here and was not to be locked.
    pub fn create(path: impl AsRef<Path>) -> Result<Self> {
        FileAccess::sec2().create(path)
    }

    /// Creates a file on disk that must not be there yet (h5py's mode `x`).
    ///
    /// # Errors
    /// `AlreadyExists`, `Io`.
    pub fn create_new(path: impl AsRef<Path>) -> Result<Self> {
        FileAccess::sec2().create_new(path)
    }

    /// Opens a file on disk for reading (mode `r`).
    ///
    /// # Errors
    /// `NotFound`, `NotHdf5`, `Truncated`, `Locked` for a file that is open for writing elsewhere, `Io`.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        FileAccess::sec2().open(path)
    }

    /// Opens a file on disk for reading and writing (mode `r+`).
    ///
    /// # Errors
    /// `NotFound`, `NotHdf5`, `Truncated`, `Locked` for a file that is open elsewhere, `Io`.
    pub fn open_rw(path: impl AsRef<Path>) -> Result<Self> {
        FileAccess::sec2().open_rw(path)
    }

    /// Opens a file on disk for reading and writing, or creates it (mode `a`).
    ///
    /// # Errors
    /// `NotHdf5`, `Truncated`, `Locked` for a file that is open elsewhere, `Io`.
    pub fn append(path: impl AsRef<Path>) -> Result<Self> {
        FileAccess::sec2().append(path)
    }
}

impl FileAccess {
    /// Creates a file; one that is there is emptied, unless another handle has it locked. Drivers without a disk file leave alone what is at
    /// the path.
    ///
    /// Locks are looked at as libhdf5 does: [`locking`](Self::locking) and the environment variable `HDF5_USE_FILE_LOCKING` say whether.
    ///
    /// # Errors
    /// `Locked` for a file that is open elsewhere, which stays as it is; `Io`, `Library` for a file that is open here and was not to be locked.
    pub fn create(&self, path: impl AsRef<Path>) -> Result<File> {
        self.create_with(path, FileCreate::new())
    }

    /// As [`create`](Self::create), with properties for the file: user block, creation order, times.
    ///
    /// # Errors
    /// As `create`, and `Library` for properties HDF5 does not allow.
    pub fn create_with(&self, path: impl AsRef<Path>, create: FileCreate) -> Result<File> {
        self.create_as(path.as_ref(), create, false)
    }

    /// Creates a file that must not be there yet: no file at the path, not a byte in the storage. In memory nothing is in the way.
    ///
    /// # Errors
    /// `AlreadyExists`, `Io`.
    pub fn create_new(&self, path: impl AsRef<Path>) -> Result<File> {
        self.create_as(path.as_ref(), FileCreate::new(), true)
    }

    /// Opens a file for reading.
    ///
    /// # Errors
    /// `NotFound`, `NotHdf5`, `Truncated`, `Locked` for a file that is open for writing elsewhere, `Io`.
    pub fn open(&self, path: impl AsRef<Path>) -> Result<File> {
        self.open_as(path.as_ref(), Open::ReadOnly)
    }

    /// Opens a file for reading and writing.
    ///
    /// # Errors
    /// `NotFound`, `NotHdf5`, `Truncated`, `Locked` for a file that is open elsewhere, `Io`.
    pub fn open_rw(&self, path: impl AsRef<Path>) -> Result<File> {
        self.open_as(path.as_ref(), Open::ReadWrite)
    }

    /// Opens a file for reading and writing, or creates it where there is none, or none with a byte in it.
    ///
    /// # Errors
    /// `NotHdf5`, `Truncated`, `Locked` for a file that is open elsewhere, `Io`.
    pub fn append(&self, path: impl AsRef<Path>) -> Result<File> {
        let path = path.as_ref();
        let label = label(path);
        let there = match (&self.driver, length(&self.driver.on_disk(path))) {
            (Driver::Storage(storage), _) => storage.len().map_err(|error| Error::io(&label, error))? > 0,
            (_, Ok(Some(0))) => return self.create(path),
            (_, Err(error)) if error.kind() == io::ErrorKind::NotFound => false,
            (_, there) => there.map(|_| true).map_err(|error| Error::io(&label, error))?,
        };
        if there { self.open_rw(path) } else { self.create_new(path) }
    }

    pub(super) fn open_as(&self, path: &Path, how: Open) -> Result<File> {
        let label = label(path);
        match &self.driver {
            Driver::Memory => {
                let bytes = std::fs::read(path).map_err(|error| match error.kind() {
                    std::io::ErrorKind::NotFound => Error::NotFound { path: label.clone() },
                    _ => Error::io(&label, error),
                })?;
                return memory::on_image(self, Image::from(bytes), Some(label), how);
            }
            Driver::Storage(storage) => return memory::on_storage(self, storage, label, Begin::Open(how)),
            Driver::Core(_) | Driver::Sec2 | Driver::Direct(_) | Driver::Stdio | Driver::Spread(_) => {}
        }
        let c_path = name::c_path(path)?;
        if length(&self.driver.on_disk(path)).is_ok_and(|len| len == Some(0)) {
            return Err(memory::flawed(&label, &Flaw::Empty)); // for writing, libhdf5 would make an HDF5 file of it
        }
        let api = Api::lock()?;
        let fapl = self.with_driver(&api)?;
        let settings = self.settings(&api, &c_path, true)?;
        let opened = h5f::open(&api, &c_path, how, fapl.raw()).at("open", &label);
        let raw = opened.map_err(|error| match error.stack() {
            Some(stack) if stack.is_of_lock() => lock::find_locked(self, path, how == Open::ReadWrite).unwrap_or(error),
            _ => unopened(&self.driver.on_disk(path), &label, how, error),
        })?;
        Ok(Self::own(&api, raw, how != Open::ReadWrite, settings, label, self.file_id(path)))
    }

    pub(super) fn own(api: &Api, raw: hid_t, read_only: bool, settings: Settings, label: String, on_disk: Option<FileId>) -> File {
        File::of(OpenFile::own(api, raw, read_only, settings, label, Box::new(LibraryDriver(on_disk))))
    }

    /// The file on disk that was just opened by this path.
    pub(super) fn file_id(&self, path: &Path) -> Option<FileId> {
        FileId::of(&self.driver.on_disk(path)).ok() // what is gone again has none
    }
}

/// Why a file could not be opened. STDIO says nothing of it and CORE little: the system and the superblock tell.
#[cold]
fn unopened(path: &Path, label: &str, how: Open, error: Error) -> Error {
    let write = how == Open::ReadWrite;
    if !matches!(error, Error::Library { .. }) {
        return error;
    }
    let head = length(path).and_then(|len| match len {
        Some(len) => fs::OpenOptions::new().read(true).write(write).open(path).and_then(|file| superblock::head(file, len)).map(Some),
        None if path.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        None => Ok(None), // a pipe
    });
    match head {
        Err(system) if system.kind() == io::ErrorKind::NotFound => Error::NotFound { path: label.to_owned() },
        Err(system) => Error::io(label, system),
        Ok(Some(Err(flaw))) => memory::flawed(label, &flaw),
        Ok(_) => error,
    }
}

/// Bytes of the file at a path, if it is a file that has a length.
fn length(path: &Path) -> io::Result<Option<u64>> {
    fs::metadata(path).map(|there| there.is_file().then_some(there.len()))
}

/// A path for messages.
pub(super) fn label(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// A name in the path's directory, so that relative links are looked for there, which nothing on disk has.
pub(super) fn beside(path: &Path) -> Result<CString> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    name::c_path(path)?;
    let path = absolute(path).map_err(|error| Error::io(&label(path), error))?;
    let name = format!("\x01h5mem-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    name::c_path(&path.with_file_name(name))
}
