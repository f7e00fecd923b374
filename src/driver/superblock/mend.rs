//! Superblocks made to say what is so.
use std::io;

use super::{Flaw, Layout, Superblock, inspect_head, places};
use crate::lookup3::lookup3;
use crate::{
    driver::medium::{Content, Session},
    room,
};

/// Bytes of the longest superblock there may be.
const LONGEST: usize = 28 + 4 * 32 + 4;

/// Makes bytes taken from a file that is open for writing those of a file that was closed: clears the consistency flags, and sets the
/// checksum that covers them, which libhdf5 forgets below 2.0.
///
/// # Errors
/// If there is no superblock to mend. The bytes are then as they were.
pub(crate) fn clear_flags(bytes: &mut [u8]) -> Result<(), Flaw> {
    let layout = Layout::find(bytes)?;
    let block = &mut bytes[layout.offset..];
    let (at, size) = layout.flags;
    block[at..at + size].fill(0);
    seal(block, layout.checksum);
    Ok(())
}

/// What makes the bytes of an open file those of a closed one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Closed {
    /// The address where they end, if there are more.
    pub(crate) end: u64,
    /// The address and the bytes of a superblock without marks of being open, in place of one with marks.
    pub(crate) superblock: Option<(u64, Vec<u8>)>,
}

/// What makes `len` bytes those of a closed file; they are as they should be where no superblock is found among them.
///
/// # Errors
/// The errors of reading.
pub(crate) fn closed<E>(len: u64, mut read: impl FnMut(u64, usize) -> Result<Vec<u8>, E>) -> Result<Closed, E> {
    for at in places(len) {
        let mut block = read(at, LONGEST.min(usize::try_from(len - at).unwrap_or(LONGEST)))?;
        match inspect_head(&block, u64::MAX) {
            Err(Flaw::NotHdf5) => continue,
            Err(_) => break,
            Ok(found) => {
                let end = Superblock { offset: at, ..found }.end().min(len);
                let marked = found.flags != 0 && clear_flags(&mut block).is_ok();
                return Ok(Closed { end, superblock: marked.then_some((at, block)) });
            }
        }
    }
    Ok(Closed { end: len, superblock: None })
}

/// Sets the checksum, which stands here and covers all before it.
fn seal(block: &mut [u8], at: Option<usize>) {
    if let Some(at) = at {
        let sum = lookup3(&block[..at]);
        block[at..at + 4].copy_from_slice(&sum.to_le_bytes());
    }
}

/// Whether the consistency flags were cleared and the checksum, which still is the one of an open file, was forgotten: what libhdf5 below
/// 2.0 does to the images it takes of files of versions 2 and 3.
pub(crate) fn forgot_checksum(bytes: &[u8]) -> bool {
    const OPEN: [u8; 3] = [1, 4, 5]; // for writing, for single writer and multiple readers, for both
    let Ok(layout) = Layout::find(bytes) else { return false };
    let Some(at) = layout.checksum else { return false };
    let mut block = bytes[layout.offset..][..at + 4].to_vec();
    let stored = u32::from_le_bytes([block[at], block[at + 1], block[at + 2], block[at + 3]]);
    let cleared = std::mem::replace(&mut block[layout.flags.0], 0) == 0;
    cleared
        && stored != lookup3(&block[..at])
        && OPEN.into_iter().any(|flags| {
            block[layout.flags.0] = flags;
            stored == lookup3(&block[..at])
        })
}

/// Has the superblock of an open file say that the file ends here, user block included, if it says anything else. Where none stands by
/// now the library is yet to write one, which will be right.
///
/// # Errors
/// Those of the bytes, and for a superblock of a version that is not known here.
pub(crate) fn set_end(session: &Session, end: u64) -> io::Result<()> {
    for at in places(end) {
        let mut block = room::read(LONGEST, |room| session.read_at(at, room))?;
        let layout = match Layout::find(&block) {
            Err(Flaw::NotHdf5) => continue,
            found => found.map_err(io::Error::other)?,
        };
        // the file may be based on another address than where it lies now
        let based = layout.address(&block, 0).map_err(io::Error::other)?;
        let stored = (end - at).wrapping_add(based).to_le_bytes();
        let field = &mut block[layout.base + 2 * layout.size_of_addresses..][..layout.size_of_addresses];
        let len = field.len().min(stored.len());
        if field[..len] != stored[..len] {
            field[..len].copy_from_slice(&stored[..len]);
            seal(&mut block, layout.checksum);
            session.write_at(at, &block[..layout.end()], Content::Metadata);
        }
        return Ok(());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{V0, V2, V3, V3_BEHIND, file, v1};
    use super::*;

    #[test]
    fn knows_a_forgotten_checksum() {
        for (block, whole) in [(0, V2), (0, V3), (1024, V3_BEHIND)] {
            let closed = file(block, whole, 9000);
            assert!(!forgot_checksum(&closed));
            for flags in [1, 4, 5, 2] {
                let mut open = closed.clone();
                open[block + 11] = flags;
                let sum = lookup3(&open[block..block + 44]);
                open[block + 44..block + 48].copy_from_slice(&sum.to_le_bytes());
                assert!(!forgot_checksum(&open), "as it is while it is open");
                open[block + 11] = 0;
                assert_eq!(forgot_checksum(&open), flags != 2, "{flags}");
                open[block + 40] ^= 1;
                assert!(!forgot_checksum(&open), "another flaw");
            }
        }
        assert!(!forgot_checksum(&file(0, V0, 2848)) && !forgot_checksum(b"") && !forgot_checksum(&V3[..47]));
    }

    #[test]
    fn clears_the_flags_and_mends_the_checksum() {
        for (block, whole) in [(0, V2), (0, V3), (1024, V3_BEHIND)] {
            let closed = file(block, whole, 9000);
            let mut open = closed.clone();
            open[block + 11] = 5;
            assert!(matches!(super::super::inspect(&open), Err(Flaw::Checksum { .. })));
            clear_flags(&mut open).unwrap();
            assert!(open == closed);
        }
        for closed in [V0.to_vec(), v1()] {
            let closed = file(512, &closed, 9000);
            let mut open = closed.clone();
            open[512 + 20] = 1;
            clear_flags(&mut open).unwrap();
            assert!(open == closed);
        }
        assert_eq!(clear_flags(&mut [0; 3000]), Err(Flaw::NotHdf5));
    }

    #[test]
    fn closes_bytes_that_are_had_by_position() {
        for (block, whole) in [(0, &V0[..]), (0, &v1()), (0, V2), (512, V3), (1024, V3_BEHIND), (8192, V3_BEHIND)] {
            let expected = file(block, whole, block + 2848);
            let mut open = file(block, whole, block + 4000);
            let flags = if whole[8] < 2 { 20 } else { 11 };
            open[block + flags] = 1;
            if whole[8] >= 2 {
                let sum = lookup3(&open[block..block + 44]);
                open[block + 44..block + 48].copy_from_slice(&sum.to_le_bytes());
            }
            let read = |at: u64, len: usize| Ok::<_, ()>(open[at as usize..][..len].to_vec());
            let Closed { end, superblock } = closed(open.len() as u64, read).unwrap();
            let (at, bytes) = superblock.unwrap();
            open[at as usize..][..bytes.len()].copy_from_slice(&bytes);
            open.truncate(end as usize);
            assert!(open == expected);
            let read = |at: u64, len: usize| Ok::<_, ()>(expected[at as usize..][..len].to_vec());
            assert_eq!(closed(expected.len() as u64, read), Ok(Closed { end: expected.len() as u64, superblock: None }));
        }
        assert_eq!(closed(3000, |_, len| Ok::<_, ()>(vec![0; len])), Ok(Closed { end: 3000, superblock: None }));
        assert_eq!(closed(3000, |at, _| if at > 0 { Err("unreadable") } else { Ok(vec![0; 8]) }), Err("unreadable"));
    }

    #[test]
    fn sets_the_end() {
        use crate::driver::{medium::Medium, store::Store};
        use std::sync::Arc;

        for (block, whole) in [(0, &V0[..]), (0, &v1()), (0, V2), (512, V3), (1024, V3_BEHIND), (4096, V3_BEHIND)] {
            let store = Arc::new(Store::empty());
            store.write_at(0, &file(block, whole, 9000)).unwrap();
            let session = Session::new(c"set_end".into(), Arc::clone(&store) as _, false);
            set_end(&session, 8192).unwrap();
            let bytes = store.image().unwrap();
            assert_eq!(super::super::inspect(&bytes).unwrap().end(), 8192, "the checksum is right, too");
            set_end(&session, 8192).unwrap();
            assert!(store.image().unwrap()[..] == bytes[..]);
        }
        let nothing = Session::new(c"nothing".into(), Arc::new(Store::empty()), false);
        set_end(&nothing, 8192).unwrap();
        assert_eq!(nothing.len().unwrap(), 0);
    }
}
