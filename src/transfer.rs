//! The one read and the one write: elements between memory and a dataset's selection or an attribute.
#![allow(unsafe_code)]
mod part;
mod plan;

use std::{
    borrow::Cow,
    cell::{Ref, RefCell},
    mem::MaybeUninit,
};

use crate::{
    array::{AsArray, AsArrayMut},
    dataspace::{Order, count, shown},
    datatype::{self, TypeDescriptor, TypeId},
    direct::{self, Origin},
    element::{Arena, Bad, H5Type, Mismatch, Read, Reader, Write, Writer},
    error::{At, Error, Result},
    handle::Id,
    sys::{Api, Called, DEFAULT, h5a, h5d, h5p, h5t, hid_t},
};

pub(crate) use part::{Held, PartOf, Selected};
pub(crate) use plan::Stored;
use plan::{Plan, Way};

/// Which elements are meant.
#[allow(clippy::large_enum_variant, reason = "one at a time, on the stack")]
pub(crate) enum Elements<'a> {
    OfDataset(PartOf<'a>),
    /// All of an attribute.
    OfAttribute {
        raw: hid_t,
        space: &'a Id,
    },
}

/// One transfer, under one lock: from what the library was asked to what it moved.
///
/// It owns the lock, so that bytes which need the library no more can be copied without it.
pub(crate) struct Transfer<'a> {
    pub lock: RefCell<Option<Api>>,
    pub elements: Elements<'a>,
    pub stored: &'a Stored,
    /// The lengths that the library moves; `None` for a null dataspace.
    pub shape: Option<Cow<'a, [usize]>>,
    /// How the caller has the axes of `shape`.
    pub order: Order,
    pub place: &'a dyn Fn() -> String,
}

/// Elements to be read: what [`FromArray`](crate::FromArray) makes values of.
pub struct Source<'a>(pub(crate) Transfer<'a>);

/// Room for elements to be written: what [`AsArray`](crate::AsArray) puts values into.
pub struct Sink<'a>(pub(crate) Transfer<'a>);

impl std::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Source({}, {:?})", (self.0.place)(), self.0.shape)
    }
}

impl std::fmt::Debug for Sink<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sink({}, {:?})", (self.0.place)(), self.0.shape)
    }
}

impl Transfer<'_> {
    /// The held lock; taken again after it was given up.
    fn api(&self) -> Result<Ref<'_, Api>> {
        if self.lock.borrow().is_none() {
            if let Elements::OfDataset(PartOf { direct: Some(direct), .. }) = &self.elements {
                *self.lock.borrow_mut() = Some(direct.lock_again()?);
            }
        }
        Ok(Ref::map(self.lock.borrow(), |lock| lock.as_ref().expect("given up only for a direct read")))
    }

    fn mismatch(&self, mismatch: Mismatch) -> Error {
        Error::Type { path: (self.place)(), expected: mismatch.expected, found: mismatch.found }
    }

    fn bad(&self, index: usize, bad: Bad) -> Error {
        let path = (self.place)();
        match bad {
            Bad::Overflow { value, target } => Error::Overflow { path, index, value, target: target.into_owned() },
            Bad::Invalid(what) => Error::InvalidValue { path, what: format!("element {index}: {what}") },
        }
    }

    /// The library's type of this memory: both sides agree on its size, on which every buffer here is built.
    fn make(&self, memory: &TypeDescriptor) -> Result<TypeId> {
        let api = self.api()?;
        let made = if memory.scalar().is_none() && self.stored.is_known_as(memory) {
            h5t::copy(&api, self.stored.raw()).map(TypeId::Made) // the very type: not even what no descriptor can say is converted
        } else {
            datatype::make(&api, memory)
        };
        let made = made.at("make the memory type for", self.place)?;
        match h5t::get_size(&api, made.raw()).at("measure the memory type for", self.place)? {
            size if size == memory.size() => Ok(made),
            size => {
                Err(Error::invalid(&(self.place)(), format!("{memory}, of which libhdf5 makes {size} bytes instead of {}", memory.size())))
            }
        }
    }

    /// Fills memory with the elements, each as `mem_type` has it.
    ///
    /// # Safety
    /// `buf` is writable for all selected elements of `mem_type`.
    unsafe fn fill(&self, mem_type: hid_t, buf: *mut u8) -> Result<()> {
        let (api, buf) = (self.api()?, buf.cast());
        // SAFETY: the caller's promise; the memory space has as many elements as are selected
        let read = unsafe {
            match &self.elements {
                Elements::OfDataset(part) => {
                    let (mem_space, file_space) = part.spaces(&api, self.place)?;
                    h5d::read(&api, part.raw, mem_type, mem_space, file_space, DEFAULT, buf)
                }
                Elements::OfAttribute { raw, .. } => h5a::read(&api, *raw, mem_type, buf),
            }
        };
        read.at("read", self.place)
    }

    /// Empties memory into the elements.
    ///
    /// # Safety
    /// `buf` is readable for all selected elements of `mem_type`, pointers in it included.
    unsafe fn drain(&self, mem_type: hid_t, buf: *const u8) -> Result<()> {
        let (api, buf) = (self.api()?, buf.cast());
        // SAFETY: the caller's promise; the memory space has as many elements as are selected
        let written = unsafe {
            match &self.elements {
                Elements::OfDataset(part) => {
                    let (mem_space, file_space) = part.spaces(&api, self.place)?;
                    h5d::write(&api, part.raw, mem_type, mem_space, file_space, buf)
                }
                Elements::OfAttribute { raw, .. } => h5a::write(&api, *raw, mem_type, buf),
            }
        };
        written.at("write", self.place)
    }

    /// Fills memory around the library's own read: from an image without the lock, or from raw chunks under it. `false` leaves it to the
    /// library, which also says what is wrong with bytes that do not decode.
    fn fill_direct(&self, library: &TypeDescriptor, stored: &TypeDescriptor, room: &mut [MaybeUninit<u8>]) -> Result<bool> {
        let Elements::OfDataset(PartOf { direct: Some(direct), .. }) = &self.elements else { return Ok(false) };
        let Some(swap) = direct::swap(stored, library) else { return Ok(false) };
        let filled = match direct.source {
            Origin::Image(image, places) => {
                drop(self.lock.take());
                direct.fill_from(image, places, swap, room)
            }
            Origin::Library(raw) => direct.fill_with(&*self.api()?, raw, swap, room),
        };
        Ok(filled.is_ok())
    }

    /// Empties memory into whole chunks, whose filters are run here; `false` leaves it to the library.
    fn drain_direct(&self, library: &TypeDescriptor, stored: &TypeDescriptor, data: &[u8]) -> Result<bool> {
        let Elements::OfDataset(PartOf { direct: Some(direct), .. }) = &self.elements else { return Ok(false) };
        match (direct.source, direct::swap(stored, library)) {
            (Origin::Library(raw), Some(swap)) => direct.write(&*self.api()?, raw, swap, data).map(|()| true),
            _ => Ok(false),
        }
    }

    /// The dataspace whose selection the elements in memory fill.
    fn memory_space(&self) -> Result<hid_t> {
        match &self.elements {
            Elements::OfDataset(part) => Ok(part.spaces(&*self.api()?, self.place)?.0),
            Elements::OfAttribute { space, .. } => Ok(space.raw()),
        }
    }

    /// Axes that are part of an element cannot be arranged anew.
    fn check_order(&self, rank: usize) -> Result<()> {
        match self.order.last_axis().filter(|&axis| axis >= rank) {
            Some(axis) => {
                Err(Error::invalid(&(self.place)(), format!("axis {axis} in another order, which lies in the elements asked for")))
            }
            None => Ok(()),
        }
    }

    /// Whether memory may come back as it went in.
    fn has_gaps(&self) -> bool {
        matches!(&self.elements, Elements::OfDataset(part) if part.gaps)
    }
}

/// The library's element when values of `T`, each of `memory`, are moved: where only one of the stored type and `T` is an array type, the
/// other's elements are those of its axes.
fn library_element<T: H5Type>(stored: &TypeDescriptor, memory: &TypeDescriptor) -> TypeDescriptor {
    match (stored, memory, !T::takes_arrays()) {
        (TypeDescriptor::Array { dims, .. }, _, true) => TypeDescriptor::Array { dims: dims.clone(), base: Box::new(memory.clone()) },
        (TypeDescriptor::Array { .. }, _, false) => memory.clone(),
        (_, TypeDescriptor::Array { base, .. }, false) => (**base).clone(),
        _ => memory.clone(),
    }
}

/// The stored type that a single `T` meets: an array type's base, unless `T` is an array itself.
fn stored_element<T: H5Type>(stored: &TypeDescriptor) -> &TypeDescriptor {
    match stored {
        TypeDescriptor::Array { base, .. } if !T::takes_arrays() => base,
        _ => stored,
    }
}

/// The lengths of the axes that values of `T` have in `shape`: those of a stored array type are more axes, those of nested Rust arrays are
/// the values' own.
pub(crate) fn value_shape<'s, T: H5Type>(
    shape: &'s [usize],
    stored: &TypeDescriptor,
    place: &dyn Fn() -> String,
) -> Result<Cow<'s, [usize]>> {
    let inner = T::inner_dims();
    match stored {
        TypeDescriptor::Array { dims, .. } if !T::takes_arrays() => Ok([shape, dims].concat().into()),
        TypeDescriptor::Array { .. } => Ok(shape.into()),
        _ => match shape.len().checked_sub(inner.len()).filter(|&at| shape[at..] == inner) {
            Some(outer) => Ok(shape[..outer].into()),
            None => Err(Error::shape(&place(), format!("{inner:?} as the last axes"), shown(shape))),
        },
    }
}

impl Source<'_> {
    /// The lengths of the axes: empty for a scalar, `None` for a null dataspace. Axes of an array type count as such.
    ///
    /// # Errors
    /// `Shape` where the last axes are not those of `T`'s nested arrays, `Library` where the stored type cannot be read.
    pub fn shape<T: H5Type>(&self) -> Result<Option<Vec<usize>>> {
        if self.is_null() { Ok(None) } else { self.shape_by(&*self.0.plan::<T>()?).map(Some) }
    }

    /// The lengths as the caller has them.
    fn shape_by<T: H5Type>(&self, plan: &Plan<T>) -> Result<Vec<usize>> {
        let moved = self.moved_shape(plan)?;
        self.0.check_order(moved.len())?;
        Ok(self.0.order.shape(moved.into_owned()))
    }

    /// The lengths as the library moves them, which the caller may have in another order.
    fn moved_shape<T: H5Type>(&self, plan: &Plan<T>) -> Result<Cow<'_, [usize]>> {
        let shape = self.0.shape.as_ref().ok_or_else(|| self.no_data())?;
        value_shape::<T>(shape, &plan.stored, self.0.place)
    }

    /// As [`shape`](Self::shape), where a null dataspace is an error.
    pub(crate) fn some_shape<T: H5Type>(&self) -> Result<Vec<usize>> {
        self.shape::<T>()?.ok_or_else(|| self.no_data())
    }

    fn no_data(&self) -> Error {
        Error::shape(&self.place(), "data", "a null dataspace")
    }

    /// Where these elements are, for messages.
    pub(crate) fn place(&self) -> String {
        (self.0.place)()
    }

    /// All elements in C order, in new memory.
    ///
    /// # Errors
    /// `Type`, `Overflow`, `InvalidValue`, `Shape` for a null dataspace, `FilterUnavailable`, `Io` for memory that is not to be had.
    pub fn elements<T: H5Type>(&self) -> Result<Vec<T>> {
        self.elements_by(&*self.0.plan()?)
    }

    fn elements_by<T: H5Type>(&self, plan: &Plan<T>) -> Result<Vec<T>> {
        let shape = self.moved_shape(plan)?;
        let n = count(&shape, self.0.place)?;
        self.0.check_order(shape.len())?;
        let mut values = self.room(n)?;
        self.fill_slice(plan, &mut values.spare_capacity_mut()[..n])?;
        // SAFETY: `fill_slice` initialises all of its slice or fails
        unsafe { values.set_len(n) };
        Ok(self.0.order.arrange(values, 1, &shape))
    }

    /// The one element there is.
    ///
    /// # Errors
    /// `Shape` where there are none or several, else as [`elements`](Self::elements).
    pub fn single<T: H5Type>(&self) -> Result<T> {
        let plan = self.0.plan::<T>()?;
        let shape = self.moved_shape(&plan)?;
        if shape.iter().any(|&dim| dim != 1) {
            return Err(Error::shape(&self.place(), "one element", shown(&self.shape_by(&plan)?)));
        }
        self.0.check_order(shape.len())?;
        let mut one = MaybeUninit::uninit();
        self.fill_slice(&plan, std::slice::from_mut(&mut one))?;
        // SAFETY: `fill_slice` initialises all of its slice or fails
        Ok(unsafe { one.assume_init() })
    }

    /// The stored type.
    ///
    /// # Errors
    /// `Library` where it cannot be read.
    pub fn dtype(&self) -> Result<&TypeDescriptor> {
        self.0.stored.descriptor(&*self.0.api()?).at("describe the type of", self.0.place)
    }

    /// The bytes of all elements in C order, as they are stored. The type has no variable lengths.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>> {
        let shape = self.0.shape.as_ref().ok_or_else(|| self.no_data())?;
        let dtype = self.dtype()?;
        assert!(!dtype.has_pointers(), "bytes that stand for themselves");
        let len = count(shape, self.0.place)?.saturating_mul(dtype.size());
        self.0.check_order(shape.len())?;
        let mut bytes = self.room(len)?;
        if len == 0 {
            return Ok(bytes);
        }
        bytes.resize(len, 0);
        let mem_type = self.0.make(dtype)?;
        // SAFETY: as many bytes as the elements have
        unsafe { self.0.fill(mem_type.raw(), bytes.as_mut_ptr()) }?;
        Ok(self.0.order.arrange(bytes, dtype.size(), shape))
    }

    /// Whether the dataspace is a null one, which has no elements and no shape.
    pub fn is_null(&self) -> bool {
        self.0.shape.is_none()
    }

    /// Memory for `n` values, or an error where the machine has not got it.
    fn room<T>(&self, n: usize) -> Result<Vec<T>> {
        let mut room = Vec::new();
        room.try_reserve_exact(n).map_err(|_| Error::io(&self.place(), std::io::ErrorKind::OutOfMemory.into()))?;
        Ok(room)
    }

    /// All elements, over values that are there: of the same shape, or as many in C order where those have none.
    pub(crate) fn fill_values<B: AsArrayMut + ?Sized>(&self, values: &mut B) -> Result<()> {
        let plan = self.0.plan::<B::Elem>()?;
        let shape = self.shape_by(&plan)?;
        match values.extent() {
            Some(extent) if extent.dims() != shape => return Err(Error::shape(&self.place(), shown(extent.dims()), shown(&shape))),
            _ => {}
        }
        match values.as_mut_slice() {
            Some(slice) => self.fill_in_order(&plan, slice, &shape),
            None => {
                let mut elements = self.elements_by(&plan)?.into_iter();
                values.for_each_mut(&mut |value| {
                    if let Some(element) = elements.next() {
                        *value = element;
                    }
                });
                Ok(())
            }
        }
    }

    /// All elements in C order, over the values that a slice has.
    fn fill_in_order<T: H5Type>(&self, plan: &Plan<T>, values: &mut [T], shape: &[usize]) -> Result<()> {
        if count(shape, self.0.place)? != values.len() {
            return Err(Error::shape(&self.place(), format!("{} elements", values.len()), shown(shape)));
        }
        match plan.reading(&self.0)?.how.how {
            Read::Bits if self.0.order.is_in_place() => {
                let len = values.len();
                // SAFETY: whatever a failed read leaves there is a value, for every bit pattern is
                let room = unsafe { std::slice::from_raw_parts_mut(values.as_mut_ptr().cast::<MaybeUninit<T>>(), len) };
                self.fill_slice(plan, room)?;
                self.0.order.arrange_in_place(values, shape);
            }
            // others could be left half made
            _ => values.clone_from_slice(&self.elements_by(plan)?),
        }
        Ok(())
    }

    /// Initialises the slice, which has as many values as there are elements.
    fn fill_slice<T: H5Type>(&self, plan: &Plan<T>, values: &mut [MaybeUninit<T>]) -> Result<()> {
        let Way { how: reader, library, mem_type } = plan.reading(&self.0)?;
        if values.is_empty() {
            return Ok(()); // the type fits, even where there is nothing to read
        }
        if !reader.in_place() {
            return self.fill_decoded(reader, mem_type.raw(), values);
        }
        if !self.0.fill_direct(library, &plan.stored, bytes_mut(values))? {
            // what a check looks at is initialised, gaps too
            let gaps = matches!(reader.how, Read::Checked(_)) && !reader.memory.is_solid();
            self.fill_in_place(mem_type.raw(), values, gaps)?;
        }
        self.check_all(reader, values)
    }

    /// Has every value's bytes checked, before they count as values.
    fn check_all<T: H5Type>(&self, reader: &Reader<T>, values: &[MaybeUninit<T>]) -> Result<()> {
        if let Read::Checked(check) = &reader.how {
            for (index, value) in values.iter().enumerate() {
                // SAFETY: the library has filled every byte of the value that the memory type describes, and the gaps were zeroed
                let raw = unsafe { std::slice::from_raw_parts(value.as_ptr().cast::<u8>(), reader.memory.size()) };
                check(raw).map_err(|bad| self.0.bad(index, bad))?;
            }
        }
        Ok(())
    }

    /// Has the library fill the values themselves.
    fn fill_in_place<T>(&self, mem_type: hid_t, values: &mut [MaybeUninit<T>], zeroed: bool) -> Result<()> {
        if zeroed || self.0.has_gaps() {
            values.fill_with(MaybeUninit::zeroed);
        }
        // SAFETY: the slice has a value for every element, and the memory type is no larger than a value
        unsafe { self.0.fill(mem_type, values.as_mut_ptr().cast()) }
    }

    /// Has the library fill memory of its own shape, and makes values of it.
    fn fill_decoded<T: H5Type>(&self, reader: &Reader<T>, mem_type: hid_t, values: &mut [MaybeUninit<T>]) -> Result<()> {
        let size = reader.memory.size();
        let pointers = reader.memory.has_pointers();
        let bytes = values.len().saturating_mul(size);
        let mut raw: Vec<u8> = self.room(bytes)?;
        if pointers || self.0.has_gaps() || !reader.memory.is_solid() {
            raw.resize(bytes, 0);
        }
        // SAFETY: the memory has `size` bytes for every element
        let filled = unsafe { self.0.fill(mem_type, raw.as_mut_ptr()) };
        // freed whatever comes of the decoding; what the library did not get to is zero, and nothing to free
        let _reclaim = pointers.then(|| Reclaim { transfer: &self.0, mem_type, raw: raw.as_mut_ptr() });
        filled?;
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

/// Sets a dataset's fill value, one element of `memory`.
pub(crate) fn set_fill(api: &Api, dcpl: hid_t, mem_type: &TypeId, memory: &TypeDescriptor, raw: &[u8]) -> Called<()> {
    assert_eq!(memory.size(), raw.len(), "one element");
    // SAFETY: the bytes are one element of the type; the arena it may point into outlives the call, which copies
    unsafe { h5p::set_fill_value(api, dcpl, mem_type.raw(), raw.as_ptr().cast()) }
}

/// The bytes of room for values.
fn bytes_mut<T>(values: &mut [MaybeUninit<T>]) -> &mut [MaybeUninit<u8>] {
    let len = size_of_val(values);
    // SAFETY: the same memory, and bytes that need not be initialised
    unsafe { std::slice::from_raw_parts_mut(values.as_mut_ptr().cast(), len) }
}

/// A dataset's fill value, as one `T`.
pub(crate) fn get_fill<T: H5Type>(api: &Api, dcpl: hid_t, stored: &TypeDescriptor, place: &dyn Fn() -> String) -> Result<T> {
    let mismatch = |Mismatch { expected, found }| Error::Type { path: place(), expected, found };
    if matches!(stored, TypeDescriptor::Array { .. }) == T::inner_dims().is_empty() {
        return Err(mismatch(Mismatch::new::<T>(stored))); // one element is not one value
    }
    let reader = T::reader(stored).map_err(mismatch)?;
    let mem_type = datatype::make(api, &reader.memory).at("make the memory type for", place)?;
    let size = crate::sys::h5t::get_size(api, mem_type.raw()).at("measure the memory type for", place)?;
    assert_eq!(size, reader.memory.size(), "both sides agree on the size");
    let mut raw = vec![0u8; size];
    // SAFETY: the memory is one element of the type
    unsafe { h5p::get_fill_element(api, dcpl, mem_type.raw(), raw.as_mut_ptr().cast()) }.at("get the fill value of", place)?;
    // SAFETY: the library has filled the element; its pointers live until they are freed below
    let value = unsafe { reader.one(raw.as_ptr()) };
    if reader.memory.has_pointers() {
        let one = crate::dataspace::make_space(api, &[], None).at("free the fill value of", place)?;
        // SAFETY: the memory holds what the library put there, and nobody uses it again
        unsafe { h5d::vlen_reclaim(api, mem_type.raw(), one.raw(), DEFAULT, raw.as_mut_ptr().cast()) }
            .at("free the fill value of", place)?;
    }
    value.map_err(|bad| match bad {
        Bad::Overflow { value, target } => Error::Overflow { path: place(), index: 0, value, target: target.into_owned() },
        Bad::Invalid(what) => Error::InvalidValue { path: place(), what },
    })
}

/// Values that are dropped again if making the rest of them fails.
struct Initialised<'v, T> {
    values: &'v mut [MaybeUninit<T>],
    done: usize,
}

impl<T> Drop for Initialised<'_, T> {
    fn drop(&mut self) {
        for value in &mut self.values[..self.done] {
            // SAFETY: exactly the first `done` were written, and the caller will not look at them
            unsafe { value.assume_init_drop() };
        }
    }
}

impl Sink<'_> {
    /// Where these elements are, for messages.
    pub(crate) fn place(&self) -> String {
        (self.0.place)()
    }

    /// Writes all elements from `data`, which has their shape; what is spread may have any shape that `numpy` would broadcast to it.
    pub(crate) fn put<A: AsArray + ?Sized>(&self, data: &A, spread: bool) -> Result<()> {
        let Some(shape) = self.0.shape.as_ref().filter(|_| !data.is_null()) else {
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
            _ => self.put_encoded(data, plan.stored.as_ref(), way, given, &wanted, elements),
        }
    }

    /// A null dataspace has nothing to be written, and takes nothing else.
    fn put_null(&self, null: bool) -> Result<()> {
        match &self.0.shape {
            Some(shape) => Err(Error::shape(&self.place(), shown(shape), "a null dataspace")),
            None if null => Ok(()),
            None => Err(Error::shape(&self.place(), "data", "a null dataspace")),
        }
    }

    /// Writes elements that are bytes of the stored type already.
    fn put_bytes(&self, bytes: &[u8], stored: &TypeDescriptor, n: usize) -> Result<()> {
        assert_eq!(bytes.len(), n.saturating_mul(stored.size()), "an array has as many elements as its extent says");
        if n == 0 || self.0.drain_direct(stored, stored, bytes)? {
            return Ok(());
        }
        let mem_type = self.0.make(stored)?;
        // SAFETY: an element of the stored type for each one selected, without pointers
        unsafe { self.0.drain(mem_type.raw(), bytes.as_ptr()) }
    }

    /// The library keeps what a write does not name in a dataset, but clears it in an attribute and in sequences.
    fn check_covers(&self, memory: &TypeDescriptor, stored: &TypeDescriptor) -> Result<()> {
        let attribute = matches!(self.0.elements, Elements::OfAttribute { .. });
        if if attribute { memory.covers(stored) } else { memory.covers_sequences(stored) } {
            return Ok(());
        }
        Err(Error::Type { path: self.place(), expected: format!("all members of {stored}"), found: memory.to_string() })
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
        let mut raw = self.zeroed(n.saturating_mul(size))?;
        let mut arena = Arena::default();
        let mut index = 0;
        let mut encoded = Ok(());
        data.for_each(&mut |value| {
            if index < n && encoded.is_ok() {
                let raw = &mut raw[index * size..][..size];
                encoded = writer.one(value, raw, &mut arena).map_err(|bad| self.0.bad(index, bad));
            }
            index += 1;
        });
        encoded?;
        if index != n {
            return Err(Error::shape(&self.place(), format!("{n} elements"), index.to_string()));
        }
        let all = count(wanted, self.0.place)?;
        if all != n {
            let mut everywhere = self.zeroed(all.saturating_mul(size))?;
            spread(&raw, size, given, &mut everywhere, wanted);
            raw = everywhere;
        }
        let raw = self.0.order.disarrange(raw, size, wanted);
        assert_eq!(raw.len(), moved.saturating_mul(size), "an element for each that is written");
        // SAFETY: one element for each selected; the arena, in which lies what they point at, goes after the call
        unsafe { self.put_raw(way, stored, raw.as_ptr(), raw.len()) }
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
            if self.0.drain_direct(&way.library, stored, bytes)? {
                return Ok(());
            }
        }
        // SAFETY: the caller's promise
        unsafe { self.0.drain(way.mem_type.raw(), data) }
    }

    /// Zeroed memory, or an error where the machine has not got it.
    fn zeroed(&self, bytes: usize) -> Result<Vec<u8>> {
        let mut raw: Vec<u8> = Vec::new();
        raw.try_reserve_exact(bytes).map_err(|_| Error::io(&self.place(), std::io::ErrorKind::OutOfMemory.into()))?;
        raw.resize(bytes, 0);
        Ok(raw)
    }
}

/// Whether `numpy` would broadcast the one shape to the other: the last axes are equal or of length one, and those before are of length one.
fn broadcasts(given: &[usize], wanted: &[usize]) -> bool {
    let extra = given.len().saturating_sub(wanted.len());
    let (ones, last) = given.split_at(extra);
    ones.iter().all(|&len| len == 1) && last.iter().rev().zip(wanted.iter().rev()).all(|(&len, &wanted)| len == wanted || len == 1)
}

/// Repeats elements of `size` bytes along the axes that have one of them, or none.
fn spread(from: &[u8], size: usize, given: &[usize], to: &mut [u8], wanted: &[usize]) {
    let given = &given[given.len().saturating_sub(wanted.len())..];
    match wanted {
        [] => to.copy_from_slice(from),
        [len, inner @ ..] => {
            let own = given.len() == wanted.len();
            let rest = if own { &given[1..] } else { given };
            let repeats = !own || given[0] == 1;
            let step = rest.iter().product::<usize>() * size;
            let row = to.len() / len;
            for (n, to) in to.chunks_exact_mut(row).enumerate() {
                let from = if repeats { &from[..step] } else { &from[n * step..][..step] };
                if rest == inner { to.copy_from_slice(from) } else { spread(from, size, rest, to, inner) }
            }
        }
    }
}

/// Frees what the library allocated for variable lengths.
struct Reclaim<'a> {
    transfer: &'a Transfer<'a>,
    mem_type: hid_t,
    raw: *mut u8,
}

impl Drop for Reclaim<'_> {
    fn drop(&mut self) {
        // both were had before the library filled anything
        let (Ok(api), Ok(space)) = (self.transfer.api(), self.transfer.memory_space()) else { return };
        // SAFETY: the memory holds what a read of this type put there, over zeros, and nobody uses it again
        let freed = unsafe { h5d::vlen_reclaim(&api, self.mem_type, space, DEFAULT, self.raw.cast()) };
        debug_assert!(freed.is_ok(), "freeing what was read");
    }
}

#[cfg(test)]
mod tests {
    use super::{broadcasts, spread};

    #[test]
    fn shapes_broadcast_as_numpys_do() {
        for (given, wanted) in [(&[][..], &[2, 3][..]), (&[3], &[2, 3]), (&[1, 3], &[2, 3]), (&[2, 1], &[2, 3]), (&[1, 1, 3], &[3])] {
            assert!(broadcasts(given, wanted), "{given:?} to {wanted:?}");
        }
        for (given, wanted) in [(&[2][..], &[2, 3][..]), (&[2, 3], &[3]), (&[4, 1], &[2, 3]), (&[0], &[2])] {
            assert!(!broadcasts(given, wanted), "{given:?} to {wanted:?}");
        }
    }

    #[test]
    fn rows_and_columns_are_spread() {
        let mut to = [0; 6];
        spread(&[1, 2, 3], 1, &[3], &mut to, &[2, 3]);
        assert_eq!(to, [1, 2, 3, 1, 2, 3]);
        spread(&[1, 2], 1, &[2, 1], &mut to, &[2, 3]);
        assert_eq!(to, [1, 1, 1, 2, 2, 2]);
        let mut to = [0; 8];
        spread(&[7, 8], 2, &[], &mut to, &[2, 2]);
        assert_eq!(to, [7, 8, 7, 8, 7, 8, 7, 8]);
    }
}
