//! Errors as data: a variant for each thing a caller can act on, the library's own stack for the rest.
mod cause;
mod stack;

use std::{fmt, io};

pub(crate) use stack::At;
pub use stack::{ErrorStack, Frame};

/// The result of anything here that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, and at which file or object path.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file, object, link or attribute.
    #[error("{path}: not found", path = shown(path))]
    NotFound {
        /// Where it was looked for.
        path: String,
    },
    /// The name is taken.
    #[error("{path}: already exists", path = shown(path))]
    AlreadyExists {
        /// The taken name.
        path: String,
    },
    /// Another process, or another handle of this one, has the file on disk open and locked (`flock`), so that it was left as it is.
    #[error("{path}: the file is locked, as another process or handle has it open", path = shown(path))]
    Locked {
        /// The file.
        path: String,
    },
    /// The bytes are not an HDF5 file.
    #[error("{path}: not an HDF5 file ({reason})", path = shown(path), reason = shown(reason))]
    NotHdf5 {
        /// The file, or the name of the image.
        path: String,
        /// What gives it away.
        reason: String,
    },
    /// The file ends before its superblock says it does.
    #[error("{path}: truncated: {len} bytes of {expected}", path = shown(path))]
    Truncated {
        /// The file, or the name of the image.
        path: String,
        /// Bytes there are.
        len: u64,
        /// Bytes the superblock speaks of.
        expected: u64,
    },
    /// The element type or kind of object is another one.
    #[error("{path}: expected {expected}, found {found}", path = shown(path), expected = shown(expected), found = shown(found))]
    Type {
        /// The object or attribute.
        path: String,
        /// What was asked for.
        expected: String,
        /// What is there.
        found: String,
    },
    /// The shapes do not fit each other.
    #[error("{path}: expected {expected}, found {found}", path = shown(path), expected = shown(expected), found = shown(found))]
    Shape {
        /// The object or attribute.
        path: String,
        /// The shape asked for, or that the data has.
        expected: String,
        /// The shape that is there.
        found: String,
    },
    /// An index or range lies outside the dataset.
    #[error("{path}: {what} is out of bounds of length {len} on axis {axis}", path = shown(path), what = shown(what))]
    OutOfBounds {
        /// The dataset.
        path: String,
        /// The index or range.
        what: String,
        /// The axis it is meant for.
        axis: usize,
        /// The length of that axis.
        len: usize,
    },
    /// A value does not fit the type it is converted to, exactly.
    #[error("{path}: element {index}: {value} is not exactly a {target}", path = shown(path), value = shown(value), target = shown(target))]
    Overflow {
        /// The object or attribute.
        path: String,
        /// The first such element, counted in C order.
        index: usize,
        /// The value.
        value: String,
        /// The type it does not fit.
        target: String,
    },
    /// A value or argument that HDF5 or its type does not allow: an enum value without a name, text that is not UTF-8, a NUL in a name.
    #[error("{path}: {what}", path = shown(path), what = shown(what))]
    InvalidValue {
        /// The object, attribute or argument.
        path: String,
        /// What is wrong with it.
        what: String,
    },
    /// The file was opened for reading only.
    #[error("{path}: the file is open for reading only", path = shown(path))]
    ReadOnly {
        /// The object that was to change.
        path: String,
    },
    /// An external link leads where the file's rules do not let it ([`ExternalLinks`](crate::ExternalLinks)).
    #[error("{path}: the external link to {target} in {file} is not to be followed", path = shown(path), target = shown(target), file = shown(file))]
    Denied {
        /// What was looked for.
        path: String,
        /// The file that the link names.
        file: String,
        /// The path in it.
        target: String,
    },
    /// An external link leads to a file or an object that is there and does not open. The [kind](Self::kind) is that of the cause.
    #[error("{path}: the external link to {target} in {file} cannot be followed: {cause}", path = shown(path), target = shown(target), file = shown(file))]
    ExternalLink {
        /// The link.
        path: String,
        /// The file that the link names.
        file: String,
        /// The path in it.
        target: String,
        /// Why the file, or the object in it, does not open.
        #[source]
        cause: Box<Error>,
    },
    /// Elements lie in another file, which the file's rules do not let it open ([`ExternalLinks`](crate::ExternalLinks)).
    #[error("{path}: data in {file} is not to be opened", path = shown(path), file = shown(file))]
    DeniedData {
        /// The dataset.
        path: String,
        /// The file that it, or a source of it, names.
        file: String,
    },
    /// The file was closed.
    #[error("{path}: the file was closed", path = shown(path))]
    Closed {
        /// The object that was asked.
        path: String,
    },
    /// Other handles of the file are alive.
    #[error("{path}: {handles} other handles of the file are in use", path = shown(path))]
    InUse {
        /// The file.
        path: String,
        /// Objects of the file that are open, and other handles of the file itself.
        handles: usize,
    },
    /// A filter of the data is not there.
    #[error("{path}: filter {id} ({name}) is not available{}", bringer(*feature), path = shown(path), name = shown(name))]
    FilterUnavailable {
        /// The dataset.
        path: String,
        /// HDF5's number of the filter.
        id: i32,
        /// The name the file or the library gives it.
        name: String,
        /// The feature of this crate that brings it and is off, if there is one.
        feature: Option<&'static str>,
    },
    /// Something that this driver, file or libhdf5 cannot do.
    #[error("{what} needs {needs}", what = shown(what), needs = shown(needs))]
    Unsupported {
        /// What was asked for.
        what: String,
        /// What it would take.
        needs: String,
    },
    /// The operating system or a storage refused; the message names the file.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Anything else that libhdf5 reports.
    #[error("{context}: {}", shown(&stack.summary()), context = shown(context))]
    Library {
        /// What was done, and where.
        context: String,
        /// The library's own error stack.
        #[source]
        stack: ErrorStack,
    },
}

/// An [`Error`] without its data; of [`Error::ExternalLink`] it is its cause's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each is the variant of `Error` of the same name, and `Denied` stands for `DeniedData` too")]
pub enum ErrorKind {
    NotFound,
    AlreadyExists,
    Locked,
    NotHdf5,
    Truncated,
    Type,
    Shape,
    OutOfBounds,
    Overflow,
    InvalidValue,
    ReadOnly,
    Denied,
    Closed,
    InUse,
    FilterUnavailable,
    Unsupported,
    Io,
    Library,
}

impl Error {
    /// Which variant this is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound { .. } => ErrorKind::NotFound,
            Self::AlreadyExists { .. } => ErrorKind::AlreadyExists,
            Self::Locked { .. } => ErrorKind::Locked,
            Self::NotHdf5 { .. } => ErrorKind::NotHdf5,
            Self::Truncated { .. } => ErrorKind::Truncated,
            Self::Type { .. } => ErrorKind::Type,
            Self::Shape { .. } => ErrorKind::Shape,
            Self::OutOfBounds { .. } => ErrorKind::OutOfBounds,
            Self::Overflow { .. } => ErrorKind::Overflow,
            Self::InvalidValue { .. } => ErrorKind::InvalidValue,
            Self::ReadOnly { .. } => ErrorKind::ReadOnly,
            Self::Denied { .. } | Self::DeniedData { .. } => ErrorKind::Denied,
            Self::ExternalLink { cause, .. } => cause.kind(),
            Self::Closed { .. } => ErrorKind::Closed,
            Self::InUse { .. } => ErrorKind::InUse,
            Self::FilterUnavailable { .. } => ErrorKind::FilterUnavailable,
            Self::Unsupported { .. } => ErrorKind::Unsupported,
            Self::Io(_) => ErrorKind::Io,
            Self::Library { .. } => ErrorKind::Library,
        }
    }

    /// libhdf5's own error stack, where it is what failed.
    pub fn stack(&self) -> Option<&ErrorStack> {
        match self {
            Self::Library { stack, .. } => Some(stack),
            Self::ExternalLink { cause, .. } => cause.stack(),
            _ => None,
        }
    }

    /// Whether the reason may be on the path to an object, so that it is worth looking for there.
    pub(crate) fn may_be_of_path(&self) -> bool {
        use ErrorKind::{Io, Library, Locked, NotFound, NotHdf5, Truncated};
        matches!(self.kind(), NotFound | Locked | NotHdf5 | Truncated | Io | Library) && !matches!(self, Self::ExternalLink { .. })
    }

    /// An I/O error whose message names the file; the kind stays.
    pub(crate) fn io(path: &str, source: io::Error) -> Self {
        Self::Io(io::Error::new(source.kind(), AtPath { path: path.to_owned(), source }))
    }

    /// The same once more, of a failure that stays: an I/O error has no `Clone`.
    pub(crate) fn again(&self) -> Self {
        match self {
            Self::Io(error) => Self::Io(io::Error::new(error.kind(), error.to_string())),
            Self::Library { context, stack } => Self::Library { context: context.clone(), stack: stack.clone() },
            other => Self::Io(io::Error::other(other.to_string())),
        }
    }

    pub(crate) fn invalid(path: &str, what: impl Into<String>) -> Self {
        Self::InvalidValue { path: path.to_owned(), what: what.into() }
    }

    pub(crate) fn shape(path: &str, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self::Shape { path: path.to_owned(), expected: expected.into(), found: found.into() }
    }

    pub(crate) fn unsupported(what: impl Into<String>, needs: impl Into<String>) -> Self {
        Self::Unsupported { what: what.into(), needs: needs.into() }
    }
}

/// What a message says of a feature that would bring a filter.
fn bringer(feature: Option<&str>) -> String {
    feature.map(|feature| format!(": the feature `{feature}` of h5mem brings it")).unwrap_or_default() // nothing of no feature
}

/// A text for a message: one that is too long to read goes without its middle, and a NUL is made visible.
fn shown(name: &str) -> String {
    const HALF: usize = 400;
    let head = name.char_indices().nth(HALF).map_or(name.len(), |(at, _)| at);
    let tail = name.char_indices().nth_back(HALF).map_or(0, |(at, _)| at);
    let whole = if head < tail { format!("{}…{}", &name[..head], &name[tail..]) } else { name.to_owned() };
    whole.replace('\0', "␀")
}

#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}", path = shown(path))]
struct AtPath {
    path: String,
    source: io::Error,
}

/// A failure that gives back what it could not consume: of [`close`](crate::File::close) and [`into_image`](crate::File::into_image).
#[derive(thiserror::Error)]
#[error("{error}")]
pub struct Returned<T> {
    /// What was to be consumed, as it was.
    pub value: T,
    /// Why it was not.
    #[source]
    pub error: Error,
}

impl<T: fmt::Debug> fmt::Debug for Returned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Returned").field("value", &self.value).field("error", &self.error).finish()
    }
}

impl<T> From<Returned<T>> for Error {
    fn from(returned: Returned<T>) -> Self {
        returned.error
    }
}
