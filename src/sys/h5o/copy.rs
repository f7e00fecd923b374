//! H5O: copies of objects with all below them. `H5Ocopy` does most of it; the rest is done here, once it has made the copy.
use std::{
    collections::{HashMap, HashSet},
    ffi::{CStr, CString},
};

use super::{Identity, copy, get_full_info, get_info, link, open, open_by_token};
use crate::{
    error::ErrorStack,
    handle::Id,
    sys::{
        Api, Called, h5a, h5d,
        h5i::{self, Kind},
        h5l::{self, Class, Range},
        h5p, h5t, hid_t,
    },
};

/// Attributes that hold references between a dataset and its dimension scales.
const SCALES: [&CStr; 2] = [c"DIMENSION_LIST", c"REFERENCE_LIST"];

/// Copies an object, with the flags of `H5Pset_copy_object`. `list` is a list for copies, whose flags are set here. After a failure nothing of the
/// copy is left.
pub(crate) fn copy_tree(api: &Api, from_loc: hid_t, from: &CStr, to_loc: hid_t, to: &CStr, list: hid_t, flags: u32) -> Called<()> {
    h5d::settle_for_copy(api, from_loc)?; // before the source is opened once more
    let source = Id::own(open(api, from_loc, from)?);
    let same_file = get_info(api, source.raw())?.identity.file == get_info(api, to_loc)?.identity.file;
    let with_attributes = flags & h5p::WITHOUT_ATTRIBUTES == 0;
    let own_attributes = with_attributes && cfg!(not(hdf5_1_12)) && has_dense_attributes(api, source.raw(), flags)?;
    let library = flags & !h5p::EXPAND_SOFT | if own_attributes { h5p::WITHOUT_ATTRIBUTES } else { 0 };
    let expand_soft = flags & h5p::EXPAND_SOFT != 0;
    let mend_references = with_attributes && flags & h5p::EXPAND_REFERENCES == 0;
    h5p::set_copy_object(api, list, library)?;
    copy(api, from_loc, from, to_loc, to, list)?;
    if !(own_attributes || expand_soft || mend_references) {
        return Ok(());
    }
    let mut copied = Copied { list, flags, same_file, own_attributes, mend_references, copies: HashMap::new(), soft: Vec::new() };
    let finish = |copied: &mut Copied| {
        let target = Id::own(open(api, to_loc, to)?);
        copied.walk(api, source.raw(), target.raw(), 0)?;
        copied.replace_soft_links(api)?;
        if mend_references && !same_file {
            let detached = copied.detach_scales(api, target.raw())?;
            copied.attach_scales(api, source.raw(), target.raw(), detached)?;
        }
        Ok(())
    };
    finish(&mut copied).inspect_err(|_| drop(h5l::delete(api, to_loc, to)))
}

/// A copy that the library has made.
struct Copied {
    list: hid_t,
    flags: u32,
    same_file: bool,
    /// Attributes were left out, and are copied here.
    own_attributes: bool,
    /// References are not expanded: within a file they point at what they pointed at.
    mend_references: bool,
    /// Where the copy of each object is in its file.
    copies: HashMap<Identity, [u8; 16]>,
    /// Soft links of the copy that are still to be replaced, once all that the library has copied is known.
    soft: Vec<SoftLink>,
}

/// A soft link in a group of the copy, and the object that it leads to.
struct SoftLink {
    object: Id,
    group: Id,
    name: CString,
    /// Groups that the copied object is below.
    depth: usize,
}

impl Copied {
    /// Does what is left to do for an object and all below it.
    fn walk(&mut self, api: &Api, source: hid_t, target: hid_t, depth: usize) -> Called<()> {
        let token = get_info(api, target)?.identity.token;
        if self.copies.insert(get_info(api, source)?.identity, token).is_some() {
            return Ok(());
        }
        if self.own_attributes {
            self.copy_attributes(api, source, target)?;
        } else if self.mend_references && self.same_file {
            restore_references(api, source, target)?;
        }
        let below = h5i::get_type(api, source) == Kind::Group && (depth == 0 || self.flags & h5p::SHALLOW == 0);
        for (name, info) in if below { h5l::list(api, source, Range::ALL)? } else { Vec::new() } {
            let name = c_name(name)?;
            // a link that leads nowhere stays as it is
            let Some(child) = follow(api, source, &name, info.class, self.flags) else { continue };
            if info.class == Class::Soft {
                self.soft.push(SoftLink { object: child, group: Id::own(open(api, target, c".")?), name, depth: depth + 1 });
            } else if let Ok(copy) = open(api, target, &name).map(Id::own) {
                self.walk(api, child.raw(), copy.raw(), depth + 1)?;
            } // else it is the copy itself, which has come into its own source
        }
        Ok(())
    }

    /// Puts objects in the place of the soft links that lead to them: the copy there is, or else a new one.
    fn replace_soft_links(&mut self, api: &Api) -> Called<()> {
        while let Some(SoftLink { object, group, name, depth }) = self.soft.pop() {
            h5l::delete(api, group.raw(), &name)?;
            if let Some(token) = self.copies.get(&get_info(api, object.raw())?.identity) {
                let copy = Id::own(open_by_token(api, group.raw(), *token)?);
                link(api, copy.raw(), group.raw(), &name)?;
            } else {
                copy(api, object.raw(), c".", group.raw(), &name, self.list)?;
                let copy = Id::own(open(api, group.raw(), &name)?);
                self.walk(api, object.raw(), copy.raw(), depth)?;
            }
        }
        Ok(())
    }

    fn copy_attributes(&self, api: &Api, source: hid_t, target: hid_t) -> Called<()> {
        let in_order = h5a::tracks_order(api, source)?;
        for name in h5a::list(api, source, in_order, false)? {
            let name = c_name(name)?;
            let kind = if self.same_file { h5a::Copy::Within } else { h5a::Copy::Between };
            h5a::copy(api, source, &name, target, &name, kind)?;
        }
        Ok(())
    }

    /// Removes what refers between datasets and scales, and gives the datasets that had it: each original and its copy.
    fn detach_scales(&self, api: &Api, target_file: hid_t) -> Called<Vec<(Identity, Id)>> {
        let mut datasets = Vec::new();
        for (source, copy) in &self.copies {
            let copy = Id::own(open_by_token(api, target_file, *copy)?);
            let mut refers = false;
            for name in SCALES {
                if h5a::exists(api, copy.raw(), name)? {
                    h5a::delete(api, copy.raw(), name)?;
                    refers = true;
                }
            }
            if refers && h5i::get_type(api, copy.raw()) == Kind::Dataset {
                datasets.push((*source, copy));
            }
        }
        Ok(datasets)
    }

    /// Attaches copies of datasets to the copies of their scales.
    #[cfg(feature = "hl")]
    fn attach_scales(&self, api: &Api, source_file: hid_t, target_file: hid_t, datasets: Vec<(Identity, Id)>) -> Called<()> {
        use crate::sys::{h5ds, h5s};
        for (source, copy) in datasets {
            let Ok(source) = open_by_token(api, source_file, source.token).map(Id::own) else { continue };
            let space = h5d::get_space(api, source.raw())?;
            for axis in 0..h5s::extent_dims(api, space.raw())?.0.len() as u32 {
                // references that were dead before are not copied
                for scale in h5ds::scales(api, source.raw(), axis).unwrap_or_else(|_| Vec::new()) {
                    if let Some(token) = self.copies.get(&get_info(api, scale.raw())?.identity) {
                        let scale = Id::own(open_by_token(api, target_file, *token)?);
                        h5ds::attach_scale(api, copy.raw(), scale.raw(), axis)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Scales are libhdf5_hl's.
    #[cfg(not(feature = "hl"))]
    fn attach_scales(&self, _: &Api, _: hid_t, _: hid_t, _: Vec<(Identity, Id)>) -> Called<()> {
        Ok(())
    }
}

/// The object that is copied for a link of a group, with these flags; `None` for a link that is copied as it is, or leads nowhere.
fn follow(api: &Api, group: hid_t, name: &CStr, class: Class, flags: u32) -> Option<Id> {
    let followed = match class {
        Class::Hard => true,
        Class::Soft => flags & h5p::EXPAND_SOFT != 0,
        Class::External => flags & h5p::EXPAND_EXTERNAL != 0,
        Class::User(_) => false,
    };
    followed.then(|| open(api, group, name).ok()).flatten().map(Id::own)
}

/// A name that came from the library.
fn c_name(name: Vec<u8>) -> Called<CString> {
    CString::new(name).map_err(|error| ErrorStack::refused(error.to_string()))
}

/// Writes references in attributes anew, which the library has made null.
fn restore_references(api: &Api, source: hid_t, target: hid_t) -> Called<()> {
    for name in h5a::list(api, source, false, false)? {
        let name = c_name(name)?;
        let dtype = h5a::get_type(api, h5a::open(api, source, &name)?.raw())?;
        if h5t::get_class(api, dtype.raw())? == h5t::Class::Reference {
            h5a::delete(api, target, &name)?;
            h5a::copy(api, source, &name, target, &name, h5a::Copy::Within)?;
        }
    }
    Ok(())
}

/// Whether an object, or one below it, has attributes in dense storage: below 1.12 `H5Ocopy` follows pointers of other files in there.
fn has_dense_attributes(api: &Api, object: hid_t, flags: u32) -> Called<bool> {
    let mut met = HashSet::new();
    let mut objects = vec![Id::own(open(api, object, c".")?)];
    while let Some(object) = objects.pop() {
        let info = get_full_info(api, object.raw())?;
        if info.attributes.heap > 0 {
            return Ok(true);
        }
        if !met.insert(info.basic.identity) || h5i::get_type(api, object.raw()) != Kind::Group {
            continue;
        }
        for (name, link) in h5l::list(api, object.raw(), Range::ALL)? {
            objects.extend(follow(api, object.raw(), &c_name(name)?, link.class, flags));
        }
    }
    Ok(false)
}
