//! Says what to install where there is no libhdf5.
//!
//! `hdf5-sys` finds libhdf5 for us, and where there is none its build script ends in a sentence without a remedy. Whatever depends on it comes too
//! late to say more. This package depends on nothing, and stands under the build script of `hdf5-ffi`: the longer chain above it makes cargo run
//! it first. Should cargo choose otherwise, that sentence is what is seen.
//!
//! It must never fail where `hdf5-sys` would not: any trace of a libhdf5 keeps it silent, and so does a `Cargo.lock` that does not prove that no
//! other crate can ask `hdf5-sys` for its bundled library.
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

const REMEDIES: [&str; 6] = [
    "no libhdf5: not by HDF5_DIR, pkg-config or Homebrew, not in /usr/include. One of these helps:",
    "  apt install libhdf5-dev pkg-config        Debian, Ubuntu",
    "  dnf install hdf5-devel pkgconf            Fedora",
    "  brew install hdf5                         macOS",
    "  HDF5_DIR=/prefix cargo build              a libhdf5 of your own",
    "  cargo build --features static             builds the bundled one: needs CMake 3.26 or newer and a C compiler",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=HDF5_DIR");
    let set = |name: &str| env::var_os(name).is_some();
    if set("CARGO_FEATURE_STATIC") || set("HDF5_DIR") || cfg!(windows) || found() || !ours_alone() {
        return;
    }
    for line in REMEDIES {
        println!("cargo::error={line}");
    }
}

/// Looks where `hdf5-sys` looks, and in some places more.
fn found() -> bool {
    let conda = env::var_os("CONDA_PREFIX").map(|prefix| PathBuf::from(prefix).join("include"));
    let places = ["/usr/include/hdf5/serial", "/usr/include", "/usr/local/include"].map(PathBuf::from);
    places.into_iter().chain(conda).any(|dir| has_headers(&dir)) || pkg_config() || homebrew()
}

fn has_headers(dir: &Path) -> bool {
    ["H5pubconf.h", "H5pubconf-64.h"].iter().any(|name| dir.join(name).is_file())
}

fn pkg_config() -> bool {
    // a cross build's pkg-config has names and variables of the target's, which this script does not know
    let cross = |name: &str| name.contains("PKG_CONFIG") && !matches!(name, "PKG_CONFIG" | "PKG_CONFIG_PATH" | "PKG_CONFIG_LIBDIR");
    let own = env::var("PKG_CONFIG").ok();
    env::vars_os().any(|(name, _)| name.to_str().is_some_and(cross))
        || own.as_deref().into_iter().chain(["pkg-config", "pkgconf"]).any(|tool| succeeds(tool, &["--exists", "hdf5"]))
}

fn succeeds(tool: &str, args: &[&str]) -> bool {
    Command::new(tool).args(args).status().is_ok_and(|status| status.success())
}

/// Any formula of it: `hdf5`, `hdf5-mpi`, `hdf5@1.14`.
fn homebrew() -> bool {
    let Ok(out) = Command::new("brew").arg("--prefix").output() else { return false };
    let opt = PathBuf::from(String::from_utf8_lossy(&out.stdout).trim()).join("opt");
    let mut formulas = fs::read_dir(opt).into_iter().flatten().flatten();
    formulas.any(|formula| formula.file_name().to_string_lossy().starts_with("hdf5") && has_headers(&formula.path().join("include")))
}

/// Whether the lock file, above the target directory or where cargo was called, has `hdf5-ffi` alone upon `hdf5-metno-sys`: then no other
/// crate can turn on its `static`.
fn ours_alone() -> bool {
    let read = |dir: &Path| fs::read_to_string(dir.join("Cargo.lock")).ok().filter(|lock| lock.contains("\"hdf5-metno-sys"));
    let above = |variable| PathBuf::from(env::var_os(variable)?).ancestors().find_map(read);
    let locks: Vec<String> = ["OUT_DIR", "PWD"].into_iter().filter_map(above).collect();
    !locks.is_empty() && locks.iter().all(|lock| upon_hdf5_sys(lock).eq(["hdf5-ffi"]))
}

fn upon_hdf5_sys(lock: &str) -> impl Iterator<Item = &str> {
    let packages = lock.split("[[package]]").filter(|package| package.contains("\n \"hdf5-metno-sys"));
    packages.filter_map(|package| package.split('"').nth(1))
}
