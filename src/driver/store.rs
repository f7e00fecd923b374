//! The memory driver's buffer: bytes that grow, and that go in and out without a copy.

mod layers;

use super::medium::Medium;
use crate::{
    handle::Frozen,
    image::Image,
    room::{self, Room},
};
use layers::Layers;
use std::{
    io, mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The bytes of a file in memory, in one of two shapes: a vector of our own, or an image under a table of changed pages.
///
/// Which it is follows from who else holds the bytes. The first change to an image that nobody else holds makes it our own vector; one
/// that is shared stays as it is, and what changes is copied, page by page.
pub(crate) struct Store(Mutex<Shape>);

enum Shape {
    Own(Vec<u8>),
    Shared(Layers),
}

/// The part of a vector's length that its spare room may come to when it is handed out.
const SLACK: usize = 8;

impl Store {
    pub(crate) fn empty() -> Self {
        Self::own(Vec::new())
    }

    /// Starts from an image, to be read or written. No copy; an image that nobody else holds is never copied later either.
    pub(crate) fn from_image(image: Image) -> Self {
        Self(Mutex::new(Shape::Shared(Layers::new(image))))
    }

    fn own(vec: Vec<u8>) -> Self {
        Self(Mutex::new(Shape::Own(vec)))
    }

    /// The bytes of today, for keeps. A copy, unless they are an image's and unchanged.
    pub(crate) fn image(&self) -> io::Result<Image> {
        match &*self.shape() {
            Shape::Own(vec) => copied(vec).map(Image::from),
            Shape::Shared(layers) => layers.image(),
        }
    }

    /// Hands the bytes over and leaves none. A copy only of a changed image that someone else holds too.
    pub(crate) fn take(&self) -> io::Result<Image> {
        let mut shape = self.shape();
        shape.reclaim()?;
        let image = match &mut *shape {
            Shape::Own(vec) => {
                // Gives memory back where there is much of it. Allocators shrink a large block in its place.
                if vec.capacity() - vec.len() > vec.len() / SLACK {
                    vec.shrink_to_fit();
                }
                mem::take(vec).into()
            }
            Shape::Shared(layers) => layers.image()?,
        };
        *shape = Shape::Own(Vec::new());
        Ok(image)
    }

    /// A store of its own with the bytes of today. No copy: both share them from then on, and keep their changes to themselves.
    pub(crate) fn snapshot(&self) -> Self {
        Self(Mutex::new(Shape::Shared(self.layers())))
    }

    /// The bytes of today, whatever is written later. No copy; once they are let go the next change finds the vector the store's own again.
    pub(crate) fn freeze(&self) -> impl Frozen + use<> {
        self.layers()
    }

    fn layers(&self) -> Layers {
        let shape = &mut *self.shape();
        let layers = match shape {
            Shape::Own(vec) => Layers::new(mem::take(vec).into()),
            Shape::Shared(layers) => layers.clone(),
        };
        *shape = Shape::Shared(layers.clone());
        layers
    }

    /// The image that these bytes are, if they are one's and unchanged.
    #[cfg(test)]
    pub(crate) fn base(&self) -> Option<Image> {
        match &*self.shape() {
            Shape::Own(_) => None,
            Shape::Shared(layers) => layers.base().cloned(),
        }
    }

    /// A panic leaves no shape half made.
    fn shape(&self) -> MutexGuard<'_, Shape> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The shape, to be changed.
    fn shape_mut(&self) -> io::Result<MutexGuard<'_, Shape>> {
        let mut shape = self.shape();
        shape.reclaim().map(|()| shape)
    }
}

impl Shape {
    /// Takes an image's vector over if it is ours alone by now.
    fn reclaim(&mut self) -> io::Result<()> {
        if let Self::Shared(layers) = self {
            if let Some(vec) = layers.reclaim()? {
                *self = Self::Own(vec);
            }
        }
        Ok(())
    }
}

impl Medium for Store {
    fn len(&self) -> io::Result<u64> {
        Ok(match &*self.shape() {
            Shape::Own(vec) => vec.len() as u64,
            Shape::Shared(layers) => layers.len(),
        })
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        match &mut *self.shape_mut()? {
            Shape::Own(vec) => resize(vec, size(len)?),
            Shape::Shared(layers) => layers.set_len(len),
        }
    }

    fn read_at(&self, at: u64, room: &mut Room) -> io::Result<()> {
        match &*self.shape() {
            Shape::Own(vec) => read(vec, at, room),
            Shape::Shared(layers) => layers.read_at(at, room),
        }
        Ok(())
    }

    fn write_at(&self, at: u64, bytes: &[u8]) -> io::Result<()> {
        match &mut *self.shape_mut()? {
            Shape::Own(vec) => write(vec, size(at)?, bytes),
            Shape::Shared(layers) => layers.write_at(at, bytes),
        }
    }

    fn flush(&self) -> io::Result<()> {
        Ok(())
    }

    /// Asks for memory of that length, which the system need not back by any before it is used.
    fn check_len(&self, len: u64) -> io::Result<()> {
        let mut trial = Vec::<u8>::new();
        let reserved = size(len).is_ok_and(|len| trial.try_reserve_exact(len).is_ok());
        // as the system says it, which goes through the library's error stack
        if reserved { Ok(()) } else { Err(io::Error::from_raw_os_error(libc::ENOMEM)) }
    }
}

/// A length or an address as one in memory.
fn size(n: u64) -> io::Result<usize> {
    usize::try_from(n).map_err(|_| io::ErrorKind::OutOfMemory.into())
}

/// Makes room by doubling, or for as much as is needed where there is not so much. Running out of memory is an error, not an abort.
fn reserve(vec: &mut Vec<u8>, more: usize) -> io::Result<()> {
    vec.try_reserve(more).or_else(|_| vec.try_reserve_exact(more))?;
    Ok(())
}

fn copied(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut vec = Vec::new();
    vec.try_reserve_exact(bytes.len())?;
    vec.extend_from_slice(bytes);
    Ok(vec)
}

fn resize(vec: &mut Vec<u8>, len: usize) -> io::Result<()> {
    reserve(vec, len.saturating_sub(vec.len()))?;
    vec.resize(len, 0);
    Ok(())
}

/// Fills the room from the bytes, and with zeros from their end on.
fn read(bytes: &[u8], at: u64, room: &mut Room) {
    let from = usize::try_from(at).map_or(&[][..], |at| bytes.get(at..).unwrap_or_default());
    let (there, past) = room.split_at_mut(from.len().min(room.len()));
    room::copy(there, &from[..there.len()]);
    room::zero(past);
}

/// Zeroes the gap only: what is about to be written is not touched twice.
fn write(vec: &mut Vec<u8>, at: usize, bytes: &[u8]) -> io::Result<()> {
    let end = at.checked_add(bytes.len()).ok_or(io::ErrorKind::OutOfMemory)?;
    reserve(vec, end.saturating_sub(vec.len()))?;
    if at > vec.len() {
        vec.resize(at, 0);
    }
    let (over, on) = bytes.split_at(bytes.len().min(vec.len() - at));
    vec[at..at + over.len()].copy_from_slice(over);
    vec.extend_from_slice(on);
    Ok(())
}

#[cfg(test)]
mod tests;
