//! Reading around the lock gives what the library gives: random shapes, chunks, filters, types and selections, each read from a file on
//! libhdf5's CORE driver, which goes through libhdf5, and from its image, which does not: open for reading, and for writing.
use std::sync::Once;

use h5mem::{
    Axis, Bits, ByteOrder, DatasetBuilder, DynArray, ErrorKind, File, FileAccess, FileCreate, FileSpaceStrategy, Filter, H5Type, Integer,
    Result, Scalar, Selection, TypeDescriptor,
    filter::{self, Bitshuffle, Blosc, Codec, CodecError},
};

#[path = "direct/random.rs"]
mod random;
mod sample;
use random::Random;
use sample::unless_parallel;

/// Bytes as differences to the one before.
struct Delta;

impl Codec for Delta {
    fn id(&self) -> i32 {
        400
    }
    fn name(&self) -> &str {
        "delta"
    }
    fn decode(&self, _: &[u32], stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), CodecError> {
        let mut last = 0u8;
        chunk.extend(stored.iter().map(|byte| {
            last = last.wrapping_add(*byte);
            last
        }));
        Ok(())
    }
    fn encode(&self, _: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), CodecError> {
        let before = std::iter::once(&0).chain(chunk);
        stored.extend(chunk.iter().zip(before).map(|(byte, before)| byte.wrapping_sub(*before)));
        Ok(())
    }
}

/// A filter that is not the library's: of the application, or of a feature that is on.
fn other(random: &mut Random) -> Filter {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| filter::register(Delta).expect("a free number"));
    let mut filters = vec![Filter::registered(400, &[]), Filter::optional(400, &[])];
    if cfg!(feature = "lzf") {
        filters.push(Filter::lzf());
    }
    if cfg!(feature = "lz4") {
        filters.extend([Filter::lz4(), Filter::registered(32_004, &[100])]);
    }
    if cfg!(feature = "zstd") {
        filters.push(Filter::zstd(1));
    }
    if cfg!(feature = "blosc") {
        filters.extend([Blosc::BloscLz, Blosc::Lz4, Blosc::Zlib].map(|compressor| Filter::blosc(compressor, 3)));
    }
    if cfg!(feature = "bitshuffle") {
        filters.extend([Bitshuffle::Only, Bitshuffle::Lz4, Bitshuffle::Zstd(1)].map(Filter::bitshuffle));
    }
    filters.swap_remove(random.below(filters.len()))
}

fn filtered(mut builder: DatasetBuilder, random: &mut Random) -> DatasetBuilder {
    if random.chance() {
        builder = builder.shuffle();
    }
    if random.chance() {
        builder = builder.filter(other(random)); // Bitshuffle asks for whole elements
    }
    if random.chance() {
        builder = builder.deflate(random.below(10) as u8);
    }
    if random.chance() {
        builder = builder.fletcher32();
    }
    builder
}

fn big_endian(scalar: Scalar) -> TypeDescriptor {
    let mut dtype = scalar.descriptor();
    let big = |bits: &mut Bits| bits.order = ByteOrder::Big;
    match &mut dtype {
        TypeDescriptor::Integer(Integer { bits, .. }) => big(bits),
        TypeDescriptor::Float(float) => big(&mut float.bits),
        _ => unreachable!("a number"),
    }
    dtype
}

fn selection(dims: &[usize], random: &mut Random) -> Selection {
    let axes = dims.iter().map(|&len| match random.below(4) {
        0 => Axis::Index(random.below(len) as isize),
        1 => Axis::Slice { start: 0, end: None, step: 1 },
        _ => {
            let start = random.below(len);
            let end = start + random.below(len - start + 1);
            let step = 1 + random.below(3) as isize;
            Axis::Slice { start: start as isize, end: Some(end as isize), step: if random.chance() { step } else { -step } }
        }
    });
    Selection::axes(axes)
}

fn round<T: H5Type + PartialEq + std::fmt::Debug>(
    random: &mut Random,
    dtype: &TypeDescriptor,
    value: impl Fn(usize) -> T,
    fill: T,
) -> Result<()> {
    let rank = 1 + random.below(3);
    let dims: Vec<usize> = (0..rank).map(|_| 1 + random.below([5000, 90, 20][rank - 1])).collect();
    let file = FileAccess::core(false).create("round")?;
    let mut builder = file.new_dataset("x").shape(&dims).fill(fill);
    if random.below(4) > 0 {
        let chunk: Vec<usize> = dims.iter().map(|&len| 1 + random.below(len)).collect();
        builder = filtered(builder.chunk(chunk), random);
    }
    let dataset = builder.create_as(dtype)?;
    let whole: usize = dims.iter().product();
    // all of it, or parts, so that some chunks are never written
    if random.chance() {
        let values: Vec<T> = (0..whole).map(&value).collect();
        let array = ndarray::ArrayD::from_shape_vec(dims.clone(), values).expect("of this shape");
        dataset.write(&array)?;
    } else {
        let part = Selection::axes(dims.iter().map(|&len| Axis::Slice { start: 0, end: Some(len.div_ceil(2) as isize), step: 1 }));
        let half: Vec<usize> = dims.iter().map(|len| len.div_ceil(2)).collect();
        let values: Vec<T> = (0..half.iter().product()).map(&value).collect();
        dataset.slice(part).write(&ndarray::ArrayD::from_shape_vec(half, values).expect("of this shape"))?;
    }
    let image = file.image()?;
    for around in [File::from_image(image.clone()).open()?, File::from_image(image).open_rw()?] {
        let direct = around.dataset("x")?;
        assert_eq!(direct.read::<Vec<T>>()?, dataset.read::<Vec<T>>()?, "{dims:?} {dtype}");
        assert_eq!(direct.read::<DynArray>()?, dataset.read::<DynArray>()?, "{dims:?} {dtype}");
        for _ in 0..12 {
            let part = selection(&dims, random);
            let (a, b) = (direct.slice(&part).read::<Vec<T>>()?, dataset.slice(&part).read::<Vec<T>>()?);
            assert_eq!(a, b, "{dims:?} {dtype} {part:?}");
        }
    }
    Ok(())
}

#[test]
fn a_direct_read_is_the_librarys() -> Result<()> {
    for seed in 0..60 {
        let random = &mut Random(seed);
        let scalar = |big: bool, scalar: Scalar| if big { big_endian(scalar) } else { scalar.descriptor() };
        let big = random.chance();
        match random.below(5) {
            0 => round::<f64>(random, &scalar(big, Scalar::F64), |n| n as f64 / 8.0, -1.5)?,
            1 => round::<i16>(random, &scalar(big, Scalar::I16), |n| n as i16, 7)?,
            2 => round::<u32>(random, &scalar(big, Scalar::U32), |n| n as u32 * 77, u32::MAX)?,
            3 => round::<u8>(random, &scalar(big, Scalar::U8), |n| n as u8, 9)?,
            _ => round::<bool>(random, &bool::descriptor(), |n| n % 3 == 0, true)?,
        }
    }
    Ok(())
}

#[test]
fn widened_and_nested_reads_are_right_too() -> Result<()> {
    let file = File::in_memory()?;
    let values = ndarray::Array2::from_shape_fn((3000, 3), |(i, j)| (i * 3 + j) as i32);
    file.new_dataset("x").chunk([70, 2]).deflate(1).write(&values)?;
    let image = File::from_image(file.into_image()?).open()?;
    let dataset = image.dataset("x")?;
    assert_eq!(dataset.read::<ndarray::Array2<i64>>()?, values.mapv(i64::from));
    let rows: Vec<[i32; 3]> = dataset.read()?;
    assert_eq!(rows[2999], [8997, 8998, 8999]);
    let mut into = vec![0; 9000];
    dataset.read_into(&mut into)?;
    assert_eq!(into, values.into_raw_vec_and_offset().0);
    Ok(())
}

#[test]
fn a_user_block_and_a_file_closed_meanwhile_do_no_harm() -> Result<()> {
    let file = h5mem::FileAccess::memory().create_with("with a user block", h5mem::FileCreate::new().userblock(1024))?;
    let values: Vec<u16> = (0..50_000).collect();
    file.new_dataset("chunked").chunk(999).shuffle().fletcher32().write(&values)?;
    file.write("plain", &values)?;
    let image = File::from_image(file.into_image()?).open()?;
    let (chunked, plain) = (image.dataset("chunked")?, image.dataset("plain")?);
    assert_eq!(chunked.read::<Vec<u16>>()?, values);
    assert_eq!(plain.read::<Vec<u16>>()?, values);
    let reader = std::thread::spawn(move || {
        while let Ok(read) = chunked.read::<Vec<u16>>() {
            assert_eq!(read.len(), 50_000);
        }
        chunked.read::<Vec<u16>>().unwrap_err().kind()
    });
    for _ in 0..50 {
        assert_eq!(plain.slice(100..200).read::<Vec<u16>>()?, values[100..200]);
    }
    image.close()?;
    assert_eq!(reader.join().expect("no panic"), h5mem::ErrorKind::Closed);
    Ok(())
}

#[test]
fn a_broken_chunk_is_the_librarys_error() -> Result<()> {
    let file = File::in_memory()?;
    let values: Vec<u64> = (0..20_000).map(|n| n * n).collect();
    file.new_dataset("x").chunk(20_000).fletcher32().write(&values)?;
    let mut bytes = file.into_image()?.into_vec();
    let at = bytes.len() - 50_000;
    bytes[at] ^= 0xff;
    let image = File::from_image(bytes).open()?;
    let error = image.dataset("x")?.read::<Vec<u64>>().unwrap_err();
    assert_eq!(error.kind(), h5mem::ErrorKind::Library, "{error}");
    assert!(error.to_string().contains("/x"), "{error}");
    Ok(())
}

/// Chunks large enough that their filters are run here, of a file that is open for writing: written here and read by the library, written
/// by the library and read here, parts and all.
#[test]
fn large_chunked_writes_and_reads_are_the_librarys() -> Result<()> {
    for seed in 0..12 {
        let random = &mut Random(1000 + seed);
        let dims = [400 + random.below(300), 500 + random.below(200)];
        let chunk = [1 + random.below(200), 1 + random.below(500)];
        let dtype = if random.chance() { big_endian(Scalar::F64) } else { Scalar::F64.descriptor() };
        let file = File::in_memory()?;
        let values = ndarray::Array2::from_shape_fn(dims, |(i, j)| ((i * 31 + j) % 1000) as f64);
        let dataset = filtered(file.new_dataset("x").shape(dims).chunk(chunk).fill(-3.0), random).create_as(&dtype)?;
        dataset.write(&values)?;
        // small parts are the library's affair
        for _ in 0..5 {
            let (i, j) = (random.below(dims[0]), random.below(dims[1]));
            assert_eq!(dataset.slice((i, j)).read::<f64>()?, values[[i, j]], "{dims:?} {chunk:?} at {i}, {j}");
            dataset.slice((i, j)).write(&values[[i, j]])?;
        }
        assert_eq!(dataset.read::<ndarray::Array2<f64>>()?, values, "{dims:?} {chunk:?}");
        let part = (1..dims[0] - 1, 2..dims[1]);
        let slice = ndarray::s![1..dims[0] - 1, 2..dims[1]];
        assert_eq!(dataset.slice(part).read::<ndarray::Array2<f64>>()?, values.slice(slice), "{dims:?} {chunk:?}");
        // what lies beyond the edge of the last chunks is the fill value when the data grows over it
        let grown = file.new_dataset("g").shape(dims).chunk(chunk).max_shape([1000, 1000]).fill(-3.0).deflate(1).create_as(&dtype)?;
        // as numbers, or as they are stored
        if random.chance() {
            grown.write(&values)?;
        } else {
            grown.write(&dataset.read::<DynArray>()?)?;
        }
        grown.resize([dims[0] + 1, dims[1] + 1])?;
        assert_eq!(grown.slice((dims[0], 0)).read::<f64>()?, -3.0);
        assert_eq!(grown.slice((0, dims[1])).read::<f64>()?, -3.0);
        assert_eq!(grown.slice((dims[0] - 1, dims[1] - 1)).read::<f64>()?, values[[dims[0] - 1, dims[1] - 1]]);
        let image = File::from_image(file.image()?).open()?;
        assert_eq!(image.dataset("x")?.read::<ndarray::Array2<f64>>()?, values, "{dims:?} {chunk:?}");
    }
    Ok(())
}

/// Data that is read and written by its address is the same data to the library.
#[test]
fn what_is_moved_by_address_is_the_librarys() -> Result<()> {
    let file = File::in_memory()?;
    let data = file.write("x", &(0..1000).map(f64::from).collect::<Vec<_>>())?;
    data.write(&vec![1.0; 1000])?; // by address from here on
    data.slice(10..20).write(&[2.0; 10])?;
    data.slice(Selection::points(&[&[5], &[999]])).write(&[3.0, 4.0])?; // of which the library knows
    let snapshot = file.snapshot()?;
    data.slice(0).write(&9.0)?;
    let picked = |data: &h5mem::Dataset| data.slice(Selection::points(&[&[0], &[5], &[15], &[999]])).read::<Vec<f64>>();
    let values: Vec<f64> = data.read()?;
    assert_eq!((values[0], values[5], values[15], values[999]), (9.0, 3.0, 2.0, 4.0));
    assert_eq!(picked(&data)?, [9.0, 3.0, 2.0, 4.0]);
    assert_eq!(picked(&snapshot.dataset("x")?)?, [1.0, 3.0, 2.0, 4.0], "changed after");
    let again = File::from_image(file.image()?).open()?;
    assert_eq!(again.dataset("x")?.read::<Vec<f64>>()?, values);
    let other = file.dataset("x")?;
    other.write(&vec![7.0; 1000])?;
    assert_eq!(data.slice(Selection::axes([Axis::Slice { start: 0, end: None, step: 333 }])).read::<Vec<f64>>()?, [7.0; 4]);
    let file = file.into_image().expect_err("its datasets are in use").value;
    file.close()?;
    assert_eq!(data.read::<Vec<f64>>().unwrap_err().kind(), ErrorKind::Closed);
    assert_eq!(data.write(&vec![0.0; 1000]).unwrap_err().kind(), ErrorKind::Closed);
    Ok(())
}

/// Data of another file, to which a mount leads, is not where it would be in this one.
#[test]
fn a_mounted_files_data_is_its_own() -> Result<()> {
    let make = |value: f64, group: Option<&str>| -> Result<File> {
        let file = File::in_memory()?;
        file.write("x", &vec![value; 1000])?;
        group.map(|group| file.create_group(group)).transpose()?;
        let image = File::from_image(file.into_image()?);
        if group.is_some() { image.open() } else { image.open_rw() }
    };
    let (file, child) = (make(1.0, Some("m"))?, make(2.0, None)?);
    let mount = file.mount("m", &child)?;
    let data = file.dataset("m/x")?;
    for _ in 0..2 {
        assert!(data.read::<Vec<f64>>()?.iter().all(|&value| value == 2.0));
        assert_eq!(data.slice(1..3).read::<Vec<f64>>()?, [2.0; 2]);
    }
    assert!(data.view::<f64>().map_or(true, |view| view[0] == 2.0));
    assert_eq!(file.dataset("x")?.read::<Vec<f64>>()?, [1.0; 1000]);
    drop(data);
    mount.unmount().map_err(h5mem::Error::from)
}

/// Behind a user block the library gives an address to data that is in other files.
#[test]
fn data_in_external_files_is_not_in_the_user_block() -> Result<()> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("raw");
    let file = FileAccess::memory().create_with("x", FileCreate::new().userblock(512))?;
    file.write("before", &vec![5.0; 10_000])?; // so that there is something at that address
    let builder = file.new_dataset("x").shape([1000]).external(&path, 0, 8000);
    let data = builder.create::<f64>()?;
    for value in [1.0, 2.0] {
        data.write(&vec![value; 1000])?;
        assert_eq!(data.read::<Vec<f64>>()?, [value; 1000]);
    }
    assert_eq!(std::fs::read(path)?[..8], 2f64.to_ne_bytes());
    Ok(())
}

/// What goes past the library must not go past its page buffer either.
#[test]
fn data_in_a_page_buffer_is_found() -> Result<()> {
    let create = FileCreate::new().file_space(FileSpaceStrategy::Paged, false, 1).page_size(4096);
    let made = FileAccess::memory().page_buffer(1 << 16, 0, 0).create_with("paged", create);
    let Some(file) = unless_parallel(made)? else { return Ok(()) };
    let x = file.write("x", &[1i32; 100])?;
    file.flush()?;
    let points = Selection::points(&[[7], [93]]); // which the library reads and writes
    for value in 2..6 {
        x.write(&[value; 100])?;
        assert_eq!(x.slice(points.clone()).read::<Vec<i32>>()?, [value; 2]);
        x.slice(points.clone()).write(&[-value; 2])?;
        assert_eq!(x.read::<Vec<i32>>()?[93], -value);
    }
    let copy = File::from_image(file.image()?).open()?;
    assert_eq!(copy.dataset("x")?.read::<Vec<i32>>()?[92..94], [5, -5]);
    Ok(())
}

/// Parts of chunks, one after the other in any order, from several threads: decoded once and kept, or not.
#[test]
fn parts_of_chunks_that_are_kept_are_right() -> Result<()> {
    let file = File::in_memory()?;
    let values = ndarray::Array2::from_shape_fn((2000, 300), |(i, j)| (i * 300 + j) as u32);
    file.new_dataset("x").chunk([100, 100]).shuffle().deflate(1).fletcher32().write(&values)?;
    let image = File::from_image(file.into_image()?).open()?;
    let small = h5mem::DatasetAccess::new().chunk_cache(11, 90_000, 0.75);
    for dataset in [image.dataset("x")?, image.dataset_with("x", &small)?] {
        std::thread::scope(|scope| {
            for thread in 0..3 {
                let (dataset, values) = (&dataset, &values);
                scope.spawn(move || {
                    let random = &mut Random(thread);
                    for _ in 0..200 {
                        let row = random.below(2000);
                        assert_eq!(dataset.slice(row).read::<Vec<u32>>().expect("a row"), values.row(row).to_vec());
                    }
                });
            }
        });
    }
    Ok(())
}

/// What is larger than memory is refused, and its size is not counted beyond what can be.
#[test]
fn more_elements_than_there_are_bytes_are_an_error() -> Result<()> {
    let file = File::in_memory()?;
    let huge = file.new_dataset("huge").shape([1usize << 31, 1 << 30]).chunk([1024, 1024]).deflate(1).create::<f64>()?;
    assert!(huge.read::<Vec<f64>>().is_err());
    let part = huge.slice((0..1usize << 30, ..)).read::<Vec<f64>>();
    assert!(part.is_err());
    Ok(())
}

/// The first of several values that are none is named, wherever the pieces begin that are looked at one by one.
#[test]
fn the_first_value_that_is_none_is_named() -> Result<()> {
    const LEN: usize = 1 << 20;
    let file = File::in_memory()?;
    let numbers = file.write("numbers", &vec![1u8; LEN])?;
    for at in [LEN - 1, 700_001, 8192, 8191] {
        numbers.slice(at).write(&2u8)?;
        let error = numbers.read::<Vec<bool>>().unwrap_err().to_string();
        assert!(error.contains(&format!("element {at}")), "{error}");
    }
    Ok(())
}
