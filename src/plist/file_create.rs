//! What a file is created with, once and for all.
use crate::{
    handle::Id,
    sys::{
        Api, Called,
        h5p::{self, Class},
    },
};

/// What a new file is made with (`H5P_FILE_CREATE`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileCreate {
    userblock: u64,
    track_order: bool,
    track_times: bool,
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
        self.track_order = on;
        self
    }

    /// Whether the root group remembers when it was made and changed; equal input then no longer makes equal bytes.
    #[must_use]
    pub fn track_times(mut self, on: bool) -> Self {
        self.track_times = on;
        self
    }

    pub(crate) fn apply(self, api: &Api) -> Called<Id> {
        let list = h5p::create(api, Class::FileCreate)?;
        h5p::set_userblock(api, list.raw(), self.userblock)?;
        h5p::set_obj_track_times(api, list.raw(), self.track_times)?;
        if self.track_order {
            h5p::set_link_creation_order(api, list.raw(), true)?;
            h5p::set_attr_creation_order(api, list.raw(), true)?;
        }
        Ok(list)
    }
}
