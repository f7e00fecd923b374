//! Several threads at one image, each doing all of the work: the times stay the same as far as there are processors.
use divan::{Bencher, counter::BytesCount};
use h5mem::{Dataset, File};
use ndarray::Array2;

use crate::{
    into_image,
    pipeline::{gzip, noisy},
};

fn of_image(file: File) -> Dataset {
    File::from_image(into_image(file)).open().unwrap().dataset("x").unwrap()
}

#[divan::bench(threads = [1, 2, 4])]
fn gzip_read(bencher: Bencher<'_, '_>) {
    let (file, values) = (File::in_memory().unwrap(), noisy());
    drop(gzip(&file, &values));
    let x = of_image(file);
    bencher.counter(BytesCount::of_many::<f64>(values.len())).bench(|| x.read::<Array2<f64>>().unwrap());
}

#[divan::bench(threads = [1, 2, 4])]
fn rows(bencher: Bencher<'_, '_>) {
    let file = File::in_memory().unwrap();
    file.write("x", &noisy()).unwrap();
    let x = of_image(file);
    bencher.bench(|| x.slice(1000).read::<Vec<f64>>().unwrap());
}
