//! The filters that libhdf5 has, and any other by its number.
use std::fmt;

use super::{registered::known, registry::registered};
use crate::{
    datatype::TypeDescriptor,
    error::{Error, Result},
    sys::{
        Api, Called,
        h5p::{self, RawFilter},
        h5z::{DEFLATE, FLETCHER32, NBIT, SCALEOFFSET, SHUFFLE, SZIP},
        hid_t,
    },
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
    /// Extended-Rice compression (`H5Z_FILTER_SZIP`): of entropy alone or of differences to neighbours, in blocks of an even number of
    /// elements up to 32.
    #[allow(missing_docs, reason = "said above")]
    Szip { nearest_neighbor: bool, pixels_per_block: u32 },
    /// Only the bits that the type's precision says are stored (`H5Z_FILTER_NBIT`).
    Nbit,
    /// Numbers as differences to the least of a chunk, in as few bits as they need (`H5Z_FILTER_SCALEOFFSET`).
    ScaleOffset(Scale),
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

/// What [`Filter::ScaleOffset`] keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Integers in so many bits, as many as each chunk needs for 0: lossless then, or where all differences fit.
    Integers(u32),
    /// Floats rounded to so many decimal digits after the point: lossy.
    Decimals(i32),
}

impl Filter {
    /// A filter by its number and parameters, which must not be left out.
    ///
    /// The numbers are registered with The HDF Group: 32001 is Blosc, 32008 Bitshuffle, 32015 Zstandard and so on. It takes the filter itself
    /// to write and read: of a feature of this crate, [`register`](crate::filter::register)ed, or found as a plugin.
    pub fn registered(id: i32, parameters: &[u32]) -> Self {
        Self::Other { id, name: String::new(), parameters: parameters.to_vec(), optional: false }
    }

    /// As [`registered`](Self::registered), but chunks may be stored without the filter where it fails, or is not there.
    pub fn optional(id: i32, parameters: &[u32]) -> Self {
        Self::Other { id, name: String::new(), parameters: parameters.to_vec(), optional: true }
    }

    /// HDF5's number of the filter.
    pub fn id(&self) -> i32 {
        match self {
            Self::Deflate(_) => DEFLATE,
            Self::Shuffle => SHUFFLE,
            Self::Fletcher32 => FLETCHER32,
            Self::Szip { .. } => SZIP,
            Self::Nbit => NBIT,
            Self::ScaleOffset(_) => SCALEOFFSET,
            Self::Other { id, .. } => *id,
        }
    }

    /// The name people know it by.
    pub fn name(&self) -> &str {
        match self {
            Self::Deflate(_) => "deflate",
            Self::Shuffle => "shuffle",
            Self::Fletcher32 => "fletcher32",
            Self::Szip { .. } => "szip",
            Self::Nbit => "nbit",
            Self::ScaleOffset(_) => "scaleoffset",
            Self::Other { id, name, .. } if name.is_empty() => known(*id),
            Self::Other { name, .. } => name,
        }
    }

    /// Whether chunks may be written without it where it fails or is missing. libhdf5 leaves shuffling out where it cannot be.
    pub(crate) fn is_optional(&self) -> bool {
        matches!(self, Self::Shuffle | Self::Other { optional: true, .. })
    }

    /// With the parameters that a dataset of such elements and chunks stores.
    pub(crate) fn set_local(self, element: &TypeDescriptor, chunk: &[usize], place: &dyn Fn() -> String) -> Result<Self> {
        let Self::Other { id, name, parameters, optional } = self else { return Ok(self) };
        let Some(codec) = registered(id) else { return Ok(Self::Other { id, name, parameters, optional }) };
        let parameters = codec.set_local(&parameters, element, chunk).map_err(|why| Error::invalid(&place(), why))?;
        Ok(Self::Other { id, name, parameters, optional })
    }

    pub(crate) fn apply(&self, api: &Api, list: hid_t) -> Called<()> {
        match self {
            Self::Deflate(level) => h5p::set_filter(api, list, DEFLATE, true, &[u32::from(*level)]),
            Self::Shuffle => h5p::set_filter(api, list, SHUFFLE, true, &[]),
            Self::Fletcher32 => h5p::set_fletcher32(api, list),
            Self::Szip { nearest_neighbor, pixels_per_block } => h5p::set_szip(api, list, *nearest_neighbor, *pixels_per_block),
            Self::Nbit => h5p::set_nbit(api, list),
            Self::ScaleOffset(Scale::Integers(bits)) => h5p::set_scaleoffset(api, list, true, i32::try_from(*bits).unwrap_or(i32::MAX)),
            Self::ScaleOffset(Scale::Decimals(digits)) => h5p::set_scaleoffset(api, list, false, *digits),
            Self::Other { id, parameters, optional, .. } => h5p::set_filter(api, list, *id, *optional, parameters),
        }
    }

    pub(crate) fn of(raw: RawFilter) -> Self {
        match (raw.id, &*raw.parameters) {
            (DEFLATE, &[level, ..]) => Self::Deflate(u8::try_from(level).unwrap_or(9)), // no other level is written
            (SHUFFLE, _) => Self::Shuffle,
            (FLETCHER32, _) => Self::Fletcher32,
            (SZIP, &[mask, pixels_per_block, ..]) => Self::Szip { nearest_neighbor: mask & 32 != 0, pixels_per_block },
            (NBIT, _) => Self::Nbit,
            (SCALEOFFSET, &[2, bits, ..]) => Self::ScaleOffset(Scale::Integers(bits)),
            (SCALEOFFSET, &[0, digits, ..]) => Self::ScaleOffset(Scale::Decimals(digits as i32)),
            _ => Self::Other {
                id: raw.id,
                name: String::from_utf8_lossy(&raw.name).into_owned(),
                parameters: raw.parameters,
                optional: raw.optional,
            },
        }
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
