//! Our declarations against the installed headers: a C program prints every size, offset and constant, and each must be ours.
#![cfg(not(target_env = "msvc"))] // its C compiler takes other arguments; the declarations are the same

use core::mem::offset_of;
use std::{collections::HashSet, env, fs, path::Path, process::Command};

use hdf5_ffi as ffi;

/// Every type the declarations hold: name, size, fields with their offsets.
#[allow(clippy::type_complexity)]
const TYPES: &[(&str, usize, &[(&str, usize)])] = include!(concat!(env!("OUT_DIR"), "/layout.rs"));
const DECLARATIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/bindings.rs"));
const INCLUDE: &str = env!("HDF5_FFI_INCLUDE");

/// One number that C and Rust must agree on; `needs` is the name without which the headers cannot say it.
struct Check {
    needs: String,
    expression: String,
    ours: i64,
}

impl Check {
    fn new(needs: &str, expression: String, ours: i64) -> Self {
        Self { needs: needs.to_owned(), expression, ours }
    }
}

#[test]
fn declarations_agree_with_the_headers() {
    let Some(words) = words_of_the_headers() else {
        return println!("skipped: no C compiler ({})", compiler());
    };
    let all: Vec<Check> = types().into_iter().chain(generated_constants()).chain(our_constants()).collect();
    let (checks, absent): (Vec<_>, Vec<_>) = all.into_iter().partition(|check| words.contains(check.needs.as_str()));
    let absent: HashSet<_> = absent.iter().map(|check| check.needs.as_str()).collect();
    println!("{} checks against libhdf5 {} in {INCLUDE}; not in these headers: {absent:?}", checks.len(), ffi::VERSION);
    assert!(checks.len() > 10 * absent.len(), "the declarations are not of these headers");
    let theirs = ask_c(&checks);
    let wrong: Vec<String> = checks
        .iter()
        .zip(&theirs)
        .filter(|(check, theirs)| check.ours != **theirs)
        .map(|(check, theirs)| format!("{}: C says {theirs}, Rust {}", check.expression, check.ours))
        .collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), checks.len(), wrong.join("\n"));
}

#[test]
fn the_library_is_of_the_headers_version() {
    let _lock = ffi::LOCK.lock();
    let (mut major, mut minor, mut release) = (0, 0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    let code = unsafe { ffi::H5get_libversion(&mut major, &mut minor, &mut release) };
    assert!(code >= 0);
    assert_eq!(format!("{major}.{minor}.{release}"), ffi::VERSION);
}

fn types() -> Vec<Check> {
    let mut checks = Vec::new();
    for (name, size, fields) in TYPES {
        let (c, needs) = (c_type(name), name.split("__bindgen").next().unwrap());
        checks.push(Check::new(needs, format!("sizeof({c})"), *size as i64));
        for (field, offset) in *fields {
            checks.push(Check::new(needs, format!("offsetof({c}, {})", c_field(field)), *offset as i64));
        }
    }
    checks
}

/// `pub const NAME: TYPE = NUMBER;`; texts are left out.
fn generated_constants() -> impl Iterator<Item = Check> {
    DECLARATIONS.lines().filter_map(|line| {
        let (name, rest) = line.strip_prefix("pub const ")?.split_once(':')?;
        if name == "H5O_INFO_ALL" {
            return None; // since 1.12 defined twice: ours is the first, which H5Oget_info3 means, theirs the deprecated functions'
        }
        let value: f64 = rest.split_once(" = ")?.1.trim_end_matches(';').parse().ok()?;
        Some(Check::new(name, name.to_owned(), value as i64))
    })
}

fn our_constants() -> Vec<Check> {
    macro_rules! checks {
        ($($name:ident)*) => { vec![$(Check::new(stringify!($name), stringify!($name).to_owned(), ffi::$name as i64)),*] };
    }
    let mut checks = checks![
        H5I_INVALID_HID H5P_DEFAULT H5E_DEFAULT H5S_ALL H5S_UNLIMITED HADDR_UNDEF
        H5F_ACC_RDONLY H5F_ACC_RDWR H5F_ACC_TRUNC H5F_ACC_EXCL H5F_ACC_CREAT H5F_ACC_SWMR_WRITE H5F_ACC_SWMR_READ H5F_ACC_DEFAULT
        H5F_UNLIMITED H5F_LIBVER_LATEST H5_ITER_ERROR H5_ITER_CONT H5_ITER_STOP
        H5T_VARIABLE H5R_OBJ_REF_BUF_SIZE H5R_DSET_REG_REF_BUF_SIZE
        H5D_CHUNK_CACHE_NSLOTS_DEFAULT H5D_CHUNK_CACHE_NBYTES_DEFAULT H5D_CHUNK_CACHE_W0_DEFAULT
        H5_SZIP_EC_OPTION_MASK H5_SZIP_NN_OPTION_MASK H5_SZIP_MAX_PIXELS_PER_BLOCK
        H5O_SHMESG_SDSPACE_FLAG H5O_SHMESG_DTYPE_FLAG H5O_SHMESG_FILL_FLAG H5O_SHMESG_PLINE_FLAG H5O_SHMESG_ATTR_FLAG
    ];
    for (i, ours) in ffi::H5FD_FLMAP_DICHOTOMY.into_iter().enumerate() {
        let expression = format!("((H5FD_mem_t[])H5FD_FLMAP_DICHOTOMY)[{i}]");
        checks.push(Check::new("H5FD_FLMAP_DICHOTOMY", expression, ours.into()));
    }
    checks
}

/// C's name of a type; those that have none are said by the field that holds them. All but the `H5C_cache_…_mode` have a `typedef`.
fn c_type(name: &str) -> String {
    let Some((owner, _)) = name.rsplit_once("__bindgen_ty_") else {
        return if name.ends_with("_mode") { format!("enum {name}") } else { name.to_owned() };
    };
    let line = DECLARATIONS.lines().find(|line| line.ends_with(&format!(": {name},"))).expect("a field holds it");
    let field = line.trim().strip_prefix("pub ").unwrap().split(':').next().unwrap();
    format!("__typeof__((({} *)0)->{})", c_type(owner), c_field(field))
}

/// bindgen appends `_` to Rust's keywords; no field of libhdf5 ends so.
fn c_field(name: &str) -> &str {
    name.trim_end_matches('_')
}

fn compiler() -> String {
    env::var("CC").unwrap_or_else(|_| "cc".to_owned())
}

fn cc() -> Command {
    let mut cc = Command::new(compiler());
    cc.arg(format!("-I{INCLUDE}")).args(["-w", "-x", "c"]).env("LC_ALL", "C");
    if Path::new(INCLUDE).join("hdf5_hl.h").is_file() {
        cc.arg("-DH5MEM_HL");
    }
    cc
}

/// Every identifier after the preprocessor: an older release, or one without deprecated symbols, lacks some.
fn words_of_the_headers() -> Option<HashSet<String>> {
    let wrapper = Path::new(env!("CARGO_MANIFEST_DIR")).join("wrapper.h");
    let out = cc().args(["-E", "-dD"]).arg(wrapper).output().ok()?;
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8_lossy(&out.stdout);
    Some(text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').map(str::to_owned).collect())
}

fn ask_c(checks: &[Check]) -> Vec<i64> {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, program) = (dir.join("layout.c"), dir.join(format!("layout{}", env::consts::EXE_SUFFIX)));
    let mut text = format!("#include \"{}/wrapper.h\"\n#include <stddef.h>\n#include <stdio.h>\n", env!("CARGO_MANIFEST_DIR"));
    // what the constants' macros call before they give their value
    text += "#undef H5OPEN\n#define H5OPEN\n#undef H5CHECK\n#define H5CHECK\nint main(void) {\n";
    for check in checks {
        text += &format!("  printf(\"%lld\\n\", (long long)({}));\n", check.expression);
    }
    text += "  return 0;\n}\n";
    fs::write(&source, text).unwrap();
    let out = cc().arg(&source).arg("-o").arg(&program).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let out = Command::new(program).output().unwrap();
    String::from_utf8(out.stdout).unwrap().lines().map(|line| line.parse().unwrap()).collect()
}
