//! What a call of h5mem costs, beside the same work in plain C calls with types and dataspaces made beforehand, and beside hdf5-metno.
//!
//! `cargo run --release [-- [--csv FILE] [NAME...]]` in this folder. For each case all three run in one process over one libhdf5, in turns;
//! the figures are medians over the turns with the tenth and the ninetieth percentile, the ratios those of the turns' ratios. C and hdf5-metno work on
//! libhdf5's CORE driver, h5mem on its own. Work of one core is kept to one processor; h5mem has `rayon`, with one thread unless the case says
//! more. The file has a line for each case and each of the three:
//!
//! `case,who,median_ns,low_ns,high_ns,ratio,ratio_low,ratio_high,against,asked,libhdf5`
//!
//! h5mem's ratio is against C, or against one thread of its own, of whose time it is asked to take at most so much; hdf5-metno's is against
//! h5mem, of whose time it is to take at least so much.
//!
//! `-- --profile WHO TIMES NAME` does the work of one of `c`, `h5mem` and `metno` so many times, for a profiler: what two such runs differ by
//! are the calls alone. `-- --files DIRECTORY` writes the files that other libraries read.
mod bulk;
mod case;
mod cases;
mod chunks;
mod climate;
mod convert;
mod files;
mod lengths;
mod lists;
mod loader;
mod machine;
mod measure;
mod objects;
mod plain;
mod rows;
mod setup;
mod whole;

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};

use case::Case;
use measure::{Contenders, Spread, measure};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?; // who wants more says so
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(|arg| &**arg).collect();
    match args[..] {
        ["--files", directory] => files::write(directory.as_ref()).map(|()| ExitCode::SUCCESS),
        ["--profile", who, times, name] => profile(who, times.parse()?, name).map(|()| ExitCode::SUCCESS),
        ["--alone", name] => alone(name),
        ["--csv", file, ref names @ ..] => compare(names, Some(file)),
        ref names => compare(names, None),
    }
}

fn all() -> Vec<Case> {
    cases::all()
        .into_iter()
        .chain(bulk::all())
        .chain(lengths::all())
        .chain(chunks::all())
        .chain(whole::all())
        .chain(rows::all())
        .chain(convert::all())
        .chain(lists::all())
        .chain(loader::all())
        .chain(objects::all())
        .chain(climate::all())
        .collect()
}

/// Of h5mem's time, at least so much.
const METNO: f64 = 1.5;

/// Each case in a process of its own: what one leaves behind in the allocator is none of the next one's.
fn compare(names: &[&str], csv: Option<&str>) -> Result<ExitCode, Box<dyn std::error::Error>> {
    println!("{}\nlibhdf5 {}; hdf5-metno 0.15; feature rayon on, with one thread unless said", machine::machine(), machine::libhdf5());
    println!("nanoseconds per call, ratios with their tenth and ninetieth percentile");
    println!("{:<42} {:>11} {:>11} {:>11} {:>22} {:>22}", "", "C", "h5mem", "metno", "h5mem / C", "metno / h5mem");
    let mut lines = vec!["case,who,median_ns,low_ns,high_ns,ratio,ratio_low,ratio_high,against,asked,libhdf5".to_owned()];
    lines.push(format!("\"{}\",,,,,,,,,,", machine::machine().replace('"', "'")));
    let (mut missed, files) = (0, Directory::new()?);
    for Case { name, .. } in all().iter().filter(|case| names.is_empty() || names.iter().any(|part| case.name.contains(part))) {
        let found =
            Command::new(env::current_exe()?).args(["--alone", name]).env(setup::FILES, &files.0).stderr(Stdio::inherit()).output()?;
        missed += match found.status.code() {
            Some(0) => 0,
            Some(1) => 1,
            _ => return Err(format!("{name}: {}", found.status).into()),
        };
        let said = String::from_utf8(found.stdout)?;
        let (figures, shown) = said.lines().partition::<Vec<_>, _>(|line| line.starts_with('"'));
        shown.iter().for_each(|line| println!("{line}"));
        lines.extend(figures.into_iter().map(str::to_owned));
        if let Some(file) = csv {
            fs::write(file, lines.join("\n") + "\n")?;
        }
    }
    println!("{missed} not as asked: at most so much of C's time, and hdf5-metno at least {METNO} times slower");
    Ok(if missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A directory that is removed in the end.
struct Directory(PathBuf);

impl Directory {
    fn new() -> std::io::Result<Self> {
        let path = env::temp_dir().join(format!("h5mem-compare-{}", std::process::id()));
        fs::create_dir_all(&path).map(|()| Self(path))
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// One case: what is shown of it, and its lines for the file.
fn alone(name: &str) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let Case { at_most, cores, against, contenders, .. } = all().into_iter().find(|case| case.name == name).ok_or("no such case")?;
    machine::pin(cores == 1);
    let (found, version) = (measure(contenders()), machine::libhdf5());
    let met = found.by_plain.median <= at_most && found.by_metno.as_ref().is_none_or(|ratio| ratio.median >= METNO);
    let metno = found.metno.as_ref().map_or(String::new(), |ns| format!("{:.0}", ns.median));
    let by_metno = found.by_metno.as_ref().map_or(String::new(), Spread::to_string);
    let (plain, ours, by_plain) = (found.plain.median, found.ours.median, found.by_plain.to_string());
    let other = if against == "c" { String::new() } else { format!(" of {against}") };
    let verdict = if met { "" } else { ": NOT MET" };
    println!("{name:<42} {plain:>11.0} {ours:>11.0} {metno:>11} {by_plain:>22} {by_metno:>22}  (at most {at_most}{other}{verdict})");
    let line = |who, ns: &Spread, ratio: String| {
        let Spread { median, low, high } = ns;
        println!("\"{name}\",{who},{median:.1},{low:.1},{high:.1},{ratio},{version}");
    };
    let ratio = |ratio: &Spread, against, asked| format!("{:.3},{:.3},{:.3},{against},{asked}", ratio.median, ratio.low, ratio.high);
    line(against, &found.plain, ",,,,".to_owned());
    line("h5mem", &found.ours, ratio(&found.by_plain, against, at_most));
    if let (Some(ns), Some(by_metno)) = (&found.metno, &found.by_metno) {
        line("hdf5-metno", ns, ratio(by_metno, "h5mem", METNO));
    }
    Ok(if met { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn profile(who: &str, times: u32, name: &str) -> Result<(), Box<dyn std::error::Error>> {
    let case = all().into_iter().find(|case| case.name == name).ok_or("no such case")?;
    machine::pin(case.cores == 1);
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
