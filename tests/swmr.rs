//! One writer, and readers in processes of their own: this binary runs itself as the reader, and pipes say what is to be done when.
use std::{
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStderr, ChildStdin, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use h5mem::{Dataset, ErrorKind, File, FileAccess, LibVer, LogFlags, Result};

const READER: &str = "H5MEM_READER";
const ANSWER: &str = "ANSWER ";

fn kind<T: std::fmt::Debug>(result: Result<T>) -> ErrorKind {
    result.expect_err("must fail").kind()
}

/// A process that reads a file, and answers on its standard error, for the test harness writes on the other.
struct Reader {
    child: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStderr>,
}

impl Reader {
    fn start(test: &str, path: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture"])
            .env(READER, path)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (ask, answers) = (child.stdin.take(), BufReader::new(child.stderr.take().unwrap()));
        Self { child, ask, answers }
    }

    fn tell(&mut self, what: &str) {
        writeln!(self.ask.as_mut().expect("not ended yet"), "{what}").unwrap();
    }

    /// The next answer.
    fn answer(&mut self) -> String {
        let mut others = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.answers.read_line(&mut line).unwrap(), 0, "the reader ended: {others}");
            if let Some(answer) = line.strip_prefix(ANSWER) {
                return answer.trim_end().to_owned();
            }
            others += &line;
        }
    }

    fn end(mut self) {
        self.ask = None; // the end of what is asked
        let mut rest = String::new();
        for line in self.answers.by_ref().lines() {
            rest += &line.unwrap();
        }
        assert!(self.child.wait().unwrap().success(), "{rest}");
    }
}

/// The file to be read, in the process that is to read it.
fn path_to_read() -> Option<std::path::PathBuf> {
    std::env::var_os(READER).map(Into::into)
}

fn writer(path: &Path) -> Result<(File, Dataset)> {
    let file = FileAccess::sec2().libver(LibVer::V110, LibVer::Latest).create(path)?;
    let x = file.new_dataset("x").shape([0]).resizable().chunk([16]).create::<i64>()?;
    x.attrs().set("round", &0)?;
    file.start_swmr()?;
    Ok((file, x))
}

#[test]
fn a_reader_sees_what_was_flushed_when_it_looks_again() -> Result<()> {
    if let Some(path) = path_to_read() {
        let file = File::open_swmr(path)?;
        assert!(file.is_read_only());
        assert_eq!(kind(file.write("y", &1)), ErrorKind::ReadOnly);
        let x = file.dataset("x")?;
        for line in std::io::stdin().lines() {
            if line? == "refresh" {
                x.refresh()?;
            }
            eprintln!("{ANSWER}{:?} {}", x.read::<Vec<i64>>()?, x.attrs().get::<i32>("round")?);
        }
        return Ok(());
    }
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("x.h5");
    let (file, x) = writer(&path)?;
    let mut reader = Reader::start("a_reader_sees_what_was_flushed_when_it_looks_again", &path);
    reader.tell("look");
    assert_eq!(reader.answer(), "[] 0");
    x.append(&[1i64, 2, 3])?;
    x.attrs().set("round", &1)?;
    x.flush()?;
    reader.tell("refresh");
    assert_eq!(reader.answer(), "[1, 2, 3] 1");
    x.append(&(4..=40).collect::<Vec<i64>>())?;
    file.flush()?;
    reader.tell("look");
    assert_eq!(reader.answer(), "[1, 2, 3] 1", "not looked at again yet");
    reader.tell("refresh");
    assert_eq!(reader.answer(), format!("{:?} 1", (1..=40).collect::<Vec<i64>>()));
    // the writer may end first
    file.close()?;
    reader.tell("refresh");
    assert_eq!(reader.answer(), format!("{:?} 1", (1..=40).collect::<Vec<i64>>()));
    reader.end();
    Ok(())
}

#[test]
fn a_reader_never_sees_half_of_anything() -> Result<()> {
    const ROWS: usize = 500;
    if let Some(path) = path_to_read() {
        let file = File::open_swmr(path)?;
        let x = file.dataset("x")?;
        let ended = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&ended);
        eprintln!("{ANSWER}ready");
        thread::spawn(move || {
            for line in std::io::stdin().lines() {
                drop(line);
            }
            flag.store(true, Ordering::Release);
        });
        let (mut seen, mut looks) = (0, 0);
        loop {
            let last = ended.load(Ordering::Acquire); // before looking: what was written until then must show
            x.refresh()?;
            let now: Vec<i64> = x.read()?;
            assert!(now.len() >= seen, "{} after {seen}", now.len());
            for (n, value) in now.iter().enumerate() {
                assert_eq!(*value, n as i64, "of {}", now.len());
            }
            (seen, looks) = (now.len(), looks + 1);
            if last {
                break;
            }
        }
        assert_eq!(seen, ROWS, "after {looks} looks");
        return Ok(());
    }
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("x.h5");
    let (file, x) = writer(&path)?;
    let mut reader = Reader::start("a_reader_never_sees_half_of_anything", &path);
    assert_eq!(reader.answer(), "ready");
    for n in 0..ROWS as i64 {
        x.append(&[n])?;
        x.flush()?;
    }
    file.flush()?;
    reader.end();
    file.close()?;
    assert_eq!(File::open(&path)?.dataset("x")?.len()?, ROWS);
    Ok(())
}

#[test]
fn swmr_is_for_files_on_disk_of_a_new_format() -> Result<()> {
    assert_eq!(kind(File::in_memory()?.start_swmr()), ErrorKind::Unsupported);
    let dir = tempfile::tempdir()?;
    let old = File::create(dir.path().join("old.h5"))?;
    let error = old.start_swmr().expect_err("of an older format");
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("V110"), "{error}");
    old.close()?;
    for access in [FileAccess::stdio(), FileAccess::memory(), FileAccess::core(false)] {
        assert_eq!(kind(access.open_swmr(dir.path().join("old.h5"))), ErrorKind::Unsupported);
    }
    assert_eq!(kind(File::open_swmr(dir.path().join("none.h5"))), ErrorKind::NotFound);

    let path = dir.path().join("new.h5");
    let (file, x) = writer(&path)?;
    x.append(&[1i64, 2, 3])?;
    file.flush()?;
    // in this process, too, on another driver than the writer's: one and the same opening cannot be both
    let log = FileAccess::log(dir.path().join("log"), LogFlags::COUNTS, 0);
    assert_eq!(log.open_swmr(&path)?.dataset("x")?.read::<Vec<i64>>()?, [1, 2, 3]);
    file.close()?;
    assert_eq!(kind(File::open(&path)?.start_swmr()), ErrorKind::ReadOnly);
    assert_eq!(File::open(&path)?.dataset("x")?.read::<Vec<i64>>()?, [1, 2, 3]);
    Ok(())
}
