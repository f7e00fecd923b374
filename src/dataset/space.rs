//! The extent: asked for each time, unless it cannot have changed.
use std::{
    borrow::Cow,
    sync::{Arc, Mutex, PoisonError},
};

use once_cell::sync::OnceCell;

use super::{Dataset, Known};
use crate::{
    dataspace::shape_of,
    direct::Chunks,
    error::{At, Result},
    handle::{Fixed, Held},
    sys::{Api, h5d, h5p::Layout},
};

/// What chunked data was like when it was last looked at.
#[derive(Default)]
pub(super) struct LastSeen(Mutex<Option<Arc<Seen>>>);

/// Chunked data in one state of the file.
pub(super) struct Seen {
    /// The file's [`state`](crate::handle::OpenFile::state).
    state: u64,
    extent: Arc<Fixed>,
    /// Where its chunks are, if the file's bytes tell; unknown before they were looked at.
    pub chunks: OnceCell<Option<Arc<Chunks>>>,
}

impl Seen {
    pub(super) fn new(state: u64, extent: Arc<Fixed>) -> Arc<Self> {
        Arc::new(Self { state, extent, chunks: OnceCell::new() })
    }
}

impl LastSeen {
    pub(super) fn of(seen: Arc<Seen>) -> Self {
        Self(Mutex::new(Some(seen)))
    }

    /// What it is like now, if that was seen.
    pub(super) fn now(&self, state: u64) -> Option<Arc<Seen>> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|seen| seen.state == state).map(Arc::clone)
    }

    /// It closes the one before under the lock, which all hold who come here: nobody waits for that and has this one.
    fn keep(&self, _: &Api, seen: Arc<Seen>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
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
        if let Some(seen) = state.and_then(|state| self.known.last_seen.now(state)) {
            return Ok((Held::Shared(Arc::clone(&seen.extent)), Some(seen.extent.dims.clone().into())));
        }
        self.check_extent(api)?;
        let space = h5d::get_space(api, self.node.id(api)?).at("get the dataspace of", || self.place())?;
        match (shape_of(api, &space, &|| self.place())?, state) {
            (Some(dims), _) if self.is_whole(api) || self.cannot_change(api)? => {
                let fixed = self.known.fixed.get_or_init(|| Arc::new(Fixed { space, dims }));
                Ok((Held::Lent(&fixed.space), Some(Cow::Borrowed(&fixed.dims))))
            }
            (Some(dims), Some(state)) => {
                let extent = Arc::new(Fixed { space, dims: dims.clone() });
                self.known.last_seen.keep(api, Seen::new(state, Arc::clone(&extent)));
                Ok((Held::Shared(extent), Some(dims.into())))
            }
            (shape, _) => Ok((Held::Own(space), shape.map(Cow::Owned))),
        }
    }
}
