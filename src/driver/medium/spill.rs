//! What could not be written any more, for the library to find again.

use crate::room::{self, Room};

/// Metadata that the medium did not take. The library believes it written, may drop it from its cache, and breaks if it reads back
/// something else.
#[derive(Default)]
pub(super) struct Spill(Vec<(u64, Vec<u8>)>);

impl Spill {
    /// Keeps the bytes, and forgets what they cover.
    pub(super) fn keep(&mut self, at: u64, bytes: &[u8]) {
        let end = at.saturating_add(bytes.len() as u64);
        self.0.retain(|(from, old)| *from < at || from + old.len() as u64 > end);
        self.0.push((at, bytes.to_vec()));
    }

    /// Puts what was kept over what the medium gave.
    pub(super) fn overlay(&self, at: u64, room: &mut Room) {
        let end = at.saturating_add(room.len() as u64);
        for (from, bytes) in &self.0 {
            let (start, stop) = (at.max(*from), end.min(from + bytes.len() as u64));
            if start < stop {
                let part = |origin: u64| (start - origin) as usize..(stop - origin) as usize;
                room::copy(&mut room[part(at)], &bytes[part(*from)]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_write_shows() {
        let mut spill = Spill::default();
        for (at, bytes) in [(10, &b"abcdef"[..]), (12, b"XY"), (10, b"AB"), (12, b"xyz"), (20, b"far")] {
            spill.keep(at, bytes);
        }
        assert_eq!(spill.0.len(), 4); // XY is covered
        let shown = |at: u64, len: usize| {
            room::read(len, |room| {
                room::zero(room).fill(b'.');
                spill.overlay(at, room);
                Ok::<_, ()>(())
            })
        };
        assert_eq!(shown(8, 16).unwrap(), b"..ABxyzf....far.");
        assert_eq!(shown(11, 2).unwrap(), b"Bx");
    }
}
