//! Cases in this process, or each in a process that may die; those that fail are shrunk.
use std::{
    collections::BTreeMap,
    env,
    io::{BufRead, BufReader, Read, Write},
    ops::Range,
    process::{Command, Stdio, exit},
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::Duration,
};

use crate::{
    generate::{self, Setup},
    replay::{self, Divergence},
    shrink::shrink,
    step::Step,
};

/// Seconds that a step may take in a process of its own.
const PATIENCE: u64 = 30;

/// Names of failures of which some are shrunk in a run; the others are counted.
const MOST_SHRUNK: usize = 12;

/// Failures of one name that are shrunk.
const MOST_ALIKE: usize = 3;

/// A case, whole or a part of it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) seed: u64,
    pub(crate) setup: Setup,
    pub(crate) steps: Vec<Step>,
}

impl Case {
    pub(crate) fn new(seed: u64, count: usize) -> Self {
        let setup = Setup::of(seed);
        let steps = generate::steps(seed, count, &setup);
        Self { seed, setup, steps }
    }

    /// The steps that are kept. The first place stands for what the file is made with.
    fn only(&self, kept: &[usize]) -> Self {
        let setup = if kept.contains(&0) { self.setup.clone() } else { Setup::default() };
        Self { seed: self.seed, setup, steps: kept.iter().filter(|&&n| n > 0).map(|&n| self.steps[n - 1].clone()).collect() }
    }

    pub(crate) fn run(&self, shown: bool) -> Result<(), Divergence> {
        replay::run(&self.setup, &self.steps, shown)
    }

    /// What a failure is called: shrinking keeps to failures of the same name.
    fn name(&self, divergence: &Divergence) -> String {
        let act = self.steps.get(divergence.step).map_or("the end".to_owned(), |step| format!("{:?}", step.act));
        act.split([' ', '{']).next().unwrap_or_default().to_owned()
    }
}

/// Runs cases here. A failure is a panic, with the fewest steps that come to it.
pub(crate) fn here(seeds: Range<u64>, count: usize) {
    for seed in seeds {
        let case = Case::new(seed, count);
        if let Err(divergence) = case.run(false) {
            let name = case.name(&divergence);
            let kept = shrink(count + 1, |kept| {
                let part = case.only(kept);
                part.run(false).is_err_and(|divergence| part.name(&divergence) == name)
            });
            let end = case.only(&kept).run(true).map_err(|divergence| divergence.what);
            panic!("seed {seed}: {}; run alone by {}", end.err().unwrap_or(divergence.what), spelled(seed, count, &kept));
        }
    }
}

/// How a part of a case is asked of a process.
fn spelled(seed: u64, count: usize, kept: &[usize]) -> String {
    let kept: Vec<_> = kept.iter().map(usize::to_string).collect();
    let kept = if kept.is_empty() { "none".to_owned() } else { kept.join(",") };
    format!("H5MEM_MODEL_CASE={seed}:{count}:{kept}")
}

/// Runs the part of a case that is asked for, step by step.
pub(crate) fn alone(spelled: &str) {
    watch();
    let mut parts = spelled.splitn(3, ':');
    let mut number = || parts.next().and_then(|part| part.parse::<u64>().ok());
    let (Some(seed), Some(count)) = (number(), number()) else { panic!("{spelled} is no SEED:STEPS:KEPT") };
    let case = Case::new(seed, count as usize);
    let kept: Vec<usize> = match parts.next() {
        None => (0..=case.steps.len()).collect(),
        Some("none") => Vec::new(),
        Some(kept) => kept.split(',').map(|n| n.parse().expect("a place")).collect(),
    };
    let part = case.only(&kept);
    if let Err(divergence) = part.run(true) {
        println!("DIVERGED {} {}", part.name(&divergence), divergence.what.replace('\n', " "));
        exit(3);
    }
}

static STEPS: AtomicU64 = AtomicU64::new(0);

/// A step was taken.
pub(crate) fn taken() {
    STEPS.fetch_add(1, Ordering::Relaxed);
}

/// Ends the process where a step takes too long.
fn watch() {
    thread::spawn(|| {
        let mut last = u64::MAX;
        loop {
            let now = STEPS.load(Ordering::Relaxed);
            if now == last {
                println!("HANGS");
                std::process::abort();
            }
            last = now;
            thread::sleep(Duration::from_secs(PATIENCE));
        }
    });
}

/// Runs cases for a parent: each is named before, and the first failure ends the process.
pub(crate) fn as_child(seeds: Range<u64>, count: usize) {
    watch();
    for seed in seeds {
        println!("@{seed}");
        let case = Case::new(seed, count);
        if let Err(divergence) = case.run(false) {
            println!("DIVERGED {} {}", case.name(&divergence), divergence.what.replace('\n', " "));
            exit(3);
        }
    }
    println!("TOOK {}", STEPS.load(Ordering::Relaxed));
    exit(0);
}

/// What became of a process.
#[derive(Default)]
struct End {
    last: Option<u64>,
    /// Its failure, by name and in words.
    failed: Option<(String, String)>,
    steps: u64,
    said: String,
}

fn child(variables: &[(&str, String)]) -> End {
    let mut command = Command::new(env::current_exe().expect("this program"));
    command.args(["random_operations", "--exact", "--nocapture", "--test-threads=1"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    // freed memory has other bytes than before
    command.env("MALLOC_PERTURB_", "165").env_remove("H5MEM_MODEL_PROCESSES");
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    let mut child = command.spawn().expect("a child");
    let mut errors = child.stderr.take().expect("a pipe");
    let errors = thread::spawn(move || {
        let mut said = Vec::new();
        let _ = errors.read_to_end(&mut said);
        String::from_utf8_lossy(&said).into_owned()
    });
    let mut end = End::default();
    for line in BufReader::new(child.stdout.take().expect("a pipe")).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).into_owned();
        match line.split_once(' ') {
            _ if line.starts_with('@') => end.last = line[1..].parse().ok(),
            Some(("DIVERGED", what)) => {
                let (name, what) = what.split_once(' ').unwrap_or((what, ""));
                end.failed = Some((name.to_owned(), what.to_owned()));
            }
            Some(("TOOK", steps)) => end.steps = steps.parse().unwrap_or(0),
            _ if line == "HANGS" => end.failed = Some(("hangs".to_owned(), "a step does not end".to_owned())),
            _ => end.said = format!("{}{line}\n", end.said),
        }
    }
    let status = child.wait().expect("it ends");
    let errors = errors.join().expect("a reader");
    if end.failed.is_none() && !status.success() {
        end.failed = Some(("dies".to_owned(), format!("{status}: {}", errors.lines().rev().take(3).collect::<Vec<_>>().join(" "))));
    }
    end
}

/// Runs cases in processes that may die.
pub(crate) fn in_processes(seeds: Range<u64>, count: usize) {
    const AT_ONCE: u64 = 50;
    let (mut next, mut steps, mut failures) = (seeds.start, 0, BTreeMap::<String, usize>::new());
    while next < seeds.end {
        let until = (next + AT_ONCE).min(seeds.end);
        let range = format!("{next}..{until}");
        let end = child(&[("H5MEM_MODEL_CHILD", "1".to_owned()), ("H5MEM_MODEL_SEEDS", range), ("H5MEM_MODEL_STEPS", count.to_string())]);
        steps += end.steps;
        let Some((name, what)) = end.failed else {
            next = until;
            continue;
        };
        let (first, seed) = (next, end.last.unwrap_or(next));
        steps += (seed - next) * count as u64;
        next = seed + 1;
        let known = failures.len();
        let entry = failures.entry(name.clone()).or_default();
        *entry += 1;
        if *entry <= MOST_ALIKE && known < MOST_SHRUNK {
            println!("seed {seed}: {name}: {what}");
            let shown = shrunk(seed, count, &name)
                .unwrap_or_else(|| format!("seed {seed} alone does not fail: H5MEM_MODEL_SEEDS={first}..{next} H5MEM_MODEL_STEPS={count}"));
            println!("{shown}");
        }
        let _ = std::io::stdout().flush();
    }
    println!("{steps} steps of seeds {seeds:?}");
    assert!(failures.is_empty(), "failures: {failures:?}");
}

/// The fewest steps of a case that fail by this name, in words; `None` where the case does not fail in a process of its own.
fn shrunk(seed: u64, count: usize, name: &str) -> Option<String> {
    let run = |kept: &[usize]| {
        let spelled = spelled(seed, count, kept);
        child(&[("H5MEM_MODEL_CASE", spelled.split_once('=').expect("a variable").1.to_owned())])
    };
    let fails = |kept: &[usize]| run(kept).failed.is_some_and(|(other, _)| other == name);
    if !fails(&(0..=count).collect::<Vec<_>>()) {
        return None;
    }
    let kept = shrink(count + 1, fails);
    let end = run(&kept);
    let (name, what) = end.failed.unwrap_or_default();
    Some(format!("{}{name}: {what}\n{}\n", end.said, spelled(seed, count, &kept)))
}
