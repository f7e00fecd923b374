//! The index of a dataset's chunks in a file's bytes: a B-tree of version 1, which the dataset's header names (III.A.1 and IV.A of the
//! format's specification).
//!
//! Nothing here believes the bytes: what is not just as expected is left to the library, newer indices among it.
use std::ops::ControlFlow;

use crate::{
    handle::Format,
    header::{DATA_LAYOUT, Sums, messages},
    heap::{Bytes, number},
};

/// Where a chunk is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// Its first element's coordinates.
    pub offset: Vec<usize>,
    /// Its first byte in the file, user block included.
    pub address: usize,
    pub size: usize,
    /// Filters it did not go through, as bits.
    pub mask: u32,
}

/// Of the data layout message.
const VERSION: u8 = 3;
const CHUNKED: u8 = 2;
/// Of a node.
const SIGNATURE: &[u8; 4] = b"TREE";
const OF_CHUNKS: u8 = 1;

/// All chunks in C order, of the dataset whose header is at this address and whose chunks have these lengths.
pub(crate) fn chunks(format: Format, bytes: &Bytes<'_>, header: u64, shape: &[usize]) -> Option<Vec<Chunk>> {
    let mut layout = None;
    messages(format, bytes, header, Sums::Seen, &mut |message| match message.kind {
        DATA_LAYOUT if !message.is_shared() => {
            layout = Some(message.bytes.to_vec());
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    })?;
    let layout = layout?;
    let (head, rest) = layout.split_at_checked(3)?;
    let (root, lens) = rest.split_at_checked(format.address)?;
    let lens: Vec<_> = lens.chunks_exact(4).take(shape.len()).map(|len| u32::from_le_bytes([len[0], len[1], len[2], len[3]])).collect();
    // the last axis is of an element's bytes
    if head != [VERSION, CHUNKED, u8::try_from(shape.len()).ok()?.checked_add(1)?]
        || !lens.iter().map(|&len| len as usize).eq(shape.iter().copied())
    {
        return None;
    }
    let mut tree = Tree { format, bytes, shape, found: Vec::new() };
    if root.iter().all(|&byte| byte == 0xFF) {
        return Some(tree.found); // none was ever written
    }
    tree.walk(number(root)?, None)?;
    Some(tree.found)
}

struct Tree<'a, 'b> {
    format: Format,
    bytes: &'a Bytes<'b>,
    shape: &'a [usize],
    found: Vec<Chunk>,
}

impl Tree<'_, '_> {
    /// Takes all chunks below a node. Every node has some and all are in order, so none is come to twice.
    fn walk(&mut self, address: u64, level: Option<u8>) -> Option<()> {
        let at = address.checked_add(self.format.base)?;
        let start = 8 + 2 * self.format.address;
        let head = (self.bytes)(at, start)?;
        let (is, count) = (head[5], u16::from_le_bytes([head[6], head[7]]) as usize);
        if head[..4] != *SIGNATURE || head[4] != OF_CHUNKS || level.is_some_and(|level| level != is) || count == 0 && level.is_some() {
            return None;
        }
        let key = 8 + 8 * (self.shape.len() + 1);
        let entry = key + self.format.address;
        let entries = (self.bytes)(at.checked_add(start as u64)?, count * entry)?;
        if is == 0 {
            self.found.reserve(count);
        }
        for entry in entries.chunks_exact(entry) {
            let (key, child) = entry.split_at(key);
            match is.checked_sub(1) {
                Some(below) => self.walk(number(child)?, Some(below))?,
                None => self.take(key, number(child)?)?,
            }
        }
        Some(())
    }

    fn take(&mut self, key: &[u8], address: u64) -> Option<()> {
        let (size, key) = key.split_first_chunk()?;
        let (mask, offset) = key.split_first_chunk()?;
        let (size, mask) = (u32::from_le_bytes(*size) as usize, u32::from_le_bytes(*mask));
        let (offset, inside) = offset.split_at_checked(8 * self.shape.len())?;
        let mut place = Vec::with_capacity(self.shape.len());
        for (at, len) in offset.chunks_exact(8).zip(self.shape) {
            place.push(usize::try_from(number(at)?).ok().filter(|at| at % len == 0)?);
        }
        let whole = inside.iter().all(|&byte| byte == 0);
        let next = self.found.last().is_none_or(|last| last.offset < place);
        let address = usize::try_from(address.checked_add(self.format.base)?).ok()?;
        if !whole || !next || size == 0 {
            return None;
        }
        self.found.push(Chunk { offset: place, address, size, mask });
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    const FORMAT: Format = Format { address: 8, length: 8, base: 64, open_ended: true };

    fn node(level: u8, entries: &[(u32, [u64; 3], u64)]) -> Vec<u8> {
        let mut node = [&b"TREE\x01"[..], &[level], &(entries.len() as u16).to_le_bytes(), &[0xFF; 16]].concat();
        for (size, offset, child) in entries {
            node.extend(size.to_le_bytes());
            node.extend([0; 4]);
            node.extend(offset.iter().flat_map(|at| at.to_le_bytes()));
            node.extend(child.to_le_bytes());
        }
        node.resize(512, 0);
        node
    }

    /// A header of version 1 behind 64 bytes, and nodes every 512 bytes from address 512 on.
    fn found(nodes: &[Vec<u8>], root: u64) -> Option<Vec<Chunk>> {
        let mut layout = vec![3, 2, 3];
        layout.extend(root.to_le_bytes());
        layout.extend([4u32, 5, 8].iter().flat_map(|len| len.to_le_bytes()));
        layout.resize(layout.len().next_multiple_of(8), 0);
        let mut file = vec![0; 64];
        file.extend([1, 0, 1, 0, 1, 0, 0, 0, 8 + layout.len() as u8, 0, 0, 0, 0, 0, 0, 0]);
        file.extend([8, 0, layout.len() as u8, 0, 0, 0, 0, 0]);
        file.extend(layout);
        file.resize(64 + 512, 0);
        file.extend(nodes.concat());
        chunks(FORMAT, &|at, len| file.get(usize::try_from(at).ok()?..)?.get(..len).map(Cow::Borrowed), 0, &[4, 5])
    }

    fn chunk(offset: [usize; 2], address: usize) -> Chunk {
        Chunk { offset: offset.to_vec(), address, size: 160, mask: 0 }
    }

    #[test]
    fn chunks_are_found_in_order() {
        assert_eq!(found(&[], u64::MAX), Some(vec![]));
        let leaf = node(0, &[(160, [0, 0, 0], 5000), (160, [0, 5, 0], 6000)]);
        assert_eq!(found(std::slice::from_ref(&leaf), 512), Some(vec![chunk([0, 0], 5064), chunk([0, 5], 6064)]));
        let other = node(0, &[(160, [8, 0, 0], 7000)]);
        let root = node(1, &[(160, [0, 0, 0], 1024), (160, [8, 0, 0], 1536)]);
        let all = found(&[root, leaf, other], 512).unwrap();
        assert_eq!(all, [chunk([0, 0], 5064), chunk([0, 5], 6064), chunk([8, 0], 7064)]);
    }

    #[test]
    fn what_cannot_be_is_no_index() {
        let leaf = node(0, &[(160, [0, 0, 0], 5000), (160, [0, 5, 0], 6000)]);
        let twice = node(1, &[(160, [0, 0, 0], 1024), (160, [8, 0, 0], 1024)]);
        assert_eq!(found(&[twice, leaf.clone()], 512), None, "a node of two parents");
        assert_eq!(found(&[node(1, &[(160, [0, 0, 0], 512)])], 512), None, "a node below itself");
        assert_eq!(found(&[node(2, &[(160, [0, 0, 0], 1024)]), leaf.clone()], 512), None, "a level left out");
        assert_eq!(found(&[node(1, &[(160, [0, 0, 0], 1024)]), node(0, &[])], 512), None, "an empty node");
        assert_eq!(found(&[node(0, &[(160, [0, 5, 0], 1), (160, [0, 0, 0], 2)])], 512), None, "no order");
        assert_eq!(found(&[node(0, &[(160, [1, 0, 0], 1)])], 512), None, "between chunks");
        assert_eq!(found(&[node(0, &[(160, [0, 0, 1], 1)])], 512), None, "amidst an element");
        assert_eq!(found(&[node(0, &[(0, [0, 0, 0], 1)])], 512), None, "nothing");
        assert_eq!(found(&[node(0, &[(160, [0, 0, 0], u64::MAX - 8)])], 512), None, "beyond all files");
        assert_eq!(found(&[leaf], 1024), None, "behind the end");
        assert_eq!(found(&[vec![0; 512]], 512), None, "no node");
    }
}
