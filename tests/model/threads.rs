//! Threads on one file: each takes the steps of a case in a group of its own, beside others that share a dataset and its attribute.
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use h5mem::{Dataset, Extent, File};
use ndarray::{Array2, arr2};

use crate::{
    compare::{Compared, ok, same},
    generate::{Chooser, Setup},
    graph::{Body, Link, ROOT},
    random::Random,
    real::Real,
    replay::Replay,
};

/// Threads that take steps in groups of their own.
const OWN: u64 = 3;

/// Threads that append to the shared dataset.
const APPENDING: usize = 2;

/// Runs the threads of a seed, each for so many steps.
pub(crate) fn run(seed: u64, count: usize) -> Compared {
    let file = ok(File::in_memory(), || "a file".to_owned())?;
    let builder = file.new_dataset("shared").shape([0, 2]).max_shape([Extent::UNLIMITED, 2]).chunk([5, 2]).deflate(1);
    let shared = ok(builder.create::<i64>(), || "a dataset".to_owned())?;
    ok(shared.attrs().set("state", &state(0)), || "an attribute".to_owned())?;
    let ended = AtomicBool::new(false);
    let results: Vec<Compared> = thread::scope(|scope| {
        let (file, shared, ended) = (&file, &shared, &ended);
        let mut working: Vec<_> = (0..OWN).map(|n| scope.spawn(move || in_own_group(file, seed * OWN + n, count))).collect();
        working.extend((0..APPENDING).map(|n| scope.spawn(move || append(shared, n as i64, count))));
        let reading = scope.spawn(move || read(file, shared, ended));
        let mut results: Vec<_> = working.into_iter().map(|thread| thread.join().expect("no panic")).collect();
        ended.store(true, Ordering::Relaxed);
        results.push(reading.join().expect("no panic"));
        results
    });
    results.into_iter().collect::<Compared>()?;
    let rows = ok(shared.read::<Array2<i64>>(), || "the shared dataset".to_owned())?;
    same(&numbers(&rows)?, &[count as i64; APPENDING], || "rows of each thread".to_owned())
}

/// Takes the steps of a case in a group that only this thread knows.
fn in_own_group(file: &File, seed: u64, count: usize) -> Compared {
    let name = format!("own {seed}");
    let group = ok(file.create_group(&name), || name.clone())?;
    let mut model = Setup::default().model();
    let side = model.sides[0].as_mut().expect("a file");
    let object = side.graph.object(Body::Group { links: Default::default(), tracked: Some(false) }, false);
    let id = side.graph.add(object);
    side.graph.link(ROOT, &name, Link::Hard(id));
    side.graph.hold(id);
    side.root = id;
    let mut replay = Replay { model, reals: [Some(Real::new(file.clone(), group)), None] };
    let mut chooser = Chooser { random: Random(seed), whole_file: false };
    let mut taken = Vec::new();
    for _ in 0..count {
        let step = chooser.step(&replay.model);
        let done = replay.guarded(&step);
        taken.push(step);
        done.map_err(|what| format!("thread {seed}: {what}, after {:#?}", &taken[taken.len().saturating_sub(20)..]))?;
    }
    replay.end().map_err(|what| format!("thread {seed} at its end: {what}"))
}

/// What the shared attribute holds: as many numbers as each of them says, more than a header has room for among them.
fn state(number: i64) -> Vec<i64> {
    vec![number; 1 + number as usize % 7 * 100]
}

/// Appends rows of this thread, each with the number that follows, and says so in an attribute.
fn append(shared: &Dataset, thread: i64, count: usize) -> Compared {
    for number in 0..count as i64 {
        ok(shared.append(&arr2(&[[thread, number]])), || format!("row {number} of thread {thread}"))?;
        ok(shared.attrs().set("state", &state(number)), || format!("state {number} of thread {thread}"))?;
    }
    Ok(())
}

/// Reads what the others write, through the shared handle, new ones and copies of the file: rows are whole and none is missing in between.
fn read(file: &File, shared: &Dataset, ended: &AtomicBool) -> Compared {
    let mut before = [0; APPENDING];
    for turn in 0.. {
        if ended.load(Ordering::Relaxed) {
            break;
        }
        let copy = if turn % 5 == 4 { Some(ok(file.snapshot(), || "a snapshot".to_owned())?) } else { None };
        let opened = copy.as_ref().unwrap_or(file).dataset("shared");
        let dataset = if turn % 2 == 0 { ok(opened, || "the shared dataset".to_owned())? } else { shared.clone() };
        let state: Vec<i64> = ok(dataset.attrs().get("state"), || "the shared attribute".to_owned())?;
        same(&state, &self::state(state[0]), || "the shared attribute".to_owned())?;
        let now = numbers(&ok(dataset.read(), || "shared rows".to_owned())?)?;
        if now.iter().zip(&before).any(|(now, before)| now < before) {
            return Err(format!("{now:?} rows of each thread, after {before:?}"));
        }
        before = now;
    }
    Ok(())
}

/// Rows of each thread, whose numbers follow each other.
fn numbers(rows: &Array2<i64>) -> Compared<[i64; APPENDING]> {
    let mut next = [0; APPENDING];
    for row in rows.rows() {
        let Some(thread) = next.get_mut(row[0] as usize) else { return Err(format!("a row {row}")) };
        same(&row[1], thread, || format!("number of a row of thread {}", row[0]))?;
        *thread += 1;
    }
    Ok(next)
}
