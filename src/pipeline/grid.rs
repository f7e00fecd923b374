//! Which chunks a selection touches, and where their elements go.
use crate::dataspace::Region;

/// A dataset cut into chunks, and the regular region of it that is meant.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// A chunk's lengths.
    chunk: Vec<usize>,
    region: Vec<Region>,
}

/// A chunk that the region touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its first element's coordinates in the dataset.
    pub origin: Vec<usize>,
    /// What of each of its axes is meant, in the chunk's own coordinates.
    inside: Vec<Region>,
    /// The coordinates in the selection of the first of these.
    target: Vec<usize>,
}

impl Grid {
    /// `chunk` and `region` have an entry an axis; the region has elements.
    pub(crate) fn new(chunk: Vec<usize>, region: Vec<Region>) -> Self {
        assert!(chunk.len() == region.len() && chunk.iter().all(|&len| len > 0), "chunks of the dataset's rank");
        Self { chunk, region }
    }

    /// Elements of a chunk.
    pub(crate) fn chunk_len(&self) -> usize {
        self.chunk.iter().product()
    }

    /// Elements of the region.
    pub(crate) fn len(&self) -> usize {
        self.region.iter().map(|axis| axis.count).product()
    }

    /// The parts of one axis that lie in one chunk each: the chunk's start, what is meant of it, and the target.
    fn cuts(&self, axis: usize) -> Vec<(usize, Region, usize)> {
        let (len, Region { start, step, count }) = (self.chunk[axis], self.region[axis]);
        let mut cuts = Vec::new();
        let mut done = 0;
        while done < count {
            let at = start + done * step;
            let origin = at / len * len;
            let here = (len - (at - origin)).div_ceil(step).min(count - done);
            cuts.push((origin, Region { start: at - origin, step, count: here }, done));
            done += here;
        }
        cuts
    }

    /// Whether all of the cell's chunk is meant.
    pub(crate) fn is_whole(&self, cell: &Cell) -> bool {
        cell.inside.iter().zip(&self.chunk).all(|(axis, &len)| axis.count == len)
    }

    /// Every chunk that the region touches, in C order.
    pub(crate) fn cells(&self) -> Vec<Cell> {
        let cuts: Vec<_> = (0..self.chunk.len()).map(|axis| self.cuts(axis)).collect();
        let mut cell = Cell { origin: vec![0; cuts.len()], inside: self.region.clone(), target: vec![0; cuts.len()] };
        let nth = |mut n: usize| {
            for (axis, cuts) in cuts.iter().enumerate().rev() {
                (cell.origin[axis], cell.inside[axis], cell.target[axis]) = cuts[n % cuts.len()];
                n /= cuts.len();
            }
            cell.clone()
        };
        (0..cuts.iter().map(Vec::len).product()).map(nth).collect()
    }

    /// Calls `f` with each run of elements that lie one after the other both in the chunk and in the selection: where it starts in the
    /// chunk, where in the selection, and how many they are.
    pub(crate) fn runs(&self, cell: &Cell, mut f: impl FnMut(usize, usize, usize)) {
        let rank = self.chunk.len();
        let strides = |lens: &mut dyn Iterator<Item = usize>| {
            let mut strides: Vec<usize> = lens.collect();
            let mut product = 1;
            for stride in strides.iter_mut().rev() {
                let len = *stride;
                *stride = product;
                product *= len;
            }
            strides
        };
        let source = strides(&mut self.chunk.iter().copied());
        let target = strides(&mut self.region.iter().map(|axis| axis.count));
        // axes from `outer` on are whole in both, or the last one: they are one run
        let mut outer = rank;
        let mut run = 1;
        while outer > 0 {
            let axis = outer - 1;
            let inside = cell.inside[axis];
            if inside.step != 1 && inside.count != 1 {
                break;
            }
            run *= inside.count;
            outer = axis;
            if inside.count != self.chunk[axis] || inside.count != self.region[axis].count {
                break;
            }
        }
        let start = |strides: &[usize], at: &dyn Fn(usize) -> usize| (0..rank).map(|axis| at(axis) * strides[axis]).sum::<usize>();
        let mut from = start(&source, &|axis| cell.inside[axis].start);
        let mut to = start(&target, &|axis| cell.target[axis]);
        let mut index = vec![0; outer];
        loop {
            f(from, to, run);
            // count up, the last outer axis first
            let mut axis = outer;
            loop {
                if axis == 0 {
                    return;
                }
                axis -= 1;
                let Region { step, count, .. } = cell.inside[axis];
                index[axis] += 1;
                from += step * source[axis];
                to += target[axis];
                if index[axis] < count {
                    break;
                }
                from -= count * step * source[axis];
                to -= count * target[axis];
                index[axis] = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(start: usize, step: usize, count: usize) -> Region {
        Region { start, step, count }
    }

    /// Copies a region chunk by chunk, and element by element: the same.
    fn check(dims: &[usize], chunk: &[usize], regions: &[Region]) {
        let index = |coordinates: &[usize], lens: &[usize]| coordinates.iter().zip(lens).fold(0, |index, (c, len)| index * len + c);
        let grid = Grid::new(chunk.to_vec(), regions.to_vec());
        let mut got = vec![usize::MAX; grid.len()];
        for cell in grid.cells() {
            grid.runs(&cell, |from, to, run| {
                for n in 0..run {
                    let mut rest = from + n;
                    let mut coordinates = vec![0; dims.len()];
                    for axis in (0..dims.len()).rev() {
                        coordinates[axis] = cell.origin[axis] + rest % chunk[axis];
                        rest /= chunk[axis];
                    }
                    assert_eq!(std::mem::replace(&mut got[to + n], index(&coordinates, dims)), usize::MAX, "written once");
                }
            });
        }
        let counts: Vec<usize> = regions.iter().map(|r| r.count).collect();
        for (n, &got) in got.iter().enumerate() {
            let mut rest = n;
            let mut coordinates = vec![0; dims.len()];
            for axis in (0..dims.len()).rev() {
                coordinates[axis] = regions[axis].start + rest % counts[axis] * regions[axis].step;
                rest /= counts[axis];
            }
            assert_eq!(got, index(&coordinates, dims), "{dims:?} {chunk:?} {regions:?} at {n}");
        }
    }

    #[test]
    fn chunk_by_chunk_is_element_by_element() {
        check(&[10], &[4], &[region(0, 1, 10)]);
        check(&[10], &[4], &[region(1, 3, 3)]);
        check(&[10], &[4], &[region(3, 5, 2)]);
        check(&[6, 10], &[6, 10], &[region(0, 1, 6), region(0, 1, 10)]);
        check(&[6, 10], &[4, 3], &[region(0, 1, 6), region(0, 1, 10)]);
        check(&[6, 10], &[4, 3], &[region(1, 2, 3), region(2, 1, 7)]);
        check(&[6, 10], &[4, 3], &[region(5, 1, 1), region(0, 4, 3)]);
        check(&[5, 4, 7], &[2, 4, 3], &[region(0, 1, 5), region(0, 1, 4), region(1, 1, 6)]);
        check(&[5, 4, 7], &[2, 3, 7], &[region(1, 3, 2), region(1, 1, 3), region(0, 1, 7)]);
        check(&[3, 3, 3, 3], &[2, 2, 2, 2], &[region(0, 2, 2), region(1, 1, 2), region(0, 1, 3), region(2, 1, 1)]);
    }
}
