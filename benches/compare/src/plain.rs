//! The same work in plain C calls, as who knows libhdf5 well would write it: what does not change is made beforehand.
use std::{
    ffi::{CStr, CString, c_char, c_void},
    sync::OnceLock,
};

use hdf5_ffi as ffi;

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
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held, the name is NUL-terminated
    unsafe {
        let fapl = fapl();
        let file = id(ffi::H5Fcreate(unused_name().as_ptr(), 2, 0, fapl)); // H5F_ACC_TRUNC
        done(ffi::H5Pclose(fapl));
        file
    }
}

fn fapl() -> Id {
    // SAFETY: the callers hold the lock
    unsafe {
        ffi::H5open();
        let fapl = id(ffi::H5Pcreate(ffi::H5P_CLS_FILE_ACCESS_ID_g));
        done(ffi::H5Pset_fapl_core(fapl, 1 << 20, false as _));
        done(ffi::H5Pset_libver_bounds(fapl, ffi::H5F_LIBVER_V18, ffi::H5F_LIBVER_NBOUNDS - 1));
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
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; the library copies the image
    unsafe {
        let fapl = fapl();
        done(ffi::H5Pset_file_image(fapl, image.as_ptr().cast_mut().cast(), image.len()));
        let file = id(ffi::H5Fopen(unused_name().as_ptr(), 0, fapl));
        done(ffi::H5Pclose(fapl));
        file
    }
}

/// Opens a file on disk, read-only.
pub fn open_path(path: &CStr) -> Id {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held, the path is NUL-terminated
    unsafe {
        ffi::H5open();
        id(ffi::H5Fopen(path.as_ptr(), 0, 0))
    }
}

pub fn close(file: Id) {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held
    done(unsafe { ffi::H5Fclose(file) });
}

/// The file's bytes.
pub fn image(file: Id) -> Vec<u8> {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; the buffer has the length asked for
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
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; a length an axis
    unsafe {
        ffi::H5open();
        id(if dims.is_empty() {
            ffi::H5Screate(ffi::H5S_SCALAR)
        } else {
            ffi::H5Screate_simple(dims.len() as i32, dims.as_ptr(), std::ptr::null())
        })
    }
}

pub fn f64_type() -> Id {
    // SAFETY: set when the library is initialised, which the first file did
    unsafe { ffi::H5T_NATIVE_DOUBLE_g }
}

/// A variable UTF-8 string.
pub fn text_type() -> Id {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held
    unsafe {
        ffi::H5open();
        let text = id(ffi::H5Tcopy(ffi::H5T_C_S1_g));
        done(ffi::H5Tset_size(text, usize::MAX)); // H5T_VARIABLE
        done(ffi::H5Tset_cset(text, ffi::H5T_CSET_UTF8));
        text
    }
}

/// A list that says of a class of names that they are UTF-8, made once.
fn utf8(made: &OnceLock<Id>, class: Id) -> Id {
    // SAFETY: the callers hold the lock
    *made.get_or_init(|| unsafe {
        let list = id(ffi::H5Pcreate(class));
        done(ffi::H5Pset_char_encoding(list, ffi::H5T_CSET_UTF8));
        list
    })
}

/// Creates a dataset as h5mem does: its name in UTF-8, and without times, so that equal data makes equal files.
pub fn create(file: Id, name: &CStr, dtype: Id, space: Id) -> Id {
    static PROPERTIES: OnceLock<Id> = OnceLock::new();
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held, the name is NUL-terminated
    unsafe {
        let dcpl = without_times(&PROPERTIES, ffi::H5P_CLS_DATASET_CREATE_ID_g);
        id(ffi::H5Dcreate2(file, name.as_ptr(), dtype, space, utf8(&LINKS, ffi::H5P_CLS_LINK_CREATE_ID_g), dcpl, 0))
    }
}

/// Creates a group in the same way.
pub fn create_group(file: Id, name: &CStr) {
    static PROPERTIES: OnceLock<Id> = OnceLock::new();
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held, the name is NUL-terminated
    unsafe {
        let gcpl = without_times(&PROPERTIES, ffi::H5P_CLS_GROUP_CREATE_ID_g);
        done(ffi::H5Gclose(id(ffi::H5Gcreate2(file, name.as_ptr(), utf8(&LINKS, ffi::H5P_CLS_LINK_CREATE_ID_g), gcpl, 0))));
    }
}

static LINKS: OnceLock<Id> = OnceLock::new();

/// A list of a class whose objects have no times, made once. The lock is held.
fn without_times(list: &OnceLock<Id>, class: Id) -> Id {
    *list.get_or_init(|| {
        // SAFETY: the lock is held
        unsafe {
            let list = id(ffi::H5Pcreate(class));
            done(ffi::H5Pset_obj_track_times(list, false as _));
            list
        }
    })
}

pub fn open(file: Id, name: &CStr) -> Id {
    let _lock = ffi::LOCK.lock();
    // SAFETY: as above
    id(unsafe { ffi::H5Dopen2(file, name.as_ptr(), 0) })
}

pub fn close_dataset(dataset: Id) {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held
    done(unsafe { ffi::H5Dclose(dataset) });
}

/// Reads into memory for `n` elements, which is returned.
pub fn read<T>(dataset: Id, dtype: Id, memory: Id, file: Id, n: usize) -> Vec<T> {
    let _lock = ffi::LOCK.lock();
    let mut values = Vec::<T>::with_capacity(n);
    // SAFETY: the lock is held; the cases pass spaces of `n` elements, and the type of a `T` of plain numbers or pointers
    unsafe {
        done(ffi::H5Dread(dataset, dtype, memory, file, 0, values.as_mut_ptr().cast()));
        values.set_len(n);
    }
    values
}

pub fn read_into<T>(dataset: Id, dtype: Id, memory: Id, values: &mut [T]) {
    let _lock = ffi::LOCK.lock();
    // SAFETY: as above
    done(unsafe { ffi::H5Dread(dataset, dtype, memory, 0, 0, values.as_mut_ptr().cast()) });
}

pub fn write<T>(dataset: Id, dtype: Id, memory: Id, file: Id, values: &[T]) {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; the cases pass spaces of as many elements
    done(unsafe { ffi::H5Dwrite(dataset, dtype, memory, file, 0, values.as_ptr().cast()) });
}

/// Selects `count` from `start` on, an entry an axis.
pub fn select<const N: usize>(space: Id, start: [u64; N], count: [u64; N]) {
    let _lock = ffi::LOCK.lock();
    let null = std::ptr::null();
    // SAFETY: the lock is held; the cases pass spaces of `N` axes
    done(unsafe { ffi::H5Sselect_hyperslab(space, ffi::H5S_SELECT_SET, start.as_ptr(), null, count.as_ptr(), null) });
}

/// Frees what variable-length elements point at.
pub fn reclaim<T>(dtype: Id, space: Id, mut values: Vec<T>) {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; the values were read so, and go
    done(unsafe { ffi::H5Dvlen_reclaim(dtype, space, 0, values.as_mut_ptr().cast()) });
}

/// Creates an attribute, which is not there, and writes it; its name in UTF-8, as h5mem writes it.
pub fn set_attribute<T>(object: Id, name: &CStr, dtype: Id, space: Id, value: &T) {
    static NAMES: OnceLock<Id> = OnceLock::new();
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; the cases pass a value of the type and space
    unsafe {
        let attribute = id(ffi::H5Acreate2(object, name.as_ptr(), dtype, space, utf8(&NAMES, ffi::H5P_CLS_ATTRIBUTE_CREATE_ID_g), 0));
        done(ffi::H5Awrite(attribute, dtype, (&raw const *value).cast()));
        done(ffi::H5Aclose(attribute));
    }
}

pub fn delete_attribute(object: Id, name: &CStr) {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held
    done(unsafe { ffi::H5Adelete(object, name.as_ptr()) });
}

pub fn get_attribute<T: Default>(object: Id, name: &CStr, dtype: Id) -> T {
    let _lock = ffi::LOCK.lock();
    let mut value = T::default();
    // SAFETY: the lock is held; the cases ask for what is there
    unsafe {
        let attribute = id(ffi::H5Aopen(object, name.as_ptr(), 0));
        done(ffi::H5Aread(attribute, dtype, (&raw mut value).cast()));
        done(ffi::H5Aclose(attribute));
    }
    value
}

/// A variable string, copied and freed.
pub fn get_text_attribute(object: Id, name: &CStr, dtype: Id) -> CString {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; the attribute is one variable string
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
    #[cfg(not(hdf5_1_12))]
    use ffi::{H5L_info_t as Info, H5Literate as iterate};
    #[cfg(hdf5_1_12)]
    use ffi::{H5L_info1_t as Info, H5Literate1 as iterate};

    unsafe extern "C" fn copy(_: Id, name: *const c_char, _: *const Info, names: *mut c_void) -> ffi::herr_t {
        // SAFETY: the library passes a name, and the vector below
        unsafe { (*names.cast::<Vec<CString>>()).push(CStr::from_ptr(name).to_owned()) };
        0
    }
    let _lock = ffi::LOCK.lock();
    let mut names = Vec::<CString>::new();
    let mut index = 0;
    // SAFETY: the lock is held; the callback is for the vector
    done(unsafe { iterate(group, ffi::H5_INDEX_NAME, ffi::H5_ITER_INC, &raw mut index, Some(copy), (&raw mut names).cast()) });
    names
}

/// Copies of texts.
pub fn copied(texts: &[*const c_char]) -> Vec<CString> {
    // SAFETY: the cases pass what a read of variable strings gave
    texts.iter().map(|&text| unsafe { CStr::from_ptr(text) }.to_owned()).collect()
}

/// The numbers of tables.
#[derive(Clone, Copy)]
pub enum Number {
    U64,
    F64,
    F32,
    I32,
}

/// A struct of numbers, by name and offset.
pub fn compound(size: usize, members: &[(&CStr, usize, Number)]) -> Id {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; the names are NUL-terminated
    unsafe {
        ffi::H5open();
        let compound = id(ffi::H5Tcreate(ffi::H5T_COMPOUND, size));
        for (name, offset, number) in members {
            let member = match number {
                Number::U64 => ffi::H5T_NATIVE_UINT64_g,
                Number::F64 => ffi::H5T_NATIVE_DOUBLE_g,
                Number::F32 => ffi::H5T_NATIVE_FLOAT_g,
                Number::I32 => ffi::H5T_NATIVE_INT32_g,
            };
            done(ffi::H5Tinsert(compound, name.as_ptr(), *offset, member));
        }
        compound
    }
}

/// Creates an empty dataset of rows of `len` elements, in chunks of so many rows.
pub fn create_growing(file: Id, name: &CStr, dtype: Id, len: u64, chunk: u64) -> Id {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held, the name is NUL-terminated; two lengths each
    unsafe {
        let dcpl = id(ffi::H5Pcreate(ffi::H5P_CLS_DATASET_CREATE_ID_g));
        done(ffi::H5Pset_obj_track_times(dcpl, false as _));
        done(ffi::H5Pset_chunk(dcpl, 2, [chunk, len].as_ptr()));
        let space = id(ffi::H5Screate_simple(2, [0, len].as_ptr(), [u64::MAX, len].as_ptr()));
        let dataset = id(ffi::H5Dcreate2(file, name.as_ptr(), dtype, space, 0, dcpl, 0));
        done(ffi::H5Sclose(space));
        done(ffi::H5Pclose(dcpl));
        dataset
    }
}

/// Makes a dataset of `n` rows one longer, and writes the row; the memory's dataspace is of one row.
pub fn append(dataset: Id, dtype: Id, memory: Id, n: u64, row: &[f64]) {
    let len = row.len() as u64;
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; two lengths each, and the row has the memory's elements
    unsafe {
        done(ffi::H5Dset_extent(dataset, [n + 1, len].as_ptr()));
        let space = id(ffi::H5Dget_space(dataset));
        let null = std::ptr::null();
        done(ffi::H5Sselect_hyperslab(space, ffi::H5S_SELECT_SET, [n, 0].as_ptr(), null, [1, len].as_ptr(), null));
        done(ffi::H5Dwrite(dataset, dtype, memory, space, 0, row.as_ptr().cast()));
        done(ffi::H5Sclose(space));
    }
}

/// Selects points, given as coordinates one after the other.
pub fn select_points(space: Id, coordinates: &[u64], n: usize) {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; the cases pass as many coordinates as points have
    done(unsafe { ffi::H5Sselect_elements(space, ffi::H5S_SELECT_SET, n, coordinates.as_ptr()) });
}

/// Opens an image for writing on CORE, which copies it.
pub fn copy_of(image: &[u8]) -> Id {
    let _lock = ffi::LOCK.lock();
    // SAFETY: the lock is held; the library copies the image
    unsafe {
        let fapl = fapl();
        done(ffi::H5Pset_file_image(fapl, image.as_ptr().cast_mut().cast(), image.len()));
        let file = id(ffi::H5Fopen(unused_name().as_ptr(), 1, fapl)); // H5F_ACC_RDWR
        done(ffi::H5Pclose(fapl));
        file
    }
}
