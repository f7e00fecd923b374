//! Bytes of the user's own behind an HDF5 file.

mod seek;

use super::medium::Medium;
use crate::room::{self, Room};
use std::{
    io,
    sync::{Mutex, TryLockError},
};

pub use seek::{ReadStorage, ReadWriteStorage};

/// Any place that keeps bytes by position: an HDF5 file can be created and opened in it through
/// [`FileAccess::storage`](crate::FileAccess::storage).
///
/// Calls come one at a time, in the middle of an operation on the file and while the library's lock is held: an implementation must not
/// use HDF5 files itself, nor wait for a thread that does. Once a call that changes the storage has failed, the file is of no use any more
/// and no further change is asked for. A panic is carried through the library and resumed in the operation that met it.
///
/// [`ReadStorage`] and [`ReadWriteStorage`] make one of anything that reads, writes and seeks.
pub trait Storage: Send + 'static {
    /// The number of bytes there are.
    ///
    /// # Errors
    /// Those of the storage, as for all its methods.
    fn len(&self) -> io::Result<u64>;

    /// Cuts the bytes off at `len`, or adds zeros up to there.
    ///
    /// # Errors
    /// Those of the storage.
    fn set_len(&mut self, len: u64) -> io::Result<()>;

    /// Fills the buffer with the bytes from `at` on. They all lie below [`len`](Self::len).
    ///
    /// # Errors
    /// Those of the storage. A buffer that cannot be filled is an error too.
    fn read_at(&mut self, at: u64, buffer: &mut [u8]) -> io::Result<()>;

    /// Writes all of `bytes` from `at` on. Both may lie past the end: the storage grows, and a gap reads as zeros.
    ///
    /// # Errors
    /// Those of the storage.
    fn write_at(&mut self, at: u64, bytes: &[u8]) -> io::Result<()>;

    /// Hands on what was written to where it is kept.
    ///
    /// # Errors
    /// Those of the storage.
    fn flush(&mut self) -> io::Result<()>;

    /// Whether there is not a byte.
    ///
    /// # Errors
    /// Those of [`len`](Self::len).
    fn is_empty(&self) -> io::Result<bool> {
        self.len().map(|len| len == 0)
    }
}

/// The medium made of a storage.
pub(crate) struct Stored(Mutex<Box<dyn Storage>>);

impl Stored {
    pub(crate) fn new(storage: impl Storage) -> Self {
        Self(Mutex::new(Box::new(storage)))
    }

    /// The library's lock keeps other threads out, so whoever holds this one is further up the same stack.
    fn with<T>(&self, call: impl FnOnce(&mut dyn Storage) -> io::Result<T>) -> io::Result<T> {
        match self.0.try_lock() {
            Ok(mut storage) => call(&mut **storage),
            Err(TryLockError::Poisoned(_)) => Err(io::Error::other("the storage behind the file panicked earlier")),
            Err(TryLockError::WouldBlock) => Err(io::Error::new(io::ErrorKind::ResourceBusy, "a storage used the file that it is behind")),
        }
    }
}

impl Medium for Stored {
    fn len(&self) -> io::Result<u64> {
        self.with(|storage| storage.len())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.with(|storage| storage.set_len(len))
    }

    fn read_at(&self, at: u64, room: &mut Room) -> io::Result<()> {
        let buffer = room::zero(room);
        self.with(|storage| {
            let there = storage.len()?.saturating_sub(at).min(buffer.len() as u64) as usize;
            if there == 0 { Ok(()) } else { storage.read_at(at, &mut buffer[..there]) }
        })
    }

    fn write_at(&self, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.with(|storage| storage.write_at(at, bytes))
    }

    fn flush(&self) -> io::Result<()> {
        self.with(|storage| storage.flush())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic;

    #[test]
    fn after_a_panic_every_call_is_an_error() {
        struct Bad;
        impl Storage for Bad {
            fn len(&self) -> io::Result<u64> {
                panic!("no length")
            }
            fn set_len(&mut self, _: u64) -> io::Result<()> {
                Ok(())
            }
            fn read_at(&mut self, _: u64, _: &mut [u8]) -> io::Result<()> {
                Ok(())
            }
            fn write_at(&mut self, _: u64, _: &[u8]) -> io::Result<()> {
                Ok(())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let stored = Stored::new(Bad);
        stored.flush().unwrap();
        panic::catch_unwind(panic::AssertUnwindSafe(|| stored.len())).unwrap_err();
        assert!(stored.flush().unwrap_err().to_string().contains("earlier"));
    }
}
