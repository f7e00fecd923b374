//! Growing, looking for chunks, and an image from end to end.
use h5mem::{Extent, File};
use hdf5_ffi as ffi;

use crate::{
    case::Case,
    measure::{Contenders, repeat},
    plain,
    setup::{ROW, ROWS, large_image, metno_file},
};

pub fn all() -> Vec<Case> {
    let case = Case::new;
    vec![
        case("append 100,000 rows in 100s", 1.15, || append(1000, 100)),
        case("where 20,000 chunks are", 1.15, || chunks(20_000)),
        case("where 100,000 chunks are", 1.15, || chunks(100_000)),
        case("open, view and take 256 MiB", 0.05, open_view_take),
    ]
}

/// In chunks of 4096 `f64`, and flushed in the end: h5mem's rows may wait until then.
fn append(times: usize, rows: usize) -> Contenders {
    let (a, b, c) = (vec![1.5f64; rows], vec![1.5f64; rows], vec![1.5f64; rows]);
    let memory = plain::space(&[rows as u64]);
    Contenders {
        ours: repeat(move || {
            let file = File::in_memory().unwrap();
            let x = file.new_dataset("x").shape([0]).max_shape([Extent::UNLIMITED]).chunk([4096]).create::<f64>().unwrap();
            (0..times).for_each(|_| x.append(&a).unwrap());
            file.flush().unwrap();
        }),
        plain: repeat(move || {
            let file = plain::file();
            let dataset = plain::create_series(file, c"x", plain::f64_type(), 4096);
            (0..times).for_each(|n| plain::extend(dataset, plain::f64_type(), memory, (n * rows) as u64, &b));
            plain::flush(file);
            plain::close_dataset(dataset);
            plain::close(file);
        }),
        metno: Some(repeat(move || {
            let file = metno_file();
            let x = file.new_dataset::<f64>().chunk(4096).shape(0..).create("x").unwrap();
            for n in 0..times {
                x.resize((n + 1) * rows).unwrap();
                x.write_slice(&c, n * rows..).unwrap();
            }
            file.flush().unwrap();
        })),
    }
}

/// hdf5-metno asks by number, of which the time is in proportion to the number's square.
fn chunks(count: u64) -> Contenders {
    let file = File::in_memory().unwrap();
    let values: Vec<f64> = (0..count * 8).map(|n| n as f64).collect();
    let ours = (file.new_dataset("x").chunk([8]).write(&values).unwrap(), file);
    let dataset = plain::create_series(plain::file(), c"x", plain::f64_type(), 8);
    plain::extend(dataset, plain::f64_type(), plain::space(&[count * 8]), 0, &values);
    Contenders {
        ours: repeat(move || assert_eq!(ours.0.chunks().unwrap().len() as u64, count)),
        plain: repeat(move || assert_eq!(stored_chunks(dataset, count), count)),
        metno: None,
    }
}

/// By coordinate, of which the time is in proportion to their number; it does not say where they are.
#[cfg(not(hdf5_1_14))]
fn stored_chunks(dataset: plain::Id, count: u64) -> u64 {
    for at in (0..count * 8).step_by(8) {
        let mut size = 0;
        // SAFETY: one coordinate, and the out-pointer is valid
        plain::done(unsafe { ffi::H5Dget_chunk_storage_size(dataset, &raw const at, &raw mut size) });
        assert_eq!(size, 64);
    }
    count
}

/// Offsets, addresses and sizes, as newer versions go through them.
#[cfg(hdf5_1_14)]
fn stored_chunks(dataset: plain::Id, count: u64) -> u64 {
    use std::ffi::{c_int, c_uint, c_void};
    type Found = Vec<(u64, u64, u64)>;
    unsafe extern "C" fn push(offset: *const u64, _: c_uint, address: u64, size: u64, found: *mut c_void) -> c_int {
        // SAFETY: the library passes one coordinate, and the vector below
        unsafe { (*found.cast::<Found>()).push((*offset, address, size)) };
        0
    }
    let mut found = Found::with_capacity(count as usize);
    // SAFETY: the callback is for the vector
    plain::done(unsafe { ffi::H5Dchunk_iter(dataset, 0, Some(push), (&raw mut found).cast()) });
    std::hint::black_box(found).len() as u64
}

/// The last number, and the bytes again, which C programs have all the time: C opens them where they are, too.
fn open_view_take() -> Contenders {
    let mut image = Some(large_image());
    let bytes = image.clone().unwrap();
    Contenders {
        ours: repeat(move || {
            let file = File::from_image(image.take().unwrap()).open().unwrap();
            let view = file.dataset("x").unwrap().view::<f64>().unwrap();
            assert_eq!(view[ROWS * ROW - 1], (ROWS * ROW - 1) as f64);
            drop(view);
            image = Some(file.into_image().map_err(|e| e.error).unwrap());
        }),
        plain: repeat(move || {
            let file = plain::open_in_place(&bytes);
            let dataset = plain::open(file, c"x");
            let space = plain::space(&[ROWS as u64, ROW as u64]);
            plain::select(space, [ROWS as u64 - 1, ROW as u64 - 1], [1, 1]);
            let last = plain::read::<f64>(dataset, plain::f64_type(), plain::space(&[1, 1]), space, 1);
            assert_eq!(last[0], (ROWS * ROW - 1) as f64);
            plain::close_dataset(dataset);
            plain::close(file);
        }),
        metno: None,
    }
}
