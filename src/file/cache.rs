//! The caches of an open file: of metadata, and of pages.
use super::File;
use crate::{
    error::{At, Result},
    plist::MetadataCache,
    sys::{Api, h5f, h5p},
};

/// What a file's metadata cache has come to (`H5Fget_mdc_size`, `H5Fget_mdc_hit_rate`).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MetadataCacheStats {
    /// The share of accesses since the last [reset](File::reset_cache_stats) that found what they looked for.
    pub hit_rate: f64,
    /// Bytes that it may take now.
    pub max_size: usize,
    /// Bytes of these that are to be free of changes.
    pub min_clean_size: usize,
    /// Bytes that it takes.
    pub size: usize,
    /// Pieces of metadata in it.
    pub entries: u32,
}

/// What a file's page buffer has come to (`H5Fget_page_buffering_stats`); of each two numbers the first is of metadata, the second of raw data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageBufferStats {
    /// Accesses to it.
    pub accesses: [u32; 2],
    /// Accesses that found their page.
    pub hits: [u32; 2],
    /// Accesses that did not.
    pub misses: [u32; 2],
    /// Pages that gave way.
    pub evictions: [u32; 2],
    /// Accesses that went past it.
    pub bypasses: [u32; 2],
}

impl File {
    /// How its metadata cache is run now (`H5Fget_mdc_config`). An initial size it has no more: [`metadata_cache_stats`](Self::metadata_cache_stats)
    /// tells the size.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn metadata_cache(&self) -> Result<MetadataCache> {
        let api = Api::lock()?;
        let raw = self.open_file().raw(&api, &self.open_file().label)?;
        h5p::get_file_mdc_config(&api, raw).at("ask for the metadata cache of", &self.open_file().label)
    }

    /// Runs its metadata cache in another way from here on (`H5Fset_mdc_config`).
    ///
    /// # Errors
    /// `Closed`, `Library` for numbers that libhdf5 does not allow.
    pub fn set_metadata_cache(&self, cache: &MetadataCache) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.open_file().raw(&api, &self.open_file().label)?;
        h5p::set_file_mdc_config(&api, raw, cache).at("set the metadata cache of", &self.open_file().label)
    }

    /// What its metadata cache has come to.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn metadata_cache_stats(&self) -> Result<MetadataCacheStats> {
        let api = Api::lock()?;
        let raw = self.open_file().raw(&api, &self.open_file().label)?;
        let asked = h5f::get_mdc_hit_rate(&api, raw).and_then(|hit_rate| Ok((hit_rate, h5f::get_mdc_size(&api, raw)?)));
        let (hit_rate, size) = asked.at("ask for the metadata cache of", &self.open_file().label)?;
        let h5f::CacheSize { max_size, min_clean_size, size, entries } = size;
        Ok(MetadataCacheStats { hit_rate, max_size, min_clean_size, size, entries })
    }

    /// What its page buffer has come to; nothing where it has none.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn page_buffer_stats(&self) -> Result<Option<PageBufferStats>> {
        if !self.has_page_buffer()? {
            return Ok(None);
        }
        let api = Api::lock()?;
        let raw = self.open_file().raw(&api, &self.open_file().label)?;
        let stats = h5f::get_page_buffering_stats(&api, raw).at("ask for the page buffer of", &self.open_file().label)?;
        let [accesses, hits, misses, evictions, bypasses] = stats;
        Ok(Some(PageBufferStats { accesses, hits, misses, evictions, bypasses }))
    }

    /// Counts the accesses to both caches from here on (`H5Freset_mdc_hit_rate_stats`, `H5Freset_page_buffering_stats`).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn reset_cache_stats(&self) -> Result<()> {
        let paged = self.has_page_buffer()?;
        let api = Api::lock()?;
        let raw = self.open_file().raw(&api, &self.open_file().label)?;
        let reset = h5f::reset_mdc_hit_rate_stats(&api, raw);
        let reset = if paged { reset.and_then(|()| h5f::reset_page_buffering_stats(&api, raw)) } else { reset };
        reset.at("reset the caches of", &self.open_file().label)
    }

    fn has_page_buffer(&self) -> Result<bool> {
        Ok(self.access()?.page_buffer.is_some_and(|(bytes, ..)| bytes > 0))
    }
}
