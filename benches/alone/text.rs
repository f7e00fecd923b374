//! Strings of variable length.
use divan::{Bencher, counter::ItemsCount};
use h5mem::File;

const N: usize = 10_000;

fn texts() -> Vec<String> {
    (0..N).map(|n| format!("text number {n}")).collect()
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let x = File::in_memory().unwrap().write("x", &texts()).unwrap();
    bencher.counter(ItemsCount::new(N)).bench_local(|| x.read::<Vec<String>>().unwrap());
}

#[divan::bench]
fn write(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher
        .counter(ItemsCount::new(N))
        .with_inputs(|| File::in_memory().unwrap())
        .bench_local_refs(|file| file.write("x", &texts).unwrap());
}
