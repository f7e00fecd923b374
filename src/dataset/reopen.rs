//! Datasets that are opened again by the same path: they may still be open, with all that was learnt of them.
use std::sync::Arc;

use super::{
    Dataset, Known,
    found::{self, Look},
};
use crate::{
    error::Result,
    group::Group,
    handle::{self, Node},
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
        if let Some(left) = file.take_idle(api, from, &joined) {
            let known = Arc::clone(&left.known).downcast().expect("left by a dataset");
            return Ok(Dataset { known, node: Node::again(api, left, Arc::clone(file)) });
        }
        let look = found::look(api, file, from, path);
        if let Look::Found(at, known) = look {
            let again = file.opens_again(api, &joined).then_some(from);
            handle::before_visit(api);
            return Ok(Dataset { known, node: Node::found(api, at, Arc::clone(file), joined, again) });
        }
        let raw = open()?;
        let again = file.opens_again(api, &joined);
        let file = Arc::clone(file);
        let dataset =
            Dataset::own(Arc::new(if again { Node::reopenable(api, raw, file, joined, from) } else { Node::own(raw, file, joined) }));
        if let Look::New(kind, place) = look {
            found::learn(api, &dataset, kind, place);
        }
        Ok(dataset)
    }
}

impl Drop for Dataset {
    fn drop(&mut self) {
        let is_last = |node| Arc::strong_count(node) == 1;
        let opened = self.node.opened().is_some();
        if !is_last(&self.node) || !self.node.is_reopenable() || opened && self.known.may_hold_chunks() {
            return;
        }
        let api = Api::again();
        // under the lock no other handle comes of one that is to be opened in time
        if is_last(&self.node) && self.node.leave(&api, || Arc::clone(&self.known) as _) {
            handle::before_visit(&api);
        }
    }
}
