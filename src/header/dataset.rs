//! A dataset, as its header tells of it.
use std::ops::ControlFlow;

use super::{DATA_LAYOUT, Sums, messages};
use crate::{
    handle::Format,
    heap::{Bytes, number},
};

/// Message types (IV.A.2).
const DATASPACE: u16 = 0x0001;
const DATATYPE: u16 = 0x0003;
const OLD_FILL_VALUE: u16 = 0x0004;
const FILL_VALUE: u16 = 0x0005;
const FILTERS: u16 = 0x000B;

/// Those that say nothing of the data: nothing, attributes and what they are stored in, comments, times, continuations, the count of links.
const BESIDE: [u16; 8] = [0x0000, 0x000C, 0x000D, 0x000E, 0x0010, 0x0012, 0x0015, 0x0016];

/// What flags say of a message that need not keep anybody from it: it is constant, lies elsewhere, or is not to.
const USUAL: u8 = 0x07;

/// Axes of a dataspace at most.
const MOST_AXES: usize = 32;

/// A dataset with data in the file itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Dataset {
    pub dims: Vec<usize>,
    /// What is said of its type, which is no named one, its fill value, its filters and its chunks: whatever has the same is the same in all of
    /// these.
    pub kind: Vec<u8>,
    pub place: Place,
}

/// Where its data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Allocated, in one piece: its first byte in the file, user block included, and the number of its bytes.
    Piece { address: u64, size: u64 },
    /// In chunks of elements of so many bytes.
    Chunks { element: u32 },
}

/// The dataset of the header at this address; `None` for any other object, and for what says more than is made sense of here.
pub(crate) fn dataset(format: Format, bytes: &Bytes<'_>, header: u64) -> Option<Dataset> {
    let (mut space, mut place, mut kind, mut types, mut filters, mut strange) = (None, None, Vec::new(), 0, false, false);
    messages(format, bytes, header, Sums::Look, &mut |message| {
        let known = match message.kind {
            _ if message.flags & !USUAL != 0 => false,
            kind if BESIDE.contains(&kind) => true,
            _ if message.is_shared() => false,
            DATASPACE => set(&mut space, extent(format, message.bytes)),
            DATA_LAYOUT => set(&mut place, piece(format, message.bytes).or_else(|| chunks(format, message.bytes, &mut kind))),
            DATATYPE | OLD_FILL_VALUE | FILL_VALUE | FILTERS => {
                types += usize::from(message.kind == DATATYPE);
                filters |= message.kind == FILTERS;
                kind.extend_from_slice(message.whole);
                true
            }
            _ => false,
        };
        strange = !known;
        if known { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    let ((dims, grows), place) = (space?, place?);
    let plain = matches!(place, Place::Chunks { .. }) || !grows && !filters;
    (types == 1 && plain && !strange).then_some(Dataset { dims, kind, place })
}

/// Whether there is a value now, and there was none before.
fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let first = place.is_none();
    *place = value;
    first && place.is_some()
}

/// The lengths of the axes, of a simple dataspace or a scalar one, and whether they may come to be others.
pub(super) fn extent(format: Format, message: &[u8]) -> Option<(Vec<usize>, bool)> {
    let (head, lens) = match message {
        [1, rank, flags, ..] => ((*rank as usize, *flags, true), message.get(8..)?),
        [2, rank, flags, class, ..] => ((*rank as usize, *flags, *class == u8::from(*rank > 0)), message.get(4..)?),
        _ => return None,
    };
    let (rank, flags, is_simple) = head;
    if !is_simple || rank > MOST_AXES || flags > 1 {
        return None;
    }
    let (lens, most) = lens.split_at_checked(rank * format.length)?;
    let axes = |lens: &[u8]| lens.chunks_exact(format.length).map(number).collect::<Option<Vec<_>>>();
    let lens = axes(lens)?;
    let most = if flags == 1 { axes(most.get(..rank * format.length)?)? } else { lens.clone() };
    if lens.iter().zip(&most).any(|(len, most)| len > most) {
        return None;
    }
    let grows = lens != most;
    let dims: Option<_> = lens.into_iter().map(|len| usize::try_from(len).ok()).collect();
    Some((dims?, grows))
}

/// One piece that is allocated.
fn piece(format: Format, message: &[u8]) -> Option<Place> {
    let [3 | 4, 1, rest @ ..] = message else { return None };
    let (address, rest) = rest.split_at_checked(format.address)?;
    if address.iter().all(|&byte| byte == 0xFF) {
        return None;
    }
    Some(Place::Piece { address: number(address)?.checked_add(format.base)?, size: number(rest.get(..format.length)?)? })
}

/// Chunks that a B-tree of version 1 leads to; all that is said of them but where that is goes to `kind`.
fn chunks(format: Format, message: &[u8], kind: &mut Vec<u8>) -> Option<Place> {
    let (head @ [3, 2, rank], rest) = message.split_first_chunk()? else { return None };
    let lens = rest.get(format.address..)?.get(..4 * *rank as usize)?;
    kind.extend_from_slice(head);
    kind.extend_from_slice(lens);
    Some(Place::Chunks { element: u32::from_le_bytes(*lens.last_chunk()?) })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::lookup3::lookup3;

    const FORMAT: Format = Format { address: 8, length: 8, base: 64, open_ended: true };

    const SPACE: &[u8] = &[2, 2, 0, 1, 3, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0];
    const TYPE: &[u8] = b"a type";
    const LAYOUT: &[u8] = &[4, 1, 0, 8, 0, 0, 0, 0, 0, 0, 96, 0, 0, 0, 0, 0, 0, 0];

    /// Messages of the second version, one block a list, the next announced at the end of each.
    fn header(blocks: &[&[(u8, u8, &[u8])]]) -> Vec<u8> {
        let mut file = vec![0; 64 + 1024 * blocks.len()];
        for (n, messages) in blocks.iter().enumerate() {
            let mut block = if n == 0 { b"OHDR\x02\x01\0\0".to_vec() } else { b"OCHK".to_vec() };
            let start = block.len();
            for (kind, flags, bytes) in *messages {
                block.extend([&[*kind, bytes.len() as u8, 0, *flags][..], bytes].concat());
            }
            if n + 1 < blocks.len() {
                let len: usize = 8 + blocks[n + 1].iter().map(|(_, _, bytes)| 4 + bytes.len()).sum::<usize>();
                let len = len + if n + 2 < blocks.len() { 20 } else { 0 };
                block.extend([0x10, 16, 0, 0]);
                block.extend((1024 * (n as u64 + 1)).to_le_bytes());
                block.extend((len as u64).to_le_bytes());
            }
            if n == 0 {
                let len = ((block.len() - start) as u16).to_le_bytes();
                block[6..8].copy_from_slice(&len);
            }
            let sum = lookup3(&block).to_le_bytes();
            block.extend(sum);
            file[64 + 1024 * n..][..block.len()].copy_from_slice(&block);
        }
        file
    }

    fn found(file: &[u8]) -> Option<Dataset> {
        dataset(FORMAT, &|at, len| file.get(usize::try_from(at).ok()?..)?.get(..len).map(Cow::Borrowed), 0)
    }

    #[test]
    fn a_header_tells_of_its_dataset() {
        let place = Place::Piece { address: 2048 + 64, size: 96 };
        let told = Dataset { dims: vec![3, 4], kind: [&[3, 6, 0, 1][..], TYPE].concat(), place };
        let all = [(1, 0, SPACE), (3, 1, TYPE), (8, 0, LAYOUT)];
        assert_eq!(found(&header(&[&all])).as_ref(), Some(&told));
        let beside: &[(u8, u8, &[u8])] = &[(0x12, 0, b"time"), (0x0C, 2, b"shared attribute"), all[2]];
        assert_eq!(found(&header(&[&all[..1], &[], &all[1..2], beside])), Some(told));
    }

    #[test]
    fn chunks_are_of_a_kind_wherever_they_are() {
        let lens = [2u32, 4, 8].map(u32::to_le_bytes).concat();
        let with = |space: &[u8], address: u64| {
            let layout = [&[3, 2, 3][..], &address.to_le_bytes(), &lens].concat();
            found(&header(&[&[(1, 0, space), (3, 1, TYPE), (11, 1, b"filters"), (8, 0, &layout)]])).expect("a dataset")
        };
        let grows = [2, 1, 1, 1, 3, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255];
        let (one, other) = (with(SPACE, 4096), with(&grows, u64::MAX));
        assert_eq!((one.place, other.place), (Place::Chunks { element: 8 }, Place::Chunks { element: 8 }));
        assert_eq!((one.dims, other.dims), (vec![3, 4], vec![3]));
        assert_eq!(one.kind, other.kind);
        assert!(one.kind.ends_with(&lens) && one.kind.windows(7).any(|bytes| bytes == b"filters"));
    }

    #[test]
    fn what_says_more_is_left_alone() {
        let all: [(u8, u8, &[u8]); 3] = [(1, 0, SPACE), (3, 1, TYPE), (8, 0, LAYOUT)];
        assert_eq!(found(&header(&[&all[..2]])), None, "no layout");
        assert_eq!(found(&header(&[&[all[0], all[1], all[2], (7, 0, b"external")]])), None, "data in other files");
        assert_eq!(found(&header(&[&[all[0], all[1], all[2], (0x30, 0, b"new")]])), None, "an unknown message");
        assert_eq!(found(&header(&[&[all[0], (3, 2, TYPE), all[2]]])), None, "a named type");
        assert_eq!(found(&header(&[&[all[0], all[1], all[1], all[2]]])), None, "two types");
        let grows = [2, 1, 1, 1, 3, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(found(&header(&[&[(1, 0, &grows), all[1], all[2]]])), None, "room to grow");
        assert_eq!(found(&header(&[&[(1, 0, &[2, 0, 0, 2]), all[1], all[2]]])), None, "a null dataspace");
        let nowhere = [&[3, 1][..], &[0xFF; 8], &[0; 8]].concat();
        assert_eq!(found(&header(&[&[all[0], all[1], (8, 0, &nowhere)]])), None, "not allocated");
        assert_eq!(found(&header(&[&[all[0], all[1], (8, 0, &[3, 2, 3])]])), None, "chunks of no lengths");
        assert_eq!(found(&header(&[&[all[0], all[1], all[2], (11, 0, b"filters")]])), None, "filters without chunks");
    }

    #[test]
    fn damage_is_seen() {
        let whole = header(&[&[(1, 0, SPACE), (3, 1, TYPE)], &[(8, 0, LAYOUT)]]);
        assert!(found(&whole).is_some());
        let first = 64..64 + 12 + usize::from(u16::from_le_bytes([whole[70], whole[71]]));
        let second = 64 + 1024..64 + 1024 + 12 + LAYOUT.len();
        for at in first.chain(second) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x10;
            assert_eq!(found(&damaged), None, "byte {at}");
        }
        for len in 64..whole.len() {
            let _ = found(&whole[..len]);
        }
    }
}
