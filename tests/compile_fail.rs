//! What the compiler refuses, and with which words: programs with one mistake each, and the same without it.
#![cfg(all(feature = "derive", not(feature = "static")))] // it would be built once more
#![allow(missing_docs)]
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A program that is refused, where `WRONG` stands for what is wrong, and what the compiler says of it.
struct Case {
    name: &'static str,
    code: &'static str,
    wrong: &'static str,
    right: &'static str,
    words: &'static str,
}

const CASES: &[Case] = &[
    Case {
        name: "unions",
        code: "#[derive(h5mem::H5Type, Clone, Copy)] WRONG S { a: u8 }",
        wrong: "union",
        right: "struct",
        words: "HDF5 has no unions",
    },
    Case {
        name: "variants_with_fields",
        code: "#[derive(h5mem::H5Type, Clone)] #[repr(u8)] enum E { A, B WRONG }",
        wrong: "(u8)",
        right: "= 7",
        words: "a variant has no fields",
    },
    Case {
        name: "enums_of_no_integer",
        code: "#[derive(h5mem::H5Type, Clone)] WRONG enum E { A, B }",
        wrong: "",
        right: "#[repr(i64)]",
        words: "say which integer it is stored as: `#[repr(u8)]` or another",
    },
    Case {
        name: "unknown_attributes",
        code: "#[derive(h5mem::H5Type, Clone)] struct S { #[h5(WRONG)] a: u8 }",
        wrong: "renamed = \"b\"",
        right: "rename = \"b\"",
        words: "`h5` knows `rename = \"name\"`, `default` and `skip`",
    },
    Case {
        name: "borrowed_fields",
        code: "#[derive(h5mem::H5Type, Clone)] struct S WRONG",
        wrong: "<'a> { a: &'a str }",
        right: "{ a: String }",
        words: "an element owns its data",
    },
    Case {
        name: "fields_that_are_no_elements",
        code: "#[derive(h5mem::H5Type, Clone)] struct S { a: WRONG }",
        wrong: "std::time::Instant",
        right: "Vec<Option<u8>>",
        words: "Instant` is no element of an HDF5 file",
    },
    Case {
        name: "defaults_that_there_are_not",
        code: "#[derive(h5mem::H5Type, Clone)] #[repr(u8)] enum E { A = 1 } #[derive(h5mem::H5Type, Clone)] struct S { #[h5(default)] a: WRONG }",
        wrong: "E",
        right: "Vec<E>",
        words: "E: Default` is not satisfied",
    },
    Case {
        name: "plain_structs_with_padding",
        code: "#[derive(h5mem::H5Type, Clone, Copy)] #[h5(plain)] #[repr(C)] struct S { a: WRONG, b: u64 }",
        wrong: "u8",
        right: "[u8; 8]",
        words: "a plain struct has its fields in order and without gaps",
    },
    Case {
        name: "plain_structs_of_what_is_not",
        code: "#[derive(h5mem::H5Type, Clone, Copy)] #[h5(plain)] #[repr(C)] struct S { a: WRONG }",
        wrong: "bool",
        right: "u8",
        words: "`bool` cannot be viewed where it lies",
    },
    Case {
        name: "views_of_what_is_not_plain",
        code: "fn f(x: &h5mem::Dataset) -> h5mem::Result<()> { x.view::<WRONG>().map(drop) }",
        wrong: "String",
        right: "[f32; 3]",
        words: "String` cannot be viewed where it lies",
    },
    Case {
        name: "borrowed_values",
        code: "fn f(x: &h5mem::Dataset) -> h5mem::Result<()> { x.attrs().get::<WRONG>(\"a\").map(drop) }",
        wrong: "&str",
        right: "String",
        words: "str` cannot be read from an HDF5 file",
    },
    Case {
        name: "what_is_no_value",
        code: "fn f(x: &h5mem::File) -> h5mem::Result<()> { x.write(\"a\", &WRONG).map(drop) }",
        wrong: "std::collections::HashMap::<u8, u8>::new()",
        right: "vec![1u8]",
        words: "cannot be written to an HDF5 file",
    },
    Case {
        name: "files_after_their_image_was_taken",
        code: "fn f(x: h5mem::File) -> h5mem::Result<()> { let image = WRONG; x.flush()?; drop(image); Ok(()) }",
        wrong: "x.into_image()?",
        right: "x.image()?",
        words: "borrow of moved value: `x`",
    },
    Case {
        name: "files_after_they_were_closed",
        code: "fn f(x: h5mem::File) -> h5mem::Result<()> { WRONG; x.write(\"a\", &1)?; Ok(()) }",
        wrong: "x.close()?",
        right: "x.flush()?",
        words: "borrow of moved value: `x`",
    },
    Case {
        name: "attributes_without_their_object",
        code: "fn f(x: h5mem::File) -> h5mem::Result<()> { WRONG attrs.set(\"a\", &1) }",
        wrong: "let attrs = x.group(\"g\")?.attrs();",
        right: "let g = x.group(\"g\")?; let attrs = g.attrs();",
        words: "temporary value dropped while borrowed",
    },
    Case {
        name: "elements_of_a_dropped_view",
        code: "fn f(x: &h5mem::Dataset) -> h5mem::Result<f64> { let part = { let view = x.view::<f64>()?; WRONG }; Ok(part[0]) }",
        wrong: "&view[..]",
        right: "view.to_vec()",
        words: "`view` does not live long enough",
    },
    Case {
        name: "datasets_that_are_never_created",
        code: "#![deny(unused_must_use)] fn f(x: h5mem::File) -> h5mem::Result<()> { x.new_dataset(\"x\").shape([2])WRONG; Ok(()) }",
        wrong: "",
        right: ".create::<u8>()?",
        words: "nothing is created before `create` or `write`",
    },
    Case {
        name: "promises_that_nobody_made",
        code: "#[derive(Clone, Copy)] struct S(u8); fn plain<T: h5mem::Plain>() {} fn f() { plain::<WRONG>() }",
        wrong: "S",
        right: "u8",
        words: "S` cannot be viewed where it lies",
    },
];

/// A package with a library for each program, wrong and right, which depends on this crate.
fn package(directory: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut manifest = format!(
        "[package]\nname = \"misuse\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies.h5mem]\npath = {:?}\n\
         default-features = false\nfeatures = [\"derive\"]\n",
        root
    );
    for Case { name, code, wrong, right, .. } in CASES {
        for (kind, text) in [("wrong", wrong), ("right", right)] {
            let file = format!("{name}_{kind}.rs");
            fs::write(directory.join(&file), format!("{}\nfn main() {{}}", code.replace("WRONG", text))).unwrap();
            manifest += &format!("[[bin]]\nname = \"{name}_{kind}\"\npath = {file:?}\n");
        }
    }
    fs::write(directory.join("Cargo.toml"), manifest).unwrap();
    // the very versions that are here already
    if let Ok(lock) = fs::read(root.join("Cargo.lock")) {
        fs::write(directory.join("Cargo.lock"), lock).unwrap();
    }
}

/// Beside the other things that were built, and kept for the next time.
fn target() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().join("misuse")
}

/// Whether the program compiles, and what the compiler says.
fn check(directory: &Path, program: &str) -> (bool, String) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--quiet", "--offline", "--color", "never", "--bin", program]).current_dir(directory);
    let output = cargo.env("CARGO_TARGET_DIR", target()).env_remove("RUSTFLAGS").output().unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn misuse_is_refused_with_words_that_help() {
    let directory = tempfile::tempdir().unwrap();
    package(directory.path());
    for Case { name, words, .. } in CASES {
        let (right, said) = check(directory.path(), &format!("{name}_right"));
        assert!(right, "{name} is refused without its mistake:\n{said}");
        let (wrong, said) = check(directory.path(), &format!("{name}_wrong"));
        assert!(!wrong && said.contains(words), "{name} is {}:\n{said}", if wrong { "accepted" } else { "refused with other words" });
    }
}
