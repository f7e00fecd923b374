//! How a file is opened: its driver, and what the library does with it while it is open.
use super::{Driver, ExternalLinks};
use crate::{
    handle::Id,
    sys::{
        Api, Called,
        h5p::{self, Class},
        hid_t,
    },
};

/// How a file is opened or created: the file access property list as a builder (`H5P_FILE_ACCESS`).
///
/// One constructor a driver, then settings, then one of [`open`](Self::open), [`open_rw`](Self::open_rw), [`create`](Self::create),
/// [`create_new`](Self::create_new), [`append`](Self::append).
///
/// ```
/// # use h5mem::{FileAccess, Result};
/// # fn main() -> Result<()> {
/// // PyTables' driver="H5FD_CORE", driver_core_backing_store=0: nothing reaches the disk
/// let file = FileAccess::core(false).increment(1 << 20).create("scratch.h5")?;
/// file.write("answer", &42)?;
/// file.close()?;
/// assert!(!std::path::Path::new("scratch.h5").exists());
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FileAccess {
    pub(crate) driver: Driver,
    libver: (LibVer, LibVer),
    alignment: (u64, u64),
    chunk_cache: Option<(usize, usize, f64)>,
    meta_block_size: Option<u64>,
    sieve_buffer: Option<usize>,
    locking: Option<(bool, bool)>,
    pub(super) links: ExternalLinks,
}

/// A version of the file format, as a bound (`H5F_libver_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LibVer {
    /// The oldest format that can say it.
    Earliest,
    /// That of libhdf5 1.8.
    V18,
    /// That of libhdf5 1.10.
    V110,
    /// That of libhdf5 1.12.
    V112,
    /// That of libhdf5 1.14.
    V114,
    /// That of libhdf5 2.0.
    V200,
    /// The newest that the linked library knows.
    Latest,
}

impl LibVer {
    /// The library's number. A version it does not know yet is its newest.
    fn code(self) -> i32 {
        let newest = hdf5_ffi::H5F_LIBVER_NBOUNDS - 1;
        (self as i32).min(newest)
    }
}

impl FileAccess {
    pub(super) fn with(driver: Driver) -> Self {
        Self {
            driver,
            libver: (LibVer::V18, LibVer::Latest),
            alignment: (8, 8),
            chunk_cache: None,
            meta_block_size: None,
            sieve_buffer: None,
            locking: None,
            links: ExternalLinks::allow(),
        }
    }

    /// The oldest and the newest file format that objects are written in (`H5Pset_libver_bounds`); `V18` to `Latest` unless said.
    #[must_use]
    pub fn libver(mut self, low: LibVer, high: LibVer) -> Self {
        self.libver = (low, high);
        self
    }

    /// Objects of `threshold` bytes and more begin at multiples of `align` (`H5Pset_alignment`); 8 and 8 unless said, so that contiguous
    /// data can be [viewed](crate::Dataset::view).
    #[must_use]
    pub fn alignment(mut self, threshold: u64, align: u64) -> Self {
        self.alignment = (threshold, align);
        self
    }

    /// Each dataset's chunk cache, unless the dataset says otherwise: hash slots, bytes, and how eagerly chunks that were read or written
    /// whole give way, 0.0 to 1.0 (`H5Pset_cache`).
    #[must_use]
    pub fn chunk_cache(mut self, slots: usize, bytes: usize, preemption: f64) -> Self {
        self.chunk_cache = Some((slots, bytes, preemption));
        self
    }

    /// Metadata is allocated in blocks of this many bytes (`H5Pset_meta_block_size`).
    #[must_use]
    pub fn meta_block_size(mut self, bytes: u64) -> Self {
        self.meta_block_size = Some(bytes);
        self
    }

    /// The buffer through which small parts of contiguous data go, in bytes (`H5Pset_sieve_buf_size`); disk drivers and CORE.
    #[must_use]
    pub fn sieve_buffer(mut self, bytes: usize) -> Self {
        self.sieve_buffer = Some(bytes);
        self
    }

    /// Whether files on disk are locked while open, and whether file systems without locks are put up with (`H5Pset_file_locking`,
    /// libhdf5 1.10.7 and newer).
    #[must_use]
    pub fn locking(mut self, lock: bool, ignore_when_disabled: bool) -> Self {
        self.locking = Some((lock, ignore_when_disabled));
        self
    }

    /// What its external links may open, and how; any file, as the file itself is opened, unless said.
    #[must_use]
    pub fn external_links(mut self, links: ExternalLinks) -> Self {
        self.links = links;
        self
    }

    /// The property list, all but the driver.
    pub(crate) fn apply(&self, api: &Api) -> Called<Id> {
        let list = h5p::create(api, Class::FileAccess)?;
        let raw: hid_t = list.raw();
        h5p::set_libver_bounds(api, raw, self.libver.0.code(), self.libver.1.code())?;
        h5p::set_alignment(api, raw, self.alignment.0, self.alignment.1)?;
        if let Some((slots, bytes, preemption)) = self.chunk_cache {
            h5p::set_cache(api, raw, slots, bytes, preemption)?;
        }
        if let Some(bytes) = self.meta_block_size {
            h5p::set_meta_block_size(api, raw, bytes)?;
        }
        if let Some(bytes) = self.sieve_buffer {
            h5p::set_sieve_buf_size(api, raw, bytes)?;
        }
        #[cfg(hdf5_1_10_7)]
        if let Some((lock, ignore)) = self.locking {
            h5p::set_file_locking(api, raw, lock, ignore)?;
        }
        Ok(list)
    }
}
