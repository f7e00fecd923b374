//! What a dataset is created with, as a value.
use super::{
    CreationOrder,
    dataset_create::{HeaderCreate, NewDataset, Storage},
};
use crate::{
    error::{At, Error, Result},
    filter::Filter,
    handle::{Held, Id},
    sys::{
        Api, Called,
        h5p::{self, AllocTime, FillTime, Layout},
        hid_t,
    },
};

/// What a dataset is created with (`H5P_DATASET_CREATE`), but for its fill value, external files and virtual sources; what is `None` is left
/// to the library. [`Dataset::create_props`](crate::Dataset::create_props) reads it, [`DatasetBuilder::props`](crate::DatasetBuilder::props)
/// takes it.
///
/// ```
/// # use h5mem::{File, Result};
/// # fn main() -> Result<()> {
/// let file = File::in_memory()?;
/// let x = file.new_dataset("x").chunk([100]).shuffle().deflate(4).write(&vec![1; 1000])?;
/// let props = x.create_props()?;
/// assert_eq!((props.chunk.as_deref(), props.filters.len()), (Some(&[100][..]), 2));
/// let y = file.new_dataset("y").props(&props).write(&vec![2; 500])?; // another, made alike
/// assert_eq!(y.create_props()?, props);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DatasetCreate {
    /// Where its elements are.
    pub layout: Layout,
    /// The lengths of a chunk's axes, where it is chunked.
    pub chunk: Option<Vec<usize>>,
    /// What its chunks go through, in the order of writing.
    pub filters: Vec<Filter>,
    /// When storage is set aside.
    pub alloc_time: Option<AllocTime>,
    /// When the fill value is written.
    pub fill_time: Option<FillTime>,
    /// Whether it remembers when it was made and changed.
    pub track_times: bool,
    /// Of its attributes.
    pub attr_order: CreationOrder,
    /// Attributes up to which they are kept in the header, and below which they return there.
    pub attr_phase_change: Option<(u32, u32)>,
    /// Whether chunks that reach over the dataset's end go through no filters.
    pub unfiltered_edges: bool,
    /// Whether its header has no room for attributes.
    pub minimal_header: bool,
}

/// Contiguous, without filters, creation order and times.
impl Default for DatasetCreate {
    fn default() -> Self {
        Self {
            layout: Layout::Contiguous,
            chunk: None,
            filters: Vec::new(),
            alloc_time: None,
            fill_time: None,
            track_times: false,
            attr_order: CreationOrder::Untracked,
            attr_phase_change: None,
            unfiltered_edges: false,
            minimal_header: false,
        }
    }
}

impl DatasetCreate {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn apply(&self, api: &Api) -> Result<Id> {
        let storage = match (self.layout, &self.chunk) {
            (Layout::Contiguous, None) => Storage::Contiguous,
            (Layout::Compact, None) => Storage::Compact,
            (Layout::Chunked, Some(chunk)) => Storage::Chunked(chunk.clone()),
            (layout, chunk) => return Err(Error::unsupported(format!("a {layout:?} layout with chunks of {chunk:?}"), "a dataset")),
        };
        let (attr_order, attr_phase_change, minimal) = (self.attr_order, self.attr_phase_change, self.minimal_header);
        let new = NewDataset {
            storage,
            filters: self.filters.clone(),
            alloc_time: self.alloc_time,
            fill_time: self.fill_time,
            track_times: self.track_times,
            header: HeaderCreate { attr_order, attr_phase_change, minimal },
            unfiltered_edges: self.unfiltered_edges,
        };
        match new.apply(api).at("set up", "a dataset")? {
            Held::Own(list) => Ok(list),
            list => h5p::copy(api, list.raw()).at("set up", "a dataset"),
        }
    }

    /// Reads a list back.
    pub(crate) fn of(api: &Api, list: hid_t) -> Called<Self> {
        let layout = h5p::get_layout(api, list)?;
        let chunk = if layout == Layout::Chunked { Some(h5p::get_chunk(api, list)?) } else { None };
        Ok(Self {
            layout,
            chunk: chunk.map(|chunk| chunk.into_iter().map(|len| len as usize).collect()),
            filters: h5p::filters(api, list)?.into_iter().map(Filter::of).collect(),
            alloc_time: h5p::get_alloc_time(api, list)?,
            fill_time: Some(h5p::get_fill_time(api, list)?),
            track_times: h5p::get_obj_track_times(api, list)?,
            attr_order: CreationOrder::of(h5p::get_attr_order(api, list)?),
            attr_phase_change: Some(h5p::get_attr_phase_change(api, list)?),
            unfiltered_edges: layout == Layout::Chunked && h5p::get_chunk_opts(api, list)?,
            minimal_header: h5p::get_dset_no_attrs_hint(api, list)?,
        })
    }
}
