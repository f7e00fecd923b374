//! A pipeline of filters that are known here.
#[cfg(feature = "libdeflate")]
use super::deflate;
use super::{checksum, shuffle};
use crate::{
    filter::{self, Enclosed, Filter},
    sys::h5z::Process,
};

/// What chunks go through when they are written, in this order, and back when they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Steps(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Shuffle {
        element: usize,
    },
    #[cfg(feature = "libdeflate")]
    Deflate {
        level: u8,
    },
    Checksum,
    /// A filter that is not the library's own.
    Codec {
        codec: Enclosed,
        parameters: Vec<u32>,
        optional: bool,
    },
}

/// A chunk that does not decode, or encode: the library is to say why.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken;

impl Steps {
    /// The steps, if all of them are known; `element` is the size of one in the file.
    pub(crate) fn of(filters: &[Filter], element: usize) -> Option<Self> {
        let step = |filter: &Filter| match filter {
            Filter::Shuffle => Some(Step::Shuffle { element }),
            #[cfg(feature = "libdeflate")]
            Filter::Deflate(level) => Some(Step::Deflate { level: *level }),
            Filter::Fletcher32 => Some(Step::Checksum),
            Filter::Other { id, parameters, optional, .. } => {
                Some(Step::Codec { codec: filter::codec(*id)?, parameters: parameters.clone(), optional: *optional })
            }
            _ => None,
        };
        filters.iter().map(step).collect::<Option<_>>().map(Self)
    }

    /// Whether chunks can be encoded here: what may be left out is the library's to leave out, which then knows of it.
    pub(crate) fn encodes(&self) -> bool {
        !self.0.iter().any(|step| matches!(step, Step::Codec { optional: true, .. }))
    }

    /// Whether chunks lie in the file as they are in memory.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Undoes the steps, but those that the chunk's `mask` says it has not gone through. The result has `len` bytes and is either `stored`
    /// itself or in one of the two buffers.
    pub(crate) fn decode<'b>(&self, stored: &'b [u8], mask: u32, len: usize, buffers: &'b mut [Vec<u8>; 2]) -> Result<&'b [u8], Broken> {
        let (first, second) = buffers.split_at_mut(1);
        let (mut free, mut used) = (&mut first[0], &mut second[0]);
        // `None` while the bytes are still those of the file, of which a checksum cuts the end
        let (mut held, mut stored) = (None::<usize>, stored);
        for (n, step) in self.0.iter().enumerate().rev() {
            if mask & 1u32.checked_shl(n as u32).unwrap_or(0) != 0 {
                continue;
            }
            let bytes = match held {
                Some(len) => &used[..len],
                None => stored,
            };
            match step {
                Step::Checksum => {
                    let checked = checksum::checked(bytes).ok_or(Broken)?.len();
                    match &mut held {
                        Some(len) => *len = checked,
                        None => stored = &stored[..checked],
                    }
                    continue;
                }
                Step::Shuffle { element } => {
                    shuffle::unshuffle(bytes, room(free, bytes.len())?, *element);
                    held = Some(bytes.len());
                }
                #[cfg(feature = "libdeflate")]
                Step::Deflate { .. } => {
                    // a checksum taken before compression comes out with it
                    let room = room(free, len + self.0.len() * checksum::LEN)?;
                    held = Some(deflate::inflate(bytes, room).ok_or(Broken)?);
                }
                Step::Codec { codec, parameters, .. } => {
                    free.clear();
                    free.try_reserve(len + self.0.len() * checksum::LEN).map_err(|_| Broken)?;
                    codec.decode_into(parameters, bytes, free).map_err(|_| Broken)?;
                    held = Some(free.len());
                }
            }
            std::mem::swap(&mut free, &mut used);
        }
        let decoded = match held {
            Some(len) => &used[..len],
            None => stored,
        };
        if decoded.len() == len { Ok(decoded) } else { Err(Broken) }
    }

    /// Takes a chunk, which is all of the first buffer, through the steps. The result is in one of the two.
    pub(crate) fn encode<'b>(&self, buffers: &'b mut [Vec<u8>; 2]) -> Result<&'b [u8], Broken> {
        let (first, second) = buffers.split_at_mut(1);
        let (mut used, mut free) = (&mut first[0], &mut second[0]);
        let mut len = used.len();
        for step in &self.0 {
            match step {
                Step::Shuffle { element } => shuffle::shuffle(&used[..len], room(free, len)?, *element),
                #[cfg(feature = "libdeflate")]
                Step::Deflate { level } => {
                    len = deflate::deflate(&used[..len], *level, |bound| room(free, bound).ok()).ok_or(Broken)?;
                }
                Step::Checksum => {
                    let sum = checksum::fletcher32(&used[..len]).to_le_bytes();
                    room(used, len + sum.len())?[len..].copy_from_slice(&sum);
                    len += sum.len();
                    continue;
                }
                Step::Codec { codec, parameters, .. } => {
                    *free = codec.encode(parameters, &used[..len]).ok().filter(|bytes| !bytes.is_empty()).ok_or(Broken)?;
                    len = free.len();
                }
            }
            std::mem::swap(&mut free, &mut used);
        }
        Ok(&used[..len])
    }
}

/// The first bytes of a buffer that serves again, whatever they are. A chunk may claim more memory than there is.
fn room(buffer: &mut Vec<u8>, len: usize) -> Result<&mut [u8], Broken> {
    if buffer.len() < len {
        buffer.try_reserve(len - buffer.len()).map_err(|_| Broken)?;
        buffer.resize(len, 0);
    }
    Ok(&mut buffer[..len])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_decodes() {
        let chunk: Vec<u8> = (0..4000u32).flat_map(|n| (n / 7).to_le_bytes()).collect();
        let (shuffle, checksum) = (Filter::Shuffle, Filter::Fletcher32);
        let deflate = if cfg!(feature = "libdeflate") { Filter::Deflate(4) } else { Filter::Shuffle };
        for filters in [
            vec![],
            vec![shuffle.clone()],
            vec![deflate.clone()],
            vec![checksum.clone()],
            vec![shuffle.clone(), deflate.clone(), checksum.clone()],
            vec![checksum, shuffle, deflate],
        ] {
            let steps = Steps::of(&filters, 4).unwrap();
            let stored = steps.encode(&mut [chunk.clone(), vec![7; 10]]).unwrap().to_vec();
            let mut buffers = Default::default();
            assert_eq!(steps.decode(&stored, 0, chunk.len(), &mut buffers).unwrap(), chunk, "{filters:?}");
            assert_eq!(steps.decode(&stored, 0, chunk.len() - 4, &mut buffers), Err(Broken), "{filters:?}");
            let unfiltered = (1 << filters.len()) - 1;
            assert_eq!(steps.decode(&chunk, unfiltered, chunk.len(), &mut buffers).unwrap(), chunk);
            if !filters.is_empty() {
                assert_eq!(steps.decode(&stored[..stored.len() / 2], 0, chunk.len(), &mut buffers), Err(Broken), "{filters:?}");
            }
        }
        assert_eq!(Steps::of(&[Filter::registered(65_000, &[])], 4), None);
    }
}
