//! What a file is created with, once and for all.
use super::GroupCreate;
use crate::{
    handle::Id,
    sys::{
        Api, Called,
        h5p::{self, Class},
    },
};

/// What a new file is made with (`H5P_FILE_CREATE`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileCreate {
    /// Bytes at the start of the file that HDF5 leaves alone.
    pub userblock: u64,
    /// What its root group is made with.
    pub root: GroupCreate,
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

    pub(crate) fn apply(self, api: &Api) -> Called<Id> {
        let list = h5p::create(api, Class::FileCreate)?;
        h5p::set_userblock(api, list.raw(), self.userblock)?;
        self.root.apply_to(api, list.raw())?;
        Ok(list)
    }
}
