//! Data in files outside.
use std::{ffi::CString, path::Path};

use super::{Dataset, DatasetBuilder};
use crate::{
    error::{At, Error, Result},
    name,
    plist::External,
    sys::{Api, h5d, h5p},
};

/// A piece of a file outside that holds a dataset's raw data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ExternalFile {
    /// The file, as it was named: relative to the working directory, or to [`DatasetAccess::external_prefix`](crate::DatasetAccess).
    pub path: String,
    /// Where the data begins in it, in bytes.
    pub offset: u64,
    /// Bytes of the data; `u64::MAX` without end.
    pub size: u64,
}

impl ExternalFile {
    pub(super) fn checked(&self, place: &str) -> Result<External> {
        let file = CString::new(name::bytes(&self.path).into_owned()).map_err(|_| Error::invalid(place, "a name cannot hold a NUL"))?;
        let offset = i64::try_from(self.offset).map_err(|_| Error::invalid(place, format!("an offset of {} bytes", self.offset)))?;
        Ok(External { file, offset, size: self.size })
    }
}

impl DatasetBuilder {
    /// Its elements lie in another file, `size` bytes from `offset` on, as they are in C order; in several, one after the other, where more
    /// are named. `u64::MAX` bytes are those up to the file's end. Such a dataset takes a file on disk along, even one in memory; opened
    /// from bytes later, the file reads it only where [`ExternalLinks`](crate::ExternalLinks) says so.
    pub fn external(mut self, file: impl AsRef<Path>, offset: u64, size: u64) -> Self {
        self.external.push(ExternalFile { path: file.as_ref().to_string_lossy().into_owned(), offset, size });
        self
    }
}

impl Dataset {
    /// The files outside that hold its raw data, in order; none where the data is in its own file.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn external_files(&self) -> Result<Vec<ExternalFile>> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        let count = self.made_with(&api)?.external;
        let list = h5d::get_create_plist(&api, raw).at("get the properties of", || self.place())?;
        let piece = |index| {
            let (path, offset, size) = h5p::get_external(&api, list.raw(), index)?;
            Ok(ExternalFile { path: name::text(path), offset, size })
        };
        (0..count).map(piece).collect::<Result<_, _>>().at("name the files of", || self.place())
    }
}
