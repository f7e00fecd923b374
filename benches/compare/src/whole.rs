//! Growing, looking for chunks, and an image from end to end.
use std::ffi::CStr;

use h5mem::{Extent, File};
use hdf5_ffi as ffi;

use crate::{
    cases::{Case, ROW, ROWS, large_image, metno_file},
    measure::{Contenders, afresh, repeat},
    plain,
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

/// A growing dataset of C's, of one axis.
fn plain_growing(file: plain::Id, name: &CStr, len: u64, chunk: u64) -> plain::Id {
    let _lock = ffi::lock();
    // SAFETY: the lock is held; lengths of one axis, and the name is NUL-terminated
    unsafe {
        let dcpl = plain::id(ffi::H5Pcreate(ffi::H5P_CLS_DATASET_CREATE_ID_g));
        plain::done(ffi::H5Pset_obj_track_times(dcpl, false as _));
        plain::done(ffi::H5Pset_chunk(dcpl, 1, &raw const chunk));
        let space = plain::id(ffi::H5Screate_simple(1, &raw const len, &raw const UNLIMITED));
        let dataset = plain::id(ffi::H5Dcreate2(file, name.as_ptr(), plain::f64_type(), space, 0, dcpl, 0));
        plain::done(ffi::H5Pclose(dcpl));
        plain::done(ffi::H5Sclose(space));
        dataset
    }
}

/// `H5S_UNLIMITED`
static UNLIMITED: u64 = u64::MAX;

struct Plain {
    file: plain::Id,
    dataset: plain::Id,
}

impl Drop for Plain {
    fn drop(&mut self) {
        plain::close_dataset(self.dataset);
        plain::close(self.file);
    }
}

/// In chunks of 4096 `f64`. C asks for the dataspace anew after it has grown, as it must.
fn append(times: usize, rows: usize) -> Contenders {
    let (a, b, c) = (vec![1.5f64; rows], vec![1.5f64; rows], vec![1.5f64; rows]);
    let memory = plain::space(&[rows as u64]);
    Contenders {
        ours: afresh(
            || {
                let file = File::in_memory().unwrap();
                file.new_dataset("x").shape([0]).max_shape([Extent::UNLIMITED]).chunk([4096]).create::<f64>().unwrap()
            },
            move |x, _| (0..times).for_each(|_| x.append(&a).unwrap()),
        ),
        plain: afresh(
            || {
                let file = plain::file();
                (Plain { file, dataset: plain_growing(file, c"x", 0, 4096) }, 0u64)
            },
            move |(Plain { dataset, .. }, len), _| {
                for _ in 0..times {
                    let longer = *len + b.len() as u64;
                    let _lock = ffi::lock();
                    // SAFETY: the lock is held; one axis each, and memory of as many elements
                    unsafe {
                        plain::done(ffi::H5Dset_extent(*dataset, &raw const longer));
                        let space = plain::id(ffi::H5Dget_space(*dataset));
                        plain::select(space, [*len], [b.len() as u64]);
                        plain::done(ffi::H5Dwrite(*dataset, plain::f64_type(), memory, space, 0, b.as_ptr().cast()));
                        plain::done(ffi::H5Sclose(space));
                    }
                    *len = longer;
                }
            },
        ),
        metno: Some(afresh(
            || {
                let file = metno_file();
                (file.new_dataset::<f64>().chunk(4096).shape(0..).create("x").unwrap(), file)
            },
            move |(x, _), _| {
                for n in 0..times {
                    x.resize((n + 1) * rows).unwrap();
                    x.write_slice(&c, n * rows..).unwrap();
                }
            },
        )),
    }
}

/// In C by coordinate, of which the time is in proportion to their number; it does not say where they are. hdf5-metno asks by number, of which the
/// time is in proportion to the number's square.
fn chunks(count: u64) -> Contenders {
    let file = File::in_memory().unwrap();
    let values: Vec<f64> = (0..count * 8).map(|n| n as f64).collect();
    let ours = (file.new_dataset("x").chunk([8]).write(&values).unwrap(), file);
    let dataset = plain_growing(plain::file(), c"x", count * 8, 8);
    plain::write(dataset, plain::f64_type(), plain::space(&[count * 8]), 0, &values);
    Contenders {
        ours: repeat(move || assert_eq!(ours.0.chunks().unwrap().len() as u64, count)),
        plain: repeat(move || {
            let _lock = ffi::lock();
            for at in (0..count * 8).step_by(8) {
                let mut size = 0;
                // SAFETY: the lock is held; one coordinate, and the out-pointer is valid
                plain::done(unsafe { ffi::H5Dget_chunk_storage_size(dataset, &raw const at, &raw mut size) });
                assert_eq!(size, 64);
            }
        }),
        metno: None,
    }
}

/// The first and the last number, and the bytes again. C copies the image to open it, and again to give it back.
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
            let file = plain::open_image(&bytes);
            let dataset = plain::open(file, c"x");
            let space = plain::space(&[ROWS as u64, ROW as u64]);
            plain::select(space, [ROWS as u64 - 1, ROW as u64 - 1], [1, 1]);
            let last = plain::read::<f64>(dataset, plain::f64_type(), plain::space(&[1, 1]), space, 1);
            assert_eq!(last[0], (ROWS * ROW - 1) as f64);
            plain::close_dataset(dataset);
            let taken = plain::image(file);
            plain::close(file);
            taken
        }),
        metno: None,
    }
}
