//! What files in memory cost in time and memory, one process for each measurement.
//!
//! `cargo run --release --example memory [RUNS]`: a table of medians and spreads over 7 runs, beside what is asked of them.
//! Memory is the growth of the process's peak (`VmHWM`) from the step's beginning to its end, so the figures are of Linux.
#![allow(unsafe_code)] // the plain C calls to compare with
use std::{
    env, fs,
    hint::black_box,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use h5mem::{File, Image};
use hdf5_ffi as ffi;

type Anyhow<T> = Result<T, Box<dyn std::error::Error>>;

const MIB: usize = 1 << 20;
/// Elements of the file that is opened, viewed and handed over.
const LARGE: usize = 256 * MIB / 8;
/// Elements of the file that grows, and of one write to it.
const GROWN: usize = 128 * MIB / 8;
const WRITE: usize = 64 * 1024 / 8;

type Step = fn() -> Anyhow<Cost>;

/// What is measured: a process for each.
const STEPS: [(&str, Step); 10] = [
    ("from_image(vec).open()", open),
    ("view", view),
    ("into_image, new file", into_image),
    ("into_image, opened read-write", into_image_again),
    ("append, chunks of 64 KiB", append),
    ("slices, contiguous", slices),
    ("memcpy of 128 MiB", memcpy),
    ("the same appends in C, CORE", || c_growth(true)),
    ("the same slices in C, CORE", || c_growth(false)),
    ("read_into, 64 MiB through gzip", read_filtered),
];

/// Milliseconds, and MiB that the peak has grown by.
#[derive(Clone, Copy)]
struct Cost {
    time: f64,
    memory: f64,
}

fn main() -> Anyhow<ExitCode> {
    match env::args().nth(1) {
        Some(name) if name.parse::<usize>().is_err() => {
            let (_, step) = STEPS.iter().find(|(step, _)| *step == name).ok_or("no such step")?;
            let Cost { time, memory } = step()?;
            println!("{time} {memory}");
            Ok(ExitCode::SUCCESS)
        }
        runs => table(runs.map_or(Ok(7), |runs| runs.parse())?),
    }
}

/// Runs every step in turn, as often as asked, and says what came of it.
fn table(runs: usize) -> Anyhow<ExitCode> {
    let mut costs = STEPS.map(|_| Vec::new());
    for _ in 0..runs {
        for ((name, _), costs) in STEPS.iter().zip(&mut costs) {
            let output = Command::new(env::current_exe()?).arg(name).output()?;
            let text = String::from_utf8(output.stdout)?;
            let (time, memory) = text.trim().split_once(' ').ok_or_else(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
            costs.push(Cost { time: time.parse()?, memory: memory.parse()? });
        }
    }
    println!("median (least to most) of {runs} processes; libhdf5 {}", ffi::VERSION);
    println!("{:<32} {:>26} {:>26}", "", "ms", "MiB more at the peak");
    let mut medians = Vec::new();
    for ((name, _), costs) in STEPS.iter().zip(&costs) {
        let (time, memory) = (Spread::of(costs.iter().map(|c: &Cost| c.time)), Spread::of(costs.iter().map(|c| c.memory)));
        println!("{name:<32} {time:>26} {memory:>26}");
        medians.push(Cost { time: time.median, memory: memory.median });
    }
    println!();
    let mut all = true;
    let mut asked = |name: &str, met: bool, what: String| {
        println!("{} {name}: {what}", if met { "met    " } else { "NOT MET" });
        all &= met;
    };
    for ((name, _), cost) in STEPS.iter().zip(&medians).take(4) {
        asked(name, cost.time < 5.0 && cost.memory < 4.0, format!("{:.2} ms of 5, {:.2} MiB of 4", cost.time, cost.memory));
    }
    let memcpy = medians[6].time;
    for (ours, plain) in [(4, 7), (5, 8)] {
        let (time, limit) = (medians[ours].time, 2.0 * memcpy + medians[plain].time);
        asked(STEPS[ours].0, time <= limit, format!("{time:.1} ms of {limit:.1}, twice a memcpy and libhdf5's own time"));
    }
    asked(STEPS[9].0, medians[9].memory < 4.0, format!("{:.2} MiB of 4, for the chunks in flight", medians[9].memory));
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Spread {
    median: f64,
    least: f64,
    most: f64,
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        Self { median: values[values.len() / 2], least: values[0], most: values[values.len() - 1] }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{:.2} ({:.2} to {:.2})", self.median, self.least, self.most))
    }
}

/// Runs a step, the result of which outlives the measurement.
fn measured<T>(step: impl FnOnce() -> T) -> Anyhow<(Cost, T)> {
    // 5: the peak is what is resident now
    fs::write("/proc/self/clear_refs", "5").map_err(|error| format!("the peak cannot be reset: {error}"))?;
    let before = peak()?;
    let start = Instant::now();
    let result = black_box(step());
    let time: Duration = start.elapsed();
    Ok((Cost { time: time.as_secs_f64() * 1e3, memory: peak()? - before }, result))
}

/// The process's peak of resident memory so far, in MiB.
fn peak() -> Anyhow<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}

fn large() -> Anyhow<Vec<u8>> {
    let file = File::in_memory()?;
    file.write("large", &vec![1.5f64; LARGE])?;
    Ok(file.into_image().map_err(|e| e.error)?.into_vec())
}

fn open() -> Anyhow<Cost> {
    let bytes = large()?;
    let (cost, file) = measured(|| File::from_image(bytes).open())?;
    assert_eq!(file?.dataset("large")?.shape()?, [LARGE]);
    Ok(cost)
}

fn view() -> Anyhow<Cost> {
    let file = File::from_image(large()?).open()?;
    let (cost, view) = measured(|| file.dataset("large")?.view::<f64>())?;
    assert_eq!(view?.iter().sum::<f64>(), 1.5 * LARGE as f64);
    Ok(cost)
}

fn into_image() -> Anyhow<Cost> {
    let file = File::in_memory()?;
    file.write("large", &vec![1.5f64; LARGE])?;
    let (cost, image) = measured(|| file.into_image())?;
    assert!(image.map_err(|e| e.error)?.len() > 8 * LARGE);
    Ok(cost)
}

/// Over a vector of the user's, changed a little.
fn into_image_again() -> Anyhow<Cost> {
    let file = File::from_image(large()?).open_rw()?;
    file.attrs().set("changed", &1)?;
    let (cost, image) = measured(|| file.into_image())?;
    let image: Image = image.map_err(|e| e.error)?;
    assert!(image.len() > 8 * LARGE);
    Ok(cost)
}

fn append() -> Anyhow<Cost> {
    let block = vec![1.5f64; WRITE];
    let (cost, file) = measured(|| {
        let file = File::in_memory()?;
        let dataset = file.new_dataset("grown").shape([0]).resizable().chunk([WRITE]).create::<f64>()?;
        for _ in 0..GROWN / WRITE {
            dataset.append(&block)?;
        }
        file.flush()?;
        Ok::<_, h5mem::Error>(file)
    })?;
    assert_eq!(file?.dataset("grown")?.shape()?, [GROWN]);
    Ok(cost)
}

fn slices() -> Anyhow<Cost> {
    let block = vec![1.5f64; WRITE];
    let (cost, file) = measured(|| {
        let file = File::in_memory()?;
        let dataset = file.new_dataset("grown").shape([GROWN]).create::<f64>()?;
        for n in 0..GROWN / WRITE {
            dataset.slice(n * WRITE..(n + 1) * WRITE).write(&block)?;
        }
        file.flush()?;
        Ok::<_, h5mem::Error>(file)
    })?;
    assert!(file?.size()? > 8 * GROWN as u64);
    Ok(cost)
}

/// Chunks of 512 KiB, into memory that is there already: more than that takes what is decoded at a time.
fn read_filtered() -> Anyhow<Cost> {
    const ELEMENTS: usize = 64 * MIB / 8;
    let file = File::in_memory()?;
    let mut values: Vec<f64> = (0..ELEMENTS).map(|n| n as f64).collect();
    file.new_dataset("x").chunk([WRITE * 8]).shuffle().deflate(1).write(&values)?;
    let file = File::from_image(file.into_image().map_err(|e| e.error)?).open()?;
    let dataset = file.dataset("x")?;
    values.fill(0.0);
    let (cost, read) = measured(|| dataset.read_into(&mut values))?;
    read?;
    assert_eq!(values[ELEMENTS - 1], (ELEMENTS - 1) as f64);
    Ok(cost)
}

/// Into memory that is new, as that of a growing file is.
fn memcpy() -> Anyhow<Cost> {
    let bytes = vec![1u8; 128 * MIB];
    Ok(measured(|| bytes.to_vec())?.0)
}

/// What libhdf5 itself takes, on its own driver for memory with its usual increment.
fn c_growth(chunked: bool) -> Anyhow<Cost> {
    let block = vec![1.5f64; WRITE];
    let _lock = ffi::lock();
    // SAFETY: the lock is held; lengths have one entry for the one axis; the block has as many elements as each selection
    let (cost, failed) = measured(|| unsafe {
        let mut worst = i64::from(ffi::H5open());
        let mut note = |code: i64| {
            worst = worst.min(code);
            code
        };
        let fapl = note(ffi::H5Pcreate(ffi::H5P_CLS_FILE_ACCESS_ID_g));
        note(ffi::H5Pset_fapl_core(fapl, 64 * 1024, false as _).into());
        note(ffi::H5Pset_libver_bounds(fapl, ffi::H5F_LIBVER_V18, ffi::H5F_LIBVER_NBOUNDS - 1).into());
        let file = note(ffi::H5Fcreate(c"growth.h5".as_ptr(), 2, ffi::H5P_DEFAULT as _, fapl)); // H5F_ACC_TRUNC
        let dcpl = note(ffi::H5Pcreate(ffi::H5P_CLS_DATASET_CREATE_ID_g));
        let (mut len, max, chunk) = (if chunked { 0 } else { GROWN as u64 }, u64::MAX, WRITE as u64);
        if chunked {
            note(ffi::H5Pset_chunk(dcpl, 1, &raw const chunk).into());
        }
        let space = note(ffi::H5Screate_simple(1, &raw const len, if chunked { &raw const max } else { std::ptr::null() }));
        let dataset = note(ffi::H5Dcreate2(file, c"grown".as_ptr(), ffi::H5T_NATIVE_DOUBLE_g, space, 0, dcpl, 0));
        let memory = note(ffi::H5Screate_simple(1, &raw const chunk, std::ptr::null()));
        for n in 0..(GROWN / WRITE) as u64 {
            let start = n * chunk;
            if chunked {
                len = start + chunk;
                note(ffi::H5Dset_extent(dataset, &raw const len).into());
            }
            let space = note(ffi::H5Dget_space(dataset));
            note(
                ffi::H5Sselect_hyperslab(
                    space,
                    ffi::H5S_SELECT_SET,
                    &raw const start,
                    std::ptr::null(),
                    &raw const chunk,
                    std::ptr::null(),
                )
                .into(),
            );
            note(ffi::H5Dwrite(dataset, ffi::H5T_NATIVE_DOUBLE_g, memory, space, 0, block.as_ptr().cast()).into());
            note(ffi::H5Sclose(space).into());
        }
        note(ffi::H5Fflush(file, ffi::H5F_SCOPE_GLOBAL).into());
        worst
    })?;
    if failed < 0 { Err("a call of libhdf5 failed".into()) } else { Ok(cost) }
}
