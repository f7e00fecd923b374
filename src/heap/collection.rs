//! One collection of a global heap: objects one after the other, each with its number.
use std::{
    borrow::Cow,
    cell::{Cell, OnceCell},
    ops::Range,
    sync::Arc,
};

use super::{Bytes, Format, Trouble, number};

/// The bytes of a collection, and where its objects are.
pub(super) struct Collection<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// Where the first object begins.
    first: usize,
    /// Bytes of a length.
    length: usize,
    /// As they lie; sorted by number where they do not lie so. Made for the second that is looked for: mostly there is none, or many.
    objects: OnceCell<Option<Index>>,
    asked: Cell<bool>,
}

/// The objects of a collection.
type Index = Arc<Vec<Place>>;

/// What is left of a collection for the next who asks for one of its objects.
pub(crate) struct Left {
    pub(super) address: u64,
    objects: Option<Index>,
}

#[derive(Clone, Copy)]
struct Place {
    index: u32,
    start: u32,
    len: u32,
}

pub(super) const SIGNATURE: &[u8; 4] = b"GCOL";
pub(super) const VERSION: u8 = 1;

impl<'a> Collection<'a> {
    /// The collection at this address.
    pub(super) fn at(address: u64, format: Format, bytes: &Bytes<'a>) -> Result<Self, Trouble> {
        let at = address.checked_add(format.base).ok_or(Trouble::Broken)?;
        let header = aligned(8 + format.length).ok_or(Trouble::Unknown)?; // signature, version, three bytes of nothing, size
        let head = bytes(at, header).ok_or(Trouble::Broken)?;
        if head[..4] != *SIGNATURE || head[4] != VERSION {
            return Err(Trouble::Broken);
        }
        let size = number(&head[8..8 + format.length]).and_then(|size| usize::try_from(size).ok()).ok_or(Trouble::Broken)?;
        let bytes = bytes(at, size).ok_or(Trouble::Broken)?;
        if u32::try_from(size).is_err() {
            return Err(Trouble::Unknown); // one object may be so large
        }
        Ok(Self { bytes, first: header, length: format.length, objects: OnceCell::new(), asked: Cell::new(false) })
    }

    /// The same collection, from which an object was taken before.
    pub(super) fn again(self, left: &Left) -> Self {
        self.asked.set(true);
        Self { objects: left.objects.clone().map_or_else(OnceCell::new, |objects| OnceCell::from(Some(objects))), ..self }
    }

    pub(super) fn leave(&self, address: u64) -> Left {
        Left { address, objects: self.objects.get().cloned().flatten() }
    }

    /// Where an object's bytes are; `None` as well where the collection is broken.
    pub(super) fn find(&self, index: u32) -> Option<Range<usize>> {
        let Place { start, len, .. } = if self.asked.replace(true) { self.look_up(index) } else { self.look_through(index) }?;
        Some(start as usize..(start + len) as usize)
    }

    fn look_through(&self, index: u32) -> Option<Place> {
        let mut found = None;
        walk(&self.bytes, self.first, self.length, |place| {
            if place.index == index {
                found = Some(place);
            }
        })?;
        found
    }

    fn look_up(&self, index: u32) -> Option<Place> {
        let objects = self.objects.get_or_init(|| places(&self.bytes, self.first, self.length).map(Arc::new)).as_ref()?;
        let first = objects.first()?.index;
        // mostly they are numbered one after the other
        let guess = objects.get(index.checked_sub(first)? as usize).filter(|place| place.index == index);
        guess.or_else(|| objects.get(objects.binary_search_by_key(&index, |place| place.index).ok()?)).copied()
    }

    /// What it takes in memory, and may come to take.
    pub(super) fn weight(&self) -> usize {
        let copied = if let Cow::Owned(bytes) = &self.bytes { bytes.len() } else { 0 };
        copied + self.bytes.len() / (8 + self.length) * size_of::<Place>() + size_of::<Self>()
    }
}

/// The objects behind a collection's header, by number. Of those with the same the last counts, as it does for the library.
fn places(bytes: &[u8], first: usize, length: usize) -> Option<Vec<Place>> {
    let mut places: Vec<Place> = Vec::new();
    let mut sorted = true;
    walk(bytes, first, length, |place| {
        sorted &= places.last().is_none_or(|last| last.index < place.index);
        places.push(place);
    })?;
    if !sorted {
        places.reverse();
        places.sort_by_key(|place| place.index); // stable: the last comes first now
        places.dedup_by_key(|place| place.index);
    }
    Some(places)
}

/// Shows the objects from the first one on, as they lie; `None` where one is not all there.
fn walk(bytes: &[u8], mut at: usize, length: usize, mut see: impl FnMut(Place)) -> Option<()> {
    let header = aligned(8 + length)?; // number, references to it, four bytes of nothing, size
    // a rest that is too short for an object is free
    while let Some(head) = bytes.get(at..at.checked_add(header)?) {
        let index = u32::from(u16::from_le_bytes([head[0], head[1]]));
        let len = usize::try_from(number(&head[8..8 + length])?).ok()?;
        let start = at + header;
        if index == 0 {
            at = at.checked_add(len).filter(|&next| next >= start)?; // free, the header included
            continue;
        }
        at = start.checked_add(aligned(len)?)?;
        if start + len > bytes.len() {
            return None;
        }
        see(Place { index, start: start as u32, len: len as u32 }); // within a collection, whose size is of 32 bits
    }
    Some(())
}

/// The next multiple of eight, at which everything in a collection begins.
pub(super) fn aligned(len: usize) -> Option<usize> {
    len.checked_next_multiple_of(8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMAT: Format = Format { address: 8, length: 8, base: 512, open_ended: true };

    fn object(index: u16, bytes: &[u8]) -> Vec<u8> {
        let mut object = [&index.to_le_bytes()[..], &[1, 0, 0, 0, 0, 0], &(bytes.len() as u64).to_le_bytes(), bytes].concat();
        object.resize(object.len().next_multiple_of(8), 0xAA);
        object
    }

    fn collection(size: usize, objects: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = [&b"GCOL\x01\0\0\0"[..], &(size as u64).to_le_bytes(), &objects.concat()].concat();
        if bytes.len() + 16 <= size {
            let free = (size - bytes.len()) as u64;
            bytes.extend([&[0; 8][..], &free.to_le_bytes()].concat());
        }
        bytes.resize(size.max(bytes.len()), 0);
        bytes
    }

    fn at(file: &[u8], address: u64) -> Result<Collection<'_>, Trouble> {
        Collection::at(address, FORMAT, &|at, len| file.get(usize::try_from(at).ok()?..)?.get(..len).map(Cow::Borrowed))
    }

    fn found(bytes: &[u8], index: u32) -> Option<Vec<u8>> {
        let file = [&[0; 512][..], bytes].concat();
        let collection = at(&file, 0).ok()?;
        collection.find(index).map(|place| collection.bytes[place].to_vec())
    }

    #[test]
    fn objects_are_found_by_number() {
        let in_order = collection(4096, &[object(1, b"one"), object(2, b""), object(3, b"12345678")]);
        assert_eq!([1, 2, 3].map(|n| found(&in_order, n).unwrap()), [&b"one"[..], b"", b"12345678"]);
        assert!([0, 4, 65_535, u32::MAX].map(|n| found(&in_order, n)).iter().all(Option::is_none));
        let others = collection(4096, &[object(7, b"seven"), object(3, b"three"), object(4, b"four"), object(7, b"the last")]);
        assert_eq!([3, 4, 7].map(|n| found(&others, n).unwrap()), [&b"three"[..], b"four", b"the last"]);
        assert!([1, 2, 5, 8].map(|n| found(&others, n)).iter().all(Option::is_none));
        assert!(found(&collection(4096, &[]), 1).is_none());
    }

    #[test]
    fn a_rest_too_short_for_an_object_is_free() {
        let object = object(1, &[7; 16]);
        let size = 16 + object.len() + 8;
        assert_eq!(found(&collection(size, &[object]), 1).unwrap(), [7; 16]);
    }

    #[test]
    fn what_cannot_be_is_no_collection() {
        let good = collection(4096, &[object(1, b"one")]);
        let broken = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = good.clone();
            change(&mut bytes);
            found(&bytes, 1).is_none()
        };
        assert!(!broken(&|_| {}));
        assert!(broken(&|bytes| bytes[0] = b'g'), "the signature");
        assert!(broken(&|bytes| bytes[4] = 2), "the version");
        assert!(broken(&|bytes| bytes.truncate(4095)), "a collection that ends behind the file");
        assert!(broken(&|bytes| bytes[8..16].fill(0xFF)), "a size beyond memory");
        assert!(broken(&|bytes| bytes[24..32].fill(0xFF)), "an object beyond memory");
        assert!(broken(&|bytes| bytes[24..32].copy_from_slice(&4065u64.to_le_bytes())), "an object beyond the collection");
        assert!(!broken(&|bytes| bytes[24..32].copy_from_slice(&4064u64.to_le_bytes())), "one that fills it");
        assert!(broken(&|bytes| bytes[40..64].fill(0)), "free space of no size");
        assert!(broken(&|bytes| bytes[8..16].fill(0)), "a collection without room for its header");
    }

    #[test]
    fn addresses_beyond_the_file_lead_nowhere() {
        let file = [&[0; 512][..], &collection(4096, &[object(1, b"one")])].concat();
        assert!(at(&file, 0).is_ok());
        assert!([1, 8, 4096, u64::MAX - 512, u64::MAX].map(|address| at(&file, address)).iter().all(Result::is_err));
    }

    #[test]
    fn short_lengths_are_padded() {
        let format = Format { address: 4, length: 4, base: 0, open_ended: true };
        let bytes =
            [&b"GCOL\x01\0\0\0"[..], &64u32.to_le_bytes(), &[0; 4], &[1, 0, 1, 0, 0, 0, 0, 0], &5u32.to_le_bytes(), &[0; 4], b"hello"]
                .concat();
        let bytes = [bytes, vec![0; 64]].concat();
        let mut bytes = bytes;
        bytes[48..52].copy_from_slice(&16u32.to_le_bytes()); // free space
        let collection = Collection::at(0, format, &|at, len| bytes.get(at as usize..)?.get(..len).map(Cow::Borrowed)).unwrap();
        assert_eq!(&collection.bytes[collection.find(1).unwrap()], b"hello");
    }
}
