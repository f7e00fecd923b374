//! H5O: objects of any kind.
mod copy;

use std::ffi::{CStr, CString};

use hdf5_ffi as ffi;

use super::{Api, Called, DEFAULT, check, check_bool, check_id, h5f, h5g, h5i, h5l, hid_t};
use crate::{error::ErrorStack, handle::Id};

pub(crate) use copy::copy_tree;

/// Which object it is, whatever path leads there: the file and the place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Identity {
    pub file: u64,
    pub token: [u8; 16],
}

/// What an object's header tells without a look at its content.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Info {
    pub identity: Identity,
    /// Hard links to it.
    pub links: u32,
    pub attributes: u64,
}

/// Bytes that an object's header takes, and what is in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Header {
    pub version: u32,
    pub messages: u32,
    pub chunks: u32,
    pub total: u64,
    pub metadata: u64,
    pub message_bytes: u64,
    pub free: u64,
}

/// Bytes that an index and a heap take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    pub index: u64,
    pub heap: u64,
}

/// All that an object tells of itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Full {
    pub basic: Info,
    /// Seconds since 1970 of the last access, modification and change, and of the making; 0 where it is not tracked.
    pub times: [i64; 4],
    pub header: Header,
    /// Of links or chunks.
    pub content: Sizes,
    pub attributes: Sizes,
}

pub(crate) fn open(api: &Api, loc: hid_t, name: &CStr) -> Called<hid_t> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check_id(api, unsafe { ffi::H5Oopen(loc, name.as_ptr(), DEFAULT) })
}

/// Whether a link's target is there; the link itself must be.
pub(crate) fn exists_by_name(api: &Api, loc: hid_t, name: &CStr) -> Called<bool> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check_bool(api, unsafe { ffi::H5Oexists_by_name(loc, name.as_ptr(), DEFAULT) })
}

#[cfg(hdf5_1_12)]
fn raw_info(api: &Api, object: hid_t, fields: u32) -> Called<(Info, [i64; 4])> {
    let mut raw = std::mem::MaybeUninit::<ffi::H5O_info2_t>::zeroed();
    // SAFETY: the lock is held; the library fills the structure, which is plain data
    check(api, unsafe { ffi::H5Oget_info3(object, raw.as_mut_ptr(), fields) })?;
    // SAFETY: zeroed plain data is valid, and the call above succeeded
    let raw = unsafe { raw.assume_init_ref() };
    // SAFETY: the token is 16 plain bytes
    let token = unsafe { std::mem::transmute::<ffi::H5O_token_t, [u8; 16]>(raw.token) };
    #[allow(clippy::useless_conversion, reason = "not 64 bits everywhere")]
    let file = u64::from(raw.fileno);
    let info = Info { identity: Identity { file, token }, links: raw.rc, attributes: raw.num_attrs };
    Ok((info, [raw.atime, raw.mtime, raw.ctime, raw.btime].map(i64::from)))
}

#[cfg(not(hdf5_1_12))]
fn raw_info(api: &Api, object: hid_t, fields: u32) -> Called<(ffi::H5O_info_t, Info)> {
    let mut raw = std::mem::MaybeUninit::<ffi::H5O_info_t>::zeroed();
    // SAFETY: the lock is held; the library fills the structure, which is plain data
    check(api, unsafe { ffi::H5Oget_info2(object, raw.as_mut_ptr(), fields) })?;
    // SAFETY: zeroed plain data is valid, and the call above succeeded
    let raw = unsafe { raw.assume_init() };
    let mut token = [0; 16];
    token[..8].copy_from_slice(&raw.addr.to_le_bytes());
    let info = Info { identity: Identity { file: raw.fileno, token }, links: raw.rc, attributes: raw.num_attrs };
    Ok((raw, info))
}

/// Where an object's header is, from the file's base on.
pub(crate) fn get_address(api: &Api, object: hid_t) -> Called<u64> {
    #[cfg(hdf5_1_12)]
    let (info, _) = raw_info(api, object, ffi::H5O_INFO_BASIC)?;
    #[cfg(not(hdf5_1_12))]
    let (_, info) = raw_info(api, object, ffi::H5O_INFO_BASIC)?;
    Ok(address(&info.identity.token))
}

/// As much, of an object that is told by its token.
pub(crate) fn address(token: &[u8; 16]) -> u64 {
    u64::from_le_bytes(*token.first_chunk().expect("of sixteen bytes"))
}

fn header(raw: &ffi::H5O_hdr_info_t) -> Header {
    Header {
        version: raw.version,
        messages: raw.nmesgs,
        chunks: raw.nchunks,
        total: raw.space.total,
        metadata: raw.space.meta,
        message_bytes: raw.space.mesg,
        free: raw.space.free,
    }
}

fn sizes(raw: &ffi::H5_ih_info_t) -> Sizes {
    Sizes { index: raw.index_size, heap: raw.heap_size }
}

#[cfg(hdf5_1_12)]
pub(crate) fn get_info(api: &Api, object: hid_t) -> Called<Info> {
    raw_info(api, object, ffi::H5O_INFO_BASIC | ffi::H5O_INFO_NUM_ATTRS).map(|(info, _)| info)
}

#[cfg(not(hdf5_1_12))]
pub(crate) fn get_info(api: &Api, object: hid_t) -> Called<Info> {
    raw_info(api, object, ffi::H5O_INFO_BASIC | ffi::H5O_INFO_NUM_ATTRS).map(|(_, info)| info)
}

#[cfg(hdf5_1_12)]
pub(crate) fn get_full_info(api: &Api, object: hid_t) -> Called<Full> {
    let (basic, times) = raw_info(api, object, ffi::H5O_INFO_ALL)?;
    let mut raw = std::mem::MaybeUninit::<ffi::H5O_native_info_t>::zeroed();
    // SAFETY: the lock is held; the library fills the structure, which is plain data
    check(api, unsafe { ffi::H5Oget_native_info(object, raw.as_mut_ptr(), ffi::H5O_NATIVE_INFO_ALL) })?;
    // SAFETY: zeroed plain data is valid, and the call above succeeded
    let raw = unsafe { raw.assume_init_ref() };
    Ok(Full { basic, times, header: header(&raw.hdr), content: sizes(&raw.meta_size.obj), attributes: sizes(&raw.meta_size.attr) })
}

#[cfg(not(hdf5_1_12))]
pub(crate) fn get_full_info(api: &Api, object: hid_t) -> Called<Full> {
    let (raw, basic) = raw_info(api, object, ffi::H5O_INFO_ALL)?;
    let times = [raw.atime, raw.mtime, raw.ctime, raw.btime].map(i64::from);
    Ok(Full { basic, times, header: header(&raw.hdr), content: sizes(&raw.meta_size.obj), attributes: sizes(&raw.meta_size.attr) })
}

/// Opens the object at a place in the file that `loc` is in.
#[cfg(hdf5_1_12)]
pub(crate) fn open_by_token(api: &Api, loc: hid_t, token: [u8; 16]) -> Called<hid_t> {
    // SAFETY: the token is 16 plain bytes
    let token = unsafe { std::mem::transmute::<[u8; 16], ffi::H5O_token_t>(token) };
    // SAFETY: the lock is held; the library reads an object header at that place, or finds none
    check_id(api, unsafe { ffi::H5Oopen_by_token(loc, token) })
}

/// Opens the object at a place in the file that `loc` is in.
#[cfg(not(hdf5_1_12))]
pub(crate) fn open_by_token(api: &Api, loc: hid_t, token: [u8; 16]) -> Called<hid_t> {
    let mut address = [0; 8];
    address.copy_from_slice(&token[..8]);
    // SAFETY: the lock is held; the library reads an object header at that address, or finds none
    check_id(api, unsafe { ffi::H5Oopen_by_addr(loc, u64::from_le_bytes(address)) })
}

/// Opens an object that is open once more, as one that libhdf5 knows no path of.
pub(crate) fn open_nameless(api: &Api, object: hid_t) -> Called<hid_t> {
    let token = get_info(api, object)?.identity.token;
    open_by_token(api, object, token)
}

/// Gives an object that is open another name.
pub(crate) fn link(api: &Api, object: hid_t, loc: hid_t, name: &CStr) -> Called<()> {
    let lcpl = h5g::way_to(api, loc, name)?;
    // SAFETY: the lock is held; the name is NUL-terminated
    check(api, unsafe { ffi::H5Olink(object, loc, name.as_ptr(), lcpl, DEFAULT) })
}

fn copy(api: &Api, from_loc: hid_t, from: &CStr, to_loc: hid_t, to: &CStr, ocpypl: hid_t) -> Called<()> {
    let lcpl = h5g::way_to(api, to_loc, to)?;
    // the library itself loses its way where an external link is part of it
    let path = to.to_bytes();
    let end = path.iter().rposition(|&byte| byte != b'/').map_or(0, |last| last + 1);
    let start = path[..end].iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
    let part = |part: &[u8]| CString::new(part).expect("a part of a C string");
    let parent = if start > 0 { Some(Id::own(h5g::open(api, to_loc, &part(&path[..start]))?)) } else { None };
    #[cfg(all(hdf5_1_12, not(hdf5_1_14)))]
    let (above, from) = below_file(api, from_loc, from)?;
    #[cfg(all(hdf5_1_12, not(hdf5_1_14)))]
    let (from_loc, from) = (above.as_ref().map_or(from_loc, Id::raw), &*from);
    let (to_loc, to) = (parent.as_ref().map_or(to_loc, Id::raw), &*part(&path[start..]));
    // below 1.14 the library crashes of a file that cannot be written, which may be one behind an external link
    if !h5f::is_writable(api, h5i::get_file_id(api, to_loc).map(Id::own)?.raw())? {
        return Err(ErrorStack::refused("the copy would be in a file that is open for reading only".to_owned()));
    }
    // SAFETY: the lock is held; the names are NUL-terminated
    let copied = check(api, unsafe { ffi::H5Ocopy(from_loc, from.as_ptr(), to_loc, to.as_ptr(), ocpypl, lcpl) });
    if copied.as_ref().is_err_and(ErrorStack::is_refusal) {
        let _ = h5l::delete(api, to_loc, to); // the library would have left the link as it was
    }
    copied
}

/// A named datatype as a path in its file: 1.12 crashes where it is to copy one by its identifier.
#[cfg(all(hdf5_1_12, not(hdf5_1_14)))]
fn below_file<'a>(api: &Api, loc: hid_t, path: &'a CStr) -> Called<(Option<Id>, std::borrow::Cow<'a, CStr>)> {
    use super::h5i;
    if h5i::get_type(api, loc) != h5i::Kind::Datatype {
        return Ok((None, path.into()));
    }
    let name = h5i::get_name(api, loc)?;
    if name.is_empty() {
        return Err(ErrorStack::refused("libhdf5 1.12 does not copy a datatype without a name"));
    }
    let file = h5i::get_file_id(api, loc).map(Id::own)?;
    Ok((Some(file), CString::new(name).expect("a C string").into()))
}

pub(crate) fn get_comment(api: &Api, object: hid_t) -> Called<Vec<u8>> {
    // SAFETY: the lock is held; the buffer's size goes with it
    super::text(api, |buf, len| unsafe { ffi::H5Oget_comment(object, buf, len) })
}

/// Sets the comment; an empty one removes it.
pub(crate) fn set_comment(api: &Api, object: hid_t, comment: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the comment is NUL-terminated
    check(api, unsafe { ffi::H5Oset_comment(object, comment.as_ptr()) })
}
