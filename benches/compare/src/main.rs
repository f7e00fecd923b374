//! What a call of h5mem costs, beside the same work in plain C calls with types and dataspaces made beforehand, and beside hdf5-metno.
//!
//! `cargo run --release [-- [--csv FILE] [NAME...]]` in this folder. All three run in one process over one libhdf5, in turns; the figures
//! are medians over the turns, the ratios medians of the turns' ratios with their quartiles. C and hdf5-metno work on libhdf5's CORE
//! driver, h5mem on its own.
mod cases;
mod measure;
mod plain;

use std::{env, fs, process::ExitCode};

use measure::{Outcome, measure};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut args: Vec<String> = env::args().skip(1).collect();
    let csv = match args.iter().position(|arg| arg == "--csv") {
        Some(at) => {
            args.remove(at);
            (at < args.len()).then(|| args.remove(at))
        }
        None => None,
    };
    println!("libhdf5 {}; nanoseconds per call, ratios with quartiles", hdf5_ffi::VERSION);
    println!("{:<34} {:>10} {:>10} {:>10} {:>22} {:>22}", "", "C", "h5mem", "metno", "h5mem / C", "metno / h5mem");
    let mut lines = vec!["case,c_ns,h5mem_ns,metno_ns,h5mem_by_c,asked,met".to_owned()];
    let mut missed = 0;
    for case in cases::all() {
        if !args.is_empty() && !args.iter().any(|arg| case.name.contains(&**arg)) {
            continue;
        }
        let (name, asked) = (case.name, case.at_most);
        let Outcome { plain, ours, metno, by_plain, by_metno } = measure((case.contenders)());
        let met = by_plain.median <= asked && by_metno.as_ref().is_none_or(|ratio| ratio.median >= 1.5);
        missed += usize::from(!met);
        let (m, m_ratio) = (metno.map_or(String::new(), |ns| format!("{ns:.0}")), by_metno.map_or(String::new(), |r| r.to_string()));
        let verdict = if met { "" } else { "  NOT MET" };
        println!("{name:<34} {plain:>10.0} {ours:>10.0} {m:>10} {:>22} {m_ratio:>22}  (at most {asked}){verdict}", by_plain.to_string());
        lines.push(format!("{name},{plain:.1},{ours:.1},{m},{:.3},{asked},{met}", by_plain.median));
    }
    if let Some(path) = csv {
        fs::write(path, lines.join("\n") + "\n")?;
    }
    println!("{missed} not as asked: at most so much of C's time, and hdf5-metno at least 1.5 times slower");
    Ok(if missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
