//! Copying objects.
use super::Group;
use crate::{
    error::{At, Error, Result},
    handle::{Id, Node},
    name::CName,
    object,
    plist::CopyOptions,
    sys::{Api, h5f, h5i, h5o, hid_t},
};

impl Group {
    /// Copies an object, with all below it and its attributes, to another place in this file (`H5Ocopy`), making the groups missing on the
    /// way. [`copy_to`](Self::copy_to) copies to other groups and files, and takes options.
    ///
    /// # Errors
    /// `NotFound`, `AlreadyExists`, `ReadOnly`, `Closed`, `Library`.
    pub fn copy(&self, from: &str, to: &str) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node().writable(&api)?;
        self.check_not_swmr(&api, raw)?;
        let (c_from, c_to) = (CName::new(from)?, CName::of_new(to)?);
        let options = CopyOptions::default();
        let list = options.apply(&api)?;
        let copied = h5o::copy_tree(&api, raw, c_from.as_c_str(), raw, c_to.as_c_str(), list.raw(), options.flags());
        self.made(&api, to, &c_to, copied).map_err(|error| match error {
            taken @ Error::AlreadyExists { .. } => taken,
            error => object::diagnose(&api, self.node(), from, error),
        })
    }

    /// Copies the object of an open node under a path of this group.
    pub(crate) fn copy_here(&self, api: &Api, node: &Node, path: &str, options: &CopyOptions) -> Result<()> {
        let from = node.raw(api)?;
        let raw = self.node().writable(api)?;
        self.check_not_swmr(api, raw)?;
        let c_path = CName::of_new(path)?;
        let list = options.apply(api)?;
        let copied = h5o::copy_tree(api, from, c".", raw, c_path.as_c_str(), list.raw(), options.flags());
        self.made(api, path, &c_path, copied)
    }

    /// `Unsupported` in a file that other processes read meanwhile (SWMR): libhdf5 fails halfway, and could not close the file any more.
    fn check_not_swmr(&self, api: &Api, raw: hid_t) -> Result<()> {
        let swmr = h5i::get_file_id(api, raw).map(Id::own).and_then(|file| h5f::is_swmr_writer(api, file.raw()));
        match swmr.at("ask the file of", || self.place("."))? {
            true => Err(Error::unsupported(self.place("copy"), "a file that is not written for SWMR readers")),
            false => Ok(()),
        }
    }
}
