//! `Option<T>`: a sequence of at most one.
use super::{Arena, Bad, H5Type, Mismatch, Reader, Writer};
use crate::datatype::TypeDescriptor;

// SAFETY: every value is made from its element and put into it, none is taken as it lies
unsafe impl<T: H5Type> H5Type for Option<T> {
    type Borrowed = Self;

    fn borrow(&self) -> &Self {
        self
    }

    /// HDF5 has no missing values: a sequence of variable length, with one element or none.
    fn descriptor() -> TypeDescriptor {
        Vec::<T>::descriptor()
    }

    /// What is stored as `T` itself is there.
    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        if let Ok(sequence) = Vec::<T>::reader(stored) {
            let memory = sequence.memory.clone();
            return Ok(Reader::each(memory, move |raw: *const u8| {
                // SAFETY: the library has filled the element as the sequence's reader asked
                let mut values = unsafe { sequence.one(raw) }?;
                match values.len() {
                    0 | 1 => Ok(values.pop()),
                    len => Err(Bad::Invalid(format!("{len} values where at most one is expected"))),
                }
            }));
        }
        let single = T::reader(stored)?;
        let memory = single.memory.clone();
        // SAFETY: the library has filled the element as the value's reader asked
        Ok(Reader::each(memory, move |raw: *const u8| unsafe { single.one(raw) }.map(Some)))
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
        if let Ok(sequence) = Vec::<T>::writer(stored) {
            let memory = sequence.memory.clone();
            return Ok(Writer::each(memory, move |value: &Self, raw: &mut [u8], arena: &mut Arena| {
                sequence.one(value.as_slice(), raw, arena)
            }));
        }
        let single = T::writer(stored)?;
        let memory = single.memory.clone();
        Ok(Writer::each(memory, move |value: &Self, raw: &mut [u8], arena: &mut Arena| match value {
            Some(value) => single.one(value.borrow(), raw, arena),
            None => Err(Bad::Invalid("no value, where the stored type has to have one".to_owned())),
        }))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}
