//! Which file on disk a path leads to.
use std::{fs, io, path::Path};

/// A file on disk, whatever path leads to it: relative ones, symbolic and hard links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileId(Id);

/// Device and inode.
#[cfg(unix)]
type Id = (u64, u64);
/// The path without links.
#[cfg(not(unix))]
type Id = std::path::PathBuf;

impl FileId {
    /// The file at the end of a path.
    ///
    /// # Errors
    /// `NotFound` where there is none, and those of the system.
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;

            fs::metadata(path).map(|there| Self((there.dev(), there.ino())))
        }
        #[cfg(not(unix))]
        fs::canonicalize(path).map(Self)
    }
}
