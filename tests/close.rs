//! Closing: what answers `Closed`, what a failure gives back, and what happens when nobody closes.
#![allow(unsafe_code)] // resource limits, and another crate's calls of the library
mod sample;

use h5mem::{Dataset, Error, ErrorKind, File, FileAccess, H5Type, ReadWriteStorage, Result, Returned, library};
use sample::{Shelf, check, check_extended, extend, populate};
use std::{
    fs, io, mem, panic,
    panic::AssertUnwindSafe,
    path::Path,
    process,
    sync::{Barrier, OnceLock},
    thread,
};

#[test]
fn every_verb_says_closed() -> Result<()> {
    let file = File::in_memory()?;
    populate(&file)?;
    extend(&file)?;
    let group = file.create_group("group")?;
    let datatype = file.commit("type", &i32::descriptor())?;
    datatype.attrs().set("a", &1)?;
    let (array, rows) = (file.dataset("array")?, file.dataset("deep/chunked")?);
    let attribute = array.attrs().open("TITLE")?;
    let object = file.get("array")?;
    let known = (array.dtype()?, array.shape()?, array.read::<Vec<i64>>()?, rows.chunk()?); // what is learnt once
    assert_eq!((known.1, known.2), (vec![2], vec![1, 2]));
    let dir = tempfile::tempdir()?;

    file.clone().close()?;

    let mut answers = Vec::new();
    macro_rules! closed {
        ($($call:expr),* $(,)?) => { $(answers.push((stringify!($call), $call.map(drop).map_err(|e| Error::from(e).kind())));)* };
    }
    closed!(
        file.flush(),
        file.image(),
        file.clone().into_image(),
        file.snapshot(),
        file.save(dir.path().join("a.h5")),
        file.filename(),
        file.size(),
        file.userblock(),
    );
    for group in [&*file, &group] {
        closed!(
            group.group("g"),
            group.create_group("g"),
            group.require_group("g"),
            group.dataset("array"),
            group.write("x", &1),
            group.new_dataset("x").shape(3).create::<i32>(),
            group.new_dataset("x").chunk([1]).write(&[1]),
            group.get("array"),
            group.contains("array"),
            group.len(),
            group.is_empty(),
            group.names(),
            group.iter(),
            group.remove("array"),
            group.rename("array", "b"),
            group.link("array"),
            group.link_hard("b", "array"),
            group.link_soft("b", "array"),
            group.link_external("b", "c", "d"),
            group.commit("b", &known.0),
            group.path(),
            group.visit(|_, _| Ok::<_, Error>(std::ops::ControlFlow::Continue(()))),
        );
    }
    for attrs in [file.attrs(), group.attrs(), array.attrs(), datatype.attrs(), object.attrs()] {
        closed!(
            attrs.set("a", &1),
            attrs.set_null::<i32>("a"),
            attrs.get::<i32>("a"),
            attrs.open("a"),
            attrs.contains("a"),
            attrs.remove("a"),
            attrs.rename("a", "b"),
            attrs.names(),
            attrs.len(),
            attrs.is_empty(),
            attrs.iter(),
        );
    }
    let mut room = [0; 2];
    for array in [&array, &rows] {
        closed!(
            array.read::<Vec<i64>>(),
            array.read_into(&mut room),
            array.write(&[1_i64, 2]),
            array.slice(0).read::<i64>(),
            array.slice(..).read_into(&mut room),
            array.slice(0).write(&1_i64),
            array.shape(),
            array.max_shape(),
            array.is_null(),
            array.len(),
            array.is_empty(),
            array.dtype(),
            array.storage_size(),
            array.chunk(),
            array.filters(),
            array.append(&[1_i64]),
            array.resize([4]),
            array.view::<i64>(),
            array.title(),
            array.path(),
            array.flush(),
            array.file().flush(),
            array.file().names(),
        );
    }
    closed!(attribute.dtype(), attribute.shape(), attribute.read::<String>(), attribute.write("x"), datatype.descriptor(), datatype.path());
    closed!(object.path(), object.is_same(&object));
    for (call, answer) in &answers {
        assert_eq!(*answer, Err(ErrorKind::Closed), "{call}");
    }
    assert!(answers.len() > 150);
    assert!(file.is_closed() && array.file().is_closed());
    assert_eq!((file.driver(), file.is_read_only(), attribute.name()), ("memory", false, "TITLE"));
    let _ = format!("{file:?} {file} {group:?} {group} {array:?} {array} {attribute:?} {datatype:?} {object:?}");
    assert_eq!(fs::read_dir(dir.path())?.count(), 0);
    file.clone().close()?; // as often as one likes
    file.close()?;
    Ok(())
}

/// Whichever handle is the last, the file is open until then and not after.
#[test]
fn the_last_handle_closes() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    let version = library::version()?;
    let access = if version < (1, 10, 7) || version == (1, 12, 0) {
        FileAccess::sec2()
    } else {
        FileAccess::sec2().locking(false, true) // a process that another test starts would go on holding the lock
    };
    for first in 0..5 {
        for reverse in [false, true] {
            let file = access.create(&path)?;
            populate(&file)?;
            let array = file.dataset("array")?;
            let attribute = array.attrs().open("TITLE")?;
            let group = file.create_group("g")?;
            let mut handles: Vec<Box<dyn Send>> =
                vec![Box::new(file.clone()), Box::new(file), Box::new(array), Box::new(attribute), Box::new(group)];
            handles.rotate_left(first);
            if reverse {
                handles.reverse();
            }
            while handles.len() > 1 {
                handles.pop();
                assert!(access.create(&path).is_err(), "it is open");
            }
            drop(handles);
            check(&access.open_rw(&path)?);
        }
    }
    Ok(())
}

#[test]
fn a_dataset_outlives_its_file_handle() -> Result<()> {
    let array = || -> Result<Dataset> {
        let file = File::in_memory()?;
        file.write("array", &[1, 2, 3])
    };
    let (one, two) = (array()?, array()?);
    one.slice(0).write(&7)?;
    assert_eq!((one.read::<Vec<i32>>()?, two.read::<Vec<i32>>()?), (vec![7, 2, 3], vec![1, 2, 3]));
    let file = one.file();
    file.attrs().set("again", &1)?;
    drop(one);
    let file = File::from_image(file.into_image()?).open()?;
    assert_eq!(file.dataset("array")?.read::<Vec<i32>>()?, [7, 2, 3]);
    Ok(())
}

#[test]
fn closing_among_readers() -> Result<()> {
    for _ in 0..20 {
        let file = File::in_memory()?;
        let array = file.write("array", &(0..1000).collect::<Vec<i32>>())?;
        let start = Barrier::new(4);
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    start.wait();
                    loop {
                        match array.read::<Vec<i32>>() {
                            Ok(values) => assert!(values.into_iter().eq(0..1000)),
                            Err(Error::Closed { .. }) => break,
                            Err(other) => panic!("{other:?}"),
                        }
                    }
                });
            }
            start.wait();
            file.clone().close().unwrap();
        });
    }
    Ok(())
}

/// Everything that changes a file, to fail at any point of it.
fn work(file: &File) -> Result<()> {
    populate(file)?;
    extend(file)?;
    file.flush()?;
    file.rename("array", "deep/array")?;
    file.remove("array2")?;
    for n in 0..20 {
        file.attrs().set(&format!("a{n}"), &vec![n; 100])?;
    }
    file.dataset("deep/chunked")?.append(&[[1_u8; 5]])?;
    file.flush()
}

/// Of the shelf, and named.
#[track_caller]
fn check_full(error: &Error) {
    let Error::Io(io) = error else { panic!("{error:?}") };
    assert_eq!(io.kind(), io::ErrorKind::StorageFull);
    assert_eq!(error.to_string(), "a shelf: the shelf is full");
}

#[test]
fn a_storage_that_fails_at_any_point() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let mut met = 0;
    for n in 0.. {
        let shelf = Shelf::default();
        shelf.fail_at(n);
        let file = match shelf.access().create("a shelf") {
            Ok(file) => file,
            Err(error) => {
                check_full(&error);
                continue;
            }
        };
        let outcome = work(&file);
        if shelf.state().changes <= n {
            outcome?;
            match file.close() {
                Ok(()) if shelf.state().changes <= n => break, // there was nothing left to fail
                Ok(()) => panic!("an error was lost"),
                Err(Returned { error, .. }) => check_full(&error),
            }
            continue;
        }
        met += 1;
        check_full(&outcome.expect_err("the work ends in a flush"));
        check_full(&file.flush().unwrap_err());
        check_full(&file.image().unwrap_err());
        check_full(&file.snapshot().unwrap_err());
        check_full(&file.save(dir.path().join("a.h5")).unwrap_err());
        check_full(&file.write("later", &1).map(drop).unwrap_err());
        let _ = (file.names(), file.dataset("array").and_then(|d| d.read::<Vec<i64>>())); // whatever they find
        let Returned { value: file, error } = file.close().unwrap_err();
        check_full(&error);
        assert!(!file.is_closed());
        let Returned { value: file, error } = file.into_image().unwrap_err();
        check_full(&error);
        assert_eq!(shelf.state().late, 0, "nothing is asked of it any more");
        drop(file);
        assert_eq!(shelf.state().late, 0);
    }
    assert!(met > 20, "{met}");
    assert_eq!(fs::read_dir(dir.path())?.count(), 0);
    extend(&File::in_memory()?)
}

#[test]
fn a_storage_that_panics_at_any_point() -> Result<()> {
    for n in 0.. {
        let shelf = Shelf::default();
        shelf.fail_at(n);
        shelf.state().panics = true;
        let caught = panic::catch_unwind(AssertUnwindSafe(|| {
            let file = shelf.access().create("a shelf").expect("no error");
            let worked = panic::catch_unwind(AssertUnwindSafe(|| work(&file).and_then(|()| Ok(file.clone().close()?))));
            (file, worked)
        }));
        let (payload, file) = match caught {
            Ok((_, Ok(worked))) => {
                worked?;
                assert!(shelf.state().changes <= n, "a panic was lost");
                break;
            }
            Ok((file, Err(payload))) => (payload, Some(file)),
            Err(payload) => (payload, None),
        };
        assert_eq!(payload.downcast_ref::<&str>(), Some(&"the shelf broke"));
        // in the very last step of closing, the file is closed all the same
        if let Some(file) = file.filter(|file| !file.is_closed()) {
            for error in [file.flush().unwrap_err(), file.image().unwrap_err(), file.close().unwrap_err().into()] {
                assert!(matches!(&error, Error::Io(_)) && error.to_string().contains("panicked"), "{error:?}");
            }
        }
        check_extended_in_memory()?; // the library goes on
    }
    Ok(())
}

fn check_extended_in_memory() -> Result<()> {
    let file = File::in_memory()?;
    populate(&file)?;
    extend(&file)?;
    check_extended(&file);
    Ok(())
}

/// Runs a scenario below in a process of its own, which must end well.
#[track_caller]
fn run(name: &str, dir: &Path) {
    let output = process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "scenario", "--nocapture", "--test-threads=1"])
        .env("SCENARIO", name)
        .env("SCENARIO_DIR", dir)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{name}: {}\n{}{}", output.status, text(&output.stdout), text(&output.stderr));
    let printed = text(&output.stderr);
    assert!(!printed.contains("HDF5"), "{printed}"); // the library prints nothing
}

static FILES: OnceLock<Vec<File>> = OnceLock::new();

/// Not a test by itself: what the tests below run.
#[test]
fn scenario() -> Result<()> {
    let (Ok(name), Some(dir)) = (std::env::var("SCENARIO"), std::env::var_os("SCENARIO_DIR")) else { return Ok(()) };
    let path = Path::new(&dir).join("a.h5");
    let filled = |access: FileAccess| {
        let file = access.create(&path)?;
        populate(&file)?;
        extend(&file)?;
        Ok::<_, Error>(file)
    };
    let disk = || -> Result<FileAccess> {
        let file = fs::OpenOptions::new().read(true).write(true).create(true).truncate(true).open(&path)?;
        Ok(FileAccess::storage(ReadWriteStorage::new(file)?))
    };
    match &*name {
        "static" => FILES.set(vec![filled(FileAccess::sec2())?]).unwrap(),
        "static core" => FILES.set(vec![filled(FileAccess::core(true))?]).unwrap(),
        "static storage" => FILES.set(vec![filled(disk()?)?]).unwrap(),
        "leaked" => {
            let file = filled(FileAccess::sec2())?;
            mem::forget((file.dataset("array")?, file.attrs().open("testattr")?, file));
        }
        "leaked dataset" => mem::forget(filled(FileAccess::stdio())?.dataset("array")?),
        "process::exit" => {
            let file = filled(FileAccess::sec2())?;
            let _array = file.dataset("array")?;
            process::exit(0);
        }
        "H5dont_atexit" => {
            let lock = hdf5_ffi::lock();
            // SAFETY: the lock is held
            assert_eq!(unsafe { hdf5_ffi::H5dont_atexit() }, 0);
            drop(lock);
            FILES.set(vec![filled(FileAccess::sec2())?]).unwrap();
        }
        "opened before" => {
            let lock = hdf5_ffi::lock();
            // SAFETY: the lock is held
            assert_eq!(unsafe { hdf5_ffi::H5open() }, 0);
            drop(lock);
            FILES.set(vec![filled(FileAccess::sec2())?]).unwrap();
        }
        "lock held at first" => {
            let (held, start) = (Barrier::new(2), hdf5_ffi::lock());
            thread::scope(|scope| {
                let other = scope.spawn(|| {
                    held.wait();
                    check_extended_in_memory()
                });
                held.wait();
                check_extended_in_memory()?; // while the other waits, or is about to
                drop(start);
                other.join().unwrap()
            })?;
            let _ = filled(FileAccess::sec2())?;
        }
        "failed storage" => {
            let shelf = Shelf::default();
            let file = shelf.access().create("a shelf")?;
            shelf.fail_at(3);
            extend(&file).and_then(|()| file.flush()).unwrap_err();
            FILES.set(vec![file]).unwrap();
        }
        "full sec2" => full(FileAccess::sec2(), &path)?,
        "full stdio" => full(FileAccess::stdio(), &path)?,
        "full core" => full(FileAccess::core(true), &path)?,
        "full core, tracked" => full(FileAccess::core(true).write_tracking(512), &path)?,
        "stays full sec2" => stays_full(FileAccess::sec2(), &path)?,
        "stays full stdio" => stays_full(FileAccess::stdio(), &path)?,
        "stays full core" => stays_full(FileAccess::core(true), &path)?,
        other => panic!("{other}"),
    }
    Ok(())
}

/// How many bytes a file of this process may have.
fn limit(bytes: u64) {
    let limit = libc::rlimit { rlim_cur: bytes, rlim_max: libc::RLIM_INFINITY };
    // SAFETY: the structure is whole; what is past the limit fails instead of ending the process
    unsafe {
        libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
        assert_eq!(libc::setrlimit(libc::RLIMIT_FSIZE, &raw const limit), 0);
    }
}

/// The disk is full amidst the work; later it is not.
fn full(access: FileAccess, path: &Path) -> Result<()> {
    let check_full = |error: &Error| {
        match error {
            Error::Io(io) => assert_eq!(io.kind(), io::ErrorKind::FileTooLarge),
            other => panic!("{other:?}"),
        }
        assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
    };
    let file = access.create(path)?;
    populate(&file)?;
    file.flush()?;
    limit(200_000);
    let written = extend(&file);
    let Err(Returned { value: file, error }) = file.close() else {
        // where data goes to the disk at once, the write has said it, and the rest is as it was
        check_full(&written.expect_err("somebody has to say it"));
        let file = access.open(path)?;
        check(&file);
        assert!(!file.contains("array2")?);
        return Ok(());
    };
    if let Err(error) = written {
        check_full(&error);
    }
    check_full(&error);
    assert!(!file.is_closed());
    check_full(&file.flush().unwrap_err());
    check_full(&file.clone().close().unwrap_err().error);
    check_extended(&file);
    limit(libc::RLIM_INFINITY);
    let elsewhere = path.with_extension("saved");
    if file.driver() == "core" {
        file.attrs().set("later", &1)?;
        check_extended(&file.snapshot()?);
        file.save(&elsewhere)?; // all of it is in memory
        let saved = File::open(&elsewhere)?;
        check_extended(&saved);
        assert_eq!(saved.attrs().get::<i32>("later")?, 1);
    } else {
        check_full(&file.save(&elsewhere).unwrap_err());
        assert!(!elsewhere.exists());
    }
    check_full(&file.close().unwrap_err().error); // what was lost on the way to the disk is not tried again
    Ok(())
}

fn stays_full(access: FileAccess, path: &Path) -> Result<()> {
    let files = ["one", "two", "three"].map(|name| {
        let file = access.create(path.with_file_name(name)).unwrap();
        populate(&file).unwrap();
        file
    });
    limit(3000);
    for file in &files {
        let _ = extend(file); // data may or may not have to wait
        for n in 0..100 {
            let _ = file.attrs().set(&format!("a{n}"), &[n; 100]);
        }
    }
    let [dropped, closed, kept] = files;
    drop(dropped);
    closed.close().unwrap_err();
    FILES.set(vec![kept]).unwrap();
    Ok(())
}

#[test]
fn what_is_left_open_is_written_at_exit() {
    for name in ["static", "static core", "static storage", "leaked", "leaked dataset", "process::exit", "H5dont_atexit", "opened before"] {
        let dir = tempfile::tempdir().unwrap();
        run(name, dir.path());
        let file = File::open_rw(dir.path().join("a.h5")).unwrap_or_else(|error| panic!("{name}: {error}"));
        check_extended(&file);
    }
}

#[test]
fn the_first_use_waits_for_nobody() {
    for _ in 0..10 {
        let dir = tempfile::tempdir().unwrap();
        run("lock held at first", dir.path());
    }
}

#[test]
fn a_failed_file_does_not_hurt_at_exit() {
    run("failed storage", tempfile::tempdir().unwrap().path());
}

#[test]
fn a_full_disk_under_sec2() {
    run("full sec2", tempfile::tempdir().unwrap().path());
}

#[test]
fn a_full_disk_under_stdio() {
    run("full stdio", tempfile::tempdir().unwrap().path());
}

#[test]
fn a_full_disk_under_core() {
    run("full core", tempfile::tempdir().unwrap().path());
    run("full core, tracked", tempfile::tempdir().unwrap().path());
}

/// Nothing can be written to the end.
#[test]
fn a_disk_that_stays_full() {
    for name in ["stays full sec2", "stays full stdio", "stays full core"] {
        run(name, tempfile::tempdir().unwrap().path());
    }
}
