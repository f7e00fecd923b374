//! Datasets that were found in a file's bytes: libhdf5 opens them no sooner than it is to do something with them.
//!
//! A path leads to the same object until the file changes: before that, or when somebody takes the lock by `hdf5_ffi::lock`, those of them
//! that are in use are opened.
use std::sync::{
    Arc, Mutex, PoisonError, Weak,
    atomic::{AtomicBool, Ordering},
};

use super::{Node, OpenFile};
use crate::{
    error::{At, Result},
    name::CName,
    sys::{Api, DEFAULT, h5d, h5o, hid_t},
};

/// Handles that are noted before those that are gone are looked for.
const FEW: usize = 64;

/// Where an object was found.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    /// The group that its path was followed from.
    pub from: hid_t,
    /// Bytes of the path from there: the end of the path in the file.
    pub path: usize,
    /// Where its header is.
    pub token: [u8; 16],
}

impl Found {
    /// Opens the object: by its path, so that it has a name, or where the group is open no more, by its place.
    pub(super) fn open(&self, api: &Api, node: &Node) -> Result<hid_t> {
        let path = CName::new(&node.path[node.path.len() - self.path..])?;
        let opened = h5d::open(api, self.from, path.as_c_str(), DEFAULT);
        opened.or_else(|_| h5o::open_by_token(api, node.file.raw, self.token)).at("open", || node.place())
    }
}

/// Handles of such datasets.
#[derive(Default)]
pub(crate) struct Unopened {
    any: AtomicBool,
    nodes: Mutex<Vec<Weak<Node>>>,
}

impl OpenFile {
    /// Has a handle opened before its path may lead elsewhere.
    pub(super) fn open_in_time(&self, _: &Api, node: &Arc<Node>) {
        let mut nodes = self.unopened.nodes.lock().unwrap_or_else(PoisonError::into_inner);
        if nodes.len() >= FEW && nodes.len() == nodes.capacity() {
            nodes.retain(|node| node.strong_count() > 0);
        }
        nodes.push(Arc::downgrade(node));
        self.unopened.any.store(true, Ordering::Relaxed);
    }

    /// Opens those that are in use.
    pub(super) fn open_unopened(&self, api: &Api) {
        if self.unopened.any.swap(false, Ordering::Relaxed) {
            let nodes = std::mem::take(&mut *self.unopened.nodes.lock().unwrap_or_else(PoisonError::into_inner));
            nodes.iter().filter_map(Weak::upgrade).for_each(|node| node.open_now(api));
        }
    }
}
