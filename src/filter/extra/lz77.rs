//! Finding again what was there before, for LZF and BloscLZ.

/// As far back as is looked: what both formats have in two bytes.
pub(super) const FARTHEST: usize = 8191;

const HASH_BITS: u32 = 14;

/// A piece of the bytes: new, or a copy of what is so far back.
pub(super) enum Piece<'a> {
    Literal(&'a [u8]),
    Copy { distance: usize, len: usize },
}

/// Cuts bytes into pieces, copies of three bytes at least; the last `tail` bytes are new.
pub(super) fn pieces(bytes: &[u8], longest: usize, tail: usize, mut put: impl FnMut(Piece<'_>)) {
    let end = bytes.len().saturating_sub(tail);
    let mut seen = vec![usize::MAX; 1 << HASH_BITS];
    let (mut at, mut done) = (0, 0);
    while at + 3 <= end {
        let key = u32::from_be_bytes([0, bytes[at], bytes[at + 1], bytes[at + 2]]);
        let slot = (key.wrapping_mul(0x9e37_79b1) >> (32 - HASH_BITS)) as usize;
        let before = std::mem::replace(&mut seen[slot], at);
        if before >= at || at - before > FARTHEST || bytes[before..before + 3] != bytes[at..at + 3] {
            at += 1;
            continue;
        }
        let same = bytes[before..].iter().zip(&bytes[at..end]).take(longest).take_while(|(a, b)| a == b).count();
        if done < at {
            put(Piece::Literal(&bytes[done..at]));
        }
        put(Piece::Copy { distance: at - before, len: same });
        at += same;
        done = at;
    }
    if done < bytes.len() {
        put(Piece::Literal(&bytes[done..]));
    }
}

/// Literals as both formats have them: up to 32 bytes behind their number less one.
pub(super) fn put_literal(stored: &mut Vec<u8>, bytes: &[u8]) {
    for run in bytes.chunks(32) {
        stored.push(run.len() as u8 - 1);
        stored.extend(run);
    }
}

/// Appends bytes again that are so far back, which may reach into what is appended.
pub(super) fn copy(chunk: &mut Vec<u8>, distance: usize, len: usize) -> super::Done {
    let start = chunk.len().checked_sub(distance).filter(|_| distance > 0).ok_or("it refers to what is before the chunk")?;
    if len > super::most(chunk).saturating_sub(chunk.len()) {
        return Err("it is longer than its chunk".into());
    }
    match distance >= len {
        true => chunk.extend_from_within(start..start + len),
        false => (start..start + len).for_each(|at| chunk.push(chunk[at])),
    }
    Ok(())
}
