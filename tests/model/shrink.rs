//! Shrinking: the fewest steps of a case that still fail.

/// Places of `0..len`, none of which can be left out without the failure going away.
///
/// `fails` takes the places that are kept, in order.
pub(crate) fn shrink(len: usize, mut fails: impl FnMut(&[usize]) -> bool) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..len).collect();
    let mut piece = kept.len().div_ceil(2);
    while piece > 0 {
        let before = kept.len();
        let mut end = kept.len();
        // from the end: what comes last depends on what was before
        while end > 0 {
            let start = end.saturating_sub(piece);
            let fewer: Vec<usize> = kept[..start].iter().chain(&kept[end..]).copied().collect();
            if fails(&fewer) {
                kept = fewer;
            }
            end = start;
        }
        piece = match piece {
            1 if kept.len() < before => 1,
            1 => 0,
            piece => piece.div_ceil(2).min(kept.len().max(1)),
        };
    }
    kept
}
