//! Attributes whose values are in their objects' headers, which are read there: they are what libhdf5 says they are, as they are now.
use std::{fs, ops::ControlFlow, path::Path};

use h5mem::{ByteOrder, DynArray, ErrorKind, File, FileAccess, FromArray, H5Type, LibVer, Object, Result, StringType, TypeDescriptor};

/// Often enough that the type is known, and more.
const TIMES: usize = 3;

/// What an attribute is as one kind of value or another, in words.
fn told(object: &Object, name: &str) -> Vec<String> {
    fn get<A: FromArray + std::fmt::Debug>(object: &Object, name: &str) -> String {
        match object.attrs().get::<A>(name) {
            Ok(value) => format!("{value:?}"),
            Err(error) => format!("{:?}", error.kind()),
        }
    }
    vec![
        get::<String>(object, name),
        get::<DynArray>(object, name),
        get::<Vec<String>>(object, name),
        get::<f64>(object, name),
        get::<Vec<i32>>(object, name),
        get::<Option<String>>(object, name),
        get::<bool>(object, name),
        get::<Vec<Vec<u8>>>(object, name),
    ]
}

fn objects(file: &File) -> Vec<String> {
    let mut paths = vec!["/".to_owned()];
    let visited = file.visit(|path, _| {
        paths.push(path.to_owned());
        Ok::<_, h5mem::Error>(ControlFlow::Continue(()))
    });
    visited.expect("visited");
    paths
}

/// All attributes of all objects, of which datasets are found, too.
fn check_all(bytes: &[u8], label: &str) -> Result<()> {
    let libhdf5 = File::from_image(bytes.to_vec()).access(FileAccess::core(false)).open()?;
    for file in [File::from_image(bytes.to_vec()).open()?, File::from_image(bytes.to_vec()).open_rw()?] {
        for path in objects(&libhdf5) {
            let theirs = libhdf5.get(&path)?;
            for name in theirs.attrs().names()? {
                let expected = told(&theirs, &name);
                for _ in 0..TIMES {
                    assert_eq!(told(&file.get(&path)?, &name), expected, "{label}: {path}@{name}");
                    if let Ok(found) = file.dataset(&path) {
                        assert_eq!(told(&Object::Dataset(found), &name), expected, "{label}: {path}@{name}, found");
                    }
                }
            }
        }
    }
    Ok(())
}

#[test]
fn they_are_what_the_library_says() -> Result<()> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for fixture in ["sample", "types", "v110", "userblock", "scales"] {
        check_all(&fs::read(data.join(format!("{fixture}.h5"))).expect("a fixture"), fixture)?;
    }
    Ok(())
}

#[derive(Clone, Debug, PartialEq, H5Type)]
struct Named {
    name: String,
    n: i16,
}

fn with_all_kinds(libver: LibVer) -> Result<File> {
    let file = FileAccess::memory().libver(libver, LibVer::Latest).create("a file")?;
    file.create_group("g")?;
    file.write("x", &[1.5; 3])?;
    file.new_dataset("chunks").chunk([2]).write(&[1, 2, 3])?;
    file.commit("t", &u16::descriptor())?;
    for path in ["/", "g", "x", "chunks", "t"] {
        let object = file.get(path)?;
        let attrs = object.attrs();
        attrs.set("text", &format!("größer, of {path}"))?;
        attrs.set("number", &-1.5)?;
        attrs.set("truth", &true)?;
        attrs.set("texts", &["one", "", "three"])?;
        attrs.set("n", &[7u8, 8])?; // the beginning of another's name, and the same
        attrs.set("größe", &[[1i64, 2], [3, 4]])?;
        attrs.set_as("fixed", &TypeDescriptor::String(StringType::fixed(12)), "twelve")?;
        attrs.set_as("big", &i32::descriptor().with_order(ByteOrder::Big), &[1, -2, 3])?;
        attrs.set("rows", &[Named { name: "a".into(), n: 1 }, Named { name: "bc".into(), n: -2 }])?;
        attrs.set("bytes", &[vec![1u8, 2], vec![], vec![3]])?;
        attrs.set_null::<String>("null")?;
        attrs.set_as("named", &file.get("t")?.into_datatype()?, &5u16)?;
        attrs.set("none", &Vec::<f64>::new())?;
    }
    Ok(file)
}

#[test]
fn values_of_any_kind_are_told() -> Result<()> {
    for libver in [LibVer::Earliest, LibVer::V18, LibVer::V110] {
        check_all(&with_all_kinds(libver)?.into_image()?.into_vec(), &format!("{libver:?}"))?;
    }
    Ok(())
}

/// Beyond a few they are not in the header.
#[test]
fn many_are_not_in_the_header() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("x", &1)?;
    (0..100).try_for_each(|n: i32| x.attrs().set(&format!("a{n}"), &n))?;
    drop(x);
    let file = File::from_image(file.into_image()?).open()?;
    for n in (0..100).chain(0..100) {
        assert_eq!(file.dataset("x")?.attrs().get::<i32>(&format!("a{n}"))?, n);
    }
    assert_eq!(file.dataset("x")?.attrs().get::<i32>("a").unwrap_err().kind(), ErrorKind::NotFound);
    Ok(())
}

#[test]
fn what_changes_is_told_as_it_is_now() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("x", &1)?;
    let get = |name: &str| file.dataset("x").expect("it is there").attrs().get::<String>(name).map_err(|error| error.kind());
    for turn in 0..10 {
        let (one, other) = (format!("one {turn}"), "other ".repeat(turn + 1));
        x.attrs().set("a", &one)?;
        assert_eq!(get("a"), Ok(one.clone()));
        file.flush()?;
        (0..TIMES).for_each(|_| assert_eq!(get("a"), Ok(one.clone())));
        x.attrs().set("a", &other)?;
        assert_eq!(get("a"), Ok(other.clone()));
        file.flush()?;
        assert_eq!((get("a"), get("b")), (Ok(other.clone()), Err(ErrorKind::NotFound)));
        x.attrs().rename("a", "b")?;
        assert_eq!((get("a"), get("b")), (Err(ErrorKind::NotFound), Ok(other.clone())));
        file.flush()?;
        assert_eq!((get("a"), get("b")), (Err(ErrorKind::NotFound), Ok(other.clone())));
        x.attrs().set("b", &turn)?;
        assert_eq!(get("b"), Err(ErrorKind::Type));
        assert_eq!(file.dataset("x")?.attrs().get::<usize>("b")?, turn);
        file.flush()?;
        assert_eq!(file.dataset("x")?.attrs().get::<usize>("b")?, turn);
        x.attrs().remove("b")?;
        assert_eq!(get("b"), Err(ErrorKind::NotFound));
        file.flush()?;
        assert_eq!(get("b"), Err(ErrorKind::NotFound));
    }
    Ok(())
}

/// Each byte of a header, broken: what is told is what libhdf5 says, or what is whole where libhdf5 refuses an object for another of its
/// attributes.
#[test]
fn damaged_attributes_are_for_the_library_to_judge() -> Result<()> {
    for libver in [LibVer::Earliest, LibVer::V110] {
        if libver == LibVer::Earliest && h5mem::library::version()? < (1, 14, 0) {
            continue; // headers have no checksums, and libhdf5 reads beyond them: what it says depends on what its memory held before
        }
        let file = FileAccess::memory().libver(libver, LibVer::Latest).create("a file")?;
        for path in ["a dataset", "x"] {
            let data = file.write(path, &[5u8; 3])?;
            data.attrs().set("numbers", &[0x0102_0304_0506_0708i64, 2, 3])?;
            data.attrs().set_as("fixed", &TypeDescriptor::String(StringType::fixed(8)), "text")?;
        }
        let whole = file.into_image()?.into_vec();
        // the last of the two, up to its number
        let value = 0x0102_0304_0506_0708i64.to_le_bytes();
        let end = whole.windows(8).rposition(|bytes| *bytes == value).expect("in the header") + 80;
        let ask = |bytes: Vec<u8>, access: FileAccess| {
            let file = File::from_image(bytes).access(access).open().ok()?;
            let get = |path: &str| {
                let data = file.dataset(path).ok()?;
                Some((data.attrs().get::<Vec<i64>>("numbers").ok(), data.attrs().get::<String>("fixed").ok()))
            };
            (0..2).for_each(|_| drop(get("a dataset")));
            get("x")
        };
        let undamaged = ask(whole.clone(), FileAccess::memory()).expect("whole");
        assert_eq!(Some(&undamaged), ask(whole.clone(), FileAccess::core(false)).as_ref());
        for at in end.saturating_sub(320)..end.min(whole.len()) {
            let bit = at % 8;
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            let theirs = ask(bytes.clone(), FileAccess::core(false));
            let ours = ask(bytes, FileAccess::memory());
            let same = match (&ours, &theirs) {
                (Some(ours), Some(theirs)) => {
                    (ours.0 == theirs.0 || theirs.0.is_none() && ours.0 == undamaged.0)
                        && (ours.1 == theirs.1 || theirs.1.is_none() && ours.1 == undamaged.1)
                }
                _ => ours == theirs,
            };
            assert!(same, "{libver:?}: bit {bit} of the byte {} before the end: {ours:?}, {theirs:?}", end - at);
        }
    }
    Ok(())
}

/// Text that points at nothing, which libhdf5 below 2.0 may crash of.
#[test]
fn text_that_points_at_nothing_is_an_error() -> Result<()> {
    const TEXTS: [&str; 2] = ["the text of the first", "the text of the second"];
    let file = File::in_memory()?;
    for (path, text) in ["a", "b"].into_iter().zip(TEXTS) {
        file.write(path, &1)?.attrs().set("text", text)?;
    }
    let mut bytes = file.into_image()?.into_vec();
    // the second's number in the heap stands sixteen bytes before it
    let at = bytes.windows(TEXTS[1].len()).position(|bytes| bytes == TEXTS[1].as_bytes()).expect("in a heap");
    bytes[at - 16] ^= 0x40;
    let file = File::from_image(bytes).open()?;
    assert_eq!(file.dataset("a")?.attrs().get::<String>("text")?, TEXTS[0]);
    for _ in 0..TIMES {
        assert_eq!(file.dataset("b")?.attrs().get::<String>("text").unwrap_err().kind(), ErrorKind::InvalidValue);
    }
    Ok(())
}
