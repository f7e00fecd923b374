//! Filters that everybody registers: their numbers, and the parameters that their plugins take.
use super::Filter;

pub(super) const BZIP2: i32 = 307;
pub(super) const LZF: i32 = 32_000;
pub(super) const BLOSC: i32 = 32_001;
pub(super) const LZ4: i32 = 32_004;
pub(super) const BITSHUFFLE: i32 = 32_008;
pub(super) const ZSTD: i32 = 32_015;

/// What [`Filter::blosc`] compresses with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the compressor of its name")]
pub enum Blosc {
    BloscLz = 0,
    Lz4 = 1,
    /// LZ4's slower way to pack, where it is Blosc itself that does; with the feature `blosc` the same as `Lz4`.
    Lz4Hc = 2,
    Snappy = 3,
    Zlib = 4,
    Zstd = 5,
}

/// What becomes of the bits that [`Filter::bitshuffle`] has sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bitshuffle {
    /// They stay as many; another filter is to compress them.
    Only,
    /// LZ4.
    Lz4,
    /// Zstandard of a level of 1 to 22.
    Zstd(u8),
}

/// Each takes the feature of its name, or a plugin; `lzf` is among the default features.
///
/// ```
/// # #[cfg(feature = "zstd")]
/// # fn main() -> h5mem::Result<()> {
/// # use h5mem::{File, Filter};
/// let file = File::in_memory()?;
/// let data = file.new_dataset("x").chunk(1000).shuffle().filter(Filter::zstd(3)).write(&[7; 5000])?;
/// assert_eq!(data.read::<Vec<i32>>()?, [7; 5000]);
/// assert_eq!(data.filters()?[1].name(), "zstd");
/// # Ok(()) }
/// # #[cfg(not(feature = "zstd"))]
/// # fn main() {}
/// ```
impl Filter {
    /// LZF compression (32000), fast; what h5py calls `lzf`.
    pub fn lzf() -> Self {
        Self::registered(LZF, &[])
    }

    /// LZ4 compression (32004), very fast.
    pub fn lz4() -> Self {
        Self::registered(LZ4, &[0]) // the largest blocks
    }

    /// Zstandard compression (32015), level 1 to 22; negative ones are faster still.
    pub fn zstd(level: i32) -> Self {
        Self::registered(ZSTD, &[level as u32]) // as its plugin reads it
    }

    /// bzip2 compression (307), level 1 to 9.
    pub fn bzip2(level: u8) -> Self {
        Self::registered(BZIP2, &[level.into()])
    }

    /// Blosc compression (32001), level 0 to 9, of bytes sorted by significance: to be used without [`Filter::Shuffle`].
    pub fn blosc(compressor: Blosc, level: u8) -> Self {
        Self::registered(BLOSC, &[0, 0, 0, 0, level.into(), 1, compressor as u32])
    }

    /// The bits of elements sorted by significance, and compressed (32008): to be used without [`Filter::Shuffle`].
    pub fn bitshuffle(what: Bitshuffle) -> Self {
        match what {
            Bitshuffle::Only => Self::registered(BITSHUFFLE, &[]),
            Bitshuffle::Lz4 => Self::registered(BITSHUFFLE, &[0, 2]),
            Bitshuffle::Zstd(level) => Self::registered(BITSHUFFLE, &[0, 3, level.into()]),
        }
    }
}

/// Names of registered filters that files often leave out.
pub(super) fn known(id: i32) -> &'static str {
    match id {
        305 => "lzo",
        32013 => "zfp",
        32026 => "blosc2",
        _ => feature(id).unwrap_or("unknown"),
    }
}

/// The feature of this crate that brings a filter; it has the filter's own name.
pub(super) fn feature(id: i32) -> Option<&'static str> {
    match id {
        BZIP2 => Some("bzip2"),
        LZF => Some("lzf"),
        BLOSC => Some("blosc"),
        LZ4 => Some("lz4"),
        BITSHUFFLE => Some("bitshuffle"),
        ZSTD => Some("zstd"),
        _ => None,
    }
}
