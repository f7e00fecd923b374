//! Zstandard (32015): a frame that says how long it is.
use std::io::Read;

use zstd::{bulk, stream, zstd_safe::get_frame_content_size};

#[cfg(feature = "zstd")]
use super::Codec;
use super::{Done, grow, most};

/// Appends what frames decode to.
pub(super) fn decompress(stored: &[u8], chunk: &mut Vec<u8>) -> Done {
    match get_frame_content_size(stored) {
        Ok(Some(len)) => {
            let out = grow(chunk, usize::try_from(len)?)?;
            let (room, len) = (out.len(), bulk::decompress_to_buffer(stored, out)?);
            if len == room { Ok(()) } else { Err("a frame is shorter than it says".into()) }
        }
        _ => {
            // one byte more than may be says that it is too long
            let room = most(chunk) as u64 + 1;
            stream::Decoder::with_buffer(stored)?.take(room).read_to_end(chunk)?;
            Ok(())
        }
    }
}

/// Appends a frame.
pub(super) fn compress(bytes: &[u8], level: i32, stored: &mut Vec<u8>) -> Done {
    stored.extend(bulk::compress(bytes, level)?);
    Ok(())
}

#[cfg(feature = "zstd")]
pub(super) struct Zstd;

#[cfg(feature = "zstd")]
impl Codec for Zstd {
    fn id(&self) -> i32 {
        crate::filter::registered::ZSTD
    }

    fn name(&self) -> &str {
        "zstd"
    }

    fn decode(&self, _: &[u32], stored: &[u8], chunk: &mut Vec<u8>) -> Done {
        decompress(stored, chunk)
    }

    fn encode(&self, parameters: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Done {
        let level = parameters.first().map_or(zstd::DEFAULT_COMPRESSION_LEVEL, |&level| level as i32); // negative ones, too
        compress(chunk, level, stored)
    }
}
