//! Axes that were selected backwards: the library moves them forwards, here they are turned around.

/// Turns the `reversed` axes of a C-order array of this shape around, in place.
pub(crate) fn unreverse<T>(values: &mut [T], shape: &[usize], reversed: &[usize]) {
    for &axis in reversed {
        let inner: usize = shape[axis + 1..].iter().product();
        let len = shape[axis] * inner;
        if len == 0 {
            return;
        }
        for block in values.chunks_exact_mut(len) {
            // the whole block backwards, then each of its rows forwards again
            block.reverse();
            block.chunks_exact_mut(inner).for_each(<[T]>::reverse);
        }
    }
}

/// The same for elements that are `size` bytes each.
pub(crate) fn unreverse_bytes(raw: &mut [u8], size: usize, shape: &[usize], reversed: &[usize]) {
    for &axis in reversed {
        let row = shape[axis + 1..].iter().product::<usize>() * size;
        let len = shape[axis] * row;
        if len == 0 {
            return;
        }
        for block in raw.chunks_exact_mut(len) {
            block.reverse();
            block.chunks_exact_mut(row).for_each(<[u8]>::reverse);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{unreverse, unreverse_bytes};

    #[test]
    fn each_axis_turns_by_itself() {
        let mut a = [0, 1, 2, 3, 4, 5];
        unreverse(&mut a, &[2, 3], &[1]);
        assert_eq!(a, [2, 1, 0, 5, 4, 3]);
        unreverse(&mut a, &[2, 3], &[0]);
        assert_eq!(a, [5, 4, 3, 2, 1, 0]);
        let mut bytes = [0u8, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6];
        unreverse_bytes(&mut bytes, 2, &[2, 3], &[1, 0]);
        assert_eq!(bytes, [5, 6, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0]);
    }
}
