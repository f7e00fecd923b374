//! Numbers and selections that look like chance.
#![allow(dead_code, reason = "who takes numbers need not take selections")]
use h5mem::{Axis, Selection};

/// A small generator, so that a failure repeats.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }

    pub(crate) fn chance(&mut self) -> bool {
        self.below(2) == 0
    }
}

/// Indices of each axis, with a selection of the same.
pub(crate) struct Part {
    axes: Vec<Vec<usize>>,
    pub(crate) selection: Selection,
    pub(crate) shape: Vec<usize>,
}

impl Part {
    pub(crate) fn of(dims: &[usize], random: &mut Random, indices: bool) -> Self {
        let (mut axes, mut said, mut shape) = (Vec::new(), Vec::new(), Vec::new());
        for &len in dims {
            let kind = random.below(5);
            if kind == 0 && indices {
                let at = random.below(len);
                axes.push(vec![at]);
                said.push(Axis::Index(if random.chance() { at as isize } else { at as isize - len as isize }));
                continue;
            }
            let (start, end) = match kind {
                1 | 2 => (0, len),
                _ => {
                    let start = random.below(len);
                    (start, start + 1 + random.below(len - start))
                }
            };
            let step = if kind < 3 { 1 } else { 1 + random.below(3) };
            let mut taken: Vec<usize> = (start..end).step_by(step).collect();
            let back = kind > 1 && random.chance();
            if back {
                taken = (start..end).rev().step_by(step).collect();
            }
            let step = if back { -(step as isize) } else { step as isize };
            said.push(Axis::Slice { start: start as isize, end: Some(end as isize), step });
            shape.push(taken.len());
            axes.push(taken);
        }
        Self { axes, selection: Selection::axes(said), shape }
    }

    /// The places in C order of all its elements.
    pub(crate) fn places(&self, dims: &[usize]) -> Vec<usize> {
        self.axes
            .iter()
            .zip(dims)
            .fold(vec![0], |places, (axis, dim)| places.iter().flat_map(|place| axis.iter().map(move |at| place * dim + at)).collect())
    }
}
