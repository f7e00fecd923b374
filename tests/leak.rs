//! Opening and closing leaves nothing behind. By itself, so that nothing else is measured.
#![cfg(target_os = "linux")]
use h5mem::{File, FileAccess, Image, Result};

/// Bytes of memory in use.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

#[test]
fn opening_twenty_thousand_times_leaves_nothing() -> Result<()> {
    const TIMES: usize = 20_000;
    let file = File::in_memory()?;
    file.write("x", &[1, 2, 3])?;
    file.attrs().set("a", "b")?;
    let image: Image = file.into_image()?;
    let turn = |n: usize| -> Result<()> {
        let open = File::from_image(image.clone());
        let file = match n % 4 {
            0 | 1 => open.open()?,
            2 => open.open_rw()?,
            _ => open.access(FileAccess::core(false)).open()?,
        };
        assert_eq!(file.dataset("x")?.slice(1).read::<i32>()?, 2);
        if n % 4 == 2 {
            file.attrs().set("a", "c")?;
            let _ = file.image()?;
        }
        if n % 8 < 4 { Ok(file.close()?) } else { Ok(()) } // or dropped
    };
    (0..TIMES).try_for_each(turn)?; // caches and free lists, which reach their size after some ten thousand
    let before = resident();
    (0..TIMES).try_for_each(turn)?;
    let grown = resident().saturating_sub(before);
    // libhdf5 1.12 keeps the way that texts took into each file for as long as the process lives
    let kept = if matches!(h5mem::library::version()?, (1, 12, _)) { 640 } else { 4 };
    assert!(grown < kept * TIMES, "{grown} bytes over {TIMES} files");
    Ok(())
}
