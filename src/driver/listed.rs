//! How a file is opened, as libhdf5's list.
use super::{Driver, ExternalLinks, FileAccess, LibVer};
use crate::{
    error::{At, Error, Result},
    handle::Id,
    sys::{
        Api, Called,
        h5p::{self, CacheGrowth, Class, MetadataCache},
        hid_t,
    },
};

/// Of files in memory few objects are opened, and less is missed than libhdf5 lets its cache of metadata grow for.
fn in_memory() -> MetadataCache {
    let mut cache = MetadataCache::default();
    if let CacheGrowth::Threshold { hit_rate, .. } = &mut cache.growth {
        *hit_rate = 0.97;
    }
    cache
}

impl FileAccess {
    /// Whether there is nothing to be said to the library but the driver, and what only concerns new objects.
    #[cfg(all(feature = "hl", hdf5_1_14))]
    pub(crate) fn is_plain(&self) -> bool {
        let plain = Self::with(self.driver.clone()).external_links(self.external_links.clone());
        *self == plain.libver(self.libver.0, LibVer::Latest).alignment(self.alignment.0, self.alignment.1)
    }

    /// The property list, all but the driver and the rules for links.
    pub(crate) fn apply(&self, api: &Api) -> Result<Id> {
        if self.locking.is_some() && !cfg!(hdf5_1_10_7) {
            return Err(Error::unsupported("a choice of file locking", "libhdf5 1.10.7, and not 1.12.0"));
        }
        match self.overflow() {
            Some(what) => Err(Error::invalid(self.driver.name(), what)),
            None => self.listed(api).at("set up", self.driver.name()),
        }
    }

    /// The setting that libhdf5 takes without a look and then reckons with past the end of its numbers, or its memory.
    fn overflow(&self) -> Option<String> {
        match self.chunk_cache {
            Some((slots, ..)) if slots > h5p::MOST_SLOTS => return Some(format!("a chunk cache of {slots} slots")),
            Some((.., preemption)) if preemption.is_nan() => return Some("a preemption that is no number".to_owned()),
            _ => {}
        }
        let (_, alignment) = self.alignment;
        let lengths =
            [("an alignment", Some(alignment)), ("metadata blocks", self.meta_block_size), ("data blocks", self.small_data_block_size)];
        let (what, bytes) =
            lengths.into_iter().find_map(|(what, bytes)| Some((what, bytes.filter(|&bytes| i64::try_from(bytes).is_err())?)))?;
        Some(format!("{what} of {bytes} bytes, more than a file has addresses"))
    }

    fn listed(&self, api: &Api) -> Called<Id> {
        let list = h5p::create(api, Class::FileAccess)?;
        let raw = list.raw();
        h5p::set_libver_bounds(api, raw, self.libver.0.code(), self.libver.1.code())?;
        h5p::set_alignment(api, raw, self.alignment.0, self.alignment.1)?;
        if let Some((slots, bytes, preemption)) = self.chunk_cache {
            h5p::set_cache(api, raw, slots, bytes, preemption)?;
        }
        match (&self.metadata_cache, &self.driver) {
            (Some(cache), _) => h5p::set_mdc_config(api, raw, cache)?,
            (None, Driver::Memory) => h5p::set_mdc_config(api, raw, &in_memory())?,
            (None, _) => {}
        }
        if let Some(on) = self.metadata_cache_image {
            h5p::set_mdc_image_config(api, raw, on)?;
        }
        if let Some(bytes) = self.meta_block_size {
            h5p::set_meta_block_size(api, raw, bytes)?;
        }
        if let Some(bytes) = self.small_data_block_size {
            h5p::set_small_data_block_size(api, raw, bytes)?;
        }
        if let Some(bytes) = self.sieve_buffer {
            h5p::set_sieve_buf_size(api, raw, bytes)?;
        }
        if let Some((bytes, meta_percent, raw_percent)) = self.page_buffer {
            h5p::set_page_buffer_size(api, raw, bytes, meta_percent, raw_percent)?;
        }
        if let Some(on) = self.evict_on_close {
            h5p::set_evict_on_close(api, raw, on)?;
        }
        if let Some(files) = self.external_file_cache {
            h5p::set_elink_file_cache_size(api, raw, files)?;
        }
        if let Some(on) = self.gc_references {
            h5p::set_gc_references(api, raw, on)?;
        }
        if let Some(attempts) = self.metadata_read_attempts {
            h5p::set_metadata_read_attempts(api, raw, attempts)?;
        }
        #[cfg(hdf5_1_10_7)]
        if let Some((lock, ignore)) = self.locking {
            h5p::set_file_locking(api, raw, lock, ignore)?;
        }
        Ok(list)
    }

    /// Reads a list back, every setting of it; of the driver and the rules for links it says nothing.
    pub(crate) fn of(api: &Api, list: hid_t, driver: Driver, external_links: ExternalLinks) -> Called<Self> {
        let (low, high) = h5p::get_libver_bounds(api, list)?;
        Ok(Self {
            driver,
            libver: (LibVer::of(low), LibVer::of(high)),
            alignment: h5p::get_alignment(api, list)?,
            chunk_cache: Some(h5p::get_cache(api, list)?),
            metadata_cache: Some(h5p::get_mdc_config(api, list)?),
            metadata_cache_image: Some(h5p::get_mdc_image_config(api, list)?),
            meta_block_size: Some(h5p::get_meta_block_size(api, list)?),
            small_data_block_size: Some(h5p::get_small_data_block_size(api, list)?),
            sieve_buffer: Some(h5p::get_sieve_buf_size(api, list)?),
            page_buffer: Some(h5p::get_page_buffer_size(api, list)?),
            evict_on_close: Some(h5p::get_evict_on_close(api, list)?),
            external_file_cache: Some(h5p::get_elink_file_cache_size(api, list)?),
            gc_references: Some(h5p::get_gc_references(api, list)?),
            metadata_read_attempts: Some(h5p::get_metadata_read_attempts(api, list)?),
            #[cfg(hdf5_1_10_7)]
            locking: Some(h5p::get_file_locking(api, list)?),
            #[cfg(not(hdf5_1_10_7))]
            locking: None,
            external_links,
        })
    }
}
