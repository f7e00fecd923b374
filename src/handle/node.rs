//! Objects of open files.
use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{Id, OpenFile, idle::Lore};
use crate::{
    error::{At, Error, Result},
    sys::{Api, h5d, h5i, h5z, hid_t},
};

/// An object of an open file: one reference to its identifier, and the path it was opened by.
pub(crate) struct Node {
    raw: hid_t,
    pub(crate) file: Arc<OpenFile>,
    pub(crate) path: String,
    /// The group that the path was followed from, and the file's state then, of what may stay open when this goes.
    from: Option<(hid_t, u64)>,
    /// Writing out what is cached of it may fail: its closing would lose that.
    delicate: AtomicBool,
}

impl Node {
    /// Takes over the identifier that opening or creating an object has just returned.
    pub(crate) fn own(raw: hid_t, file: Arc<OpenFile>, path: String) -> Self {
        Self { raw, file, path, from: None, delicate: AtomicBool::new(false) }
    }

    /// The same, of an object that may be left open for the next who follows this path from that group.
    pub(crate) fn reopenable(api: &Api, raw: hid_t, file: Arc<OpenFile>, path: String, from: hid_t) -> Self {
        let mut node = Self::own(raw, file, path);
        node.from = node.file.state(api).map(|state| (from, state));
        node
    }

    /// Whether it may be left open, as far as is known without the lock.
    pub(crate) fn is_reopenable(&self) -> bool {
        self.from.is_some()
    }

    /// Leaves the object open, with what is known of it, unless it is to be closed when this goes. Returns whether it did.
    pub(crate) fn leave(&mut self, api: &Api, known: impl FnOnce() -> Lore) -> bool {
        let Some((from, state)) = self.from.take() else { return false };
        // after a change the path may lead elsewhere
        if self.file.is_closed() || self.file.state(api) != Some(state) {
            return false;
        }
        let raw = std::mem::replace(&mut self.raw, self.file.raw); // as the root, which is not closed here
        self.file.leave(api, from, std::mem::take(&mut self.path), raw, known());
        true
    }

    /// The root group, which the file's own identifier stands for.
    pub(crate) fn root(file: Arc<OpenFile>) -> Self {
        Self::own(file.raw, file, "/".to_owned())
    }

    /// The identifier, while the file is open and nothing waits to be written to it; from here on the operation is held to the file's rules
    /// for external links.
    ///
    /// # Errors
    /// `Closed`, and what writing the rows that waited comes to.
    pub(crate) fn raw(&self, api: &Api) -> Result<hid_t> {
        if self.file.is_closed() {
            return Err(Error::Closed { path: self.place() });
        }
        self.file.store_rows(api)?;
        api.enter(self.file.settings.links.as_ref())?;
        Ok(self.raw)
    }

    /// The identifier, for appending rows to those that wait.
    ///
    /// # Errors
    /// `Closed`, `ReadOnly`.
    pub(crate) fn raw_beside_rows(&self, api: &Api) -> Result<hid_t> {
        if self.file.is_closed() {
            return Err(Error::Closed { path: self.place() });
        }
        if self.file.read_only {
            return Err(Error::ReadOnly { path: self.place() });
        }
        api.enter(self.file.settings.links.as_ref())?;
        Ok(self.raw)
    }

    /// The identifier, for a change.
    ///
    /// # Errors
    /// `Closed`, `ReadOnly`.
    pub(crate) fn writable(&self, api: &Api) -> Result<hid_t> {
        let raw = self.raw(api)?;
        if self.file.read_only {
            return Err(Error::ReadOnly { path: self.place() });
        }
        self.file.change(api);
        Ok(raw)
    }

    /// The identifier without the lock: the file may be closed the next moment, so that it is asked for again under it.
    ///
    /// # Errors
    /// `Closed`.
    pub(crate) fn raw_unlocked(&self) -> Result<hid_t> {
        if self.file.is_closed() { Err(Error::Closed { path: self.place() }) } else { Ok(self.raw) }
    }

    pub(crate) fn is_root(&self) -> bool {
        self.raw == self.file.raw
    }

    /// It is a dataset with a filter that may fail to encode: before it is closed it is to be flushed.
    pub(crate) fn handle_with_care(&self) {
        self.delicate.store(true, Ordering::Relaxed);
    }

    /// Whether what is cached of it is written out, as far as that could fail.
    fn is_settled(&self, api: &Api) -> bool {
        let rows = self.file.is_closed() || self.file.store_rows_by(api, self.raw).is_ok();
        let settled = rows && (self.file.read_only || !self.delicate.load(Ordering::Relaxed) || h5d::flush(api, self.raw).is_ok());
        h5z::forget_panic(); // the file's flush will meet it again
        settled
    }

    /// Whether it is in its file, and not in another behind a link or a mount.
    pub(crate) fn is_in_its_file(&self, api: &Api) -> Result<bool> {
        if self.file.is_alone(api) {
            return Ok(true);
        }
        let file = h5i::get_file_id(api, self.raw(api)?).map(Id::own).at("ask the file of", || self.place())?;
        Ok(file.raw() == self.file.raw)
    }

    /// File and object, for messages.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.file.label, self.path)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if self.is_root() {
            return;
        }
        let api = Api::again();
        // an object of another file, behind an external link, outlives the close of this one; identifiers are never given out twice
        let open = !self.file.is_closed() || matches!(h5i::is_valid(&api, self.raw), Ok(true));
        if open && self.is_settled(&api) {
            let _ = h5i::dec_ref(&api, self.raw); // what it still had to write shows at the file's flush
        }
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place())
    }
}
