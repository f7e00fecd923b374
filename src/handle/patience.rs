//! How often it is worth looking for a dataset in a file's bytes.
use std::sync::PoisonError;

use super::OpenFile;
use crate::sys::Api;

/// Datasets that are looked for in a file that has changed, before it is written out so that their headers can be seen.
const WORTH_WRITING: u32 = 64;

/// So many were looked for in vain in a row that only each 2 to that power is looked for any more.
const MOST: u32 = 6;

/// What the looks so far came to.
#[derive(Default)]
pub(super) struct Patience {
    /// Looks in vain in a row, and how many are to be left out now.
    vain: u32,
    left_out: u32,
    /// How many were wanted since the file changed, and the state that it changed to.
    wanted: (Option<u64>, u32),
}

impl OpenFile {
    fn with_patience<T>(&self, ask: impl FnOnce(&mut Patience) -> T) -> T {
        ask(&mut self.patience.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether the headers of its objects, and the heaps that they point at, are in its bytes as they are.
    pub(crate) fn shows_headers(&self, api: &Api) -> bool {
        self.is_alone(api) && (self.backing.fixed_image().is_some() || self.is_written(api))
    }

    /// Whether a dataset is worth looking for in its bytes. If many are, they are written there: into memory, and with nothing that a filter
    /// would have to encode first.
    pub(crate) fn is_worth_a_look(&self, api: &Api) -> bool {
        if !self.is_alone(api) || !self.with_patience(Patience::is_left) {
            return false;
        }
        let worth = || self.with_patience(|patience| patience.is_worth_writing(self.state(api)));
        self.shows_headers(api) || worth() && self.is_encoded(api) && self.flush(api).is_ok() && self.shows_headers(api)
    }

    /// One was looked for.
    pub(crate) fn looked(&self, _: &Api, in_vain: bool) {
        self.with_patience(|patience| {
            patience.vain = if in_vain { (patience.vain + 1).min(MOST) } else { 0 };
            patience.left_out = (1 << patience.vain) - 1;
        });
    }
}

impl Patience {
    fn is_left(&mut self) -> bool {
        self.left_out = self.left_out.saturating_sub(1);
        self.left_out == 0
    }

    fn is_worth_writing(&mut self, state: Option<u64>) -> bool {
        let (last, wanted) = self.wanted;
        self.wanted = (state, if last == state { wanted + 1 } else { 1 });
        self.wanted.1 == WORTH_WRITING
    }
}
