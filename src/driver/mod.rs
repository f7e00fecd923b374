//! The drivers: where a file's bytes are.
mod access;
mod core;
mod disk;
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
pub use disk::LogFlags;
pub(crate) use disk::Spread;
pub(crate) use memory::{Held, session_name};
pub use storage::{ReadStorage, ReadWriteStorage, Storage};

use crate::{
    error::{At, Result},
    handle::Id,
    sys::{Api, h5p},
};
use storage::Stored;

/// Who moves a file's bytes.
#[derive(Clone)]
pub(crate) enum Driver {
    Memory,
    Core(Core),
    Sec2,
    Stdio,
    Storage(Arc<Stored>),
    /// Several files, or one with a log.
    Spread(Spread),
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
            Self::Spread(spread) => spread.name(),
        }
    }
}

impl std::fmt::Debug for Driver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Core(core) => core.fmt(f),
            Self::Spread(spread) => spread.fmt(f),
            other => f.write_str(other.name()),
        }
    }
}

impl FileAccess {
    /// The property list with one of libhdf5's own drivers.
    pub(crate) fn with_driver(&self, api: &Api) -> Result<Id> {
        let fapl = self.apply(api).at("set up", self.driver.name())?;
        let set = match &self.driver {
            Driver::Core(core) => core.apply(api, fapl.raw()),
            Driver::Stdio => h5p::set_fapl_stdio(api, fapl.raw()),
            Driver::Spread(spread) => return spread.apply(api, fapl.raw()).map(|()| fapl),
            Driver::Sec2 | Driver::Memory | Driver::Storage(_) => h5p::set_fapl_sec2(api, fapl.raw()),
        };
        set.at("set up", self.driver.name()).map(|()| fapl)
    }
}
