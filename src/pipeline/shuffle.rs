//! The shuffle filter: byte planes of the elements, one after the other.

/// Puts the bytes of elements together again; bytes behind the last whole element stay in place.
pub(super) fn unshuffle(planes: &[u8], out: &mut [u8], size: usize) {
    match (size, size % 8, size % 4, size % 2) {
        (0 | 1, ..) => out.copy_from_slice(planes),
        (_, 0, ..) => together(planes, out, size, together8),
        (_, _, 0, _) => together(planes, out, size, together4),
        (_, _, _, 0) => together(planes, out, size, together2),
        _ => together(planes, out, size, |[plane]| plane.map(|byte| [byte])),
    }
}

/// Takes the bytes of elements apart.
pub(super) fn shuffle(elements: &[u8], out: &mut [u8], size: usize) {
    match (size, size % 8, size % 4, size % 2) {
        (0 | 1, ..) => out.copy_from_slice(elements),
        (_, 0, ..) => apart(elements, out, size, apart8),
        (_, _, 0, _) => apart(elements, out, size, apart4),
        (_, _, _, 0) => apart(elements, out, size, apart2),
        _ => apart(elements, out, size, |elements| [elements.map(|[byte]| byte)]),
    }
}

/// Elements that are moved at a time: a few vector registers' bytes of each plane.
const LANES: usize = 64;

type Lanes<T> = [T; LANES];

/// Moves planes to elements, `N` of an element's bytes at a time.
fn together<const N: usize>(planes: &[u8], out: &mut [u8], size: usize, weave: impl Fn([&Lanes<u8>; N]) -> Lanes<[u8; N]>) {
    let count = planes.len() / size;
    let (whole, tail) = out.split_at_mut(count * size);
    for first in (0..size).step_by(N) {
        let plane: [&[u8]; N] = std::array::from_fn(|n| &planes[(first + n) * count..][..count]);
        let mut at = 0;
        let mut blocks = whole.chunks_exact_mut(LANES * size);
        for block in &mut blocks {
            let woven = weave(plane.map(|plane| plane[at..at + LANES].try_into().expect("of this length")));
            if N == size {
                block.copy_from_slice(woven.as_flattened());
            } else {
                block.chunks_exact_mut(size).zip(&woven).for_each(|(element, bytes)| element[first..first + N].copy_from_slice(bytes));
            }
            at += LANES;
        }
        for element in blocks.into_remainder().chunks_exact_mut(size) {
            (0..N).for_each(|n| element[first + n] = plane[n][at]);
            at += 1;
        }
    }
    tail.copy_from_slice(&planes[count * size..]);
}

/// Moves elements to planes, `N` of an element's bytes at a time.
fn apart<const N: usize>(elements: &[u8], out: &mut [u8], size: usize, split: impl Fn(&Lanes<[u8; N]>) -> [Lanes<u8>; N]) {
    let count = elements.len() / size;
    let (whole, tail) = elements.split_at(count * size);
    for first in (0..size).step_by(N) {
        let mut at = 0;
        let mut blocks = whole.chunks_exact(LANES * size);
        let mut lanes = [[0; N]; LANES];
        for block in &mut blocks {
            if N == size {
                lanes.as_flattened_mut().copy_from_slice(block);
            } else {
                block.chunks_exact(size).zip(&mut lanes).for_each(|(element, lane)| lane.copy_from_slice(&element[first..first + N]));
            }
            for (n, row) in split(&lanes).iter().enumerate() {
                out[(first + n) * count + at..][..LANES].copy_from_slice(row);
            }
            at += LANES;
        }
        for element in blocks.remainder().chunks_exact(size) {
            (0..N).for_each(|n| out[(first + n) * count + at] = element[first + n]);
            at += 1;
        }
    }
    out[count * size..].copy_from_slice(tail);
}

// Doubling the width step by step is what compilers make vector instructions of.

fn pairs<T: Copy + Default>(low: &Lanes<T>, high: &Lanes<T>) -> Lanes<[T; 2]> {
    let mut pairs = [[T::default(); 2]; LANES];
    for n in 0..LANES {
        pairs[n] = [low[n], high[n]];
    }
    pairs
}

fn two(low: &Lanes<u8>, high: &Lanes<u8>) -> Lanes<u16> {
    pairs(low, high).map(u16::from_le_bytes)
}

fn four(low: &Lanes<u16>, high: &Lanes<u16>) -> Lanes<u32> {
    pairs(low, high).map(|[low, high]| u32::from(low) | u32::from(high) << 16)
}

fn eight(low: &Lanes<u32>, high: &Lanes<u32>) -> Lanes<u64> {
    pairs(low, high).map(|[low, high]| u64::from(low) | u64::from(high) << 32)
}

fn together2([a, b]: [&Lanes<u8>; 2]) -> Lanes<[u8; 2]> {
    two(a, b).map(u16::to_le_bytes)
}

fn together4([a, b, c, d]: [&Lanes<u8>; 4]) -> Lanes<[u8; 4]> {
    four(&two(a, b), &two(c, d)).map(u32::to_le_bytes)
}

fn together8([a, b, c, d, e, f, g, h]: [&Lanes<u8>; 8]) -> Lanes<[u8; 8]> {
    eight(&four(&two(a, b), &two(c, d)), &four(&two(e, f), &two(g, h))).map(u64::to_le_bytes)
}

fn halve<T: Copy, H: Copy + Default>(words: &Lanes<T>, half: impl Fn(T) -> H) -> Lanes<H> {
    let mut halves = [H::default(); LANES];
    for n in 0..LANES {
        halves[n] = half(words[n]);
    }
    halves
}

fn bytes_of2(words: &Lanes<u16>) -> [Lanes<u8>; 2] {
    [halve(words, |word| word as u8), halve(words, |word| (word >> 8) as u8)]
}

fn bytes_of4(words: &Lanes<u32>) -> [Lanes<u8>; 4] {
    let [a, b] = bytes_of2(&halve(words, |word| word as u16));
    let [c, d] = bytes_of2(&halve(words, |word| (word >> 16) as u16));
    [a, b, c, d]
}

fn apart2(elements: &Lanes<[u8; 2]>) -> [Lanes<u8>; 2] {
    bytes_of2(&elements.map(u16::from_le_bytes))
}

fn apart4(elements: &Lanes<[u8; 4]>) -> [Lanes<u8>; 4] {
    bytes_of4(&elements.map(u32::from_le_bytes))
}

fn apart8(elements: &Lanes<[u8; 8]>) -> [Lanes<u8>; 8] {
    let words = elements.map(u64::from_le_bytes);
    let [a, b, c, d] = bytes_of4(&halve(&words, |word| word as u32));
    let [e, f, g, h] = bytes_of4(&halve(&words, |word| (word >> 32) as u32));
    [a, b, c, d, e, f, g, h]
}

#[cfg(test)]
mod tests {
    use super::{shuffle, unshuffle};

    #[test]
    fn planes_of_two() {
        let mut out = [0; 7];
        shuffle(&[1, 10, 2, 20, 3, 30, 99], &mut out, 2);
        assert_eq!(out, [1, 2, 3, 10, 20, 30, 99]);
    }

    #[test]
    fn planes_are_every_nth_byte_for_every_size_and_length() {
        for size in [1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 100] {
            for len in [0, 1, size - 1, size, 5 * size + 1, 64 * size, 64 * size + 3, 200 * size + 7] {
                let bytes: Vec<u8> = (0..len).map(|n| (n * 31 % 251) as u8).collect();
                let (mut planes, mut back) = (vec![0; len], vec![0; len]);
                shuffle(&bytes, &mut planes, size);
                let count = len / size;
                let plain: Vec<u8> = (0..count * size).map(|n| bytes[n % count * size + n / count]).collect();
                assert_eq!(planes[..count * size], plain, "{len} bytes in elements of {size}");
                assert_eq!(planes[count * size..], bytes[count * size..], "{len} bytes in elements of {size}");
                unshuffle(&planes, &mut back, size);
                assert_eq!(back, bytes, "{len} bytes in elements of {size}");
            }
        }
    }
}
