//! Attributes that are read again and again while they change: through this crate, or by other calls of C.
#![allow(unsafe_code)] // somebody else's calls
use std::ffi::CStr;

use h5mem::{Error, ErrorKind, File, H5Type, Image, Result, StringType, TypeDescriptor};
use hdf5_ffi as ffi;

/// Reads of each value.
const TIMES: usize = 4;

#[derive(Clone, Debug, PartialEq, H5Type)]
struct Point {
    x: f64,
    n: u8,
}

/// Reads an attribute so often, each time with the same result.
fn again<A: h5mem::FromArray + PartialEq + std::fmt::Debug>(file: &File, name: &str, expected: &A) -> Result<()> {
    for _ in 0..TIMES {
        assert_eq!(file.attrs().get::<A>(name)?, *expected);
    }
    Ok(())
}

#[test]
fn values_of_any_kind_are_read_again() -> Result<()> {
    let file = File::in_memory()?;
    let attrs = file.attrs();
    let point = Point { x: 0.5, n: 7 };
    attrs.set("number", &1.5)?;
    attrs.set("truth", &true)?;
    attrs.set("text", "größer")?;
    attrs.set_as("fixed", &TypeDescriptor::String(StringType::fixed(8)), "eight")?;
    attrs.set("array", &[1u16, 2, 3])?;
    attrs.set("one", &[9i64])?;
    attrs.set("texts", &["a", "b"])?;
    attrs.set("point", &point)?;
    attrs.set("points", &[point.clone(), point.clone()])?;
    attrs.set("sequence", &[vec![1u8, 2]])?;
    attrs.set("names with U+F7FF \u{f7ff}", &1u8)?;
    attrs.set_null::<i32>("null")?;
    for file in [file.clone(), File::from_image(file.image()?).open()?] {
        for _ in 0..2 {
            again(&file, "number", &1.5)?;
            again(&file, "number", &Some(1.5))?;
            again(&file, "number", &1.5f32)?; // exactly
            again(&file, "truth", &true)?;
            again(&file, "text", &"größer".to_owned())?;
            again(&file, "fixed", &"eight".to_owned())?;
            again(&file, "array", &vec![1u16, 2, 3])?;
            again(&file, "array", &[1u16, 2, 3])?;
            again(&file, "one", &9i64)?;
            again(&file, "one", &vec![9i64])?;
            again(&file, "texts", &vec!["a".to_owned(), "b".to_owned()])?;
            again(&file, "point", &point)?;
            again(&file, "points", &vec![point.clone(), point.clone()])?;
            again(&file, "sequence", &vec![vec![1u8, 2]])?;
            again(&file, "names with U+F7FF \u{f7ff}", &1u8)?;
            again(&file, "null", &None::<i32>)?;
        }
        assert_eq!(file.attrs().get::<u16>("array").unwrap_err().kind(), ErrorKind::Shape);
        assert_eq!(file.attrs().get::<String>("number").unwrap_err().kind(), ErrorKind::Type);
        assert_eq!(file.attrs().get::<i32>("number").unwrap_err().kind(), ErrorKind::Overflow);
        again(&file, "number", &1.5)?;
    }
    Ok(())
}

#[test]
fn what_another_handle_changes_is_seen() -> Result<()> {
    let file = File::in_memory()?;
    let group = file.create_group("group")?;
    let (ours, theirs) = (file.group("group")?, file.group("group")?);
    let (ours, theirs) = (ours.attrs(), theirs.attrs());
    for round in 0..3u8 {
        theirs.set("a", &f64::from(round))?;
        (0..TIMES).try_for_each(|_| ours.get("a").map(|a: f64| assert_eq!(a, f64::from(round))))?;
        theirs.set("a", &(f64::from(round) + 0.5))?; // over its bytes
        assert_eq!(ours.get::<f64>("a")?, f64::from(round) + 0.5);
        group.attrs().open("a")?.write(&7.0)?;
        assert_eq!(ours.get::<f64>("a")?, 7.0);
        theirs.set("a", &[1i8, 2, 3, 4, 5, 6, 7, 8])?; // of as many bytes
        assert_eq!(ours.get::<Vec<i8>>("a")?, [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(ours.get::<f64>("a").unwrap_err().kind(), ErrorKind::Shape);
        theirs.set("a", "text")?;
        (0..TIMES).try_for_each(|_| ours.get("a").map(|a: String| assert_eq!(a, "text")))?;
        theirs.set("a", "other text")?;
        assert_eq!(ours.get::<String>("a")?, "other text");
        theirs.set("a", &(1i64 << 60 | 1))?;
        assert_eq!(ours.get::<f64>("a").unwrap_err().kind(), ErrorKind::Overflow);
        (0..TIMES).try_for_each(|_| ours.get("a").map(|a: i64| assert_eq!(a, 1 << 60 | 1)))?;
        theirs.set("b", "renamed")?;
        (0..TIMES).try_for_each(|_| ours.get::<String>("b").map(drop))?;
        theirs.remove("a")?;
        assert!(matches!(ours.get::<i64>("a"), Err(Error::NotFound { .. })));
        theirs.rename("b", "a")?;
        assert_eq!(ours.get::<String>("a")?, "renamed");
        assert!(matches!(ours.get::<String>("b"), Err(Error::NotFound { .. })));
        theirs.remove("a")?;
        theirs.set("a", &vec![0.25; 100])?;
        assert_eq!(ours.get::<Vec<f64>>("a")?, [0.25; 100]);
    }
    Ok(())
}

/// The identifier of the dataset that was opened last.
fn newest_dataset() -> ffi::hid_t {
    let mut ids = [0; 1000];
    // SAFETY: the callers hold the lock; there is room for as many identifiers
    let n = unsafe { ffi::H5Fget_obj_ids(ffi::H5F_OBJ_ALL as _, ffi::H5F_OBJ_DATASET, ids.len(), ids.as_mut_ptr()) };
    assert!((1..ids.len() as isize).contains(&n));
    *ids.iter().max().expect("there is one")
}

/// Makes an attribute of zeros, in place of one that may be there.
fn make(object: ffi::hid_t, name: &CStr, dtype: ffi::hid_t, len: u64) {
    let zeros = vec![0u64; 1000];
    // SAFETY: the callers hold the lock; the names are NUL-terminated, and there are zeros enough
    unsafe {
        if ffi::H5Aexists(object, name.as_ptr()) > 0 {
            assert!(ffi::H5Adelete(object, name.as_ptr()) >= 0);
        }
        let space = ffi::H5Screate_simple(1, &raw const len, std::ptr::null());
        let attribute = ffi::H5Acreate2(object, name.as_ptr(), dtype, space, 0, 0);
        assert!(ffi::H5Awrite(attribute, dtype, zeros.as_ptr().cast()) >= 0);
        assert!(ffi::H5Aclose(attribute) >= 0 && ffi::H5Sclose(space) >= 0);
    }
}

/// Bytes of an attribute, as C finds it.
fn size(object: ffi::hid_t, name: &CStr) -> u64 {
    // SAFETY: the callers hold the lock; the names are NUL-terminated
    unsafe {
        let attribute = ffi::H5Aopen(object, name.as_ptr(), 0);
        let size = ffi::H5Aget_storage_size(attribute);
        assert!(ffi::H5Aclose(attribute) >= 0);
        size
    }
}

#[test]
fn what_c_changes_under_the_lock_is_seen() -> Result<()> {
    let held = ffi::lock(); // nobody opens another in between
    let file = File::in_memory()?;
    let data = file.write("x", &1)?;
    let object = newest_dataset();
    drop(held);
    // SAFETY: set when the library was initialised
    let (i8_type, f64_type) = unsafe { (ffi::H5T_NATIVE_INT8_g, ffi::H5T_NATIVE_DOUBLE_g) };
    let attrs = data.attrs();
    for _ in 0..3 {
        attrs.set("a", &1.5)?;
        (0..TIMES).try_for_each(|_| attrs.get::<f64>("a").map(drop))?;
        {
            let _held = ffi::lock();
            make(object, c"a", i8_type, 9);
            assert_eq!(size(object, c"a"), 9, "nothing was left open");
        }
        assert_eq!(attrs.get::<f64>("a").unwrap_err().kind(), ErrorKind::Shape);
        assert_eq!(attrs.get::<Vec<i8>>("a")?, [0; 9]);
        attrs.set("a", &1.5)?;
        let _held = ffi::lock(); // throughout
        for len in [1, 1000, 1] {
            (0..TIMES).try_for_each(|_| attrs.get::<f64>("a").map(drop))?;
            make(object, c"a", f64_type, len);
            assert_eq!(size(object, c"a"), len * 8);
            assert_eq!(attrs.get::<Vec<f64>>("a")?.len() as u64, len);
            make(object, c"a", f64_type, 1);
        }
    }
    Ok(())
}

/// C code that takes the library's lock without `hdf5_ffi::lock` changes attributes unnoticed: reads may see old values, but stay within bounds.
#[test]
fn what_c_changes_around_the_lock_stays_within_bounds() -> Result<()> {
    let held = ffi::lock();
    let file = File::in_memory()?;
    let data = file.write("x", &1)?;
    let object = newest_dataset();
    drop(held);
    // SAFETY: set when the library was initialised
    let i8_type = unsafe { ffi::H5T_NATIVE_INT8_g };
    for times in 1..TIMES {
        data.attrs().set("a", &1.5)?;
        (0..times).try_for_each(|_| data.attrs().get::<f64>("a").map(drop))?;
        let _held = ffi::LOCK.lock();
        make(object, c"a", i8_type, 8);
        let mut values = [9.0; 16]; // of which the second and all others are not the attribute's
        for _ in 0..TIMES {
            values[0] = data.attrs().get::<f64>("a").unwrap_or(9.0);
            assert_eq!(values[1..], [9.0; 15]);
        }
        data.attrs().remove("a")?;
    }
    Ok(())
}

#[test]
fn a_file_closes_and_objects_go_whatever_was_read() -> Result<()> {
    let write = |reads: usize| -> Result<Image> {
        let file = File::in_memory()?;
        for n in 0..10 {
            let data = file.write(&format!("x{n}"), &[1, 2, 3])?;
            data.attrs().set("a", &n)?;
            (0..reads).try_for_each(|_| data.attrs().get("a").map(|a: i32| assert_eq!(a, n)))?;
        }
        file.remove("x3")?;
        file.remove("x9")?;
        file.write("y", &vec![0.5; 100])?;
        file.into_image().map_err(|e| e.error)
    };
    assert!(*write(0)? == *write(TIMES)?, "equal bytes");
    let file = File::in_memory()?;
    file.attrs().set("a", &1)?;
    again(&file, "a", &1)?;
    let attrs = file.clone();
    file.close().map_err(|e| e.error)?;
    assert!(matches!(attrs.attrs().get::<i32>("a"), Err(Error::Closed { .. })));
    Ok(())
}

#[test]
fn a_mounted_file_shows_its_own() -> Result<()> {
    let (file, child) = (File::in_memory()?, File::in_memory()?);
    file.create_group("child")?;
    file.attrs().set("a", &1)?;
    child.attrs().set("a", "child")?;
    for _ in 0..3 {
        again(&file, "a", &1)?;
        again(&child, "a", &"child".to_owned())?;
        let mount = file.mount("child", &child)?;
        again(&child, "a", &1)?; // its root leads to that of the whole
        assert_eq!(file.group("child")?.attrs().get::<String>("a")?, "child");
        mount.unmount().map_err(|e| e.error)?;
    }
    Ok(())
}

#[test]
fn threads_read_what_there_is() -> Result<()> {
    let file = File::in_memory()?;
    file.attrs().set("a", &0i64)?;
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..300 {
                    match file.attrs().get::<i64>("a") {
                        Ok(a) => assert!((0..100).contains(&a), "{a}"),
                        Err(error) => assert!(matches!(error.kind(), ErrorKind::Shape | ErrorKind::Type), "{error}"),
                    }
                }
            });
        }
        for n in 0..100i64 {
            file.attrs().set("a", &n).unwrap();
            file.attrs().set("a", &[n as i8; 8]).unwrap();
            file.attrs().set("a", "text").unwrap();
        }
    });
    Ok(())
}

#[test]
fn many_are_set_over_and_over() -> Result<()> {
    let file = File::in_memory()?;
    let attrs = file.attrs();
    for round in 0..3i32 {
        for n in 0..200 {
            let name = format!("a{n}");
            match (round + n) % 3 {
                0 => attrs.set(&name, &round)?,
                1 => attrs.set(&name, &format!("{round}"))?,
                _ => attrs.set(&name, &vec![round; 3])?,
            }
            attrs.set("last", &n)?;
        }
        for n in (0..200).rev() {
            let name = format!("a{n}");
            match (round + n) % 3 {
                0 => assert_eq!(attrs.get::<i32>(&name)?, round),
                1 => assert_eq!(attrs.get::<String>(&name)?, format!("{round}")),
                _ => assert_eq!(attrs.get::<Vec<i32>>(&name)?, [round; 3]),
            }
        }
        assert_eq!((attrs.get::<i32>("last")?, attrs.len()?), (199, 201));
        attrs.remove("a7")?;
    }
    Ok(())
}
