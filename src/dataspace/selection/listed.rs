//! From a selection of the library's to one of ours.
use super::{Axis, Selection};
use crate::{
    handle::Id,
    sys::{
        Api, Called,
        h5s::{self, Listed},
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
            list.chunks_exact(2 * rank).map(block).reduce(Selection::or).unwrap_or_else(none)
        }
    })
}
