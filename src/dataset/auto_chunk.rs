//! A chunk's lengths where nobody says them: h5py's guess.

/// The size chunks have for a dataset of a megabyte, and the limits for smaller and larger ones.
const BASE: f64 = 16.0 * 1024.0;
const MIN: f64 = 8.0 * 1024.0;
const MAX: f64 = 1024.0 * 1024.0;
/// What an axis without elements counts as.
const UNKNOWN: f64 = 1024.0;

/// Halves the axes in turn until a chunk has about the size that suits a dataset of this one: 8 KiB to 1 MiB.
pub(super) fn guess(shape: &[usize], element_size: usize) -> Vec<usize> {
    let mut chunk: Vec<f64> = shape.iter().map(|&len| if len == 0 { UNKNOWN } else { len as f64 }).collect();
    let bytes = |chunk: &[f64]| chunk.iter().product::<f64>() * element_size as f64;
    let target = (BASE * (bytes(&chunk) / MAX).log10().exp2()).clamp(MIN, MAX);
    for turn in 0.. {
        let now = bytes(&chunk);
        let close = now < target || (now - target).abs() / target < 0.5;
        if (close && now < MAX) || chunk.iter().product::<f64>() <= 1.0 {
            break;
        }
        let axis = turn % chunk.len();
        chunk[axis] = (chunk[axis] / 2.0).ceil();
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
        assert_eq!(guess(&[0, 3], 8), [512, 2]);
        assert_eq!(guess(&[100_000_000], 4), [24415]);
    }
}
