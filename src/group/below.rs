//! Whether a place lies below a group: a group that is moved there would take its own way with it.
use std::collections::HashSet;

use crate::{
    handle::Id,
    name::CName,
    sys::{
        Api, Called,
        h5i::{self, Kind},
        h5l::{self, Range},
        h5o::{self, Identity},
        hid_t,
    },
};

/// Whether the path `to` from an open group leads to or through the open group `moved`, or from below it. Parts of the path that are not there yet
/// are passed over.
pub(super) fn leads_below(api: &Api, moved: hid_t, to_loc: hid_t, to: &str) -> Called<bool> {
    let group = h5o::get_info(api, moved)?.identity;
    let is_it = |id: hid_t| h5o::get_info(api, id).map(|info| info.identity == group);
    let parent = to.trim_end_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
    let mut last = Id::own(h5o::open(api, to_loc, if to.starts_with('/') { c"/" } else { c"." })?);
    for part in parent.split('/').filter(|part| !part.is_empty()) {
        let Ok(name) = CName::new(part) else { break };
        let Ok(next) = h5o::open(api, last.raw(), name.as_c_str()).map(Id::own) else { break };
        if is_it(next.raw())? {
            return Ok(true);
        }
        last = next;
    }
    if is_it(last.raw())? {
        return Ok(true);
    }
    match ways_from_root(api, last.raw(), &group)? {
        Ways::Through => Ok(true),
        Ways::Beside => Ok(false),
        Ways::Unknown => contains(api, moved, &h5o::get_info(api, last.raw())?.identity),
    }
}

/// How an object is reached from the root.
enum Ways {
    Through,
    Beside,
    /// By several ways, or by none.
    Unknown,
}

/// Whether the one path from the root to an open object leads through a group. The name of an object that was reached by a soft link, or that was
/// removed, is not that path.
fn ways_from_root(api: &Api, object: hid_t, group: &Identity) -> Called<Ways> {
    let path = h5i::get_name(api, object)?;
    if path.first() != Some(&b'/') {
        return Ok(Ways::Unknown);
    }
    let (mut through, mut only_way) = (false, true);
    let mut at = Id::own(h5o::open(api, object, c"/")?);
    for part in path.split(|&byte| byte == b'/').filter(|part| !part.is_empty()) {
        let Ok(name) = std::ffi::CString::new(part) else { return Ok(Ways::Unknown) };
        if !matches!(h5l::get_info(api, at.raw(), &name), Ok(link) if link.class == h5l::Class::Hard) {
            return Ok(Ways::Unknown);
        }
        at = Id::own(h5o::open(api, at.raw(), &name)?);
        let info = h5o::get_info(api, at.raw())?;
        through |= info.identity == *group;
        only_way &= info.links == 1;
    }
    let leads_there = h5o::get_info(api, at.raw())?.identity == h5o::get_info(api, object)?.identity;
    Ok(match (leads_there, through, only_way) {
        (true, true, _) => Ways::Through,
        (true, false, true) => Ways::Beside,
        _ => Ways::Unknown,
    })
}

/// Whether hard links lead from an open group to another.
fn contains(api: &Api, group: hid_t, wanted: &Identity) -> Called<bool> {
    let mut met = HashSet::new();
    let mut groups = vec![Id::own(h5o::open(api, group, c".")?)];
    while let Some(group) = groups.pop() {
        for (name, link) in h5l::list(api, group.raw(), Range::ALL)? {
            let Ok(name) = std::ffi::CString::new(name) else { continue };
            if link.class != h5l::Class::Hard {
                continue;
            }
            let object = Id::own(h5o::open(api, group.raw(), &name)?);
            let identity = h5o::get_info(api, object.raw())?.identity;
            if identity == *wanted {
                return Ok(true);
            }
            if h5i::get_type(api, object.raw()) == Kind::Group && met.insert(identity) {
                groups.push(object);
            }
        }
    }
    Ok(false)
}
