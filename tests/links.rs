//! What a file's external links may open, and how.
use std::{
    path::Path,
    sync::{Arc, Mutex},
};

use h5mem::{
    CopyOptions, DatasetAccess, Error, ErrorKind, ExternalLinks, File, FileAccess, Link, Object, ReadWriteStorage, Result, VirtualSource,
};
use tempfile::TempDir;

fn kind<T: std::fmt::Debug>(result: Result<T>) -> ErrorKind {
    result.expect_err("must fail").kind()
}

/// `target.h5` with `/group/x`, and `main.h5` whose link `out` leads to `/group` there.
fn folder() -> Result<TempDir> {
    let dir = tempfile::tempdir()?;
    let target = File::create(dir.path().join("target.h5"))?;
    target.write("group/x", &[1, 2, 3])?;
    target.close()?;
    let main = File::create(dir.path().join("main.h5"))?;
    main.link_external("out", "target.h5", "/group")?;
    main.link_external("below/out", "target.h5", "/group")?;
    main.write("own", &[7])?;
    main.close()?;
    Ok(dir)
}

fn open(dir: &Path, links: ExternalLinks) -> Result<File> {
    FileAccess::sec2().external_links(links).open_rw(dir.join("main.h5"))
}

fn follows(file: &File) -> Result<Vec<i32>> {
    file.dataset("out/x")?.read()
}

#[test]
fn any_file_may_be_opened_unless_said() -> Result<()> {
    let dir = folder()?;
    let file = File::open_rw(dir.path().join("main.h5"))?;
    assert_eq!(follows(&file)?, [1, 2, 3]);
    file.group("out")?.write("y", &[4])?;
    assert!(file.contains("out/y")?);
    file.copy("own", "out/own")?; // which libhdf5 cannot do by itself
    assert_eq!(file.dataset("out/own")?.read::<Vec<i32>>()?, [7]);
    assert_eq!(file.access()?.external_links, ExternalLinks::default());
    Ok(())
}

#[test]
fn what_is_denied_is_denied_by_every_way() -> Result<()> {
    let dir = folder()?;
    let file = open(dir.path(), ExternalLinks::deny())?;
    let error = file.get("out").expect_err("denied");
    match &error {
        Error::Denied { path, file, target } => {
            assert!(path.ends_with("main.h5:/out"), "{path}");
            assert_eq!((&**file, &**target), ("target.h5", "/group"));
        }
        other => panic!("{other:?}"),
    }
    assert!(error.to_string().contains("/group in target.h5"), "{error}");

    let own = file.dataset("own")?;
    let ways: Vec<(&str, ErrorKind)> = vec![
        ("group", kind(file.group("out"))),
        ("dataset", kind(file.dataset("out/x"))),
        ("dataset with settings", kind(file.dataset_with("out/x", &DatasetAccess::new().chunk_cache(1, 1, 0.5)))),
        ("a group below", kind(file.group("below")?.get("out"))),
        ("through a group below", kind(file.get("below/out/x"))),
        ("datatype", kind(file.datatype("out/t"))),
        ("contains", kind(file.contains("out"))),
        ("contains, deep", kind(file.contains("out/x"))),
        ("link behind it", kind(file.link("out/x"))),
        ("write", kind(file.write("out/new", &1))),
        ("create a group", kind(file.create_group("out/new/deep"))),
        ("require a group", kind(file.require_group("out"))),
        ("remove", kind(file.remove("out/x"))),
        ("rename from", kind(file.rename("out/x", "x"))),
        ("rename to", kind(file.rename("own", "out/own"))),
        ("copy from", kind(file.copy("out/x", "x"))),
        ("copy to", kind(file.copy("own", "out/own"))),
        ("copy an object to", kind(own.copy_to(&file, "out/own", &CopyOptions::new()))),
        ("hard link to", kind(file.link_hard("x", "out/x"))),
        ("soft link in", kind(file.link_soft("out/s", "/"))),
        ("name an object", kind(own.link_as(&file, "out/own"))),
        ("expand", kind(file.group("below")?.copy_to(&file, "expanded", &CopyOptions::new().expand_external(true)))),
        ("iterate", kind(file.iter()?.find(|(name, _)| name == "out").expect("is listed").1)),
    ];
    for (way, kind) in ways {
        assert_eq!(kind, ErrorKind::Denied, "{way}");
    }
    assert!(!file.contains("expanded")?, "what was half copied is gone");

    // links themselves are no secret, and walks do not follow them
    assert_eq!(file.link("out")?, Link::External { file: "target.h5".into(), target: "/group".into() });
    let mut met = Vec::new();
    file.visit(|path, _: &Object| {
        met.push(path.to_owned());
        Ok::<_, Error>(std::ops::ControlFlow::Continue(()))
    })?;
    assert_eq!(met, ["below", "own"]);
    file.group("below")?.copy_to(&file, "as it is", &CopyOptions::new())?;
    assert!(matches!(file.link("as it is/out")?, Link::External { .. }));
    file.remove("out")?;

    // the rules are those of one opening: nobody else is held to them
    drop(own);
    file.close()?;
    let free = File::open(dir.path().join("main.h5"))?;
    assert_eq!(free.dataset("below/out/x")?.read::<Vec<i32>>()?, [1, 2, 3]);
    Ok(())
}

#[test]
fn a_file_with_rules_leaves_others_alone() -> Result<()> {
    let dir = folder()?;
    let (ruled, free) = (open(dir.path(), ExternalLinks::deny())?, File::open_rw(dir.path().join("main.h5"))?);
    assert_eq!(kind(follows(&ruled)), ErrorKind::Denied);
    assert_eq!(follows(&free)?, [1, 2, 3]);
    // an operation on both is held to the rules
    let copied = free.group("below")?.copy_to(&ruled, "copied", &CopyOptions::new().expand_external(true));
    assert_eq!(kind(copied), ErrorKind::Denied);
    free.group("below")?.copy_to(&free, "copied", &CopyOptions::new().expand_external(true))?;
    assert_eq!(free.link("copied/out")?, Link::Hard);
    Ok(())
}

#[test]
fn sources_of_virtual_datasets_are_found_by_the_rules_too() -> Result<()> {
    let dir = folder()?;
    let main = dir.path().join("main.h5");
    let file = File::open_rw(&main)?;
    // a dataset of this very file, by a path that leads out of it
    let source = VirtualSource::same_file("/out/x", 3);
    file.new_dataset("virtual").shape([3]).virtual_from(.., source).create::<i32>()?;
    assert_eq!(file.dataset("virtual")?.read::<Vec<i32>>()?, [1, 2, 3]);
    file.close()?;
    assert_eq!(kind(open(dir.path(), ExternalLinks::deny())?.dataset("virtual")?.read::<Vec<i32>>()), ErrorKind::Denied);
    Ok(())
}

#[test]
fn files_within_a_folder_are_told_from_those_without() -> Result<()> {
    let dir = folder()?;
    let inside = dir.path().join("inside");
    std::fs::create_dir(&inside)?;
    std::fs::copy(dir.path().join("target.h5"), inside.join("ours.h5"))?;
    let main = File::open_rw(dir.path().join("main.h5"))?;
    main.link_external("ours", "inside/ours.h5", "/group")?;
    main.link_external("absolute", inside.join("ours.h5").to_str().unwrap(), "/group")?;
    main.link_external("climbing", "inside/../target.h5", "/group")?;
    main.link_external("nowhere", "inside/none.h5", "/group")?;
    main.link_external("chain", "inside/chain.h5", "/out")?;
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(dir.path().join("target.h5"), inside.join("symbolic.h5"))?;
        main.link_external("symbolic", "inside/symbolic.h5", "/group")?;
    }
    main.close()?;
    let chain = File::create(inside.join("chain.h5"))?;
    chain.link_external("out", "../target.h5", "/group")?;
    chain.close()?;

    let file = open(dir.path(), ExternalLinks::within([&inside]))?;
    for name in ["ours", "absolute"] {
        assert_eq!(file.dataset(&format!("{name}/x"))?.len()?, 3, "{name}");
    }
    for name in ["out", "climbing", "chain"] {
        assert_eq!(kind(file.get(name)), ErrorKind::Denied, "{name}");
    }
    #[cfg(unix)]
    assert_eq!(kind(file.get("symbolic")), ErrorKind::Denied);
    assert_eq!(kind(file.get("nowhere")), ErrorKind::NotFound);
    // a file by its own name
    let file = open(dir.path(), ExternalLinks::within([dir.path().join("target.h5")]))?;
    assert!(file.contains("out/x")? && file.contains("climbing/x")?);
    assert_eq!(kind(file.get("ours")), ErrorKind::Denied);
    assert_eq!(kind(open(dir.path(), ExternalLinks::within(["no such folder"]))), ErrorKind::Io);
    Ok(())
}

#[test]
fn a_rule_sees_paths_and_may_use_other_files() -> Result<()> {
    let dir = folder()?;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let other = File::in_memory()?;
    let rule = move |path: &Path| {
        other.write(&format!("asked/{}", log.lock().unwrap().len()), &1).unwrap();
        log.lock().unwrap().push(path.to_owned());
        path.file_name().unwrap() == "target.h5"
    };
    let file = open(dir.path(), ExternalLinks::allow_if(rule))?;
    assert_eq!(follows(&file)?, [1, 2, 3]);
    let target = std::fs::canonicalize(dir.path().join("target.h5"))?;
    assert!(!seen.lock().unwrap().is_empty() && seen.lock().unwrap().iter().all(|path| *path == target));
    file.link_external("other", "main.h5", "/own")?;
    assert_eq!(kind(file.get("other")), ErrorKind::Denied);
    Ok(())
}

#[test]
fn a_rule_that_panics_ends_the_operation_only() -> Result<()> {
    let dir = folder()?;
    let file = open(dir.path(), ExternalLinks::allow_if(|_| panic!("the rule is broken")))?;
    for _ in 0..2 {
        let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| file.get("out"))).expect_err("carried over");
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"the rule is broken"));
        let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| file.contains("out"))).expect_err("carried over");
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"the rule is broken"));
    }
    assert_eq!(file.dataset("own")?.read::<Vec<i32>>()?, [7]);
    let free = File::open_rw(dir.path().join("main.h5"))?;
    assert_eq!(follows(&free)?, [1, 2, 3]);
    Ok(())
}

#[test]
fn relative_names_are_looked_for_below_the_prefix_first() -> Result<()> {
    let (dir, elsewhere) = (folder()?, tempfile::tempdir()?);
    let target = File::create(elsewhere.path().join("target.h5"))?;
    target.write("group/x", &[9])?;
    target.close()?;
    let file = open(dir.path(), ExternalLinks::allow().prefix(elsewhere.path()))?;
    assert_eq!(follows(&file)?, [9]);
    let file = open(dir.path(), ExternalLinks::within([dir.path()]).prefix(elsewhere.path()))?;
    assert_eq!(kind(follows(&file)), ErrorKind::Denied, "the prefix is outside");
    let below = File::open_rw(dir.path().join("main.h5"))?.group("below")?;
    let copy = open(dir.path(), ExternalLinks::allow().prefix(elsewhere.path()))?;
    below.copy_to(&copy, "copied", &CopyOptions::new().expand_external(true))?;
    assert_eq!(copy.dataset("copied/out/x")?.read::<Vec<i32>>()?, [9]);
    Ok(())
}

#[test]
fn targets_may_be_opened_for_reading_only() -> Result<()> {
    let dir = folder()?;
    let file = open(dir.path(), ExternalLinks::allow().read_only())?;
    assert_eq!(follows(&file)?, [1, 2, 3]);
    assert!(file.write("out/new", &1).is_err());
    file.write("new", &1)?;
    assert!(!file.contains("out/new")?);
    Ok(())
}

#[test]
fn links_of_files_in_memory_lead_to_the_disk_only_where_said() -> Result<()> {
    let dir = folder()?;
    let links = ExternalLinks::allow().access(FileAccess::sec2()).prefix(dir.path());
    let bytes = std::fs::read(dir.path().join("main.h5"))?;
    let storage = || FileAccess::storage(ReadWriteStorage::new(std::io::Cursor::new(bytes.clone())).unwrap());
    for (closed, opened) in [(FileAccess::memory(), FileAccess::memory()), (storage(), storage())] {
        let path = dir.path().join("main.h5");
        assert_eq!(kind(closed.open(&path)?.dataset("out/x")), ErrorKind::NotFound);
        assert_eq!(follows(&opened.external_links(links.clone()).open(&path)?)?, [1, 2, 3]);
    }
    let image = File::from_image(bytes.clone()).access(FileAccess::memory().external_links(links.clone())).open()?;
    assert_eq!(follows(&image)?, [1, 2, 3]);
    assert_eq!(image.access()?.external_links, links);
    let inner = ExternalLinks::allow().access(FileAccess::memory());
    assert_eq!(kind(FileAccess::memory().external_links(inner).create("x")), ErrorKind::Unsupported);
    Ok(())
}

#[test]
fn links_lead_to_images_by_name() -> Result<()> {
    let inner = File::in_memory()?;
    inner.write("group/x", &[4, 5])?;
    inner.link_external("back", "main.h5", "/own")?;
    inner.link_external("chain", "/data/second.h5", "/deep")?;
    let second = File::in_memory()?;
    second.write("deep/y", &[6])?;
    let (inner, second) = (inner.into_image()?, second.into_image()?);
    let links = |base: ExternalLinks| base.image("target.h5", inner.clone()).image("/data/second.h5", second.clone());

    let dir = folder()?;
    let main = std::fs::read(dir.path().join("main.h5"))?;
    let in_memory = FileAccess::memory().external_links(links(ExternalLinks::deny()));
    for file in [
        File::from_image(main.clone()).access(in_memory.clone()).open()?,
        File::from_image(main).access(in_memory).open_rw()?,
        open(dir.path(), links(ExternalLinks::deny()))?,
        open(dir.path(), links(ExternalLinks::allow()))?,
    ] {
        assert_eq!(follows(&file)?, [4, 5], "{file:?}");
        assert_eq!(follows(&file)?, [4, 5], "{file:?}: once more");
        let (first, again) = (file.get("out/x")?, file.get("below/out/x")?);
        assert!(first.is_same(&again)?, "one file, however often it is opened");
        if !file.is_read_only() {
            assert!(file.write("out/new", &1).is_err(), "images do not change");
            file.link_external("chained", "target.h5", "/chain")?;
            assert_eq!(file.dataset("chained/y")?.read::<Vec<i32>>()?, [6]);
            file.group("below")?.copy_to(&file, "expanded", &CopyOptions::new().expand_external(true))?;
            assert_eq!(file.dataset("expanded/out/x")?.read::<Vec<i32>>()?, [4, 5]);
            drop((first, again));
            for name in ["chained", "expanded"] {
                file.remove(name)?;
            }
        }
        file.close()?;
    }
    // a link back to what has no name here is what the rule says of it
    let file = FileAccess::memory().external_links(links(ExternalLinks::deny())).create("x")?;
    file.link_external("back", "target.h5", "/back")?;
    assert_eq!(kind(file.get("back")), ErrorKind::Denied);
    // not of the disk, whatever is there
    assert_eq!(inner.len(), File::from_image(inner.clone()).open()?.into_image()?.len());
    let bad = FileAccess::memory().external_links(ExternalLinks::allow().image("x", vec![0; 100])).create("x");
    assert_eq!(kind(bad), ErrorKind::NotHdf5);
    assert_eq!(links(ExternalLinks::deny()), links(ExternalLinks::deny()));
    assert_ne!(links(ExternalLinks::deny()), ExternalLinks::deny());
    Ok(())
}

/// A folder whose `main.h5` has a link for each way in which a target does not open, to `/group` in the file of the link's name.
fn unopenable() -> Result<TempDir> {
    let dir = folder()?;
    let bytes = std::fs::read(dir.path().join("target.h5"))?;
    for name in ["open", "truncated", "rotten"] {
        std::fs::write(dir.path().join(format!("{name}.h5")), if name == "truncated" { &bytes[..bytes.len() / 2] } else { &bytes })?;
    }
    std::fs::write(dir.path().join("text.h5"), "no HDF5 file at all, however much it is asked")?;
    std::fs::create_dir(dir.path().join("folder.h5"))?;
    let main = File::open_rw(dir.path().join("main.h5"))?;
    for name in ["open", "truncated", "text", "folder", "missing"] {
        main.link_external(name, &format!("{name}.h5"), "/group")?;
    }
    main.link_external("nothing", "target.h5", "/nothing")?;
    main.link_external("through", "target.h5", "/group/x/y")?;
    // by way of other links
    main.link_soft("soft", "/text")?;
    main.link_soft("softer", "deep/soft")?;
    main.link_soft("deep/soft", "/soft")?;
    let chain = File::create(dir.path().join("chain.h5"))?;
    chain.link_external("on", "text.h5", "/group")?;
    chain.link_external("round", "chain.h5", "/round")?;
    chain.close()?;
    main.link_external("chain", "chain.h5", "/on")?;
    main.link_external("round", "chain.h5", "/round")?;
    main.close()?;
    Ok(dir)
}

#[test]
fn a_target_that_does_not_open_says_why() -> Result<()> {
    let dir = unopenable()?;
    // open for reading, so that it cannot be opened for writing
    let held = File::open(dir.path().join("open.h5"))?;
    let main = File::open_rw(dir.path().join("main.h5"))?;
    let causes = [
        ("open", ErrorKind::Library, "open.h5"),
        ("truncated", ErrorKind::Truncated, "truncated.h5"),
        ("text", ErrorKind::NotHdf5, "text.h5"),
        ("folder", ErrorKind::Io, "folder.h5"),
        ("soft", ErrorKind::NotHdf5, "text.h5"),
        ("softer", ErrorKind::NotHdf5, "text.h5"),
        ("chain", ErrorKind::NotHdf5, "text.h5"),
    ];
    for (name, cause, file) in causes {
        let x = format!("{name}/x");
        let ways: Vec<(&str, Result<()>)> = vec![
            ("get", main.get(name).map(drop)),
            ("get below", main.get(&x).map(drop)),
            ("group", main.group(name).map(drop)),
            ("require a group", main.require_group(name).map(drop)),
            ("create a group", main.create_group(&x).map(drop)),
            ("dataset", main.dataset(&x).map(drop)),
            ("dataset with settings", main.dataset_with(&x, &DatasetAccess::new().chunk_cache(1, 1, 0.5)).map(drop)),
            ("require a dataset", main.require_dataset::<i32>(&x, [3]).map(drop)),
            ("datatype", main.datatype(&x).map(drop)),
            ("commit", main.commit(&x, &<i32 as h5mem::H5Type>::descriptor()).map(drop)),
            ("write", main.write(&x, &1).map(drop)),
            ("link", main.link(&x).map(drop)),
            ("contains", main.contains(name).map(drop)),
            ("contains below", main.contains(&x).map(drop)),
            ("remove", main.remove(&x)),
            ("rename from", main.rename(&x, "x")),
            ("rename to", main.rename("own", &x)),
            ("copy from", main.copy(name, "x")),
            ("copy to", main.copy("own", &x)),
            ("hard link from", main.link_hard("x", &x)),
            ("hard link to", main.link_hard(&x, "own")),
            ("soft link", main.link_soft(&x, "/")),
            ("external link", main.link_external(&x, "a", "/")),
            ("name an object", main.dataset("own")?.link_as(&main, &x)),
            ("mount", main.mount(name, &File::in_memory()?).map(drop)),
            ("iterate", main.iter()?.find(|(found, _)| found == name).expect("is listed").1.map(drop)),
        ];
        for (way, result) in ways {
            let error = result.expect_err(way);
            assert!(matches!(&error, Error::ExternalLink { .. }), "{name}, {way}: {error:?}");
            assert_eq!(error.kind(), cause, "{name}, {way}: {error}");
            assert!(error.to_string().contains(file), "{name}, {way}: {error}");
            assert!(std::error::Error::source(&error).is_some());
        }
    }
    match main.get("text") {
        Err(Error::ExternalLink { path, file, target, cause }) => {
            assert!(path.ends_with("main.h5:/text") && file == "text.h5" && target == "/group", "{path} {file} {target}");
            assert!(matches!(&*cause, Error::NotHdf5 { path, .. } if path.ends_with("text.h5")), "{cause:?}");
        }
        other => panic!("{other:?}"),
    }
    // what is not there is not found, and of links that go round in circles libhdf5 tells
    for name in ["missing", "nothing", "through"] {
        assert_eq!(kind(main.get(name)), ErrorKind::NotFound, "{name}");
        assert!(!main.contains(name)?);
        assert!(main.get(name).unwrap_err().to_string().contains(&format!("main.h5:/{name}")));
    }
    assert!(main.get("round").unwrap_err().to_string().contains("too many links"));
    assert_eq!(kind(main.contains("round")), ErrorKind::Library);
    // a visit follows no links, and knows them all
    let mut seen = Vec::new();
    main.visit(|path, _: &Object| {
        seen.push(path.to_owned());
        Ok::<_, Error>(std::ops::ControlFlow::Continue(()))
    })?;
    assert_eq!(seen, ["below", "deep", "own"]);
    drop(held);
    assert_eq!(main.dataset("open/x")?.read::<Vec<i32>>()?, [1, 2, 3]);
    Ok(())
}
