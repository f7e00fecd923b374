//! Parts of an array of 64 MiB, of a file that is written to and of an image.
use divan::{Bencher, counter::BytesCount};
use h5mem::{Dataset, File, Selection};
use ndarray::{Array2, s};

use crate::into_image;

const ROWS: usize = 8 * 1024;
const ROW: usize = 1024;
const BLOCK: usize = 64;

#[derive(Clone, Copy, Debug)]
enum From {
    Writable,
    Image,
}

const BOTH: [From; 2] = [From::Writable, From::Image];

fn dataset(from: From) -> Dataset {
    let file = File::in_memory().unwrap();
    let dataset = file.write("x", &Array2::from_shape_fn((ROWS, ROW), |(row, column)| (row * ROW + column) as f64)).unwrap();
    match from {
        From::Writable => dataset,
        From::Image => {
            drop(dataset);
            File::from_image(into_image(file)).open().unwrap().dataset("x").unwrap()
        }
    }
}

#[divan::bench(args = BOTH)]
fn whole(bencher: Bencher<'_, '_>, from: From) {
    let x = dataset(from);
    bencher.counter(BytesCount::of_many::<f64>(ROWS * ROW)).bench_local(|| x.read::<Array2<f64>>().unwrap());
}

#[divan::bench(args = BOTH)]
fn row(bencher: Bencher<'_, '_>, from: From) {
    let (x, mut at) = (dataset(from), 0);
    bencher.counter(BytesCount::of_many::<f64>(ROW)).bench_local(|| {
        at = (at + 7919) % ROWS;
        x.slice((at, ..)).read::<Vec<f64>>().unwrap()
    });
}

#[divan::bench(args = BOTH)]
fn column(bencher: Bencher<'_, '_>, from: From) {
    let (x, mut at) = (dataset(from), 0);
    bencher.counter(BytesCount::of_many::<f64>(ROWS)).bench_local(|| {
        at = (at + 389) % ROW;
        x.slice((.., at)).read::<Vec<f64>>().unwrap()
    });
}

#[divan::bench(args = BOTH)]
fn block(bencher: Bencher<'_, '_>, from: From) {
    let (x, mut at) = (dataset(from), 0);
    bencher.counter(BytesCount::of_many::<f64>(BLOCK * BLOCK)).bench_local(|| {
        at = (at + 389) % (ROW - BLOCK);
        x.slice(s![at..at + BLOCK, at..at + BLOCK]).read::<Array2<f64>>().unwrap()
    });
}

#[divan::bench(args = BOTH)]
fn points(bencher: Bencher<'_, '_>, from: From) {
    let x = dataset(from);
    let points: Vec<[usize; 2]> = (0..1000).map(|n| [n * 7919 % ROWS, n * 31 % ROW]).collect();
    bencher.bench_local(|| x.slice(Selection::points(&points)).read::<Vec<f64>>().unwrap());
}
