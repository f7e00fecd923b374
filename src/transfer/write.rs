//! Writing: from the values that were given to what was selected.
use std::{borrow::Cow, cell::Cell};

use super::{
    Elements, Transfer,
    axes::value_shape,
    plan::Way,
    spread::{broadcasts, spread},
};
use crate::{
    array::AsArray,
    dataspace::{count, shown},
    datatype::TypeDescriptor,
    direct,
    element::{Arena, H5Type, Write, Writer},
    error::{Error, Result},
    memory,
    pipeline::swap_bytes,
};

thread_local! {
    /// Memory that elements were encoded in: what was touched before costs less than new memory.
    static RAW: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// An element of few bytes, aligned as any in memory.
#[repr(align(16))]
struct Few([u8; FEW.len()]);

const FEW: [u8; 64] = [0; 64];

/// Bytes of it above which it goes when it has served.
const KEPT: usize = 1 << 20;

/// Room for elements to be written: what [`AsArray`](crate::AsArray) puts values into.
pub struct Sink<'a>(pub(crate) Transfer<'a>);

impl std::fmt::Debug for Sink<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sink({}, {:?})", (self.0.place)(), self.0.shape.get())
    }
}

impl Sink<'_> {
    /// Where these elements are, for messages.
    pub(crate) fn place(&self) -> String {
        (self.0.place)()
    }

    /// Writes all elements from `data`, which has their shape; what is spread may have any shape that `numpy` would broadcast to it.
    pub(crate) fn put<A: AsArray + ?Sized>(&self, data: &A, spread: bool) -> Result<()> {
        let Some(shape) = self.0.shape()?.filter(|_| !data.is_null()) else {
            return self.put_null(data.is_null());
        };
        let (plan, given) = (self.0.plan::<A::Elem>()?, data.extent());
        let moved = value_shape::<A::Elem>(shape, &plan.stored, self.0.place)?;
        self.0.check_order(moved.len())?;
        let elements = count(&moved, self.0.place)?;
        let wanted = self.0.order.shape(moved.into_owned());
        let given = given.dims();
        let single = given.is_empty() && wanted.iter().all(|&dim| dim == 1);
        if wanted != given && !single && !(spread && broadcasts(given, &wanted)) {
            return Err(Error::shape(&self.place(), shown(&wanted), shown(given)));
        }
        let n = count(&wanted, self.0.place)?;
        let as_it_is = self.0.order.is_plain() && (wanted == given || single);
        if let Some((dtype, bytes)) = data.stored_bytes().filter(|_| as_it_is) {
            if *dtype == *plan.stored && !dtype.has_pointers() {
                return self.put_bytes(bytes, dtype, n);
            }
        }
        let way = plan.writing(&self.0)?;
        let writer = &way.how;
        if n == 0 {
            return Ok(());
        }
        self.check_covers(&way.library, &plan.stored)?;
        let size = writer.memory.size();
        match (&writer.how, data.as_slice().filter(|_| as_it_is)) {
            (Write::Bits, Some(values)) => {
                // `AsArray` is anybody's to implement: it is not believed
                assert!(values.len() == n && size_of::<A::Elem>() == size, "a slice has as many elements as its extent says");
                // SAFETY: the slice has a value for every element, as was just checked, and `H5Type` promises that they are as described
                unsafe { self.put_raw(way, &plan.stored, values.as_ptr().cast(), size_of_val(values)) }
            }
            _ if given.is_empty() && wanted.is_empty() && size <= FEW.len() => self.put_one(data, plan.stored.as_ref(), way),
            _ => self.put_encoded(data, plan.stored.as_ref(), way, given, &wanted, elements),
        }
    }

    /// A null dataspace has nothing to be written, and takes nothing else.
    fn put_null(&self, null: bool) -> Result<()> {
        match self.0.shape()? {
            Some(shape) => Err(Error::shape(&self.place(), shown(shape), "a null dataspace")),
            None if null => Ok(()),
            None => Err(Error::shape(&self.place(), "data", "a null dataspace")),
        }
    }

    /// Writes elements that are bytes of the stored type already.
    fn put_bytes(&self, bytes: &[u8], stored: &TypeDescriptor, n: usize) -> Result<()> {
        assert_eq!(bytes.len(), n.saturating_mul(stored.size()), "an array has as many elements as its extent says");
        if n == 0 || self.0.drain_direct(direct::swap(stored, stored), stored.size(), bytes)? {
            return Ok(());
        }
        let mem_type = self.0.make(stored)?;
        // SAFETY: an element of the stored type for each one selected, without pointers
        unsafe { self.0.drain(mem_type.raw(), stored, bytes.as_ptr()) }
    }

    /// The library keeps what a write does not name in a dataset, but clears it in an attribute and in sequences.
    fn check_covers(&self, memory: &TypeDescriptor, stored: &TypeDescriptor) -> Result<()> {
        let attribute = matches!(self.0.elements, Elements::IntoAttribute(_));
        if if attribute { memory.covers(stored) } else { memory.covers_sequences(stored) } {
            return Ok(());
        }
        Err(Error::Type { path: self.place(), expected: format!("all members of {stored}"), found: memory.to_string() })
    }

    /// Puts `n` values into elements of the library's form, which are zero, or have no bytes.
    fn encode<A: AsArray + ?Sized>(
        &self,
        data: &A,
        writer: &Writer<<A::Elem as H5Type>::Borrowed>,
        n: usize,
        raw: &mut [u8],
        arena: &mut Arena,
    ) -> Result<()> {
        let mut index = 0;
        let mut elements = raw.chunks_exact_mut(writer.memory.size().max(1));
        let mut failed = None;
        data.for_each(&mut |value| {
            if let (None, Some(raw)) = (&failed, elements.next()) {
                if let Err(bad) = writer.one(value, raw, arena) {
                    failed = Some(self.0.bad(index, bad));
                }
            }
            index += 1;
        });
        match failed {
            Some(error) => Err(error),
            None if index == n => Ok(()),
            None => Err(Error::shape(&self.place(), format!("{n} elements"), index.to_string())),
        }
    }

    /// A scalar of few bytes: what attributes mostly are.
    fn put_one<A: AsArray + ?Sized>(
        &self,
        data: &A,
        stored: &TypeDescriptor,
        way: &Way<Writer<<A::Elem as H5Type>::Borrowed>>,
    ) -> Result<()> {
        let mut few = Few(FEW);
        let raw = &mut few.0[..way.how.memory.size()];
        let mut arena = Arena::at(self.0.object()?);
        self.encode(data, &way.how, 1, raw, &mut arena)?;
        // SAFETY: one element for the one that is selected, zeroed before it was filled; the arena, in which lies what it points at, goes after
        unsafe { self.put_raw(way, stored, raw.as_ptr(), raw.len()) }
    }

    /// Puts the elements into memory of the library's shape first.
    fn put_encoded<A: AsArray + ?Sized>(
        &self,
        data: &A,
        stored: &TypeDescriptor,
        way: &Way<Writer<<A::Elem as H5Type>::Borrowed>>,
        given: &[usize],
        wanted: &[usize],
        moved: usize,
    ) -> Result<()> {
        let writer = &way.how;
        let size = writer.memory.size();
        let n = count(given, self.0.place)?;
        let raw = RAW.try_with(Cell::take).unwrap_or_default(); // none at the thread's end
        let mut raw = self.zeroed(raw, n.saturating_mul(size))?;
        let mut arena = Arena::at(self.0.object()?);
        self.encode(data, writer, n, &mut raw, &mut arena)?;
        let all = count(wanted, self.0.place)?;
        if all != n {
            let mut everywhere = self.zeroed(Vec::new(), all.saturating_mul(size))?;
            spread(&raw, size, given, &mut everywhere, wanted);
            raw = everywhere;
        }
        let raw = self.0.order.disarrange(raw, size, wanted);
        assert_eq!(raw.len(), moved.saturating_mul(size), "an element for each that is written");
        // SAFETY: one element for each selected; the arena, in which lies what they point at, goes after the calls. Like the elements that
        // was zeroed before it was filled
        let put = unsafe {
            match way.library.has_pointers() && self.stow(way, stored, &raw)? {
                true => Ok(()),
                false => self.put_raw(way, stored, raw.as_ptr(), raw.len()),
            }
        };
        if raw.capacity() <= KEPT {
            let _ = RAW.try_with(|kept| kept.set(raw));
        }
        put
    }

    /// Writes elements in the library's form.
    ///
    /// # Safety
    /// `data` is `len` bytes: an element of the way's for each one selected, whose described bytes are initialised and pointers valid.
    unsafe fn put_raw<H>(&self, way: &Way<H>, stored: &TypeDescriptor, data: *const u8, len: usize) -> Result<()> {
        // between members there may be bytes that were never written
        if way.library.is_solid() {
            // SAFETY: the caller's promise, for every byte
            let bytes = unsafe { std::slice::from_raw_parts(data, len) };
            if self.0.drain_direct(way.swap, stored.size(), bytes)? {
                return Ok(());
            }
        }
        // SAFETY: the caller's promise
        unsafe { self.0.drain(way.mem_type.raw(), &way.library, data) }
    }

    /// Zeroed memory, in what there is where that is enough, or an error where the machine has not got it.
    pub(super) fn zeroed(&self, mut raw: Vec<u8>, bytes: usize) -> Result<Vec<u8>> {
        raw.clear();
        if raw.capacity() < bytes {
            raw = memory::room(bytes).map_err(|_| Error::io(&self.place(), std::io::ErrorKind::OutOfMemory.into()))?;
        }
        raw.resize(bytes, 0);
        Ok(raw)
    }
}

impl Transfer<'_> {
    /// Empties memory, of stored elements of so many bytes, to where the data lies, or into whole chunks, whose filters are run here; `false`
    /// leaves it to the library.
    fn drain_direct(&self, swap: Option<Option<usize>>, element: usize, data: &[u8]) -> Result<bool> {
        if let (Elements::Later(later), Some(swap)) = (&self.elements, swap) {
            let mut stored = Cow::Borrowed(data);
            if swap.is_some() {
                swap_bytes(stored.to_mut(), swap);
            }
            return (later.take)(&*self.api()?, &stored).map(|()| true);
        }
        let (Elements::OfDataset(part), Some(swap)) = (&self.elements, swap) else { return Ok(false) };
        if !part.is_current(self)? {
            return Ok(false);
        }
        if let (Some(flat), None) = (&part.flat, swap) {
            let (_api, bytes) = (self.api()?, part.bytes(self.shape()?, element));
            return Ok(bytes.is_some_and(|bytes| flat.drain(bytes, data)));
        }
        let Some(direct) = &part.direct else { return Ok(false) };
        direct.drain(&self.lock, swap, data)
    }
}
