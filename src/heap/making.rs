//! New collections of a global heap, as the library makes them.
use super::{
    Format,
    collection::{SIGNATURE, VERSION, aligned},
};

/// Bytes of a collection, unless one object needs more.
const SIZE: usize = 4096;

/// Objects are numbered in sixteen bits; free space has the number 0.
const MOST: u16 = u16::MAX;

/// Collections in the making, one behind the other.
pub(crate) struct Making {
    format: Format,
    /// Bytes of what stands before the objects, and before each.
    header: usize,
    /// Of the first of `bytes`, as elements have it.
    address: u64,
    /// All of the last collection, zeros where there is nothing yet.
    bytes: Vec<u8>,
    /// Where the last collection begins in `bytes`, where its free space does, and its objects so far.
    start: usize,
    free: usize,
    objects: u16,
}

impl Making {
    /// To be put at this address, which is a multiple of eight.
    pub(crate) fn at(address: u64, format: Format) -> Self {
        let header = (8 + format.length).next_multiple_of(8);
        Self { format, header, address, bytes: Vec::new(), start: 0, free: 0, objects: 0 }
    }

    /// The bytes so far.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Adds an object, and makes the stored element point at it: at so many elements of its own. `None` where that cannot be said, or
    /// there is no memory.
    pub(crate) fn add(&mut self, element: &mut [u8], count: usize, object: &[u8]) -> Option<()> {
        let needed = aligned(object.len())?.checked_add(self.header)?;
        if needed > self.bytes.len() - self.free || self.objects == MOST {
            self.end()?;
            self.begin(SIZE.max(self.header.checked_add(needed)?))?;
        }
        self.objects += 1;
        let (len, rest) = element.split_at_mut_checked(4)?;
        let (address, index) = rest.split_at_mut_checked(self.format.address)?;
        put(len, count as u64)?;
        put(address, self.address.checked_add(self.start as u64)?)?;
        put(index, self.objects.into())?;
        self.head(self.objects, object.len())?;
        self.bytes[self.free + self.header..][..object.len()].copy_from_slice(object);
        self.free += needed;
        Some(())
    }

    /// Hands out the collections so far; what comes is to be put behind them.
    pub(crate) fn hand_out(&mut self, put: &mut dyn FnMut(&[u8])) -> Option<()> {
        if self.bytes.is_empty() {
            return Some(());
        }
        self.end()?;
        put(&self.bytes);
        self.address = self.address.checked_add(self.bytes.len() as u64)?;
        self.bytes.clear();
        (self.start, self.free) = (0, 0);
        Some(())
    }

    fn begin(&mut self, size: usize) -> Option<()> {
        self.start = self.bytes.len();
        self.bytes.try_reserve(size).ok()?;
        self.bytes.resize(self.start.checked_add(size)?, 0);
        let head = &mut self.bytes[self.start..];
        head[..4].copy_from_slice(SIGNATURE);
        head[4] = VERSION;
        (self.free, self.objects) = (self.start + self.header, 0);
        put(&mut head[8..8 + self.format.length], size as u64)
    }

    /// Has the last collection say what of it is free, where there is room for that.
    fn end(&mut self) -> Option<()> {
        let rest = self.bytes.len() - self.free;
        if rest >= self.header { self.head(0, rest) } else { Some(()) }
    }

    /// What stands before an object: its number, references to it, of which the library counts none, and its size.
    fn head(&mut self, number: u16, size: usize) -> Option<()> {
        let head = &mut self.bytes[self.free..];
        head[..2].copy_from_slice(&number.to_le_bytes());
        put(&mut head[8..8 + self.format.length], size as u64)
    }
}

/// Puts a number into a field of the file's; `None` where it has not so many bytes.
fn put(field: &mut [u8], number: u64) -> Option<()> {
    let bytes = number.to_le_bytes();
    if let Some(field) = field.first_chunk_mut() {
        *field = bytes; // what is behind is zero
        return Some(());
    }
    let (low, high) = bytes.split_at(field.len());
    field.copy_from_slice(low);
    high.iter().all(|&byte| byte == 0).then_some(())
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{super::Heaps, Format, Making, SIZE};

    /// What is made is found again, through elements, behind a user block.
    fn there_and_back(address: usize, length: usize, objects: &[Vec<u8>], piece: usize) -> Vec<u8> {
        let format = Format { address, length, base: 512, open_ended: true };
        let mut file = vec![0xAA; 512 + 64];
        let mut making = Making::at(64, format);
        let mut elements = vec![vec![0; format.pointer()]; objects.len()];
        for (object, element) in objects.iter().zip(&mut elements) {
            making.add(element, object.len(), object).unwrap();
            if making.len() >= piece {
                making.hand_out(&mut |made| file.extend(made)).unwrap();
            }
        }
        making.hand_out(&mut |made| file.extend(made)).unwrap();
        let bytes = |at: u64, len: usize| file.get(at as usize..)?.get(..len).map(Cow::Borrowed);
        let mut heaps = Heaps::new(format, file.len() as u64, &bytes);
        for (object, element) in objects.iter().zip(&elements) {
            match heaps.follow(element).unwrap() {
                None => assert!(object.is_empty()),
                Some((len, found)) => assert_eq!((len, found.bytes()), (object.len(), &**object)),
            }
        }
        file.split_off(512 + 64)
    }

    fn texts(n: usize, len: impl Fn(usize) -> usize) -> Vec<Vec<u8>> {
        (0..n).map(|n| vec![n as u8; len(n)]).collect()
    }

    #[test]
    fn objects_are_found_again() {
        for (address, length) in [(8, 8), (4, 4), (8, 4), (2, 8)] {
            let len = |n: usize| if address == 2 { n % 7 } else { n * 37 % 300 };
            for piece in [1, 10_000, usize::MAX] {
                let objects = if address == 2 && piece == 1 { 10 } else { 500 };
                there_and_back(address, length, &texts(objects, len), piece);
            }
        }
    }

    #[test]
    fn a_collection_is_of_one_size_or_of_one_object() {
        let of_one_size = there_and_back(8, 8, &texts(1000, |_| 24), usize::MAX);
        assert_eq!(of_one_size.len(), 1000_usize.div_ceil((SIZE - 16) / 40) * SIZE);
        let mixed = there_and_back(8, 8, &[vec![1; 10], vec![2; 10_000], vec![3; 10], vec![4; SIZE - 32]], usize::MAX);
        assert_eq!(mixed.len(), SIZE + (16 + 16 + 10_000) + SIZE + SIZE);
        let full = there_and_back(8, 8, &[vec![4; SIZE - 32]], usize::MAX); // not even room for the head of what is free
        assert_eq!(full.len(), SIZE);
    }

    #[test]
    fn numbers_run_out() {
        let objects = texts(70_000, |_| 1);
        there_and_back(8, 8, &objects, usize::MAX);
    }

    #[test]
    fn what_cannot_be_said_is_refused() {
        let narrow = Format { address: 2, length: 8, base: 0, open_ended: true };
        let mut making = Making::at(65_536, narrow);
        assert!(making.add(&mut [0; 10], 1, b"x").is_none(), "an address of more bytes");
        let short = Format { address: 8, length: 2, base: 0, open_ended: true };
        assert!(Making::at(0, short).add(&mut [0; 16], 70_000, &[0; 70_000]).is_none(), "a length of more bytes");
    }
}
