//! Who died: the frames of a process at a fatal signal, or at the end of its patience.
use std::ffi::c_int;

const FATAL: [c_int; 6] = [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL, libc::SIGABRT, libc::SIGALRM];

/// Has fatal signals print where they came, and holds the process to a size.
pub fn install() {
    // SAFETY: the handler calls what may be called from one, and ends the process
    unsafe {
        let mut frames = [std::ptr::null_mut(); 1];
        libc::backtrace(frames.as_mut_ptr(), 1); // loads what it needs, which a handler may not
        let size = libc::rlimit { rlim_cur: 6 << 30, rlim_max: 6 << 30 };
        libc::setrlimit(libc::RLIMIT_AS, &raw const size);
        let stack = libc::stack_t { ss_sp: libc::malloc(1 << 18), ss_flags: 0, ss_size: 1 << 18 };
        libc::sigaltstack(&raw const stack, std::ptr::null_mut());
        for signal in FATAL {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = handle as extern "C" fn(c_int) as usize;
            action.sa_flags = libc::SA_ONSTACK | libc::SA_RESETHAND;
            libc::sigaction(signal, &raw const action, std::ptr::null_mut());
        }
    }
}

/// So many seconds from now the process dies.
pub fn patience(seconds: u32) {
    // SAFETY: sets a timer
    unsafe { libc::alarm(seconds) };
}

extern "C" fn handle(signal: c_int) {
    // SAFETY: as `install` says
    unsafe {
        let mut frames = [std::ptr::null_mut(); 64];
        let met = libc::backtrace(frames.as_mut_ptr(), 64);
        let said = b"\nFRAMES\n";
        libc::write(2, said.as_ptr().cast(), said.len());
        libc::backtrace_symbols_fd(frames.as_ptr(), met, 2);
        libc::signal(signal, libc::SIG_DFL);
        libc::raise(signal);
        libc::_exit(77);
    }
}

/// The innermost frame outside the C library, and whether it is not libhdf5's.
pub fn blame(said: &str) -> (String, bool) {
    if let Some(line) = said.lines().find(|line| line.contains("memory allocation of")) {
        return (line.to_owned(), true);
    }
    let Some((_, frames)) = said.split_once("FRAMES\n") else {
        return ("no frames: killed, or out of stack".to_owned(), !said.is_empty() && said.contains("overflowed its stack"));
    };
    let outside = |line: &&str| {
        let file = line.split('(').next().unwrap_or_default();
        !["libc.so", "ld-linux", "libgcc", "linux-vdso", "libm.so", "libz.so"].iter().any(|name| file.contains(name)) && file.contains('/')
    };
    // the first frames are the handler's own
    let mut lines = frames.lines().filter(outside).skip_while(|line| line.contains("h5mem-fuzz"));
    let name = |line: &str| line.split_once('(').map_or(line, |(_, rest)| rest.split(['+', ')']).next().unwrap_or(rest)).to_owned();
    let theirs = lines.by_ref().map(name).find(|name| !name.is_empty()).unwrap_or_default();
    let own = frames.lines().filter(outside).take_while(|line| line.contains("h5mem-fuzz")).count();
    // one frame of this program is the handler
    if own > 1 { (frames.lines().filter(outside).nth(1).unwrap_or_default().to_owned(), true) } else { (theirs, false) }
}
