//! Chunks where they are: those that were never written, those that wait in the library's cache, whole ones of files on disk.
use h5mem::{
    AllocTime, Axis, Bits, ByteOrder, ErrorKind, Extent, ExternalLinks, File, FileAccess, FileCreate, FillTime, Integer, LibVer, Result,
    Selection, TransferOptions, TypeDescriptor,
};

#[path = "direct/random.rs"]
mod random;
use random::{Part, Random};

/// Of a dataset that is one chunk libhdf5 says nothing is stored while it has it in its cache.
#[test]
fn one_chunk_that_waits_in_the_cache_is_read() -> Result<()> {
    const LEN: usize = 1 << 20; // as much as the library's cache holds
    for version in [LibVer::V18, LibVer::V110] {
        let file = FileAccess::memory().libver(version, LibVer::Latest).create("x")?;
        let data = file.new_dataset("x").shape([LEN]).chunk([LEN]).deflate(1).fill(7u8).create::<u8>()?;
        assert!(data.read::<Vec<u8>>()?.iter().all(|&n| n == 7));
        for at in [1, LEN - 1] {
            data.slice(at).write(&9u8)?;
            assert_eq!(data.read::<Vec<u8>>()?[at], 9);
        }
        assert_eq!(data.slice(1..).read::<Vec<u8>>()?.iter().filter(|&&n| n == 9).count(), 2);
    }
    Ok(())
}

/// Chunks that were never written, beside those that were: those are not left to the library.
#[test]
fn sparse_data_is_read_with_its_gaps() -> Result<()> {
    let directory = tempfile::tempdir()?;
    for (n, access) in [FileAccess::memory(), FileAccess::sec2()].into_iter().enumerate() {
        for version in [LibVer::V18, LibVer::V110] {
            let file = access.clone().libver(version, LibVer::Latest).create(directory.path().join(format!("{n} {version:?}")))?;
            for resizable in [false, true] {
                let builder =
                    file.new_dataset(&format!("{resizable}")).shape([1000, 500]).chunk([100, 200]).shuffle().deflate(1).fill(5i32);
                let data = if resizable { builder.resizable() } else { builder }.create::<i32>()?;
                let mut model = ndarray::Array2::from_elem((1000, 500), 5);
                for at in [[150, 250], [999, 0], [0, 499], [150, 251]] {
                    assert_eq!(data.read::<ndarray::Array2<i32>>()?, model);
                    data.slice((at[0], at[1])).write(&-1)?;
                    model[at] = -1;
                }
                assert_eq!(data.read::<ndarray::Array2<i32>>()?, model);
                assert_eq!(data.slice((100..1000, ..)).read::<ndarray::Array2<i32>>()?, model.slice(ndarray::s![100.., ..]));
            }
        }
    }
    Ok(())
}

/// Chunks of a file on disk are read past the library: each first read of an opening, and those that follow, beside the library's.
#[test]
fn chunks_of_a_file_on_disk() -> Result<()> {
    let directory = tempfile::tempdir()?;
    for seed in 0..60 {
        let random = &mut Random(seed);
        let rank = 1 + random.below(3);
        let chunk: Vec<usize> = (0..rank).map(|_| [5000, 80, 20][rank - 1] / 2 + random.below([5000, 80, 20][rank - 1])).collect();
        let dims: Vec<usize> =
            chunk.iter().map(|len| len * (1 + random.below(4)) + if random.chance() { 0 } else { random.below(*len) }).collect();
        let order = if random.chance() { ByteOrder::Little } else { ByteOrder::Big };
        let dtype = TypeDescriptor::Integer(Integer { bits: Bits { order, ..Bits::native(4) }, signed: true });
        let path = directory.path().join(seed.to_string());
        let access = FileAccess::sec2().libver([LibVer::Earliest, LibVer::V18, LibVer::V110][random.below(3)], LibVer::Latest);
        let file = access.create(&path)?;
        let mut new = file.new_dataset("x").shape(&*dims).chunk(&*chunk);
        if random.chance() {
            new = new.resizable();
        }
        if random.below(3) == 0 {
            new = new.shuffle().deflate(1).fletcher32();
        }
        new = match random.below(3) {
            0 => new.fill(-7i32),
            1 => new.fill_time(FillTime::Never),
            _ => new,
        };
        let data = new.create_as(&dtype)?;
        let of_chunks = |random: &mut Random| -> Vec<std::ops::Range<usize>> {
            let axis = |(dim, len): (&usize, &usize)| {
                let chunks = dim.div_ceil(*len);
                let first = random.below(chunks);
                first * len..((first + 1 + random.below(chunks - first)) * len).min(*dim)
            };
            dims.iter().zip(&chunk).map(axis).collect()
        };
        let selected = |part: &[std::ops::Range<usize>]| Selection::axes(part.iter().cloned().map(Axis::from));
        for n in 0..random.below(4) {
            let part = of_chunks(random);
            let shape: Vec<usize> = part.iter().map(std::ops::Range::len).collect();
            let values: Vec<i32> = (0..shape.iter().product::<usize>()).map(|at| (at * 7 + n) as i32).collect();
            data.slice(selected(&part)).write(&ndarray::ArrayD::from_shape_vec(shape, values).expect("of this shape"))?;
        }
        drop(data);
        file.close()?;
        for n in 0..5 {
            let part = of_chunks(random);
            for access in [FileAccess::sec2(), FileAccess::core(false), FileAccess::stdio()] {
                let file = access.open(&path)?;
                let data = file.dataset("x")?;
                let part = match n {
                    0 => Selection::all(),
                    1 => Part::of(&dims, random, false).selection,
                    _ => selected(&part),
                };
                let by_the_library: Vec<i32> = data.slice(part.clone()).with(TransferOptions::new()).read()?;
                let again = file.dataset("x")?;
                for _ in 0..2 {
                    assert!(again.slice(part.clone()).read::<Vec<i32>>()? == by_the_library, "{seed}: {dims:?} by {chunk:?}, {part:?}");
                }
            }
        }
    }
    Ok(())
}

/// Chunks of a file on disk that nobody fills: of those that are there memory is as it was read, and what was never written is zero.
#[test]
fn unfilled_chunks_are_read_or_zero() -> Result<()> {
    const SHAPE: [usize; 3] = [12, 80, 110];
    let directory = tempfile::tempdir()?;
    let values = ndarray::Array3::from_shape_fn(SHAPE, |(i, j, k)| (i * 8800 + j * 110 + k) as f32 + 1.0);
    let mut gapped = values.clone();
    gapped.slice_mut(ndarray::s![5..7, .., ..]).fill(0.0);
    for version in [LibVer::Earliest, LibVer::V110] {
        let path = directory.path().join(format!("{version:?}"));
        let file = FileAccess::sec2().libver(version, LibVer::Latest).create(&path)?;
        for (name, chunk, resizable) in
            [("rows", [1, 80, 110], false), ("grown", [1, 80, 110], true), ("edges", [5, 80, 100], true), ("small", [1, 8, 110], false)]
        {
            let new = |what: &str| {
                let new = file.new_dataset(&format!("{name} {what}")).shape(SHAPE).chunk(chunk);
                let new = new.fill_time(FillTime::Never).alloc_time(AllocTime::Incremental);
                if resizable { new.resizable() } else { new }.create::<f32>()
            };
            new("whole")?.write(&values)?;
            let some = new("some")?;
            if name != "edges" {
                some.slice(..5).write(&values.slice(ndarray::s![..5, .., ..]))?;
                some.slice(7..).write(&values.slice(ndarray::s![7.., .., ..]))?;
            }
            new("none")?;
        }
        let read = |file: &File| -> Result<()> {
            for name in ["rows", "grown", "edges", "small"] {
                drop(std::hint::black_box(vec![1.0f32; values.len()])); // memory that is found again
                let open = |what: &str| file.dataset(&format!("{name} {what}"));
                let some = if name == "edges" { 0.0 * &values } else { gapped.clone() };
                assert_eq!(open("some")?.read::<ndarray::Array3<f32>>()?, some, "{name}");
                assert_eq!(open("some")?.slice(4..8).read::<ndarray::Array3<f32>>()?, some.slice(ndarray::s![4..8, .., ..]), "{name}");
                assert_eq!(open("none")?.read::<ndarray::Array3<f32>>()?, 0.0 * &values, "{name}");
                assert_eq!(open("whole")?.read::<ndarray::Array3<f32>>()?, values, "{name}");
                assert_eq!(open("whole")?.read::<ndarray::Array3<f64>>()?, values.mapv(f64::from), "{name}");
            }
            Ok(())
        };
        read(&file)?; // what waits in the library's cache is there, too
        file.close()?;
        read(&File::open(&path)?)?;
    }
    Ok(())
}

/// What `chunks` says is what the library says of each.
#[test]
fn chunks_are_where_the_library_has_them() -> Result<()> {
    let directory = tempfile::tempdir()?;
    let check = |file: &File, name: &str, expected: usize| -> Result<()> {
        let data = file.dataset(name)?;
        let chunks = data.chunks()?;
        assert_eq!(chunks.len(), expected, "{name}");
        assert!(chunks.is_sorted_by(|a, b| a.offset < b.offset));
        assert_eq!(chunks.iter().map(|chunk| chunk.size).sum::<u64>(), data.storage_size()?);
        let image = file.image()?;
        for chunk in &chunks {
            let (bytes, mask) = data.read_chunk(chunk.offset.clone())?;
            assert_eq!((bytes.len() as u64, mask), (chunk.size, chunk.filter_mask), "{name} {chunk:?}");
            let at = chunk.address as usize;
            assert_eq!(image[at..at + bytes.len()], bytes, "{name} {chunk:?}");
        }
        Ok(())
    };
    let new = |low| FileAccess::memory().libver(low, LibVer::Latest);
    for (low, userblock) in [(LibVer::Earliest, 0), (LibVer::V18, 0), (LibVer::V18, 512), (LibVer::V110, 0)] {
        let file = new(low).create_with("x", FileCreate::new().userblock(userblock))?;
        let values = ndarray::Array2::from_shape_fn((300, 70), |(i, j)| (i * j) as i32);
        file.new_dataset("one").chunk([300, 70]).write(&values)?;
        file.new_dataset("many").chunk([3, 7]).resizable().write(&values)?;
        file.new_dataset("packed").chunk([3, 7]).resizable().shuffle().deflate(2).write(&values)?;
        file.new_dataset("none").shape([300, 70]).chunk([3, 7]).create::<i32>()?;
        let some = file.new_dataset("some").shape([300, 70]).chunk([3, 7]).deflate(1).create::<i32>()?;
        for at in [(0, 0), (299, 69), (120, 35), (2, 69)] {
            some.slice(at).write(&1)?;
        }
        let grown = file.new_dataset("grown").shape([0, 4]).resizable().chunk([2, 4]).create::<i32>()?;
        (0..40).try_for_each(|n| grown.attrs().set(&format!("attribute {n}"), &vec![n; 100]))?;
        for n in 0..33 {
            grown.append(&[n; 4])?;
            assert_eq!(grown.chunks()?.len(), 1 + n as usize / 2);
        }
        // as many chunks may come along an axis that is not the first, with others that are bounded beyond what they have
        for (name, max) in
            [("wide", [300, Extent::UNLIMITED]), ("wide, bounded", [400, Extent::UNLIMITED]), ("tall", [Extent::UNLIMITED, 80])]
        {
            file.new_dataset(name).chunk([33, 7]).max_shape(max).deflate(1).write(&values)?;
        }
        let deep = ndarray::Array3::from_shape_fn((9, 20, 11), |(i, j, k)| (i * 1000 + j * 20 + k) as i32);
        for axis in 0..3 {
            let mut max = [14, 20, 12];
            max[axis] = Extent::UNLIMITED;
            file.new_dataset(&format!("deep {axis}")).chunk([2, 3, 4]).max_shape(max).write(&deep)?;
        }
        let cut = file.new_dataset("cut").chunk([3, 7]).resizable().write(&values)?;
        cut.resize([31, 8])?;
        let sizes = [("one", 1), ("many", 1000), ("packed", 1000), ("none", 0), ("some", 4), ("grown", 17), ("cut", 22)];
        let large = [("wide", 100), ("wide, bounded", 100), ("tall", 100), ("deep 0", 105), ("deep 1", 105), ("deep 2", 105)];
        let sizes = [&sizes[..], &large].concat();
        for &(name, expected) in &sizes {
            check(&file, name, expected)?;
            let found = file.dataset(name)?.chunks()?;
            let image = File::from_image(file.image()?).open()?;
            assert_eq!(image.dataset(name)?.chunks()?, found, "{name}");
            check(&image, name, expected)?;
            assert_eq!(image.dataset(name)?.read::<Vec<i32>>()?, file.dataset(name)?.read::<Vec<i32>>()?, "{name}");
        }
        let on_core = File::from_image(file.image()?).access(FileAccess::core(false)).open()?;
        for (name, _) in sizes.clone() {
            if h5mem::library::version()? < (1, 10, 5) {
                assert_eq!(on_core.dataset(name)?.chunks().unwrap_err().kind(), ErrorKind::Unsupported);
                continue;
            }
            assert_eq!(on_core.dataset(name)?.chunks()?, file.dataset(name)?.chunks()?, "{name} by number");
        }
        let path = directory.path().join("x.h5");
        file.save(&path)?;
        let on_disk = File::open(&path)?;
        for (name, _) in sizes.iter().filter(|_| h5mem::library::version().is_ok_and(|version| version >= (1, 10, 5))) {
            assert_eq!(on_disk.dataset(name)?.chunks()?, file.dataset(name)?.chunks()?, "{name} on disk");
            assert_eq!(on_disk.dataset(name)?.read::<Vec<i32>>()?, file.dataset(name)?.read::<Vec<i32>>()?, "{name} on disk");
        }
    }
    Ok(())
}

/// What the library has not written out yet is not in the file's bytes: one that another handle writes is not read there.
#[test]
fn a_file_that_another_handle_writes_is_read_as_it_is() -> Result<()> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("x.h5");
    let values = |n: i32| (0..100_000).map(|at| at * n).collect::<Vec<_>>();
    let writer = File::create(&path)?;
    let plain = writer.new_dataset("plain").chunk([10_000]).write(&values(1))?;
    let packed = writer.new_dataset("packed").chunk([10_000]).deflate(1).write(&values(1))?;
    writer.flush()?;
    for n in 2..5 {
        let reader = File::open(&path)?;
        assert!(reader.is_read_only());
        plain.slice(..50_000).write(&values(n)[..50_000])?;
        packed.slice(..5).write(&values(n)[..5])?; // in the library's cache of chunks
        let expected = |len: usize| [&values(n)[..len], &values(1)[len..]].concat();
        assert!(reader.dataset("plain")?.read::<Vec<i32>>()? == expected(50_000), "{n}");
        assert!(reader.dataset("packed")?.read::<Vec<i32>>()? == expected(5), "{n}");
    }
    Ok(())
}

/// The file that is open is read, whatever its path leads to by now.
#[test]
fn a_file_whose_path_leads_elsewhere_is_read_all_the_same() -> Result<()> {
    let directory = tempfile::tempdir()?;
    let make = |name: &str, value: i32| -> Result<std::path::PathBuf> {
        let path = directory.path().join(name);
        File::create(&path)?.new_dataset("x").chunk([10_000]).write(&vec![value; 100_000])?;
        Ok(path)
    };
    for gone in [false, true] {
        let path = make("x.h5", 1)?;
        let file = File::open(&path)?;
        let data = file.dataset("x")?;
        if gone {
            std::fs::remove_file(&path)?;
        } else {
            std::fs::rename(make("y.h5", 2)?, &path)?;
        }
        assert!(data.read::<Vec<i32>>()? == [1; 100_000]);
    }
    // what was closed lets go of it: the next may write
    let path = make("x.h5", 3)?;
    let file = File::open(&path)?;
    let data = file.dataset("x")?;
    assert!(data.read::<Vec<i32>>()? == [3; 100_000]);
    file.close()?;
    File::open_rw(&path)?.dataset("x")?.write(&vec![4; 100_000])?;
    assert_eq!(data.read::<Vec<i32>>().unwrap_err().kind(), ErrorKind::Closed);
    assert!(File::open(&path)?.dataset("x")?.read::<Vec<i32>>()? == [4; 100_000]);
    Ok(())
}

/// Each of them takes a descriptor more, as long as they are few.
#[test]
fn many_files_on_disk_are_read_at_once() -> Result<()> {
    let directory = tempfile::tempdir()?;
    let path = |n: i32| directory.path().join(n.to_string());
    let open = |n: i32| -> Result<(File, i32)> {
        File::create(path(n))?.new_dataset("x").chunk([8192]).write(&vec![n; 16_384])?;
        Ok((File::open(path(n))?, n))
    };
    let files = (0..100).map(open).collect::<Result<Vec<_>>>()?;
    for (file, n) in files.iter().chain(&files) {
        assert!(file.dataset("x")?.read::<Vec<i32>>()? == [*n; 16_384]);
    }
    Ok(())
}

/// `H5Dwrite_chunk` fails too late: the dataset goes on with the length that the chunk was to have.
#[test]
fn a_chunk_behind_a_link_for_reading_only_stays_as_it_is() -> Result<()> {
    let inner = File::in_memory()?;
    inner.new_dataset("x").chunk([5usize]).deflate(1).write(&[1; 10])?;
    let links = ExternalLinks::deny().image("inner.h5", inner.into_image().map_err(|refused| refused.error)?);
    let file = FileAccess::memory().external_links(links).create("outer")?;
    file.link_external("link", "inner.h5", "/")?;
    let x = file.dataset("link/x")?;
    assert_eq!(x.write_chunk([0usize], &[7; 50], 0).unwrap_err().kind(), ErrorKind::ReadOnly);
    assert_eq!(x.read::<Vec<i32>>()?, [1; 10]);
    Ok(())
}

/// libhdf5 frees a chunk that is the whole dataset, and the dataset's header goes on telling where it was.
#[test]
fn a_chunk_that_is_all_of_a_dataset_is_not_cut_off() -> Result<()> {
    for low in [LibVer::V18, LibVer::V110] {
        let file = FileAccess::memory().libver(low, LibVer::Latest).create("one chunk")?;
        let data = file.new_dataset("x").shape([3]).chunk([3]).fill(7).create::<i32>()?;
        data.resize(0)?; // nothing is stored yet
        data.resize(3)?;
        data.write(&[1, 2, 3])?;
        file.flush()?;
        match data.resize(0) {
            Err(error) => assert_eq!((error.kind(), low), (ErrorKind::Unsupported, LibVer::V110), "{error}"),
            Ok(()) => data.resize(3)?,
        }
        let expected = if low == LibVer::V110 { [1, 2, 3] } else { [7; 3] };
        assert_eq!(data.read::<Vec<i32>>()?, expected);
        data.resize(2)?;
        drop(data);
        file.write("in its place", &[9; 3])?;
        let file = File::from_image(file.into_image()?).open_rw()?;
        assert_eq!(file.dataset("x")?.read::<Vec<i32>>()?, expected[..2]);
        file.dataset("x")?.resize(3)?;
        assert_eq!(file.dataset("x")?.read::<Vec<i32>>()?, [expected[0], expected[1], 7]);
        file.remove("x")?;
        file.write("y", &[5; 3])?;
        assert_eq!(file.dataset("in its place")?.read::<Vec<i32>>()?, [9; 3]);
        file.close()?;
    }
    Ok(())
}
