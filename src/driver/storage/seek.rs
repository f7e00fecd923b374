//! Storages made of what reads, writes and seeks.

use super::Storage;
use std::{
    fmt,
    io::{self, Read, Seek, SeekFrom, Write},
};

/// A [`Storage`] over anything that reads and seeks, such as a [`Cursor`](io::Cursor) or an archive's member. It refuses to be changed.
pub struct ReadStorage<R> {
    inner: R,
    len: u64,
}

impl<R: Read + Seek> ReadStorage<R> {
    /// Takes a reader over; byte 0 is where seeking to its start leads.
    ///
    /// # Errors
    /// If seeking to its end fails.
    pub fn new(mut inner: R) -> io::Result<Self> {
        let len = inner.seek(SeekFrom::End(0))?;
        Ok(Self { inner, len })
    }
}

impl<R: Read + Seek + Send + 'static> Storage for ReadStorage<R> {
    fn len(&self) -> io::Result<u64> {
        Ok(self.len)
    }

    fn set_len(&mut self, _: u64) -> io::Result<()> {
        Err(read_only())
    }

    fn read_at(&mut self, at: u64, buffer: &mut [u8]) -> io::Result<()> {
        self.inner.seek(SeekFrom::Start(at))?;
        self.inner.read_exact(buffer)
    }

    fn write_at(&mut self, _: u64, _: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A [`Storage`] over anything that reads, writes and seeks.
///
/// Such a thing can be made longer by writing zeros, but not shorter. A shrunk storage therefore counts as shorter from then on, while the
/// bytes past its end stay where they are: harmless behind an HDF5 file, which knows its own end.
pub struct ReadWriteStorage<S> {
    inner: S,
    len: u64,
}

impl<S: Read + Write + Seek> ReadWriteStorage<S> {
    /// Takes a stream over; byte 0 is where seeking to its start leads.
    ///
    /// # Errors
    /// If seeking to its end fails.
    pub fn new(mut inner: S) -> io::Result<Self> {
        let len = inner.seek(SeekFrom::End(0))?;
        Ok(Self { inner, len })
    }

    fn zeros_up_to(&mut self, len: u64) -> io::Result<()> {
        if self.len < len {
            self.inner.seek(SeekFrom::Start(self.len))?;
            io::copy(&mut io::repeat(0).take(len - self.len), &mut self.inner)?;
            self.len = len;
        }
        Ok(())
    }
}

impl<S: Read + Write + Seek + Send + 'static> Storage for ReadWriteStorage<S> {
    fn len(&self) -> io::Result<u64> {
        Ok(self.len)
    }

    fn set_len(&mut self, len: u64) -> io::Result<()> {
        self.zeros_up_to(len)?;
        self.len = len;
        Ok(())
    }

    fn read_at(&mut self, at: u64, buffer: &mut [u8]) -> io::Result<()> {
        self.inner.seek(SeekFrom::Start(at))?;
        self.inner.read_exact(buffer)
    }

    fn write_at(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.zeros_up_to(at)?;
        self.inner.seek(SeekFrom::Start(at))?;
        self.inner.write_all(bytes)?;
        self.len = self.len.max(at + bytes.len() as u64);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn read_only() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "the storage can only be read")
}

impl<R> fmt::Debug for ReadStorage<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReadStorage({} bytes)", self.len)
    }
}

impl<S> fmt::Debug for ReadWriteStorage<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReadWriteStorage({} bytes)", self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Medium, Stored, room},
        *,
    };
    use std::io::Cursor;

    #[test]
    fn a_reader_is_read_and_refuses_the_rest() {
        let stored = Stored::new(ReadStorage::new(Cursor::new(b"0123456789")).unwrap());
        assert_eq!(room::read(4, |room| stored.read_at(8, room)).unwrap(), b"89\0\0");
        assert_eq!(room::read(4, |room| stored.read_at(800, room)).unwrap(), [0; 4]);
        assert_eq!(stored.len().unwrap(), 10);
        stored.flush().unwrap();
        for error in [stored.write_at(0, b"x"), stored.set_len(3)] {
            assert_eq!(error.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        }
    }

    #[test]
    fn a_stream_grows_by_zeros_and_forgets_what_was_cut_off() {
        let stored = Stored::new(ReadWriteStorage::new(Cursor::new(Vec::new())).unwrap());
        stored.write_at(2, b"abc").unwrap();
        stored.set_len(3).unwrap();
        assert_eq!(stored.len().unwrap(), 3);
        let bytes = || room::read(6, |room| stored.read_at(0, room)).unwrap();
        assert_eq!(bytes(), b"\0\0a\0\0\0");
        stored.write_at(5, b"z").unwrap();
        assert_eq!(bytes(), b"\0\0a\0\0z");
        stored.set_len(8).unwrap();
        assert_eq!(stored.len().unwrap(), 8);
    }

    #[test]
    fn a_reader_may_be_shorter_than_it_said() {
        struct Shrinking(Cursor<Vec<u8>>);
        impl Read for Shrinking {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.0.read(buffer)
            }
        }
        impl Seek for Shrinking {
            fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
                self.0.seek(to).map(|at| if matches!(to, SeekFrom::End(_)) { at + 5 } else { at })
            }
        }
        let stored = Stored::new(ReadStorage::new(Shrinking(Cursor::new(vec![1, 2, 3]))).unwrap());
        assert_eq!(room::read(6, |room| stored.read_at(0, room)).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
