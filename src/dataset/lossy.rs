//! Reading by the library's rules.
use super::Dataset;
use crate::{array::FromArray, error::Result};

impl Dataset {
    /// Reads everything as [`read`](Self::read) does, but numbers by the library's rules (`H5Tconvert`): those beyond the type asked for
    /// become its largest or smallest, fractions are cut off, digits that it has no room for are rounded. So `long double` is read, too,
    /// which has no exact counterpart. Text, truth values and enums are read as ever.
    ///
    /// ```
    /// # use h5mem::{ErrorKind, File, Result};
    /// # fn main() -> Result<()> {
    /// # let file = File::in_memory()?;
    /// let x = file.write("x", &[0.1, 2.9, -300.0])?;
    /// assert_eq!(x.read::<Vec<i8>>().unwrap_err().kind(), ErrorKind::Overflow);
    /// assert_eq!(x.read_lossy::<Vec<i8>>()?, [0, 2, -128]);
    /// assert_eq!(x.slice(0).read_lossy::<f32>()?, 0.1);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_lossy<A: FromArray>(&self) -> Result<A> {
        self.read_part_lossy(None, None)
    }
}
