//! The deflate filter: zlib streams, a whole chunk at a time.
use std::cell::RefCell;

use libdeflater::{CompressionLvl, Compressor, Decompressor};

thread_local! {
    /// Its tables are worth keeping.
    static DECOMPRESSOR: RefCell<Decompressor> = RefCell::new(Decompressor::new());
    /// With the level it was made for.
    static COMPRESSOR: RefCell<Option<(u8, Compressor)>> = const { RefCell::new(None) };
}

/// Inflates into `out`, and says how many bytes came; none for a stream that is broken or longer.
pub(super) fn inflate(stream: &[u8], out: &mut [u8]) -> Option<usize> {
    DECOMPRESSOR.with_borrow_mut(|decompressor| decompressor.zlib_decompress(stream, out).ok())
}

/// Deflates `bytes` into room for as many as it may come to, and says how many those are; level 0 to 9.
pub(super) fn deflate<'a>(bytes: &[u8], level: u8, room: impl FnOnce(usize) -> Option<&'a mut [u8]>) -> Option<usize> {
    COMPRESSOR.with_borrow_mut(|kept| {
        let (_, compressor) = match kept {
            Some(kept) if kept.0 == level => kept,
            kept => {
                let made = Compressor::new(CompressionLvl::new(i32::from(level)).unwrap_or_default());
                kept.insert((level, made))
            }
        };
        let out = room(compressor.zlib_compress_bound(bytes.len()))?;
        Some(compressor.zlib_compress(bytes, out).expect("within the bound"))
    })
}
