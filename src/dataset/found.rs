//! Datasets that the file's bytes tell all of: libhdf5 follows the path, and opens nothing until it is to do something with them.
//!
//! This is of files in memory whose headers are written out as they are, and of data in one piece.
use std::sync::Arc;

use once_cell::sync::OnceCell;

use super::Known;
use crate::{
    dataspace::{make_space, product},
    handle::{Found, OpenFile},
    header::{self, Contiguous},
    name::CName,
    sys::{Api, h5l, hid_t},
    transfer::{Lies, Told, stored_size, told_type},
};

/// What a look for a dataset came to.
pub(super) enum Look {
    Found(Found, Arc<Known>),
    /// It has a type that is seen for the first time, of which its header says this.
    New(Vec<u8>),
    /// The library is to open it.
    Vain,
}

/// Looks for the dataset that a path leads to from an object of the file.
pub(super) fn look(api: &Api, file: &OpenFile, from: hid_t, path: &str) -> Look {
    if !file.is_worth_a_look(api) {
        return Look::Vain;
    }
    let look = found(api, file, from, path).unwrap_or(Look::Vain);
    file.looked(api, matches!(look, Look::Vain));
    look
}

fn found(api: &Api, file: &OpenFile, from: hid_t, path: &str) -> Option<Look> {
    let token = h5l::target(api, from, CName::new(path).ok()?.as_c_str()).ok()??;
    let (format, bytes) = (file.format(api).ok()?, Lies::of(&*file.backing)?);
    let header = u64::from_le_bytes(*token.first_chunk()?);
    let Contiguous { dims, kind, address, size } = header::contiguous(*format, &|at, len| bytes.get(at, len), header)?;
    let stored = match told_type(api, file, &kind) {
        Told::Known(stored) => stored,
        Told::Strange => return None,
        Told::New => return Some(Look::New(kind)),
    };
    let element = stored_size(stored.descriptor(api).ok()?, format)?;
    let expected = product(&dims).checked_mul(element)? as u64;
    if size != expected || size == 0 || address.checked_add(size)? > bytes.len() {
        return None;
    }
    let fixed = file.fixed_space(api, &dims, || make_space(api, &dims, None)).ok()?;
    let known = Known {
        stored: OnceCell::with_value(stored),
        fixed: OnceCell::with_value(fixed),
        address: OnceCell::with_value(address),
        in_its_file: OnceCell::with_value(true),
        unfiltered: true,
        written: true.into(),
        ..Known::default()
    };
    let relative = path.trim_matches('/').len();
    Some(Look::Found(Found { from, path: relative, token }, Arc::new(known)))
}
