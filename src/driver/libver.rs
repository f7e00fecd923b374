//! Versions of the file format.
use crate::sys::h5p;

/// A version of the file format, as a bound (`H5F_libver_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LibVer {
    /// The oldest format that can say it.
    Earliest,
    /// That of libhdf5 1.8.
    V18,
    /// That of libhdf5 1.10.
    V110,
    /// That of libhdf5 1.12.
    V112,
    /// That of libhdf5 1.14.
    V114,
    /// That of libhdf5 2.0.
    V200,
    /// The newest that the linked library knows.
    Latest,
}

impl LibVer {
    /// The library's number. A version it does not know yet is its newest.
    pub(super) fn code(self) -> i32 {
        (self as i32).min(h5p::NEWEST)
    }

    /// Of the library's number: its newest is `Latest`, whatever else it is called.
    pub(super) fn of(code: i32) -> Self {
        match code {
            newest if newest >= h5p::NEWEST => Self::Latest,
            0 => Self::Earliest,
            1 => Self::V18,
            2 => Self::V110,
            3 => Self::V112,
            4 => Self::V114,
            _ => Self::V200,
        }
    }
}
