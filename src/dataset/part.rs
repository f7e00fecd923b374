//! A part of a dataset.
use super::Dataset;
use crate::{
    array::{AsArray, AsArrayMut, FromArray},
    dataspace::Selection,
    error::Result,
    plist::TransferOptions,
};

/// A part of a dataset, with the dataset's own verbs. What is wrong with the selection shows when one is used.
#[derive(Debug)]
pub struct Selected<'a> {
    dataset: &'a Dataset,
    part: Selection,
    options: Option<TransferOptions>,
}

impl<'a> Selected<'a> {
    pub(super) fn of(dataset: &'a Dataset, part: Selection) -> Self {
        Self { dataset, part, options: None }
    }

    /// Moves the elements in another way than usual: through an expression, without a look at checksums; see [`TransferOptions`].
    #[must_use]
    pub fn with(mut self, options: TransferOptions) -> Self {
        self.options = Some(options);
        self
    }

    /// Reads the part: only the chunks it touches are decoded.
    ///
    /// # Errors
    /// `OutOfBounds`, else as [`Dataset::read`].
    pub fn read<A: FromArray>(&self) -> Result<A> {
        self.dataset.read_part(Some(&self.part), self.options.as_ref())
    }

    /// Reads the part as [`Dataset::read_lossy`] does.
    ///
    /// # Errors
    /// `OutOfBounds`, else as [`Dataset::read`].
    pub fn read_lossy<A: FromArray>(&self) -> Result<A> {
        self.dataset.read_part_lossy(Some(&self.part), self.options.as_ref())
    }

    /// Reads the part into memory that is there already.
    ///
    /// # Errors
    /// `OutOfBounds`, else as [`Dataset::read_into`].
    pub fn read_into<B: AsArrayMut + ?Sized>(&self, buf: &mut B) -> Result<()> {
        self.dataset.read_part_into(Some(&self.part), buf, self.options.as_ref())
    }

    /// Writes the part. The data has the shape of the selection, or one that `numpy` would broadcast to it: a scalar fills the part, a row
    /// each of its rows. Where a list names an index twice, what comes last is written.
    ///
    /// ```
    /// # use h5mem::{File, Result};
    /// # use ndarray::s;
    /// # fn main() -> Result<()> {
    /// # let file = File::in_memory()?;
    /// let data = file.new_dataset("x").shape([2, 3]).create::<i32>()?;
    /// data.slice(..).write(&[1, 2, 3])?;
    /// data.slice(s![.., 1]).write(&0)?;
    /// assert_eq!(data.read::<Vec<i32>>()?, [1, 0, 3, 1, 0, 3]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// `OutOfBounds`, else as [`Dataset::write`].
    pub fn write<A: AsArray + ?Sized>(&self, data: &A) -> Result<()> {
        self.dataset.write_part(Some(&self.part), data, self.options.as_ref())
    }
}
