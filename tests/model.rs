//! Random operations on files in memory, beside a plain model of them: what every handle, snapshot and image shows is what the model says.
//!
//! A case follows from its seed. One that fails is shrunk to the steps it takes, which are printed. For long runs and for crashes of
//! libhdf5, CONTRIBUTING tells the environment variables.
#![cfg(feature = "ndarray")]

#[path = "model/attributes.rs"]
mod attributes;
#[path = "model/cases.rs"]
mod cases;
#[path = "model/compare.rs"]
mod compare;
#[path = "model/copy.rs"]
mod copy;
#[path = "model/datasets.rs"]
mod datasets;
#[path = "model/generate.rs"]
mod generate;
#[path = "model/graph.rs"]
mod graph;
#[path = "model/known.rs"]
mod known;
#[path = "model/links.rs"]
mod links;
#[path = "model/model.rs"]
mod model;
#[path = "direct/random.rs"]
mod random;
#[path = "model/real.rs"]
mod real;
#[path = "model/replay.rs"]
mod replay;
#[path = "model/shrink.rs"]
mod shrink;
#[path = "model/step.rs"]
mod step;
#[path = "model/threads.rs"]
mod threads;
#[path = "model/value.rs"]
mod value;
#[path = "model/write.rs"]
mod write;

use std::{env, ops::Range};

fn number(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

fn seeds() -> Range<u64> {
    let Ok(text) = env::var("H5MEM_MODEL_SEEDS") else { return 0..20 };
    let (first, end) = text.split_once("..").expect("FIRST..END");
    first.parse().expect("a number")..end.parse().expect("a number")
}

#[test]
fn random_operations() {
    let (seeds, count) = (seeds(), number("H5MEM_MODEL_STEPS", 150) as usize);
    if let Ok(case) = env::var("H5MEM_MODEL_CASE") {
        return cases::alone(&case);
    }
    match (env::var_os("H5MEM_MODEL_CHILD"), env::var_os("H5MEM_MODEL_PROCESSES")) {
        (Some(_), _) => cases::as_child(seeds, count),
        (_, Some(_)) => cases::in_processes(seeds, count),
        _ => cases::here(seeds, count),
    }
}

#[test]
fn threads_on_one_file() {
    let (seeds, count) = (seeds(), number("H5MEM_MODEL_STEPS", 150) as usize);
    for seed in seeds.start..seeds.end.min(seeds.start + (seeds.end - seeds.start).div_ceil(4)) {
        if let Err(what) = threads::run(seed, count / 2) {
            panic!("seed {seed}: {what}");
        }
    }
}
