//! Locks that others have on files on disk.
use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::open::label;
use crate::{
    driver::FileAccess,
    error::{At, Error, Result},
    handle::{self, FileId, OpenFile},
    sys::{Api, flock::FileLock, h5f, h5p, hid_t},
};

/// Whether libhdf5 would lock a file that it opens with these settings.
pub(super) struct Locking {
    on: bool,
    ignores: bool,
}

impl Locking {
    pub(super) fn of(api: &Api, fapl: hid_t, label: &str) -> Result<Self> {
        let (on, ignores) = h5p::effective_locking(api, fapl).at("ask for the locking of", label)?;
        Ok(Self { on, ignores })
    }

    pub(super) fn is_on(&self) -> bool {
        self.on
    }

    /// Locks a file for nobody else, as libhdf5 would; `None` where there is no such file, no lock is wanted or none is to be had.
    ///
    /// # Errors
    /// `Locked`, and `Io` on a file system without locks, unless that will do.
    fn lock(&self, file: &Path) -> Result<Option<FileLock>> {
        match self.on.then(|| lock(file, true)).transpose() {
            Ok(held) => Ok(held.flatten()),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Err(Error::Locked { path: label(file) }),
            Err(error) if error.kind() == io::ErrorKind::Unsupported && self.ignores => Ok(None),
            Err(error) => Err(Error::io(&label(file), error)),
        }
    }

    /// Empties a file under a lock, which is let go of before libhdf5 asks for its own. Returns whether it did.
    pub(super) fn empty(&self, path: &Path) -> Result<bool> {
        let Some(held) = self.lock(path)? else { return Ok(false) };
        held.file().set_len(0).map_err(|error| Error::io(&label(path), error))?;
        Ok(true)
    }

    /// Fails where one of the files that libhdf5 is about to empty is locked.
    pub(super) fn check(&self, access: &FileAccess, path: &Path) -> Result<()> {
        access.driver.files(path).iter().try_for_each(|file| self.lock(file).map(drop))
    }
}

/// The first of the files that hold a file of this path which cannot be locked, as an error.
pub(super) fn find_locked(access: &FileAccess, path: &Path, exclusive: bool) -> Option<Error> {
    let held = |file: &&PathBuf| matches!(lock(file, exclusive), Err(error) if error.kind() == io::ErrorKind::WouldBlock);
    access.driver.files(path).iter().find(held).map(|file| Error::Locked { path: label(file) })
}

/// Keeps others from opening a file for writing before it is replaced; fails where it is open so, for what the other writes later would be
/// lost.
pub(super) fn for_replacing(api: &Api, by: &OpenFile, path: &Path, there: &FileId) -> Result<Option<FileLock>> {
    let locked = || Error::Locked { path: label(path) };
    if handle::is_written_here(api, there) {
        return Err(locked());
    }
    let list = h5f::get_access_plist(api, by.raw(api, &by.label)?).at("ask for the settings of", &by.label)?;
    let locking = Locking::of(api, list.raw(), &by.label)?;
    match locking.on.then(|| lock(path, false)).transpose() {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Err(locked()),
        held => Ok(held.ok().flatten().flatten()), // where there are no locks, nobody can have one
    }
}

/// A lock on a regular file, until it is dropped; `None` where there is no such file, or none that may be opened.
fn lock(path: &Path, exclusive: bool) -> io::Result<Option<FileLock>> {
    let regular = fs::metadata(path).is_ok_and(|there| there.is_file());
    let opened = || fs::OpenOptions::new().read(true).write(exclusive).open(path).ok();
    let Some(file) = regular.then(opened).flatten() else { return Ok(None) };
    FileLock::take(file, exclusive).map(Some)
}
