//! Files on disk that somebody has locked: they stay as they are, and the error says that they are locked.
#![cfg(unix)]
mod sample;

use h5mem::{ErrorKind, File, FileAccess, FileCreate, FileSpaceStrategy, LibVer, LogFlags, Result, SharedMessages};
use sample::{check, check_extended, extend, kind, populate};
use std::{
    env, fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// One test at a time: a child has the descriptors that libhdf5 opens, and with them the locks, of whatever test runs when it is started.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A way to have a file on disk: its name, and what it goes by in messages.
struct Way {
    name: &'static str,
    access: FileAccess,
    file: &'static str,
}

fn ways(dir: &Path) -> Vec<Way> {
    let way = |name, access| Way { name, access, file: "a.h5" };
    let mut ways = vec![
        way("sec2", FileAccess::sec2()),
        way("stdio", FileAccess::stdio()),
        way("core", FileAccess::core(true)),
        way("core, tracked", FileAccess::core(true).write_tracking(512)),
        way("log", FileAccess::log(dir.join("log"), LogFlags::COUNTS, 0)),
        Way { file: "part%d.h5", ..way("family", FileAccess::family(300_000, FileAccess::sec2())) },
        Way { file: "part%03d.h5", ..way("family, numbers with zeros", FileAccess::family(300_000, FileAccess::stdio())) },
        way("split", FileAccess::split("-m.h5", FileAccess::sec2(), "-r.h5", FileAccess::sec2())),
        way("split, with names", FileAccess::split("%s.meta", FileAccess::stdio(), "%s.raw", FileAccess::sec2())),
        way("multi", FileAccess::multi(false)),
        way("direct", FileAccess::direct(0, 0, 0)),
    ];
    ways.retain(|way| way.access.create(dir.join(way.file)).map_err(|error| error.kind()).err() != Some(ErrorKind::Unsupported));
    ways
}

/// The files of a folder and their bytes.
fn content(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let paths = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).filter(|path| !path.ends_with("log"));
    let mut content: Vec<_> = paths.map(|path| (path.clone(), fs::read(&path).unwrap())).collect();
    content.sort();
    content
}

#[test]
fn what_is_locked_is_not_emptied() -> Result<()> {
    let _alone = alone();
    let probe = tempfile::tempdir()?;
    for Way { name, access, file: path } in ways(probe.path()) {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join(path);
        let Ok(file) = access.create(&path) else { continue };
        populate(&file)?;
        extend(&file)?;
        file.close()?;
        let before = content(dir.path());
        for (held, _) in &before {
            for shared in [false, true] {
                let holder = fs::OpenOptions::new().read(true).write(true).open(held)?;
                if shared {
                    holder.lock_shared()?;
                } else {
                    holder.lock()?;
                }
                let attempts = [
                    ("create", access.create(&path)),
                    ("create with", access.create_with(&path, FileCreate::new().userblock(512))),
                    ("append", access.append(&path)),
                    ("open_rw", access.open_rw(&path)),
                ];
                for (verb, attempt) in attempts {
                    let error = attempt.map(drop).expect_err(verb);
                    assert_eq!(error.kind(), ErrorKind::Locked, "{verb} on {name}: {error:?}");
                    assert!(error.to_string().contains("locked"), "{error}");
                }
                assert!(content(dir.path()) == before, "{name}: changed while {} was locked", held.display());
                drop(holder);
            }
        }
        check_extended(&access.open(&path)?);
        populate(&access.create(&path)?)?;
        check(&access.open(&path)?);
    }
    Ok(())
}

/// A file that is open on one driver is locked for the others, in this process too.
#[test]
fn what_this_process_has_open_is_not_emptied() -> Result<()> {
    let _alone = alone();
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    for (holder, other) in [(FileAccess::sec2(), FileAccess::stdio()), (FileAccess::core(true), FileAccess::sec2())] {
        let file = holder.create(&path)?;
        populate(&file)?;
        file.flush()?;
        for access in [&holder, &other] {
            assert_eq!(kind(access.create(&path)), ErrorKind::Locked);
        }
        assert_eq!(kind(other.open(&path)), ErrorKind::Locked);
        assert_eq!(kind(other.create_new(&path)), ErrorKind::AlreadyExists);
        FileAccess::memory().create(&path)?.close()?; // whose path is but a name
        extend(&file)?;
        file.close()?;
        let reader = holder.open(&path)?;
        assert_eq!(kind(other.create(&path)), ErrorKind::Locked);
        check_extended(&other.open(&path)?);
        check_extended(&reader);
    }
    Ok(())
}

#[test]
fn locks_are_not_looked_at_where_they_are_not_wanted() -> Result<()> {
    let _alone = alone();
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    let heedless = FileAccess::sec2().locking(false, false);
    match heedless.create(&path) {
        Err(error) => assert_eq!(error.kind(), ErrorKind::Unsupported), // libhdf5 1.10.6
        Ok(file) => {
            file.close()?;
            let holder = fs::File::open(&path)?;
            holder.lock()?;
            assert_eq!(kind(FileAccess::sec2().create(&path)), ErrorKind::Locked);
            populate(&heedless.create(&path)?)?;
            check(&heedless.open(&path)?);
        }
    }
    Ok(())
}

/// A child that runs `scenario` with this name, and with this word on locks in its environment.
fn start(name: &str, path: &Path, locking: &str) -> Child {
    let mut child = Command::new(env::current_exe().unwrap());
    child.args(["--exact", "scenario", "--nocapture"]).env("SCENARIO", name).env("SCENARIO_FILE", path);
    child.env("HDF5_USE_FILE_LOCKING", locking).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Not a test by itself: what the children run.
#[test]
fn scenario() -> Result<()> {
    let (Ok(name), Some(path)) = (env::var("SCENARIO"), env::var_os("SCENARIO_FILE")) else { return Ok(()) };
    match &*name {
        "hold" => {
            let file = File::create(&path)?;
            populate(&file)?;
            file.flush()?;
            println!("ready");
            std::io::stdin().read_to_end(&mut Vec::new())?; // until the parent closes it
            extend(&file)?;
            file.close()?;
        }
        "refused" => assert_eq!(kind(File::create(&path)), ErrorKind::Locked),
        "heedless" => populate(&File::create(&path)?)?,
        other => panic!("{other}"),
    }
    Ok(())
}

#[test]
fn another_process_keeps_its_file() -> Result<()> {
    let _alone = alone();
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    let mut holder = start("hold", &path, "TRUE");
    let mut said = Vec::new();
    while !String::from_utf8_lossy(&said).contains("ready") {
        let mut byte = [0];
        holder.stdout.as_mut().unwrap().read_exact(&mut byte).expect("the holder says when it is ready");
        said.extend(byte);
    }
    let refused = [File::create(&path), File::append(&path), File::open(&path)].map(kind);
    drop(holder.stdin.take());
    assert!(holder.wait().unwrap().success());
    assert_eq!(refused, [ErrorKind::Locked; 3]);
    check_extended(&File::open(&path)?);
    Ok(())
}

#[test]
fn the_environment_switches_locks_on_and_off() -> Result<()> {
    let _alone = alone();
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    File::create(&path)?.close()?;
    let holder = fs::File::open(&path)?;
    holder.lock()?;
    let mut words = vec![("refused", "TRUE"), ("refused", ""), ("heedless", "FALSE")];
    if h5mem::library::version()? >= (1, 10, 7) && h5mem::library::version()? != (1, 12, 0) {
        words.extend([("refused", "1"), ("refused", "BEST_EFFORT"), ("heedless", "0")]);
    }
    for (name, word) in words {
        assert!(start(name, &path, word).wait()?.success(), "{name} with {word:?}");
    }
    Ok(())
}

/// A file that takes another's place is the one that would have been made in none's, whatever it is made with.
#[test]
fn a_file_in_the_place_of_another_is_as_any() -> Result<()> {
    let _alone = alone();
    let probe = tempfile::tempdir()?;
    let all = [
        FileCreate::new(),
        FileCreate::new().track_order(true).userblock(1024),
        FileCreate::new().file_space(FileSpaceStrategy::Paged, true, 1).page_size(8192),
        FileCreate::new().sizes(4, 4).group_index(20, 6).chunk_index(40),
        FileCreate::new().share(SharedMessages::all(30)).shared_phase_change(30, 20),
    ];
    let of_parts = ["family", "split", "multi"]; // which libhdf5 creates over others itself
    for Way { name, access, file: path } in ways(probe.path()).into_iter().filter(|way| !of_parts.iter().any(|of| way.name.starts_with(of)))
    {
        let bounds = [LibVer::Earliest, LibVer::V18, LibVer::Latest];
        for (low, create) in bounds.iter().flat_map(|low| all.iter().map(move |create| (*low, create))) {
            let (new, dir) = (tempfile::tempdir()?, tempfile::tempdir()?);
            let access = access.clone().libver(low, LibVer::Latest);
            let Ok(new) = access.create_with(new.path().join(path), create.clone()) else { continue };
            let there = access.create(dir.path().join(path))?;
            extend(&there)?;
            there.close()?;
            let path = dir.path().join(path);
            let file = access.create_with(&path, create.clone())?;
            assert!(file.is_empty()? && !file.is_read_only(), "{name}");
            assert_eq!(file.create_props()?, new.create_props()?, "{name}, {low:?}");
            for file in [&file, &new] {
                populate(file)?;
                file.flush()?;
            }
            assert_eq!(file.size()?, new.size()?, "{name}, {low:?}: {create:?}");
            assert_eq!(file.info()?, new.info()?, "{name}, {low:?}: {create:?}");
            file.close()?;
            check(&access.open(&path)?);
        }
    }
    assert_eq!(File::in_memory()?.create_props()?.userblock, 0, "libhdf5's own defaults are as they were");
    Ok(())
}
