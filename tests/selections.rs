//! Selections: what `s![]`, lists, masks, points, blocks and sets of them take, against a plain array.
use h5mem::{Axis, Dataset, ErrorKind, File, Result, Selection};
use ndarray::{Array1, Array2, ArrayD, Axis as Nd, Dimension, IxDyn, arr1, arr2, s};

/// 4 by 5 elements, each of which says where it is.
fn table() -> Result<(File, Dataset)> {
    let file = File::in_memory()?;
    let data = file.write("x", &Array2::from_shape_fn((4, 5), |(i, j)| (10 * i + j) as i32))?;
    Ok((file, data))
}

fn ints(data: &Dataset, part: impl Into<Selection>) -> Result<Vec<i32>> {
    data.slice(part).read()
}

fn kind(data: &Dataset, part: impl Into<Selection>) -> Option<ErrorKind> {
    data.slice(part).read::<Vec<i32>>().err().map(|e| e.kind())
}

#[test]
fn slices_are_ndarrays() -> Result<()> {
    let (_file, data) = table()?;
    let all: Array2<i32> = data.read()?;
    macro_rules! same {
        ($($slice:expr => $t:ty),* $(,)?) => {$(
            assert_eq!(data.slice($slice).read::<$t>()?, all.slice($slice), "{}", stringify!($slice));
        )*};
    }
    same! {
        s![.., ..] => Array2<i32>, s![1..3, ..] => Array2<i32>, s![1, ..] => Array1<i32>, s![.., -1] => Array1<i32>,
        s![..;2, ..;3] => Array2<i32>, s![..;-1, ..] => Array2<i32>, s![-3..-1, 1..;2] => Array2<i32>, s![3..;-2, 4..4] => Array2<i32>,
        s![..;-2, ..;-3] => Array2<i32>, s![0..0, ..] => Array2<i32>, s![2, ..;-1] => Array1<i32>,
    }
    assert_eq!(data.slice(s![-1, -1]).read::<i32>()?, 34);
    assert_eq!(ints(&data, 2)?, [20, 21, 22, 23, 24]);
    assert_eq!(ints(&data, (.., 1..=2))?, [1, 2, 11, 12, 21, 22, 31, 32]);
    Ok(())
}

#[test]
fn lists_take_every_combination_in_any_order() -> Result<()> {
    let (_file, data) = table()?;
    assert_eq!(data.slice(([0, 2], [1, 4])).read::<Array2<i32>>()?, arr2(&[[1, 4], [21, 24]]));
    assert_eq!(data.slice(([3, 0, 3], [4, 1])).read::<Array2<i32>>()?, arr2(&[[34, 31], [4, 1], [34, 31]]));
    assert_eq!(
        data.slice((vec![-1isize, 0], Axis::Slice { start: 0, end: None, step: 2 })).read::<Array2<i32>>()?,
        arr2(&[[30, 32, 34], [0, 2, 4]])
    );
    assert_eq!(data.slice((1, vec![4usize, 0])).read::<Array1<i32>>()?, arr1(&[14, 10]));
    assert_eq!(data.slice(vec![0usize, 1, 3]).read::<Array2<i32>>()?.shape(), [3, 5]);
    assert_eq!(data.slice(Axis::List(vec![])).read::<Array2<i32>>()?.shape(), [0, 5]);
    assert_eq!(kind(&data, vec![0usize, 4]), Some(ErrorKind::OutOfBounds));
    assert_eq!(kind(&data, Axis::List(vec![-5])), Some(ErrorKind::OutOfBounds));
    Ok(())
}

#[test]
fn a_list_of_text_repeats_and_reorders() -> Result<()> {
    let file = File::in_memory()?;
    let data = file.write("names", &["a", "b", "c"])?;
    assert_eq!(data.slice(vec![2usize, 0, 2]).read::<Vec<String>>()?, ["c", "a", "c"]);
    data.slice(vec![2usize, 0]).write(&["z", "x"])?;
    assert_eq!(data.read::<Vec<String>>()?, ["x", "b", "z"]);
    Ok(())
}

#[test]
fn what_comes_last_is_written() -> Result<()> {
    let file = File::in_memory()?;
    let data = file.write("x", &[0, 0, 0])?;
    data.slice(vec![1usize, 2, 1]).write(&[7, 8, 9])?;
    assert_eq!(data.read::<Vec<i32>>()?, [0, 9, 8]);
    Ok(())
}

#[test]
fn masks_of_an_axis_and_of_all() -> Result<()> {
    let (_file, data) = table()?;
    let rows = data.slice((vec![true, false, false, true], 0..2)).read::<Array2<i32>>()?;
    assert_eq!(rows, arr2(&[[0, 1], [30, 31]]));
    let mask = data.read::<Array2<i32>>()?.mapv(|x| x % 7 == 0);
    assert_eq!(ints(&data, Selection::mask(&mask))?, [0, 14, 21]);
    assert_eq!(kind(&data, (vec![true], ..)), Some(ErrorKind::Shape));
    assert_eq!(kind(&data, Selection::mask(&arr1(&[true]))), Some(ErrorKind::Shape));
    Ok(())
}

#[test]
fn points_keep_their_order() -> Result<()> {
    let (_file, data) = table()?;
    assert_eq!(ints(&data, Selection::points(&[[3, 4], [0, 0], [3, 4]]))?, [34, 0, 34]);
    assert_eq!(ints(&data, Selection::points::<[usize; 2]>(&[]))?, []);
    assert_eq!(kind(&data, Selection::points(&[[0, 5]])), Some(ErrorKind::OutOfBounds));
    assert_eq!(kind(&data, Selection::points(&[[0]])), Some(ErrorKind::Shape));
    Ok(())
}

#[test]
fn blocks_are_h5pys_multi_block_slice() -> Result<()> {
    let file = File::in_memory()?;
    let data = file.write("x", &Array1::from_iter(0..10))?;
    let blocks = |start, stride, count, block| Axis::Blocks { start, stride, count, block };
    assert_eq!(ints(&data, blocks(1, 4, None, 2))?, [1, 2, 5, 6]);
    assert_eq!(ints(&data, blocks(0, 4, Some(2), 3))?, [0, 1, 2, 4, 5, 6]);
    assert_eq!(ints(&data, blocks(0, 5, None, 5))?, Vec::from_iter(0..10));
    assert_eq!(ints(&data, blocks(9, 2, None, 2))?, []);
    assert_eq!(kind(&data, blocks(0, 4, Some(4), 2)), Some(ErrorKind::OutOfBounds));
    assert_eq!(kind(&data, blocks(0, 1, None, 2)), Some(ErrorKind::InvalidValue));
    Ok(())
}

#[test]
fn sets_have_axes_where_they_are_regular() -> Result<()> {
    let (_file, data) = table()?;
    let rows = Selection::from(0..1).or(2..4);
    assert_eq!(data.slice(rows).read::<Array2<i32>>()?.column(0), arr1(&[0, 20, 30]));
    let both = Selection::from(s![1..4, ..]).and(s![..3, 2..]);
    assert_eq!(data.slice(both).read::<Array2<i32>>()?, arr2(&[[12, 13, 14], [22, 23, 24]]));
    let corner = Selection::from(s![..2, ..2]).not(s![0, 0]);
    assert_eq!(data.slice(corner.clone()).read::<Array1<i32>>()?, arr1(&[1, 10, 11]));
    assert_eq!(ints(&data, corner.xor(s![1, ..3]))?, [1, 12]);
    assert_eq!(ints(&data, Selection::all().not(..))?, []);
    data.slice(Selection::from(s![0, ..]).or(s![.., 0])).write(&-1)?;
    assert_eq!(data.read::<Array2<i32>>()?.iter().filter(|x| **x == -1).count(), 8);
    Ok(())
}

#[test]
fn writing_a_part_broadcasts_and_writing_all_does_not() -> Result<()> {
    let (_file, data) = table()?;
    data.slice(s![1..3, ..]).write(&arr1(&[1, 2, 3, 4, 5]))?;
    data.slice(s![.., 0]).write(&9)?;
    data.slice(s![2.., 3..]).write(&arr2(&[[7], [8]]))?;
    let expected = arr2(&[[9, 1, 2, 3, 4], [9, 2, 3, 4, 5], [9, 2, 3, 7, 7], [9, 31, 32, 8, 8]]);
    assert_eq!(data.read::<Array2<i32>>()?, expected);
    for refused in [data.slice(s![1..3, ..]).write(&[1, 2]), data.slice(0).write(&[[1; 5]; 2]), data.write(&1), data.write(&[1; 5])] {
        assert_eq!(refused.map_err(|e| e.kind()).err(), Some(ErrorKind::Shape));
    }
    assert_eq!(data.read::<Array2<i32>>()?, expected);
    Ok(())
}

#[test]
fn memory_of_any_layout_is_filled() -> Result<()> {
    let (_file, data) = table()?;
    let all: Array2<i32> = data.read()?;
    let mut wide = Array2::from_elem((8, 10), -1);
    data.read_into(&mut wide.slice_mut(s![..;2, ..;-2]))?;
    assert_eq!(wide.slice(s![..;2, ..;-2]), all);
    assert_eq!(wide.iter().filter(|x| **x == -1).count(), 60);
    let mut turned = Array2::<i32>::zeros((5, 4));
    data.read_into(&mut turned.view_mut().reversed_axes())?;
    assert_eq!(turned, all.t());
    let mut flat = vec![0; 20];
    data.read_into(&mut flat)?;
    assert_eq!(flat, all.as_slice().unwrap());
    let mut pair = [0; 2];
    data.slice(s![0, ..2;-1]).read_into(&mut pair)?;
    assert_eq!(pair, [1, 0]);
    assert_eq!(data.read_into(&mut Array2::<i32>::zeros((5, 4))).map_err(|e| e.kind()), Err(ErrorKind::Shape));
    let mut names = ndarray::Array1::from_elem(4, String::new());
    data.file().write("n", &["a", "b"])?.read_into(&mut names.slice_mut(s![1..;2]))?;
    assert_eq!(names.to_vec(), ["", "a", "", "b"]);
    Ok(())
}

#[test]
fn long_lists_and_scattered_masks_are_read_whole() -> Result<()> {
    let file = File::in_memory()?;
    let data = file.new_dataset("x").chunk([500]).write(&Array1::from_iter(0..20_000i32))?;
    let odd: Vec<usize> = (0..20_000).filter(|n| n % 3 == 0 || n % 7 == 0).collect();
    let expected: Vec<i32> = odd.iter().map(|&n| n as i32).collect();
    assert_eq!(ints(&data, odd)?, expected);
    Ok(())
}

#[test]
fn wrong_selections_say_what_is_wrong() -> Result<()> {
    let (_file, data) = table()?;
    assert_eq!(kind(&data, s![0, 0, 0]), Some(ErrorKind::Shape));
    assert_eq!(kind(&data, 4), Some(ErrorKind::OutOfBounds));
    assert_eq!(kind(&data, -5), Some(ErrorKind::OutOfBounds));
    assert_eq!(kind(&data, 2..7), Some(ErrorKind::OutOfBounds));
    assert_eq!(kind(&data, s![ndarray::NewAxis, .., ..]), Some(ErrorKind::Shape));
    assert_eq!(kind(&data, s![ndarray::NewAxis, ..]), Some(ErrorKind::InvalidValue));
    assert_eq!(kind(&data, Selection::all().or(s![0, 0, 0])), Some(ErrorKind::Shape));
    Ok(())
}

/// A generator of small numbers (SplitMix64): the same ones each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    /// What to take of an axis, and the indices that it means, `None` for one that goes away.
    fn axis(&mut self, len: usize) -> (Axis, Vec<usize>, bool) {
        match self.below(if len == 0 { 1 } else { 6 }) {
            0 => (Axis::Slice { start: 0, end: None, step: 1 }, (0..len).collect(), false),
            1 => {
                let index = self.below(len);
                let shown = if self.below(2) == 0 { index as isize } else { index as isize - len as isize };
                (Axis::Index(shown), vec![index], true)
            }
            2 => {
                let (a, b, step) = (self.below(len + 1), self.below(len + 1), self.below(3) + 1);
                let (a, b) = (a.min(b), a.max(b));
                let backwards = self.below(2) == 1;
                let indices: Vec<usize> = if backwards { (a..b).rev().step_by(step).collect() } else { (a..b).step_by(step).collect() };
                let step = if backwards { -(step as isize) } else { step as isize };
                (Axis::Slice { start: a as isize, end: Some(b as isize), step }, indices, false)
            }
            3 => {
                let list: Vec<usize> = (0..self.below(6)).map(|_| self.below(len)).collect();
                (Axis::List(list.iter().map(|&i| i as isize).collect()), list, false)
            }
            4 => {
                let mask: Vec<bool> = (0..len).map(|_| self.below(2) == 1).collect();
                let indices = (0..len).filter(|&i| mask[i]).collect();
                (Axis::Mask(mask), indices, false)
            }
            _ => {
                let (start, block) = (self.below(len), self.below(3) + 1);
                let stride = block + self.below(3);
                let fitting = if len - start < block { 0 } else { (len - start - block) / stride + 1 };
                let indices = (0..fitting).flat_map(|n| start + n * stride..start + n * stride + block).collect();
                (Axis::Blocks { start, stride, count: None, block }, indices, false)
            }
        }
    }
}

#[test]
fn random_selections_agree_with_a_plain_array() -> Result<()> {
    let mut random = Random(42);
    let file = File::in_memory()?;
    for round in 0..300 {
        let dims: Vec<usize> = (0..random.below(4) + 1).map(|_| random.below(7)).collect();
        let mut model = ArrayD::from_shape_fn(IxDyn(&dims), |at| at.slice().iter().fold(0i64, |n, &i| 10 * n + i as i64));
        let builder = file.new_dataset(&format!("d{round}"));
        let data = if round % 2 == 0 { builder.auto_chunk() } else { builder }.write(&model)?;
        for _ in 0..5 {
            let taken: Vec<_> = dims.iter().map(|&len| random.axis(len)).collect();
            let selection = Selection::axes(taken.iter().map(|(axis, ..)| axis.clone()));
            let mut expected = model.clone();
            for (number, (_, indices, _)) in taken.iter().enumerate() {
                expected = expected.select(Nd(number), indices);
            }
            for number in (0..dims.len()).rev().filter(|&number| taken[number].2) {
                expected = expected.index_axis_move(Nd(number), 0);
            }
            let part = data.slice(&selection);
            assert_eq!(part.read::<ArrayD<i64>>()?, expected, "{dims:?} {selection:?}");
            let mut into = ArrayD::<i64>::zeros(expected.raw_dim());
            part.read_into(&mut into)?;
            assert_eq!(into, expected, "{dims:?} {selection:?}");
            // and back: in the model each element in turn, so that the last one stays
            let fresh = ArrayD::from_shape_fn(expected.raw_dim(), |_| random.below(1000) as i64);
            part.write(&fresh)?;
            let lists: Vec<&[usize]> = taken.iter().map(|(_, indices, _)| &indices[..]).collect();
            let counts: Vec<usize> = lists.iter().map(|list| list.len()).collect();
            for (number, value) in fresh.iter().enumerate() {
                let mut rest = number;
                let mut at = vec![0; dims.len()];
                for axis in (0..dims.len()).rev() {
                    at[axis] = lists[axis][rest % counts[axis]];
                    rest /= counts[axis];
                }
                model[IxDyn(&at)] = *value;
            }
            assert_eq!(data.read::<ArrayD<i64>>()?, model, "{dims:?} {selection:?}");
        }
    }
    Ok(())
}

#[test]
fn random_sets_agree_with_masks() -> Result<()> {
    let mut random = Random(7);
    let file = File::in_memory()?;
    for round in 0..100 {
        let dims = [random.below(6) + 1, random.below(6) + 1];
        let model = Array2::from_shape_fn((dims[0], dims[1]), |(i, j)| (10 * i + j) as i32);
        let data = file.write(&format!("d{round}"), &model)?;
        let mut set = Selection::all();
        let mut mask = Array2::from_elem((dims[0], dims[1]), true);
        for _ in 0..random.below(4) + 1 {
            let taken: Vec<_> = dims.iter().map(|&len| random.axis(len)).collect();
            let other = Selection::axes(taken.iter().map(|(axis, ..)| axis.clone()));
            let inside = |i: usize, j: usize| taken[0].1.contains(&i) && taken[1].1.contains(&j);
            let how = random.below(4);
            mask.indexed_iter_mut().for_each(|((i, j), on)| {
                let (a, b) = (*on, inside(i, j));
                *on = [a || b, a && b, a && !b, a != b][how];
            });
            set = match how {
                0 => set.or(other),
                1 => set.and(other),
                2 => set.not(other),
                _ => set.xor(other),
            };
        }
        let expected: Vec<i32> = model.iter().zip(&mask).filter(|(_, on)| **on).map(|(x, _)| *x).collect();
        assert_eq!(ints(&data, &set)?, expected, "{dims:?} {set:?}");
        assert_eq!(ints(&data, Selection::mask(&mask))?, expected);
    }
    Ok(())
}
