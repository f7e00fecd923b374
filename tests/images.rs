//! Files as bytes: right in every format, on every driver, and not copied where no copy is due.
mod sample;

use h5mem::{AllocTime, Error, ErrorKind, File, FileAccess, FileCreate, Image, LibVer, ReadStorage, ReadWriteStorage, Result, Returned};
use sample::{SIGNATURE, Shelf, check, check_extended, extend, image, kind, populate};
use std::{fs, io::Cursor, path::Path, sync::Arc};

const BOUNDS: [LibVer; 7] = [LibVer::Earliest, LibVer::V18, LibVer::V110, LibVer::V112, LibVer::V114, LibVer::V200, LibVer::Latest];

/// Every driver, by a name for messages.
fn drivers() -> [(&'static str, FileAccess); 7] {
    let stream = ReadWriteStorage::new(Cursor::new(Vec::new())).unwrap();
    [
        ("memory", FileAccess::memory()),
        ("core", FileAccess::core(false)),
        ("core, backed", FileAccess::core(true)),
        ("sec2", FileAccess::sec2()),
        ("stdio", FileAccess::stdio()),
        ("stream", FileAccess::storage(stream)),
        ("shelf", Shelf::default().access()),
    ]
}

/// No mark of being open in a superblock at `offset`.
fn check_flags(bytes: &[u8], offset: usize) {
    let block = &bytes[offset..];
    assert!(block.starts_with(SIGNATURE));
    match block[8] {
        0 | 1 => assert_eq!(block[20..24], [0; 4]),
        2 | 3 => assert_eq!(block[11], 0),
        other => panic!("superblock version {other}"),
    }
}

/// Where bytes are.
fn place(bytes: &[u8]) -> usize {
    bytes.as_ptr().addr()
}

#[test]
fn images_open_in_every_format_while_the_file_is_open() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    for bound in BOUNDS {
        for (name, access) in drivers() {
            let access = access.libver(bound, LibVer::Latest);
            let file = access.create(&path)?;
            populate(&file)?;
            let early = file.image()?;
            extend(&file)?;
            let image = file.image()?;
            for open in [early.clone(), image.clone()] {
                check_flags(&open, 0);
                check(&File::from_image(open.clone()).open()?);
                check(&File::from_image(open.clone()).access(FileAccess::core(false)).open()?);
            }
            let again = File::from_image(early).open_rw()?;
            extend(&again)?;
            check_extended(&again);
            check_extended(&File::from_image(image.clone()).open()?);
            file.close()?;
            if path.exists() {
                assert!(*image == fs::read(&path)?, "{name}, {bound:?}");
                let file = access.open_rw(&path)?; // of a file that was there, too
                file.attrs().set("more", &1)?;
                let image = file.image()?;
                check_extended(&File::from_image(image.clone()).open()?);
                file.close()?;
                assert!(*image == fs::read(&path)?, "{name}, {bound:?}");
                fs::remove_file(&path)?;
            }
        }
    }
    Ok(())
}

#[test]
fn image_and_into_image_are_equal() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    for bound in BOUNDS {
        for (name, access) in drivers() {
            let file = access.libver(bound, LibVer::Latest).create(&path)?;
            extend(&file)?;
            file.remove("array2")?; // shrinks
            let image = file.image()?;
            assert!(file.size()? >= image.len() as u64);
            assert!(file.into_image()? == image, "{name}, {bound:?}");
            // superblock 0 has a hint of where the root group's links are, which the library takes back at closing
            let same = File::from_image(image.clone()).open_rw()?.into_image()? == image;
            assert!(same || bound == LibVer::Earliest, "{name}, {bound:?}");
            let file = File::from_image(image.clone()).open_rw()?;
            file.write("x", &vec![1; 100])?;
            let changed = file.image()?;
            assert!(changed != image && file.into_image()? == changed, "{name}, {bound:?}");
        }
    }
    Ok(())
}

#[test]
fn slack_is_trimmed() -> Result<()> {
    let lens: Vec<usize> = [FileAccess::memory(), FileAccess::core(false), FileAccess::core(false).increment(10 << 20)]
        .into_iter()
        .map(|access| {
            let file = access.create("x")?;
            populate(&file)?;
            let image = file.into_image()?;
            let end = u64::from_le_bytes(image[28..36].try_into().unwrap()); // superblock 2 and 3
            assert_eq!(end, image.len() as u64);
            let vec = image.into_vec();
            assert!(vec.capacity() <= vec.len() + vec.len() / 8);
            Ok(vec.len())
        })
        .collect::<Result<_>>()?;
    assert!(lens.iter().all(|&len| len < 10_000), "{lens:?}");

    let trailing = [image(), vec![0xee; 5000]].concat();
    for how in 0..2 {
        let open = File::from_image(trailing.clone());
        let file = if how == 0 { open.open()? } else { open.open_rw()? };
        check(&file);
        assert!(*file.image()? == image());
        assert!(*file.into_image()? == image());
    }
    Ok(())
}

#[test]
fn user_blocks_come_along() -> Result<()> {
    let dir = tempfile::tempdir()?;
    for len in [512_usize, 1024] {
        for bound in [LibVer::Earliest, LibVer::V18, LibVer::Latest] {
            let path = dir.path().join("a.h5");
            let file = FileAccess::sec2().libver(bound, LibVer::Latest).create_with(&path, FileCreate::new().userblock(len as u64))?;
            populate(&file)?;
            file.close()?;
            let mut bytes = fs::read(&path)?;
            bytes[..len].fill(b'X');
            fs::write(&path, &bytes)?;
            let storage = || FileAccess::storage(ReadStorage::new(Cursor::new(bytes.clone())).unwrap());
            for access in
                [FileAccess::sec2(), FileAccess::stdio(), FileAccess::core(false), FileAccess::core(true), FileAccess::memory(), storage()]
            {
                let file = access.open(&path)?;
                assert_eq!((file.userblock()?, file.size()?), (len as u64, bytes.len() as u64));
                check(&file);
                assert!(*file.image()? == bytes, "{access:?}");
                check(&file.snapshot()?);
                assert!(*file.into_image()? == bytes, "{access:?}");
            }
            for access in [FileAccess::core(false), FileAccess::memory(), Shelf::of(bytes.clone()).access(), FileAccess::sec2()] {
                let file = access.open_rw(&path)?;
                extend(&file)?;
                let image = file.image()?;
                assert!(image[..len].iter().all(|&b| b == b'X'));
                check_flags(&image, len);
                assert!(file.into_image()? == image);
                let file = File::from_image(image).open()?;
                assert_eq!(file.userblock()?, len as u64);
                check_extended(&file);
            }
        }
    }
    Ok(())
}

/// Bytes of a disk file that a program was writing when it died.
#[test]
fn bytes_that_are_marked_as_open_come_out_unmarked() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    for bound in BOUNDS {
        let file = FileAccess::sec2().libver(bound, LibVer::Latest).create(&path)?;
        populate(&file)?;
        file.flush()?;
        let marked = fs::read(&path)?;
        file.close()?;
        let clean = fs::read(&path)?;
        for how in 0..3 {
            let open = File::from_image(marked.clone());
            let file = if how == 0 { open.open()? } else { open.open_rw()? };
            check(&file);
            if how == 2 {
                file.attrs().set("testattr", &41)?;
            }
            let image = file.image()?;
            check_flags(&image, 0);
            let into = file.into_image()?;
            check_flags(&into, 0);
            check(&File::from_image(into).open()?);
            if how == 0 {
                assert!(*image == clean);
            }
            fs::write(&path, &image)?;
            check(&File::open_rw(&path)?);
        }
    }
    Ok(())
}

#[test]
fn into_image_waits_for_nobody() -> Result<()> {
    for access in [FileAccess::memory(), FileAccess::core(false), Shelf::default().access()] {
        let file = access.create("x")?;
        populate(&file)?;
        let (twin, array, group) = (file.clone(), file.dataset("array")?, file.create_group("g")?);
        let attribute = array.attrs().open("TITLE")?;
        let Returned { value: file, error } = file.into_image().unwrap_err();
        assert!(matches!(error, Error::InUse { handles: 3, .. }), "an attribute is of its object: {error:?}");
        check(&file); // as it was
        drop((twin, group));
        let Returned { value: file, error } = file.into_image().unwrap_err();
        assert!(matches!(error, Error::InUse { handles: 1, .. }), "{error:?}");
        assert_eq!(array.read::<Vec<i64>>()?, [1, 2]);
        drop(array);
        let Returned { value: file, error } = file.into_image().unwrap_err();
        assert!(matches!(error, Error::InUse { handles: 1, .. }), "an attribute keeps its object open: {error:?}");
        assert_eq!(attribute.read::<String>()?, "Array");
        drop(attribute);
        check(&File::from_image(file.into_image()?).open()?);
    }
    let file = File::in_memory()?;
    file.clone().close()?;
    assert_eq!(kind(file.into_image()), ErrorKind::Closed);
    Ok(())
}

/// A file with an array to view, as a vector.
fn viewable() -> Vec<u8> {
    let file = File::in_memory().unwrap();
    file.write("array", &(0..5000_i64).collect::<Vec<_>>()).unwrap();
    file.attrs().set("n", &1).unwrap();
    file.into_image().unwrap().into_vec()
}

/// Whatever lies before it: odd numbers of bytes, what was removed, metadata, chunks.
#[test]
fn all_contiguous_data_can_be_viewed() -> Result<()> {
    for blocks in [None, Some(2048)] {
        let mut access = FileAccess::memory();
        access.small_data_block_size = blocks;
        let file = access.create("x.h5")?;
        for n in 1..60_usize {
            file.write(&format!("bytes {n}"), &vec![n as u8; n * n])?;
            file.write(&format!("numbers {n}"), &vec![n as f64; n])?;
            if n % 3 == 0 {
                file.remove(&format!("bytes {}", n - 1))?;
                file.write(&format!("a few {n}"), &[7u8; 3])?; // into the hole, of which the rest is
                file.new_dataset(&format!("chunks {n}")).chunk([3]).write(&vec![7u8; n])?;
            }
        }
        let file = File::from_image(file.into_image()?).open()?;
        for n in 1..60_usize {
            assert_eq!(*file.dataset(&format!("numbers {n}"))?.view::<f64>()?, vec![n as f64; n]);
        }
    }
    Ok(())
}

#[test]
fn a_file_is_no_longer_than_an_address_can_say() -> Result<()> {
    let file = File::in_memory()?;
    let early = |name: &str, len: usize| file.new_dataset(name).shape(len).alloc_time(AllocTime::Early).create::<u8>();
    assert!(early("too long", i64::MAX as usize - 100).is_err());
    file.write("x", &[1, 2, 3])?;
    let file = File::from_image(file.into_image()?).open()?;
    assert_eq!(file.dataset("x")?.read::<[i32; 3]>()?, [1, 2, 3]);
    Ok(())
}

#[test]
fn reading_copies_nothing() -> Result<()> {
    let bytes = viewable();
    let (len, original) = (bytes.len(), bytes.clone());
    let at = place(&bytes);
    let file = File::from_image(bytes).open()?;
    let view = file.dataset("array")?.view::<i64>()?;
    assert!(view.iter().copied().eq(0..5000));
    assert!((at..at + len).contains(&view.as_ptr().addr()));
    assert_eq!(place(&file.image()?), at);
    drop(view);
    let image = file.into_image()?;
    assert_eq!(place(&image), at);
    let file = File::from_image(image.clone()).open()?; // shared
    assert_eq!(place(&file.image()?), at);
    file.close()?;
    let vec = image.into_vec();
    assert_eq!(place(&vec), at);
    assert!(vec == original); // a read-only open never writes

    let leaked: &'static [u8] = Box::leak(original.clone().into_boxed_slice());
    let arc: Arc<[u8]> = Arc::from(original);
    for image in [Image::from_static(leaked), Image::from(Arc::clone(&arc)), Image::from_owner(arc)] {
        let at = place(&image);
        let file = File::from_image(image).open()?;
        let view = file.dataset("array")?.view::<i64>()?;
        assert!((at..at + len).contains(&view.as_ptr().addr()));
        file.close()?; // a view outlives its file
        assert!(view.iter().copied().eq(0..5000));
    }
    Ok(())
}

#[test]
fn writing_over_a_vector_stays_in_it() -> Result<()> {
    let mut bytes = viewable();
    bytes.reserve(4500); // less than what is given back when it is handed out
    let at = place(&bytes);
    let file = File::from_image(bytes).open_rw()?;
    file.dataset("array")?.slice(7).write(&-7_i64)?;
    file.attrs().set("n", &2)?;
    let image = file.into_image()?;
    assert_eq!(place(&image), at);
    let file = File::from_image(image).open_rw()?; // the bytes are still nobody else's
    file.write("more", &[1_u8; 1000])?;
    let image = file.into_image()?;
    assert_eq!(place(&image), at);
    let file = File::from_image(image).open()?;
    let array: Vec<i64> = file.dataset("array")?.read()?;
    assert!(array.iter().enumerate().all(|(n, &x)| x == if n == 7 { -7 } else { n as i64 }));
    assert_eq!(file.dataset("more")?.read::<Vec<u8>>()?, [1; 1000]);
    Ok(())
}

#[test]
fn shared_bytes_are_left_alone() -> Result<()> {
    let original = viewable();
    let image = Image::from(original.clone());
    for access in [FileAccess::memory(), FileAccess::core(false)] {
        let open = || File::from_image(image.clone()).access(access.clone()).open_rw();
        let (one, two) = (open()?, open()?);
        one.dataset("array")?.slice(0).write(&1_i64)?;
        one.write("large", &vec![1_u8; 1 << 20])?;
        two.remove("array")?;
        for file in [&one, &two] {
            file.flush()?;
        }
        assert!(*image == original);
        assert!(one.into_image()? != image && two.into_image()? != image);
    }
    let slice: &[u8] = &original; // copied, as it says
    let file = File::from_image(slice).open_rw()?;
    file.remove("array")?;
    file.close()?;
    assert!(*image == original);
    Ok(())
}

#[test]
fn a_snapshot_is_a_file_of_its_own() -> Result<()> {
    let dir = tempfile::tempdir()?;
    for (n, (name, access)) in drivers().into_iter().enumerate() {
        let file = access.create(dir.path().join(n.to_string()))?;
        populate(&file)?;
        let open = file.new_dataset("open").shape([4]).chunk([2]).write(&[1, 2, 3, 4])?; // unflushed
        let snapshot = file.snapshot()?;
        assert_eq!((snapshot.driver(), snapshot.is_read_only()), ("memory", false));
        assert_eq!(snapshot.dataset("open")?.read::<Vec<i32>>()?, [1, 2, 3, 4]);
        open.write(&[5, 6, 7, 8])?;
        snapshot.dataset("open")?.slice(0).write(&-1)?;
        extend(&snapshot)?;
        let third = snapshot.snapshot()?;
        third.remove("array2")?;
        assert!(!file.contains("array2")?, "{name}");
        check_extended(&snapshot);
        file.flush()?;
        assert_eq!(snapshot.dataset("open")?.read::<Vec<i32>>()?, [-1, 2, 3, 4], "{name}");
        assert_eq!(open.read::<Vec<i32>>()?, [5, 6, 7, 8], "{name}");
        drop(open);
        let image = file.into_image()?;
        check_extended(&snapshot);
        check(&third);
        assert_eq!(File::from_image(image).open()?.dataset("open")?.read::<Vec<i32>>()?, [5, 6, 7, 8]);
        let image = snapshot.image()?;
        assert!(snapshot.into_image()? == image);
        check_extended(&File::from_image(image).open()?);
    }
    let image = Image::from(image());
    let file = File::from_image(image.clone()).open()?;
    extend(&file.snapshot()?)?; // of a file that is only read, too
    check(&file);
    assert!(*image == sample::image());
    Ok(())
}

/// Names of what is in a directory.
fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn saving_is_whole_or_not_at_all() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    for (n, (name, access)) in drivers().into_iter().enumerate() {
        let file = access.create(dir.path().join(n.to_string()))?;
        populate(&file)?;
        file.save(&path)?;
        check(&File::open(&path)?);
        assert!(*file.image()? == fs::read(&path)?, "{name}");
        extend(&file)?; // it goes on where it was
        assert!(!File::open(&path)?.contains("array2")?);
        file.save(&path)?; // and replaces
        check_extended(&File::open(&path)?);
        file.close()?;
    }
    let before = fs::read(&path)?;
    let listed = names(dir.path());
    let file = File::in_memory()?;
    let error = file.save(path.join("below a file.h5")).unwrap_err();
    assert!(matches!(&error, Error::Io(_)) && error.to_string().contains("below a file.h5"), "{error:?}");
    assert_eq!(kind(file.save(dir.path().join("no/such/place.h5"))), ErrorKind::Io);
    fs::create_dir(dir.path().join("directory"))?;
    assert_eq!(kind(file.save(dir.path().join("directory"))), ErrorKind::Io);
    fs::remove_dir(dir.path().join("directory"))?; // as empty as it was
    assert!(fs::read(&path)? == before);
    assert_eq!(names(dir.path()), listed); // and no temporary file is left
    file.clone().close()?;
    assert_eq!(kind(file.save(&path)), ErrorKind::Closed);
    assert!(fs::read(&path)? == before);
    Ok(())
}

#[cfg(unix)]
#[test]
fn saving_keeps_permissions() -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    let file = File::in_memory()?;
    fs::write(&path, "old")?;
    for mode in [0o640, 0o600, 0o664] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode))?;
        file.save(&path)?;
        assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, mode);
    }
    // a new file is made as any other
    let (ours, other) = (dir.path().join("ours"), dir.path().join("other"));
    file.save(&ours)?;
    fs::write(&other, "")?;
    assert_eq!(fs::metadata(&ours)?.permissions(), fs::metadata(&other)?.permissions());
    Ok(())
}

#[test]
fn equal_input_makes_equal_bytes() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let write = |file: &File| -> Result<()> {
        extend(file)?;
        for n in 0..50 {
            file.attrs().set(&format!("attribute {n}"), &vec![n; n])?; // dense from some number on
            file.create_group(&format!("groups/{n}"))?.attrs().set("text", &format!("number {n}"))?;
        }
        file.write("texts", &["a", "", "ccc"])?;
        file.new_dataset("compact").compact().write(&[true, false])?;
        file.new_dataset("filled").shape([10]).chunk([3]).fill(7_i16).create::<i16>()?.slice(4).write(&1_i16)?;
        file.remove("groups/17")?;
        Ok(())
    };
    let clock = || std::time::UNIX_EPOCH.elapsed().unwrap().as_secs() as u32;
    let start = clock();
    for bound in [LibVer::Earliest, LibVer::V18, LibVer::Latest] {
        let made = || -> Result<Vec<Image>> {
            let mut images = Vec::new();
            for (_, access) in drivers() {
                let file = access.libver(bound, LibVer::Latest).create(dir.path().join("a.h5"))?;
                write(&file)?;
                images.push(file.into_image()?);
            }
            Ok(images)
        };
        let (first, second) = (made()?, made()?);
        for (n, (first, second)) in first.iter().zip(&second).enumerate() {
            assert!(first == second, "{}, {bound:?}", drivers()[n].0);
            // seconds of the clock would make them differ now and then
            let end = clock();
            let times = first.windows(4).filter(|word| (start..=end).contains(&u32::from_le_bytes((*word).try_into().unwrap())));
            assert_eq!(times.count(), 0, "{}, {bound:?}", drivers()[n].0);
        }
    }
    Ok(())
}

/// The library opens a link's target with the settings of the file the link is in: with the parent's own bytes.
#[test]
fn links_out_of_memory_lead_nowhere() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let disk = dir.path().join("disk.h5");
    fs::write(&disk, image())?;
    let disk = disk.to_str().unwrap();
    for access in [FileAccess::memory(), Shelf::default().access()] {
        let file = access.create("parent.h5")?;
        populate(&file)?;
        let name = file.filename()?;
        for (n, target) in ["other.h5", "parent.h5", name.to_str().unwrap(), disk, "0"].into_iter().enumerate() {
            let link = format!("link{n}");
            file.link_external(&link, target, "/array")?;
            assert_eq!(kind(file.dataset(&link)), ErrorKind::NotFound, "{target}");
            assert_eq!(kind(file.get(&link)), ErrorKind::NotFound, "{target}");
            assert_eq!(kind(file.group(&link)), ErrorKind::NotFound, "{target}");
            assert!(!file.contains(&link)?, "{target}");
            assert_eq!(file.link(&link)?, h5mem::Link::External { file: target.into(), target: "/array".into() });
        }
        check(&file);
        check(&File::from_image(file.into_image()?).open()?);
    }
    Ok(())
}

#[test]
fn no_truncation_opens() {
    let whole = image();
    for len in 0..whole.len() {
        let refused = kind(File::from_image(&whole[..len]).open());
        assert!(matches!(refused, ErrorKind::NotHdf5 | ErrorKind::Truncated), "{len}: {refused:?}");
    }
}

#[cfg(feature = "bytes")]
#[test]
fn bytes_are_opened_in_their_place() -> Result<()> {
    let bytes = bytes::Bytes::from(viewable());
    let file = File::from_image(bytes.clone()).open()?;
    let view = file.dataset("array")?.view::<i64>()?;
    assert!(bytes.as_ptr_range().contains(&view.as_ptr().cast()));
    assert_eq!(place(&file.image()?), place(&bytes));
    Ok(())
}

#[cfg(feature = "memmap2")]
#[test]
#[allow(unsafe_code)]
fn a_map_is_opened_in_its_place() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a.h5");
    fs::write(&path, viewable())?;
    // SAFETY: nobody else knows the file
    let map = unsafe { memmap2::Mmap::map(&fs::File::open(&path)?)? };
    let range = map.as_ptr_range();
    let file = File::from_image(map).open()?;
    let view = file.dataset("array")?.view::<i64>()?;
    assert!(range.contains(&view.as_ptr().cast()));
    drop(file);
    assert!(view.iter().copied().eq(0..5000));
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf8_keeps_its_bytes() -> Result<()> {
    use std::os::unix::ffi::OsStrExt;
    let directory = tempfile::tempdir()?;
    let path = directory.path().join(std::ffi::OsStr::from_bytes(b"latin-\xe9.h5"));
    let file = h5mem::FileAccess::sec2().create_with(&path, h5mem::FileCreate::new().userblock(512))?;
    file.write("x", &1)?;
    assert_eq!(file.filename()?, path);
    let image = file.image()?;
    file.close()?;
    assert_eq!(&*image, std::fs::read(&path)?);
    Ok(())
}
