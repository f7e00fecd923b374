//! The page that says where each C function is: against the installed headers, and against what the crate calls.
#![allow(missing_docs)]
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Where the page says that a function is, by its name or by a pattern that ends in `*` or begins with `*`.
fn page() -> BTreeMap<String, String> {
    let mut places = BTreeMap::new();
    for row in include_str!("../src/c_api.md").lines().filter_map(|line| line.strip_prefix("| `")) {
        let (names, place) = row.split_once(" | ").expect("two columns");
        for name in names.split(", ") {
            let name = name.trim_matches('`').to_owned();
            let before = places.insert(name.clone(), place.trim_end_matches(" |").to_owned());
            assert_eq!(before, None, "{name} is in the page once");
        }
    }
    places
}

/// The place of a function: of its own name, else of the longest pattern for it.
fn place<'p>(page: &'p BTreeMap<String, String>, name: &str) -> Option<&'p str> {
    let fits = |pattern: &str| match (pattern.strip_prefix("H5*").or(pattern.strip_prefix('*')), pattern.strip_suffix('*')) {
        (Some(end), _) => name.ends_with(end),
        (None, Some(start)) => name.starts_with(start),
        (None, None) => false,
    };
    let by_pattern = || page.iter().filter(|(pattern, _)| fits(pattern)).max_by_key(|(pattern, _)| pattern.len()).map(|(_, place)| place);
    page.get(name).or_else(by_pattern).map(String::as_str)
}

/// The words of a text that name functions of the library.
fn functions(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| {
        let name = word.strip_prefix("H5").unwrap_or("").trim_start_matches(|c: char| c.is_ascii_uppercase());
        name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.ends_with("_t") && *word != "H5Type"
    })
}

fn rust_files(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// What the crate calls: names in its code, comments apart.
fn called() -> BTreeSet<String> {
    let mut files = Vec::new();
    for directory in ["src", "hdf5-ffi/src"] {
        rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(directory), &mut files);
    }
    let code: Vec<_> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let code = code.iter().flat_map(|text| text.lines()).map(|line| line.split("//").next().unwrap_or("").replace("b\"", "\""));
    code.flat_map(|line| functions(&line).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// What the installed headers declare.
fn declared() -> BTreeSet<String> {
    let headers = fs::read_dir(env!("H5MEM_INCLUDE")).unwrap().map(|entry| entry.unwrap().path());
    let headers = headers.filter(|path| path.extension().is_some_and(|extension| extension == "h"));
    let text: String = headers.map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()).collect();
    let declarations = text.split("DLL ").skip(1).filter_map(|rest| rest.split_once('(')).map(|(before, _)| before);
    declarations.filter_map(|before| functions(before.rsplit([' ', '*']).next()?).next()).map(str::to_owned).collect()
}

#[test]
fn the_page_has_every_function_of_the_installed_headers() {
    let (page, declared) = (page(), declared());
    assert!(declared.len() > 500 && declared.contains("H5Fopen"), "the headers are read: {}", declared.len());
    let missing: Vec<_> = declared.iter().filter(|name| place(&page, name).is_none()).collect();
    assert!(missing.is_empty(), "say in src/c_api.md where these are, or why they are not: {missing:?}");
}

#[test]
fn the_page_says_where_what_is_called_is() {
    let (page, called) = (page(), called());
    assert!(called.contains("H5Dread"));
    let wrong: Vec<_> = called.iter().filter(|name| place(&page, name).is_none_or(|place| place.starts_with("no:"))).collect();
    assert!(wrong.is_empty(), "called, but src/c_api.md has them not, or says that they are not here: {wrong:?}");
}

#[test]
fn the_page_names_no_function_that_there_is_not() {
    // of other versions' functions it is only known that ours are declared
    let declared = declared();
    let names: BTreeSet<_> = page().into_keys().filter(|name| !name.contains('*')).collect();
    assert!(names.intersection(&declared).count() * 10 > names.len() * 7, "most names are of the installed headers");
}
