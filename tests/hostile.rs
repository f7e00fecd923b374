//! Bad input: bytes that are no file, names that cannot be, values and ranges that do not fit. Every one is a typed error that says where,
//! nothing is printed, nothing panics, and the file goes on.
//!
//! What libhdf5 itself does with crafted bytes is another matter: below 2.0 some crash it. Files whose superblock is whole but whose
//! inside is not are therefore opened in processes of their own, and a process that ends by a signal is counted and told, not failed;
//! one that panics is.
#![allow(missing_docs)]
use std::{
    fs,
    io::{BufRead, BufReader},
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use h5mem::{
    DatasetBuilder, Error, ErrorKind, Extent, File, FileAccess, FileCreate, Filter, H5Type, LibVer, Result, Selection, StringType,
    TypeDescriptor,
};
use ndarray::{Array2, s};

/// The kind of a failure, whose message names what it happened at.
#[track_caller]
fn kind<T: std::fmt::Debug>(result: Result<T>, place: &str) -> ErrorKind {
    let error = result.expect_err("it is to fail");
    assert!(error.to_string().contains(place), "{error} does not say {place}");
    error.kind()
}

/// A small file of every kind of object, with the oldest or the newest format.
fn small(access: &FileAccess) -> Vec<u8> {
    let file = access.create("small.h5").unwrap();
    file.write("group/numbers", &[1.5, 2.5, 3.5]).unwrap();
    file.write("texts", &["one", "two"]).unwrap();
    file.new_dataset("chunks").chunk([4]).shuffle().deflate(3).fletcher32().write(&[1i32, 2, 3, 4, 5, 6]).unwrap();
    file.new_dataset("growing").shape([3, 2]).resizable().chunk([2, 2]).fill(7i16).create::<i16>().unwrap();
    file.attrs().set("title", "small").unwrap();
    file.link_soft("soft", "/group/numbers").unwrap();
    file.commit("type", &f32::descriptor()).unwrap();
    file.into_image().unwrap().to_vec()
}

/// Superblock versions 0, 2 and 3.
fn formats() -> [(u8, Vec<u8>); 3] {
    let bounds = [(0, LibVer::Earliest, LibVer::Latest), (2, LibVer::V18, LibVer::Latest), (3, LibVer::V110, LibVer::Latest)];
    bounds.map(|(version, low, high)| {
        let bytes = small(&FileAccess::memory().libver(low, high));
        assert_eq!(bytes[8], version, "the superblock's version");
        (version, bytes)
    })
}

/// Looks at all there is, every failure a typed error.
fn look(file: &File) -> Result<usize> {
    let mut met = 0;
    let objects = file.iter()?;
    for (_, object) in objects {
        let Ok(object) = object else { continue };
        met += 1;
        let _ = object.attrs().iter().map(|all| all.for_each(|a| drop((a.dtype(), a.shape(), a.read::<String>()))));
        if let Ok(dataset) = object.into_dataset() {
            let _ = (dataset.shape(), dataset.dtype(), dataset.filters(), dataset.chunk(), dataset.to_string_checked());
            // a flipped length may claim a billion elements, which there is memory for and no patience
            if dataset.len().is_ok_and(|len| len < 100_000) {
                let _ = dataset.read::<Vec<f64>>();
                let _ = dataset.read::<Vec<String>>();
            }
            let _ = dataset.slice(0..1).read::<Vec<i64>>();
        }
    }
    let _ = file.visit(|_, _| Ok::<_, Error>(std::ops::ControlFlow::Continue(())));
    Ok(met)
}

/// `Display` can fail: it is not to panic.
trait ToStringChecked {
    fn to_string_checked(&self) -> bool;
}

impl<T: std::fmt::Display> ToStringChecked for T {
    fn to_string_checked(&self) -> bool {
        use std::fmt::Write;
        write!(String::new(), "{self}").is_ok()
    }
}

/// Numbers without a pattern, the same each time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 29
    }
}

/// Runs a test of this file again, in a process of its own.
fn apart(name: &str) -> Command {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", name, "--nocapture", "--test-threads=1"]).env("H5MEM_APART", name).stdin(Stdio::null());
    child
}

fn is_apart() -> bool {
    std::env::var_os("H5MEM_APART").is_some()
}

// ---- bytes that are no file

#[test]
fn bytes_that_are_no_file() {
    let mut random = Random(42);
    let text = b"What a file this would be, were it one. ".repeat(100);
    let mut inputs = vec![Vec::new(), vec![0], vec![0; 5000], b"\x89HDF\r\n\x1a".to_vec(), text];
    for len in [1, 7, 8, 9, 100, 511, 512, 513, 1024, 2048, 5000, 100_000] {
        inputs.push((0..len).map(|_| random.next() as u8).collect());
    }
    for bytes in inputs {
        for access in [FileAccess::memory(), FileAccess::core(false)] {
            let open = || File::from_image(bytes.clone()).access(access.clone());
            for error in [open().open().unwrap_err(), open().open_rw().unwrap_err()] {
                assert!(matches!(error.kind(), ErrorKind::NotHdf5 | ErrorKind::Truncated), "{} bytes: {error}", bytes.len());
                assert!(error.to_string().contains("image") || error.to_string().contains("in-memory"), "{error}");
            }
        }
    }
}

#[test]
fn every_truncation_is_an_error_or_the_same_file() {
    for (version, bytes) in formats() {
        for len in 0..bytes.len() {
            match File::from_image(&bytes[..len]).open() {
                Ok(file) => panic!("version {version}: {len} bytes of {} open as {:?}", bytes.len(), file.names()),
                Err(Error::Truncated { len: found, expected, .. }) => {
                    assert!(found == len as u64 && expected > found && expected <= bytes.len() as u64, "{len}: {found} of {expected}");
                }
                Err(Error::NotHdf5 { .. }) => assert!(len < 16, "version {version}: the signature is there at {len} bytes"),
                Err(other) => panic!("version {version}, {len} bytes: {other}"),
            }
        }
        // and longer than it says is no harm
        let longer = [&bytes[..], &[0xAA; 1000]].concat();
        assert_eq!(look(&File::from_image(longer).open().unwrap()).unwrap(), 6);
    }
}

#[test]
fn superblocks_of_other_versions_and_flipped_bytes() {
    for (version, bytes) in formats() {
        for wrong in [4, 5, 77, 255] {
            let mut other = bytes.clone();
            other[8] = wrong;
            assert_eq!(kind(File::from_image(other).open(), "in-memory"), ErrorKind::NotHdf5, "{version} as {wrong}");
        }
        let superblock = if version == 0 { 56 } else { 48 };
        for at in 0..superblock {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                match catch_unwind(|| File::from_image(flipped).open().map(|file| look(&file))) {
                    Ok(Err(error)) => assert!(
                        matches!(error.kind(), ErrorKind::NotHdf5 | ErrorKind::Truncated | ErrorKind::Library | ErrorKind::NotFound),
                        "version {version}: byte {at} bit {bit}: {error:?}"
                    ),
                    // versions below 2 have no checksum, and many of their bytes no meaning
                    Ok(Ok(_)) => assert!(version == 0, "version {version}: byte {at} bit {bit} passed the checksum"),
                    Err(_) => panic!("version {version}: byte {at} bit {bit}"),
                }
            }
        }
    }
}

#[test]
fn flipped_bits_inside_do_not_make_this_crate_panic() {
    const NAME: &str = "flipped_bits_inside_do_not_make_this_crate_panic";
    // every byte takes minutes; these are bytes of every structure
    const STEP: usize = 7;
    const PATIENCE: Duration = Duration::from_secs(20);
    if let Some(part) = std::env::var_os("H5MEM_FLIPS") {
        // from which byte on, of which format
        let part = part.into_string().unwrap();
        let (format, start) = part.split_once(':').unwrap();
        let (_, bytes) = &formats()[format.parse::<usize>().unwrap()];
        for at in (start.parse::<usize>().unwrap()..bytes.len()).step_by(STEP) {
            println!("\n@{at}"); // told before, so that whoever started this process knows where it ended
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            if catch_unwind(|| File::from_image(flipped).open().map(|file| look(&file))).is_err() {
                println!("\nPANIC {at}");
            }
        }
        return;
    }
    let (mut crashed, mut looked) = (Vec::new(), 0);
    let dir = tempfile::tempdir().unwrap();
    let said = dir.path().join("stderr");
    for format in 0..3 {
        let len = formats()[format].1.len();
        let mut start = 48;
        while start < len {
            let mut child = apart(NAME)
                .env("H5MEM_FLIPS", format!("{format}:{start}"))
                .stdout(Stdio::piped())
                .stderr(fs::File::create(&said).unwrap())
                .spawn()
                .unwrap();
            let lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let (tell, told) = mpsc::channel();
            thread::spawn(move || lines.map_while(std::io::Result::ok).for_each(|line| drop(tell.send(line))));
            let mut last = None;
            loop {
                match told.recv_timeout(PATIENCE) {
                    Ok(line) if line.starts_with("PANIC") => panic!("format {format}: {line}"),
                    Ok(line) => last = line.strip_prefix('@').and_then(|at| at.parse::<usize>().ok()).or(last),
                    Err(mpsc::RecvTimeoutError::Disconnected) => break,
                    Err(mpsc::RecvTimeoutError::Timeout) => child.kill().unwrap(), // libhdf5 goes in circles
                }
            }
            let stderr = String::from_utf8_lossy(&fs::read(&said).unwrap()).into_owned();
            assert!(!stderr.contains("memory allocation of"), "format {format}: this crate runs out of memory: {stderr}");
            let (status, last) = (child.wait().unwrap(), last.expect("it began"));
            looked += (last - start) / STEP + 1;
            if !status.success() {
                assert!(status.code().is_none(), "format {format}, byte {last}: {status:?}");
                crashed.push((format, last));
                assert!(crashed.len() < 200, "libhdf5 dies of everything");
            }
            start = last + STEP;
        }
    }
    println!("{looked} flipped bits; libhdf5 itself died of {}: {crashed:?}", crashed.len());
}

// ---- paths on disk

#[test]
fn paths_that_are_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("missing.h5");
    let text = dir.path().join("text.h5");
    fs::write(&text, "no HDF5 at all, not even a signature").unwrap();
    let empty = dir.path().join("empty.h5");
    fs::write(&empty, "").unwrap();
    assert_eq!(kind(File::open(&missing), "missing.h5"), ErrorKind::NotFound);
    assert_eq!(kind(File::open_rw(&missing), "missing.h5"), ErrorKind::NotFound);
    assert_eq!(kind(FileAccess::memory().open(&missing), "missing.h5"), ErrorKind::NotFound);
    assert_eq!(kind(FileAccess::core(true).open(&missing), "missing.h5"), ErrorKind::NotFound);
    for access in [FileAccess::sec2(), FileAccess::stdio(), FileAccess::core(false), FileAccess::memory()] {
        assert_eq!(kind(access.open(&text), "text.h5"), ErrorKind::NotHdf5);
        assert_eq!(kind(access.open(&empty), "empty.h5"), ErrorKind::NotHdf5);
        let directory = access.open(dir.path()).unwrap_err();
        assert!(matches!(directory.kind(), ErrorKind::Io | ErrorKind::NotHdf5), "{directory:?}");
    }
    assert_eq!(kind(File::create_new(&text), "text.h5"), ErrorKind::AlreadyExists);
    assert!(matches!(kind(File::create(dir.path()), ""), ErrorKind::Io | ErrorKind::Library));
    assert!(matches!(kind(File::create(dir.path().join("no/such/directory.h5")), "directory.h5"), ErrorKind::NotFound | ErrorKind::Io));
    assert_eq!(kind(File::create("a\0b.h5"), "a␀b.h5"), ErrorKind::InvalidValue);
    assert_eq!(kind(File::open("a\0b.h5"), "a␀b.h5"), ErrorKind::InvalidValue);
    assert_eq!(kind(File::create(""), ""), ErrorKind::InvalidValue);
    assert_eq!(fs::read_to_string(&text).unwrap(), "no HDF5 at all, not even a signature");
    let file = File::in_memory().unwrap();
    file.write("x", &1).unwrap();
    assert!(file.save(dir.path()).is_err(), "a directory is not replaced");
    assert!(file.save(dir.path().join("no/such/x.h5")).is_err());
    assert_eq!(file.dataset("x").unwrap().read::<i32>().unwrap(), 1);
}

#[test]
fn a_read_only_file_refuses_every_change() {
    let bytes = small(&FileAccess::memory());
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("small.h5");
    fs::write(&path, &bytes).unwrap();
    for file in [File::from_image(bytes.clone()).open().unwrap(), FileAccess::core(false).open(&path).unwrap()] {
        let numbers = file.dataset("group/numbers").unwrap();
        let growing = file.dataset("growing").unwrap();
        let attribute = file.attrs().open("title").unwrap();
        let attempts: Vec<(&str, Result<()>)> = vec![
            ("write", file.write("new", &1).map(drop)),
            ("new_dataset", file.new_dataset("new").create::<i32>().map(drop)),
            ("create_group", file.create_group("new").map(drop)),
            ("require_group", file.require_group("new").map(drop)),
            ("remove", file.remove("texts")),
            ("rename", file.rename("texts", "other")),
            ("link_hard", file.link_hard("new", "texts")),
            ("link_soft", file.link_soft("new", "texts")),
            ("link_external", file.link_external("new", "other.h5", "/")),
            ("commit", file.commit("new", &i32::descriptor()).map(drop)),
            ("Dataset::write", numbers.write(&[0.0; 3])),
            ("Selected::write", numbers.slice(0).write(&0.0)),
            ("append", growing.append(&[1i16, 2])),
            ("resize", growing.resize([9, 9])),
            ("set", file.attrs().set("title", &1)),
            ("set on a dataset", numbers.attrs().set("new", &1)),
            ("set_null", file.attrs().set_null::<i32>("new")),
            ("remove attribute", file.attrs().remove("title")),
            ("rename attribute", file.attrs().rename("title", "other")),
            ("Attribute::write", attribute.write("other")),
        ];
        for (verb, result) in attempts {
            assert_eq!(result.as_ref().err().map(Error::kind), Some(ErrorKind::ReadOnly), "{verb}: {result:?}");
        }
        assert_eq!(file.require_group("group").unwrap().names().unwrap(), ["numbers"]);
        assert_eq!(numbers.read::<Vec<f64>>().unwrap(), [1.5, 2.5, 3.5]);
        drop((numbers, growing, attribute));
        file.flush().unwrap();
        file.close().unwrap();
    }
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

// ---- names

#[test]
fn names_that_cannot_be() {
    let file = File::in_memory().unwrap();
    file.write("x", &1).unwrap();
    file.attrs().set("a", &1).unwrap();
    let long = "n".repeat(65_536);
    let long_part = format!("a/{long}/b");
    for name in ["", "a\0b", "\0", &long, &long_part] {
        let attempts: Vec<(&str, Result<()>)> = vec![
            ("write", file.write(name, &1).map(drop)),
            ("new_dataset", file.new_dataset(name).create::<i32>().map(drop)),
            ("create_group", file.create_group(name).map(drop)),
            ("require_group", file.require_group(name).map(drop)),
            ("group", file.group(name).map(drop)),
            ("dataset", file.dataset(name).map(drop)),
            ("get", file.get(name).map(drop)),
            ("contains", file.contains(name).map(drop)),
            ("remove", file.remove(name)),
            ("rename from", file.rename(name, "y")),
            ("rename to", file.rename("x", name)),
            ("link", file.link(name).map(drop)),
            ("link_hard", file.link_hard(name, "x")),
            ("link_hard to", file.link_hard("y", name)),
            ("link_soft", file.link_soft(name, "x")),
            ("link_soft to", file.link_soft("y", name)),
            ("link_external", file.link_external(name, "f.h5", "x")),
            ("link_external to", file.link_external("y", "f.h5", name)),
            ("link_external file", file.link_external("y", name, "x")),
            ("commit", file.commit(name, &i32::descriptor()).map(drop)),
        ];
        let attributes: Vec<(&str, Result<()>)> = if name.contains('/') {
            Vec::new()
        } else {
            vec![
                ("set", file.attrs().set(name, &1)),
                ("set_null", file.attrs().set_null::<i32>(name)),
                ("get", file.attrs().get::<i32>(name).map(drop)),
                ("open", file.attrs().open(name).map(drop)),
                ("contains", file.attrs().contains(name).map(drop)),
                ("remove", file.attrs().remove(name)),
                ("rename from", file.attrs().rename(name, "b")),
                ("rename to", file.attrs().rename("a", name)),
            ]
        };
        // old files may have names that are too long for new ones
        let looking = |verb: &str| {
            let verbs = ["group", "dataset", "get", "contains", "remove", "rename from", "link", "link_hard to", "open"];
            verbs.contains(&verb)
        };
        for (verb, result) in attempts.into_iter().chain(attributes) {
            if name.len() > 64_000 && verb == "contains" {
                assert!(result.is_ok());
                continue;
            }
            let error = result.expect_err(verb);
            let expected = if name.len() > 64_000 && looking(verb) { ErrorKind::NotFound } else { ErrorKind::InvalidValue };
            assert_eq!(error.kind(), expected, "{verb}: {error}");
            assert!(error.to_string().len() < 2000, "{verb}: a message that can be read");
        }
    }
    assert_eq!(file.names().unwrap(), ["x"]);
    assert_eq!(file.attrs().names().unwrap(), ["a"]);
    // as long as a name can be
    let longest = "n".repeat(64_000);
    file.write(&longest, &2).unwrap();
    assert_eq!(file.dataset(&longest).unwrap().read::<i32>().unwrap(), 2);
    let image = file.into_image().unwrap();
    assert!(File::from_image(image).open().unwrap().contains(&longest).unwrap());
}

#[test]
fn paths_of_dots_and_slashes() {
    let file = File::in_memory().unwrap();
    file.write("a/b", &5).unwrap();
    for path in ["a/b", "/a/b", "//a//b", "a//b", "./a/./b", "/a/b/", "a/b/."] {
        match file.dataset(path) {
            Ok(dataset) => assert_eq!(dataset.read::<i32>().unwrap(), 5, "{path}"),
            Err(error) => assert!(matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Type | ErrorKind::Library), "{path}: {error}"),
        }
    }
    for path in ["/", ".", "//", "/."] {
        assert_eq!(file.group(path).unwrap().names().unwrap(), ["a"], "{path}");
        assert!(file.contains(path).unwrap(), "{path}");
        for result in [
            file.write(path, &1).map(drop),
            file.create_group(path).map(drop),
            file.remove(path),
            file.rename(path, "other"),
            file.rename("a", path),
            file.link_soft(path, "a"),
            file.link_hard(path, "a"),
        ] {
            let error = result.expect_err(path);
            assert!(
                matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::InvalidValue | ErrorKind::Library | ErrorKind::NotFound),
                "{path}: {error}"
            );
        }
    }
    // HDF5 knows no parent: ".." is a name like any other
    assert_eq!(kind(file.group(".."), ".."), ErrorKind::NotFound);
    assert_eq!(kind(file.dataset("a/../a/b"), ".."), ErrorKind::NotFound);
    assert!(!file.contains("..").unwrap());
    assert_eq!(kind(file.dataset("a/b/c"), ":/a/b:"), ErrorKind::Type); // which says what is no group
    assert_eq!(file.names().unwrap(), ["a"]);
    assert_eq!(file.dataset("a/b").unwrap().read::<i32>().unwrap(), 5);
}

#[test]
fn a_path_of_a_thousand_groups() {
    let file = File::in_memory().unwrap();
    let deep = "g/".repeat(1000) + "x";
    file.write(&deep, &[1, 2]).unwrap();
    assert_eq!(file.dataset(&deep).unwrap().read::<Vec<i32>>().unwrap(), [1, 2]);
    let mut depth = 0;
    file.visit(|path, _| {
        depth = depth.max(path.split('/').count());
        Ok::<_, Error>(std::ops::ControlFlow::Continue(()))
    })
    .unwrap();
    assert_eq!(depth, 1001);
    let missing = "g/".repeat(900) + "none/x";
    assert_eq!(kind(file.dataset(&missing), "none"), ErrorKind::NotFound);
    file.remove("g").unwrap();
    assert!(file.names().unwrap().is_empty());
}

// ---- values

#[test]
fn values_that_do_not_fit() {
    let file = File::in_memory().unwrap();
    let numbers = file.write("numbers", &[1.0, 2.0]).unwrap();
    let texts = file.write("texts", &["a", "b"]).unwrap();
    assert_eq!(kind(numbers.read::<Vec<String>>(), ":/numbers"), ErrorKind::Type);
    assert_eq!(kind(numbers.read::<Vec<bool>>(), ":/numbers"), ErrorKind::Type);
    assert_eq!(kind(numbers.read::<Vec<Vec<f64>>>(), ":/numbers"), ErrorKind::Type);
    assert_eq!(kind(numbers.write(&["a", "b"]), ":/numbers"), ErrorKind::Type);
    assert_eq!(kind(texts.read::<Vec<f64>>(), ":/texts"), ErrorKind::Type);
    assert_eq!(kind(texts.write(&[1.0, 2.0]), ":/texts"), ErrorKind::Type);
    assert_eq!(kind(numbers.read::<f64>(), ":/numbers"), ErrorKind::Shape);
    assert_eq!(kind(numbers.read::<Array2<f64>>(), ":/numbers"), ErrorKind::Shape);
    assert_eq!(kind(numbers.write(&[1.0; 3]), ":/numbers"), ErrorKind::Shape);
    // text with a NUL, of which HDF5 would keep the beginning
    assert_eq!(kind(file.write("nul", "a\0b"), ":/nul"), ErrorKind::InvalidValue);
    assert_eq!(kind(texts.write(&["fine", "a\0b"]), "element 1"), ErrorKind::InvalidValue);
    assert_eq!(kind(file.attrs().set("nul", "a\0b"), "@nul"), ErrorKind::InvalidValue);
    assert_eq!(texts.read::<Vec<String>>().unwrap(), ["a", "b"], "nothing was written");
    let fixed = TypeDescriptor::String(StringType::fixed(3));
    let short = file.new_dataset("short").write_as(&fixed, &["abc", "ø"]).unwrap();
    assert_eq!(kind(short.write(&["abcd", "a"]), ":/short"), ErrorKind::Overflow);
    assert_eq!(kind(short.write(&["aø", "øø"]), "element 1"), ErrorKind::Overflow);
    assert_eq!(short.read::<Vec<String>>().unwrap(), ["abc", "ø"]);
    assert_eq!(kind(file.new_dataset("other").write_as(&fixed, "abcd"), ":/other"), ErrorKind::Overflow);
    assert!(!file.contains("nul").unwrap() && !file.contains("other").unwrap() && file.attrs().is_empty().unwrap());
}

#[test]
fn an_attribute_of_100_kib() {
    let large = vec![7u8; 100 * 1024];
    let file = File::in_memory().unwrap();
    file.attrs().set("large", &large).unwrap();
    assert_eq!(file.attrs().get::<Vec<u8>>("large").unwrap(), large);
    let image = file.into_image().unwrap();
    assert_eq!(File::from_image(image).open().unwrap().attrs().get::<Vec<u8>>("large").unwrap(), large);
    // the oldest format has no room for it, and says so
    let old = FileAccess::memory().libver(LibVer::Earliest, LibVer::V18).create("old.h5").unwrap();
    old.attrs().set("large", &1).unwrap();
    if let Err(error) = old.attrs().set("large", &large) {
        assert!(error.to_string().contains("@large"), "{error}");
        assert_eq!(old.attrs().get::<i32>("large").unwrap(), 1, "the old one stays");
    }
    assert_eq!(old.attrs().len().unwrap(), 1);
}

#[test]
fn slices_out_of_range() {
    let file = File::in_memory().unwrap();
    let data = file.write("data", &Array2::from_shape_fn((4, 6), |(a, b)| (10 * a + b) as i32)).unwrap();
    const MIN: isize = isize::MIN;
    const MAX: isize = isize::MAX;
    let out: Vec<Selection> = vec![
        s![4, ..].into(),
        s![-5, ..].into(),
        s![.., 6].into(),
        s![.., -7].into(),
        s![0..5, ..].into(),
        s![.., 0..7].into(),
        s![-5.., ..].into(),
        s![.., ..-7].into(),
        s![MIN, ..].into(),
        s![.., MAX].into(),
        s![MIN.., ..].into(),
        s![..MAX, ..].into(),
        s![.., MIN..MAX].into(),
        (usize::MAX, ..).into(),
        (.., usize::MAX).into(),
        (0..usize::MAX, ..).into(),
        (.., usize::MAX..).into(),
        (0..=usize::MAX, ..).into(),
        (.., usize::MAX - 1..=usize::MAX).into(),
        Selection::points(&[[4, 0]]),
        Selection::points(&[[0, 0], [3, 6]]),
        Selection::points(&[[usize::MAX, usize::MAX]]),
    ];
    for part in out {
        let slice = data.slice(part.clone());
        assert_eq!(kind(slice.read::<Vec<i32>>(), ":/data"), ErrorKind::OutOfBounds, "{part:?}");
        assert_eq!(kind(slice.read_into(&mut [0i32; 6]), ":/data"), ErrorKind::OutOfBounds, "{part:?}");
        assert_eq!(kind(slice.write(&[1i32; 6]), ":/data"), ErrorKind::OutOfBounds, "{part:?}");
    }
    let wrong_rank: Vec<Selection> =
        vec![s![0, 0, 0].into(), (0..1, 0..1, 0..1).into(), Selection::points(&[[0]]), Selection::points(&[[0, 0, 0]])];
    for part in wrong_rank {
        assert_eq!(kind(data.slice(part.clone()).read::<Vec<i32>>(), ":/data"), ErrorKind::Shape, "{part:?}");
    }
    let ragged = Selection::points(&[vec![0, 0], vec![1]]);
    assert_eq!(kind(data.slice(ragged).read::<Vec<i32>>(), ":/data"), ErrorKind::Shape);
    let mask = ndarray::Array2::from_elem((6, 4), true);
    assert_eq!(kind(data.slice(Selection::mask(&mask)).read::<Vec<i32>>(), ":/data"), ErrorKind::Shape);
    // steps of any size stay inside
    assert_eq!(data.slice(s![..;MAX, ..;MAX]).read::<Vec<i32>>().unwrap(), [0]);
    assert_eq!(data.slice(s![..;MIN, ..;MIN]).read::<Vec<i32>>().unwrap(), [35]);
    assert_eq!(data.slice(s![4.., 6..]).read::<Vec<i32>>().unwrap(), []);
    assert_eq!(data.slice(s![3..;-2, ..2]).read::<Vec<i32>>().unwrap(), [30, 31]);
    let scalar = file.write("scalar", &1).unwrap();
    assert_eq!(kind(scalar.slice(0).read::<i32>(), ":/scalar"), ErrorKind::Shape);
    assert_eq!(scalar.slice(..).read::<i32>().map_err(|e| e.kind()).unwrap_or(1), 1);
    assert_eq!(data.read::<Array2<i32>>().unwrap()[[3, 5]], 35);
}

#[test]
fn shapes_larger_than_memory() {
    let file = File::in_memory().unwrap();
    for (n, shape) in [vec![1 << 45], vec![1 << 40, 1 << 20], vec![1 << 30, 1 << 30, 4], vec![1 << 62, 1 << 62]].into_iter().enumerate() {
        for chunked in [false, true] {
            let name = format!("huge{n}{chunked}");
            let builder = file.new_dataset(&name).shape(&shape[..]);
            let builder = if chunked { builder.chunk(vec![16; shape.len()]) } else { builder };
            let dataset = match builder.create::<f64>() {
                Ok(dataset) => dataset,
                Err(error) => {
                    assert!(
                        matches!(error.kind(), ErrorKind::Library | ErrorKind::InvalidValue | ErrorKind::Shape | ErrorKind::Io),
                        "{error}"
                    );
                    assert!(!file.contains(&name).unwrap());
                    continue;
                }
            };
            let refused = |kind: ErrorKind| matches!(kind, ErrorKind::Io | ErrorKind::InvalidValue);
            assert!(refused(kind(dataset.read::<Vec<f64>>(), &name)), "{shape:?}");
            assert!(refused(kind(dataset.read::<Vec<i8>>(), &name)), "{shape:?}, converted");
            assert!(refused(kind(dataset.read::<ndarray::ArrayD<f32>>(), &name)), "{shape:?}");
            assert_eq!(kind(dataset.read::<f64>(), &name), ErrorKind::Shape);
            let corner: Selection = match shape.len() {
                1 => (0..3).into(),
                2 => (0..1, 0..3).into(),
                _ => (0..1, 0..1, 0..3).into(),
            };
            assert_eq!(dataset.slice(corner).read::<Vec<f64>>().unwrap(), [0.0; 3], "{shape:?}: a corner is no trouble");
        }
    }
    let names = file.names().unwrap();
    let file = File::from_image(file.into_image().unwrap()).open().unwrap();
    for name in names {
        let dataset = file.dataset(&name).unwrap();
        assert!(dataset.read::<Vec<f64>>().is_err() && dataset.view::<f64>().is_err(), "{name}");
    }
}

#[test]
fn sizes_libhdf5_cannot_allocate_are_errors() {
    let file = File::in_memory().unwrap();
    let data = file.write("data", &[1u8, 2, 3]).unwrap();
    match file.new_dataset("compact").shape([100_000]).compact().create::<f64>() {
        Err(error) => assert!(matches!(error.kind(), ErrorKind::Library | ErrorKind::Unsupported | ErrorKind::Shape), "{error}"),
        Ok(_) => panic!("more than a header holds"),
    }
    assert!(!file.contains("compact").unwrap());
    for extent in [Extent::from([usize::MAX]), [usize::MAX, 2].into(), [1usize; 33].into()] {
        assert!(file.new_dataset("wide").shape(extent).create::<u8>().is_err());
    }
    assert!(FileAccess::memory().create_with("x", FileCreate::new().userblock(3)).is_err(), "no power of two");
    assert_eq!(data.read::<Vec<u8>>().unwrap(), [1, 2, 3]);
}

// ---- chunks and filters

#[test]
fn chunks_and_filters_that_cannot_be() {
    let file = File::in_memory().unwrap();
    let new = || file.new_dataset("x").shape([10, 10]);
    assert_eq!(kind(new().chunk([0, 5]).create::<i32>(), ":/x"), ErrorKind::Shape);
    assert_eq!(kind(new().chunk([5]).create::<i32>(), ":/x"), ErrorKind::Shape);
    assert_eq!(kind(new().chunk([5, 5, 5]).create::<i32>(), ":/x"), ErrorKind::Shape);
    assert_eq!(kind(new().chunk([11, 10]).create::<i32>(), ":/x"), ErrorKind::Shape);
    assert_eq!(kind(new().chunk([usize::MAX, 1]).resizable().create::<i32>(), ":/x"), ErrorKind::Shape);
    assert_eq!(kind(new().chunk([1 << 31, 1 << 31]).resizable().create::<f64>(), ":/x"), ErrorKind::Shape);
    // before 2.0 libhdf5 has no chunks of 4 GiB
    let large = new().chunk([1 << 20, 1 << 20]).resizable().create::<f64>();
    match large {
        Ok(_) if cfg!(hdf5_2_0) => file.remove("x").unwrap(),
        refused => assert_eq!(kind(refused, ":/x"), ErrorKind::Library),
    }
    assert_eq!(kind(new().max_shape([5, 10]).create::<i32>(), ":/x"), ErrorKind::Shape);
    assert_eq!(kind(new().max_shape([10]).create::<i32>(), ":/x"), ErrorKind::Shape);
    assert_eq!(kind(new().deflate(10).create::<i32>(), ":/x"), ErrorKind::InvalidValue);
    assert_eq!(kind(new().deflate(255).create::<i32>(), ":/x"), ErrorKind::InvalidValue);
    assert_eq!(kind(file.new_dataset("x").deflate(1).write(&1), ":/x"), ErrorKind::Shape);
    assert_eq!(kind(new().compact().chunk([5, 5]).create::<i32>(), ":/x"), ErrorKind::Unsupported);
    assert!(!file.contains("x").unwrap());
    let fixed = file.write("fixed", &[1, 2]).unwrap();
    assert_eq!(kind(fixed.resize([1]), ":/fixed"), ErrorKind::Unsupported);
    assert!(matches!(kind(fixed.append(&[3]), ":/fixed"), ErrorKind::Unsupported | ErrorKind::Shape));
    let unknown = |optional| Filter::Other { id: 32_998, name: "unheard-of".into(), parameters: vec![1], optional };
    let missing = file.new_dataset("missing").shape([10]).chunk([10]).filter(unknown(false)).create::<i32>();
    if let Ok(missing) = missing {
        assert_eq!(kind(missing.write(&[1; 10]), "32998"), ErrorKind::FilterUnavailable);
    }
    let optional = file.new_dataset("optional").chunk([10]).filter(unknown(true)).write(&[1; 10]).unwrap();
    assert_eq!(optional.read::<Vec<i32>>().unwrap(), [1; 10], "left out where it is not there");
}

/// A file with one chunk of values that no filter makes smaller, and where that chunk lies in its bytes.
fn one_chunk(build: impl FnOnce(DatasetBuilder) -> DatasetBuilder, header: usize) -> (Vec<u8>, Range<usize>, Vec<i32>) {
    let mut random = Random(7);
    let values: Vec<i32> = (0..3000).map(|_| random.next() as i32).collect();
    let file = File::in_memory().unwrap();
    build(file.new_dataset("data").chunk([values.len()])).write(&values).unwrap();
    let size = file.dataset("data").unwrap().storage_size().unwrap() as usize;
    let bytes = file.into_image().unwrap().to_vec();
    let first: Vec<u8> = values[..4].iter().flat_map(|value| value.to_ne_bytes()).collect();
    let at = bytes.windows(first.len()).position(|window| window == first).expect("the values are stored as they are") - header;
    (bytes, at..at + size, values)
}

#[test]
fn chunks_that_do_not_decode() {
    // the stream's header is two bytes, and that of a stored block five
    let (bytes, place, _) = one_chunk(|builder| builder.deflate(6), 7);
    assert!(place.len() > 12_000);
    for damaged in [place.start, place.start + 100, place.end - 2] {
        let mut other = bytes.clone();
        other[damaged] ^= 0x55;
        let file = File::from_image(other).open().unwrap();
        let data = file.dataset("data").unwrap();
        assert_eq!(kind(data.read::<Vec<i32>>(), ":/data"), ErrorKind::Library, "deflate, byte {damaged}");
        assert_eq!(kind(data.slice(5..9).read::<Vec<i64>>(), ":/data"), ErrorKind::Library);
        assert!(data.read_into(&mut vec![0i32; 3000][..]).is_err());
        assert_eq!(data.len().unwrap(), 3000, "the file is there as before");
    }
    let (bytes, place, values) = one_chunk(DatasetBuilder::fletcher32, 0);
    assert_eq!(place.len(), 3000 * 4 + 4);
    for damaged in [place.start, place.start + 6000, place.end - 5, place.end - 1] {
        let mut other = bytes.clone();
        other[damaged] ^= 1;
        let file = File::from_image(other).open().unwrap();
        let data = file.dataset("data").unwrap();
        assert_eq!(kind(data.read::<Vec<i32>>(), ":/data"), ErrorKind::Library, "fletcher32, byte {damaged}");
        assert_eq!(data.filters().unwrap(), [Filter::Fletcher32]);
    }
    assert_eq!(File::from_image(bytes).open().unwrap().dataset("data").unwrap().read::<Vec<i32>>().unwrap(), values);
}

/// libhdf5 converts floats by what a file says of them, and reads as far.
#[test]
fn floats_whose_parts_lie_elsewhere() {
    let file = FileAccess::memory().libver(LibVer::Earliest, LibVer::Latest).create("x.h5").unwrap();
    file.write("x", &[1.5, -2.0, 1e300]).unwrap().attrs().set("x", &0.5).unwrap();
    let good = file.into_image().unwrap().into_vec();
    // of the datatype message: where the number lies, then places and lengths of exponent and mantissa
    let said = [0, 0, 64, 0, 52, 11, 0, 52];
    for (byte, value) in [(0, 32), (2, 255), (4, 255), (5, 255), (5, 80), (6, 200), (7, 255), (7, 65)] {
        let mut bytes = good.clone();
        let places: Vec<_> = (0..bytes.len() - said.len()).filter(|&at| bytes[at..].starts_with(&said)).collect();
        assert!(places.len() >= 2, "of the dataset and of the attribute");
        places.iter().for_each(|at| bytes[at + byte] = value);
        for access in [FileAccess::memory(), FileAccess::core(false)] {
            let Ok(file) = File::from_image(bytes.clone()).access(access).open() else { continue };
            let Ok(data) = file.dataset("x") else { continue };
            assert!(data.read_lossy::<Vec<i8>>().is_err(), "{byte} {value}");
            assert!(data.read_lossy::<Vec<f32>>().is_err(), "{byte} {value}");
            assert!(data.slice(1).read_lossy::<u64>().is_err(), "{byte} {value}");
            assert!(data.read::<Vec<f64>>().is_err(), "{byte} {value}");
            let attribute = data.attrs().open("x").and_then(|attribute| attribute.read_lossy::<i32>());
            assert!(attribute.is_err(), "{byte} {value}");
        }
    }
}

// ---- silence

/// What libhdf5 would print of, were it let: one of each.
/// Where a chunk has no filters, libhdf5 up to 1.14 tells the bytes that it ought to have, and reads as many as the file says.
#[test]
fn chunks_that_claim_another_size() {
    let file = FileAccess::memory().libver(LibVer::Earliest, LibVer::Latest).create("x.h5").unwrap();
    let values = Array2::from_shape_fn((12, 100), |(row, column)| (row * 1000 + column) as u64);
    file.new_dataset("x").chunk([1, 100]).write(&values).unwrap();
    let good = file.into_image().unwrap().into_vec();
    let key = |size: u32| [&size.to_le_bytes()[..], &[0; 4], &3u64.to_le_bytes(), &[0; 16]].concat(); // of the B-tree: size, mask, place
    let at = good.windows(32).position(|bytes| bytes == key(800)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (size, address) in
        [(4000, None), (799, None), (0xffff_fff0, None), (4000, Some(u64::MAX - 2000)), (4000, Some(good.len() as u64 - 900))]
    {
        let mut bytes = good.clone();
        bytes[at..at + 32].copy_from_slice(&key(size));
        if let Some(address) = address {
            bytes[at + 32..at + 40].copy_from_slice(&address.to_le_bytes());
        }
        let path = folder.path().join("x.h5");
        fs::write(&path, &bytes).unwrap();
        let image = || File::from_image(bytes.clone());
        let files = [File::open_rw(&path), image().open(), image().open_rw(), image().access(FileAccess::core(false)).open()];
        for file in files {
            let data = file.unwrap().dataset("x").unwrap();
            for _ in 0..3 {
                if let Ok((chunk, _)) = data.read_chunk([3, 0]) {
                    assert_eq!(chunk.len(), 800, "as many as a chunk without filters has");
                }
            }
            assert_eq!(data.read_chunk([2, 0]).unwrap().0.len(), 800);
        }
    }
}

#[test]
fn nothing_is_printed() {
    const NAME: &str = "nothing_is_printed";
    if !is_apart() {
        let child = apart(NAME).output().unwrap();
        assert!(child.status.success());
        assert_eq!(String::from_utf8_lossy(&child.stderr), "");
        let said = String::from_utf8_lossy(&child.stdout);
        let test_runner = |line: &&str| !(line.is_empty() || line.starts_with("running") || line.starts_with("test "));
        assert_eq!(said.lines().filter(test_runner).collect::<Vec<_>>(), [] as [&str; 0], "libhdf5 prints nothing on stdout either");
        return;
    }
    let failures = || {
        let file = File::in_memory().unwrap();
        file.write("x", &[1, 2]).unwrap();
        assert!(file.dataset("none").is_err() && file.group("x").is_err() && file.write("x", &1).is_err());
        assert!(file.attrs().get::<i32>("none").is_err() && file.remove("none").is_err() && file.rename("none", "y").is_err());
        assert!(file.dataset("x").unwrap().slice(9).read::<i32>().is_err() && file.dataset("x").unwrap().read::<String>().is_err());
        assert!(File::from_image(b"nothing".to_vec()).open().is_err() && File::open("/no/such/file.h5").is_err());
        assert!(File::from_image(b"nothing".to_vec()).access(FileAccess::core(false)).open().is_err());
        assert!(file.new_dataset("huge").shape([usize::MAX / 2, 4]).create::<f64>().is_err());
        let (mut damaged, place, _) = one_chunk(|builder| builder.deflate(6), 7);
        damaged[place].fill(1);
        assert!(File::from_image(damaged).open().unwrap().dataset("data").unwrap().read::<Vec<i32>>().is_err());
        file.close().unwrap();
    };
    failures();
    std::thread::spawn(failures).join().unwrap();
    let _ = catch_unwind(AssertUnwindSafe(failures));
}

#[test]
fn a_file_used_after_its_close() {
    let file = File::in_memory().unwrap();
    let data = file.new_dataset("x").resizable().write(&[1, 2]).unwrap();
    let group = file.create_group("g").unwrap();
    file.clone().close().unwrap();
    let attempts: Vec<(&str, Result<()>)> = vec![
        ("write", file.write("y", &1).map(drop)),
        ("dataset", file.dataset("x").map(drop)),
        ("create_group", group.create_group("h").map(drop)),
        ("read", data.read::<Vec<i32>>().map(drop)),
        ("read_into", data.read_into(&mut [0i32; 2])),
        ("Dataset::write", data.write(&[3, 4])),
        ("slice", data.slice(0).read::<i32>().map(drop)),
        ("append", data.append(&[3])),
        ("resize", data.resize([9])),
        ("view", data.view::<i32>().map(drop)),
        ("set", data.attrs().set("a", &1)),
        ("get", data.attrs().get::<i32>("a").map(drop)),
        ("flush", file.flush()),
        ("Dataset::flush", data.flush()),
        ("image", file.image().map(drop)),
        ("snapshot", file.snapshot().map(drop)),
        ("save", file.save("never.h5")),
        ("visit", file.visit(|_, _| Ok::<_, Error>(std::ops::ControlFlow::Continue(())))),
        ("iter", file.iter().map(drop)),
        ("link_soft", file.link_soft("s", "x")),
        ("remove", file.remove("x")),
        ("commit", file.commit("t", &i32::descriptor()).map(drop)),
    ];
    for (verb, result) in attempts {
        assert_eq!(result.as_ref().err().map(Error::kind), Some(ErrorKind::Closed), "{verb}: {result:?}");
    }
    assert!(!std::path::Path::new("never.h5").exists());
    assert_eq!(file.clone().into_image().unwrap_err().error.kind(), ErrorKind::Closed);
    file.close().unwrap();
}

/// A message is short enough to read; the fields of the error have the whole name.
#[test]
fn names_of_any_length_are_shown_in_part() -> Result<()> {
    let name = "n".repeat(70_000);
    let file = File::in_memory()?;
    let long = "l".repeat(60_000);
    file.write(&long, &[1])?;
    let disk = std::env::temp_dir().join(&name);
    let attempts: Vec<(&str, Result<()>)> = vec![
        ("make", file.write(&name, &[1]).map(drop)),
        ("find", file.dataset(&name).map(drop)),
        ("again", file.create_group(&long).map(drop)),
        ("type", file.group(&long).map(drop)),
        ("shape", file.dataset(&long)?.read::<[i32; 2]>().map(drop)),
        ("overflow", file.dataset(&long)?.read::<Vec<i8>>().and_then(|_| file.dataset(&long)?.write(&[300_i32, 1, 2]))),
        ("bounds", file.dataset(&long)?.slice(5).read::<i32>().map(drop)),
        ("attribute", file.attrs().get::<i32>(&name).map(drop)),
        ("a NUL", file.write(&format!("{name}\0"), &[1]).map(drop)),
        ("rename", file.rename(&long, &name)),
        ("a link", file.link_soft("soft", &name).and_then(|()| file.dataset("soft").map(drop))),
        ("a file", File::create(&disk).map(drop)),
        ("open", File::open(&disk).map(drop)),
        ("save", file.save(&disk)),
        ("filter", file.new_dataset(&long).shape([2]).chunk([1]).filter(h5mem::Filter::registered(65_000, &[])).create::<u8>().map(drop)),
    ];
    for (what, result) in attempts {
        let Err(error) = result else { continue };
        let mut messages = vec![error.to_string()];
        let mut source: Option<&dyn std::error::Error> = std::error::Error::source(&error);
        while let Some(inner) = source {
            messages.push(inner.to_string());
            source = inner.source();
        }
        for message in &messages {
            assert!(message.len() < 12_000, "{what}: {} bytes", message.len());
        }
        assert!(messages[0].len() < 2000 && messages[0].contains('…'), "{what}: {} bytes: {:.200}", messages[0].len(), messages[0]);
    }
    let Err(h5mem::Error::NotFound { path }) = file.dataset(&name) else { panic!("there is no such dataset") };
    assert!(path.contains(&name));
    Ok(())
}
