//! bzip2 (307): a stream as bzip2 writes it.
use std::io::Read;

use bzip2::{Compression, read};

use super::{Codec, CodecError, most};
use crate::{datatype::TypeDescriptor, filter::registered::BZIP2};

pub(super) struct Bzip2;

impl Codec for Bzip2 {
    fn id(&self) -> i32 {
        BZIP2
    }

    fn name(&self) -> &str {
        "bzip2"
    }

    fn decode(&self, _: &[u32], stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), CodecError> {
        // one byte more than may be says that it is too long
        let room = most(chunk) as u64 + 1;
        read::BzDecoder::new(stored).take(room).read_to_end(chunk)?;
        Ok(())
    }

    fn encode(&self, parameters: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), CodecError> {
        let level = parameters.first().map_or(9, |&level| level.clamp(1, 9));
        read::BzEncoder::new(chunk, Compression::new(level)).read_to_end(stored)?;
        Ok(())
    }

    fn set_local(&self, given: &[u32], _: &TypeDescriptor, _: &[usize]) -> Result<Vec<u32>, CodecError> {
        match given {
            [] | [1..=9] => Ok(given.to_vec()),
            _ => Err("its parameter is a level of 1 to 9".into()),
        }
    }
}
