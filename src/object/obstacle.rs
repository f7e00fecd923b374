//! Why a path does not lead to an object.
use crate::{
    error::Error,
    handle::{Id, Node},
    name::{self, CName},
    sys::{Api, h5i, h5i::Kind, h5l, h5o, hid_t},
};

/// Why an object could not be opened: what is missing, or of another kind.
#[cold]
pub(crate) fn diagnose(api: &Api, base: &Node, path: &str, failed: Error) -> Error {
    match failed {
        Error::NotFound { .. } | Error::Library { .. } => obstacle(api, base, path).unwrap_or(failed),
        _ => failed,
    }
}

/// What on the way to an object keeps it from being reached, as far as libhdf5 tells.
#[cold]
pub(crate) fn obstacle(api: &Api, base: &Node, path: &str) -> Option<Error> {
    let raw = base.raw(api).ok()?;
    let place = |so_far: &str| format!("{}:{}", base.file.label, name::join(&base.path, so_far));
    let mut so_far = String::from(if path.starts_with('/') { "/" } else { "" });
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if !so_far.is_empty() && !so_far.ends_with('/') {
            so_far.push('/');
        }
        so_far.push_str(part);
        let c_path = CName::new(&so_far).ok()?;
        match h5l::exists(api, raw, c_path.as_c_str()) {
            Ok(true) => {}
            Ok(false) => return Some(Error::NotFound { path: place(&so_far) }),
            Err(stack) if stack.is_refusal() => return Some(stack.at("open", &place(&so_far))),
            Err(_) => return not_a_group(api, raw, &so_far, &place),
        }
        match h5o::exists_by_name(api, raw, c_path.as_c_str()) {
            Ok(true) => {}
            Ok(false) => return Some(Error::NotFound { path: place(&so_far) }), // a soft link that dangles
            Err(stack) => match stack.at("open", &place(&so_far)) {
                Error::Library { .. } => return None,
                error => return Some(error), // a link to a file that is not there, or not to be opened
            },
        }
    }
    None
}

/// What the part of a path before the last one leads to, where that is no group.
#[cold]
fn not_a_group(api: &Api, base: hid_t, path: &str, place: &dyn Fn(&str) -> String) -> Option<Error> {
    let (before, _) = path.rsplit_once('/')?;
    let object = Id::own(h5o::open(api, base, CName::new(before).ok()?.as_c_str()).ok()?);
    let found = match h5i::get_type(api, object.raw()) {
        Kind::Dataset => "a dataset",
        Kind::Datatype => "a named datatype",
        Kind::Group | Kind::Other => return None,
    };
    Some(Error::Type { path: place(before), expected: "a group".to_owned(), found: found.to_owned() })
}
