//! Sets of elements as runs along C order: what unions, intersections, differences and masks are made of.
use super::part::Part;
use crate::sys::h5s::Join;

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

    /// Of every combination of the axes' indices.
    pub(super) fn grid(parts: &[Part], dims: &[usize]) -> Self {
        let Some((last, outer)) = parts.split_last() else { return Self::all(1) };
        let rows = last.runs();
        let mut starts = vec![0];
        for (part, dim) in outer.iter().zip(dims) {
            let indices = part.indices();
            starts = starts.iter().flat_map(|start| indices.iter().map(move |index| start * dim + index)).collect();
        }
        let mut runs = Self::default();
        for start in starts {
            for &(from, len) in &rows {
                let from = start * dims[dims.len() - 1] + from;
                runs.push(from, from + len);
            }
        }
        runs
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

    /// The numbers of all elements.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().flat_map(|&(from, to)| from..to)
    }

    /// The axes' indices, where the elements are every combination of them.
    pub(super) fn as_grid(&self, dims: &[usize]) -> Option<Vec<Part>> {
        let mut seen: Vec<Vec<bool>> = dims.iter().map(|&dim| vec![false; dim]).collect();
        let row = *dims.last()?;
        for &(from, to) in &self.0 {
            let mut at = from;
            while at < to {
                let end = to.min((at / row + 1) * row);
                let last = seen.last_mut()?;
                last[at % row..=(end - 1) % row].fill(true);
                let mut outer = at / row;
                for (seen, &dim) in seen.iter_mut().zip(dims).rev().skip(1) {
                    seen[outer % dim] = true;
                    outer /= dim;
                }
                at = end;
            }
        }
        let indices = |seen: Vec<bool>| seen.iter().enumerate().filter(|(_, on)| **on).map(|(n, _)| n).collect::<Vec<_>>();
        let parts: Vec<Part> = seen.into_iter().map(|seen| Part::of(&indices(seen))).collect();
        // every element lies in the grid of its indices: as many make it whole
        (parts.iter().map(Part::len).product::<usize>() == self.len()).then_some(parts)
    }
}

/// The coordinates of the `n`th element in C order.
pub(super) fn unravel(mut n: usize, dims: &[usize]) -> impl Iterator<Item = usize> + use<> {
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
        let numbers = |join| a.join(join, &b).numbers().collect::<Vec<_>>();
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
        assert_eq!((parts[0].indices(), parts[1].indices()), (vec![0, 2], vec![1, 2]));
        assert_eq!(Runs::grid(&parts, &[3, 4]), grid);
        assert_eq!(Runs::of(vec![1, 2, 9]).as_grid(&[3, 4]), None);
        assert_eq!(Runs::all(12).as_grid(&[3, 4]).map(|parts| parts[1].len()), Some(4));
    }
}
