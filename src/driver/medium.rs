//! What a file's bytes lie in, as the driver sees it, and what becomes of the errors met there.

mod spill;

use crate::room::{self, Room};
use spill::Spill;
use std::{
    any::Any,
    ffi::{CStr, CString},
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

/// What the driver needs of the bytes behind a file. Calls come one at a time, under the library's lock.
pub(crate) trait Medium: Send + Sync {
    /// The number of bytes there are.
    fn len(&self) -> io::Result<u64>;
    /// Cuts the bytes off, or adds zeros.
    fn set_len(&self, len: u64) -> io::Result<()>;
    /// Fills all of the room; what lies past the end is zero.
    fn read_at(&self, at: u64, room: &mut Room) -> io::Result<()>;
    /// Writes all of the bytes; past the end the medium grows, and any gap is zero.
    fn write_at(&self, at: u64, bytes: &[u8]) -> io::Result<()>;
    /// Hands what was written on to where it is kept.
    fn flush(&self) -> io::Result<()>;
    /// Fails where so many bytes are certainly more than the medium can become.
    fn check_len(&self, _len: u64) -> io::Result<()> {
        Ok(())
    }
}

/// What the library writes: for itself, or for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Metadata,
    Data,
}

/// One opening of a medium as an HDF5 file under a name of its own: whether it is closing, and the trouble met so far.
///
/// The first failure to change the medium stays. What came after it would be written beside a hole, so it is not written at all, and every
/// flush fails with the same error. A write itself never fails as far as the library can tell: an error amidst a flush leaves its metadata
/// cache in a state that no later close gets out of, and below 1.14 a close that fails leaves an identifier without a file, which crashes
/// at exit. So it is for the caller to ask for [`Session::trouble`] after everything that may have written.
pub(crate) struct Session {
    name: CString,
    medium: Arc<dyn Medium>,
    read_only: bool,
    closing: AtomicBool,
    /// Whether there is trouble, for those who only want to know that.
    troubled: AtomicBool,
    /// Reads of raw data are noted, not served.
    watching: AtomicBool,
    /// The end of what the library has allocated.
    allocated: AtomicU64,
    /// It was moved without the library, whose superblock may tell of an earlier one.
    extended: AtomicBool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    trouble: Option<io::Error>,
    panic: Option<Box<dyn Any + Send>>,
    spill: Spill,
    seen: Option<(u64, usize)>,
}

impl Session {
    pub(crate) fn new(name: CString, medium: Arc<dyn Medium>, read_only: bool) -> Arc<Self> {
        let (closing, troubled, watching) = (AtomicBool::new(false), AtomicBool::new(false), AtomicBool::new(false));
        let (allocated, extended, state) = (AtomicU64::new(0), AtomicBool::new(false), Mutex::default());
        Arc::new(Self { name, medium, read_only, closing, troubled, watching, allocated, extended, state })
    }

    /// The one name that this session's settings open.
    pub(crate) fn name(&self) -> &CStr {
        &self.name
    }

    pub(crate) fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Lets nothing fail any more, not even a read or a flush. Until here those do, and no harm comes of it.
    pub(crate) fn begin_closing(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    /// A copy of the first error met in changing the medium, or in anything once closing.
    pub(crate) fn trouble(&self) -> Option<io::Error> {
        if self.troubled.load(Ordering::Relaxed) { self.state().trouble.as_ref().map(copy) } else { None }
    }

    /// The panic that a call of the medium ended in, to be resumed outside of the library.
    pub(crate) fn take_panic(&self) -> Option<Box<dyn Any + Send>> {
        self.state().panic.take()
    }

    /// Where raw data was asked for while `read` ran. The library is told that it has it, and its memory stays as it is.
    pub(crate) fn watch(&self, read: &mut dyn FnMut()) -> Option<(u64, usize)> {
        self.watching.store(true, Ordering::Relaxed);
        read();
        self.watching.store(false, Ordering::Relaxed);
        self.state().seen.take()
    }

    /// Whether this read was but to be noted.
    pub(crate) fn notes(&self, at: u64, len: usize) -> bool {
        let watching = self.watching.load(Ordering::Relaxed);
        if watching {
            self.state().seen = Some((at, len));
        }
        watching
    }

    /// Tells media apart, and orders them.
    pub(crate) fn medium_address(&self) -> usize {
        Arc::as_ptr(&self.medium).cast::<()>().addr()
    }

    /// Where what the library has allocated ends; there may be fewer bytes than that.
    pub(crate) fn allocated(&self) -> u64 {
        self.allocated.load(Ordering::Relaxed)
    }

    /// Sets that end: the library's word, under its lock.
    pub(crate) fn allocate(&self, end: u64) {
        self.allocated.store(end, Ordering::Relaxed);
    }

    /// Writes metadata behind what is allocated, and allocates it. The next flush has the superblock tell of it.
    pub(crate) fn extend(&self, at: u64, bytes: &[u8]) {
        self.write_at(at, bytes, Content::Metadata);
        self.allocate(at + bytes.len() as u64);
        self.extended.store(true, Ordering::Relaxed);
    }

    /// Whether the end was moved so since it was last asked.
    pub(crate) fn take_extended(&self) -> bool {
        self.extended.swap(false, Ordering::Relaxed)
    }

    /// Fails where the medium can certainly not become so long. The failure is the caller's alone.
    pub(crate) fn check_len(&self, len: u64) -> io::Result<()> {
        self.guard(|medium| medium.check_len(len))
    }

    pub(crate) fn len(&self) -> io::Result<u64> {
        self.ask(|medium| medium.len()).map(|len| len.unwrap_or(0))
    }

    pub(crate) fn read_at(&self, at: u64, room: &mut Room) -> io::Result<()> {
        if self.ask(|medium| medium.read_at(at, &mut *room))?.is_none() {
            room::zero(room);
        }
        if self.troubled.load(Ordering::Relaxed) {
            self.state().spill.overlay(at, room);
        }
        Ok(())
    }

    /// Bytes from an address on, for the user.
    pub(crate) fn read(&self, at: u64, len: usize) -> io::Result<Vec<u8>> {
        room::read(len, |room| self.read_at(at, room))
    }

    pub(crate) fn write_at(&self, at: u64, bytes: &[u8], content: Content) {
        let written = self.change(|medium| medium.write_at(at, bytes));
        if written.is_err() && content == Content::Metadata {
            self.state().spill.keep(at, bytes);
        }
    }

    pub(crate) fn set_len(&self, len: u64) -> io::Result<()> {
        self.change(|medium| medium.set_len(len)).or_else(|error| self.refuse(error))
    }

    pub(crate) fn flush(&self) -> io::Result<()> {
        self.change(|medium| medium.flush()).or_else(|error| self.refuse(error))
    }

    /// Makes an error, if it is the first, the trouble.
    pub(crate) fn keep(&self, error: io::Error) {
        self.state().trouble.get_or_insert(error);
        self.troubled.store(true, Ordering::Relaxed);
    }

    /// Fails with an error, unless the session is closing: then it is kept.
    pub(crate) fn refuse(&self, error: io::Error) -> io::Result<()> {
        if !self.closing.load(Ordering::Relaxed) {
            return Err(error);
        }
        self.keep(error);
        Ok(())
    }

    /// A call that changes nothing: its error is its own. `None` where it failed and must not be seen to.
    fn ask<T>(&self, call: impl FnOnce(&dyn Medium) -> io::Result<T>) -> io::Result<Option<T>> {
        match self.guard(call) {
            Ok(value) => Ok(Some(value)),
            Err(error) => self.refuse(error).map(|()| None),
        }
    }

    /// A call that changes the medium: the first error stands for all that come after it.
    fn change(&self, call: impl FnOnce(&dyn Medium) -> io::Result<()>) -> io::Result<()> {
        let changed = self.trouble().map_or_else(|| self.guard(call), Err);
        changed.inspect_err(|error| self.keep(copy(error)))
    }

    /// Keeps a panic from crossing into C.
    fn guard<T>(&self, call: impl FnOnce(&dyn Medium) -> io::Result<T>) -> io::Result<T> {
        catch_unwind(AssertUnwindSafe(|| call(&*self.medium))).unwrap_or_else(|payload| {
            self.state().panic.get_or_insert(payload);
            Err(io::Error::other("the storage behind the file panicked"))
        })
    }

    /// Never held while the medium is called; a panic leaves nothing half changed.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An error of the same kind and message: the type has no `Clone`.
fn copy(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    /// Fails or panics in the nth change.
    struct Flaky {
        calls: AtomicU32,
        fails_at: u32,
        panics: bool,
    }

    impl Flaky {
        fn session(fails_at: u32, panics: bool) -> Arc<Session> {
            Session::new(c"flaky".into(), Arc::new(Self { calls: AtomicU32::new(0), fails_at, panics }), false)
        }
        fn step(&self) -> io::Result<()> {
            let n = self.calls.fetch_add(1, Ordering::Relaxed);
            assert!(n != self.fails_at || !self.panics, "call {n}");
            if n == self.fails_at { Err(io::Error::new(io::ErrorKind::StorageFull, format!("call {n}"))) } else { Ok(()) }
        }
    }

    impl Medium for Flaky {
        fn len(&self) -> io::Result<u64> {
            self.step().map(|()| 10)
        }
        fn set_len(&self, _: u64) -> io::Result<()> {
            self.step()
        }
        fn read_at(&self, _: u64, room: &mut Room) -> io::Result<()> {
            room::zero(room).fill(1);
            self.step()
        }
        fn write_at(&self, _: u64, _: &[u8]) -> io::Result<()> {
            self.step()
        }
        fn flush(&self) -> io::Result<()> {
            self.step()
        }
    }

    #[test]
    fn the_first_error_stays_and_ends_all_changes() {
        let session = Flaky::session(1, false);
        session.write_at(0, b"a", Content::Data);
        assert!(session.trouble().is_none());
        session.write_at(0, b"b", Content::Data);
        for error in [session.trouble().unwrap(), session.set_len(5).unwrap_err(), session.flush().unwrap_err()] {
            assert_eq!((error.kind(), error.to_string()), (io::ErrorKind::StorageFull, "call 1".into()));
        }
        assert_eq!(session.len().unwrap(), 10); // asking goes on
        session.begin_closing();
        session.set_len(6).unwrap();
        session.flush().unwrap();
        assert_eq!(session.trouble().unwrap().to_string(), "call 1");
    }

    #[test]
    fn closing_never_fails_but_remembers() {
        let session = Flaky::session(0, false);
        session.begin_closing();
        session.flush().unwrap();
        assert_eq!(session.trouble().unwrap().kind(), io::ErrorKind::StorageFull);

        let session = Flaky::session(0, false);
        session.begin_closing();
        assert_eq!(room::read(3, |room| session.read_at(0, room)).unwrap(), [0; 3]);
        assert!(session.trouble().is_some());
    }

    #[test]
    fn metadata_that_could_not_be_written_reads_back() {
        let session = Flaky::session(0, false);
        session.write_at(2, b"meta", Content::Metadata);
        session.write_at(5, b"data", Content::Data);
        assert_eq!(room::read(8, |room| session.read_at(0, room)).unwrap(), b"\x01\x01meta\x01\x01");
    }

    #[test]
    fn a_failed_read_is_its_own_trouble() {
        let session = Flaky::session(0, false);
        room::read(1, |room| session.read_at(0, room)).unwrap_err();
        assert!(session.trouble().is_none());
        session.flush().unwrap();
    }

    #[test]
    fn a_panic_is_kept_and_counts_as_an_error() {
        for closing in [false, true] {
            let session = Flaky::session(0, true);
            if closing {
                session.begin_closing();
            }
            assert_eq!(session.flush().is_ok(), closing);
            assert_eq!(session.trouble().unwrap().kind(), io::ErrorKind::Other);
            assert_eq!(*session.take_panic().unwrap().downcast::<String>().unwrap(), "call 0");
            assert!(session.take_panic().is_none());
        }
    }

    #[test]
    fn os_errors_are_copied_as_such() {
        let error = copy(&io::Error::from_raw_os_error(28));
        assert_eq!(error.raw_os_error(), Some(28));
    }
}
