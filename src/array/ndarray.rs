//! `ndarray`: arrays and views of any rank and layout.
use ndarray::{Array, ArrayBase, Data, DataMut, Dimension, IxDyn};

use super::{AsArray, AsArrayMut, FromArray};
use crate::{
    dataspace::{Extent, shown},
    element::H5Type,
    error::{Error, Result},
    transfer::Source,
};

impl<T: H5Type, D: Dimension> FromArray for Array<T, D> {
    fn from_source(source: &Source<'_>) -> Result<Self> {
        let shape = source.some_shape::<T>()?;
        if let Some(rank) = D::NDIM.filter(|&rank| rank != shape.len()) {
            return Err(Error::shape(&source.place(), format!("{rank} axes"), shown(&shape)));
        }
        let elements = source.elements()?;
        // with an axis of no length the others may be longer than `ndarray` allows
        let array = Array::from_shape_vec(IxDyn(&shape), elements)
            .map_err(|_| Error::shape(&source.place(), "a shape that `ndarray` can have", shown(&shape)))?;
        Ok(array.into_dimensionality().expect("the rank was checked"))
    }
}

impl<T: H5Type, S: Data<Elem = T>, D: Dimension> AsArray for ArrayBase<S, D> {
    type Elem = T;

    fn extent(&self) -> Extent {
        self.shape().into()
    }

    fn as_slice(&self) -> Option<&[T]> {
        self.view().to_slice()
    }

    fn for_each(&self, f: &mut dyn FnMut(&T::Borrowed)) {
        self.iter().for_each(|value| f(value.borrow()));
    }
}

impl<T: H5Type, S: DataMut<Elem = T>, D: Dimension> AsArrayMut for ArrayBase<S, D> {
    type Elem = T;

    fn extent(&self) -> Option<Extent> {
        Some(self.shape().into())
    }

    fn as_mut_slice(&mut self) -> Option<&mut [T]> {
        self.as_slice_mut()
    }

    fn for_each_mut(&mut self, f: &mut dyn FnMut(&mut T)) {
        self.iter_mut().for_each(f);
    }
}
