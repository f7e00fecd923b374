//! Vectors, slices and arrays.
use super::{AsArray, AsArrayMut, FromArray};
use crate::{
    dataspace::{Extent, shown},
    element::H5Type,
    error::{Error, Result},
    transfer::Source,
};

impl<T: H5Type> FromArray for Vec<T> {
    fn from_source(source: &Source<'_>) -> Result<Self> {
        source.elements()
    }
}

impl<T: H5Type> FromArray for Box<[T]> {
    fn from_source(source: &Source<'_>) -> Result<Self> {
        source.elements().map(Vec::into_boxed_slice)
    }
}

impl<T: H5Type, const N: usize> FromArray for [T; N] {
    fn from_source(source: &Source<'_>) -> Result<Self> {
        let shape = source.some_shape::<T>()?;
        if shape.len() > 1 || shape.iter().product::<usize>() != N {
            return Err(Error::shape(&source.place(), format!("{N} elements along one axis"), shown(&shape)));
        }
        source.elements()?.try_into().map_err(|_: Vec<T>| unreachable!("as many elements as the shape says"))
    }
}

/// Sequences: as many elements along one axis.
macro_rules! sequence {
    ($([$($generics:tt)*] $t:ty),*) => {$(
        impl<$($generics)*> AsArray for $t {
            type Elem = T;

            fn extent(&self) -> Extent {
                self.len().into()
            }

            fn as_slice(&self) -> Option<&[T]> {
                Some(self)
            }

            fn for_each(&self, f: &mut dyn FnMut(&T::Borrowed)) {
                self.iter().for_each(|value| f(value.borrow()));
            }
        }
    )*};
}
sequence!([T: H5Type] [T], [T: H5Type] Vec<T>, [T: H5Type] Box<[T]>, [T: H5Type, const N: usize] [T; N]);

/// Memory of as many elements, whatever their shape.
macro_rules! room {
    ($([$($generics:tt)*] $t:ty),*) => {$(
        impl<$($generics)*> AsArrayMut for $t {
            type Elem = T;

            fn extent(&self) -> Option<Extent> {
                None
            }

            fn as_mut_slice(&mut self) -> Option<&mut [T]> {
                Some(self)
            }

            fn for_each_mut(&mut self, f: &mut dyn FnMut(&mut T)) {
                self.iter_mut().for_each(f);
            }
        }
    )*};
}
room!([T: H5Type] [T], [T: H5Type] Vec<T>, [T: H5Type] Box<[T]>, [T: H5Type, const N: usize] [T; N]);

/// Sequences of borrowed text.
macro_rules! texts {
    ($([$($generics:tt)*] $t:ty),*) => {$(
        impl<$($generics)*> AsArray for $t {
            type Elem = String;

            fn extent(&self) -> Extent {
                self.len().into()
            }

            fn as_slice(&self) -> Option<&[String]> {
                None
            }

            fn for_each(&self, f: &mut dyn FnMut(&str)) {
                self.iter().for_each(|text| f(text));
            }
        }
    )*};
}
texts!([] [&str], [] Vec<&str>, [const N: usize] [&str; N]);
