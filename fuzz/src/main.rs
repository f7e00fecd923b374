//! Breaks HDF5 files and opens them: `h5mem-fuzz SECONDS SEED FILE...`
//!
//! Case `n` is the same each time: a file, broken by the numbers that follow from the seed and `n`, opened as an image, walked and changed.
//! Cases run in child processes, many in each, since libhdf5 itself dies of some files. What is counted as ours, and printed: a panic, an
//! allocation that the file alone asks for, and a fatal signal whose innermost frame outside the C library is not libhdf5's.
//! `h5mem-fuzz --case N SEED FILE...` runs one case, `h5mem-fuzz --write N SEED PATH FILE...` writes its bytes.
mod mutate;
mod signals;
mod walk;

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    process::{Command, Stdio, exit},
    time::{Duration, Instant},
};

use mutate::Random;

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match &*arguments.iter().map(String::as_str).collect::<Vec<_>>() {
        ["--from", first, seed, files @ ..] => child(number(first), number(seed), &corpus(files)),
        ["--case", case, seed, files @ ..] => run(number(case), number(seed), &corpus(files)),
        ["--write", case, seed, path, files @ ..] => {
            fs::write(path, broken(number(case), number(seed), &corpus(files)).1).expect("the path can be written");
        }
        [seconds, seed, files @ ..] if !files.is_empty() => parent(number(seconds), number(seed), files),
        _ => {
            eprintln!("h5mem-fuzz SECONDS SEED FILE...");
            exit(2);
        }
    }
}

fn number(text: &str) -> u64 {
    text.parse().expect("a number")
}

fn corpus(files: &[&str]) -> Vec<Vec<u8>> {
    files.iter().map(|path| fs::read(path).expect("a file that can be read")).collect()
}

/// The numbers and the bytes of a case.
fn broken(case: u64, seed: u64, corpus: &[Vec<u8>]) -> (Random, Vec<u8>) {
    let mut random = Random::new(seed, case);
    let bytes = mutate::broken(&mut random, corpus);
    (random, bytes)
}

fn run(case: u64, seed: u64, corpus: &[Vec<u8>]) {
    let (mut random, bytes) = broken(case, seed, corpus);
    walk::walk(&mut random, bytes);
}

/// Runs cases until one is fatal, each told before.
fn child(first: u64, seed: u64, corpus: &[Vec<u8>]) {
    signals::install();
    for case in first..first + 500 {
        println!("@{case}");
        signals::patience(5);
        if catch_unwind(AssertUnwindSafe(|| run(case, seed, corpus))).is_err() {
            println!("PANIC {case}");
        }
    }
}

fn parent(seconds: u64, seed: u64, files: &[&str]) {
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut first, mut ours) = (0, 0);
    let mut deaths: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    while Instant::now() < end {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .args(["--from", &first.to_string(), &seed.to_string()])
            .args(files)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a child");
        let mut errors = child.stderr.take().expect("a pipe");
        let said = std::thread::spawn(move || {
            let mut said = Vec::new();
            let _ = errors.read_to_end(&mut said);
            String::from_utf8_lossy(&said).into_owned()
        });
        let mut last = first;
        for line in BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok) {
            match line.split_once('@') {
                Some(("", case)) => last = case.parse().unwrap_or(last),
                _ if line.starts_with("PANIC") => {
                    ours += 1;
                    println!("OURS {line}");
                }
                _ => {}
            }
        }
        let (status, said) = (child.wait().expect("it ends"), said.join().expect("a reader"));
        if !status.success() {
            let (who, is_ours) = signals::blame(&said);
            let who = format!("{status}: {who}");
            let count = deaths.entry(who.clone()).or_insert((0, last));
            count.0 += 1;
            if is_ours {
                ours += 1;
                println!("OURS case {last}: {who}\n{}", said.lines().take(40).collect::<Vec<_>>().join("\n"));
            }
        } else if said.contains("panicked") {
            println!("{}", said.lines().take(20).collect::<Vec<_>>().join("\n"));
        }
        first = last + 1;
    }
    println!("{first} cases of seed {seed}, {ours} of ours; libhdf5 died, or went in circles, in:");
    for (who, (count, case)) in deaths {
        println!("{count:6}  {who} (case {case})");
    }
    exit(i32::from(ours > 0));
}
