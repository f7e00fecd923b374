//! What a call of h5mem costs, beside the same work in plain C calls with types and dataspaces made beforehand, and beside hdf5-metno.
//!
//! `cargo run --release [-- [--csv FILE] [NAME...]]` in this folder. All three run in one process over one libhdf5, in turns; the figures
//! are medians over the turns with the tenth and the ninetieth percentile, the ratios those of the turns' ratios. C and hdf5-metno work on
//! libhdf5's CORE driver, h5mem on its own. The file has a line for each case and each of the three: `case,who,median_ns,low_ns,high_ns,libhdf5`.
//!
//! `-- --profile WHO TIMES NAME` does the work of one of `c`, `h5mem` and `metno` so many times, for a profiler: what two such runs differ by
//! are the calls alone.
mod bulk;
mod cases;
mod chunks;
mod measure;
mod plain;
mod whole;

use std::{env, fs, process::ExitCode};

use cases::Case;
use measure::{Contenders, Spread, measure};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(|arg| &**arg).collect();
    match args[..] {
        ["--profile", who, times, name] => profile(who, times.parse()?, name).map(|()| ExitCode::SUCCESS),
        ["--csv", file, ref names @ ..] => compare(names, Some(file)),
        ref names => compare(names, None),
    }
}

fn all() -> Vec<Case> {
    cases::all().into_iter().chain(bulk::all()).chain(chunks::all()).chain(whole::all()).collect()
}

fn compare(names: &[&str], csv: Option<&str>) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let version = library();
    println!("libhdf5 {version}; nanoseconds per call, ratios with their tenth and ninetieth percentile");
    println!("{:<34} {:>10} {:>10} {:>10} {:>22} {:>22}", "", "C", "h5mem", "metno", "h5mem / C", "metno / h5mem");
    let mut lines = vec!["case,who,median_ns,low_ns,high_ns,libhdf5".to_owned()];
    let mut missed = 0;
    for Case { name, at_most, contenders } in all() {
        if !names.is_empty() && !names.iter().any(|part| name.contains(part)) {
            continue;
        }
        let found = measure(contenders());
        let met = found.by_plain.median <= at_most && found.by_metno.as_ref().is_none_or(|ratio| ratio.median >= 1.5);
        missed += usize::from(!met);
        let metno = found.metno.as_ref().map_or(String::new(), |ns| format!("{:.0}", ns.median));
        let by_metno = found.by_metno.as_ref().map_or(String::new(), Spread::to_string);
        let (plain, ours, by_plain) = (found.plain.median, found.ours.median, found.by_plain.to_string());
        let verdict = if met { "" } else { "  NOT MET" };
        println!("{name:<34} {plain:>10.0} {ours:>10.0} {metno:>10} {by_plain:>22} {by_metno:>22}  (at most {at_most}){verdict}");
        for (who, ns) in [("c", Some(&found.plain)), ("h5mem", Some(&found.ours)), ("hdf5-metno", found.metno.as_ref())] {
            let Some(Spread { median, low, high }) = ns else { continue };
            lines.push(format!("\"{name}\",{who},{median:.1},{low:.1},{high:.1},{version}"));
        }
    }
    if let Some(file) = csv {
        fs::write(file, lines.join("\n") + "\n")?;
    }
    println!("{missed} not as asked: at most so much of C's time, and hdf5-metno at least 1.5 times slower");
    Ok(if missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn profile(who: &str, times: u32, name: &str) -> Result<(), Box<dyn std::error::Error>> {
    let case = all().into_iter().find(|case| case.name == name).ok_or("no such case")?;
    let Contenders { mut plain, mut ours, metno } = (case.contenders)();
    let took = match who {
        "c" => plain(times),
        "h5mem" => ours(times),
        "metno" => metno.ok_or("hdf5-metno has no such case")?(times),
        _ => return Err("one of c, h5mem and metno".into()),
    };
    println!("{:.0} ns", took.as_secs_f64() * 1e9 / f64::from(times));
    Ok(())
}

/// The libhdf5 that is run.
fn library() -> String {
    let (mut major, mut minor, mut release) = (0, 0, 0);
    let _lock = hdf5_ffi::lock();
    // SAFETY: the lock is held; the out-pointers are valid
    plain::done(unsafe { hdf5_ffi::H5get_libversion(&raw mut major, &raw mut minor, &raw mut release) });
    format!("{major}.{minor}.{release}")
}
