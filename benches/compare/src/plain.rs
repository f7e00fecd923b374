//! The same work in plain C calls, as C programmers who know libhdf5 well write it: types and dataspaces are made beforehand, property lists are
//! the default ones unless the case is about a property.
//!
//! No function here takes the lock: one thread at a time is in libhdf5, and C programs take none. Cases with several threads in C take it
//! themselves ([`locked`]).
use std::ffi::{CStr, CString, c_char, c_void};

use hdf5_ffi as ffi;

pub use rows::*;
pub use types::*;

mod rows;
mod types;

pub type Id = ffi::hid_t;

/// An identifier, or the end of the comparison.
pub fn id(id: Id) -> Id {
    assert!(id >= 0, "libhdf5 fails");
    id
}

pub fn done(code: ffi::herr_t) {
    assert!(code >= 0, "libhdf5 fails");
}

/// A file on CORE, of the format h5mem writes.
pub fn file() -> Id {
    // SAFETY: the name is NUL-terminated
    unsafe {
        let fapl = fapl();
        done(ffi::H5Pset_libver_bounds(fapl, ffi::H5F_LIBVER_V18, ffi::H5F_LIBVER_NBOUNDS - 1));
        let file = id(ffi::H5Fcreate(unused_name().as_ptr(), 2, 0, fapl)); // H5F_ACC_TRUNC
        done(ffi::H5Pclose(fapl));
        file
    }
}

fn fapl() -> Id {
    // SAFETY: only properties of a list that was just made
    unsafe {
        ffi::H5open();
        let fapl = id(ffi::H5Pcreate(ffi::H5P_CLS_FILE_ACCESS_ID_g));
        done(ffi::H5Pset_fapl_core(fapl, 1 << 20, false as _));
        fapl
    }
}

fn unused_name() -> CString {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    CString::new(format!("compare-{}-{}.h5", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))).expect("no NUL")
}

/// Opens an image read-only on CORE, which copies it.
pub fn open_image(image: &[u8]) -> Id {
    // SAFETY: the library copies the image
    unsafe {
        let fapl = fapl();
        done(ffi::H5Pset_file_image(fapl, image.as_ptr().cast_mut().cast(), image.len()));
        let file = id(ffi::H5Fopen(unused_name().as_ptr(), 0, fapl));
        done(ffi::H5Pclose(fapl));
        file
    }
}

/// Opens an image read-only on CORE, which reads the caller's bytes where they are.
pub fn open_in_place(image: &[u8]) -> Id {
    let flags = ffi::H5LT_FILE_IMAGE_DONT_COPY | ffi::H5LT_FILE_IMAGE_DONT_RELEASE;
    // SAFETY: a file for reading alone, which the cases close while the image is there
    id(unsafe { ffi::H5LTopen_file_image(image.as_ptr().cast_mut().cast(), image.len(), flags) })
}

/// Opens a file on disk, read-only.
pub fn open_path(path: &CStr) -> Id {
    // SAFETY: the path is NUL-terminated
    unsafe {
        ffi::H5open();
        id(ffi::H5Fopen(path.as_ptr(), 0, 0))
    }
}

pub fn close(file: Id) {
    // SAFETY: identifiers of the cases, and no pointer but to what lives in this call
    done(unsafe { ffi::H5Fclose(file) });
}

/// The file's bytes.
pub fn image(file: Id) -> Vec<u8> {
    // SAFETY: the buffer has the length asked for
    unsafe {
        done(ffi::H5Fflush(file, ffi::H5F_SCOPE_GLOBAL));
        let len = ffi::H5Fget_file_image(file, std::ptr::null_mut(), 0);
        let mut image = Vec::<u8>::with_capacity(len as usize);
        let len = ffi::H5Fget_file_image(file, image.as_mut_ptr().cast(), image.capacity());
        assert!(len >= 0);
        image.set_len(len as usize);
        image
    }
}

pub fn space(dims: &[u64]) -> Id {
    // SAFETY: a length an axis
    unsafe {
        ffi::H5open();
        id(if dims.is_empty() {
            ffi::H5Screate(ffi::H5S_SCALAR)
        } else {
            ffi::H5Screate_simple(dims.len() as i32, dims.as_ptr(), std::ptr::null())
        })
    }
}

/// A copy of a dataset's dataspace.
pub fn space_of(dataset: Id) -> Id {
    // SAFETY: an identifier of the cases
    id(unsafe { ffi::H5Dget_space(dataset) })
}

/// Elements of a dataspace.
pub fn len(space: Id) -> u64 {
    // SAFETY: an identifier of the cases
    u64::try_from(unsafe { ffi::H5Sget_simple_extent_npoints(space) }).unwrap()
}

pub fn close_space(space: Id) {
    // SAFETY: an identifier of the cases
    done(unsafe { ffi::H5Sclose(space) });
}

/// Creates a dataset, with default property lists.
pub fn create(file: Id, name: &CStr, dtype: Id, space: Id) -> Id {
    // SAFETY: the name is NUL-terminated
    id(unsafe { ffi::H5Dcreate2(file, name.as_ptr(), dtype, space, 0, 0, 0) })
}

/// Creates a group, with default property lists.
pub fn create_group(file: Id, name: &CStr) {
    // SAFETY: the name is NUL-terminated
    unsafe { done(ffi::H5Gclose(id(ffi::H5Gcreate2(file, name.as_ptr(), 0, 0, 0)))) }
}

pub fn open(file: Id, name: &CStr) -> Id {
    // SAFETY: as above
    id(unsafe { ffi::H5Dopen2(file, name.as_ptr(), 0) })
}

pub fn close_dataset(dataset: Id) {
    // SAFETY: identifiers of the cases, and no pointer but to what lives in this call
    done(unsafe { ffi::H5Dclose(dataset) });
}

/// Reads into memory for `n` elements, which is returned.
pub fn read<T>(dataset: Id, dtype: Id, memory: Id, file: Id, n: usize) -> Vec<T> {
    let mut values = Vec::<T>::with_capacity(n);
    // SAFETY: the cases pass spaces of `n` elements, and the type of a `T` of plain numbers or pointers
    unsafe {
        done(ffi::H5Dread(dataset, dtype, memory, file, 0, values.as_mut_ptr().cast()));
        values.set_len(n);
    }
    values
}

/// Reads as [`read`], with a transfer list.
pub fn read_by<T>(dataset: Id, dtype: Id, memory: Id, file: Id, transfer: Id, n: usize) -> Vec<T> {
    let mut values = Vec::<T>::with_capacity(n);
    // SAFETY: as of `read`
    unsafe {
        done(ffi::H5Dread(dataset, dtype, memory, file, transfer, values.as_mut_ptr().cast()));
        values.set_len(n);
    }
    values
}

/// Transfer list with a conversion buffer of so many bytes, instead of 1 MiB.
pub fn buffer_of(bytes: usize) -> Id {
    // SAFETY: the library allocates the buffers, as none are passed
    unsafe {
        ffi::H5open();
        let transfer = id(ffi::H5Pcreate(ffi::H5P_CLS_DATASET_XFER_ID_g));
        done(ffi::H5Pset_buffer(transfer, bytes, std::ptr::null_mut(), std::ptr::null_mut()));
        transfer
    }
}

pub fn read_into<T>(dataset: Id, dtype: Id, memory: Id, values: &mut [T]) {
    // SAFETY: as above
    done(unsafe { ffi::H5Dread(dataset, dtype, memory, 0, 0, values.as_mut_ptr().cast()) });
}

/// Writes as [`write`], with a transfer list.
pub fn write_by<T>(dataset: Id, dtype: Id, memory: Id, file: Id, transfer: Id, values: &[T]) {
    // SAFETY: as of `write`
    done(unsafe { ffi::H5Dwrite(dataset, dtype, memory, file, transfer, values.as_ptr().cast()) });
}

pub fn write<T>(dataset: Id, dtype: Id, memory: Id, file: Id, values: &[T]) {
    // SAFETY: the cases pass spaces of as many elements
    done(unsafe { ffi::H5Dwrite(dataset, dtype, memory, file, 0, values.as_ptr().cast()) });
}

/// Selects `count` from `start` on, an entry an axis.
pub fn select<const N: usize>(space: Id, start: [u64; N], count: [u64; N]) {
    let null = std::ptr::null();
    // SAFETY: the cases pass spaces of `N` axes
    done(unsafe { ffi::H5Sselect_hyperslab(space, ffi::H5S_SELECT_SET, start.as_ptr(), null, count.as_ptr(), null) });
}

/// Frees what variable-length elements point at.
pub fn reclaim<T>(dtype: Id, space: Id, mut values: Vec<T>) {
    // SAFETY: the values were read so, and go
    done(unsafe { ffi::H5Dvlen_reclaim(dtype, space, 0, values.as_mut_ptr().cast()) });
}

/// Creates an attribute, which is not there, and writes it.
pub fn set_attribute<T>(object: Id, name: &CStr, dtype: Id, space: Id, value: &T) {
    // SAFETY: the cases pass a value of the type and space
    unsafe {
        let attribute = id(ffi::H5Acreate2(object, name.as_ptr(), dtype, space, 0, 0));
        done(ffi::H5Awrite(attribute, dtype, (&raw const *value).cast()));
        done(ffi::H5Aclose(attribute));
    }
}

pub fn delete_attribute(object: Id, name: &CStr) {
    // SAFETY: identifiers of the cases, and no pointer but to what lives in this call
    done(unsafe { ffi::H5Adelete(object, name.as_ptr()) });
}

pub fn get_attribute<T: Default>(object: Id, name: &CStr, dtype: Id) -> T {
    let mut value = T::default();
    // SAFETY: the cases ask for what is there
    unsafe {
        let attribute = id(ffi::H5Aopen(object, name.as_ptr(), 0));
        done(ffi::H5Aread(attribute, dtype, (&raw mut value).cast()));
        done(ffi::H5Aclose(attribute));
    }
    value
}

/// A variable string, copied and freed.
pub fn get_text_attribute(object: Id, name: &CStr, dtype: Id) -> CString {
    // SAFETY: the attribute is one variable string
    unsafe {
        let attribute = id(ffi::H5Aopen(object, name.as_ptr(), 0));
        let mut text: *mut c_char = std::ptr::null_mut();
        done(ffi::H5Aread(attribute, dtype, (&raw mut text).cast()));
        let owned = CStr::from_ptr(text).to_owned();
        done(ffi::H5free_memory(text.cast()));
        done(ffi::H5Aclose(attribute));
        owned
    }
}

/// The names of a group's links, copied.
pub fn names(group: Id) -> Vec<CString> {
    let mut names = Vec::new();
    each_link(group, |_, name| names.push(name.to_owned()));
    names
}

/// Calls `f` with the group and the name of each link, in the names' order.
pub fn each_link<F: FnMut(Id, &CStr)>(group: Id, mut f: F) {
    #[cfg(not(hdf5_1_12))]
    use ffi::{H5L_info_t as Info, H5Literate as iterate};
    #[cfg(hdf5_1_12)]
    use ffi::{H5L_info1_t as Info, H5Literate1 as iterate};

    unsafe extern "C" fn call<F: FnMut(Id, &CStr)>(group: Id, name: *const c_char, _: *const Info, f: *mut c_void) -> ffi::herr_t {
        // SAFETY: the library passes a name, and the function below
        unsafe { (*f.cast::<F>())(group, CStr::from_ptr(name)) };
        0
    }
    let mut index = 0;
    // SAFETY: the callback is for the function, which is there until the call returns
    done(unsafe { iterate(group, ffi::H5_INDEX_NAME, ffi::H5_ITER_INC, &raw mut index, Some(call::<F>), (&raw mut f).cast()) });
}

/// Copies of texts.
pub fn copied(texts: &[*const c_char]) -> Vec<CString> {
    // SAFETY: the cases pass what a read of variable strings gave
    texts.iter().map(|&text| unsafe { CStr::from_ptr(text) }.to_owned()).collect()
}

pub fn flush(file: Id) {
    // SAFETY: an identifier of the cases
    done(unsafe { ffi::H5Fflush(file, ffi::H5F_SCOPE_GLOBAL) });
}

/// Selects points, given as coordinates one after the other.
pub fn select_points(space: Id, coordinates: &[u64], n: usize) {
    // SAFETY: the cases pass as many coordinates as points have
    done(unsafe { ffi::H5Sselect_elements(space, ffi::H5S_SELECT_SET, n, coordinates.as_ptr()) });
}

/// Opens an image for writing on CORE, which copies it.
pub fn copy_of(image: &[u8]) -> Id {
    // SAFETY: the library copies the image
    unsafe {
        let fapl = fapl();
        done(ffi::H5Pset_file_image(fapl, image.as_ptr().cast_mut().cast(), image.len()));
        let file = id(ffi::H5Fopen(unused_name().as_ptr(), 1, fapl)); // H5F_ACC_RDWR
        done(ffi::H5Pclose(fapl));
        file
    }
}
