//! Elements of variable length without the library: stored elements and the heaps that they point into, as the file's bytes have them.
use std::mem::MaybeUninit;

use super::{Elements, Source, fill::Initialised, flat::Lies, form::Form, plan::Way, told::with_heaps};
use crate::{
    datatype::TypeDescriptor,
    direct::{Direct, Origin},
    element::{Arena, Bad, H5Type, Reader},
    error::Result,
    heap::{Heaps, Trouble},
    sys::h5d,
};

/// Elements below which the library is asked, where it may have heaps in its cache that would have to be written out first.
const WORTH_FLUSHING: usize = 256;

/// Elements below which the next read may well be of the same heap.
const FEW: usize = 16;

impl Source<'_> {
    /// Makes the values; `false` leaves it to the library.
    pub(super) fn fill_from_heaps<T: H5Type>(
        &self,
        way: &Way<Reader<T>>,
        stored: &TypeDescriptor,
        values: &mut [MaybeUninit<T>],
    ) -> Result<bool> {
        let Elements::OfDataset(part) = &self.0.elements else { return Ok(false) };
        let from = match (&part.flat, &part.direct) {
            (Some(flat), _) => flat.from,
            (None, Some(Direct { source: Origin::Still(..), .. })) => match part.node.file.backing.fixed_image() {
                Some(image) => Lies::Image(image),
                None => return Ok(false),
            },
            _ => return Ok(false),
        };
        let file = &part.node.file;
        let written = match from {
            Lies::Image(_) => true,
            Lies::Bytes(_) => file.shows_headers(&*self.0.api()?), // and heaps
        };
        if !written && values.len() < WORTH_FLUSHING {
            return Ok(false);
        }
        let format = part.format(&self.0)?;
        let Some(form) = Form::of(stored, &way.library, format) else { return Ok(false) };
        if part.direct.as_ref().is_some_and(|direct| direct.cut.element != form.stored) {
            return Ok(false);
        }
        // one of the library's elements is several values, or the other way round, where only one side is an array type
        let reader = &way.how;
        let (value, element) = (reader.memory.size(), form.memory);
        let bytes = values.len().saturating_mul(value);
        if value == 0 || element == 0 || value % element != 0 && element % value != 0 || bytes % element != 0 {
            return Ok(false);
        }
        if !written {
            let api = self.0.api()?;
            // with the dataset the heaps go, of which nobody else knows when they are in the cache; where they cannot go the library has them
            if h5d::flush(&api, part.node.id(&api)?).is_err() {
                return Ok(false);
            }
        }
        let len = (bytes / element).saturating_mul(form.stored);
        let mut raw: Vec<u8> = self.room(len)?;
        if !self.0.fill_direct(Some(None), form.stored, &mut raw.spare_capacity_mut()[..len], None)? {
            return Ok(false);
        }
        // SAFETY: all of it was just filled
        unsafe { raw.set_len(len) };
        let get = |at, len| from.get(at, len);
        let mut heaps = Heaps::new(*format, from.len(), &get);
        let state = match from {
            _ if values.len() >= FEW => return self.decode_heaped(reader, &form, &raw, &mut heaps, values),
            Lies::Image(_) => None,
            Lies::Bytes(_) => file.state(&*self.0.api()?),
        };
        with_heaps(file, state, heaps, |heaps| self.decode_heaped(reader, &form, &raw, heaps, values))
    }

    /// Makes values of stored elements, a few at a time.
    fn decode_heaped<T: H5Type>(
        &self,
        reader: &Reader<T>,
        form: &Form,
        stored: &[u8],
        heaps: &mut Heaps<'_>,
        values: &mut [MaybeUninit<T>],
    ) -> Result<bool> {
        let size = reader.memory.size();
        let mut memory = vec![0u8; size.max(form.memory)];
        let mut arena = Arena::default();
        let elements = memory.len() / form.memory;
        let mut guard = Initialised { values, done: 0 };
        for stored in stored.chunks_exact(elements * form.stored) {
            memory.fill(0);
            arena.clear();
            heaps.make_room();
            for (n, stored) in stored.chunks_exact(form.stored).enumerate() {
                match form.put(stored, &mut memory[n * form.memory..][..form.memory], heaps, &mut arena) {
                    Ok(()) => {}
                    Err(Trouble::Unknown) => return Ok(false),
                    Err(Trouble::Broken) => {
                        return Err(self.0.bad(guard.done, Bad::Invalid("it points at nothing in the file".to_owned())));
                    }
                }
            }
            for raw in memory.chunks_exact(size) {
                // SAFETY: the element is as the library would have filled it; what it points at is in the heaps and the arena, which stay as
                // they are until the next one
                let value = unsafe { reader.one(raw.as_ptr()) };
                let value = value.map_err(|bad| self.0.bad(guard.done, bad))?;
                guard.values[guard.done].write(value);
                guard.done += 1;
            }
        }
        debug_assert_eq!(guard.done, guard.values.len(), "a value for every element");
        guard.done = 0; // all are the caller's now
        Ok(true)
    }
}
