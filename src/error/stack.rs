//! libhdf5's error stack, copied the moment a call fails.
#![allow(unsafe_code)]
use std::{
    ffi::{CStr, c_char, c_uint, c_void},
    fmt, io,
};

use hdf5_ffi as ffi;

use super::{
    Error,
    cause::{self, Cause},
    shown,
};
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
    pub(super) origin: Origin,
}

/// Who says what a frame says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// libhdf5, under these codes.
    Library(Part, Reason),
    /// This crate, of what libhdf5 would take for something else.
    Refused,
    /// This crate: the description says what, the minor code what it needs.
    Unsupported,
    /// A codec written in Rust.
    Codec,
}

/// The major codes that tell causes apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Groups, links and attributes.
    Names,
    Files,
    Filters,
    /// Object headers, and the cache that they are read through.
    Headers,
    Other,
}

impl Part {
    fn of(code: ffi::hid_t) -> Self {
        // SAFETY: the codes are set once, when the library is initialised, which came before this failure
        unsafe {
            match code {
                c if [ffi::H5E_SYM_g, ffi::H5E_LINK_g, ffi::H5E_ATTR_g].contains(&c) => Self::Names,
                c if [ffi::H5E_FILE_g, ffi::H5E_VFL_g, ffi::H5E_IO_g].contains(&c) => Self::Files,
                c if c == ffi::H5E_PLINE_g => Self::Filters,
                c if [ffi::H5E_OHDR_g, ffi::H5E_CACHE_g].contains(&c) => Self::Headers,
                _ => Self::Other,
            }
        }
    }
}

/// The minor codes that become variants of [`Error`], some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    NotFound,
    Exists,
    NotHdf5,
    Truncated,
    Other,
}

impl Reason {
    fn of(code: ffi::hid_t) -> Self {
        // SAFETY: as above
        unsafe {
            match code {
                c if c == ffi::H5E_NOTFOUND_g => Self::NotFound,
                c if [ffi::H5E_EXISTS_g, ffi::H5E_FILEEXISTS_g].contains(&c) => Self::Exists,
                c if c == ffi::H5E_NOTHDF5_g => Self::NotHdf5,
                c if c == ffi::H5E_TRUNCATED_g => Self::Truncated,
                _ => Self::Other,
            }
        }
    }
}

impl Frame {
    /// One that is not the library's.
    fn ours(description: String, major: &str, minor: String, origin: Origin) -> Self {
        let (function, file, major) = (String::new(), String::new(), major.to_owned());
        Self { function, description, major, minor, file, line: 0, origin }
    }

    /// Adds the system's reason, in the words of libhdf5's other drivers, to what the stdio driver says of a call of C that failed. The
    /// driver leaves it out, and on the way out of the library no other call fails.
    fn add_reason(&mut self, system: &io::Error) {
        let of_call =
            ["fopen failed", "fread failed", "fwrite failed", "fseek failed", "fflush failed", "fclose failed", "file lock failed"];
        let resizes = "unable to truncate/extend file properly";
        let failed = of_call.contains(&&*self.description) || self.description == resizes;
        if let Some(code) = system.raw_os_error().filter(|code| *code != 0 && failed && self.function.starts_with("H5FD_stdio")) {
            self.description += &format!(": errno = {code}, error message = '{system}'");
        }
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
        let system = io::Error::last_os_error(); // before anything else can set it
        let mut found: Vec<(Frame, [ffi::hid_t; 2])> = Vec::new();
        // SAFETY: the callback gets `found` back as its data pointer, and only during this call
        let code =
            unsafe { ffi::H5Ewalk2(ffi::H5E_DEFAULT as ffi::hid_t, ffi::H5E_WALK_UPWARD, Some(copy_frame), (&raw mut found).cast()) };
        debug_assert!(code >= 0, "walking the default stack cannot fail");
        // SAFETY: the lock is held; what was copied is let go of, for a thread that ends does not
        unsafe { ffi::H5Eclear2(ffi::H5E_DEFAULT as ffi::hid_t) };
        let named = |(frame, codes): (Frame, [ffi::hid_t; 2])| {
            let [major, minor] = codes.map(message);
            Frame { major, minor, ..frame }
        };
        let mut frames: Vec<Frame> = found.into_iter().map(named).collect();
        if let Some(frame) = frames.first_mut() {
            frame.add_reason(&system);
        }
        if let Some(why) = h5z::take_failure() {
            frames.insert(0, Frame::ours(why, "Data filters", "Filter operation failed".to_owned(), Origin::Codec));
        }
        Self { frames: frames.into(), refusal: links::refused().map(Box::new) }
    }

    /// A refusal of this crate's own, of what libhdf5 would take for something else.
    #[cold]
    pub(crate) fn refused(what: impl Into<String>) -> Self {
        Frame::ours(what.into(), "Invalid arguments to routine", "Bad value".to_owned(), Origin::Refused).into()
    }

    /// A refusal of what this libhdf5 has not got.
    #[cold]
    pub(crate) fn unsupported(what: impl Into<String>, needs: impl Into<String>) -> Self {
        Frame::ours(what.into(), "Invalid arguments to routine", needs.into(), Origin::Unsupported).into()
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

    /// Whether a codec written in Rust is what failed.
    pub(crate) fn is_of_codec(&self) -> bool {
        self.frames.first().is_some_and(|frame| frame.origin == Origin::Codec)
    }

    /// Whether the filters of a dataset had a part in it.
    pub(crate) fn is_of_filters(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame.origin, Origin::Library(Part::Filters, _)))
    }

    /// Whether libhdf5 could not lock a file on disk.
    pub(crate) fn is_of_lock(&self) -> bool {
        cause::is_of_lock(&self.frames)
    }

    /// Whether more links followed one another than libhdf5 follows, as those of a circle do.
    pub(crate) fn is_of_too_many_links(&self) -> bool {
        self.frames.first().is_some_and(|frame| frame.description == "too many links")
    }

    /// Whether a chunk was asked for that is in the library's cache only, and in no file: it was read, and never written.
    pub(crate) fn is_of_missing_chunk(&self) -> bool {
        self.frames.first().is_some_and(|frame| frame.description == "chunk address isn't defined")
    }

    /// The innermost message and the outermost: what failed, and what it was part of.
    pub(crate) fn summary(&self) -> String {
        match &*self.frames {
            [] => "libhdf5 gave no reason".to_owned(),
            [only] => only.description.clone(),
            [first, .., last] => format!("{} ({})", first.description, last.description),
        }
    }

    /// This failure as an [`Error`] of `what` at `path`.
    #[cold]
    pub(crate) fn at(self, what: &str, path: &str) -> Error {
        let path = path.to_owned();
        if let Some(refusal) = self.refusal {
            return Error::Denied { path, file: refusal.file, target: refusal.target };
        }
        match Cause::of(&self.frames) {
            Cause::NotFound => Error::NotFound { path },
            Cause::Unsupported { what, needs } => Error::unsupported(format!("{path}: {what}"), needs),
            Cause::Exists => Error::AlreadyExists { path },
            Cause::Locked => Error::Locked { path },
            Cause::NotHdf5 => Error::NotHdf5 { path, reason: self.summary() },
            Cause::Truncated { len, expected } => Error::Truncated { path, len, expected },
            Cause::ReadOnly => Error::ReadOnly { path },
            Cause::Io(error) => Error::io(&path, error),
            Cause::Other => Error::Library { context: format!("{what} {path}"), stack: self },
        }
    }
}

impl fmt::Display for ErrorStack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, frame) in self.frames.iter().enumerate() {
            let Frame { function, description, major, minor, file, line, .. } = frame;
            writeln!(f, "#{n} {function} ({file}:{line}): {} [{major}: {minor}]", shown(description))?;
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

/// `H5E_walk2_t`: appends an owned copy of one frame, but for the texts of its codes: asking for them empties the stack on libhdf5 1.10.4.
unsafe extern "C" fn copy_frame(_: c_uint, frame: *const ffi::H5E_error2_t, data: *mut c_void) -> ffi::herr_t {
    // SAFETY: libhdf5 passes a valid frame, and `data` is the vector that `take` holds exclusively; nothing here unwinds but for
    // exhausted memory, which aborts
    let (frame, found) = unsafe { (&*frame, &mut *data.cast::<Vec<(Frame, [ffi::hid_t; 2])>>()) };
    // SAFETY: the texts are NUL-terminated and live while the frame does
    let owned =
        |text: *const c_char| unsafe { if text.is_null() { String::new() } else { CStr::from_ptr(text).to_string_lossy().into_owned() } };
    let copy = Frame {
        function: owned(frame.func_name),
        description: owned(frame.desc),
        major: String::new(),
        minor: String::new(),
        file: owned(frame.file_name),
        line: frame.line,
        origin: Origin::Library(Part::of(frame.maj_num), Reason::of(frame.min_num)),
    };
    found.push((copy, [frame.maj_num, frame.min_num]));
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
