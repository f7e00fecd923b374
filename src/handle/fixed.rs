//! Dataspaces that do not grow: the next dataset of a file mostly has that of the one before.
use std::sync::{Arc, Mutex, PoisonError};

use super::{Id, OpenFile};
use crate::sys::{Api, Called};

/// A dataspace that nobody selects in, and the lengths of its axes.
pub(crate) struct Fixed {
    pub space: Id,
    pub dims: Vec<usize>,
}

/// The last one of a file.
#[derive(Default)]
pub(super) struct LastFixed(Mutex<Option<Arc<Fixed>>>);

impl OpenFile {
    /// The dataspace of these lengths, which is made unless it was the last.
    pub(crate) fn fixed_space(&self, _: &Api, dims: &[usize], make: impl FnOnce() -> Called<Id>) -> Called<Arc<Fixed>> {
        let mut last = self.last_fixed.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last.as_ref().filter(|last| last.dims == dims) {
            return Ok(Arc::clone(last));
        }
        let fixed = Arc::new(Fixed { space: make()?, dims: dims.to_vec() });
        *last = Some(Arc::clone(&fixed));
        Ok(fixed)
    }
}
