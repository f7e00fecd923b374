//! Whole arrays whose type is known at run time only.
#![allow(unsafe_code)]
use super::{Value, decode::decode, encode::encode};
use crate::{
    array::{AsArray, FromArray},
    dataspace::{Extent, count, product, shown},
    datatype::TypeDescriptor,
    element::{Arena, Bad},
    error::{Error, Result},
    transfer::Source,
};

/// All of a dataset or attribute of any type: reading one needs no Rust type, and writing it to another file makes the same again.
///
/// ```
/// # use h5mem::{DynArray, File, Result, Value};
/// # fn main() -> Result<()> {
/// # let file = File::in_memory()?;
/// file.write("x", &[(1u8, 0.5f32), (2, 1.5)])?;
/// let any: DynArray = file.dataset("x")?.read()?;
/// assert_eq!(any.get(1).unwrap().member("1"), Some(&Value::Float(1.5)));
/// assert_eq!(any.to_string(), r#"[{0: 1, 1: 0.5}, {0: 2, 1: 1.5}]"#);
///
/// let copy = File::in_memory()?;
/// copy.write("y", &any)?; // of the same type, bit by bit
/// assert_eq!(copy.dataset("y")?.read::<DynArray>()?, any);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DynArray {
    dtype: TypeDescriptor,
    /// None for a null dataspace.
    shape: Option<Vec<usize>>,
    elements: Elements,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Elements {
    /// As they are stored.
    Bytes(Vec<u8>),
    /// Of a type with variable lengths.
    Values(Vec<Value>),
}

impl DynArray {
    /// An array of these values, in C order.
    ///
    /// # Errors
    /// `Shape` unless there are as many as the shape says, `Overflow` and `InvalidValue` for the first that the type does not have.
    pub fn new(dtype: TypeDescriptor, shape: impl Into<Extent>, values: Vec<Value>) -> Result<Self> {
        let shape = shape.into().dims().to_vec();
        if count(&shape, || PLACE.to_owned())? != values.len() {
            return Err(Error::shape(PLACE, shown(&shape), format!("{} values", values.len())));
        }
        if let Some(flaw) = dtype.flaw() {
            return Err(Error::invalid(PLACE, flaw));
        }
        let size = dtype.size();
        let mut bytes = Vec::new();
        let mut element = vec![0; size];
        for (index, value) in values.iter().enumerate() {
            element.fill(0);
            encode(&dtype, value, &mut element, &mut Arena::nowhere()).map_err(|bad| wrong(index, bad))?;
            if !dtype.has_pointers() {
                bytes.extend_from_slice(&element);
            }
        }
        let elements = if dtype.has_pointers() { Elements::Values(values) } else { Elements::Bytes(bytes) };
        Ok(Self { dtype, shape: Some(shape), elements })
    }

    pub(super) fn of(dtype: TypeDescriptor, shape: Option<Vec<usize>>, elements: Elements) -> Self {
        Self { dtype, shape, elements }
    }

    /// A type without elements (`H5S_NULL`).
    pub fn null(dtype: TypeDescriptor) -> Self {
        Self { dtype, shape: None, elements: Elements::Bytes(Vec::new()) }
    }

    /// The type of the elements, as the file has it.
    pub fn dtype(&self) -> &TypeDescriptor {
        &self.dtype
    }

    /// The lengths of the axes; none for a null dataspace. The axes of an array type are its elements' own.
    pub fn shape(&self) -> Option<&[usize]> {
        self.shape.as_deref()
    }

    /// Elements.
    pub fn len(&self) -> usize {
        self.shape.as_deref().map_or(0, product)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at this place in C order.
    pub fn get(&self, index: usize) -> Option<Value> {
        match &self.elements {
            Elements::Values(values) => values.get(index).cloned(),
            Elements::Bytes(bytes) => {
                let element = bytes.chunks_exact(self.dtype.size().max(1)).nth(index)?;
                // SAFETY: one element of the type, which has no pointers
                Some(unsafe { decode(&self.dtype, element.as_ptr()) }.expect("only references with pointers can be bad"))
            }
        }
    }

    /// All elements in C order.
    pub fn iter(&self) -> impl Iterator<Item = Value> + '_ {
        (0..self.len()).map(|index| self.get(index).expect("an index below the length"))
    }

    /// The elements' bytes as they are stored; none for a type with variable lengths.
    pub fn bytes(&self) -> Option<&[u8]> {
        if let Elements::Bytes(bytes) = &self.elements { Some(bytes) } else { None }
    }
}

/// What messages call an array that is not in a file.
pub(super) const PLACE: &str = "DynArray";

fn wrong(index: usize, bad: Bad) -> Error {
    match bad {
        Bad::Overflow { value, target } => Error::Overflow { path: PLACE.to_owned(), index, value, target: target.into_owned() },
        Bad::Invalid(what) => Error::invalid(PLACE, format!("element {index}: {what}")),
    }
}

impl FromArray for DynArray {
    fn from_source(source: &Source<'_>) -> Result<Self> {
        let dtype = source.dtype()?.clone();
        let Some(shape) = source.shape::<Value>()? else { return Ok(Self::null(dtype)) };
        let elements = if dtype.has_pointers() { Elements::Values(source.elements()?) } else { Elements::Bytes(source.bytes()?) };
        Ok(Self { dtype, shape: Some(shape), elements })
    }
}

impl AsArray for DynArray {
    type Elem = Value;

    fn extent(&self) -> Extent {
        self.shape.clone().unwrap_or_default().into()
    }

    fn as_slice(&self) -> Option<&[Value]> {
        None
    }

    fn for_each(&self, f: &mut dyn FnMut(&Value)) {
        self.iter().for_each(|value| f(&value));
    }

    fn stored_type(&self) -> Option<TypeDescriptor> {
        Some(self.dtype.clone())
    }

    fn stored_bytes(&self) -> Option<(&TypeDescriptor, &[u8])> {
        self.bytes().map(|bytes| (&self.dtype, bytes))
    }

    fn is_null(&self) -> bool {
        self.shape.is_none()
    }
}
