//! What fails says why: each kind of error from real failures, and nothing unrelated under its name.
use std::{fs, io};

use h5mem::{
    CopyOptions, Error, ErrorKind, ExternalLinks, File, FileAccess, Filter, GroupCreate, H5Type, LibVer, Result, StringType,
    TypeDescriptor, Walk,
};

/// Each of these fails, and says so.
#[track_caller]
fn kinds(expected: ErrorKind, attempts: Vec<(&str, Result<()>)>) {
    for (what, result) in attempts {
        let error = result.expect_err(what);
        assert_eq!(error.kind(), expected, "{what}: {error}\n{}", error.stack().map(ToString::to_string).unwrap_or_default());
    }
}

/// A file of the old format and one of the new, each with few links and attributes and with many: names are kept in four ways.
fn files() -> Result<Vec<File>> {
    let mut files = Vec::new();
    for low in [LibVer::Earliest, LibVer::V18] {
        for count in [1, 40] {
            let file = FileAccess::memory().libver(low, LibVer::Latest).create("names.h5")?;
            for n in 0..count {
                file.write(&format!("x{n}"), &n)?;
                file.attrs().set(&format!("a{n}"), &n)?;
            }
            file.write("group/inner", &1)?;
            file.link_soft("dangling", "/nowhere")?;
            file.link_soft("round", "/round")?;
            file.commit("type", &i32::descriptor())?;
            files.push(file);
        }
    }
    Ok(files)
}

#[test]
fn what_is_not_there() -> Result<()> {
    for file in files()? {
        let group = file.group("group")?;
        kinds(
            ErrorKind::NotFound,
            vec![
                ("dataset", file.dataset("none").map(drop)),
                ("dataset below", file.dataset("none/x").map(drop)),
                ("dataset in", group.dataset("none").map(drop)),
                ("group", file.group("none").map(drop)),
                ("get", file.get("group/none").map(drop)),
                ("dangling", file.dataset("dangling").map(drop)),
                ("dangling group", file.group("dangling/x").map(drop)),
                ("link", file.link("none").map(drop)),
                ("remove", file.remove("none")),
                ("remove below", file.remove("none/x")),
                ("rename", file.rename("none", "some")),
                ("copy", file.copy("none", "some")),
                ("link_hard", file.link_hard("some", "none")),
                ("attribute", file.attrs().get::<i32>("none").map(drop)),
                ("open attribute", file.attrs().open("none").map(drop)),
                ("remove attribute", file.attrs().remove("none")),
                ("rename attribute", file.attrs().rename("none", "some")),
            ],
        );
        let inner = group.dataset("inner")?;
        let reference = inner.reference()?;
        drop(inner);
        file.remove("group/inner")?;
        kinds(ErrorKind::NotFound, vec![("gone", file.dereference(&reference).map(drop))]);
    }
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("none%d.h5");
    for access in [FileAccess::sec2(), FileAccess::stdio(), FileAccess::core(false), FileAccess::family(1 << 20, FileAccess::sec2())] {
        kinds(
            ErrorKind::NotFound,
            vec![("open", access.clone().open(&path).map(drop)), ("open_rw", access.clone().open_rw(&path).map(drop))],
        );
    }
    kinds(
        ErrorKind::NotFound,
        vec![
            ("no folder", File::create(path.join("x")).map(drop)),
            ("no folder", FileAccess::core(true).create(path.join("x")).and_then(|file| Ok(file.close()?))),
        ],
    );
    Ok(())
}

#[test]
fn what_is_there_already() -> Result<()> {
    for file in files()? {
        let inner = file.dataset("group/inner")?;
        kinds(
            ErrorKind::AlreadyExists,
            vec![
                ("write", file.write("x0", &1).map(drop)),
                ("write below", file.write("group/inner", &1).map(drop)),
                ("over a dangling link", file.write("dangling", &1).map(drop)),
                ("create_group", file.create_group("x0").map(drop)),
                ("new_dataset", file.new_dataset("x0").create::<i32>().map(drop)),
                ("link_soft", file.link_soft("x0", "y")),
                ("link_hard", file.link_hard("x0", "x0")),
                ("link_external", file.link_external("x0", "f", "y")),
                ("rename", file.rename("group", "x0")),
                ("copy", file.copy("group", "x0")),
                ("copy_to", inner.copy_to(&file, "x0", &CopyOptions::new()).map(drop)),
                ("link_as", inner.link_as(&file, "x0")),
                ("commit", file.commit("type", &i32::descriptor()).map(drop)),
            ],
        );
    }
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("x.h5");
    File::create(&path)?.close()?;
    for access in [FileAccess::sec2(), FileAccess::stdio(), FileAccess::core(true)] {
        kinds(ErrorKind::AlreadyExists, vec![("create_new", access.create_new(&path).map(drop))]);
    }
    Ok(())
}

#[test]
fn what_is_no_file() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let (path, other) = (dir.path().join("x.h5"), dir.path().join("other.h5"));
    let file = File::in_memory()?;
    file.write("x", &[1.0; 1000])?;
    let image = file.into_image()?;
    for access in [FileAccess::sec2(), FileAccess::stdio(), FileAccess::core(false)] {
        let linking = access.clone().create(&other)?;
        linking.link_external("to", path.to_str().unwrap(), "/x")?;
        for (expected, bytes) in [
            (ErrorKind::NotHdf5, &b""[..]),
            (ErrorKind::NotHdf5, b"text"),
            (ErrorKind::NotHdf5, &[7; 5000]),
            (ErrorKind::Truncated, &image[..image.len() / 2]),
        ] {
            fs::write(&path, bytes)?;
            kinds(expected, vec![("open", access.clone().open(&path).map(drop)), ("open_rw", access.clone().open_rw(&path).map(drop))]);
            // of what keeps it from following a link libhdf5 tells more since 2.0
            let through = linking.dataset("to").expect_err("no file").kind();
            assert!([expected, ErrorKind::NotFound].contains(&through), "{through:?}");
        }
    }
    Ok(())
}

#[test]
fn what_the_system_refuses() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let long = dir.path().join("n".repeat(5000));
    kinds(ErrorKind::Io, vec![("a folder", File::create(dir.path()).map(drop)), ("a name", File::create(&long).map(drop))]);
    let Err(Error::Io(error)) = File::create(dir.path()) else { panic!("a folder is no file") };
    assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
    Ok(())
}

#[test]
fn what_was_opened_for_reading() -> Result<()> {
    let dir = tempfile::tempdir()?;
    File::create(dir.path().join("to.h5"))?.write("group/x", &[1, 2])?;
    let links = ExternalLinks::allow().read_only();
    let file = FileAccess::sec2().external_links(links).create(dir.path().join("from.h5"))?;
    file.link_external("to", dir.path().join("to.h5").to_str().unwrap(), "/group")?;
    let (group, x) = (file.group("to")?, file.dataset("to/x")?);
    kinds(
        ErrorKind::ReadOnly,
        vec![
            ("write", x.write(&[3, 4])),
            ("attribute", x.attrs().set("a", &1)),
            ("group", group.create_group("new").map(drop)),
            ("link", group.link_soft("new", "x")),
            ("remove", group.remove("x")),
        ],
    );
    Ok(())
}

#[test]
fn what_has_no_filter() -> Result<()> {
    let file = File::in_memory()?;
    let unheard_of = Filter::Other { id: 32_998, name: "unheard-of".into(), parameters: vec![], optional: true };
    let data = file.new_dataset("optional").chunk([2]).filter(unheard_of.clone()).write(&[300, 2])?; // which it goes without
    assert_eq!(data.read::<Vec<i32>>()?, [300, 2]);
    kinds(ErrorKind::Overflow, vec![("not the filter's fault", data.read::<Vec<u8>>().map(drop))]);
    let data = file.new_dataset("needed").shape([8]).chunk([2]).filter(unheard_of).create::<i32>()?;
    data.write_chunk(0, &[0; 8], 0)?;
    kinds(ErrorKind::FilterUnavailable, vec![("read", data.read::<Vec<i32>>().map(drop))]);
    let builder = file.new_dataset("x").shape([10]).chunk([5]).filter(Filter::registered(40_000, &[]));
    kinds(ErrorKind::FilterUnavailable, vec![("make", builder.create::<i32>().map(drop))]);
    Ok(())
}

#[test]
fn what_has_no_name_of_its_own() -> Result<()> {
    let file = File::in_memory()?;
    file.link_soft("round", "/round")?;
    let dir = tempfile::tempdir()?;
    let outside = file.new_dataset("outside").external(dir.path().join("none"), 0, 40).shape([10]).create::<i32>()?;
    let text = TypeDescriptor::String(StringType::VARIABLE);
    let unfit = file.new_dataset("unfit").shape([10]).chunk([5]).filter(Filter::registered(1, &[4])).create_as(&text);
    kinds(
        ErrorKind::Library,
        vec![
            ("a link to itself", file.dataset("round").map(drop)),
            ("data in a file that is not there", outside.read::<Vec<i32>>().map(drop)),
        ],
    );
    if let Err(error) = unfit {
        assert_eq!(error.kind(), ErrorKind::Library, "text of any length goes through filters since 1.12: {error}");
    }
    let group = file.create_group_with("untracked", GroupCreate::new().track_order(false))?;
    group.create_group("x")?;
    let first = group.links(Walk::by_creation())?.next().transpose();
    kinds(ErrorKind::Unsupported, vec![("the order of making", first.map(drop))]);
    Ok(())
}

/// Broken metadata is neither something missing nor something that is there.
#[test]
fn what_is_broken() -> Result<()> {
    for (low, signatures) in [(LibVer::Earliest, &["TREE", "SNOD", "HEAP"][..]), (LibVer::V18, &["OHDR", "FRHP", "BTHD", "FHDB"])] {
        let file = FileAccess::memory().libver(low, LibVer::Latest).create("broken.h5")?;
        for n in 0..20 {
            file.write(&format!("group/x{n}"), &[1, 2, 3])?.attrs().set("a", &n)?;
        }
        let image = file.into_image()?.into_vec();
        let found = |at: &usize| signatures.iter().any(|name| image[*at..].starts_with(name.as_bytes()));
        for at in (0..image.len()).filter(found) {
            let mut broken = image.clone();
            broken[at] ^= 0x20;
            let Ok(file) = File::from_image(broken).open_rw() else { continue };
            for (what, result) in [
                ("dataset", file.dataset("group/x5").map(drop)),
                ("get", file.get("group/x5").map(drop)),
                ("names", file.group("group").and_then(|group| group.names()).map(drop)),
                ("attribute", file.dataset("group/x5").and_then(|x| x.attrs().get::<i32>("a")).map(drop)),
                ("remove", file.remove("group/x5")),
                ("write", file.write("group/y", &1).map(drop)),
            ] {
                if let Err(error) = result {
                    assert_eq!(error.kind(), ErrorKind::Library, "{what} with {at} broken: {error}");
                }
            }
        }
    }
    Ok(())
}
