//! Owned identifiers: of things that belong to no file, of open files, and of the objects in them.
#![allow(unsafe_code)]
mod backing;
mod file_id;
mod fixed;
mod format;
mod id;
mod idle;
mod moment;
mod node;
mod on_disk;
mod open_attributes;
mod outside;
mod patience;
mod registry;
mod rows;
mod unopened;

use std::{
    any::Any,
    fmt, panic,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
};

use once_cell::sync::OnceCell;

use crate::{
    error::{At, Error, ErrorStack, Result, Returned},
    sys::{Api, h5f, h5i, h5z, hid_t, links::Rules},
};

pub(crate) use backing::{Backing, Bytes, Frozen, LibraryDriver};
pub(crate) use file_id::FileId;
pub(crate) use fixed::Fixed;
use fixed::LastFixed;
pub(crate) use format::Format;
pub(crate) use id::{Held, Id};
use idle::Idle;
pub(crate) use idle::Lore;
pub(crate) use moment::Moment;
pub(crate) use node::Node;
pub(crate) use on_disk::OnDisk;
pub(crate) use open_attributes::OpenAttribute;
use open_attributes::close_attributes;
pub(crate) use outside::Outside;
use patience::Patience;
use registry::{LEFT_OPEN, registry};
pub(crate) use registry::{before_visit, close_all_at_exit, is_written_here, open_file};
use rows::Rows;
pub(crate) use rows::{Waiting, rows_of};
pub(crate) use unopened::Found;
use unopened::Unopened;

/// A file that is open: shared by all handles into it.
pub(crate) struct OpenFile {
    raw: hid_t,
    closed: AtomicBool,
    /// Files mounted in it, and itself where it is mounted.
    pub(crate) mounts: AtomicUsize,
    /// See [`is_alone`](Self::is_alone).
    alone: AtomicBool,
    /// How often others had called the library when it was opened; `None` where one of them did meanwhile.
    visits: Option<u64>,
    pub(crate) read_only: bool,
    /// As its settings say: what is asked most of them.
    pub(crate) driver: &'static str,
    pub(crate) settings: Settings,
    /// What messages call it.
    pub(crate) label: String,
    pub(crate) backing: Box<dyn Backing>,
    /// Why libhdf5's driver could not write the file out. It stays: its caches have let go of what they failed to write.
    failed: OnceCell<Error>,
    /// Changes begun through this crate.
    changes: AtomicU64,
    /// Objects may be open that have no link: libhdf5 deletes each with its last handle.
    has_unlinked: AtomicBool,
    /// The library may have chunks in its cache that it is yet to encode.
    unencoded: AtomicBool,
    pub(crate) rows: Rows,
    format: OnceCell<Format>,
    on_disk: OnceCell<Option<OnDisk>>,
    idle: Idle,
    unopened: Unopened,
    last_fixed: LastFixed,
    /// The changes when it was last written out.
    written: AtomicU64,
    /// What who looks at headers in its bytes has learnt.
    lore: Mutex<Option<Lore>>,
    patience: Mutex<Patience>,
}

/// How a file was opened.
pub(crate) struct Settings {
    /// The driver's name, as HDF5 spells it in lower case.
    pub driver: &'static str,
    /// The rules for its external links, where there are any.
    pub links: Option<Arc<Rules>>,
    /// What its datasets may open beside it; anything, where that is not said.
    pub outside: Option<Arc<dyn Outside>>,
    /// The `FileAccess` itself, which is of a floor above.
    pub access: Box<dyn Any + Send + Sync>,
    /// Whether libhdf5 opened it for an external link of another file, whose handles may have objects of it: closing it leaves them open.
    pub behind_link: bool,
}

impl OpenFile {
    /// Takes over the identifier that opening a file has just returned.
    pub(crate) fn own(api: &Api, raw: hid_t, read_only: bool, settings: Settings, label: String, backing: Box<dyn Backing>) -> Arc<Self> {
        let (closed, mounts, driver) = (AtomicBool::new(false), AtomicUsize::new(0), settings.driver);
        let file = Arc::new(Self {
            raw,
            closed,
            mounts,
            alone: AtomicBool::new(backing.bytes().is_some() && settings.links.is_none()),
            visits: (!api.is_visited()).then(|| api.visits()),
            read_only,
            driver,
            settings,
            label,
            backing,
            failed: OnceCell::new(),
            changes: AtomicU64::new(0),
            has_unlinked: AtomicBool::new(false),
            unencoded: AtomicBool::new(false),
            rows: Rows::default(),
            format: OnceCell::new(),
            on_disk: OnceCell::new(),
            idle: Idle::default(),
            unopened: Unopened::default(),
            last_fixed: LastFixed::default(),
            written: AtomicU64::new(0),
            lore: Mutex::default(),
            patience: Mutex::default(),
        });
        registry().insert(raw, Arc::downgrade(&file));
        file
    }

    /// Takes it out of the registry, where another may have the identifier by now if an external link led to the file again.
    fn unregister(&self) {
        let mut files = registry();
        if files.get(&self.raw).is_some_and(|file| std::ptr::eq(file.as_ptr(), self)) {
            files.remove(&self.raw);
        }
    }

    /// Whether no path of it ever led to another file: it is in memory, which has no others, nothing was mounted, and no C was called.
    pub(crate) fn is_alone(&self, api: &Api) -> bool {
        self.alone.load(Ordering::Relaxed) && self.visits == Some(api.visits())
    }

    /// Its bytes on disk, where they are had by position and cannot change: the SEC2 driver's, open for reading.
    pub(crate) fn on_disk(&self, api: &Api) -> Option<&OnDisk> {
        if !self.read_only || self.driver != "sec2" {
            return None;
        }
        // SAFETY: it was opened on the driver that it says
        self.on_disk.get_or_init(|| unsafe { OnDisk::of(api, self.raw) }).as_ref()
    }

    /// Counts a mount of it or in it.
    pub(crate) fn mounted(&self, _: &Api) {
        self.alone.store(false, Ordering::Relaxed);
        self.mounts.fetch_add(1, Ordering::AcqRel);
    }

    /// Counts a change that is about to be made, and says how many there were with it. Before the call of C that makes it nobody else comes:
    /// no code of the user's, who might look at what there is as if that were the change.
    ///
    /// What is written over data in one piece, by its address, is none: nothing that is remembered here is of such data.
    pub(crate) fn change(&self, api: &Api) -> u64 {
        self.settle_handles(api);
        moment::count_change(api);
        self.changes.fetch_add(1, Ordering::Relaxed) + 1 // under the lock, as all of them
    }

    /// Has nothing left open, and all that is in use open: paths are about to lead elsewhere, or may.
    pub(crate) fn settle_handles(&self, api: &Api) {
        close_attributes(api);
        self.close_idle(api);
        self.open_unopened(api);
    }

    /// Changes so far: whoever gives the lock up sees from them whether the file is still as it was.
    pub(crate) fn changes(&self, _: &Api) -> u64 {
        self.changes.load(Ordering::Relaxed)
    }

    /// A number that is another after every [change](Self::change); `None` where changes may go unheard.
    pub(crate) fn state(&self, api: &Api) -> Option<u64> {
        self.is_alone(api).then(|| self.changes(api))
    }

    /// What who looks at headers in its bytes has learnt, at first what `new` makes.
    pub(crate) fn lore(&self, new: impl FnOnce() -> Lore) -> Lore {
        Arc::clone(self.lore.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(new))
    }

    /// Whether its bytes are as the library has them: nothing has changed since they were written out.
    fn is_written(&self, api: &Api) -> bool {
        self.state(api) == Some(self.written.load(Ordering::Relaxed))
    }

    /// Chunks that go through filters are about to change in the library's cache.
    pub(crate) fn encode_later(&self, _: &Api) {
        self.unencoded.store(true, Ordering::Relaxed);
    }

    /// Whether no chunk waits to be encoded, as far as is known: then asking for one in the file costs no more than reading it.
    pub(crate) fn is_encoded(&self, _: &Api) -> bool {
        !self.unencoded.load(Ordering::Relaxed)
    }

    /// The identifier, while the file is open and nothing waits to be written to it.
    ///
    /// # Errors
    /// `Closed`, and what writing the rows that waited comes to.
    pub(crate) fn raw(&self, api: &Api, path: &str) -> Result<hid_t> {
        if self.is_closed() {
            return Err(Error::Closed { path: path.to_owned() });
        }
        self.store_rows(api)?;
        Ok(self.raw)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// The first failure of the storage behind the file, and any panic of it.
    ///
    /// # Panics
    /// With the panic of a user's storage.
    pub(crate) fn storage_state(&self) -> Result<()> {
        let Some(error) = self.backing.trouble() else { return Ok(()) };
        if let Some(payload) = self.backing.take_panic() {
            panic::resume_unwind(payload);
        }
        Err(Error::io(&self.label, error))
    }

    /// What a call of the library came to, the storage's own reason before libhdf5's.
    ///
    /// # Panics
    /// With the panic of a user's storage or codec.
    pub(crate) fn outcome<T>(&self, result: Result<T>) -> Result<T> {
        h5z::resume_panic();
        if result.is_err() {
            if let Some(payload) = self.backing.take_panic() {
                panic::resume_unwind(payload);
            }
        }
        self.storage_state()?; // our driver never fails a write, so success is the storage's to tell, too
        result
    }

    /// Writes everything out to the driver and makes it durable as far as the driver does.
    pub(crate) fn flush(&self, api: &Api) -> Result<()> {
        let raw = self.raw(api, &self.label)?;
        if self.read_only {
            return Ok(());
        }
        if let Some(failed) = self.failed.get() {
            return Err(failed.again());
        }
        let flushed = self.outcome(h5f::flush(api, raw).at("flush", &self.label));
        self.unencoded.fetch_and(flushed.is_err(), Ordering::Relaxed);
        if flushed.is_ok() {
            self.written.store(self.changes(api), Ordering::Relaxed);
        }
        flushed.inspect_err(|error| {
            // what a filter failed to encode is still there to be tried again
            if !error.stack().is_some_and(ErrorStack::is_of_codec) {
                let _ = self.failed.set(error.again());
            }
        })
    }

    /// As `flush`, for reading the bytes from the driver: CORE has them in memory, whatever became of its backing store.
    pub(crate) fn settle(&self, api: &Api) -> Result<()> {
        match self.flush(api) {
            Err(_) if self.driver == "core" && self.failed.get().is_some() => {
                let _ = h5f::flush(api, self.raw(api, &self.label)?);
                Ok(())
            }
            flushed => flushed,
        }
    }

    /// Flushes, then closes every object and the file; where flushing fails the file stays open.
    pub(crate) fn close(&self, api: &Api) -> Result<()> {
        self.flush(api)?;
        self.end(api).at("close", &self.label)?;
        self.storage_state() // what came up while closing
    }

    /// Closes without a flush of its own. The handles answer `Closed` from here on, whatever comes of it.
    fn end(&self, api: &Api) -> Result<(), ErrorStack> {
        self.backing.begin_closing();
        self.closed.store(true, Ordering::Release);
        self.unregister();
        close_attributes(api);
        self.close_idle(api);
        drop(self.lore.lock().unwrap_or_else(PoisonError::into_inner).take()); // types that are bound to the file go before it
        for object in if self.settings.behind_link { Vec::new() } else { h5f::open_objects(api, self.raw)? } {
            while h5i::is_valid(api, object)? {
                h5i::dec_ref(api, object)?;
            }
        }
        h5f::close(api, self.raw).inspect_err(|_| LEFT_OPEN.store(true, Ordering::Relaxed))
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        if self.is_closed() {
            return;
        }
        let api = Api::again();
        self.unregister();
        let _ = self.store_rows(&api); // those of a handle that could not write them before
        let written = || self.failed.get().is_none() && h5f::flush(&api, self.raw).is_ok();
        if self.read_only || self.backing.trouble().is_some() || written() || self.backing.trouble().is_some() {
            let _ = self.end(&api); // nobody is left to tell
        } else {
            // a failing close would leave a dangling identifier, so the file stays open in the library
            LEFT_OPEN.store(true, Ordering::Relaxed);
        }
        h5z::forget_panic();
    }
}

impl fmt::Debug for OpenFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenFile").field("label", &self.label).field("driver", &self.driver).finish_non_exhaustive()
    }
}

/// Handles of a file besides one of its root: objects open in it, and clones of the root's handle.
pub(crate) fn others_in_use(root: &Arc<Node>) -> usize {
    Arc::strong_count(&root.file) - 1 + Arc::strong_count(root) - 1
}

/// Gives a value back with the error that kept it from being consumed.
pub(crate) fn give_back<T, U>(value: T, result: Result<U>) -> Result<U, Returned<T>> {
    result.map_err(|error| Returned { value, error })
}
