//! A file in memory touches no file system: between two marks that the kernel sees, a process that creates, writes, images, reopens,
//! changes and views files in memory makes no call with a path or a descriptor, but for what the C library does by itself. Needs `strace`.
//!
//! libhdf5's CORE driver is another matter: it looks for a file of the name it was given.
#![cfg(target_os = "linux")]
#![allow(missing_docs)]
use std::{path::Path, process::Command};

use h5mem::{File, Result};
use ndarray::{Array2, s};

const BEGIN: &str = "/h5mem-begin";
const END: &str = "/h5mem-end";

/// All that is done with a file in memory.
fn work() -> Result<()> {
    let file = File::in_memory()?;
    file.write("group/array", &Array2::<f64>::ones((300, 300)))?;
    file.write("texts", &["one", "two"])?;
    file.new_dataset("log").shape([0, 3]).resizable().chunk([1024, 3]).shuffle().deflate(4).create::<f64>()?.append(&[[1.0, 2.0, 3.0]])?;
    file.attrs().set("description", "In memory file example")?;
    let (copy, snapshot) = (file.image()?, file.snapshot()?);
    snapshot.remove("texts")?;
    snapshot.close()?;
    file.flush()?;
    let image = file.into_image()?;
    assert_eq!(image.len(), copy.len());

    let file = File::from_image(image.clone()).open()?;
    let rows: Array2<f64> = file.dataset("group/array")?.slice(s![10..20, ..]).read()?;
    let view = file.dataset("group/array")?.view::<f64>()?;
    assert_eq!((rows.len(), view.len()), (3_000, 90_000));
    assert_eq!(file.dataset("texts")?.read::<Vec<String>>()?, ["one", "two"]);
    assert!(file.dataset("none").is_err() && File::from_image(b"none".to_vec()).open().is_err());
    drop(file);

    let file = File::from_image(image).open_rw()?;
    file.dataset("log")?.append(&[[4.0, 5.0, 6.0]])?;
    file.link_external("elsewhere", "other.h5", "/")?;
    assert!(file.group("elsewhere").is_err(), "a file in memory opens no other");
    file.remove("texts")?;
    file.close()?;
    Ok(())
}

#[test]
fn files_in_memory_touch_no_file_system() {
    if std::env::var_os("H5MEM_SILENT").is_some() {
        work().unwrap(); // threads, tables and whatever else is made once
        assert!(!Path::new(BEGIN).exists());
        work().unwrap();
        assert!(!Path::new(END).exists());
        return;
    }
    if Command::new("strace").arg("-V").output().is_err() {
        println!("not tested: there is no strace here");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let trace = dir.path().join("trace");
    let child = Command::new("strace")
        .args(["-f", "-e", "trace=%file,%desc", "-o"])
        .arg(&trace)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "files_in_memory_touch_no_file_system", "--test-threads=1"])
        .env("H5MEM_SILENT", "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stderr);
    if said.contains("ptrace") && said.contains("not permitted") {
        println!("not tested: strace may not trace here");
        return;
    }
    assert!(child.status.success(), "{said}");
    let trace = std::fs::read_to_string(trace).unwrap();
    let lines: Vec<&str> = trace.lines().collect();
    let mark = |mark: &str| lines.iter().position(|line| line.contains(mark)).unwrap_or_else(|| panic!("no {mark} in the trace"));
    let (begin, end) = (mark(BEGIN), mark(END));
    let mut calls = Vec::new();
    let mut allocators = None; // the descriptor that the C library's allocator reads the kernel's settings from
    for line in &lines[begin + 1..end] {
        let of = |fd: &str, call: &str| line.contains(&format!("{call}({fd}"));
        match &allocators {
            _ if line.contains("mmap(") && line.contains("MAP_ANONYMOUS") => {}
            _ if line.contains("/etc/localtime") => {} // the date in libhdf5's message of a failure
            _ if line.contains("/proc/sys/vm/overcommit_memory") => allocators = line.rsplit("= ").next().map(str::to_owned),
            Some(fd) if of(fd, "read") => {}
            Some(fd) if of(fd, "close") => allocators = None,
            _ => calls.push(line),
        }
    }
    assert!(calls.is_empty(), "{} calls: {:#?}", calls.len(), &calls[..calls.len().min(20)]);
}
