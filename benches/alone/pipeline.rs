//! Chunks through filters, and datasets that grow.
use divan::{Bencher, counter::BytesCount};
use h5mem::{Dataset, File};
use ndarray::{Array2, s};

const DIMS: [usize; 2] = [2048, 1024];
const CHUNK: [usize; 2] = [256, 256];
const LEVEL: u8 = 4;

/// A signal with noise in all but its first digits.
pub(crate) fn noisy() -> Array2<f64> {
    let noise = |n: usize| ((n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) as f64 / f64::from(1u32 << 31);
    Array2::from_shape_fn(DIMS, |(row, column)| {
        let n = row * DIMS[1] + column;
        (n as f64 / 1000.0).sin() + noise(n) / 1000.0
    })
}

pub(crate) fn gzip(file: &File, values: &Array2<f64>) -> Dataset {
    file.new_dataset("x").chunk(CHUNK).shuffle().deflate(LEVEL).write(values).unwrap()
}

fn bytes() -> BytesCount {
    BytesCount::of_many::<f64>(DIMS[0] * DIMS[1])
}

#[divan::bench]
fn gzip_read(bencher: Bencher<'_, '_>) {
    let x = gzip(&File::in_memory().unwrap(), &noisy());
    bencher.counter(bytes()).bench_local(|| x.read::<Array2<f64>>().unwrap());
}

#[divan::bench]
fn gzip_write(bencher: Bencher<'_, '_>) {
    let values = noisy();
    bencher.counter(bytes()).with_inputs(|| File::in_memory().unwrap()).bench_local_refs(|file| gzip(file, &values));
}

#[divan::bench]
fn gzip_rows(bencher: Bencher<'_, '_>) {
    let (x, mut at) = (gzip(&File::in_memory().unwrap(), &noisy()), 0);
    bencher.bench_local(|| {
        at = (at + 1) % DIMS[0];
        x.slice(s![at, ..CHUNK[1]]).read::<Vec<f64>>().unwrap()
    });
}

#[divan::bench(args = [1, 100])]
fn append_1000_times(bencher: Bencher<'_, '_>, rows: usize) {
    let values = vec![1.5; rows];
    bencher.bench_local(|| {
        let log = File::in_memory().unwrap().new_dataset("x").shape([0]).resizable().chunk([4096]).create::<f64>().unwrap();
        (0..1000).for_each(|_| log.append(&values).unwrap());
        log
    });
}
