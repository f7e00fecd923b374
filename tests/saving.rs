//! Files that are saved where a file is: their own, or one that somebody has open.
mod sample;

use h5mem::{ErrorKind, File, FileAccess, LogFlags, Result};
use sample::{check, check_extended, extend, kind, populate};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The drivers that have one file on disk, by a name for messages.
fn on_disk(dir: &Path) -> Vec<(&'static str, FileAccess)> {
    let mut drivers = vec![
        ("sec2", FileAccess::sec2()),
        ("stdio", FileAccess::stdio()),
        ("core", FileAccess::core(true)),
        ("core, tracked", FileAccess::core(true).write_tracking(512)),
        ("log", FileAccess::log(dir.join("log"), LogFlags::COUNTS, 0)),
        ("direct", FileAccess::direct(0, 0, 0)),
    ];
    drivers.retain(|(_, access)| access.create(dir.join("probe.h5")).is_ok());
    drivers
}

/// Other ways to say a path.
fn aliases(path: &Path) -> Vec<PathBuf> {
    let (folder, name) = (path.parent().unwrap(), path.file_name().unwrap());
    let mut aliases = vec![path.to_owned(), folder.join(".").join(name), folder.join("..").join(folder.file_name().unwrap()).join(name)];
    let mut relative = PathBuf::new();
    std::env::current_dir().unwrap().ancestors().skip(1).for_each(|_| relative.push(".."));
    relative.extend(path.components().skip(1)); // without the root
    aliases.push(relative);
    #[cfg(unix)]
    {
        let (link, hard) = (folder.join("symlink"), folder.join("hard link"));
        std::os::unix::fs::symlink(name, &link).unwrap();
        fs::hard_link(path, &hard).unwrap();
        aliases.extend([link, hard]);
    }
    aliases
}

#[test]
fn a_file_saved_where_it_is_goes_on_there() -> Result<()> {
    let dir = tempfile::tempdir()?;
    for (name, access) in on_disk(dir.path()) {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join("a.h5");
        let file = access.create(&path)?;
        for alias in aliases(&path) {
            file.save(&alias)?;
        }
        populate(&file)?;
        file.save(&path)?;
        let before = fs::read(&path)?;
        assert!(before.windows(5).any(|window| window == b"Array"), "{name}: what was written is there");
        extend(&file)?;
        let listed = fs::read_dir(dir.path())?.count();
        for alias in aliases_of_saved(dir.path(), &path) {
            file.save(&alias)?;
        }
        assert_eq!(fs::read_dir(dir.path())?.count(), listed, "{name}: no other file");
        file.attrs().set("later", &1)?;
        file.close()?;
        let file = File::open(&path)?;
        check_extended(&file);
        assert_eq!(file.attrs().get::<i32>("later")?, 1, "{name}");
        // open for reading, it has nothing to save
        let bytes = fs::read(&path)?;
        file.save(&path)?;
        assert!(fs::read(&path)? == bytes);
        file.close()?;
        // and elsewhere it is a file of its own
        let (file, copy) = (access.open_rw(&path)?, dir.path().join("copy.h5"));
        file.save(&copy)?;
        file.attrs().set("later", &2)?;
        let copy = File::open(&copy)?;
        check_extended(&copy);
        assert_eq!(copy.attrs().get::<i32>("later")?, 1, "{name}");
        file.close()?;
        assert_eq!(File::open(&path)?.attrs().get::<i32>("later")?, 2, "{name}");
    }
    Ok(())
}

/// Those that `aliases` has made.
fn aliases_of_saved(folder: &Path, path: &Path) -> Vec<PathBuf> {
    [path.to_owned(), folder.join("symlink"), folder.join("hard link")].into_iter().filter(|alias| alias.exists()).collect()
}

/// Two handles on one file: saved by the one, changed by the other.
#[test]
fn a_file_that_is_open_twice_is_saved_where_it_is() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    let first = File::create(&path)?;
    let second = File::open_rw(&path)?;
    populate(&second)?;
    first.save(&path)?;
    extend(&second)?;
    second.save(&path)?;
    drop(first);
    second.close()?;
    check_extended(&File::open(&path)?);
    Ok(())
}

/// Without a backing store the path is another file's: it is replaced, and what is written later stays in memory.
#[test]
fn core_without_a_backing_store_replaces_what_it_was_loaded_from() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    populate(&File::create(&path)?)?;
    for access in [FileAccess::core(false), FileAccess::memory()] {
        let file = access.open_rw(&path)?;
        file.attrs().set("of", file.driver())?;
        file.save(&path)?;
        file.attrs().set("of", "later")?;
        let saved = File::open(&path)?;
        check(&saved);
        assert_eq!(saved.attrs().get::<String>("of")?, file.driver());
        file.close()?;
    }
    Ok(())
}

#[test]
fn what_another_has_open_is_not_replaced() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    let mut holders = vec![FileAccess::sec2(), FileAccess::stdio(), FileAccess::core(true)];
    if h5mem::library::version()? >= (1, 10, 7) && h5mem::library::version()? != (1, 12, 0) {
        holders.push(FileAccess::sec2().locking(false, false)); // this process knows of it all the same
    }
    let new = File::in_memory()?;
    populate(&new)?;
    for holder in holders {
        let file = holder.create(&path)?;
        populate(&file)?;
        file.flush()?;
        assert_eq!(kind(new.save(&path)), ErrorKind::Locked);
        extend(&file)?;
        file.close()?;
        check_extended(&holder.open(&path)?);
        // who only reads goes on reading what there was
        let reader = holder.open(&path)?;
        new.save(&path)?;
        check_extended(&reader);
        check(&holder.open(&path)?);
    }
    #[cfg(target_os = "linux")]
    {
        let held = fs::File::open(&path)?;
        held.lock()?;
        let before = fs::read(&path)?;
        for access in [FileAccess::memory(), FileAccess::core(false), FileAccess::stdio()] {
            let file = access.create(dir.path().join("b.h5"))?;
            extend(&file)?;
            assert_eq!(kind(file.save(&path)), ErrorKind::Locked);
            file.close()?;
        }
        assert!(fs::read(&path)? == before);
        held.unlock()?;
    }
    new.save(&path)?;
    Ok(())
}

/// Files of which nothing is written out but their bytes: layers of a snapshot, images that are not changed, user blocks, storages.
#[test]
fn saved_bytes_are_those_of_the_image() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    let file = FileAccess::memory().create_with("x", h5mem::FileCreate::new().userblock(2048))?;
    populate(&file)?;
    let snapshot = file.snapshot()?;
    extend(&snapshot)?;
    file.remove("array")?;
    let shelf = sample::Shelf::default().access().create("shelf")?;
    populate(&shelf)?;
    let core = FileAccess::core(false).create_with("core", h5mem::FileCreate::new().userblock(512))?;
    extend(&core)?;
    let image = snapshot.image()?;
    let open = File::from_image(image.clone()).open()?;
    let rewritten = File::from_image(image).open_rw()?;
    rewritten.attrs().set("later", &1)?;
    for (n, file) in [file, snapshot, shelf, core, open, rewritten].iter().enumerate() {
        for _ in 0..2 {
            file.save(&path)?;
            assert!(fs::read(&path)? == *file.image()?, "{n}");
        }
        if !file.is_read_only() {
            file.attrs().set("more", &[0.5; 100])?; // and it goes on
            file.save(&path)?;
            assert!(fs::read(&path)? == *file.image()?, "{n}");
        }
    }
    // bytes that are marked as open, and more than there are
    let disk = dir.path().join("open.h5");
    let create = h5mem::FileCreate::new().userblock(1024);
    let open = FileAccess::sec2().libver(h5mem::LibVer::V110, h5mem::LibVer::Latest).create_with(&disk, create)?;
    populate(&open)?;
    open.flush()?;
    let mut marked = fs::read(&disk)?;
    assert_eq!(marked[1024 + 11], 1);
    marked.extend([7; 100]);
    let file = File::from_image(marked).open()?;
    file.save(&path)?;
    let saved = fs::read(&path)?;
    assert!(saved == *open.image()? && saved == *file.image()? && saved[1024 + 11] == 0);
    Ok(())
}
