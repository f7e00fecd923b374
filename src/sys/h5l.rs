//! H5L: links.
use std::ffi::{CStr, CString, c_char, c_void};

use hdf5_ffi as ffi;

use super::{Api, Called, DEFAULT, check, check_bool, h5g, h5i, h5o, hid_t, names};
use crate::{error::ErrorStack, handle::Id};

#[cfg(not(hdf5_1_12))]
use ffi::{H5L_info_t as RawInfo, H5Lget_info as raw_get_info, H5Literate as raw_iterate};
#[cfg(hdf5_1_12)]
use ffi::{H5L_info2_t as RawInfo, H5Lget_info2 as raw_get_info, H5Literate2 as raw_iterate};

/// How a link points at its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Hard,
    Soft,
    External,
    /// Defined by a user, under this number.
    User(i32),
}

/// What a link says of itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Info {
    pub class: Class,
    /// Where creation order is tracked.
    pub creation_order: Option<i64>,
    /// Bytes of a soft or external link's value.
    pub value_size: usize,
    /// Whether the name claims to be UTF-8, not ASCII.
    pub utf8: bool,
}

/// Which links of a group are listed: in which order, from which on, and how many at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    pub by_creation: bool,
    pub reverse: bool,
    pub from: u64,
    pub limit: usize,
}

impl Range {
    /// All of them, in name order.
    pub(crate) const ALL: Self = Self { by_creation: false, reverse: false, from: 0, limit: usize::MAX };
}

fn info(raw: &RawInfo) -> Info {
    let class = match raw.type_ {
        ffi::H5L_TYPE_HARD => Class::Hard,
        ffi::H5L_TYPE_SOFT => Class::Soft,
        ffi::H5L_TYPE_EXTERNAL => Class::External,
        other => Class::User(other),
    };
    // SAFETY: the union's size field is the one in use for every link but a hard one
    let value_size = if class == Class::Hard { 0 } else { unsafe { raw.u.val_size } };
    Info { class, creation_order: raw.corder_valid.then_some(raw.corder), value_size, utf8: raw.cset == ffi::H5T_CSET_UTF8 }
}

pub(crate) fn exists(api: &Api, loc: hid_t, name: &CStr) -> Called<bool> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check_bool(api, unsafe { ffi::H5Lexists(loc, name.as_ptr(), DEFAULT) })
}

pub(crate) fn get_info(api: &Api, loc: hid_t, name: &CStr) -> Called<Info> {
    let mut raw = std::mem::MaybeUninit::<RawInfo>::zeroed();
    // SAFETY: the lock is held; the library fills the structure, which is plain data
    check(api, unsafe { raw_get_info(loc, name.as_ptr(), raw.as_mut_ptr(), DEFAULT) })?;
    // SAFETY: zeroed plain data is valid, and the call above succeeded
    Ok(info(unsafe { raw.assume_init_ref() }))
}

/// Where the object of a hard link is, as an [`Identity`](super::h5o::Identity) has it; `None` for any other link.
pub(crate) fn target(api: &Api, loc: hid_t, name: &CStr) -> Called<Option<[u8; 16]>> {
    let mut raw = std::mem::MaybeUninit::<RawInfo>::zeroed();
    // SAFETY: the lock is held; the library fills the structure, which is plain data
    check(api, unsafe { raw_get_info(loc, name.as_ptr(), raw.as_mut_ptr(), DEFAULT) })?;
    // SAFETY: zeroed plain data is valid, and the call above succeeded
    let raw = unsafe { raw.assume_init_ref() };
    // SAFETY: of a hard link this is the union's field in use
    Ok((raw.type_ == ffi::H5L_TYPE_HARD).then(|| unsafe { token(&raw.u) }))
}

#[cfg(hdf5_1_12)]
unsafe fn token(link: &ffi::H5L_info2_t__bindgen_ty_1) -> [u8; 16] {
    // SAFETY: the caller's promise; a token is 16 plain bytes
    unsafe { std::mem::transmute::<ffi::H5O_token_t, [u8; 16]>(link.token) }
}

#[cfg(not(hdf5_1_12))]
unsafe fn token(link: &ffi::H5L_info_t__bindgen_ty_1) -> [u8; 16] {
    let mut token = [0; 16];
    // SAFETY: the caller's promise
    token[..8].copy_from_slice(&unsafe { link.address }.to_le_bytes());
    token
}

/// The value of a soft or external link, `size` bytes as its information says.
pub(crate) fn get_value(api: &Api, loc: hid_t, name: &CStr, size: usize) -> Called<Vec<u8>> {
    let mut value = vec![0u8; size];
    // SAFETY: the lock is held; the buffer's size goes with it
    check(api, unsafe { ffi::H5Lget_val(loc, name.as_ptr(), value.as_mut_ptr().cast(), value.len(), DEFAULT) })?;
    Ok(value)
}

/// The file and the path that an external link's value names: a byte of version and flags, the file, NUL, the path, NUL
/// (`H5Lunpack_elink_val`). `None` for a value that is none.
pub(crate) fn unpack_external(value: &[u8]) -> Option<(CString, CString)> {
    let file = CStr::from_bytes_until_nul(value.get(1..)?).ok()?;
    let path = CStr::from_bytes_until_nul(&value[1 + file.count_bytes() + 1..]).ok()?;
    Some((file.to_owned(), path.to_owned()))
}

pub(crate) fn create_soft(api: &Api, target: &CStr, loc: hid_t, name: &CStr) -> Called<()> {
    let lcpl = h5g::way_to(api, loc, name)?;
    // SAFETY: the lock is held; the names are NUL-terminated
    check(api, unsafe { ffi::H5Lcreate_soft(target.as_ptr(), loc, name.as_ptr(), lcpl, DEFAULT) })
}

pub(crate) fn create_hard(api: &Api, target_loc: hid_t, target: &CStr, loc: hid_t, name: &CStr) -> Called<()> {
    let lcpl = h5g::way_to(api, loc, name)?;
    // SAFETY: the lock is held; the names are NUL-terminated
    check(api, unsafe { ffi::H5Lcreate_hard(target_loc, target.as_ptr(), loc, name.as_ptr(), lcpl, DEFAULT) })
}

pub(crate) fn create_external(api: &Api, file: &CStr, target: &CStr, loc: hid_t, name: &CStr) -> Called<()> {
    let lcpl = h5g::way_to(api, loc, name)?;
    // SAFETY: the lock is held; the names are NUL-terminated
    check(api, unsafe { ffi::H5Lcreate_external(file.as_ptr(), target.as_ptr(), loc, name.as_ptr(), lcpl, DEFAULT) })
}

pub(crate) fn delete(api: &Api, loc: hid_t, name: &CStr) -> Called<()> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check(api, unsafe { ffi::H5Ldelete(loc, name.as_ptr(), DEFAULT) })
}

/// Whether the library knows a class of links that users have defined.
pub(crate) fn is_registered(api: &Api, class: i32) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5Lis_registered(class) })
}

/// Gives a link another name, in the same group or in another of the same file. After a failure there is the old link only.
pub(crate) fn move_to(api: &Api, from_loc: hid_t, from: &CStr, to_loc: hid_t, to: &CStr) -> Called<()> {
    let lcpl = h5g::way_to(api, to_loc, to)?;
    if exists(api, to_loc, to)? {
        return Err(ErrorStack::refused("a link of this name exists"));
    }
    // some failures come when the new link is made already
    move_by(api, (from_loc, from), (to_loc, to), lcpl).inspect_err(|_| {
        if exists(api, to_loc, to).is_ok_and(|made| made) {
            let _ = delete(api, to_loc, to); // the first failure is the one to be reported
        }
    })
}

/// `H5Lmove` builds the new path of open objects from the path of the new group, which is a null pointer where the group was opened otherwise than by
/// a path, or has lost it. It renames objects by the path of the old group only, too. So both groups are opened by the paths that lead to them,
/// and where there is none the link is copied and the old one deleted.
fn move_by(api: &Api, (from_loc, from): (hid_t, &CStr), (to_loc, to): (hid_t, &CStr), lcpl: hid_t) -> Called<()> {
    let from_group = opened_by_path(api, from_loc)?;
    let other_group = if from_loc == to_loc { None } else { opened_by_path(api, to_loc)? };
    let to_group = if from_loc == to_loc { &from_group } else { &other_group };
    let (Some(from_group), Some(to_group)) = (&from_group, to_group) else {
        // SAFETY: the lock is held; the names are NUL-terminated
        check(api, unsafe { ffi::H5Lcopy(from_loc, from.as_ptr(), to_loc, to.as_ptr(), lcpl, DEFAULT) })?;
        return delete(api, from_loc, from);
    };
    // SAFETY: the lock is held; the names are NUL-terminated
    check(api, unsafe { ffi::H5Lmove(from_group.raw(), from.as_ptr(), to_group.raw(), to.as_ptr(), lcpl, DEFAULT) })
}

/// The group, opened by the path that leads to it; `None` where no path does.
fn opened_by_path(api: &Api, group: hid_t) -> Called<Option<Id>> {
    let path = CString::new(h5i::get_name(api, group)?).expect("libhdf5's own text");
    if !path.to_bytes().starts_with(b"/") {
        return Ok(None);
    }
    let Ok(opened) = h5o::open(api, group, &path).map(Id::own) else { return Ok(None) };
    let same = h5o::get_info(api, opened.raw())?.identity == h5o::get_info(api, group)?.identity;
    Ok(same.then_some(opened))
}

/// What the listing has found, and when it has found enough.
struct Found {
    links: Vec<(Vec<u8>, Info)>,
    limit: usize,
}

/// Links of a group with their names' bytes. A range that starts behind the last link is an error.
pub(crate) fn list(api: &Api, group: hid_t, range: Range) -> Called<Vec<(Vec<u8>, Info)>> {
    let mut found = Found { links: Vec::new(), limit: range.limit };
    let mut index = range.from;
    let by = if range.by_creation { ffi::H5_INDEX_CRT_ORDER } else { ffi::H5_INDEX_NAME };
    // all of them are sorted here: of a large group the library would gather every link first
    let sorted_here = !range.by_creation && range.from == 0 && range.limit == usize::MAX;
    let order = match range.reverse {
        _ if sorted_here => ffi::H5_ITER_NATIVE,
        true => ffi::H5_ITER_DEC,
        false => ffi::H5_ITER_INC,
    };
    // SAFETY: the lock is held; the callback gets `found` back as its data pointer, and only during this call
    check(api, unsafe { raw_iterate(group, by, order, &raw mut index, Some(collect), (&raw mut found).cast()) })?;
    Ok(if sorted_here { names::sorted(found.links, range.reverse, |(name, _)| name) } else { found.links })
}

/// `H5L_iterate_t`: appends a link; a positive answer ends the listing.
unsafe extern "C" fn collect(_: hid_t, name: *const c_char, raw: *const RawInfo, data: *mut c_void) -> ffi::herr_t {
    // SAFETY: `data` is what `list` holds exclusively
    let found = unsafe { &mut *data.cast::<Found>() };
    // SAFETY: libhdf5 passes a NUL-terminated name and a filled structure
    found.links.push(unsafe { (CStr::from_ptr(name).to_bytes().to_vec(), info(&*raw)) });
    ffi::herr_t::from(found.links.len() >= found.limit)
}
