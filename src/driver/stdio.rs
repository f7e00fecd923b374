//! C's buffered files.
use super::{Driver, FileAccess};

impl FileAccess {
    /// C's buffered files (`H5Pset_fapl_stdio`).
    pub fn stdio() -> Self {
        Self::with(Driver::Stdio)
    }
}
