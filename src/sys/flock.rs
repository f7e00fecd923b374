//! Advisory locks of whole files on disk, as libhdf5 takes them (`flock`).
use std::{fs::File, io};

/// A lock on an open file, until it is dropped.
#[derive(Debug)]
pub(crate) struct FileLock(File);

impl FileLock {
    /// Locks a file: for nobody else, or for nobody else to write.
    ///
    /// # Errors
    /// `WouldBlock` where another handle has a lock that is in the way, `Unsupported` on a file system without locks.
    pub(crate) fn take(file: File, exclusive: bool) -> io::Result<Self> {
        #[cfg(unix)]
        flock(&file, (if exclusive { libc::LOCK_EX } else { libc::LOCK_SH }) | libc::LOCK_NB)?;
        let _ = exclusive; // elsewhere locks are mandatory, and the system keeps a locked file from being emptied
        Ok(Self(file))
    }

    pub(crate) fn file(&self) -> &File {
        &self.0
    }
}

impl Drop for FileLock {
    /// Closing the file is not enough: a process that is being started has the descriptor, too, until its program begins.
    fn drop(&mut self) {
        #[cfg(unix)]
        let _ = flock(&self.0, libc::LOCK_UN); // which closing the file does else
    }
}

#[cfg(unix)]
fn flock(file: &File, operation: std::ffi::c_int) -> io::Result<()> {
    use std::os::fd::AsRawFd;

    // SAFETY: the descriptor is open for as long as the file is borrowed
    let code = unsafe { libc::flock(file.as_raw_fd(), operation) };
    if code == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
