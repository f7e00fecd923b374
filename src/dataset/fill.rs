//! The value of elements that were never written.
use super::Dataset;
use crate::{
    datatype::TypeDescriptor,
    element::{Arena, Bad, H5Type, Mismatch},
    error::{At, Error, Result},
    sys::{Api, h5d, h5p},
};

/// Makes the fill value in memory of a dataset's type.
pub(super) type Fill = Box<dyn Fn(&TypeDescriptor, &mut Arena) -> Result<FillValue, FillError>>;

/// The memory type of a fill value, and its bytes.
pub(super) type FillValue = (TypeDescriptor, Vec<u8>);

pub(super) enum FillError {
    Mismatch(Mismatch),
    Bad(Bad),
}

impl FillError {
    pub(super) fn at(self, path: String) -> Error {
        match self {
            Self::Mismatch(Mismatch { expected, found }) => Error::Type { path, expected, found },
            Self::Bad(Bad::Overflow { value, target }) => Error::Overflow { path, index: 0, value, target: target.into_owned() },
            Self::Bad(Bad::Invalid(what)) => Error::InvalidValue { path, what },
        }
    }
}

/// A value that is put into whatever type the dataset gets.
pub(super) fn of<T: H5Type>(value: T) -> Fill {
    Box::new(move |stored, arena| {
        let writer = T::writer(stored).map_err(FillError::Mismatch)?;
        let mut raw = vec![0; writer.memory.size()];
        writer.one(value.borrow(), &mut raw, arena).map_err(FillError::Bad)?;
        Ok((writer.memory, raw))
    })
}

impl Dataset {
    /// What elements are that were never written (`H5Pget_fill_value`): zero unless another was given, `None` where there is none at all.
    ///
    /// # Errors
    /// `Type`, `Overflow`, `Closed`, `Library`.
    pub fn fill_value<T: H5Type>(&self) -> Result<Option<T>> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        let list = h5d::get_create_plist(&api, raw).at("get the properties of", || self.place())?;
        if !h5p::has_fill_value(&api, list.raw()).at("ask the fill value of", || self.place())? {
            return Ok(None);
        }
        let stored = self.stored(&api)?.descriptor(&api).at("describe the type of", || self.place())?;
        crate::transfer::get_fill(&api, list.raw(), stored, &|| self.place()).map(Some)
    }
}
