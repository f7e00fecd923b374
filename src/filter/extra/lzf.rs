//! LZF (32000), as h5py has it.
use super::{
    Codec, CodecError,
    lz77::{self, Piece},
    take,
};
use crate::{datatype::TypeDescriptor, filter::registered::LZF};

pub(super) struct Lzf;

/// The version of h5py's filter, and of LibLZF.
const VERSIONS: [u32; 2] = [4, 0x0105];

const LONGEST: usize = 264;

impl Codec for Lzf {
    fn id(&self) -> i32 {
        LZF
    }

    fn name(&self) -> &str {
        "lzf"
    }

    fn decode(&self, _: &[u32], mut stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), CodecError> {
        while let Some((&control, rest)) = stored.split_first() {
            stored = rest;
            let control = usize::from(control);
            if control < 32 {
                chunk.extend(take(&mut stored, control + 1)?);
                continue;
            }
            let mut len = control >> 5;
            if len == 7 {
                len += usize::from(take(&mut stored, 1)?[0]);
            }
            let distance = ((control & 31) << 8) + usize::from(take(&mut stored, 1)?[0]) + 1;
            lz77::copy(chunk, distance, len + 2)?;
        }
        Ok(())
    }

    /// What does not get smaller becomes a little larger.
    fn encode(&self, _: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), CodecError> {
        lz77::pieces(chunk, LONGEST, 0, |piece| match piece {
            Piece::Literal(bytes) => lz77::put_literal(stored, bytes),
            Piece::Copy { distance, len } => {
                let (far, near, len) = ((distance - 1) >> 8, (distance - 1) as u8, len - 2);
                match len < 7 {
                    true => stored.push((len << 5 | far) as u8),
                    false => stored.extend([(7 << 5 | far) as u8, (len - 7) as u8]),
                }
                stored.push(near);
            }
        });
        Ok(())
    }

    fn set_local(&self, _: &[u32], element: &TypeDescriptor, chunk: &[usize]) -> Result<Vec<u32>, CodecError> {
        let [filter, library] = VERSIONS;
        Ok(vec![filter, library, u32::try_from(element.size() * chunk.iter().product::<usize>())?])
    }
}
