//! The shuffle filter: byte planes of the elements, one after the other.

/// Puts the bytes of elements together again; bytes behind the last whole element stay in place.
pub(super) fn unshuffle(planes: &[u8], out: &mut [u8], size: usize) {
    match size {
        0 | 1 => out.copy_from_slice(planes),
        2 => together::<2>(planes, out),
        4 => together::<4>(planes, out),
        8 => together::<8>(planes, out),
        _ => together_any(planes, out, size),
    }
}

/// Takes the bytes of elements apart.
pub(super) fn shuffle(elements: &[u8], out: &mut [u8], size: usize) {
    match size {
        0 | 1 => out.copy_from_slice(elements),
        2 => apart::<2>(elements, out),
        4 => apart::<4>(elements, out),
        8 => apart::<8>(elements, out),
        _ => apart_any(elements, out, size),
    }
}

/// Elements that are moved at a time: as many as a vector register has bytes.
const LANES: usize = 16;

fn together<const N: usize>(planes: &[u8], out: &mut [u8]) {
    let count = planes.len() / N;
    let (whole, tail) = out.split_at_mut(count * N);
    let mut plane: [&[u8]; N] = [&[]; N];
    for (n, plane) in plane.iter_mut().enumerate() {
        *plane = &planes[n * count..(n + 1) * count];
    }
    let mut blocks = whole.chunks_exact_mut(LANES * N);
    let mut at = 0;
    for block in &mut blocks {
        let rows: [&[u8; LANES]; N] = plane.map(|plane| plane[at..at + LANES].try_into().expect("of this length"));
        let block: &mut [u8] = block;
        for lane in 0..LANES {
            for n in 0..N {
                block[lane * N + n] = rows[n][lane];
            }
        }
        at += LANES;
    }
    for element in blocks.into_remainder().chunks_exact_mut(N) {
        for n in 0..N {
            element[n] = plane[n][at];
        }
        at += 1;
    }
    tail.copy_from_slice(&planes[count * N..]);
}

fn apart<const N: usize>(elements: &[u8], out: &mut [u8]) {
    let count = elements.len() / N;
    let (whole, tail) = elements.split_at(count * N);
    for n in 0..N {
        for (byte, element) in out[n * count..(n + 1) * count].iter_mut().zip(whole.chunks_exact(N)) {
            *byte = element[n];
        }
    }
    out[count * N..].copy_from_slice(tail);
}

fn together_any(planes: &[u8], out: &mut [u8], size: usize) {
    let count = planes.len() / size;
    if count == 0 {
        return out.copy_from_slice(planes);
    }
    for (n, plane) in planes[..count * size].chunks_exact(count).enumerate() {
        for (element, &byte) in out.chunks_exact_mut(size).zip(plane) {
            element[n] = byte;
        }
    }
    out[count * size..].copy_from_slice(&planes[count * size..]);
}

fn apart_any(elements: &[u8], out: &mut [u8], size: usize) {
    let count = elements.len() / size;
    if count == 0 {
        return out.copy_from_slice(elements);
    }
    for (n, plane) in out[..count * size].chunks_exact_mut(count).enumerate() {
        for (byte, element) in plane.iter_mut().zip(elements.chunks_exact(size)) {
            *byte = element[n];
        }
    }
    out[count * size..].copy_from_slice(&elements[count * size..]);
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
    fn there_and_back_for_every_size_and_length() {
        for size in [1, 2, 3, 4, 5, 8, 12, 16, 100] {
            for len in [0, 1, size - 1, size, 5 * size + 1, 16 * size, 16 * size + 3, 100 * size + 7] {
                let bytes: Vec<u8> = (0..len).map(|n| (n * 31 % 251) as u8).collect();
                let (mut planes, mut back) = (vec![0; len], vec![0; len]);
                shuffle(&bytes, &mut planes, size);
                unshuffle(&planes, &mut back, size);
                assert_eq!(back, bytes, "{len} bytes in elements of {size}");
            }
        }
    }
}
