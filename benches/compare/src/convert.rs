//! Numbers that are read as other numbers: wider, narrower, floats for integers.
use h5mem::{Dataset, File};
use hdf5_metno as metno;

use crate::{
    case::Case,
    measure::{Contenders, alike},
    plain::{self, Number},
    setup::{PlainDataset, PlainFile, Shuffled, metno_file, numbers},
};

pub fn all() -> Vec<Case> {
    let case = Case::new;
    vec![
        case("read 1 f32 as f64", 1.0, || one(0)),
        case("read 1 f32 as f64, C with a small buffer", 1.0, || one(4096)),
        case("read 4,000,000 f32 as f64", 1.15, || wider(|n| n as f32, Number::F32, Number::F64, f64::from)),
        case("read 4,000,000 i16 as f32", 1.15, || wider(|n| n as i16, Number::I16, Number::F32, f32::from)),
        case("read 4,000,000 i16 as i32", 1.15, || wider(|n| n as i16, Number::I16, Number::I32, i32::from)),
        case("read_lossy 4,000,000 f64 as f32", 1.15, || narrower(false, Against::C)),
        case("read_lossy 4,000,000 f64 as f32, gzip", 1.15, || narrower(true, Against::C)),
        case("read_lossy 4,000,000 f64 as f32, beside as", 0.8, || narrower(false, Against::As)).against("read and as f32"),
        case("read_lossy 4,000,000 f64 as f32, gzip, beside as", 0.8, || narrower(true, Against::As)).against("read and as f32"),
    ]
}

const N: usize = 4_000_000;
const CHUNK: usize = 64 * 1024;

/// One of 100,000 numbers.
fn one(buffer: usize) -> Contenders {
    const LEN: usize = 100_000;
    let values: Vec<f32> = (0..LEN).map(|n| n as f32).collect();
    let (file, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let ours = (file.write("x", &values).unwrap(), file);
    let (memory, space) = (plain::space(&[1]), plain::space(&[LEN as u64]));
    let transfer = if buffer == 0 { 0 } else { plain::buffer_of(buffer) };
    let dataset = plain::create(plain, c"x", plain::native(Number::F32), space);
    plain::write(dataset, plain::native(Number::F32), space, 0, &values);
    let metno = (metno.new_dataset_builder().with_data(&values).create("x").unwrap(), metno);
    let (mut a, mut b, mut c) = (Shuffled::new(LEN), Shuffled::new(LEN), Shuffled::new(LEN));
    alike(
        move || ours.0.slice(a.next()).read::<f64>().unwrap(),
        move || {
            plain::select(space, [b.next() as u64], [1]);
            plain::read_by::<f64>(dataset, plain::f64_type(), memory, space, transfer, 1)[0]
        },
        Some(Box::new(move || {
            let at = c.next();
            metno.0.read_slice_1d::<f64, _>(at..=at).unwrap()[0]
        })),
    )
}

trait Element: h5mem::H5Type + metno::H5Type + Copy + PartialEq + 'static {}
impl<T: h5mem::H5Type + metno::H5Type + Copy + PartialEq + 'static> Element for T {}

/// All of a contiguous dataset, in a type that has room for each number.
fn wider<S: Element, T: Element>(value: fn(usize) -> S, stored: Number, read: Number, exact: fn(S) -> T) -> Contenders
where
    Vec<S>: h5mem::AsArray,
    Vec<T>: h5mem::FromArray,
{
    let values: Vec<S> = (0..N).map(value).collect();
    let (file, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let ours = (file.write("x", &values).unwrap(), file);
    let space = plain::space(&[N as u64]);
    let dataset = plain::create(plain, c"x", plain::native(stored), space);
    plain::write(dataset, plain::native(stored), space, 0, &values);
    let metno = (metno.new_dataset_builder().with_data(&values).create("x").unwrap(), metno);
    assert!(ours.0.read::<Vec<T>>().unwrap().into_iter().eq(values.into_iter().map(exact)));
    alike(
        move || ours.0.read::<Vec<T>>().unwrap(),
        move || plain::read::<T>(dataset, plain::native(read), space, 0, N),
        Some(Box::new(move || metno.0.read_raw::<T>().unwrap())),
    )
}

#[derive(PartialEq)]
enum Against {
    C,
    /// h5mem's exact read, and Rust's `as`.
    As,
}

fn narrower(gzip: bool, against: Against) -> Contenders {
    let values: Vec<f64> = numbers(N).iter().map(|x| x / 7.0).collect();
    let (file, metno) = (File::in_memory().unwrap(), metno_file());
    let new = file.new_dataset("x");
    let ours = if gzip { new.chunk([CHUNK]).shuffle().deflate(4) } else { new }.write(&values).unwrap();
    let image = file.image().unwrap();
    let dataset = PlainDataset::open(PlainFile(plain::copy_of(&image)), c"x");
    let builder = metno.new_dataset_builder().with_data(&values);
    let x = if gzip { builder.chunk(CHUNK).shuffle().deflate(4) } else { builder }.create("x").unwrap();
    let space = plain::space(&[N as u64]);
    let exact = ours.clone();
    let narrow = move |x: &Dataset| x.read_lossy::<Vec<f32>>().unwrap();
    let kept = (file, metno);
    match against {
        Against::C => alike(
            move || {
                let _open = &kept;
                narrow(&ours)
            },
            move || plain::read::<f32>(dataset.id(), plain::native(Number::F32), space, 0, N),
            Some(Box::new(move || x.read_raw::<f32>().unwrap())),
        ),
        Against::As => alike(
            move || {
                let _open = &kept;
                narrow(&ours)
            },
            move || exact.read::<Vec<f64>>().unwrap().into_iter().map(|x| x as f32).collect::<Vec<f32>>(),
            None,
        ),
    }
}
