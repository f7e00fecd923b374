//! H5I: identifiers.
use hdf5_ffi as ffi;

use super::{Api, Called, check, check_bool, hid_t};

/// Gives one reference to an identifier back; the last one closes what it names.
pub(crate) fn dec_ref(api: &Api, id: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Idec_ref(id) })
}

/// The file that an object is in: an identifier that is open already, or a new one of the same file; one more reference of it.
pub(crate) fn get_file_id(api: &Api, object: hid_t) -> Called<hid_t> {
    // SAFETY: the lock is held
    super::check_id(api, unsafe { ffi::H5Iget_file_id(object) })
}

pub(crate) fn is_valid(api: &Api, id: hid_t) -> Called<bool> {
    // SAFETY: the lock is held
    check_bool(api, unsafe { ffi::H5Iis_valid(id) })
}

/// What kind of object an identifier names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Group,
    Dataset,
    Datatype,
    Other,
}

pub(crate) fn get_type(_: &Api, id: hid_t) -> Kind {
    // SAFETY: the lock is held
    match unsafe { ffi::H5Iget_type(id) } {
        ffi::H5I_GROUP => Kind::Group,
        ffi::H5I_DATASET => Kind::Dataset,
        ffi::H5I_DATATYPE => Kind::Datatype,
        _ => Kind::Other,
    }
}

/// The path an object was opened by, or another that leads to it; empty where it has none.
pub(crate) fn get_name(api: &Api, id: hid_t) -> Called<Vec<u8>> {
    // SAFETY: the lock is held; the buffer's size goes with it
    super::text(api, |buf, len| unsafe { ffi::H5Iget_name(id, buf, len) })
}
