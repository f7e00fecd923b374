//! How a file has its addresses.
use super::OpenFile;
use crate::{
    error::{At, Result},
    sys::{
        Api, Called, h5f,
        h5p::{self, FileSpaceStrategy},
        hid_t,
    },
};

/// What a file was created with that who reads and writes its bytes has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    /// Bytes of an address.
    pub address: usize,
    /// Bytes of a length.
    pub length: usize,
    /// Where address 0 is.
    pub base: u64,
    /// What is new may go behind all that is allocated: space has neither pages nor accounts in the file.
    pub open_ended: bool,
}

impl Format {
    fn of(api: &Api, file: hid_t) -> Called<Self> {
        let list = h5f::get_create_plist(api, file)?;
        let (address, length) = h5p::get_sizes(api, list.raw())?;
        let (strategy, persist, _) = h5p::get_file_space_strategy(api, list.raw())?;
        let open_ended = strategy != FileSpaceStrategy::Paged && !persist;
        Ok(Self { address, length, base: h5p::get_userblock(api, list.raw())?, open_ended })
    }

    /// Bytes of a stored element of variable length: a length, the address of a collection, and the number of an object in it.
    pub(crate) fn pointer(&self) -> usize {
        self.address + 2 * size_of::<u32>()
    }
}

impl OpenFile {
    /// Asked for once.
    pub(crate) fn format(&self, api: &Api) -> Result<&Format> {
        self.format.get_or_try_init(|| Format::of(api, self.raw(api, &self.label)?).at("ask the properties of", &self.label))
    }

    /// If it is known, for who has no lock.
    pub(crate) fn known_format(&self) -> Option<&Format> {
        self.format.get()
    }
}
