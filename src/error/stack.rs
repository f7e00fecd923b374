//! libhdf5's error stack, copied the moment a call fails.
#![allow(unsafe_code)]
use std::{
    ffi::{CStr, c_char, c_uint, c_void},
    fmt, io,
};

use hdf5_ffi as ffi;

use super::Error;
use crate::sys::{
    Api, h5z,
    links::{self, Refusal},
};

/// What libhdf5 said of a failed call, innermost frame first; an owned copy.
#[derive(Debug, Clone, Default)]
pub struct ErrorStack {
    frames: Box<[Frame]>,
    /// The external link that was not to be followed.
    refusal: Option<Box<Refusal>>,
}

/// One function of libhdf5 on the way to the failure.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Frame {
    /// The C function.
    pub function: String,
    /// What it said.
    pub description: String,
    /// The part of the library, such as "Dataset".
    pub major: String,
    /// The kind of failure, such as "Object not found".
    pub minor: String,
    /// The C source file.
    pub file: String,
    /// The line in it.
    pub line: u32,
    pub(crate) cause: Cause,
}

/// The minor codes that become variants of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    NotFound,
    Exists,
    NotHdf5,
    Truncated,
    /// Of this crate's own: the description says what, the minor code what it needs.
    Unsupported,
    /// What a codec written in Rust said.
    Codec,
    Other,
}

impl Frame {
    /// One that is not the library's.
    fn ours(description: String, major: &str, minor: String, cause: Cause) -> Self {
        let (function, file, major) = (String::new(), String::new(), major.to_owned());
        Self { function, description, major, minor, file, line: 0, cause }
    }
}

impl From<Frame> for ErrorStack {
    fn from(frame: Frame) -> Self {
        Self { frames: Box::new([frame]), refusal: None }
    }
}

impl ErrorStack {
    /// Copies the stack of the call that has just failed.
    #[cold]
    pub(crate) fn take(_: &Api) -> Self {
        let mut frames: Vec<Frame> = Vec::new();
        // SAFETY: the callback gets `frames` back as its data pointer, and only during this call
        let code =
            unsafe { ffi::H5Ewalk2(ffi::H5E_DEFAULT as ffi::hid_t, ffi::H5E_WALK_UPWARD, Some(copy_frame), (&raw mut frames).cast()) };
        debug_assert!(code >= 0, "walking the default stack cannot fail");
        // SAFETY: the lock is held; what was copied is let go of, for a thread that ends does not
        unsafe { ffi::H5Eclear2(ffi::H5E_DEFAULT as ffi::hid_t) };
        if let Some(why) = h5z::take_failure() {
            frames.insert(0, Frame::ours(why, "Data filters", "Filter operation failed".to_owned(), Cause::Codec));
        }
        Self { frames: frames.into(), refusal: links::refused().map(Box::new) }
    }

    /// A refusal of this crate's own, of what libhdf5 would take for something else.
    #[cold]
    pub(crate) fn refused(what: impl Into<String>) -> Self {
        Frame::ours(what.into(), "Invalid arguments to routine", "Bad value".to_owned(), Cause::Other).into()
    }

    /// A refusal of what this libhdf5 has not got.
    #[cold]
    pub(crate) fn unsupported(what: impl Into<String>, needs: impl Into<String>) -> Self {
        Frame::ours(what.into(), "Invalid arguments to routine", needs.into(), Cause::Unsupported).into()
    }

    /// Of a call that made nothing of a link which it was not to follow.
    #[cold]
    pub(crate) fn of_refusal(refusal: Refusal) -> Self {
        Self { refusal: Some(Box::new(refusal)), ..Self::refused("an external link that is not to be followed") }
    }

    /// Whether an external link was not to be followed.
    pub(crate) fn is_refusal(&self) -> bool {
        self.refusal.is_some()
    }

    /// The frames, innermost first.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// The cause at the root of the failure. That nothing was found, or something was, says the innermost frame alone: whatever fails at
    /// the end of a path, walking the path ends in the one, and broken metadata may end in the other.
    pub(crate) fn cause(&self) -> Cause {
        let mut causes = self.frames.iter().map(|frame| frame.cause).enumerate();
        let root =
            causes.find(|&(depth, cause)| cause != Cause::Other && (depth == 0 || !matches!(cause, Cause::NotFound | Cause::Exists)));
        root.map_or(Cause::Other, |(_, cause)| cause)
    }

    /// Whether a codec written in Rust is what failed.
    pub(crate) fn is_of_codec(&self) -> bool {
        self.frames.first().is_some_and(|frame| frame.cause == Cause::Codec)
    }

    /// The system's error that a driver wrote into its message ("errno = 28").
    pub(crate) fn os_error(&self) -> Option<io::Error> {
        self.frames.iter().find_map(|frame| {
            let (_, rest) = frame.description.split_once("errno = ")?;
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok().filter(|&code| code != 0).map(io::Error::from_raw_os_error)
        })
    }

    /// The innermost message and the outermost: what failed, and what it was part of.
    pub(crate) fn summary(&self) -> String {
        match &*self.frames {
            [] => "libhdf5 gave no reason".to_owned(),
            [only] => only.description.clone(),
            [first, .., last] => format!("{} ({})", first.description, last.description),
        }
    }

    /// The sizes in libhdf5's complaint of a truncated file: what there is, and what the superblock says.
    fn truncation(&self) -> Option<(u64, u64)> {
        let description = &self.frames.iter().find(|frame| frame.cause == Cause::Truncated)?.description;
        let number = |label: &str| {
            let (_, rest) = description.split_once(label)?;
            rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
        };
        Some((number(" eof = ")?, number("stored_eof = ").or_else(|| number("stored_eoa = "))?))
    }

    /// This failure as an [`Error`] of `what` at `path`.
    #[cold]
    pub(crate) fn at(self, what: &str, path: &str) -> Error {
        let path = path.to_owned();
        if let Some(refusal) = self.refusal {
            return Error::Denied { path, file: refusal.file, target: refusal.target };
        }
        if let Some(error) = self.os_error() {
            return match error.kind() {
                io::ErrorKind::NotFound => Error::NotFound { path },
                io::ErrorKind::AlreadyExists => Error::AlreadyExists { path },
                _ => Error::io(&path, error),
            };
        }
        match (self.cause(), self.truncation()) {
            (Cause::Truncated, Some((len, expected))) => Error::Truncated { path, len, expected },
            (Cause::NotFound, _) => Error::NotFound { path },
            (Cause::Exists, _) => Error::AlreadyExists { path },
            (Cause::Unsupported, _) => match &*self.frames {
                [Frame { description, minor, .. }, ..] => Error::unsupported(format!("{path}: {description}"), minor.clone()),
                [] => unreachable!("the cause is a frame's"),
            },
            (Cause::NotHdf5, _) => Error::NotHdf5 { path, reason: self.summary() },
            _ => Error::Library { context: format!("{what} {path}"), stack: self },
        }
    }
}

impl fmt::Display for ErrorStack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, frame) in self.frames.iter().enumerate() {
            let Frame { function, description, major, minor, file, line, .. } = frame;
            writeln!(f, "#{n} {function} ({file}:{line}): {description} [{major}: {minor}]")?;
        }
        Ok(())
    }
}

impl std::error::Error for ErrorStack {}

/// Says where a call of the library failed.
pub(crate) trait At<T> {
    /// `what` was done at `place`.
    fn at(self, what: &str, place: impl Place) -> Result<T, Error>;
}

impl<T> At<T> for Result<T, ErrorStack> {
    #[inline]
    fn at(self, what: &str, place: impl Place) -> Result<T, Error> {
        self.map_err(|stack| stack.at(what, &place.name()))
    }
}

/// A place for messages, at hand or made when it is needed: where calls are many, a name that nobody reads costs more than they do.
pub(crate) trait Place {
    fn name(self) -> String;
}

impl Place for &str {
    fn name(self) -> String {
        self.to_owned()
    }
}

impl Place for &String {
    fn name(self) -> String {
        self.clone()
    }
}

impl<F: FnOnce() -> String> Place for F {
    #[cold]
    fn name(self) -> String {
        self()
    }
}

/// `H5E_walk2_t`: appends an owned copy of one frame.
unsafe extern "C" fn copy_frame(_: c_uint, frame: *const ffi::H5E_error2_t, data: *mut c_void) -> ffi::herr_t {
    // SAFETY: libhdf5 passes a valid frame, and `data` is the vector that `take` holds exclusively; nothing here unwinds but for
    // exhausted memory, which aborts
    let (frame, frames) = unsafe { (&*frame, &mut *data.cast::<Vec<Frame>>()) };
    // SAFETY: the texts are NUL-terminated and live while the frame does
    let owned =
        |text: *const c_char| unsafe { if text.is_null() { String::new() } else { CStr::from_ptr(text).to_string_lossy().into_owned() } };
    frames.push(Frame {
        function: owned(frame.func_name),
        description: owned(frame.desc),
        major: message(frame.maj_num),
        minor: message(frame.min_num),
        file: owned(frame.file_name),
        line: frame.line,
        cause: cause(frame.min_num, &owned(frame.desc)),
    });
    0
}

/// The text of a major or minor code.
fn message(code: ffi::hid_t) -> String {
    let mut text = [0u8; 128];
    let mut kind: ffi::H5E_type_t = 0;
    // SAFETY: the buffer's size is passed with it, and the library terminates what it writes
    let len = unsafe { ffi::H5Eget_msg(code, &raw mut kind, text.as_mut_ptr().cast(), text.len()) };
    let len = usize::try_from(len).unwrap_or_default().min(text.len() - 1); // no text is not worth a second failure
    String::from_utf8_lossy(&text[..len]).into_owned()
}

fn cause(minor: ffi::hid_t, description: &str) -> Cause {
    if description == "bad superblock version number" {
        return Cause::NotHdf5; // which has no code of its own
    }
    // SAFETY: the codes are set once, when the library is initialised, which came before this failure
    unsafe {
        match minor {
            m if m == ffi::H5E_NOTFOUND_g => Cause::NotFound,
            m if m == ffi::H5E_EXISTS_g => Cause::Exists,
            m if m == ffi::H5E_NOTHDF5_g => Cause::NotHdf5,
            m if m == ffi::H5E_TRUNCATED_g => Cause::Truncated,
            _ => Cause::Other,
        }
    }
}
