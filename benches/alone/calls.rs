//! Single calls: 100 numbers, and attributes.
use divan::{Bencher, black_box};
use h5mem::{Dataset, File};

use crate::numbers;

const N: usize = 100;

fn dataset() -> Dataset {
    File::in_memory().unwrap().write("x", &numbers(N)).unwrap()
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let x = dataset();
    bencher.bench_local(|| x.read::<Vec<f64>>().unwrap());
}

#[divan::bench]
fn read_into(bencher: Bencher<'_, '_>) {
    let (x, mut values) = (dataset(), numbers(N));
    bencher.bench_local(|| x.read_into(black_box(&mut values)).unwrap());
}

#[divan::bench]
fn write(bencher: Bencher<'_, '_>) {
    let (x, values) = (dataset(), numbers(N));
    bencher.bench_local(|| x.write(black_box(&values)).unwrap());
}

#[divan::bench]
fn read_slice_of_10(bencher: Bencher<'_, '_>) {
    let x = dataset();
    bencher.bench_local(|| x.slice(20..30).read::<Vec<f64>>().unwrap());
}

#[divan::bench]
fn create_and_write(bencher: Bencher<'_, '_>) {
    let (file, values, mut n) = (File::in_memory().unwrap(), numbers(N), 0);
    bencher.bench_local(|| {
        n += 1;
        file.write(&n.to_string(), &values).unwrap()
    });
}

#[divan::bench]
fn open_and_read(bencher: Bencher<'_, '_>) {
    let file = dataset().file();
    bencher.bench_local(|| file.dataset("x").unwrap().read::<Vec<f64>>().unwrap());
}

#[divan::bench]
fn attribute_set(bencher: Bencher<'_, '_>) {
    let file = File::in_memory().unwrap();
    bencher.bench_local(|| file.attrs().set("a", black_box(&1.5)).unwrap());
}

#[divan::bench]
fn attribute_get(bencher: Bencher<'_, '_>) {
    let file = File::in_memory().unwrap();
    file.attrs().set("a", &1.5).unwrap();
    bencher.bench_local(|| file.attrs().get::<f64>("a").unwrap());
}

#[divan::bench]
fn attribute_get_text(bencher: Bencher<'_, '_>) {
    let file = File::in_memory().unwrap();
    file.attrs().set("a", "In memory file example").unwrap();
    bencher.bench_local(|| file.attrs().get::<String>("a").unwrap());
}

#[divan::bench]
fn attributes_5000(bencher: Bencher<'_, '_>) {
    let names: Vec<String> = (0..5000).map(|n| format!("attribute {n}")).collect();
    bencher.bench_local(|| {
        let file = File::in_memory().unwrap();
        names.iter().for_each(|name| file.attrs().set(name, &1.5).unwrap());
        file
    });
}

#[divan::bench]
fn names_of_1000_links(bencher: Bencher<'_, '_>) {
    let file = File::in_memory().unwrap();
    (0..1000).for_each(|n| drop(file.write(&format!("a name of some length {n}"), &1.5).unwrap()));
    bencher.bench_local(|| file.names().unwrap());
}
