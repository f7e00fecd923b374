//! What a dataset opens beside its file: whether it may.
use std::{collections::HashSet, ffi::CString, sync::Arc};

use super::{Dataset, pieces::For};
use crate::{
    error::{At, Error, Result},
    handle::{self, Id, Outside},
    name,
    sys::{
        Api, Called, DEFAULT, h5d,
        h5f::{self, Open},
        h5i,
        h5p::{self, Layout},
        hid_t,
    },
};

impl Dataset {
    /// Looks at what a transfer is to open in other files.
    ///
    /// # Errors
    /// `DeniedData`; `NotFound` for a source that is in another file, where there are no others.
    pub(super) fn check_outside(&self, api: &Api, what: For) -> Result<()> {
        if self.known.unfiltered || self.is_whole(api) {
            return Ok(()); // contiguous
        }
        let made = self.made_with(api)?;
        if made.layout != Layout::Virtual && made.external == 0 {
            return Ok(());
        }
        if let Some(file) = made.elsewhere.as_ref().filter(|_| what == For::Reading) {
            return Err(Error::NotFound { path: format!("{}, source in {file}", self.place()) });
        }
        let raw = self.node.id(api)?;
        // behind a mount it is another file's, which has rules of its own
        let own = h5i::get_file_id(api, raw).map(Id::own).at("ask the file of", || self.place())?;
        let own = handle::open_file(api, own.raw()).filter(|own| !Arc::ptr_eq(own, &self.node.file));
        for file in own.iter().chain([&self.node.file]) {
            let Some(rules) = &file.settings.outside else { continue };
            let refused = Walk { api, rules: &**rules, seen: HashSet::new() }.refused(raw).at("look for the data of", || self.place())?;
            if let Some(file) = refused {
                return Err(Error::DeniedData { path: self.place(), file: name::text(file) });
            }
        }
        self.check_sources(api)
    }

    /// As much, before it is asked for its extent: that of a virtual dataset is its sources' to tell.
    pub(super) fn check_extent(&self, api: &Api) -> Result<()> {
        let ruled = self.node.file.settings.outside.is_some() && !self.knows_no_others();
        if ruled && !self.known.unfiltered && !self.is_whole(api) && self.made_with(api)?.layout == Layout::Virtual {
            return self.check_outside(api, For::Reading);
        }
        Ok(())
    }
}

/// A look at what libhdf5 would open for a dataset's elements.
struct Walk<'a> {
    api: &'a Api,
    rules: &'a dyn Outside,
    /// Files and paths of the datasets that it met.
    seen: HashSet<(Vec<u8>, Vec<u8>)>,
}

impl Walk<'_> {
    /// The first file that is not to be opened.
    fn refused(&mut self, dataset: hid_t) -> Called<Option<Vec<u8>>> {
        let api = self.api;
        let parent = h5f::get_name(api, dataset)?;
        if !self.seen.insert((parent.clone(), h5i::get_name(api, dataset)?)) {
            return Ok(None);
        }
        let (created, access) = (h5d::get_create_plist(api, dataset)?, h5d::get_access_plist(api, dataset)?);
        let (parent, folder) = (c_string(parent), c_string(h5p::get_efile_prefix(api, access.raw())?));
        for index in 0..h5p::get_external_count(api, created.raw())? {
            let (file, ..) = h5p::get_external(api, created.raw(), index)?;
            if !self.rules.allows_data(&c_string(file.clone()), &parent, &folder) {
                return Ok(Some(file));
            }
        }
        if h5p::get_layout(api, created.raw())? != Layout::Virtual {
            return Ok(None);
        }
        let folder = c_string(h5p::get_virtual_prefix(api, access.raw())?);
        let gap = h5p::get_virtual_printf_gap(api, access.raw())?;
        for index in 0..h5p::get_virtual_count(api, created.raw())? {
            let (file, path) =
                (h5p::get_virtual_filename(api, created.raw(), index)?, h5p::get_virtual_dsetname(api, created.raw(), index)?);
            let mut missing = 0;
            for number in 0u64.. {
                let (file, numbered_file) = numbered(&file, number);
                let (path, numbered_path) = numbered(&path, number);
                let sources = if file == b"." {
                    vec![h5i::get_file_id(api, dataset).map(Id::own)?]
                } else {
                    let Some(there) = self.rules.sources(&c_string(file.clone()), &parent, &folder) else { return Ok(Some(file)) };
                    let like = h5f::get_access_plist(api, h5i::get_file_id(api, dataset).map(Id::own)?.raw())?;
                    let open = |path| name::c_path(path).ok().and_then(|path| h5f::open(api, &path, Open::ReadOnly, like.raw()).ok());
                    there.iter().filter_map(|path| open(path)).map(Id::own).collect()
                };
                let path = c_string(path);
                let found: Vec<_> =
                    sources.iter().filter_map(|file| h5d::open(api, file.raw(), &path, DEFAULT).ok()).map(Id::own).collect();
                for source in &found {
                    if let Some(file) = self.refused(source.raw())? {
                        return Ok(Some(file));
                    }
                }
                missing = if found.is_empty() { missing + 1 } else { 0 };
                if !(numbered_file || numbered_path) || missing > gap {
                    break;
                }
            }
        }
        Ok(None)
    }
}

/// The name of the source of this number, and whether there are others: `%b` stands for the number, `%%` for a `%`.
pub(super) fn numbered(pattern: &[u8], number: u64) -> (Vec<u8>, bool) {
    let (mut name, mut is_one_of_many) = (Vec::with_capacity(pattern.len()), false);
    let mut rest = pattern.iter();
    while let Some(&byte) = rest.next() {
        match (byte, rest.as_slice().first()) {
            (b'%', Some(b'b')) => {
                name.extend_from_slice(number.to_string().as_bytes());
                is_one_of_many = true;
                rest.next();
            }
            (b'%', Some(b'%')) => {
                name.push(b'%');
                rest.next();
            }
            _ => name.push(byte),
        }
    }
    (name, is_one_of_many)
}

/// A name that came from the library.
pub(super) fn c_string(mut name: Vec<u8>) -> CString {
    name.truncate(name.iter().position(|&byte| byte == 0).unwrap_or(name.len()));
    CString::new(name).expect("cut at the first NUL")
}
