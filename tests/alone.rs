//! What C mounts under the lock is seen: one test in a process of its own, where the newest file is known.
#![allow(unsafe_code)] // somebody else's calls
use h5mem::{File, Result};
use hdf5_ffi as ffi;

/// The identifier of the file that was opened last.
fn newest_file() -> ffi::hid_t {
    let mut ids = [0; 100];
    // SAFETY: the callers hold the lock; there is room for as many identifiers
    let n = unsafe { ffi::H5Fget_obj_ids(ffi::H5F_OBJ_ALL as _, ffi::H5F_OBJ_FILE, ids.len(), ids.as_mut_ptr()) };
    assert!(n > 0);
    *ids.iter().max().expect("there is one")
}

#[test]
fn a_dataset_of_a_file_that_c_mounted_is_read_and_written_there() -> Result<()> {
    let file = File::in_memory()?;
    let own = file.write("x", &[1i64, 2, 3])?;
    file.create_group("child")?;
    file.write("padding", &[0u8; 4096])?;
    assert_eq!(own.read::<Vec<i64>>()?, [1, 2, 3]);
    let parent_id = {
        let _held = ffi::lock();
        newest_file()
    };
    let child = File::in_memory()?;
    child.write("x", &[4i64, 5, 6])?;
    {
        let _held = ffi::lock();
        // SAFETY: the lock is held; the names are NUL-terminated
        assert!(unsafe { ffi::H5Fmount(parent_id, c"child".as_ptr(), newest_file(), 0) } >= 0);
    }
    let theirs = file.dataset("child/x")?;
    for n in 0..3 {
        assert_eq!(theirs.read::<Vec<i64>>()?, [4 + n, 5, 6]);
        assert_eq!(own.read::<Vec<i64>>()?, [1, 2, 3]);
        theirs.write(&[5 + n, 5, 6])?;
    }
    {
        let _held = ffi::lock();
        // SAFETY: as above
        assert!(unsafe { ffi::H5Funmount(parent_id, c"child".as_ptr()) } >= 0);
    }
    assert_eq!(child.dataset("x")?.read::<Vec<i64>>()?, [7, 5, 6]);
    Ok(())
}
