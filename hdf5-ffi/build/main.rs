//! Chooses the declarations for the libhdf5 that hdf5-sys found, and tells dependents its version and options.
#[cfg(feature = "bindgen")]
mod generate;
mod layout;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

type Version = (u32, u32, u32);

fn main() {
    for path in ["build", "bindings", "wrapper.h", "src/constants.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let include = PathBuf::from(env::var_os("DEP_HDF5_INCLUDE").expect("hdf5-sys says where libhdf5's headers are"));
    let public = header(&include, "H5public.h");
    let conf = ["H5pubconf.h", "H5pubconf-64.h"].into_iter().map(|name| header(&include, name)).find(|text| !text.is_empty());
    let conf = conf.unwrap_or_default();
    let number = |name| define(&public, name).and_then(|value| value.parse().ok());
    let Some(version) = (|| Some((number("H5_VERS_MAJOR")?, number("H5_VERS_MINOR")?, number("H5_VERS_RELEASE")?)))() else {
        panic!("no H5_VERS_MAJOR, H5_VERS_MINOR and H5_VERS_RELEASE in {}", include.join("H5public.h").display());
    };
    let (major, minor, release) = version;
    if version < (1, 10, 4) {
        println!("cargo::error=libhdf5 {major}.{minor}.{release} is too old: 1.10.4 or newer is needed (the feature `static` builds one)");
        return;
    }
    let text = declarations(&include, version);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("layout.rs"), layout::table(&text)).expect("OUT_DIR is writable");
    fs::write(out.join("bindings.rs"), text).expect("OUT_DIR is writable");
    println!("cargo::rustc-check-cfg=cfg(msvc_dll)");
    if env::var_os("DEP_HDF5_MSVC_DLL_INDIRECTION").is_some() {
        println!("cargo::rustc-cfg=msvc_dll"); // statics of a DLL are imported, not linked
    }
    println!("cargo::rustc-env=HDF5_FFI_VERSION={major}.{minor}.{release}");
    println!("cargo::rustc-env=HDF5_FFI_INCLUDE={}", include.display());
    println!("cargo::metadata=version={major}.{minor}.{release}");
    println!("cargo::metadata=include={}", include.display());
    for option in ["PARALLEL", "DIRECT", "THREADSAFE", "ROS3_VFD", "_FLOAT16"] {
        if define(&conf, &format!("H5_HAVE_{option}")).is_some_and(|value| value != "0") {
            println!("cargo::metadata=have_{}=1", option.trim_start_matches('_').to_lowercase());
        }
    }
}

#[cfg(feature = "bindgen")]
fn declarations(include: &Path, (major, minor, release): Version) -> String {
    generate::declarations(include, &format!("libhdf5 {major}.{minor}.{release}"))
}

#[cfg(not(feature = "bindgen"))]
fn declarations(_: &Path, version: Version) -> String {
    /// The committed declarations, oldest first: a library takes the newest that is not newer than it.
    const SERIES: [(Version, &str); 4] =
        [((1, 10, 0), "v1_10.rs"), ((1, 12, 0), "v1_12.rs"), ((1, 14, 0), "v1_14.rs"), ((2, 0, 0), "v2_0.rs")];
    let series = SERIES.iter().rev().find(|(from, _)| version >= *from).expect("1.10.4 is in the first series").1;
    fs::read_to_string(Path::new("bindings").join(series)).unwrap_or_else(|e| panic!("bindings/{series}: {e}"))
}

/// A header's text; empty where there is none.
fn header(include: &Path, name: &str) -> String {
    let path = include.join(name);
    let text = fs::read_to_string(&path).unwrap_or_default();
    if !text.is_empty() {
        println!("cargo::rerun-if-changed={}", path.display()); // a file that is not there would rerun this on every build
    }
    text
}

/// The first word that `#define NAME` gives.
fn define<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let mut words = line.trim_start().strip_prefix('#')?.split_whitespace();
        (words.next()? == "define" && words.next()? == name).then(|| words.next().unwrap_or("1"))
    })
}
