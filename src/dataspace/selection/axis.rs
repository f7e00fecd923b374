//! What is taken of one axis, and what can stand for it.
use std::ops::{Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

use super::{Kind, Selection};

/// What is taken of one axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Axis {
    /// One element; the axis goes away. Negative indices count from the end.
    Index(isize),
    /// From `start` up to `end` (or the end of the axis), every `step`th; backwards from the last with a negative step.
    #[allow(missing_docs, reason = "said above")]
    Slice { start: isize, end: Option<isize>, step: isize },
    /// Blocks of `block` elements, one every `stride` from `start` on: `count` of them, or as many whole ones as there are. In a
    /// [virtual dataset](crate::VirtualSource), no count on an axis without a maximum is one without end.
    #[allow(missing_docs, reason = "said above")]
    Blocks { start: usize, stride: usize, count: Option<usize>, block: usize },
    /// These indices, in this order, an index twice if it is there twice. Several lists take every combination, as `numpy.ix_` does.
    List(Vec<isize>),
    /// The indices where a mask as long as the axis is true.
    Mask(Vec<bool>),
    /// Of an `s![]` with a new axis, which no dataset has.
    New,
}

impl Axis {
    /// Everything.
    pub(super) const ALL: Self = Self::Slice { start: 0, end: None, step: 1 };
}

/// What can stand for one axis, and for a selection on the first.
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
    RangeFull: |_r| Self::ALL;
    Vec<usize>: |list| Self::List(list.into_iter().map(signed).collect());
    &[usize]: |list| Self::List(list.iter().copied().map(signed).collect());
    Vec<isize>: |list| Self::List(list);
    Vec<bool>: |mask| Self::Mask(mask);
    &[bool]: |mask| Self::Mask(mask.to_vec());
}

/// A list of one axis among others; alone it could be taken for the coordinates of an element.
impl<const N: usize> From<[usize; N]> for Axis {
    fn from(list: [usize; N]) -> Self {
        list.as_slice().into()
    }
}

impl From<Axis> for Selection {
    fn from(axis: Axis) -> Self {
        Self(Kind::Axes(vec![axis]))
    }
}

/// An index counts up to half of what `usize` does; a larger one is out of bounds of every axis. Negative indices lead to the end of longer axes.
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
