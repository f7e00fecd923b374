//! Spreading a smaller array over a larger one, as `numpy` does.

/// Whether `numpy` would broadcast the one shape to the other: the last axes are equal or of length one, and those before are of length one.
pub(super) fn broadcasts(given: &[usize], wanted: &[usize]) -> bool {
    let extra = given.len().saturating_sub(wanted.len());
    let (ones, last) = given.split_at(extra);
    ones.iter().all(|&len| len == 1) && last.iter().rev().zip(wanted.iter().rev()).all(|(&len, &wanted)| len == wanted || len == 1)
}

/// Repeats elements of `size` bytes along the axes that have one of them, or none.
pub(super) fn spread(from: &[u8], size: usize, given: &[usize], to: &mut [u8], wanted: &[usize]) {
    let given = &given[given.len().saturating_sub(wanted.len())..];
    match wanted {
        [] => to.copy_from_slice(from),
        [len, inner @ ..] => {
            let own = given.len() == wanted.len();
            let rest = if own { &given[1..] } else { given };
            let repeats = !own || given[0] == 1;
            let step = rest.iter().product::<usize>() * size;
            let row = to.len() / len;
            for (n, to) in to.chunks_exact_mut(row).enumerate() {
                let from = if repeats { &from[..step] } else { &from[n * step..][..step] };
                if rest == inner { to.copy_from_slice(from) } else { spread(from, size, rest, to, inner) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{broadcasts, spread};

    #[test]
    fn shapes_broadcast_as_numpys_do() {
        for (given, wanted) in [(&[][..], &[2, 3][..]), (&[3], &[2, 3]), (&[1, 3], &[2, 3]), (&[2, 1], &[2, 3]), (&[1, 1, 3], &[3])] {
            assert!(broadcasts(given, wanted), "{given:?} to {wanted:?}");
        }
        for (given, wanted) in [(&[2][..], &[2, 3][..]), (&[2, 3], &[3]), (&[4, 1], &[2, 3]), (&[0], &[2])] {
            assert!(!broadcasts(given, wanted), "{given:?} to {wanted:?}");
        }
    }

    #[test]
    fn rows_and_columns_are_spread() {
        let mut to = [0; 6];
        spread(&[1, 2, 3], 1, &[3], &mut to, &[2, 3]);
        assert_eq!(to, [1, 2, 3, 1, 2, 3]);
        spread(&[1, 2], 1, &[2, 1], &mut to, &[2, 3]);
        assert_eq!(to, [1, 1, 1, 2, 2, 2]);
        let mut to = [0; 8];
        spread(&[7, 8], 2, &[], &mut to, &[2, 2]);
        assert_eq!(to, [7, 8, 7, 8, 7, 8, 7, 8]);
    }
}
