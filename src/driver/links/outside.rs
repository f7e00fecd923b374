//! Where libhdf5 looks for files that hold data of a file's datasets.
use std::{
    env,
    ffi::{CStr, OsString},
    fs,
    path::{Path, PathBuf},
};

use super::{
    Allowed,
    search::{Folders, Search},
};
use crate::{handle::Outside, name};

/// What in a folder's name stands for that of the file with the dataset.
const ORIGIN: &str = "${ORIGIN}";

/// What a rule says of files beside the one it is for.
pub(super) struct Beside {
    /// None where no file is.
    pub allowed: Option<Allowed>,
    pub search: Search,
}

impl Outside for Beside {
    fn allows_data(&self, file: &CStr, parent: &CStr, folder: &CStr) -> bool {
        let Some(allowed) = &self.allowed else { return false };
        // the folder was taken from the environment when the dataset was opened, if it had one: of what that was, now is the best guess
        let folders =
            [self.folder(env::var_os("HDF5_EXTFILE_PREFIX"), parent), self.folder(Some(os(folder)), parent), Some(PathBuf::new())];
        let mut places = folders.into_iter().flatten().map(|folder| folder.join(name::os_path(file)));
        places.next().is_some_and(|place| resolved(&place).is_some_and(|path| allowed(&path)))
            && places.all(|place| fs::canonicalize(&place).is_ok_and(|path| allowed(&path)) || !is_there(&place))
    }

    fn sources(&self, file: &CStr, parent: &CStr, folder: &CStr) -> Option<Vec<PathBuf>> {
        let allowed = self.allowed.as_ref()?;
        let variable = "HDF5_VDS_PREFIX";
        let folders = [self.folder(env::var_os(variable), parent), self.folder(Some(os(folder)), parent)];
        let places = folders.iter().map(|named| self.search.places(file, parent, &Folders { variable, named: named.as_deref() }));
        let there: Vec<_> = places.flatten().filter(|place| is_there(&self.search.driver.on_disk(place))).collect();
        let may = |place: &PathBuf| {
            [place, &self.search.driver.on_disk(place)].iter().all(|path| fs::canonicalize(path).is_ok_and(|path| allowed(&path)))
        };
        there.iter().all(may).then_some(there)
    }
}

impl Beside {
    /// The folder that this names (`H5D__build_file_prefix`); the working directory is none.
    fn folder(&self, named: Option<OsString>, parent: &CStr) -> Option<PathBuf> {
        let named = named.filter(|named| !named.is_empty() && named != ".")?;
        let Some(rest) = named.to_str().and_then(|named| named.strip_prefix(ORIGIN)) else { return Some(named.into()) };
        let mut origin = self.search.path_of(parent).ok()?.parent()?.as_os_str().to_owned();
        origin.push(rest);
        Some(origin.into())
    }
}

fn os(folder: &CStr) -> OsString {
    name::os_path(folder).into_os_string()
}

/// Whether a path names anything, be it a symbolic link that leads nowhere yet.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// A path with symbolic links resolved, also of a file that is yet to be made; none for a link that leads nowhere.
fn resolved(path: &Path) -> Option<PathBuf> {
    if is_there(path) {
        return fs::canonicalize(path).ok();
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
}
