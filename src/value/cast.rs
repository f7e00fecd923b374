//! Arrays of one type made arrays of another.
#![allow(unsafe_code)]
use super::{DynArray, array::Elements, array::PLACE};
use crate::{
    datatype::{self, TypeDescriptor},
    error::{At, Error, Result},
    sys::{Api, h5t},
};

impl DynArray {
    /// The same elements as another type has them, by the library's rules (`H5Tconvert`): numbers beyond the type become its largest or
    /// smallest, fractions are cut off, digits that it has no room for are rounded; members of compounds are matched by name.
    ///
    /// ```
    /// # use h5mem::{DynArray, File, H5Type, Result};
    /// # fn main() -> Result<()> {
    /// # let file = File::in_memory()?;
    /// let wide: DynArray = file.write("x", &[1.9, -300.0])?.read()?;
    /// assert_eq!(wide.cast(&i8::descriptor())?.to_string(), "[1, -128]");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// `Unsupported` for types with variable lengths, or that cannot be made; `Library` between types that have nothing to do with each
    /// other; `Io` for memory that is not to be had.
    pub fn cast(&self, dtype: &TypeDescriptor) -> Result<Self> {
        let (from, n) = (self.dtype(), self.len());
        if from == dtype {
            return Ok(self.clone());
        }
        let Some(shape) = self.shape() else { return Ok(Self::null(dtype.clone())) };
        let Some(bytes) = self.bytes().filter(|_| !dtype.has_pointers()) else {
            return Err(Error::unsupported(format!("{PLACE}: a cast from {from} to {dtype}"), "elements without variable lengths"));
        };
        let api = Api::lock()?;
        let room = |size: usize| {
            let mut room = Vec::new();
            let len = n.checked_mul(size).filter(|&len| room.try_reserve_exact(len).is_ok());
            room.resize(len.ok_or_else(|| Error::io(PLACE, std::io::ErrorKind::OutOfMemory.into()))?, 0);
            Ok::<Vec<u8>, Error>(room)
        };
        let made = |dtype: &TypeDescriptor| {
            let made = datatype::make(&api, dtype).at("make a type of", PLACE)?;
            match h5t::get_size(&api, made.raw()).at("measure a type of", PLACE)? {
                size if size == dtype.size() => Ok(made),
                size => Err(Error::invalid(PLACE, format!("{dtype}, of which libhdf5 makes {size} bytes instead of {}", dtype.size()))),
            }
        };
        let (source, target) = (made(from)?, made(dtype)?);
        let (mut raw, mut background) = (room(from.size().max(dtype.size()))?, room(dtype.size())?);
        raw[..bytes.len()].copy_from_slice(bytes);
        // SAFETY: as many elements fit either buffer as there are, of types whose sizes are the library's; none has pointers
        unsafe { h5t::convert(&api, source.raw(), target.raw(), n, &mut raw, &mut background) }.at("convert", PLACE)?;
        raw.truncate(n * dtype.size());
        Ok(Self::of(dtype.clone(), Some(shape.to_vec()), Elements::Bytes(raw)))
    }
}
