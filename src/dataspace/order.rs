//! Axes that the caller has otherwise than the library, which moves every axis forwards, each index once.

/// How the caller has one axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Arrange {
    /// Backwards.
    Reversed,
    /// By a list: for each index of the caller's, the library's of `moved`.
    #[allow(missing_docs, reason = "said above")]
    By { order: Vec<usize>, moved: usize },
}

/// How the axes of a transfer are arranged; those not named are as the library has them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order(Vec<(usize, Arrange)>);

impl Order {
    pub(crate) fn push(&mut self, axis: usize, arrange: Arrange) {
        self.0.push((axis, arrange));
    }

    /// Whether the caller has all as the library.
    pub(crate) fn is_plain(&self) -> bool {
        self.0.is_empty()
    }

    /// The last axis that is arranged.
    pub(crate) fn last_axis(&self) -> Option<usize> {
        self.0.iter().map(|(axis, _)| *axis).max()
    }

    /// The lengths that the caller sees, of those that the library moves.
    pub(crate) fn shape(&self, mut moved: Vec<usize>) -> Vec<usize> {
        for (axis, arrange) in &self.0 {
            if let Arrange::By { order, .. } = arrange {
                moved[*axis] = order.len();
            }
        }
        moved
    }

    /// Whether the same memory can be arranged in place.
    pub(crate) fn is_in_place(&self) -> bool {
        self.0.iter().all(|(_, arrange)| *arrange == Arrange::Reversed)
    }

    /// What the library moved, of this shape in C order, as the caller has it; elements are `size` values each.
    pub(crate) fn arrange<T: Clone>(&self, mut values: Vec<T>, size: usize, moved: &[usize]) -> Vec<T> {
        let mut shape = moved.to_vec();
        for (axis, arrange) in &self.0 {
            match arrange {
                Arrange::Reversed => turn(&mut values, size, &shape, *axis),
                Arrange::By { order, .. } => {
                    values = pick(&values, size, &shape, *axis, order);
                    shape[*axis] = order.len();
                }
            }
        }
        values
    }

    /// The same in place, where that can be.
    pub(crate) fn arrange_in_place<T>(&self, values: &mut [T], shape: &[usize]) {
        debug_assert!(self.is_in_place());
        self.0.iter().for_each(|(axis, _)| turn(values, 1, shape, *axis));
    }

    /// Elements of `size` bytes that the caller has in this shape, as the library moves them. Of an index that is there twice the last counts.
    pub(crate) fn disarrange(&self, mut raw: Vec<u8>, size: usize, callers: &[usize]) -> Vec<u8> {
        let mut shape = callers.to_vec();
        for (axis, arrange) in &self.0 {
            match arrange {
                Arrange::Reversed => turn(&mut raw, size, &shape, *axis),
                Arrange::By { order, moved } => {
                    let mut back = vec![0; *moved];
                    order.iter().enumerate().for_each(|(callers, &library)| back[library] = callers);
                    raw = pick(&raw, size, &shape, *axis, &back);
                    shape[*axis] = *moved;
                }
            }
        }
        raw
    }
}

/// Turns an axis around, of elements that are `size` values each.
fn turn<T>(values: &mut [T], size: usize, shape: &[usize], axis: usize) {
    if values.is_empty() {
        return; // the other axes may be longer than memory can count
    }
    let row = shape[axis + 1..].iter().product::<usize>() * size;
    let len = shape[axis] * row;
    for block in values.chunks_exact_mut(len) {
        // the whole block backwards, then each of its rows forwards again
        block.reverse();
        block.chunks_exact_mut(row).for_each(<[T]>::reverse);
    }
}

/// The rows of an axis by their indices.
fn pick<T: Clone>(values: &[T], size: usize, shape: &[usize], axis: usize, order: &[usize]) -> Vec<T> {
    if values.is_empty() {
        return Vec::new();
    }
    let row = shape[axis + 1..].iter().product::<usize>() * size;
    let len = shape[axis] * row;
    let mut picked = Vec::with_capacity(values.len() / shape[axis] * order.len());
    for block in values.chunks_exact(len) {
        order.iter().for_each(|&index| picked.extend_from_slice(&block[index * row..(index + 1) * row]));
    }
    picked
}

#[cfg(test)]
mod tests {
    use super::{Arrange, Order};

    #[test]
    fn each_axis_turns_by_itself() {
        let mut order = Order::default();
        order.push(1, Arrange::Reversed);
        assert_eq!(order.arrange(vec![0, 1, 2, 3, 4, 5], 1, &[2, 3]), [2, 1, 0, 5, 4, 3]);
        order.push(0, Arrange::Reversed);
        assert_eq!(order.arrange(vec![0, 1, 2, 3, 4, 5], 1, &[2, 3]), [5, 4, 3, 2, 1, 0]);
        assert_eq!(order.disarrange(vec![0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6], 2, &[2, 3]), [5, 6, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0]);
    }

    #[test]
    fn nothing_turns_whatever_the_other_axes_say() {
        let mut order = Order::default();
        (0..3).for_each(|axis| order.push(axis, Arrange::Reversed));
        assert_eq!(order.arrange(Vec::<u8>::new(), 1, &[usize::MAX, usize::MAX, 0]), []);
        assert_eq!(order.disarrange(vec![], 8, &[0, usize::MAX, usize::MAX]), []);
    }

    #[test]
    fn lists_repeat_on_reading_and_keep_the_last_on_writing() {
        let mut order = Order::default();
        order.push(0, Arrange::By { order: vec![1, 0, 1], moved: 2 });
        order.push(1, Arrange::Reversed);
        assert_eq!(order.shape(vec![2, 2]), [3, 2]);
        assert_eq!(order.arrange(vec!['a', 'b', 'c', 'd'], 1, &[2, 2]), ['d', 'c', 'b', 'a', 'd', 'c']);
        assert_eq!(order.disarrange(vec![1, 2, 3, 4, 5, 6], 1, &[3, 2]), [4, 3, 6, 5]);
    }
}
