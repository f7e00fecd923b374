//! New datasets: what is said of them.
use std::fmt;

use super::{
    ExternalFile, VirtualSource,
    fill::{self, Fill},
};
use crate::{
    dataspace::{Extent, Selection},
    element::H5Type,
    filter::{Filter, Scale},
    group::Group,
    plist::{AllocTime, DatasetAccess, DatasetCreate, FillTime, HeaderCreate},
    sys::h5p::Layout,
};

/// A dataset in the making: begun by [`Group::new_dataset`], ended by [`create`](Self::create) or [`write`](Self::write).
///
/// ```
/// # use h5mem::{File, Result};
/// # fn main() -> Result<()> {
/// # let file = File::in_memory()?;
/// let log = file.new_dataset("log").shape([0, 3]).resizable().chunk([1024, 3]).deflate(4).shuffle().create::<f64>()?;
/// log.append(&[[1.0, 2.0, 3.0]])?;
/// assert_eq!(log.shape()?, [1, 3]);
/// # Ok(()) }
/// ```
#[must_use = "nothing is created before `create` or `write`"]
pub struct DatasetBuilder {
    pub(super) group: Group,
    /// None for a dataset without a name.
    pub(super) path: Option<String>,
    pub(super) shape: Option<Extent>,
    pub(super) max_shape: Option<Extent>,
    pub(super) resizable: bool,
    pub(super) chunk: Option<Extent>,
    pub(super) auto_chunk: bool,
    pub(super) compact: bool,
    pub(super) external: Vec<ExternalFile>,
    pub(super) sources: Vec<(Selection, VirtualSource)>,
    pub(super) filters: Vec<Filter>,
    pub(super) fill: Option<Fill>,
    pub(super) fill_time: Option<FillTime>,
    pub(super) alloc_time: Option<AllocTime>,
    pub(super) access: Option<DatasetAccess>,
    pub(super) title: Option<String>,
    pub(super) track_times: bool,
    pub(super) track_order: bool,
    pub(super) header: HeaderCreate,
    pub(super) unfiltered_edges: bool,
}

impl DatasetBuilder {
    pub(crate) fn new(group: Group, path: Option<&str>) -> Self {
        Self {
            group,
            path: path.map(str::to_owned),
            shape: None,
            max_shape: None,
            resizable: false,
            chunk: None,
            auto_chunk: false,
            compact: false,
            external: Vec::new(),
            sources: Vec::new(),
            filters: Vec::new(),
            fill: None,
            fill_time: None,
            alloc_time: None,
            access: None,
            title: None,
            track_times: false,
            track_order: false,
            header: HeaderCreate::default(),
            unfiltered_edges: false,
        }
    }

    /// The lengths of its axes; of data that is written right away they are known.
    pub fn shape(mut self, shape: impl Into<Extent>) -> Self {
        self.shape = Some(shape.into());
        self
    }

    /// The lengths its axes may grow to, [`Extent::UNLIMITED`] for no end. It is chunked then.
    pub fn max_shape(mut self, max: impl Into<Extent>) -> Self {
        self.max_shape = Some(max.into());
        self
    }

    /// All its axes may grow without end. It is chunked then.
    pub fn resizable(mut self) -> Self {
        self.resizable = true;
        self
    }

    /// The lengths of a chunk's axes, in elements.
    pub fn chunk(mut self, chunk: impl Into<Extent>) -> Self {
        self.chunk = Some(chunk.into());
        self
    }

    /// Chunked, in chunks of the size that h5py would guess: 8 KiB to 1 MiB.
    pub fn auto_chunk(mut self) -> Self {
        self.auto_chunk = true;
        self
    }

    /// The elements lie in the dataset's own header: for up to 64 KiB of them.
    pub fn compact(mut self) -> Self {
        self.compact = true;
        self
    }

    /// gzip compression, level 0 to 9. It is chunked then, as with any filter.
    pub fn deflate(self, level: u8) -> Self {
        self.filter(Filter::Deflate(level))
    }

    /// Sorts the bytes of elements by significance, which helps compression; goes before it.
    pub fn shuffle(self) -> Self {
        self.filter(Filter::Shuffle)
    }

    /// A checksum of each chunk, checked when it is read; goes last.
    pub fn fletcher32(self) -> Self {
        self.filter(Filter::Fletcher32)
    }

    /// Extended-Rice compression of blocks of an even number of elements, up to 32: of their entropy, or with `nearest_neighbor` of their
    /// differences first.
    pub fn szip(self, nearest_neighbor: bool, pixels_per_block: u32) -> Self {
        self.filter(Filter::Szip { nearest_neighbor, pixels_per_block })
    }

    /// Only the bits that the type's precision says are stored.
    pub fn nbit(self) -> Self {
        self.filter(Filter::Nbit)
    }

    /// Numbers as differences to the least of a chunk, in as few bits as they need; floats are rounded to decimal digits.
    pub fn scale_offset(self, keep: Scale) -> Self {
        self.filter(Filter::ScaleOffset(keep))
    }

    /// Any filter. Shuffling takes place before all others and the checksum after them, whatever the order of the calls.
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filters.push(filter);
        self
    }

    /// What elements are that were never written; zero unless said.
    pub fn fill<T: H5Type>(mut self, value: T) -> Self {
        self.fill = Some(fill::of(value));
        self
    }

    /// When the fill value is written to new storage (`H5Pset_fill_time`).
    pub fn fill_time(mut self, time: FillTime) -> Self {
        self.fill_time = Some(time);
        self
    }

    /// When storage is set aside (`H5Pset_alloc_time`). Unless said: with the dataset, where that is contiguous and made with its data; else when
    /// its layout has it.
    pub fn alloc_time(mut self, time: AllocTime) -> Self {
        self.alloc_time = Some(time);
        self
    }

    /// Settings for as long as the handle that is made here is open.
    pub fn access(mut self, access: DatasetAccess) -> Self {
        self.access = Some(access);
        self
    }

    /// PyTables' title: what [`Display`](std::fmt::Display) shows and PyTables prints.
    pub fn title(mut self, title: &str) -> Self {
        self.title = Some(title.to_owned());
        self
    }

    /// Whether it remembers when it was made and changed; equal input then no longer makes equal bytes.
    pub fn track_times(mut self, on: bool) -> Self {
        self.track_times = on;
        self
    }

    /// Whether it remembers the order in which its attributes were made.
    pub fn track_order(mut self, on: bool) -> Self {
        self.track_order = on;
        self
    }

    /// Attributes up to which they are kept in its header, and below which they return there (`H5Pset_attr_phase_change`).
    pub fn attr_phase_change(mut self, max_compact: u32, min_dense: u32) -> Self {
        self.header.attr_phase_change = Some((max_compact, min_dense));
        self
    }

    /// Whether its header has no room for attributes, which saves some bytes where there are none (`H5Pset_dset_no_attrs_hint`): libhdf5
    /// 1.10.5 and newer.
    pub fn minimal_header(mut self, on: bool) -> Self {
        self.header.minimal = on;
        self
    }

    /// Whether chunks that reach over its end go through no filters, which saves decoding them for each row that is appended
    /// (`H5Pset_chunk_opts`). Such a dataset is of the format of 1.10.
    pub fn unfiltered_edges(mut self, on: bool) -> Self {
        self.unfiltered_edges = on;
        self
    }

    /// Made as another was: sets its layout, chunks, filters, times and header, but not its shape and fill value.
    pub fn props(mut self, props: &DatasetCreate) -> Self {
        self.compact = props.layout == Layout::Compact;
        self.chunk = props.chunk.as_ref().map(Into::into);
        self.filters.clone_from(&props.filters);
        (self.alloc_time, self.fill_time) = (props.alloc_time, props.fill_time);
        (self.track_times, self.track_order) = (props.track_times, false);
        let (attr_order, attr_phase_change, minimal) = (props.attr_order, props.attr_phase_change, props.minimal_header);
        self.header = HeaderCreate { attr_order, attr_phase_change, minimal };
        self.unfiltered_edges = props.unfiltered_edges;
        self
    }
}

impl fmt::Debug for DatasetBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatasetBuilder").field("path", &self.path).field("shape", &self.shape).finish_non_exhaustive()
    }
}
