//! Taking links away and moving them.
use super::{Group, below::leads_below};
use crate::{
    error::{At, Error, Result},
    handle::{Id, Node},
    name::CName,
    object,
    sys::{
        Api,
        h5i::{self, Kind},
        h5l::{self, Class},
        h5o, hid_t,
    },
};

impl Group {
    /// Removes a link; the object goes with its last one (`H5Ldelete`).
    ///
    /// # Errors
    /// `NotFound`, `ReadOnly`, `Closed`.
    pub fn remove(&self, path: &str) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node().writable(&api)?;
        let c_path = CName::new(path)?;
        self.node().file.unlinks(&api);
        let removed = h5l::delete(&api, raw, c_path.as_c_str());
        self.node().file.outcome(removed.map_err(|stack| self.no_link(&api, path, &c_path, stack.at("remove", &self.place(path)))))
    }

    /// Gives a link another name or place, making the groups missing on the way (`H5Lmove`).
    ///
    /// # Errors
    /// `NotFound`, `AlreadyExists`, `ReadOnly`, `Closed`.
    pub fn rename(&self, from: &str, to: &str) -> Result<()> {
        self.move_to(from, self, to)
    }

    /// Gives a link a place in another group of the same file, making the groups missing on the way (`H5Lmove`). Between files,
    /// [`copy_to`](Self::copy_to) and [`remove`](Self::remove) do it.
    ///
    /// # Errors
    /// `NotFound`, `AlreadyExists`, `ReadOnly`, `Closed`, `InvalidValue` for a group of another file, and for a group that would be moved into
    /// itself or below.
    pub fn move_to(&self, from: &str, group: &Self, to: &str) -> Result<()> {
        let api = Api::lock()?;
        let (raw, to_raw) = (self.node().writable(&api)?, group.node().writable(&api)?);
        let (c_from, c_to) = (CName::new(from)?, CName::of_new(to)?);
        self.check_not_below(&api, raw, from, &c_from, to_raw, to)?;
        let moved = h5l::move_to(&api, raw, c_from.as_c_str(), to_raw, c_to.as_c_str()).map_err(|stack| {
            if h5l::exists(&api, to_raw, c_to.as_c_str()).unwrap_or(false) {
                return Error::AlreadyExists { path: group.place(to) };
            }
            if let Err(elsewhere) = group.same_file(&api, self.node()) {
                return elsewhere;
            }
            let failed = group.blocked(&api, to, stack.at("rename", &self.place(from)));
            self.no_link(&api, from, &c_from, failed)
        });
        self.node().file.outcome(moved)
    }

    /// `InvalidValue` where the link leads to a group and the new place is in it or below: nothing would lead there any more.
    fn check_not_below(&self, api: &Api, raw: hid_t, from: &str, c_from: &CName, to_raw: hid_t, to: &str) -> Result<()> {
        // a new name in the same group is never below
        if raw == to_raw && !to.contains('/') && !from.contains('/') {
            return Ok(());
        }
        let is_hard = matches!(h5l::get_info(api, raw, c_from.as_c_str()), Ok(info) if info.class == Class::Hard);
        let Some(object) = is_hard.then(|| h5o::open(api, raw, c_from.as_c_str())).and_then(std::result::Result::ok).map(Id::own) else {
            return Ok(()); // what is wrong with it is the move's to say
        };
        if h5i::get_type(api, object.raw()) == Kind::Group && leads_below(api, object.raw(), to_raw, to).at("follow", || self.place(to))? {
            return Err(Error::invalid(&self.place(from), format!("a group cannot be moved to {to:?}, which is in it or below")));
        }
        Ok(())
    }

    /// `InvalidValue` where an object is in another file than this group: hard links cannot lead there.
    pub(crate) fn same_file(&self, api: &Api, node: &Node) -> Result<()> {
        if object::identity(api, self.node())?.file == object::identity(api, node)?.file {
            return Ok(());
        }
        Err(Error::invalid(&self.node().place(), format!("a hard link to {}, which is in another file", node.place())))
    }

    /// What is missing on the way to a link, where it is not there; else the failure as it is. A link that dangles is there.
    fn no_link(&self, api: &Api, path: &str, c_path: &CName, failed: Error) -> Error {
        match self.node().raw(api).map(|raw| h5l::exists(api, raw, c_path.as_c_str())) {
            Ok(Ok(true)) => failed,
            _ => object::diagnose(api, self.node(), path, failed),
        }
    }
}
