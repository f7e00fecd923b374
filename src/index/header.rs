//! An object's header: its messages, one after the other, in a block and those that continue it.
use std::collections::VecDeque;

use crate::{
    handle::Format,
    heap::{Bytes, number},
};

/// Blocks of a header that are looked at.
const MOST_BLOCKS: usize = 64;

/// Message types.
const CONTINUATION: u16 = 0x0010;

/// Of a message that lies elsewhere.
const SHARED: u8 = 0x02;

/// How messages are told apart.
#[derive(Clone, Copy)]
struct Version {
    /// The second has blocks with signatures and checksums, and shorter messages.
    second: bool,
    /// Bytes before a message's own.
    head: usize,
}

/// The bytes of the first message of this type in the header at this address.
pub(super) fn find_message(format: Format, bytes: &Bytes<'_>, header: u64, wanted: u16) -> Option<Vec<u8>> {
    let (version, first) = first_block(bytes, header.checked_add(format.base)?)?;
    let mut blocks = VecDeque::from([first]);
    for _ in 0..MOST_BLOCKS {
        let (at, len) = blocks.pop_front()?;
        let block = bytes(at, len)?;
        let mut rest = &*block;
        while let Some((head, after)) = rest.split_at_checked(version.head) {
            let (kind, size, flags) = match version.second {
                true => (u16::from(head[0]), u16::from_le_bytes([head[1], head[2]]), head[3]),
                false => (u16::from_le_bytes([head[0], head[1]]), u16::from_le_bytes([head[2], head[3]]), head[4]),
            };
            let (message, after) = after.split_at_checked(size as usize)?;
            if kind == wanted {
                return (flags & SHARED == 0).then(|| message.to_vec());
            }
            if kind == CONTINUATION {
                let (at, len) = message.split_at_checked(format.address)?;
                let at = number(at)?.checked_add(format.base)?;
                let len = usize::try_from(number(len.get(..format.length)?)?).ok()?;
                // a signature before the messages, a checksum behind them
                blocks.push_back(if version.second { (at.checked_add(4)?, len.checked_sub(8)?) } else { (at, len) });
            }
            rest = after;
        }
    }
    None
}

/// Where the messages of the first block are, and how many bytes.
fn first_block(bytes: &Bytes<'_>, at: u64) -> Option<(Version, (u64, usize))> {
    let start = bytes(at, 16)?;
    if start[0] == 1 {
        let len = u32::from_le_bytes([start[8], start[9], start[10], start[11]]);
        return Some((Version { second: false, head: 8 }, (at.checked_add(16)?, len as usize)));
    }
    if start[..5] != *b"OHDR\x02" {
        return None;
    }
    let flags = start[5];
    // times, and what attributes are stored in
    let before = 6 + if flags & 0x20 == 0 { 0 } else { 16 } + if flags & 0x10 == 0 { 0 } else { 4 };
    let width = 1 << (flags & 0x03);
    let head = if flags & 0x04 == 0 { 4 } else { 6 };
    let len = usize::try_from(number(&bytes(at.checked_add(before)?, width)?)?).ok()?;
    Some((Version { second: true, head }, (at.checked_add(before + width as u64)?, len)))
}
