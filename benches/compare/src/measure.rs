//! Measuring several ways of doing one thing, in turns.
use std::{
    fmt,
    time::{Duration, Instant},
};

/// Does its work so many times and says how long it took.
pub type Contender = Box<dyn FnMut(u32) -> Duration>;

/// The ways to do one thing.
pub struct Contenders {
    pub plain: Contender,
    pub ours: Contender,
    /// hdf5-metno, where it can do it.
    pub metno: Option<Contender>,
}

pub struct Outcome {
    pub plain: f64,
    pub ours: f64,
    pub metno: Option<f64>,
    pub by_plain: Ratio,
    pub by_metno: Option<Ratio>,
}

/// A median and its quartiles.
pub struct Ratio {
    pub median: f64,
    quartiles: (f64, f64),
}

/// Many and short: on a busy machine most are over before another process has its share.
const TURNS: usize = 101;
const TURN: Duration = Duration::from_micros(600);
/// For a case with slow calls, of which one is a turn.
const PATIENCE: Duration = Duration::from_secs(8);

/// Work that repeats as it is.
pub fn repeat<T>(mut work: impl FnMut() -> T + 'static) -> Contender {
    Box::new(move |times| {
        let start = Instant::now();
        for _ in 0..times {
            std::hint::black_box(work());
        }
        start.elapsed()
    })
}

/// Work in a fresh setting each time it is measured.
pub fn afresh<S, T>(mut setting: impl FnMut() -> S + 'static, mut work: impl FnMut(&mut S, u32) -> T + 'static) -> Contender {
    Box::new(move |times| {
        let mut setting = setting();
        let start = Instant::now();
        for n in 0..times {
            std::hint::black_box(work(&mut setting, n));
        }
        start.elapsed()
    })
}

pub fn measure(contenders: Contenders) -> Outcome {
    let mut all: Vec<Contender> = [contenders.plain, contenders.ours].into_iter().chain(contenders.metno).collect();
    // the same number of calls for all, so that what they leave behind is of one size
    let mut times = 1u32;
    while all[0](times) < TURN / 2 && times < 1 << 20 {
        times *= 2;
    }
    let mut turns: Vec<Vec<f64>> = vec![Vec::new(); all.len()];
    let start = Instant::now();
    for turn in 0..=TURNS {
        if turn > 4 && start.elapsed() > PATIENCE {
            break;
        }
        for (work, turns) in all.iter_mut().zip(&mut turns) {
            let took = work(times).as_secs_f64() * 1e9 / f64::from(times);
            if turn > 0 {
                turns.push(took); // the first warms up
            }
        }
    }
    let ratio = |over: &[f64], under: &[f64]| Ratio::of(over.iter().zip(under).map(|(over, under)| over / under).collect());
    let median = |turns: &Vec<f64>| Ratio::of(turns.clone()).median;
    Outcome {
        plain: median(&turns[0]),
        ours: median(&turns[1]),
        metno: turns.get(2).map(median),
        by_plain: ratio(&turns[1], &turns[0]),
        by_metno: turns.get(2).map(|metno| ratio(metno, &turns[1])),
    }
}

impl Ratio {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |part: usize| values[values.len() * part / 4];
        Self { median: at(2), quartiles: (at(1), at(3)) }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} ({:.2} to {:.2})", self.median, self.quartiles.0, self.quartiles.1)
    }
}
