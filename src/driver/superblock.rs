//! What the first bytes of a file say about the rest: the HDF5 superblock, read and mended without the library.
//!
//! Format specification, section II.A. All four versions start with a signature, at address 0 or behind a user block of a power of two
//! from 512 bytes on.

mod mend;

use std::io::{self, Read as _};

use crate::lookup3::lookup3;

pub(crate) use mend::{Closed, clear_flags, closed, forgot_checksum, set_end};

const SIGNATURE: [u8; 8] = *b"\x89HDF\r\n\x1a\n";

/// A superblock's account of its file. Addresses are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Superblock {
    /// Where the signature stands: the length of the user block.
    pub(crate) offset: u64,
    pub(crate) version: u8,
    /// Bytes an address takes in this file.
    pub(crate) size_of_addresses: u8,
    /// The user block's length when the file was written; where `offset` differs, the library goes by `offset`.
    pub(crate) base_address: u64,
    /// Where the file ended when it was written, user block included.
    pub(crate) stored_eof: u64,
    /// Bit 0: open for writing when these bytes were taken; bit 2: for single writer, multiple readers.
    pub(crate) flags: u8,
}

impl Superblock {
    /// The length that the file must have, given where its superblock stands now.
    pub(crate) fn end(&self) -> u64 {
        self.stored_eof.saturating_sub(self.base_address).saturating_add(self.offset)
    }
}

/// Why bytes are no HDF5 file, or not a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Flaw {
    /// No bytes at all.
    #[error("no bytes at all")]
    Empty,
    /// No signature at any place where one may stand.
    #[error("no signature")]
    NotHdf5,
    /// Fewer bytes than the superblock takes, or than it says there are.
    #[error("{len} bytes of {expected}")]
    Truncated { len: u64, expected: u64 },
    /// A version of the superblock that nobody has defined so far.
    #[error("superblock version {0}, which nobody has defined")]
    Version(u8),
    /// Addresses of a size that is not allowed, or an end of file that is no address.
    #[error("addresses that make no sense")]
    Address,
    /// The superblock (version 2 or 3) does not match its checksum.
    #[error("a superblock checksum of {stored:#010x} for content of {computed:#010x}")]
    Checksum { stored: u32, computed: u32 },
}

/// Where the fields of a superblock stand, relative to its signature.
struct Layout {
    offset: usize,
    version: u8,
    size_of_addresses: usize,
    /// The consistency flags' place and length.
    flags: (usize, usize),
    /// The base address; the extension (free space, before version 2), the end of file and one more address follow.
    base: usize,
    /// The checksum, which covers all before it.
    checksum: Option<usize>,
}

impl Layout {
    fn find(bytes: &[u8]) -> Result<Self, Flaw> {
        let offset = find_signature(bytes)?;
        let block = &bytes[offset..];
        let needs = |size: usize| match block.len() < size {
            true => Err(Flaw::Truncated { len: bytes.len() as u64, expected: (offset + size) as u64 }),
            false => Ok(()),
        };
        needs(16)?; // no superblock is as short as this, and all that says how long it is comes before
        let version = block[8];
        let (size, flags, base) = match version {
            0 => (block[13], (20, 4), 24),
            1 => (block[13], (20, 4), 28),
            2 | 3 => (block[9], (11, 1), 12),
            _ => return Err(Flaw::Version(version)),
        };
        if !matches!(size, 2 | 4 | 8 | 16 | 32) {
            return Err(Flaw::Address);
        }
        let size_of_addresses = usize::from(size);
        let end = base + 4 * size_of_addresses;
        let checksum = (version >= 2).then_some(end);
        needs(end + if checksum.is_some() { 4 } else { 0 })?;
        Ok(Self { offset, version, size_of_addresses, flags, base, checksum })
    }

    /// Where it ends.
    fn end(&self) -> usize {
        self.base + 4 * self.size_of_addresses + if self.checksum.is_some() { 4 } else { 0 }
    }

    /// The nth address; an error where it is undefined (all ones) or wider than an address here can be.
    fn address(&self, block: &[u8], n: usize) -> Result<u64, Flaw> {
        let field = &block[self.base + n * self.size_of_addresses..][..self.size_of_addresses];
        let (low, high) = field.split_at(field.len().min(8));
        if field.iter().all(|&b| b == 0xff) || high.iter().any(|&b| b != 0) {
            return Err(Flaw::Address);
        }
        let mut word = [0; 8];
        word[..low.len()].copy_from_slice(low);
        Ok(u64::from_le_bytes(word))
    }
}

/// Reads the superblock of a file that is all here.
///
/// # Errors
/// What keeps these bytes from being opened, as far as the superblock tells.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Superblock, Flaw> {
    inspect_head(bytes, bytes.len() as u64)
}

/// What is wrong with a file of this length, if that shows in its first bytes.
///
/// # Errors
/// Those of reading.
pub(crate) fn head(file: impl io::Read, len: u64) -> io::Result<Result<(), Flaw>> {
    let mut head = Vec::new();
    file.take(64 * 1024).read_to_end(&mut head)?;
    Ok(match inspect_head(&head, len) {
        Err(Flaw::NotHdf5) if (head.len() as u64) < len => Ok(()), // there may be a large user block
        inspected => inspected.map(drop),
    })
}

fn inspect_head(bytes: &[u8], len: u64) -> Result<Superblock, Flaw> {
    let layout = Layout::find(bytes)?;
    let block = &bytes[layout.offset..];
    if let Some(at) = layout.checksum {
        let stored = u32::from_le_bytes([block[at], block[at + 1], block[at + 2], block[at + 3]]);
        let computed = lookup3(&block[..at]);
        if stored != computed {
            return Err(Flaw::Checksum { stored, computed });
        }
    }
    let superblock = Superblock {
        offset: layout.offset as u64,
        version: layout.version,
        size_of_addresses: layout.size_of_addresses as u8,
        base_address: layout.address(block, 0)?,
        stored_eof: layout.address(block, 2)?,
        flags: block[layout.flags.0],
    };
    let expected = superblock.end();
    if len < expected { Err(Flaw::Truncated { len, expected }) } else { Ok(superblock) }
}

fn find_signature(bytes: &[u8]) -> Result<usize, Flaw> {
    if bytes.is_empty() {
        return Err(Flaw::Empty);
    }
    let mut places = places(bytes.len() as u64).map(|at| at as usize); // below a length in memory
    places.find(|&at| bytes[at..].starts_with(&SIGNATURE)).ok_or(Flaw::NotHdf5)
}

/// Where a signature may stand in a file of this length: at its start, and behind a user block.
fn places(len: u64) -> impl Iterator<Item = u64> {
    let behind = std::iter::successors(Some(512_u64), |at| at.checked_mul(2));
    std::iter::once(0).chain(behind).take_while(move |&at| at < len)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    // What h5py 3.16 wrote for files of 2848 bytes, the last behind a user block of 1024.
    pub(super) const V0: &[u8; 56] = b"\x89\x48\x44\x46\x0d\x0a\x1a\x0a\x00\x00\x00\x00\x00\x08\x08\x00\x04\x00\x10\x00\x00\x00\x00\x00\
          \x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\x20\x0b\x00\x00\x00\x00\x00\x00\
          \xff\xff\xff\xff\xff\xff\xff\xff";
    pub(super) const V2: &[u8; 48] = b"\x89\x48\x44\x46\x0d\x0a\x1a\x0a\x02\x08\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\
          \xff\xff\xff\xff\x20\x0b\x00\x00\x00\x00\x00\x00\x30\x00\x00\x00\x00\x00\x00\x00\x74\x01\x7c\x3a";
    pub(super) const V3: &[u8; 48] = b"\x89\x48\x44\x46\x0d\x0a\x1a\x0a\x03\x08\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\
          \xff\xff\xff\xff\x20\x0b\x00\x00\x00\x00\x00\x00\x30\x00\x00\x00\x00\x00\x00\x00\x83\x6a\x52\xfc";
    pub(super) const V3_BEHIND: &[u8; 48] =
        b"\x89\x48\x44\x46\x0d\x0a\x1a\x0a\x03\x08\x08\x00\x00\x04\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\
          \xff\xff\xff\xff\x20\x0f\x00\x00\x00\x00\x00\x00\x30\x00\x00\x00\x00\x00\x00\x00\x60\xb7\x6b\x04";

    /// A file that starts with this, behind a block, and is as long as need be.
    pub(super) fn file(block: usize, superblock: &[u8], len: usize) -> Vec<u8> {
        let mut bytes = vec![0x55; block];
        bytes.extend_from_slice(superblock);
        bytes.resize(len, 0);
        bytes
    }

    /// Version 1 has one more field of four bytes.
    pub(super) fn v1() -> Vec<u8> {
        let mut v1 = V0.to_vec();
        v1[8] = 1;
        v1.splice(24..24, [32, 0, 0, 0]);
        v1
    }

    #[test]
    fn reads_every_version() {
        for (version, bytes) in [(0, V0.to_vec()), (1, v1()), (2, V2.to_vec()), (3, V3.to_vec())] {
            let expected = Superblock { offset: 0, version, size_of_addresses: 8, base_address: 0, stored_eof: 2848, flags: 0 };
            assert_eq!(inspect(&file(0, &bytes, 3000)), Ok(expected));
        }
        for len in [0, 512, 2048] {
            let found = inspect(&file(len, V3_BEHIND, 9000)).unwrap();
            assert_eq!((found.offset, found.base_address, found.stored_eof), (len as u64, 1024, 3872));
            assert_eq!(found.end(), len as u64 + 2848);
        }
    }

    #[test]
    fn tells_what_is_wrong() {
        assert_eq!(inspect(b""), Err(Flaw::Empty));
        assert_eq!(inspect(b"\x89HDF"), Err(Flaw::NotHdf5));
        assert_eq!(inspect(&file(100, V0, 4000)), Err(Flaw::NotHdf5));
        assert_eq!(inspect(&SIGNATURE), Err(Flaw::Truncated { len: 8, expected: 16 }));
        assert_eq!(inspect(&V3[..47]), Err(Flaw::Truncated { len: 47, expected: 48 }));
        assert_eq!(inspect(&file(0, V3, 2847)), Err(Flaw::Truncated { len: 2847, expected: 2848 }));
        assert_eq!(inspect(&file(512, V3_BEHIND, 3000)), Err(Flaw::Truncated { len: 3000, expected: 3360 }));
        let broken = |at: usize, byte: u8| {
            let mut bytes = file(0, V3, 2848);
            bytes[at] = byte;
            inspect(&bytes).unwrap_err()
        };
        assert_eq!(broken(8, 4), Flaw::Version(4));
        assert_eq!(broken(9, 7), Flaw::Address);
        assert!(matches!(broken(11, 1), Flaw::Checksum { .. }));
        let mut endless = file(0, V0, 2848);
        endless[40..48].fill(0xff);
        assert_eq!(inspect(&endless), Err(Flaw::Address));
    }

    #[test]
    fn narrow_and_wide_addresses() {
        let narrow = [&V0[..13], &[4], &V0[14..24], &[0; 4], &[0xff; 4], &1000_u32.to_le_bytes(), &[0xff; 4]].concat();
        assert_eq!(inspect(&file(0, &narrow, 1000)).map(|s| s.stored_eof), Ok(1000));
        let mut wide = [&V0[..13], &[16], &V0[14..24], &[0; 16], &[0xff; 16], &1000_u128.to_le_bytes(), &[0xff; 16]].concat();
        assert_eq!(inspect(&file(0, &wide, 1000)).map(|s| s.stored_eof), Ok(1000));
        wide[24 + 32 + 9] = 1;
        assert_eq!(inspect(&file(0, &wide, 1000)), Err(Flaw::Address));
    }
}
