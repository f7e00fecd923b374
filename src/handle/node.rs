//! Objects of open files.
use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use once_cell::sync::OnceCell;

use super::{
    Id, OpenFile,
    idle::{Left, Lore},
    unopened::Found,
};
use crate::{
    error::{At, Error, Result},
    sys::{Api, h5d, h5i, h5o, h5z, hid_t},
};

/// In place of an identifier: none yet.
const UNOPENED: hid_t = 0;

/// Whether there is an identifier.
pub(super) fn is_open(raw: hid_t) -> bool {
    raw > 0
}

/// In place of an identifier: it could not be opened in time.
const LOST: hid_t = -1;

/// An object of an open file: one reference to its identifier, and the path it was opened by.
pub(crate) struct Node {
    raw: AtomicI64,
    /// Where it is, if it was found there.
    found: Option<Found>,
    pub(crate) file: Arc<OpenFile>,
    pub(crate) path: String,
    /// The group that the path was followed from, and the file's state then, of what may stay open when this goes.
    from: Option<(hid_t, u64)>,
    /// Writing out what is cached of it may fail: its closing would lose that.
    delicate: AtomicBool,
    header: OnceCell<u64>,
}

impl Node {
    /// Takes over the identifier that opening or creating an object has just returned.
    pub(crate) fn own(raw: hid_t, file: Arc<OpenFile>, path: String) -> Self {
        Self { raw: AtomicI64::new(raw), found: None, file, path, from: None, delicate: AtomicBool::new(false), header: OnceCell::new() }
    }

    /// An object that was found, and is not open yet; it may be left for the next who follows its path from that group.
    pub(crate) fn found(api: &Api, found: Found, file: Arc<OpenFile>, path: String, from: Option<hid_t>) -> Arc<Self> {
        let mut node = Self::own(UNOPENED, file, path);
        (node.found, node.from) = (Some(found), node.opened_from(api, from));
        let node = Arc::new(node);
        node.file.open_in_time(api, &node);
        node
    }

    /// One that was left, for the next who may leave it.
    pub(crate) fn again(api: &Api, left: Left, file: Arc<OpenFile>) -> Arc<Self> {
        let Left { from, path, raw, found, .. } = left;
        let mut node = Self::own(raw, file, path);
        (node.found, node.from) = (found, node.opened_from(api, Some(from)));
        let node = Arc::new(node);
        if !is_open(raw) {
            node.file.open_in_time(api, &node);
        }
        node
    }

    fn opened_from(&self, api: &Api, from: Option<hid_t>) -> Option<(hid_t, u64)> {
        from.and_then(|from| self.file.state(api).map(|state| (from, state)))
    }

    /// The same, of an object that may be left open for the next who follows this path from that group.
    pub(crate) fn reopenable(api: &Api, raw: hid_t, file: Arc<OpenFile>, path: String, from: hid_t) -> Self {
        let mut node = Self::own(raw, file, path);
        node.from = node.opened_from(api, Some(from));
        node
    }

    /// Whether it may be left open, as far as is known without the lock.
    pub(crate) fn is_reopenable(&self) -> bool {
        self.from.is_some()
    }

    /// Leaves the object for the next, with what is known of it, unless it is to be closed with this, its last handle. Returns whether it did.
    pub(crate) fn leave(&self, api: &Api, known: impl FnOnce() -> Lore) -> bool {
        let Some((from, state)) = self.from else { return false };
        // after a change the path may lead elsewhere
        if self.file.is_closed() || self.file.state(api) != Some(state) {
            return false;
        }
        let raw = self.raw.swap(self.file.raw, Ordering::Relaxed); // as the root, which is not closed here
        self.file.leave(api, Left { from, path: self.path.clone(), raw, found: self.found, known: known() });
        true
    }

    /// The root group, which the file's own identifier stands for.
    pub(crate) fn root(file: Arc<OpenFile>) -> Self {
        Self::own(file.raw, file, "/".to_owned())
    }

    /// Begins an operation: the file is open, and nothing waits to be written to it; from here on the operation is held to the file's rules
    /// for external links.
    ///
    /// # Errors
    /// `Closed`, and what writing the rows that waited comes to.
    pub(crate) fn enter(&self, api: &Api) -> Result<()> {
        if self.file.is_closed() {
            return Err(Error::Closed { path: self.place() });
        }
        self.file.store_rows(api)?;
        api.enter(self.file.settings.links.as_ref())
    }

    /// The identifier, within an operation.
    ///
    /// # Errors
    /// What opening it comes to, if it was not open yet.
    pub(crate) fn id(&self, api: &Api) -> Result<hid_t> {
        match (self.raw.load(Ordering::Relaxed), &self.found) {
            (UNOPENED, Some(found)) => {
                let raw = found.open(api, self)?;
                self.raw.store(raw, Ordering::Relaxed);
                Ok(raw)
            }
            (raw, _) => Ok(raw),
        }
    }

    /// The identifier, if there is one by now.
    pub(crate) fn opened(&self) -> Option<hid_t> {
        Some(self.raw.load(Ordering::Relaxed)).filter(|&raw| is_open(raw))
    }

    /// Where its header is, from the file's base on; of a file that leads to no other.
    pub(crate) fn header(&self, api: &Api) -> Option<u64> {
        let asked = || h5o::get_address(api, self.id(api).ok()?).ok();
        let told = |found: &Found| Some(h5o::address(&found.token));
        self.header.get_or_try_init(|| self.found.as_ref().map_or_else(asked, told).ok_or(())).ok().copied()
    }

    /// Opens it, or never.
    pub(super) fn open_now(&self, api: &Api) {
        if self.id(api).is_err() {
            self.raw.store(LOST, Ordering::Relaxed); // which all calls refuse
        }
    }

    /// The identifier, for an operation that begins with it; see [`enter`](Self::enter).
    ///
    /// # Errors
    /// `Closed`, what writing the rows that waited comes to, and opening it.
    pub(crate) fn raw(&self, api: &Api) -> Result<hid_t> {
        self.enter(api)?;
        self.id(api)
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
        self.id(api)
    }

    /// The identifier, for a change.
    ///
    /// # Errors
    /// `Closed`, `ReadOnly`.
    pub(crate) fn writable(&self, api: &Api) -> Result<hid_t> {
        self.enter_to_write(api)?;
        let raw = self.id(api)?;
        self.file.change(api);
        Ok(raw)
    }

    /// [Begins](Self::enter) an operation that may come to a [change](OpenFile::change).
    ///
    /// # Errors
    /// `Closed`, `ReadOnly`, and what writing the rows that waited comes to.
    pub(crate) fn enter_to_write(&self, api: &Api) -> Result<()> {
        self.enter(api)?;
        if self.file.read_only { Err(Error::ReadOnly { path: self.place() }) } else { Ok(()) }
    }

    /// Whether the file is open, without the lock: it may be closed the next moment, so that this is asked again under it.
    ///
    /// # Errors
    /// `Closed`.
    pub(crate) fn check_open(&self) -> Result<()> {
        if self.file.is_closed() { Err(Error::Closed { path: self.place() }) } else { Ok(()) }
    }

    pub(crate) fn is_root(&self) -> bool {
        self.raw.load(Ordering::Relaxed) == self.file.raw
    }

    /// It is a dataset with a filter that may fail to encode: before it is closed it is to be flushed.
    pub(crate) fn handle_with_care(&self) {
        self.delicate.store(true, Ordering::Relaxed);
    }

    /// Whether what is cached of it is written out, as far as that could fail.
    fn is_settled(&self, api: &Api, raw: hid_t) -> bool {
        let rows = self.file.is_closed() || self.file.store_rows_by(api, raw).is_ok();
        let settled = rows && (self.file.read_only || !self.delicate.load(Ordering::Relaxed) || h5d::flush(api, raw).is_ok());
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

impl OpenFile {
    /// Notes that an object loses a link, or has none from the start: closing its last handle may change the file.
    pub(crate) fn unlinks(&self, _: &Api) {
        self.has_unlinked.store(true, Ordering::Relaxed);
    }

    /// Counts the change that closing this identifier may come to: deleting an object without a link.
    fn close_unlinked(&self, api: &Api, raw: hid_t) {
        if self.has_unlinked.load(Ordering::Relaxed) && !self.is_closed() && !matches!(h5o::get_info(api, raw), Ok(info) if info.links > 0)
        {
            self.change(api);
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let raw = *self.raw.get_mut();
        if raw == self.file.raw || !is_open(raw) {
            return;
        }
        let api = Api::again();
        // an object of another file, behind an external link, outlives the close of this one; identifiers are never given out twice
        let open = !self.file.is_closed() || matches!(h5i::is_valid(&api, raw), Ok(true));
        if open && self.is_settled(&api, raw) {
            self.file.close_unlinked(&api, raw);
            let _ = h5i::dec_ref(&api, raw); // what it still had to write shows at the file's flush
        }
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place())
    }
}
