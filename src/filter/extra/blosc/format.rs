//! What stands before a chunk, and what its parts go through.
use super::{Done, bits, blosclz, zstd};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compressor {
    BloscLz,
    /// LZ4, the slower one that packs better too.
    Lz4,
    Snappy,
    Zlib,
    Zstd,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shuffle {
    Nothing,
    Bytes,
    Bits,
}

/// The sixteen bytes before a chunk.
#[derive(Clone, Copy)]
pub(super) struct Header {
    pub compressor: Compressor,
    pub shuffle: Shuffle,
    /// The chunk follows as it is.
    pub copied: bool,
    /// Blocks are split into streams.
    pub splits: bool,
    pub element: usize,
    /// Bytes of the chunk, and of a block.
    pub len: usize,
    pub block: usize,
}

// flags
const BYTES: u8 = 1;
const COPIED: u8 = 2;
const BITS: u8 = 4;
const WHOLE: u8 = 16;

impl Compressor {
    /// By the number that parameters have.
    pub(super) fn of(number: u32) -> Done<Self> {
        Ok(match number {
            0 => Self::BloscLz,
            1 | 2 => Self::Lz4,
            3 => Self::Snappy,
            4 => Self::Zlib,
            5 => Self::Zstd,
            other => return Err(format!("there is no compressor {other}").into()),
        })
    }

    /// By the number that chunks have: LZ4 has one.
    fn of_format(number: u8) -> Done<Self> {
        Self::of(if number == 0 { 0 } else { u32::from(number) + 1 })
    }

    fn format(self) -> u8 {
        match self {
            Self::BloscLz => 0,
            Self::Lz4 => 1,
            Self::Snappy => 2,
            Self::Zlib => 3,
            Self::Zstd => 4,
        }
    }

    /// Fills a plane.
    pub(super) fn decompress(self, stream: &[u8], plane: &mut [u8]) -> Done {
        let len = match self {
            Self::BloscLz => {
                let mut out = Vec::new();
                out.try_reserve_exact(plane.len())?;
                blosclz::decompress(stream, &mut out)?;
                plane.get_mut(..out.len()).ok_or("a stream is too long")?.copy_from_slice(&out);
                out.len()
            }
            Self::Lz4 => lz4_flex::block::decompress_into(stream, plane)?,
            Self::Snappy => snap::raw::Decoder::new().decompress(stream, plane)?,
            Self::Zlib => libdeflater::Decompressor::new().zlib_decompress(stream, plane)?,
            Self::Zstd => {
                let mut out = Vec::new();
                out.try_reserve_exact(plane.len())?;
                zstd::decompress(stream, &mut out)?;
                plane.get_mut(..out.len()).ok_or("a stream is too long")?.copy_from_slice(&out);
                out.len()
            }
        };
        if len == plane.len() { Ok(()) } else { Err("a stream is too short".into()) }
    }

    pub(super) fn compress(self, bytes: &[u8], level: u32) -> Done<Vec<u8>> {
        let mut out = Vec::new();
        match self {
            Self::BloscLz => blosclz::compress(bytes, &mut out),
            Self::Lz4 => out = lz4_flex::block::compress(bytes),
            Self::Snappy => out = snap::raw::Encoder::new().compress_vec(bytes)?,
            Self::Zlib => {
                let level = libdeflater::CompressionLvl::new(level as i32).map_err(|_| "a level of 0 to 9")?;
                let mut compressor = libdeflater::Compressor::new(level);
                out.resize(compressor.zlib_compress_bound(bytes.len()), 0);
                let len = compressor.zlib_compress(bytes, &mut out)?;
                out.truncate(len);
            }
            // as Blosc does: nine levels of Zstandard's twenty-two
            Self::Zstd => zstd::compress(bytes, if level < 9 { level as i32 * 2 - 1 } else { 22 }, &mut out)?,
        }
        Ok(out)
    }
}

impl Shuffle {
    pub(super) fn of(number: u32) -> Done<Self> {
        Ok(match number {
            0 => Self::Nothing,
            1 => Self::Bytes,
            2 => Self::Bits,
            other => return Err(format!("there is no shuffling {other}").into()),
        })
    }
}

impl Header {
    pub(super) const LEN: usize = 16;

    pub(super) fn read(stored: &[u8]) -> Done<Self> {
        let header: &[u8; Self::LEN] = stored.first_chunk().ok_or("the chunk ends too early")?;
        let number = |at: usize| u32::from_le_bytes(header[at..at + 4].try_into().expect("four bytes")) as usize;
        let &[version, _, flags, element, ..] = header;
        let (len, block) = (number(4), number(8));
        if version != 2 {
            return Err(format!("version {version} of its format").into());
        }
        if element == 0 || (block == 0 && len > 0) {
            return Err("elements or blocks without a byte".into());
        }
        let shuffle = match (flags & BYTES != 0, flags & BITS != 0) {
            (_, true) => Shuffle::Bits,
            (true, false) => Shuffle::Bytes,
            (false, false) => Shuffle::Nothing,
        };
        let (copied, splits) = (flags & COPIED != 0, flags & WHOLE == 0);
        Ok(Self {
            compressor: Compressor::of_format(flags >> 5)?,
            shuffle,
            copied,
            splits,
            element: element.into(),
            len,
            block: block.max(1),
        })
    }

    /// All but the number of all bytes.
    pub(super) fn write(&self, stored: &mut Vec<u8>) -> Done {
        let shuffle = match self.shuffle {
            Shuffle::Nothing => 0,
            Shuffle::Bytes => BYTES,
            Shuffle::Bits => BITS,
        };
        let flags = shuffle | if self.copied { COPIED } else { 0 } | if self.splits { 0 } else { WHOLE } | self.compressor.format() << 5;
        stored.extend([2, 1, flags, u8::try_from(self.element)?]);
        stored.extend(u32::try_from(self.len)?.to_le_bytes());
        stored.extend(u32::try_from(self.block)?.to_le_bytes());
        stored.extend([0; 4]);
        Ok(())
    }

    /// The number of all bytes, which are there.
    pub(super) fn finish(stored: &mut [u8]) -> Done {
        let len = u32::try_from(stored.len())?;
        stored[12..Self::LEN].copy_from_slice(&len.to_le_bytes());
        Ok(())
    }

    /// Bytes of a block that are whole elements, as far as they are shuffled at all.
    fn shuffled(&self, len: usize) -> usize {
        let count = len / self.element;
        match self.shuffle {
            Shuffle::Bytes if self.element > 1 => count * self.element,
            Shuffle::Bits if count % 8 == 0 => count * self.element,
            _ => 0,
        }
    }

    pub(super) fn shuffle(&self, bytes: &[u8], planes: &mut [u8]) {
        let at = self.shuffled(bytes.len());
        let (planes, rest) = planes.split_at_mut(at);
        match self.shuffle {
            Shuffle::Bits => bits::shuffle(&bytes[..at], planes, self.element),
            _ => bits::shuffle_bytes(&bytes[..at], planes, self.element),
        }
        rest.copy_from_slice(&bytes[at..]);
    }

    pub(super) fn unshuffle(&self, planes: &[u8], bytes: &mut [u8]) {
        let at = self.shuffled(bytes.len());
        let (bytes, rest) = bytes.split_at_mut(at);
        match self.shuffle {
            Shuffle::Bits => bits::unshuffle(&planes[..at], bytes, self.element),
            _ => bits::unshuffle_bytes(&planes[..at], bytes, self.element),
        }
        rest.copy_from_slice(&planes[at..]);
    }
}
