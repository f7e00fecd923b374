//! One writer, many readers (SWMR).
use super::File;
use crate::{
    error::{At, Error, Result},
    sys::{Api, h5f},
};

impl File {
    /// From here on other processes may read the file while it is written (`H5Fstart_swmr_write`): files on disk, made with
    /// [`libver`](crate::FileAccess::libver) of `V110` or newer. Make groups, datasets and attributes before.
    ///
    /// # Errors
    /// `Unsupported` for a file in memory, which no other process reads, or on a driver that does not order its writes; `ReadOnly`,
    /// `Closed`, `Library` for a file of an older format.
    pub fn start_swmr(&self) -> Result<()> {
        let api = Api::lock()?;
        let file = self.open_file();
        let raw = self.root.node().writable(&api)?;
        if !matches!(file.driver, "sec2" | "log") {
            let what = format!("{}: reading while it is written, on the {} driver,", file.label, file.driver);
            return Err(Error::unsupported(what, "a file on disk: `FileAccess::sec2()`"));
        }
        file.flush(&api)?;
        h5f::start_swmr_write(&api, raw).at("start SWMR in", || file.label.clone())
    }
}
