//! The drivers: where a file's bytes are.
mod access;
mod core;
mod direct;
mod disk;
mod encode;
mod libver;
mod links;
mod listed;
pub(crate) mod medium;
mod memory;
mod sec2;
mod stdio;
pub(crate) mod storage;
pub(crate) mod store;
pub(crate) mod superblock;
pub(crate) mod vfd;

use std::{
    ffi::CStr,
    path::{Path, PathBuf},
    sync::Arc,
};

pub use access::FileAccess;
pub(crate) use core::Core;
pub use disk::LogFlags;
pub(crate) use disk::Spread;
pub use libver::LibVer;
pub use links::ExternalLinks;
pub(crate) use links::Linked;
pub(crate) use memory::{Held, mended, session_name};
pub use storage::{ReadStorage, ReadWriteStorage, Storage};

use crate::{
    error::{At, Result},
    handle::{Id, Settings},
    sys::{Api, h5p},
};
use direct::Direct;
use storage::Stored;

/// Who moves a file's bytes.
#[derive(Clone)]
pub(crate) enum Driver {
    Memory,
    Core(Core),
    Sec2,
    Direct(Direct),
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
            Self::Direct(_) => "direct",
            Self::Stdio => "stdio",
            Self::Storage(_) => "storage",
            Self::Spread(spread) => spread.name(),
        }
    }

    /// The file on disk that is there when the whole is: one of several, on some drivers.
    pub(crate) fn on_disk(&self, path: &Path) -> PathBuf {
        if let Self::Spread(spread) = self { spread.first_file(path) } else { path.to_owned() }
    }

    /// The files on disk that hold a file of this path, as far as they are there. libhdf5 empties all of them when the path is created.
    pub(crate) fn files(&self, path: &Path) -> Vec<PathBuf> {
        match self {
            Self::Memory | Self::Storage(_) => Vec::new(),
            Self::Core(core) if !core.backing_store => Vec::new(),
            Self::Spread(spread) => spread.files(path),
            Self::Core(_) | Self::Sec2 | Self::Direct(_) | Self::Stdio => vec![path.to_owned()],
        }
    }
}

/// A storage is the same where it is the very one.
impl PartialEq for Driver {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Core(a), Self::Core(b)) => a == b,
            (Self::Direct(a), Self::Direct(b)) => a == b,
            (Self::Storage(a), Self::Storage(b)) => Arc::ptr_eq(a, b),
            (Self::Spread(a), Self::Spread(b)) => a == b,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other) && matches!(self, Self::Memory | Self::Sec2 | Self::Stdio),
        }
    }
}

impl std::fmt::Debug for Driver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Core(core) => core.fmt(f),
            Self::Direct(direct) => direct.fmt(f),
            Self::Spread(spread) => spread.fmt(f),
            other => f.write_str(other.name()),
        }
    }
}

impl FileAccess {
    /// What is kept of it with an open file, of this name. Whether `others` may be opened for its data, unless it was said: a file in memory
    /// knows none but those that were named here.
    pub(crate) fn settings(&self, api: &Api, name: &CStr, others: bool) -> Result<Settings> {
        let links = self.external_links.rules(api, &self.driver, name)?;
        let outside = self.external_links.outside(&self.driver, name, others)?;
        Ok(Settings { driver: self.driver.name(), links, outside, access: Box::new(self.clone()) })
    }

    /// The property list with one of libhdf5's own drivers.
    pub(crate) fn with_driver(&self, api: &Api) -> Result<Id> {
        let fapl = self.apply(api)?;
        let set = match &self.driver {
            Driver::Core(core) => core.apply(api, fapl.raw()),
            Driver::Stdio => h5p::set_fapl_stdio(api, fapl.raw()),
            Driver::Direct(direct) => return direct.apply(api, fapl.raw()).map(|()| fapl),
            Driver::Spread(spread) => return spread.apply(api, fapl.raw()).map(|()| fapl),
            Driver::Sec2 | Driver::Memory | Driver::Storage(_) => h5p::set_fapl_sec2(api, fapl.raw()),
        };
        set.at("set up", self.driver.name()).map(|()| fapl)
    }
}
