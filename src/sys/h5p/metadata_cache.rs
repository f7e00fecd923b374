//! The metadata cache: how large it is, and how it becomes larger and smaller.
use std::mem::MaybeUninit;

use hdf5_ffi as ffi;

use super::{Api, Called, check, hid_t};

/// How the cache of metadata of an open file is run (`H5AC_cache_config_t`); sizes in bytes, rates and shares from 0 to 1.
///
/// The cache counts its hits over an epoch of accesses, and becomes larger or smaller at its end.
///
/// ```
/// # use h5mem::{FileAccess, MetadataCache, Result};
/// # fn main() -> Result<()> {
/// let mut cache = MetadataCache::default();
/// (cache.min_size, cache.initial_size) = (8 << 20, Some(16 << 20));
/// let file = FileAccess::memory().metadata_cache(cache).create("many small datasets")?;
/// assert_eq!(file.metadata_cache()?.min_size, 8 << 20);
/// assert_eq!(file.metadata_cache_stats()?.max_size, 16 << 20);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MetadataCache {
    /// The size to begin with; the largest of the sizes between which it moves, unless said.
    pub initial_size: Option<usize>,
    /// The share that is kept free of changes that are to be written.
    pub min_clean_fraction: f64,
    /// The size that it does not go beyond.
    pub max_size: usize,
    /// The size that it does not go below.
    pub min_size: usize,
    /// Accesses of an epoch.
    pub epoch_length: u32,
    /// When it becomes larger.
    pub growth: CacheGrowth,
    /// Whether it makes room at once for something large.
    pub flash_growth: Option<FlashGrowth>,
    /// When it becomes smaller.
    pub decrease: CacheDecrease,
    /// Whether anything is ever let go of; where not, sizes are fixed: `growth`, `flash_growth` and `decrease` are off.
    pub evictions: bool,
}

/// When the metadata cache becomes larger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CacheGrowth {
    /// Never.
    Off,
    /// When too much is missed.
    Threshold {
        /// The rate of hits below which it is too much.
        hit_rate: f64,
        /// How many times larger it becomes.
        factor: f64,
        /// By how many bytes at most.
        most: Option<usize>,
    },
}

/// When something that is a large part of the metadata cache comes in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlashGrowth {
    /// How many times the bytes of it the cache grows by.
    pub multiple: f64,
    /// The share of the cache from which on it is large.
    pub threshold: f64,
}

/// When the metadata cache becomes smaller.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CacheDecrease {
    /// Never.
    Off,
    /// When next to nothing is missed.
    Threshold {
        /// The rate of hits above which that is so.
        hit_rate: f64,
        /// The share of its size that stays.
        factor: f64,
        /// By how many bytes at most.
        most: Option<usize>,
    },
    /// By what was not used for some epochs.
    AgeOut {
        /// Epochs.
        epochs: u32,
        /// The share that stays empty.
        reserve: Option<f64>,
        /// By how many bytes at most.
        most: Option<usize>,
    },
    /// Both.
    AgeOutWithThreshold {
        /// The rate of hits above which what was not used is let go of.
        hit_rate: f64,
        /// Epochs.
        epochs: u32,
        /// The share that stays empty.
        reserve: Option<f64>,
        /// By how many bytes at most.
        most: Option<usize>,
    },
}

/// libhdf5's own defaults, which some releases round to 32 bits.
impl Default for MetadataCache {
    fn default() -> Self {
        Self {
            initial_size: Some(2 << 20),
            min_clean_fraction: if cfg!(hdf5_parallel) { 0.3 } else { 0.01 },
            max_size: 32 << 20,
            min_size: 1 << 20,
            epoch_length: 50_000,
            growth: CacheGrowth::Threshold { hit_rate: 0.9, factor: 2.0, most: Some(4 << 20) },
            flash_growth: Some(FlashGrowth { multiple: if cfg!(hdf5_parallel) { 1.0 } else { 1.4 }, threshold: 0.25 }),
            decrease: CacheDecrease::AgeOutWithThreshold { hit_rate: 0.999, epochs: 3, reserve: Some(0.1), most: Some(1 << 20) },
            evictions: true,
        }
    }
}

impl MetadataCache {
    /// Over the library's numbers for what is off.
    fn write_to(&self, raw: &mut ffi::H5AC_cache_config_t) {
        fn limit(most: Option<usize>, apply: &mut bool, value: &mut usize) {
            *apply = most.is_some();
            *value = most.unwrap_or(*value);
        }
        raw.set_initial_size = self.initial_size.is_some();
        raw.initial_size = self.initial_size.unwrap_or(raw.initial_size);
        (raw.min_clean_fraction, raw.max_size, raw.min_size) = (self.min_clean_fraction, self.max_size, self.min_size);
        raw.epoch_length = self.epoch_length as _; // 32 bits somewhere; the library allows a million
        raw.evictions_enabled = self.evictions;
        raw.incr_mode = ffi::H5C_incr__off;
        if let CacheGrowth::Threshold { hit_rate, factor, most } = self.growth {
            (raw.incr_mode, raw.lower_hr_threshold, raw.increment) = (ffi::H5C_incr__threshold, hit_rate, factor);
            limit(most, &mut raw.apply_max_increment, &mut raw.max_increment);
        }
        raw.flash_incr_mode = ffi::H5C_flash_incr__off;
        if let Some(FlashGrowth { multiple, threshold }) = self.flash_growth {
            (raw.flash_incr_mode, raw.flash_multiple, raw.flash_threshold) = (ffi::H5C_flash_incr__add_space, multiple, threshold);
        }
        let mut age_out = |epochs: u32, reserve: Option<f64>| {
            raw.epochs_before_eviction = i32::try_from(epochs).unwrap_or(i32::MAX); // refused by the library, which allows 10
            raw.apply_empty_reserve = reserve.is_some();
            raw.empty_reserve = reserve.unwrap_or(raw.empty_reserve);
        };
        let most = match self.decrease {
            CacheDecrease::Off => {
                raw.decr_mode = ffi::H5C_decr__off;
                return;
            }
            CacheDecrease::Threshold { hit_rate, factor, most } => {
                (raw.decr_mode, raw.upper_hr_threshold, raw.decrement) = (ffi::H5C_decr__threshold, hit_rate, factor);
                most
            }
            CacheDecrease::AgeOut { epochs, reserve, most } => {
                age_out(epochs, reserve);
                raw.decr_mode = ffi::H5C_decr__age_out;
                most
            }
            CacheDecrease::AgeOutWithThreshold { hit_rate, epochs, reserve, most } => {
                age_out(epochs, reserve);
                (raw.decr_mode, raw.upper_hr_threshold) = (ffi::H5C_decr__age_out_with_threshold, hit_rate);
                most
            }
        };
        limit(most, &mut raw.apply_max_decrement, &mut raw.max_decrement);
    }

    fn of(raw: &ffi::H5AC_cache_config_t) -> Self {
        let reserve = raw.apply_empty_reserve.then_some(raw.empty_reserve);
        let most = raw.apply_max_decrement.then_some(raw.max_decrement);
        let (hit_rate, epochs) = (raw.upper_hr_threshold, raw.epochs_before_eviction as u32);
        Self {
            initial_size: raw.set_initial_size.then_some(raw.initial_size),
            min_clean_fraction: raw.min_clean_fraction,
            max_size: raw.max_size,
            min_size: raw.min_size,
            epoch_length: raw.epoch_length as u32,
            growth: match raw.incr_mode {
                ffi::H5C_incr__threshold => CacheGrowth::Threshold {
                    hit_rate: raw.lower_hr_threshold,
                    factor: raw.increment,
                    most: raw.apply_max_increment.then_some(raw.max_increment),
                },
                _ => CacheGrowth::Off,
            },
            flash_growth: (raw.flash_incr_mode == ffi::H5C_flash_incr__add_space)
                .then_some(FlashGrowth { multiple: raw.flash_multiple, threshold: raw.flash_threshold }),
            decrease: match raw.decr_mode {
                ffi::H5C_decr__threshold => CacheDecrease::Threshold { hit_rate, factor: raw.decrement, most },
                ffi::H5C_decr__age_out => CacheDecrease::AgeOut { epochs, reserve, most },
                ffi::H5C_decr__age_out_with_threshold => CacheDecrease::AgeOutWithThreshold { hit_rate, epochs, reserve, most },
                _ => CacheDecrease::Off,
            },
            evictions: raw.evictions_enabled,
        }
    }
}

/// The configuration that a call fills in, told the version of the structure.
fn filled(api: &Api, call: impl FnOnce(*mut ffi::H5AC_cache_config_t) -> ffi::herr_t) -> Called<ffi::H5AC_cache_config_t> {
    let mut raw = MaybeUninit::<ffi::H5AC_cache_config_t>::zeroed();
    // SAFETY: zeroed plain data is valid
    unsafe { raw.assume_init_mut() }.version = ffi::H5AC__CURR_CACHE_CONFIG_VERSION as i32;
    check(api, call(raw.as_mut_ptr()))?;
    // SAFETY: as above, and filled in since
    Ok(unsafe { raw.assume_init() })
}

pub(crate) fn set_mdc_config(api: &Api, list: hid_t, cache: &MetadataCache) -> Called<()> {
    // SAFETY: the lock is held; the library fills the structure
    let mut raw = filled(api, |raw| unsafe { ffi::H5Pget_mdc_config(list, raw) })?;
    cache.write_to(&mut raw);
    // SAFETY: the lock is held; the library reads the structure
    check(api, unsafe { ffi::H5Pset_mdc_config(list, &raw mut raw) })
}

pub(crate) fn get_mdc_config(api: &Api, list: hid_t) -> Called<MetadataCache> {
    // SAFETY: the lock is held; the library fills the structure
    filled(api, |raw| unsafe { ffi::H5Pget_mdc_config(list, raw) }).map(|raw| MetadataCache::of(&raw))
}

/// That of an open file, now.
pub(crate) fn get_file_mdc_config(api: &Api, file: hid_t) -> Called<MetadataCache> {
    // SAFETY: the lock is held; the library fills the structure
    filled(api, |raw| unsafe { ffi::H5Fget_mdc_config(file, raw) }).map(|raw| MetadataCache::of(&raw))
}

pub(crate) fn set_file_mdc_config(api: &Api, file: hid_t, cache: &MetadataCache) -> Called<()> {
    // SAFETY: the lock is held; the library fills the structure
    let mut raw = filled(api, |raw| unsafe { ffi::H5Fget_mdc_config(file, raw) })?;
    cache.write_to(&mut raw);
    // SAFETY: the lock is held; the library reads the structure
    check(api, unsafe { ffi::H5Fset_mdc_config(file, &raw mut raw) })
}

/// Whether the cache's content is written into the file when it is closed, for the next opening.
pub(crate) fn set_mdc_image_config(api: &Api, list: hid_t, generate: bool) -> Called<()> {
    let mut raw = ffi::H5AC_cache_image_config_t {
        version: ffi::H5AC__CURR_CACHE_IMAGE_CONFIG_VERSION as i32,
        generate_image: generate,
        save_resize_status: false, // not written by any release
        entry_ageout: ffi::H5AC__CACHE_IMAGE__ENTRY_AGEOUT__NONE,
    };
    // SAFETY: the lock is held; the library reads the structure
    check(api, unsafe { ffi::H5Pset_mdc_image_config(list, &raw mut raw) })
}

pub(crate) fn get_mdc_image_config(api: &Api, list: hid_t) -> Called<bool> {
    let version = ffi::H5AC__CURR_CACHE_IMAGE_CONFIG_VERSION as i32;
    let mut raw = ffi::H5AC_cache_image_config_t { version, generate_image: false, save_resize_status: false, entry_ageout: 0 };
    // SAFETY: the lock is held; the library fills the structure
    check(api, unsafe { ffi::H5Pget_mdc_image_config(list, &raw mut raw) })?;
    Ok(raw.generate_image)
}
