//! Fill values: one element, in and out of a property list.
use crate::{
    datatype::{self, TypeDescriptor, TypeId},
    element::{Bad, H5Type, Mismatch},
    error::{At, Error, Result},
    sys::{Api, Called, DEFAULT, h5d, h5p, hid_t},
};

/// Sets a dataset's fill value, one element of `memory`.
pub(crate) fn set_fill(api: &Api, dcpl: hid_t, mem_type: &TypeId, memory: &TypeDescriptor, raw: &[u8]) -> Called<()> {
    assert_eq!(memory.size(), raw.len(), "one element");
    // SAFETY: the bytes are one element of the type; the arena it may point into outlives the call, which copies
    unsafe { h5p::set_fill_value(api, dcpl, mem_type.raw(), raw.as_ptr().cast()) }
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
