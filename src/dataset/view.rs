//! Elements where they lie in an image: no copy.
#![allow(unsafe_code)]
use std::{fmt, marker::PhantomData, ops::Deref, ptr::NonNull};

use super::Dataset;
use crate::{
    dataspace::count,
    element::{Mismatch, Plain},
    error::{At, Error, Result},
    image::Image,
    sys::{Api, h5d, h5p::Layout},
};

/// A dataset's elements where they lie in an image, which it keeps alive, and the file it came from not.
///
/// `Deref` gives them as one slice in C order, [`array`](View::array) with their shape.
pub struct View<T> {
    bytes: Image,
    shape: Vec<usize>,
    /// Elements, as many as the shape says.
    len: usize,
    elements: PhantomData<T>,
}

impl Dataset {
    /// The elements themselves, in the image that the file was opened from: nothing is copied, and no lock is held while they are used.
    ///
    /// ```
    /// # use h5mem::{File, Result};
    /// # fn main() -> Result<()> {
    /// let file = File::in_memory()?;
    /// file.write("x", &[1.0, 2.0, 3.5])?;
    /// let file = File::from_image(file.into_image()?).open()?;
    /// let x = file.dataset("x")?.view::<f64>()?;
    /// assert_eq!(x.iter().sum::<f64>(), 6.5);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// `Type` unless the stored type is `T` in this machine's byte order; `Unsupported` unless the file was opened read-only from an image
    /// on the memory driver, and the data is contiguous or a single chunk without filters, stored, and aligned for `T`. [`read`](Self::read)
    /// works on all of these.
    pub fn view<T: Plain>(&self) -> Result<View<T>> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        let here = self.is_in_its_file(&api)?;
        let refused = |needs: &str| Error::unsupported(format!("a view of {}", self.place()), needs);
        let Some(image) = self.node.file.backing.fixed_image().filter(|_| here) else {
            return Err(refused("a file opened read-only from an image on the memory driver"));
        };
        let stored = self.stored(&api)?.descriptor(&api).at("describe the type of", || self.place())?;
        let wanted = crate::array::element_type::<[T; 0]>();
        let same = if T::inner_dims().is_empty() { *stored == T::descriptor() } else { *stored == wanted || *stored == T::descriptor() };
        if !same {
            let Mismatch { expected, found } = Mismatch::new::<T>(stored);
            return Err(Error::Type { path: self.place(), expected, found });
        }
        let (_, dims) = self.space(&api)?;
        let dims = dims.ok_or_else(|| Error::shape(&self.place(), "data", "a null dataspace"))?;
        let shape = crate::transfer::value_shape::<T>(&dims, stored, &|| self.place())?.into_owned();
        let len = count(&shape, || self.place())?;
        let size = len.checked_mul(size_of::<T>()).ok_or_else(|| refused("less data"))?;
        // `ndarray` counts the axes without those of no length
        if shape.iter().filter(|&&dim| dim > 0).try_fold(1usize, |n, &dim| n.checked_mul(dim)).is_none_or(|n| n > isize::MAX as usize) {
            return Err(refused("axes that can be counted"));
        }
        if size == 0 {
            return Ok(View { bytes: Image::from(Vec::new()), shape, len, elements: PhantomData });
        }
        let start = self.address(&api, &dims, size)?.ok_or_else(|| refused("contiguous data, or a single chunk without filters"))?;
        let end = start.checked_add(size).filter(|&end| end <= image.len());
        let end = end.ok_or_else(|| refused("an image that holds all of the data"))?;
        let bytes = image.slice(start..end);
        if !bytes.as_ptr().cast::<T>().is_aligned() {
            return Err(refused("data that is aligned in memory (`FileAccess::alignment` when it is written)"));
        }
        Ok(View { bytes, shape, len, elements: PhantomData })
    }

    /// Where the data lies in the image, if it is `len` bytes in one piece as they are read.
    fn address(&self, api: &Api, dims: &[usize], len: usize) -> Result<Option<usize>> {
        if let Some(&address) = self.known.address.get() {
            return Ok(usize::try_from(address).ok());
        }
        let (made, raw) = (self.made_with(api)?, self.node.id(api)?);
        // ask for the size first: unallocated data has an address with a user block
        if h5d::get_storage_size(api, raw) < len as u64 || made.external > 0 {
            return Ok(None);
        }
        let address = match made.layout {
            Layout::Contiguous => h5d::get_offset(api, raw),
            Layout::Chunked if made.chunk == dims && made.filters.is_empty() => {
                let chunks = self.locate_chunks(api, dims)?;
                let chunk = chunks.as_ref().and_then(|chunks| chunks.first());
                return Ok(chunk.filter(|(_, chunk)| chunk.mask == 0).map(|(_, chunk)| chunk.address));
            }
            _ => None,
        };
        Ok(address.and_then(|address| usize::try_from(address).ok()))
    }
}

impl<T> View<T> {
    /// The lengths of the axes.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }
}

#[cfg(feature = "ndarray")]
impl<T: Plain> View<T> {
    /// The elements with their shape.
    ///
    /// # Panics
    /// Never: there are as many elements as the shape says.
    pub fn array(&self) -> ndarray::ArrayView<'_, T, ndarray::IxDyn> {
        ndarray::ArrayView::from_shape(&*self.shape, self).expect("as many elements as the shape says")
    }
}

impl<T: Plain> Deref for View<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // no bytes need no address; they are those of no elements, or of elements without a size
        let start = if self.bytes.is_empty() { NonNull::dangling().as_ptr() } else { self.bytes.as_ptr().cast::<T>().cast_mut() };
        // SAFETY: the bytes are aligned and as many as the shape's elements need, as `view` checked; every bit pattern of a plain type is
        // a value; the image neither moves nor changes while this view holds it
        unsafe { std::slice::from_raw_parts(start, self.len) }
    }
}

impl<T> Clone for View<T> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), shape: self.shape.clone(), len: self.len, elements: PhantomData }
    }
}

impl<T> fmt::Debug for View<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "View({:?}, {} bytes)", self.shape, self.bytes.len())
    }
}
