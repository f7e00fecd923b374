//! Settings that cases share.
use std::path::{Path, PathBuf};

use h5mem::{File, Image};
use hdf5_metno as metno;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::plain;

pub fn numbers(n: usize) -> Vec<f64> {
    (0..n).map(|n| n as f64).collect()
}

pub fn metno_file() -> metno::File {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("compare-metno-{}-{}.h5", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    metno::File::with_options().with_fapl(|list| list.core_filebacked(false).libver_v18()).create(name).unwrap()
}

pub const ROWS: usize = 32 * 1024;
pub const ROW: usize = 1024;

pub fn large_image() -> Image {
    let file = File::in_memory().unwrap();
    let values = ndarray::Array2::from_shape_fn((ROWS, ROW), |(row, column)| (row * ROW + column) as f64);
    file.write("x", &values).unwrap();
    file.into_image().map_err(|e| e.error).unwrap()
}

pub fn large_metno(values: &[f64]) -> metno::File {
    let file = metno_file();
    file.new_dataset::<f64>().shape((ROWS, ROW)).create("x").unwrap().write_raw(values).unwrap();
    file
}

/// A file on CORE that is closed with its end.
pub struct PlainFile(pub plain::Id);

impl PlainFile {
    /// As of [`PlainDataset`].
    pub fn id(&self) -> plain::Id {
        self.0
    }
}

impl Drop for PlainFile {
    fn drop(&mut self) {
        plain::close(self.0);
    }
}

/// A dataset of a file's, closed before it.
pub struct PlainDataset {
    id: plain::Id,
    _file: PlainFile,
}

impl PlainDataset {
    pub fn open(file: PlainFile, name: &std::ffi::CStr) -> Self {
        Self { id: plain::open(file.0, name), _file: file }
    }

    /// By a method: a closure would take the number alone, and the file would be closed.
    pub fn id(&self) -> plain::Id {
        self.id
    }
}

impl Drop for PlainDataset {
    fn drop(&mut self) {
        plain::close_dataset(self.id);
    }
}

pub fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}

pub fn into_image(file: File) -> Image {
    file.into_image().map_err(|returned| returned.error).unwrap()
}

/// Indices below `len` in an order that is no order, equal for equal seeds.
pub struct Shuffled {
    state: u64,
    len: usize,
}

impl Shuffled {
    pub fn new(len: usize) -> Self {
        Self { state: 1, len }
    }

    pub fn next(&mut self) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % self.len
    }

    /// `n` indices, none of them twice, in increasing order.
    pub fn sorted(&mut self, n: usize) -> Vec<usize> {
        let mut found = std::collections::BTreeSet::new();
        while found.len() < n {
            found.insert(self.next());
        }
        found.into_iter().collect()
    }
}

/// A file on disk that is removed in the end.
pub struct Removed(pub PathBuf);

impl Removed {
    pub fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("h5mem-compare-{}-{name}.h5", std::process::id())))
    }
}

impl Drop for Removed {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Environment variable with the directory of files that several cases read. The process that starts the cases makes and removes it.
pub const FILES: &str = "H5MEM_COMPARE_FILES";

/// The image of a large file, which the first case that needs it makes.
pub fn made_once(name: &str, make: impl FnOnce() -> File) -> Image {
    let Some(directory) = std::env::var_os(FILES) else { return into_image(make()) };
    let path = Path::new(&directory).join(name);
    if !path.exists() {
        make().save(&path).unwrap();
    }
    std::fs::read(path).unwrap().into()
}
