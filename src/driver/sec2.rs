//! POSIX files.
use super::{Driver, FileAccess};

impl FileAccess {
    /// POSIX files, unbuffered: the default on disk (`H5Pset_fapl_sec2`).
    pub fn sec2() -> Self {
        Self::with(Driver::Sec2)
    }
}
