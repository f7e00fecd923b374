//! The checksum filter: Fletcher's sum of each chunk, in four bytes behind it.

/// Bytes of the sum.
pub(super) const LEN: usize = 4;

/// Two-byte words that are summed before the sums are folded, so that neither overflows 32 bits.
const BLOCK: usize = 2 * 360;

/// Fletcher's sum of 16-bit big-endian words, as the HDF5 library computes it; an odd last byte is the upper half of a word.
pub(super) fn fletcher32(bytes: &[u8]) -> u32 {
    let fold = |sum: u32| (sum & 0xffff) + (sum >> 16);
    let (mut first, mut second) = (0u32, 0u32);
    for block in bytes.chunks(BLOCK) {
        let mut words = block.chunks_exact(2);
        for word in &mut words {
            first += u32::from(u16::from_be_bytes([word[0], word[1]]));
            second += first;
        }
        if let [last] = words.remainder() {
            first += u32::from(*last) << 8;
            second += first;
        }
        (first, second) = (fold(first), fold(second));
    }
    (fold(second) << 16) | fold(first)
}

/// The bytes before a right sum; none before a wrong one.
pub(super) fn checked(bytes: &[u8]) -> Option<&[u8]> {
    let (data, sum) = bytes.split_at_checked(bytes.len().checked_sub(LEN)?)?;
    let stored = u32::from_le_bytes(sum.try_into().expect("four bytes"));
    let right = fletcher32(data);
    // libhdf5 up to 1.6.2 stored it with the bytes of each half the other way round
    let old = ((right & 0x00ff_00ff) << 8) | ((right >> 8) & 0x00ff_00ff);
    (stored == right || stored == old).then_some(data)
}

#[cfg(test)]
mod tests {
    use super::{checked, fletcher32};

    #[test]
    fn known_sums() {
        // Fletcher-32 of big-endian words, modulo 65,535
        assert_eq!(fletcher32(b""), 0);
        assert_eq!(fletcher32(&[0, 1, 0, 2]), (4 << 16) | 3);
        assert_eq!(fletcher32(&[0xff]), (0xff00 << 16) | 0xff00);
        assert_eq!(fletcher32(&[0xff; 10_000]), 0xffff_ffff, "all ones stay all ones");
    }

    #[test]
    fn a_wrong_sum_is_seen() {
        let mut chunk = b"some bytes of a chunk".to_vec();
        let sum = fletcher32(&chunk);
        chunk.extend(sum.to_le_bytes());
        assert_eq!(checked(&chunk), Some(&b"some bytes of a chunk"[..]));
        chunk[3] ^= 1;
        assert_eq!(checked(&chunk), None);
        assert_eq!(checked(&chunk[..3]), None);
    }
}
