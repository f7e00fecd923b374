//! A Python with h5py, hdf5plugin and PyTables.
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// Runs a script of `tests/peers` and gives what it prints; `None` where there is no such Python.
///
/// `H5MEM_PYTHON` names an interpreter that has all three. Otherwise a virtual environment is made under `target` with pip, once.
/// Where that cannot be done (no python3, no venv module, no network) the reason is printed and the test is passed over: it says nothing
/// about this crate. `H5MEM_PEERS=required`, as CI sets it, makes it a failure, so that no test is passed over without anybody noticing.
pub(crate) fn run(script: &str, args: &[&Path]) -> Option<String> {
    static PYTHON: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let python = match PYTHON.get_or_init(find) {
        Ok(python) => python,
        Err(reason) => {
            pass_over(reason);
            return None;
        }
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers").join(script);
    Some(output(command(python).arg(script).args(args)).unwrap_or_else(|error| panic!("{error}")))
}

/// Says why a test is passed over, where that is allowed.
pub(crate) fn pass_over(reason: &str) {
    assert!(env::var_os("H5MEM_PEERS").is_none_or(|how| how != "required"), "{reason}");
    eprintln!("passed over: {reason}");
}

fn find() -> Result<PathBuf, String> {
    const HAS_ALL: &str = "import h5py, hdf5plugin, tables";
    if let Some(python) = env::var_os("H5MEM_PYTHON") {
        return output(command(&python).args(["-c", HAS_ALL])).map(|_| python.into());
    }
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let kept = directory.join("peers-python");
    let python = |environment: &Path| environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python3" });
    if output(command(python(&kept)).args(["-c", HAS_ALL])).is_err() {
        // made under another name: half of one is never found, nor one that another process is making
        let fresh = directory.join(format!("peers-python-{}", std::process::id()));
        let system = if cfg!(windows) { "python" } else { "python3" };
        output(command(system).args(["-m", "venv"]).arg(&fresh))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", "h5py", "hdf5plugin", "tables"];
        let made = output(command(python(&fresh)).args(pip)).and_then(|_| {
            fs::remove_dir_all(&kept).ok(); // one that does not work
            fs::rename(&fresh, &kept).map_err(|error| format!("{}: {error}", kept.display()))
        });
        fs::remove_dir_all(&fresh).ok();
        if output(command(python(&kept)).args(["-c", HAS_ALL])).is_err() {
            return Err(made.err().unwrap_or_else(|| format!("{} does not work", kept.display())));
        }
    }
    Ok(python(&kept))
}

/// A command that sees neither this process's libraries nor its Python's settings.
fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_remove("LD_LIBRARY_PATH").env_remove("PYTHONPATH").env("PYTHONIOENCODING", "utf-8").env("HDF5_USE_FILE_LOCKING", "FALSE");
    command
}

/// What a command prints, if it succeeds.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let out = command.output().map_err(|error| format!("{:?}: {error}", command.get_program()))?;
    if out.status.success() {
        return Ok(String::from_utf8_lossy(&out.stdout).into_owned());
    }
    Err(format!("{command:?}: {}\n{}", out.status, String::from_utf8_lossy(&out.stderr)))
}
