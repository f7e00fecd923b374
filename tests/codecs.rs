//! The filters of this crate's features: what they read that others wrote, and the other way round.
#![allow(missing_docs)]
use h5mem::{
    Dataset, DynArray, Error, ErrorKind, File, Filter, H5Type, Image, Result, StringType, TypeDescriptor,
    filter::{self, Bitshuffle, Blosc},
};

#[path = "peers/python.rs"]
mod python;

/// The features that bring codecs, and whether they are on.
const FEATURES: [(i32, &str, bool); 6] = [
    (307, "bzip2", cfg!(feature = "bzip2")),
    (32_000, "lzf", cfg!(feature = "lzf")),
    (32_001, "blosc", cfg!(feature = "blosc")),
    (32_004, "lz4", cfg!(feature = "lz4")),
    (32_008, "bitshuffle", cfg!(feature = "bitshuffle")),
    (32_015, "zstd", cfg!(feature = "zstd")),
];

/// The codecs that are compiled in, and not put aside for plugins.
fn features() -> Vec<(i32, &'static str)> {
    filter::load_plugins(false).expect("nothing forbids it");
    FEATURES.into_iter().filter_map(|(id, name, on)| on.then_some((id, name))).collect()
}

/// Fails for a filter that is not there, with the feature that would bring it.
fn check_unavailable(result: Result<DynArray>) {
    let error = result.expect_err("a filter is missing");
    let Error::FilterUnavailable { id, feature, .. } = &error else { panic!("{error:?}") };
    assert_eq!(*feature, FEATURES.iter().find(|(brought, ..)| brought == id).map(|(_, name, _)| *name), "{error}");
    assert!(feature.is_none_or(|feature| error.to_string().contains(&format!("feature `{feature}`"))), "{error}");
}

fn codecs() -> Image {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/codecs/codecs.h5")).unwrap().into()
}

/// Whether all filters that a dataset's chunks went through are here.
fn readable(data: &Dataset) -> Result<bool> {
    let chunks = data.chunks()?;
    for (n, filter) in data.filters()?.iter().enumerate() {
        let used = chunks.iter().any(|chunk| chunk.filter_mask & (1 << n) == 0);
        if used && !filter::available(filter.id())?.decodes {
            return Ok(false);
        }
    }
    Ok(true)
}

#[test]
fn what_hdf5plugin_wrote_reads_equal() -> Result<()> {
    let features = features();
    for (id, name) in &features {
        let there = filter::available(*id)?;
        assert!(there.encodes && there.decodes, "{name}");
    }
    // through the library, and around it
    for file in [File::from_image(codecs()).open_rw()?, File::from_image(codecs()).open()?] {
        let mut compared = 0;
        for group in file.names()? {
            let group = file.group(&group)?;
            let plain = group.dataset("plain")?;
            for name in group.names()? {
                let data = group.dataset(&name)?;
                let known = data.filters()?.iter().all(|filter| filter.id() < 256 || features.iter().any(|(id, _)| *id == filter.id()));
                if !known && !readable(&data)? {
                    check_unavailable(data.read());
                    continue;
                }
                assert_eq!(data.read::<DynArray>()?, plain.read::<DynArray>()?, "{}", data.path()?);
                compared += 1;
            }
        }
        assert!(compared > 8 * features.len(), "{compared}");
    }
    Ok(())
}

/// The filters of the features that are on, each way that they can be used.
fn of_features() -> Vec<(String, Filter)> {
    let mut filters = vec![
        ("bzip2".to_owned(), Filter::bzip2(9)),
        ("lzf".to_owned(), Filter::lzf()),
        ("lz4".to_owned(), Filter::lz4()),
        ("lz4 blocks".to_owned(), Filter::registered(32_004, &[1000])),
        ("zstd".to_owned(), Filter::zstd(3)),
        ("zstd fast".to_owned(), Filter::zstd(-5)),
        ("bitshuffle".to_owned(), Filter::bitshuffle(Bitshuffle::Only)),
        ("bitshuffle lz4".to_owned(), Filter::bitshuffle(Bitshuffle::Lz4)),
        ("bitshuffle zstd".to_owned(), Filter::bitshuffle(Bitshuffle::Zstd(3))),
        ("bitshuffle blocks".to_owned(), Filter::registered(32_008, &[64, 2])),
    ];
    for compressor in [Blosc::BloscLz, Blosc::Lz4, Blosc::Lz4Hc, Blosc::Snappy, Blosc::Zlib, Blosc::Zstd] {
        filters.push((format!("blosc {compressor:?}"), Filter::blosc(compressor, 5)));
    }
    for shuffle in [0, 2] {
        filters.push((format!("blosc shuffle {shuffle}"), Filter::registered(32_001, &[0, 0, 0, 0, 9, shuffle, 0])));
    }
    filters.push(("blosc level 0".to_owned(), Filter::blosc(Blosc::Zstd, 0)));
    filters.push(("blosc default".to_owned(), Filter::registered(32_001, &[])));
    filters.retain(|(_, filter)| features().iter().any(|(id, _)| *id == filter.id()));
    filters
}

/// A group of the same values through each filter, and `plain` ones.
fn group_of<T: H5Type>(file: &File, name: &str, dtype: &TypeDescriptor, values: &[T], chunk: usize) -> Result<()> {
    let group = file.create_group(name)?;
    group.new_dataset("plain").write_as(dtype, values)?;
    for (step, filter) in of_features() {
        group.new_dataset(&step).chunk(chunk).filter(filter.clone()).write_as(dtype, values)?;
        group.new_dataset(&format!("{step} amidst others")).chunk(chunk).shuffle().fletcher32().filter(filter).write_as(dtype, values)?;
    }
    Ok(())
}

fn ours() -> Result<File> {
    let file = File::in_memory()?;
    let noise = |n: u32| n.wrapping_mul(2_654_435_761) >> 13;
    let bytes: Vec<u8> = (0..3000).map(|n| if n % 900 < 300 { noise(n) as u8 } else { 7 }).collect();
    group_of(&file, "u1", &u8::descriptor(), &bytes, 1001)?;
    let noisy: Vec<u8> = (0..3000).map(|n| noise(n) as u8).collect();
    group_of(&file, "noise", &u8::descriptor(), &noisy, 3000)?;
    let short: Vec<i16> = (0..13).collect();
    group_of(&file, "few", &i16::descriptor(), &short, 5)?;
    let floats: Vec<f64> = (0..4001).map(|n| (f64::from(n) / 50.0).sin()).collect();
    group_of(&file, "f8", &f64::descriptor(), &floats, 700)?;
    let texts: Vec<String> = (0..900).map(|n| format!("text {}", n * n)).collect();
    let fixed = TypeDescriptor::String(StringType::fixed(13));
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let group = file.create_group("s13")?;
    group.new_dataset("plain").write_as(&fixed, &texts)?;
    for (step, filter) in of_features() {
        group.new_dataset(&step).chunk(300).filter(filter).write_as(&fixed, &texts)?;
    }
    // chunks of many blocks, which are written around the library
    let large: Vec<u32> = (0..300_000).map(|n| if n % 1000 < 20 { noise(n) } else { n / 1000 }).collect();
    group_of(&file, "large", &u32::descriptor(), &large, 80_000)?;
    Ok(file)
}

#[test]
fn what_is_written_here_reads_equal_here() -> Result<()> {
    let file = ours()?;
    file.flush()?;
    let image = File::from_image(file.image()?).open()?;
    for file in [&file, &image] {
        for group in file.names()? {
            let group = file.group(&group)?;
            let plain = group.dataset("plain")?.read::<DynArray>()?;
            for name in group.names()? {
                let data = group.dataset(&name)?;
                assert!(data.read::<DynArray>()? == plain, "{}", data.path()?);
                let part = data.slice(3..10).read::<DynArray>()?;
                assert!(part == group.dataset("plain")?.slice(3..10).read()?, "{}", data.path()?);
                assert!(data.chunk()?.is_none() || data.chunks()?.iter().all(|chunk| chunk.filter_mask == 0), "{}", data.path()?);
            }
        }
    }
    Ok(())
}

#[test]
fn what_is_written_here_hdf5plugin_reads() -> Result<()> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("ours.h5");
    let file = ours()?;
    file.save(&path)?;
    let Some(said) = python::run("codecs.py", &[&path]) else { return Ok(()) };
    let wrong: Vec<_> = said.lines().filter(|line| !line.contains(" is equal ")).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(said.lines().count(), file.names()?.iter().map(|group| file.group(group).unwrap().len().unwrap()).sum::<usize>());
    Ok(())
}

#[test]
fn a_dataset_like_another_has_the_same_parameters() -> Result<()> {
    for file in [File::from_image(codecs()).open_rw()?, ours()?] {
        let group = file.group("f8")?;
        for name in group.names()? {
            let data = group.dataset(&name)?;
            if name == "plain"
                || !data.filters()?.iter().all(|filter| filter.id() < 256 || features().iter().any(|(id, _)| *id == filter.id()))
            {
                continue;
            }
            let values = data.read::<Vec<f64>>()?;
            let like = group.new_dataset_like(&format!("like {name}"), &data)?.create::<f64>()?;
            like.write(&values)?;
            file.flush()?; // 1.10.4 reads nothing of a new chunk before
            assert_eq!(like.read::<Vec<f64>>()?, values, "{name}");
            let parameters = |data: &Dataset| -> Result<Vec<Vec<u32>>> {
                Ok(data
                    .filters()?
                    .into_iter()
                    .filter_map(|filter| if let Filter::Other { parameters, .. } = filter { Some(parameters) } else { None })
                    .collect())
            };
            assert_eq!(parameters(&like)?, parameters(&data)?, "{name}");
            // and a foreign one can be written to
            data.write(&values)?;
            data.slice(1).write(&0.25)?;
            assert_eq!(data.slice(1..3).read::<Vec<f64>>()?, [0.25, values[2]]);
        }
    }
    Ok(())
}

#[test]
fn chunks_of_rubbish_are_errors() -> Result<()> {
    if h5mem::library::version()? < (1, 10, 5) {
        return Ok(()); // it takes a chunk that was written raw for as long as the one before
    }
    for (name, filter) in of_features() {
        for len in [1usize, 4, 12, 17, 200, 5000] {
            for seed in 0..6u32 {
                let file = File::in_memory()?;
                let data = file.new_dataset("x").shape([1000]).chunk(1000).filter(filter.clone()).create::<u32>()?;
                data.write(&vec![7u32; 1000])?;
                file.flush()?;
                let (mut bytes, _) = data.read_chunk(0)?;
                // half of them begin as a chunk does
                let keep = if seed % 2 == 0 { bytes.len().min(seed as usize) } else { 0 };
                bytes.resize(len.max(keep), 0);
                for (n, byte) in bytes.iter_mut().enumerate().skip(keep) {
                    *byte = ((n as u32 + seed * 977).wrapping_mul(2_654_435_761) >> 17) as u8;
                }
                data.write_chunk(0, &bytes, 0)?;
                drop(data);
                for file in [File::from_image(file.image()?).open()?, file] {
                    // a chunk by chance, or an error: bitshuffle alone has nothing to check
                    match file.dataset("x")?.read::<Vec<u32>>() {
                        Ok(read) => assert_eq!(read.len(), 1000),
                        Err(error) => assert_eq!(error.kind(), ErrorKind::Library, "{name} {len} {seed}: {error}"),
                    }
                }
            }
        }
    }
    Ok(())
}

/// A filter that no feature brings has no feature in its error; one of a feature that is on is there.
#[test]
fn missing_filters_name_their_feature() -> Result<()> {
    filter::load_plugins(false)?;
    let file = File::in_memory()?;
    for (id, name, on) in FEATURES.into_iter().chain([(32_013, "zfp", false), (65_000, "unknown", false)]) {
        let made = file.new_dataset(name).chunk([3]).filter(Filter::registered(id, &[])).write(&[1, 2, 3]);
        match made {
            Ok(_) => assert!(on, "{name}"),
            Err(error) if on => assert_ne!(error.kind(), ErrorKind::FilterUnavailable, "{error}"), // which parameters it takes
            Err(error) => check_unavailable(Err(error)),
        }
    }
    Ok(())
}

/// h5py's own compressor is among the default features.
#[test]
#[cfg(feature = "lzf")]
fn lzf_is_there_by_default() -> Result<()> {
    let manifest = include_str!("../Cargo.toml");
    let default = manifest.lines().find(|line| line.starts_with("default = ")).expect("is there");
    assert!(default.contains("\"lzf\""), "{default}");
    assert!(filter::available(Filter::lzf().id())?.decodes);
    Ok(())
}
