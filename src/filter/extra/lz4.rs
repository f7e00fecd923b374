//! LZ4 (32004): blocks behind the number of all bytes and of a block's.
use lz4_flex::block;

use super::{Codec, CodecError, grow, take, take_array};
use crate::filter::registered::LZ4;

pub(super) struct Lz4;

/// The most that LZ4 takes at a time.
const LARGEST: usize = 0x7e00_0000;
const DEFAULT: usize = 1 << 30;

impl Codec for Lz4 {
    fn id(&self) -> i32 {
        LZ4
    }

    fn name(&self) -> &str {
        "lz4"
    }

    fn decode(&self, _: &[u32], mut stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), CodecError> {
        let len = usize::try_from(u64::from_be_bytes(take_array(&mut stored)?))?;
        let block = u32::from_be_bytes(take_array(&mut stored)?) as usize;
        if block == 0 && len > 0 {
            return Err("blocks without a byte".into());
        }
        for out in grow(chunk, len)?.chunks_mut(block.max(1)) {
            let size = u32::from_be_bytes(take_array(&mut stored)?) as usize;
            let bytes = take(&mut stored, size)?;
            match size == out.len() {
                true => out.copy_from_slice(bytes),
                false if block::decompress_into(bytes, out)? == out.len() => {}
                false => return Err("a block is too short".into()),
            }
        }
        Ok(())
    }

    fn encode(&self, parameters: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), CodecError> {
        let block = match parameters {
            [] | [0, ..] => DEFAULT,
            [block, ..] => (*block as usize).min(LARGEST),
        };
        let block = block.min(chunk.len()).max(1);
        stored.extend((chunk.len() as u64).to_be_bytes());
        stored.extend((block as u32).to_be_bytes());
        for bytes in chunk.chunks(block) {
            let packed = block::compress(bytes);
            let packed = if packed.len() < bytes.len() { &packed } else { bytes };
            stored.extend((packed.len() as u32).to_be_bytes());
            stored.extend(packed);
        }
        Ok(())
    }
}
