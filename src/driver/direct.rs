//! POSIX files without the system's cache.
use super::{Driver, FileAccess};
use crate::{
    error::Result,
    sys::{Api, hid_t},
};

/// What the direct driver is told: bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Direct {
    alignment: usize,
    block: usize,
    copy_buffer: usize,
}

impl FileAccess {
    /// POSIX files past the system's cache (`H5Pset_fapl_direct`): memory is aligned to so many bytes, the file read and written in blocks of
    /// so many, and what is not aligned goes through a buffer, a multiple of the block; 0 leaves each to the library.
    ///
    /// For libraries that were built with it: with others, opening is `Unsupported`.
    pub fn direct(alignment: usize, block: usize, copy_buffer: usize) -> Self {
        Self::with(Driver::Direct(Direct { alignment, block, copy_buffer }))
    }
}

impl Direct {
    #[cfg(hdf5_direct)]
    pub(super) fn apply(self, api: &Api, fapl: hid_t) -> Result<()> {
        use crate::error::At;
        crate::sys::h5p::set_fapl_direct(api, fapl, self.alignment, self.block, self.copy_buffer).at("set up", "direct")
    }

    #[cfg(not(hdf5_direct))]
    pub(super) fn apply(self, _: &Api, _: hid_t) -> Result<()> {
        let Self { alignment, block, copy_buffer } = self;
        let what = format!("the direct driver (alignment {alignment}, blocks of {block}, a buffer of {copy_buffer} bytes)");
        Err(crate::error::Error::unsupported(what, "a libhdf5 that was built with it (`HDF5_ENABLE_DIRECT_VFD`)"))
    }
}
