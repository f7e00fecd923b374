//! How chunks are moved around the library: whether that is known and pays.
use std::{
    cell::Cell,
    sync::{Arc, atomic::Ordering},
};

use super::{Dataset, made_with::MadeWith};
use crate::{
    dataspace::Region,
    datatype,
    direct::{self, Cut, Direct, Kept, Origin, Places, Raw, Recent, Whereabouts},
    error::{At, Error, Result},
    handle::Frozen,
    pipeline::Steps,
    sys::{
        Api, h5d,
        h5p::{self, Layout, Unwritten},
        hid_t,
    },
    transfer,
};

/// Elements of a first read below which the library is asked: it costs less than learning where the bytes are.
const WORTH_LEARNING: usize = 512;

/// Small reads after which it is learnt all the same.
const MANY: usize = 8;

/// Chunks that are located whatever is read of them.
const FEW_CHUNKS: usize = 64;

/// Chunks that are located in the time that one takes to be read by the library, about.
const CHUNKS_BY_ONE: usize = 16;

/// Bytes below which chunks are left to the library, whose cache may have them decoded: the size of that cache, unless said otherwise.
pub(super) const WORTH_DECODING: usize = 1 << 20;

/// As much, where it is read but once.
const WORTH_DECODING_ONCE: usize = 16 << 10;

/// As much, of chunks without filters, and bytes of such a chunk: of smaller ones there are too many to read each by itself.
const WORTH_SPARING: usize = 64 << 10;
const WORTH_CHUNK: usize = 4 << 10;

/// Whether the library sees a chunk that was written raw: below 1.10.6 it goes on with what it knew of it before.
const SEES_CHUNKS: bool = cfg!(hdf5_1_10_7);

/// What a transfer is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    Reading,
    Writing,
}

/// Whether elements may be so many bytes: each has at least one, and few have more than eight.
pub(super) fn is_worth(elements: usize, bytes: usize) -> bool {
    elements >= bytes / size_of::<u64>()
}

/// Chunks along an axis that are touched.
fn touched(axis: &Region, len: usize) -> usize {
    let last = axis.start + (axis.count - 1) * axis.step;
    last / len - axis.start / len + 1
}

fn whole_or(region: Option<&[Region]>, dims: &[usize]) -> Vec<Region> {
    let whole = || dims.iter().map(|&count| Region { start: 0, step: 1, count }).collect();
    region.map_or_else(whole, <[_]>::to_vec)
}

impl Dataset {
    /// How the part can be moved around the library's own transfer; `None` leaves it to the library.
    ///
    /// Of a file opened read-only from an image: chunks with filters that are known here. Of any other: chunks with
    /// such filters, where there is enough to decode or encode that doing it here pays.
    pub(super) fn direct<'a>(
        &'a self,
        api: &Api,
        dims: &[usize],
        region: Option<&[Region]>,
        what: For,
        overtaken: Option<&'a Cell<bool>>,
    ) -> Result<Option<Direct<'a>>> {
        let elements = match region {
            Some(region) => region.iter().try_fold(1usize, |elements, axis| elements.checked_mul(axis.count)),
            None => dims.iter().try_fold(1usize, |elements, &len| elements.checked_mul(len)),
        };
        let Some(elements) = elements.filter(|&elements| elements > 0) else { return Ok(None) };
        let reads = if what == For::Reading { self.known.reads.fetch_add(1, Ordering::Relaxed) } else { 0 };
        match self.node.file.backing.fixed_image() {
            Some(image) => self.direct_from_still(api, image, dims, region, (elements, reads)),
            None if self.known.unfiltered || self.known.address.get().is_some() => Ok(None),
            None => match self.direct_from_disk(api, dims, region, (what, elements, reads))? {
                Some(direct) => Ok(Some(direct)),
                None => self.direct_raw(api, dims, region, (what, elements, reads), overtaken),
            },
        }
    }

    /// The same of bytes that cannot change: so many elements, after so many reads.
    fn direct_from_still<'a>(
        &'a self,
        api: &Api,
        bytes: &'a dyn Frozen,
        dims: &[usize],
        region: Option<&[Region]>,
        (elements, reads): (usize, usize),
    ) -> Result<Option<Direct<'a>>> {
        let learnt = self.known.places.get().is_some();
        // the library would have to open it first
        let few = elements < WORTH_LEARNING && reads < MANY && self.node.opened().is_some();
        if !learnt && (few || !self.pays_to_locate(api, dims, region)?) || !self.is_in_its_file(api)? {
            return Ok(None);
        }
        let Some(cut) = self.cut(api)? else { return Ok(None) };
        let places = self.known.places.get_or_try_init(|| self.locate(api, dims, cut.cache))?;
        Ok(places.as_deref().map(|places| self.direct_of(bytes, cut, places, dims, region)))
    }

    /// The same of a file that may change.
    fn direct_raw<'a>(
        &'a self,
        api: &Api,
        dims: &[usize],
        region: Option<&[Region]>,
        (what, elements, reads): (For, usize, usize),
        overtaken: Option<&'a Cell<bool>>,
    ) -> Result<Option<Direct<'a>>> {
        let made = self.made_with(api)?;
        if made.layout != Layout::Chunked {
            return Ok(None);
        }
        let state = self.node.file.state(api).filter(|_| what == For::Reading);
        let told = state.map(|state| self.told_chunks(api, state, dims, region)).transpose()?.flatten();
        // the library need not open what is read but once
        let spared = told.is_some() && reads == 0 && self.node.opened().is_none();
        if made.filters.is_empty() && !spared {
            return Ok(None);
        }
        let element = self.stored(api)?.size(api).at("ask the type of", || self.place())?;
        let touched = self.elements_touched(made, dims, region);
        let bytes_touched = touched.saturating_mul(element);
        // while a file does not change, what is decoded here is kept here; it is asked for in the file, where nothing may wait to be encoded
        let state = state.filter(|_| self.node.file.is_encoded(api));
        let worth = match state {
            _ if spared => 0,
            Some(_) if reads >= MANY => 0,
            Some(_) => WORTH_DECODING_ONCE,
            // of a file that cannot change nothing waits in the library's cache to be encoded, and all of it is seldom read twice
            None if self.node.file.read_only && reads == 0 => WORTH_DECODING_ONCE,
            None => WORTH_DECODING,
        };
        if bytes_touched < worth {
            return Ok(None);
        }
        let Some(cut) = self.cut(api)? else { return Ok(None) };
        // of another file, behind a link or a mount, this one's changes and bytes tell nothing
        let own = matches!(self.is_in_its_file(api), Ok(true));
        let backing = &*self.node.file.backing;
        let places = match told {
            Some(chunks) => Whereabouts::Known(chunks, backing),
            None => Whereabouts::Asked { id: self.node.id(api)?, bytes: (own && backing.bytes().is_some()).then_some(backing) },
        };
        let changes = Cell::new(self.node.file.changes(api));
        let region = whole_or(region, dims);
        let covers = direct::covers_chunks(&region, &cut.shape, dims);
        // chunks that are read whole are not read again soon
        let kept = state.filter(|_| bytes_touched <= cut.cache && !covers).and_then(|state| {
            let recent = self.known.recent.get_or_init(|| Box::new(Recent::new(cut.cache)));
            Kept::of(recent, state, dims, &cut.shape)
        });
        let keeps = kept.is_some();
        let source = Origin::Raw(Raw { places, changes, overtaken: overtaken.filter(|_| own), kept });
        let direct = Direct { node: &self.node, cut, region, source };
        let pays = match what {
            // what its cache holds the library need not decode the next time, nor the rest of chunks that are touched but lightly
            For::Reading if bytes_touched <= cut.cache && !keeps && !spared => reads == 0 && elements >= touched / 2,
            For::Reading => true,
            For::Writing => SEES_CHUNKS && elements.saturating_mul(element) >= worth && cut.steps.encodes() && covers,
        };
        if pays && what == For::Writing {
            self.known.reads.store(0, Ordering::Relaxed); // the library's cache has none of it any more
        }
        Ok(pays.then_some(direct))
    }

    /// The same of a file on disk that cannot change: filtered chunks, of which those that are read in parts are kept here in place of the
    /// library's cache, and whole ones without filters, which that cache is spared.
    fn direct_from_disk<'a>(
        &'a self,
        api: &Api,
        dims: &[usize],
        region: Option<&[Region]>,
        (what, elements, reads): (For, usize, usize),
    ) -> Result<Option<Direct<'a>>> {
        let made = self.made_with(api)?;
        if what == For::Writing || !self.node.file.read_only || made.layout != Layout::Chunked || made.unfiltered_edges {
            return Ok(None);
        }
        let element = self.stored(api)?.size(api).at("ask the type of", || self.place())?;
        let pays = if made.filters.is_empty() {
            let chunk = made.chunk.iter().fold(element, |bytes, &len| bytes.saturating_mul(len));
            // what the library's cache holds it need not read the next time
            let worth = if reads == 0 { WORTH_SPARING } else { WORTH_DECODING };
            chunk >= WORTH_CHUNK
                && elements.saturating_mul(element) >= worth
                && direct::covers_chunks(&whole_or(region, dims), &made.chunk, dims)
        } else {
            reads >= MANY || self.elements_touched(made, dims, region).saturating_mul(element) >= WORTH_DECODING_ONCE
        };
        match if pays { self.node.file.on_disk(api) } else { None } {
            Some(disk) => self.direct_from_still(api, disk, dims, region, (elements, reads)),
            None => Ok(None),
        }
    }

    /// Elements of all chunks that are touched.
    fn elements_touched(&self, made: &MadeWith, dims: &[usize], region: Option<&[Region]>) -> usize {
        let axis = |axis: usize| region.map_or(Region { start: 0, step: 1, count: dims[axis] }, |region| region[axis]);
        (0..dims.len()).map(|n| touched(&axis(n), made.chunk[n]).saturating_mul(made.chunk[n])).fold(1, usize::saturating_mul)
    }

    /// The part of bytes that cannot change, of which all is known.
    pub(super) fn direct_of<'a>(
        &'a self,
        bytes: &'a dyn Frozen,
        cut: &'a Cut,
        places: &'a Places,
        dims: &[usize],
        region: Option<&[Region]>,
    ) -> Direct<'a> {
        Direct { node: &self.node, cut, region: whole_or(region, dims), source: Origin::Still(bytes, places) }
    }

    /// Whether so much was read of it by now that looking for every chunk takes no longer.
    pub(super) fn pays_to_locate(&self, api: &Api, dims: &[usize], region: Option<&[Region]>) -> Result<bool> {
        let made = self.made_with(api)?;
        let all = dims.iter().zip(&made.chunk).map(|(dim, len)| dim.div_ceil(*len)).fold(1, usize::saturating_mul);
        let here = match region {
            Some(region) => region.iter().zip(&made.chunk).map(|(axis, len)| touched(axis, *len)).fold(1, usize::saturating_mul),
            None => all,
        };
        let before = self.known.touched.fetch_add(here, Ordering::Relaxed);
        Ok(all <= before.saturating_add(here).saturating_mul(CHUNKS_BY_ONE).saturating_add(FEW_CHUNKS))
    }

    /// How the data is cut into chunks, if what these go through is known here.
    pub(super) fn cut(&self, api: &Api) -> Result<Option<&Cut>> {
        let cut = self.known.cut.get_or_try_init(|| {
            let made = self.made_with(api)?;
            if made.layout != Layout::Chunked || made.unfiltered_edges {
                return Ok::<_, Error>(None);
            }
            let raw = self.node.id(api)?;
            let stored = self.stored(api)?.descriptor(api).at("describe the type of", &self.place())?;
            if stored.has_pointers() {
                return self.cut_of_pointers(api, raw, stored, made);
            }
            let element = stored.size();
            let Some(steps) = Steps::of(&made.filters, element) else { return Ok(None) };
            let fill = self.fill_bytes(api, raw, made.unwritten)?;
            let cache = self.cache(api, raw, &steps)?;
            Ok((fill.len() == element).then(|| Arc::new(Cut { shape: made.chunk.clone(), steps, element, fill, cache })))
        })?;
        Ok(cut.as_deref())
    }

    /// The same of elements that point into the file's heaps: which only an image shows, and where those never written point nowhere.
    fn cut_of_pointers(&self, api: &Api, raw: hid_t, stored: &datatype::TypeDescriptor, made: &MadeWith) -> Result<Option<Arc<Cut>>> {
        if made.unwritten == Unwritten::Filled || self.node.file.backing.fixed_image().is_none() {
            return Ok(None);
        }
        let format = self.node.file.format(api)?;
        let Some(element) = transfer::stored_size(stored, format) else { return Ok(None) };
        let Some(steps) = Steps::of(&made.filters, element) else { return Ok(None) };
        let cache = self.cache(api, raw, &steps)?;
        Ok(Some(Arc::new(Cut { shape: made.chunk.clone(), steps, element, fill: vec![0; element], cache })))
    }

    /// Bytes of decoded chunks that the library keeps; none where there is nothing to decode.
    fn cache(&self, api: &Api, raw: hid_t, steps: &Steps) -> Result<usize> {
        if steps.is_empty() {
            return Ok(0);
        }
        let list = h5d::get_access_plist(api, raw).at("get the settings of", &self.place())?;
        h5p::get_chunk_cache(api, list.raw()).at("get the settings of", &self.place()).map(|(_, bytes, _)| bytes)
    }

    /// The fill value as it would be stored; zeros where none is to be put anywhere.
    fn fill_bytes(&self, api: &Api, raw: hid_t, unwritten: Unwritten) -> Result<Vec<u8>> {
        let stored = self.stored(api)?;
        let mut fill = vec![0; stored.size(api).at("ask the type of", &self.place())?];
        if unwritten == Unwritten::Filled {
            let list = h5d::get_create_plist(api, raw).at("get the properties of", &self.place())?;
            h5p::get_fill_value(api, list.raw(), stored.raw(), &mut fill).at("get the fill value of", &self.place())?;
        }
        Ok(fill)
    }
}
