//! Files behind external links.
use std::{
    ffi::{CStr, CString},
    sync::Arc,
};

use super::{File, access_of};
use crate::{
    driver::{Driver, Linked},
    error::{At, Result},
    handle::{self, Id, LibraryDriver, Node, OpenFile, Settings},
    name,
    sys::{
        Api,
        h5f::{self, Open},
        h5i, hid_t,
    },
};

/// Opens the file that an external link in the group `holder` names, as libhdf5 would; `None` where there is none.
///
/// # Errors
/// The error of the first file in the places where libhdf5 looks, if none of the files there opens.
pub(crate) fn open(api: &Api, file: &OpenFile, holder: hid_t, name: &CStr) -> Result<Option<File>> {
    let place = || format!("{}: a link to {}", file.label, name.to_string_lossy());
    let parent = CString::new(h5f::get_name(api, holder).at("name the file of", place)?).expect("libhdf5's own text");
    let Some(Linked { access, read_only, places }) = access_of(file).linked(&parent, name)? else { return Ok(None) };
    let holding = h5i::get_file_id(api, holder).map(Id::own).at("ask the file of", place)?;
    let writable = !read_only && h5f::is_writable(api, holding.raw()).at("ask the file of", place)?;
    let mut first = None;
    for place in places.iter().filter(|place| std::fs::symlink_metadata(access.driver.on_disk(place)).is_ok()) {
        match access.open_as(place, if writable { Open::ReadWrite } else { Open::ReadOnly }) {
            Ok(file) => return Ok(Some(file)),
            Err(error) => first = first.or(Some(error)),
        }
    }
    first.map_or(Ok(None), Err)
}

/// The file that an object is in; where that cannot be said, as of a file that was closed, the one that its path began in.
pub(crate) fn of_object(node: &Node) -> File {
    let found = Api::lock().and_then(|api| find(&api, node));
    File::of(found.unwrap_or_else(|_| Arc::clone(&node.file)))
}

fn find(api: &Api, node: &Node) -> Result<Arc<OpenFile>> {
    node.check_open()?;
    if node.file.is_alone(api) {
        return Ok(Arc::clone(&node.file));
    }
    let id = h5i::get_file_id(api, node.id(api)?).map(Id::own).at("ask the file of", || node.place())?;
    match handle::open_file(api, id.raw()) {
        Some(file) => Ok(file),
        None => own(api, &node.file, id),
    }
}

/// Owns a file that libhdf5 has opened for an external link, which began in another file or in one that is mounted there.
fn own(api: &Api, from: &OpenFile, id: Id) -> Result<Arc<OpenFile>> {
    let path = CString::new(h5f::get_name(api, id.raw()).at("name", "a file behind an external link")?).expect("libhdf5's own text");
    let label = name::text(path.to_bytes().to_vec());
    let list = h5f::get_access_plist(api, id.raw()).at("ask for the settings of", &label)?;
    let access = access_of(from).of_linked(api, list.raw())?;
    let read_only = !h5f::is_writable(api, id.raw()).at("ask", &label)?;
    let on_disk = if matches!(access.driver, Driver::Memory) { None } else { access.file_id(&name::os_path(&path)) };
    let settings = Settings {
        driver: access.driver.name(),
        links: from.settings.links.clone(),
        outside: from.settings.outside.clone(),
        access: Box::new(access),
        behind_link: true,
    };
    Ok(OpenFile::own(api, id.into_raw(), read_only, settings, label, Box::new(LibraryDriver(on_disk))))
}
