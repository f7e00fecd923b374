//! Programs with several threads: a loader of shuffled batches, and a log that is written and read at once.
use std::thread;

use h5mem::{Dataset, Extent, File};
use hdf5_ffi as ffi;
use hdf5_metno as metno;
use ndarray::Array2;
use rayon::ThreadPool;

use crate::{
    case::Case,
    measure::{Contenders, alike, repeat},
    plain::{self, Number},
    setup::{PlainDataset, PlainFile, Shuffled, made_once, metno_file, pool},
};

pub fn all() -> Vec<Case> {
    let case = Case::new;
    vec![
        case("loader: batches of 64 rows, gzip", 0.5, loader),
        case("loader: batches of 64 rows, gzip, beside row by row", 1.0, row_by_row).against("row by row"),
        case("loader: batches of 64 rows, gzip, 2 threads", 0.556, || loaders(2)).threads(),
        case("loader: batches of 64 rows, gzip, 4 threads", 0.556, || loaders(4)).threads(),
        case("log: a writer and two readers", 1.0, log).cores(usize::MAX),
    ]
}

const ROWS: usize = 50_000;
const ROW: usize = 1024;
/// Rows of a chunk, of 64 KiB.
const CHUNK: usize = 16;
const BATCH: usize = 64;

fn samples() -> Array2<f32> {
    let noise = |n: usize| ((n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as f32 / (1u32 << 24) as f32;
    Array2::from_shape_fn((ROWS, ROW), |(row, column)| (column as f32 / 100.0).sin() + row as f32 + noise(row * ROW + column) / 1000.0)
}

fn image() -> h5mem::Image {
    made_once("samples.h5", || {
        let file = File::in_memory().unwrap();
        drop(file.new_dataset("x").chunk([CHUNK, ROW]).shuffle().deflate(4).write(&samples()).unwrap());
        file
    })
}

fn batch(rows: &mut Shuffled) -> Vec<usize> {
    (0..BATCH).map(|_| rows.next()).collect()
}

fn read(x: &Dataset, rows: &[usize]) -> Vec<f32> {
    x.slice((rows, ..)).read().unwrap()
}

fn dataset() -> Dataset {
    File::from_image(image()).open().unwrap().dataset("x").unwrap()
}

/// In C and in hdf5-metno row by row: a selection of many rows takes the library longer.
fn loader() -> Contenders {
    let image = image();
    let plain = PlainDataset::open(PlainFile(plain::open_image(&image)), c"x");
    let (memory, space) = (plain::space(&[1, ROW as u64]), plain::space(&[ROWS as u64, ROW as u64]));
    let x = File::from_image(image).open().unwrap().dataset("x").unwrap();
    let (mut a, mut b) = (Shuffled::new(ROWS), Shuffled::new(ROWS));
    alike(
        move || read(&x, &batch(&mut a)),
        move || {
            let mut values = Vec::with_capacity(BATCH * ROW);
            for row in batch(&mut b) {
                plain::select(space, [row as u64, 0], [1, ROW as u64]);
                values.extend(plain::read::<f32>(plain.id(), plain::native(Number::F32), memory, space, ROW));
            }
            values
        },
        None,
    )
}

fn row_by_row() -> Contenders {
    let x = dataset();
    let y = x.clone();
    let (mut a, mut b) = (Shuffled::new(ROWS), Shuffled::new(ROWS));
    alike(
        move || read(&x, &batch(&mut a)),
        move || {
            let mut values = vec![0.0f32; BATCH * ROW];
            for (row, into) in batch(&mut b).into_iter().zip(values.chunks_exact_mut(ROW)) {
                y.slice(row).read_into(into).unwrap();
            }
            values
        },
        None,
    )
}

/// Eight batches by so many threads, each with a pool of a single thread, against one thread that reads all.
fn loaders(threads: usize) -> Contenders {
    const BATCHES: usize = 8;
    let x = dataset();
    let y = x.clone();
    let pools: Vec<ThreadPool> = (0..threads).map(|_| pool(1)).collect();
    let one = pool(1);
    let (mut a, mut b) = (Shuffled::new(ROWS), Shuffled::new(ROWS));
    let batches = |rows: &mut Shuffled| (0..BATCHES).map(|_| batch(rows)).collect::<Vec<_>>();
    alike(
        move || {
            let batches = batches(&mut a);
            let work = |(pool, batches): (&ThreadPool, &[Vec<usize>])| {
                let sum = |rows: &Vec<usize>| pool.install(|| read(&x, rows)).iter().map(|&value| f64::from(value)).sum::<f64>();
                batches.iter().map(sum).collect::<Vec<f64>>()
            };
            let work = &work;
            thread::scope(|scope| {
                let shares = pools.iter().zip(batches.chunks(BATCHES / threads));
                let all: Vec<_> = shares.map(|share| scope.spawn(move || work(share))).collect();
                all.into_iter().flat_map(|one| one.join().unwrap()).collect::<Vec<f64>>()
            })
        },
        move || {
            let sum = |rows: Vec<usize>| one.install(|| read(&y, &rows)).iter().map(|&value| f64::from(value)).sum::<f64>();
            batches(&mut b).into_iter().map(sum).collect()
        },
        None,
    )
}

/// Rows that the log has at first.
const BEFORE: usize = 200;
const WRITTEN: usize = 2000;
const LOOKS: usize = 500;
const LAST: usize = 100;

/// One thread appends numbers one by one, two others read the last hundred at once; in C and in hdf5-metno, which have no `append`, the dataset is
/// made longer, and each operation has the library's lock, as in a libhdf5 for threads. Flushed in the end.
fn log() -> Contenders {
    let metno = || -> Box<dyn FnMut() -> usize> { Box::new(metno_log) };
    let Contenders { ours, plain, .. } = alike(our_log, plain_log, Some(metno()));
    Contenders { ours, plain, metno: Some(repeat(metno())) }
}

fn together(write: impl FnOnce() + Send, read: impl Fn() + Sync) {
    thread::scope(|scope| {
        scope.spawn(write);
        for _ in 0..2 {
            scope.spawn(|| (0..LOOKS).for_each(|_| read()));
        }
    });
}

fn our_log() -> usize {
    let file = File::in_memory().unwrap();
    let x = file.new_dataset("x").shape([0]).max_shape([Extent::UNLIMITED]).chunk([1024]).create::<f64>().unwrap();
    x.append(&vec![0.5; BEFORE]).unwrap();
    let write = || (0..WRITTEN).for_each(|n| x.append(&[n as f64]).unwrap());
    together(write, || {
        let len = x.shape().unwrap()[0];
        assert_eq!(x.slice(len - LAST..len).read::<Vec<f64>>().unwrap().len(), LAST);
    });
    file.flush().unwrap();
    x.shape().unwrap()[0]
}

fn plain_log() -> usize {
    let file = plain::file();
    let x = plain::create_series(file, c"x", plain::f64_type(), 1024);
    let (one, last) = (plain::space(&[1]), plain::space(&[LAST as u64]));
    plain::extend(x, plain::f64_type(), plain::space(&[BEFORE as u64]), 0, &[0.5; BEFORE]);
    let write = || {
        for n in 0..WRITTEN {
            let _lock = ffi::lock();
            plain::extend(x, plain::f64_type(), one, (BEFORE + n) as u64, &[n as f64]);
        }
    };
    together(write, || {
        let _lock = ffi::lock();
        let space = plain::space_of(x);
        plain::select(space, [plain::len(space) - LAST as u64], [LAST as u64]);
        assert_eq!(plain::read::<f64>(x, plain::f64_type(), last, space, LAST).len(), LAST);
        plain::close_space(space);
    });
    plain::flush(file);
    let space = plain::space_of(x);
    let len = plain::len(space) as usize;
    [one, last, space].into_iter().for_each(plain::close_space);
    plain::close_dataset(x);
    plain::close(file);
    len
}

fn metno_log() -> usize {
    let file: metno::File = metno_file();
    let x = file.new_dataset::<f64>().chunk(1024).shape(0..).create("x").unwrap();
    x.resize(BEFORE).unwrap();
    x.write_slice(&vec![0.5; BEFORE], 0..BEFORE).unwrap();
    let write = || {
        for n in BEFORE..BEFORE + WRITTEN {
            x.resize(n + 1).unwrap();
            x.write_slice(&[n as f64], n..=n).unwrap();
        }
    };
    together(write, || {
        let len = x.size();
        assert_eq!(x.read_slice_1d::<f64, _>(len - LAST..len).unwrap().len(), LAST);
    });
    file.flush().unwrap();
    x.size()
}
