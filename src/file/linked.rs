//! Files behind external links.
use std::ffi::{CStr, CString};

use super::{File, access_of};
use crate::{
    driver::Linked,
    error::{At, Result},
    handle::{Id, OpenFile},
    sys::{
        Api,
        h5f::{self, Open},
        h5i, hid_t,
    },
};

/// Opens the file that an external link in the group `holder` names, as libhdf5 would; `None` where there is none.
///
/// # Errors
/// Those of the first file there is in the places where libhdf5 looks, if none of them opens.
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
