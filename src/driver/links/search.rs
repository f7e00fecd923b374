//! Where libhdf5 looks for the files that links name.
use std::{
    env,
    ffi::CString,
    fs,
    path::{Path, PathBuf, absolute},
};

use super::{Driver, refusal};
use crate::{
    name,
    sys::links::{Ask, Link},
};

/// What is known of where libhdf5 looks for files.
pub(super) struct Search {
    /// That opens them.
    pub driver: Driver,
    pub prefix: Option<PathBuf>,
    /// The name that the file with the rules was opened by, and where that was: the current folder may become another.
    pub name: CString,
    pub path: PathBuf,
}

impl Search {
    /// Asks a rule about every file that libhdf5 may take for the one that a link names.
    pub(super) fn asking(self, allowed: impl Fn(&Path) -> bool + Send + Sync + 'static) -> Box<Ask> {
        Box::new(move |link| {
            for place in self.places(link) {
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

    /// Where libhdf5 looks for a link's file (`H5F_prefix_open_file`).
    fn places(&self, link: &Link) -> Vec<PathBuf> {
        let file = name::os_path(link.file);
        let mut places = Vec::new();
        let relative = if file.has_root() || file.is_absolute() {
            places.push(file);
            let last = link.file.to_bytes().rsplit(|&byte| byte == b'/' || cfg!(windows) && byte == b'\\').next();
            name::os_path(&CString::new(last.unwrap_or(b"")).expect("a part of a C string"))
        } else {
            file
        };
        if let Some(folders) = env::var_os("HDF5_EXT_PREFIX") {
            places.extend(env::split_paths(&folders).map(|folder| folder.join(&relative)));
        }
        places.extend(self.prefix.as_ref().map(|folder| folder.join(&relative)));
        let parent = if link.parent == &*self.name { Ok(self.path.clone()) } else { absolute(name::os_path(link.parent)) };
        let beside = |file: &Path| file.parent().map(|folder| folder.join(&relative));
        places.extend(parent.as_ref().ok().and_then(|parent| beside(parent)));
        places.push(relative.clone());
        places.extend(parent.and_then(fs::canonicalize).ok().and_then(|parent| beside(&parent)));
        places
    }
}
