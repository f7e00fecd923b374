//! Reading: from what was selected to the values that were asked for.
use std::{borrow::Cow, mem::MaybeUninit};

use super::{Elements, Transfer, axes::value_shape, plan::Plan};
use crate::{
    array::AsArrayMut,
    dataspace::{count, shown},
    datatype::TypeDescriptor,
    direct,
    element::{H5Type, Read},
    error::{At, Error, Result},
    memory,
    sys::h5a,
};

/// Elements to be read: what [`FromArray`](crate::FromArray) makes values of.
pub struct Source<'a>(pub(crate) Transfer<'a>);

impl std::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Source({}, {:?})", (self.0.place)(), self.0.shape.get())
    }
}

impl Source<'_> {
    /// The lengths of the axes: empty for a scalar, `None` for a null dataspace. Axes of an array type count as such.
    ///
    /// # Errors
    /// `Shape` where the last axes are not those of `T`'s nested arrays, `Library` where the stored type cannot be read.
    pub fn shape<T: H5Type>(&self) -> Result<Option<Vec<usize>>> {
        if self.0.shape()?.is_none() { Ok(None) } else { self.shape_by(&*self.0.plan::<T>()?).map(Some) }
    }

    /// The lengths as the caller has them.
    fn shape_by<T: H5Type>(&self, plan: &Plan<T>) -> Result<Vec<usize>> {
        let moved = self.moved_shape(plan)?;
        self.0.check_order(moved.len())?;
        Ok(self.0.order.shape(moved.into_owned()))
    }

    /// The lengths as the library moves them, which the caller may have in another order.
    fn moved_shape<T: H5Type>(&self, plan: &Plan<T>) -> Result<Cow<'_, [usize]>> {
        let shape = self.0.shape()?.ok_or_else(|| self.no_data())?;
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
        if !self.is_surely_one(&plan)? {
            let shape = self.moved_shape(&plan)?;
            if shape.iter().any(|&dim| dim != 1) {
                return Err(Error::shape(&self.place(), "one element", shown(&self.shape_by(&plan)?)));
            }
            self.0.check_order(shape.len())?;
        }
        if let Elements::OfAttribute(read) = &self.0.elements {
            read.single.set(true);
        }
        let mut one = MaybeUninit::uninit();
        self.fill_slice(&plan, std::slice::from_mut(&mut one))?;
        // SAFETY: `fill_slice` initialises all of its slice or fails
        Ok(unsafe { one.assume_init() })
    }

    /// Whether an attribute holds one element as its bytes say: that asks for no dataspace. Only where nothing is converted does the
    /// library move no more than these bytes, whatever a broken file says of the dataspace.
    fn is_surely_one<T: H5Type>(&self, plan: &Plan<T>) -> Result<bool> {
        let (Elements::OfAttribute(read), None) = (&self.0.elements, self.0.shape.get()) else { return Ok(false) };
        if read.single.get() {
            return Ok(true);
        }
        let stored = &*plan.stored;
        if plan.reading(&self.0)?.library != *stored || stored.has_pointers() || !T::inner_dims().is_empty() {
            return Ok(false);
        }
        let api = self.0.api()?;
        Ok(h5a::get_storage_size(&api, self.0.attribute(&api)?) == stored.size() as u64)
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
        let shape = self.0.shape()?.ok_or_else(|| self.no_data())?;
        let dtype = self.dtype()?;
        assert!(!dtype.has_pointers(), "bytes that stand for themselves");
        let len = count(shape, self.0.place)?.saturating_mul(dtype.size());
        self.0.check_order(shape.len())?;
        let mut bytes = self.room(len)?;
        if len == 0 {
            return Ok(bytes);
        }
        if self.0.fill_direct(direct::swap(dtype, dtype), dtype.size(), &mut bytes.spare_capacity_mut()[..len], None)? {
            // SAFETY: all of it was just filled
            unsafe { bytes.set_len(len) };
        } else {
            bytes.resize(len, 0);
            let mem_type = self.0.make(dtype)?;
            // SAFETY: as many bytes as the elements have
            unsafe { self.0.fill(mem_type.raw(), dtype, bytes.as_mut_ptr()) }?;
        }
        Ok(self.0.order.arrange(bytes, dtype.size(), shape))
    }

    /// Whether the dataspace is a null one, which has no elements and no shape.
    pub fn is_null(&self) -> bool {
        matches!(self.0.shape(), Ok(None)) // what cannot be asked fails whatever is read
    }

    /// Memory for `n` values, or an error where the machine has not got it.
    pub(super) fn room<T>(&self, n: usize) -> Result<Vec<T>> {
        memory::room(n).map_err(|_| Error::io(&self.place(), std::io::ErrorKind::OutOfMemory.into()))
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
}
