//! From a selection of the library's to one of ours.
use super::{Axis, Selection};
use crate::{
    handle::Id,
    sys::{
        Api, Called, UNLIMITED,
        h5s::{self, Listed, Regular},
    },
};

/// What is selected in a dataspace of the library.
pub(crate) fn listed(api: &Api, space: &Id) -> Called<Selection> {
    let mut dims = [0; h5s::MAX_RANK];
    let rank = h5s::dims(api, space.raw(), &mut dims)?.len().max(1);
    let none = || Selection::points::<[usize; 1]>(&[]);
    Ok(match h5s::listed(api, space.raw())? {
        Listed::All => Selection::all(),
        Listed::Nothing => none(),
        Listed::Points(list) => {
            let points: Vec<Vec<usize>> = list.chunks_exact(rank).map(|point| point.iter().map(|&at| at as usize).collect()).collect();
            Selection::points(&points)
        }
        Listed::Blocks(list) => {
            let block = |corners: &[u64]| {
                let (first, last) = corners.split_at(rank);
                let range = |(&first, &last): (&u64, &u64)| Axis::from(first as usize..last as usize + 1);
                Selection::axes(first.iter().zip(last).map(range))
            };
            joined(list.chunks_exact(2 * rank).map(block).collect()).unwrap_or_else(none)
        }
        Listed::Regular(axes) => Selection::axes(axes.iter().map(regular)),
    })
}

/// The blocks along one axis.
fn regular(&Regular { start, stride, count, block }: &Regular) -> Axis {
    let (start, stride, block) = (start as usize, stride as usize, block as usize);
    let end = |len: usize| Axis::from(start..start.saturating_add(len));
    match usize::try_from(count).ok().filter(|_| count != UNLIMITED) {
        Some(1) => end(block),
        Some(count) if block == stride => end(count.saturating_mul(block)),
        Some(count) if block == 1 => {
            let last = start.saturating_add((count - 1).saturating_mul(stride));
            Axis::Slice {
                start: start as isize,
                end: isize::try_from(last).ok().and_then(|last| last.checked_add(1)),
                step: stride as isize,
            }
        }
        count => Axis::Blocks { start, stride, count, block },
    }
}

/// The union of selections, as a tree that is no deeper than it must be: one of a hundred thousand levels would exhaust the stack.
fn joined(mut sides: Vec<Selection>) -> Option<Selection> {
    while sides.len() > 1 {
        let mut all = sides.into_iter();
        let mut halves = Vec::new();
        while let Some(side) = all.next() {
            halves.push(match all.next() {
                Some(other) => side.or(other),
                None => side,
            });
        }
        sides = halves;
    }
    sides.pop()
}
