//! Files go to h5py, PyTables and h5dump, and come from them, with equal values.
//!
//! `H5MEM_CORPUS` names a directory of more HDF5 files that are read as h5py reads them; `peers/python.rs` says which Python is used.
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use h5mem::{Bits, ByteOrder, Charset, File, FileAccess, Float, H5Type, Integer, LibVer, StringPadding, StringType, TypeDescriptor};

#[path = "peers/lines.rs"]
mod lines;
#[path = "peers/python.rs"]
mod python;
#[path = "peers/written.rs"]
mod written;

use written::Written;

/// Lines that only one side has.
fn assert_same(what: &str, ours: Vec<String>, theirs: Vec<String>) {
    assert!(!ours.is_empty(), "{what}: nothing was compared");
    let (ours, theirs) = (ours.into_iter().collect::<BTreeSet<_>>(), theirs.into_iter().collect::<BTreeSet<_>>());
    let short = |line: &String| line.chars().take(400).collect::<String>();
    let differ = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).take(5).map(short).collect::<Vec<_>>().join("\n  ");
    assert!(ours == theirs, "{what}:\nonly here\n  {}\nonly there\n  {}", differ(&ours, &theirs), differ(&theirs, &ours));
}

fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

/// The fixtures, and what else there is in `H5MEM_CORPUS`.
fn foreign() -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let corpus = env::var_os("H5MEM_CORPUS").map(PathBuf::from);
    let mut files = Vec::new();
    for directory in [Some(fixtures), corpus].into_iter().flatten() {
        let entries = fs::read_dir(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
        files.extend(entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()));
    }
    files.sort();
    files
}

#[test]
fn foreign_files_read_as_h5py_reads_them() {
    for path in foreign() {
        let Some(theirs) = python::run("lines.py", &[&path]) else { return };
        for access in [FileAccess::sec2(), FileAccess::memory()] {
            let file = access.open(&path).unwrap();
            let ours = lines::of(&file).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_same(&path.to_string_lossy(), ours, lines(&theirs));
        }
    }
}

/// Files with everything the writing side has, in each format.
fn ours() -> Vec<(&'static str, Written)> {
    let formats = [("default", None), ("earliest", Some((LibVer::Earliest, LibVer::V110))), ("1.10", Some((LibVer::V110, LibVer::V110)))];
    let fill = |libver: Option<(LibVer, LibVer)>| {
        let access = FileAccess::memory();
        let access = libver.map_or(access.clone(), |(low, high)| access.libver(low, high));
        let mut to = Written::new(access.create("ours.h5").unwrap());
        numbers(&mut to);
        text(&mut to);
        layouts(&mut to);
        to
    };
    formats.map(|(name, libver)| (name, fill(libver))).into()
}

fn numbers(to: &mut Written) {
    to.value("i1", "i1", &[i8::MIN, 0, i8::MAX]);
    to.value("i2", "i2", &[i16::MIN, 0, i16::MAX]);
    to.value("i4", "i4", &[i32::MIN, 0, i32::MAX]);
    to.value("i8", "i8", &[i64::MIN, 0, i64::MAX]);
    to.value("u1", "u1", &[0, u8::MAX]);
    to.value("u2", "u2", &[0, u16::MAX]);
    to.value("u4", "u4", &[0, u32::MAX]);
    to.value("u8", "u8", &[0, u64::MAX]);
    to.value("f4", "f4", &[0.0, -0.0, 0.1, f32::MAX, f32::MIN_POSITIVE, 1e-45, f32::INFINITY, f32::NAN]);
    to.value("f8", "f8", &[0.0, -0.0, 0.1, f64::MAX, f64::MIN_POSITIVE, 5e-324, f64::NEG_INFINITY, f64::NAN]);
    to.value("bool", "enum i1", &[true, false, true]);
    to.value("scalar", "i4", &42);
    to.value("nested", "i2", &[[1i16, 2, 3], [4, 5, 6]]);
    to.value("none", "f8", &[0f64; 0]);
    to.value("no rows", "u1", &ndarray::Array2::<u8>::zeros((0, 3)));
    to.value("view", "f8", &ndarray::array![[1.0, 2.0], [3.0, 4.0]].t()); // not in C order in memory
    let big = |size, signed| Integer { bits: Bits { order: ByteOrder::Big, ..Bits::native(size) }, signed };
    to.value_as("i4 big", "i4", &TypeDescriptor::Integer(big(4, true)), &[i32::MIN, -2, i32::MAX]);
    to.value_as("u2 big", "u2", &TypeDescriptor::Integer(big(2, false)), &[1u16, 0x1234]);
    let mut double = Float::F64;
    double.bits.order = ByteOrder::Big;
    to.value_as("f8 big", "f8", &TypeDescriptor::Float(double), &[0.1, -0.0, f64::MAX]);
}

fn text(to: &mut Written) {
    to.value("text", "str", "grün, 水, 🦀, \"quoted\"\\\n\ttab");
    to.value("texts", "str", &["", "one", "zwölf"]);
    to.value("empty", "str", "");
    for (name, padding) in [("term", StringPadding::NullTerm), ("pad", StringPadding::NullPad), ("space", StringPadding::SpacePad)] {
        for (charset, values) in [(Charset::Ascii, ["", "one", "seven.."]), (Charset::Utf8, ["", "zwölf", "水水"])] {
            let kind = StringType { size: Some(8), padding, charset };
            to.value_as(&format!("fixed {name} {charset:?}"), "str", &TypeDescriptor::String(kind), &values);
        }
    }
    let ascii = StringType { charset: Charset::Ascii, ..StringType::VARIABLE };
    to.value_as("variable ascii", "str", &TypeDescriptor::String(ascii), &["", "plain"]);
    to.value_as("one byte", "str", &TypeDescriptor::String(StringType::fixed(1)), &["a", "b"]);
    to.file.attrs().set_null::<f64>("null").unwrap();
    to.lines.push(r#"{"attr": "null", "path": "/", "shape": null, "type": "f8", "values": []}"#.to_owned());
}

fn layouts(to: &mut Written) {
    let values = ndarray::Array2::from_shape_fn((10, 7), |(row, column)| (10 * row + column) as i32);
    let build = |name: &str| to.file.new_dataset(name);
    build("chunked").chunk([4, 3]).write(&values).unwrap();
    build("deflated").chunk([4, 3]).deflate(6).shuffle().fletcher32().write(&values).unwrap();
    build("resizable").resizable().chunk([4, 3]).write(&values).unwrap();
    build("guessed").auto_chunk().write(&values).unwrap();
    build("compact").compact().write(&values).unwrap();
    build("deep/down/here").write(&values).unwrap();
    for name in ["chunked", "deflated", "resizable", "guessed", "compact", "deep/down/here"] {
        to.expect(None, &format!("/{name}"), "i4", &values);
    }
    let rows = to.file.new_dataset("appended").shape([0, 2]).resizable().chunk([3, 2]).deflate(1).create::<f64>().unwrap();
    rows.append(&[[1.0, 2.0], [3.0, 4.0]]).unwrap();
    rows.append(&[[5.0, 6.0], [7.0, 8.0]]).unwrap();
    to.expect(None, "/appended", "f8", &[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]);
    to.file.new_dataset("filled").shape(3).fill(-7i16).create::<i16>().unwrap();
    to.expect(None, "/filled", "i2", &[-7i16; 3]);
    to.file.link_hard("deep/again", "/chunked").unwrap(); // met before, as /chunked
    to.file.link_soft("deep/soft", "/nowhere").unwrap();
}

#[test]
fn h5py_reads_what_is_written_here() {
    let directory = tempfile::tempdir().unwrap();
    for (format, written) in ours() {
        let path = directory.path().join("ours.h5");
        written.file.save(&path).unwrap();
        assert_same(&format!("{format} here"), lines::of(&written.file).unwrap(), written.lines.clone());
        let Some(theirs) = python::run("lines.py", &[&path]) else { return };
        assert_same(format, written.lines, lines(&theirs));
    }
}

/// A file of what PyTables knows, and the lines it makes of it.
fn for_pytables(access: &FileAccess) -> (File, Vec<String>) {
    let file = access.create("ours.h5").unwrap();
    file.attrs().set("TITLE", "Ours").unwrap();
    file.attrs().set("text", "grün").unwrap();
    file.attrs().set("number", &1.5).unwrap();
    file.new_dataset("array").title("Array").write(&ndarray::array![[1.5, 2.5], [3.5, 4.5]]).unwrap();
    file.new_dataset("group/list").title("Titled, grün").write(&[1i64, 2, 3]).unwrap();
    file.write("untitled", &[1u8, 255]).unwrap();
    let packed = file.new_dataset("packed").title("Packed").chunk(4).deflate(5).shuffle().fletcher32();
    packed.write(&[-1i16, 0, 1, 2, 3, 4]).unwrap();
    file.new_dataset("growing").title("Growing").resizable().chunk(4).write(&[0.5f32]).unwrap();
    let names = ["array", "growing", "packed", "untitled", "group/list"];
    let mut expected = vec![file.to_string()];
    expected.extend(names.map(|name| file.dataset(name).unwrap().to_string()));
    for values in [
        r#"["/array", "f8", [1.5, 2.5, 3.5, 4.5]]"#,
        r#"["/growing", "f4", [0.5]]"#,
        r#"["/group/list", "i8", [1, 2, 3]]"#,
        r#"["/packed", "i2", [-1, 0, 1, 2, 3, 4]]"#,
        r#"["/untitled", "u1", [1, 255]]"#,
        r#"["@number", 1.5]"#,
        r#"["@text", "gr\u00fcn"]"#,
    ] {
        expected.push(values.to_owned());
    }
    (file, expected)
}

#[test]
fn pytables_reads_and_prints_what_is_written_here() {
    let (file, expected) = for_pytables(&FileAccess::memory());
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ours.h5");
    file.save(&path).unwrap();
    let Some(theirs) = python::run("pytables.py", &[&path]) else { return };
    assert_same("PyTables", expected, lines(&theirs));
}

#[test]
fn images_go_to_pytables_and_come_back() {
    let old = FileAccess::memory().libver(LibVer::Earliest, LibVer::V110);
    let new = FileAccess::memory().libver(LibVer::V110, LibVer::V110);
    for access in [old, FileAccess::memory(), new] {
        let (file, expected) = for_pytables(&access);
        let directory = tempfile::tempdir().unwrap();
        let (image, out) = (directory.path().join("image"), directory.path().join("out"));
        fs::write(&image, &*file.into_image().unwrap()).unwrap();
        let Some(theirs) = python::run("pytables.py", &[&image, &out]) else { return };
        assert_same("PyTables", expected, lines(&theirs));
        // PyTables has libhdf5 1.14, which spoils the checksum of all but the oldest format, so that PyTables itself does not open it
        let bytes = fs::read(&out).unwrap();
        let came_back = File::from_image(bytes.clone());
        for opened in [came_back.clone().open(), came_back.clone().open_rw(), came_back.access(FileAccess::core(false)).open()] {
            let file = opened.unwrap();
            assert_eq!(file.attrs().get::<String>("description").unwrap(), "In memory file example");
            assert_eq!(file.dataset("new_array").unwrap().to_string(), "/new_array (Array(20,)) 'New array'");
            assert_eq!(file.dataset("new_array").unwrap().read::<Vec<i64>>().unwrap(), (0..20).collect::<Vec<_>>());
            assert_eq!(file.dataset("packed").unwrap().read::<Vec<i16>>().unwrap(), [-1, 0, 1, 2, 3, 4]);
        }
    }
}

#[test]
fn h5dump_reads_what_is_written_here() {
    let run = |args: &[&str], path: &Path| python::output(Command::new("h5dump").args(args).arg(path));
    if let Err(reason) = python::output(Command::new("h5dump").arg("--version")) {
        python::pass_over(&reason);
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    for (format, written) in ours() {
        let path = directory.path().join("ours.h5");
        written.file.save(&path).unwrap();
        let all = run(&[], &path).unwrap_or_else(|error| panic!("{format}: {error}"));
        for (_, name) in written.lines.iter().filter_map(|line| line.split_once(r#""path": "/"#)) {
            let name = name.split(['"', '/']).next().unwrap();
            assert!(all.contains(&format!("\"{name}\"")), "{format}: h5dump does not show {name}");
        }
        // the values of some, as bytes
        let binary = directory.path().join("binary");
        let dumped = |name: &str| {
            let args = ["-d", name, "-b", "LE", "-o", binary.to_str().unwrap()];
            run(&args, &path).unwrap_or_else(|error| panic!("{format}: {error}"));
            fs::read(&binary).unwrap()
        };
        fn bytes<T: H5Type, const N: usize>(file: &File, name: &str, le: impl Fn(T) -> [u8; N]) -> Vec<u8>
        where
            Vec<T>: h5mem::FromArray,
        {
            file.dataset(name).unwrap().read::<Vec<T>>().unwrap().into_iter().flat_map(le).collect()
        }
        let file = &written.file;
        for name in ["i4", "i4 big", "chunked", "deflated", "resizable", "guessed", "compact", "deep/down/here"] {
            assert_eq!(dumped(&format!("/{name}")), bytes(file, name, i32::to_le_bytes), "{format}: {name}");
        }
        for name in ["f8", "f8 big", "view", "appended"] {
            assert_eq!(dumped(&format!("/{name}")), bytes(file, name, f64::to_le_bytes), "{format}: {name}");
        }
        assert_eq!(dumped("/u8"), bytes(file, "u8", u64::to_le_bytes), "{format}");
        assert_eq!(dumped("/filled"), bytes(file, "filled", i16::to_le_bytes), "{format}");
    }
}
