//! Chooses the declarations for the libhdf5 that hdf5-sys found, and tells dependents its version and options.
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The committed declarations, oldest first: a library takes the newest that is not newer than it.
const SERIES: [(Version, &str); 4] = [((1, 10, 0), "v1_10.rs"), ((1, 12, 0), "v1_12.rs"), ((1, 14, 0), "v1_14.rs"), ((2, 0, 0), "v2_0.rs")];
const OLDEST: Version = (1, 10, 4);

type Version = (u32, u32, u32);

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=wrapper.h");
    println!("cargo::rerun-if-changed=bindings");
    let include = PathBuf::from(env::var_os("DEP_HDF5_INCLUDE").expect("hdf5-sys says where libhdf5's headers are"));
    let public = header(&include, "H5public.h");
    let conf = ["H5pubconf.h", "H5pubconf-64.h"].into_iter().map(|name| header(&include, name)).find(|text| !text.is_empty());
    let conf = conf.unwrap_or_default();
    let number = |name| define(&public, name).and_then(|value| value.parse().ok());
    let Some(version) = (|| Some((number("H5_VERS_MAJOR")?, number("H5_VERS_MINOR")?, number("H5_VERS_RELEASE")?)))() else {
        panic!("no H5_VERS_MAJOR, H5_VERS_MINOR and H5_VERS_RELEASE in {}", include.join("H5public.h").display());
    };
    assert!(
        version >= OLDEST,
        "libhdf5 {}.{}.{} is too old: h5mem needs {}.{}.{} or newer (the feature `static` builds one)",
        version.0,
        version.1,
        version.2,
        OLDEST.0,
        OLDEST.1,
        OLDEST.2
    );
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("bindings.rs");
    if env::var_os("CARGO_FEATURE_BINDGEN").is_some() {
        generate(&include, &out);
    } else {
        let series = SERIES.iter().rev().find(|(from, _)| version >= *from).expect("OLDEST is in the first series").1;
        fs::copy(Path::new("bindings").join(series), &out).unwrap_or_else(|e| panic!("bindings/{series}: {e}"));
    }
    println!("cargo::rustc-check-cfg=cfg(msvc_dll)");
    if env::var_os("DEP_HDF5_MSVC_DLL_INDIRECTION").is_some() {
        println!("cargo::rustc-cfg=msvc_dll"); // statics of a DLL are imported, not linked
    }
    println!("cargo::rustc-env=HDF5_FFI_VERSION={}.{}.{}", version.0, version.1, version.2);
    println!("cargo::metadata=version={}.{}.{}", version.0, version.1, version.2);
    println!("cargo::metadata=include={}", include.display());
    for option in ["PARALLEL", "DIRECT", "THREADSAFE", "ROS3_VFD", "FLOAT16"] {
        if define(&conf, &format!("H5_HAVE_{option}")).is_some_and(|value| value != "0") {
            println!("cargo::metadata=have_{}=1", option.to_lowercase());
        }
    }
}

/// A header's text; empty where there is none.
fn header(include: &Path, name: &str) -> String {
    println!("cargo::rerun-if-changed={}", include.join(name).display());
    fs::read_to_string(include.join(name)).unwrap_or_default()
}

/// The first word that `#define NAME` gives.
fn define<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let mut words = line.trim_start().strip_prefix('#')?.split_whitespace();
        (words.next()? == "define" && words.next()? == name).then(|| words.next().unwrap_or("1"))
    })
}

#[cfg(not(feature = "bindgen"))]
fn generate(_: &Path, _: &Path) {}

/// Makes the declarations afresh from the installed headers; needs libclang.
#[cfg(feature = "bindgen")]
fn generate(include: &Path, out: &Path) {
    let allow = fs::read_to_string("bindings/allow.txt").expect("bindings/allow.txt lists the names the safe layer uses");
    let mut builder = bindgen::Builder::default()
        .header("wrapper.h")
        .clang_arg(format!("-I{}", include.display()))
        .layout_tests(false)
        .generate_comments(false)
        .formatter(bindgen::Formatter::Prettyplease)
        .default_enum_style(bindgen::EnumVariation::Consts)
        .prepend_enum_name(false)
        .allowlist_recursively(true)
        .blocklist_type("FILE|_IO_.*|off_t|__off_t|time_t|__time_t|ssize_t|__ssize_t|HDoff_t")
        .raw_line("");
    if include.join("hdf5_hl.h").is_file() {
        builder = builder.clang_arg("-DH5MEM_HL");
    }
    for name in allow.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        builder = builder.allowlist_item(name);
    }
    let text = builder.generate().expect("bindgen reads the headers").to_string();
    // Windows imports a DLL's statics only where their block says so.
    let text = text.replace(
        "unsafe extern \"C\" {\n    pub static",
        "#[cfg_attr(msvc_dll, link(name = \"hdf5\", kind = \"dylib\"))]\nunsafe extern \"C\" {\n    pub static",
    );
    fs::write(out, text).expect("OUT_DIR is writable");
}
