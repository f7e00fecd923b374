//! What needs a process of its own: the first use of the library, and memory that only one test uses.
#![allow(missing_docs)]
use std::{
    ops::ControlFlow,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use h5mem::{Error, File, H5Type, Member, TypeDescriptor};
use ndarray::s;

#[test]
fn the_first_use_waits_for_the_lock_alone() {
    // in a process of its own, where nothing was initialised yet
    if std::env::var_os("H5MEM_FIRST_USE").is_some() {
        let held = hdf5_ffi::lock();
        let (started, begun) = mpsc::channel();
        let other = thread::spawn(move || {
            started.send(()).unwrap();
            File::in_memory().unwrap().write("x", &1).unwrap();
        });
        begun.recv().unwrap();
        thread::yield_now();
        File::in_memory().unwrap().write("x", &1).unwrap(); // while holding the lock, and while the other waits for it
        drop(held);
        other.join().unwrap();
        return;
    }
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_first_use_waits_for_the_lock_alone"])
        .env("H5MEM_FIRST_USE", "1")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let (tell, told) = mpsc::channel();
    let id = child.id();
    thread::spawn(move || tell.send(child.wait().unwrap()));
    let status = told.recv_timeout(Duration::from_secs(120)).unwrap_or_else(|_| panic!("process {id} hangs in the first use"));
    assert!(status.success());
}

/// Resident memory in KiB.
#[cfg(target_os = "linux")]
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// In a process of its own, so that other tests' memory does not count.
#[cfg(target_os = "linux")]
#[test]
fn nothing_leaks() {
    if std::env::var_os("H5MEM_LEAKS").is_none() {
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "nothing_leaks", "--nocapture"])
            .env("H5MEM_LEAKS", "1")
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        return;
    }
    let file = File::in_memory().unwrap();
    file.write("numbers", &[1.5f64; 20]).unwrap();
    file.write("texts", &["some text"; 20]).unwrap();
    file.new_dataset("chunked").chunk([5]).shuffle().deflate(1).write(&[3i32; 20]).unwrap();
    file.attrs().set("unit", "m").unwrap();
    file.commit("named", &TypeDescriptor::VarLen(Box::new(i32::descriptor()))).unwrap();
    let bad = TypeDescriptor::Compound { size: 4, members: vec![Member { name: "too large".into(), offset: 0, dtype: f64::descriptor() }] };
    let round = || {
        for name in ["numbers", "texts", "chunked"] {
            let dataset = file.dataset(name).unwrap();
            let _ = (dataset.dtype().unwrap(), dataset.filters().unwrap(), dataset.path().unwrap(), dataset.max_shape().unwrap());
        }
        assert_eq!(file.dataset("numbers").unwrap().slice(s![2..;3]).read::<Vec<f64>>().unwrap().len(), 6);
        assert_eq!(file.dataset("texts").unwrap().read::<Vec<String>>().unwrap().len(), 20);
        assert!(file.dataset("texts").unwrap().read::<Vec<i32>>().is_err());
        assert!(file.dataset("numbers").unwrap().read::<Vec<i8>>().is_err());
        assert!(file.create_group("bad").unwrap().new_dataset("x").create_as(&bad).is_err());
        file.remove("bad").unwrap();
        assert!(file.dataset("none").is_err() && file.attrs().get::<i32>("none").is_err());
        let _ = file.get("named").unwrap().into_datatype().unwrap().descriptor().unwrap();
        assert_eq!(file.attrs().get::<String>("unit").unwrap(), "m");
        let mut met = 0;
        file.visit(|_, _| {
            met += 1;
            Ok::<_, Error>(ControlFlow::Continue(()))
        })
        .unwrap();
        assert_eq!(met, 4);
        drop(file.snapshot().unwrap());
        drop(File::from_image(b"not hdf5".to_vec()).open());
    };
    (0..300).for_each(|_| round());
    let before = resident();
    (0..1500).for_each(|_| round()); // a dozen operations each: 20,000 and more
    let grown = resident().saturating_sub(before);
    assert!(grown < 1024, "{grown} KiB more after 20,000 operations");
}

/// In a process of its own, whose free lists no other test fills.
#[test]
fn memory_that_is_kept_can_be_limited() {
    use h5mem::library::{self, FreeListLimits};
    if library::version().unwrap() < (1, 10, 7) || library::version().unwrap() == (1, 12, 0) {
        assert_eq!(library::free_lists().unwrap_err().kind(), h5mem::ErrorKind::Unsupported);
        return;
    }
    if std::env::var_os("H5MEM_FREE_LISTS").is_none() {
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "memory_that_is_kept_can_be_limited"])
            .env("H5MEM_FREE_LISTS", "1")
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        return;
    }
    let kept = || {
        let file = File::in_memory().unwrap();
        for n in 0..50 {
            file.new_dataset(&format!("x{n}")).chunk([1000]).deflate(1).write(&vec![n; 5000]).unwrap();
        }
        file.close().unwrap();
        library::free_lists().unwrap()
    };
    let before = kept();
    assert!(before.block > 0 && before.regular > 0, "{before:?}");
    library::garbage_collect().unwrap();
    let after = library::free_lists().unwrap();
    assert!(after.block < before.block && after.regular < before.regular, "{after:?} after {before:?}");
    let mut none = FreeListLimits::default();
    (none.regular, none.array, none.block) = ([Some(0); 2], [Some(0); 2], [Some(0); 2]);
    library::set_free_list_limits(&none).unwrap();
    let limited = kept();
    assert!(limited.block < before.block && limited.regular < before.regular, "{limited:?}");
    library::set_free_list_limits(&FreeListLimits::default()).unwrap();
    assert!(kept().block > limited.block);
}
