//! What lies behind an open file, as far as this crate knows.
use std::{any::Any, io};

use super::FileId;
use crate::{
    image::Image,
    room::{self, Room},
};

/// What a driver of ours knows of the bytes behind a file; libhdf5's own drivers have nothing to say.
pub(crate) trait Backing: Send + Sync {
    /// From now on no callback may fail: a failed close leaves libhdf5 in ruins.
    fn begin_closing(&self) {}
    /// The first error of the storage, kept.
    fn trouble(&self) -> Option<io::Error> {
        None
    }
    /// A panic that a callback has caught, to be resumed here.
    fn take_panic(&self) -> Option<Box<dyn Any + Send>> {
        None
    }
    /// The bytes, where they can neither move nor change while the file is open.
    fn fixed_image(&self) -> Option<&Image> {
        None
    }
    /// The bytes, where they are had by address. Raw data is among them as soon as the library has written it: our driver asks for no sieve
    /// buffer, and the file has no page buffer.
    fn bytes(&self) -> Option<&dyn Bytes> {
        None
    }
    /// Bytes from an address on, zeros past the end, where nothing else can get at them.
    fn read(&self, _at: u64, _len: usize) -> Option<io::Result<Vec<u8>>> {
        None
    }
    /// All bytes as they are now, whatever becomes of them later, where the driver gives them without a copy.
    fn frozen(&self) -> Option<Box<dyn Frozen>> {
        None
    }
    /// The file on disk that libhdf5's driver has open.
    fn file_id(&self) -> Option<&FileId> {
        None
    }
    /// Where the driver was asked for raw data while `read` ran, which was not given it: the address and the number of bytes.
    fn watch(&self, read: &mut dyn FnMut()) -> Option<(u64, usize)> {
        read();
        None
    }
    /// The file as bytes, independent of it, where the driver gives them without libhdf5's help.
    fn image(&self) -> Option<io::Result<Image>> {
        None
    }
    /// The very buffer of a file that was closed.
    fn take(&self) -> Option<io::Result<Image>> {
        None
    }
    /// The same content in a buffer of its own, for a file of its own.
    fn snapshot(&self) -> Option<Box<dyn Any + Send>> {
        None
    }
}

/// Bytes behind a file, for whoever holds the library's lock.
pub(crate) trait Bytes {
    fn len(&self) -> io::Result<u64>;
    /// Where those end that may be written: behind the last that there are, where the library has set more aside.
    fn allocated(&self) -> u64;
    /// Fills all of the room.
    fn read_at(&self, at: u64, room: &mut Room) -> io::Result<()>;
    /// A failure is among the storage's troubles.
    fn write_at(&self, at: u64, bytes: &[u8]);
    /// Where [`extend`](Self::extend) puts bytes; `None` where it cannot.
    fn next(&self) -> Option<u64>;
    /// Writes metadata behind all that is allocated, at the [next](Self::next) address, and allocates it.
    fn extend(&self, at: u64, bytes: &[u8]);
    /// All of them as they are now, whatever becomes of them later. No copy: who changes them meanwhile makes one of what changes.
    fn freeze(&self) -> Box<dyn Frozen>;
}

/// Bytes behind a file as they were at one moment, for whoever has them.
pub(crate) trait Frozen: Send + Sync {
    /// The number of bytes.
    fn size(&self) -> u64;
    /// These bytes, which are put together in `room` unless they lie in one piece; `None` where they are not all there.
    fn get<'a>(&'a self, at: usize, len: usize, room: &'a mut Vec<u8>) -> Option<&'a [u8]>;
    /// Fills all of the room; `false` where there are not so many bytes.
    fn read_at(&self, at: usize, room: &mut Room) -> bool;
}

impl Frozen for Image {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn get<'a>(&'a self, at: usize, len: usize, _: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        (**self).get(at..at.checked_add(len)?)
    }

    fn read_at(&self, at: usize, room: &mut Room) -> bool {
        let bytes = at.checked_add(room.len()).and_then(|end| (**self).get(at..end));
        bytes.map(|bytes| room::copy(room, bytes)).is_some()
    }
}

/// libhdf5's drivers, and the file on disk that they have open, where it is known.
pub(crate) struct LibraryDriver(pub Option<FileId>);

impl Backing for LibraryDriver {
    fn file_id(&self) -> Option<&FileId> {
        self.0.as_ref()
    }
}
