//! Where a dataset's chunks lie, and whether they are all there.
use std::{borrow::Cow, sync::Arc};

use super::Dataset;
use crate::{
    dataspace::{Region, product},
    direct::{Chunks, Located, Places},
    error::{At, Error, Result},
    index,
    pipeline::Cache,
    sys::{Api, h5d, h5p::Layout, hid_t},
    transfer::Lies,
};

/// Bytes of a chunk that take longer to zero than to ask whether it is there.
const WORTH_ASKING: usize = 32 << 10;

/// Chunks above which nobody asks: a file may claim more than there is memory for.
const MOST_ASKED: usize = 1 << 16;

/// Cells of a chunk grid above which nobody asks for each.
#[cfg(not(hdf5_1_14))]
const MOST_CELLS: usize = 1 << 18;

/// Chunks by their first elements' coordinates, in C order where the file has them so.
type Listed = Vec<(Vec<usize>, Located)>;

impl Dataset {
    /// Whether each chunk is there, as far as it pays to ask. The library looks for them the same way when it reads, under the same lock: it
    /// will find them, and leave no element out.
    pub(super) fn has_all_chunks(&self, api: &Api, dims: &[usize]) -> Result<bool> {
        let raw = self.node.id(api)?;
        let (made, size) = (self.made_with(api)?, self.stored(api)?.size(api).at("ask the type of", || self.place())?);
        let chunks: Vec<_> = dims.iter().zip(&made.chunk).map(|(dim, len)| dim.div_ceil(*len)).collect();
        let count = product(&chunks);
        if made.layout != Layout::Chunked || product(&made.chunk).saturating_mul(size) < WORTH_ASKING || count > MOST_ASKED {
            return Ok(false);
        }
        let mut offset = vec![0; dims.len()];
        let is_there = |mut n: usize| {
            for (axis, chunks) in chunks.iter().enumerate().rev() {
                offset[axis] = (n % chunks * made.chunk[axis]) as u64;
                n /= chunks;
            }
            matches!(h5d::get_chunk_storage_size(api, raw, &offset), Ok(size) if size > 0)
        };
        Ok((0..count).all(is_there))
    }

    /// Where the chunks lie in the image.
    pub(super) fn locate(&self, api: &Api, dims: &[usize], cache: usize) -> Result<Option<Box<Places>>> {
        let Some(chunks) = self.locate_chunks(api, dims)? else { return Ok(None) };
        Ok(Some(Box::new(Places { chunks: chunks.into_iter().collect(), decoded: Cache::new(cache) })))
    }

    /// Where they lie in a file that may change, as long as it is in this state, if its bytes tell that, and it pays to look.
    pub(super) fn told_chunks(&self, api: &Api, state: u64, dims: &[usize], region: Option<&[Region]>) -> Result<Option<Arc<Chunks>>> {
        let Some(seen) = self.known.last_seen.now(state) else { return Ok(None) };
        if seen.chunks.get().is_none() && !(self.node.file.shows_headers(api) && self.pays_to_locate(api, dims, region)?) {
            return Ok(None);
        }
        let look = || Ok::<_, Error>(self.indexed_chunks(api)?.map(|chunks| Arc::new(chunks.into_iter().collect())));
        seen.chunks.get_or_try_init(look).cloned()
    }

    /// All chunks by their first elements' coordinates.
    pub(super) fn locate_chunks(&self, api: &Api, dims: &[usize]) -> Result<Option<Listed>> {
        match self.indexed_chunks(api)? {
            Some(chunks) => Ok(Some(chunks)),
            None => self.asked_chunks(api, self.node.id(api)?, dims),
        }
    }

    /// Those that an index in the file's bytes leads to, if it is one that is known here: all, as their bytes tell.
    fn indexed_chunks(&self, api: &Api) -> Result<Option<Listed>> {
        let file = &self.node.file;
        let (lies, disk) = (Lies::of(&*file.backing), file.on_disk(api));
        if lies.is_none() && disk.is_none() || !self.is_in_its_file(api)? {
            return Ok(None);
        }
        let format = self.node.file.format(api)?;
        let Some(header) = self.node.header(api) else { return Ok(None) };
        let bytes = |at, len| match (&lies, disk) {
            (None, Some(disk)) => disk.copied(at, len).map(Cow::Owned),
            (lies, _) => lies.as_ref()?.get(at, len),
        };
        let Some(chunks) = index::chunks(*format, &bytes, header, &self.made_with(api)?.chunk) else { return Ok(None) };
        let stored = chunks.iter().fold(0u64, |stored, chunk| stored.saturating_add(chunk.size as u64));
        let all = match self.node.opened() {
            Some(raw) if disk.is_none() => stored == h5d::get_storage_size(api, raw),
            _ => true, // nobody has changed any
        };
        let located = |chunk: index::Chunk| {
            let index::Chunk { offset, address, size, mask } = chunk;
            (offset, Located { address, size, mask })
        };
        Ok(all.then(|| chunks.into_iter().map(located).collect()))
    }

    /// Those that the library goes through (`H5Dchunk_iter`).
    #[cfg(hdf5_1_14)]
    fn asked_chunks(&self, api: &Api, raw: hid_t, _: &[usize]) -> Result<Option<Listed>> {
        // before 1.14.4 without the user block
        let base = if cfg!(hdf5_1_14_4) { 0 } else { crate::file::userblock(api, &self.node.file)? };
        let chunks = h5d::chunk_iter(api, raw).at("locate the chunks of", &self.place())?;
        let located = chunks.into_iter().map(|chunk| {
            let origin = chunk.offset.into_iter().map(|at| usize::try_from(at).ok()).collect::<Option<Vec<_>>>()?;
            let address = usize::try_from(chunk.address.checked_add(base)?).ok()?;
            Some((origin, Located { address, size: usize::try_from(chunk.size).ok()?, mask: chunk.mask }))
        });
        Ok(located.collect())
    }

    /// Each asked for by itself.
    #[cfg(not(hdf5_1_14))]
    fn asked_chunks(&self, api: &Api, raw: hid_t, dims: &[usize]) -> Result<Option<Listed>> {
        if self.node.file.backing.bytes().is_none() {
            return Ok(None); // nobody sees where a chunk is read
        }
        let chunk = &self.made_with(api)?.chunk;
        let cells = dims.iter().zip(chunk).try_fold(1usize, |cells, (dim, len)| cells.checked_mul(dim.div_ceil(*len)));
        if cells.is_none_or(|cells| cells > MOST_CELLS) {
            return Ok(None);
        }
        let mut chunks = Vec::new();
        // of a chunk that is not there some versions say so, others fail: what tells is whether all that is stored was found
        let mut missing = h5d::get_storage_size(api, raw);
        let mut origin = vec![0; dims.len()];
        let mut room = Vec::new();
        loop {
            if missing == 0 {
                return Ok(Some(chunks));
            }
            let offset: Vec<u64> = origin.iter().map(|&at| at as u64).collect();
            let size = h5d::get_chunk_storage_size(api, raw, &offset).unwrap_or(0);
            if size > 0 {
                let Ok(size) = usize::try_from(size) else { return Ok(None) };
                // what is wrong with it is for the library to say
                let Some(located) = crate::direct::locate(api, raw, &offset, size, &*self.node.file.backing, &mut room) else {
                    return Ok(None);
                };
                chunks.push((origin.clone(), located));
                missing = missing.saturating_sub(size as u64);
            }
            // the next cell, the last axis first
            let mut axis = dims.len();
            loop {
                if axis == 0 {
                    return Ok((missing == 0).then_some(chunks));
                }
                axis -= 1;
                match origin[axis].checked_add(chunk[axis]).filter(|&next| next < dims[axis]) {
                    Some(next) => {
                        origin[axis] = next;
                        break;
                    }
                    None => origin[axis] = 0,
                }
            }
        }
    }
}
