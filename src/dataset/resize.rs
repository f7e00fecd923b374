//! Other extents: resizing and appending.
use super::{Dataset, pieces::For, transfers::Move, wrong_shape};
use crate::{
    array::{AsArray, stored_dims},
    dataspace::{Extent, Selection, lengths, shown},
    error::{At, Error, Result},
    sys::{Api, h5d, h5s, hid_t},
    transfer::Sink,
};

impl Dataset {
    /// Gives it other lengths (`H5Dset_extent`): what is cut off is lost, what is new has the fill value.
    ///
    /// # Errors
    /// `Shape` for another number of axes or a length above its maximum, `Unsupported` unless it is chunked, `ReadOnly`, `Closed`.
    pub fn resize(&self, shape: impl Into<Extent>) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node.writable(&api)?;
        self.set_extent(&api, raw, &self.extent(&api, raw)?, shape.into().dims())
    }

    /// The lengths of its axes, and those they may grow to.
    fn extent(&self, api: &Api, raw: hid_t) -> Result<(Vec<u64>, Vec<u64>)> {
        let space = h5d::get_space(api, raw).at("get the dataspace of", || self.place())?;
        h5s::extent_dims(api, space.raw()).at("ask", || self.place())
    }

    fn set_extent(&self, api: &Api, raw: hid_t, (now, max): &(Vec<u64>, Vec<u64>), dims: &[usize]) -> Result<()> {
        if dims.len() != now.len() {
            return Err(Error::shape(&self.place(), format!("{} axes", now.len()), shown(dims)));
        }
        if dims.contains(&Extent::UNLIMITED) {
            return Err(Error::shape(&self.place(), "lengths", "one without end, which only a maximum can be"));
        }
        let wide: Vec<u64> = dims.iter().map(|&dim| dim as u64).collect();
        if wide.iter().zip(max).any(|(dim, max)| dim > max) {
            return Err(Error::shape(&self.place(), format!("at most {max:?}"), shown(dims)));
        }
        if wide == *now {
            return Ok(());
        }
        let made = self.made_with(api, raw)?;
        if made.chunk.is_empty() {
            return Err(Error::unsupported(format!("resizing {}", self.place()), "a chunked dataset"));
        }
        // chunks at the edge are read, for what they lose
        let set = || h5d::set_extent(api, raw, now.len(), &wide).at("resize", || self.place());
        let set = made.expected.map_or_else(set, |expected| expected.during(set));
        self.node.file.outcome(set)
    }

    /// Adds rows at the end of axis 0: an array of them, or a single row without that axis. After a failure it is as long as before.
    ///
    /// # Errors
    /// `Shape`, `Type`, `Overflow`, `Unsupported` unless it is chunked, `ReadOnly`, `Closed`.
    pub fn append<A: AsArray + ?Sized>(&self, rows: &A) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node.writable(&api)?;
        let extent = self.extent(&api, raw)?;
        let dims = lengths(&extent.0).map_err(|dim| Error::invalid(&self.place(), format!("an axis of {dim} elements")))?;
        if dims.is_empty() {
            return Err(Error::shape(&self.place(), "an axis to append along", "a scalar"));
        }
        let given = stored_dims(rows);
        let added = if given == dims[1..] {
            1
        } else if given.len() == dims.len() && given[1..] == dims[1..] {
            given[0]
        } else {
            let mut expected = dims;
            expected[0] = 1;
            return Err(wrong_shape(&self.place(), &expected, &given));
        };
        let mut longer = dims.clone();
        longer[0] = dims[0]
            .checked_add(added)
            .ok_or_else(|| Error::shape(&self.place(), "lengths that can be counted", format!("{added} rows more than {}", dims[0])))?;
        self.set_extent(&api, raw, &extent, &longer)?;
        // a single row is written where its index takes the axis away
        let part: Selection = if given.len() == dims.len() { (dims[0]..longer[0]).into() } else { dims[0].into() };
        let written = self.move_by(api, raw, &Move::of(Some(&part), For::Writing), &mut |transfer| Sink(transfer).put(rows, false));
        written.or_else(|error| {
            let api = Api::lock()?;
            let raw = self.node.raw(&api)?;
            let extent = self.extent(&api, raw)?;
            // where another thread has added rows since, these stay, with the fill value
            if lengths(&extent.0).as_ref() == Ok(&longer) {
                self.set_extent(&api, raw, &extent, &dims)?;
            }
            Err(error)
        })
    }
}
