//! Text and sequences that are written with their dataset go into heaps that are made around the library: whatever is done with the file
//! then, and whoever does it, it is a file like any other.
mod sample;

use h5mem::{DynArray, File, FileAccess, FileCreate, FileSpaceStrategy, H5Type, Image, LibVer, Result};
use sample::unless_parallel;

fn texts(n: usize, what: &str) -> Vec<String> {
    (0..n).map(|n| if n % 17 == 0 { String::new() } else { format!("{what} {n}").repeat(1 + n % 5) }).collect()
}

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Row {
    id: u32,
    name: String,
    at: f64,
    tags: Vec<String>,
}

fn rows(n: usize) -> Vec<Row> {
    let row = |n: usize| Row { id: n as u32, name: format!("row {n}"), at: n as f64, tags: texts(n % 4, "tag") };
    (0..n).map(row).collect()
}

/// By libhdf5 alone, from a driver of its own.
fn by_the_library(image: &Image) -> Result<File> {
    File::from_image(image.clone()).access(FileAccess::core(false)).open()
}

fn access(low: LibVer) -> FileAccess {
    FileAccess::memory().libver(low, LibVer::Latest)
}

/// The superblock tells where the file ends, however its bytes are had, though the library did not allocate the last of them.
#[test]
fn the_file_ends_behind_its_heaps() -> Result<()> {
    for (low, userblock) in [(LibVer::Earliest, 0), (LibVer::V18, 512), (LibVer::V110, 0), (LibVer::V110, 1024)] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = access(low).create_with("x.h5", FileCreate::new().userblock(userblock))?;
        file.write("before", &[1.5; 10])?;
        file.flush()?;
        let mut written = Vec::new();
        for round in 0..3 {
            let name = format!("texts {round}");
            // room for the elements themselves, so that the library has none to allocate behind
            file.write("room", &[round; 2000])?;
            file.write(&format!("wall {round}"), &[round; 1000])?;
            file.remove("room")?;
            file.flush()?;
            let values = texts(300 + round, &name);
            file.write(&name, &values)?;
            written.push((name, values));
            let path = folder.path().join(&written[round].0);
            file.save(&path)?;
            for other in [File::from_image(file.image()?).open()?, file.snapshot()?, by_the_library(&file.image()?)?, File::open(&path)?] {
                for (name, values) in &written {
                    assert_eq!(other.dataset(name)?.read::<Vec<String>>()?, *values, "{low:?}, round {round}");
                }
                assert_eq!(other.dataset("before")?.read::<Vec<f64>>()?, [1.5; 10]);
            }
        }
        let image = file.image()?;
        let taken = file.into_image().map_err(|returned| returned.error)?;
        assert!(image[..] == taken[..], "{low:?}");
    }
    Ok(())
}

/// What the library allocates, frees and changes afterwards stays clear of them.
#[test]
fn the_library_goes_on_from_there() -> Result<()> {
    for low in [LibVer::Earliest, LibVer::V18, LibVer::V110] {
        let file = access(low).create("x.h5")?;
        file.write("gone", &vec![7u8; 50_000])?;
        let data = file.write("rows", &rows(1000))?;
        file.write("plain", &vec![1.0; 5000])?;
        file.remove("gone")?;
        file.write("more", &rows(700))?;
        file.attrs().set("text", "among them")?;
        let others: Vec<Row> = rows(1000).into_iter().rev().collect();
        data.write(&others)?; // frees what was in the heaps
        data.slice(5..9).write(&rows(4))?;
        let mut wanted = others;
        wanted[5..9].clone_from_slice(&rows(4));
        file.copy("more", "copy")?;
        file.remove("more")?;
        file.write("last", &texts(400, "last"))?;
        for round in 0..2 {
            let image = file.image()?;
            for other in [File::from_image(image.clone()).open()?, by_the_library(&image)?, File::from_image(image.into_vec()).open_rw()?] {
                assert_eq!(other.dataset("rows")?.read::<Vec<Row>>()?, wanted, "{low:?}, round {round}");
                assert_eq!(other.dataset("copy")?.read::<Vec<Row>>()?, rows(700));
                assert_eq!(other.dataset("last")?.read::<Vec<String>>()?, texts(400, "last"));
                assert_eq!(other.dataset("plain")?.read::<Vec<f64>>()?, vec![1.0; 5000]);
                assert_eq!(other.attrs().get::<String>("text")?, "among them");
            }
            file.remove("plain")?;
            file.write("plain", &vec![1.0; 5000])?;
        }
    }
    Ok(())
}

/// A file that was opened goes on where it ended.
#[test]
fn images_grow() -> Result<()> {
    let mut image = File::in_memory()?.image()?;
    for round in 0..5 {
        let file =
            if round % 2 == 0 { File::from_image(image.into_vec()).open_rw()? } else { File::from_image(image.clone()).open_rw()? };
        file.write(&format!("texts {round}"), &texts(500, "some"))?;
        image = file.into_image().map_err(|returned| returned.error)?;
    }
    for file in [File::from_image(image.clone()).open()?, by_the_library(&image)?] {
        for round in 0..5 {
            assert_eq!(file.dataset(&format!("texts {round}"))?.read::<Vec<String>>()?, texts(500, "some"));
        }
    }
    Ok(())
}

/// Where space has accounts, pages or an alignment, it is for the library to find.
#[test]
fn files_that_keep_account_of_their_space() -> Result<()> {
    let plain = FileAccess::memory;
    let space = |strategy, persist| FileCreate::new().file_space(strategy, persist, 1);
    let paged = || space(FileSpaceStrategy::Paged, false);
    for (access, create) in [
        (plain(), paged()),
        (plain(), space(FileSpaceStrategy::Paged, true)),
        (plain(), space(FileSpaceStrategy::Managed, true)),
        (plain(), space(FileSpaceStrategy::Managed, false)),
        (plain(), space(FileSpaceStrategy::Aggregated, false)),
        (plain(), space(FileSpaceStrategy::None, false)),
        (plain().page_buffer(1 << 20, 0, 0), paged()),
        (plain().alignment(1, 4096), FileCreate::new()),
        (plain().alignment(1, 1), FileCreate::new()),
    ] {
        let what = format!("{access:?}, {create:?}");
        let Some(file) = unless_parallel(access.create_with("x.h5", create))? else { continue };
        file.write("gone", &[3u8; 30_000])?;
        file.remove("gone")?;
        for round in 0..3 {
            file.write(&format!("rows {round}"), &rows(600))?;
            file.write(&format!("numbers {round}"), &[round; 77])?;
        }
        let image = file.into_image().map_err(|returned| returned.error)?;
        let again = File::from_image(image.clone()).open_rw()?;
        again.write("rows 3", &rows(600))?;
        for file in [again, by_the_library(&image)?] {
            for round in 0..3 {
                assert_eq!(file.dataset(&format!("rows {round}"))?.read::<Vec<Row>>()?, rows(600), "{what}");
                assert_eq!(file.dataset(&format!("numbers {round}"))?.read::<Vec<i32>>()?, [round; 77], "{what}");
            }
        }
    }
    Ok(())
}

/// What the library would have stored, so that C sees no other: an empty text is one, and no text is none.
#[test]
fn nothing_and_empty_are_what_the_library_makes_of_them() -> Result<()> {
    let texts: Vec<&str> = (0..400).map(|n| if n % 2 == 0 { "" } else { "text" }).collect();
    let lists: Vec<Vec<i16>> = (0..400).map(|n| vec![n; n as usize % 3]).collect();
    let written = |access: FileAccess| {
        let file = access.create("x.h5")?;
        file.write("texts", &texts)?;
        file.write("lists", &lists)?;
        Ok::<_, h5mem::Error>(file)
    };
    let (ours, theirs) = (written(FileAccess::memory())?, written(FileAccess::core(false))?);
    for name in ["texts", "lists"] {
        let lens = |file: &File| -> Result<String> { Ok(format!("{:?}", file.dataset(name)?.read::<DynArray>()?)) };
        assert_eq!(lens(&ours)?, lens(&theirs)?);
    }
    // an empty text has an object of its own, an empty sequence has none
    let objects = |file: &File| -> Result<usize> {
        let image = file.image()?;
        let heaps = image.windows(5).enumerate().filter(|(_, bytes)| bytes == b"GCOL\x01").map(|(at, _)| at);
        let count = heaps.map(|at| {
            let size = |at: usize| u64::from_le_bytes(image[at + 8..at + 16].try_into().expect("eight")) as usize;
            let (mut object, mut objects) = (at + 16, 0);
            while object + 16 <= at + size(at) && image[object..object + 2] != [0, 0] {
                object += 16 + size(object).next_multiple_of(8);
                objects += 1;
            }
            objects
        });
        Ok(count.sum())
    };
    assert_eq!(objects(&ours)?, objects(&theirs)?);
    Ok(())
}
