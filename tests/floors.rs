//! The floors of the house: a module imports what lies below it. And the fences: where `unsafe` may stand, how long a file may be, what
//! may stand in for an answer.
#![allow(missing_docs)]
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The floors, lowest first. Modules of one floor may know each other.
const FLOORS: &[&[&str]] = &[
    &["error", "sys"], // a failed call is an `ErrorStack`, which is taken under the lock
    &["image", "memory", "room", "lookup3"],
    &["handle", "name", "library", "walk"],
    &["datatype", "dataspace"],
    &["filter"], // which prepares itself for a type
    &["plist"],
    &["driver"],
    &["element"],
    &["pipeline", "heap", "header", "index"], // bytes of files, looked at without the library
    &["direct"],
    &["transfer", "array", "value"], // what moves elements, and the values that they are moved to and from
    &["attribute"],
    &["object", "dataset", "group", "file"], // one leads to the other: a group holds datasets, which know their file
    &["reference", "scale", "c_api", "lib"],
];

/// Imports that go up, each with its reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "sys",
    "handle",
    "what a call returns has its owner, an `Id`, before anything else can fail; and the end of the process closes all files",
)];

/// Files that may hold `unsafe`: calls of C, and memory that C or another thread fills.
const UNSAFE: &[&str] = &[
    "sys/",
    "element/",
    "error/stack.rs",
    "handle.rs",
    "handle/on_disk.rs",
    "handle/rows.rs",
    "image.rs",
    "memory.rs",
    "room.rs",
    "transfer.rs",
    "transfer/",
    "value/", // elements of types known at run time only, made of the library's memory
    "dataset/view.rs",
    "driver/vfd.rs",
    "driver/vfd/",
    "pipeline/chunks.rs",
];

/// Lines of the longest file.
const LONGEST: usize = 350;

/// Longer ones, and how long they may be until somebody splits them.
const TOO_LONG: &[(&str, usize)] = &[
    ("dataset/mod.rs", 480), // the accessors are one list
];

/// Stand-ins whose reason is not beside them.
const STAND_INS: &[(&str, &str, &str)] = &[
    ("attribute/mod.rs", "title.unwrap_or_default()", "an empty title is a null dataspace"),
    ("dataset/chunk.rs", "?.1.unwrap_or_default()", "a null dataspace has no axes"),
    ("dataset/make.rs", "dims.unwrap_or_default()", "a null dataspace has no axes"),
    ("value/array.rs", "unwrap_or_default().into()", "a null dataspace has no axes"),
    ("dataset/locate.rs", "get_chunk_storage_size", "of a chunk that is not there some versions say so, others fail"),
    ("dataspace/selection.rs", "checked_div(dims.len())", "points of a scalar have no coordinates"),
    ("datatype/make.rs", "split('\\0').next()", "splitting gives at least one part"),
    ("driver/medium.rs", "len.unwrap_or(0)", "a medium that panics is asked no more, and its panic is kept"),
    ("driver/store/layers.rs", ".nth(n)", "behind its end a file is empty"),
    ("driver/store.rs", "bytes.get(at..)", "behind its end a file is empty"),
    ("driver/vfd/frame.rs", "CString::new(message", "the NULs were taken out"),
    ("group/mod.rs", "h5l::exists", "the failure that is looked into stays"),
    ("group/relocate.rs", "h5l::exists", "the failure that is looked into stays"),
    ("pipeline/deflate.rs", "CompressionLvl::new", "levels are checked when the filter is set"),
    ("pipeline/filters.rs", "checked_shl(n as u32)", "the mask has 32 bits: later filters are never left out"),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(directory: &Path, found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found.into_iter().map(|(path, text)| (path.strip_prefix(&root).unwrap().to_owned(), text)).collect()
}

/// The text without comments, and without what stands behind `#[cfg(test)]`, which is at the end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// The first module of each path that begins with `crate`.
fn imports(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(word(rest));
            continue;
        };
        // the names that a list of imports begins its entries with
        let (mut depth, mut fresh, mut entry) = (1, true, String::new());
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => {
                    found.insert(std::mem::take(&mut entry));
                    fresh = true;
                    continue;
                }
                ':' if depth == 1 => fresh = false,
                c if depth == 1 && fresh && (c.is_alphanumeric() || c == '_') => entry.push(c),
                _ => {}
            }
            if depth == 0 {
                found.insert(entry);
                break;
            }
        }
    }
    found.into_iter().filter(|name| name.starts_with(|c: char| c.is_lowercase())).collect()
}

fn module(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

#[test]
fn imports_go_down() {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (path, text) in sources() {
        let from = module(&path);
        let Some(level) = floor(&from) else {
            wrong.push(format!("{}: `{from}` has no floor", path.display()));
            continue;
        };
        for to in imports(&code(&text)) {
            match floor(&to) {
                None => wrong.push(format!("{}: `{to}` has no floor", path.display())),
                Some(below) if below <= level => {}
                Some(_) => match EXCEPTIONS.iter().find(|(a, b, _)| *a == from && *b == to) {
                    Some(exception) => drop(used.insert(exception)),
                    None => wrong.push(format!("{}: `{from}` imports `{to}`, which is above it", path.display())),
                },
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let idle: Vec<_> = EXCEPTIONS.iter().filter(|exception| !used.contains(exception)).collect();
    assert!(idle.is_empty(), "exceptions that nobody needs: {idle:#?}");
}

#[test]
fn unsafe_stands_in_few_places() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let allowed = UNSAFE.iter().any(|place| path.to_str().unwrap().replace('\\', "/").starts_with(place));
        let holds = code(&text).split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == "unsafe");
        if holds && !allowed {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "`unsafe` in {wrong:?}");
}

#[test]
fn files_are_short() {
    let long = |path: &Path, text: &str| {
        let lines = text.lines().count();
        let most = TOO_LONG.iter().find(|(known, _)| path == Path::new(known)).map_or(LONGEST, |(_, most)| *most);
        (lines > most).then(|| format!("{}: {lines} lines", path.display()))
    };
    let wrong: Vec<_> = sources().iter().filter_map(|(path, text)| long(path, text)).collect();
    assert!(wrong.is_empty(), "more than {LONGEST} lines, or than was put up with: {wrong:#?}");
}

/// What stands in for an answer says why it may: on its own line, the one above, or in the table.
#[test]
fn no_answer_is_made_up_without_a_reason() {
    let made_up = ["unwrap_or_default()", "unwrap_or(0)", "unwrap_or(0u64)", "unwrap_or(\"\")", "unwrap_or(false)", "unwrap_or(true)"];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let lines: Vec<&str> = text.split("#[cfg(test)]\nmod ").next().unwrap().lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let comment = line.contains("//") || n > 0 && lines[n - 1].trim_start().starts_with("//");
            let known = STAND_INS.iter().any(|(file, what, _)| path == Path::new(file) && line.contains(what));
            if !known && made_up.iter().any(|made_up| line.contains(made_up)) && !comment {
                wrong.push(format!("{}:{}: {}", path.display(), n + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
