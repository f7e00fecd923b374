//! `String`, over every kind of string in files.
use std::ffi::{CStr, c_char};

use super::{Arena, Bad, H5Type, Mismatch, Reader, Writer};
use crate::datatype::{Charset, StringPadding, StringType, TypeDescriptor};

/// The text of an element's bytes.
fn utf8(bytes: &[u8]) -> Result<String, Bad> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(Bad::Invalid(format!("text that is not UTF-8: {:?}", String::from_utf8_lossy(bytes)))),
    }
}

/// What an element of a fixed string says, without what fills it up.
pub(crate) fn unpadded(bytes: &[u8], padding: StringPadding) -> &[u8] {
    let end = match padding {
        StringPadding::NullTerm => bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len()),
        StringPadding::NullPad => bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1),
        // one that was never written is all zeros
        StringPadding::SpacePad => {
            let written = unpadded(bytes, StringPadding::NullPad);
            written.iter().rposition(|&byte| byte != b' ').map_or(0, |last| last + 1)
        }
    };
    &bytes[..end]
}

/// The bytes of a variable string in memory; a null pointer is the empty one.
///
/// # Safety
/// `raw` points at a pointer that is null or leads to a NUL-terminated text, as libhdf5 reads variable strings; it lives for `'a`.
pub(crate) unsafe fn variable<'a>(raw: *const u8) -> &'a [u8] {
    // SAFETY: the caller's promise
    unsafe {
        let text = raw.cast::<*const c_char>().read_unaligned();
        if text.is_null() { &[] } else { CStr::from_ptr(text).to_bytes() }
    }
}

fn string_of<T>(stored: &TypeDescriptor) -> Result<StringType, Mismatch> {
    if let TypeDescriptor::String(text) = stored { Ok(*text) } else { Err(Mismatch::new::<T>(stored)) }
}

/// Whether a stored string can say this.
fn sayable(text: &str, charset: Charset) -> Result<&[u8], Bad> {
    // SAFETY: the library looks at the text's own bytes
    if !unsafe { libc::memchr(text.as_ptr().cast(), 0, text.len()) }.is_null() {
        return Err(Bad::Invalid(format!("text with a NUL, at which HDF5 ends strings: {text:?}")));
    }
    if charset == Charset::Ascii && !text.is_ascii() {
        return Err(Bad::Invalid(format!("text that is not ASCII, which the stored type is: {text:?}")));
    }
    Ok(text.as_bytes())
}

// SAFETY: every value is made from its element and put into it, none is taken as it lies
unsafe impl H5Type for String {
    type Borrowed = str;

    fn borrow(&self) -> &str {
        self
    }

    fn descriptor() -> TypeDescriptor {
        TypeDescriptor::String(StringType::VARIABLE)
    }

    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        let StringType { size, padding, .. } = string_of::<Self>(stored)?;
        Ok(match size {
            // SAFETY: libhdf5 has filled the element with a pointer
            None => Reader::each(stored.clone(), |raw: *const u8| utf8(unsafe { variable(raw) })),
            Some(size) => Reader::each(stored.clone(), move |raw: *const u8| {
                // SAFETY: libhdf5 has filled the element, `size` bytes
                utf8(unpadded(unsafe { std::slice::from_raw_parts(raw, size) }, padding))
            }),
        })
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<str>, Mismatch> {
        let StringType { size, padding, charset } = string_of::<Self>(stored)?;
        Ok(match size {
            None => Writer::each(stored.clone(), move |text: &str, raw: &mut [u8], arena: &mut Arena| {
                let pointer = arena.text(sayable(text, charset)?);
                raw.copy_from_slice(&pointer.to_ne_bytes());
                Ok(())
            }),
            Some(size) => Writer::each(stored.clone(), move |text: &str, raw: &mut [u8], _: &mut Arena| {
                let bytes = sayable(text, charset)?;
                if bytes.len() > size {
                    return Err(Bad::Overflow { value: format!("{text:?}"), target: "string of the stored bytes".into() });
                }
                let (head, tail) = raw.split_at_mut(bytes.len());
                head.copy_from_slice(bytes);
                tail.fill(if padding == StringPadding::SpacePad { b' ' } else { 0 });
                Ok(())
            }),
        })
    }
}
