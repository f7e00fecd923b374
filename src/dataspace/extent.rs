//! Sizes: one length an axis.
use std::sync::Arc;

use crate::{
    error::{At, Error, Result},
    handle::{Fixed, Id, OpenFile},
    sys::{Api, Called, UNLIMITED, h5s},
};

/// The lengths of the axes of a dataset or chunk, slowest first; none for a scalar.
///
/// Made from one length, an array, a slice, a vector or a tuple. As a maximum, [`Extent::UNLIMITED`] lets an axis grow without end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Extent(pub(crate) Vec<usize>);

impl Extent {
    /// As a maximal length: without end (`H5S_UNLIMITED`).
    pub const UNLIMITED: usize = usize::MAX;

    /// The lengths.
    pub fn dims(&self) -> &[usize] {
        &self.0
    }
}

impl From<usize> for Extent {
    fn from(len: usize) -> Self {
        Self(vec![len])
    }
}

impl<const N: usize> From<[usize; N]> for Extent {
    fn from(dims: [usize; N]) -> Self {
        Self(dims.to_vec())
    }
}

impl From<&[usize]> for Extent {
    fn from(dims: &[usize]) -> Self {
        Self(dims.to_vec())
    }
}

impl<const N: usize> From<&[usize; N]> for Extent {
    fn from(dims: &[usize; N]) -> Self {
        Self(dims.to_vec())
    }
}

impl From<Vec<usize>> for Extent {
    fn from(dims: Vec<usize>) -> Self {
        Self(dims)
    }
}

impl From<&Vec<usize>> for Extent {
    fn from(dims: &Vec<usize>) -> Self {
        Self(dims.clone())
    }
}

impl From<()> for Extent {
    fn from((): ()) -> Self {
        Self(Vec::new())
    }
}

macro_rules! from_tuple {
    ($($name:ident)+) => {
        impl From<($(from_tuple!(@usize $name),)+)> for Extent {
            fn from(($($name,)+): ($(from_tuple!(@usize $name),)+)) -> Self {
                Self(vec![$($name),+])
            }
        }
    };
    (@usize $name:ident) => { usize };
}
from_tuple!(a);
from_tuple!(a b);
from_tuple!(a b c);
from_tuple!(a b c d);
from_tuple!(a b c d e);
from_tuple!(a b c d e f);

/// Elements of a shape, as far as can be counted: where an axis has no length none, however long the others are.
pub(crate) fn product(dims: &[usize]) -> usize {
    dims.iter().fold(1, |product, &dim| product.saturating_mul(dim))
}

/// Elements of a shape.
///
/// # Errors
/// `InvalidValue` where their number does not fit a machine word.
pub(crate) fn count(dims: &[usize], place: impl FnOnce() -> String) -> Result<usize> {
    let product = dims.iter().try_fold(1usize, |product, &dim| product.checked_mul(dim));
    // an axis of no length makes the others harmless, however long
    match product {
        Some(count) => Ok(count),
        None if dims.contains(&0) => Ok(0),
        None => Err(Error::invalid(&place(), format!("{dims:?} elements are more than memory can count"))),
    }
}

/// A shape for messages.
pub(crate) fn shown(dims: &[usize]) -> String {
    if dims.is_empty() { "a scalar".to_owned() } else { format!("shape {dims:?}") }
}

/// The library's lengths as memory counts them, or the one that does not fit.
pub(crate) fn lengths(dims: &[u64]) -> std::result::Result<Vec<usize>, u64> {
    dims.iter().map(|&dim| usize::try_from(dim).map_err(|_| dim)).collect()
}

/// A dataspace of these lengths: scalar for none. `max` has a length an axis, [`Extent::UNLIMITED`] for no end.
pub(crate) fn make_space(api: &Api, dims: &[usize], max: Option<&[usize]>) -> Called<Id> {
    if dims.is_empty() {
        return h5s::create_scalar(api);
    }
    let wide = |dims: &[usize]| dims.iter().map(|&dim| if dim == Extent::UNLIMITED { UNLIMITED } else { dim as u64 }).collect::<Vec<_>>();
    h5s::create_simple(api, &wide(dims), max.map(wide).as_deref())
}

/// The dataspace of these lengths that does not grow, which those of a file share that come one after the other.
pub(crate) fn fixed_space(api: &Api, file: &OpenFile, dims: &[usize]) -> Called<Arc<Fixed>> {
    file.fixed_space(api, dims, || make_space(api, dims, None))
}

/// The lengths of a dataspace's axes; `None` for a null one.
pub(crate) fn shape_of(api: &Api, space: &Id, place: &dyn Fn() -> String) -> Result<Option<Vec<usize>>> {
    let mut dims = [0; h5s::MAX_RANK];
    let shape = h5s::dims(api, space.raw(), &mut dims).at("ask", place)?;
    if shape.is_empty() && h5s::extent_class(api, space.raw()).at("ask", place)? == h5s::Class::Null {
        return Ok(None);
    }
    lengths(shape).map(Some).map_err(|dim| Error::invalid(&place(), format!("an axis of {dim} elements")))
}
