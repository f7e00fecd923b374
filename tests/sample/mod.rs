//! The file that PyTables' driver tests make, and what is added to it later.
#![allow(dead_code, unreachable_pub)] // each test binary uses its part

use h5mem::{Error, ErrorKind, File, FileAccess, Result, Storage};
use std::{
    fmt::Debug,
    io,
    sync::{Arc, Mutex, MutexGuard},
};

pub const SIGNATURE: &[u8] = b"\x89HDF\r\n\x1a\n";

/// `DefaultDriverTestCase.setUp`: a title, an attribute, an array.
pub fn populate(file: &File) -> Result<()> {
    file.attrs().set("TITLE", "Title")?;
    file.attrs().set("testattr", &41)?;
    file.new_dataset("array").title("Array").write(&[1_i64, 2])?;
    Ok(())
}

/// What `populate` made is all there.
pub fn check(file: &File) {
    assert_eq!(file.to_string(), "/ (RootGroup) 'Title'");
    assert_eq!(file.attrs().get::<i32>("testattr").unwrap(), 41);
    let array = file.dataset("array").unwrap();
    assert_eq!(array.to_string(), "/array (Array(2,)) 'Array'");
    assert_eq!(array.read::<Vec<i64>>().unwrap(), [1, 2]);
}

/// What PyTables' tests add to an open file; as many elements as its core driver's step of growth has bytes, and as many again.
pub fn extend(file: &File) -> Result<()> {
    file.attrs().set("testattr2", &42)?;
    file.new_dataset("array2").title("Array2").write(&(0..131_072).collect::<Vec<i64>>())?;
    file.new_dataset("deep/chunked").shape([3, 5]).resizable().chunk([2, 2]).deflate(3).write(&[[7_u8; 5]; 3])?;
    Ok(())
}

pub fn check_extended(file: &File) {
    check(file);
    assert_eq!(file.attrs().get::<i32>("testattr2").unwrap(), 42);
    let array2 = file.dataset("array2").unwrap();
    assert_eq!(array2.to_string(), "/array2 (Array(131072,)) 'Array2'");
    assert!(array2.read::<Vec<i64>>().unwrap().into_iter().eq(0..131_072));
    assert_eq!(file.dataset("deep/chunked").unwrap().read::<[[u8; 5]; 3]>().unwrap(), [[7; 5]; 3]);
}

/// The bytes of a small file.
pub fn image() -> Vec<u8> {
    let file = File::in_memory().unwrap();
    populate(&file).unwrap();
    file.into_image().unwrap().into_vec()
}

/// Which error it is; what was made by mistake otherwise.
#[track_caller]
pub fn kind<T: Debug, E: Into<Error> + Debug>(result: Result<T, E>) -> ErrorKind {
    match result {
        Ok(value) => panic!("{value:?} where an error was due"),
        Err(error) => error.into().kind(),
    }
}

/// A storage whose bytes the test can look at, and that fails or panics when it is told to.
#[derive(Clone, Debug, Default)]
pub struct Shelf(Arc<Mutex<State>>);

#[derive(Debug, Default)]
pub struct State {
    pub bytes: Vec<u8>,
    /// Changes asked for so far: writes, new lengths, flushes.
    pub changes: usize,
    /// Changes asked for after one has failed.
    pub late: usize,
    /// The change that fails.
    pub fails_at: Option<usize>,
    /// Whether it panics instead.
    pub panics: bool,
    /// Whether reading fails.
    pub deaf: bool,
    failed: bool,
}

impl Shelf {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    pub fn of(bytes: Vec<u8>) -> Self {
        let shelf = Self::default();
        shelf.state().bytes = bytes;
        shelf
    }

    /// Fails at the nth change from now on.
    pub fn fail_at(&self, n: usize) {
        let mut state = self.state();
        state.fails_at = Some(state.changes + n);
    }

    pub fn access(&self) -> FileAccess {
        FileAccess::storage(self.clone())
    }

    fn change(&self) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.state();
        let n = state.changes;
        state.changes += 1;
        if state.failed {
            state.late += 1;
        }
        if state.fails_at == Some(n) {
            state.failed = true;
            if state.panics {
                drop(state);
                panic!("the shelf broke");
            }
            return Err(io::Error::new(io::ErrorKind::StorageFull, "the shelf is full"));
        }
        Ok(state)
    }
}

impl Storage for Shelf {
    fn len(&self) -> io::Result<u64> {
        Ok(self.state().bytes.len() as u64)
    }
    fn set_len(&mut self, len: u64) -> io::Result<()> {
        self.change()?.bytes.resize(len as usize, 0);
        Ok(())
    }
    fn read_at(&mut self, at: u64, buffer: &mut [u8]) -> io::Result<()> {
        let state = self.state();
        if state.deaf {
            return Err(io::Error::new(io::ErrorKind::ConnectionReset, "nobody listens"));
        }
        buffer.copy_from_slice(&state.bytes[at as usize..][..buffer.len()]);
        Ok(())
    }
    fn write_at(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.change()?;
        let end = at as usize + bytes.len();
        if state.bytes.len() < end {
            state.bytes.resize(end, 0);
        }
        state.bytes[at as usize..end].copy_from_slice(bytes);
        Ok(())
    }
    fn flush(&mut self) -> io::Result<()> {
        self.change().map(drop)
    }
}

/// What came of something that a libhdf5 which was built for MPI may not have; `None` where it has not.
pub fn unless_parallel<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Err(Error::Unsupported { needs, .. }) if cfg!(hdf5_parallel) && needs.contains("MPI") => Ok(None),
        result => result.map(Some),
    }
}
