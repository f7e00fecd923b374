//! Rows of structs as programs have them: with padding, truth values and enums.
//!
//! h5mem stores them without padding. C programs mostly store them as they are in memory, which takes no conversion; C that reads a file of h5py,
//! PyTables or h5mem converts, by default through a buffer of 1 MiB that the library clears for each transfer.
use std::mem::offset_of;

use h5mem::{Dataset, Extent, File};
use hdf5_metno as metno;

use crate::{
    case::Case,
    measure::{Contenders, alike, repeat},
    plain::{self, Number},
    setup::{Shuffled, metno_file},
};

pub fn all() -> Vec<Case> {
    use Twin::{Packed, Padded, SmallBuffer};
    let case = Case::new;
    vec![
        case("read 1 padded row", 1.5, || read::<Reading>(1, Padded)),
        case("read 1 padded row, C converts", 1.0, || read::<Reading>(1, Packed)),
        case("read 1 padded row, C with a small buffer", 1.5, || read::<Reading>(1, SmallBuffer)),
        case("read 1,000 padded rows", 8.0, || read::<Reading>(1000, Padded)),
        case("read 1,000 padded rows, C converts", 1.0, || read::<Reading>(1000, Packed)),
        case("read 1,000,000 padded rows", 1.5, || read::<Reading>(N, Padded)),
        case("read 1,000,000 padded rows, C converts", 1.0, || read::<Reading>(N, Packed)),
        case("write 1 padded row", 1.5, || write::<Reading>(1, Padded)),
        case("write 1 padded row, C with a small buffer", 1.5, || write::<Reading>(1, SmallBuffer)),
        case("write 1,000,000 padded rows", 1.5, || write::<Reading>(N, Padded)),
        case("write 1,000,000 padded rows, C converts", 1.0, || write::<Reading>(N, Packed)),
        case("read 1 row with bool and enum", 1.5, || read::<State>(1, Padded)),
        case("read 1,000 rows with bool and enum", 8.0, || read::<State>(1000, Padded)),
        case("read 1,000,000 rows with bool and enum", 1.5, || read::<State>(N, Padded)),
        case("write 1 row with bool and enum", 1.5, || write::<State>(1, Padded)),
        case("write 1,000,000 rows with bool and enum", 1.5, || write::<State>(N, Padded)),
        case("append 1,000 rows without padding", 1.15, append::<Plain>),
        case("append 1,000 padded rows", 1.15, append::<Reading>),
        case("append 1,000 rows with bool and enum", 1.15, append::<State>),
    ]
}

const N: usize = 1_000_000;

/// How C's file has the rows, and how C reads them.
#[derive(Clone, Copy, PartialEq)]
enum Twin {
    /// As in memory.
    Padded,
    /// Without padding, as h5mem.
    Packed,
    /// Without padding, through a conversion buffer of 4 KiB.
    SmallBuffer,
}

trait Row: h5mem::H5Type + h5mem::AsArray + h5mem::FromArray + metno::H5Type + Copy + PartialEq + 'static {
    fn nth(n: usize) -> Self;

    /// The struct as it is in memory.
    fn dtype() -> plain::Id;
}

/// 14 bytes, and 16 in memory.
#[derive(h5mem::H5Type, metno::H5Type, Clone, Copy, PartialEq)]
#[repr(C)]
struct Reading {
    time: f64,
    sensor: u16,
    value: f32,
}

impl Row for Reading {
    fn nth(n: usize) -> Self {
        Self { time: n as f64, sensor: n as u16, value: -(n as f32) }
    }

    fn dtype() -> plain::Id {
        plain::compound(
            size_of::<Self>(),
            &[
                (c"time", offset_of!(Self, time), Number::F64),
                (c"sensor", offset_of!(Self, sensor), Number::U16),
                (c"value", offset_of!(Self, value), Number::F32),
            ],
        )
    }
}

/// 10 bytes, and 16 in memory.
#[derive(h5mem::H5Type, metno::H5Type, Clone, Copy, PartialEq)]
#[repr(C)]
struct State {
    time: f64,
    valid: bool,
    kind: Kind,
}

#[derive(h5mem::H5Type, metno::H5Type, Clone, Copy, PartialEq)]
#[repr(i8)]
enum Kind {
    Low = -1,
    Middle = 0,
    High = 1,
}

impl Row for State {
    fn nth(n: usize) -> Self {
        Self { time: n as f64, valid: n % 2 == 1, kind: [Kind::Low, Kind::Middle, Kind::High][n % 5 % 3] }
    }

    fn dtype() -> plain::Id {
        let truth = plain::enum_type(&[(c"FALSE", 0), (c"TRUE", 1)]);
        let kind = plain::enum_type(&[(c"Low", -1), (c"Middle", 0), (c"High", 1)]);
        plain::compound_of(
            size_of::<Self>(),
            &[
                (c"time", offset_of!(Self, time), plain::f64_type()),
                (c"valid", offset_of!(Self, valid), truth),
                (c"kind", offset_of!(Self, kind), kind),
            ],
        )
    }
}

/// 16 bytes without padding, to hold the others against.
#[derive(h5mem::H5Type, metno::H5Type, Clone, Copy, PartialEq)]
#[repr(C)]
struct Plain {
    time: f64,
    sensor: u32,
    value: f32,
}

impl Row for Plain {
    fn nth(n: usize) -> Self {
        Self { time: n as f64, sensor: n as u32, value: -(n as f32) }
    }

    fn dtype() -> plain::Id {
        plain::compound(
            size_of::<Self>(),
            &[
                (c"time", offset_of!(Self, time), Number::F64),
                (c"sensor", offset_of!(Self, sensor), Number::I32),
                (c"value", offset_of!(Self, value), Number::F32),
            ],
        )
    }
}

fn rows<R: Row>(n: usize) -> Vec<R> {
    (0..n).map(R::nth).collect()
}

/// A dataset of `N` rows in C.
struct PlainRows {
    dataset: plain::Id,
    dtype: plain::Id,
    space: plain::Id,
    transfer: plain::Id,
}

impl PlainRows {
    fn new<R: Row>(rows: &[R], twin: Twin) -> Self {
        let (file, dtype, space) = (plain::file(), R::dtype(), plain::space(&[N as u64]));
        let stored = if twin == Twin::Padded { dtype } else { plain::packed(dtype) };
        let dataset = plain::create(file, c"x", stored, space);
        plain::write(dataset, dtype, space, 0, rows);
        Self { dataset, dtype, space, transfer: if twin == Twin::SmallBuffer { plain::buffer_of(4096) } else { 0 } }
    }

    /// The file's dataspace with `n` rows from `at` on.
    fn part(&self, at: usize, n: usize) -> plain::Id {
        if n == N {
            return 0;
        }
        plain::select(self.space, [at as u64], [n as u64]);
        self.space
    }

    fn read<R>(&self, memory: plain::Id, at: usize, n: usize) -> Vec<R> {
        plain::read_by(self.dataset, self.dtype, memory, self.part(at, n), self.transfer, n)
    }

    fn write<R>(&self, memory: plain::Id, at: usize, rows: &[R]) {
        plain::write_by(self.dataset, self.dtype, memory, self.part(at, rows.len()), self.transfer, rows);
    }
}

struct All<R> {
    ours: (Dataset, File),
    plain: PlainRows,
    metno: (metno::Dataset, metno::File),
    rows: Vec<R>,
}

fn everywhere<R: Row>(twin: Twin) -> All<R> {
    let (rows, ours, metno) = (rows::<R>(N), File::in_memory().unwrap(), metno_file());
    let builder = metno.new_dataset_builder().with_data(&rows);
    let x = if twin == Twin::Padded { builder } else { builder.packed(true) }.create("x").unwrap();
    All { ours: (ours.write("x", &rows).unwrap(), ours), plain: PlainRows::new(&rows, twin), metno: (x, metno), rows }
}

/// Places for `n` rows.
fn places(n: usize) -> Shuffled {
    Shuffled::new(N - n + 1)
}

fn read<R: Row>(n: usize, twin: Twin) -> Contenders {
    let All { ours, plain, metno, .. } = everywhere::<R>(twin);
    let memory = plain::space(&[n as u64]);
    let (mut a, mut b, mut c) = (places(n), places(n), places(n));
    alike(
        move || match (a.next(), n) {
            (at, 1) => vec![ours.0.slice(at).read::<R>().unwrap()],
            (_, N) => ours.0.read::<Vec<R>>().unwrap(),
            (at, _) => ours.0.slice(at..at + n).read::<Vec<R>>().unwrap(),
        },
        move || plain.read::<R>(memory, b.next(), n),
        Some(Box::new(move || {
            let at = c.next();
            if n == N { metno.0.read_raw::<R>().unwrap() } else { metno.0.read_slice_1d::<R, _>(at..at + n).unwrap().to_vec() }
        })),
    )
}

fn write<R: Row>(n: usize, twin: Twin) -> Contenders {
    let All { ours, plain, metno, rows } = everywhere::<R>(twin);
    let memory = plain::space(&[n as u64]);
    let new: Vec<R> = rows.into_iter().rev().take(n).collect();
    let (new_plain, new_metno) = (new.clone(), new.clone());
    let plain_rows = std::rc::Rc::new(plain);
    let written = (ours.0.clone(), std::rc::Rc::clone(&plain_rows), metno.0.clone());
    let (mut a, mut b, mut c) = (places(n), places(n), places(n));
    let mut ours = move || match (a.next(), n) {
        (at, 1) => ours.0.slice(at).write(&new[0]).unwrap(),
        (_, N) => ours.0.write(&new).unwrap(),
        (at, _) => ours.0.slice(at..at + n).write(&new).unwrap(),
    };
    let mut plain = move || plain_rows.write(memory, b.next(), &new_plain);
    let mut metno = move || {
        let at = c.next();
        if n == N { metno.0.write_raw(&new_metno).unwrap() } else { metno.0.write_slice(&new_metno, at..at + n).unwrap() }
    };
    ours();
    plain();
    metno();
    let found = written.0.read::<Vec<R>>().unwrap();
    assert!(found == written.1.read::<R>(plain::space(&[N as u64]), 0, N) && found == written.2.read_raw::<R>().unwrap(), "different rows");
    Contenders { ours: repeat(ours), plain: repeat(plain), metno: Some(repeat(metno)) }
}

/// A row at a time to a dataset in chunks of 512 rows, flushed in the end: h5mem's rows may wait until then.
fn append<R: Row>() -> Contenders {
    const TIMES: usize = 1000;
    let (a, dtype, memory) = (rows::<R>(TIMES), R::dtype(), plain::space(&[1]));
    let (b, c) = (a.clone(), a.clone());
    let ours = move || {
        let file = File::in_memory().unwrap();
        let x = file.new_dataset("x").shape([0]).max_shape([Extent::UNLIMITED]).chunk([512]).create::<R>().unwrap();
        a.iter().for_each(|row| x.append(row).unwrap());
        file.flush().unwrap();
        (x, file)
    };
    let plain = move |looked_at: &mut dyn FnMut(plain::Id)| {
        let file = plain::file();
        let dataset = plain::create_series(file, c"x", dtype, 512);
        b.iter().enumerate().for_each(|(n, row)| plain::extend(dataset, dtype, memory, n as u64, std::slice::from_ref(row)));
        plain::flush(file);
        looked_at(dataset);
        plain::close_dataset(dataset);
        plain::close(file);
    };
    let (found, mut theirs) = (ours().0.read::<Vec<R>>().unwrap(), Vec::new());
    plain(&mut |dataset| theirs = plain::read::<R>(dataset, dtype, plain::space(&[TIMES as u64]), 0, TIMES));
    assert!(found == theirs, "different rows");
    Contenders {
        ours: repeat(move || drop(ours())),
        plain: repeat(move || plain(&mut |_| ())),
        metno: Some(repeat(move || {
            let file = metno_file();
            let x = file.new_dataset::<R>().chunk(512).shape(0..).create("x").unwrap();
            for (n, row) in c.iter().enumerate() {
                x.resize(n + 1).unwrap();
                x.write_slice(std::slice::from_ref(row), n..=n).unwrap();
            }
            file.flush().unwrap();
        })),
    }
}
