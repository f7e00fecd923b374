//! Which part of a dataset: slices of its axes, single points, a mask.
use std::ops::{Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

use crate::{
    error::{At, Error, Result},
    handle::Id,
    sys::{
        Api,
        h5s::{self, Join},
        hid_t,
    },
};

/// A part of a dataset, in its own coordinates.
///
/// Made from `ndarray::s![]`, from ranges and indices and tuples of them, from points or from a mask. A negative index counts from the
/// end, a negative step goes backwards, an index alone takes its axis away; axes not named are taken whole.
#[derive(Clone, Debug)]
pub struct Selection(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Axes(Vec<Axis>),
    Points { rank: usize, coordinates: Vec<usize> },
    Mask { shape: Vec<usize>, mask: Vec<bool> },
}

/// What is taken of one axis.
#[derive(Clone, Copy, Debug)]
pub enum Axis {
    /// One element; the axis goes away. Negative indices count from the end.
    Index(isize),
    /// From `start` up to `end` (or the end of the axis), every `step`th; backwards from the last with a negative step.
    #[allow(missing_docs, reason = "said above")]
    Slice { start: isize, end: Option<isize>, step: isize },
    /// Of an `s![]` with a new axis, which no dataset has.
    New,
}

/// A selection made good on a dataspace.
pub(crate) struct Picked {
    /// The lengths of what is taken, axes of single indices left out.
    pub shape: Vec<usize>,
    /// As many axes as the dataset has, for the memory's side.
    pub full_shape: Vec<u64>,
    /// The axes of `shape` that were asked for backwards.
    pub reversed: Vec<usize>,
    /// Where it is a regular region: what of each axis.
    pub region: Option<Vec<Region>>,
}

/// A regular part of one axis, forwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub start: usize,
    pub step: usize,
    pub count: usize,
}

impl Selection {
    /// Everything.
    pub fn all() -> Self {
        Self(Kind::Axes(Vec::new()))
    }

    /// What is said of each axis, from the first.
    pub fn axes(axes: impl IntoIterator<Item = Axis>) -> Self {
        Self(Kind::Axes(axes.into_iter().collect()))
    }

    /// Single elements by their coordinates, in this order (`H5Sselect_elements`).
    ///
    /// # Panics
    /// Never; points of different ranks are an error when the selection is used.
    pub fn points<P: AsRef<[usize]>>(points: &[P]) -> Self {
        let rank = points.first().map_or(0, |point| point.as_ref().len());
        let ragged = points.iter().any(|point| point.as_ref().len() != rank);
        let coordinates = points.iter().flat_map(|point| point.as_ref().iter().copied()).collect();
        Self(Kind::Points { rank: if ragged { usize::MAX } else { rank }, coordinates })
    }

    /// The elements where a mask of the dataset's shape is true, in C order.
    #[cfg(feature = "ndarray")]
    pub fn mask<S: ndarray::Data<Elem = bool>, D: ndarray::Dimension>(mask: &ndarray::ArrayBase<S, D>) -> Self {
        Self(Kind::Mask { shape: mask.shape().to_vec(), mask: mask.iter().copied().collect() })
    }

    /// What it takes of a dataset with these lengths, without asking the library.
    pub(crate) fn pick(&self, dims: &[usize], place: &dyn Fn() -> String) -> Result<Picked> {
        match &self.0 {
            Kind::Axes(axes) => pick_axes(axes, dims, place),
            Kind::Points { rank, coordinates } if coordinates.is_empty() || (*rank == dims.len() && *rank > 0) => {
                for (n, &coordinate) in coordinates.iter().enumerate() {
                    let axis = n % dims.len();
                    if coordinate >= dims[axis] {
                        return Err(out_of_bounds(place, coordinate.to_string(), axis, dims[axis]));
                    }
                }
                Ok(listed(coordinates.len() / (*rank).max(1)))
            }
            Kind::Points { .. } => Err(Error::shape(&place(), format!("points of {} coordinates", dims.len()), "points of others")),
            Kind::Mask { shape, mask } if shape == dims => Ok(listed(mask.iter().filter(|&&on| on).count())),
            Kind::Mask { shape, .. } => Err(Error::shape(&place(), format!("a mask of {dims:?}"), format!("{shape:?}"))),
        }
    }

    /// Selects what was picked, in a copy of the dataset's dataspace.
    pub(crate) fn select(&self, api: &Api, space: &Id, dims: &[usize], picked: &Picked, place: &dyn Fn() -> String) -> Result<()> {
        let points = match (&self.0, &picked.region) {
            (Kind::Axes(_), regions) => return select_region(api, space.raw(), regions.as_deref().unwrap_or_default(), place),
            (Kind::Points { coordinates, .. }, _) => coordinates.iter().map(|&at| at as u64).collect(),
            (Kind::Mask { mask, .. }, _) => {
                let chosen = mask.iter().enumerate().filter(|(_, on)| **on);
                chosen.flat_map(|(n, _)| unravel(n, dims)).map(|at| at as u64).collect::<Vec<_>>()
            }
        };
        if points.is_empty() { h5s::select_none(api, space.raw()) } else { h5s::select_elements(api, space.raw(), &points) }
            .at("select", &place())
    }
}

/// The coordinates of the `n`th element in C order.
fn unravel(mut n: usize, dims: &[usize]) -> Vec<usize> {
    let mut coordinates = vec![0; dims.len()];
    for (coordinate, &dim) in coordinates.iter_mut().zip(dims).rev() {
        *coordinate = n % dim;
        n /= dim;
    }
    coordinates
}

/// `n` elements one after the other.
fn listed(n: usize) -> Picked {
    Picked { shape: vec![n], full_shape: vec![n as u64], reversed: Vec::new(), region: None }
}

/// What slices of axes take, without asking the library.
fn pick_axes(axes: &[Axis], dims: &[usize], place: &dyn Fn() -> String) -> Result<Picked> {
    if axes.len() > dims.len() {
        return Err(Error::shape(&place(), format!("a selection of up to {} axes", dims.len()), format!("one of {}", axes.len())));
    }
    let mut picked = Picked { shape: Vec::new(), full_shape: Vec::new(), reversed: Vec::new(), region: None };
    let mut regions = Vec::with_capacity(dims.len());
    for (axis, &len) in dims.iter().enumerate() {
        let taken = axes.get(axis).copied().unwrap_or(Axis::Slice { start: 0, end: None, step: 1 });
        let region = match taken {
            Axis::New => return Err(Error::invalid(&place(), "a new axis in a selection, which a dataset cannot have")),
            Axis::Index(index) => Region { start: resolve(index, len, axis, place)?, step: 1, count: 1 },
            Axis::Slice { start, end, step } => {
                let region = slice(start, end, step, len, axis, place)?;
                if step < 0 {
                    picked.reversed.push(picked.shape.len());
                }
                picked.shape.push(region.count);
                region
            }
        };
        picked.full_shape.push(region.count as u64);
        regions.push(region);
    }
    picked.region = Some(regions);
    Ok(picked)
}

fn select_region(api: &Api, space: hid_t, regions: &[Region], place: &dyn Fn() -> String) -> Result<()> {
    if regions.iter().any(|region| region.count == 0) {
        return h5s::select_none(api, space).at("select", &place());
    }
    if regions.is_empty() {
        return Ok(()); // a scalar is selected whole
    }
    let column = |of: fn(&Region) -> usize| regions.iter().map(|region| of(region) as u64).collect::<Vec<_>>();
    let (start, step, count) = (column(|r| r.start), column(|r| r.step), column(|r| r.count));
    h5s::select_hyperslab(api, space, Join::Set, &start, &step, &count).at("select", &place())
}

/// An index as the dataset counts it.
fn resolve(index: isize, len: usize, axis: usize, place: &dyn Fn() -> String) -> Result<usize> {
    let resolved = if index < 0 { len.checked_sub(index.unsigned_abs()) } else { Some(index as usize).filter(|&i| i < len) };
    resolved.ok_or_else(|| out_of_bounds(place, index.to_string(), axis, len))
}

/// A slice as the dataset counts it: bounds may be the length itself, and a step backwards starts at the slice's last element.
fn slice(start: isize, end: Option<isize>, step: isize, len: usize, axis: usize, place: &dyn Fn() -> String) -> Result<Region> {
    let bound = |bound: isize| {
        let resolved = if bound < 0 { len.checked_sub(bound.unsigned_abs()) } else { Some(bound as usize).filter(|&b| b <= len) };
        let end = end.map_or(String::new(), |end| end.to_string());
        resolved.ok_or_else(|| out_of_bounds(place, format!("{start}..{end}"), axis, len))
    };
    let (from, to) = (bound(start)?, end.map_or(Ok(len), bound)?);
    if step == 0 {
        return Err(Error::invalid(&place(), format!("a step of zero on axis {axis}")));
    }
    let step_len = step.unsigned_abs();
    let count = to.saturating_sub(from).div_ceil(step_len);
    let from = if step < 0 && count > 0 { to - 1 - (count - 1) * step_len } else { from };
    Ok(Region { start: from, step: step_len, count })
}

fn out_of_bounds(place: &dyn Fn() -> String, what: String, axis: usize, len: usize) -> Error {
    Error::OutOfBounds { path: place(), what, axis, len }
}

/// What can stand for one axis.
macro_rules! axis {
    ($($t:ty: |$x:ident| $axis:expr;)*) => {$(
        impl From<$t> for Axis {
            fn from($x: $t) -> Self { $axis }
        }
        impl From<$t> for Selection {
            fn from(x: $t) -> Self { Self(Kind::Axes(vec![x.into()])) }
        }
    )*};
}
axis! {
    usize: |i| Self::Index(signed(i));
    isize: |i| Self::Index(i);
    i32: |i| Self::Index(i as isize);
    Range<usize>: |r| Self::Slice { start: signed(r.start), end: Some(signed(r.end)), step: 1 };
    Range<i32>: |r| Self::Slice { start: r.start as isize, end: Some(r.end as isize), step: 1 };
    RangeInclusive<usize>: |r| Self::Slice { start: signed(*r.start()), end: Some(signed(*r.end()).saturating_add(1)), step: 1 };
    RangeFrom<usize>: |r| Self::Slice { start: signed(r.start), end: None, step: 1 };
    RangeFrom<i32>: |r| Self::Slice { start: r.start as isize, end: None, step: 1 };
    RangeTo<usize>: |r| Self::Slice { start: 0, end: Some(signed(r.end)), step: 1 };
    RangeTo<i32>: |r| Self::Slice { start: 0, end: Some(r.end as isize), step: 1 };
    RangeToInclusive<usize>: |r| Self::Slice { start: 0, end: Some(signed(r.end).saturating_add(1)), step: 1 };
    RangeFull: |_r| Self::Slice { start: 0, end: None, step: 1 };
}

/// No axis is longer than half the address space; what claims to be is out of bounds of every one.
fn signed(index: usize) -> isize {
    isize::try_from(index).unwrap_or(isize::MAX)
}

macro_rules! axes {
    ($($name:ident)+) => {
        #[allow(non_snake_case, reason = "the types name the values")]
        impl<$($name: Into<Axis>),+> From<($($name,)+)> for Selection {
            fn from(($($name,)+): ($($name,)+)) -> Self { Self(Kind::Axes(vec![$($name.into()),+])) }
        }
    };
}
axes!(A);
axes!(A B);
axes!(A B C);
axes!(A B C D);
axes!(A B C D E);
axes!(A B C D E F);

#[cfg(feature = "ndarray")]
impl<T: AsRef<[ndarray::SliceInfoElem]>, I: ndarray::Dimension, O: ndarray::Dimension> From<ndarray::SliceInfo<T, I, O>> for Selection {
    fn from(slices: ndarray::SliceInfo<T, I, O>) -> Self {
        let elements: &[ndarray::SliceInfoElem] = slices.as_ref();
        let axes = elements.iter().map(|element| match *element {
            ndarray::SliceInfoElem::Slice { start, end, step } => Axis::Slice { start, end, step },
            ndarray::SliceInfoElem::Index(index) => Axis::Index(index),
            ndarray::SliceInfoElem::NewAxis => Axis::New,
        });
        Self(Kind::Axes(axes.collect()))
    }
}

impl From<&Self> for Selection {
    fn from(selection: &Self) -> Self {
        selection.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(start: isize, end: Option<isize>, step: isize, len: usize) -> Option<(usize, usize, usize)> {
        slice(start, end, step, len, 0, &String::new).ok().map(|r| (r.start, r.step, r.count))
    }

    #[test]
    fn slices_follow_ndarray() {
        assert_eq!(region(0, None, 1, 10), Some((0, 1, 10)));
        assert_eq!(region(-3, None, 1, 10), Some((7, 1, 3)));
        assert_eq!(region(2, Some(-2), 2, 10), Some((2, 2, 3)));
        assert_eq!(region(0, None, -1, 10), Some((0, 1, 10)));
        assert_eq!(region(0, None, -3, 10), Some((0, 3, 4)), "9, 6, 3, 0");
        assert_eq!(region(1, Some(9), -3, 10), Some((2, 3, 3)), "8, 5, 2");
        assert_eq!(region(10, None, 1, 10), Some((10, 1, 0)));
        assert_eq!(region(5, Some(2), 1, 10), Some((5, 1, 0)));
        assert_eq!(region(0, Some(11), 1, 10), None);
        assert_eq!(region(-11, None, 1, 10), None);
        assert_eq!(region(0, None, 0, 10), None);
        assert_eq!(region(0, None, 1, 0), Some((0, 1, 0)));
    }
}
