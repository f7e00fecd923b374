//! Filters: those of one's own, of features and of plugins; what becomes of a chunk that one fails on.
#![allow(missing_docs)]
use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use h5mem::{
    Bits, DynArray, Error, ErrorKind, File, Filter, Integer, Member, Result, Scale, TypeDescriptor, VirtualSource,
    filter::{self, Codec, CodecError},
};

fn kind<T: std::fmt::Debug>(result: Result<T>) -> ErrorKind {
    result.expect_err("it is to fail").kind()
}

/// Taking a filter back flushes all files of the process, which is to find none that cannot be.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Adds its first parameter to each byte.
struct Add(i32);

impl Codec for Add {
    fn id(&self) -> i32 {
        self.0
    }
    fn name(&self) -> &str {
        "add"
    }
    fn decode(&self, parameters: &[u32], stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), CodecError> {
        let &[n] = parameters else { return Err("one parameter".into()) };
        chunk.extend(stored.iter().map(|byte| byte.wrapping_sub(n as u8)));
        Ok(())
    }
    fn encode(&self, parameters: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), CodecError> {
        let &[n] = parameters else { return Err("one parameter".into()) };
        stored.extend(chunk.iter().map(|byte| byte.wrapping_add(n as u8)));
        Ok(())
    }
}

#[test]
fn a_codec_is_registered_used_and_taken_back() -> Result<()> {
    let _alone = alone();
    assert!(!filter::available(300)?.decodes);
    assert_eq!(
        kind(File::in_memory()?.new_dataset("x").chunk(4).filter(Filter::registered(300, &[1])).write(&[1u8; 8])),
        ErrorKind::FilterUnavailable
    );
    filter::register(Add(300))?;
    assert!(filter::available(300)?.encodes && filter::available(300)?.decodes);
    let file = File::in_memory()?;
    let data = file.new_dataset("x").chunk(4).filter(Filter::registered(300, &[3])).write(&[1u8, 2, 3, 4, 5, 6, 7, 255])?;
    assert_eq!(data.read::<Vec<u8>>()?, [1, 2, 3, 4, 5, 6, 7, 255]);
    file.flush()?;
    assert_eq!(data.read_chunk(4)?, (vec![8, 9, 10, 2], 0));
    assert_eq!(data.filters()?, [Filter::Other { id: 300, name: "add".into(), parameters: vec![3], optional: false }]);
    // who uses it keeps it
    assert_eq!(kind(filter::unregister(300)), ErrorKind::Library);
    assert_eq!(data.read::<Vec<u8>>()?, [1, 2, 3, 4, 5, 6, 7, 255]);
    match filter::register(Add(300)) {
        Err(Error::AlreadyExists { path }) => assert_eq!(path, "filter 300 (add)"),
        other => panic!("{other:?}"),
    }
    drop(data);
    let image = file.into_image()?;
    filter::unregister(300)?;
    assert_eq!(kind(filter::unregister(300)), ErrorKind::NotFound);
    let file = File::from_image(image.clone()).open()?;
    match file.dataset("x")?.read::<Vec<u8>>() {
        Err(Error::FilterUnavailable { id: 300, name, path, feature: None }) => {
            assert!(name == "add" && path.ends_with(":/x"), "{path}: {name}");
        }
        other => panic!("{other:?}"),
    }
    file.close()?;
    filter::register(Add(300))?; // and again
    assert_eq!(File::from_image(image).open()?.dataset("x")?.read::<Vec<u8>>()?, [1, 2, 3, 4, 5, 6, 7, 255]);
    Ok(())
}

/// One codec for what can go wrong.
struct Odd {
    id: i32,
    decode: fn(&[u8], &mut Vec<u8>) -> Result<(), CodecError>,
    encode: fn(&[u8], &mut Vec<u8>) -> Result<(), CodecError>,
}

impl Codec for Odd {
    fn id(&self) -> i32 {
        self.id
    }
    fn name(&self) -> &str {
        "odd"
    }
    fn decode(&self, _: &[u32], stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), CodecError> {
        (self.decode)(stored, chunk)
    }
    fn encode(&self, _: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), CodecError> {
        (self.encode)(chunk, stored)
    }
}

fn copy(from: &[u8], to: &mut Vec<u8>) -> Result<(), CodecError> {
    to.extend(from);
    Ok(())
}

/// Small and large data: what the library takes through the filter, and what does not go through it at all.
const LENS: [usize; 2] = [1_000, 1 << 20];

#[test]
fn what_decodes_to_another_length_is_an_error() -> Result<()> {
    filter::register(Odd { id: 301, encode: copy, decode: |stored, chunk| copy(&stored[..10], chunk) })?;
    filter::register(Odd { id: 302, encode: copy, decode: |stored, chunk| copy(&[stored, &[0]].concat(), chunk) })?;
    filter::register(Odd { id: 303, encode: copy, decode: |_, _| Ok(()) })?;
    filter::register(Odd { id: 304, encode: copy, decode: |_, _| Err("no words for it".into()) })?;
    for id in 301..=304 {
        for len in LENS {
            let file = File::in_memory()?;
            let values: Vec<u32> = (0..len as u32).collect();
            drop(file.new_dataset("x").chunk(len / 4).filter(Filter::registered(id, &[])).write(&values)?);
            let image = file.image()?;
            for file in [file, File::from_image(image).open()?] {
                let error = file.dataset("x")?.read::<Vec<u32>>().map(|read| read.len()).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Library, "{id} {len}: {error}");
                assert!(id != 304 || error.to_string().contains("odd: no words for it"), "{error}");
                assert!(id == 304 || error.to_string().contains("bytes came of a chunk") || id == 303, "{error}");
                assert_eq!(kind(file.dataset("x")?.slice(0..10).read::<Vec<u32>>()), ErrorKind::Library);
            }
        }
    }
    Ok(())
}

static REFUSES: AtomicBool = AtomicBool::new(true);

#[test]
fn a_chunk_that_does_not_encode_is_an_error_and_stays_to_be_tried_again() -> Result<()> {
    let _alone = alone();
    filter::register(Odd {
        id: 305,
        decode: copy,
        encode: |chunk, stored| if REFUSES.load(Ordering::Relaxed) { Err("not today".into()) } else { copy(chunk, stored) },
    })?;
    let says = |error: &Error| assert!(error.kind() == ErrorKind::Library && error.to_string().contains("odd: not today"), "{error}");
    // larger than any cache: the write itself fails
    let file = File::in_memory()?;
    let large = file.new_dataset("large").chunk(1 << 21).filter(Filter::registered(305, &[])).shape([1 << 23]).create::<u32>()?;
    let values = vec![1u32; 1 << 23];
    says(&large.write(&values).unwrap_err());
    REFUSES.store(false, Ordering::Relaxed);
    large.write(&values)?;
    assert!(large.read::<Vec<u32>>()? == values);
    drop((large, file));
    REFUSES.store(true, Ordering::Relaxed);
    // small: it is cached, and what writes it out fails, not the handle's end
    let file = File::in_memory()?;
    drop(file.new_dataset("small").chunk(4).filter(Filter::registered(305, &[])).write(&[1u8, 2, 3, 4, 5])?);
    says(&file.flush().unwrap_err());
    says(&file.image().unwrap_err());
    let refused = file.into_image().unwrap_err();
    says(&refused.error);
    let refused = refused.value.close().unwrap_err();
    says(&refused.error);
    REFUSES.store(false, Ordering::Relaxed);
    let image = refused.value.into_image()?;
    assert_eq!(File::from_image(image).open()?.dataset("small")?.read::<Vec<u8>>()?, [1, 2, 3, 4, 5]);
    Ok(())
}

#[test]
fn a_chunk_may_be_stored_without_an_optional_filter() -> Result<()> {
    // only even bytes are encoded
    filter::register(Odd {
        id: 306,
        decode: |stored, chunk| copy(&stored[1..], chunk),
        encode: |chunk, stored| if chunk[0] % 2 == 0 { copy(&[&[9], chunk].concat(), stored) } else { Err("odd bytes".into()) },
    })?;
    for len in LENS {
        let file = File::in_memory()?;
        let mut values: Vec<u8> = vec![2; 4 * len];
        values[len] = 1;
        let data = file.new_dataset("x").chunk(len).filter(Filter::optional(306, &[])).write(&values)?;
        file.flush()?;
        let masks: Vec<_> = data.chunks()?.iter().map(|chunk| (chunk.size as usize, chunk.filter_mask)).collect();
        assert_eq!(masks, [(len + 1, 0), (len, 1), (len + 1, 0), (len + 1, 0)]);
        assert_eq!(data.read::<Vec<u8>>()?, values);
        values.reverse();
        data.write(&values)?;
        assert_eq!(data.read::<Vec<u8>>()?, values);
        let image = file.image()?;
        assert_eq!(File::from_image(image).open()?.dataset("x")?.read::<Vec<u8>>()?, values);
    }
    Ok(())
}

static PANICS: AtomicBool = AtomicBool::new(true);

#[test]
fn a_panic_of_a_codec_passes_through() -> Result<()> {
    let _alone = alone();
    filter::register(Odd { id: 307, decode: |_, _| panic!("decoding"), encode: copy })?;
    filter::register(Odd {
        id: 308,
        decode: copy,
        encode: |chunk, stored| if PANICS.load(Ordering::Relaxed) { panic!("encoding") } else { copy(chunk, stored) },
    })?;
    let caught = |run: &dyn Fn()| {
        let payload = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).expect_err("it panics");
        *payload.downcast::<&str>().expect("with its own words")
    };
    for len in LENS {
        let file = File::in_memory()?;
        let values = vec![7u8; 4 * len];
        let data = file.new_dataset("x").chunk(len).filter(Filter::registered(307, &[])).write(&values)?;
        file.flush()?;
        drop(data);
        let image = file.image()?;
        for file in [file, File::from_image(image).open()?] {
            let data = file.dataset("x")?;
            assert_eq!(caught(&|| drop(data.read::<Vec<u8>>())), "decoding");
            assert_eq!(caught(&|| drop(data.slice(1..3).read::<Vec<u8>>())), "decoding");
            assert_eq!(data.shape()?, [4 * len], "the library goes on");
        }
        let file = File::in_memory()?;
        let written = caught(&|| {
            let data = file.new_dataset("x").chunk(len).filter(Filter::registered(308, &[])).write(&values);
            drop(data);
            file.flush().unwrap();
        });
        assert_eq!(written, "encoding");
        PANICS.store(false, Ordering::Relaxed);
        file.write("y", &[1, 2, 3])?;
        assert_eq!(file.dataset("y")?.read::<Vec<i32>>()?, [1, 2, 3]);
        file.close()?;
        PANICS.store(true, Ordering::Relaxed);
    }
    Ok(())
}

static SEEN: AtomicUsize = AtomicUsize::new(0);

#[test]
fn a_codec_does_not_get_into_the_library() -> Result<()> {
    filter::register(Odd {
        id: 309,
        decode: |stored, chunk| {
            assert_eq!(kind(File::in_memory().map(drop)), ErrorKind::Unsupported);
            assert_eq!(kind(filter::unregister(309)), ErrorKind::Unsupported);
            SEEN.fetch_add(1, Ordering::Relaxed);
            copy(stored, chunk)
        },
        encode: copy,
    })?;
    for len in LENS {
        let file = File::in_memory()?;
        let values = vec![7u8; 4 * len];
        drop(file.new_dataset("x").chunk(len).filter(Filter::registered(309, &[])).write(&values)?);
        assert_eq!(File::from_image(file.into_image()?).open()?.dataset("x")?.read::<Vec<u8>>()?, values);
    }
    assert!(SEEN.load(Ordering::Relaxed) >= 8);
    Ok(())
}

#[test]
fn numbers_and_names_that_cannot_be() -> Result<()> {
    struct Named(i32, &'static str);
    impl Codec for Named {
        fn id(&self) -> i32 {
            self.0
        }
        fn name(&self) -> &str {
            self.1
        }
        fn decode(&self, _: &[u32], _: &[u8], _: &mut Vec<u8>) -> Result<(), CodecError> {
            unreachable!()
        }
        fn encode(&self, _: &[u32], _: &[u8], _: &mut Vec<u8>) -> Result<(), CodecError> {
            unreachable!()
        }
    }
    for (id, name) in [(-1, "x"), (0, "x"), (1, "deflate"), (255, "x"), (65_536, "x"), (i32::MAX, "x"), (399, ""), (399, "a\0b")] {
        assert_eq!(kind(filter::register(Named(id, name))), ErrorKind::InvalidValue, "{id} {name}");
    }
    for id in [-1, 0, 399, 65_536, i32::MIN] {
        let there = filter::available(id)?;
        assert!(!there.encodes && !there.decodes, "{id}");
    }
    Ok(())
}

// ---- the library's own

#[test]
fn szip_where_it_encodes() -> Result<()> {
    let there = filter::available(4)?;
    for nearest_neighbor in [false, true] {
        let file = File::in_memory()?;
        let values: Vec<i32> = (0..10_000).map(|n| n / 100).collect();
        let made = file.new_dataset("x").chunk(1000).szip(nearest_neighbor, 16).write(&values);
        if !there.encodes {
            match made {
                Err(Error::FilterUnavailable { id: 4, name, .. }) => assert_eq!(name, "szip"),
                other => panic!("{other:?}"),
            }
            continue;
        }
        let data = made?;
        assert_eq!(data.filters()?, [Filter::Szip { nearest_neighbor, pixels_per_block: 16 }]);
        file.flush()?;
        assert!(data.chunks()?.iter().all(|chunk| chunk.filter_mask == 0) && data.storage_size()? < 20_000);
        assert_eq!(File::from_image(file.image()?).open()?.dataset("x")?.read::<Vec<i32>>()?, values);
        for pixels in [0, 1, 7, 34] {
            let made = file.new_dataset("y").shape([1000]).chunk(1000).szip(nearest_neighbor, pixels).create::<i32>();
            assert_eq!(kind(made), ErrorKind::InvalidValue, "{pixels}");
        }
        assert_eq!(kind(file.new_dataset("y").shape([10]).chunk(10).szip(nearest_neighbor, 16).create::<i32>()), ErrorKind::InvalidValue);
        assert_eq!(kind(file.new_dataset("y").shape([10]).chunk(10).szip(nearest_neighbor, 4).create::<String>()), ErrorKind::Unsupported);
        assert_eq!(kind(file.new_dataset("y").shape([10]).chunk(10).szip(nearest_neighbor, 4).create::<[u8; 3]>()), ErrorKind::Unsupported);
        assert!(!file.contains("y")?);
    }
    Ok(())
}

#[test]
fn nbit_keeps_what_the_precision_says() -> Result<()> {
    let file = File::in_memory()?;
    let bits = |bits: Bits| TypeDescriptor::Integer(Integer { bits, signed: true });
    let narrow = bits(Bits { precision: 12, offset: 2, ..Bits::native(4) });
    let values: Vec<i32> = (0..1000).map(|n| n - 500).collect();
    let data = file.new_dataset("narrow").chunk(100).nbit().write_as(&narrow, &values)?;
    file.flush()?;
    assert_eq!(data.filters()?, [Filter::Nbit]);
    assert_eq!(data.storage_size()?, 10 * (100 * 12 / 8 + 1)); // a byte more for each chunk
    assert_eq!(File::from_image(file.image()?).open()?.dataset("narrow")?.read::<Vec<i32>>()?, values);

    // a compound of so many members has hundreds of parameters
    let member = |n: usize| Member { name: format!("m{n}"), offset: 4 * n, dtype: narrow.clone() };
    for count in [10, 40, 100] {
        let compound = TypeDescriptor::Compound { size: 4 * count, members: (0..count).map(member).collect() };
        let name = format!("compound {count}");
        let data = file.new_dataset(&name).shape([50]).chunk(20).nbit().create_as(&compound)?;
        let image = File::from_image(file.image()?).open()?;
        assert_eq!((data.filters()?, image.dataset(&name)?.filters()?), (vec![Filter::Nbit], vec![Filter::Nbit]), "{count}");
        let read: DynArray = data.read()?;
        data.write(&read)?;
        file.flush()?;
        assert_eq!(data.storage_size()?, 3 * (20 * count as u64 * 12 / 8 + 1), "{count}");
        assert_eq!(File::from_image(file.image()?).open()?.dataset(&name)?.read::<DynArray>()?, read);
    }
    assert_eq!(kind(file.new_dataset("y").shape([10]).chunk(10).nbit().create::<String>()), ErrorKind::Unsupported);
    let opaque = TypeDescriptor::Opaque { size: 4, tag: String::new() };
    assert_eq!(kind(file.new_dataset("y").shape([10]).chunk(10).nbit().create_as(&opaque)), ErrorKind::Unsupported);
    assert!(!file.contains("y")?);
    Ok(())
}

#[test]
fn scale_offset_of_integers_and_floats() -> Result<()> {
    let file = File::in_memory()?;
    let integers: Vec<i64> = (0..1000).map(|n| 1_000_000_000_000 + n % 50).collect();
    for (n, bits) in [0, 6, 40].into_iter().enumerate() {
        let name = format!("integers {n}");
        let data = file.new_dataset(&name).chunk(100).scale_offset(Scale::Integers(bits)).write(&integers)?;
        file.flush()?;
        assert_eq!(data.filters()?, [Filter::ScaleOffset(Scale::Integers(bits))]);
        assert!(data.storage_size()? < 1000 * 6, "{}", data.storage_size()?);
        assert_eq!(File::from_image(file.image()?).open()?.dataset(&name)?.read::<Vec<i64>>()?, integers, "{bits}");
    }
    let floats: Vec<f64> = (0..1000).map(|n| (f64::from(n) / 100.0).sin()).collect();
    let data = file.new_dataset("floats").chunk(100).scale_offset(Scale::Decimals(3)).write(&floats)?;
    file.flush()?;
    assert_eq!(data.filters()?, [Filter::ScaleOffset(Scale::Decimals(3))]);
    assert!(data.storage_size()? < 3000, "{}", data.storage_size()?);
    let read: Vec<f64> = File::from_image(file.image()?).open()?.dataset("floats")?.read()?;
    assert!(read.iter().zip(&floats).all(|(a, b)| (a - b).abs() <= 0.000_500_1) && read != floats);

    let of = |scale| file.new_dataset("y").shape([10]).chunk(10).scale_offset(scale);
    assert_eq!(kind(of(Scale::Integers(0)).create::<f64>()), ErrorKind::Unsupported);
    assert_eq!(kind(of(Scale::Decimals(2)).create::<i32>()), ErrorKind::Unsupported);
    assert_eq!(kind(of(Scale::Integers(0)).create::<bool>()), ErrorKind::Unsupported);
    assert_eq!(kind(of(Scale::Decimals(2)).create::<String>()), ErrorKind::Unsupported);
    assert_eq!(kind(of(Scale::Integers(17)).create::<i16>()), ErrorKind::InvalidValue);
    assert!(!file.contains("y")?);
    Ok(())
}

// ---- datasets that the library opens by itself

/// A virtual dataset of two others.
fn virtual_of(file: &File, filter: &Filter) -> Result<h5mem::Dataset> {
    let values: Vec<i32> = (0..1000).collect();
    for name in ["first", "second"] {
        file.new_dataset(name).chunk(100).filter(filter.clone()).write(&values)?;
    }
    let both = file.new_dataset("both").shape([2, 1000]);
    let both = both
        .virtual_from((0, ..), VirtualSource::same_file("first", [1000]))
        .virtual_from((1, ..), VirtualSource::same_file("second", [1000]));
    both.create::<i32>()
}

#[test]
fn the_sources_of_a_virtual_dataset_go_through_filters() -> Result<()> {
    #[cfg(feature = "zstd")]
    {
        let file = File::in_memory()?;
        virtual_of(&file, &Filter::zstd(1))?;
        let file = File::from_image(file.into_image()?).open()?;
        assert_eq!(file.dataset("both")?.slice((1, 990..)).read::<Vec<i32>>()?, (990..1000).collect::<Vec<_>>());
    }
    // what a codec of the application gives is checked by libhdf5 since 2.0; before, it is not believed without
    filter::register(Odd { id: 310, encode: copy, decode: |stored, chunk| copy(&stored[..10], chunk) })?;
    filter::register(Odd { id: 311, encode: copy, decode: copy })?;
    for id in [310, 311] {
        let file = File::in_memory()?;
        virtual_of(&file, &Filter::registered(id, &[]))?;
        let file = File::from_image(file.into_image()?).open()?;
        let read = file.dataset("both")?.slice((1, 990..)).read::<Vec<i32>>();
        if id == 311 && h5mem::library::version()? >= (2, 0, 0) {
            assert_eq!(read?, (990..1000).collect::<Vec<_>>());
        } else {
            assert_eq!(kind(read), ErrorKind::Library);
        }
        assert_eq!(file.dataset("second")?.read::<Vec<i32>>().is_ok(), id == 311);
    }
    Ok(())
}
