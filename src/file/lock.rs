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

/// Fails where a file that is about to be created is there and locked: libhdf5 empties it first and asks for its lock afterwards.
///
/// The lock that is taken here is let go of before libhdf5 takes its own, which would be in its way.
pub(super) fn check_unlocked(api: &Api, access: &FileAccess, fapl: hid_t, path: &Path) -> Result<()> {
    let (locks, ignores) = h5p::effective_locking(api, fapl).at("ask for the locking of", || label(path))?;
    let held = |file: &Path| match lock(file, true) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Err(Error::Locked { path: label(file) }),
        Err(error) if error.kind() == io::ErrorKind::Unsupported && ignores => Ok(()),
        Err(error) => Err(Error::io(&label(file), error)),
        Ok(_) => Ok(()),
    };
    let files = if locks { access.driver.files(path) } else { Vec::new() };
    files.iter().try_for_each(|file| held(file))
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
    let list = h5f::get_access_plist(api, by.raw(api, &by.label)?);
    let locks = list.and_then(|list| h5p::effective_locking(api, list.raw())).at("ask for the locking of", &by.label)?.0;
    match locks.then(|| lock(path, false)).transpose() {
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
