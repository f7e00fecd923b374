//! Names on their way in and out of the library: no NUL, no more bytes than a file can hold.
//!
//! HDF5 means names to be UTF-8 and checks nothing. A byte that is not part of UTF-8 comes out as one of the characters U+F780 to U+F7FF
//! of the private use area (0x80 to 0xFF), and goes back in as that byte: names survive the way through `String` whatever they are.
use std::{
    borrow::Cow,
    ffi::{CStr, CString},
    path::{Path, PathBuf},
};

use crate::error::{Error, Result};

/// Bytes that the name of a new link or attribute may have: longer ones do not fit the messages that hold them in any format but the
/// oldest.
const LONGEST: usize = 64_000;

/// A name as C takes it, on the stack unless it is long.
pub(crate) struct CName {
    short: [u8; 64],
    long: Option<CString>,
}

impl CName {
    /// The name of what is to be made.
    ///
    /// # Errors
    /// As [`new`](Self::new), and `InvalidValue` for a name whose parts are too long.
    pub(crate) fn of_new(name: &str) -> Result<Self> {
        if name.len() > LONGEST && name.split('/').any(|part| part.len() > LONGEST) {
            return Err(Error::invalid(name, "a name of more than 64,000 bytes"));
        }
        Self::new(name)
    }

    /// # Errors
    /// `InvalidValue` for an empty name, or one with a NUL.
    pub(crate) fn new(name: &str) -> Result<Self> {
        let problem = |what: &str| Err(Error::invalid(name, what));
        if name.is_empty() {
            return problem("an empty name");
        }
        if name.as_bytes().contains(&0) {
            return problem("a name cannot hold a NUL");
        }
        let bytes = bytes(name);
        let mut short = [0; 64];
        if bytes.len() < short.len() {
            short[..bytes.len()].copy_from_slice(&bytes);
            return Ok(Self { short, long: None });
        }
        Ok(Self { short, long: Some(CString::new(bytes.into_owned()).expect("no NUL, as was checked")) })
    }

    pub(crate) fn as_c_str(&self) -> &CStr {
        match &self.long {
            Some(long) => long,
            None => CStr::from_bytes_until_nul(&self.short).expect("shorter than its zeroed buffer"),
        }
    }
}

/// What stands for the byte 0x80 where it is not UTF-8; 127 more follow.
const ESCAPE: u32 = 0xF780;

fn escaped(c: char) -> Option<u8> {
    (ESCAPE..ESCAPE + 0x80).contains(&u32::from(c)).then(|| (u32::from(c) - ESCAPE) as u8 + 0x80)
}

/// Whether there is a byte that all stand-ins begin with.
fn may_be_escaped(name: &[u8]) -> bool {
    name.contains(&0xEF)
}

/// A name from a file as text, nothing lost: [`bytes`] gives it back.
pub(crate) fn text(name: Vec<u8>) -> String {
    match String::from_utf8(name) {
        Ok(text) if text.is_ascii() || !may_be_escaped(text.as_bytes()) || !text.chars().any(|c| escaped(c).is_some()) => text,
        Ok(text) => escape(text.as_bytes()),
        Err(e) => escape(e.as_bytes()),
    }
}

#[cold]
fn escape(name: &[u8]) -> String {
    let stand_in = |byte: &u8| match byte {
        0..0x80 => char::from(*byte),
        _ => char::from_u32(ESCAPE + u32::from(*byte) - 0x80).expect("in the private use area"),
    };
    let mut text = String::with_capacity(2 * name.len());
    for chunk in name.utf8_chunks() {
        for c in chunk.valid().chars() {
            match escaped(c) {
                None => text.push(c),
                Some(_) => text.extend(c.encode_utf8(&mut [0; 4]).as_bytes().iter().map(stand_in)),
            }
        }
        text.extend(chunk.invalid().iter().map(stand_in));
    }
    text
}

/// The bytes of a name, as [`text`] had them.
pub(crate) fn bytes(name: &str) -> Cow<'_, [u8]> {
    if !may_be_escaped(name.as_bytes()) || !name.chars().any(|c| escaped(c).is_some()) {
        return Cow::Borrowed(name.as_bytes());
    }
    let mut bytes = Vec::with_capacity(name.len());
    for c in name.chars() {
        match escaped(c) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    Cow::Owned(bytes)
}

/// A path for C: any bytes on Unix, UTF-8 elsewhere.
pub(crate) fn c_path(path: &Path) -> Result<CString> {
    let label = || path.to_string_lossy().into_owned();
    if path.as_os_str().is_empty() {
        return Err(Error::invalid("a path", "an empty path"));
    }
    #[cfg(unix)]
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec();
    #[cfg(not(unix))]
    let bytes = path.to_str().ok_or_else(|| Error::invalid(&label(), "a path that is not UTF-8"))?.as_bytes().to_vec();
    CString::new(bytes).map_err(|_| Error::invalid(&label(), "a path cannot hold a NUL"))
}

/// A path from C.
pub(crate) fn os_path(path: &CStr) -> PathBuf {
    #[cfg(unix)]
    let path = <std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(path.to_bytes().to_vec());
    #[cfg(not(unix))]
    let path = text(path.to_bytes().to_vec());
    PathBuf::from(path)
}

/// The path of `name` seen from the object at `base`.
pub(crate) fn join(base: &str, name: &str) -> String {
    let relative = name.trim_matches('/');
    if name.starts_with('/') || base == "/" {
        ["/", relative].concat()
    } else if relative.is_empty() || relative == "." {
        base.to_owned()
    } else {
        [base, "/", relative].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::{CName, bytes, join, text};
    use crate::error::ErrorKind;

    #[test]
    fn bad_names_are_refused_by_kind() {
        for name in ["", "a\0b", &"x".repeat(64_001), &format!("a/{}", "y".repeat(70_000))] {
            assert_eq!(CName::of_new(name).err().map(|e| e.kind()), Some(ErrorKind::InvalidValue));
        }
        let deep = "d/".repeat(50_000) + "x";
        assert!(CName::of_new(&deep).is_ok(), "only a part of a path has a limit");
    }

    #[test]
    fn short_and_long_names_arrive_whole() {
        for len in [1, 63, 64, 65, 1000] {
            let name = "n".repeat(len);
            assert_eq!(CName::new(&name).unwrap().as_c_str().to_str(), Ok(&*name));
        }
    }

    #[test]
    fn any_bytes_survive_the_way_through_text() {
        for name in [&b"plain"[..], "gr\u{f8}nn".as_bytes(), b"latin \xe9\xff", "escape \u{f7ff} itself".as_bytes(), b"cut \xe2\x82"] {
            assert_eq!(&*bytes(&text(name.to_vec())), name);
        }
        assert_eq!(text(b"\xe9".to_vec()), "\u{f7e9}");
    }

    #[test]
    fn paths_join() {
        assert_eq!(join("/", "a"), "/a");
        assert_eq!(join("/a", "b/c"), "/a/b/c");
        assert_eq!(join("/a", "/b/"), "/b");
        assert_eq!(join("/a", "."), "/a");
        assert_eq!(join("/", "/"), "/");
    }
}
