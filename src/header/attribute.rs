//! An attribute in its object's header.
use std::ops::ControlFlow;

use super::{Sums, dataset::extent, messages};
use crate::{handle::Format, heap::Bytes};

/// Message type (IV.A.2.m).
const ATTRIBUTE: u16 = 0x000C;

/// An attribute, as the message of its header has it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub dims: Vec<usize>,
    /// What is said of its type, which is no named one: whatever has the same is of the same type.
    pub kind: Vec<u8>,
    /// Its first byte in the file, user block included.
    pub address: u64,
    /// Bytes there are from there.
    pub room: usize,
}

/// The attribute of this name in the header at this address, of an object that was opened or found; `None` for one that is not there, or says more than is made sense of here.
pub(crate) fn attribute(format: Format, bytes: &Bytes<'_>, header: u64, name: &[u8]) -> Option<Attribute> {
    let mut found = None;
    messages(format, bytes, header, Sums::Seen, &mut |message| {
        if message.kind != ATTRIBUTE || message.is_shared() {
            return ControlFlow::Continue(());
        }
        match parts(message.bytes, name) {
            Some(parts) => {
                found = parts.told(format, message.at);
                ControlFlow::Break(())
            }
            None => ControlFlow::Continue(()),
        }
    })?;
    found
}

/// What a message consists of.
struct Parts<'a> {
    dtype: &'a [u8],
    space: &'a [u8],
    value: &'a [u8],
    /// Where the value begins.
    at: usize,
}

/// The parts of a message, if it is of an attribute of this name, with a type and a dataspace of its own.
fn parts<'a>(message: &'a [u8], name: &[u8]) -> Option<Parts<'a>> {
    let (head, padded) = match message {
        [1, ..] => (8, true),
        [2, 0, ..] => (8, false),
        [3, 0, ..] => (9, false), // and a character set
        _ => return None,
    };
    let len = |at: usize| Some(u16::from_le_bytes(*message.get(at..)?.first_chunk()?) as usize);
    let place = |len: usize| if padded { len.next_multiple_of(8) } else { len };
    let (name_len, dtype, space) = (len(2)?, len(4)?, len(6)?);
    let rest = message.get(head..)?;
    if !rest.starts_with(name) || name_len != name.len() + 1 || *rest.get(name.len())? != 0 {
        return None;
    }
    let (_, rest) = rest.split_at_checked(place(name_len))?;
    let (dtype, rest) = (rest.get(..dtype)?, rest.get(place(dtype)..)?);
    let (space, value) = (rest.get(..space)?, rest.get(place(space)..)?);
    Some(Parts { dtype, space, value, at: message.len() - value.len() })
}

impl Parts<'_> {
    fn told(&self, format: Format, at: u64) -> Option<Attribute> {
        Some(Attribute {
            dims: extent(format, self.space)?.0,
            kind: [b"@", self.dtype].concat(), // not as of a dataset
            address: at.checked_add(self.at as u64)?,
            room: self.value.len(),
        })
    }
}
