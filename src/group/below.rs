//! Whether a group is above the place that a link to it is to be moved to: nothing would lead to either any more.
use std::{collections::HashSet, ffi::CString};

use crate::{
    handle::Id,
    sys::{
        Api, Called,
        h5i::{self, Kind},
        h5l::{self, Class, Range},
        h5o::{self, Identity, Info},
        hid_t,
    },
};

/// A hard link that is to be moved.
pub(super) struct Moved {
    /// The group that it is in.
    holder: Id,
    /// The last group on the way to its new place that is there already.
    to: Id,
}

impl Moved {
    pub(super) fn new(api: &Api, (from_loc, from): (hid_t, &str), (to_loc, to): (hid_t, &str)) -> Called<Self> {
        Ok(Self { holder: last_group(api, from_loc, from)?, to: last_group(api, to_loc, to)? })
    }

    /// Whether its new place is in another file: behind an external link or a mount.
    pub(super) fn leaves_file(&self, api: &Api) -> Called<bool> {
        Ok(identity(api, &self.holder)?.file != identity(api, &self.to)?.file)
    }

    /// Whether hard links lead down to its new place from the group that it leads to, which would be moved into itself or below.
    ///
    /// A link that leads back up, to a group that its own group is below, takes nothing with it.
    pub(super) fn goes_below(&self, api: &Api, group: &Id) -> Called<bool> {
        let moved = identity(api, group)?;
        // usually one path leads there, which needs no search
        let path = path_of(api, &self.to)?.unwrap_or_default(); // a group without a path is searched for
        if path.iter().skip(1).all(|at| at.links == 1) && path.iter().all(|at| at.identity != moved) && !path.is_empty() {
            return Ok(false);
        }
        let holder = identity(api, &self.holder)?;
        let path = path_of(api, &self.holder)?.unwrap_or_default(); // a group without a path has none above it
        let mut above: HashSet<Identity> = path.iter().map(|at| at.identity).take_while(|at| *at != holder).collect();
        above.insert(holder);
        Ok(!above.contains(&moved) && leads_to(api, group, identity(api, &self.to)?, &above)?)
    }
}

fn identity(api: &Api, object: &Id) -> Called<Identity> {
    h5o::get_info(api, object.raw()).map(|info| info.identity)
}

/// The last group on the way to a link that is there already.
fn last_group(api: &Api, loc: hid_t, path: &str) -> Called<Id> {
    let parent = path.trim_end_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
    let mut last = Id::own(h5o::open(api, loc, if path.starts_with('/') { c"/" } else { c"." })?);
    for part in parent.split('/').filter(|part| !part.is_empty()) {
        let Ok(part) = CString::new(&*crate::name::bytes(part)) else { break };
        match h5o::open(api, last.raw(), &part) {
            Ok(next) => last = Id::own(next),
            Err(_) => break,
        }
    }
    Ok(last)
}

/// The objects on the path that an open object has, from the root on; `None` where it has none that leads to it. Soft links on that path would
/// pass over what the object is below.
fn path_of(api: &Api, object: &Id) -> Called<Option<Vec<Info>>> {
    let path = h5i::get_name(api, object.raw())?;
    if path.first() != Some(&b'/') {
        return Ok(None);
    }
    let mut at = Id::own(h5o::open(api, object.raw(), c"/")?);
    let mut infos = vec![h5o::get_info(api, at.raw())?];
    for part in path.split(|&byte| byte == b'/').filter(|part| !part.is_empty()) {
        let part = CString::new(part).expect("a part of libhdf5's own text");
        if !matches!(h5l::get_info(api, at.raw(), &part), Ok(link) if link.class == Class::Hard) {
            return Ok(None);
        }
        let Ok(next) = h5o::open(api, at.raw(), &part).map(Id::own) else { return Ok(None) };
        infos.push(h5o::get_info(api, next.raw())?);
        at = next;
    }
    Ok((identity(api, &at)? == identity(api, object)?).then_some(infos))
}

/// Whether hard links lead from an open group to an object or are it, not by way of the groups above.
fn leads_to(api: &Api, group: &Id, wanted: Identity, above: &HashSet<Identity>) -> Called<bool> {
    let mut met = above.clone();
    let mut groups = vec![Id::own(h5o::open(api, group.raw(), c".")?)];
    while let Some(group) = groups.pop() {
        if identity(api, &group)? == wanted {
            return Ok(true);
        }
        for (name, link) in h5l::list(api, group.raw(), Range::ALL)? {
            let name = CString::new(name).expect("libhdf5's own text");
            if link.class != Class::Hard {
                continue;
            }
            let Ok(object) = h5o::open(api, group.raw(), &name).map(Id::own) else { continue }; // which leads nowhere
            if h5i::get_type(api, object.raw()) == Kind::Group && met.insert(identity(api, &object)?) {
                groups.push(object);
            }
        }
    }
    Ok(false)
}
