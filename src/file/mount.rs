//! Files mounted in files.
use std::{
    fmt,
    sync::{Arc, atomic::Ordering},
};

use super::File;
use crate::{
    error::{At, Error, Result, Returned},
    group::Group,
    handle::{self, Node},
    name::CName,
    object,
    sys::{Api, h5f, h5g},
};

/// A file mounted in another: it ends with [`unmount`](Self::unmount), or with the value.
///
/// While it lasts neither file can be closed.
#[must_use = "the file is unmounted when this is dropped"]
pub struct Mount {
    /// The group that the file is mounted on: it has its own links again afterwards, and may have lost its name meanwhile.
    point: Arc<Node>,
    child: Arc<Node>,
    mounted: bool,
}

impl Group {
    /// Puts a file's root in the place of a group of this file, whose own links are hidden meanwhile (`H5Fmount`): paths lead on into it.
    ///
    /// Meanwhile the mounted file's own root leads to the root of the whole, so its [`File`] shows this file; groups in it stay what they are.
    ///
    /// ```
    /// # use h5mem::{File, Result};
    /// # fn main() -> Result<()> {
    /// let (file, library) = (File::in_memory()?, File::in_memory()?);
    /// library.write("x", &[1, 2, 3])?;
    /// file.create_group("library")?;
    /// let mount = file.mount("library", &library)?;
    /// assert_eq!(file.dataset("library/x")?.read::<Vec<i32>>()?, [1, 2, 3]);
    /// mount.unmount()?;
    /// assert!(!file.contains("library/x")?);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// `NotFound` for the group, `Closed`, `Library` for a file that is mounted already.
    pub fn mount(&self, path: &str, file: &File) -> Result<Mount> {
        let api = Api::lock()?;
        let child = Arc::clone(file.node());
        let (raw, child_raw) = (self.node().raw(&api)?, child.raw(&api)?);
        let name = CName::new(path)?;
        let missing = |stack: crate::error::ErrorStack| object::diagnose(&api, self.node(), path, stack.at("mount on", &self.place(path)));
        let point = self.child(h5g::open(&api, raw, name.as_c_str()).map_err(missing)?, path);
        for file in [&self.node().file, &child.file] {
            file.settle_handles(&api);
        }
        h5f::mount(&api, raw, name.as_c_str(), child_raw).map_err(missing)?;
        for file in [&self.node().file, &child.file] {
            file.mounted(&api);
        }
        Ok(Mount { point, child, mounted: true })
    }
}

impl Mount {
    /// Takes the file out again (`H5Funmount`).
    ///
    /// # Errors
    /// `Library`; the mount is given back.
    pub fn unmount(mut self) -> Result<(), Returned<Self>> {
        let unmounted = Api::lock().and_then(|api| self.end(&api));
        handle::give_back(self, unmounted)
    }

    fn end(&mut self, api: &Api) -> Result<()> {
        if !self.mounted {
            return Ok(());
        }
        h5f::unmount(api, self.point.raw(api)?, c".").at("unmount from", || self.point.place())?;
        self.mounted = false;
        for file in [&self.point.file, &self.child.file] {
            file.mounts.fetch_sub(1, Ordering::AcqRel);
        }
        Ok(())
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = self.end(&Api::again()); // `unmount` tells what this cannot
    }
}

impl fmt::Debug for Mount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mount({:?} on {:?})", self.child, self.point)
    }
}

/// `InUse` where a file is mounted, or something in it.
pub(super) fn check_unmounted(file: &handle::OpenFile) -> Result<()> {
    match file.mounts.load(Ordering::Acquire) {
        0 => Ok(()),
        handles => Err(Error::InUse { path: file.label.clone(), handles }),
    }
}
