//! Elements as planes of bits: all first bits, then all second ones.

/// Transposes 8 times 8 bits: bit `n` of byte `m` becomes bit `m` of byte `n`.
fn transpose(x: u64) -> u64 {
    let swap = |x: u64, mask: u64, by: u32| {
        let t = (x ^ (x >> by)) & mask;
        x ^ t ^ (t << by)
    };
    let x = swap(x, 0x00aa_00aa_00aa_00aa, 7);
    let x = swap(x, 0x0000_cccc_0000_cccc, 14);
    swap(x, 0x0000_0000_f0f0_f0f0, 28)
}

/// Takes elements of so many bytes apart, their number a multiple of eight.
pub(super) fn shuffle(elements: &[u8], planes: &mut [u8], size: usize) {
    let groups = elements.len() / size / 8;
    for (n, group) in elements.chunks_exact(size * 8).enumerate() {
        for byte in 0..size {
            let row: [u8; 8] = std::array::from_fn(|element| group[element * size + byte]);
            let bits = transpose(u64::from_le_bytes(row)).to_le_bytes();
            for (bit, bits) in bits.into_iter().enumerate() {
                planes[(byte * 8 + bit) * groups + n] = bits;
            }
        }
    }
}

/// Puts elements together again.
pub(super) fn unshuffle(planes: &[u8], elements: &mut [u8], size: usize) {
    let groups = elements.len() / size / 8;
    for (n, group) in elements.chunks_exact_mut(size * 8).enumerate() {
        for byte in 0..size {
            let row: [u8; 8] = std::array::from_fn(|bit| planes[(byte * 8 + bit) * groups + n]);
            let bytes = transpose(u64::from_le_bytes(row)).to_le_bytes();
            for (element, byte_of) in bytes.into_iter().enumerate() {
                group[element * size + byte] = byte_of;
            }
        }
    }
}

/// Takes elements apart into planes of bytes.
#[cfg(feature = "blosc")]
pub(super) fn shuffle_bytes(elements: &[u8], planes: &mut [u8], size: usize) {
    let count = elements.len() / size;
    for (n, element) in elements.chunks_exact(size).enumerate() {
        element.iter().enumerate().for_each(|(byte, value)| planes[byte * count + n] = *value);
    }
}

/// Puts elements together again from planes of bytes.
#[cfg(feature = "blosc")]
pub(super) fn unshuffle_bytes(planes: &[u8], elements: &mut [u8], size: usize) {
    let count = elements.len() / size;
    for (n, element) in elements.chunks_exact_mut(size).enumerate() {
        element.iter_mut().enumerate().for_each(|(byte, value)| *value = planes[byte * count + n]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes_of_bits() {
        let mut planes = [0; 16];
        shuffle(&[1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80], &mut planes, 2);
        let mut expected = [0; 16];
        (expected[0], expected[15]) = (0b101, 0x80);
        assert_eq!(planes, expected);
        for size in [1, 2, 3, 4, 8, 13] {
            let elements: Vec<u8> = (0..size * 40).map(|n| (n * 37 % 251) as u8).collect();
            let (mut planes, mut back) = (vec![0; elements.len()], vec![0; elements.len()]);
            shuffle(&elements, &mut planes, size);
            unshuffle(&planes, &mut back, size);
            assert_eq!(back, elements, "{size}");
        }
    }
}
