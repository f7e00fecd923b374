//! The filters that libhdf5 has, and any other by its number.
use std::fmt;

use crate::sys::{
    Api, Called,
    h5p::{self, RawFilter},
    hid_t,
};

/// One step of a dataset's filter pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Filter {
    /// gzip compression, level 0 to 9 (`H5Z_FILTER_DEFLATE`).
    Deflate(u8),
    /// The bytes of elements sorted by significance, which helps compression (`H5Z_FILTER_SHUFFLE`).
    Shuffle,
    /// A checksum of each chunk (`H5Z_FILTER_FLETCHER32`).
    Fletcher32,
    /// Any other, by its number and parameters.
    Other {
        /// HDF5's number of the filter.
        id: i32,
        /// Its name in the file, where it has one.
        name: String,
        /// Its parameters (`cd_values`); of a dataset that is there no more than the first 256, which is all that libhdf5 tells.
        parameters: Vec<u32>,
        /// Whether chunks may be written without it where it fails.
        optional: bool,
    },
}

const DEFLATE: i32 = 1;
const SHUFFLE: i32 = 2;
const FLETCHER32: i32 = 3;

impl Filter {
    /// HDF5's number of the filter.
    pub fn id(&self) -> i32 {
        match self {
            Self::Deflate(_) => DEFLATE,
            Self::Shuffle => SHUFFLE,
            Self::Fletcher32 => FLETCHER32,
            Self::Other { id, .. } => *id,
        }
    }

    /// The name people know it by.
    pub fn name(&self) -> &str {
        match self {
            Self::Deflate(_) => "deflate",
            Self::Shuffle => "shuffle",
            Self::Fletcher32 => "fletcher32",
            Self::Other { id, name, .. } if name.is_empty() => known(*id),
            Self::Other { name, .. } => name,
        }
    }

    pub(crate) fn apply(&self, api: &Api, list: hid_t) -> Called<()> {
        match self {
            Self::Deflate(level) => h5p::set_filter(api, list, DEFLATE, false, &[u32::from(*level)]),
            Self::Shuffle => h5p::set_filter(api, list, SHUFFLE, true, &[]),
            Self::Fletcher32 => h5p::set_fletcher32(api, list),
            Self::Other { id, parameters, optional, .. } => h5p::set_filter(api, list, *id, *optional, parameters),
        }
    }

    pub(crate) fn of(raw: RawFilter) -> Self {
        match (raw.id, &*raw.parameters) {
            (DEFLATE, &[level, ..]) => Self::Deflate(u8::try_from(level).unwrap_or(9)), // no other level is written
            (SHUFFLE, _) => Self::Shuffle,
            (FLETCHER32, _) => Self::Fletcher32,
            _ => Self::Other {
                id: raw.id,
                name: String::from_utf8_lossy(&raw.name).into_owned(),
                parameters: raw.parameters,
                optional: raw.optional,
            },
        }
    }
}

/// Names of registered filters that files often leave out.
fn known(id: i32) -> &'static str {
    match id {
        4 => "szip",
        5 => "nbit",
        6 => "scaleoffset",
        305 => "lzo",
        307 => "bzip2",
        32000 => "lzf",
        32001 => "blosc",
        32004 => "lz4",
        32008 => "bitshuffle",
        32013 => "zfp",
        32015 => "zstd",
        32026 => "blosc2",
        _ => "unknown",
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deflate(level) => write!(f, "zlib({level})"), // as PyTables prints it
            other => f.write_str(other.name()),
        }
    }
}
