//! Files mounted in files.
use std::{
    fmt,
    sync::{Arc, atomic::Ordering},
};

use super::File;
use crate::{
    error::{At, Error, ErrorStack, Result, Returned},
    group::Group,
    handle::{self, Id, Node},
    name::CName,
    object,
    sys::{Api, h5f, h5g, h5i, h5o, hid_t},
};

/// A file mounted in another: it ends with [`unmount`](Self::unmount), or with the value.
///
/// While it lasts neither file can be closed.
#[must_use = "the file is unmounted when this is dropped"]
pub struct Mount {
    /// The group that the file is mounted on.
    point: Arc<Node>,
    /// The mounted file's root group, as an object of its own: the file's identifier stands for the root of the whole meanwhile.
    root: Arc<Node>,
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
    /// `NotFound` for the group, `Closed`, `InvalidValue` for a group behind an external link, `Library` for a file that is mounted already.
    pub fn mount(&self, path: &str, file: &File) -> Result<Mount> {
        let api = Api::lock()?;
        let child = file.node();
        let (raw, child_raw) = (self.node().raw(&api)?, child.raw(&api)?);
        let name = CName::new(path)?;
        let failed = |stack: ErrorStack| object::diagnose(&api, self.node(), path, stack.at("mount on", &self.place(path)));
        let point = Id::own(h5g::open(&api, raw, name.as_c_str()).map_err(failed)?);
        self.check_this_file(&api, path, point.raw())?;
        let point = self.child(h5o::open_nameless(&api, point.raw()).map_err(failed)?, path);
        let root = h5o::open_nameless(&api, child_raw).at("open", || child.place())?;
        let root = Arc::new(Node::own(root, Arc::clone(&child.file), "/".to_owned()));
        for file in [&point.file, &root.file] {
            file.settle_handles(&api);
        }
        h5f::mount(&api, point.id(&api)?, child_raw).map_err(failed)?;
        for file in [&point.file, &root.file] {
            file.mounted(&api);
        }
        Ok(Mount { point, root, mounted: true })
    }

    /// `InvalidValue` for a group that a path from here leads to in another file, unless that is mounted here.
    fn check_this_file(&self, api: &Api, path: &str, group: hid_t) -> Result<()> {
        let file_of = |object| h5i::get_file_id(api, object).map(Id::own).at("ask the file of", || self.place(path));
        let (here, there) = (file_of(self.node().id(api)?)?, file_of(group)?);
        let is_mounted = || handle::open_file(api, there.raw()).is_some_and(|file| file.mounts.load(Ordering::Acquire) > 0);
        if here.raw() == there.raw() || is_mounted() {
            return Ok(());
        }
        Err(Error::invalid(&self.place(path), "a group behind an external link, on which nothing can be mounted"))
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
        h5f::unmount(api, self.root.id(api)?).at("unmount from", || self.point.place())?;
        self.mounted = false;
        for file in [&self.point.file, &self.root.file] {
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
        write!(f, "Mount({:?} on {:?})", self.root, self.point)
    }
}

/// `InUse` where a file is mounted, or something in it.
pub(super) fn check_unmounted(file: &handle::OpenFile) -> Result<()> {
    match file.mounts.load(Ordering::Acquire) {
        0 => Ok(()),
        handles => Err(Error::InUse { path: file.label.clone(), handles }),
    }
}
