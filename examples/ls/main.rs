//! Lists an HDF5 file, as `h5ls -r` does: paths, types, shapes, storage, attributes and links.
//!
//! `cargo run --example ls FILE` for people, `cargo run --example ls -- --json FILE` for programs: one JSON object a line (`json.rs`).
//! Values are read without a Rust type for them, by [`DynArray`].
mod json;

use std::{collections::HashMap, env, process::ExitCode};

use h5mem::{Attributes, Axis, Dataset, DynArray, File, Group, Link, Object, Result, Selection, Token};

/// Elements of a dataset that are shown as values in JSON, at most.
const LIMIT: usize = 10_000;

/// What is met at a path.
enum Met {
    Object(Object),
    /// An object met before, under another path.
    Again(String),
    Link(Link),
    /// A link that only another program can follow, or an object that cannot be opened.
    Unknown,
}

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let done = match &*arguments.iter().map(String::as_str).collect::<Vec<_>>() {
        ["--json", path] => list(path, json::line),
        [path] => list(path, line),
        _ => {
            eprintln!("ls [--json] FILE");
            return ExitCode::FAILURE;
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a line, or a few, for everything in a file.
fn list(path: &str, line: fn(&File, &str, &Met) -> String) -> Result<()> {
    let file = File::open(path)?;
    let mut found = Vec::new();
    object("/".to_owned(), Object::Group(file.group("/")?), &mut HashMap::new(), &mut found)?;
    found.sort_by_cached_key(|(path, _)| json::bytes(path));
    for (path, met) in &found {
        println!("{}", line(&file, path, met));
    }
    Ok(())
}

/// Finds an object and what is below it.
fn object(path: String, object: Object, seen: &mut HashMap<Token, String>, found: &mut Vec<(String, Met)>) -> Result<()> {
    if let Some(first) = seen.get(&object.token()?) {
        found.push((path, Met::Again(first.clone())));
        return Ok(());
    }
    seen.insert(object.token()?, path.clone());
    found.push((path.clone(), Met::Object(object.clone())));
    if let Object::Group(group) = object {
        for name in group.names()? {
            member(&group, &name, format!("{}/{name}", path.trim_end_matches('/')), seen, found)?;
        }
    }
    Ok(())
}

/// Finds what a name in a group leads to; nothing is followed through soft and external links.
fn member(group: &Group, name: &str, path: String, seen: &mut HashMap<Token, String>, found: &mut Vec<(String, Met)>) -> Result<()> {
    match group.link(name)? {
        Link::Hard => match group.get(name) {
            Ok(child) => return object(path, child, seen, found),
            Err(_) => found.push((path, Met::Unknown)),
        },
        Link::User { .. } => found.push((path, Met::Unknown)),
        link => found.push((path, Met::Link(link))),
    }
    Ok(())
}

/// The lines of one path, for people.
fn line(_: &File, path: &str, met: &Met) -> String {
    match met {
        Met::Object(object) => described(path, object).unwrap_or_else(|error| format!("{path:<24} {error}")),
        Met::Again(first) => format!("{path:<24} same as {first}"),
        Met::Link(Link::Soft { target }) => format!("{path:<24} -> {target}"),
        Met::Link(Link::External { file, target }) => format!("{path:<24} -> {file}:{target}"),
        Met::Link(_) | Met::Unknown => format!("{path:<24} cannot be opened"),
    }
}

fn described(path: &str, object: &Object) -> Result<String> {
    let what = match object {
        Object::Group(group) => format!("group of {}", group.len()?),
        Object::Datatype(datatype) => format!("datatype {}", datatype.descriptor()?),
        Object::Dataset(dataset) => storage(dataset)?,
    };
    Ok(format!("{path:<24} {what}{}", attributes(&object.attrs())?))
}

fn storage(dataset: &Dataset) -> Result<String> {
    let shape = if dataset.is_null()? { "null".to_owned() } else { format!("{:?}", dataset.shape()?) };
    let chunk = dataset.chunk()?.map_or_else(String::new, |chunk| format!(", chunks {chunk:?}"));
    let filters: String = dataset.filters()?.iter().map(ToString::to_string).collect();
    Ok(format!("dataset {} {shape}{chunk}{filters}", dataset.dtype()?))
}

fn attributes(attributes: &Attributes<'_>) -> Result<String> {
    let mut lines = String::new();
    for name in attributes.names()? {
        let value = attributes.get::<DynArray>(&name).map_or_else(|error| error.to_string(), |value| value.to_string());
        lines.push_str(&format!("\n    @{name} = {value}"));
    }
    Ok(lines)
}

/// The first elements in C order, [`LIMIT`] of them or somewhat more: whole rows of the axes that do not fit.
fn leading(dataset: &Dataset) -> Result<DynArray> {
    let shape = dataset.shape()?;
    if dataset.len()? <= LIMIT {
        return dataset.read();
    }
    let mut inner = dataset.len()?;
    let mut part = Vec::new();
    for len in shape {
        inner /= len;
        let wanted = if inner >= LIMIT { 1 } else { len.min(LIMIT.div_ceil(inner)) };
        part.push(Axis::from(0..wanted));
        if inner < LIMIT {
            break;
        }
    }
    dataset.slice(Selection::axes(part)).read()
}
