//! Where libhdf5 looks for the files that links name.
use std::{
    env,
    ffi::{CStr, CString},
    fs, io,
    path::{Path, PathBuf, absolute},
};

use super::{Driver, refusal};
use crate::{name, sys::links::Ask};

/// What is known of where libhdf5 looks for files.
pub(super) struct Search {
    /// That opens them.
    pub driver: Driver,
    pub prefix: Option<PathBuf>,
    /// The name that the file with the rules was opened by, and where that was: the current folder may become another.
    pub name: CString,
    pub path: PathBuf,
}

/// Folders where relative names are looked for first.
pub(super) struct Folders<'a> {
    /// The variable of the environment with some of them.
    pub variable: &'a str,
    /// That of the file's or dataset's own settings.
    pub named: Option<&'a Path>,
}

impl Search {
    /// Asks a rule about every file that libhdf5 may take for the one that a link names.
    pub(super) fn asking(self, allowed: impl Fn(&Path) -> bool + Send + Sync + 'static) -> Box<Ask> {
        Box::new(move |link| {
            let folders = Folders { variable: "HDF5_EXT_PREFIX", named: self.prefix.as_deref() };
            for place in self.places(link.file, link.parent, &folders) {
                // what is not there, or not to be looked at, libhdf5 does not open either
                for path in [self.driver.on_disk(&place), place] {
                    if fs::canonicalize(path).is_ok_and(|path| !allowed(&path)) {
                        return Err(refusal(link));
                    }
                }
            }
            Ok(())
        })
    }

    /// Where libhdf5 looks for a file that another names (`H5F_prefix_open_file`).
    pub(super) fn places(&self, file_name: &CStr, parent: &CStr, folders: &Folders<'_>) -> Vec<PathBuf> {
        let file = name::os_path(file_name);
        let mut places = Vec::new();
        let relative = if file.has_root() || file.is_absolute() {
            places.push(file);
            let last = file_name.to_bytes().rsplit(|&byte| byte == b'/' || cfg!(windows) && byte == b'\\').next();
            name::os_path(&CString::new(last.unwrap_or(b"")).expect("a part of a C string"))
        } else {
            file
        };
        if let Some(folders) = env::var_os(folders.variable) {
            places.extend(env::split_paths(&folders).map(|folder| folder.join(&relative)));
        }
        places.extend(folders.named.map(|folder| folder.join(&relative)));
        let parent = self.path_of(parent);
        let beside = |file: &Path| file.parent().map(|folder| folder.join(&relative));
        places.extend(parent.as_ref().ok().and_then(|parent| beside(parent)));
        places.push(relative.clone());
        places.extend(parent.and_then(fs::canonicalize).ok().and_then(|parent| beside(&parent)));
        places
    }

    /// Where a file is that was opened by this name.
    pub(super) fn path_of(&self, parent: &CStr) -> io::Result<PathBuf> {
        if parent == &*self.name { Ok(self.path.clone()) } else { absolute(name::os_path(parent)) }
    }
}
