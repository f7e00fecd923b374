//! The extent: asked for each time, unless it cannot have changed.
use std::{
    borrow::Cow,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Dataset, Known};
use crate::{
    dataspace::shape_of,
    error::{At, Result},
    handle::{Fixed, Held, Id},
    sys::{Api, h5d, h5p::Layout},
};

/// The dataspace of chunked data, as it was in one state of the file.
#[derive(Default)]
pub(super) struct LastSpace(Mutex<Option<Last>>);

struct Last {
    /// The file's [`state`](crate::handle::OpenFile::state).
    state: u64,
    space: Arc<Id>,
    dims: Vec<usize>,
}

impl LastSpace {
    fn of(&self, state: u64) -> Option<(Arc<Id>, Vec<usize>)> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|last| last.state == state).map(|last| (Arc::clone(&last.space), last.dims.clone()))
    }

    /// It closes the one before under the lock, which all hold who come here: nobody waits for that and has this one.
    fn keep(&self, _: &Api, last: Last) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(last);
    }
}

impl Known {
    fn is_chunked(&self) -> bool {
        self.made_with.get().is_some_and(|made| made.layout == Layout::Chunked)
    }
}

impl Dataset {
    /// The dataspace, and the lengths of its axes; `None` for a null one.
    pub(super) fn space(&self, api: &Api) -> Result<(Held<'_>, Option<Cow<'_, [usize]>>)> {
        if let Some(fixed) = self.known.fixed.get() {
            return Ok((Held::Lent(&fixed.space), Some(Cow::Borrowed(&fixed.dims))));
        }
        // that of a virtual dataset is its sources' to tell
        let state = if self.known.is_chunked() { self.node.file.state(api) } else { None };
        if let Some((space, dims)) = state.and_then(|state| self.known.last_space.of(state)) {
            return Ok((Held::Shared(space), Some(dims.into())));
        }
        self.check_extent(api)?;
        let space = h5d::get_space(api, self.node.id(api)?).at("get the dataspace of", || self.place())?;
        match (shape_of(api, &space, &|| self.place())?, state) {
            (Some(dims), _) if self.is_whole(api) || self.cannot_change(api)? => {
                let fixed = self.known.fixed.get_or_init(|| Arc::new(Fixed { space, dims }));
                Ok((Held::Lent(&fixed.space), Some(Cow::Borrowed(&fixed.dims))))
            }
            (Some(dims), Some(state)) => {
                let space = Arc::new(space);
                self.known.last_space.keep(api, Last { state, space: Arc::clone(&space), dims: dims.clone() });
                Ok((Held::Shared(space), Some(dims.into())))
            }
            (shape, _) => Ok((Held::Own(space), shape.map(Cow::Owned))),
        }
    }
}
