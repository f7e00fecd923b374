//! Whatever way the bytes take, they are those of a plain array in memory: random shapes, chunks, filters, types, fill values, partial writes
//! and selections, on files in memory, their images and on disk. A failure names its seed, with which it repeats.
#![cfg(feature = "ndarray")]
use std::fmt::Debug;

use h5mem::{Dataset, Error, File, FixedStr, H5Type, Result};
use ndarray::ArrayD;

#[path = "direct/random.rs"]
mod random;
use random::{Part, Random};

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Record {
    id: u16,
    at: [f64; 2],
    on: bool,
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq)]
#[repr(i8)]
enum Colour {
    Red = -1,
    Green = 0,
    Blue = 5,
}

/// An array in memory, which is written and read as the dataset is.
struct Model<T> {
    dims: Vec<usize>,
    values: Vec<T>,
}

fn check<T: H5Type + Clone + PartialEq + Debug>(model: &Model<T>, dataset: &Dataset, random: &mut Random, what: &str) -> Result<()> {
    let all: Vec<T> = dataset.read()?;
    assert!(all == model.values, "all, {what}");
    for _ in 0..6 {
        let part = Part::of(&model.dims, random, true);
        let wanted: Vec<T> = part.places(&model.dims).into_iter().map(|at| model.values[at].clone()).collect();
        let read: Vec<T> = dataset.slice(&part.selection).read()?;
        assert!(read == wanted, "{:?}, {what}", part.selection);
    }
    Ok(())
}

fn round<T: H5Type<Borrowed = T> + Clone + PartialEq + Debug>(seed: u64, value: impl Fn(usize) -> T, fill: T) -> Result<()> {
    let random = &mut Random(seed);
    let rank = 1 + random.below(4);
    let most = [[3000, 60, 14, 7], [180_000, 420, 56, 20]][usize::from(random.below(3) == 0)][rank - 1];
    let dims: Vec<usize> = (0..rank).map(|_| most / 2 + 1 + random.below(most / 2)).collect();
    let chunk: Vec<usize> = dims.iter().map(|&len| 1 + random.below(len + 3).min(len - 1)).collect();
    let count = chunk.iter().zip(&dims).map(|(chunk, dim)| dim.div_ceil(*chunk)).product::<usize>();
    // not more chunks than a test has time for
    let chunk = if count > 400 { dims.iter().map(|len| len.div_ceil(3)).collect() } else { chunk };
    let file = File::in_memory()?;
    let mut builder = file.new_dataset("x").shape(&dims).fill(fill.clone());
    let chunked = random.below(5) > 0;
    let mut filters = Vec::new();
    if chunked {
        builder = builder.chunk(&chunk);
        if random.chance() {
            (builder, _) = (builder.shuffle(), filters.push("shuffle"));
        }
        if random.below(3) > 0 {
            (builder, _) = (builder.deflate(random.below(10) as u8), filters.push("deflate"));
        }
        if random.chance() {
            (builder, _) = (builder.fletcher32(), filters.push("fletcher32"));
        }
    }
    let mut dataset = builder.create::<T>()?;
    let what = format!("seed {seed}: {dims:?} in {chunk:?} ({chunked}) by {filters:?}");
    let mut model = Model { values: vec![fill; dims.iter().product()], dims };
    for _ in 0..random.below(4) {
        let part = Part::of(&model.dims, random, false);
        let places = part.places(&model.dims);
        let values: Vec<T> = places.iter().map(|&at| value(at + random.below(2))).collect();
        places.iter().zip(&values).for_each(|(&at, value)| model.values[at] = value.clone());
        let array = ArrayD::from_shape_vec(part.shape.clone(), values).expect("of this shape");
        dataset.slice(&part.selection).write(&array)?;
    }
    // a chunk that went through none of the filters
    if chunked && !filters.is_empty() && random.chance() {
        let inside: Vec<usize> = model.dims.iter().zip(&chunk).map(|(dim, len)| random.below(dim.div_ceil(*len)) * len).collect();
        dataset.flush()?;
        if let Ok((_, 0)) = dataset.read_chunk(&inside) {
            let plain = file.new_dataset("plain").shape(&chunk).chunk(&chunk).create::<T>()?;
            let elements: usize = chunk.iter().product();
            let values = ArrayD::from_shape_vec(chunk, (0..elements).map(&value).collect()).expect("of this shape");
            plain.write(&values)?;
            plain.flush()?; // what is only in the cache is not stored yet
            let (bytes, _) = plain.read_chunk(vec![0; rank])?;
            match dataset.write_chunk(&inside, &bytes, (1 << filters.len()) - 1) {
                // written, but libhdf5 has to open the dataset anew before it sees so
                Err(Error::Unsupported { .. }) => {
                    drop(dataset);
                    dataset = file.dataset("x")?;
                }
                written => written?,
            }
            for (index, value) in values.indexed_iter() {
                let at: Vec<usize> = (0..rank).map(|axis| inside[axis] + index[axis]).collect();
                if at.iter().zip(&model.dims).all(|(at, dim)| at < dim) {
                    let place = at.iter().zip(&model.dims).fold(0, |place, (at, dim)| place * dim + at);
                    model.values[place] = value.clone();
                }
            }
        }
    }
    check(&model, &dataset, random, &format!("in memory, {what}"))?;
    let image = File::from_image(file.image()?).open()?;
    check(&model, &image.dataset("x")?, random, &format!("image, {what}"))?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("x.h5");
    file.save(&path)?;
    check(&model, &File::open(&path)?.dataset("x")?, random, &format!("on disk, {what}"))?;
    let written = File::open_rw(&path)?;
    let dataset = written.dataset("x")?;
    let all = ArrayD::from_shape_vec(model.dims.clone(), (0..model.values.len()).map(|n| value(n + 3)).collect()).expect("of this shape");
    dataset.write(&all)?;
    model.values = all.into_raw_vec_and_offset().0;
    check(&model, &dataset, random, &format!("written on disk, {what}"))?;
    written.close()?;
    check(&model, &File::open(&path)?.dataset("x")?, random, &format!("written on disk and opened again, {what}"))
}

#[test]
fn numbers() -> Result<()> {
    for seed in 0..10 {
        round::<f64>(seed, |n| n as f64 / 8.0, -1.5)?;
        round::<i16>(100 + seed, |n| n as i16, 7)?;
        round::<u32>(200 + seed, |n| n as u32 * 77, u32::MAX)?;
    }
    Ok(())
}

#[test]
fn truths_and_enums() -> Result<()> {
    for seed in 300..306 {
        round::<bool>(seed, |n| n % 3 == 0, true)?;
        round::<Colour>(100 + seed, |n| [Colour::Red, Colour::Green, Colour::Blue][n % 3], Colour::Blue)?;
    }
    Ok(())
}

#[test]
fn records_and_text() -> Result<()> {
    for seed in 500..506 {
        let record = |n: usize| Record { id: n as u16, at: [n as f64, -0.5], on: n % 2 == 1 };
        round::<Record>(seed, record, Record { id: 9, at: [1.0, 2.0], on: true })?;
        round::<FixedStr<6>>(
            100 + seed,
            |n| FixedStr::new(&(n % 99_991).to_string()).expect("short"),
            FixedStr::new("none").expect("short"),
        )?;
    }
    Ok(())
}
