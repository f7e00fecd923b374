//! The drivers: where a file's bytes are.
mod access;
mod core;
pub(crate) mod medium;
mod memory;
mod sec2;
mod stdio;
pub(crate) mod storage;
pub(crate) mod store;
pub(crate) mod superblock;
pub(crate) mod vfd;

use std::sync::Arc;

pub use access::{FileAccess, LibVer};
pub(crate) use core::Core;
pub(crate) use memory::{Held, session_name};
pub use storage::{ReadStorage, ReadWriteStorage, Storage};

use storage::Stored;

/// Who moves a file's bytes.
#[derive(Clone)]
pub(crate) enum Driver {
    Memory,
    Core(Core),
    Sec2,
    Stdio,
    Storage(Arc<Stored>),
}

impl Driver {
    /// HDF5's name of it, in lower case.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Core(_) => "core",
            Self::Sec2 => "sec2",
            Self::Stdio => "stdio",
            Self::Storage(_) => "storage",
        }
    }
}

impl std::fmt::Debug for Driver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Core(core) => core.fmt(f),
            other => f.write_str(other.name()),
        }
    }
}
