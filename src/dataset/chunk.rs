//! Chunks as they are in the file: where each is, and its bytes.
use std::borrow::Cow;

use super::Dataset;
use crate::{
    dataspace::{Extent, shown},
    error::{At, Error, Result},
    handle::Id,
    sys::{Api, Called, h5d, h5f, h5i, h5p::Layout, hid_t},
};

/// Where a chunk is in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ChunkInfo {
    /// The coordinates of its first element.
    pub offset: Vec<usize>,
    /// Bytes that it takes in the file, compressed as it is.
    pub size: u64,
    /// Filters that it did not go through: bit `n` stands for the `n`th of the pipeline.
    pub filter_mask: u32,
    /// Its first byte, from the beginning of the file, user block included.
    pub address: u64,
}

impl Dataset {
    /// Where its chunks are, those that are stored, in C order.
    ///
    /// It takes time in proportion to their number with libhdf5 1.14 or newer (`H5Dchunk_iter`), and with any on the memory driver and for
    /// reading on SEC2, where a B-tree that leads to them is read from the file's bytes; else to its square (`H5Dget_chunk_info`).
    ///
    /// # Errors
    /// `Unsupported` unless it is chunked, `Closed`, `Library`.
    pub fn chunks(&self) -> Result<Vec<ChunkInfo>> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        let (_, dims) = self.chunked(&api)?;
        if !self.node.file.read_only {
            let flushed = h5d::flush(&api, raw).at("flush", || self.place()); // what is only in the cache has no place yet
            self.node.file.outcome(flushed)?;
        }
        let mut chunks = match self.locate_chunks(&api, &dims)? {
            Some(located) => located
                .into_iter()
                .map(|(offset, at)| ChunkInfo { offset, size: at.size as u64, filter_mask: at.mask, address: at.address as u64 })
                .collect(),
            None => self.each_chunk(&api, raw)?,
        };
        if !chunks.is_sorted_by(|a, b| a.offset <= b.offset) {
            chunks.sort_unstable_by(|a, b| a.offset.cmp(&b.offset));
        }
        Ok(chunks)
    }

    /// One chunk after the other, by number.
    #[cfg(hdf5_1_10_5)]
    fn each_chunk(&self, api: &Api, raw: hid_t) -> Result<Vec<ChunkInfo>> {
        // before 1.14.4 without the user block
        let base = if cfg!(hdf5_1_14_4) { 0 } else { crate::file::userblock(api, &self.node.file)? };
        let chunk = |found: h5d::ChunkInfo| {
            let offset =
                crate::dataspace::lengths(&found.offset).map_err(|at| Error::invalid(&self.place(), format!("a chunk at {at}")))?;
            Ok(ChunkInfo { offset, size: found.size, filter_mask: found.mask, address: found.address.saturating_add(base) })
        };
        h5d::each_chunk(api, raw).at("locate the chunks of", || self.place())?.into_iter().map(chunk).collect()
    }

    #[cfg(not(hdf5_1_10_5))]
    fn each_chunk(&self, _: &Api, _: hid_t) -> Result<Vec<ChunkInfo>> {
        Err(Error::unsupported(format!("the chunks of {} on this driver", self.place()), "libhdf5 1.10.5 or newer"))
    }

    /// A chunk's bytes as they are in the file, and the filters that they did not go through (`H5Dread_chunk`). `offset` is a multiple of the
    /// chunk's lengths.
    ///
    /// # Errors
    /// `NotFound` for a chunk that is not stored, `Shape`, `OutOfBounds`, `Unsupported` unless it is chunked, `Closed`.
    pub fn read_chunk(&self, offset: impl Into<Extent>) -> Result<(Vec<u8>, u32)> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        let offset = offset.into();
        let (chunk, dims) = self.chunked(&api)?;
        let wide = self.chunk_at(chunk, &dims, offset.dims())?;
        let chunk = self.stored_chunk(&api, raw, &wide).at("read a chunk of", || self.place());
        self.node.file.outcome(chunk)?.ok_or_else(|| Error::NotFound { path: format!("{}, chunk at {:?}", self.place(), offset.dims()) })
    }

    /// Writes a chunk's bytes as they are (`H5Dwrite_chunk`): already through the filters, but for those whose bits `filter_mask` has.
    ///
    /// What the filters make of the bytes when they are read is not looked at before: bytes that do not decode are a damaged file, with all
    /// that libhdf5 makes of one. Chunks over the end of a dataset with [unfiltered edges](crate::DatasetBuilder::unfiltered_edges) are written
    /// without filters, whatever the mask.
    ///
    /// # Errors
    /// `Shape` for bytes without filters that are no whole chunk, or a place that none has; `OutOfBounds`, `ReadOnly`, `Unsupported`
    /// unless it is chunked, and after writing where libhdf5 goes on with the mask that the chunk had before; `Closed`.
    pub fn write_chunk(&self, offset: impl Into<Extent>, bytes: &[u8], filter_mask: u32) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node.writable(&api)?;
        self.check_writable(&api, raw)?;
        let (chunk, dims) = self.chunked(&api)?;
        let wide = self.chunk_at(chunk, &dims, offset.into().dims())?;
        let made = self.made_with(&api)?;
        let reaches_over = wide.iter().zip(chunk).zip(&*dims).any(|((&at, &len), &dim)| (at as usize).saturating_add(len) > dim);
        let filtered = (0..made.filters.len()).any(|n| n >= 32 || filter_mask & (1 << n) == 0) && !(made.unfiltered_edges && reaches_over);
        let element = self.stored(&api)?.descriptor(&api).at("describe the type of", || self.place())?.size();
        let whole = chunk.iter().fold(element, |size, &len| size.saturating_mul(len));
        if bytes.is_empty() || (!filtered && bytes.len() != whole) {
            return Err(Error::shape(&self.place(), format!("a chunk of {whole} bytes"), format!("{} bytes", bytes.len())));
        }
        let written = self.put_chunk(&api, raw, &wide, filter_mask, bytes).at("write a chunk of", || self.place());
        self.node.file.outcome(written)?;
        self.see_chunk(&api, raw, &wide, filter_mask, bytes)
    }

    /// Refuses a dataset that an external link leads to in a file that is open for reading only. `H5Dwrite_chunk` up to 2.2 fails there too late:
    /// the dataset then goes on with the length that the chunk was to have.
    fn check_writable(&self, api: &Api, raw: hid_t) -> Result<()> {
        if self.node.is_in_its_file(api)? {
            return Ok(());
        }
        let file = h5i::get_file_id(api, raw).map(Id::own).at("ask the file of", || self.place())?;
        let intent = h5f::get_intent(api, file.raw()).at("ask the file of", || self.place())?;
        if intent & h5f::READ_WRITE == 0 { Err(Error::ReadOnly { path: self.place() }) } else { Ok(()) }
    }

    fn stored_chunk(&self, api: &Api, raw: hid_t, offset: &[u64]) -> Called<Option<(Vec<u8>, u32)>> {
        let filtered = self.known.made_with.get().is_some_and(|made| !made.filters.is_empty());
        h5d::chunk(api, raw, offset, filtered)
    }

    /// Writes a chunk so that its filter mask counts: libhdf5 up to 2.2 forgets a new mask for a chunk that keeps its size.
    fn put_chunk(&self, api: &Api, raw: hid_t, offset: &[u64], mask: u32, bytes: &[u8]) -> Called<()> {
        self.node.file.change(api);
        let (old_len, old_mask) = self.stored_chunk(api, raw, offset)?.map_or((0, 0), |(old, mask)| (old.len(), mask));
        if mask != old_mask && old_len == bytes.len() {
            h5d::write_chunk(api, raw, offset, mask, &[bytes, &[0]].concat())?;
        }
        h5d::write_chunk(api, raw, offset, mask, bytes)
    }

    /// Has libhdf5 see a chunk's new mask, and below 1.10.6 the chunk itself: up to 2.2 it goes on with the old one until it has looked for a
    /// chunk that it does not hold.
    fn see_chunk(&self, api: &Api, raw: hid_t, offset: &[u64], mask: u32, bytes: &[u8]) -> Result<()> {
        let (chunk, dims) = self.chunked(api)?;
        let seen = || {
            self.stored_chunk(api, raw, offset)
                .at("read a chunk of", || self.place())
                .map(|found| found.is_some_and(|(found, now)| now == mask && found == bytes))
        };
        for (axis, (&dim, &len)) in dims.iter().zip(chunk).enumerate() {
            for at in (0..dim).step_by(len).map(|at| at as u64).filter(|at| *at != offset[axis]).take(64) {
                if seen()? {
                    return Ok(());
                }
                let mut other = offset.to_vec();
                other[axis] = at;
                let _ = h5d::get_chunk_storage_size(api, raw, &other); // some versions fail for a chunk that is not stored
            }
        }
        if seen()? {
            return Ok(());
        }
        let what = format!("going on with {} after a chunk of it was written with other filters left out", self.place());
        Err(Error::unsupported(what, "all handles of it to be dropped, and the dataset to be opened again"))
    }

    /// The coordinates of a chunk's first element, checked.
    fn chunk_at(&self, chunk: &[usize], dims: &[usize], offset: &[usize]) -> Result<Vec<u64>> {
        if offset.len() != chunk.len() || offset.iter().zip(chunk).any(|(at, len)| at % len != 0) {
            return Err(Error::shape(&self.place(), format!("a place that is a multiple of {chunk:?}"), shown(offset)));
        }
        if let Some(axis) = (0..dims.len()).find(|&axis| offset[axis] >= dims[axis]) {
            return Err(Error::OutOfBounds { path: self.place(), what: offset[axis].to_string(), axis, len: dims[axis] });
        }
        Ok(offset.iter().map(|&at| at as u64).collect())
    }

    /// The lengths of a chunk, and those of the dataset now.
    fn chunked(&self, api: &Api) -> Result<(&[usize], Cow<'_, [usize]>)> {
        let made = self.made_with(api)?;
        if made.layout != Layout::Chunked {
            return Err(Error::unsupported(format!("chunks of {}", self.place()), "a chunked dataset"));
        }
        Ok((&made.chunk, self.space(api)?.1.unwrap_or_default())) // chunked data is not null
    }
}
