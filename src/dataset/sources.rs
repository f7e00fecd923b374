//! Sources of virtual datasets: whether each is as large as the virtual dataset says.
//!
//! libhdf5 does not check the shape that a virtual dataset gives of a source: of a smaller one it reads what lies behind the data in the file.
use std::{
    env,
    path::{Path, PathBuf},
};

use super::{Dataset, outside::numbered};
use crate::{
    dataspace::shown,
    error::{At, Error, Result},
    handle::Id,
    name,
    sys::{
        Api, Called, DEFAULT, h5d,
        h5f::{self, Open},
        h5i,
        h5p::{self, Layout},
        h5s, hid_t,
    },
};

/// A source that is smaller than what is to be shown of it.
struct Smaller {
    source: String,
    declared: Vec<u64>,
    found: Vec<u64>,
}

impl Dataset {
    /// Checks the sources that are there, once for a file that is open for reading.
    ///
    /// # Errors
    /// `Shape`, with the source, for one that has fewer elements along an axis than are to be shown.
    pub(super) fn check_sources(&self, api: &Api) -> Result<()> {
        if self.made_with(api)?.layout != Layout::Virtual || self.node.file.read_only && self.known.sources_fit.get().is_some() {
            return Ok(());
        }
        let raw = self.node.id(api)?;
        if let Some(Smaller { source, declared, found }) = smaller_source(api, raw).at("look at the sources of", || self.place())? {
            let shape = |dims: &[u64]| shown(&dims.iter().map(|&dim| dim as usize).collect::<Vec<_>>());
            let expected = format!("at least {} of its source {source}", shape(&declared));
            return Err(Error::shape(&self.place(), expected, shape(&found)));
        }
        let _ = self.known.sources_fit.set(());
        Ok(())
    }
}

/// The first source that is too small.
fn smaller_source(api: &Api, dataset: hid_t) -> Called<Option<Smaller>> {
    let (created, access) = (h5d::get_create_plist(api, dataset)?, h5d::get_access_plist(api, dataset)?);
    let gap = h5p::get_virtual_printf_gap(api, access.raw())?;
    for index in 0..h5p::get_virtual_count(api, created.raw())? {
        let declared = h5p::get_virtual_srcspace(api, created.raw(), index)?;
        // what is selected without end ends with the source, and all of a source that the file does not give lengths for is as long as that
        let Some(ends) = h5s::select_ends(api, declared.raw())?.filter(|ends| !ends.is_empty()) else { continue };
        let file = h5p::get_virtual_filename(api, created.raw(), index)?;
        let path = h5p::get_virtual_dsetname(api, created.raw(), index)?;
        let mut missing = 0;
        for number in 0u64.. {
            let ((file, many_files), (path, many_paths)) = (numbered(&file, number), numbered(&path, number));
            match source_dims(api, dataset, access.raw(), &file, &path)? {
                Some(found) if found.len() != ends.len() || found.iter().zip(&ends).any(|(dim, end)| dim < end) => {
                    let source = format!("{}:{}", name::text(file), name::text(path));
                    return Ok(Some(Smaller { source, declared: ends, found }));
                }
                Some(_) => missing = 0,
                None => missing += 1,
            }
            if !(many_files || many_paths) || missing > gap {
                break;
            }
        }
    }
    Ok(None)
}

/// The lengths of a source's axes; `None` for one that is not there.
fn source_dims(api: &Api, dataset: hid_t, access: hid_t, file: &[u8], path: &[u8]) -> Called<Option<Vec<u64>>> {
    let own = h5i::get_file_id(api, dataset).map(Id::own)?;
    let file = if file == b"." { Some(own) } else { open_source(api, &own, access, file)? };
    let path = super::outside::c_string(path.to_vec());
    let Some(source) = file.and_then(|file| h5d::open(api, file.raw(), &path, DEFAULT).ok()).map(Id::own) else { return Ok(None) };
    let space = h5d::get_space(api, source.raw())?;
    h5s::extent_dims(api, space.raw()).map(|(dims, _)| Some(dims))
}

/// The file of a source, where libhdf5 looks for it (`H5F_prefix_open_file`).
fn open_source(api: &Api, own: &Id, access: hid_t, file: &[u8]) -> Called<Option<Id>> {
    let parent = name::os_path(&super::outside::c_string(h5f::get_name(api, own.raw())?));
    let prefix = name::os_path(&super::outside::c_string(h5p::get_virtual_prefix(api, access)?));
    let file = name::os_path(&super::outside::c_string(file.to_vec()));
    let list = h5f::get_access_plist(api, own.raw())?;
    let open = |path: &Path| name::c_path(path).ok().and_then(|path| h5f::open(api, &path, Open::ReadOnly, list.raw()).ok());
    Ok(places(&file, &parent, &prefix).iter().find_map(|path| open(path)).map(Id::own))
}

fn places(file: &Path, parent: &Path, prefix: &Path) -> Vec<PathBuf> {
    let mut places = if file.is_absolute() { vec![file.to_owned()] } else { Vec::new() };
    let relative = if file.is_absolute() { file.file_name().map(Path::new).unwrap_or(file) } else { file };
    let origin = parent.parent().map(Path::to_owned);
    let folder = |named: &Path| match (named.strip_prefix("${ORIGIN}"), &origin) {
        (Ok(rest), Some(origin)) => origin.join(rest),
        _ => named.to_owned(),
    };
    places.extend(env::var_os("HDF5_VDS_PREFIX").filter(|named| !named.is_empty()).map(|named| folder(Path::new(&named)).join(relative)));
    if !prefix.as_os_str().is_empty() {
        places.push(folder(prefix).join(relative));
    }
    places.extend(origin.map(|origin| origin.join(relative)));
    places.push(relative.to_owned());
    places
}
