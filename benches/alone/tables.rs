//! Rows of structs, of numbers only and with text.
use divan::{Bencher, counter::ItemsCount};
use h5mem::{File, H5Type};

const N: usize = 100_000;
const NAMED: usize = 10_000;

#[derive(H5Type, Clone, Copy)]
struct Row {
    id: u64,
    x: f64,
    y: f64,
    weight: f32,
    kind: i32,
}

fn rows() -> Vec<Row> {
    (0..N).map(|n| Row { id: n as u64, x: n as f64, y: -(n as f64), weight: 0.5, kind: n as i32 % 7 }).collect()
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let x = File::in_memory().unwrap().write("x", &rows()).unwrap();
    bencher.counter(ItemsCount::new(N)).bench_local(|| x.read::<Vec<Row>>().unwrap());
}

#[divan::bench]
fn read_10_rows(bencher: Bencher<'_, '_>) {
    let x = File::in_memory().unwrap().write("x", &rows()).unwrap();
    bencher.bench_local(|| x.slice(..10).read::<Vec<Row>>().unwrap());
}

#[divan::bench]
fn write(bencher: Bencher<'_, '_>) {
    let rows = rows();
    bencher.counter(ItemsCount::new(N)).with_inputs(|| File::in_memory().unwrap()).bench_local_refs(|file| file.write("x", &rows).unwrap());
}

#[derive(H5Type, Clone)]
struct Named {
    name: String,
    value: f64,
}

#[divan::bench]
fn read_with_text(bencher: Bencher<'_, '_>) {
    let rows: Vec<Named> = (0..NAMED).map(|n| Named { name: format!("row {n}"), value: n as f64 }).collect();
    let x = File::in_memory().unwrap().write("x", &rows).unwrap();
    bencher.counter(ItemsCount::new(NAMED)).bench_local(|| x.read::<Vec<Named>>().unwrap());
}
