//! Chunks without the library: what they go through on the way between the file and memory, and where their elements go.
//!
//! Pure computation on bytes: nothing here asks libhdf5 anything, so it runs without the lock, on many threads at once. What it does not
//! know it leaves to the library.
mod cache;
mod checksum;
mod chunks;
#[cfg(feature = "libdeflate")]
mod deflate;
mod filters;
mod grid;
mod pieces;
mod shuffle;

pub(crate) use cache::Cache;
pub(crate) use chunks::{Plan, Put, copy, read, swap_bytes, write};
pub(crate) use filters::{Broken, Steps};
pub(crate) use grid::{Cell, Grid};
pub(crate) use pieces::{WIDE, WORTH_SHARING, fill_pieces};
