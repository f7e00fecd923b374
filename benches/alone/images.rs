//! Files and their bytes.
use divan::Bencher;
use h5mem::File;

use crate::{into_image, numbers};

/// Bytes of the data.
const SIZES: [usize; 3] = [10_000, 1_000_000, 64_000_000];

fn file(size: usize) -> File {
    let file = File::in_memory().unwrap();
    file.write("x", &numbers(size / 8)).unwrap();
    file
}

#[divan::bench]
fn create(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| File::in_memory().unwrap());
}

#[divan::bench(args = SIZES)]
fn open(bencher: Bencher<'_, '_>, size: usize) {
    let image = into_image(file(size));
    bencher.bench_local(|| File::from_image(image.clone()).open().unwrap());
}

#[divan::bench(args = SIZES)]
fn open_and_view(bencher: Bencher<'_, '_>, size: usize) {
    let image = into_image(file(size));
    bencher.bench_local(|| File::from_image(image.clone()).open().unwrap().dataset("x").unwrap().view::<f64>().unwrap());
}

#[divan::bench(args = SIZES)]
fn image(bencher: Bencher<'_, '_>, size: usize) {
    let file = file(size);
    file.attrs().set("a", &1).unwrap();
    bencher.bench_local(|| file.image().unwrap());
}

#[divan::bench(args = SIZES)]
fn into(bencher: Bencher<'_, '_>, size: usize) {
    bencher.with_inputs(|| file(size)).bench_local_values(into_image);
}

#[divan::bench(args = SIZES)]
fn snapshot(bencher: Bencher<'_, '_>, size: usize) {
    let file = file(size);
    bencher.bench_local(|| file.snapshot().unwrap());
}
