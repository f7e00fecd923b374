//! PyTables' chapter on in-memory files: each thing it promises, and the examples that show it.
use std::{fs, path::Path};

use h5mem::{Error, ErrorKind, File, FileAccess, Result};
use ndarray::{Array1, Array2};
use tempfile::TempDir;

#[allow(dead_code)] // its `main`
#[path = "../examples/cookbook.rs"]
mod cookbook;
#[allow(dead_code)]
#[path = "../examples/image_bytes.rs"]
mod image_bytes;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sample.h5");

/// A directory with a copy of the sample, and the copy's bytes.
fn sample() -> (TempDir, std::path::PathBuf, Vec<u8>) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("sample.h5");
    let bytes = fs::read(SAMPLE).unwrap();
    fs::write(&path, &bytes).unwrap();
    (directory, path, bytes)
}

type Open = fn(&FileAccess, &Path) -> Result<File>;

fn zeros() -> Array2<f64> {
    Array2::zeros((300, 300))
}

fn kind<T>(result: Result<T>) -> ErrorKind {
    result.map(drop).unwrap_err().kind()
}

fn names(directory: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_existing_file_opens_in_memory_for_reading() {
    let (_directory, path, bytes) = sample();
    let file = FileAccess::core(true).open(&path).unwrap();
    assert_eq!((file.driver(), file.is_read_only(), file.size().unwrap()), ("core", true, bytes.len() as u64));
    // all of it is in memory: the disk is not needed any more
    fs::remove_file(&path).unwrap();
    assert_eq!(file.dataset("array").unwrap().read::<Array2<f64>>().unwrap(), Array2::zeros((30, 30)));
    assert_eq!(file.dataset("array2").unwrap().read::<Vec<i64>>().unwrap(), (0..20).collect::<Vec<_>>());
    assert_eq!(file.to_string(), "/ (RootGroup) 'Sample'");
    assert_eq!(file.dataset("array").unwrap().to_string(), "/array (Array(30, 30)) 'Array'");
    assert_eq!(file.dataset("array2").unwrap().to_string(), "/array2 (Array(20,)) 'New array'");
    assert_eq!(file.dataset("packed").unwrap().to_string(), "/packed (CArray(12, 5)fletcher32, shuffle, zlib(5)) 'Chunked'");
    assert_eq!(kind(file.write("new", &1)), ErrorKind::ReadOnly);
    assert_eq!(kind(file.attrs().set("new", &1)), ErrorKind::ReadOnly);
    assert_eq!(kind(file.dataset("array2").unwrap().write(&vec![0i64; 20])), ErrorKind::ReadOnly);
    assert_eq!(kind(file.remove("array")), ErrorKind::ReadOnly);
    file.close().unwrap();
    assert!(!path.exists(), "a file open for reading is not written back");
}

#[test]
fn a_backing_store_is_written_at_close() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("new_sample.h5");
    let file = FileAccess::core(true).create(&path).unwrap();
    file.write("array", &zeros()).unwrap();
    file.close().unwrap();
    let file = File::open(&path).unwrap();
    assert_eq!((file.driver(), file.dataset("array").unwrap().read::<Array2<f64>>().unwrap()), ("sec2", zeros()));
}

#[test]
fn without_a_backing_store_no_file_appears() {
    let directory = tempfile::tempdir().unwrap();
    for increment in [1, 64 << 10, 1 << 20] {
        let file = FileAccess::core(false).increment(increment).create(directory.path().join("new_sample.h5")).unwrap();
        file.write("array", &zeros()).unwrap();
        file.flush().unwrap();
        assert_eq!(names(directory.path()), [""; 0]);
        assert_eq!(file.dataset("array").unwrap().read::<Array2<f64>>().unwrap(), zeros());
        file.close().unwrap();
        assert_eq!(names(directory.path()), [""; 0]);
    }
}

#[test]
fn without_a_backing_store_an_existing_file_is_loaded_and_its_changes_are_lost() {
    let (_directory, path, bytes) = sample();
    let verbs: [Open; 2] = [|access, path| access.append(path), |access, path| access.open_rw(path)];
    for open in verbs {
        let file = open(&FileAccess::core(false), &path).unwrap();
        let array = file.new_dataset("new_array").title("New array").write(&Array1::from_iter(0..20i64)).unwrap();
        assert_eq!(array.to_string(), "/new_array (Array(20,)) 'New array'");
        assert_eq!(file.dataset("new_array").unwrap().read::<Vec<i64>>().unwrap(), (0..20).collect::<Vec<_>>());
        assert_eq!(file.dataset("array").unwrap().shape().unwrap(), [30, 30]);
        file.remove("array2").unwrap();
        file.close().unwrap();
        assert!(fs::read(&path).unwrap() == bytes, "the file on disk changed");
    }
}

#[test]
fn an_image_is_taken_from_sec2_stdio_and_core() {
    let (_directory, path, bytes) = sample();
    for access in [FileAccess::sec2(), FileAccess::stdio(), FileAccess::core(false), FileAccess::core(true), FileAccess::memory()] {
        let file = access.open(&path).unwrap();
        let image = file.image().unwrap();
        assert_eq!((image.len() as u64, image.len()), (file.size().unwrap(), bytes.len()), "{}", file.driver());
        assert!(*image == bytes, "{}", file.driver());
        assert!(*file.into_image().unwrap() == bytes);
    }
    // of a file being written: with what was not flushed
    for access in [FileAccess::sec2(), FileAccess::stdio(), FileAccess::core(false), FileAccess::core(true), FileAccess::memory()] {
        let (_directory, path, _) = sample();
        let file = access.open_rw(&path).unwrap();
        file.write("late", &[1, 2, 3]).unwrap();
        let image = file.image().unwrap();
        file.write("later", &4).unwrap();
        let copy = File::from_image(image).open().unwrap();
        assert_eq!(copy.dataset("late").unwrap().read::<Vec<i32>>().unwrap(), [1, 2, 3], "{}", file.driver());
        assert!(!copy.contains("later").unwrap(), "an image does not follow its file");
    }
}

#[test]
fn an_image_reads_as_the_original_did() {
    let original = File::open(SAMPLE).unwrap();
    let image = original.image().unwrap();
    for access in [FileAccess::memory(), FileAccess::core(false)] {
        let file = File::from_image(image.clone()).access(access).open().unwrap();
        assert!(file.is_read_only());
        assert_eq!(file.names().unwrap(), original.names().unwrap());
        for name in ["array", "array2", "packed", "flags"] {
            assert_eq!(file.dataset(name).unwrap().to_string(), original.dataset(name).unwrap().to_string());
        }
        let packed: Array2<i16> = file.dataset("packed").unwrap().read().unwrap();
        assert_eq!(packed, original.dataset("packed").unwrap().read::<Array2<i16>>().unwrap());
        assert_eq!(file.dataset("flags").unwrap().read::<Vec<bool>>().unwrap(), [true, false, true]);
        assert_eq!(kind(file.attrs().set("description", "x")), ErrorKind::ReadOnly);
    }
}

#[test]
fn an_image_is_changed_in_memory_only() {
    let (directory, path, bytes) = sample();
    let image = File::open(&path).unwrap().image().unwrap();
    for access in [FileAccess::memory(), FileAccess::core(false)] {
        let file = File::from_image(image.clone()).access(access).open_rw().unwrap();
        file.attrs().set("description", "In memory file example").unwrap();
        file.new_dataset("new_array").title("New array").write(&Array1::from_iter(0..20i64)).unwrap();
        let changed = file.into_image().unwrap();
        let file = File::from_image(changed).open().unwrap();
        assert_eq!(file.attrs().get::<String>("description").unwrap(), "In memory file example");
        assert_eq!(file.dataset("new_array").unwrap().to_string(), "/new_array (Array(20,)) 'New array'");
        assert!(*image == bytes, "the image that was opened changed");
    }
    assert!(fs::read(&path).unwrap() == bytes, "the file on disk changed");
    assert_eq!(names(directory.path()), ["sample.h5"]);
}

#[test]
fn an_image_with_a_backing_store_becomes_a_file() {
    let (directory, path, bytes) = sample();
    let out = directory.path().join("out.h5");
    let file = File::from_image(bytes.clone()).access(FileAccess::core(true)).backing_store(&out).open_rw().unwrap();
    file.attrs().set("description", "In memory file example").unwrap();
    file.close().unwrap();
    let file = File::open(&out).unwrap();
    assert_eq!(file.attrs().get::<String>("description").unwrap(), "In memory file example");
    assert_eq!(file.dataset("array2").unwrap().read::<Vec<i64>>().unwrap(), (0..20).collect::<Vec<_>>());
    file.close().unwrap();
    // a name that is taken is not written over
    let taken = File::from_image(bytes.clone()).access(FileAccess::core(true)).backing_store(&path).open_rw();
    assert_eq!(kind(taken), ErrorKind::AlreadyExists);
    assert!(fs::read(&path).unwrap() == bytes);
}

/// PyTables' modes without an image: `r`, `r+`, `w`, `a` on names that exist and that do not.
#[test]
fn modes_on_names_that_exist_and_that_do_not() {
    for backing_store in [false, true] {
        let (directory, path, bytes) = sample();
        let missing = directory.path().join("missing.h5");
        let core = FileAccess::core(backing_store);
        assert_eq!(kind(core.open(&missing)), ErrorKind::NotFound);
        assert_eq!(kind(core.open_rw(&missing)), ErrorKind::NotFound);
        assert_eq!(names(directory.path()), ["sample.h5"], "a failed opening left a file");

        let verbs: [Open; 2] = [|access, path| access.create(path), |access, path| access.append(path)];
        for create in verbs {
            let file = create(&core, &missing).unwrap();
            file.write("x", &1).unwrap();
            file.close().unwrap();
            assert_eq!(missing.exists(), backing_store);
            if backing_store {
                assert_eq!(File::open(&missing).unwrap().dataset("x").unwrap().read::<i32>().unwrap(), 1);
                fs::remove_file(&missing).unwrap();
            }
        }
        let file = core.create(&path).unwrap();
        assert!(file.is_empty().unwrap(), "`create` begins anew");
        file.close().unwrap();
        assert_eq!(fs::read(&path).unwrap() == bytes, !backing_store);
    }
}

/// Two images never are one file, even where both would have the same name in PyTables.
#[test]
fn two_images_are_two_files() {
    let image_of = |value: i32| {
        let file = File::in_memory().unwrap();
        file.write("x", &value).unwrap();
        file.into_image().unwrap()
    };
    for access in [FileAccess::memory(), FileAccess::core(false)] {
        let open = |value| File::from_image(image_of(value)).access(access.clone()).open_rw().unwrap();
        let (first, second, third) = (open(0), open(100), open(100));
        assert_eq!(second.dataset("x").unwrap().read::<i32>().unwrap(), 100);
        second.dataset("x").unwrap().write(&7).unwrap();
        assert_eq!(first.dataset("x").unwrap().read::<i32>().unwrap(), 0);
        assert_eq!(third.dataset("x").unwrap().read::<i32>().unwrap(), 100, "equal bytes, another file");
    }
}

/// What PyTables ignores or gets wrong is an error that says what it takes.
#[test]
fn settings_that_contradict_an_image_are_errors() {
    let image = File::open(SAMPLE).unwrap().image().unwrap();
    let open = |access: FileAccess| File::from_image(image.clone()).access(access);
    assert_eq!(kind(open(FileAccess::core(true)).open_rw()), ErrorKind::Unsupported, "a backing store without a path");
    assert_eq!(kind(open(FileAccess::sec2()).open()), ErrorKind::Unsupported, "an image on a disk driver");
    assert_eq!(kind(open(FileAccess::core(false)).backing_store("never.h5").open_rw()), ErrorKind::Unsupported);
    assert!(matches!(File::from_image(b"no HDF5 file").open(), Err(Error::NotHdf5 { .. })));
    let half = &image[..image.len() / 2];
    assert!(matches!(File::from_image(half).open(), Err(Error::Truncated { len, expected, .. }) if len * 2 == expected));
}

#[test]
fn the_cookbook_keeps_its_promises() {
    for fixture in ["sample", "types", "v110", "userblock", "filters", "links", "scales"] {
        let path = Path::new(SAMPLE).with_file_name(format!("{fixture}.h5"));
        let before = fs::read(&path).unwrap();
        let mut out = Vec::new();
        cookbook::run(&path, &mut out).unwrap_or_else(|error| panic!("{fixture}: {error}"));
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("  /new_array (Array(20,)) 'New array'\n") && out.ends_with("All as promised\n"), "{out}");
        if fixture == "sample" {
            assert!(out.contains("  /array2 (Array(20,)) 'New array'\n") && out.contains("  /array (Array(30, 30)) 'Array'\n"), "{out}");
        }
        assert!(fs::read(&path).unwrap() == before, "{fixture} was changed");
    }
}

#[test]
fn the_cookbook_says_what_is_wrong_with_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("text.h5");
    fs::write(&path, "no HDF5 file").unwrap();
    let error = cookbook::run(&path, &mut Vec::new()).unwrap_err().to_string();
    assert!(error.contains("not an HDF5 file"), "{error}");
    let error = cookbook::run(&directory.path().join("missing.h5"), &mut Vec::new()).unwrap_err();
    assert_eq!(error.downcast_ref::<std::io::Error>().unwrap().kind(), std::io::ErrorKind::NotFound);
}

#[test]
fn the_handler_answers_every_request() {
    for (what, body, expected) in image_bytes::requests().unwrap() {
        let response = image_bytes::handle(body);
        assert_eq!(response.status, expected, "{what}: {:?}", String::from_utf8_lossy(&response.body));
    }
    let (_, body, _) = image_bytes::requests().unwrap().swap_remove(0);
    let means: Vec<f64> = File::from_image(image_bytes::handle(body).body).open().unwrap().dataset("means").unwrap().read().unwrap();
    assert_eq!(means, [2.0, 30.0]);
}
