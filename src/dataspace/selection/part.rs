//! An axis made good on its length: which of its indices are moved, and in which order the caller has them.
use super::{Axis, Region};
use crate::{
    dataspace::order::Arrange,
    error::{Error, Result},
};

/// Indices of one axis, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// `count` blocks of `block` indices, one every `stride`.
    Regular { start: usize, stride: usize, count: usize, block: usize },
    /// Runs of indices, apart from each other: where each begins, and its length.
    Runs(Vec<(usize, usize)>),
}

/// What an axis comes to.
pub(super) struct Taken {
    pub(super) part: Part,
    /// A single index: the axis goes away.
    pub(super) single: bool,
    /// How the caller has the indices, unless ascending.
    pub(super) order: Option<Arrange>,
}

impl Part {
    /// Indices.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Regular { count, block, .. } => count * block,
            Self::Runs(runs) => runs.iter().map(|(_, len)| len).sum(),
        }
    }

    /// Single elements a step apart, if it is that.
    pub(super) fn region(&self) -> Option<Region> {
        match *self {
            Self::Regular { start, stride, count, block: 1 } => Some(Region { start, step: stride, count }),
            Self::Regular { start, count: 1, block, .. } => Some(Region { start, step: 1, count: block }),
            _ => None,
        }
    }

    /// The indices as runs, adjacent ones joined.
    pub(super) fn runs(&self) -> Vec<(usize, usize)> {
        match *self {
            Self::Runs(ref runs) => runs.clone(),
            Self::Regular { count: 0, .. } | Self::Regular { block: 0, .. } => Vec::new(),
            Self::Regular { start, stride, count, block } if stride == block => vec![(start, count * block)],
            Self::Regular { start, stride, count, block } => (0..count).map(|n| (start + n * stride, block)).collect(),
        }
    }

    /// These indices, which ascend without any twice: regular if they can be.
    pub(super) fn of(indices: &[usize]) -> Self {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for &index in indices {
            match runs.last_mut() {
                Some((start, len)) if *start + *len == index => *len += 1,
                _ => runs.push((index, 1)),
            }
        }
        Self::of_runs(runs)
    }

    /// Runs of indices, apart from each other.
    pub(super) fn of_runs(runs: Vec<(usize, usize)>) -> Self {
        match *runs {
            [] => Self::Regular { start: 0, stride: 1, count: 0, block: 1 },
            [(start, len)] => Self::Regular { start, stride: 1, count: len, block: 1 },
            [(start, block), (second, _), ..] => {
                let stride = second - start;
                let regular = runs.iter().enumerate().all(|(n, run)| *run == (start + n * stride, block));
                if regular { Self::Regular { start, stride, count: runs.len(), block } } else { Self::Runs(runs) }
            }
        }
    }
}

/// What `axis` takes of an axis of `len` elements, the `number`th.
pub(super) fn take(axis: &Axis, len: usize, number: usize, place: &dyn Fn() -> String) -> Result<Taken> {
    let plain = |part| Ok(Taken { part, single: false, order: None });
    match axis {
        Axis::New => Err(Error::invalid(&place(), "a new axis in a selection, which a dataset cannot have")),
        Axis::Index(index) => {
            let start = resolve(*index, len, number, place)?;
            Ok(Taken { part: Part::Regular { start, stride: 1, count: 1, block: 1 }, single: true, order: None })
        }
        &Axis::Slice { start, end, step } => {
            let part = slice(start, end, step, len, number, place)?;
            Ok(Taken { part, single: false, order: (step < 0).then_some(Arrange::Reversed) })
        }
        &Axis::Blocks { start, stride, count, block } => plain(blocks(start, stride, count, block, len, number, place)?),
        Axis::Mask(mask) if mask.len() != len => {
            Err(Error::shape(&place(), format!("a mask of {len} for axis {number}"), mask.len().to_string()))
        }
        Axis::Mask(mask) => {
            let chosen: Vec<usize> = mask.iter().enumerate().filter(|(_, on)| **on).map(|(n, _)| n).collect();
            plain(Part::of(&chosen))
        }
        Axis::List(list) => {
            let asked = list.iter().map(|&index| resolve(index, len, number, place)).collect::<Result<Vec<_>>>()?;
            if asked.windows(2).all(|pair| pair[0] < pair[1]) {
                return plain(Part::of(&asked));
            }
            let mut once = asked.clone();
            once.sort_unstable();
            once.dedup();
            let order = asked.iter().map(|index| once.binary_search(index).expect("sorted from the same")).collect();
            Ok(Taken { part: Part::of(&once), single: false, order: Some(Arrange::By { order, moved: once.len() }) })
        }
    }
}

/// An index as the dataset counts it. The largest number stands for all that are too large to be one.
fn resolve(index: isize, len: usize, axis: usize, place: &dyn Fn() -> String) -> Result<usize> {
    let resolved =
        if index < 0 { len.checked_sub(index.unsigned_abs()) } else { Some(index as usize).filter(|&i| i < len && index < isize::MAX) };
    resolved.ok_or_else(|| out_of_bounds(place, index.to_string(), axis, len))
}

/// A slice as the dataset counts it: bounds may be the length itself, and a step backwards starts at the slice's last element.
fn slice(start: isize, end: Option<isize>, step: isize, len: usize, axis: usize, place: &dyn Fn() -> String) -> Result<Part> {
    let bound = |bound: isize| {
        let resolved = if bound < 0 {
            len.checked_sub(bound.unsigned_abs())
        } else {
            Some(bound as usize).filter(|&b| b <= len && bound < isize::MAX)
        };
        let end = end.map_or(String::new(), |end| end.to_string());
        resolved.ok_or_else(|| out_of_bounds(place, format!("{start}..{end}"), axis, len))
    };
    let (from, to) = (bound(start)?, end.map_or(Ok(len), bound)?);
    if step == 0 {
        return Err(Error::invalid(&place(), format!("a step of zero on axis {axis}")));
    }
    let stride = step.unsigned_abs();
    let count = to.saturating_sub(from).div_ceil(stride);
    let start = if step < 0 && count > 0 { to - 1 - (count - 1) * stride } else { from };
    Ok(Part::Regular { start, stride, count, block: 1 })
}

fn blocks(
    start: usize,
    stride: usize,
    count: Option<usize>,
    block: usize,
    len: usize,
    axis: usize,
    place: &dyn Fn() -> String,
) -> Result<Part> {
    if block == 0 || stride < block {
        return Err(Error::invalid(
            &place(),
            format!("blocks of {block} every {stride} on axis {axis}: a stride of a whole block at least"),
        ));
    }
    let room = len.saturating_sub(start);
    let fitting = if room < block { 0 } else { (room - block) / stride + 1 };
    let count = count.unwrap_or(fitting);
    if count > fitting {
        return Err(out_of_bounds(place, format!("{count} blocks of {block} every {stride} from {start}"), axis, len));
    }
    Ok(Part::Regular { start, stride, count, block })
}

pub(super) fn out_of_bounds(place: &dyn Fn() -> String, what: String, axis: usize, len: usize) -> Error {
    Error::OutOfBounds { path: place(), what, axis, len }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_regular_where_they_can_be() {
        assert_eq!(Part::of(&[]).len(), 0);
        assert_eq!(Part::of(&[3, 4, 5]), Part::Regular { start: 3, stride: 1, count: 3, block: 1 });
        assert_eq!(Part::of(&[1, 4, 7]), Part::Regular { start: 1, stride: 3, count: 3, block: 1 });
        assert_eq!(Part::of(&[1, 2, 5, 6]), Part::Regular { start: 1, stride: 4, count: 2, block: 2 });
        assert_eq!(Part::of(&[1, 2, 5]), Part::Runs(vec![(1, 2), (5, 1)]));
        assert_eq!(Part::of(&[0, 1, 5, 9]).runs(), [(0, 2), (5, 1), (9, 1)]);
    }

    #[test]
    fn lists_in_any_order_say_how_the_caller_has_them() {
        let taken = take(&Axis::List(vec![-1, 0, 2, 0]), 5, 0, &String::new).unwrap();
        assert_eq!(taken.part.runs(), [(0, 1), (2, 1), (4, 1)]);
        assert_eq!(taken.order, Some(Arrange::By { order: vec![2, 0, 1, 0], moved: 3 }));
    }
}
