//! What a stack of libhdf5's comes to: which of its codes, said by whom and how deep, become variants of [`Error`](super::Error).
//!
//! The same minor codes stand for much else: a filter, a property or a key of a B-tree is not found, too, and whatever fails at the end of
//! a path, walking the path says once more. So it is the innermost frame that tells, and its major code with it.
use std::io;

use super::{
    Frame,
    stack::{Origin, Part, Reason},
};

/// Why a call has failed, where that is more than libhdf5's own words.
#[derive(Debug)]
pub(super) enum Cause {
    NotFound,
    Exists,
    Locked,
    NotHdf5,
    Truncated { len: u64, expected: u64 },
    ReadOnly,
    Unsupported { what: String, needs: String },
    Io(io::Error),
    Other,
}

impl Cause {
    pub(super) fn of(frames: &[Frame]) -> Self {
        let Some(root) = frames.first() else { return Self::Other };
        let says = |text: &str| root.description.contains(text);
        let not_for_mpi =
            |what: &str| Self::Unsupported { what: what.to_owned(), needs: "a libhdf5 that was built without MPI".to_owned() };
        let (part, reason) = match root.origin {
            Origin::Library(part, reason) => (part, reason),
            Origin::Unsupported => return Self::Unsupported { what: root.description.clone(), needs: root.minor.clone() },
            Origin::Refused | Origin::Codec => return Self::Other,
        };
        if let Some(error) = frames.iter().find_map(os_error) {
            return match error.kind() {
                io::ErrorKind::NotFound => Self::NotFound,
                io::ErrorKind::AlreadyExists => Self::Exists,
                io::ErrorKind::WouldBlock if is_of_lock(frames) => Self::Locked,
                _ => Self::Io(error),
            };
        }
        match (part, reason) {
            // what a reference points at is no object, or none any more
            (Part::Headers, _) if frames.last().is_some_and(|call| call.function == "H5Rdereference2") => Self::NotFound,
            (Part::Names | Part::Files, Reason::NotFound) if !says("creation order") => Self::NotFound,
            // said also of what "doesn't exist", of headers that cannot be read, and of names for the members of a family
            (Part::Names | Part::Files, Reason::Exists) if says("already") || says("file exists") => Self::Exists,
            (Part::Files, Reason::NotHdf5) => Self::NotHdf5,
            (Part::Files, _) if says("bad superblock version number") => Self::NotHdf5, // which has no code of its own
            (Part::Files, Reason::Truncated) => truncation(&root.description).unwrap_or(Self::Other),
            _ if says("no write intent on file") => Self::ReadOnly,
            _ if says("page buffering is disabled for parallel") => not_for_mpi("a page buffer"),
            _ if says("evict on close is currently not supported in parallel") => not_for_mpi("evicting metadata when objects are closed"),
            _ => Self::Other,
        }
    }
}

/// Whether libhdf5 could not lock a file on disk.
pub(super) fn is_of_lock(frames: &[Frame]) -> bool {
    frames.iter().any(|frame| frame.description.starts_with("unable to lock the file"))
}

/// The system's error that a driver wrote into its message ("errno = 28"), behind the file's name.
fn os_error(frame: &Frame) -> Option<io::Error> {
    let (_, rest) = frame.description.rsplit_once("errno = ")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|&code| code != 0).map(io::Error::from_raw_os_error)
}

/// The sizes in libhdf5's complaint of a truncated file: what there is, and what the superblock says.
fn truncation(description: &str) -> Option<Cause> {
    let number = |label: &str| {
        let (_, rest) = description.split_once(label)?;
        rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    let expected = number("stored_eof = ").or_else(|| number("stored_eoa = "))?;
    Some(Cause::Truncated { len: number(" eof = ")?, expected })
}
