//! What a failed callback leaves on the library's error stack.

use hdf5_ffi as ffi;
use std::{
    ffi::{CStr, CString},
    io,
};

/// A failure's kind, in the library's words.
#[derive(Clone, Copy)]
pub(super) enum Cause {
    Invalid,
    NotFound,
    Exists,
    NotHdf5,
    Open,
    Read,
    Flush,
    Truncate,
    Space,
}

impl Cause {
    fn minor(self) -> ffi::hid_t {
        // SAFETY: the library set these when it was initialised, which came before any callback, and leaves them so.
        unsafe {
            match self {
                Self::Invalid => ffi::H5E_BADVALUE_g,
                Self::NotFound => ffi::H5E_NOTFOUND_g,
                Self::Exists => ffi::H5E_EXISTS_g,
                Self::NotHdf5 => ffi::H5E_NOTHDF5_g,
                Self::Open => ffi::H5E_CANTOPENFILE_g,
                Self::Read => ffi::H5E_READERROR_g,
                Self::Flush => ffi::H5E_CANTFLUSH_g,
                Self::Truncate => ffi::H5E_CANTUPDATE_g,
                Self::Space => ffi::H5E_NOSPACE_g,
            }
        }
    }
}

/// What the library makes of a result; an error goes on its stack.
pub(super) fn status(function: &CStr, cause: Cause, done: io::Result<()>) -> ffi::herr_t {
    match done {
        Ok(()) => 0,
        Err(error) => {
            push(function, cause, &describe(&error));
            -1
        }
    }
}

/// An error in the words of the library's own drivers, which give the system's number.
pub(super) fn describe(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(code) => format!("errno = {code}, error message = '{error}'"),
        None => error.to_string(),
    }
}

/// Puts a frame on the library's error stack, under those that it will add.
pub(super) fn push(function: &CStr, cause: Cause, message: &str) {
    let message = CString::new(message.replace('\0', " ")).unwrap_or_default();
    // SAFETY: the library copies the texts; the message goes in as an argument of the format, not as one.
    unsafe {
        let (class, major) = (ffi::H5E_ERR_CLS_g, ffi::H5E_VFL_g);
        let (file, line) = (c"src/driver/vfd.rs", line!());
        let minor = cause.minor();
        ffi::H5Epush2(0, file.as_ptr(), function.as_ptr(), line, class, major, minor, c"%s".as_ptr(), message.as_ptr());
    }
}
