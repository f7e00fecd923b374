//! Datasets: layouts, where the data lies, fill values, chunks, and what is like another.
use std::fs;

use h5mem::{
    AllocTime, Axis, Dataset, DatasetAccess, ErrorKind, Extent, File, FileAccess, FillTime, Filter, H5Type, Layout, LibVer, Result,
    SpaceStatus, VirtualSource,
};
use ndarray::{Array1, Array2, arr2, s};

fn kind<T>(result: Result<T>) -> Option<ErrorKind> {
    result.err().map(|error| error.kind())
}

#[test]
fn layouts_are_told() -> Result<()> {
    let file = File::in_memory()?;
    assert_eq!(file.write("contiguous", &[1, 2])?.layout()?, Layout::Contiguous);
    assert_eq!(file.new_dataset("compact").compact().write(&[1, 2])?.layout()?, Layout::Compact);
    assert_eq!(file.new_dataset("chunked").chunk([2]).write(&[1, 2])?.layout()?, Layout::Chunked);
    let shown = file.new_dataset("virtual").shape([2]).virtual_from(.., VirtualSource::same_file("compact", 2)).create::<i32>()?;
    assert_eq!(shown.layout()?, Layout::Virtual);
    assert_eq!(shown.read::<Vec<i32>>()?, [1, 2]);
    Ok(())
}

#[test]
fn layouts_exclude_each_other() -> Result<()> {
    let file = File::in_memory()?;
    let new = || file.new_dataset("x").shape([2]);
    let source = || VirtualSource::same_file("y", 2);
    for builder in [
        new().compact().chunk([1]),
        new().compact().deflate(1),
        new().compact().resizable(),
        new().compact().external("raw", 0, 8),
        new().external("raw", 0, 8).shuffle(),
        new().external("raw", 0, 8).virtual_from(.., source()),
        new().virtual_from(.., source()).auto_chunk(),
        new().virtual_from(.., source()).compact(),
    ] {
        assert_eq!(kind(builder.create::<i32>()), Some(ErrorKind::Unsupported));
    }
    assert!(!file.contains("x")?);
    Ok(())
}

#[test]
fn fill_values_come_back() -> Result<()> {
    let file = File::in_memory()?;
    let new = |name: &str| file.new_dataset(name).shape([2]);
    assert_eq!(new("a").create::<i32>()?.fill_value::<i32>()?, Some(0));
    let seven = new("b").fill(7.5).create::<f64>()?;
    assert_eq!((seven.fill_value::<f64>()?, seven.read::<Vec<f64>>()?), (Some(7.5), vec![7.5; 2]));
    assert_eq!(kind(seven.fill_value::<i32>()), Some(ErrorKind::Overflow));
    assert_eq!(kind(seven.fill_value::<String>()), Some(ErrorKind::Type));
    let text = new("c").fill("none".to_owned()).create::<String>()?;
    assert_eq!((text.fill_value::<String>()?.as_deref(), text.read::<Vec<String>>()?), (Some("none"), vec!["none".to_owned(); 2]));
    assert_eq!(new("d").create::<String>()?.fill_value::<String>()?.as_deref(), Some(""));
    Ok(())
}

#[test]
fn storage_is_set_aside_when_it_was_said() -> Result<()> {
    let file = File::in_memory()?;
    let new = |name: &str, time| file.new_dataset(name).shape([4, 4]).chunk([2, 2]).alloc_time(time).create::<i32>();
    assert_eq!(new("early", AllocTime::Early)?.space_status()?, SpaceStatus::All);
    let late = new("late", AllocTime::Late)?;
    assert_eq!(late.space_status()?, SpaceStatus::None);
    late.slice((0, 0)).write(&1)?;
    assert_eq!(late.space_status()?, SpaceStatus::All);
    let incremental = new("incremental", AllocTime::Incremental)?;
    incremental.slice((0, 0)).write(&1)?;
    assert_eq!((incremental.space_status()?, incremental.storage_size()?), (SpaceStatus::Part, 16));
    Ok(())
}

#[test]
fn what_is_never_filled_is_zero_here() -> Result<()> {
    let file = File::in_memory()?;
    for chunk in [None, Some([2])] {
        let builder = file.new_dataset(&format!("{chunk:?}")).shape([4]).fill(7).fill_time(FillTime::Never);
        let data = if let Some(chunk) = chunk { builder.chunk(chunk) } else { builder }.create::<i32>()?;
        assert_eq!(data.read::<Vec<i32>>()?, [0; 4]);
        assert_eq!(data.fill_value::<i32>()?, Some(7));
    }
    Ok(())
}

#[test]
fn chunks_are_of_the_oldest_format_that_can_say_them() -> Result<()> {
    for low in [LibVer::Earliest, LibVer::V18] {
        let file = FileAccess::memory().libver(low, LibVer::V18).create("x.h5")?;
        let data = file.new_dataset("x").chunk([2]).shuffle().resizable().write(&[1, 2, 3])?;
        assert_eq!(data.read::<Vec<i32>>()?, [1, 2, 3]);
        drop(data);
        // of a B-tree of the first version: the others have been there since 1.10
        assert!(file.into_image()?.windows(6).any(|bytes| bytes == b"TREE\x01\0"), "{low:?}");
    }
    Ok(())
}

/// Below 1.10.6 libhdf5 forgets of a dataset's only chunk, in the format of 1.10, that it is in the cache.
#[test]
fn what_was_just_written_is_read() -> Result<()> {
    let dir = tempfile::tempdir()?;
    for low in [LibVer::Earliest, LibVer::V18, LibVer::V110] {
        for (n, access) in [FileAccess::memory(), FileAccess::core(false), FileAccess::sec2()].into_iter().enumerate() {
            let file = access.libver(low, LibVer::Latest).create(dir.path().join(format!("{low:?}{n}.h5")))?;
            for (name, filters) in [("plain", vec![]), ("deflate", vec![Filter::Deflate(1)]), ("shuffle", vec![Filter::Shuffle])] {
                let new = |name: &str| filters.iter().fold(file.new_dataset(name).chunk([2]), |new, filter| new.filter(filter.clone()));
                let data = new(name).shape([2]).create::<i32>()?;
                data.write(&[300, 2])?;
                assert_eq!(data.read::<Vec<i64>>()?, [300, 2], "{name} {low:?} {n}");
                assert_eq!(file.dataset(name)?.slice(0).read::<i32>()?, 300, "{name} {low:?} {n}");
                let data = new(&format!("raw {name}")).write(&[300, 2])?;
                assert!(!data.read_chunk(0)?.0.is_empty(), "{name} {low:?} {n}");
                assert_eq!(data.read::<Vec<i32>>()?, [300, 2], "{name} {low:?} {n}");
            }
        }
    }
    Ok(())
}

#[test]
fn a_chunk_that_was_just_written_raw_is_read() -> Result<()> {
    let bytes = |values: [i32; 2]| values.map(i32::to_ne_bytes).concat();
    for low in [LibVer::Earliest, LibVer::V18, LibVer::V110] {
        let file = FileAccess::memory().libver(low, LibVer::Latest).create("x.h5")?;
        for (name, shape, max) in [("only", 2, 2), ("of two", 4, 4), ("first of many", 2, 40), ("first of any", 2, Extent::UNLIMITED)] {
            let data = file.new_dataset(name).shape([shape]).max_shape([max]).chunk([2]).fill(9).create::<i32>()?;
            for at in (0..shape).step_by(2).rev() {
                assert_eq!(data.slice(at..at + 2).read::<Vec<i32>>()?, [9, 9], "{name} {low:?}");
                for values in [[1, 2], [3, 4]] {
                    let written = data.write_chunk(at, &bytes(values), 0);
                    if cfg!(not(hdf5_1_10_7)) && written.is_err() {
                        assert_eq!((kind(written), name), (Some(ErrorKind::Unsupported), "of two")); // the other one is in the cache
                        break;
                    }
                    written?;
                    assert_eq!(data.slice(at..at + 2).read::<Vec<i32>>()?, values, "{name} {low:?}");
                }
            }
        }
    }
    Ok(())
}

/// The library says that nothing is stored of a dataset while its only chunk is in the cache.
#[test]
fn a_single_chunk_in_the_cache_is_read() -> Result<()> {
    let file = FileAccess::memory().libver(LibVer::V110, LibVer::Latest).create("x.h5")?;
    let values: Vec<i32> = (0..1 << 19).collect();
    for name in ["deflate", "shuffle"] {
        let new =
            file.new_dataset(name).shape([values.len()]).chunk([values.len()]).access(DatasetAccess::new().chunk_cache(521, 1 << 24, 0.75));
        let data = if name == "deflate" { new.deflate(1) } else { new.shuffle() }.create::<i32>()?;
        for half in [0..1 << 18, 1 << 18..1 << 19] {
            data.slice(half.clone()).write(&values[half])?;
        }
        assert!(data.read::<Vec<i32>>()? == values, "{name}");
    }
    Ok(())
}

/// What chunks have to be on every index that libhdf5 has for them.
fn check_chunks(data: &Dataset) -> Result<()> {
    let (shape, chunk) = (data.shape()?, data.chunk()?.unwrap());
    let chunks = data.chunks()?;
    let expected: Vec<Vec<usize>> = if shape.len() == 1 {
        (0..shape[0]).step_by(chunk[0]).map(|i| vec![i]).collect()
    } else {
        (0..shape[0]).step_by(chunk[0]).flat_map(|i| (0..shape[1]).step_by(chunk[1]).map(move |j| vec![i, j])).collect()
    };
    assert_eq!(chunks.iter().map(|chunk| chunk.offset.clone()).collect::<Vec<_>>(), expected);
    assert_eq!(chunks.iter().map(|chunk| chunk.size).sum::<u64>(), data.storage_size()?);
    let image = data.file().image()?;
    for chunk in &chunks {
        let (bytes, mask) = data.read_chunk(&chunk.offset)?;
        assert_eq!(mask, chunk.filter_mask);
        assert_eq!(&image[chunk.address as usize..][..chunk.size as usize], bytes);
    }
    Ok(())
}

#[test]
fn chunks_are_found_on_every_index() -> Result<()> {
    for low in [LibVer::Earliest, LibVer::V18, LibVer::V110] {
        let dir = tempfile::tempdir()?;
        for access in [FileAccess::memory(), FileAccess::core(false), FileAccess::sec2()] {
            let file = access.libver(low, LibVer::Latest).create(dir.path().join(format!("{low:?}.h5")))?;
            let values = Array2::from_shape_fn((7, 5), |(i, j)| (10 * i + j) as i32);
            let unlimited = Extent::UNLIMITED;
            let made = [
                file.new_dataset("single").chunk([7, 5]).write(&values)?,
                file.new_dataset("implicit").chunk([3, 2]).alloc_time(AllocTime::Early).write(&values)?,
                file.new_dataset("fixed array").chunk([3, 2]).write(&values)?,
                file.new_dataset("fixed array, filtered").chunk([3, 2]).deflate(3).write(&values)?,
                file.new_dataset("extensible array").chunk([3, 2]).max_shape([unlimited, 5]).write(&values)?,
                file.new_dataset("extensible array, filtered").chunk([3, 2]).max_shape([unlimited, 5]).shuffle().write(&values)?,
                file.new_dataset("b-tree").chunk([3, 2]).max_shape([unlimited, unlimited]).write(&values)?,
                file.new_dataset("b-tree, filtered").chunk([3, 2]).resizable().fletcher32().write(&values)?,
            ];
            for data in &made {
                // below 1.10.5 only our own driver is asked
                if cfg!(hdf5_1_10_5) || data.file().driver() == "memory" {
                    check_chunks(data)?;
                } else {
                    assert_eq!(kind(data.chunks()), Some(ErrorKind::Unsupported));
                }
                assert_eq!(data.read::<Array2<i32>>()?, values);
            }
        }
    }
    Ok(())
}

#[test]
fn chunks_not_written_are_not_there() -> Result<()> {
    let file = File::in_memory()?;
    let data = file.new_dataset("x").shape([6]).chunk([2]).deflate(1).create::<i16>()?;
    assert_eq!(data.chunks()?, []);
    data.slice(2..4).write(&[1i16, 2])?;
    let chunks = data.chunks()?;
    assert_eq!(chunks.iter().map(|chunk| &chunk.offset[..]).collect::<Vec<_>>(), [[2]]);
    assert_eq!(kind(data.read_chunk(0)), Some(ErrorKind::NotFound));
    assert_eq!(kind(data.read_chunk(1)), Some(ErrorKind::Shape));
    assert_eq!(kind(data.read_chunk([0, 0])), Some(ErrorKind::Shape));
    assert_eq!(kind(data.read_chunk(6)), Some(ErrorKind::OutOfBounds));
    assert_eq!(kind(file.write("y", &[1])?.chunks()), Some(ErrorKind::Unsupported));
    Ok(())
}

#[test]
fn raw_chunks_go_from_one_dataset_to_another() -> Result<()> {
    let file = File::in_memory()?;
    let from = file.new_dataset("from").chunk([4]).shuffle().deflate(6).write(&Array1::from_iter(0..10i64))?;
    let to = file.new_dataset_like("to", &from)?.create_as(&from.dtype()?)?;
    for chunk in from.chunks()? {
        let (bytes, mask) = from.read_chunk(&chunk.offset)?;
        to.write_chunk(&chunk.offset, &bytes, mask)?;
    }
    assert_eq!(to.read::<Vec<i64>>()?, Vec::from_iter(0..10));
    assert_eq!(kind(to.write_chunk(4, &[0; 31], 0b11)), Some(ErrorKind::Shape));
    assert_eq!(kind(to.write_chunk(4, &[], 0)), Some(ErrorKind::Shape));
    let closed = File::from_image(file.image()?).open()?;
    assert_eq!(kind(closed.dataset("to")?.write_chunk(4, &[0; 32], 0b11)), Some(ErrorKind::ReadOnly));
    Ok(())
}

#[test]
fn a_new_filter_mask_counts_or_is_told_not_to() -> Result<()> {
    let file = File::in_memory()?;
    for (name, shape) in [("one", 4), ("two", 8)] {
        let data = file.new_dataset(name).shape([shape]).chunk([4]).shuffle().create::<i64>()?;
        data.slice(..4).write(&[5i64, 6, 7, 8])?;
        // as many bytes as before, which libhdf5 takes for the old mask
        let written = data.write_chunk(0, &[1i64, 2, 3, 4].map(i64::to_ne_bytes).concat(), 1);
        let data = if name == "one" {
            if cfg!(hdf5_1_10_7) {
                assert_eq!(kind(written), Some(ErrorKind::Unsupported)); // there is no other chunk to look at
            } else {
                written?;
            }
            drop(data);
            file.dataset(name)?
        } else {
            written?;
            data
        };
        assert_eq!(data.slice(..4).read::<Vec<i64>>()?, [1, 2, 3, 4]);
        assert_eq!(data.chunks()?[0].filter_mask, 1);
    }
    Ok(())
}

#[test]
fn data_lies_in_external_files() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let (first, second) = (dir.path().join("a.raw"), dir.path().join("b.raw"));
    fs::write(&first, [[9u8; 4], 1i32.to_ne_bytes(), 2i32.to_ne_bytes()].concat())?;
    let file = File::in_memory()?;
    let data = file.new_dataset("x").shape([4]).external(&first, 4, 8).external(&second, 0, u64::MAX).create::<i32>()?;
    assert_eq!(data.slice(..2).read::<Vec<i32>>()?, [1, 2]);
    data.slice(1..).write(&[5, 6, 7])?;
    data.flush()?;
    assert_eq!(fs::read(&second)?, [6i32.to_ne_bytes(), 7i32.to_ne_bytes()].concat());
    assert_eq!(fs::read(&first)?[8..], 5i32.to_ne_bytes());
    let files = data.external_files()?;
    assert_eq!((files.len(), &*files[0].path, files[0].offset, files[0].size), (2, first.to_str().unwrap(), 4, 8));
    assert_eq!((files[1].offset, files[1].size), (0, u64::MAX));
    assert_eq!(data.layout()?, Layout::Contiguous);
    assert!(file.write("y", &[1])?.external_files()?.is_empty());
    // by a relative name, found by a prefix
    file.new_dataset("z").shape([1]).external("a.raw", 4, 4).create::<i32>()?;
    let found = file.dataset_with("z", &DatasetAccess::new().external_prefix(dir.path()))?;
    assert_eq!(found.read::<i32>()?, 1);
    Ok(())
}

#[test]
fn virtual_datasets_show_parts_of_others() -> Result<()> {
    let file = File::in_memory()?;
    file.write("a", &Array2::from_shape_fn((3, 4), |(i, j)| (10 * i + j) as i32))?;
    let shown = file
        .new_dataset("shown")
        .shape([4, 2])
        .fill(-1)
        .virtual_from(s![..3, 0], VirtualSource::same_file("a", [3, 4]).select(s![.., 3]))
        .virtual_from(s![..;2, 1], VirtualSource::same_file("a", [3, 4]).select(s![1, ..2]))
        .create::<i32>()?;
    assert_eq!(shown.read::<Array2<i32>>()?, arr2(&[[3, 10], [13, -1], [23, 11], [-1, -1]]));
    assert_eq!(shown.virtual_sources()?, vec![(".".to_owned(), "a".to_owned()); 2]);
    assert!(file.dataset("a")?.virtual_sources()?.is_empty());
    drop(shown);
    let image = File::from_image(file.into_image()?).open()?;
    assert_eq!(image.dataset("shown")?.slice(s![.., 0]).read::<Vec<i32>>()?, [3, 13, 23, -1]);
    Ok(())
}

#[test]
fn virtual_datasets_grow_with_their_sources() -> Result<()> {
    let file = File::in_memory()?;
    let log = file.new_dataset("log").shape([2]).resizable().chunk([8]).write(&[1, 2])?;
    let unlimited = [Extent::UNLIMITED];
    let all = file
        .new_dataset("all")
        .shape([2])
        .max_shape(unlimited)
        .virtual_from(.., VirtualSource::same_file("log", 2).max_shape(unlimited))
        .create::<i32>()?;
    log.append(&[3, 4, 5])?;
    drop(all);
    assert_eq!(file.dataset("all")?.read::<Vec<i32>>()?, [1, 2, 3, 4, 5]);
    Ok(())
}

#[test]
fn numbered_sources_follow_each_other() -> Result<()> {
    let dir = tempfile::tempdir()?;
    for n in 0..3 {
        File::create(dir.path().join(format!("part-{n}.h5")))?.write("x", &[10 * n, 10 * n + 1])?.file().close()?;
    }
    let file = File::create(dir.path().join("all.h5"))?;
    let blocks = Axis::Blocks { start: 0, stride: 2, count: None, block: 2 };
    let parts = VirtualSource::new(dir.path().join("part-%b.h5"), "x", 2);
    file.new_dataset("x").shape([2]).max_shape([Extent::UNLIMITED]).virtual_from(blocks, parts).create::<i32>()?;
    assert_eq!(file.dataset("x")?.read::<Vec<i32>>()?, [0, 1, 10, 11, 20, 21]);
    fs::remove_file(dir.path().join("part-1.h5"))?;
    file.close()?;
    let file = File::open(dir.path().join("all.h5"))?;
    let until = |access: DatasetAccess| file.dataset_with("x", &access)?.shape();
    assert_eq!(until(DatasetAccess::new())?, [2]);
    assert_eq!(until(DatasetAccess::new().printf_gap(1))?, [6]);
    Ok(())
}

#[test]
fn a_source_in_another_file_is_not_found_from_memory() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("source.h5");
    File::create(&path)?.write("x", &[1, 2])?.file().close()?;
    let file = File::in_memory()?;
    let shown = file.new_dataset("x").shape([2]).virtual_from(.., VirtualSource::new(&path, "x", 2)).create::<i32>()?;
    assert_eq!(kind(shown.read::<Vec<i32>>()), Some(ErrorKind::NotFound));
    assert_eq!(kind(shown.slice(0).read::<i32>()), Some(ErrorKind::NotFound));
    // saved, it is found
    file.save(dir.path().join("saved.h5"))?;
    assert_eq!(File::open(dir.path().join("saved.h5"))?.dataset("x")?.read::<Vec<i32>>()?, [1, 2]);
    Ok(())
}

#[test]
fn a_chunk_cache_of_its_own() -> Result<()> {
    let file = File::in_memory()?;
    file.new_dataset("x").chunk([2]).write(&[1, 2, 3])?;
    let data = file.dataset_with("x", &DatasetAccess::new().chunk_cache(11, 64, 1.0))?;
    assert_eq!(data.read::<Vec<i32>>()?, [1, 2, 3]);
    assert_eq!(kind(file.dataset_with("x", &DatasetAccess::new().chunk_cache(11, 64, 2.0))), Some(ErrorKind::InvalidValue));
    assert_eq!(kind(file.dataset_with("y", &DatasetAccess::new())), Some(ErrorKind::NotFound));
    let made = file.new_dataset("z").chunk([2]).access(DatasetAccess::new().chunk_cache(11, 0, 0.0)).write(&[4, 5, 6])?;
    assert_eq!(made.read::<Vec<i32>>()?, [4, 5, 6]);
    Ok(())
}

#[test]
fn required_datasets_are_made_once() -> Result<()> {
    let file = File::in_memory()?;
    file.require_dataset::<f64>("x", [2, 3])?.slice(..).write(&1.5)?;
    assert_eq!(file.require_dataset::<f64>("x", [2, 3])?.read::<Vec<f64>>()?, [1.5; 6]);
    assert_eq!(kind(file.require_dataset::<f64>("x", [3, 2])), Some(ErrorKind::Shape));
    assert_eq!(kind(file.require_dataset::<String>("x", [2, 3])), Some(ErrorKind::Type));
    file.create_group("g")?;
    assert_eq!(kind(file.require_dataset::<f64>("g", [2, 3])), Some(ErrorKind::Type));
    let chunked = file.new_dataset("y").shape([4]).chunk([2]).require::<i32>()?;
    assert_eq!(chunked.chunk()?, Some(vec![2]));
    Ok(())
}

#[test]
fn datasets_like_others() -> Result<()> {
    let file = File::in_memory()?;
    let first = file.new_dataset("a").shape([3, 4]).max_shape([Extent::UNLIMITED, 4]).chunk([2, 2]).shuffle().deflate(5).fill(3);
    let first = first.create::<i16>()?;
    let second = file.new_dataset_like("b", &first)?.create_as(&first.dtype()?)?;
    assert_eq!(second.read::<Vec<i16>>()?, [3; 12]);
    assert_eq!((second.max_shape()?, second.chunk()?, second.filters()?), (first.max_shape()?, first.chunk()?, first.filters()?));
    let text = file.new_dataset("c").compact().fill("-".to_owned()).shape([2]).create::<String>()?;
    let like = file.new_dataset_like("d", &text)?.create_as(&text.dtype()?)?;
    assert_eq!((like.layout()?, like.read::<Vec<String>>()?), (Layout::Compact, vec!["-".to_owned(); 2]));
    Ok(())
}

#[test]
fn several_are_read_at_one_moment() -> Result<()> {
    let file = File::in_memory()?;
    let all = [file.write("a", &[1, 2])?, file.write("b", &[3])?];
    assert_eq!(Dataset::read_all::<Vec<i32>>(&all)?, [vec![1, 2], vec![3]]);
    assert_eq!(kind(Dataset::read_all::<i32>(&all)), Some(ErrorKind::Shape));
    Ok(())
}

#[test]
fn a_failed_append_loses_no_row() -> Result<()> {
    let file = File::in_memory()?;
    let log = file.new_dataset("log").shape([2]).resizable().chunk([2]).write_as(&i8::descriptor(), &[1, 2])?;
    assert_eq!(kind(log.append(&[3, 300])), Some(ErrorKind::Overflow));
    assert_eq!(log.read::<Vec<i32>>()?, [1, 2]);
    log.append(&3)?;
    assert_eq!(log.read::<Vec<i32>>()?, [1, 2, 3]);
    Ok(())
}

#[test]
fn text_of_any_length_goes_through_filters() -> Result<()> {
    let file = File::in_memory()?;
    let text: Vec<String> = (0..1000).map(|n| format!("text {}", n % 7)).collect();
    let dataset = file.new_dataset("text").chunk(100).shuffle().deflate(4).write(&text)?;
    assert_eq!(dataset.read::<Vec<String>>()?, text);
    Ok(())
}

#[test]
fn what_is_not_written_is_not_there() -> Result<()> {
    let file = File::in_memory()?;
    for len in [100, 1 << 20] {
        let mut values = vec![1i64; len];
        values[len - 1] = 300;
        let builder = file.new_dataset("narrow").chunk(len / 4).shuffle().deflate(1);
        assert_eq!(builder.write_as(&<i8 as H5Type>::descriptor(), &values).unwrap_err().kind(), ErrorKind::Overflow);
        assert!(!file.contains("narrow")?);
        values[len - 1] = 3;
        file.new_dataset("narrow").chunk(len / 4).shuffle().deflate(1).write_as(&<i8 as H5Type>::descriptor(), &values)?;
        assert_eq!(file.dataset("narrow")?.read::<Vec<i64>>()?, values);
        file.remove("narrow")?;
    }
    Ok(())
}
