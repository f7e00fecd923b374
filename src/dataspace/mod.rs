//! Dataspaces: how far data extends, and which part of it is meant.
mod extent;
mod order;
mod selection;

pub use extent::Extent;
pub(crate) use extent::{count, fixed_space, lengths, make_space, product, shape_of, shown};
pub(crate) use order::Order;
pub use selection::{Axis, Selection};
pub(crate) use selection::{Picked, Region, listed, runs};
