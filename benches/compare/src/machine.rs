//! What the figures were made on, and where the work runs.
use std::process::Command;

use crate::plain;

/// Lets this thread and those it starts run on one processor, the last, or on all again.
#[cfg(target_os = "linux")]
pub fn pin(one: bool) {
    use std::sync::OnceLock;
    static ALL: OnceLock<libc::cpu_set_t> = OnceLock::new();
    let size = size_of::<libc::cpu_set_t>();
    // SAFETY: sets of processors are plain bits, and are passed with their size
    unsafe {
        let all = *ALL.get_or_init(|| {
            let mut all = std::mem::zeroed();
            libc::sched_getaffinity(0, size, &raw mut all);
            all
        });
        let mut set = all;
        if let Some(last) = (0..size * 8).rev().find(|&cpu| libc::CPU_ISSET(cpu, &all)).filter(|_| one) {
            libc::CPU_ZERO(&mut set);
            libc::CPU_SET(last, &mut set);
        }
        libc::sched_setaffinity(0, size, &raw const set);
    }
}

/// Other systems are not told.
#[cfg(not(target_os = "linux"))]
pub fn pin(_: bool) {}

/// The libhdf5 that is run.
pub fn libhdf5() -> String {
    let (mut major, mut minor, mut release) = (0, 0, 0);
    let _lock = hdf5_ffi::lock();
    // SAFETY: the lock is held; the out-pointers are valid
    plain::done(unsafe { hdf5_ffi::H5get_libversion(&raw mut major, &raw mut minor, &raw mut release) });
    format!("{major}.{minor}.{release}")
}

/// Processor, system and compiler.
pub fn machine() -> String {
    let said = |program: &str, args: &[&str]| {
        let output = Command::new(program).args(args).output().ok().filter(|output| output.status.success());
        output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let model = std::fs::read_to_string("/proc/cpuinfo").ok().and_then(|info| {
        let line = info.lines().find_map(|line| line.strip_prefix("model name"))?;
        Some(line.trim_start_matches(['\t', ' ', ':']).to_owned())
    });
    let model = model.or_else(|| said("sysctl", &["-n", "machdep.cpu.brand_string"])).unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let rustc = said("rustc", &["--version"]).unwrap_or_default();
    let rustc = rustc.split_whitespace().nth(1).unwrap_or("unknown").to_owned();
    format!("{model}; {processors} processors; {}; rustc {rustc}", std::env::consts::OS)
}
