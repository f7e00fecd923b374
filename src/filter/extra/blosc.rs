//! Blosc (32001), version 1: blocks that are shuffled and compressed by one of five compressors.
use super::{Codec, CodecError, Done, bits, grow, lz77, take, zstd};
use crate::{datatype::TypeDescriptor, filter::registered::BLOSC};

mod blosclz;
mod format;

use format::{Compressor, Header, Shuffle};

pub(super) struct Blosc;

/// The version of the filter, and of Blosc's format.
const VERSIONS: [u32; 2] = [2, 2];
/// Bytes of a block: a few times what a processor keeps at hand.
const BLOCK: usize = 256 * 1024;
/// Blosc splits blocks of elements of up to so many bytes into a stream for each of them, where there are so many elements at least.
const SPLITS: usize = 16;
const SPLIT_FROM: usize = 128;

impl Codec for Blosc {
    fn id(&self) -> i32 {
        BLOSC
    }

    fn name(&self) -> &str {
        "blosc"
    }

    fn decode(&self, _: &[u32], stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), CodecError> {
        let header = Header::read(stored)?;
        let out = grow(chunk, header.len)?;
        let mut rest = &stored[Header::LEN..];
        if header.copied {
            out.copy_from_slice(take(&mut rest, header.len)?);
            return Ok(());
        }
        let starts = take(&mut rest, header.len.div_ceil(header.block).checked_mul(4).ok_or("too many blocks")?)?;
        let mut planes = Vec::new();
        for (out, start) in out.chunks_mut(header.block).zip(starts.chunks_exact(4)) {
            let start = u32::from_le_bytes(start.try_into().expect("four bytes")) as usize;
            let mut streams = stored.get(start..).ok_or("a block lies behind the end")?;
            let split = header.splits && header.element <= SPLITS && out.len() / header.element >= SPLIT_FROM;
            let splits = if split && out.len() == header.block { header.element } else { 1 };
            planes.clear();
            planes.try_reserve_exact(out.len())?;
            planes.resize(out.len(), 0);
            if out.len() % splits != 0 {
                return Err("blocks that are not of whole elements".into());
            }
            for plane in planes.chunks_mut(out.len() / splits) {
                let len = u32::from_le_bytes(take(&mut streams, 4)?.try_into().expect("four bytes")) as usize;
                let stream = take(&mut streams, len)?;
                match len == plane.len() {
                    true => plane.copy_from_slice(stream),
                    false => header.compressor.decompress(stream, plane)?,
                }
            }
            header.unshuffle(&planes, out);
        }
        Ok(())
    }

    fn encode(&self, parameters: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), CodecError> {
        let &[_, _, element, _, ..] = parameters else { return Err("there are four parameters at least".into()) };
        let option = |n: usize, default: u32| parameters.get(n).copied().unwrap_or(default); // as Blosc's own filter has them
        let (level, shuffle, compressor) = (option(4, 5), Shuffle::of(option(5, 1))?, Compressor::of(option(6, 0))?);
        let element = usize::from(u8::try_from(element).ok().filter(|&size| size > 0).ok_or("elements of 1 to 255 bytes")?);
        let block = (BLOCK / element * element).min(chunk.len()).max(1);
        let header = Header { compressor, shuffle, copied: level == 0, splits: false, element, len: chunk.len(), block };
        header.write(stored)?;
        if level > 0 {
            let starts = stored.len();
            stored.resize(starts + chunk.len().div_ceil(block) * 4, 0);
            let mut planes = Vec::new();
            for (n, bytes) in chunk.chunks(block).enumerate() {
                let start = u32::try_from(stored.len())?.to_le_bytes();
                stored[starts + n * 4..starts + n * 4 + 4].copy_from_slice(&start);
                planes.resize(bytes.len(), 0);
                header.shuffle(bytes, &mut planes);
                let packed = compressor.compress(&planes, level)?;
                let packed = if packed.len() < planes.len() { &packed } else { &planes };
                stored.extend(u32::try_from(packed.len())?.to_le_bytes());
                stored.extend(packed);
            }
            if stored.len() < Header::LEN + chunk.len() {
                return Header::finish(stored);
            }
            // it is shorter as it was
            stored.clear();
            Header { copied: true, ..header }.write(stored)?;
        }
        stored.extend(chunk);
        Header::finish(stored)
    }

    /// The first four are the filter's own; then come level, shuffling and compressor.
    fn set_local(&self, given: &[u32], element: &TypeDescriptor, chunk: &[usize]) -> Result<Vec<u32>, CodecError> {
        let size = match element {
            TypeDescriptor::Array { base, .. } => base.size(),
            other => other.size(),
        };
        let [filter, format] = VERSIONS;
        let bytes = u32::try_from(element.size() * chunk.iter().product::<usize>())?;
        let mut stored = vec![filter, format, if size > 255 { 1 } else { u32::try_from(size)? }, bytes];
        stored.extend(given.iter().skip(4));
        match stored[4..] {
            [level, ..] if level > 9 => return Err("a level of 0 to 9".into()),
            [_, shuffle, compressor, ..] => {
                Compressor::of(compressor)?;
                Shuffle::of(shuffle)?;
            }
            _ => {}
        }
        Ok(stored)
    }
}
