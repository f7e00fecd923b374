//! Text and sequences of any length read around the library are what it reads itself: random types, layouts, filters, formats and parts, each
//! from an image, which is read without libhdf5, from the file in memory that it is of, whose heaps are written out for it, and from the same
//! image on libhdf5's own driver.
#![cfg(feature = "ndarray")]
use std::{fmt::Debug, ops::Range};

use h5mem::{
    AsArray, ByteOrder, Dataset, DynArray, ErrorKind, File, FileAccess, FileCreate, FixedStr, H5Type, LibVer, Result, Selection,
    TypeDescriptor,
};
use ndarray::ArrayD;

#[path = "direct/random.rs"]
mod random;
use random::Random;

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Record {
    id: u8,
    name: String,
    at: f64,
    kind: Kind,
    samples: Vec<i16>,
    code: FixedStr<5>,
    tags: [String; 2],
    note: Option<f32>,
    nested: Vec<Inner>,
    on: bool,
}

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Inner {
    word: String,
    n: u32,
    rows: Vec<Vec<u8>>,
}

/// Fewer members, in another order.
#[derive(H5Type, Clone, Debug, PartialEq)]
struct Less {
    samples: Vec<i16>,
    on: bool,
    name: String,
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq)]
#[repr(i16)]
enum Kind {
    Low = 0, // what was never written
    High = 300,
}

fn text(random: &mut Random) -> String {
    const WORDS: [&str; 6] = ["", "a", "grün", "eight by", "sixteen bytes ok", "of some length, with a ≤ in it"];
    match random.below(20) {
        0 => "long ".repeat(random.below(3000)), // a collection of its own
        n if n < 5 => WORDS[random.below(6)].repeat(2),
        _ => format!("{}{}", WORDS[random.below(6)], random.below(100_000)),
    }
}

fn several<T>(random: &mut Random, make: impl Fn(&mut Random) -> T) -> Vec<T> {
    (0..random.below(6)).map(|_| make(random)).collect()
}

fn record(random: &mut Random) -> Record {
    Record {
        id: random.below(256) as u8,
        name: text(random),
        at: random.below(1000) as f64 / 8.0,
        kind: if random.chance() { Kind::Low } else { Kind::High },
        samples: several(random, |random| random.below(60_000) as i16),
        code: FixedStr::new(&random.below(99_999).to_string()).expect("short"),
        tags: [text(random), text(random)],
        note: random.chance().then_some(0.5),
        nested: several(random, |random| Inner {
            word: text(random),
            n: random.below(1 << 20) as u32,
            rows: several(random, |random| several(random, |random| random.below(256) as u8)),
        }),
        on: random.chance(),
    }
}

/// The same datasets of an image: read without the library, and by it.
fn both(file: &File) -> Result<[File; 2]> {
    let image = file.image()?;
    Ok([File::from_image(image.clone()).open()?, File::from_image(image).access(FileAccess::core(false)).open()?])
}

fn a_file(random: &mut Random) -> Result<File> {
    let mut create = FileCreate::new();
    if random.chance() {
        create = create.userblock(512 << random.below(3));
    }
    if random.below(3) == 0 {
        create = create.sizes([4, 8][random.below(2)], [4, 8][random.below(2)]);
    }
    let low = [LibVer::Earliest, LibVer::V18, LibVer::V110][random.below(3)];
    FileAccess::memory().libver(low, LibVer::Latest).create_with("x.h5", create)
}

fn check<T: H5Type + Clone + PartialEq + Debug>(files: [&Dataset; 3], n: usize, random: &mut Random, what: &str) -> Result<()> {
    let [file, image, library] = files;
    let wanted: Vec<T> = library.read()?;
    for _ in 0..2 {
        assert!(image.read::<Vec<T>>()? == wanted, "all of an image, {what}");
        assert!(file.read::<Vec<T>>()? == wanted, "all of a file, {what}");
    }
    for _ in 0..3 {
        let start = random.below(n);
        let part: Selection = match random.below(3) {
            0 => Selection::points(&[[start], [0], [n - 1]]),
            1 => (start..start + 1 + random.below(n - start)).into(),
            _ => ndarray::s![start..;1 + random.below(3) as isize].into(),
        };
        let wanted: Vec<T> = library.slice(part.clone()).read()?;
        assert!(image.slice(part.clone()).read::<Vec<T>>()? == wanted, "{part:?} of an image, {what}");
        assert!(file.slice(part.clone()).read::<Vec<T>>()? == wanted, "{part:?} of a file, {what}");
    }
    let all = [file, image, library].map(|dataset| format!("{:?}", dataset.read::<DynArray>()));
    assert!(all[0] == all[2] && all[1] == all[2], "of any type, {what}");
    Ok(())
}

fn round<T: H5Type + Clone + PartialEq + Debug>(seed: u64, order: ByteOrder, make: impl Fn(&mut Random) -> T) -> Result<()>
where
    Vec<T>: AsArray<Elem = T>,
{
    let random = &mut Random(seed);
    let n = if random.below(4) == 0 { 1 + random.below(2000) } else { 300 + random.below(100) };
    let file = a_file(random)?;
    let mut builder = file.new_dataset("x").shape([n]);
    let layout = random.below(6);
    builder = match layout {
        0 | 1 => builder,
        2 if n < 400 => builder.compact(),
        _ => builder.chunk([1 + random.below(n)]),
    };
    if layout > 2 {
        builder = if random.chance() { builder.shuffle() } else { builder };
        builder = if random.chance() { builder.deflate(2) } else { builder };
    }
    let what = format!("seed {seed}: {n} in layout {layout}, {order:?}");
    let dtype = T::descriptor().with_order(order);
    let values: Vec<T> = (0..n).map(|_| make(random)).collect();
    let data = match random.below(4) {
        0 => builder.create_as(&dtype)?,
        1 => {
            let data = builder.create_as(&dtype)?;
            data.write(&values)?;
            data
        }
        _ => builder.write_as(&dtype, &values)?,
    };
    for _ in 0..random.below(4) {
        // over others, whose place in the heap is free then
        let (start, again) = (random.below(n), make(random));
        data.slice(start).write(&ArrayD::from_shape_vec(vec![], vec![again]).expect("one"))?;
    }
    let [image, library] = both(&file)?;
    check::<T>([&data, &image.dataset("x")?, &library.dataset("x")?], n, random, &what)
}

#[test]
fn texts() -> Result<()> {
    (0..30).try_for_each(|seed| round(seed, ByteOrder::NATIVE, text))
}

#[test]
fn sequences() -> Result<()> {
    for seed in 100..115 {
        let order = [ByteOrder::Little, ByteOrder::Big][seed as usize % 2];
        round(seed, order, |random| several(random, |random| random.below(1000) as f64))?;
        round(100 + seed, order, |random| several(random, |random| several(random, |random| random.below(1000) as i32)))?;
        round(200 + seed, order, |random| several(random, |random| if random.chance() { Kind::Low } else { Kind::High }))?;
        round(300 + seed, order, |random| several(random, text))?;
        round(400 + seed, order, |random| random.chance().then(|| random.below(1000) as u16))?;
    }
    Ok(())
}

#[test]
fn records() -> Result<()> {
    for seed in 600..615 {
        round(seed, [ByteOrder::Little, ByteOrder::Big][seed as usize % 2], record)?;
    }
    Ok(())
}

#[test]
fn members_left_out_and_in_another_order() -> Result<()> {
    for seed in 700..706 {
        let random = &mut Random(seed);
        let file = a_file(random)?;
        let records: Vec<Record> = (0..300).map(|_| record(random)).collect();
        let wanted: Vec<Less> =
            records.iter().map(|record| Less { samples: record.samples.clone(), on: record.on, name: record.name.clone() }).collect();
        let builder = file.new_dataset("x");
        let data = if random.chance() { builder.chunk([77]).deflate(1) } else { builder }.write(&records)?;
        let [image, library] = both(&file)?;
        for data in [data, image.dataset("x")?, library.dataset("x")?] {
            assert_eq!(data.read::<Vec<Less>>()?, wanted);
        }
    }
    Ok(())
}

#[test]
fn arrays_of_texts() -> Result<()> {
    let random = &mut Random(800);
    let file = a_file(random)?;
    let values: Vec<[String; 3]> = (0..200).map(|_| std::array::from_fn(|_| text(random))).collect();
    let flat: Vec<String> = values.iter().flatten().cloned().collect();
    let dtype = TypeDescriptor::Array { dims: vec![3], base: Box::new(String::descriptor()) };
    file.new_dataset("axes").write(&values)?;
    file.new_dataset("array type").shape([200]).create_as(&dtype)?.write(&values)?;
    let [image, library] = both(&file)?;
    for file in [&file, &image, &library] {
        for name in ["axes", "array type"] {
            let data = file.dataset(name)?;
            assert_eq!(data.read::<Vec<[String; 3]>>()?, values, "{name}");
            assert_eq!(data.read::<Vec<String>>()?, flat, "{name}");
            assert_eq!(data.slice(5..8).read::<Vec<[String; 3]>>()?, values[5..8], "{name}");
        }
    }
    Ok(())
}

#[test]
fn chunks_never_written_and_fill_values() -> Result<()> {
    let file = File::in_memory()?;
    file.new_dataset("empty").shape([900]).chunk([100]).create::<String>()?.slice(250..260).write(&vec!["there"; 10])?;
    let filled = file.new_dataset("filled").shape([900]).chunk([100]).fill("nothing".to_owned()).create::<String>()?;
    filled.write(&vec!["there"; 900])?;
    let [image, library] = both(&file)?;
    for file in [&file, &image, &library] {
        let texts: Vec<String> = file.dataset("empty")?.read()?;
        assert!(texts.iter().enumerate().all(|(n, text)| text == if (250..260).contains(&n) { "there" } else { "" }));
        assert_eq!(file.dataset("filled")?.read::<Vec<String>>()?, vec!["there"; 900]);
    }
    Ok(())
}

/// What was written a moment ago, and is in the library's cache only, is read.
#[test]
fn writes_and_reads_in_turns() -> Result<()> {
    let random = &mut Random(900);
    let file = File::in_memory()?;
    let data = file.write("x", &(0..1000).map(|_| text(random)).collect::<Vec<_>>())?;
    for round in 0..20 {
        let other = file.write(&format!("other {round}"), &several(random, text))?;
        let mut texts: Vec<String> = (0..1000).map(|_| text(random)).collect();
        data.write(&texts)?;
        assert!(data.read::<Vec<String>>()? == texts, "round {round}");
        texts[round] = text(random);
        data.slice(round).write(&texts[round])?;
        assert!(data.read::<Vec<String>>()? == texts, "round {round}, one of them");
        other.read::<Vec<String>>()?;
    }
    Ok(())
}

#[test]
fn text_that_is_not_utf_8_is_named() -> Result<()> {
    let file = File::in_memory()?;
    let texts: Vec<String> = (0..500).map(|n| format!("number {n} of many")).collect();
    file.write("x", &texts)?;
    let mut bytes = file.into_image()?.into_vec();
    let at = bytes.windows(18).position(|bytes| bytes == b"number 400 of many").expect("it is there");
    bytes[at] = 0xff;
    for file in [File::from_image(bytes.clone()).open()?, File::from_image(bytes).open_rw()?] {
        let error = file.dataset("x")?.read::<Vec<String>>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue);
        assert!(error.to_string().contains("element 400"), "{error}");
    }
    Ok(())
}

/// Several threads read an image at a time, and one of them closes the file amidst it.
#[test]
fn threads_read_without_the_lock() -> Result<()> {
    let file = File::in_memory()?;
    let random = &mut Random(950);
    let texts: Vec<String> = (0..3000).map(|_| text(random)).collect();
    file.write("x", &texts)?;
    let image = File::from_image(file.into_image()?).open()?;
    let data = image.dataset("x")?;
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..20 {
                    assert!(data.read::<Vec<String>>().expect("read") == texts);
                }
            });
        }
    });
    image.close()?;
    assert_eq!(data.read::<Vec<String>>().unwrap_err().kind(), ErrorKind::Closed);
    Ok(())
}

/// Heaps that are cut, that lead elsewhere, that overlap, or that are none: an error that says where, or another text.
#[test]
fn broken_heaps_do_no_harm() -> Result<()> {
    let file = File::in_memory()?;
    let texts: Vec<String> = (0..400).map(|n| format!("text number {n}")).collect();
    file.write("texts", &texts)?;
    file.write("rows", &(0..400i32).map(|n| vec![n; n as usize % 7]).collect::<Vec<_>>())?;
    let whole = file.into_image()?.into_vec();
    let size = |at: usize| u64::from_le_bytes(whole[at + 8..at + 16].try_into().expect("eight bytes")) as usize;
    let places = whole.windows(4).enumerate().filter(|(_, bytes)| bytes == b"GCOL");
    let collections: Vec<Range<usize>> = places.map(|(at, _)| at..at + size(at)).collect();
    assert!(!collections.is_empty());
    let random = &mut Random(970);
    let mut refused = 0;
    for round in 0..400 {
        let mut bytes = whole.clone();
        for _ in 0..1 + random.below(3) {
            let collection = &mut bytes[collections[random.below(collections.len())].clone()];
            let at = match random.below(3) {
                0 => random.below(16),
                1 => random.below(20_000),
                _ => 16 + random.below(400) * 32 + random.below(16), // in the objects' headers
            };
            let value = [0, 1, 7, 0x7f, 0x80, 0xff][random.below(6)];
            if let Some(byte) = collection.get_mut(at) {
                *byte = value;
            }
        }
        let image = if random.chance() { File::from_image(bytes).open()? } else { File::from_image(bytes).open_rw()? };
        let mut see = |read: Result<usize>| match read {
            Ok(len) => assert_eq!(len, 400, "round {round}"),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::InvalidValue, "round {round}: {error}");
                assert!(error.to_string().contains("element "), "{error}");
                refused += 1;
            }
        };
        see(image.dataset("texts")?.read::<Vec<String>>().map(|texts| texts.len()));
        see(image.dataset("rows")?.read::<Vec<Vec<i32>>>().map(|rows| rows.len()));
    }
    assert!(refused > 100, "{refused}");
    Ok(())
}

/// A few texts, as they are now, whether or not they were written out since they changed.
#[test]
fn few_are_read_as_they_are_now() -> Result<()> {
    let file = File::in_memory()?;
    let data = file.write("x", &["first", "second"])?;
    let others: Vec<_> = (0..3).map(|n| file.write(&format!("other {n}"), &format!("text {n}"))).collect::<Result<_>>()?;
    for turn in 0..20 {
        let now = [format!("first {turn}"), "second ".repeat(turn)];
        data.write(&now)?;
        assert_eq!(data.read::<Vec<String>>()?, now);
        file.flush()?;
        for _ in 0..3 {
            assert_eq!(data.read::<Vec<String>>()?, now);
            assert_eq!(data.slice(1).read::<String>()?, now[1]);
            for (n, other) in others.iter().enumerate() {
                assert_eq!(other.read::<String>()?, format!("text {n}"));
            }
        }
    }
    Ok(())
}
