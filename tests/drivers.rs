//! One conformance suite, which every driver passes, and what is each driver's own.
//!
//! The tests of the peers and where they are met. Rows without a driver in them belong to other files of tests.
//!
//! | peer's test | here |
//! |---|---|
//! | PyTables `DefaultDriver`, `Sec2`, `Stdio`, `Core`: `test_newFile` | `new_file` |
//! | `test_readFile` | `read_file` |
//! | `test_openFileA`, `test_openFileRW` | `append_keeps_and_adds`, `open_rw_keeps_and_adds` |
//! | `test_get_file_image` | `image_is_the_file` |
//! | `CoreDriverNoBackingStore`: `test_newFile`, `test_readNewFileW` | `new_file` |
//! | `test_readNewFileA` | `append_keeps_and_adds` |
//! | `test_openNewFileRW`, `test_openNewFileR` | `missing_files` |
//! | `test_readFile`, `test_openFileA`, `test_openFileRW` (md5 of the disk file) | `what_is_on_disk_is_loaded` |
//! | its `tearDown`: handles left open are closed | `a_dropped_file_is_closed` |
//! | `InMemoryCoreDriver`: `test_newFileW`, `test_newFileA` | `new_file`, `append_keeps_and_adds`, `image_is_the_file` |
//! | `test_openFileR`, `test_openFileRW`, `test_openFileA` | `images_open_on` (append has no meaning for bytes: `open_rw`) |
//! | `test_openFileRW_update`, `test_openFileA_update` | `images_open_on` |
//! | `test_str` | `a_file_shows_itself` |
//! | `Table` parts of all of them | n/a: compound types have their own tests; an array stands in |
//! | `SplitDriver`; `NotSupportedDriver` | n/a: drivers that are not here cannot be named |
//! | `OpenFileFailure` 01, 02; 03 (mode "ab") | `missing_files`, `what_is_no_file`; n/a: modes are methods |
//! | `FileProperty`: size; user block | `size_is_that_on_disk`; `user_blocks` |
//! | `State` 23 (`reopenFile`) | `a_file_can_be_open_twice` |
//! | `UnicodeFilename`, `PathLikeFilename` | `names` |
//! | h5py `test_load_from_image`, `test_open_from_image`, `test_in_memory` | `images_open_on`, `images_of_open_files_open` |
//! | `TestDrivers`: `test_stdio`, `test_sec2`, `test_core` | `new_file`, `append_keeps_and_adds` |
//! | `test_backing`, `test_readonly`, `test_blocksize` | `new_file`, `read_file`, `increments` |
//! | `test_split`, `test_direct` | n/a |
//! | `test_fileobj`, `test_BytesIO`, `test_file`, `TestFileObj` | the suite on `stream` and `shelf`; their failures in `close.rs` |
//! | `TestFileOpen` | `create_empties`, `create_new_refuses`, `append_keeps_and_adds`, `missing_files`, `what_is_no_file`, `read_file` |
//! | `test_append_permissions` | n/a: root may do anything |
//! | `TestUserblock` | `user_blocks` |
//! | libhdf5 `file_image.c`: `test_get_file_image` | `image_is_the_file`, `user_blocks` |
//! | its `test_properties`, `test_callbacks`, `test_core` | n/a: images are not properties here, there are no callbacks |
//! | its error rejections: multi, split, family | n/a |
//! | `hl/test_file_image.c`: one of the images is garbage | `what_is_no_file`, `images_open_on` |
//! | its flags | n/a: who owns the bytes is the type's to say; `images.rs` has the addresses |
//! | `vfd.c` `test_core` | `new_file`, `increments`, `write_tracking` |
mod sample;

use h5mem::{Error, ErrorKind, File, FileAccess, FileCreate, Image, ReadStorage, ReadWriteStorage, Result};
use sample::{SIGNATURE, Shelf, check, check_extended, extend, image, kind, populate};
use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// What a driver promises.
struct Kind {
    driver: &'static str,
    access: fn() -> FileAccess,
    /// A file of that path is there while it is open and after.
    on_disk: bool,
    /// What is written is there when the same is opened again.
    keeps: bool,
    /// What is on disk is what is opened.
    loads: bool,
}

const MEMORY: Kind = Kind { driver: "memory", access: FileAccess::memory, on_disk: false, keeps: false, loads: true };
const CORE: Kind = Kind { driver: "core", access: || FileAccess::core(false), on_disk: false, keeps: false, loads: true };
const CORE_BACKED: Kind = Kind { driver: "core", access: || FileAccess::core(true), on_disk: true, keeps: true, loads: true };
const SEC2: Kind = Kind { driver: "sec2", access: FileAccess::sec2, on_disk: true, keeps: true, loads: true };
const STDIO: Kind = Kind { driver: "stdio", access: FileAccess::stdio, on_disk: true, keeps: true, loads: true };
const STREAM: Kind = Kind { driver: "storage", access: stream, on_disk: false, keeps: true, loads: false };
const SHELF: Kind = Kind { driver: "storage", access: || Shelf::default().access(), on_disk: false, keeps: true, loads: false };

fn stream() -> FileAccess {
    FileAccess::storage(ReadWriteStorage::new(Cursor::new(Vec::new())).unwrap())
}

/// A driver, a path that is nobody else's, and the settings that speak of one file.
struct Bed {
    kind: Kind,
    access: FileAccess,
    dir: TempDir,
    path: PathBuf,
}

impl Bed {
    fn new(kind: Kind) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sample.h5");
        Self { access: (kind.access)(), kind, dir, path }
    }

    fn create(&self) -> Result<File> {
        self.access.create(&self.path)
    }

    /// Nothing is on disk but the file, where the driver makes one.
    fn check_disk(&self) {
        let there: Vec<_> = fs::read_dir(self.dir.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(there, if self.kind.on_disk { vec![self.path.clone()] } else { vec![] });
    }
}

macro_rules! suite {
    ($module:ident, $kind:ident, $($test:ident),*) => {
        mod $module {
            $(#[test]
            fn $test() -> h5mem::Result<()> {
                super::$test(&super::Bed::new(super::$kind))
            })*
        }
    };
}

macro_rules! on_every_driver {
    ($($test:ident),* $(,)?) => {
        suite!(memory, MEMORY, $($test),*);
        suite!(core, CORE, $($test),*);
        suite!(core_backed, CORE_BACKED, $($test),*);
        suite!(sec2, SEC2, $($test),*);
        suite!(stdio, STDIO, $($test),*);
        suite!(stream, STREAM, $($test),*);
        suite!(shelf, SHELF, $($test),*);
    };
}

on_every_driver!(
    new_file,
    read_file,
    append_keeps_and_adds,
    open_rw_keeps_and_adds,
    image_is_the_file,
    images_of_open_files_open,
    what_is_on_disk_is_loaded,
    missing_files,
    what_is_no_file,
    create_empties,
    create_new_refuses,
    a_dropped_file_is_closed,
    a_file_shows_itself,
    size_is_that_on_disk,
    user_blocks,
    removed_data_gives_its_space_back,
    a_file_can_be_open_twice,
    names,
);

fn new_file(bed: &Bed) -> Result<()> {
    let file = bed.create()?;
    assert_eq!((file.driver(), file.is_read_only(), file.is_closed()), (bed.kind.driver, false, false));
    assert_eq!(file.filename()?, bed.path);
    assert!(file.is_empty()?);
    bed.check_disk(); // at once
    populate(&file)?;
    check(&file);
    file.flush()?;
    bed.check_disk();
    check(&file);
    extend(&file)?;
    check_extended(&file);
    file.close()?;
    bed.check_disk();
    Ok(())
}

/// A populated file, closed.
fn made(bed: &Bed) -> Result<()> {
    let file = bed.create()?;
    populate(&file)?;
    file.close()?;
    Ok(())
}

fn read_file(bed: &Bed) -> Result<()> {
    made(bed)?;
    if !bed.kind.keeps {
        assert_eq!(kind(bed.access.open(&bed.path)), ErrorKind::NotFound);
        return Ok(());
    }
    let file = bed.access.open(&bed.path)?;
    assert!(file.is_read_only());
    check(&file);
    for refused in
        [file.create_group("g").map(drop), file.attrs().set("x", &1), file.dataset("array")?.write(&[3_i64, 4]), file.remove("array")]
    {
        assert_eq!(kind(refused), ErrorKind::ReadOnly);
    }
    check(&file);
    file.close()?;
    bed.check_disk();
    Ok(())
}

fn append_keeps_and_adds(bed: &Bed) -> Result<()> {
    keeps_and_adds(bed, |access, path| access.append(path))
}

fn open_rw_keeps_and_adds(bed: &Bed) -> Result<()> {
    if !bed.kind.keeps {
        return Ok(()); // there is never anything to open
    }
    made(bed)?;
    keeps_and_adds(bed, |access, path| access.open_rw(path))
}

/// Opening, or creating where there is nothing; then again, to find and add; then to find all of it.
fn keeps_and_adds(bed: &Bed, open: impl Fn(&FileAccess, &Path) -> Result<File>) -> Result<()> {
    let file = open(&bed.access, &bed.path)?;
    if file.is_empty()? {
        populate(&file)?;
    }
    check(&file);
    file.close()?;
    bed.check_disk();
    let file = open(&bed.access, &bed.path)?;
    assert!(!file.is_read_only());
    if !bed.kind.keeps {
        assert!(file.is_empty()?); // nothing was kept
        return Ok(());
    }
    check(&file);
    extend(&file)?;
    file.close()?;
    let file = open(&bed.access, &bed.path)?;
    check_extended(&file);
    file.close()?;
    bed.check_disk();
    Ok(())
}

fn image_is_the_file(bed: &Bed) -> Result<()> {
    let file = bed.create()?;
    for step in [populate, extend] {
        step(&file)?;
        let image = file.image()?;
        assert!(image.starts_with(SIGNATURE));
        assert_eq!(image, file.image()?);
    }
    let image = file.image()?;
    file.close()?;
    if bed.kind.on_disk {
        assert!(*image == fs::read(&bed.path)?);
    }
    if bed.kind.keeps {
        let file = bed.access.open(&bed.path)?;
        assert!(file.image()? == image); // of a file that is only read, too
        assert!(file.into_image()? == image);
        assert!(bed.access.open_rw(&bed.path)?.into_image()? == image);
    }
    bed.check_disk();
    let file = File::from_image(image).open()?;
    check_extended(&file);
    Ok(())
}

/// The first file is open, then closed, and what was opened from its image lives on.
fn images_of_open_files_open(bed: &Bed) -> Result<()> {
    let file = bed.create()?;
    populate(&file)?;
    let image = file.image()?;
    let (first, second) = (File::from_image(image.clone()).open()?, File::from_image(image.clone()).open_rw()?);
    extend(&file)?;
    check(&first);
    extend(&second)?;
    file.remove("array")?;
    file.close()?;
    assert!(!first.contains("array2")?);
    check_extended(&second);
    check(&File::from_image(image).open()?);
    Ok(())
}

fn what_is_on_disk_is_loaded(bed: &Bed) -> Result<()> {
    if !bed.kind.loads {
        return Ok(());
    }
    let file = File::create(&bed.path)?;
    populate(&file)?;
    file.close()?;
    let before = fs::read(&bed.path)?;
    check(&bed.access.open(&bed.path)?);
    assert!(fs::read(&bed.path)? == before);
    for n in 0..2 {
        let file = if n == 0 { bed.access.append(&bed.path)? } else { bed.access.open_rw(&bed.path)? };
        check(&file);
        file.attrs().set("testattr2", &n)?;
        file.write(&format!("array{n}"), &vec![n; 20_000])?;
        file.flush()?;
        assert_eq!(fs::read(&bed.path)? == before, !bed.kind.keeps);
        file.close()?;
        assert_eq!(fs::read(&bed.path)? == before, !bed.kind.keeps);
    }
    let file = File::open(&bed.path)?;
    check(&file);
    assert_eq!(file.contains("array0")? && file.contains("array1")?, bed.kind.keeps);
    Ok(())
}

fn missing_files(bed: &Bed) -> Result<()> {
    for missing in [bed.access.open(&bed.path), bed.access.open_rw(&bed.path)] {
        let error = missing.unwrap_err();
        let name = bed.path.to_str().unwrap();
        match error.kind() {
            ErrorKind::NotFound if bed.kind.loads => assert!(matches!(&error, Error::NotFound { path } if path == name)),
            ErrorKind::NotHdf5 if !bed.kind.loads => assert!(error.to_string().contains(name)), // it is there, and empty
            _ => panic!("{error:?}"),
        }
    }
    assert_eq!(fs::read_dir(bed.dir.path())?.count(), 0);
    if bed.kind.on_disk {
        let nowhere = bed.dir.path().join("no/such/directory.h5");
        assert_eq!(kind(bed.access.create(&nowhere)), ErrorKind::NotFound);
        assert_eq!(kind(bed.access.create_new(&nowhere)), ErrorKind::NotFound);
        assert_eq!(kind(bed.access.append(&nowhere)), ErrorKind::NotFound);
    }
    Ok(())
}

fn what_is_no_file(bed: &Bed) -> Result<()> {
    let good = image();
    let mut version = good.clone();
    version[8] = 99;
    let noise: Vec<u8> = (0..65_536_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let bad = [
        (vec![], ErrorKind::NotHdf5),
        (vec![0], ErrorKind::NotHdf5),
        (b"abcd".to_vec(), ErrorKind::NotHdf5),
        (noise, ErrorKind::NotHdf5),
        (good[..good.len() / 2].to_vec(), ErrorKind::Truncated),
        (good[..good.len() - 1].to_vec(), ErrorKind::Truncated),
        (version, ErrorKind::NotHdf5),
    ];
    for (n, (bytes, expected)) in bad.into_iter().enumerate() {
        let path = bed.dir.path().join(n.to_string());
        fs::write(&path, &bytes)?;
        let access = || if bed.kind.loads { bed.access.clone() } else { Shelf::of(bytes.clone()).access() };
        for (how, opened) in [("open", access().open(&path)), ("open_rw", access().open_rw(&path))] {
            let error = opened.expect_err(how);
            assert_eq!(error.kind(), expected, "{how} {n}: {error:?}");
            assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
        }
        assert!(fs::read(&path)? == bytes);
    }
    let trailing = [good.as_slice(), &[0xee; 1000]].concat();
    fs::write(&bed.path, &trailing)?;
    let access = if bed.kind.loads { bed.access.clone() } else { Shelf::of(trailing).access() };
    let file = access.open(&bed.path)?;
    check(&file);
    assert!(*file.image()? == good);
    Ok(())
}

fn create_empties(bed: &Bed) -> Result<()> {
    if bed.kind.keeps {
        made(bed)?;
        bed.create()?.close()?;
        assert!(bed.access.open(&bed.path)?.is_empty()?);
        return Ok(());
    }
    fs::write(&bed.path, image())?;
    let file = bed.create()?; // called as something on disk is
    assert!(file.is_empty()?);
    extend(&file)?;
    file.close()?;
    assert!(fs::read(&bed.path)? == image());
    Ok(())
}

fn create_new_refuses(bed: &Bed) -> Result<()> {
    let file = bed.access.create_new(&bed.path)?;
    populate(&file)?;
    file.close()?;
    if bed.kind.keeps {
        let error = bed.access.create_new(&bed.path).unwrap_err();
        assert!(matches!(&error, Error::AlreadyExists { path } if Path::new(path) == bed.path), "{error:?}");
        check(&bed.access.open(&bed.path)?);
        return Ok(());
    }
    fs::write(&bed.path, image())?;
    assert!(bed.access.create_new(&bed.path)?.is_empty()?);
    assert!(fs::read(&bed.path)? == image());
    Ok(())
}

fn a_dropped_file_is_closed(bed: &Bed) -> Result<()> {
    let file = bed.create()?;
    populate(&file)?;
    let array = file.dataset("array")?;
    drop(file);
    assert_eq!(array.read::<Vec<i64>>()?, [1, 2]); // it keeps its file open
    array.file().attrs().set("late", &1)?;
    drop(array);
    bed.check_disk();
    if bed.kind.keeps {
        let file = bed.access.open_rw(&bed.path)?;
        check(&file);
        assert_eq!(file.attrs().get::<i32>("late")?, 1);
    }
    Ok(())
}

fn a_file_shows_itself(bed: &Bed) -> Result<()> {
    let file = bed.create()?;
    file.attrs().set("TITLE", "Title")?;
    let name = bed.path.display();
    assert_eq!(format!("{file:?} {file}"), format!("File({name}, {}, read-write) / (RootGroup) 'Title'", bed.kind.driver));
    let other = file.clone();
    file.close()?;
    assert_eq!(format!("{other:?}"), format!("File({name}, {}, closed)", bed.kind.driver));
    let _ = other.to_string();
    Ok(())
}

fn size_is_that_on_disk(bed: &Bed) -> Result<()> {
    let file = bed.create()?;
    file.write("array", &vec![0.5; 100_000])?;
    file.flush()?;
    assert!(file.size()? >= 800_000);
    let image = file.image()?;
    file.close()?;
    if bed.kind.on_disk {
        assert_eq!(fs::metadata(&bed.path)?.len(), image.len() as u64);
    }
    if bed.kind.keeps {
        assert_eq!(bed.access.open(&bed.path)?.size()?, image.len() as u64);
    }
    Ok(())
}

fn user_blocks(bed: &Bed) -> Result<()> {
    for len in [128, 513, 1023, 12] {
        let refused = kind(bed.access.create_with(&bed.path, FileCreate::new().userblock(len)));
        assert!(matches!(refused, ErrorKind::InvalidValue | ErrorKind::Library), "{refused:?}");
    }
    for len in [0, 512, 1024] {
        let file = bed.access.create_with(&bed.path, FileCreate::new().userblock(len))?;
        assert_eq!(file.userblock()?, len);
        populate(&file)?;
        let image = file.image()?;
        assert!(image[..len as usize].iter().all(|&b| b == 0));
        assert!(image[len as usize..].starts_with(SIGNATURE));
        file.close()?;
        if bed.kind.keeps {
            let file = bed.access.open(&bed.path)?;
            assert_eq!(file.userblock()?, len);
            assert!(file.image()? == image);
        }
        let file = File::from_image(image).open()?;
        assert_eq!(file.userblock()?, len);
        check(&file);
    }
    Ok(())
}

fn removed_data_gives_its_space_back(bed: &Bed) -> Result<()> {
    let file = bed.create()?;
    let small = file.image()?.len();
    file.write("array", &vec![0.5; 100_000])?;
    assert!(file.image()?.len() > 800_000);
    file.remove("array")?;
    let image = file.image()?;
    assert!(image.len() < small + 4096, "{} after {small}", image.len());
    assert!(file.into_image()? == image);
    Ok(())
}

/// Files on disk are one file however often they are opened; in memory each is its own.
fn a_file_can_be_open_twice(bed: &Bed) -> Result<()> {
    if !bed.kind.keeps {
        let (first, second) = (bed.create()?, bed.create()?); // of one name
        first.write("x", &1)?;
        second.write("x", &2)?;
        assert_eq!((first.dataset("x")?.read::<i32>()?, second.dataset("x")?.read::<i32>()?), (1, 2));
        first.close()?;
        assert_eq!(second.dataset("x")?.read::<i32>()?, 2);
        return Ok(());
    }
    made(bed)?;
    let (first, second) = (bed.access.open(&bed.path)?, bed.access.open(&bed.path)?);
    let array = first.dataset("array")?;
    first.close()?;
    check(&second);
    assert_eq!(kind(array.read::<Vec<i64>>()), ErrorKind::Closed);
    if bed.kind.on_disk {
        assert!(bed.access.open_rw(&bed.path).is_err()); // while it is open for reading
        assert!(bed.access.create(&bed.path).is_err());
        assert!(bed.access.create_new(&bed.path).is_err());
    }
    check(&second);
    second.close()?;
    let (first, second) = (bed.access.open_rw(&bed.path)?, bed.access.open_rw(&bed.path)?);
    first.write("through the first", &1)?;
    if bed.kind.on_disk {
        assert_eq!(second.dataset("through the first")?.read::<i32>()?, 1);
    }
    first.close()?;
    second.write("through the second", &2)?;
    second.close()?;
    let file = bed.access.open(&bed.path)?;
    check(&file);
    assert_eq!(file.dataset("through the second")?.read::<i32>()?, 2);
    Ok(())
}

fn names(bed: &Bed) -> Result<()> {
    for name in ["Größe ☃.h5", " ", "a b.h5", "-", "%s"] {
        let path = bed.dir.path().join(name);
        let file = bed.access.create(&path)?;
        populate(&file)?;
        assert_eq!(file.filename()?, path);
        file.close()?;
        assert_eq!(path.exists(), bed.kind.on_disk);
        if bed.kind.keeps {
            check(&bed.access.open(path.to_str().unwrap())?);
        }
    }
    if bed.kind.loads && bed.kind.driver != "memory" {
        for name in ["", "nul\0inside"] {
            assert_eq!(kind(bed.access.create(name)), ErrorKind::InvalidValue, "{name:?}");
            assert_eq!(kind(bed.access.open(name)), ErrorKind::InvalidValue, "{name:?}");
        }
    }
    Ok(())
}

/// `InMemoryCoreDriverTestCase`, for whatever opens images.
fn images_open_on(access: &FileAccess, size: usize) -> Result<()> {
    let original = image();
    let image = Image::from(original.clone());
    let open = || File::from_image(image.clone()).access(access.clone());
    let file = open().open()?;
    assert!(file.is_read_only());
    check(&file);
    assert_eq!(kind(file.create_group("g")), ErrorKind::ReadOnly);
    assert!(*file.image()? == original);
    file.close()?;

    let (file, twin) = (open().open_rw()?, open().open_rw()?);
    check(&file);
    file.attrs().set("testattr2", &42)?;
    let data: Vec<i64> = (0..size as i64).collect(); // grows past its size
    file.write("array2", &data)?;
    let larger = file.image()?;
    file.close()?;
    assert!(*image == original && larger.len() > original.len() + 8 * size);
    assert!(!twin.contains("array2")?);
    twin.close()?;

    let file = File::from_image(larger).access(access.clone()).open()?;
    check(&file);
    assert_eq!(file.dataset("array2")?.read::<Vec<i64>>()?, data);
    for bad in [&original[..0], b"abcd", &original[1..]] {
        assert_eq!(kind(File::from_image(bad).access(access.clone()).open()), ErrorKind::NotHdf5);
    }
    let half = &original[..original.len() / 2];
    assert_eq!(kind(File::from_image(half).access(access.clone()).open_rw()), ErrorKind::Truncated);
    Ok(())
}

#[test]
fn images_open_on_memory() -> Result<()> {
    images_open_on(&FileAccess::memory(), 131_072)
}

#[test]
fn images_open_on_core() -> Result<()> {
    images_open_on(&FileAccess::core(false), 10_000)?;
    images_open_on(&FileAccess::core(false), 131_072)?;
    images_open_on(&FileAccess::core(false).increment(1), 10_000)
}

/// The two files are the very two that were given, whatever they are called.
#[test]
fn images_of_one_name_are_two_files() -> Result<()> {
    for access in [FileAccess::memory(), FileAccess::core(false)] {
        let image = |n: i32| {
            let file = File::in_memory()?;
            file.write("a", &n)?;
            Ok::<_, Error>(file.into_image()?)
        };
        let open = |n| File::from_image(image(n)?).access(access.clone()).open_rw();
        let (first, second) = (open(0)?, open(100)?);
        assert_eq!((first.dataset("a")?.read::<i32>()?, second.dataset("a")?.read::<i32>()?), (0, 100));
    }
    Ok(())
}

#[test]
fn images_with_a_backing_store() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let (path, image) = (dir.path().join("a.h5"), image());
    let open = |path: &Path| File::from_image(&image).backing_store(path);
    let file = open(&path).open_rw()?;
    assert_eq!((file.driver(), file.filename()?), ("core", path.clone()));
    check(&file);
    assert!(path.exists()); // at once
    extend(&file)?;
    file.close()?;
    check_extended(&File::open(&path)?);

    let unchanged = dir.path().join("b.h5");
    open(&unchanged).access(FileAccess::core(true).write_tracking(512)).open_rw()?.close()?;
    assert!(fs::read(&unchanged)? == image);

    let before = fs::read(&path)?;
    assert_eq!(kind(open(&path).open_rw()), ErrorKind::AlreadyExists);
    assert!(fs::read(&path)? == before);
    let other = dir.path().join("c.h5");
    assert_eq!(kind(open(&other).open()), ErrorKind::Unsupported);
    for access in [FileAccess::memory(), FileAccess::core(false), FileAccess::sec2()] {
        assert_eq!(kind(open(&other).access(access).open_rw()), ErrorKind::Unsupported);
    }
    assert_eq!(kind(File::from_image(&image).access(FileAccess::core(true)).open_rw()), ErrorKind::Unsupported);
    assert_eq!(kind(File::from_image(&image).access(FileAccess::sec2()).open()), ErrorKind::Unsupported);
    assert_eq!(kind(open(&dir.path().join("no/such/c.h5")).open_rw()), ErrorKind::NotFound);
    assert!(!other.exists());
    assert_eq!(kind(File::from_image(b"garbage").backing_store(&other).open_rw()), ErrorKind::NotHdf5);
    assert!(!other.exists());
    Ok(())
}

#[test]
fn increments() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let mut images = Vec::new();
    for (n, increment) in [0, 1, 512, 1024, 4096, 65_536, 1 << 20, 10 << 20].into_iter().enumerate() {
        let access = |backed| FileAccess::core(backed).increment(increment);
        let file = access(false).create("in memory")?;
        extend(&file)?;
        images.push(file.into_image()?);
        let path = dir.path().join(n.to_string());
        let file = access(true).create(&path)?;
        extend(&file)?;
        file.flush()?;
        file.close()?;
        assert!(*images[0] == fs::read(&path)?, "{increment}");
        let file = access(true).append(&path)?;
        file.remove("array2")?;
        file.close()?;
        assert!(fs::metadata(&path)?.len() <= images[0].len() as u64);
    }
    assert!(images.iter().all(|image| *image == images[0]));
    Ok(())
}

#[test]
fn write_tracking() -> Result<()> {
    let dir = tempfile::tempdir()?;
    for page in [1, 512, 4096, 1 << 20] {
        let path = dir.path().join(page.to_string());
        let access = FileAccess::core(true).write_tracking(page);
        let file = access.create(&path)?;
        populate(&file)?;
        file.close()?;
        let file = access.open_rw(&path)?;
        extend(&file)?;
        let image = file.image()?;
        file.close()?;
        assert!(*image == fs::read(&path)?);
        check_extended(&File::open(&path)?);
    }
    let file = FileAccess::core(false).write_tracking(512).create(dir.path().join("none"))?;
    extend(&file)?;
    file.close()?;
    assert!(!dir.path().join("none").exists());
    assert!(FileAccess::core(true).write_tracking(0).create(dir.path().join("none")).is_err());
    assert!(!dir.path().join("none").exists());
    Ok(())
}

#[test]
fn storages() -> Result<()> {
    let shelf = Shelf::default();
    let file = shelf.access().create("a shelf")?;
    extend(&file)?;
    file.flush()?;
    assert!(*file.image()? == shelf.state().bytes); // nothing marks it as open
    let image = file.into_image()?;
    assert!(*image == shelf.state().bytes);

    // what only reads
    let access = FileAccess::storage(ReadStorage::new(Cursor::new(image.to_vec()))?);
    let file = access.open("a reader")?;
    assert_eq!(file.attrs().get::<i32>("testattr2")?, 42);
    file.close()?;
    let error = access.create("a reader").unwrap_err();
    assert!(matches!(&error, Error::Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied), "{error:?}");
    let file = access.open("a reader")?;
    assert_eq!(file.attrs().get::<i32>("testattr2")?, 42);

    // one that cannot read for a while
    shelf.state().deaf = true;
    let error = shelf.access().open("a shelf").unwrap_err();
    assert!(error.to_string().contains("a shelf"), "{error}");
    shelf.state().deaf = false;
    let file = shelf.access().open("a shelf")?;
    shelf.state().deaf = true;
    assert!(file.dataset("array2").and_then(|d| d.read::<Vec<i64>>()).is_err());
    shelf.state().deaf = false;
    assert!(file.dataset("array2")?.read::<Vec<i64>>()?.into_iter().eq(0..131_072));
    Ok(())
}
