//! Attributes that dimension scales are kept in: `CLASS` and `NAME` of a scale, `DIMENSION_LIST` and `DIMENSION_LABELS` of a dataset with scales.
//!
//! libhdf5_hl up to 2.2 reads them into buffers of the size that they ought to have, whatever type and length they have in the file or were given
//! by [`Attributes::set`](crate::Attributes::set): a longer one overwrites the heap, of another type its bytes are taken for pointers.
use crate::{
    dataset::Dataset,
    datatype::{ReferenceKind, TypeDescriptor},
    error::{Error, Result},
};

impl Dataset {
    /// Refuses a `CLASS` of more than one element.
    pub(super) fn check_class(&self) -> Result<()> {
        self.check("CLASS", 1, "one text", |_| true)
    }

    /// Refuses a `NAME` that is not one text of a fixed length.
    pub(super) fn check_name(&self) -> Result<()> {
        self.check("NAME", 1, "one text of a fixed length", |dtype| matches!(dtype, TypeDescriptor::String(text) if text.size.is_some()))
    }

    /// Refuses lists of scales and labels that have not one element for each axis, or another type.
    pub(super) fn check_axes(&self) -> Result<()> {
        let axes = self.shape()?.len().max(1);
        self.check(
            "DIMENSION_LIST",
            axes,
            "a list of references for each axis",
            |dtype| matches!(dtype, TypeDescriptor::VarLen(element) if **element == TypeDescriptor::Reference(ReferenceKind::Object)),
        )?;
        let text = |dtype: &TypeDescriptor| matches!(dtype, TypeDescriptor::String(text) if text.size.is_none());
        self.check("DIMENSION_LABELS", axes, "a text of any length for each axis", text)
    }

    fn check(&self, name: &str, len: usize, expected: &str, fits: impl FnOnce(&TypeDescriptor) -> bool) -> Result<()> {
        let attributes = self.attrs();
        if !attributes.contains(name)? {
            return Ok(());
        }
        let attribute = attributes.open(name)?;
        let (dtype, shape) = (attribute.dtype()?, attribute.shape()?);
        let elements = shape.as_ref().map_or(0, |shape| shape.iter().fold(1usize, |len, &axis| len.saturating_mul(axis)));
        if elements == len && fits(&dtype) {
            return Ok(());
        }
        let path = format!("{}@{name}", self.node().place());
        Err(Error::Type { path, expected: expected.to_owned(), found: format!("{dtype} of {elements} elements") })
    }
}
