//! hdf5-pure.
use std::fs;

use hdf5_pure::{AttrValue, File, FileBuilder};

use crate::{Anyhow, Case, climatology, numbers, repeat, using};

pub fn all() -> Vec<Case> {
    let mut all = Vec::new();
    let mut case = |name, work: fn(&std::path::Path) -> Anyhow<crate::Work>| {
        all.push(Case { name, who: "hdf5-pure", libhdf5: "none", work: Box::new(work) });
    };
    case("read 100 f64", |_| {
        let file = File::from_bytes(small(100)?)?;
        let dataset = file.dataset("x")?;
        Ok(repeat(move || Ok(dataset.read_f64()?)))
    });
    case("open and read 100 f64", |_| {
        let file = File::from_bytes(small(100)?)?;
        Ok(repeat(move || Ok(file.dataset("x")?.read_f64()?)))
    });
    case("create 2,000 datasets", |_| {
        let (names, values) = (names(), numbers(100));
        Ok(repeat(move || {
            let mut file = FileBuilder::new();
            for name in &names {
                file.create_dataset(name).with_f64_data(&values);
            }
            Ok(file.finish()?)
        }))
    });
    case("open and read 2,000 datasets", |files| {
        let (names, file) = (names(), File::from_bytes(fs::read(files.join("many.h5"))?)?);
        Ok(repeat(move || {
            let mut sum = 0.0;
            for name in &names {
                sum += file.dataset(name)?.read_f64()?[1];
            }
            if sum == names.len() as f64 { Ok(sum) } else { Err("other values".into()) }
        }))
    });
    case("5,000 attributes on an object", |_| {
        let names: Vec<String> = (0..5000).map(|n| format!("attribute {n}")).collect();
        Ok(repeat(move || {
            let mut file = FileBuilder::new();
            names.iter().for_each(|name| file.set_attr(name, AttrValue::F64(1.5)));
            Ok(file.finish()?)
        }))
    });
    case("read 100,000 strings", |files| {
        let file = File::from_bytes(fs::read(files.join("strings.h5"))?)?;
        let dataset = file.dataset("x")?;
        Ok(repeat(move || {
            let texts = dataset.read_string()?;
            if texts[99_999] == "text number 99999" { Ok(texts) } else { Err("other texts".into()) }
        }))
    });
    case("write 10,000 strings", |_| {
        let texts: Vec<String> = (0..10_000).map(|n| format!("text number {n}")).collect();
        Ok(repeat(move || {
            let mut file = FileBuilder::new();
            let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
            file.create_dataset("x").with_vlen_strings(&texts);
            Ok(file.finish()?)
        }))
    });
    case("gzip+shuffle read, smooth, 1 core", |files| gzip_read(files, "smooth.h5"));
    case("gzip+shuffle read, noisy, 1 core", |files| gzip_read(files, "noisy.h5"));
    case("gzip+shuffle write, smooth, 1 core", |files| gzip_write(files, "smooth.h5"));
    case("gzip+shuffle write, noisy, 1 core", |files| gzip_write(files, "noisy.h5"));
    case("8 KiB row of 256 MiB, image", |files| {
        let file = File::from_bytes(fs::read(files.join("large.h5"))?)?;
        let (dataset, mut at) = (file.dataset("x")?, 0);
        Ok(repeat(move || {
            at = (at + 7919) % (32 * 1024);
            let row = dataset.read_f64_rows(at, 1)?;
            if row[0] == (at * 1024) as f64 { Ok(row) } else { Err("another row".into()) }
        }))
    });
    case("write 1,000,000 rows of a table", |_| {
        let rows = table();
        Ok(repeat(move || {
            let mut file = FileBuilder::new();
            file.create_dataset("x").with_compound_values(&rows)?;
            Ok(file.finish()?)
        }))
    });
    case("read 1,000,000 rows of a table", |_| {
        let mut file = FileBuilder::new();
        file.create_dataset("x").with_compound_values(&table())?;
        let file = File::from_bytes(file.finish()?)?;
        let dataset = file.dataset("x")?;
        Ok(repeat(move || Ok(dataset.read_compound::<Row>()?)))
    });
    case("open an image of 10 KB", |_| open(small(1250)?));
    case("open an image of 1 MB", |_| open(small(125_000)?));
    case("open an image of 256 MB", |files| open(fs::read(files.join("large.h5"))?));
    if climatology().is_some() {
        case("climatology read whole", |_| {
            let path = climatology().ok_or("no file")?;
            Ok(repeat(move || {
                let file = File::open(&path)?;
                let mut len = 0;
                for name in file.root().datasets()? {
                    let variable = file.dataset(&name)?;
                    len += if variable.element_size()? == 4 { variable.read_f32()?.len() } else { variable.read_f64()?.len() };
                }
                Ok(len)
            }))
        });
    }
    all
}

type Row = (u64, f64, f64, f32, i32);

fn table() -> Vec<Row> {
    (0..1_000_000).map(|n| (n as u64, n as f64, -(n as f64), 0.5, n % 7)).collect()
}

fn names() -> Vec<String> {
    (0..2000).map(|n| format!("dataset {n}")).collect()
}

fn small(n: usize) -> Anyhow<Vec<u8>> {
    let mut file = FileBuilder::new();
    file.create_dataset("x").with_f64_data(&numbers(n));
    Ok(file.finish()?)
}

fn open(bytes: Vec<u8>) -> Anyhow<crate::Work> {
    Ok(using(move || bytes.clone(), |bytes| Ok(File::from_bytes(bytes)?)))
}

fn gzip_read(files: &std::path::Path, name: &str) -> Anyhow<crate::Work> {
    let file = File::from_bytes(fs::read(files.join(name))?)?;
    let dataset = file.dataset("x")?;
    Ok(repeat(move || Ok(dataset.read_f64()?)))
}

fn gzip_write(files: &std::path::Path, name: &str) -> Anyhow<crate::Work> {
    let values = File::from_bytes(fs::read(files.join(name))?)?.dataset("x")?.read_f64()?;
    Ok(repeat(move || {
        let mut file = FileBuilder::new();
        let x = file.create_dataset("x").with_f64_data(&values).with_shape(&[4096, 2048]);
        x.with_chunks(&[256, 256]).with_shuffle().with_deflate(4);
        Ok(file.finish()?)
    }))
}
