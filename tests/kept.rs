//! Chunks and extents of files that may change are kept from one read to the next: what is read is always what is there now.
#![cfg(feature = "ndarray")]
use std::cell::{Cell, RefCell};

use h5mem::{AsArray, Dataset, ErrorKind, Extent, File, FromArray, Result, Source, VirtualSource};
use ndarray::{Array2, s};

#[path = "direct/random.rs"]
mod random;
use random::Random;

/// Reads after which even small chunks are decoded here, if nothing changes.
const TIMES: usize = 20;
const CHUNK: [usize; 2] = [7, 5];
const WIDTH: usize = 12;
const FILL: i32 = -1;

fn numbers(rows: usize, first: usize) -> Array2<i32> {
    Array2::from_shape_fn((rows, WIDTH), |(i, j)| ((first + i) * 100 + j) as i32)
}

/// A file with a dataset `x` that may grow, of which nothing waits to be encoded.
fn growing(rows: usize) -> Result<(File, Dataset)> {
    let file = File::in_memory()?;
    let max = [Extent::UNLIMITED, WIDTH];
    let data = file.new_dataset("x").max_shape(max).chunk(CHUNK).shuffle().deflate(1).fill(FILL).shape([rows, WIDTH]).create::<i32>()?;
    data.write(&numbers(rows, 0))?;
    file.flush()?;
    Ok((file, data))
}

/// Reads row after row, and blocks over several chunks, until they are kept.
#[track_caller]
fn check(data: &Dataset, expected: &Array2<i32>) {
    let rows = expected.nrows();
    assert_eq!(data.shape().expect("a shape"), [rows, WIDTH]);
    for n in 0..if rows == 0 { 0 } else { TIMES } {
        let (row, col) = (n * 5 % rows, n % WIDTH);
        assert_eq!(data.slice(s![row, ..]).read::<Vec<i32>>().expect("a row"), expected.row(row).to_vec(), "row {row}");
        assert_eq!(data.slice(s![.., col]).read::<Vec<i32>>().expect("a column"), expected.column(col).to_vec(), "column {col}");
        assert_eq!(data.slice(s![row, col]).read::<i32>().expect("a number"), expected[[row, col]]);
    }
    assert_eq!(data.read::<Array2<i32>>().expect("all"), *expected);
    assert_eq!(data.slice((rows, ..)).read::<Vec<i32>>().unwrap_err().kind(), ErrorKind::OutOfBounds);
}

#[test]
fn what_other_handles_change_is_seen() -> Result<()> {
    let (file, data) = growing(20)?;
    let mut expected = numbers(20, 0);
    file.link_hard("y", "x")?;
    for n in 0..3i32 {
        for other in [file.dataset("x")?, file.dataset("y")?, data.clone()] {
            check(&data, &expected);
            other.slice(s![3, 4]).write(&n)?;
            expected[[3, 4]] = n;
            check(&data, &expected);
            file.flush()?; // what waited is encoded: it may be kept again
            check(&data, &expected);
            other.slice(s![.., 1]).write(&[n + 1; 20])?;
            expected.column_mut(1).fill(n + 1);
            file.flush()?;
            check(&data, &expected);
            other.resize([5, WIDTH])?;
            check(&data, &expected.slice(s![..5, ..]).to_owned());
            other.resize([20, WIDTH])?;
            expected.slice_mut(s![5.., ..]).fill(FILL);
            check(&data, &expected);
            file.flush()?;
            check(&data, &expected);
            other.append(&[n; WIDTH])?;
            check(&data, &ndarray::concatenate![ndarray::Axis(0), expected, Array2::from_elem((1, WIDTH), n)]);
            other.resize([20, WIDTH])?;
            other.write(&expected)?;
            file.flush()?;
        }
    }
    Ok(())
}

/// Chunk bytes as they are, one after the other, and what becomes of them.
#[test]
fn a_chunk_that_is_written_raw_is_seen() -> Result<()> {
    let (file, data) = growing(21)?;
    let mut expected = numbers(21, 0);
    check(&data, &expected);
    let other = file.dataset("x")?;
    let (bytes, mask) = other.read_chunk([0, 0])?;
    for at in [7, 14] {
        other.write_chunk([at, 0], &bytes, mask)?;
        let first = expected.slice(s![..7, ..5]).to_owned();
        expected.slice_mut(s![at..at + 7, ..5]).assign(&first);
        check(&data, &expected);
    }
    Ok(())
}

/// Values that are had while the dataset is read.
struct Reading<'a> {
    data: &'a Dataset,
    before: i32,
    after: i32,
    calls: Cell<usize>,
}

impl Reading<'_> {
    fn read(&self) {
        self.data.file().flush().expect("flushed"); // so that chunks are kept
        for _ in 0..TIMES {
            assert_eq!(self.data.slice(s![2, 2]).read::<i32>().expect("a number"), self.before);
        }
        self.calls.set(self.calls.get() + 1);
    }
}

impl AsArray for Reading<'_> {
    type Elem = i32;
    fn extent(&self) -> Extent {
        ().into()
    }
    fn as_slice(&self) -> Option<&[i32]> {
        None
    }
    fn for_each(&self, f: &mut dyn FnMut(&i32)) {
        self.read();
        f(&self.after);
    }
}

/// A shape that is had while the dataset is read.
struct Shape<'a>(Reading<'a>, [usize; 2]);

impl From<Shape<'_>> for Extent {
    fn from(Shape(reading, shape): Shape<'_>) -> Self {
        reading.read();
        assert_eq!(reading.data.shape().expect("a shape")[0], 20);
        shape.into()
    }
}

#[test]
fn what_is_read_amidst_a_change_is_not_taken_for_the_change() -> Result<()> {
    let (file, data) = growing(20)?;
    let mut before = numbers(20, 0)[[2, 2]];
    let values = |before, after| Reading { data: &data, before, after, calls: Cell::new(0) };
    for after in 0..4 {
        file.flush()?; // so that chunks are kept
        let reading = values(before, after);
        file.dataset("x")?.slice(s![2, 2]).write(&reading)?;
        assert_eq!(reading.calls.get(), 1);
        assert_eq!(data.slice(s![2, 2]).read::<i32>()?, after);
        before = after;
    }
    file.flush()?;
    let (bytes, mask) = data.read_chunk([7, 0])?;
    data.write_chunk(Shape(values(before, 0), [0, 0]), &bytes, mask)?;
    let before = data.slice(s![2, 2]).read::<i32>()?;
    assert_eq!(before, numbers(20, 0)[[9, 2]]);
    data.resize(Shape(values(before, 0), [2, WIDTH]))?;
    assert_eq!(data.shape()?, [2, WIDTH]);
    assert_eq!(data.slice(s![2, 2]).read::<i32>().unwrap_err().kind(), ErrorKind::OutOfBounds);
    Ok(())
}

thread_local! {
    /// What [`Later`] changes before it reads, and to what.
    static CHANGES: RefCell<Option<(Dataset, i32)>> = const { RefCell::new(None) };
}

/// The elements after a change of them.
struct Later(Vec<i32>);

impl FromArray for Later {
    fn from_source(source: &Source<'_>) -> Result<Self> {
        if let Some((data, after)) = CHANGES.take() {
            data.slice(s![2, 2]).write(&after)?;
            data.file().flush()?;
            assert_eq!(data.slice(s![2, 2]).read::<i32>()?, after);
        }
        source.elements().map(Self)
    }
}

#[test]
fn what_changes_amidst_a_read_is_read_as_it_is_then() -> Result<()> {
    let (file, data) = growing(20)?;
    for n in 0..3 {
        for _ in 0..TIMES {
            let before: Later = data.slice(s![2, ..3]).read()?;
            assert_eq!(before.0[2], if n == 0 { numbers(20, 0)[[2, 2]] } else { n - 1 });
        }
        CHANGES.set(Some((file.dataset("x")?, n)));
        assert_eq!(data.slice(s![2, ..3]).read::<Later>()?.0[2], n);
        assert_eq!(data.slice(s![2, ..3]).read::<Later>()?.0[2], n);
    }
    Ok(())
}

#[test]
fn a_closed_file_has_nothing_kept() -> Result<()> {
    let (file, data) = growing(20)?;
    check(&data, &numbers(20, 0));
    data.refresh()?;
    check(&data, &numbers(20, 0));
    file.close().map_err(|returned| returned.error)?;
    assert_eq!(data.slice(s![2, 2]).read::<i32>().unwrap_err().kind(), ErrorKind::Closed);
    assert_eq!(data.shape().unwrap_err().kind(), ErrorKind::Closed);
    Ok(())
}

/// What shows other datasets changes with those.
#[test]
fn a_virtual_dataset_shows_its_source_as_it_is() -> Result<()> {
    let file = File::in_memory()?;
    let source = file.new_dataset("source").chunk([4]).resizable().deflate(1).write(&[1, 2, 3])?;
    file.flush()?;
    let shown = file.new_dataset("shown").shape([3]).fill(9).virtual_from(.., VirtualSource::same_file("source", 3)).create::<i32>()?;
    for n in 2..5 {
        for _ in 0..TIMES {
            assert_eq!(shown.slice(1..).read::<Vec<i32>>()?, [n, 3]);
            assert_eq!(source.slice(1).read::<i32>()?, n);
        }
        shown.slice(1).write(&(n + 1))?;
        if n == 3 {
            file.flush()?;
        }
    }
    Ok(())
}

/// Any changes by any handle, in any order, against an array that is changed alike.
#[test]
fn whatever_is_done_all_handles_read_what_is_there() -> Result<()> {
    for seed in 0..30 {
        let random = &mut Random(seed);
        let (file, data) = growing(20)?;
        let mut expected = numbers(20, 0);
        let handles = [data.clone(), file.dataset("x")?, file.dataset("/x")?];
        for step in 0..60 {
            let (handle, rows) = (&handles[random.below(handles.len())], expected.nrows());
            match random.below(9) {
                0 if rows > 0 => {
                    let at = [random.below(rows), random.below(WIDTH)];
                    handle.slice(s![at[0], at[1]]).write(&step)?;
                    expected[at] = step;
                }
                1 if rows > 0 => {
                    let row = random.below(rows);
                    handle.slice(s![row, ..]).write(&[step; WIDTH])?;
                    expected.row_mut(row).fill(step);
                }
                2 => {
                    let rows = random.below(30);
                    handle.resize([rows, WIDTH])?;
                    let mut resized = Array2::from_elem((rows, WIDTH), FILL);
                    let common = rows.min(expected.nrows());
                    resized.slice_mut(s![..common, ..]).assign(&expected.slice(s![..common, ..]));
                    expected = resized;
                }
                3 => {
                    let more = numbers(random.below(9), 1000);
                    handle.append(&more)?;
                    expected = ndarray::concatenate![ndarray::Axis(0), expected, more];
                }
                4 => {
                    expected = numbers(rows, random.below(1000));
                    handle.write(&expected)?;
                }
                5 => file.attrs().set("step", &step)?,
                _ => {
                    if random.chance() {
                        file.flush()?;
                    }
                    check(handle, &expected);
                }
            }
        }
        handles.iter().for_each(|handle| check(handle, &expected));
        let copy = File::from_image(file.image()?).open_rw()?;
        check(&copy.dataset("x")?, &expected);
    }
    Ok(())
}

/// Rows of chunks that one thread reads again and again while another changes all of a chunk at once: never a number that was gone before.
#[test]
fn threads_read_what_is_there_when_they_do() -> Result<()> {
    let (file, data) = growing(CHUNK[0])?;
    let now = &std::sync::atomic::AtomicI32::new(0);
    use std::sync::atomic::Ordering::SeqCst;
    data.write(&Array2::from_elem((CHUNK[0], WIDTH), 0))?;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let other = file.dataset("x").expect("it is there");
            for n in 1..=40 {
                other.write(&Array2::from_elem((CHUNK[0], WIDTH), n)).expect("written");
                now.store(n, SeqCst);
                file.flush().expect("flushed");
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
        });
        for _ in 0..2 {
            scope.spawn(|| {
                while now.load(SeqCst) < 40 {
                    let before = now.load(SeqCst);
                    let read = data.slice(s![3, ..]).read::<Vec<i32>>().expect("a row");
                    let after = now.load(SeqCst);
                    assert!(read.iter().all(|n| *n == read[0] && (before..=after + 1).contains(n)), "{read:?} of {before} to {after}");
                }
            });
        }
    });
    assert_eq!(data.slice(s![3, ..]).read::<Vec<i32>>()?, [40; WIDTH]);
    Ok(())
}
