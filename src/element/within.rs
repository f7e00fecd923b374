//! Looking at many integers at a time: whether all of them lie in a range.

/// Whether integers of `size` bytes are all among the `len` that follow the first, or it.
pub(super) fn all_within(raw: &[u8], size: usize, first: u64, len: u64) -> bool {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has what the function is compiled for
        return unsafe { all_within_avx2(raw, size, first, len) };
    }
    by_size(raw, size, first, len)
}

/// With registers of twice the width that every processor of this kind has.
///
/// # Safety
/// The processor has AVX2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
unsafe fn all_within_avx2(raw: &[u8], size: usize, first: u64, len: u64) -> bool {
    by_size(raw, size, first, len)
}

/// The largest distance from the first is what compilers make vector instructions of; what lies before the first is far behind it.
#[inline(always)]
fn by_size(raw: &[u8], size: usize, first: u64, len: u64) -> bool {
    macro_rules! within {
        ($t:ty) => {{
            let (first, len) = (first as $t, len.min(<$t>::MAX.into()) as $t); // no more fit into as many bytes
            let value = |raw: &[u8]| <$t>::from_ne_bytes(raw.try_into().expect("so many bytes"));
            raw.chunks_exact(size_of::<$t>()).fold(0, |most: $t, raw| most.max(value(raw).wrapping_sub(first))) <= len
        }};
    }
    match size {
        1 => within!(u8),
        2 => within!(u16),
        4 => within!(u32),
        8 => within!(u64),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{all_within, by_size};

    #[test]
    fn one_outside_is_found_wherever_it_is() {
        fn each<const N: usize>(bytes: impl Fn(i64) -> [u8; N]) {
            for n in 1..200 {
                let mut values: Vec<i64> = (0..n).map(|at| at % 3 - 1).collect(); // from -1 to 1
                let mut within = |at: usize, value: i64| {
                    let before = std::mem::replace(&mut values[at], value);
                    let raw: Vec<u8> = values.iter().flat_map(|&value| bytes(value)).collect();
                    values[at] = before;
                    let all = all_within(&raw, N, u64::MAX, 2);
                    assert_eq!(all, by_size(&raw, N, u64::MAX, 2), "on whatever processor");
                    all
                };
                for at in 0..n as usize {
                    assert!(within(at, 1) && within(at, -1));
                    assert!(!within(at, 2) && !within(at, -2) && !within(at, 127), "{at} of {n}, {N} bytes each");
                }
            }
        }
        each(|value| (value as i8).to_ne_bytes());
        each(|value| (value as i16).to_ne_bytes());
        each(|value| (value as i32).to_ne_bytes());
        each(i64::to_ne_bytes);
    }

    #[test]
    fn ranges_end_where_their_integers_do() {
        assert!(all_within(&[], 1, 0, 1));
        assert!(all_within(&[0, 255, 7], 1, 0, 1000), "no byte is beyond");
        assert!(!all_within(&[0; 16], 16, 0, 1), "of other sizes nothing is said");
    }
}
