//! Elements of variable length put into new heaps of a file without the library: as [`h5d::write`](crate::sys::h5d::write) would put them.
use std::{
    ffi::{CStr, c_char},
    ptr, slice,
};

use super::{
    Elements, Sink,
    form::{Form, How},
    plan::Way,
};
use crate::{
    datatype::TypeDescriptor,
    error::{Error, Result},
    heap::Making,
};

/// Elements below which the library is asked: what these point at finds room in heaps that are there.
const WORTH_STOWING: usize = 256;

/// Bytes of heaps, and of elements, that are made before they go into the file: what serves again stays in a near cache.
const PIECE: usize = 64 << 10;

impl Sink<'_> {
    /// Writes elements that are written for the first time; `false` leaves them to the library.
    ///
    /// # Safety
    /// `memory` is elements of the way's library, as many as are selected; what they point at is there, and all of it initialised.
    pub(super) unsafe fn stow<H>(&self, way: &Way<H>, stored: &TypeDescriptor, memory: &[u8]) -> Result<bool> {
        let Elements::OfDataset(part) = &self.0.elements else { return Ok(false) };
        let Some(flat) = part.flat.as_ref().filter(|_| part.fresh) else { return Ok(false) };
        if !part.is_current(&self.0)? {
            return Ok(false);
        }
        let format = *part.format(&self.0)?;
        let Some(form) = Form::of(stored, &way.library, &format).filter(|form| form.memory > 0 && form.stored > 0) else {
            return Ok(false);
        };
        let elements = memory.len() / form.memory;
        let Some(all) = part.bytes(self.0.shape()?, form.stored).filter(|all| all.region.is_none()) else { return Ok(false) };
        let Some(bytes) = flat.room_for(&all, elements.saturating_mul(form.stored)) else { return Ok(false) };
        let Some(mut next) = bytes.next().filter(|_| elements >= WORTH_STOWING && format.open_ended) else { return Ok(false) };
        let Some(address) = next.checked_sub(format.base) else { return Ok(false) };

        let api = self.0.api()?; // no call of the library until all is where it belongs: nobody else allocates
        part.node.file.change(&api);
        let mut heaps = Making::at(address, format);
        let mut put = |heaps: &mut Making| {
            heaps.hand_out(&mut |made| {
                bytes.extend(next, made);
                next += made.len() as u64;
            })
        };
        let batch = (PIECE / form.stored).max(1);
        let (mut room, mut at) = (self.zeroed(Vec::new(), batch.min(elements) * form.stored)?, flat.address);
        let mut stow_all = || {
            for memory in memory.chunks(batch * form.memory) {
                let stored = &mut room[..memory.len() / form.memory * form.stored];
                stored.fill(0);
                for (memory, stored) in memory.chunks_exact(form.memory).zip(stored.chunks_exact_mut(form.stored)) {
                    // SAFETY: the caller's promise
                    unsafe { form.stow(memory, stored, &mut heaps) }?;
                    if heaps.len() >= PIECE {
                        put(&mut heaps)?;
                    }
                }
                bytes.write_at(at, stored);
                at += stored.len() as u64;
            }
            put(&mut heaps)
        };
        stow_all().ok_or_else(|| {
            Error::unsupported(self.place(), "elements that the file's addresses and lengths can say, and memory for them")
        })?;
        Ok(true)
    }
}

impl Form {
    /// Puts what an element in memory points at into heaps, and makes the stored element, whose bytes are zero. `None` for what a file of
    /// this format cannot say.
    ///
    /// # Safety
    /// What the element points at is there, and all of it initialised.
    unsafe fn stow(&self, memory: &[u8], stored: &mut [u8], heaps: &mut Making) -> Option<()> {
        match &self.how {
            How::Bits(swap) => {
                stored.copy_from_slice(memory);
                if swap.is_some() {
                    stored.reverse();
                }
            }
            How::Text => {
                let text = pointer(memory)?.cast::<c_char>();
                if !text.is_null() {
                    // SAFETY: the caller's promise: a text in memory ends with a NUL
                    let text = unsafe { CStr::from_ptr(text) }.to_bytes();
                    heaps.add(stored, text.len(), text)?;
                }
            }
            How::Sequence(each) => {
                let (len, data) = memory.split_first_chunk()?;
                let (len, data) = (usize::from_ne_bytes(*len), pointer(data)?);
                if len > 0 && !data.is_null() {
                    // SAFETY: the caller's promise, for so many elements
                    let elements = unsafe { slice::from_raw_parts(data, len.checked_mul(each.memory)?) };
                    if let How::Bits(None) = each.how {
                        heaps.add(stored, len, elements)?;
                    } else {
                        let mut object = vec![0; len.checked_mul(each.stored)?];
                        // SAFETY: the caller's promise
                        unsafe { each.stow_all(elements, &mut object, heaps) }?;
                        heaps.add(stored, len, &object)?;
                    }
                }
            }
            // SAFETY: the caller's promise
            How::Array(each) => unsafe { each.stow_all(memory, stored, heaps) }?,
            How::Members(members) => {
                for (to, from, form) in members {
                    // SAFETY: the caller's promise
                    unsafe { form.stow(&memory[*from..*from + form.memory], stored.get_mut(*to..*to + form.stored)?, heaps) }?;
                }
            }
        }
        Some(())
    }

    /// The same of elements that lie one after the other.
    ///
    /// # Safety
    /// As of one.
    unsafe fn stow_all(&self, memory: &[u8], stored: &mut [u8], heaps: &mut Making) -> Option<()> {
        let mut elements = memory.chunks_exact(self.memory).zip(stored.chunks_exact_mut(self.stored));
        // SAFETY: the caller's promise
        elements.try_for_each(|(memory, stored)| unsafe { self.stow(memory, stored, heaps) })
    }
}

/// The pointer that an element in memory is, or ends in.
fn pointer(memory: &[u8]) -> Option<*const u8> {
    memory.first_chunk().map(|bytes| ptr::with_exposed_provenance(usize::from_ne_bytes(*bytes)))
}
