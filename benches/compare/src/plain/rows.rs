//! Datasets in chunks, and datasets that grow, in plain C.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Id, close_space, done, id, space};

/// `H5S_UNLIMITED`
static UNLIMITED: u64 = u64::MAX;

/// Creates an empty dataset of one axis without an end.
pub fn create_series(file: Id, name: &CStr, dtype: Id, chunk: u64) -> Id {
    // SAFETY: lengths of one axis, and the name is NUL-terminated
    unsafe {
        let dcpl = id(ffi::H5Pcreate(ffi::H5P_CLS_DATASET_CREATE_ID_g));
        done(ffi::H5Pset_chunk(dcpl, 1, &raw const chunk));
        let space = id(ffi::H5Screate_simple(1, &0, &raw const UNLIMITED));
        let dataset = id(ffi::H5Dcreate2(file, name.as_ptr(), dtype, space, 0, dcpl, 0));
        done(ffi::H5Pclose(dcpl));
        close_space(space);
        dataset
    }
}

/// Makes a dataset of one axis and `len` elements longer, and writes the new ones; the memory's dataspace is of as many. The file's dataspace is
/// asked for anew after the dataset has grown, as it must be.
pub fn extend<T>(dataset: Id, dtype: Id, memory: Id, len: u64, values: &[T]) {
    let (count, longer) = (values.len() as u64, len + values.len() as u64);
    // SAFETY: lengths of one axis, and the cases pass values of the type
    unsafe {
        done(ffi::H5Dset_extent(dataset, &raw const longer));
        let space = id(ffi::H5Dget_space(dataset));
        let null = std::ptr::null();
        done(ffi::H5Sselect_hyperslab(space, ffi::H5S_SELECT_SET, &raw const len, null, &raw const count, null));
        done(ffi::H5Dwrite(dataset, dtype, memory, space, 0, values.as_ptr().cast()));
        close_space(space);
    }
}

/// Creates a dataset in chunks through shuffle and deflate.
pub fn create_deflated<const N: usize>(file: Id, name: &CStr, dtype: Id, dims: [u64; N], chunk: [u64; N], level: u8) -> Id {
    let space = space(&dims);
    // SAFETY: a chunk has a length an axis, and the name is NUL-terminated
    unsafe {
        let dcpl = id(ffi::H5Pcreate(ffi::H5P_CLS_DATASET_CREATE_ID_g));
        done(ffi::H5Pset_chunk(dcpl, N as i32, chunk.as_ptr()));
        done(ffi::H5Pset_shuffle(dcpl));
        done(ffi::H5Pset_deflate(dcpl, level.into()));
        let dataset = id(ffi::H5Dcreate2(file, name.as_ptr(), dtype, space, 0, dcpl, 0));
        done(ffi::H5Pclose(dcpl));
        close_space(space);
        dataset
    }
}

/// Creates an empty dataset of rows of `len` elements, in chunks of so many rows.
pub fn create_growing(file: Id, name: &CStr, dtype: Id, len: u64, chunk: u64) -> Id {
    // SAFETY: the name is NUL-terminated; two lengths each
    unsafe {
        let dcpl = id(ffi::H5Pcreate(ffi::H5P_CLS_DATASET_CREATE_ID_g));
        done(ffi::H5Pset_chunk(dcpl, 2, [chunk, len].as_ptr()));
        let space = id(ffi::H5Screate_simple(2, [0, len].as_ptr(), [u64::MAX, len].as_ptr()));
        let dataset = id(ffi::H5Dcreate2(file, name.as_ptr(), dtype, space, 0, dcpl, 0));
        done(ffi::H5Sclose(space));
        done(ffi::H5Pclose(dcpl));
        dataset
    }
}

/// Makes a dataset of `n` rows one longer, and writes the row; the memory's dataspace is of one row.
pub fn append_row(dataset: Id, dtype: Id, memory: Id, n: u64, row: &[f64]) {
    let len = row.len() as u64;
    // SAFETY: two lengths each, and the row has the memory's elements
    unsafe {
        done(ffi::H5Dset_extent(dataset, [n + 1, len].as_ptr()));
        let space = id(ffi::H5Dget_space(dataset));
        let null = std::ptr::null();
        done(ffi::H5Sselect_hyperslab(space, ffi::H5S_SELECT_SET, [n, 0].as_ptr(), null, [1, len].as_ptr(), null));
        done(ffi::H5Dwrite(dataset, dtype, memory, space, 0, row.as_ptr().cast()));
        done(ffi::H5Sclose(space));
    }
}
