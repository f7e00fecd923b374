//! Where only one of the stored type and the Rust type is an array: whose axes are whose.
use std::borrow::Cow;

use crate::{
    dataspace::shown,
    datatype::TypeDescriptor,
    element::H5Type,
    error::{Error, Result},
};

/// The library's element when values of `T`, each of `memory`, are moved: where only one of the stored type and `T` is an array type, the
/// other's elements are those of its axes.
pub(super) fn library_element<T: H5Type>(stored: &TypeDescriptor, memory: &TypeDescriptor) -> TypeDescriptor {
    match (stored, memory, !T::takes_arrays()) {
        (TypeDescriptor::Array { dims, .. }, _, true) => TypeDescriptor::Array { dims: dims.clone(), base: Box::new(memory.clone()) },
        (TypeDescriptor::Array { .. }, _, false) => memory.clone(),
        (_, TypeDescriptor::Array { base, .. }, false) => (**base).clone(),
        _ => memory.clone(),
    }
}

/// The stored type that a single `T` meets: an array type's base, unless `T` is an array itself.
pub(super) fn stored_element<T: H5Type>(stored: &TypeDescriptor) -> &TypeDescriptor {
    match stored {
        TypeDescriptor::Array { base, .. } if !T::takes_arrays() => base,
        _ => stored,
    }
}

/// The lengths of the axes that values of `T` have in `shape`: those of a stored array type are more axes, those of nested Rust arrays are
/// the values' own.
pub(crate) fn value_shape<'s, T: H5Type>(
    shape: &'s [usize],
    stored: &TypeDescriptor,
    place: &dyn Fn() -> String,
) -> Result<Cow<'s, [usize]>> {
    let inner = T::inner_dims();
    match stored {
        TypeDescriptor::Array { dims, .. } if !T::takes_arrays() => Ok([shape, dims].concat().into()),
        TypeDescriptor::Array { .. } => Ok(shape.into()),
        _ => match shape.len().checked_sub(inner.len()).filter(|&at| shape[at..] == inner) {
            Some(outer) => Ok(shape[..outer].into()),
            None => Err(Error::shape(&place(), format!("{inner:?} as the last axes"), shown(shape))),
        },
    }
}
