//! What a dataset is created with.
use crate::{
    filter::Filter,
    handle::Id,
    sys::{
        Api, Called,
        h5p::{self, Class},
    },
};

/// How a dataset's elements lie in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Layout {
    #[default]
    Contiguous,
    Compact,
    Chunked(Vec<usize>),
}

/// What a new dataset is made with (`H5P_DATASET_CREATE`).
#[derive(Clone, Debug, Default)]
pub(crate) struct DatasetCreate {
    pub layout: Layout,
    pub filters: Vec<Filter>,
    pub track_times: bool,
    pub track_order: bool,
}

impl DatasetCreate {
    /// The property list; none where the shared one says it all.
    pub(crate) fn apply(&self, api: &Api) -> Called<Option<Id>> {
        if self.layout == Layout::Contiguous && self.filters.is_empty() && !self.track_times && !self.track_order {
            return Ok(None);
        }
        let list = h5p::create(api, Class::DatasetCreate)?;
        h5p::set_obj_track_times(api, list.raw(), self.track_times)?;
        if self.track_order {
            h5p::set_attr_creation_order(api, list.raw(), true)?;
        }
        match &self.layout {
            Layout::Contiguous => {}
            Layout::Compact => h5p::set_layout_compact(api, list.raw())?,
            Layout::Chunked(chunk) => {
                let chunk: Vec<u64> = chunk.iter().map(|&len| len as u64).collect();
                h5p::set_chunk(api, list.raw(), &chunk)?;
            }
        }
        for filter in &self.filters {
            filter.apply(api, list.raw())?;
        }
        Ok(Some(list))
    }
}
