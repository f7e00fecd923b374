//! The references of libhdf5 1.12 and newer: 64 bytes of memory that own what they point with, until they are destroyed.
#[cfg(not(hdf5_1_12))]
pub(crate) use before::*;
#[cfg(hdf5_1_12)]
pub(crate) use since_1_12::{Owned, attribute_name, create_attribute, create_object, create_region, file_name, region, target};

/// Bytes of one in memory (`H5R_REF_BUF_SIZE`).
pub(crate) const SIZE: usize = 64;

/// What one points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(hdf5_1_12), allow(dead_code, reason = "there are none before"))]
pub(crate) enum Kind {
    Object,
    Region,
    Attribute,
}

/// Where one points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    pub kind: Kind,
    /// The place of the object in its file (`H5O_token_t`).
    pub token: [u8; 16],
    /// Into another file.
    pub elsewhere: bool,
}

#[cfg(hdf5_1_12)]
mod since_1_12 {
    use std::{ffi::CStr, mem::MaybeUninit};

    use hdf5_ffi as ffi;
    use once_cell::sync::OnceCell;

    use super::{Kind, SIZE, Target};
    use crate::{
        error::ErrorStack,
        handle::Id,
        sys::{Api, Called, DEFAULT, check, check_id, h5o, hid_t, text},
    };

    /// A reference made here, which is destroyed with it.
    pub(crate) struct Owned(ffi::H5R_ref_t);

    impl Owned {
        /// Has a function make one.
        fn of(api: &Api, make: impl FnOnce(*mut ffi::H5R_ref_t) -> ffi::herr_t) -> Called<Self> {
            let mut made = MaybeUninit::<ffi::H5R_ref_t>::zeroed();
            check(api, make(made.as_mut_ptr()))?;
            // SAFETY: zeroed plain data is valid, and the call above succeeded
            Ok(Self(unsafe { made.assume_init() }))
        }

        /// What the library is handed; good while this lives.
        pub(crate) fn bytes(&self) -> [u8; SIZE] {
            // SAFETY: all arms of the union are plain data of these bytes
            unsafe { self.0.u.__data }
        }
    }

    impl Drop for Owned {
        fn drop(&mut self) {
            let _api = Api::again();
            // SAFETY: the lock is held; the reference was made by the library, and nobody has it any more
            unsafe { ffi::H5Rdestroy(&raw mut self.0) };
        }
    }

    impl std::fmt::Debug for Owned {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("H5R_ref_t")
        }
    }

    pub(crate) fn create_object(api: &Api, object: hid_t) -> Called<Owned> {
        // SAFETY: the lock is held; the library writes the reference; its owner comes with it
        Owned::of(api, |made| unsafe { ffi::H5Rcreate_object(object, c".".as_ptr(), DEFAULT, made) })
    }

    /// To what is selected in `space`, which is the dataset's.
    pub(crate) fn create_region(api: &Api, dataset: hid_t, space: hid_t) -> Called<Owned> {
        // SAFETY: as above
        Owned::of(api, |made| unsafe { ffi::H5Rcreate_region(dataset, c".".as_ptr(), space, DEFAULT, made) })
    }

    /// To an attribute of the object.
    pub(crate) fn create_attribute(api: &Api, object: hid_t, name: &CStr) -> Called<Owned> {
        // SAFETY: as above; the name is NUL-terminated
        Owned::of(api, |made| unsafe { ffi::H5Rcreate_attr(object, c".".as_ptr(), name.as_ptr(), DEFAULT, made) })
    }

    /// Where a reference points; `None` for one that points nowhere.
    ///
    /// # Safety
    /// `raw` points at a reference that the library made or read; it need not be aligned.
    pub(crate) unsafe fn target(api: &Api, raw: *const u8) -> Called<Option<Target>> {
        // SAFETY: the caller's promise: plain data of these bytes
        let reference = unsafe { raw.cast::<ffi::H5R_ref_t>().read_unaligned() };
        // SAFETY: all arms of the union are plain data of these bytes
        let bytes = unsafe { reference.u.__data };
        if bytes == [0; SIZE] {
            return Ok(None);
        }
        // SAFETY: the lock is held; the copy lives as long as the call
        let kind = match unsafe { ffi::H5Rget_type(&raw const reference) } {
            ffi::H5R_OBJECT1 | ffi::H5R_OBJECT2 => Kind::Object,
            ffi::H5R_DATASET_REGION1 | ffi::H5R_DATASET_REGION2 => Kind::Region,
            ffi::H5R_ATTR => Kind::Attribute,
            _ => return Err(ErrorStack::take(api)),
        };
        let (mut token, mut file) = ([0; 16], [0; size_of::<usize>()]);
        token.copy_from_slice(&bytes[..16]);
        file.copy_from_slice(&bytes[16..][..size_of::<usize>()]);
        let elsewhere = usize::from_ne_bytes(file) != 0;
        if !elsewhere {
            check_token(api, reference, token)?;
        }
        Ok(Some(Target { kind, token, elsewhere }))
    }

    /// Sees once that a reference begins with the object's token, which no function tells without opening the object. One whose object is
    /// gone shows nothing, and leads nowhere either way.
    fn check_token(api: &Api, mut reference: ffi::H5R_ref_t, token: [u8; 16]) -> Called<()> {
        static SEEN: OnceCell<()> = OnceCell::new();
        if SEEN.get().is_some() {
            return Ok(());
        }
        // SAFETY: the lock is held; of a reference into the file that it was read from nothing is changed; the new identifier has its
        // owner at once
        let Ok(object) = check_id(api, unsafe { ffi::H5Ropen_object(&raw mut reference, DEFAULT, DEFAULT) }).map(Id::own) else {
            return Ok(());
        };
        if h5o::get_info(api, object.raw())?.identity.token != token {
            return Err(ErrorStack::unsupported("references of this libhdf5", "the layout that 1.12 to 2.2 give them"));
        }
        SEEN.get_or_init(|| ());
        Ok(())
    }

    /// The dataspace of the dataset that a region reference is of, with the region selected.
    ///
    /// # Safety
    /// As [`target`].
    pub(crate) unsafe fn region(api: &Api, raw: *const u8) -> Called<Id> {
        // SAFETY: the caller's promise
        let mut reference = unsafe { raw.cast::<ffi::H5R_ref_t>().read_unaligned() };
        // SAFETY: the lock is held; of a reference into the file that it was read from nothing is changed; the new identifier has its
        // owner at once
        check_id(api, unsafe { ffi::H5Ropen_region(&raw mut reference, DEFAULT, DEFAULT) }).map(Id::own)
    }

    /// The name in an attribute reference.
    ///
    /// # Safety
    /// As [`target`].
    pub(crate) unsafe fn attribute_name(api: &Api, raw: *const u8) -> Called<Vec<u8>> {
        // SAFETY: the caller's promise
        let reference = unsafe { raw.cast::<ffi::H5R_ref_t>().read_unaligned() };
        // SAFETY: the lock is held; the buffer's size goes with it
        let name = text(api, |buf, len| unsafe { ffi::H5Rget_attr_name(&raw const reference, buf, len) });
        name.map(without_end)
    }

    /// The name of the file that a reference points into.
    ///
    /// # Safety
    /// As [`target`].
    pub(crate) unsafe fn file_name(api: &Api, raw: *const u8) -> Called<Vec<u8>> {
        // SAFETY: the caller's promise
        let reference = unsafe { raw.cast::<ffi::H5R_ref_t>().read_unaligned() };
        // SAFETY: the lock is held; the buffer's size goes with it
        let name = text(api, |buf, len| unsafe { ffi::H5Rget_file_name(&raw const reference, buf, len) });
        name.map(without_end)
    }

    /// 1.12 counts the NUL at the end, newer ones do not.
    fn without_end(mut name: Vec<u8>) -> Vec<u8> {
        if name.last() == Some(&0) {
            name.pop();
        }
        name
    }
}

/// Files of these types cannot even be opened.
#[cfg(not(hdf5_1_12))]
mod before {
    use std::ffi::CStr;

    use super::{SIZE, Target};
    use crate::{
        error::ErrorStack,
        handle::Id,
        sys::{Api, Called, hid_t},
    };

    /// None can be made.
    #[derive(Debug)]
    pub(crate) enum Owned {}

    impl Owned {
        pub(crate) fn bytes(&self) -> [u8; SIZE] {
            match *self {}
        }
    }

    fn missing<T>() -> Called<T> {
        Err(ErrorStack::unsupported("a standard reference", "libhdf5 1.12"))
    }

    pub(crate) fn create_object(_: &Api, _: hid_t) -> Called<Owned> {
        missing()
    }

    pub(crate) fn create_region(_: &Api, _: hid_t, _: hid_t) -> Called<Owned> {
        missing()
    }

    pub(crate) fn create_attribute(_: &Api, _: hid_t, _: &CStr) -> Called<Owned> {
        missing()
    }

    /// # Safety
    /// None: it fails.
    pub(crate) unsafe fn target(_: &Api, _: *const u8) -> Called<Option<Target>> {
        missing()
    }

    /// # Safety
    /// None: it fails.
    pub(crate) unsafe fn region(_: &Api, _: *const u8) -> Called<Id> {
        missing()
    }

    /// # Safety
    /// None: it fails.
    pub(crate) unsafe fn attribute_name(_: &Api, _: *const u8) -> Called<Vec<u8>> {
        missing()
    }

    /// # Safety
    /// None: it fails.
    pub(crate) unsafe fn file_name(_: &Api, _: *const u8) -> Called<Vec<u8>> {
        missing()
    }
}
