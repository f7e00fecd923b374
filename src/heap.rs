//! The global heap in a file's bytes: what elements of variable length point at (III.E of the format's specification).
//!
//! Nothing here believes the bytes. libhdf5 does, below 2.0: what is broken is not left to it.
mod collection;
mod making;

use std::{borrow::Cow, collections::HashMap, ops::Range, rc::Rc};

use crate::handle::Format;
use collection::Collection;
pub(crate) use collection::Left;
pub(crate) use making::Making;

/// Why there is nothing where an element points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There is no such thing.
    Broken,
    /// It is more than is made sense of here.
    Unknown,
}

/// The bytes of a file: `len` from `at` on, if there are so many.
pub(crate) type Bytes<'a> = dyn Fn(u64, usize) -> Option<Cow<'a, [u8]>> + 'a;

/// What the collections that are kept may take, copied bytes and indices: texts that were written anew in no order lie all over the file.
const KEPT: usize = 32 << 20;

/// The heaps of a file while elements are read.
pub(crate) struct Heaps<'a> {
    format: Format,
    bytes: &'a Bytes<'a>,
    /// By their addresses.
    known: HashMap<u64, Rc<Collection<'a>>>,
    last: Option<(u64, Rc<Collection<'a>>)>,
    /// Of one that others have looked at.
    left: Option<Left>,
    /// What those take.
    weight: usize,
    /// Bytes of collections that may still be looked at: those that overlap would have more than there is room for.
    patience: u64,
}

/// Bytes that an element points at.
pub(crate) struct Object<'a> {
    collection: Rc<Collection<'a>>,
    place: Range<usize>,
}

impl Object<'_> {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.collection.bytes[self.place.clone()]
    }

    /// Whether a NUL follows the first `len` of them.
    pub(crate) fn has_nul_at(&self, len: usize) -> bool {
        self.collection.bytes.get(self.place.start + len) == Some(&0)
    }
}

impl<'a> Heaps<'a> {
    /// Of a file of `len` bytes.
    pub(crate) fn new(format: Format, len: u64, bytes: &'a Bytes<'a>) -> Self {
        // each may be looked at so often, because others took its place
        let patience = len.saturating_mul(64);
        Self { format, bytes, known: HashMap::new(), last: None, left: None, weight: 0, patience }
    }

    /// With what was left of a collection of the same bytes.
    pub(crate) fn after(self, left: Option<Left>) -> Self {
        Self { left, ..self }
    }

    /// What is left of the last collection.
    pub(crate) fn leave(self) -> Option<Left> {
        self.last.map(|(address, collection)| collection.leave(address)).or(self.left)
    }

    /// Lets go of collections but the last, where there are many. Whatever points into them is not to be followed any more.
    pub(crate) fn make_room(&mut self) {
        if self.weight > KEPT {
            self.known.clear();
            self.weight = 0;
        }
    }

    /// What an element of variable length points at, and its length in elements of its own; `None` for nothing, or none of them.
    pub(crate) fn follow(&mut self, element: &[u8]) -> Result<Option<(usize, Object<'a>)>, Trouble> {
        let (len, rest) = element.split_first_chunk().ok_or(Trouble::Broken)?;
        let (address, index) = rest.split_at_checked(self.format.address).ok_or(Trouble::Broken)?;
        let (len, address) = (u32::from_le_bytes(*len) as usize, number(address).ok_or(Trouble::Unknown)?);
        if len == 0 || address == 0 {
            return Ok(None);
        }
        let index = index.first_chunk().map(|index| u32::from_le_bytes(*index)).ok_or(Trouble::Broken)?;
        let collection = self.collection(address)?;
        let place = collection.find(index).ok_or(Trouble::Broken)?;
        Ok(Some((len, Object { collection, place })))
    }

    fn collection(&mut self, address: u64) -> Result<Rc<Collection<'a>>, Trouble> {
        if let Some((at, collection)) = &self.last {
            if *at == address {
                return Ok(Rc::clone(collection));
            }
        }
        let collection = match self.known.get(&address) {
            Some(collection) => Rc::clone(collection),
            None => {
                let new = Collection::at(address, self.format, self.bytes)?;
                let collection = Rc::new(match &self.left {
                    Some(left) if left.address == address => new.again(left),
                    _ => new,
                });
                self.patience = self.patience.checked_sub(collection.bytes.len() as u64).ok_or(Trouble::Unknown)?;
                self.weight += collection.weight();
                self.known.insert(address, Rc::clone(&collection));
                collection
            }
        };
        self.last = Some((address, Rc::clone(&collection)));
        Ok(collection)
    }
}

/// A number in little endian; none where it is wider than an address of this machine may be.
#[inline]
pub(crate) fn number(bytes: &[u8]) -> Option<u64> {
    if let Ok(bytes) = bytes.try_into() {
        return Some(u64::from_le_bytes(bytes)); // mostly
    }
    let (low, high) = bytes.split_at(bytes.len().min(size_of::<u64>()));
    let mut wide = [0; 8];
    wide[..low.len()].copy_from_slice(low);
    high.iter().all(|&byte| byte == 0).then_some(u64::from_le_bytes(wide))
}
