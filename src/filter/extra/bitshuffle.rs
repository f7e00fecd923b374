//! Bitshuffle (32008): planes of bits, block by block, as they are or through LZ4 or Zstandard.
use super::{Codec, CodecError, Done, bits, grow, take, take_array, zstd};
use crate::{datatype::TypeDescriptor, filter::registered::BITSHUFFLE};

pub(super) struct Bitshuffle;

/// The version of the format.
const VERSION: [u32; 2] = [0, 4];
/// Bytes that a block has about, and the elements that it has at least.
const BLOCK: usize = 8192;
const LEAST: usize = 128;

/// What becomes of a block's planes.
#[derive(Clone, Copy)]
enum Pack {
    Nothing,
    Lz4,
    Zstd(i32),
}

/// What the parameters say: the version, an element's bytes, the elements of a block, what it goes through, the level.
struct Parameters {
    element: usize,
    block: usize,
    pack: Pack,
}

impl Parameters {
    fn of(parameters: &[u32]) -> Done<Self> {
        let &[_, _, element, ..] = parameters else { return Err("there are three parameters at least".into()) };
        let element = element as usize;
        if element == 0 {
            return Err("elements without a byte".into());
        }
        let block = match parameters.get(3) {
            None | Some(0) => (BLOCK / element / 8 * 8).max(LEAST),
            Some(block) if block % 8 == 0 => *block as usize,
            Some(block) => return Err(format!("blocks of {block} elements, which is no multiple of 8").into()),
        };
        let pack = match (parameters.get(4), parameters.get(5)) {
            (None | Some(0), _) => Pack::Nothing,
            (Some(2), _) => Pack::Lz4,
            (Some(3), level) => Pack::Zstd(level.map_or(0, |&level| level as i32)), // 0 is Zstandard's default
            (Some(other), _) => return Err(format!("there is no compressor {other}").into()),
        };
        Ok(Self { element, block, pack })
    }
}

/// Blocks of elements: whole ones, a shorter one of a multiple of eight, and less than eight elements that stay as they are.
fn blocks(len: usize, element: usize, block: usize) -> Done<(usize, usize)> {
    if len % element != 0 {
        return Err("a chunk that is not of whole elements".into());
    }
    let size = block.checked_mul(element).filter(|size| *size > 0).ok_or("blocks that cannot be")?;
    Ok((size, len / element / 8 * 8 * element))
}

impl Codec for Bitshuffle {
    fn id(&self) -> i32 {
        BITSHUFFLE
    }

    fn name(&self) -> &str {
        "bitshuffle"
    }

    fn decode(&self, parameters: &[u32], mut stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), CodecError> {
        let Parameters { element, mut block, pack } = Parameters::of(parameters)?;
        let len = match pack {
            Pack::Nothing => stored.len(),
            _ => {
                let len = usize::try_from(u64::from_be_bytes(take_array(&mut stored)?))?;
                block = u32::from_be_bytes(take_array(&mut stored)?) as usize / element;
                len
            }
        };
        let (size, shuffled) = blocks(len, element, block)?;
        let (out, rest) = grow(chunk, len)?.split_at_mut(shuffled);
        let mut planes = Vec::new();
        for out in out.chunks_mut(size) {
            let planes = match pack {
                Pack::Nothing => take(&mut stored, out.len())?,
                _ => {
                    let len = u32::from_be_bytes(take_array(&mut stored)?) as usize;
                    let packed = take(&mut stored, len)?;
                    planes.clear();
                    planes.try_reserve_exact(out.len())?;
                    match pack {
                        Pack::Zstd(_) => zstd::decompress(packed, &mut planes)?,
                        _ => {
                            planes.resize(out.len(), 0);
                            let len = lz4_flex::block::decompress_into(packed, &mut planes)?;
                            planes.truncate(len);
                        }
                    }
                    &planes
                }
            };
            if planes.len() != out.len() {
                return Err("a block of another length".into());
            }
            bits::unshuffle(planes, out, element);
        }
        rest.copy_from_slice(take(&mut stored, rest.len())?);
        Ok(())
    }

    fn encode(&self, parameters: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), CodecError> {
        let Parameters { element, block, pack } = Parameters::of(parameters)?;
        let (size, shuffled) = blocks(chunk.len(), element, block)?;
        if !matches!(pack, Pack::Nothing) {
            stored.extend((chunk.len() as u64).to_be_bytes());
            stored.extend(u32::try_from(size)?.to_be_bytes());
        }
        let mut planes = Vec::new();
        for bytes in chunk[..shuffled].chunks(size) {
            planes.resize(bytes.len(), 0);
            bits::shuffle(bytes, &mut planes, element);
            let at = stored.len();
            match pack {
                Pack::Nothing => {
                    stored.extend(&planes);
                    continue;
                }
                Pack::Lz4 => {
                    stored.extend([0; 4]);
                    stored.extend(lz4_flex::block::compress(&planes));
                }
                Pack::Zstd(level) => {
                    stored.extend([0; 4]);
                    zstd::compress(&planes, level, stored)?;
                }
            }
            let len = u32::try_from(stored.len() - at - 4)?;
            stored[at..at + 4].copy_from_slice(&len.to_be_bytes());
        }
        stored.extend(&chunk[shuffled..]);
        Ok(())
    }

    /// What users give are the elements of a block, the compressor and its level; what is stored has version and size of an element before.
    fn set_local(&self, given: &[u32], element: &TypeDescriptor, _: &[usize]) -> Result<Vec<u32>, CodecError> {
        // the version of what a dataset has stored is no compressor
        let complete = given.len() > 3 || matches!(given, [0, 4..=99, _]);
        let given = if complete { &given[3..] } else { given };
        let [major, minor] = VERSION;
        let mut stored = vec![major, minor, u32::try_from(element.size())?];
        stored.extend(given);
        Parameters::of(&stored)?;
        Ok(stored)
    }
}
