//! What operations hold in memory besides what they are given: chunks that are in flight, one a thread, and pieces of a file that is saved.
#![cfg(feature = "ndarray")]
#![allow(unsafe_code)] // an allocator that counts
use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

use h5mem::{Dataset, File, Image, Result};

struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn grown(by: usize) {
    let held = HELD.fetch_add(by, Relaxed) + by;
    PEAK.fetch_max(held, Relaxed);
}

// SAFETY: the system's allocator does the work
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grown(layout.size());
        // SAFETY: the caller's promise
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Bytes that were held at most while it ran, beyond those held before.
fn peak<T>(run: impl FnOnce() -> T) -> (usize, T) {
    let before = HELD.load(Relaxed);
    PEAK.store(before, Relaxed);
    let done = run();
    (PEAK.load(Relaxed) - before, done)
}

const ROWS: usize = 512;
const WIDTH: usize = 2048;
/// Bytes of a chunk of 16 rows by 512.
const CHUNK: usize = 16 * 512 * 8;
/// For where chunks are, and what they are told apart by.
const SMALL: usize = 400 * 1024;

fn values() -> ndarray::Array2<f64> {
    ndarray::Array2::from_shape_fn((ROWS, WIDTH), |(row, column)| {
        let n = (row * WIDTH + column) as u64;
        (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as f64
    })
}

fn make(file: &File) -> Result<Dataset> {
    file.new_dataset("x").shape([ROWS, WIDTH]).chunk([16, 512]).shuffle().deflate(1).fletcher32().create::<f64>()
}

/// Three buffers a thread: a chunk as it is stored, and before and after a filter.
fn in_flight() -> usize {
    let threads = if cfg!(feature = "rayon") { std::thread::available_parallelism().map_or(1, usize::from) } else { 1 };
    (threads + 1) * 3 * (CHUNK + CHUNK / 8)
}

fn check_read(data: &Dataset, expected: &ndarray::Array2<f64>, what: &str) -> Result<()> {
    for time in 0..2 {
        let (most, read) = peak(|| data.read::<ndarray::Array2<f64>>());
        assert!(most <= size_of_val(expected.as_slice().expect("in order")) + in_flight() + SMALL, "{most} bytes for {what}, {time}");
        assert_eq!(read?, *expected);
        let mut into = ndarray::Array2::<f64>::zeros((ROWS, WIDTH));
        let (most, read) = peak(|| data.read_into(&mut into));
        assert!(most <= in_flight() + SMALL, "{most} bytes into memory for {what}, {time}");
        read?;
        assert_eq!(into, *expected);
    }
    Ok(())
}

/// Bytes that a save reads at a time, at most.
const PIECE: usize = 2 << 20;

fn check_save(file: &File, path: &std::path::Path, what: &str) -> Result<()> {
    let (most, saved) = peak(|| file.save(path));
    saved?;
    assert!(most <= PIECE + SMALL, "{most} bytes for saving {what}");
    assert!(std::fs::read(path)? == *file.image()?, "{what}");
    Ok(())
}

fn nothing_is_held_of_a_file_that_is_saved() -> Result<()> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("saved.h5");
    let row = vec![0.5; 1 << 20];
    let fill = |file: &File| (0..5).try_for_each(|n| file.write(&format!("x{n}"), &row).map(drop));
    let file = File::in_memory()?;
    fill(&file)?;
    check_save(&file, &path, "a file in memory")?;
    let snapshot = file.snapshot()?;
    snapshot.dataset("x3")?.slice(..10).write(&[1.5; 10])?;
    check_save(&snapshot, &path, "a snapshot that was changed")?;
    drop(snapshot);
    file.write("later", &1)?;
    check_save(&file, &path, "a file that was saved before")?;
    let core = h5mem::FileAccess::core(false).create("core")?;
    fill(&core)?;
    check_save(&core, &path, "a file on CORE")?;
    let image = file.into_image()?;
    check_save(&File::from_image(image.clone()).open()?, &path, "an image")?;
    let writable = File::from_image(image).open_rw()?;
    writable.write("more", &1)?;
    check_save(&writable, &path, "an image that was changed")
}

/// The only test of its file, as what it counts is the whole process's.
#[test]
fn nothing_is_held_but_what_is_in_flight() -> Result<()> {
    let values = values();
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("x.h5");
    let disk = File::create(&path)?;
    let data = make(&disk)?;
    for time in 0..2 {
        let (most, written) = peak(|| data.write(&values));
        written?;
        // a write is done at one moment: all that was encoded, up to a limit, and what encodes it
        let stored = data.storage_size()? as usize;
        assert!(most <= stored + in_flight() + SMALL, "{most} bytes for a write of {stored}, {time}");
    }
    check_read(&data, &values, "a file on disk that is written")?;
    drop(data);
    disk.close()?;
    check_read(&File::open(&path)?.dataset("x")?, &values, "a file on disk")?;
    let memory = File::in_memory()?;
    let data = make(&memory)?;
    data.write(&values)?;
    check_read(&data, &values, "a file in memory")?;
    data.slice((0, 0)).write(&values[[0, 0]])?;
    check_read(&data, &values, "a file in memory that was changed")?;
    drop(data);
    let image: Image = memory.into_image()?;
    check_read(&File::from_image(image.clone()).open_rw()?.dataset("x")?, &values, "a shared image that is writable")?;
    check_read(&File::from_image(image).open()?.dataset("x")?, &values, "an image")?;
    nothing_is_held_of_a_file_that_is_saved()
}
