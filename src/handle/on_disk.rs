//! A file on disk that cannot change, past the library: its bytes by position, for which nobody needs the lock.
#![cfg_attr(not(unix), allow(dead_code, reason = "there are no positional reads"))]
use std::{
    fs::File,
    sync::atomic::{AtomicUsize, Ordering},
};

use super::Frozen;
use crate::{
    room::Room,
    sys::{Api, h5f, hid_t},
};

/// The file that the library has open, opened once more: closing it lets go of no lock that the library holds on it.
pub(crate) struct OnDisk {
    file: File,
    len: u64,
    _place: Place,
}

/// Descriptors of this process that are taken so at most: it may have no more than a thousand.
const MOST: usize = 64;

/// One of these.
struct Place;

static TAKEN: AtomicUsize = AtomicUsize::new(0);

impl Place {
    #[cfg(unix)]
    fn take() -> Option<Self> {
        let place = |taken: usize| (taken < MOST).then_some(taken + 1);
        TAKEN.fetch_update(Ordering::Relaxed, Ordering::Relaxed, place).is_ok().then_some(Self)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        TAKEN.fetch_sub(1, Ordering::Relaxed);
    }
}

impl OnDisk {
    /// `None` where it may change, or its path leads elsewhere by now, or many are open so.
    ///
    /// # Safety
    /// The library has opened it on the SEC2 driver.
    #[cfg(unix)]
    pub(super) unsafe fn of(api: &Api, raw: hid_t) -> Option<Self> {
        use std::{
            ffi::OsString,
            os::{
                fd::FromRawFd,
                unix::{
                    ffi::OsStringExt,
                    fs::{MetadataExt, OpenOptionsExt},
                },
            },
        };

        // open for writing by another handle it may be ahead of its bytes, as under SWMR
        if h5f::get_intent(api, raw).ok()? != h5f::READ_ONLY {
            return None;
        }
        let place = Place::take()?;
        // SAFETY: on that driver, as the caller says
        let descriptor = unsafe { h5f::sec2_descriptor(api, raw) }.ok()?;
        // SAFETY: the library's, which is open as long as the lock is held, and is not closed here
        let theirs = std::mem::ManuallyDrop::new(unsafe { File::from_raw_fd(descriptor) }).metadata().ok()?;
        let path = OsString::from_vec(h5f::get_name(api, raw).ok()?);
        let file = File::options().read(true).custom_flags(libc::O_NONBLOCK).open(path).ok()?; // whatever is there by now
        let ours = file.metadata().ok()?;
        let same = (theirs.dev(), theirs.ino()) == (ours.dev(), ours.ino());
        same.then_some(Self { file, len: ours.len(), _place: place })
    }

    #[cfg(not(unix))]
    pub(super) unsafe fn of(_: &Api, _: hid_t) -> Option<Self> {
        None
    }

    /// `len` bytes from `at` on, if there are so many.
    pub(crate) fn copied(&self, at: u64, len: usize) -> Option<Vec<u8>> {
        let mut copy = Vec::new();
        self.get(usize::try_from(at).ok()?, len, &mut copy)?;
        Some(copy)
    }
}

impl Frozen for OnDisk {
    fn size(&self) -> u64 {
        self.len
    }

    fn get<'a>(&'a self, at: usize, len: usize, room: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        at.checked_add(len).filter(|&end| end as u64 <= self.len)?; // before there is memory for what a file claims
        room.clear();
        room.try_reserve(len).ok()?;
        if !self.read_at(at, &mut room.spare_capacity_mut()[..len]) {
            return None;
        }
        // SAFETY: so many bytes were just read
        unsafe { room.set_len(len) };
        Some(room)
    }

    #[cfg(unix)]
    fn read_at(&self, at: usize, room: &mut Room) -> bool {
        use std::os::fd::AsRawFd;

        let mut done = 0;
        while done < room.len() {
            let rest = &mut room[done..];
            let Ok(from) = libc::off_t::try_from(at + done) else { return false };
            // SAFETY: the descriptor is open, and there is room for so many bytes
            let read = unsafe { libc::pread(self.file.as_raw_fd(), rest.as_mut_ptr().cast(), rest.len(), from) };
            match usize::try_from(read) {
                Ok(0) => return false,
                Ok(read) => done += read,
                Err(_) if std::io::Error::last_os_error().kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => return false,
            }
        }
        true
    }

    #[cfg(not(unix))]
    fn read_at(&self, _: usize, _: &mut Room) -> bool {
        false
    }
}
