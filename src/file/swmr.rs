//! One writer, many readers (SWMR).
use std::path::Path;

use super::File;
use crate::{
    driver::{Driver, FileAccess, Spread},
    error::{At, Error, Result},
    sys::{
        Api,
        h5f::{self, Open},
    },
};

/// The oldest superblock of files that can be read while they are written.
const SUPERBLOCK: u32 = 3;

impl File {
    /// From here on other processes may read the file while it is written (`H5Fstart_swmr_write`): files on disk, made with
    /// [`libver`](crate::FileAccess::libver) of `V110` or newer. Make groups, datasets and attributes before.
    ///
    /// What readers are to see is [flushed](Self::flush), and the chunks before their [dataset](crate::Dataset::flush)'s extent.
    ///
    /// # Errors
    /// `Unsupported` for a file in memory, which no other process reads, on a driver that does not order its writes, and for a file of an
    /// older format; `ReadOnly`, `Closed`, `Library`.
    pub fn start_swmr(&self) -> Result<()> {
        let api = Api::lock()?;
        let file = self.open_file();
        let raw = self.root.node().writable(&api)?;
        if !matches!(file.driver, "sec2" | "log") {
            return Err(unordered(&file.label, file.driver));
        }
        let info = h5f::get_info(&api, raw).at("ask", || file.label.clone())?;
        if info.superblock_version < SUPERBLOCK {
            let what = format!("{}: writing while it is read, with a superblock of version {},", file.label, info.superblock_version);
            return Err(Error::unsupported(what, "a file that was made with `libver(LibVer::V110, LibVer::Latest)`"));
        }
        file.flush(&api)?;
        h5f::start_swmr_write(&api, raw).at("start SWMR in", || file.label.clone())
    }

    /// Opens a file on disk for reading while another process writes it (`H5F_ACC_SWMR_READ`), which has [started to](Self::start_swmr).
    ///
    /// What the other has written since shows after [`Dataset::refresh`](crate::Dataset::refresh).
    ///
    /// # Errors
    /// `NotFound`, `NotHdf5`, `Io`, `Library` for a file of an older format.
    pub fn open_swmr(path: impl AsRef<Path>) -> Result<Self> {
        FileAccess::sec2().open_swmr(path)
    }
}

impl FileAccess {
    /// Opens a file for reading while another process writes it; see [`File::open_swmr`].
    ///
    /// # Errors
    /// `Unsupported` on a driver that does not order its reads, else as `File::open_swmr`.
    pub fn open_swmr(&self, path: impl AsRef<Path>) -> Result<File> {
        let path = path.as_ref();
        match &self.driver {
            Driver::Sec2 | Driver::Spread(Spread::Log { .. }) => self.open_as(path, Open::Swmr),
            other => Err(unordered(&super::open::label(path), other.name())),
        }
    }
}

fn unordered(label: &str, driver: &str) -> Error {
    let what = format!("{label}: reading while it is written, on the {driver} driver,");
    Error::unsupported(what, "a file on disk: `FileAccess::sec2()`")
}
