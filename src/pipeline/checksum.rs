//! The checksum filter: Fletcher's sum of each chunk, in four bytes behind it.

/// Bytes of the sum.
pub(super) const LEN: usize = 4;

/// What the sums are taken modulo.
const MODULUS: u64 = 0xffff;

/// Words that are summed beside each other: a few vector registers.
const LANES: usize = 16;

/// Words of a lane that are summed before its sums could overflow 32 bits.
const ROUNDS: usize = 360;

/// Fletcher's sum of 16-bit big-endian words, as the HDF5 library computes it; an odd last byte is the upper half of a word.
pub(super) fn fletcher32(bytes: &[u8]) -> u32 {
    // of little-endian words: modulo 65,535 a word is 256 times the one with its bytes the other way round
    let (mut first, mut second) = (0u64, 0u64);
    for block in bytes.chunks(2 * LANES * ROUNDS) {
        let mut rows = block.chunks_exact(2 * LANES);
        let count = (rows.len() * LANES) as u64;
        let (mut sums, mut sums_of_sums) = ([0u32; LANES], [0u32; LANES]);
        for row in &mut rows {
            for lane in 0..LANES {
                sums[lane] += u32::from(u16::from_le_bytes([row[2 * lane], row[2 * lane + 1]]));
                sums_of_sums[lane] += sums[lane];
            }
        }
        // a word counts once for itself and once for each that follows it in the block, of which a lane has seen every `LANES`th
        let following = sums_of_sums.iter().map(|&sum| u64::from(sum) * LANES as u64).sum::<u64>();
        let too_many = sums.iter().zip(0..).map(|(&sum, lane)| u64::from(sum) * lane).sum::<u64>();
        second = (second + first % MODULUS * count + following - too_many) % MODULUS;
        first += sums.iter().map(|&sum| u64::from(sum)).sum::<u64>();
        for word in rows.remainder().chunks(2) {
            first += word.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
            second = (second + first) % MODULUS;
        }
    }
    // folding as the library does leaves no zero but of zeros alone
    let reduced = |sum: u64| match sum % MODULUS * 256 % MODULUS {
        0 if first > 0 => MODULUS,
        sum => sum,
    };
    (reduced(second) << 16 | reduced(first)) as u32
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

    /// As the library says it, word by word.
    fn by_the_book(bytes: &[u8]) -> u32 {
        let fold = |sum: u32| (sum & 0xffff) + (sum >> 16);
        let (mut first, mut second) = (0u32, 0u32);
        for block in bytes.chunks(720) {
            for word in block.chunks(2) {
                first += u32::from(word[0]) << 8 | word.get(1).copied().map_or(0, u32::from);
                second += first;
            }
            (first, second) = (fold(first), fold(second));
        }
        fold(second) << 16 | fold(first)
    }

    #[test]
    fn sums_of_all_lengths_are_the_librarys() {
        let block = 2 * super::LANES * super::ROUNDS;
        let noise: Vec<u8> = (0..3 * block as u32).map(|n| (n.wrapping_mul(0x9e37_79b9) >> 24) as u8).collect();
        let lens = (0..200).chain([719, 720, 721, 1441]).chain([block, 2 * block].into_iter().flat_map(|len| len - 33..len + 35));
        for len in lens {
            for bytes in [&noise[..len], &vec![0xff; len], &vec![0; len]] {
                assert_eq!(fletcher32(bytes), by_the_book(bytes), "{len} bytes like {:?}", bytes.first());
            }
            let (mut one, mut last) = (vec![0; len + 1], vec![0; len + 1]);
            (one[0], last[len]) = (1, 0xff);
            assert_eq!((fletcher32(&one), fletcher32(&last)), (by_the_book(&one), by_the_book(&last)), "{len} zeros");
        }
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
