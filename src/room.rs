//! Memory to be read into, which may hold nothing yet.
#![allow(unsafe_code)] // the standard library's own functions for this are newer than the oldest compiler

use std::{mem::MaybeUninit, ptr};

/// Room for bytes. Zeroing it before each read would cost as much as the read.
pub(crate) type Room = [MaybeUninit<u8>];

/// Fills the room with bytes; both are of one length.
pub(crate) fn copy(room: &mut Room, bytes: &[u8]) {
    // SAFETY: of one layout, and anything that is a byte is one that may not be.
    room.copy_from_slice(unsafe { &*(ptr::from_ref(bytes) as *const Room) });
}

/// The bytes of room that was filled.
///
/// # Safety
/// All of it was.
pub(crate) unsafe fn filled(room: &mut Room) -> &mut [u8] {
    // SAFETY: of one layout, and the caller's promise
    unsafe { &mut *(ptr::from_mut(room) as *mut [u8]) }
}

/// Fills the room with zeros, for whoever needs bytes to read into.
pub(crate) fn zero(room: &mut Room) -> &mut [u8] {
    room.fill(MaybeUninit::zeroed());
    // SAFETY: it was just filled
    unsafe { filled(room) }
}

/// What a read gives, which fills all of its room.
pub(crate) fn read<E>(len: usize, read: impl FnOnce(&mut Room) -> Result<(), E>) -> Result<Vec<u8>, E> {
    let mut vec = Vec::with_capacity(len);
    read(&mut vec.spare_capacity_mut()[..len])?;
    // SAFETY: there is the capacity, and the read has filled it.
    unsafe { vec.set_len(len) };
    Ok(vec)
}
