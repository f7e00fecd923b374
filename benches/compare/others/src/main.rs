//! The comparison's workloads with hidefix and hdf5-pure, where they can.
//!
//! `h5mem-compare-others FILES CSV [NAME...]`: FILES is what `h5mem-compare --files` wrote, CSV gets the lines
//! `case,who,median_ns,low_ns,high_ns,ratio,ratio_low,ratio_high,against,asked,libhdf5`, of which the ratio's are empty. The variable CLIMATOLOGY
//! names a file to be read whole. hidefix reads files on disk, which the system keeps in memory; its index is made beforehand, as datasets are
//! open beforehand elsewhere. hdf5-pure takes a file's bytes, and writes a file at once, from what it has collected.
#[cfg(feature = "hidefix")]
mod hidefix;
mod programs;
mod pure;

use std::{
    env,
    error::Error,
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

pub type Anyhow<T> = Result<T, Box<dyn Error>>;
/// Does its work so many times and says how long it took.
pub type Work = Box<dyn FnMut(u32) -> Anyhow<Duration>>;

pub struct Case {
    pub name: &'static str,
    pub who: &'static str,
    /// The libhdf5 that it uses.
    pub libhdf5: &'static str,
    pub work: Box<dyn Fn(&Path) -> Anyhow<Work>>,
}

pub fn repeat<T>(mut work: impl FnMut() -> Anyhow<T> + 'static) -> Work {
    Box::new(move |times| {
        let start = Instant::now();
        for _ in 0..times {
            black_box(work()?);
        }
        Ok(start.elapsed())
    })
}

/// Work on something that it uses up.
pub fn using<S, T>(setting: impl Fn() -> S + 'static, mut work: impl FnMut(S) -> Anyhow<T> + 'static) -> Work {
    Box::new(move |times| {
        let mut took = Duration::ZERO;
        for _ in 0..times {
            let used = setting();
            let start = Instant::now();
            let result = black_box(work(used)?);
            took += start.elapsed();
            drop(result);
        }
        Ok(took)
    })
}

pub fn numbers(n: usize) -> Vec<f64> {
    (0..n).map(|n| n as f64).collect()
}

pub fn climatology() -> Option<String> {
    env::var("CLIMATOLOGY").ok().filter(|path| !path.is_empty())
}

fn main() -> Anyhow<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [files, csv, names @ ..] = &args[..] else { return Err("h5mem-compare-others FILES CSV [NAME...]".into()) };
    let mut lines = vec!["case,who,median_ns,low_ns,high_ns,ratio,ratio_low,ratio_high,against,asked,libhdf5".to_owned()];
    #[cfg(feature = "hidefix")]
    rayon::ThreadPoolBuilder::new().num_threads(2).build_global()?;
    #[cfg(feature = "hidefix")]
    let all = pure::all().into_iter().chain(programs::all()).chain(hidefix::all());
    #[cfg(not(feature = "hidefix"))]
    let all = pure::all().into_iter().chain(programs::all());
    for Case { name, who, libhdf5, work } in all {
        if !names.is_empty() && !names.iter().any(|part| name.contains(&**part)) {
            continue;
        }
        match work(Path::new(files)).and_then(measured) {
            Ok([median, low, high]) => {
                println!("{name:<42} {who:<10} {median:>14.0} ns");
                lines.push(format!("\"{name}\",{who},{median:.1},{low:.1},{high:.1},,,,,,{libhdf5}"));
            }
            Err(error) => println!("{name:<42} {who:<10} cannot: {error}"),
        }
    }
    fs::write(csv, lines.join("\n") + "\n")?;
    Ok(())
}

/// A median, and the tenth and the ninetieth percentile, in nanoseconds a call.
fn measured(mut work: Work) -> Anyhow<[f64; 3]> {
    const PATIENCE: Duration = Duration::from_millis(1200);
    let mut times = 1;
    while work(times)? < Duration::from_micros(300) && times < 1 << 20 {
        times *= 2;
    }
    let (start, mut turns) = (Instant::now(), Vec::new());
    while turns.len() < 3 || turns.len() < 101 && start.elapsed() < PATIENCE {
        turns.push(work(times)?.as_secs_f64() * 1e9 / f64::from(times));
    }
    turns.sort_by(f64::total_cmp);
    Ok([5, 1, 9].map(|tenths| turns[(turns.len() - 1) * tenths / 10]))
}
