//! Code of the user's that runs in the middle of an operation: values that change the file which they are read from or written to.
use std::cell::{Cell, RefCell};

use h5mem::{
    AsArray, Error, ErrorKind, Extent, File, FileAccess, FromArray, Result, Source,
    filter::{self, Codec, CodecError},
};

thread_local! {
    /// What runs before the elements are read, once.
    static BEFORE: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// A value whose making runs `BEFORE` once the source is at hand.
#[derive(Debug)]
struct Late<A>(A);

impl<A: FromArray> FromArray for Late<A> {
    fn from_source(source: &Source<'_>) -> Result<Self> {
        let _ = source.shape::<f64>();
        if let Some(run) = BEFORE.take() {
            run();
        }
        A::from_source(source).map(Self)
    }
}

fn during_read(run: impl FnOnce() + 'static) {
    BEFORE.set(Some(Box::new(run)));
}

/// Elements whose handing out runs code of its own, once.
struct Acting<'a> {
    values: &'a [f64],
    run: Cell<Option<&'a dyn Fn()>>,
}

impl<'a> Acting<'a> {
    fn new(values: &'a [f64], run: &'a dyn Fn()) -> Self {
        Self { values, run: Cell::new(Some(run)) }
    }
}

impl AsArray for Acting<'_> {
    type Elem = f64;

    fn extent(&self) -> Extent {
        self.values.len().into()
    }

    fn as_slice(&self) -> Option<&[f64]> {
        None
    }

    fn for_each(&self, f: &mut dyn FnMut(&f64)) {
        if let Some(run) = self.run.take() {
            run();
        }
        self.values.iter().for_each(f);
    }
}

fn files() -> Result<Vec<File>> {
    let folder = tempfile::tempdir().expect("a folder");
    Ok(vec![
        File::in_memory()?,
        FileAccess::core(false).create("core")?,
        FileAccess::sec2().create(folder.path().join("sec2"))?, // an open file outlives its folder
    ])
}

#[test]
fn an_attribute_is_replaced_by_the_code_that_reads_it() -> Result<()> {
    for file in files()? {
        for flushed in [false, true] {
            file.attrs().set("a", &1.5)?;
            if flushed {
                file.flush()?;
            }
            let again = file.clone();
            during_read(move || {
                again.attrs().set("a", &[7u64; 64]).unwrap();
                assert_eq!(again.attrs().get::<Vec<u64>>("a").unwrap(), [7; 64]);
            });
            // the new value does not fit what is asked for; the old one is no more
            assert!(file.attrs().get::<Late<f64>>("a").is_err());
            assert_eq!(file.attrs().get::<Vec<u64>>("a")?, [7; 64]);
            file.attrs().set("a", &1.5)?;
            for _ in 0..8 {
                assert_eq!(file.attrs().get::<f64>("a")?, 1.5);
            }
            let again = file.clone();
            during_read(move || again.attrs().set("a", &2.5).unwrap());
            assert_eq!(file.attrs().get::<Late<f64>>("a")?.0, 2.5);
            let again = file.clone();
            during_read(move || again.attrs().remove("a").unwrap());
            assert!(matches!(file.attrs().get::<Late<f64>>("a"), Err(Error::NotFound { .. })));
        }
    }
    Ok(())
}

#[test]
fn an_attribute_is_replaced_by_the_value_that_is_set() -> Result<()> {
    for file in files()? {
        let attrs = file.attrs();
        let values = [1.0, 2.0, 3.0];
        for first in [None, Some(1), Some(3), Some(1000)] {
            for nested in [1, 3, 2000] {
                match first {
                    Some(len) => attrs.set("a", &vec![0.5; len])?,
                    None if attrs.contains("a")? => attrs.remove("a")?,
                    None => {}
                }
                let replace = || attrs.set("a", &vec![9u8; nested]).unwrap();
                attrs.set("a", &Acting::new(&values, &replace))?;
                assert_eq!(attrs.get::<Vec<f64>>("a")?, values);
                let remove = || attrs.remove("a").unwrap();
                attrs.set("a", &Acting::new(&values, &remove))?;
                assert_eq!(attrs.get::<Vec<f64>>("a")?, values);
                let handle = attrs.open("a")?;
                let written = handle.write(&Acting::new(&values, &replace));
                assert_eq!(written.unwrap_err().kind(), ErrorKind::InvalidValue);
                assert_eq!(attrs.get::<Vec<u8>>("a")?, vec![9; nested]);
            }
        }
        assert_eq!(attrs.names()?, ["a"]);
    }
    Ok(())
}

#[test]
fn a_file_is_flushed_by_the_value_that_is_set() -> Result<()> {
    let file = File::in_memory()?;
    let dataset = file.write("x", &[1, 2, 3])?;
    let flush = || file.flush().unwrap();
    let snapshot = || drop(file.snapshot().unwrap());
    for (n, run) in [&flush as &dyn Fn(), &snapshot].into_iter().cycle().take(8).enumerate() {
        let values = [n as f64, 0.5];
        dataset.attrs().set("a", &Acting::new(&values, run))?;
        assert_eq!(dataset.attrs().get::<Vec<f64>>("a")?, values);
        let values = [n as f64, 1.5];
        dataset.attrs().open("a")?.write(&Acting::new(&values, run))?;
        assert_eq!(dataset.attrs().get::<Vec<f64>>("a")?, values);
        assert_eq!(File::from_image(file.image()?).open()?.dataset("x")?.attrs().get::<Vec<f64>>("a")?, values);
        file.write(&format!("y{n}"), &Acting::new(&values, run))?;
        assert_eq!(file.dataset(&format!("y{n}"))?.read::<Vec<f64>>()?, values);
    }
    Ok(())
}

#[test]
fn a_dataset_is_resized_by_the_values_that_are_written() -> Result<()> {
    for file in files()? {
        for deflate in [None, Some(3)] {
            let name = format!("x{}", deflate.is_some());
            let builder = file.new_dataset(&name).shape(100).resizable().chunk(10);
            let x = match deflate {
                Some(level) => builder.deflate(level),
                None => builder,
            }
            .create::<f64>()?;
            x.write(&vec![0.5; 100])?;
            let values = [7.0; 50];
            let shrink = || x.resize(20).unwrap();
            let written = x.slice(40..90).write(&Acting::new(&values, &shrink));
            assert_eq!(written.unwrap_err().kind(), ErrorKind::Shape);
            assert_eq!(x.read::<Vec<f64>>()?, [0.5; 20]);
            let whole = x.write(&Acting::new(&[1.0; 20], &|| x.resize(30).unwrap()));
            assert_eq!(whole.unwrap_err().kind(), ErrorKind::Shape);
            // what changes elsewhere does not matter
            let elsewhere = || file.attrs().set("n", &1).unwrap();
            x.slice(0..20).write(&Acting::new(&[2.5; 20], &elsewhere))?;
            assert_eq!(x.slice(0..20).read::<Vec<f64>>()?, [2.5; 20]);

            x.resize(100)?;
            let again = x.clone();
            during_read(move || again.resize(10).unwrap());
            assert_eq!(x.read::<Late<Vec<f64>>>().unwrap_err().kind(), ErrorKind::Shape);
            let again = x.clone();
            during_read(move || again.slice(0..10).write(&[4.5; 10]).unwrap());
            assert_eq!(x.read::<Late<Vec<f64>>>()?.0, [4.5; 10]);
            let again = x.clone();
            x.append(&Acting::new(&[5.5], &|| again.resize(50).unwrap())).unwrap_or(());
            assert!(x.shape()?.iter().all(|&len| len == 50 || len == 51), "{:?}", x.shape()?);
        }
    }
    Ok(())
}

#[test]
fn a_file_is_closed_by_the_value_that_is_written() -> Result<()> {
    for contiguous in [true, false] {
        for file in files()? {
            let builder = file.new_dataset("x").shape(3);
            let x = if contiguous { builder } else { builder.resizable().chunk(2) }.create::<f64>()?;
            x.write(&[0.0; 3])?;
            file.attrs().set("a", &0.5)?;
            let attribute = file.attrs().open("a")?;
            let file = Cell::new(Some(file));
            let close = || {
                if let Some(file) = file.take() {
                    file.close().map_err(|returned| returned.error).unwrap();
                }
            };
            assert!(matches!(x.write(&Acting::new(&[1.0; 3], &close)), Err(Error::Closed { .. })));
            assert!(matches!(attribute.write(&0.5), Err(Error::Closed { .. })));
        }
        let file = File::in_memory()?;
        let group = file.group("/")?;
        let file = Cell::new(Some(file));
        let close = || {
            if let Some(file) = file.take() {
                file.close().map_err(|returned| returned.error).unwrap();
            }
        };
        assert!(matches!(group.attrs().set("b", &Acting::new(&[1.0; 3], &close)), Err(Error::Closed { .. })));
    }
    Ok(())
}

/// A filter that gives fewer bytes than a chunk has.
struct Short;

impl Codec for Short {
    fn id(&self) -> i32 {
        30_801
    }

    fn name(&self) -> &str {
        "short"
    }

    fn decode(&self, _: &[u32], stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), CodecError> {
        chunk.extend(&stored[..stored.len().min(8)]);
        Ok(())
    }

    fn encode(&self, _: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), CodecError> {
        stored.extend(chunk);
        Ok(())
    }
}

/// The size of the outer dataset's chunks is not expected of the inner one's.
#[test]
fn a_filtered_dataset_is_read_by_the_value_of_another() -> Result<()> {
    filter::register(Short)?;
    for access in [FileAccess::memory(), FileAccess::core(false)] {
        let file = access.create("file")?;
        file.new_dataset("outer").chunk(2).deflate(1).write(&[1.0, 2.0])?;
        let short = h5mem::Filter::Other { id: 30_801, name: "short".to_owned(), parameters: vec![], optional: false };
        let inner = file.new_dataset("inner").chunk(1000).filter(short).write(&vec![1.5; 1000])?;
        file.flush()?;
        let image = File::from_image(file.image()?).access(FileAccess::core(false)).open()?;
        drop(inner);
        let inner = image.dataset("inner")?;
        during_read(move || {
            let read = inner.read::<Vec<f64>>();
            assert!(read.is_err(), "{read:?}");
        });
        assert_eq!(image.dataset("outer")?.read::<Late<Vec<f64>>>()?.0, [1.0, 2.0]);
    }
    Ok(())
}
