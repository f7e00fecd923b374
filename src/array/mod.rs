//! Whole values: what reading returns and what writing takes.
#[cfg(feature = "ndarray")]
mod ndarray;
mod scalar;
mod sequence;

use crate::{dataspace::Extent, datatype::TypeDescriptor, element::H5Type, error::Result, transfer::Source};

/// What [`read`](crate::Dataset::read) and [`get`](crate::Attributes::get) return: a scalar element, `Vec<T>`, `[T; N]`, `ndarray::Array`,
/// or an `Option` of these, which is `None` for a null dataspace.
///
/// A scalar is read from any dataspace of exactly one element. A `Vec<T>` takes any shape, in C order. `[T; N]` takes exactly `N` elements,
/// an `Array<T, D>` the rank of its `D`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an HDF5 file",
    note = "what is read is owned: a number, `bool`, `String`, `Vec<T>`, `[T; N]`, `ndarray::Array`, `DynArray`, an `Option` of these, or what derives `H5Type`"
)]
pub trait FromArray: Sized {
    /// Makes the value of the elements that a source has.
    ///
    /// # Errors
    /// `Shape` where they are of another shape, and those of [`Source::elements`].
    fn from_source(source: &Source<'_>) -> Result<Self>;
}

/// What [`write`](crate::Dataset::write) and [`set`](crate::Attributes::set) take: scalar elements, `str`, slices, `Vec`, arrays, and
/// `ndarray` arrays and views of any layout.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written to an HDF5 file",
    note = "what is written is a number, `bool`, text, a slice, `Vec<T>`, array, `ndarray::Array` or view of elements, or what derives `H5Type`"
)]
pub trait AsArray {
    /// The element type.
    type Elem: H5Type;

    /// The lengths of the axes: none for a scalar.
    fn extent(&self) -> Extent;

    /// All elements as one slice in C order, where they lie so.
    fn as_slice(&self) -> Option<&[Self::Elem]>;

    /// Hands out every element in C order.
    fn for_each(&self, f: &mut dyn FnMut(&<Self::Elem as H5Type>::Borrowed));

    /// The type made in a file for these elements, where it is not the element type's own: a type known at run time only.
    fn stored_type(&self) -> Option<TypeDescriptor> {
        None
    }

    /// The elements' bytes in C order and the type they are of, which may be any.
    #[doc(hidden)]
    fn stored_bytes(&self) -> Option<(&TypeDescriptor, &[u8])> {
        None
    }

    /// Whether there are neither elements nor axes: a null dataspace.
    fn is_null(&self) -> bool {
        false
    }
}

/// What [`read_into`](crate::Dataset::read_into) fills: slices, `Vec`, arrays, and `ndarray` arrays and views of any layout.
pub trait AsArrayMut {
    /// The element type.
    type Elem: H5Type;

    /// The lengths of the axes; `None` where elements of any shape are taken in C order.
    fn extent(&self) -> Option<Extent>;

    /// All elements as one slice in C order, where they lie so.
    fn as_mut_slice(&mut self) -> Option<&mut [Self::Elem]>;

    /// Hands out every element in C order.
    fn for_each_mut(&mut self, f: &mut dyn FnMut(&mut Self::Elem));
}

impl<A: AsArrayMut + ?Sized> AsArrayMut for &mut A {
    type Elem = A::Elem;

    fn extent(&self) -> Option<Extent> {
        (**self).extent()
    }

    fn as_mut_slice(&mut self) -> Option<&mut [Self::Elem]> {
        (**self).as_mut_slice()
    }

    fn for_each_mut(&mut self, f: &mut dyn FnMut(&mut Self::Elem)) {
        (**self).for_each_mut(f);
    }
}

impl<A: AsArray + ?Sized> AsArray for &A {
    type Elem = A::Elem;

    fn extent(&self) -> Extent {
        (**self).extent()
    }

    fn as_slice(&self) -> Option<&[Self::Elem]> {
        (**self).as_slice()
    }

    fn for_each(&self, f: &mut dyn FnMut(&<Self::Elem as H5Type>::Borrowed)) {
        (**self).for_each(f);
    }

    fn stored_type(&self) -> Option<TypeDescriptor> {
        (**self).stored_type()
    }

    fn stored_bytes(&self) -> Option<(&TypeDescriptor, &[u8])> {
        (**self).stored_bytes()
    }

    fn is_null(&self) -> bool {
        (**self).is_null()
    }
}

/// `None` is read from a null dataspace (`H5S_NULL`), as h5py's `Empty` and PyTables' empty strings are.
impl<A: FromArray> FromArray for Option<A> {
    fn from_source(source: &Source<'_>) -> Result<Self> {
        if source.is_null() { Ok(None) } else { A::from_source(source).map(Some) }
    }
}

/// `None` is written as a null dataspace.
impl<A: AsArray> AsArray for Option<A> {
    type Elem = A::Elem;

    fn extent(&self) -> Extent {
        self.as_ref().map_or_else(|| ().into(), A::extent)
    }

    fn as_slice(&self) -> Option<&[Self::Elem]> {
        self.as_ref().and_then(A::as_slice)
    }

    fn for_each(&self, f: &mut dyn FnMut(&<Self::Elem as H5Type>::Borrowed)) {
        if let Some(array) = self {
            array.for_each(f);
        }
    }

    fn stored_type(&self) -> Option<TypeDescriptor> {
        self.as_ref().and_then(A::stored_type)
    }

    fn stored_bytes(&self) -> Option<(&TypeDescriptor, &[u8])> {
        self.as_ref().and_then(A::stored_bytes)
    }

    fn is_null(&self) -> bool {
        self.as_ref().is_none_or(A::is_null)
    }
}

/// The type made in a file for elements: nested Rust arrays are axes, not an array type.
pub(crate) fn element_type<T: H5Type>() -> TypeDescriptor {
    match T::descriptor() {
        TypeDescriptor::Array { base, .. } => *base,
        other => other,
    }
}

/// The lengths of the axes made in a file for these values.
pub(crate) fn stored_dims<A: AsArray + ?Sized>(data: &A) -> Vec<usize> {
    let mut dims = data.extent().0;
    dims.extend(A::Elem::inner_dims());
    dims
}
