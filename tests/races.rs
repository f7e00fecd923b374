//! Threads that read, write, append, resize, create, delete, take images and close at the same time: in whatever order, what is read was
//! written as one, and what was written is all there in the end.
#![cfg(feature = "ndarray")]
use std::{collections::BTreeSet, thread};

use h5mem::{ByteOrder, Dataset, ErrorKind, Extent, File, FileAccess, H5Type, Result};
use ndarray::Array2;

#[path = "direct/random.rs"]
mod random;
use random::Random;

/// Elements of a row: rows by the dozen are more than what the library is left with.
const WIDTH: usize = 4096;
const CHUNK: [usize; 2] = [4, WIDTH];
const AT_ONCE: usize = 3;

/// Rows of which each is one number throughout.
fn rows(values: impl IntoIterator<Item = i64>) -> Array2<i64> {
    let values: Vec<i64> = values.into_iter().collect();
    Array2::from_shape_fn((values.len(), WIDTH), |(row, _)| values[row])
}

/// The number of each row.
#[track_caller]
fn numbers(read: &Array2<i64>) -> Vec<i64> {
    let one = |row: ndarray::ArrayView1<'_, i64>| {
        assert!(row.iter().all(|n| *n == row[0]), "a row of {} and others", row[0]);
        row[0]
    };
    read.rows().into_iter().map(one).collect()
}

fn growing(file: &File, name: &str) -> Result<Dataset> {
    let max = [Extent::UNLIMITED, WIDTH];
    file.new_dataset(name).shape([0, WIDTH]).max_shape(max).chunk(CHUNK).shuffle().deflate(1).fill(-1i64).create::<i64>()
}

/// A file of each kind that goes other ways, new and open for writing.
fn each_file(run: impl Fn(&File, &str) -> Result<()>) -> Result<()> {
    let directory = tempfile::tempdir()?;
    run(&File::in_memory()?, "memory")?;
    run(&File::create(directory.path().join("x.h5"))?, "disk")?;
    run(&FileAccess::core(false).create("core")?, "core")?;
    let empty = File::in_memory()?.into_image()?;
    run(&File::from_image(empty.clone()).open_rw()?, "shared image")?;
    drop(empty); // until here somebody else holds it
    Ok(())
}

/// Threads, all of which end well.
fn together<'s>(jobs: Vec<Box<dyn FnOnce() -> Result<()> + Send + 's>>) -> Result<()> {
    thread::scope(|scope| {
        let threads: Vec<_> = jobs.into_iter().map(|job| scope.spawn(job)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().expect("no panic"))
    })
}

#[test]
fn appended_rows_are_whole_and_all_there() -> Result<()> {
    each_file(|file, what| {
        const APPENDS: i64 = 6;
        let data = &growing(file, "x")?;
        let mut jobs: Vec<Box<dyn FnOnce() -> Result<()> + Send>> = Vec::new();
        for thread in 0..2i64 {
            jobs.push(Box::new(move || {
                (0..APPENDS).try_for_each(|n| data.append(&rows((0..6).map(|row| thread * 1000 + n * 10 + row))).map(drop))
            }));
        }
        for thread in 0..2 {
            jobs.push(Box::new(move || {
                let (random, mut before) = (&mut Random(thread), 0);
                for _ in 0..8 {
                    let read = numbers(&data.read()?);
                    assert!(read.len() >= before && read.len() % 6 == 0, "{} rows after {before}, {what}", read.len());
                    assert!(read.iter().all(|n| *n >= 0), "a row that was not written, {what}");
                    before = read.len();
                    if before > 0 {
                        let start = random.below(before);
                        let part = numbers(&data.slice((start..before, ..)).read()?);
                        assert_eq!(part, read[start..], "{what}");
                    }
                }
                Ok(())
            }));
        }
        jobs.push(Box::new(|| {
            for n in 0..5 {
                file.attrs().set("n", &n)?;
                let copy = if n % 2 == 0 { File::from_image(file.image()?).open()? } else { file.snapshot()? };
                assert_eq!(copy.attrs().get::<i32>("n")?, n);
                let read = numbers(&copy.dataset("x")?.read()?);
                assert!(read.len() % 6 == 0 && read.iter().all(|n| *n >= 0), "{read:?} in a copy, {what}");
            }
            Ok(())
        }));
        together(jobs)?;
        let all: BTreeSet<i64> = numbers(&data.read()?).into_iter().collect();
        let written = (0..2).flat_map(|thread| (0..APPENDS).flat_map(move |n| (0..6).map(move |row| thread * 1000 + n * 10 + row)));
        assert_eq!(all, written.collect(), "{what}");
        Ok(())
    })
}

#[test]
fn what_is_read_was_written_as_one() -> Result<()> {
    each_file(|file, what| {
        const ROWS: usize = 48;
        let (one, other) = (&growing(file, "one")?, &growing(file, "other")?);
        let all = |n: i64| rows(std::iter::repeat_n(n, ROWS));
        for data in [one, other] {
            data.resize([ROWS, WIDTH])?;
            data.write(&all(0))?;
        }
        let mut jobs: Vec<Box<dyn FnOnce() -> Result<()> + Send>> = Vec::new();
        for thread in 0..2i64 {
            jobs.push(Box::new(move || (1..6).try_for_each(|n| one.write(&all(n * 10 + thread)))));
        }
        // of the other rows come and go
        jobs.push(Box::new(move || {
            for n in 1..6 {
                other.resize([ROWS / 4, WIDTH])?;
                other.resize([ROWS, WIDTH])?;
                other.slice((ROWS / 2.., ..)).write(&rows(std::iter::repeat_n(n, ROWS - ROWS / 2)))?;
            }
            Ok(())
        }));
        for _ in 0..2 {
            jobs.push(Box::new(move || {
                let mut into = Array2::zeros((ROWS, WIDTH));
                for _ in 0..6 {
                    one.read_into(&mut into)?;
                    let read = numbers(&into);
                    assert!(read.iter().all(|n| *n == read[0]), "{read:?}, {what}");
                    let read = numbers(&other.read()?);
                    assert!([ROWS / 4, ROWS].contains(&read.len()), "{} rows, {what}", read.len());
                    let (first, rest) = read.split_at(ROWS / 4);
                    assert!(first.iter().all(|n| *n == 0), "{read:?}, {what}");
                    // rows that come back are the fill value, until they are written together
                    let (second, third) = rest.split_at(rest.len() / 3);
                    let same = |rows: &[i64]| rows.iter().all(|n| *n == rows[0]);
                    assert!(same(second) && same(third) && (second.is_empty() || second[0] <= 0), "{read:?}, {what}");
                }
                Ok(())
            }));
        }
        together(jobs)?;
        assert_eq!(numbers(&other.read()?)[ROWS / 2..], [5; ROWS / 2]);
        let last = numbers(&one.read()?)[0];
        assert!(last == 50 || last == 51, "{last}, {what}");
        Ok(())
    })
}

#[test]
fn datasets_come_and_go_whole() -> Result<()> {
    each_file(|file, what| {
        let mut jobs: Vec<Box<dyn FnOnce() -> Result<()> + Send>> = Vec::new();
        for thread in 0..AT_ONCE as i64 {
            jobs.push(Box::new(move || {
                for n in 0..3 {
                    let name = format!("{thread} {n}");
                    let values = rows(std::iter::repeat_n(thread * 10 + n, 36));
                    let data = file.new_dataset(&name).chunk(CHUNK).shuffle().deflate(1).fletcher32().write(&values)?;
                    assert_eq!(data.read::<Array2<i64>>()?, values, "{what}");
                    assert_eq!(file.dataset(&name)?.slice((30..34, ..)).read::<Array2<i64>>()?, values.slice(ndarray::s![30..34, ..]));
                    if n % 2 == 0 {
                        file.remove(&name)?;
                        // what is open lives on
                        assert_eq!(data.read::<Array2<i64>>()?, values, "removed, {what}");
                    }
                }
                Ok(())
            }));
        }
        jobs.push(Box::new(move || {
            for _ in 0..6 {
                for name in file.names()? {
                    // whoever creates a dataset writes it later: it has its shape and no number yet, or all
                    let read = match file.dataset(&name).and_then(|data| data.read::<Array2<i64>>()) {
                        Ok(read) => numbers(&read),
                        Err(error) => {
                            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}, {what}");
                            continue;
                        }
                    };
                    let (thread, n) = name.split_once(' ').expect("two numbers");
                    let number = thread.parse::<i64>().expect("a number") * 10 + n.parse::<i64>().expect("a number");
                    assert!(read.len() == 36 && read.iter().all(|n| *n == read[0] && [0, number].contains(n)), "{name}: {read:?}, {what}");
                }
            }
            Ok(())
        }));
        together(jobs)?;
        assert_eq!(file.names()?.len(), AT_ONCE, "{what}");
        Ok(())
    })
}

#[test]
fn a_file_may_be_closed_at_any_moment() -> Result<()> {
    for round in 0..3 {
        each_file(|file, what| {
            let data = growing(file, "x")?;
            data.append(&rows(0..40))?;
            let allowed = |result: Result<()>| match result {
                Err(error) if error.kind() != ErrorKind::Closed => panic!("{error}, {what}"),
                result => result.is_ok(),
            };
            let (data, allowed) = (&data, &allowed);
            thread::scope(|scope| {
                for _ in 0..2 {
                    scope.spawn(move || {
                        let read = || data.read().map(|read| assert_eq!(numbers(&read)[..40], (0..40).collect::<Vec<_>>()));
                        while allowed(read()) {}
                    });
                }
                scope.spawn(move || {
                    let written = || data.slice((8..24, ..)).write(&rows(8..24)).and_then(|()| data.append(&rows([7])).map(drop));
                    while allowed(written()) {}
                });
                scope.spawn(move || {
                    (0..round).for_each(|_| drop(file.image().map(|image| image.len())));
                    file.clone().close().map_err(h5mem::Error::from).expect("closed");
                });
            });
            assert_eq!(data.read::<Array2<i64>>().unwrap_err().kind(), ErrorKind::Closed);
            Ok(())
        })?;
    }
    Ok(())
}

/// Work of a pool's threads within each other: whoever waits for the library must not be waited for.
#[cfg(feature = "rayon")]
#[test]
fn a_pools_threads_do_not_wait_for_each_other() -> Result<()> {
    use rayon::prelude::*;
    each_file(|file, what| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("threads");
        let data = growing(file, "x")?;
        data.append(&rows(0..40))?;
        pool.install(|| {
            (0..24i64).into_par_iter().try_for_each(|n| -> Result<()> {
                match n % 4 {
                    0 => data.slice((n as usize..n as usize + 16, ..)).write(&rows(n..n + 16))?,
                    1 => drop(file.new_dataset(&n.to_string()).chunk(CHUNK).deflate(1).write(&rows(0..40))?),
                    2 => {
                        let read: Vec<_> = (0..4).into_par_iter().map(|_| data.read::<Array2<i64>>()).collect::<Result<_>>()?;
                        read.iter().for_each(|read| assert_eq!(numbers(read), (0..40).collect::<Vec<_>>(), "{what}"));
                    }
                    _ => assert_eq!(numbers(&data.slice((4..38, ..)).read()?), (4..38).collect::<Vec<_>>(), "{what}"),
                }
                Ok(())
            })
        })
    })
}

/// Plain C calls under the lock change a file without a word: what is read is whole chunk by chunk.
#[cfg(unix)]
#[test]
#[allow(unsafe_code)] // the plain C calls
fn plain_c_calls_may_change_it_meanwhile() -> Result<()> {
    use hdf5_ffi as ffi;
    use std::{ffi::CString, os::unix::ffi::OsStrExt};
    const ROWS: usize = 40;
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("x.h5");
    let file = File::create(&path)?;
    let data = &growing(&file, "x")?;
    data.append(&rows([0; ROWS]))?;
    let path = &CString::new(path.as_os_str().as_bytes()).expect("no NUL");
    let writer = move || {
        let (other, shared) = {
            let _lock = ffi::lock();
            // SAFETY: the lock is held, the names are NUL-terminated
            let other = unsafe { ffi::H5Fopen(path.as_ptr(), 1, 0) };
            // SAFETY: as above
            (other, unsafe { ffi::H5Dopen2(other, c"x".as_ptr(), 0) })
        };
        assert!(other >= 0 && shared >= 0);
        for n in 1..12i64 {
            let _lock = ffi::lock();
            let values = vec![n; ROWS * WIDTH];
            // SAFETY: the lock is held; the lengths are two, and there is a value for each element
            unsafe {
                for rows in [4u64, ROWS as u64 + 8, ROWS as u64] {
                    assert!(ffi::H5Dset_extent(shared, [rows, WIDTH as u64].as_ptr()) >= 0);
                    thread::yield_now();
                }
                assert!(ffi::H5Dwrite(shared, ffi::H5T_NATIVE_INT64_g, 0, 0, 0, values.as_ptr().cast()) >= 0);
                assert!(ffi::H5Dflush(shared) >= 0);
            }
        }
        for rows in [4u64, ROWS as u64 + 400, 4, 400, 4, ROWS as u64] {
            let _lock = ffi::lock();
            // SAFETY: as above
            assert!(unsafe { ffi::H5Dset_extent(shared, [rows, WIDTH as u64].as_ptr()) } >= 0);
        }
        let _lock = ffi::lock();
        // SAFETY: as above
        assert!(unsafe { ffi::H5Dclose(shared) >= 0 && ffi::H5Fclose(other) >= 0 });
        Ok(())
    };
    let reader = move || {
        for _ in 0..20 {
            // where its lengths changed in the middle, libhdf5 may say so
            if let Ok(read) = data.read::<Array2<i64>>() {
                let read = numbers(&read);
                assert!(read.chunks(CHUNK[0]).all(|chunk| chunk.iter().all(|n| *n == chunk[0] && (-1..12).contains(n))), "{read:?}");
            }
        }
        Ok(())
    };
    together(vec![Box::new(writer), Box::new(reader), Box::new(reader)])?;
    assert_eq!(data.shape()?, [ROWS, WIDTH]);
    Ok(())
}

/// Values that are all the same at any moment, whoever writes, resizes or reads: no read sees a write half done.
#[test]
fn reads_see_one_moment_while_others_write() -> Result<()> {
    let file = File::in_memory()?;
    let ones = |n: i64, rows: usize| Array2::from_elem((rows, 1000), n);
    // more than is read under one lock, so that writers come in between
    let dataset = file.new_dataset("x").chunk([10, 1000]).resizable().shuffle().deflate(1).write(&ones(0, 3000))?;
    thread::scope(|scope| {
        let writer = scope.spawn(|| -> Result<()> {
            for n in 1..5 {
                dataset.write(&ones(n, 3000))?;
            }
            Ok(())
        });
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| -> Result<()> {
                    for _ in 0..3 {
                        let read: Vec<i64> = dataset.read()?;
                        assert_eq!(read.len(), 3_000_000);
                        assert!(read.iter().all(|n| *n == read[0]), "{} and others", read[0]);
                    }
                    Ok(())
                })
            })
            .collect();
        writer.join().expect("no panic")?;
        readers.into_iter().try_for_each(|reader| reader.join().expect("no panic"))
    })?;
    thread::scope(|scope| {
        let resizer = scope.spawn(|| -> Result<()> {
            for n in 0..16 {
                dataset.resize([if n % 2 == 0 { 5 } else { 3000 }, 1000])?;
                thread::yield_now();
            }
            Ok(())
        });
        let reader = scope.spawn(|| -> Result<()> {
            let mut cut = false;
            for _ in 0..6 {
                let read: Vec<i64> = dataset.read()?;
                assert!([5_000, 3_000_000].contains(&read.len()), "{}", read.len());
                // what was cut off is the fill value when it comes back; before it was cut off it was there
                let rest = read.last().copied().filter(|_| read.len() > 5_000).unwrap_or(0);
                assert!([0, 4].contains(&rest) && (rest == 0 || !cut), "{rest}");
                assert!(read[5_000..].iter().all(|n| *n == rest) && read[..5_000].iter().all(|n| *n == 4));
                cut |= rest == 0;
            }
            Ok(())
        });
        resizer.join().expect("no panic")?;
        reader.join().expect("no panic")
    })
}

/// The same of data in one piece, which is copied without the lock, in either order of its bytes and looked at on the way.
#[test]
fn data_in_one_piece_is_read_at_one_moment() -> Result<()> {
    const LEN: usize = 1 << 20;
    let file = File::in_memory()?;
    let data = file.write("x", &vec![0i32; LEN])?;
    let turned = file.new_dataset("turned").shape([LEN]).create_as(&i32::descriptor().with_order(ByteOrder::Big))?;
    let flags = file.write("flags", &vec![false; LEN])?;
    thread::scope(|scope| {
        let writer = scope.spawn(|| -> Result<()> {
            for n in 1..12 {
                data.write(&vec![n; LEN])?;
                turned.write(&vec![n; LEN])?;
                flags.write(&vec![n % 2 == 1; LEN])?;
            }
            Ok(())
        });
        let readers: Vec<_> = [&data, &turned, &data, &flags]
            .map(|data| {
                scope.spawn(move || -> Result<()> {
                    for _ in 0..12 {
                        if data.dtype()? == bool::descriptor() {
                            let read: Vec<bool> = data.read()?;
                            assert!(read.iter().all(|flag| *flag == read[0]));
                        } else {
                            let read: Vec<i32> = data.read()?;
                            assert!((0..12).contains(&read[0]) && read.iter().all(|n| *n == read[0]), "{} and others", read[0]);
                        }
                    }
                    Ok(())
                })
            })
            .into();
        writer.join().expect("no panic")?;
        readers.into_iter().try_for_each(|reader| reader.join().expect("no panic"))
    })?;
    assert_eq!(turned.slice(LEN - 5..).read::<Vec<i32>>()?, [11; 5]);
    Ok(())
}

/// Threads append, and read all that there is: each row is whole and nobody's is lost.
#[test]
fn appends_of_many_threads_are_all_there() -> Result<()> {
    let file = File::in_memory()?;
    let dataset =
        file.new_dataset("x").shape([0, 50_000]).chunk([2, 50_000]).max_shape([Extent::UNLIMITED, 50_000]).deflate(1).create::<i32>()?;
    thread::scope(|scope| {
        for thread in 0..3 {
            let dataset = &dataset;
            scope.spawn(move || {
                for _ in 0..4 {
                    dataset.append(&Array2::from_elem((3, 50_000), thread)).expect("appended");
                    let read: Array2<i32> = dataset.read().expect("read");
                    assert!(read.rows().into_iter().all(|row| row.iter().all(|n| *n == row[0])));
                }
            });
        }
    });
    let read: Array2<i32> = dataset.read()?;
    let mut rows: Vec<i32> = read.column(0).to_vec();
    rows.sort_unstable();
    assert_eq!(rows, [[0; 12], [1; 12], [2; 12]].concat());
    Ok(())
}
