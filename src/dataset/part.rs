//! A part of a dataset.
use super::Dataset;
use crate::{
    array::{AsArray, FromArray},
    dataspace::Selection,
    element::H5Type,
    error::Result,
};

/// A part of a dataset, with the dataset's own verbs. What is wrong with the selection shows when one is used.
#[derive(Debug)]
pub struct Selected<'a> {
    dataset: &'a Dataset,
    part: Selection,
}

impl<'a> Selected<'a> {
    pub(super) fn of(dataset: &'a Dataset, part: Selection) -> Self {
        Self { dataset, part }
    }

    /// Reads the part: only the chunks it touches are decoded.
    ///
    /// # Errors
    /// `OutOfBounds`, else as [`Dataset::read`].
    pub fn read<A: FromArray>(&self) -> Result<A> {
        self.dataset.read_part(Some(&self.part))
    }

    /// Reads the part into memory that is there already, in C order.
    ///
    /// # Errors
    /// `OutOfBounds`, else as [`Dataset::read_into`].
    pub fn read_into<T: H5Type>(&self, buf: &mut [T]) -> Result<()> {
        self.dataset.read_part_into(Some(&self.part), buf)
    }

    /// Writes the part. The data has the shape of the selection.
    ///
    /// # Errors
    /// `OutOfBounds`, else as [`Dataset::write`].
    pub fn write<A: AsArray + ?Sized>(&self, data: &A) -> Result<()> {
        self.dataset.write_part(Some(&self.part), data)
    }
}
