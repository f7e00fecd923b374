//! What is refused, with which words, and where they point.
use syn::{DeriveInput, parse_str};

/// The message, and the source it points at.
fn refused(source: &str) -> (String, String) {
    let input: DeriveInput = parse_str(source).expect("Rust");
    let error = crate::expand(&input).expect_err("refused");
    let span = error.span();
    let (start, end) = (span.start(), span.end());
    assert_eq!((start.line, end.line), (1, 1), "one line each");
    (error.to_string(), source[start.column..end.column].to_owned())
}

#[track_caller]
fn check(source: &str, words: &str, place: &str) {
    let (message, at) = refused(source);
    assert!(message.contains(words), "{message}");
    assert_eq!(at, place);
}

#[test]
fn structs_are_refused_where_they_are_wrong() {
    check("struct Empty;", "at least one field", "Empty");
    check("struct Skipped { #[h5(skip)] a: u8 }", "at least one field", "Skipped");
    check("struct Borrowed<'a> { a: &'a str }", "owns its data", "'a");
    check("union Union { a: u8 }", "no unions", "union");
    check("struct S { #[h5(rename = \"b\")] a: u8, b: u8 }", "two fields are \"b\"", "b");
    check("struct S { #[h5(rename = \"\")] a: u8 }", "no empty names", "\"\"");
    check("struct S { #[h5(rename = \"a\\0\")] a: u8 }", "cannot hold a NUL", "\"a\\0\"");
    check("struct S { #[h5(renamed = \"b\")] a: u8 }", "`h5` knows `rename", "renamed");
    check("struct S { #[h5(skip, default)] a: u8, b: u8 }", "nothing else to say", "default");
    check("#[h5(name = \"b\")] struct S { a: u8 }", "`h5` knows `crate", "name");
    check("#[h5(plain)] struct S<T> { a: T }", "layout of a generic struct", "plain");
}

#[test]
fn enums_are_refused_where_they_are_wrong() {
    check("enum E { A, B }", "#[repr(u8)]", "E");
    check("#[repr(u128)] enum E { A, B }", "64 bits", "u128");
    check("#[repr(u8)] enum E {}", "no values", "E");
    check("#[repr(u8)] enum E { A, B(u8) }", "a variant has no fields", "(u8)");
    check("#[repr(u8)] enum E { A, #[h5(rename = \"A\")] B }", "two variants are \"A\"", "\"A\"");
    check("#[repr(u8)] enum E { #[h5(default)] A }", "`h5` knows `rename", "default");
    check("#[repr(u8)] #[h5(plain)] enum E { A }", "cannot be viewed", "plain");
}

#[test]
fn any_layout_is_read() {
    for source in
        ["#[repr(C, packed(2))] struct S { a: u8 }", "#[repr(C, align(16))] struct S { a: u8 }", "#[repr(C, u8)] enum E { A = 3 }"]
    {
        crate::expand(&parse_str(source).expect("Rust")).expect("accepted");
    }
}
