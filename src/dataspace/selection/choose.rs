//! Selections as the library takes them.
use super::{Part, Runs};
use crate::{
    error::ErrorStack,
    sys::{
        Api, Called,
        h5s::{self, Hyperslab, Join},
        hid_t,
    },
};

/// Hyperslabs that one selection is put together of, at the most: each costs a walk over those there are. Beyond it is a list of points.
const MOST_SLABS: usize = 2048;

/// Every combination of the axes' indices.
pub(super) fn select_grid(api: &Api, space: hid_t, parts: &[Part], dims: &[usize]) -> Called<()> {
    if parts.iter().any(|part| part.len() == 0) {
        return h5s::select_none(api, space);
    }
    if parts.is_empty() {
        return Ok(()); // a scalar
    }
    let gaps: usize = parts.iter().map(|part| if let Part::Runs(runs) = part { runs.len() - 1 } else { 0 }).sum();
    if gaps > MOST_SLABS {
        let coordinates = Runs::grid(parts, dims).and_then(|runs| runs.coordinates(dims));
        return select_points(api, space, &coordinates.ok_or_else(|| ErrorStack::refused("more points than memory holds".to_owned()))?);
    }
    // first with the gaps in the lists, then without: a hyperslab for each gap, not for each combination
    let mut slab = Hyperslab::default();
    for part in parts {
        match *part {
            Part::Regular { start, stride, count, block } => slab.push(start, stride, count, block),
            Part::Runs(ref runs) => slab.push(runs[0].0, 1, runs[runs.len() - 1].0 + runs[runs.len() - 1].1 - runs[0].0, 1),
        }
    }
    h5s::select_hyperslab(api, space, Join::Set, &slab)?;
    for (axis, part) in parts.iter().enumerate() {
        let Part::Runs(runs) = part else { continue };
        for pair in runs.windows(2) {
            let mut gap = Hyperslab::default();
            for (number, &dim) in dims.iter().enumerate() {
                let from = pair[0].0 + pair[0].1;
                if number == axis { gap.push(from, 1, pair[1].0 - from, 1) } else { gap.push(0, 1, dim, 1) }
            }
            h5s::select_hyperslab(api, space, Join::NotB, &gap)?;
        }
    }
    Ok(())
}

/// Elements by their coordinates, in this order.
pub(super) fn select_points(api: &Api, space: hid_t, coordinates: &[usize]) -> Called<()> {
    if coordinates.is_empty() {
        return h5s::select_none(api, space);
    }
    let coordinates: Vec<u64> = coordinates.iter().map(|&c| c as u64).collect();
    h5s::select_elements(api, space, &coordinates)
}
