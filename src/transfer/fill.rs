//! Filling room for values: with the library or around it, in place or by way of its own memory.
use std::{ffi::c_void, mem::MaybeUninit};

use super::{
    Elements, Lies, Source, Transfer,
    plan::{Plan, Way},
};
use crate::{
    datatype::TypeDescriptor,
    element::{Bad, Check, H5Type, Read, Reader},
    error::Result,
    handle::Held,
    room,
    sys::{Api, DEFAULT, h5, h5d, hid_t},
};

impl<'t> Source<'t> {
    /// Initialises the slice, which has as many values as there are elements.
    pub(super) fn fill_slice<T: H5Type>(&self, plan: &Plan<T>, values: &mut [MaybeUninit<T>]) -> Result<()> {
        let way = plan.reading(&self.0)?;
        let reader = &way.how;
        if values.is_empty() {
            return Ok(()); // the type fits, even where there is nothing to read
        }
        if !reader.in_place() {
            return self.fill_decoded(way, &plan.stored, values);
        }
        let Read::Checked(check) = &reader.how else {
            if !self.0.fill_direct(way.swap, plan.stored.size(), bytes_mut(values), None)? {
                self.fill_in_place(way, values, false)?;
            }
            return Ok(());
        };
        let mut checking = Checking::by::<T>(check);
        if !self.0.fill_direct(way.swap, plan.stored.size(), bytes_mut(values), Some(&mut checking))? {
            // what a check looks at is initialised, gaps too
            self.fill_in_place(way, values, !reader.memory.is_solid())?;
            // SAFETY: the library has filled every byte of the values that the memory type describes, and the gaps were zeroed
            let raw = unsafe { std::slice::from_raw_parts(values.as_ptr().cast::<u8>(), size_of_val(values)) };
            checking = Checking::by::<T>(check);
            checking.look(raw);
        }
        checking.bad.map_or(Ok(()), |(index, bad)| Err(self.0.bad(index, bad)))
    }

    /// Has the library fill the values themselves.
    fn fill_in_place<T: H5Type>(&self, way: &Way<Reader<T>>, values: &mut [MaybeUninit<T>], zeroed: bool) -> Result<()> {
        if zeroed || self.0.has_gaps() {
            values.fill_with(MaybeUninit::zeroed);
        }
        // SAFETY: the slice has a value for every element, and the memory type is no larger than a value
        unsafe { self.0.fill(way.mem_type.raw(), &way.library, values.as_mut_ptr().cast()) }
    }

    /// Has the library fill memory of its own shape with `n` elements. The result frees what they point at. After a failure nothing is freed: the
    /// memory may hold bytes of the file in place of pointers, for libhdf5 2 converts elements where they are to go.
    fn fill_raw<T: H5Type>(&self, way: &Way<Reader<T>>, raw: &mut Vec<u8>, n: usize) -> Result<Reclaim<'_, 't>> {
        let (reader, mem_type) = (&way.how, way.mem_type.raw());
        let pointers = reader.memory.has_pointers();
        let bytes = n.saturating_mul(reader.memory.size());
        assert!(raw.capacity() >= bytes, "room for every element");
        if pointers || self.0.has_gaps() || !reader.memory.is_solid() {
            raw.resize(bytes, 0);
        }
        let allocated = match &reader.memory {
            TypeDescriptor::String(_) if pointers && n == 1 => Allocated::Text,
            _ if pointers => Allocated::Elements(mem_type, self.0.memory_space()?),
            _ => Allocated::Nothing,
        };
        // SAFETY: the memory has room for every element, and is not touched before what it points at is freed
        unsafe { self.0.fill(mem_type, &way.library, raw.as_mut_ptr()) }?;
        Ok(Reclaim { transfer: &self.0, allocated, raw: raw.as_mut_ptr() })
    }

    /// Has the library fill memory of its own shape, and makes values of it.
    fn fill_decoded<T: H5Type>(&self, way: &Way<Reader<T>>, stored: &TypeDescriptor, values: &mut [MaybeUninit<T>]) -> Result<()> {
        let reader = &way.how;
        let size = reader.memory.size();
        let pointers = reader.memory.has_pointers();
        if pointers && self.fill_from_heaps(way, stored, values)? {
            return Ok(());
        }
        let bytes = values.len().saturating_mul(size);
        let mut raw: Vec<u8> = self.room(bytes)?;
        let direct = !pointers && self.0.fill_direct(way.swap, stored.size(), &mut raw.spare_capacity_mut()[..bytes], None)?;
        // freed whatever comes of the decoding
        let _reclaim = if direct { None } else { Some(self.fill_raw(way, &mut raw, values.len())?) };
        let mut guard = Initialised { values, done: 0 };
        while guard.done < guard.values.len() {
            // SAFETY: the library has filled this element, and its pointers live until `_reclaim` goes
            let value = unsafe { reader.one(raw.as_ptr().add(guard.done * size)) };
            let value = value.map_err(|bad| self.0.bad(guard.done, bad))?;
            guard.values[guard.done].write(value);
            guard.done += 1;
        }
        guard.done = 0; // all are the caller's now
        Ok(())
    }
}

impl Transfer<'_> {
    /// Fills memory around the library's own read, of stored elements of so many bytes: by address, from an image without the lock, or from
    /// raw chunks under it, and has them checked. `false` leaves it to the library, which also says what is wrong with bytes that do not
    /// decode.
    pub(super) fn fill_direct(
        &self,
        swap: Option<Option<usize>>,
        element: usize,
        room: &mut [MaybeUninit<u8>],
        checking: Option<&mut Checking<'_>>,
    ) -> Result<bool> {
        let (Elements::OfDataset(part), Some(swap)) = (&self.elements, swap) else { return Ok(false) };
        if !part.is_current(self)? {
            return Ok(false);
        }
        let filled = if let Some(flat) = &part.flat {
            let Some(bytes) = part.bytes(self.shape()?, element).filter(|bytes| flat.holds(bytes)) else { return Ok(false) };
            let api = match flat.from {
                Lies::Image(_) => {
                    drop(self.lock.take());
                    None
                }
                Lies::Bytes(_) => Some(self.api()?),
            };
            if let Some(run) = flat.run(&bytes, checking.is_none() && swap.is_none()) {
                drop(api);
                drop(self.lock.take());
                return Ok(run.fill(swap, room, checking, !Api::is_held()));
            }
            flat.fill(bytes, swap, room)
        } else {
            let Some(direct) = &part.direct else { return Ok(false) };
            direct.fill(&self.lock, swap, room)?
        };
        if let Some(checking) = checking.filter(|_| filled) {
            // SAFETY: all of the room was just filled
            checking.look(unsafe { room::filled(room) });
        }
        Ok(filled)
    }
}

/// A check of values, one after the other, before they count as such.
pub(super) struct Checking<'c> {
    check: &'c Check,
    /// Bytes of a value.
    pub(super) size: usize,
    /// The first that is none.
    pub(super) bad: Option<(usize, Bad)>,
}

impl<'c> Checking<'c> {
    fn by<T>(check: &'c Check) -> Self {
        Self { check, size: size_of::<T>().max(1), bad: None }
    }

    /// The first of these values, from the `first` of all on, that is none.
    pub(super) fn first_bad(&self, first: usize, raw: &[u8]) -> Option<(usize, Bad)> {
        (self.check)(raw).err().map(|(index, bad)| (first + index, bad))
    }

    /// Looks at the bytes of all values.
    fn look(&mut self, raw: &[u8]) {
        self.bad = self.first_bad(0, raw);
    }
}

/// The bytes of room for values.
fn bytes_mut<T>(values: &mut [MaybeUninit<T>]) -> &mut [MaybeUninit<u8>] {
    let len = size_of_val(values);
    // SAFETY: the same memory, and bytes that need not be initialised
    unsafe { std::slice::from_raw_parts_mut(values.as_mut_ptr().cast(), len) }
}

/// Values that are dropped again if making the rest of them fails.
pub(super) struct Initialised<'v, T> {
    pub(super) values: &'v mut [MaybeUninit<T>],
    pub(super) done: usize,
}

impl<T> Drop for Initialised<'_, T> {
    fn drop(&mut self) {
        for value in &mut self.values[..self.done] {
            // SAFETY: exactly the first `done` were written, and the caller will not look at them
            unsafe { value.assume_init_drop() };
        }
    }
}

/// What the library allocated for variable lengths.
enum Allocated<'a> {
    Nothing,
    /// One text, whose address is all there is.
    Text,
    /// What elements of this type point at, as many as the dataspace selects.
    Elements(hid_t, Held<'a>),
}

/// Frees what a successful read of the library has allocated.
struct Reclaim<'a, 't> {
    transfer: &'a Transfer<'t>,
    allocated: Allocated<'a>,
    raw: *mut u8,
}

impl Drop for Reclaim<'_, '_> {
    fn drop(&mut self) {
        let Ok(api) = self.transfer.api() else { return }; // it was had before the library filled anything
        let freed = match &self.allocated {
            Allocated::Nothing => Ok(()),
            // SAFETY: the memory holds the address that a successful read put there, and nobody uses the text again
            Allocated::Text => unsafe { h5::free_memory(&api, self.raw.cast::<*mut c_void>().read_unaligned()) },
            Allocated::Elements(mem_type, space) => {
                // SAFETY: the memory holds what a successful read of this type put there, and nobody uses it again
                unsafe { h5d::vlen_reclaim(&api, *mem_type, space.raw(), DEFAULT, self.raw.cast()) }
            }
        };
        debug_assert!(freed.is_ok(), "freeing what was read");
    }
}
