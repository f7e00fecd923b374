//! The type that something is created with.
use std::sync::Arc;

use super::TypeDescriptor;
use crate::handle::Node;

/// A type to create something with: a [`TypeDescriptor`], or a named [`Datatype`](crate::Datatype) of the same file, which is shared
/// then (one of another file is copied).
///
/// ```
/// # use h5mem::{File, H5Type, Result};
/// # fn main() -> Result<()> {
/// # let file = File::in_memory()?;
/// let metres = file.commit("metres", &f32::descriptor())?;
/// metres.attrs().set("unit", "m")?;
/// let heights = file.new_dataset("heights").write_as(&metres, &[1.5, 2.5])?;
/// heights.attrs().set_as("mean", &metres, &2.0)?;
/// assert_eq!(heights.datatype()?.unwrap().attrs().get::<String>("unit")?, "m");
/// assert!(file.write("plain", &[1.5])?.datatype()?.is_none());
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct StoredType<'a>(pub(crate) Given<'a>);

#[derive(Clone, Copy, Debug)]
pub(crate) enum Given<'a> {
    Described(&'a TypeDescriptor),
    Named(&'a Arc<Node>),
}

impl<'a> From<&'a TypeDescriptor> for StoredType<'a> {
    fn from(dtype: &'a TypeDescriptor) -> Self {
        Self(Given::Described(dtype))
    }
}
