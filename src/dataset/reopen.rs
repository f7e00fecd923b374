//! Datasets that are opened again by the same path: they may still be open, with all that was learnt of them.
use std::sync::Arc;

use super::{Dataset, Known};
use crate::{
    attribute,
    error::Result,
    group::Group,
    handle::Node,
    name,
    sys::{Api, hid_t},
};

impl Known {
    /// Whether libhdf5 may have more of it in memory than its header: chunks, which go with the last handle.
    fn may_hold_chunks(&self) -> bool {
        let untouched = self.stored.get().is_none() && self.made_with.get().is_none();
        !(untouched || self.unfiltered || self.address.get().is_some())
    }
}

impl Group {
    /// The dataset of this path, which `open` opens unless it still is.
    pub(crate) fn reopen_dataset(&self, api: &Api, path: &str, open: impl FnOnce() -> Result<hid_t>) -> Result<Dataset> {
        let (node, joined) = (self.node(), name::join(&self.node().path, path));
        let file = &node.file;
        // an absolute path means the same from everywhere; any other leads from this very group, whatever that is called by now
        let group = node.raw(api)?;
        let from = if path.starts_with('/') { file.raw(api, path)? } else { group };
        if let Some((raw, known)) = file.take_idle(api, from, &joined) {
            let known = known.downcast().expect("left by a dataset");
            return Ok(Dataset { known, node: Arc::new(Node::reopenable(api, raw, Arc::clone(file), joined, from)) });
        }
        let raw = open()?;
        let again = file.opens_again(api, &joined);
        let file = Arc::clone(file);
        Ok(Dataset::own(Arc::new(if again { Node::reopenable(api, raw, file, joined, from) } else { Node::own(raw, file, joined) })))
    }
}

impl Drop for Dataset {
    fn drop(&mut self) {
        // of the last handle
        let Some(node) = Arc::get_mut(&mut self.node) else { return };
        if !node.is_reopenable() || self.known.may_hold_chunks() {
            return;
        }
        let api = Api::again();
        if node.leave(&api, || Arc::clone(&self.known) as _) {
            attribute::before_visit(&api);
        }
    }
}
