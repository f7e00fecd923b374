//! Programs' cases with hdf5-pure.
use std::{fs, path::Path};

use hdf5_pure::{AttrValue, File, FileBuilder};

use crate::{Anyhow, Case, Work, repeat, using};

pub fn all() -> Vec<Case> {
    let mut all = Vec::new();
    let mut case = |name, work: fn(&Path) -> Anyhow<Work>| {
        all.push(Case { name, who: "hdf5-pure", libhdf5: "none", work: Box::new(work) });
    };
    case("read 1,000,000 padded rows", |_| {
        let mut file = FileBuilder::new();
        file.create_dataset("x").with_compound_values(&rows())?;
        let dataset = File::from_bytes(file.finish()?)?.dataset("x")?;
        Ok(repeat(move || Ok(dataset.read_compound::<Row>()?)))
    });
    case("write 1,000,000 padded rows", |_| {
        let rows = rows();
        Ok(repeat(move || {
            let mut file = FileBuilder::new();
            file.create_dataset("x").with_compound_values(&rows)?;
            Ok(file.finish()?)
        }))
    });
    case("create 10,000 datasets of 3 numbers", |_| {
        let names = names(10_000);
        Ok(repeat(move || {
            let mut file = FileBuilder::new();
            for (n, name) in names.iter().enumerate() {
                file.create_dataset(name).with_f64_data(&[n as f64, -1.0, 0.5]);
            }
            Ok(file.finish()?)
        }))
    });
    case("visit and read 1,000 datasets, image", |files| visit(files, 1000));
    case("names of 10,000 links, image", |files| {
        let file = objects(files, 10_000)?;
        Ok(repeat(move || Ok(file.root().datasets()?)))
    });
    case("open and read 1 of 10,000 datasets, image", |files| {
        let (file, names, mut at) = (objects(files, 10_000)?, names(10_000), 0);
        Ok(repeat(move || {
            at = (at + 7919) % names.len();
            let values = file.dataset(&names[at])?.read_f64()?;
            if values[0] == at as f64 { Ok(values) } else { Err("other values".into()) }
        }))
    });
    case("open an image of 10,000 datasets and read 1", |files| {
        let (bytes, names, mut at) = (fs::read(files.join("objects-10000.h5"))?, names(10_000), 0);
        let open = move |bytes| {
            at = (at + 7919) % names.len();
            Ok(File::from_bytes(bytes)?.dataset(&names[at])?.read_f64()?)
        };
        Ok(using(move || bytes.clone(), open))
    });
    case("10,000 images of 12 KB: open, read, get, drop", |files| {
        let bytes = fs::read(files.join("images.bin"))?;
        let len = bytes.len() / 10_000;
        let mut at = 0;
        let look = |bytes| {
            let file = File::from_bytes(bytes)?;
            let values = file.dataset("b")?.read_f64()?;
            match file.root().attrs()?.get("gain") {
                Some(AttrValue::F64(gain)) if values[1] == gain + 1.0 => Ok(*gain),
                _ => Err("other values".into()),
            }
        };
        let next = move || {
            let image = at;
            at = (at + 1) % 10_000;
            image
        };
        let at = std::cell::RefCell::new(next);
        Ok(using(move || bytes[at.borrow_mut()() * len..][..len].to_vec(), look))
    });
    all
}

type Row = (f64, u16, f32);

fn rows() -> Vec<Row> {
    (0..1_000_000).map(|n| (n as f64, n as u16, -(n as f32))).collect()
}

fn names(n: usize) -> Vec<String> {
    (0..n).map(|n| format!("series {n:06}")).collect()
}

fn objects(files: &Path, n: usize) -> Anyhow<File> {
    Ok(File::from_bytes(fs::read(files.join(format!("objects-{n}.h5")))?)?)
}

/// Each dataset by its name, for which hdf5-pure goes through all links: not for more than a thousand.
fn visit(files: &Path, n: usize) -> Anyhow<Work> {
    let file = objects(files, n)?;
    Ok(repeat(move || {
        let mut sum = 0.0;
        for name in file.root().datasets()? {
            sum += file.dataset(&name)?.read_f64()?[0];
        }
        if sum == (n * (n - 1) / 2) as f64 { Ok(sum) } else { Err("other values".into()) }
    }))
}
