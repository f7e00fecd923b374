//! How a dataset is used while it is open.
use std::{ffi::CString, path::Path};

use crate::{
    error::{At, Error, Result},
    handle::Id,
    name,
    sys::{
        Api, Called,
        h5p::{self, Class},
        hid_t,
    },
};

/// Settings of a dataset while it is open (`H5P_DATASET_ACCESS`), for [`Group::dataset_with`](crate::Group::dataset_with).
///
/// ```
/// # use h5mem::{DatasetAccess, File, Result};
/// # fn main() -> Result<()> {
/// # let file = File::in_memory()?;
/// file.new_dataset("x").chunk([64, 64]).write(&ndarray::Array2::<f64>::zeros((256, 256)))?;
/// // room for a whole row of chunks, so that reading by rows decodes each once
/// let x = file.dataset_with("x", &DatasetAccess::new().chunk_cache(521, 4 * 64 * 64 * 8, 0.75))?;
/// assert_eq!(x.slice(0).read::<Vec<f64>>()?.len(), 256);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DatasetAccess {
    /// Its own chunk cache: hash slots, bytes, and how readily chunks give way.
    pub chunk_cache: Option<(usize, usize, f64)>,
    /// Where relative names of its external files are looked for.
    pub external_prefix: Option<String>,
    /// Where relative names of its source files are looked for.
    pub virtual_prefix: Option<String>,
    /// Whether a growing virtual dataset ends before the first source that is missing.
    pub first_missing: bool,
    /// Numbered sources that may be missing in a row.
    pub printf_gap: u64,
}

impl DatasetAccess {
    /// The file's own settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// A chunk cache of its own: hash slots (a prime some way above the number of chunks that fit), bytes, and how readily chunks that were
    /// read or written whole are dropped first, 0 to 1 (`H5Pset_chunk_cache`). Of a file in memory as many bytes again may be kept of chunks that
    /// were decoded around the library.
    #[must_use]
    pub fn chunk_cache(mut self, slots: usize, bytes: usize, preemption: f64) -> Self {
        self.chunk_cache = Some((slots, bytes, preemption));
        self
    }

    /// The folder that relative names of its external files are looked for in (`H5Pset_efile_prefix`); `${ORIGIN}` is the file's own.
    #[must_use]
    pub fn external_prefix(mut self, folder: impl AsRef<Path>) -> Self {
        self.external_prefix = Some(folder.as_ref().to_string_lossy().into_owned());
        self
    }

    /// The folder that relative names of its source files are looked for in (`H5Pset_virtual_prefix`).
    #[must_use]
    pub fn virtual_prefix(mut self, folder: impl AsRef<Path>) -> Self {
        self.virtual_prefix = Some(folder.as_ref().to_string_lossy().into_owned());
        self
    }

    /// A growing virtual dataset ends before the first source that is missing, not after the last that is there (`H5Pset_virtual_view`).
    #[must_use]
    pub fn until_first_missing(mut self) -> Self {
        self.first_missing = true;
        self
    }

    /// Numbered sources that may be missing in a row before a virtual dataset ends (`H5Pset_virtual_printf_gap`); none unless said.
    #[must_use]
    pub fn printf_gap(mut self, sources: u64) -> Self {
        self.printf_gap = sources;
        self
    }

    pub(crate) fn apply(&self, api: &Api, place: &str) -> Result<Id> {
        let list = h5p::create(api, Class::DatasetAccess).at("set up", || place.to_owned())?;
        let text =
            |text: &str| CString::new(name::bytes(text).into_owned()).map_err(|_| Error::invalid(place, "a folder cannot hold a NUL"));
        if let Some((slots, bytes, preemption)) = self.chunk_cache {
            if !(0.0..=1.0).contains(&preemption) {
                return Err(Error::invalid(place, format!("a preemption of {preemption}, of 0 to 1")));
            }
            if slots > h5p::MOST_SLOTS && slots != usize::MAX {
                return Err(Error::invalid(place, format!("a chunk cache of {slots} slots")));
            }
            h5p::set_chunk_cache(api, list.raw(), slots, bytes, preemption).at("set up", || place.to_owned())?;
        }
        if let Some(folder) = &self.external_prefix {
            h5p::set_efile_prefix(api, list.raw(), &text(folder)?).at("set up", || place.to_owned())?;
        }
        if let Some(folder) = &self.virtual_prefix {
            h5p::set_virtual_prefix(api, list.raw(), &text(folder)?).at("set up", || place.to_owned())?;
        }
        if self.first_missing {
            h5p::set_virtual_view(api, list.raw(), true).at("set up", || place.to_owned())?;
        }
        if self.printf_gap > 0 {
            h5p::set_virtual_printf_gap(api, list.raw(), self.printf_gap).at("set up", || place.to_owned())?;
        }
        Ok(list)
    }

    /// Reads a list back, every setting of it.
    pub(crate) fn of(api: &Api, list: hid_t) -> Called<Self> {
        let folder = |folder: Vec<u8>| (!folder.is_empty()).then(|| name::text(folder));
        Ok(Self {
            chunk_cache: Some(h5p::get_chunk_cache(api, list)?),
            external_prefix: folder(h5p::get_efile_prefix(api, list)?),
            virtual_prefix: folder(h5p::get_virtual_prefix(api, list)?),
            first_missing: h5p::get_virtual_view(api, list)?,
            printf_gap: h5p::get_virtual_printf_gap(api, list)?,
        })
    }
}
