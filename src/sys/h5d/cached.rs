//! H5D: what the library keeps of open datasets in memory, on its way to the file.
use super::{flush, get_create_plist, get_space, refresh};
use crate::{
    error::ErrorStack,
    handle::Id,
    sys::{
        Api, Called, UNLIMITED, h5f, h5i, h5o,
        h5p::{self, Layout, RawFilter},
        h5s,
        h5z::{DEFLATE, FLETCHER32, SHUFFLE},
        hid_t,
    },
};

/// Prepares the file of an object for `H5Ocopy`, which reads the file past the library's buffers: the last slice written to an open dataset of a file
/// on disk would be missing, and a chunk that lies decoded in the cache is copied into a buffer that may be too short for it.
pub(crate) fn settle_for_copy(api: &Api, object: hid_t) -> Called<()> {
    let file = h5i::get_file_id(api, object).map(Id::own)?;
    let writable = h5f::is_writable(api, file.raw())?;
    let datasets = h5f::open_datasets(api, file.raw())?;
    for &dataset in &datasets {
        if writable {
            flush(api, dataset)?;
        }
        let list = get_create_plist(api, dataset)?;
        if h5p::get_layout(api, list.raw())? != Layout::Chunked {
            continue;
        }
        let filters = h5p::filters(api, list.raw())?;
        let outgrows = may_outgrow_buffer(&filters);
        if writable && (outgrows || is_taken_for_another(api, dataset)?) {
            evict_chunks(api, dataset, !filters.is_empty())?;
        } else if outgrows {
            // the library crashes of a dataset that is refreshed while several identifiers of it are open
            let this = h5o::get_info(api, dataset)?.identity;
            let is_this = |other: &hid_t| matches!(h5o::get_info(api, *other), Ok(info) if info.identity == this);
            if datasets.iter().filter(|other| is_this(other)).count() > 1 {
                return Err(ErrorStack::unsupported(
                    "copying a dataset with these filters from a file open for reading",
                    "one handle of the dataset",
                ));
            }
            refresh(api, dataset)?;
        }
    }
    Ok(())
}

/// Whether encoding a chunk may leave `H5Ocopy` a buffer that is shorter than the next decoded chunk. Deflate leaves a longer one.
fn may_outgrow_buffer(filters: &[RawFilter]) -> bool {
    let ids: Vec<_> = filters.iter().map(|filter| filter.id).collect();
    let known = ids.iter().all(|id| [DEFLATE, SHUFFLE, FLETCHER32].contains(id));
    let deflated_last = ids.last() == Some(&DEFLATE) && ids.iter().filter(|id| **id == DEFLATE).count() == 1;
    !(ids.is_empty() || known && deflated_last)
}

/// Whether `H5Ocopy` may take a chunk in the cache for another one: it counts those of an extensible array as if its endless axis were the first.
fn is_taken_for_another(api: &Api, dataset: hid_t) -> Called<bool> {
    let (_, max) = h5s::extent_dims(api, get_space(api, dataset)?.raw())?;
    Ok(max.iter().skip(1).any(|&max| max == UNLIMITED))
}

/// Has the cache let go of all chunks of a dataset that is flushed: each is written over with the bytes that it has in the file.
#[cfg(hdf5_1_10_5)]
fn evict_chunks(api: &Api, dataset: hid_t, filtered: bool) -> Called<()> {
    for chunk in super::each_chunk(api, dataset)? {
        if let Some((bytes, mask)) = super::chunk(api, dataset, &chunk.offset, filtered)? {
            super::write_chunk(api, dataset, &chunk.offset, mask, &bytes)?;
        }
    }
    Ok(())
}

/// Below 1.10.5 nothing tells where chunks are.
#[cfg(not(hdf5_1_10_5))]
fn evict_chunks(_: &Api, _: hid_t, _: bool) -> Called<()> {
    Ok(())
}
