//! Makes the declarations afresh from the installed headers; needs libclang.
use std::{collections::HashSet, fs, path::Path};

pub(crate) fn declarations(include: &Path, source: &str) -> String {
    let read = |path| fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let (allow, constants) = (read("bindings/allow.txt"), read("src/constants.rs"));
    let mut builder = bindgen::Builder::default()
        .header("wrapper.h")
        .disable_header_comment()
        .raw_line(format!("// From the headers of {source}, by bindgen: scripts/bindings.sh makes it anew."))
        .clang_arg(format!("-I{}", include.display()))
        .rust_target(bindgen::RustTarget::stable(85, 0).expect("bindgen knows Rust 1.85"))
        .rust_edition(bindgen::RustEdition::Edition2024)
        .use_core()
        .layout_tests(false) // tests/layout.rs asks the C compiler at hand instead: the numbers differ by platform
        .generate_comments(false)
        .formatter(bindgen::Formatter::Prettyplease)
        .default_enum_style(bindgen::EnumVariation::Consts)
        .prepend_enum_name(false)
        .allowlist_recursively(true)
        .merge_extern_blocks(true)
        .blocklist_type("FILE|_IO_.*|(__)?off(64)?_t|(__)?time_t|(__)?ssize_t|HDoff_t")
        // which function a macro stands for: Rust names it itself
        .blocklist_item("H5\\w+_vers")
        // drivers in flux, whose constants changed within a series
        .blocklist_item("H5\\w+(onion|ONION|hdfs|HDFS|mirror|MIRROR)\\w*");
    if include.join("hdf5_hl.h").is_file() {
        builder = builder.clang_arg("-DH5MEM_HL");
    }
    for name in allow.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        builder = builder.allowlist_item(name);
    }
    let text = builder.generate().expect("bindgen reads the headers").to_string();
    let constant = |line: &str| line.strip_prefix("pub const ").and_then(|rest| Some(rest.split_once(':')?.0.to_owned()));
    let ours: HashSet<_> = constants.lines().filter_map(constant).collect();
    let text: String = text.split_inclusive('\n').filter(|line| constant(line).is_none_or(|name| !ours.contains(&name))).collect();
    // 1.10 spells it as what is 64 bits wide on the machine at hand: not so on every other
    let text = text.replace("pub type haddr_t = ::core::ffi::c_ulong;", "pub type haddr_t = u64;");
    // Windows imports a DLL's statics only where their block says so
    text.replacen("\nunsafe extern", "\n#[cfg_attr(msvc_dll, link(name = \"hdf5\", kind = \"dylib\"))]\nunsafe extern", 1)
}
