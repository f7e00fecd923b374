//! hidefix.
use std::{path::Path, sync::Arc, thread};

use hidefix::prelude::*;

use crate::{Anyhow, Case, Work, climatology, repeat};

const DIMS: [u64; 2] = [4096, 2048];

pub fn all() -> Vec<Case> {
    let mut all = Vec::new();
    let mut case = |name, work: fn(&Path) -> Anyhow<Work>| {
        all.push(Case { name, who: "hidefix", libhdf5: "1.14", work: Box::new(work) });
    };
    case("gzip+shuffle read, smooth, 1 core", |files| read(files, "smooth.h5"));
    case("gzip+shuffle read, noisy, 1 core", |files| read(files, "noisy.h5"));
    case("gzip+shuffle read, smooth, 2 cores", |files| read_on_two(files, "smooth.h5"));
    case("gzip+shuffle read, noisy, 2 cores", |files| read_on_two(files, "noisy.h5"));
    case("threads: one image, gzip read", |files| together(files, 2));
    case("threads: four, one image, gzip read", |files| together(files, 4));
    case("8 KiB row of 256 MiB, image", |files| part(files, |at| ([at * 7919 % (32 * 1024), 0], [1, 1024])));
    case("column of 256 MiB, image", |files| part(files, |at| ([0, at * 389 % 960], [32 * 1024, 1])));
    case("block of 256 MiB, image", |files| part(files, |at| ([at * 389 % 960; 2], [64; 2])));
    if climatology().is_some() {
        case("climatology read whole", |_| {
            let path = climatology().ok_or("no file")?;
            Ok(repeat(move || {
                let index = Index::index(&path)?;
                let mut len = 0;
                for (name, variable) in index.datasets() {
                    let mut reader = index.reader(name)?;
                    len += match variable.dsize() {
                        4 => reader.values::<f32, _>(..)?.len(),
                        _ => reader.values::<f64, _>(..)?.len(),
                    };
                }
                Ok(len)
            }))
        });
    }
    all
}

/// For as long as the process runs: readers borrow it.
fn index(path: &Path) -> Anyhow<&'static Index<'static>> {
    Ok(Box::leak(Box::new(Index::index(path)?)))
}

fn checked(values: Vec<f64>) -> Anyhow<Vec<f64>> {
    if values.len() as u64 == DIMS[0] * DIMS[1] { Ok(values) } else { Err("not all of it".into()) }
}

fn read(files: &Path, name: &str) -> Anyhow<Work> {
    let mut reader = index(&files.join(name))?.reader("x")?;
    Ok(repeat(move || checked(reader.values::<f64, _>(..)?)))
}

/// On rayon's own threads, which `main` makes two of.
fn read_on_two(files: &Path, name: &str) -> Anyhow<Work> {
    let path = files.join(name);
    let dataset = index(&path)?.dataset("x").ok_or("no dataset")?;
    let reader = dataset.as_par_reader(&path)?;
    Ok(repeat(move || checked(reader.values_par::<f64, _>(..)?)))
}

/// Each thread with a reader of its own.
fn together(files: &Path, threads: usize) -> Anyhow<Work> {
    let path = Arc::new(files.join("noisy.h5"));
    let index = index(&path)?;
    Ok(repeat(move || {
        let each = || -> Result<usize, String> {
            let mut reader = index.reader("x").map_err(|error| error.to_string())?;
            Ok(reader.values::<f64, _>(..).map_err(|error| error.to_string())?.len())
        };
        thread::scope(|scope| {
            let all: Vec<_> = (0..threads).map(|_| scope.spawn(each)).collect();
            all.into_iter().map(|one| one.join().map_err(|_| "a thread panicked".to_owned())?).sum::<Result<usize, String>>()
        })
        .map_err(Into::into)
    }))
}

fn part(files: &Path, at: fn(u64) -> ([u64; 2], [u64; 2])) -> Anyhow<Work> {
    let mut reader = index(&files.join("large.h5"))?.reader("x")?;
    let mut n = 0;
    Ok(repeat(move || {
        n += 1;
        let (start, count) = at(n);
        let values = reader.values::<f64, _>((start, count))?;
        if values[0] == (start[0] * 1024 + start[1]) as f64 { Ok(values) } else { Err("another part".into()) }
    }))
}
