//! The bytes of a file as they would be on disk, piece by piece.
use std::io::{self, Write};

use super::image;
use crate::{
    driver::superblock::{self, Closed},
    error::{At, Error, Result},
    handle::{Frozen, OpenFile},
    sys::{Api, h5f},
};

/// Bytes of a piece.
const PIECE: usize = 1 << 20;

/// Where the bytes of a file are read.
pub(super) enum Content<'a> {
    /// Bytes that do not change any more: other threads need not wait while they are read.
    Frozen(Box<dyn Frozen>),
    /// The driver's own bytes, which stay as they are while the library's lock is held.
    Held(&'a Api, &'a OpenFile),
}

impl<'a> Content<'a> {
    /// The bytes of a file as they are now. The memory driver's are not copied, nor CORE's, nor a storage's; of others this is a copy.
    ///
    /// # Errors
    /// The errors of [`File::image`](super::File::image).
    pub(super) fn of(api: &'a Api, file: &'a OpenFile) -> Result<Self> {
        file.settle(api)?;
        file.raw(api, &file.label)?;
        match file.backing.frozen() {
            Some(frozen) => Ok(Self::Frozen(frozen)),
            None if matches!(file.driver, "core" | "storage") => Ok(Self::Held(api, file)),
            None => Ok(Self::Frozen(Box::new(image::image(api, file)?))),
        }
    }

    fn len(&self) -> Result<u64> {
        match self {
            Self::Frozen(frozen) => Ok(frozen.size()),
            Self::Held(api, file) => h5f::get_filesize(api, file.raw(api, &file.label)?).at("measure", &file.label),
        }
    }

    /// Bytes from an address on, which are put together in `room` unless they lie in one piece.
    fn piece<'b>(&'b self, at: u64, len: usize, room: &'b mut Vec<u8>) -> Result<&'b [u8]> {
        match self {
            Self::Frozen(frozen) => {
                let piece = usize::try_from(at).ok().and_then(|at| frozen.get(at, len, room));
                return piece.ok_or_else(|| io::Error::from(io::ErrorKind::OutOfMemory).into());
            }
            Self::Held(_, file) if file.driver == "storage" => {
                let read = file.backing.read(at, len).expect("a driver of ours");
                *room = file.outcome(read.map_err(|error| Error::io(&file.label, error)))?;
            }
            Self::Held(api, file) => *room = h5f::core_bytes(api, file.raw(api, &file.label)?, at, len).at("read", &file.label)?,
        }
        room.resize(len, 0); // a file is zero past the end of what was written
        Ok(room)
    }

    /// Writes all bytes as those of a closed file, from first to last.
    ///
    /// # Errors
    /// The errors of reading; an `Io` of `write` is made by `named`.
    pub(super) fn write(&self, out: &mut impl Write, named: impl Fn(io::Error) -> Error) -> Result<()> {
        let mut room = Vec::new();
        let len = self.len()?;
        let Closed { end, superblock } = superblock::closed(len, |at, len| self.piece(at, len, &mut room).map(<[u8]>::to_vec))?;
        let (patched, patch) = superblock.unwrap_or((end, Vec::new())); // without one there is nothing to be put in its place
        let behind = patched.saturating_add(patch.len() as u64);
        self.copy(0..patched.min(end), out, &named)?;
        out.write_all(&patch).map_err(&named)?;
        self.copy(behind..end, out, &named)
    }

    fn copy(&self, range: std::ops::Range<u64>, out: &mut impl Write, named: &impl Fn(io::Error) -> Error) -> Result<()> {
        let (mut at, mut room) = (range.start, Vec::new());
        while at < range.end {
            let len = PIECE.min(usize::try_from(range.end - at).unwrap_or(PIECE));
            out.write_all(self.piece(at, len, &mut room)?).map_err(named)?;
            at += len as u64;
        }
        Ok(())
    }
}
