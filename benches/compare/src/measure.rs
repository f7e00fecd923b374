//! Measuring several ways of doing one thing, in turns.
use std::{
    fmt,
    time::{Duration, Instant},
};

/// Does its work so many times and says how long it took.
pub type Contender = Box<dyn FnMut(u32) -> Duration>;

/// The ways to do one thing.
pub struct Contenders {
    /// What the others are held against: plain C, or one thread of h5mem's for several.
    pub plain: Contender,
    pub ours: Contender,
    /// hdf5-metno, where it can do it.
    pub metno: Option<Contender>,
}

pub struct Outcome {
    pub plain: Spread,
    pub ours: Spread,
    pub metno: Option<Spread>,
    pub by_plain: Spread,
    pub by_metno: Option<Spread>,
}

/// A median, and the tenth and the ninetieth percentile.
pub struct Spread {
    pub median: f64,
    pub low: f64,
    pub high: f64,
}

/// Many and short: on a busy machine most are over before another process has its share.
const TURN: Duration = Duration::from_micros(600);
const TURNS: usize = 501;
/// However slow they are, unless that would take seven times the patience.
const FEWEST: usize = 9;
/// Even then.
const LEAST: usize = 3;
/// For a case, from the first turn on.
const PATIENCE: Duration = Duration::from_millis(2200);

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

/// Work whose results are equal, which is made sure of before anything is measured.
pub fn alike<T: PartialEq + 'static>(
    mut ours: impl FnMut() -> T + 'static,
    mut plain: impl FnMut() -> T + 'static,
    metno: Option<Box<dyn FnMut() -> T>>,
) -> Contenders {
    let found = ours();
    assert!(found == plain(), "h5mem and C come to different results");
    let metno = metno.map(|mut metno| {
        assert!(found == metno(), "h5mem and hdf5-metno come to different results");
        repeat(metno)
    });
    Contenders { ours: repeat(ours), plain: repeat(plain), metno }
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
        let took = start.elapsed();
        if turn > FEWEST && took > PATIENCE || turn > LEAST && took > 7 * PATIENCE {
            break;
        }
        // who comes first changes: what one leaves in the caches is another's each time
        for n in 0..all.len() {
            let who = (n + turn) % all.len();
            let took = all[who](times).as_secs_f64() * 1e9 / f64::from(times);
            if turn > 0 {
                turns[who].push(took); // the first warms up
            }
        }
    }
    let ratio = |over: &[f64], under: &[f64]| Spread::of(over.iter().zip(under).map(|(over, under)| over / under).collect());
    Outcome {
        by_plain: ratio(&turns[1], &turns[0]),
        by_metno: turns.get(2).map(|metno| ratio(metno, &turns[1])),
        plain: Spread::of(turns[0].clone()),
        ours: Spread::of(turns[1].clone()),
        metno: turns.get(2).cloned().map(Spread::of),
    }
}

impl Spread {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |tenths: usize| values[(values.len() - 1) * tenths / 10];
        Self { median: at(5), low: at(1), high: at(9) }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} ({:.2} to {:.2})", self.median, self.low, self.high)
    }
}
