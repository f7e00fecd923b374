//! Every file open through this crate, and the end of the process.
use std::{
    collections::BTreeMap,
    panic,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use super::{FileId, OpenFile, open_attributes::close_attributes};
use crate::sys::{Api, hid_t};

/// Whether a file was left open in the library because closing it would fail, or failed: it must not be closed at the library's end.
pub(super) static LEFT_OPEN: AtomicBool = AtomicBool::new(false);

/// Every file open through this crate, for the end of the process.
static OPEN: Mutex<BTreeMap<hid_t, Weak<OpenFile>>> = Mutex::new(BTreeMap::new());

pub(super) fn registry() -> MutexGuard<'static, BTreeMap<hid_t, Weak<OpenFile>>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Closes what the program left open, in statics and leaks too, before libhdf5's own end or in its place where that was switched off.
pub(crate) extern "C" fn close_all_at_exit() {
    let Some(api) = Api::at_exit(Duration::from_secs(10)) else { return };
    let files: Vec<_> = registry().values().filter_map(Weak::upgrade).collect();
    for file in files {
        let closed = panic::catch_unwind(panic::AssertUnwindSafe(|| file.close(&api)));
        if !matches!(closed, Ok(Ok(()))) && file.backing.trouble().is_some() {
            let _ = file.end(&api); // our driver's files always close
        } else if !matches!(closed, Ok(Ok(()))) {
            LEFT_OPEN.store(true, Ordering::Relaxed);
        }
        std::mem::forget(file); // a handle of it may sit in a static
    }
    if LEFT_OPEN.load(Ordering::Relaxed) {
        std::mem::forget(api); // no other thread enters the library while the process ends
    } else {
        api.end_library();
    }
}

/// The file of this identifier, if it is open through this crate.
pub(crate) fn open_file(_: &Api, raw: hid_t) -> Option<Arc<OpenFile>> {
    registry().get(&raw).and_then(Weak::upgrade)
}

/// Whether a file on disk is open for writing through this crate.
pub(crate) fn is_written_here(_: &Api, id: &FileId) -> bool {
    let open: Vec<_> = registry().values().filter_map(Weak::upgrade).collect(); // the last of a file leaves the registry
    open.iter().any(|file| !file.read_only && file.backing.file_id() == Some(id))
}

/// Before another user of the library takes the lock by `hdf5_ffi::lock`, identifiers that only this crate keeps are closed, and objects that were
/// found but not opened are opened.
pub(crate) fn before_visit(api: &Api) {
    api.before_visit(|| settle_all(&Api::again()));
}

fn settle_all(api: &Api) {
    close_attributes(api); // of files that were opened by others, too
    let files: Vec<_> = registry().values().filter_map(Weak::upgrade).collect(); // the last of a file leaves the registry
    files.iter().for_each(|file| file.settle_handles(api));
}
