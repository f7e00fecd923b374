//! Datasets that are found in the bytes of a file in memory, and opened no sooner than they need be: they are what libhdf5 says they are, and
//! stay it whatever becomes of the path that led to them.
#![allow(unsafe_code)] // somebody else's calls
use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use h5mem::{ByteOrder, Dataset, DynArray, ErrorKind, File, FileAccess, H5Type as _, Image, LibVer, Result};
use hdf5_ffi as ffi;

/// Has `i32` datasets found from now on, until the file changes.
fn search(file: &File) {
    search_in(file, "a dataset");
}

fn search_in(file: &File, path: &str) {
    file.flush().expect("flushed");
    file.dataset(path).expect("it is there");
}

/// A file with an `i32` dataset that can be found, and `x`, another.
fn with_x(x: &[i32]) -> Result<File> {
    let file = File::in_memory()?;
    file.write("a dataset", &[0])?;
    file.write("x", x)?;
    search(&file);
    Ok(file)
}

/// All that can be asked of it, in words.
fn told(data: &Dataset) -> Vec<String> {
    // what only needs looking up comes first, before anything opens it
    let first = [
        format!("{:?}", data.shape()),
        format!("{:?}", data.dtype()),
        format!("{:?}", data.max_shape()),
        format!("{:?}", data.len()),
        format!("{:?}", data.is_null()),
        format!("{:?}", data.read::<DynArray>()),
    ];
    let then = [
        format!("{:?}", data.layout()),
        format!("{:?}", data.chunk()),
        format!("{:?}", data.filters()),
        format!("{:?}", data.storage_size()),
        format!("{:?}", data.space_status()),
        format!("{:?}", data.create_props()),
        format!("{:?}", data.attrs().names()),
        format!("{:?}", data.path()),
        format!("{:?}", data.info().map(|info| (info.links, info.attributes))),
        data.to_string(),
    ];
    first.into_iter().chain(then).collect()
}

fn datasets(file: &File) -> Vec<String> {
    let mut paths = Vec::new();
    let visited = file.visit(|path, object| {
        if let h5mem::Object::Dataset(_) = object {
            paths.push(path.to_owned());
        }
        Ok::<_, h5mem::Error>(std::ops::ControlFlow::Continue(()))
    });
    visited.expect("visited");
    paths
}

#[test]
fn they_are_what_the_library_says() -> Result<()> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for fixture in ["sample", "types", "v110", "userblock", "filters", "scales"] {
        let bytes = fs::read(data.join(format!("{fixture}.h5"))).expect("a fixture");
        let libhdf5 = File::from_image(bytes.clone()).access(FileAccess::core(false)).open()?;
        for file in [File::from_image(bytes.clone()).open()?, File::from_image(bytes.clone()).open_rw()?] {
            let paths = datasets(&file);
            file.flush()?;
            for path in paths.iter().chain(&paths).chain(&paths) {
                assert_eq!(told(&file.dataset(path)?), told(&libhdf5.dataset(path)?), "{fixture}: {path}");
            }
        }
    }
    Ok(())
}

#[test]
fn types_and_shapes_are_told_apart() -> Result<()> {
    for libver in [LibVer::Earliest, LibVer::V18, LibVer::V110] {
        let file = FileAccess::memory().libver(libver, LibVer::Latest).create("a file")?;
        for turn in 0..8u8 {
            let n = usize::from(turn);
            file.write(&format!("{turn}/i32"), &vec![i32::from(turn); n + 1])?;
            file.write(&format!("{turn}/f64"), &vec![f64::from(turn); 2 * n])?; // the first has none
            file.write(&format!("{turn}/scalar"), &turn)?;
            file.write(&format!("{turn}/table"), &[[turn; 3]; 5])?;
            file.write(&format!("{turn}/text"), &format!("text {turn}"))?;
            file.write(&format!("{turn}/flag"), &[turn % 2 == 0; 2])?;
            file.new_dataset(&format!("{turn}/big endian"))
                .shape([3])
                .create_as(&u16::descriptor().with_order(ByteOrder::Big))?
                .write(&[u16::from(turn); 3])?;
            file.new_dataset(&format!("{turn}/chunks")).chunk([2]).write(&[turn; 4])?;
            file.new_dataset(&format!("{turn}/compact")).compact().write(&[turn; 4])?;
            file.new_dataset(&format!("{turn}/none yet")).shape([4]).create::<i32>()?;
        }
        let image = file.image()?;
        for file in [file, File::from_image(image.clone()).open()?, File::from_image(image).open_rw()?] {
            file.flush()?;
            for turn in 0..8u8 {
                let (n, group) = (usize::from(turn), file.group(&turn.to_string())?);
                for from in [&group, &*file] {
                    let path = |name: &str| if from.path().expect("a path") == "/" { format!("{turn}/{name}") } else { name.to_owned() };
                    assert_eq!(from.dataset(&path("i32"))?.read::<Vec<i32>>()?, vec![i32::from(turn); n + 1]);
                    assert_eq!(from.dataset(&path("f64"))?.read::<Vec<f64>>()?, vec![f64::from(turn); 2 * n]);
                    assert_eq!(from.dataset(&path("scalar"))?.read::<u8>()?, turn);
                    assert_eq!(from.dataset(&path("table"))?.read::<Vec<[u8; 3]>>()?, [[turn; 3]; 5]);
                    assert_eq!(from.dataset(&path("table"))?.slice((.., 1)).read::<Vec<u8>>()?, [turn; 5]);
                    assert_eq!(from.dataset(&path("text"))?.read::<String>()?, format!("text {turn}"));
                    assert_eq!(from.dataset(&path("flag"))?.read::<Vec<bool>>()?, [turn % 2 == 0; 2]);
                    assert_eq!(from.dataset(&path("big endian"))?.read::<Vec<u16>>()?, [u16::from(turn); 3]);
                    assert_eq!(from.dataset(&path("chunks"))?.read::<Vec<u8>>()?, [turn; 4]);
                    assert_eq!(from.dataset(&path("compact"))?.read::<Vec<u8>>()?, [turn; 4]);
                    assert_eq!(from.dataset(&path("none yet"))?.read::<Vec<i32>>()?, [0; 4]);
                    assert_eq!(from.dataset(&path("none")).unwrap_err().kind(), ErrorKind::NotFound);
                    assert_eq!(file.dataset(&turn.to_string()).unwrap_err().kind(), ErrorKind::Type);
                }
            }
        }
    }
    Ok(())
}

/// Headers that are yet to be written, where others were.
#[test]
fn what_is_not_written_out_is_not_looked_at() -> Result<()> {
    let file = with_x(&[1])?;
    for n in 1..20 {
        assert_eq!(file.dataset("x")?.read::<Vec<i32>>()?.len(), n);
        file.remove("x")?;
        file.write("x", &vec![7i32; n + 1])?;
        let x = file.dataset("x")?;
        assert_eq!((x.shape()?, x.read::<Vec<i32>>()?), (vec![n + 1], vec![7; n + 1]));
        drop(x);
        search(&file);
    }
    Ok(())
}

/// So many of a file that has changed are opened that it is written out for them.
#[test]
fn many_are_found_without_a_flush() -> Result<()> {
    const MANY: i32 = 200;
    let file = File::in_memory()?;
    for turn in 0..3 {
        for n in 0..MANY {
            file.write(&format!("{turn}/{n}"), &vec![n; n as usize])?;
        }
        for n in 0..MANY {
            let data = file.dataset(&format!("{turn}/{n}"))?;
            assert_eq!((data.shape()?, data.read::<Vec<i32>>()?), (vec![n as usize], vec![n; n as usize]));
        }
        assert_eq!(file.dataset(&format!("{turn}/{MANY}")).unwrap_err().kind(), ErrorKind::NotFound);
    }
    Ok(())
}

/// Chunks of one kind that grow, shrink and change by other handles, of a file that is written out and one that is not.
#[test]
fn chunks_are_as_they_are_now() -> Result<()> {
    let file = File::in_memory()?;
    for path in ["a dataset", "x", "y"] {
        let new = file.new_dataset(path).shape([4]).max_shape([h5mem::Extent::UNLIMITED]).chunk([3]).shuffle().deflate(1).fill(-1);
        new.create::<i32>()?.write(&[1, 2, 3, 4])?;
    }
    search(&file);
    let (x, y) = (file.dataset("x")?, file.dataset("y")?);
    assert_eq!((x.chunk()?, x.max_shape()?, x.filters()?.len()), (Some(vec![3]), vec![h5mem::Extent::UNLIMITED], 2));
    let mut expected = vec![1, 2, 3, 4];
    for n in 0..12 {
        match n % 4 {
            0 => file.dataset("x")?.append(&[n])?,
            1 => file.dataset("x")?.slice(0).write(&n)?,
            2 => file.dataset("x")?.resize([expected.len() - 2])?,
            _ => file.dataset("x")?.resize([expected.len() + 1])?,
        }
        match n % 4 {
            0 => expected.push(n),
            1 => expected[0] = n,
            2 => expected.truncate(expected.len() - 2),
            _ => expected.push(-1),
        }
        for flushed in [false, true] {
            if flushed {
                search(&file);
            }
            let found = file.dataset("x")?;
            assert_eq!((found.shape()?, found.read::<Vec<i32>>()?), (vec![expected.len()], expected.clone()));
            assert_eq!((x.shape()?, x.read::<Vec<i32>>()?), (vec![expected.len()], expected.clone()));
            assert_eq!(y.read::<Vec<i32>>()?, [1, 2, 3, 4]);
        }
    }
    let image = File::from_image(file.image()?).open()?;
    search(&image);
    for _ in 0..3 {
        let x = image.dataset("x")?;
        assert_eq!((x.shape()?, x.max_shape()?), (vec![expected.len()], vec![h5mem::Extent::UNLIMITED]));
        assert_eq!(x.slice(1..).read::<Vec<i32>>()?, expected[1..]);
        assert_eq!(image.dataset("y")?.read::<Vec<i32>>()?, [1, 2, 3, 4]);
    }
    Ok(())
}

/// Of a file that may change, the first part that is read of each handle, and those after it.
#[test]
fn parts_of_chunks_are_what_the_library_says() -> Result<()> {
    let file = File::in_memory()?;
    let values: [[i32; 7]; 30] = std::array::from_fn(|y| std::array::from_fn(|x| (y * 7 + x) as i32 * 3 - 100));
    for kind in 0..12usize {
        let path = format!("{kind}");
        let new =
            file.new_dataset(&path).shape([30, 7]).max_shape([h5mem::Extent::UNLIMITED, 7]).chunk([4 + kind / 4, 3]).fill(-(kind as i32));
        let new = match kind % 4 {
            0 => new,
            1 => new.shuffle().deflate(5),
            2 => new.fletcher32(),
            _ => new.deflate(1).fletcher32(),
        };
        let data = if kind == 5 { new.create_as(&i32::descriptor().with_order(ByteOrder::Big))? } else { new.create::<i32>()? };
        match kind / 4 {
            0 => data.slice(..).write(&values)?,
            1 => data.slice((8..20, 2..5)).write(&[[7, 8, 9]; 12])?, // most chunks are never written
            _ => {}
        }
    }
    file.flush()?;
    let libhdf5 = File::from_image(file.image()?).access(FileAccess::core(false)).open()?;
    let mut seed = 1usize;
    let mut below = |n: usize| {
        seed = seed.wrapping_mul(0x5DEECE66D).wrapping_add(11) & ((1 << 48) - 1);
        (seed >> 16) % n
    };
    for round in 0..600 {
        let path = format!("{}", round % 12);
        let data = file.dataset(&path)?;
        for _ in 0..=round / 12 % 3 {
            let rows = below(30)..31;
            let part = (rows.start..rows.start + 1 + below(rows.len() - 1), below(4)..4 + below(4));
            let expected = libhdf5.dataset(&path)?.slice(part.clone()).read::<DynArray>()?;
            assert_eq!(data.slice(part.clone()).read::<DynArray>()?, expected, "{path}, {part:?}");
        }
    }
    Ok(())
}

/// By its address, by the library, and into chunks, each of a handle that nothing was asked of before.
#[test]
fn what_was_found_is_written() -> Result<()> {
    let file = File::in_memory()?;
    let numbers: Vec<i32> = (0..1000).collect();
    for n in 0..4 {
        file.write(&format!("{n}/plain"), &numbers)?;
        file.write(&format!("{n}/flags"), &[true; 50])?;
        file.write(&format!("{n}/texts"), &["one", "two", "three"])?;
        file.new_dataset(&format!("{n}/big endian"))
            .shape([1000])
            .create_as(&i32::descriptor().with_order(ByteOrder::Big))?
            .write(&numbers)?;
        file.new_dataset(&format!("{n}/chunks")).chunk([100]).deflate(1).write(&numbers)?;
    }
    file.flush()?;
    let read = |file: &File, path: &str| file.dataset(path)?.read::<Vec<i32>>();
    for n in 0..4 {
        let path = |name: &str| format!("{n}/{name}");
        let other = file.dataset(&path("plain"))?;
        file.dataset(&path("plain"))?.write(&vec![n; 1000])?;
        file.dataset(&path("plain"))?.slice(10..20).write(&[n + 1; 10])?;
        file.dataset(&path("plain"))?.slice(500).write(&-1.0)?; // by the library
        let mut expected = vec![n; 1000];
        expected[10..20].fill(n + 1);
        expected[500] = -1;
        assert_eq!((read(&file, &path("plain"))?, other.read::<Vec<i32>>()?), (expected.clone(), expected.clone()));
        for name in ["big endian", "chunks"] {
            file.dataset(&path(name))?.slice(3..).write(&expected[3..])?;
            assert_eq!(read(&file, &path(name))?, [&numbers[..3], &expected[3..]].concat());
        }
        file.dataset(&path("flags"))?.slice(7).write(&false)?;
        assert!(!file.dataset(&path("flags"))?.slice(7).read::<bool>()?);
        file.dataset(&path("texts"))?.slice(1).write("longer than it was")?;
        assert_eq!(file.dataset(&path("texts"))?.read::<Vec<String>>()?, ["one", "longer than it was", "three"]);
        assert_eq!(file.dataset(&path("plain"))?.write(&[1, 2]).unwrap_err().kind(), ErrorKind::Shape);
        assert_eq!(file.dataset(&path("plain"))?.write(&vec![1i64 << 40; 1000]).unwrap_err().kind(), ErrorKind::Overflow);
    }
    let image = file.image()?;
    let libhdf5 = File::from_image(image.clone()).access(FileAccess::core(false)).open()?;
    for path in datasets(&file) {
        assert_eq!(file.dataset(&path)?.read::<DynArray>()?, libhdf5.dataset(&path)?.read::<DynArray>()?, "{path}");
    }
    let image = File::from_image(image).open()?;
    search_in(&image, "0/plain");
    assert_eq!(image.dataset("1/plain")?.write(&numbers).unwrap_err().kind(), ErrorKind::ReadOnly);
    Ok(())
}

/// Handles of what is removed, renamed, replaced and mounted over, none of which libhdf5 has opened.
#[test]
fn what_was_found_stays_what_it_is() -> Result<()> {
    let file = with_x(&[1, 2, 3])?;
    let x = file.dataset("x")?;
    file.remove("x")?;
    file.write("x", &[4; 50])?; // in its place, if that were free
    file.write("y", &[5; 50])?;
    assert_eq!(x.read::<Vec<i32>>()?, [1, 2, 3]);
    x.write(&[3, 2, 1])?;
    assert_eq!(x.read::<Vec<i32>>()?, [3, 2, 1]);

    search(&file);
    let x = file.dataset("x")?;
    file.rename("x", "z")?;
    file.rename("y", "x")?;
    assert_eq!((x.read::<Vec<i32>>()?, x.path()?), (vec![4; 50], "/z".to_owned()));
    assert_eq!(file.dataset("x")?.read::<Vec<i32>>()?, [5; 50]);

    search(&file);
    let (x, other) = (file.dataset("x")?, file.dataset("x")?);
    file.dataset("x")?.write(&[6; 50])?;
    assert_eq!((x.read::<Vec<i32>>()?, other.slice(49).read::<i32>()?), (vec![6; 50], 6));
    assert_eq!(x.token()?, other.token()?);
    x.attrs().set("unit", "m")?;
    assert_eq!(other.attrs().get::<String>("unit")?, "m");

    let group = file.create_group("g")?;
    file.write("g/x", &[7])?;
    search(&file);
    let (inner, outer) = (group.dataset("x")?, file.dataset("x")?);
    let child = File::in_memory()?;
    child.write("x", &[8])?;
    let mount = file.mount("g", &child)?;
    assert_eq!(file.dataset("g/x")?.read::<Vec<i32>>()?, [8]);
    assert_eq!((inner.read::<Vec<i32>>()?, outer.read::<Vec<i32>>()?), (vec![7], vec![6; 50]));
    inner.write(&[9])?;
    mount.unmount()?;
    assert_eq!(file.dataset("g/x")?.read::<Vec<i32>>()?, [9]);
    Ok(())
}

/// The group's handle is gone, and its path leads elsewhere, before the dataset is opened.
#[test]
fn it_outlives_the_group_that_led_to_it() -> Result<()> {
    let file = with_x(&[1])?;
    file.write("g/x", &[2, 3])?;
    let group = file.group("g")?;
    file.rename("g", "h")?;
    file.write("g/x", &[4, 5, 6])?;
    search(&file);
    let x = group.dataset("x")?;
    drop(group);
    assert_eq!(x.read::<Vec<i32>>()?, [2, 3]);
    x.attrs().set("n", &1)?;
    assert_eq!(x.path()?, "/h/x");
    assert_eq!(file.dataset("h/x")?.attrs().get::<i32>("n")?, 1);
    assert!(!file.dataset("g/x")?.attrs().contains("n")?);

    search(&file);
    file.link_hard("second", "h/x")?;
    search(&file);
    let second = file.dataset("second")?;
    assert_eq!(second.path()?, "/second");
    file.link_soft("third", "/h/x")?;
    search(&file);
    assert_eq!(file.dataset("third")?.read::<Vec<i32>>()?, [2, 3]);
    Ok(())
}

#[test]
fn what_c_does_to_the_path_is_seen() -> Result<()> {
    let file = with_x(&[1, 2])?;
    file.write("only here", &0)?;
    search(&file);
    let x = file.dataset("x")?;
    let lock = ffi::lock();
    let mut files = [0; 64];
    // SAFETY: the lock is held; the library writes as many identifiers as there is room for
    let count = unsafe { ffi::H5Fget_obj_ids(ffi::H5F_OBJ_ALL as i64, ffi::H5F_OBJ_FILE, files.len(), files.as_mut_ptr()) };
    // SAFETY: the lock is held, the names end in NUL
    let is_ours = |file: &i64| unsafe { ffi::H5Lexists(*file, c"only here".as_ptr(), ffi::H5P_DEFAULT) } > 0;
    let own = files[..usize::try_from(count).expect("a count")].iter().find(|file| is_ours(file)).expect("it is open");
    // SAFETY: the lock is held, the name ends in NUL
    assert_eq!(unsafe { ffi::H5Ldelete(*own, c"x".as_ptr(), ffi::H5P_DEFAULT) }, 0);
    drop(lock);
    assert_eq!(x.read::<Vec<i32>>()?, [1, 2]);
    assert_eq!(file.dataset("x").unwrap_err().kind(), ErrorKind::NotFound);
    Ok(())
}

#[test]
fn a_closed_file_has_none() -> Result<()> {
    let image = with_x(&[1, 2])?.into_image()?;
    for file in [File::from_image(image.clone()).open()?, File::from_image(image).open_rw()?] {
        search(&file);
        let (x, group) = (file.dataset("x")?, file.group("/")?);
        assert_eq!(x.read::<Vec<i32>>()?, [1, 2]);
        file.close()?;
        assert_eq!(x.read::<Vec<i32>>().unwrap_err().kind(), ErrorKind::Closed);
        assert_eq!(x.shape().unwrap_err().kind(), ErrorKind::Closed);
        assert_eq!(x.attrs().names().unwrap_err().kind(), ErrorKind::Closed);
        assert_eq!(group.dataset("x").unwrap_err().kind(), ErrorKind::Closed);
    }
    Ok(())
}

/// What stands between the headers that are looked at and libhdf5 is a checksum, or a comparison of all that is looked at.
#[test]
fn damaged_headers_are_for_the_library_to_judge() -> Result<()> {
    const LEN: usize = 777;
    for libver in [LibVer::Earliest, LibVer::V110] {
        let file = FileAccess::memory().libver(libver, LibVer::Latest).create("a file")?;
        file.write("a dataset", &[1i32])?;
        file.write("x", &vec![2i32; LEN])?.attrs().set("unit", "m")?;
        let whole = file.into_image()?.into_vec();
        let ask = |bytes: Vec<u8>, access: FileAccess| {
            let file = File::from_image(bytes).access(access).open().ok()?;
            for _ in 0..2 {
                file.dataset("a dataset").ok()?;
            }
            file.dataset("x").and_then(|x| Ok((x.shape()?, x.dtype()?, x.slice(..20).read::<Vec<i32>>()?))).ok()
        };
        assert!(ask(whole.clone(), FileAccess::memory()).is_some());
        // the lengths of the axes are in the header's first message
        let dims = whole.windows(8).position(|bytes| *bytes == (LEN as u64).to_le_bytes()).expect("in the header");
        let start = (dims - 64..dims).rev().find(|&at| whole[at..].starts_with(b"OHDR")).unwrap_or(dims - 32);
        for at in start..start + 272 {
            for bit in [at % 8, (at + 3) % 8] {
                let mut bytes = whole.clone();
                bytes[at] ^= 1 << bit;
                let (ours, theirs) = (ask(bytes.clone(), FileAccess::memory()), ask(bytes, FileAccess::core(false)));
                assert_eq!(ours, theirs, "{libver:?}: bit {bit} of byte {}", at - start);
            }
        }
    }
    Ok(())
}

/// Chunks of one kind under a dataspace that is broken in any bit.
#[test]
fn damaged_dataspaces_are_for_the_library_to_judge() -> Result<()> {
    const LEN: usize = 777;
    let file = FileAccess::memory().libver(LibVer::Earliest, LibVer::Latest).create("a file")?;
    for (path, len) in [("a dataset", 5), ("x", LEN)] {
        file.new_dataset(path).shape([len, 3]).chunk([4, 2]).deflate(1).create::<u8>()?.slice((1, ..)).write(&[1u8, 2, 3])?;
    }
    let whole = file.into_image()?.into_vec();
    let ask = |bytes: Vec<u8>, access: FileAccess| {
        let file = File::from_image(bytes).access(access).open().ok()?;
        file.dataset("a dataset").ok()?.read::<DynArray>().ok()?;
        let x = file.dataset("x").ok()?;
        // few, of however long an axis
        let row = x.slice((1, ..3)).read::<Vec<u8>>().ok();
        Some((x.shape().ok()?, row))
    };
    let dims = whole.windows(8).position(|bytes| *bytes == (LEN as u64).to_le_bytes()).expect("in the header");
    for at in dims - 8..dims + 16 {
        for bit in 0..8 {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            let (ours, theirs) = (ask(bytes.clone(), FileAccess::memory()), ask(bytes, FileAccess::core(false)));
            assert_eq!(ours, theirs, "bit {bit} of byte {} before the lengths", dims as isize - at as isize);
        }
    }
    Ok(())
}

/// Threads that look datasets up, read and keep them while another changes the file.
#[test]
fn threads_find_what_another_moves() -> Result<()> {
    let file = with_x(&[0; 3])?;
    let done = AtomicBool::new(false);
    let (finder, mover) = (&file, &file);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut held: Vec<(Dataset, i32)> = Vec::new();
                while !done.load(Ordering::Relaxed) {
                    drop(finder.dataset("a dataset"));
                    let Ok(x) = finder.dataset("x") else { continue }; // between two of them
                    let read: Vec<i32> = x.read().expect("read");
                    assert_eq!(read, [read[0]; 3]);
                    held.push((x, read[0]));
                    for (x, then) in &held {
                        assert_eq!(x.read::<Vec<i32>>().expect("read"), [*then; 3]);
                    }
                    held.truncate(8);
                }
            });
        }
        for n in 1..200 {
            mover.remove("x").expect("removed");
            mover.write("x", &[n; 3]).expect("written");
        }
        done.store(true, Ordering::Relaxed);
    });
    Ok(())
}

/// An image is looked at by several threads at once.
#[test]
fn threads_find_in_one_image() -> Result<()> {
    let file = File::in_memory()?;
    (0..300).try_for_each(|n: i32| file.write(&format!("{n}"), &vec![n; n as usize % 7 + 1]).map(drop))?;
    let image: Image = file.into_image()?;
    let file = File::from_image(image).open()?;
    std::thread::scope(|scope| {
        for start in 0..4 {
            let file = &file;
            scope.spawn(move || {
                for n in (0..300).map(|n| (n * 7 + start * 75) % 300) {
                    let data = file.dataset(&n.to_string()).expect("it is there");
                    assert_eq!(data.read::<Vec<i32>>().expect("read"), vec![n; n as usize % 7 + 1]);
                    assert_eq!(data.view::<i32>().expect("a view").len(), n as usize % 7 + 1);
                }
            });
        }
    });
    Ok(())
}
