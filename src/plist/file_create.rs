//! What a file is created with, once and for all.
use super::GroupCreate;
use crate::{
    error::ErrorStack,
    handle::Id,
    sys::{
        Api, Called,
        h5p::{self, Class, FileSpaceStrategy},
        hid_t,
    },
};

/// Half the links of a leaf of a group's index: a file has 16 bits for the number of all, and libhdf5 does not check that it fits.
const MOST_LEAF: u32 = 0x7fff;

/// What a new file is made with (`H5P_FILE_CREATE`); what is `None` is left to the library.
///
/// ```
/// # use h5mem::{FileAccess, FileCreate, FileSpaceStrategy, Result};
/// # fn main() -> Result<()> {
/// let create = FileCreate::new().track_order(true).file_space(FileSpaceStrategy::Paged, true, 1).page_size(16_384);
/// let file = FileAccess::memory().create_with("paged", create)?;
/// assert_eq!(file.create_props()?.page_size, Some(16_384));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileCreate {
    /// Bytes at the start of the file that HDF5 leaves alone.
    pub userblock: u64,
    /// What its root group is made with.
    pub root: GroupCreate,
    /// Bytes of an address and of a length in the file: 2, 4, 8, 16 (`H5Pset_sizes`).
    pub sizes: Option<(usize, usize)>,
    /// Half the entries of a node and of a leaf of the index of a group of the oldest format (`H5Pset_sym_k`).
    pub group_index: Option<(u32, u32)>,
    /// Half the entries of a node of the oldest index of chunks (`H5Pset_istore_k`).
    pub chunk_index: Option<u32>,
    /// Indexes of messages that objects share, up to eight (`H5Pset_shared_mesg_index`).
    pub shared_messages: Vec<SharedMessages>,
    /// Messages up to which such an index is a list, and below which it becomes one again (`H5Pset_shared_mesg_phase_change`).
    pub shared_phase_change: Option<(u32, u32)>,
    /// How free space is found again, whether the file remembers it, and the bytes from which on a free piece counts
    /// (`H5Pset_file_space_strategy`).
    pub file_space: Option<(FileSpaceStrategy, bool, u64)>,
    /// Bytes of a page, where space is paged (`H5Pset_file_space_page_size`).
    pub page_size: Option<u64>,
}

/// Messages of object headers that are kept once for all objects that have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SharedMessages {
    /// Datatypes.
    pub datatypes: bool,
    /// Dataspaces.
    pub dataspaces: bool,
    /// Fill values.
    pub fill_values: bool,
    /// Pipelines of filters.
    pub filters: bool,
    /// Attributes, whose order the root group then tracks.
    pub attributes: bool,
    /// Bytes from which on a message is shared.
    pub min_bytes: u32,
}

impl SharedMessages {
    /// All kinds of messages, from so many bytes on.
    pub fn all(min_bytes: u32) -> Self {
        Self { datatypes: true, dataspaces: true, fill_values: true, filters: true, attributes: true, min_bytes }
    }

    /// No kind yet: for those that have an index of their own.
    pub fn none(min_bytes: u32) -> Self {
        Self { datatypes: false, dataspaces: false, fill_values: false, filters: false, attributes: false, min_bytes }
    }

    fn kinds(&self) -> u32 {
        let all = [self.dataspaces, self.datatypes, self.fill_values, self.filters, self.attributes];
        all.iter().zip(h5p::SHARED).filter(|(on, _)| **on).fold(0, |kinds, (_, kind)| kinds | kind)
    }

    fn of((kinds, min_bytes): (u32, u32)) -> Self {
        let [dataspaces, datatypes, fill_values, filters, attributes] = h5p::SHARED.map(|kind| kinds & kind != 0);
        Self { datatypes, dataspaces, fill_values, filters, attributes, min_bytes }
    }
}

impl FileCreate {
    /// The defaults: no user block, no creation order, no times.
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes at the start of the file that HDF5 leaves alone: 0, or a power of two from 512 (`H5Pset_userblock`).
    #[must_use]
    pub fn userblock(mut self, bytes: u64) -> Self {
        self.userblock = bytes;
        self
    }

    /// Whether the root group remembers the order in which links and attributes were made.
    #[must_use]
    pub fn track_order(mut self, on: bool) -> Self {
        self.root = self.root.track_order(on);
        self
    }

    /// Whether the root group remembers when it was made and changed; equal input then no longer makes equal bytes.
    #[must_use]
    pub fn track_times(mut self, on: bool) -> Self {
        self.root.track_times = on;
        self
    }

    /// Sets [`root`](Self::root), all of it.
    #[must_use]
    pub fn root(mut self, root: GroupCreate) -> Self {
        self.root = root;
        self
    }

    /// Sets [`sizes`](Self::sizes).
    #[must_use]
    pub fn sizes(mut self, address: usize, length: usize) -> Self {
        self.sizes = Some((address, length));
        self
    }

    /// Sets [`group_index`](Self::group_index).
    #[must_use]
    pub fn group_index(mut self, node: u32, leaf: u32) -> Self {
        self.group_index = Some((node, leaf));
        self
    }

    /// Sets [`chunk_index`](Self::chunk_index).
    #[must_use]
    pub fn chunk_index(mut self, node: u32) -> Self {
        self.chunk_index = Some(node);
        self
    }

    /// Adds an index to [`shared_messages`](Self::shared_messages).
    #[must_use]
    pub fn share(mut self, messages: SharedMessages) -> Self {
        self.shared_messages.push(messages);
        self
    }

    /// Sets [`shared_phase_change`](Self::shared_phase_change).
    #[must_use]
    pub fn shared_phase_change(mut self, max_list: u32, min_tree: u32) -> Self {
        self.shared_phase_change = Some((max_list, min_tree));
        self
    }

    /// Sets [`file_space`](Self::file_space).
    #[must_use]
    pub fn file_space(mut self, strategy: FileSpaceStrategy, persist: bool, threshold: u64) -> Self {
        self.file_space = Some((strategy, persist, threshold));
        self
    }

    /// Sets [`page_size`](Self::page_size).
    #[must_use]
    pub fn page_size(mut self, bytes: u64) -> Self {
        self.page_size = Some(bytes);
        self
    }

    pub(crate) fn apply(&self, api: &Api) -> Called<Id> {
        let list = h5p::create(api, Class::FileCreate)?;
        let raw = list.raw();
        h5p::set_userblock(api, raw, self.userblock)?;
        self.root.apply_to(api, raw)?;
        if let Some((address, length)) = self.sizes {
            h5p::set_sizes(api, raw, address, length)?;
        }
        if let Some((node, leaf)) = self.group_index {
            if leaf > MOST_LEAF {
                return Err(ErrorStack::refused(format!("half a group's leaf of {leaf} links, of 32767 at most")));
            }
            h5p::set_sym_k(api, raw, node, leaf)?;
        }
        if let Some(node) = self.chunk_index {
            h5p::set_istore_k(api, raw, node)?;
        }
        h5p::set_shared_mesg_nindexes(api, raw, self.shared_messages.len() as u32)?;
        for (index, messages) in self.shared_messages.iter().enumerate() {
            h5p::set_shared_mesg_index(api, raw, index as u32, messages.kinds(), messages.min_bytes)?;
        }
        if let Some((max_list, min_tree)) = self.shared_phase_change {
            h5p::set_shared_mesg_phase_change(api, raw, max_list, min_tree)?;
        }
        if let Some((strategy, persist, threshold)) = self.file_space {
            h5p::set_file_space_strategy(api, raw, strategy, persist, threshold)?;
        }
        if let Some(bytes) = self.page_size {
            h5p::set_file_space_page_size(api, raw, bytes)?;
        }
        Ok(list)
    }

    /// Reads a list back, every setting of it.
    pub(crate) fn of(api: &Api, list: hid_t) -> Called<Self> {
        let indexes = 0..h5p::get_shared_mesg_nindexes(api, list)?;
        let shared = indexes.map(|index| h5p::get_shared_mesg_index(api, list, index).map(SharedMessages::of));
        Ok(Self {
            userblock: h5p::get_userblock(api, list)?,
            root: GroupCreate::of(api, list)?,
            sizes: Some(h5p::get_sizes(api, list)?),
            group_index: Some(h5p::get_sym_k(api, list)?),
            chunk_index: Some(h5p::get_istore_k(api, list)?),
            shared_messages: shared.collect::<Called<_>>()?,
            shared_phase_change: Some(h5p::get_shared_mesg_phase_change(api, list)?),
            file_space: Some(h5p::get_file_space_strategy(api, list)?),
            page_size: Some(h5p::get_file_space_page_size(api, list)?),
        })
    }
}
