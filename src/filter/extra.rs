//! Filters of this crate's features, in the formats of the plugins that everybody has.
use std::sync::Arc;

use super::{Codec, CodecError};

#[cfg(any(feature = "bitshuffle", feature = "blosc"))]
mod bits;
#[cfg(feature = "bitshuffle")]
mod bitshuffle;
#[cfg(feature = "blosc")]
mod blosc;
#[cfg(feature = "bzip2")]
mod bzip2;
#[cfg(feature = "lz4")]
mod lz4;
#[cfg(any(feature = "lzf", feature = "blosc"))]
mod lz77;
#[cfg(feature = "lzf")]
mod lzf;
#[cfg(any(feature = "zstd", feature = "bitshuffle", feature = "blosc"))]
mod zstd;

type Make = fn() -> Arc<dyn Codec>;

/// The features that are on: a filter's number, and how its codec is made.
const FEATURES: &[(i32, Make)] = &[
    #[cfg(feature = "bzip2")]
    (super::registered::BZIP2, || Arc::new(bzip2::Bzip2)),
    #[cfg(feature = "lzf")]
    (super::registered::LZF, || Arc::new(lzf::Lzf)),
    #[cfg(feature = "blosc")]
    (super::registered::BLOSC, || Arc::new(blosc::Blosc)),
    #[cfg(feature = "lz4")]
    (super::registered::LZ4, || Arc::new(lz4::Lz4)),
    #[cfg(feature = "bitshuffle")]
    (super::registered::BITSHUFFLE, || Arc::new(bitshuffle::Bitshuffle)),
    #[cfg(feature = "zstd")]
    (super::registered::ZSTD, || Arc::new(zstd::Zstd)),
];

/// The codec of this number, where its feature is on.
pub(super) fn of(id: i32) -> Option<Arc<dyn Codec>> {
    FEATURES.iter().find(|feature| feature.0 == id).map(|(_, make)| make())
}

/// The numbers of all there are.
pub(super) fn ids() -> impl Iterator<Item = i32> {
    FEATURES.iter().map(|feature| feature.0)
}

type Done<T = ()> = Result<T, CodecError>;

/// The next bytes of what is stored, which may end before them.
#[allow(dead_code, reason = "not every feature needs it")]
fn take<'a>(stored: &mut &'a [u8], len: usize) -> Done<&'a [u8]> {
    let (taken, rest) = stored.split_at_checked(len).ok_or("the chunk ends too early")?;
    *stored = rest;
    Ok(taken)
}

/// The next bytes as an array.
#[allow(dead_code, reason = "not every feature needs it")]
fn take_array<const N: usize>(stored: &mut &[u8]) -> Done<[u8; N]> {
    Ok(take(stored, N)?.try_into().expect("of this length"))
}

/// Room at the end for so many bytes more, zeroed: a chunk may claim more than there is memory, or than it is long.
#[allow(dead_code, reason = "not every feature needs it")]
fn grow(chunk: &mut Vec<u8>, len: usize) -> Done<&mut [u8]> {
    let most = most(chunk);
    let before = chunk.len();
    if len > most.saturating_sub(before) {
        return Err("it claims to be longer than its chunk".into());
    }
    chunk.try_reserve_exact(len)?;
    chunk.resize(before + len, 0);
    Ok(&mut chunk[before..])
}

/// As many bytes as there can be of a chunk: the room that was made for it, else as many as libhdf5 1 allows.
#[allow(dead_code, reason = "not every feature needs it")]
fn most(chunk: &Vec<u8>) -> usize {
    match chunk.capacity() {
        0 => u32::MAX as usize,
        room => room,
    }
}
