//! Other extents.
use super::Dataset;
use crate::{
    dataspace::{Extent, shown},
    error::{At, Error, Result},
    sys::{Api, LONGEST, h5d, h5s, h5z::Expected, hid_t},
};

impl Dataset {
    /// Gives it other lengths (`H5Dset_extent`): what is cut off is lost, what is new has the fill value.
    ///
    /// # Errors
    /// `Shape` for another number of axes or a length above its maximum, `Unsupported` unless it is chunked, and for no elements where the one
    /// chunk of a dataset in the format of 1.10 is as long as that may become, `ReadOnly`, `Closed`.
    pub fn resize(&self, shape: impl Into<Extent>) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node.writable(&api)?;
        self.set_extent(&api, raw, &self.extent(&api, raw)?, shape.into().dims())
    }

    /// The lengths of its axes, and those they may grow to.
    pub(super) fn extent(&self, api: &Api, raw: hid_t) -> Result<(Vec<u64>, Vec<u64>)> {
        let space = h5d::get_space(api, raw).at("get the dataspace of", || self.place())?;
        h5s::extent_dims(api, space.raw()).at("ask", || self.place())
    }

    pub(super) fn set_extent(&self, api: &Api, raw: hid_t, (now, max): &(Vec<u64>, Vec<u64>), dims: &[usize]) -> Result<()> {
        if dims.len() != now.len() {
            return Err(Error::shape(&self.place(), format!("{} axes", now.len()), shown(dims)));
        }
        if dims.contains(&Extent::UNLIMITED) {
            return Err(Error::shape(&self.place(), "lengths", "one without end, which only a maximum can be"));
        }
        let wide: Vec<u64> = dims.iter().map(|&dim| dim as u64).collect();
        if wide.iter().any(|&dim| dim > LONGEST) {
            return Err(Error::shape(&self.place(), format!("axes of at most {LONGEST} elements"), shown(dims)));
        }
        if wide.iter().zip(max).any(|(dim, max)| dim > max) {
            return Err(Error::shape(&self.place(), format!("at most {max:?}"), shown(dims)));
        }
        if wide == *now {
            return Ok(());
        }
        let made = self.made_with(api)?;
        if made.chunk.is_empty() {
            return Err(Error::unsupported(format!("resizing {}", self.place()), "a chunked dataset"));
        }
        if dims.contains(&0) && h5d::must_keep_chunk(api, raw).at("ask for the index of", || self.place())? {
            let what = format!("resizing {} to no elements", self.place());
            return Err(Error::unsupported(what, "chunks shorter than its maximal lengths"));
        }
        self.node.file.change(api);
        if !made.filters.is_empty() {
            self.node.file.encode_later(api);
        }
        let edges = made.unfiltered_edges && !made.filters.is_empty();
        // chunks at the edge are read, for what they lose
        let set = || {
            if edges {
                h5d::forget_edges(api, raw, now)?;
            }
            h5d::set_extent(api, raw, now.len(), &wide)
        };
        let set = || set().at("resize", || self.place());
        let set = Expected::during(made.expected, set);
        self.node.file.outcome(set)
    }
}
