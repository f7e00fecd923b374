//! Rows that are appended: in memory they wait for others, and nobody can tell.
#![allow(unsafe_code, missing_docs)] // another crate's calls of the library
use std::{
    fmt::Debug,
    ptr,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use h5mem::{ByteOrder, CopyOptions, Dataset, DynArray, Error, ErrorKind, Extent, File, FileAccess, H5Type, Result, Selection};
use hdf5_ffi as ffi;
use ndarray::{Array2, Array3, s};

fn kind<T: Debug, E: Into<Error>>(result: std::result::Result<T, E>) -> ErrorKind {
    result.map_err(Into::into).expect_err("it is to fail").kind()
}

/// Growing rows of 3, in chunks of 10.
fn log(file: &File) -> Result<Dataset> {
    file.new_dataset("log").shape([0, 3]).max_shape([Extent::UNLIMITED, 3]).chunk([10, 3]).create::<i32>()
}

fn rows(range: std::ops::Range<i32>) -> Array2<i32> {
    Array2::from_shape_fn((range.len(), 3), |(row, column)| 10 * (range.start + row as i32) + column as i32)
}

/// A way to see all rows of a file.
type Look = fn(&File) -> Result<Array2<i32>>;

/// What there is to see of a file, each by itself.
fn looks() -> Vec<(&'static str, Look)> {
    fn opened(image: impl Into<h5mem::Image>) -> Result<Array2<i32>> {
        File::from_image(image).open()?.dataset("log")?.read()
    }
    vec![
        ("read", |file| file.dataset("log")?.read()),
        ("slice", |file| file.dataset("log")?.slice(s![.., ..]).read()),
        ("shape", |file| {
            let log = file.dataset("log")?;
            let shape = log.shape()?;
            assert_eq!(log.len()?, shape[0] * 3);
            assert_eq!(log.max_shape()?, [usize::MAX, 3]);
            log.slice((..shape[0], ..)).read()
        }),
        ("display", |file| {
            let (log, text) = (file.dataset("log")?, file.dataset("log")?.to_string());
            assert!(text.contains(&format!("({}, 3)", log.shape()?[0])), "{text}");
            log.read()
        }),
        ("image", |file| opened(file.image()?)),
        ("snapshot", |file| file.snapshot()?.dataset("log")?.read()),
        ("save", |file| {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("saved.h5");
            file.save(&path)?;
            File::open(&path)?.dataset("log")?.read()
        }),
        ("copy in the file", |file| {
            file.copy("log", "copy")?;
            file.dataset("copy")?.read()
        }),
        ("copy to another", |file| {
            let other = File::in_memory()?;
            file.dataset("log")?.copy_to(&other, "copy", &CopyOptions::default())?;
            other.dataset("copy")?.read()
        }),
        ("mount", |file| {
            let above = File::in_memory()?;
            above.create_group("below")?;
            let _mount = above.mount("below", file)?;
            above.dataset("below/log")?.read()
        }),
        ("chunks", |file| {
            let log = file.dataset("log")?;
            let chunks = log.chunks()?.len();
            let all: Array2<i32> = log.read()?;
            assert_eq!(chunks, all.nrows().div_ceil(10));
            Ok(all)
        }),
        ("size", |file| {
            file.flush()?;
            let size = file.size()?;
            file.flush()?;
            assert_eq!(file.size()?, size, "nothing was left");
            file.dataset("log")?.read()
        }),
        ("read chunk", |file| {
            let (bytes, _) = file.dataset("log")?.read_chunk([0, 0])?;
            assert_eq!(bytes.len(), 120);
            file.dataset("log")?.read()
        }),
    ]
}

#[test]
fn whoever_looks_sees_every_row() -> Result<()> {
    for (name, look) in looks() {
        for count in [1, 9, 10, 11, 25] {
            let file = File::in_memory()?;
            let log = log(&file)?;
            for row in rows(0..count).rows() {
                log.append(&row)?;
            }
            assert_eq!(look(&file)?, rows(0..count), "{name}, {count} rows");
            log.append(&rows(count..count + 2))?;
            assert_eq!(log.read::<Array2<i32>>()?, rows(0..count + 2), "{name}, and two more");
        }
    }
    Ok(())
}

#[test]
fn ends_of_a_file_have_every_row() -> Result<()> {
    let check = |image: h5mem::Image| -> Result<()> {
        assert_eq!(File::from_image(image).open()?.dataset("log")?.read::<Array2<i32>>()?, rows(0..4));
        Ok(())
    };
    let begun = |file: &File| -> Result<Dataset> {
        let log = log(file)?;
        log.append(&rows(0..3))?;
        log.append(&rows(3..4))?;
        Ok(log)
    };
    let file = File::in_memory()?;
    drop(begun(&file)?);
    check(file.into_image()?)?;

    let file = File::in_memory()?;
    let log = begun(&file)?;
    let refused = file.into_image().unwrap_err();
    assert_eq!(refused.error.kind(), ErrorKind::InUse);
    drop(log);
    check(refused.value.into_image()?)?;

    // a backing store is written when the last handle goes
    let dir = tempfile::tempdir().unwrap();
    for access in [FileAccess::core(true), FileAccess::sec2(), FileAccess::stdio()] {
        let path = dir.path().join("a.h5");
        let log = begun(&access.create(&path)?)?;
        drop(log);
        assert_eq!(File::open(&path)?.dataset("log")?.read::<Array2<i32>>()?, rows(0..4));
    }
    Ok(())
}

#[test]
fn handles_of_one_dataset_append_to_one_end() -> Result<()> {
    let file = File::in_memory()?;
    let first = log(&file)?;
    file.link_hard("again", "log")?;
    let (second, clone) = (file.dataset("again")?, first.clone());
    for n in 0..8 {
        [&first, &second, &clone][n as usize % 3].append(&rows(3 * n..3 * n + 3))?;
    }
    drop(first);
    second.append(&rows(24..25))?;
    assert_eq!(clone.read::<Array2<i32>>()?, rows(0..25));
    second.append(&rows(25..26))?;
    assert_eq!(clone.shape()?, [26, 3]);
    drop((second, clone));
    assert_eq!(file.dataset("log")?.read::<Array2<i32>>()?, rows(0..26));
    Ok(())
}

#[test]
fn datasets_of_one_file_do_not_mix() -> Result<()> {
    let file = File::in_memory()?;
    let new = |name: &str| file.new_dataset(name).shape([0]).resizable().chunk([7]).create::<f64>();
    let (x, y) = (new("x")?, new("y")?);
    for n in 0..100 {
        x.append(&f64::from(n))?;
        if n % 3 == 0 {
            y.append(&[f64::from(n), -1.0])?;
        }
    }
    assert_eq!(x.read::<Vec<f64>>()?, (0..100).map(f64::from).collect::<Vec<_>>());
    assert_eq!(y.read::<Vec<f64>>()?, (0..100).step_by(3).flat_map(|n| [f64::from(n), -1.0]).collect::<Vec<_>>());
    Ok(())
}

/// A dataset that takes another's place has none of its rows.
#[test]
fn rows_of_what_is_removed_go_with_it() -> Result<()> {
    let file = File::in_memory()?;
    let old = log(&file)?;
    old.append(&rows(0..3))?;
    file.remove("log")?;
    let new = log(&file)?;
    new.append(&rows(7..8))?;
    old.append(&rows(3..4))?;
    assert_eq!((old.read::<Array2<i32>>()?, new.read::<Array2<i32>>()?), (rows(0..4), rows(7..8)));
    drop(old);
    new.append(&rows(8..9))?;
    assert_eq!(file.dataset("log")?.read::<Array2<i32>>()?, rows(7..9));
    Ok(())
}

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Event {
    time: f64,
    code: u8,
    text: String,
}

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Padded {
    code: u8,
    time: f64,
}

#[test]
fn elements_of_every_kind_are_appended() -> Result<()> {
    let file = File::in_memory()?;
    let new = |name: &str| file.new_dataset(name).shape([0]).resizable().chunk([4]);

    let events: Vec<_> = (0..10u8).map(|n| Event { time: n.into(), code: n, text: "x".repeat(n.into()) }).collect();
    let x = new("events").create::<Event>()?;
    events.iter().try_for_each(|event| x.append(event))?;
    assert_eq!(x.read::<Vec<Event>>()?, events);

    let padded: Vec<_> = (0..10u8).map(|code| Padded { code, time: -f64::from(code) }).collect();
    let x = new("padded").create::<Padded>()?;
    padded.iter().try_for_each(|event| x.append(event))?;
    assert_eq!(x.read::<Vec<Padded>>()?, padded);

    let x = new("texts").create::<String>()?;
    ["a", "", "ccc"].iter().try_for_each(|text| x.append(*text))?;
    assert_eq!(x.read::<Vec<String>>()?, ["a", "", "ccc"]);

    let x = new("truths").create::<bool>()?;
    (0..9).try_for_each(|n| x.append(&(n % 3 == 0)))?;
    assert_eq!(x.read::<Vec<bool>>()?, (0..9).map(|n| n % 3 == 0).collect::<Vec<_>>());

    // other numbers than the stored ones, of the other byte order
    for dtype in [f32::descriptor(), f64::descriptor(), i16::descriptor(), i64::descriptor()] {
        for (name, dtype) in [("as it is", dtype.clone()), ("turned", dtype.clone().with_order(ByteOrder::Big))] {
            let x = new(&format!("{dtype} {name}")).create_as(&dtype)?;
            x.append(&1u8)?;
            x.append(&[2i64, 3])?;
            x.append(&[-4.0f64])?;
            x.append(&x.slice(..2).read::<DynArray>()?)?;
            x.append(&7i16)?;
            assert_eq!(x.read::<Vec<i64>>()?, [1, 2, 3, -4, 1, 2, 7], "{name}");
        }
    }

    let x = file.new_dataset("blocks").shape([0, 2, 3]).max_shape([Extent::UNLIMITED, 2, 3]).chunk([5, 1, 2]).create::<u16>()?;
    let all = Array3::from_shape_fn((23, 2, 3), |(i, j, k)| (100 * i + 10 * j + k) as u16);
    for block in all.outer_iter() {
        x.append(&block)?;
    }
    assert_eq!(x.read::<Array3<u16>>()?, all);
    x.append(&all.slice(s![.., ..;-1, ..]))?;
    x.append(&all.slice(s![2, .., ..;-1]))?;
    assert_eq!(x.slice(s![46, .., ..]).read::<Array2<u16>>()?, all.slice(s![2, .., ..;-1]));
    Ok(())
}

#[test]
fn filtered_rows_are_as_others() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.new_dataset("x").shape([0, 3]).resizable().chunk([10, 2]).shuffle().deflate(1).fletcher32().create::<i32>()?;
    for row in rows(0..57).rows() {
        x.append(&row)?;
    }
    assert_eq!(x.slice(s![40.., ..]).read::<Array2<i32>>()?, rows(40..57));
    assert_eq!(File::from_image(file.image()?).open()?.dataset("x")?.read::<Array2<i32>>()?, rows(0..57));
    Ok(())
}

#[test]
fn faults_of_an_append_are_its_own() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.new_dataset("x").shape([0]).max_shape([5]).chunk([4]).create::<u8>()?;
    x.append(&1)?;
    assert_eq!(kind(x.append(&[2, 300])), ErrorKind::Overflow);
    assert_eq!(kind(x.append("text")), ErrorKind::Type);
    assert_eq!(kind(x.append(&[[1, 2]])), ErrorKind::Shape);
    x.append(&[0u8; 0])?;
    x.append(&2)?;
    assert_eq!(kind(x.append(&[3, 4, 5, 6])), ErrorKind::Shape); // one more than it may have
    x.append(&3)?;
    x.append(&[4, 5])?;
    assert_eq!(kind(x.append(&6)), ErrorKind::Shape);
    assert_eq!(x.read::<Vec<u8>>()?, [1, 2, 3, 4, 5]);

    let scalar = file.write("scalar", &1)?;
    assert_eq!(kind(scalar.append(&1)), ErrorKind::Shape);
    let whole = file.write("whole", &[1])?;
    assert!(matches!(kind(whole.append(&1)), ErrorKind::Unsupported | ErrorKind::Shape));
    let empty = file.new_dataset("empty").shape([0, 0]).resizable().chunk([2, 2]).create::<u8>()?;
    empty.append(&Array2::<u8>::zeros((3, 0)))?;
    assert_eq!(empty.shape()?, [3, 0]);

    let image = File::from_image(file.image()?).open()?;
    assert_eq!(kind(image.dataset("x")?.append(&1)), ErrorKind::ReadOnly);
    x.resize([3])?;
    x.append(&9)?;
    file.close()?;
    assert_eq!(kind(x.append(&1)), ErrorKind::Closed);
    Ok(())
}

/// The axes may change between two rows.
#[test]
fn rows_follow_the_extent() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.new_dataset("x").shape([0, 2]).resizable().chunk([4, 4]).create::<i16>()?;
    let other = file.dataset("x")?;
    x.append(&[1i16, 2])?;
    other.resize([1, 3])?;
    assert_eq!(kind(x.append(&[3i16, 4])), ErrorKind::Shape);
    x.append(&[3i16, 4, 5])?;
    other.resize([1, 3])?;
    x.append(&[6i16, 7, 8])?;
    other.slice((0, ..)).write(&[9i16, 9, 9])?;
    assert_eq!(x.read::<Vec<i16>>()?, [9, 9, 9, 6, 7, 8]);
    x.resize([0, 3])?;
    x.append(&[1i16, 1, 1])?;
    assert_eq!(x.read::<Vec<i16>>()?, [1, 1, 1]);
    Ok(())
}

/// Rows that come while a row comes: its values are the user's code.
#[test]
fn rows_within_rows_are_all_there() -> Result<()> {
    struct Nested<'a>(&'a Dataset, bool);
    impl h5mem::AsArray for Nested<'_> {
        type Elem = i32;
        fn extent(&self) -> Extent {
            [3].into()
        }
        fn as_slice(&self) -> Option<&[i32]> {
            None
        }
        fn for_each(&self, f: &mut dyn FnMut(&i32)) {
            self.0.append(&[7, 7, 7]).unwrap();
            if self.1 {
                assert_eq!(self.0.shape().unwrap()[1], 3);
            }
            (0..3).for_each(|n| f(&n));
        }
    }
    let file = File::in_memory()?;
    let x = log(&file)?;
    for n in 0..30 {
        x.append(&Nested(&x, n % 4 == 0))?;
    }
    let all = x.read::<Array2<i32>>()?;
    assert_eq!(all.nrows(), 60);
    let (outer, inner): (Vec<_>, Vec<_>) = all.rows().into_iter().map(|row| row.to_vec()).partition(|row| row[0] == 0);
    assert_eq!((outer, inner), (vec![vec![0, 1, 2]; 30], vec![vec![7; 3]; 30]));
    Ok(())
}

/// What cannot be written is told by whoever had to write it, and is tried again.
#[test]
fn rows_that_cannot_be_written_go_on_waiting() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.new_dataset("x").shape([0]).max_shape([5]).chunk([5]).create::<i32>()?;
    x.append(&[1, 2, 3])?;
    // somebody else makes it as long as it may be
    let extent = |len: u64| {
        let _lock = ffi::lock();
        // SAFETY: the lock is held; identifiers of the open datasets, of which one has this only length
        unsafe {
            let mut ids = vec![0; 4096];
            let count = ffi::H5Fget_obj_ids(ffi::H5F_OBJ_ALL.into(), ffi::H5F_OBJ_DATASET, ids.len(), ids.as_mut_ptr());
            let mine = ids[..count as usize].iter().copied().find(|&id| {
                let space = ffi::H5Dget_space(id);
                let mut max = [0; 32];
                let rank = ffi::H5Sget_simple_extent_dims(space, ptr::null_mut(), max.as_mut_ptr());
                ffi::H5Sclose(space);
                rank == 1 && max[0] == 5
            });
            assert!(ffi::H5Dset_extent(mine.expect("it is open"), &raw const len) >= 0);
        }
    };
    extent(4);
    assert_eq!(kind(x.shape()), ErrorKind::Library);
    assert_eq!(kind(file.flush()), ErrorKind::Library);
    let file = file.close().expect_err("rows would be lost").value;
    extent(1);
    x.append(&4)?;
    assert_eq!(x.read::<Vec<i32>>()?, [0, 1, 2, 3, 4]);
    file.close()?;
    Ok(())
}

/// Whatever is done, a file where rows wait is as one where none do.
#[test]
fn any_order_of_things_gives_the_same() -> Result<()> {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 11) % below
    };
    for round in 0..30 {
        let dir = tempfile::tempdir().unwrap();
        let files = [File::in_memory()?, FileAccess::core(false).create(dir.path().join("x"))?];
        let mut handles = Vec::new();
        for file in &files {
            let new = file.new_dataset("log").shape([0, 3]).resizable().chunk([1 + round % 7, 2]);
            handles.push([if round % 2 == 0 { new.deflate(1) } else { new }.create::<i32>()?, file.dataset("log")?]);
        }
        let mut model: Vec<[i32; 3]> = Vec::new();
        for step in 0..200 {
            let (what, which, count) = (random(16), random(2) as usize, random(4) as usize);
            let rows: Vec<[i32; 3]> = (0..count).map(|n| [step, n as i32, which as i32]).collect();
            let at = random(1 + model.len() as u64) as usize;
            for (file, handles) in files.iter().zip(&mut handles) {
                let x = &handles[which];
                match what {
                    0 => x.resize([at, 3])?,
                    1 if at < model.len() => x.slice(at).write(&[step; 3])?,
                    2 => assert_eq!(x.read::<Vec<[i32; 3]>>()?, model),
                    3 => assert_eq!(x.shape()?, [model.len(), 3]),
                    4 => handles[which] = file.dataset("log")?,
                    5 => file.flush()?,
                    6 => x.attrs().set("step", &step)?,
                    7 => x.append(&[step; 3])?,
                    _ => x.append(&rows)?,
                }
            }
            match what {
                0 => model.truncate(at),
                1 if at < model.len() => model[at] = [step; 3],
                2..=6 => {}
                7 => model.push([step; 3]),
                _ => model.extend(&rows),
            }
        }
        drop(handles);
        for file in files {
            let image = File::from_image(file.into_image()?).open()?;
            assert_eq!(image.dataset("log")?.read::<Vec<[i32; 3]>>()?, model);
        }
    }
    Ok(())
}

/// Every row once, those of a thread in its order, and none in pieces, whoever reads meanwhile.
#[test]
fn threads_append_and_read() -> Result<()> {
    const THREADS: i32 = 3;
    const ROWS: i32 = 400;
    for deflate in [false, true] {
        let file = File::in_memory()?;
        let new = file.new_dataset("log").shape([0, 4]).max_shape([Extent::UNLIMITED, 4]).chunk([64, 4]);
        let x = if deflate { new.deflate(1) } else { new }.create::<i32>()?;
        let done = AtomicBool::new(false);
        let check = |all: &Array2<i32>| {
            let mut next = [0; THREADS as usize];
            for row in all.rows() {
                let (thread, n) = (row[0], row[1]);
                assert_eq!(row.to_vec(), [thread, n, thread + n, thread ^ n], "whole");
                assert_eq!(next[thread as usize], n, "in order");
                next[thread as usize] += 1;
            }
            next
        };
        thread::scope(|scope| {
            let writers: Vec<_> = (0..THREADS)
                .map(|thread| {
                    let (file, x) = (&file, &x);
                    scope.spawn(move || {
                        let mut own = file.dataset("log").unwrap();
                        let row = |n: i32| [thread, n, thread + n, thread ^ n];
                        let mut n = 0;
                        while n < ROWS {
                            match n % 5 {
                                0 => x.append(&row(n)).unwrap(),
                                1 => own.append(&[row(n)]).unwrap(),
                                2 => {
                                    own = file.dataset("log").unwrap();
                                    own.append(&row(n)).unwrap();
                                }
                                _ => {
                                    own.append(&[row(n), row(n + 1)]).unwrap();
                                    n += 1;
                                }
                            }
                            n += 1;
                        }
                    })
                })
                .collect();
            let readers: Vec<_> = (0..2)
                .map(|reader| {
                    let (file, x, done) = (&file, &x, &done);
                    scope.spawn(move || {
                        let mut before = 0;
                        while !done.load(Ordering::Relaxed) {
                            let all: Array2<i32> = match reader {
                                0 => x.read().unwrap(),
                                _ => file.snapshot().unwrap().dataset("log").unwrap().slice(Selection::all()).read().unwrap(),
                            };
                            check(&all);
                            assert!(all.nrows() >= before, "rows stay");
                            before = all.nrows();
                        }
                    })
                })
                .collect();
            for writer in writers {
                writer.join().unwrap();
            }
            done.store(true, Ordering::Relaxed);
            readers.into_iter().for_each(|reader| reader.join().unwrap());
        });
        assert_eq!(check(&x.read()?), [ROWS; THREADS as usize]);
    }
    Ok(())
}
