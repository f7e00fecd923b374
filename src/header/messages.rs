//! An object's header: its messages, one after the other, in a block and those that continue it.
use std::{collections::VecDeque, ops::ControlFlow};

use crate::{
    handle::Format,
    heap::{Bytes, number},
    lookup3::lookup3,
};

/// Blocks of a header that are looked at.
const MOST_BLOCKS: usize = 64;

/// Message types.
pub(crate) const DATA_LAYOUT: u16 = 0x0008;
const CONTINUATION: u16 = 0x0010;

/// Bytes of the checksum behind a block.
const CHECKSUM: usize = 4;

/// Of a message that lies elsewhere.
const SHARED: u8 = 0x02;

/// A message of a header.
pub(crate) struct Message<'a> {
    pub kind: u16,
    pub flags: u8,
    pub bytes: &'a [u8],
    /// Where those are in the file, user block included.
    pub at: u64,
    /// Kind, flags and bytes as they lie there.
    pub whole: &'a [u8],
}

impl Message<'_> {
    /// Whether it lies elsewhere: its bytes tell where.
    pub(crate) fn is_shared(&self) -> bool {
        self.flags & SHARED != 0
    }
}

/// How messages are told apart.
#[derive(Clone, Copy)]
struct Version {
    /// The second has blocks with signatures and checksums, and shorter messages.
    second: bool,
    /// Bytes before a message's own.
    head: usize,
    /// How many there are, as the first says.
    messages: Option<u32>,
}

/// A part of a header in the file.
struct Block {
    at: u64,
    len: usize,
    /// Bytes before the first message.
    start: usize,
}

/// Whether a header's checksums are to be looked at. They are once, by the library or here: from then on its bytes are what they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sums {
    Look,
    Seen,
}

/// Shows the messages of the header at this address, until one breaks it off. `None` for what is no header, or damaged.
pub(crate) fn messages(
    format: Format,
    bytes: &Bytes<'_>,
    header: u64,
    sums: Sums,
    see: &mut dyn FnMut(&Message<'_>) -> ControlFlow<()>,
) -> Option<()> {
    let (version, first) = first_block(bytes, header.checked_add(format.base)?)?;
    let (mut blocks, mut count) = (VecDeque::from([first]), 0);
    for _ in 0..MOST_BLOCKS {
        let Some(Block { at, len, start }) = blocks.pop_front() else {
            return version.messages.is_none_or(|messages| messages == count).then_some(());
        };
        let block = bytes(at, len)?;
        let (mut rest, tail) = match version.second {
            true => (without_sum(&block, sums)?.get(start..)?, CHECKSUM),
            false => (block.get(start..)?, 0),
        };
        while let Some((head, after)) = rest.split_at_checked(version.head) {
            let (kind, size, flags) = match version.second {
                true => (u16::from(head[0]), u16::from_le_bytes([head[1], head[2]]), head[3]),
                false => (u16::from_le_bytes([head[0], head[1]]), u16::from_le_bytes([head[2], head[3]]), head[4]),
            };
            let (message, after) = after.split_at_checked(size as usize)?;
            if !version.second && size % 8 != 0 {
                return None; // they are padded
            }
            count += 1;
            let place = len - tail - after.len() - message.len();
            let whole = &rest[..version.head + message.len()];
            if see(&Message { kind, flags, bytes: message, at: at.checked_add(place as u64)?, whole }).is_break() {
                return Some(());
            }
            if kind == CONTINUATION {
                let (at, len) = message.split_at_checked(format.address)?;
                let at = number(at)?.checked_add(format.base)?;
                let len = usize::try_from(number(len.get(..format.length)?)?).ok().filter(|len| *len > 0)?;
                // a signature before the messages
                blocks.push_back(Block { at, len, start: if version.second { 4 } else { 0 } });
            }
            rest = after;
        }
        if !version.second && !rest.is_empty() {
            return None; // only the second has gaps
        }
    }
    None
}

/// The first block.
fn first_block(bytes: &Bytes<'_>, at: u64) -> Option<(Version, Block)> {
    let start = bytes(at, 16)?;
    if start[0] == 1 {
        let len = u32::from_le_bytes([start[8], start[9], start[10], start[11]]) as usize;
        return Some((
            Version { second: false, head: 8, messages: Some(u16::from_le_bytes([start[2], start[3]]).into()) },
            Block { at: at.checked_add(16)?, len, start: 0 },
        ));
    }
    if start[..5] != *b"OHDR\x02" {
        return None;
    }
    let flags = start[5];
    // times, and what attributes are stored in
    let before = 6 + if flags & 0x20 == 0 { 0 } else { 16 } + if flags & 0x10 == 0 { 0 } else { 4 };
    let width = 1 << (flags & 0x03);
    let head = if flags & 0x04 == 0 { 4 } else { 6 };
    let len = usize::try_from(number(&bytes(at.checked_add(before as u64)?, width)?)?).ok()?;
    let start = before + width;
    Some((Version { second: true, head, messages: None }, Block { at, len: start.checked_add(len)?.checked_add(CHECKSUM)?, start }))
}

/// A block without its checksum, if that is right.
fn without_sum(block: &[u8], sums: Sums) -> Option<&[u8]> {
    let (block, sum) = block.split_last_chunk()?;
    (sums == Sums::Seen || u32::from_le_bytes(*sum) == lookup3(block)).then_some(block)
}
