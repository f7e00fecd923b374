//! Parts of an axis without a maximum that grow with it: of virtual datasets.
use super::{Axis, Kind, Part, Selection, check_rank, take};
use crate::{
    dataspace::Extent,
    error::{At, Result},
    handle::Id,
    sys::{
        Api,
        h5s::{self, Hyperslab, Join},
    },
};

impl Selection {
    /// Selects in `space` with no end on the axes that have none and are taken up to their end; `false` where there is no such axis.
    pub(crate) fn select_growing(
        &self,
        api: &Api,
        space: &Id,
        dims: &[usize],
        max: Option<&[usize]>,
        place: &dyn Fn() -> String,
    ) -> Result<bool> {
        let (Kind::Axes(axes), Some(max)) = (&self.0, max) else { return Ok(false) };
        check_rank(axes, dims, place)?;
        let (mut slab, mut grows) = (Hyperslab::default(), false);
        for (number, &len) in dims.iter().enumerate() {
            let axis = axes.get(number).unwrap_or(&Axis::ALL);
            let endless = match *axis {
                _ if max[number] != Extent::UNLIMITED => None,
                Axis::Slice { start: start @ 0.., end: None, step: step @ 1.. } => Some((start as usize, step as usize, 1)),
                Axis::Blocks { start, stride, count: None, block } => Some((start, stride, block)),
                _ => None,
            };
            match (endless, take(axis, len, number, place)) {
                (Some((start, stride, block)), _) => {
                    slab.push(start, stride, usize::MAX, block);
                    grows = true;
                }
                (None, taken) => match taken?.part {
                    Part::Regular { start, stride, count, block } => slab.push(start, stride, count, block),
                    Part::Runs(_) => return Ok(false),
                },
            }
        }
        if grows {
            h5s::select_hyperslab(api, space.raw(), Join::Set, &slab).at("select in", place)?;
        }
        Ok(grows)
    }
}
