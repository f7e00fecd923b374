//! How files are opened: drivers of several files, settings and what is read back of them.
use h5mem::{CreationOrder, ErrorKind, File, FileAccess, FileCreate, LogFlags, Result};

fn kind<T: std::fmt::Debug>(result: Result<T>) -> ErrorKind {
    result.expect_err("must fail").kind()
}

fn spread() -> [(&'static str, FileAccess, &'static str); 3] {
    [
        ("family", FileAccess::family(8192, FileAccess::sec2()), "f-%d.h5"),
        ("split", FileAccess::split("-meta.h5", FileAccess::sec2(), "-raw.h5", FileAccess::sec2()), "s"),
        ("multi", FileAccess::multi(true), "m"),
    ]
}

#[test]
fn a_file_may_be_spread_over_several() -> Result<()> {
    let data: Vec<f64> = (0..5_000).map(f64::from).collect();
    for (name, access, path) in spread() {
        let dir = tempfile::tempdir().map_err(h5mem::Error::from)?;
        let path = dir.path().join(path);
        assert_eq!(kind(access.open(&path)), ErrorKind::NotFound, "{name}");
        let file = access.create(&path)?;
        assert_eq!(file.driver(), name);
        file.write("x", &data)?;
        file.close()?;
        assert!(std::fs::read_dir(dir.path())?.count() > 1, "{name}");
        assert!(access.create_new(&path).is_err(), "{name}");
        let file = access.append(&path)?;
        assert_eq!(file.dataset("x")?.read::<Vec<f64>>()?, data, "{name}");
        // an image of them is not to be had, and the message names the driver
        let error = file.image().expect_err("several files");
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{name}");
        assert!(error.to_string().contains(name), "{error}");
        let file = file.into_image().expect_err("several files").value;
        assert_eq!(file.dataset("x")?.len()?, 5_000, "{name}");
        file.close()?;
        assert_eq!(access.open(&path)?.dataset("x")?.read::<Vec<f64>>()?, data, "{name}");
    }
    Ok(())
}

#[test]
fn pieces_are_opened_by_the_librarys_own_drivers() {
    let inner = FileAccess::family(1 << 20, FileAccess::memory());
    assert_eq!(kind(inner.create("never made %d.h5")), ErrorKind::Unsupported);
}

#[test]
fn a_log_tells_what_happens_to_a_file() -> Result<()> {
    let dir = tempfile::tempdir().map_err(h5mem::Error::from)?;
    let (path, log) = (dir.path().join("x.h5"), dir.path().join("log"));
    let file = FileAccess::log(&log, LogFlags::LOCATIONS | LogFlags::COUNTS, 0).create(&path)?;
    file.write("x", &[1, 2, 3])?;
    assert_eq!(file.driver(), "log");
    let image = file.image()?;
    file.close()?;
    assert!(std::fs::read_to_string(&log)?.contains("ritten"), "{}", std::fs::read_to_string(&log)?);
    assert_eq!(File::from_image(image).open()?.dataset("x")?.read::<Vec<i32>>()?, [1, 2, 3]);
    assert_eq!(File::open(&path)?.dataset("x")?.read::<Vec<i32>>()?, [1, 2, 3]);
    Ok(())
}

/// libhdf5 would count past the end of its buffer.
#[test]
fn a_log_of_everything_is_of_files_longer_than_its_buffer() -> Result<()> {
    let dir = tempfile::tempdir().map_err(h5mem::Error::from)?;
    let file = FileAccess::log(dir.path().join("log"), LogFlags::ALL, 100).create(dir.path().join("x.h5"))?;
    file.write("x", &vec![1i64; 100_000])?;
    assert_eq!(file.dataset("x")?.slice(99_999).read::<i64>()?, 1);
    file.close().map_err(|refused| refused.error)
}

#[test]
fn a_file_tells_of_itself() -> Result<()> {
    let create = FileCreate::new().userblock(1024).track_order(true);
    let file = FileAccess::memory().create_with("x", create)?;
    let props = file.create_props()?;
    assert_eq!((props.userblock, props.root.link_order, props.root.attr_order), (1024, CreationOrder::Indexed, CreationOrder::Indexed));
    let info = file.info()?;
    assert!(info.superblock_version >= 2 && info.superblock_size > 0, "{info:?}");
    let before = info.free_space;
    file.write("x", &vec![0u8; 100_000])?;
    file.remove("x")?;
    assert!(file.info()?.free_space >= before, "what was removed is free, or gone from the end");
    file.clone().close()?;
    assert_eq!(kind(file.info()), ErrorKind::Closed);
    Ok(())
}

#[test]
fn a_signature_makes_an_hdf5_file() -> Result<()> {
    let dir = tempfile::tempdir().map_err(h5mem::Error::from)?;
    for (name, bytes, is) in [("empty", vec![], false), ("text", vec![b'x'; 100_000], false)] {
        std::fs::write(dir.path().join(name), bytes)?;
        assert_eq!(File::is_hdf5(dir.path().join(name))?, is, "{name}");
    }
    let file = FileAccess::sec2().create_with(dir.path().join("user block"), FileCreate::new().userblock(65_536 * 2))?;
    file.close()?;
    assert!(File::is_hdf5(dir.path().join("user block"))?);
    assert_eq!(kind(File::is_hdf5(dir.path().join("none"))), ErrorKind::NotFound);
    Ok(())
}

#[test]
fn bytes_tell_whether_they_are_a_file() -> Result<()> {
    let plain = File::in_memory()?.into_image()?;
    let user_block = FileAccess::memory().create_with("x", FileCreate::new().userblock(2048))?.into_image()?;
    for (bytes, is) in [(&plain[..], true), (&user_block, true), (&user_block[512..], false), (b"", false), (&plain[1..], false)] {
        assert_eq!(File::is_hdf5_image(bytes), is);
    }
    assert!(File::is_hdf5_image(&plain[..8]), "not whole, but one");
    Ok(())
}

#[test]
fn the_direct_driver_is_there_where_it_was_built() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let access = FileAccess::direct(0, 0, 0);
    match access.create(dir.path().join("x.h5")) {
        Ok(file) => {
            assert_eq!(file.driver(), "direct");
            file.write("x", &[1, 2, 3])?;
            file.close()?;
            assert_eq!(File::open(dir.path().join("x.h5"))?.dataset("x")?.read::<Vec<i32>>()?, [1, 2, 3]);
        }
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Unsupported);
            assert!(error.to_string().contains("built"), "{error}");
        }
    }
    assert_eq!(access, FileAccess::direct(0, 0, 0));
    assert_ne!(access, FileAccess::direct(512, 4096, 0));
    Ok(())
}

#[test]
fn the_library_tells_of_itself() -> Result<()> {
    let (major, minor, release) = h5mem::library::version()?;
    assert!((major, minor, release) >= (1, 10, 4));
    h5mem::library::is_threadsafe()?;
    h5mem::library::garbage_collect()
}
