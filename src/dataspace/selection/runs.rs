//! Sets of elements as runs along C order: what unions, intersections, differences and masks are made of.
use std::borrow::Cow;

use super::part::Part;
use crate::sys::h5s::Join;

/// Runs, or coordinates, that are kept at most: a file may claim more elements than there is memory for.
const MOST: usize = 1 << 27;

/// Elements of a shape, as ranges of their numbers in C order: ascending, apart from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Runs(Vec<(usize, usize)>);

impl Runs {
    pub(super) fn all(count: usize) -> Self {
        Self(if count == 0 { Vec::new() } else { vec![(0, count)] })
    }

    /// Of elements' numbers in any order.
    pub(super) fn of(mut numbers: Vec<usize>) -> Self {
        numbers.sort_unstable();
        let mut runs = Self::default();
        numbers.into_iter().for_each(|number| runs.push(number, number + 1));
        runs
    }

    /// Of every combination of the axes' indices; `None` for more runs than there is memory for.
    pub(super) fn grid(parts: &[Part], dims: &[usize]) -> Option<Self> {
        // those of one index of the axis before, which has so many elements
        let (mut runs, mut size) = (Self::all(1), 1usize);
        for (part, dim) in parts.iter().zip(dims).rev() {
            runs = match *runs.0 {
                [(0, end)] if end == size => Self(part.runs().iter().map(|&(start, len)| (start * size, (start + len) * size)).collect()),
                _ => {
                    part.len().checked_mul(runs.0.len()).filter(|&runs| runs <= MOST)?;
                    let mut all = Self::default();
                    for index in part.runs().into_iter().flat_map(|(start, len)| start..start + len) {
                        runs.0.iter().for_each(|(from, to)| all.push(index * size + from, index * size + to));
                    }
                    all
                }
            };
            size = size.checked_mul(*dim)?;
        }
        Some(runs)
    }

    /// Appends a range that begins no sooner than the last.
    fn push(&mut self, from: usize, to: usize) {
        match self.0.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ if from < to => self.0.push((from, to)),
            _ => {}
        }
    }

    pub(super) fn join(&self, join: Join, other: &Self) -> Self {
        let keep = |a: bool, b: bool| match join {
            Join::Set => b,
            Join::Or => a || b,
            Join::And => a && b,
            Join::NotB => a && !b,
            Join::Xor => a != b,
        };
        let (mut joined, mut at) = (Self::default(), 0);
        let mut edges: Vec<usize> = self.0.iter().chain(&other.0).flat_map(|&(from, to)| [from, to]).collect();
        edges.sort_unstable();
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        for edge in edges {
            if edge > at {
                let inside = |run: Option<&&(usize, usize)>| run.is_some_and(|run| run.0 <= at && at < run.1);
                if keep(inside(a.peek()), inside(b.peek())) {
                    joined.push(at, edge);
                }
                at = edge;
            }
            while a.next_if(|run| run.1 <= at).is_some() {}
            while b.next_if(|run| run.1 <= at).is_some() {}
        }
        joined
    }

    /// Elements.
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|(from, to)| to - from).sum()
    }

    /// The coordinates of all elements, one element after the other; `None` for more than there is memory for.
    pub(super) fn coordinates(&self, dims: &[usize]) -> Option<Vec<usize>> {
        let mut all = Vec::new();
        all.try_reserve_exact(self.len().checked_mul(dims.len()).filter(|&all| all <= MOST)?).ok()?;
        all.extend(self.0.iter().flat_map(|&(from, to)| from..to).flat_map(|number| unravel(number, dims)));
        Some(all)
    }

    /// The axes' indices, where the elements are every combination of them.
    pub(super) fn as_grid(&self, dims: &[usize]) -> Option<Vec<Part>> {
        if self.0.is_empty() || dims.is_empty() {
            return (!dims.is_empty()).then(|| vec![Part::of(&[]); dims.len()]);
        }
        let (mut rest, mut parts) = (Cow::Borrowed(&*self.0), Vec::with_capacity(dims.len()));
        for &dim in dims.iter().rev() {
            // what the first index of the axes before has is what each of them is to have
            let first = rest.first()?.0 / dim * dim;
            let row: Vec<_> =
                rest.iter().take_while(|run| run.0 < first + dim).map(|run| (run.0 - first, run.1.min(first + dim) - first)).collect();
            let outer = if row == [(0, dim)] { Self::of_whole_rows(&rest, dim) } else { Self::of_rows_like(&row, &rest, dim) };
            parts.push(Part::of_runs(row.iter().map(|(from, to)| (*from, to - from)).collect()));
            rest = Cow::Owned(outer?.0);
        }
        parts.reverse();
        Some(parts)
    }

    /// The numbers of rows of this length, where the runs are nothing but whole ones.
    fn of_whole_rows(runs: &[(usize, usize)], len: usize) -> Option<Self> {
        let row = |&(from, to): &(usize, usize)| (from % len == 0 && to % len == 0).then_some((from / len, to / len));
        runs.iter().map(row).collect::<Option<_>>().map(Self)
    }

    /// The same, where each row has these runs, which are not all of it.
    fn of_rows_like(row: &[(usize, usize)], runs: &[(usize, usize)], len: usize) -> Option<Self> {
        let (mut rows, mut wanted) = (Self::default(), row.iter().cycle());
        for &(mut from, to) in runs {
            while from < to {
                let (number, start) = (from / len, from / len * len);
                let (first, end) = *wanted.next()?;
                // the end of a row and the begin of the next are one run
                if first == row[0].0 {
                    rows.push(number, number + 1);
                }
                if (from - start, to.min(start + len) - start) != (first, end) || rows.0.last()?.1 != number + 1 {
                    return None;
                }
                from = start + end;
            }
        }
        (wanted.next() == row.first()).then_some(rows)
    }
}

/// The coordinates of the `n`th element in C order.
fn unravel(mut n: usize, dims: &[usize]) -> impl Iterator<Item = usize> + use<> {
    let mut coordinates = vec![0; dims.len()];
    for (coordinate, &dim) in coordinates.iter_mut().zip(dims).rev() {
        *coordinate = n % dim;
        n /= dim;
    }
    coordinates.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_join_as_sets() {
        let (a, b) = (Runs::of(vec![0, 1, 2, 7, 8]), Runs::of(vec![9, 2, 3, 8]));
        let numbers = |join| a.join(join, &b).coordinates(&[10]).unwrap();
        assert_eq!(numbers(Join::Or), [0, 1, 2, 3, 7, 8, 9]);
        assert_eq!(numbers(Join::And), [2, 8]);
        assert_eq!(numbers(Join::NotB), [0, 1, 7]);
        assert_eq!(numbers(Join::Xor), [0, 1, 3, 7, 9]);
        assert_eq!(a.join(Join::Or, &Runs::default()), a);
        assert_eq!(Runs::default().join(Join::NotB, &a), Runs::default());
    }

    #[test]
    fn grids_are_told_from_other_sets() {
        let grid = Runs::of(vec![1, 2, 9, 10]);
        let parts = grid.as_grid(&[3, 4]).unwrap();
        assert_eq!(parts, [Part::of(&[0, 2]), Part::of(&[1, 2])]);
        assert_eq!(Runs::grid(&parts, &[3, 4]), Some(grid));
        assert_eq!(Runs::of(vec![1, 2, 9]).as_grid(&[3, 4]), None);
        assert_eq!(Runs::all(12).as_grid(&[3, 4]).map(|parts| parts[1].len()), Some(4));
        assert_eq!(Runs::of(vec![1, 2, 9, 10, 11]).as_grid(&[3, 4]), None);
        assert_eq!(Runs::of(vec![1, 2, 8, 9]).as_grid(&[3, 4]), None);
        assert_eq!(Runs::of(vec![3, 4]).as_grid(&[3, 4]), None, "one run over two rows");
        assert_eq!(Runs::of(vec![0, 1, 2, 3, 4]).as_grid(&[3, 4]), None, "a row and a part of the next");
    }

    /// Of every set of a small shape: a grid is what its axes' indices combine to.
    #[test]
    fn no_grid_is_missed() {
        let dims = [2, 2, 3];
        for set in 0usize..1 << 12 {
            let runs = Runs::of((0..12).filter(|n| set >> n & 1 == 1).collect());
            let indices = |axis: usize| {
                let mut indices: Vec<_> = runs.coordinates(&dims).unwrap().chunks(3).map(|at| at[axis]).collect();
                indices.sort_unstable();
                indices.dedup();
                indices
            };
            let axes: Vec<_> = (0..3).map(indices).collect();
            let whole = axes.iter().map(Vec::len).product::<usize>() == runs.len();
            let found = runs.as_grid(&dims);
            assert_eq!(found.is_some(), whole, "{runs:?}");
            if let Some(parts) = found {
                assert_eq!(parts, axes.iter().map(|indices| Part::of(indices)).collect::<Vec<_>>());
                assert_eq!(Runs::grid(&parts, &dims), Some(runs));
            }
        }
    }

    #[test]
    fn lengths_beyond_memory_cost_none() {
        let whole = |len| Part::Regular { start: 0, stride: 1, count: len, block: 1 };
        let dims = [1 << 40, 1 << 20];
        let all = Runs::grid(&[whole(1 << 40), whole(1 << 20)], &dims).unwrap();
        assert_eq!(all, Runs::all(1 << 60));
        assert_eq!(all.as_grid(&dims).unwrap()[0].len(), 1 << 40);
        assert_eq!(all.coordinates(&dims), None);
        assert_eq!(Runs::grid(&[whole(1 << 40), whole(1)], &dims), None, "a run for each row");
        assert_eq!(Runs::grid(&[whole(1 << 40), whole(1)], &[1 << 40, 1 << 40]), None);
    }
}
