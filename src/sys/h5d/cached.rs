//! H5D: what the library keeps of open datasets in memory, on its way to the file.
use super::{flush, get_create_plist, refresh};
use crate::{
    handle::Id,
    sys::{
        Api, Called, h5f, h5i,
        h5p::{self, Layout},
        hid_t,
    },
};

/// HDF5's numbers of filters.
const DEFLATE: i32 = 1;
const SHUFFLE: i32 = 2;
const FLETCHER32: i32 = 3;

/// Prepares the file of an object for `H5Ocopy`, which reads the file past the library's buffers: the last slice written to an open dataset of a file
/// on disk would be missing, and a chunk that lies decoded in the cache is copied into a buffer that may be too short for it.
pub(crate) fn settle_for_copy(api: &Api, object: hid_t) -> Called<()> {
    let file = h5i::get_file_id(api, object).map(Id::own)?;
    let writable = h5f::is_writable(api, file.raw())?;
    for dataset in h5f::open_datasets(api, file.raw())? {
        if writable {
            flush(api, dataset)?;
        }
        let list = get_create_plist(api, dataset)?;
        if h5p::get_layout(api, list.raw())? == Layout::Chunked && may_outgrow_buffer(api, list.raw())? {
            if writable { evict_chunks(api, dataset)? } else { refresh(api, dataset)? }
        }
    }
    Ok(())
}

/// Whether encoding a chunk may leave `H5Ocopy` a buffer that is shorter than the next decoded chunk. Deflate leaves a longer one.
fn may_outgrow_buffer(api: &Api, list: hid_t) -> Called<bool> {
    let ids: Vec<_> = h5p::filters(api, list)?.iter().map(|filter| filter.id).collect();
    let known = ids.iter().all(|id| [DEFLATE, SHUFFLE, FLETCHER32].contains(id));
    let deflated_last = ids.last() == Some(&DEFLATE) && ids.iter().filter(|id| **id == DEFLATE).count() == 1;
    Ok(!(ids.is_empty() || known && deflated_last))
}

/// Has the cache let go of all chunks of a dataset that is flushed: each is written over with the bytes that it has in the file.
#[cfg(hdf5_1_10_5)]
fn evict_chunks(api: &Api, dataset: hid_t) -> Called<()> {
    for chunk in super::each_chunk(api, dataset)? {
        if let Some((bytes, mask)) = super::chunk(api, dataset, &chunk.offset, true)? {
            super::write_chunk(api, dataset, &chunk.offset, mask, &bytes)?;
        }
    }
    Ok(())
}

/// Below 1.10.5 nothing tells where chunks are.
#[cfg(not(hdf5_1_10_5))]
fn evict_chunks(_: &Api, _: hid_t) -> Called<()> {
    Ok(())
}
