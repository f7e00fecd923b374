//! Taking links away and moving them.
use std::sync::Arc;

use super::{Group, below::Moved};
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
    /// As [`move_to`](Self::move_to).
    pub fn rename(&self, from: &str, to: &str) -> Result<()> {
        self.move_to(from, self, to)
    }

    /// Gives a link a place in another group of the same file, making the groups missing on the way (`H5Lmove`). Between files,
    /// [`copy_to`](Self::copy_to) and [`remove`](Self::remove) do it.
    ///
    /// # Errors
    /// `NotFound`, `AlreadyExists`, `ReadOnly`, `Closed`, `InvalidValue` for a group of another file, and for a group that would be moved into
    /// itself or below, `Type` where a path leads on below a dataset, `Unsupported` for a link of a user's own class that the program has not
    /// registered.
    pub fn move_to(&self, from: &str, group: &Self, to: &str) -> Result<()> {
        let api = Api::lock()?;
        let (raw, to_raw) = (self.node().writable(&api)?, group.node().writable(&api)?);
        let (c_from, c_to) = (CName::new(from)?, CName::of_new(to)?);
        let class = self.movable(&api, raw, from, &c_from)?;
        if !Arc::ptr_eq(&self.node().file, &group.node().file) {
            group.same_file(&api, self.node())?; // before groups are made there
        }
        // a new name in the same group leads nowhere else
        if class == Class::Hard && (raw != to_raw || to.contains('/') || from.contains('/')) {
            self.check_place(&api, (raw, from), &c_from, (to_raw, to))?;
        }
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

    /// The class of a link that is to be moved; `NotFound` where there is none.
    ///
    /// A class that libhdf5 does not know is `Unsupported`: `H5Lmove` makes the new link, then fails, and the link could not be deleted either.
    fn movable(&self, api: &Api, raw: hid_t, from: &str, c_from: &CName) -> Result<Class> {
        let info = h5l::get_info(api, raw, c_from.as_c_str())
            .map_err(|stack| self.no_link(api, from, c_from, stack.at("rename", &self.place(from))))?;
        match info.class {
            Class::User(class) if !h5l::is_registered(api, class).at("ask for the class of", || self.place(from))? => Err(
                Error::unsupported(format!("{}: moving a link of class {class}", self.place(from)), "a program that registers this class"),
            ),
            class => Ok(class),
        }
    }

    /// `InvalidValue` where the new place of a hard link is in another file, or in the group that it leads to or below: nothing would lead there
    /// any more.
    fn check_place(&self, api: &Api, from: (hid_t, &str), c_from: &CName, to: (hid_t, &str)) -> Result<()> {
        let refused =
            |why: &str| Err(Error::invalid(&self.place(from.1), format!("a hard link cannot be moved to {:?}, which is {why}", to.1)));
        let follow = |path: &str| self.place(path);
        let moved = Moved::new(api, from, to).at("follow", || follow(to.1))?;
        if moved.leaves_file(api).at("follow", || follow(to.1))? {
            return refused("in another file");
        }
        let Ok(object) = h5o::open(api, from.0, c_from.as_c_str()).map(Id::own) else { return Ok(()) }; // nothing is below what does not open
        if h5i::get_type(api, object.raw()) == Kind::Group && moved.goes_below(api, &object).at("follow", || follow(to.1))? {
            return refused("in the group or below");
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
