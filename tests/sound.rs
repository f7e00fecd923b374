//! No undefined behaviour, no silent wrong result, no leak from safe code: the known holes of an HDF5 wrapper, each with its test.
//!
//! | hole | test |
//! |---|---|
//! | A1 a read sized before another thread resizes | `reads_and_resizes_may_race` |
//! | A2 a null dataspace read as a value | `a_null_dataspace_is_an_error_or_none` |
//! | A3 a struct with a field the file lacks | `a_missing_field_is_named` in `derive.rs` |
//! | A4 storage that is never filled (`fill_time(Never)`) | `what_was_never_written_is_zero`, `a_virtual_source_without_fill_is_zero` |
//! | A5 a `bool` of another byte than 0 and 1 | `a_bool_is_zero_or_one`, `a_large_dataset_is_checked_to_its_last_element` |
//! | A6 an enum value without a name | `an_enum_reads_as_its_number`; `an_undeclared_value_is_an_error_whatever_the_byte_order` in `derive.rs` |
//! | A7 `resize` with too few lengths | `resize_asks_for_every_axis` |
//! | A8 names that are not UTF-8 | `names_of_any_bytes_are_text_and_back` |
//! | A9 text that is not UTF-8 | `text_is_checked` |
//! | A10 `Dataspace::decode` of short bytes | n/a: nothing decodes a dataspace from bytes |
//! | A11, A12 run-time values that follow pointers in bytes, unaligned reads | n/a: no public constructor takes raw elements |
//! | A13 a filter that reads past its parameters | `more_than_32_filter_parameters_come_back` |
//! | A14 struct padding that reaches the file | `the_file_has_no_padding`, `gaps_of_a_stored_compound_stay_zero` in `derive.rs` |
//! | A15 an enum wider than 8 bytes | `an_enum_of_16_bytes_is_described` |
//! | A16 types that a derive takes by their name | `structs_and_enums_come_back` in `derive.rs`: a marker is a field of no bytes like any other |
//! | A17 C enums as Rust enums | n/a: the declarations have plain numbers, and the version is compared when the library is initialised |
//! | A18 tokens of another file | `tokens_name_objects_of_their_file_only` in `groups.rs` |
//! | B deadlock 1: the lock against the first use | `the_first_use_waits_for_the_lock_alone` in `apart.rs` |
//! | B deadlock 2: closures under the lock | `a_visit_holds_no_lock` |
//! | B `filters()` of more than 32 parameters | `more_than_32_filter_parameters_come_back` |
//! | B panics in callbacks | `a_panic_in_a_visit_passes_through`; `a_storage_that_panics_at_any_point` in `close.rs`, `a_panic_of_a_codec_passes_through` in `filters.rs`, `a_rule_that_panics_ends_the_operation_only` in `links.rs` |
//! | C1 a failed creation without a reason | `a_taken_name_is_named` |
//! | C2 downcasts that never fail | `a_kind_is_checked` |
//! | C3 the wrong object through an external link | `an_external_link_leads_to_the_other_file`, `closing_lets_go_of_other_files` |
//! | C4 lossy conversions | `a_lossy_conversion_names_the_first_value` |
//! | C5 a wrong shape of equal size | `a_wrong_shape_of_equal_size_is_refused` |
//! | C6 unsigned as signed, negative enum values | `an_enum_reads_as_its_number` |
//! | C7 a `close` that does not close | `close_closes` |
//! | C8 data lost at exit | `what_is_left_open_is_written_at_exit` in `close.rs` |
//! | C9 names tagged ASCII | `names_are_tagged_utf8` |
//! | C10 accessors that answer with defaults | `accessors_of_a_closed_file_fail` |
//! | C11 a byte reader's end | n/a: there is none |
//! | C12 two in-memory files of one name | `two_files_in_memory_share_nothing` |
//! | D leaks | `nothing_leaks` in `apart.rs` |
//! | D stale identifiers | `accessors_of_a_closed_file_fail`, `close_closes` |
//! | – `AsArray` implemented by somebody who lies | `a_lying_array_is_not_believed`, `borrowed_sequences_may_be_gone_before_the_write` |
//! | – data that an image names in files outside | `an_image_opens_no_file` in `outside.rs` |
//! | – elements without a size, axes of no length | `elements_without_a_size`, `axes_of_no_length` |
#![allow(missing_docs)]
use std::{
    ffi::{CString, c_void},
    ops::ControlFlow,
    path::Path,
    ptr,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use h5mem::{
    AsArray, Bits, ByteOrder, Datatype, EnumMember, Error, ErrorKind, Extent, File, FileAccess, Filter, H5Type, Image, Integer, Object,
    Result, StringType, TypeDescriptor,
};
use hdf5_ffi as ffi;
use ndarray::{Array2, ArrayD, s};

fn kind<T: std::fmt::Debug>(result: Result<T>) -> ErrorKind {
    result.expect_err("it is to fail").kind()
}

/// The bytes of a file made by raw calls under the lock.
#[allow(unsafe_code)]
fn raw_file(build: impl FnOnce(ffi::hid_t)) -> Image {
    let dir = tempfile::tempdir().unwrap();
    let on_disk = dir.path().join("raw.h5");
    let _lock = ffi::lock();
    let path = CString::new(on_disk.to_str().unwrap()).unwrap();
    // SAFETY: the lock is held, the path is NUL-terminated
    unsafe {
        assert!(ffi::H5open() >= 0);
        let file = ffi::H5Fcreate(path.as_ptr(), 2, 0, 0);
        assert!(file >= 0);
        build(file);
        assert!(ffi::H5Fclose(file) >= 0);
    }
    std::fs::read(on_disk).unwrap().into()
}

/// A dataset of raw calls: named, of a type and shape and properties, with bytes or without.
#[allow(unsafe_code)]
fn raw_dataset(loc: ffi::hid_t, name: &[u8], dtype: ffi::hid_t, dims: &[u64], dcpl: ffi::hid_t, data: Option<&[u8]>) {
    let name = CString::new(name).unwrap();
    // SAFETY: the caller holds the lock; lengths and bytes are those of the slices
    unsafe {
        let space = ffi::H5Screate_simple(dims.len() as i32, dims.as_ptr(), ptr::null());
        let dataset = ffi::H5Dcreate2(loc, name.as_ptr(), dtype, space, 0, dcpl, 0);
        assert!(dataset >= 0);
        if let Some(data) = data {
            assert_eq!(data.len() as u64, dims.iter().product::<u64>() * ffi::H5Tget_size(dtype) as u64);
            assert!(ffi::H5Dwrite(dataset, dtype, 0, 0, 0, data.as_ptr().cast()) >= 0);
        }
        ffi::H5Dclose(dataset);
        ffi::H5Sclose(space);
    }
}

fn temp() -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("raw.h5");
    (dir, path)
}

// ---- A

#[test]
fn reads_and_resizes_may_race() {
    const ROUNDS: usize = 300;
    let file = File::in_memory().unwrap();
    let numbers = file.new_dataset("numbers").shape([1]).resizable().chunk([64]).fill(7i64).create::<i64>().unwrap();
    let texts = file.new_dataset("texts").shape([1]).resizable().chunk([16]).create::<String>().unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for seed in 0..4 {
            let (numbers, texts, done) = (&numbers, &texts, &done);
            scope.spawn(move || {
                let mut n = 0;
                while !done.load(Ordering::Relaxed) || n < 10 {
                    match (seed + n) % 4 {
                        0 => assert!(numbers.read::<Vec<i64>>().unwrap().iter().all(|&v| v == 7)),
                        1 => assert!(numbers.read::<Vec<u8>>().unwrap().iter().all(|&v| v == 7), "by way of a conversion"),
                        2 => assert!(texts.read::<Vec<String>>().unwrap().iter().all(|t| t.is_empty() || t == "text")),
                        _ => match numbers.read_into(&mut [0i64; 40]) {
                            Ok(()) => {}
                            Err(error) => assert_eq!(error.kind(), ErrorKind::Shape),
                        },
                    }
                    n += 1;
                }
            });
        }
        let clone = numbers.clone();
        for round in 0..ROUNDS {
            clone.resize([(round * 37) % 5000 + 1]).unwrap();
            texts.resize([(round * 13) % 90 + 1]).unwrap();
            texts.slice(0usize).write("text").unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_null_dataspace_is_an_error_or_none() {
    let file = File::in_memory().unwrap();
    file.attrs().set_null::<f64>("number").unwrap();
    file.attrs().set_null::<String>("text").unwrap();
    let attrs = file.attrs();
    assert_eq!(kind(attrs.get::<f64>("number")), ErrorKind::Shape);
    assert_eq!(kind(attrs.get::<Vec<f64>>("number")), ErrorKind::Shape);
    assert_eq!(kind(attrs.get::<[f64; 1]>("number")), ErrorKind::Shape);
    assert_eq!(kind(attrs.get::<ArrayD<f64>>("number")), ErrorKind::Shape);
    assert_eq!(kind(attrs.get::<String>("text")), ErrorKind::Shape);
    assert_eq!(attrs.get::<Option<f64>>("number").unwrap(), None);
    assert_eq!(attrs.get::<Option<Vec<f64>>>("number").unwrap(), None);
    assert_eq!(attrs.get::<Option<String>>("text").unwrap(), None);
    assert_eq!(kind(attrs.open("number").unwrap().write(&1.0)), ErrorKind::Shape);
}

#[test]
#[allow(unsafe_code)]
fn a_null_dataset_is_an_error_or_none() {
    // SAFETY: the lock is held by `raw_file`
    let image = raw_file(|file| unsafe {
        let space = ffi::H5Screate(ffi::H5S_NULL);
        let dataset = ffi::H5Dcreate2(file, c"null".as_ptr(), ffi::H5T_STD_I32LE_g, space, 0, 0, 0);
        assert!(dataset >= 0);
        ffi::H5Dclose(dataset);
        ffi::H5Sclose(space);
    });
    let file = File::from_image(image).open_rw().unwrap();
    let null = file.dataset("null").unwrap();
    assert!(null.is_null().unwrap());
    assert_eq!(null.len().unwrap(), 0);
    assert_eq!(kind(null.read::<i32>()), ErrorKind::Shape);
    assert_eq!(kind(null.read::<Vec<i64>>()), ErrorKind::Shape);
    assert_eq!(kind(null.read_into(&mut [0i32; 0])), ErrorKind::Shape);
    assert_eq!(null.read::<Option<Vec<i32>>>().unwrap(), None);
    assert_eq!(kind(null.write(&1)), ErrorKind::Shape);
    assert!(null.slice(0usize).read::<i32>().is_err());
    assert!(null.append(&[1]).is_err() && null.resize([1]).is_err());
}

#[allow(unsafe_code)]
fn without_fill() -> ffi::hid_t {
    // SAFETY: the callers hold the lock
    unsafe {
        let dcpl = ffi::H5Pcreate(ffi::H5P_CLS_DATASET_CREATE_ID_g);
        assert!(ffi::H5Pset_fill_time(dcpl, ffi::H5D_FILL_TIME_NEVER) >= 0);
        dcpl
    }
}

#[test]
#[allow(unsafe_code)]
fn what_was_never_written_is_zero() {
    // SAFETY: the lock is held by `raw_file`
    let image = raw_file(|file| unsafe {
        raw_dataset(file, b"contiguous", ffi::H5T_STD_I64LE_g, &[1000], without_fill(), None);
        let chunked = without_fill();
        assert!(ffi::H5Pset_chunk(chunked, 1, [10u64].as_ptr()) >= 0);
        raw_dataset(file, b"chunked", ffi::H5T_STD_I64LE_g, &[1000], chunked, None);
    });
    let file = File::from_image(image).open().unwrap();
    for name in ["contiguous", "chunked"] {
        let dataset = file.dataset(name).unwrap();
        let _junk: Vec<Vec<u8>> = (0..50).map(|_| vec![0xAA; 8000]).collect();
        assert_eq!(dataset.read::<Vec<i64>>().unwrap(), [0; 1000], "{name}");
        assert_eq!(dataset.read::<Vec<u8>>().unwrap(), [0; 1000], "{name}, converted");
        assert_eq!(dataset.slice(3..900).read::<Vec<i64>>().unwrap(), [0; 897], "{name}, a part");
        let mut buf = [-1i64; 1000];
        dataset.read_into(&mut buf).unwrap();
        assert_eq!(buf, [0; 1000], "{name}, into memory that held something else");
    }
}

#[test]
#[allow(unsafe_code)]
fn a_virtual_source_without_fill_is_zero() {
    // SAFETY: the lock is held by `raw_file`
    let image = raw_file(|file| unsafe {
        raw_dataset(file, b"source", ffi::H5T_STD_I64LE_g, &[1000], without_fill(), None);
        let dcpl = ffi::H5Pcreate(ffi::H5P_CLS_DATASET_CREATE_ID_g);
        let space = ffi::H5Screate_simple(1, [1000u64].as_ptr(), ptr::null());
        assert!(ffi::H5Pset_virtual(dcpl, space, c".".as_ptr(), c"source".as_ptr(), space) >= 0);
        raw_dataset(file, b"virtual", ffi::H5T_STD_I64LE_g, &[1000], dcpl, None);
    });
    let file = File::from_image(image).open().unwrap();
    let mut buf = [-1i64; 1000];
    file.dataset("virtual").unwrap().read_into(&mut buf).unwrap();
    assert_eq!(buf, [0; 1000]);
    drop(vec![0xAAu8; 8000]);
    assert_eq!(file.dataset("virtual").unwrap().read::<Vec<i64>>().unwrap(), [0; 1000]);
}

/// An enum type of raw calls.
#[allow(unsafe_code)]
fn raw_enum<T: Copy>(base: ffi::hid_t, members: &[(&str, T)]) -> ffi::hid_t {
    // SAFETY: the callers hold the lock; values have the size of the base
    unsafe {
        let id = ffi::H5Tenum_create(base);
        for (name, value) in members {
            let name = CString::new(*name).unwrap();
            assert!(ffi::H5Tenum_insert(id, name.as_ptr(), (&raw const *value).cast::<c_void>()) >= 0);
        }
        id
    }
}

#[test]
#[allow(unsafe_code)]
fn a_bool_is_zero_or_one() {
    // SAFETY: the lock is held by `raw_file`
    let image = raw_file(|file| unsafe {
        let truth = raw_enum(ffi::H5T_STD_I8LE_g, &[("FALSE", 0i8), ("TRUE", 1)]);
        raw_dataset(file, b"bad", truth, &[3], 0, Some(&[1, 0, 2]));
        raw_dataset(file, b"good", truth, &[3], 0, Some(&[1, 0, 1]));
        raw_dataset(file, b"bits", ffi::H5T_STD_B8LE_g, &[3], 0, Some(&[1, 0, 255]));
    });
    let file = File::from_image(image).open().unwrap();
    for name in ["bad", "bits"] {
        let dataset = file.dataset(name).unwrap();
        let error = dataset.read::<Vec<bool>>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue);
        assert!(error.to_string().contains("element 2") && error.to_string().contains(name), "{error}");
        let mut buf = [true; 3];
        assert_eq!(kind(dataset.read_into(&mut buf)), ErrorKind::InvalidValue);
        assert_eq!(buf, [true; 3], "a failure leaves what was there");
        assert_eq!(kind(dataset.slice(2).read::<bool>()), ErrorKind::InvalidValue);
        assert_eq!(dataset.slice(0..2).read::<Vec<bool>>().unwrap(), [true, false], "{name}");
    }
    assert_eq!(file.dataset("good").unwrap().read::<[bool; 3]>().unwrap(), [true, false, true]);
}

/// Large data is checked piece by piece on its way out of memory: in a file's own bytes, in an image's, and in those that lie over it.
#[test]
fn a_large_dataset_is_checked_to_its_last_element() {
    #[derive(H5Type, Clone, Copy, Debug, PartialEq)]
    #[repr(i16)]
    enum Sign {
        Minus = -1,
        Zero = 0,
        Plus = 1,
    }
    const N: usize = 99_000;
    let own = File::in_memory().unwrap();
    own.write("truths", &vec![1u8; N]).unwrap();
    own.write("rows", &Array2::<u8>::ones((N / 3, 3))).unwrap();
    own.write("signs", &vec![-1i16; N]).unwrap();
    let big = Bits { order: ByteOrder::Big, ..Bits::native(2) };
    let turned = own.new_dataset("turned").shape(N).create_as(&TypeDescriptor::Integer(Integer { bits: big, signed: true })).unwrap();
    turned.write(&vec![-1i16; N]).unwrap();
    let over = File::from_image(own.image().unwrap()).open_rw().unwrap();
    let shared = own.image().unwrap();
    let layered = File::from_image(shared.clone()).open_rw().unwrap();
    for file in [&own, &over, &layered] {
        assert_eq!(file.dataset("truths").unwrap().read::<Vec<bool>>().unwrap(), vec![true; N]);
        assert_eq!(file.dataset("rows").unwrap().read::<Vec<[bool; 3]>>().unwrap(), vec![[true; 3]; N / 3]);
        for name in ["signs", "turned"] {
            assert_eq!(file.dataset(name).unwrap().read::<Vec<Sign>>().unwrap(), vec![Sign::Minus; N]);
        }
        for bad in [0, 8191, 8192, 50_000, N - 1] {
            let refused = |file: &File| {
                let named = |error: Error, element: usize| {
                    assert!(
                        matches!(&error, Error::InvalidValue { what, .. } if what.starts_with(&format!("element {element}: "))),
                        "{error}"
                    );
                };
                named(file.dataset("truths").unwrap().read::<Vec<bool>>().unwrap_err(), bad);
                named(file.dataset("truths").unwrap().slice(bad..).read::<Vec<bool>>().unwrap_err(), 0);
                named(file.dataset("rows").unwrap().read::<Vec<[bool; 3]>>().unwrap_err(), bad / 3);
                named(file.dataset("signs").unwrap().read::<Vec<Sign>>().unwrap_err(), bad);
                named(file.dataset("turned").unwrap().read::<Vec<Sign>>().unwrap_err(), bad);
            };
            let put = |good: bool| {
                file.dataset("truths").unwrap().slice(bad).write(&if good { 1u8 } else { 2 }).unwrap();
                file.dataset("rows").unwrap().slice((bad / 3, bad % 3)).write(&if good { 1u8 } else { 2 }).unwrap();
                for name in ["signs", "turned"] {
                    file.dataset(name).unwrap().slice(bad).write(&if good { 1i16 } else { 2 }).unwrap();
                }
            };
            put(false);
            refused(file);
            refused(&File::from_image(file.image().unwrap()).open().unwrap());
            put(true);
        }
        assert_eq!(file.dataset("truths").unwrap().read::<Vec<bool>>().unwrap(), vec![true; N]);
    }
    drop(shared);
}

#[test]
#[allow(unsafe_code)]
fn an_enum_reads_as_its_number() {
    // SAFETY: the lock is held by `raw_file`
    let image = raw_file(|file| unsafe {
        let little = raw_enum(ffi::H5T_STD_I16LE_g, &[("LOW", (-1i16).to_le_bytes()), ("HIGH", 300i16.to_le_bytes())]);
        raw_dataset(file, b"little", little, &[3], 0, Some(&[0xff, 0xff, 0x2c, 0x01, 0x4d, 0x00]));
        let big = raw_enum(ffi::H5T_STD_I16BE_g, &[("LOW", (-1i16).to_be_bytes()), ("HIGH", 300i16.to_be_bytes())]);
        raw_dataset(file, b"big", big, &[3], 0, Some(&[0xff, 0xff, 0x01, 0x2c, 0x00, 0x4d]));
        let color = raw_enum(ffi::H5T_STD_U8LE_g, &[("R", 1u8), ("G", 2)]);
        raw_dataset(file, b"fresh", color, &[2], 0, None);
    });
    let file = File::from_image(image).open().unwrap();
    for name in ["little", "big"] {
        let dataset = file.dataset(name).unwrap();
        assert_eq!(dataset.read::<Vec<i16>>().unwrap(), [-1, 300, 77], "{name}: a value without a name, too");
        assert_eq!(dataset.read::<Vec<i64>>().unwrap(), [-1, 300, 77], "{name}");
        assert!(matches!(dataset.read::<Vec<i8>>(), Err(Error::Overflow { index: 1, .. })), "{name}");
        assert!(matches!(dataset.read::<Vec<u32>>(), Err(Error::Overflow { index: 0, .. })), "{name}");
        let TypeDescriptor::Enum { members, .. } = dataset.dtype().unwrap() else { panic!("an enum") };
        assert_eq!(members.iter().map(|m| m.value).collect::<Vec<_>>(), [-1, 300]);
        assert_eq!(kind(dataset.read::<Vec<bool>>()), ErrorKind::Type);
        assert_eq!(kind(dataset.read::<Vec<String>>()), ErrorKind::Type);
    }
    assert_eq!(file.dataset("fresh").unwrap().read::<Vec<u8>>().unwrap(), [0, 0]);
}

#[test]
#[allow(unsafe_code)]
fn an_enum_of_16_bytes_is_described() {
    // SAFETY: the lock is held by `raw_file`
    let image = raw_file(|file| unsafe {
        let wide = ffi::H5Tcopy(ffi::H5T_STD_I64LE_g);
        assert!(ffi::H5Tset_size(wide, 16) >= 0 && ffi::H5Tset_precision(wide, 128) >= 0);
        let id = raw_enum(wide, &[("MIN", i128::MIN.to_le_bytes()), ("ONE", 1i128.to_le_bytes())]);
        raw_dataset(file, b"wide", id, &[2], 0, None);
    });
    let file = File::from_image(image).open().unwrap();
    let TypeDescriptor::Enum { members, .. } = file.dataset("wide").unwrap().dtype().unwrap() else { panic!("an enum") };
    assert_eq!(members[0], EnumMember { name: "MIN".into(), value: i128::MIN });
    assert_eq!(kind(file.dataset("wide").unwrap().read::<Vec<i64>>()), ErrorKind::Type);
}

#[test]
fn resize_asks_for_every_axis() {
    let file = File::in_memory().unwrap();
    let data = ndarray::Array::from_shape_fn((2, 3, 4), |(a, b, c)| (a * 100 + b * 10 + c) as i32);
    let cube = file.new_dataset("cube").chunk([1, 3, 4]).resizable().write(&data).unwrap();
    assert_eq!(kind(cube.resize(5)), ErrorKind::Shape);
    assert_eq!(kind(cube.resize([5; 5])), ErrorKind::Shape);
    assert_eq!(kind(cube.resize([0; 40])), ErrorKind::Shape);
    assert_eq!(kind(cube.resize(())), ErrorKind::Shape);
    assert_eq!(kind(cube.resize([2, 3, Extent::UNLIMITED])), ErrorKind::Shape, "no length, but a maximum");
    assert_eq!(cube.shape().unwrap(), [2, 3, 4]);
    assert_eq!(cube.read::<ndarray::Array3<i32>>().unwrap(), data);
}

#[test]
#[allow(unsafe_code)]
fn names_of_any_bytes_are_text_and_back() {
    // SAFETY: the lock is held by `raw_file`
    let image = raw_file(|file| unsafe {
        raw_dataset(file, b"latin \xe9\xff", ffi::H5T_STD_U8LE_g, &[1], 0, Some(&[5]));
        let space = ffi::H5Screate(ffi::H5S_SCALAR);
        let attribute = ffi::H5Acreate2(file, c"a\xff".as_ptr(), ffi::H5T_STD_U8LE_g, space, 0, 0);
        assert!(ffi::H5Awrite(attribute, ffi::H5T_STD_U8LE_g, [9u8].as_ptr().cast()) >= 0);
        ffi::H5Aclose(attribute);
        ffi::H5Sclose(space);
        let bad = raw_enum(ffi::H5T_STD_U8LE_g, &[("x", 1u8)]);
        assert!(ffi::H5Tenum_insert(bad, c"\xe9".as_ptr(), [2u8].as_ptr().cast()) >= 0);
        raw_dataset(file, b"enum", bad, &[1], 0, None);
    });
    let file = File::from_image(image).open_rw().unwrap();
    let names = file.names().unwrap();
    assert_eq!(names, ["enum", "latin \u{f7e9}\u{f7ff}"]);
    let dataset = file.dataset(&names[1]).unwrap();
    assert_eq!(dataset.read::<u8>().unwrap(), 5);
    assert_eq!(dataset.path().unwrap(), format!("/{}", names[1]));
    assert_eq!(file.attrs().names().unwrap(), ["a\u{f7ff}"]);
    assert_eq!(file.attrs().get::<u8>("a\u{f7ff}").unwrap(), 9);
    let TypeDescriptor::Enum { members, .. } = file.dataset("enum").unwrap().dtype().unwrap() else { panic!("an enum") };
    assert_eq!(members[1].name, "\u{f7e9}");
    let mut met = Vec::new();
    file.visit(|path, _| {
        met.push(path.to_owned());
        Ok::<_, Error>(ControlFlow::Continue(()))
    })
    .unwrap();
    assert_eq!(met, names);
    file.rename(&names[1], "plain").unwrap();
    assert!(file.contains("plain").unwrap() && !file.contains(&names[1]).unwrap());
}

#[test]
#[allow(unsafe_code)]
fn text_is_checked() {
    // SAFETY: the lock is held by `raw_file`
    let image = raw_file(|file| unsafe {
        for (name, cset) in [(b"fixed ascii", ffi::H5T_CSET_ASCII), (b"fixed utf-8", ffi::H5T_CSET_UTF8)] {
            let fixed = ffi::H5Tcopy(ffi::H5T_C_S1_g);
            assert!(ffi::H5Tset_size(fixed, 4) >= 0 && ffi::H5Tset_cset(fixed, cset) >= 0);
            raw_dataset(file, name, fixed, &[2], 0, Some(b"fine\xe9\xff\0\0"));
        }
        let text = ffi::H5Tcopy(ffi::H5T_C_S1_g);
        assert!(ffi::H5Tset_size(text, usize::MAX) >= 0);
        let pointers = [c"fine".as_ptr(), c"bad \xe9".as_ptr()];
        let bytes: Vec<u8> = pointers.iter().flat_map(|p| (p.expose_provenance()).to_ne_bytes()).collect();
        raw_dataset(file, b"variable", text, &[2], 0, Some(&bytes));
    });
    // what was learnt of one stored type is not believed of another
    File::in_memory().unwrap().write("utf-8", &["ø"]).unwrap().read::<Vec<String>>().unwrap();
    let file = File::from_image(image).open().unwrap();
    for name in ["fixed ascii", "fixed utf-8", "variable"] {
        let dataset = file.dataset(name).unwrap();
        let error = dataset.read::<Vec<String>>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue, "{name}: {error:?}");
        assert!(error.to_string().contains("element 1") && error.to_string().contains(name), "{error}");
        assert_eq!(kind(dataset.slice(1).read::<String>()), ErrorKind::InvalidValue);
        assert_eq!(dataset.slice(0).read::<String>().unwrap(), "fine");
    }
}

// ---- B

#[test]
fn a_visit_holds_no_lock() {
    let file = File::in_memory().unwrap();
    file.write("a/b", &1).unwrap();
    file.write("a/c", &2).unwrap();
    let mut met = 0;
    file.visit(|path, object| {
        // another thread works in the library while this one waits for it, and the group is changed under the visit
        let answer = thread::scope(|scope| scope.spawn(|| object.path().unwrap()).join().unwrap());
        assert_eq!(answer, format!("/{path}"));
        if path == "a/b" {
            file.remove("a/c")?;
        }
        met += 1;
        Ok::<_, Error>(ControlFlow::Continue(()))
    })
    .unwrap();
    assert_eq!(met, 2, "a and a/b; a/c was taken away");
}

#[test]
fn a_panic_in_a_visit_passes_through() {
    let file = File::in_memory().unwrap();
    file.write("a/b", &1).unwrap();
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        file.visit(|_, _| -> Result<ControlFlow<()>> { panic!("mine") }).unwrap();
    }));
    assert_eq!(caught.unwrap_err().downcast_ref::<&str>(), Some(&"mine"));
    assert_eq!(file.dataset("a/b").unwrap().read::<i32>().unwrap(), 1);
}

#[test]
fn more_than_32_filter_parameters_come_back() {
    let file = File::in_memory().unwrap();
    for len in [0, 1, 20, 32, 33, 100, 1000] {
        let parameters: Vec<u32> = (0..len).collect();
        let filter = Filter::Other { id: 32_999, name: String::new(), parameters: parameters.clone(), optional: true };
        let name = format!("of {len}");
        file.new_dataset(&name).shape([10]).chunk([10]).filter(filter).create::<i32>().unwrap();
        let image = file.image().unwrap();
        for file in [&file, &File::from_image(image).open().unwrap()] {
            match &file.dataset(&name).unwrap().filters().unwrap()[..] {
                [Filter::Other { id: 32_999, parameters: back, optional: true, .. }] => {
                    assert_eq!(*back, parameters[..parameters.len().min(256)]);
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

// ---- C

#[test]
fn a_taken_name_is_named() {
    let file = File::in_memory().unwrap();
    file.write("g/x", &1).unwrap();
    let taken = |result: Result<()>| match result {
        Err(Error::AlreadyExists { path }) => assert!(path.ends_with(":/g/x"), "{path}"),
        other => panic!("{other:?}"),
    };
    taken(file.write("g/x", &2).map(drop));
    taken(file.new_dataset("g/x").shape([3]).create::<f64>().map(drop));
    taken(file.create_group("g/x").map(drop));
    taken(file.commit("g/x", &i32::descriptor()).map(drop));
    taken(file.link_soft("g/x", "/g"));
    taken(file.link_hard("g/x", "/g"));
    taken(file.link_external("g/x", "other.h5", "/g"));
    taken(file.write("y", &3).and_then(|_| file.rename("y", "g/x")));
    assert_eq!(file.dataset("g/x").unwrap().read::<i32>().unwrap(), 1);
}

#[test]
fn a_kind_is_checked() {
    let file = File::in_memory().unwrap();
    file.write("data", &1).unwrap();
    file.create_group("group").unwrap();
    let named: Datatype = file.commit("type", &f32::descriptor()).unwrap();
    assert_eq!(named.descriptor().unwrap(), f32::descriptor());
    assert_eq!(kind(file.dataset("group")), ErrorKind::Type);
    assert_eq!(kind(file.dataset("/")), ErrorKind::Type);
    assert_eq!(kind(file.dataset("type")), ErrorKind::Type);
    assert_eq!(kind(file.group("data")), ErrorKind::Type);
    assert_eq!(kind(file.group("type")), ErrorKind::Type);
    assert_eq!(kind(file.require_group("data")), ErrorKind::Type);
    assert_eq!(kind(file.get("group").unwrap().into_dataset()), ErrorKind::Type);
    assert_eq!(kind(file.get("data").unwrap().into_group()), ErrorKind::Type);
    assert_eq!(kind(file.get("data").unwrap().into_datatype()), ErrorKind::Type);
    assert!(matches!(file.get("type").unwrap(), Object::Datatype(_)));
}

#[test]
fn an_external_link_leads_to_the_other_file() {
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = (dir.path().join("a.h5"), dir.path().join("b.h5"));
    let other = File::create(&b).unwrap();
    other.write("inside/data", &[7, 8]).unwrap();
    other.close().unwrap();
    let file = File::create(&a).unwrap();
    file.write("inside/data", &[1]).unwrap();
    file.link_external("way", "b.h5", "/inside").unwrap();
    file.link_external("dangling", "none.h5", "/inside").unwrap();
    file.link_soft("gone", "/nowhere").unwrap();
    assert_eq!(file.dataset("way/data").unwrap().read::<Vec<i32>>().unwrap(), [7, 8]);
    assert_eq!(file.group("way").unwrap().names().unwrap(), ["data"]);
    let mut found = Vec::new();
    for (name, object) in file.iter().unwrap() {
        match object {
            Ok(Object::Group(group)) => found.push((name, Ok(group.dataset("data").unwrap().len().unwrap()))),
            Ok(other) => panic!("{other:?}"),
            Err(error) => found.push((name, Err(error.kind()))),
        }
    }
    let missing = Err(ErrorKind::NotFound);
    let expected = [("dangling", missing), ("gone", missing), ("inside", Ok(1)), ("way", Ok(2))];
    assert_eq!(found, expected.map(|(name, kind)| (name.to_owned(), kind)));
}

#[test]
fn closing_lets_go_of_other_files() {
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = (dir.path().join("a.h5"), dir.path().join("b.h5"));
    File::create(&b).unwrap().write("data", &[7, 8]).unwrap();
    let file = File::create(&a).unwrap();
    file.link_external("way", "b.h5", "/data").unwrap();
    let beyond = file.dataset("way").unwrap();
    file.close().unwrap();
    assert_eq!(kind(beyond.read::<Vec<i32>>()), ErrorKind::Closed);
    drop(beyond);
    // nothing holds it any more: it can be emptied
    File::create(&b).unwrap().close().unwrap();
}

#[test]
fn a_lossy_conversion_names_the_first_value() {
    let file = File::in_memory().unwrap();
    file.write("integers", &[[1i64, 300], [-300, 2]]).unwrap();
    file.write("floats", &[1.0, 1.5, f64::NAN, 1e300]).unwrap();
    let integers = file.dataset("integers").unwrap();
    match integers.read::<Vec<i8>>() {
        Err(Error::Overflow { path, index: 1, value, target }) => {
            assert!(path.ends_with(":/integers") && value == "300" && target == "i8", "{path} {value} {target}");
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(integers.read::<Array2<u64>>(), Err(Error::Overflow { index: 2, .. })));
    assert!(matches!(integers.slice(s![1, ..]).read::<Vec<u8>>(), Err(Error::Overflow { index: 0, .. })));
    let floats = file.dataset("floats").unwrap();
    assert!(matches!(floats.read::<Vec<i32>>(), Err(Error::Overflow { index: 1, .. })));
    assert!(matches!(floats.read::<Vec<f32>>(), Err(Error::Overflow { index: 3, .. })));
    assert_eq!(floats.slice(0..1).read::<Vec<i32>>().unwrap(), [1]);
    let narrow = file.new_dataset("narrow").shape([3]).create::<i8>().unwrap();
    assert!(matches!(narrow.write(&[1i64, 2, 1000]), Err(Error::Overflow { index: 2, .. })));
    assert!(matches!(narrow.write(&[0.5, 2.0, 3.0]), Err(Error::Overflow { index: 0, .. })));
    assert_eq!(narrow.read::<Vec<i8>>().unwrap(), [0, 0, 0], "nothing is written where one value does not fit");
    narrow.write(&[1i64, -2, 3]).unwrap();
    assert_eq!(narrow.read::<Vec<f64>>().unwrap(), [1.0, -2.0, 3.0]);
}

#[test]
fn a_wrong_shape_of_equal_size_is_refused() {
    let file = File::in_memory().unwrap();
    let data = file.write("data", &Array2::<f64>::zeros((3, 4))).unwrap();
    let twelve = [1.0; 12];
    assert_eq!(kind(data.write(&Array2::<f64>::ones((2, 6)))), ErrorKind::Shape);
    assert_eq!(kind(data.write(&Array2::<f64>::ones((4, 3)))), ErrorKind::Shape);
    assert_eq!(kind(data.write(&twelve)), ErrorKind::Shape);
    assert_eq!(kind(data.slice(s![.., ..]).write(&Array2::<f64>::ones((2, 6)))), ErrorKind::Shape);
    assert_eq!(kind(data.slice(s![..2, ..]).write(&Array2::<f64>::ones((4, 2)))), ErrorKind::Shape);
    assert_eq!(kind(data.slice(s![0, ..]).write(&Array2::<f64>::ones((4, 1)))), ErrorKind::Shape);
    assert_eq!(kind(data.write(&1.0)), ErrorKind::Shape);
    assert_eq!(kind(data.read::<f64>()), ErrorKind::Shape);
    assert_eq!(kind(data.read::<[f64; 12]>()), ErrorKind::Shape);
    assert_eq!(kind(data.read::<ndarray::Array1<f64>>()), ErrorKind::Shape);
    assert_eq!(kind(data.read_into(&mut [0.0; 11])), ErrorKind::Shape);
    assert_eq!(kind(data.read_into(&mut [0.0; 13])), ErrorKind::Shape);
    assert_eq!(data.read::<Vec<f64>>().unwrap(), [0.0; 12]);
}

#[test]
fn close_closes() {
    let (_dir, path) = temp();
    let file = File::create(&path).unwrap();
    let group = file.create_group("g").unwrap();
    let data = group.write("x", &[1, 2]).unwrap();
    let attribute = {
        data.attrs().set("unit", "m").unwrap();
        data.attrs().open("unit").unwrap()
    };
    let clone = file.clone();
    file.close().unwrap();
    assert!(clone.is_closed());
    clone.close().unwrap();
    // emptied and filled anew while the old handles are alive: they see nothing of it
    let again = File::create(&path).unwrap();
    again.write("g/x", &[9.5]).unwrap();
    assert_eq!(kind(group.names()), ErrorKind::Closed);
    assert_eq!(kind(data.read::<Vec<i32>>()), ErrorKind::Closed);
    assert_eq!(kind(attribute.read::<String>()), ErrorKind::Closed);
    drop((group, data, attribute));
    assert_eq!(again.dataset("g/x").unwrap().read::<f64>().unwrap(), 9.5);
    again.close().unwrap();
}

#[test]
#[allow(unsafe_code)]
fn names_are_tagged_utf8() {
    let (_dir, path) = temp();
    let file = File::create(&path).unwrap();
    file.write("grønn", &1).unwrap();
    file.create_group("gruppe ø").unwrap();
    file.link_soft("soft ø", "/grønn").unwrap();
    file.link_hard("hard ø", "/grønn").unwrap();
    file.link_external("external ø", "o.h5", "/").unwrap();
    file.commit("type ø", &i8::descriptor()).unwrap();
    file.rename("gruppe ø", "flyttet ø").unwrap();
    file.attrs().set("attributt ø", &1).unwrap();
    let links = file.names().unwrap();
    assert_eq!(links.len(), 6);
    file.close().unwrap();
    let _lock = ffi::lock();
    // SAFETY: the lock is held, texts are NUL-terminated, structures are plain data that the library fills
    unsafe {
        let c_path = CString::new(path.to_str().unwrap()).unwrap();
        let file = ffi::H5Fopen(c_path.as_ptr(), 0, 0);
        assert!(file >= 0);
        for link in links {
            let c_link = CString::new(link.clone()).unwrap();
            assert_eq!(link_charset(file, &c_link), ffi::H5T_CSET_UTF8, "{link}");
        }
        let mut info: ffi::H5A_info_t = std::mem::zeroed();
        assert!(ffi::H5Aget_info_by_name(file, c".".as_ptr(), c"attributt ø".as_ptr(), &raw mut info, 0) >= 0);
        assert_eq!(info.cset, ffi::H5T_CSET_UTF8);
        ffi::H5Fclose(file);
    }
}

/// The character set that a link's name claims, which both generations of the call keep in a callback's information.
#[allow(unsafe_code)]
fn link_charset(file: ffi::hid_t, name: &std::ffi::CStr) -> ffi::H5T_cset_t {
    #[cfg(not(hdf5_1_12))]
    use ffi::{H5L_info_t as Info, H5Lget_info as get_info};
    #[cfg(hdf5_1_12)]
    use ffi::{H5L_info2_t as Info, H5Lget_info2 as get_info};
    // SAFETY: the caller holds the lock; the structure is plain data that the library fills
    unsafe {
        let mut info: Info = std::mem::zeroed();
        assert!(get_info(file, name.as_ptr(), &raw mut info, 0) >= 0);
        info.cset
    }
}

#[test]
fn accessors_of_a_closed_file_fail() {
    let file = File::in_memory().unwrap();
    let data = file.write("x", &[1, 2]).unwrap();
    let group = file.create_group("g").unwrap();
    let named = file.commit("t", &i8::descriptor()).unwrap();
    file.clone().close().unwrap();
    let closed = |what: &str, result: Result<()>| assert_eq!(kind(result), ErrorKind::Closed, "{what}");
    closed("shape", data.shape().map(drop));
    closed("max_shape", data.max_shape().map(drop));
    closed("len", data.len().map(drop));
    closed("is_empty", data.is_empty().map(drop));
    closed("is_null", data.is_null().map(drop));
    closed("dtype", data.dtype().map(drop));
    closed("chunk", data.chunk().map(drop));
    closed("filters", data.filters().map(drop));
    closed("storage_size", data.storage_size().map(drop));
    closed("path", data.path().map(drop));
    closed("attributes", data.attrs().names().map(drop));
    closed("attribute count", data.attrs().len().map(drop));
    closed("group len", group.len().map(drop));
    closed("group is_empty", group.is_empty().map(drop));
    closed("group path", group.path().map(drop));
    closed("contains", group.contains("x").map(drop));
    closed("descriptor", named.descriptor().map(drop));
    closed("size", file.size().map(drop));
    closed("filename", file.filename().map(drop));
    closed("userblock", file.userblock().map(drop));
}

#[test]
fn two_files_in_memory_share_nothing() {
    for access in [FileAccess::memory(), FileAccess::core(false)] {
        let (one, two) = (access.create("same.h5").unwrap(), access.create("same.h5").unwrap());
        one.write("x", &1).unwrap();
        assert!(!two.contains("x").unwrap());
        two.write("x", &2).unwrap();
        assert_eq!(one.dataset("x").unwrap().read::<i32>().unwrap(), 1);
        let image = one.image().unwrap();
        let twins = (File::from_image(image.clone()).access(access.clone()), File::from_image(image).access(access));
        let twins = (twins.0.open_rw().unwrap(), twins.1.open_rw().unwrap());
        twins.0.remove("x").unwrap();
        assert!(twins.1.contains("x").unwrap(), "equal content, two files");
    }
    assert!(!Path::new("same.h5").exists());
}

// ---- traits that anybody may implement, and types without a size

struct Liar {
    claims: usize,
    slice: Option<Vec<f64>>,
}

impl AsArray for Liar {
    type Elem = f64;
    fn extent(&self) -> Extent {
        self.claims.into()
    }
    fn as_slice(&self) -> Option<&[f64]> {
        self.slice.as_deref()
    }
    fn for_each(&self, f: &mut dyn FnMut(&f64)) {
        (0..3).for_each(|_| f(&1.0));
    }
}

#[test]
fn a_lying_array_is_not_believed() {
    let file = File::in_memory().unwrap();
    for (n, slice) in [Some(vec![1.0]), Some(vec![1.0; 5000]), None].into_iter().enumerate() {
        let lie = Liar { claims: 1000, slice };
        let name = format!("x{n}");
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| file.write(&name, &lie).map(drop)));
        assert!(!matches!(caught, Ok(Ok(()))), "1,000 elements are claimed, which are not there");
    }
    file.write("after", &1).unwrap();
}

/// Hands out sequences that are gone right after.
struct Fleeting;

impl AsArray for Fleeting {
    type Elem = Vec<u64>;
    fn extent(&self) -> Extent {
        100.into()
    }
    fn as_slice(&self) -> Option<&[Vec<u64>]> {
        None
    }
    fn for_each(&self, f: &mut dyn FnMut(&[u64])) {
        for n in 0..100 {
            let mut row = vec![n; 1000];
            f(&row);
            row.fill(u64::MAX);
        }
    }
}

#[test]
fn borrowed_sequences_may_be_gone_before_the_write() {
    let file = File::in_memory().unwrap();
    file.write("rows", &Fleeting).unwrap();
    let rows: Vec<Vec<u64>> = file.dataset("rows").unwrap().read().unwrap();
    for (n, row) in rows.iter().enumerate() {
        assert_eq!(row, &[n as u64; 1000]);
    }
}

#[test]
fn elements_without_a_size() {
    let file = File::in_memory().unwrap();
    file.write("numbers", &vec![[0.0f64; 0]; 3]).unwrap();
    let (texts, lists): ([String; 0], [[Vec<i32>; 0]; 2]) = ([], [[], []]);
    file.write("texts", &vec![texts; 3]).unwrap();
    file.write("truths", &vec![[[true; 0]; 2]; 3]).unwrap();
    file.write("lists", &vec![lists; 3]).unwrap();
    assert_eq!(file.dataset("numbers").unwrap().shape().unwrap(), [3, 0]);
    assert_eq!(file.dataset("numbers").unwrap().read::<Vec<[f64; 0]>>().unwrap(), [[]; 3]);
    assert_eq!(file.dataset("numbers").unwrap().read::<Vec<[i8; 0]>>().unwrap(), [[]; 3]);
    assert_eq!(file.dataset("texts").unwrap().read::<Vec<[String; 0]>>().unwrap().len(), 3);
    assert_eq!(file.dataset("truths").unwrap().read::<Vec<[[bool; 0]; 2]>>().unwrap(), [[[]; 2]; 3]);
    assert_eq!(file.dataset("lists").unwrap().read::<Vec<[[Vec<i32>; 0]; 2]>>().unwrap().len(), 3);
    file.dataset("numbers").unwrap().read_into(&mut [[0.0f64; 0]; 3]).unwrap();
    file.dataset("numbers").unwrap().write(&[[1.0f64; 0]; 3]).unwrap();
    assert_eq!(kind(file.dataset("numbers").unwrap().read::<Vec<[f64; 1]>>()), ErrorKind::Shape);
    file.attrs().set("empty", &[0i32; 0]).unwrap();
    assert_eq!(file.attrs().get::<Vec<i32>>("empty").unwrap(), []);
    assert_eq!(file.attrs().get::<[i64; 0]>("empty").unwrap(), []);

    let file = File::from_image(file.into_image().unwrap()).open().unwrap();
    let view = file.dataset("numbers").unwrap().view::<f64>().unwrap();
    assert!(view.is_empty() && view.iter().sum::<f64>() == 0.0);
    assert_eq!(view.array().shape(), [3, 0]);
    let view = file.dataset("numbers").unwrap().view::<[f64; 0]>().unwrap();
    assert_eq!((view.len(), view.array().len()), (3, 3));
}

#[test]
fn axes_of_no_length() {
    const HUGE: usize = 1 << 60;
    let file = File::in_memory().unwrap();
    let empty = file.new_dataset("empty").shape([HUGE, 0, HUGE]).create::<f64>().unwrap();
    assert_eq!((empty.len().unwrap(), empty.read::<Vec<f64>>().unwrap().len()), (0, 0));
    assert_eq!(kind(empty.read::<ArrayD<f64>>()), ErrorKind::Shape, "more than `ndarray` can have");
    assert_eq!(empty.slice(s![..;-1, ..;-1, ..;-1]).read::<Vec<f64>>().unwrap(), []);
    assert_eq!(empty.slice(s![3, .., 5]).read::<Vec<i8>>().unwrap(), []);
    empty.read_into(&mut [0.0f64; 0]).unwrap();
    let plain = file.write("plain", &Array2::<i32>::zeros((4, 0))).unwrap();
    assert_eq!(plain.read::<Array2<i32>>().unwrap().shape(), [4, 0]);
    assert_eq!(plain.slice(s![..;-1, ..]).read::<Array2<i64>>().unwrap().shape(), [4, 0]);
    plain.slice(s![1..3, ..;-1]).write(&Array2::<i32>::zeros((2, 0))).unwrap();
    plain.write(&Array2::<i16>::zeros((4, 0))).unwrap();
    let texts = file.new_dataset("texts").shape([0, 2]).resizable().create::<String>().unwrap();
    assert_eq!(texts.read::<Array2<String>>().unwrap().shape(), [0, 2]);
    texts.append(&Array2::<String>::default((0, 2))).unwrap();
    texts.append(&["a", "b"]).unwrap();
    assert_eq!(texts.read::<Vec<String>>().unwrap(), ["a", "b"]);
}

#[test]
fn types_that_cannot_be_are_errors() {
    let file = File::in_memory().unwrap();
    let integer = |bits| TypeDescriptor::Integer(Integer { bits, signed: true });
    let wide = Bits { size: 40, precision: 320, ..Bits::native(8) };
    let types = [
        integer(Bits { size: usize::MAX, ..Bits::native(8) }),
        integer(Bits { size: 0, ..Bits::native(8) }),
        integer(Bits { precision: 0, ..Bits::native(8) }),
        integer(Bits { offset: 200, ..Bits::native(8) }),
        integer(Bits { offset: usize::MAX, ..Bits::native(8) }),
        integer(Bits { padding: (9, 9), ..Bits::native(8) }),
        TypeDescriptor::Array { dims: vec![], base: Box::new(i32::descriptor()) },
        TypeDescriptor::Array { dims: vec![0], base: Box::new(i32::descriptor()) },
        TypeDescriptor::Array { dims: vec![1 << 40, 1 << 40], base: Box::new(i32::descriptor()) },
        TypeDescriptor::Array { dims: vec![1; 33], base: Box::new(i32::descriptor()) },
        TypeDescriptor::Enum { base: Integer { bits: wide, signed: true }, members: vec![EnumMember { name: "A".into(), value: 1 }] },
        TypeDescriptor::Enum {
            base: Integer { bits: Bits { offset: 130, ..Bits::native(8) }, signed: true },
            members: vec![EnumMember { name: "A".into(), value: 1 }],
        },
        TypeDescriptor::String(StringType::fixed(0)),
        TypeDescriptor::String(StringType::fixed(usize::MAX)),
        TypeDescriptor::Opaque { size: 0, tag: String::new() },
        TypeDescriptor::Compound { size: 0, members: vec![] },
        TypeDescriptor::Compound { size: 8, members: vec![] },
    ];
    for (n, dtype) in types.iter().enumerate() {
        let made = file.new_dataset(&format!("t{n}")).shape([2]).create_as(dtype);
        assert!(made.is_err(), "{n}: {dtype} was made: {}", made.unwrap().dtype().unwrap());
        assert!(file.new_dataset("x").write_as(dtype, &[1i64, 2]).is_err(), "{dtype}");
        assert!(file.attrs().set_as("x", dtype, &[1i64, 2]).is_err(), "{dtype}");
        assert!(file.commit("c", dtype).is_err(), "{dtype}");
    }
    assert!(file.names().unwrap().is_empty() && file.attrs().is_empty().unwrap(), "nothing is left behind");
}
