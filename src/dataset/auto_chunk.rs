//! A chunk's lengths where the caller does not give them: h5py's guess, but for axes of unknown length.

/// The size chunks have for a dataset of a megabyte, and the limits for smaller and larger ones.
const BASE: f64 = 16.0 * 1024.0;
const MIN: f64 = 8.0 * 1024.0;
const MAX: f64 = 1024.0 * 1024.0;
/// Elements of a chunk along an axis that has none yet, and bytes that a chunk is made longer for along such an axis.
const LONGEST: f64 = 1024.0;
const GROWN: f64 = 64.0 * 1024.0;

/// The lengths of a chunk, from 8 KiB to 1 MiB.
///
/// An axis without elements is one that data is to be appended along, of unknown length. The other axes stay whole if a row of them is below
/// 1 MiB, and chunks are as many rows as have 64 KiB, 1,024 at most: a chunk that cuts rows would hold rows that are yet to come.
pub(super) fn guess(shape: &[usize], element_size: usize) -> Vec<usize> {
    let mut chunk: Vec<f64> = shape.iter().map(|&len| len.max(1) as f64).collect();
    let (unknown, known): (Vec<_>, Vec<_>) = (0..shape.len()).partition(|&axis| shape[axis] == 0);
    let bytes = |chunk: &[f64]| chunk.iter().product::<f64>() * element_size as f64;
    if unknown.is_empty() || bytes(&chunk) >= MAX {
        let target = (BASE * (bytes(&chunk) / MAX).log10().exp2()).clamp(MIN, MAX);
        for axis in known.into_iter().cycle() {
            let now = bytes(&chunk);
            let close = now < target || (now - target).abs() / target < 0.5;
            if (close && now < MAX) || chunk.iter().product::<f64>() <= 1.0 {
                break;
            }
            chunk[axis] = (chunk[axis] / 2.0).ceil();
        }
    }
    for axis in unknown.into_iter().cycle() {
        if chunk[axis] >= LONGEST || bytes(&chunk) * 2.0 > GROWN {
            break;
        }
        chunk[axis] *= 2.0;
    }
    chunk.into_iter().map(|len| len as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::guess;

    #[test]
    fn as_h5py_guesses() {
        // values of h5py 3.16: h5py._hl.filters.guess_chunk(shape, None, size)
        assert_eq!(guess(&[1000, 1000], 8), [63, 63]);
        assert_eq!(guess(&[20], 8), [20]);
        assert_eq!(guess(&[0], 8), [1024]);
        assert_eq!(guess(&[100_000_000], 4), [24415]);
    }

    #[test]
    fn rows_that_are_appended_stay_whole() {
        assert_eq!(guess(&[0, 3], 8), [1024, 3]);
        assert_eq!(guess(&[0, 250, 250], 4), [1, 250, 250]);
        assert_eq!(guess(&[0, 1000], 8), [8, 1000]);
        assert_eq!(guess(&[250, 0, 250], 4), [250, 1, 250]);
        assert_eq!(guess(&[0, 0, 3], 8), [64, 32, 3]);
        assert_eq!(guess(&[0, 0], 0), [1024, 1024]);
        // a row of 32 MB is cut as h5py cuts it
        let rows = guess(&[0, 2000, 2000], 8);
        assert!(rows[0] == 1 && (8192..1 << 20).contains(&(rows.iter().product::<usize>() * 8)), "{rows:?}");
    }
}
