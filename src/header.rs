//! Object headers in a file's bytes (IV.A of the format's specification).
//!
//! Nothing here believes the bytes: what is not just as expected is left to the library.
mod attribute;
mod dataset;
mod messages;

pub(crate) use attribute::{Attribute, attribute};
pub(crate) use dataset::{Dataset, Place, dataset};
pub(crate) use messages::{DATA_LAYOUT, Sums, messages};
