//! Plugins: filters that libhdf5 loads when it meets them.
use std::{
    ffi::CString,
    path::{Path, PathBuf},
};

use crate::{
    error::{At, Error, Result},
    name,
    sys::{Api, h5pl},
};

/// What messages call the folders.
const PLACE: &str = "the folders of plugins";

/// The folders where libhdf5 looks for plugins, one after the other: those of `HDF5_PLUGIN_PATH`, or the one that it was built with.
///
/// They are the same for the whole process, other crates included. A plugin that is loaded stays; one that nobody can load is not an error
/// but missing. A plugin is code: whoever can write to one of the folders can run what they like here.
///
/// ```
/// use h5mem::filter::PluginPaths;
/// # fn main() -> h5mem::Result<()> {
/// let before = PluginPaths.list()?;
/// PluginPaths.prepend("/opt/plugins")?;
/// assert_eq!(PluginPaths.list()?[0].to_str(), Some("/opt/plugins"));
/// assert_eq!(PluginPaths.list()?[1..], before);
/// PluginPaths.remove(0)?;
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct PluginPaths;

impl PluginPaths {
    /// All of them (`H5PLsize`, `H5PLget`).
    ///
    /// # Errors
    /// `Library`.
    pub fn list(self) -> Result<Vec<PathBuf>> {
        let api = Api::lock()?;
        let count = count(&api)?;
        (0..count).map(|index| path(&api, index)).collect()
    }

    /// One more, behind the others (`H5PLappend`).
    ///
    /// # Errors
    /// `InvalidValue` for one that is empty or has a NUL, `Library`.
    pub fn append(self, folder: impl AsRef<Path>) -> Result<()> {
        let folder = name::c_path(folder.as_ref())?;
        h5pl::append(&Api::lock()?, &folder).at("append to", PLACE)
    }

    /// One more, before the others (`H5PLprepend`).
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub fn prepend(self, folder: impl AsRef<Path>) -> Result<()> {
        self.insert(0, folder)
    }

    /// One more, before the one of this index (`H5PLinsert`).
    ///
    /// # Errors
    /// As [`append`](Self::append), and `OutOfBounds`.
    pub fn insert(self, index: usize, folder: impl AsRef<Path>) -> Result<()> {
        let folder = name::c_path(folder.as_ref())?;
        let api = Api::lock()?;
        match count(&api)? as usize {
            len if index == len => h5pl::append(&api, &folder).at("append to", PLACE),
            _ => h5pl::insert(&api, &folder, known(&api, index)?).at("insert into", PLACE),
        }
    }

    /// Another one in place of this (`H5PLreplace`).
    ///
    /// # Errors
    /// As [`insert`](Self::insert).
    pub fn replace(self, index: usize, folder: impl AsRef<Path>) -> Result<()> {
        let folder = name::c_path(folder.as_ref())?;
        let api = Api::lock()?;
        h5pl::replace(&api, &folder, known(&api, index)?).at("replace one of", PLACE)
    }

    /// Takes one out (`H5PLremove`).
    ///
    /// # Errors
    /// `OutOfBounds`, `Library`.
    pub fn remove(self, index: usize) -> Result<PathBuf> {
        let api = Api::lock()?;
        let index = known(&api, index)?;
        let path = path(&api, index)?;
        h5pl::remove(&api, index).at("remove one of", PLACE)?;
        Ok(path)
    }
}

/// Whether filters are loaded as plugins at all (`H5PLget_loading_state`).
///
/// # Errors
/// `Library`.
pub fn loads_plugins() -> Result<bool> {
    h5pl::get_loading_state(&Api::lock()?).at("ask for", PLACE)
}

/// Has filters loaded as plugins from now on, or not (`H5PLset_loading_state`); those that are loaded stay.
///
/// # Errors
/// `Unsupported` where the environment forbids them (`HDF5_PLUGIN_PRELOAD` is `::`), `Library`.
pub fn load_plugins(on: bool) -> Result<()> {
    let api = Api::lock()?;
    h5pl::set_loading_state(&api, on).at("set", PLACE)?;
    if h5pl::get_loading_state(&api).at("ask for", PLACE)? != on {
        return Err(Error::unsupported("loading plugins", "an environment whose HDF5_PLUGIN_PRELOAD is not `::`"));
    }
    Ok(())
}

fn count(api: &Api) -> Result<u32> {
    h5pl::size(api).at("count", PLACE)
}

fn path(api: &Api, index: u32) -> Result<PathBuf> {
    let bytes = h5pl::get(api, index).at("ask for", PLACE)?;
    Ok(name::os_path(&CString::new(bytes).map_err(|_| Error::invalid(PLACE, "a folder with a NUL"))?))
}

/// An index that there is.
fn known(api: &Api, index: usize) -> Result<u32> {
    let len = count(api)?;
    let out = || Error::OutOfBounds { path: PLACE.to_owned(), what: index.to_string(), axis: 0, len: len as usize };
    u32::try_from(index).ok().filter(|index| *index < len).ok_or_else(out)
}
