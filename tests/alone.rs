//! What C does under the lock is seen: one test at a time in a process of its own, where the newest file is known.
#![allow(unsafe_code)] // somebody else's calls
use std::sync::{Mutex, PoisonError};

use h5mem::{ErrorKind, File, GroupCreate, Link, Result};
use hdf5_ffi as ffi;

static ALONE: Mutex<()> = Mutex::new(());

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
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
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

/// The extent and the chunks of a dataset that was read often, changed by C: in one go, and while the lock is held.
#[test]
fn chunks_that_c_changes_are_seen() -> Result<()> {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    for throughout in [false, true] {
        let file = File::in_memory()?;
        let data = file.new_dataset("x").chunk([4]).resizable().shuffle().deflate(1).write(&[1i64, 2, 3, 4, 5])?;
        file.flush()?;
        let again = |expected: &[i64]| {
            (0..20).try_for_each(|_| {
                assert_eq!(data.shape()?, [expected.len()]);
                assert_eq!(data.slice(1..).read::<Vec<i64>>()?, expected[1..]);
                assert_eq!(data.slice(1).read::<i64>()?, expected[1]);
                Ok::<_, h5mem::Error>(())
            })
        };
        again(&[1, 2, 3, 4, 5])?;
        let held = throughout.then(ffi::lock);
        let mut values = [0; 7];
        for n in 0..3 {
            values[1] = n;
            let len = 7 - n as usize;
            {
                let _held = ffi::lock();
                // SAFETY: the lock is held; the name is NUL-terminated, one length, and as many values
                unsafe {
                    let dataset = ffi::H5Dopen2(newest_file(), c"x".as_ptr(), 0);
                    assert!(dataset >= 0 && ffi::H5Dset_extent(dataset, [len as u64].as_ptr()) >= 0);
                    assert!(ffi::H5Dwrite(dataset, ffi::H5T_NATIVE_INT64_g, 0, 0, 0, values.as_ptr().cast()) >= 0);
                    assert!(ffi::H5Dclose(dataset) >= 0);
                }
            }
            again(&values[..len])?;
            file.flush()?;
            again(&values[..len])?;
        }
        drop(held);
        again(&values[..5])?;
    }
    Ok(())
}

/// Datasets of a file that are open in the library.
fn open_datasets(file: ffi::hid_t) -> isize {
    // SAFETY: the callers hold the lock
    unsafe { ffi::H5Fget_obj_count(file, ffi::H5F_OBJ_DATASET) as isize }
}

/// What was left open for the next who opens it is closed before C is called, which finds and changes what it likes.
#[test]
fn c_finds_nothing_open_and_replaces_what_was() -> Result<()> {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let file = File::in_memory()?;
    let id = {
        let _quiet = ffi::LOCK.lock(); // unnoticed
        newest_file()
    };
    let open = || {
        let _quiet = ffi::LOCK.lock();
        open_datasets(id)
    };
    let read = || (0..4).map(|_| file.dataset("x")?.read::<Vec<i64>>()).collect::<Result<Vec<_>>>();
    file.new_dataset("x").chunk([2]).deflate(1).write(&[1i64, 2, 3])?;
    assert_eq!(read()?, vec![[1, 2, 3]; 4]);
    assert_eq!(open(), 0, "its chunks go with the last handle");
    file.remove("x")?;
    file.write("x", &[1i64, 2, 3])?;
    assert_eq!(read()?, vec![[1, 2, 3]; 4]);
    assert_eq!(open(), 1);
    file.attrs().set("changed", &true)?;
    assert_eq!(open(), 0);
    assert_eq!(read()?, vec![[1, 2, 3]; 4]);
    assert_eq!(open(), 1);
    {
        let _held = ffi::lock();
        assert_eq!(open_datasets(id), 0);
        // SAFETY: the lock is held; the names are NUL-terminated
        unsafe {
            assert!(ffi::H5Ldelete(id, c"x".as_ptr(), 0) >= 0);
            let space = ffi::H5Screate(ffi::H5S_SCALAR);
            let made = ffi::H5Dcreate2(id, c"x".as_ptr(), ffi::H5T_NATIVE_INT64_g, space, 0, 0, 0);
            assert!(made >= 0 && ffi::H5Dclose(made) >= 0 && ffi::H5Sclose(space) >= 0);
        }
        assert_eq!(file.dataset("x")?.read::<i64>()?, 0);
        assert_eq!(open_datasets(id), 0, "none is left open from here on");
    }
    assert_eq!(read()?, vec![[0]; 4]);
    Ok(())
}

/// A link of a class that nobody has registered any more cannot be deleted; so it is not moved either, which would leave two.
#[test]
fn links_of_a_user_s_own_class_are_moved_while_it_is_registered() -> Result<()> {
    const CLASS: ffi::H5L_type_t = 201;
    extern "C" fn nowhere() -> ffi::hid_t {
        -1
    }

    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let file = File::in_memory()?;
    let anonymous = file.create_anonymous_group(GroupCreate::new())?;
    {
        let _held = ffi::lock();
        // SAFETY: integers, and pointers and optional functions that may be null; the one function looks at none of its arguments
        unsafe {
            let mut class: ffi::H5L_class_t = std::mem::zeroed();
            (class.version, class.id) = (1, CLASS);
            class.trav_func = std::mem::transmute::<extern "C" fn() -> ffi::hid_t, ffi::H5L_traverse_func_t>(nowhere);
            assert!(ffi::H5Lregister(&raw const class) >= 0);
            assert!(ffi::H5Lcreate_ud(newest_file(), c"link".as_ptr(), CLASS, std::ptr::null(), 0, 0, 0) >= 0);
        }
    }
    file.rename("link", "a/link")?;
    file.move_to("a/link", &anonymous, "link")?;
    anonymous.rename("link", "again")?;
    anonymous.move_to("again", &file, "link")?;
    assert_eq!(file.link("link")?, Link::User { class: CLASS });
    {
        let _held = ffi::lock();
        // SAFETY: the lock is held
        assert!(unsafe { ffi::H5Lunregister(CLASS) } >= 0);
    }
    for to in ["b/link", "other"] {
        assert_eq!(file.rename("link", to).expect_err("is not registered").kind(), ErrorKind::Unsupported);
    }
    assert_eq!(file.names()?, ["a", "link"]);
    Ok(())
}
