//! A part of a dataset as the library is told of it: dataspaces with selections.
use std::{
    borrow::Cow,
    sync::{Mutex, PoisonError},
};

use once_cell::sync::OnceCell;

use super::{
    Transfer,
    flat::{self, Flat},
};
use crate::{
    dataspace::{Picked, shape_of, shown},
    direct::Direct,
    error::{At, Error, Result},
    handle::{Format, Held, Id, Moment, Node},
    sys::{ALL, Api, DEFAULT, h5d, h5s, h5z::Expected, hid_t},
};

/// A part of a dataset, or all of it.
pub(crate) struct PartOf<'a> {
    pub node: &'a Node,
    /// The dataset's dataspace.
    space: Held<'a>,
    /// Where a part is meant: the lengths of the dataset's axes, and what of them.
    part: Option<(Cow<'a, [usize]>, Picked)>,
    /// Elements that were never written may stay as memory was: the memory is zeroed first.
    pub gaps: bool,
    /// Nothing was written to it before.
    pub fresh: bool,
    /// It is no dataset's, but what a header tells of: the library knows nothing of it.
    pub told: bool,
    /// Where its data lies in memory, in one piece.
    pub flat: Option<Flat<'a>>,
    /// Where its chunks can be had without the library.
    pub direct: Option<Direct<'a>>,
    /// How the library moves it: a list, or its default.
    pub options: hid_t,
    /// What decoding a chunk gives, for filters of this crate that the library calls.
    pub expected: Option<Expected>,
    /// When all of this was looked up; `None` where nothing can change it.
    since: Option<Moment>,
    selected: OnceCell<Selected>,
    kept: &'a Kept,
}

/// What transfers of a dataset leave for the next.
#[derive(Default)]
pub(crate) struct Kept {
    /// Of a part, to be selected in anew.
    selected: Mutex<Option<Selected>>,
}

/// A selection in a copy of the dataset's dataspace, and a dataspace of memory with as many axes and the selected lengths.
pub(crate) struct Selected {
    /// With the lengths of its axes. Absent where the dataspace is asked for each time, and selected in itself.
    file: Option<(Id, Vec<usize>)>,
    /// Absent for a scalar, which is its own memory.
    memory: Option<(Id, Vec<u64>)>,
}

impl<'a> PartOf<'a> {
    /// All goes by way of the library, until more is said.
    ///
    /// `since` is the moment at which node, dataspace and part were looked up, for a file that may change.
    pub(crate) fn new(
        node: &'a Node,
        space: Held<'a>,
        part: Option<(Cow<'a, [usize]>, Picked)>,
        since: Option<Moment>,
        kept: &'a Kept,
    ) -> Self {
        Self {
            node,
            space,
            part,
            gaps: false,
            fresh: false,
            told: false,
            flat: None,
            direct: None,
            options: DEFAULT,
            expected: None,
            since,
            selected: OnceCell::new(),
            kept,
        }
    }

    /// The lock, once more, if the file is still open.
    pub(super) fn lock_again(&self) -> Result<Api> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        Ok(api)
    }

    /// Whether addresses and selections are as they were when they were looked up. Code of the caller's, which makes the values that are read or
    /// written, may have changed the file since.
    ///
    /// # Errors
    /// `Closed`.
    pub(super) fn is_current(&self, transfer: &Transfer<'_>) -> Result<bool> {
        self.node.check_open()?;
        Ok(match self.since {
            Some(since) => since.lasts(&*transfer.api()?),
            None => true,
        })
    }

    /// Checks that the dataset still has the extent that the transfer was planned for, unless nothing has changed since.
    ///
    /// # Errors
    /// `Shape` for another extent, `Closed`.
    pub(super) fn check_extent(&self, api: &Api, place: &dyn Fn() -> String) -> Result<()> {
        self.node.check_open()?;
        if self.since.is_none_or(|since| since.lasts(api)) {
            return Ok(());
        }
        let planned = shape_of(api, &self.space, place)?;
        let now = h5d::get_space(api, self.node.raw(api)?).at("get the dataspace of", place)?;
        let now = shape_of(api, &now, place)?;
        match planned == now {
            true => Ok(()),
            false => {
                let shown = |dims: Option<Vec<usize>>| dims.map_or_else(|| "a null dataspace".to_owned(), |dims| shown(&dims));
                Err(Error::shape(&place(), shown(planned), shown(now)))
            }
        }
    }

    /// How the file has its addresses; the lock is taken only to ask.
    pub(super) fn format(&self, transfer: &Transfer<'_>) -> Result<&Format> {
        self.node.file.known_format().map_or_else(|| self.node.file.format(&*transfer.api()?), Ok)
    }

    /// What of the data is moved, by the bytes of its elements; `None` for what is no regular region. All of it has these lengths.
    pub(super) fn bytes<'s>(&'s self, all: Option<&'s [usize]>, element: usize) -> Option<flat::Part<'s>> {
        match &self.part {
            None => Some(flat::Part { dims: all?, region: None, element }),
            Some((dims, picked)) => Some(flat::Part { dims, region: Some(picked.region.as_deref()?), element }),
        }
    }

    /// The dataspaces of memory and file, made when the library is first asked.
    pub(super) fn spaces(&self, api: &Api, place: &dyn Fn() -> String) -> Result<(&Id, hid_t)> {
        let Some((dims, picked)) = &self.part else { return Ok((&*self.space, ALL)) };
        let selected = self.selected.get_or_try_init(|| {
            let (file, memory) = self.take_last().map_or((None, None), |last| (last.file, last.memory));
            let file = match (&self.space, file.filter(|(_, kept)| **kept == **dims)) {
                (Held::Own(_), _) => None,
                (_, Some(kept)) => Some(kept),
                (space, None) => Some((h5s::copy(api, space.raw()).at("select in", place)?, dims.to_vec())),
            };
            picked.select(api, file.as_ref().map_or(&self.space, |(id, _)| id), dims).at("select in", place)?;
            let memory = match (memory.filter(|(_, shape)| *shape == picked.full_shape), &*picked.full_shape) {
                (None, []) => None,
                (None, shape) => Some((h5s::create_simple(api, shape, None).at("select in", place)?, shape.to_vec())),
                (kept, _) => kept,
            };
            Ok::<_, Error>(Selected { file, memory })
        })?;
        let file = selected.file.as_ref().map_or(&*self.space, |(id, _)| id);
        let memory = selected.memory.as_ref().map_or(file, |(id, _)| id);
        Ok((memory, file.raw()))
    }

    /// Dataspaces to be used again, unless a transfer further up has them: one within the other, where values come from the user's code.
    fn take_last(&self) -> Option<Selected> {
        self.kept.selected.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Drop for PartOf<'_> {
    fn drop(&mut self) {
        if let Some(selected) = self.selected.take() {
            let before = self.kept.selected.lock().unwrap_or_else(PoisonError::into_inner).replace(selected);
            drop(before); // takes the library's lock, which others hold when they wait for the other one
        }
    }
}
