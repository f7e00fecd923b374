//! Data in other files: which of them a file may open, and which one from bytes may.
use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex},
};

use h5mem::{Axis, DatasetAccess, Error, ErrorKind, Extent, ExternalLinks, File, FileAccess, Image, ReadStorage, Result, VirtualSource};
use tempfile::TempDir;

#[track_caller]
fn denied<T: std::fmt::Debug>(result: Result<T>, file: &Path) {
    match result.expect_err("must fail") {
        error @ Error::DeniedData { .. } => {
            assert_eq!(error.kind(), ErrorKind::Denied);
            assert!(error.to_string().contains(file.to_str().unwrap()), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

/// A folder with a secret, and a path in it where nothing is yet.
fn folder() -> Result<(TempDir, std::path::PathBuf, std::path::PathBuf)> {
    let dir = tempfile::tempdir()?;
    let (secret, new) = (dir.path().join("secret"), dir.path().join("new"));
    fs::write(&secret, b"secretly")?;
    Ok((dir, secret, new))
}

/// An image whose datasets name the files as their own data, and show what those do.
fn image(secret: &Path, new: &Path) -> Result<Image> {
    let file = File::in_memory()?;
    file.new_dataset("data").shape([8]).external(secret, 0, 8).create::<u8>()?;
    file.new_dataset("new").shape([8]).external(new, 0, 8).create::<u8>()?;
    file.new_dataset("shown").shape([8]).virtual_from(.., VirtualSource::same_file("data", 8)).create::<u8>()?;
    file.new_dataset("shown twice").shape([8]).virtual_from(.., VirtualSource::same_file("shown", 8)).create::<u8>()?;
    let blocks = Axis::Blocks { start: 0, stride: 8, count: None, block: 8 };
    let many = VirtualSource::same_file("part%b", 8);
    file.new_dataset("many").shape([8]).max_shape([Extent::UNLIMITED]).virtual_from(blocks, many).create::<u8>()?;
    file.link_soft("part0", "/data")?;
    file.write("own", &[1u8, 2])?;
    file.new_dataset("harmless").shape([2]).virtual_from(.., VirtualSource::same_file("own", 2)).create::<u8>()?;
    // who named the files may use them
    assert_eq!(file.dataset("data")?.read::<Vec<u8>>()?, b"secretly");
    assert_eq!(file.snapshot()?.dataset("data")?.read::<Vec<u8>>()?, b"secretly");
    file.into_image().map_err(Error::from)
}

#[test]
fn an_image_opens_no_file() -> Result<()> {
    let (_dir, secret, new) = folder()?;
    let image = image(&secret, &new)?;
    let storage = FileAccess::storage(ReadStorage::new(std::io::Cursor::new(image.to_vec()))?);
    for file in [File::from_image(image.clone()).open()?, File::from_image(image.clone()).open_rw()?, storage.open("x")?] {
        for name in ["data", "shown", "shown twice", "many"] {
            let data = file.dataset(name)?;
            for _ in 0..2 {
                denied(data.read::<Vec<u8>>(), &secret);
                denied(data.slice(1..3).read::<Vec<u8>>(), &secret);
                denied(data.read_into(&mut [0u8; 8]), &secret);
            }
        }
        denied(file.dataset("new")?.read::<Vec<u8>>(), &new);
        assert_eq!(file.dataset("data")?.external_files()?[0].path, secret.to_str().unwrap());
        assert_eq!(file.dataset("own")?.read::<Vec<u8>>()?, [1, 2]);
        assert_eq!(file.dataset("harmless")?.read::<Vec<u8>>()?, [1, 2]);
    }
    let file = File::from_image(image.clone()).open_rw()?;
    denied(file.dataset("new")?.write(b"not here"), &new);
    denied(file.dataset("shown")?.write(b"not here"), &secret);
    denied(file.dataset("data")?.slice(2).write(&0u8), &secret);
    assert!(!new.exists());
    assert_eq!(fs::read(&secret)?, b"secretly");
    // nor where it is mounted in a file that may
    let all = File::in_memory()?;
    all.create_group("inner")?;
    let mounted = File::from_image(image).open()?;
    let _mount = all.mount("inner", &mounted)?;
    denied(all.dataset("inner/data")?.read::<Vec<u8>>(), &secret);
    Ok(())
}

#[test]
fn an_image_opens_what_it_is_let() -> Result<()> {
    let (dir, secret, new) = folder()?;
    let image = image(&secret, &new)?;
    let open = |links| File::from_image(image.clone()).access(FileAccess::memory().external_links(links)).open_rw();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&asked);
    let these = ExternalLinks::allow_if(move |path| {
        record.lock().unwrap().push(path.to_owned());
        true
    });
    for links in [ExternalLinks::allow(), ExternalLinks::within([dir.path()]), these] {
        let file = open(links)?;
        for name in ["data", "shown", "shown twice", "many"] {
            assert_eq!(file.dataset(name)?.read::<Vec<u8>>()?, b"secretly", "{name}");
        }
        file.dataset("new")?.write(b"new here")?;
        file.flush()?;
        assert_eq!(fs::read(&new)?, b"new here");
        fs::remove_file(&new)?;
    }
    let (secret, new) = (fs::canonicalize(&secret)?, dir.path().canonicalize()?.join("new"));
    assert!(asked.lock().unwrap().iter().all(|path| *path == secret || *path == new), "{asked:?}");
    let elsewhere = tempfile::tempdir()?;
    for links in [ExternalLinks::deny(), ExternalLinks::within([elsewhere.path()]), ExternalLinks::allow_if(|_| false)] {
        let file = open(links)?;
        denied(file.dataset("shown twice")?.read::<Vec<u8>>(), Path::new("secret"));
        denied(file.dataset("new")?.write(b"new here"), Path::new("new"));
        assert!(!new.exists());
    }
    Ok(())
}

#[test]
fn files_on_disk_open_what_the_rules_let_them() -> Result<()> {
    let (dir, secret, new) = folder()?;
    let inside = dir.path().join("inside");
    fs::create_dir(&inside)?;
    fs::write(inside.join("raw"), b"harmless")?;
    let outer = File::create(dir.path().join("outer.h5"))?;
    outer.new_dataset("x").shape([8]).max_shape([Extent::UNLIMITED]).chunk([8]).write(b"secretly")?;
    outer.close()?;
    let path = inside.join("main.h5");
    let main = File::create(&path)?;
    main.new_dataset("raw").shape([8]).external("raw", 0, 8).create::<u8>()?;
    main.new_dataset("climbing").shape([8]).external("../secret", 0, 8).create::<u8>()?;
    main.new_dataset("new").shape([8]).external(&new, 0, 8).create::<u8>()?;
    let blocks = Axis::Blocks { start: 0, stride: 8, count: None, block: 8 };
    for (name, file) in [("beside", "../outer.h5"), ("absolute", dir.path().join("outer.h5").to_str().unwrap())] {
        let source = VirtualSource::new(file, "x", 8);
        main.new_dataset(name).shape([8]).virtual_from(.., source).create::<u8>()?;
        let many = VirtualSource::new(file, "x%%%b", 8); // none yet
        main.new_dataset(&format!("{name} many"))
            .shape([8])
            .max_shape([Extent::UNLIMITED])
            .virtual_from(blocks.clone(), many)
            .create::<u8>()?;
    }
    // by way of another file within
    let between = File::create(inside.join("between.h5"))?;
    between.new_dataset("x").shape([8]).external(&secret, 0, 8).create::<u8>()?;
    between.close()?;
    main.new_dataset("by another").shape([8]).virtual_from(.., VirtualSource::new("between.h5", "x", 8)).create::<u8>()?;
    main.close()?;

    let free = File::open(&path)?;
    for name in ["beside", "absolute", "by another"] {
        assert_eq!(free.dataset(name)?.read::<Vec<u8>>()?, b"secretly", "{name}");
    }
    free.close()?;
    let near = DatasetAccess::new().external_prefix("${ORIGIN}");
    let within = FileAccess::sec2().external_links(ExternalLinks::within([&inside])).open_rw(&path)?;
    assert_eq!(within.dataset_with("raw", &near)?.read::<Vec<u8>>()?, b"harmless");
    let deny = FileAccess::sec2().external_links(ExternalLinks::deny()).open_rw(&path)?;
    denied(deny.dataset_with("raw", &near)?.read::<Vec<u8>>(), Path::new("raw"));
    for file in [within, deny] {
        denied(file.dataset_with("climbing", &near)?.read::<Vec<u8>>(), Path::new("../secret"));
        denied(file.dataset("new")?.write(b"not here"), &new);
        for name in ["beside", "absolute"] {
            denied(file.dataset(name)?.read::<Vec<u8>>(), Path::new("outer.h5"));
            denied(file.dataset(&format!("{name} many"))?.shape(), Path::new("outer.h5"));
            denied(file.dataset(name)?.write(b"not here"), Path::new("outer.h5"));
        }
        let by = file.dataset("by another")?.read::<Vec<u8>>();
        assert_eq!(by.expect_err("must fail").kind(), ErrorKind::Denied);
        // what is named is no secret
        assert_eq!(file.dataset("beside")?.virtual_sources()?, [("../outer.h5".to_owned(), "x".to_owned())]);
    }
    assert!(!new.exists());
    Ok(())
}

#[cfg(unix)]
#[test]
fn symbolic_links_lead_nowhere_else() -> Result<()> {
    use std::os::unix::fs::symlink;
    let (dir, secret, new) = folder()?;
    let inside = dir.path().join("inside");
    fs::create_dir(&inside)?;
    symlink(&secret, inside.join("to the secret"))?;
    symlink(&new, inside.join("to nothing yet"))?;
    let image = image(&inside.join("to the secret"), &inside.join("to nothing yet"))?;
    let access = FileAccess::memory().external_links(ExternalLinks::within([&inside]));
    let file = File::from_image(image).access(access).open_rw()?;
    denied(file.dataset("data")?.read::<Vec<u8>>(), Path::new("to the secret"));
    denied(file.dataset("new")?.write(b"not here"), Path::new("to nothing yet"));
    assert!(!new.exists());
    Ok(())
}
