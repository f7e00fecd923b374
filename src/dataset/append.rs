//! Appending.
use std::cell::{Cell, RefCell};

use once_cell::unsync;

use super::{Dataset, pieces::For, transfers::Move, wrong_shape};
use crate::{
    array::{AsArray, stored_dims},
    dataspace::{Order, Selection, lengths},
    error::{At, Error, Result},
    filter::Filter,
    handle::{Waiting, rows_of},
    sys::{
        Api,
        h5o::{self, Identity},
        h5p::Layout,
        hid_t,
    },
    transfer::{Elements, Later, Sink, Transfer},
};

/// What rows of a dataset have in common, where they may wait.
#[derive(Debug)]
pub(super) struct Rows {
    object: Identity,
    /// Bytes of an element.
    element: usize,
    /// Rows of a chunk.
    chunk: usize,
}

impl Dataset {
    /// Adds rows at the end of axis 0: an array of them, or a single row without that axis. After a failure it is as long as before.
    ///
    /// Of a file on the memory driver, rows that fill no chunk wait for others, up to 1 MiB of them, and are written at once by whatever
    /// else is done with the file: through any handle of this crate they are there from the start. What writing them comes to, such as a
    /// storage that is full, is reported by the operation that does it, and they go on waiting.
    ///
    /// # Errors
    /// `Shape`, `Type`, `Overflow`, `Unsupported` unless it is chunked, `ReadOnly`, `Closed`.
    pub fn append<A: AsArray + ?Sized>(&self, rows: &A) -> Result<()> {
        let given = stored_dims(rows);
        if self.append_later(rows, &given)? { Ok(()) } else { self.append_now(rows, &given) }
    }

    /// Puts rows behind those that wait; `false` for what is to be written now, or is wrong.
    fn append_later<A: AsArray + ?Sized>(&self, rows: &A, given: &[usize]) -> Result<bool> {
        let api = Api::lock()?;
        let raw = self.node.raw_beside_rows(&api)?;
        let file = &self.node.file;
        if !file.rows_may_wait() {
            return Ok(false);
        }
        let Some(of) = self.known.rows.get_or_try_init(|| self.rows(&api, raw))? else { return Ok(false) };
        let takes = |api: &Api| {
            if let Some(takes) = file.rows.of(api, &of.object, |waiting| waiting.takes(given)) {
                return Ok(takes);
            }
            let waiting = Waiting::new(api, of.object, raw, || self.place(), of.element, of.chunk).at("ask", || self.place())?;
            let Some(waiting) = waiting else { return Ok(None) };
            let takes = waiting.takes(given);
            file.rows.begin(api, waiting);
            Ok::<_, Error>(takes)
        };
        if takes(&api)?.is_none() {
            return Ok(false);
        }
        let stored = self.stored(&api)?;
        let taken = Cell::new(false);
        let take = |api: &Api, bytes: &[u8]| {
            // the values come from the user's code, which may have done anything meanwhile
            let Some(rows) = takes(api)? else { return Ok(()) };
            let full = file.rows.of(api, &of.object, |waiting| waiting.push(rows, bytes));
            match full.expect("begun if there were none") {
                Ok(true) => file.store_rows_of(api, &of.object, bytes.len())?,
                Ok(false) => {}
                Err(_) => return Ok(()),
            }
            taken.set(true);
            Ok(())
        };
        let (elements, shape) = (Elements::Later(Later { raw, take: &take }), unsync::OnceCell::with_value(Some(given.into())));
        let place = || self.place();
        let transfer =
            Transfer { lock: RefCell::new(Some(api)), elements, stored, shape, order: Order::default(), lossy: false, place: &place };
        Sink(transfer).put(rows, false)?;
        Ok(taken.get())
    }

    /// What its rows have in common; none where they are not to wait.
    fn rows(&self, api: &Api, raw: hid_t) -> Result<Option<Rows>> {
        if !self.is_in_its_file(api)? {
            return Ok(None);
        }
        let made = self.made_with(api)?;
        // a filter that fails to encode says so to whoever appends
        if made.layout != Layout::Chunked
            || made.unfiltered_edges
            || made.filters.iter().any(|filter| matches!(filter, Filter::Other { .. }))
        {
            return Ok(None);
        }
        let stored = self.stored(api)?.descriptor(api).at("describe the type of", || self.place())?;
        if stored.has_pointers() {
            return Ok(None);
        }
        let object = h5o::get_info(api, raw).at("ask", || self.place())?.identity;
        Ok(made.chunk.first().map(|&chunk| Rows { object, element: stored.size(), chunk }))
    }

    fn append_now<A: AsArray + ?Sized>(&self, rows: &A, given: &[usize]) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node.writable(&api)?;
        let extent = self.extent(&api, raw)?;
        let dims = lengths(&extent.0).map_err(|dim| Error::invalid(&self.place(), format!("an axis of {dim} elements")))?;
        if dims.is_empty() {
            return Err(Error::shape(&self.place(), "an axis to append along", "a scalar"));
        }
        let Some(added) = rows_of(given, &extent.0[1..]) else {
            let mut expected = dims;
            expected[0] = 1;
            return Err(wrong_shape(&self.place(), &expected, given));
        };
        let mut longer = dims.clone();
        longer[0] = dims[0]
            .checked_add(added)
            .ok_or_else(|| Error::shape(&self.place(), "lengths that can be counted", format!("{added} rows more than {}", dims[0])))?;
        self.set_extent(&api, raw, &extent, &longer)?;
        // a single row is written where its index takes the axis away
        let part: Selection = if given.len() == dims.len() { (dims[0]..longer[0]).into() } else { dims[0].into() };
        let written = self.move_by(api, &Move::of(Some(&part), For::Writing), &mut |transfer| Sink(transfer).put(rows, false));
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
