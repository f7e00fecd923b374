//! What a dataset is created with, its place included.
use std::ffi::CString;

use super::CreationOrder;
use crate::{
    filter::Filter,
    handle::{Held, Id},
    sys::{
        Api, Called,
        h5p::{self, AllocTime, Class, FillTime},
        hid_t,
    },
};

/// How a new dataset's elements lie in the file, or outside.
#[derive(Debug, Default)]
pub(crate) enum Storage {
    #[default]
    Contiguous,
    Compact,
    Chunked(Vec<usize>),
    External(Vec<External>),
    Virtual(Vec<Mapping>),
}

/// A piece of a file outside.
#[derive(Clone, Debug)]
pub(crate) struct External {
    pub file: CString,
    pub offset: i64,
    pub size: u64,
}

/// A part of a virtual dataset, and the part of another dataset that it shows.
#[derive(Debug)]
pub(crate) struct Mapping {
    pub target: Id,
    pub file: CString,
    pub dataset: CString,
    pub source: Id,
}

/// What a new dataset is made with (`H5P_DATASET_CREATE`).
#[derive(Debug, Default)]
pub(crate) struct NewDataset {
    pub storage: Storage,
    pub filters: Vec<Filter>,
    pub alloc_time: Option<AllocTime>,
    pub fill_time: Option<FillTime>,
    pub track_times: bool,
    pub header: HeaderCreate,
    pub unfiltered_edges: bool,
}

/// What is said of a new dataset's header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct HeaderCreate {
    pub attr_order: CreationOrder,
    pub attr_phase_change: Option<(u32, u32)>,
    pub minimal: bool,
}

impl HeaderCreate {
    pub(crate) fn apply_to(&self, api: &Api, list: hid_t) -> Called<()> {
        h5p::set_attr_order(api, list, self.attr_order.flags())?;
        if let Some((max_compact, min_dense)) = self.attr_phase_change {
            h5p::set_attr_phase_change(api, list, max_compact, min_dense)?;
        }
        if self.minimal {
            h5p::set_dset_no_attrs_hint(api, list, true)?;
        }
        Ok(())
    }
}

impl NewDataset {
    /// The property list: a shared one where it says it all.
    pub(crate) fn apply(&self, api: &Api) -> Called<Held<'static>> {
        let times = self.fill_time.is_some() || self.track_times;
        if matches!(self.storage, Storage::Contiguous) && self.filters.is_empty() && !times && self.header == HeaderCreate::default() {
            match self.alloc_time {
                None => return Ok(Held::Lent(&api.shared().dataset_create)),
                Some(AllocTime::Early) => return Ok(Held::Lent(&api.shared().dataset_create_early)),
                Some(_) => {}
            }
        }
        let list = h5p::create(api, Class::DatasetCreate)?;
        h5p::set_obj_track_times(api, list.raw(), self.track_times)?;
        self.header.apply_to(api, list.raw())?;
        match &self.storage {
            Storage::Contiguous => {}
            Storage::Compact => h5p::set_layout_compact(api, list.raw())?,
            Storage::Chunked(chunk) => {
                let chunk: Vec<u64> = chunk.iter().map(|&len| len as u64).collect();
                h5p::set_chunk(api, list.raw(), &chunk)?;
                if self.unfiltered_edges {
                    h5p::set_unfiltered_edges(api, list.raw())?; // which makes it one of the format of 1.10, even if told not to
                }
            }
            Storage::External(pieces) => {
                for External { file, offset, size } in pieces {
                    h5p::set_external(api, list.raw(), file, *offset, *size)?;
                }
            }
            Storage::Virtual(mappings) => {
                for Mapping { target, file, dataset, source } in mappings {
                    h5p::set_virtual(api, list.raw(), target, file, dataset, source)?;
                }
            }
        }
        for filter in &self.filters {
            filter.apply(api, list.raw())?;
        }
        if let Some(time) = self.alloc_time {
            h5p::set_alloc_time(api, list.raw(), time)?;
        }
        if let Some(time) = self.fill_time {
            h5p::set_fill_time(api, list.raw(), time)?;
        }
        Ok(Held::Own(list))
    }
}
