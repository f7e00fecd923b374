//! Elements that are more than numbers: truths and enums, whose values are looked at, text and sequences of any length.
use std::{
    ffi::{CStr, CString, c_char},
    mem::offset_of,
};

use h5mem::File;
use hdf5_ffi as ffi;
use hdf5_metno::{
    self as metno,
    types::{VarLenArray, VarLenUnicode},
};

use crate::{
    case::Case,
    measure::{Contenders, afresh, repeat},
    plain,
    setup::{PlainFile, metno_file},
};

pub fn all() -> Vec<Case> {
    let case = Case::new;
    vec![
        case("read 1,000,000 bool", 1.15, truths),
        case("read 1,000,000 of an enum", 1.15, kinds),
        case("read 10,000 strings, image", 1.15, || texts(10_000)),
        case("read 100,000 strings, image", 1.15, || texts(100_000)),
        case("read 10,000 sequences", 1.15, read_sequences),
        case("write 10,000 sequences", 1.15, write_sequences),
        case("read 10,000 rows with text", 1.15, read_rows),
        case("write 10,000 rows with text", 1.15, write_rows),
    ]
}

const BYTES: usize = 1_000_000;
const N: usize = 10_000;

/// A dataset of bytes in C, and the work of reading it: the bytes as they are, whose values nobody looks at.
fn plain_bytes(dtype: plain::Id, values: &[i8]) -> impl FnMut() -> Vec<i8> + use<> {
    let (file, space) = (plain::file(), plain::space(&[BYTES as u64]));
    let dataset = plain::create(file, c"x", dtype, space);
    plain::write(dataset, dtype, space, 0, values);
    move || plain::read::<i8>(dataset, dtype, space, 0, BYTES)
}

fn truths() -> Contenders {
    let values: Vec<bool> = (0..BYTES).map(|n| n % 3 == 0).collect();
    let (ours, metno) = (File::in_memory().unwrap(), metno_file());
    let ours = (ours.write("x", &values).unwrap(), ours);
    let metno = (metno.new_dataset_builder().with_data(&values).create("x").unwrap(), metno);
    let bytes: Vec<i8> = values.iter().map(|&value| i8::from(value)).collect();
    Contenders {
        ours: repeat(move || ours.0.read::<Vec<bool>>().unwrap()),
        plain: repeat(plain_bytes(plain::enum_type(&[(c"FALSE", 0), (c"TRUE", 1)]), &bytes)),
        metno: Some(repeat(move || metno.0.read_raw::<bool>().unwrap())),
    }
}

#[derive(h5mem::H5Type, metno::H5Type, Clone, Copy)]
#[repr(i8)]
enum Kind {
    Low = -1,
    Middle = 0,
    High = 1,
}

fn kinds() -> Contenders {
    let values: Vec<Kind> = (0..BYTES).map(|n| [Kind::Low, Kind::Middle, Kind::High][n % 3]).collect();
    let (ours, metno) = (File::in_memory().unwrap(), metno_file());
    let ours = (ours.write("x", &values).unwrap(), ours);
    let metno = (metno.new_dataset_builder().with_data(&values).create("x").unwrap(), metno);
    let bytes: Vec<i8> = values.iter().map(|&value| value as i8).collect();
    Contenders {
        ours: repeat(move || ours.0.read::<Vec<Kind>>().unwrap()),
        plain: repeat(plain_bytes(plain::enum_type(&[(c"Low", -1), (c"Middle", 0), (c"High", 1)]), &bytes)),
        metno: Some(repeat(move || metno.0.read_raw::<Kind>().unwrap())),
    }
}

/// Of an image: opened once, by h5mem where it is, by C on CORE, which copies it.
fn texts(n: usize) -> Contenders {
    let file = File::in_memory().unwrap();
    file.write("x", &(0..n).map(|n| format!("text number {n}")).collect::<Vec<_>>()).unwrap();
    let image = file.into_image().map_err(|e| e.error).unwrap();
    let plain = plain::open_image(&image);
    let dataset = plain::open(plain, c"x");
    let (space, dtype) = (plain::space(&[n as u64]), plain::text_type());
    let ours = File::from_image(image).open().unwrap();
    let ours = (ours.dataset("x").unwrap(), ours);
    Contenders {
        ours: repeat(move || ours.0.read::<Vec<String>>().unwrap()),
        plain: repeat(move || {
            let read = plain::read::<*const c_char>(dataset, dtype, space, 0, n);
            let owned = plain::copied(&read);
            plain::reclaim(dtype, space, read);
            owned
        }),
        metno: None,
    }
}

fn sequences() -> Vec<Vec<f64>> {
    (0..N).map(|n| (0..n % 10).map(|i| (n + i) as f64).collect()).collect()
}

/// `hvl_t`.
#[derive(Clone, Copy)]
#[repr(C)]
struct Sequence {
    len: usize,
    data: *const f64,
}

fn sequence_type() -> plain::Id {
    let _lock = ffi::lock();
    // SAFETY: the lock is held
    unsafe {
        ffi::H5open();
        plain::id(ffi::H5Tvlen_create(ffi::H5T_NATIVE_DOUBLE_g))
    }
}

fn pointers(sequences: &[Vec<f64>]) -> Vec<Sequence> {
    sequences.iter().map(|values| Sequence { len: values.len(), data: values.as_ptr() }).collect()
}

/// In C the sequences are copied, too, as somebody who keeps them has to.
fn read_sequences() -> Contenders {
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let (space, dtype, sequences) = (plain::space(&[N as u64]), sequence_type(), sequences());
    let ours = (ours.write("x", &sequences).unwrap(), ours);
    let dataset = plain::create(plain, c"x", dtype, space);
    plain::write(dataset, dtype, space, 0, &pointers(&sequences));
    let values: Vec<VarLenArray<f64>> = sequences.iter().map(|values| VarLenArray::from_slice(values)).collect();
    let metno = (metno.new_dataset_builder().with_data(&values).create("x").unwrap(), metno);
    Contenders {
        ours: repeat(move || ours.0.read::<Vec<Vec<f64>>>().unwrap()),
        plain: repeat(move || {
            let read = plain::read::<Sequence>(dataset, dtype, space, 0, N);
            let copy = |&Sequence { len, data }: &Sequence| match len {
                0 => Vec::new(),
                // SAFETY: the library has just put so many numbers there
                len => unsafe { std::slice::from_raw_parts(data, len) }.to_vec(),
            };
            let owned: Vec<Vec<f64>> = read.iter().map(copy).collect();
            plain::reclaim(dtype, space, read);
            owned
        }),
        metno: Some(repeat(move || {
            metno.0.read_raw::<VarLenArray<f64>>().unwrap().iter().map(|values| values.to_vec()).collect::<Vec<Vec<f64>>>()
        })),
    }
}

/// Into a new file each time, of sequences that hdf5-metno has in its own form already.
fn write_sequences() -> Contenders {
    let (space, dtype, ours) = (plain::space(&[N as u64]), sequence_type(), sequences());
    let owned = ours.clone();
    let values: Vec<VarLenArray<f64>> = ours.iter().map(|values| VarLenArray::from_slice(values)).collect();
    Contenders {
        ours: afresh(|| File::in_memory().unwrap(), move |file, n| drop(file.write(&n.to_string(), &ours).unwrap())),
        plain: afresh(
            || PlainFile(plain::file()),
            move |file, n| {
                let dataset = plain::create(file.0, &CString::new(n.to_string()).unwrap(), dtype, space);
                plain::write(dataset, dtype, space, 0, &pointers(&owned));
                plain::close_dataset(dataset);
            },
        ),
        metno: Some(afresh(metno_file, move |file, n| {
            drop(file.new_dataset_builder().with_data(&values).create(&*n.to_string()).unwrap());
        })),
    }
}

#[derive(h5mem::H5Type, Clone)]
struct Row {
    id: u64,
    x: f64,
    name: String,
}

/// The same in C's form.
#[derive(Clone, Copy)]
#[repr(C)]
struct PlainRow {
    id: u64,
    x: f64,
    name: *const c_char,
}

/// The same in hdf5-metno's form.
#[derive(metno::H5Type, Clone)]
#[repr(C)]
struct MetnoRow {
    id: u64,
    x: f64,
    name: VarLenUnicode,
}

fn rows() -> Vec<Row> {
    (0..N).map(|n| Row { id: n as u64, x: n as f64, name: format!("text number {n}") }).collect()
}

fn row_type() -> plain::Id {
    let numbers = [(c"id", offset_of!(PlainRow, id), plain::Number::U64), (c"x", offset_of!(PlainRow, x), plain::Number::F64)];
    let (row, text) = (plain::compound(size_of::<PlainRow>(), &numbers), plain::text_type());
    let _lock = ffi::lock();
    // SAFETY: the lock is held; the name is NUL-terminated
    plain::done(unsafe { ffi::H5Tinsert(row, c"name".as_ptr(), offset_of!(PlainRow, name), text) });
    row
}

fn names(rows: &[Row]) -> Vec<CString> {
    rows.iter().map(|row| CString::new(&*row.name).unwrap()).collect()
}

fn plain_rows(rows: &[Row], names: &[CString]) -> Vec<PlainRow> {
    rows.iter().zip(names).map(|(&Row { id, x, .. }, name)| PlainRow { id, x, name: name.as_ptr() }).collect()
}

fn metno_rows(rows: &[Row]) -> Vec<MetnoRow> {
    rows.iter().map(|row| MetnoRow { id: row.id, x: row.x, name: row.name.parse().unwrap() }).collect()
}

/// A copy of a text.
fn copied(text: *const c_char) -> CString {
    // SAFETY: the library has just put it there
    unsafe { CStr::from_ptr(text) }.to_owned()
}

/// All three end with rows whose texts are their own.
fn read_rows() -> Contenders {
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let (space, dtype, rows) = (plain::space(&[N as u64]), row_type(), rows());
    let ours = (ours.write("x", &rows).unwrap(), ours);
    let dataset = plain::create(plain, c"x", dtype, space);
    plain::write(dataset, dtype, space, 0, &plain_rows(&rows, &names(&rows)));
    let metno = (metno.new_dataset_builder().with_data(&metno_rows(&rows)).create("x").unwrap(), metno);
    Contenders {
        ours: repeat(move || ours.0.read::<Vec<Row>>().unwrap()),
        plain: repeat(move || {
            let read = plain::read::<PlainRow>(dataset, dtype, space, 0, N);
            let copy = |row: &PlainRow| (row.id, row.x, copied(row.name));
            let owned: Vec<(u64, f64, CString)> = read.iter().map(copy).collect();
            plain::reclaim(dtype, space, read);
            owned
        }),
        metno: Some(repeat(move || {
            let read = metno.0.read_raw::<MetnoRow>().unwrap();
            read.iter().map(|row| Row { id: row.id, x: row.x, name: row.name.to_string() }).collect::<Vec<_>>()
        })),
    }
}

/// Into a new file each time, of texts that C and hdf5-metno have in their own form already.
fn write_rows() -> Contenders {
    let (space, dtype, ours) = (plain::space(&[N as u64]), row_type(), rows());
    let (texts, values, owned) = (names(&ours), metno_rows(&ours), ours.clone());
    Contenders {
        ours: afresh(|| File::in_memory().unwrap(), move |file, n| drop(file.write(&n.to_string(), &ours).unwrap())),
        plain: afresh(
            || PlainFile(plain::file()),
            move |file, n| {
                let dataset = plain::create(file.0, &CString::new(n.to_string()).unwrap(), dtype, space);
                plain::write(dataset, dtype, space, 0, &plain_rows(&owned, &texts));
                plain::close_dataset(dataset);
            },
        ),
        metno: Some(afresh(metno_file, move |file, n| {
            drop(file.new_dataset_builder().with_data(&values).create(&*n.to_string()).unwrap());
        })),
    }
}
