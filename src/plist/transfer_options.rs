//! How elements are moved.
use std::ffi::CString;

use super::transform;
use crate::{
    error::{At, Error, Result},
    handle::Id,
    name,
    sys::{
        Api, Called,
        h5p::{self, Class},
        hid_t,
    },
};

/// Bytes of the largest buffer: libhdf5 adds to the number without a look at overflow.
const MOST: usize = isize::MAX as usize;

/// How elements are moved between a dataset and memory (`H5P_DATASET_XFER`), for [`Selected::with`](crate::Selected::with); what is `None` is
/// left to the library.
///
/// A transfer with options goes by way of libhdf5 (`H5Dread`, `H5Dwrite`), not around it.
///
/// ```
/// # use h5mem::{File, Result, TransferOptions};
/// # fn main() -> Result<()> {
/// # let file = File::in_memory()?;
/// let celsius = file.write("temperature", &[0.0, 20.0, 100.0])?;
/// let fahrenheit: Vec<f64> = celsius.slice(..).with(TransferOptions::new().transform("x * 1.8 + 32")).read()?;
/// assert_eq!(fahrenheit, [32.0, 68.0, 212.0]);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TransferOptions {
    /// An expression in `x` that each number goes through, in the type that is stored.
    pub transform: Option<String>,
    /// Bytes of the buffer that elements are converted in.
    pub buffer: Option<usize>,
    /// Whether checksums are checked when chunks are read.
    pub check_checksums: Option<bool>,
    /// Pieces of a selection that go to the driver at once.
    pub hyper_vector: Option<usize>,
    /// Where a full node of the oldest index of chunks is split: the leftmost, one between, the rightmost, each 0 to 1.
    pub btree_ratios: Option<(f64, f64, f64)>,
}

impl TransferOptions {
    /// The library's own.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends each number through an expression in `x`, of numbers, `+ - * /` and parentheses (`H5Pset_data_transform`): what is read after it
    /// was read, what is written before it is written, in the type that is stored. Constants without a point are integers, as in C.
    ///
    /// What libhdf5 crashes of is `InvalidValue` when elements are moved: a malformed expression, integers divided by zero, and a division of
    /// elements by elements where these are stored as integers.
    #[must_use]
    pub fn transform(mut self, expression: &str) -> Self {
        self.transform = Some(expression.to_owned());
        self
    }

    /// Converts elements in a buffer of so many bytes; 1 MiB unless said (`H5Pset_buffer`).
    #[must_use]
    pub fn buffer(mut self, bytes: usize) -> Self {
        self.buffer = Some(bytes);
        self
    }

    /// Whether checksums are checked when chunks are read (`H5Pset_edc_check`): without, broken chunks are read as they
    /// are, and stay so in the dataset's cache.
    #[must_use]
    pub fn check_checksums(mut self, on: bool) -> Self {
        self.check_checksums = Some(on);
        self
    }

    /// Sends so many pieces of a selection to the driver at once; 1024 unless said (`H5Pset_hyper_vector_size`).
    #[must_use]
    pub fn hyper_vector(mut self, pieces: usize) -> Self {
        self.hyper_vector = Some(pieces);
        self
    }

    /// Splits full nodes of the oldest index of chunks so (`H5Pset_btree_ratios`).
    #[must_use]
    pub fn btree_ratios(mut self, left: f64, middle: f64, right: f64) -> Self {
        self.btree_ratios = Some((left, middle, right));
        self
    }

    pub(crate) fn apply(&self, api: &Api, integers: bool, place: &dyn Fn() -> String) -> Result<Id> {
        let list = h5p::create(api, Class::Transfer).at("set up", place)?;
        if let Some(expression) = &self.transform {
            transform::check(expression, integers).map_err(|why| Error::invalid(&place(), format!("{expression:?}: {why}")))?;
            let text = CString::new(&**expression).map_err(|_| Error::invalid(&place(), "an expression cannot hold a NUL"))?;
            let set = h5p::set_data_transform(api, list.raw(), &text);
            set.map_err(|_| Error::invalid(&place(), format!("{expression:?}, which is no expression in x")))?;
        }
        if self.buffer.is_some_and(|bytes| bytes > MOST) {
            return Err(Error::invalid(&place(), "a buffer larger than memory can be"));
        }
        let ratios = self.btree_ratios.map_or([0.0; 3], |(left, middle, right)| [left, middle, right]);
        if ratios.iter().any(|ratio| ratio.is_nan()) {
            return Err(Error::invalid(&place(), "a ratio that is no number"));
        }
        self.apply_numbers(api, list.raw()).at("set up", place)?;
        Ok(list)
    }

    fn apply_numbers(&self, api: &Api, list: hid_t) -> Called<()> {
        if let Some(bytes) = self.buffer {
            h5p::set_buffer(api, list, bytes)?;
        }
        if let Some(on) = self.check_checksums {
            h5p::set_edc_check(api, list, on)?;
        }
        if let Some(pieces) = self.hyper_vector {
            h5p::set_hyper_vector_size(api, list, pieces)?;
        }
        if let Some((left, middle, right)) = self.btree_ratios {
            h5p::set_btree_ratios(api, list, left, middle, right)?;
        }
        Ok(())
    }

    /// Reads a list back, every setting of it.
    pub(crate) fn of(api: &Api, list: hid_t) -> Called<Self> {
        Ok(Self {
            transform: h5p::get_data_transform(api, list).map(name::text),
            buffer: Some(h5p::get_buffer(api, list)?),
            check_checksums: Some(h5p::get_edc_check(api, list)?),
            hyper_vector: Some(h5p::get_hyper_vector_size(api, list)?),
            btree_ratios: Some(h5p::get_btree_ratios(api, list)?),
        })
    }
}
