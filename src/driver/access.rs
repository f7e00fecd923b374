//! How a file is opened: its driver, and what the library does with it while it is open.
use super::{Driver, ExternalLinks, LibVer, vfd::ALIGNED};
use crate::plist::MetadataCache;

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
#[non_exhaustive]
pub struct FileAccess {
    pub(crate) driver: Driver,
    /// The oldest and the newest file format that objects are written in.
    pub libver: (LibVer, LibVer),
    /// Objects of so many bytes and more begin at multiples of the other.
    pub alignment: (u64, u64),
    /// Each dataset's chunk cache: hash slots, bytes, and how readily chunks give way.
    pub chunk_cache: Option<(usize, usize, f64)>,
    /// The metadata cache.
    pub metadata_cache: Option<MetadataCache>,
    /// Whether the metadata cache is written into the file at its end.
    pub metadata_cache_image: Option<bool>,
    /// Bytes of the blocks that metadata is allocated in.
    pub meta_block_size: Option<u64>,
    /// Bytes of the blocks that small raw data is allocated in.
    pub small_data_block_size: Option<u64>,
    /// Bytes of the buffer through which small parts of contiguous data go.
    pub sieve_buffer: Option<usize>,
    /// Bytes of the page buffer, and the percentages of it kept for metadata and for raw data.
    pub page_buffer: Option<(usize, u32, u32)>,
    /// Whether the metadata of an object leaves the cache when it is closed.
    pub evict_on_close: Option<bool>,
    /// Files behind external links that stay open.
    pub external_file_cache: Option<u32>,
    /// Whether references in what is overwritten are let go of.
    pub gc_references: Option<bool>,
    /// How often metadata with a wrong checksum is read again.
    pub metadata_read_attempts: Option<u32>,
    /// Whether files on disk are locked, and whether file systems without locks are put up with.
    pub locking: Option<(bool, bool)>,
    /// What its external links and its datasets may open beside it.
    pub external_links: ExternalLinks,
}

impl FileAccess {
    pub(super) fn with(driver: Driver) -> Self {
        Self {
            driver,
            libver: (LibVer::V18, LibVer::Latest),
            alignment: (ALIGNED, ALIGNED),
            chunk_cache: None,
            metadata_cache: None,
            metadata_cache_image: None,
            meta_block_size: None,
            small_data_block_size: None,
            sieve_buffer: None,
            page_buffer: None,
            evict_on_close: None,
            external_file_cache: None,
            gc_references: None,
            metadata_read_attempts: None,
            locking: None,
            external_links: ExternalLinks::default(),
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
    ///
    /// With these, and blocks of 2048 bytes, the memory driver itself finds room for what is new: raw data at multiples of 8, and metadata
    /// without gaps and without blocks.
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

    /// How the cache of metadata is run (`H5Pset_mdc_config`); [`File::set_metadata_cache`](crate::File::set_metadata_cache) changes it later.
    /// Unless said it is libhdf5's default, and on the memory driver grows below a hit rate of 0.97 in place of 0.9.
    #[must_use]
    pub fn metadata_cache(mut self, cache: MetadataCache) -> Self {
        self.metadata_cache = Some(cache);
        self
    }

    /// Whether the content of the metadata cache is written into the file when it is closed, so that the next opening finds it in one place
    /// (`H5Pset_mdc_image_config`): of a file open for writing, of a format of `V110` or newer. Every other use of such a file reads it first.
    #[must_use]
    pub fn metadata_cache_image(mut self, on: bool) -> Self {
        self.metadata_cache_image = Some(on);
        self
    }

    /// Metadata is allocated in blocks of this many bytes (`H5Pset_meta_block_size`); 2048 unless said.
    #[must_use]
    pub fn meta_block_size(mut self, bytes: u64) -> Self {
        self.meta_block_size = Some(bytes);
        self
    }

    /// Small raw data is allocated in blocks of this many bytes (`H5Pset_small_data_block_size`); 2048 unless said.
    #[must_use]
    pub fn small_data_block_size(mut self, bytes: u64) -> Self {
        self.small_data_block_size = Some(bytes);
        self
    }

    /// The buffer through which small parts of contiguous data go, in bytes (`H5Pset_sieve_buf_size`); disk drivers and CORE.
    #[must_use]
    pub fn sieve_buffer(mut self, bytes: usize) -> Self {
        self.sieve_buffer = Some(bytes);
        self
    }

    /// A buffer of whole pages between the library and the driver (`H5Pset_page_buffer_size`), of which so many percent are kept for metadata
    /// and for raw data: of files whose space is [paged](crate::FileSpaceStrategy::Paged), others do not open with it. `Unsupported` with a
    /// libhdf5 1.10 that was built for MPI.
    #[must_use]
    pub fn page_buffer(mut self, bytes: usize, meta_percent: u32, raw_percent: u32) -> Self {
        self.page_buffer = Some((bytes, meta_percent, raw_percent));
        self
    }

    /// Whether the metadata of an object leaves the cache when its last handle is closed (`H5Pset_evict_on_close`). `Unsupported` with a
    /// libhdf5 1.10 that was built for MPI.
    #[must_use]
    pub fn evict_on_close(mut self, on: bool) -> Self {
        self.evict_on_close = Some(on);
        self
    }

    /// How many files behind external links stay open for the next time a link leads there (`H5Pset_elink_file_cache_size`).
    #[must_use]
    pub fn external_file_cache(mut self, files: u32) -> Self {
        self.external_file_cache = Some(files);
        self
    }

    /// Whether the objects that region references keep in the file are let go of when the references are overwritten
    /// (`H5Pset_gc_references`).
    #[must_use]
    pub fn gc_references(mut self, on: bool) -> Self {
        self.gc_references = Some(on);
        self
    }

    /// How often metadata is read again whose checksum is wrong, while a file is read that another process writes
    /// (`H5Pset_metadata_read_attempts`).
    #[must_use]
    pub fn metadata_read_attempts(mut self, attempts: u32) -> Self {
        self.metadata_read_attempts = Some(attempts);
        self
    }

    /// Whether files on disk are locked while open, and whether file systems without locks are put up with (`H5Pset_file_locking`): libhdf5
    /// 1.10.7 and newer, but for 1.12.0. `Unsupported` elsewhere when a file is opened.
    #[must_use]
    pub fn locking(mut self, lock: bool, ignore_when_disabled: bool) -> Self {
        self.locking = Some((lock, ignore_when_disabled));
        self
    }

    /// What its external links and its datasets may open beside it, and how; any file, as the file itself is opened, unless said.
    #[must_use]
    pub fn external_links(mut self, links: ExternalLinks) -> Self {
        self.external_links = links;
        self
    }
}
