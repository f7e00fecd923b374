//! Contiguous data in memory that this process reaches: moved by address, without the library.
use std::{borrow::Cow, ops::Range};

use super::fill::Checking;
use crate::{
    dataspace::{Region, runs},
    element::Bad,
    handle::{Backing, Bytes, Frozen},
    image::Image,
    pipeline::{WIDE, WORTH_SHARING, fill_pieces, swap_bytes},
    room::{self, Room},
};

/// Where a dataset's data lies, in one piece.
pub(crate) struct Flat<'a> {
    pub from: Lies<'a>,
    /// Of its first byte.
    pub address: u64,
}

/// Bytes that are copied at a time where something is to be done to them: they are still in the nearest cache then.
const NEAR: usize = 8 << 10;

/// Bytes, one after the other, as they were at one moment.
pub(super) struct Run {
    bytes: Box<dyn Frozen>,
    at: Range<usize>,
}

/// Why a run was not filled.
enum Stop {
    Missing,
    Bad(usize, Bad),
}

/// What it lies in.
#[derive(Clone, Copy)]
pub(crate) enum Lies<'a> {
    /// An image that cannot change: no lock is needed.
    Image(&'a Image),
    /// Under the library's lock.
    Bytes(&'a dyn Bytes),
}

impl<'a> Lies<'a> {
    /// All bytes there are.
    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::Image(image) => image.len() as u64,
            Self::Bytes(bytes) => bytes.len().unwrap_or(0), // of what fails nothing can be had
        }
    }

    /// Those of a file in memory.
    pub(crate) fn of(backing: &'a dyn Backing) -> Option<Self> {
        match backing.fixed_image() {
            Some(image) => Some(Self::Image(image)),
            None => backing.bytes().map(Self::Bytes),
        }
    }

    /// `len` bytes from `at` on, if there are so many.
    pub(crate) fn get(&self, at: u64, len: usize) -> Option<Cow<'a, [u8]>> {
        match self {
            Self::Image(image) => (***image).get(usize::try_from(at).ok()?..)?.get(..len).map(Cow::Borrowed),
            Self::Bytes(bytes) => {
                at.checked_add(len as u64).filter(|&end| end <= self.len())?;
                let mut copy = Vec::new();
                copy.try_reserve_exact(len).ok()?;
                bytes.read_at(at, &mut copy.spare_capacity_mut()[..len]).ok()?;
                // SAFETY: so many bytes were just filled
                unsafe { copy.set_len(len) };
                Some(Cow::Owned(copy))
            }
        }
    }
}

impl Flat<'_> {
    /// A part of the data that is [there](Self::holds), if it is a run that is best filled piece by piece: much, or with something to be done
    /// to it.
    pub(super) fn run(&self, part: &Part<'_>, plain: bool) -> Option<Run> {
        let run = part.run().filter(|run| run.len() >= if plain { WORTH_SHARING } else { NEAR })?;
        let start = self.address as usize; // below the bytes' length
        let bytes = match self.from {
            Lies::Image(image) => Box::new(image.clone()), // which shares its bytes
            Lies::Bytes(bytes) => bytes.freeze(),
        };
        Some(Run { bytes, at: start + run.start..start + run.end })
    }

    /// Fills the room with a part of the data that is [there](Self::holds); `swap` reverses the bytes of numbers of that size.
    pub(super) fn fill(&self, part: Part<'_>, swap: Option<usize>, room: &mut Room) -> bool {
        let mut done = 0;
        let filled = part.runs(&mut |at, len| {
            let Some(room) = room.get_mut(done..done + len) else { return false };
            done += len;
            match self.from {
                Lies::Image(image) => {
                    let start = self.address as usize + at; // below the image's length
                    room::copy(room, &image[start..start + len]);
                    true
                }
                Lies::Bytes(bytes) => bytes.read_at(self.address + at as u64, room).is_ok(),
            }
        });
        if !filled || done != room.len() {
            return false;
        }
        // SAFETY: all of the room was just filled
        swap_bytes(unsafe { room::filled(room) }, swap);
        true
    }

    /// Empties elements into a part of the data; `false` where that is not there.
    pub(super) fn drain(&self, part: Part<'_>, data: &[u8]) -> bool {
        let Some(bytes) = self.room_for(&part, data.len()) else { return false };
        let mut done = 0;
        part.runs(&mut |at, len| {
            bytes.write_at(self.address + at as u64, &data[done..done + len]);
            done += len;
            true
        })
    }

    /// Where so many bytes are to be written, if the part is of so many and all of the data has its place.
    pub(super) fn room_for(&self, part: &Part<'_>, len: usize) -> Option<&dyn Bytes> {
        let Lies::Bytes(bytes) = self.from else { return None };
        (self.ends_by(bytes.allocated(), part) && part.len() == Some(len)).then_some(bytes)
    }

    /// Whether all of the data lies in the bytes there are.
    pub(super) fn holds(&self, part: &Part<'_>) -> bool {
        self.ends_by(self.from.len(), part)
    }

    fn ends_by(&self, end: u64, part: &Part<'_>) -> bool {
        let size = part.dims.iter().try_fold(part.element, |size, &dim| size.checked_mul(dim));
        let last = size.and_then(|size| self.address.checked_add(size as u64));
        last.is_some_and(|last| last <= end) // what else there is to say is for the library
    }
}

impl Run {
    /// Fills the room, and has a check look at what comes there; see [`fill_pieces`] for `threads`.
    pub(super) fn fill(self, swap: Option<usize>, room: &mut Room, checking: Option<&mut Checking<'_>>, threads: bool) -> bool {
        if self.at.len() != room.len() {
            return false;
        }
        let check = checking.as_deref();
        let size = check.map_or(1, |check| check.size).max(swap.unwrap_or(1));
        let piece = if check.is_none() && swap.is_none() { WIDE } else { NEAR.next_multiple_of(size) };
        let stopped = fill_pieces(room, piece, threads, |n, room| {
            if !self.bytes.read_at(self.at.start + n * piece, room) {
                return Some(Stop::Missing);
            }
            // SAFETY: all of it was just filled
            let bytes = unsafe { room::filled(room) };
            swap_bytes(bytes, swap);
            check?.first_bad(n * piece / size, bytes).map(|(index, bad)| Stop::Bad(index, bad))
        });
        match (stopped, checking) {
            (Some(Stop::Missing), _) => false,
            (Some(Stop::Bad(index, bad)), Some(checking)) => {
                checking.bad = Some((index, bad));
                true
            }
            _ => true,
        }
    }
}

/// What of the data is meant.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    /// The lengths of the data's axes.
    pub dims: &'a [usize],
    /// What of each; all without.
    pub region: Option<&'a [Region]>,
    /// Bytes of an element.
    pub element: usize,
}

impl Part<'_> {
    /// Its bytes.
    fn len(&self) -> Option<usize> {
        match self.region {
            Some(region) => region.iter().try_fold(self.element, |len, axis| len.checked_mul(axis.count)),
            None => self.dims.iter().try_fold(self.element, |len, &dim| len.checked_mul(dim)),
        }
    }

    /// Its bytes, if they lie one after the other.
    fn run(&self) -> Option<Range<usize>> {
        let (mut run, len) = (None, self.len()?);
        self.runs(&mut |at, of| {
            run = (of == len).then_some(at..at + len);
            false
        });
        run
    }

    /// Calls `f` with each run of bytes that lie one after the other, in C order: where it begins, and its length; until that is `false`.
    fn runs(&self, f: &mut dyn FnMut(usize, usize) -> bool) -> bool {
        match self.region {
            None => f(0, self.dims.iter().product::<usize>() * self.element),
            Some(region) => runs(self.dims, region, 0, self.element, f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Region};

    fn region(start: usize, step: usize, count: usize) -> Region {
        Region { start, step, count }
    }

    fn runs(dims: &[usize], region: &[Region]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let part = Part { dims, region: Some(region), element: 2 };
        assert!(part.runs(&mut |at, len| {
            found.push((at, len));
            true
        }));
        assert_eq!(part.len(), Some(found.iter().map(|(_, len)| len).sum()));
        found
    }

    #[test]
    fn whole_rows_are_one_run() {
        assert_eq!(runs(&[], &[]), [(0, 2)]);
        assert_eq!(runs(&[10], &[region(3, 1, 4)]), [(6, 8)]);
        assert_eq!(runs(&[4, 5], &[region(1, 1, 2), region(0, 1, 5)]), [(10, 20)]);
        assert_eq!(runs(&[4, 5], &[region(1, 2, 2), region(0, 1, 5)]), [(10, 10), (30, 10)]);
        assert_eq!(runs(&[4, 5], &[region(2, 7, 1), region(1, 1, 3)]), [(22, 6)]);
    }

    #[test]
    fn other_parts_are_runs_in_c_order() {
        assert_eq!(runs(&[4, 5], &[region(0, 3, 2), region(4, 1, 1)]), [(8, 2), (38, 2)]);
        assert_eq!(runs(&[2, 5], &[region(0, 1, 2), region(0, 2, 2)]), [(0, 2), (4, 2), (10, 2), (14, 2)]);
        assert_eq!(runs(&[2, 2, 2], &[region(0, 1, 2), region(1, 1, 1), region(0, 1, 2)]), [(4, 4), (12, 4)]);
        assert_eq!(runs(&[3, 3], &[region(0, 1, 0), region(0, 1, 3)]), []);
        assert_eq!(runs(&[3, 3], &[region(0, 1, 3), region(0, 1, 0)]), []);
    }
}
