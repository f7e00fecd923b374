//! libhdf5's CORE driver: the file in memory, written back to disk or not.
use super::{Driver, FileAccess};
use crate::sys::{Api, Called, h5p, hid_t};

/// 64 KiB: PyTables' and h5py's step of growth.
const INCREMENT: usize = 64 * 1024;

/// What the CORE driver is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Core {
    pub backing_store: bool,
    increment: usize,
    write_tracking: Option<usize>,
}

impl FileAccess {
    /// libhdf5's CORE driver (`H5Pset_fapl_core`): the whole file is loaded into memory at opening, and worked on there.
    ///
    /// With `backing_store` the file is written to its path when it is flushed and closed; without, changes are lost at closing and the
    /// path is never written. The backing store switches saving off, not loading: an existing file is read from disk either way, which
    /// takes as long as reading it does, and libhdf5 asks the disk for the mode of opening.
    pub fn core(backing_store: bool) -> Self {
        Self::with(Driver::Core(Core { backing_store, increment: INCREMENT, write_tracking: None }))
    }

    /// CORE: the memory grows by this many bytes at a time; 64 KiB unless said. On other drivers it says nothing: ours grows by doubling.
    #[must_use]
    pub fn increment(mut self, bytes: usize) -> Self {
        if let Driver::Core(core) = &mut self.driver {
            core.increment = bytes;
        }
        self
    }

    /// CORE with a backing store: only pages of this many bytes that changed are written out (`H5Pset_core_write_tracking`). On other
    /// drivers it says nothing.
    #[must_use]
    pub fn write_tracking(mut self, page: usize) -> Self {
        if let Driver::Core(core) = &mut self.driver {
            core.write_tracking = Some(page);
        }
        self
    }
}

impl Core {
    pub(crate) fn apply(&self, api: &Api, fapl: hid_t) -> Called<()> {
        h5p::set_fapl_core(api, fapl, self.increment, self.backing_store)?;
        match self.write_tracking {
            Some(page) => h5p::set_core_write_tracking(api, fapl, page),
            None => Ok(()),
        }
    }
}
