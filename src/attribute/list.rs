//! An object's attributes one after the other.
use std::sync::Arc;

use super::{Attribute, Attributes};
use crate::{
    error::{At, Error, Result},
    name,
    sys::{Api, h5a},
    walk::{Order, Walk},
};

impl Attributes<'_> {
    /// All names, in byte order.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn names(&self) -> Result<Vec<String>> {
        self.names_by(Walk::by_name())
    }

    /// All attributes, in the order of their names. The names are listed at once.
    ///
    /// ```
    /// # use h5mem::{File, Result};
    /// # fn main() -> Result<()> {
    /// # let file = File::in_memory()?;
    /// file.attrs().set("a", &1)?;
    /// file.attrs().set("b", &2)?;
    /// let sum: i32 = file.attrs().iter()?.map(|attribute| attribute.read::<i32>()).sum::<Result<_>>()?;
    /// assert_eq!(sum, 3);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn iter(&self) -> Result<impl Iterator<Item = Attribute> + use<>> {
        self.iter_by(Walk::by_name())
    }

    /// Attributes in any order and from any on (`H5Aiterate2`). The names are listed at once.
    ///
    /// # Errors
    /// `Unsupported` for the order of making in an object that does not track it, `Closed`, `Library`.
    pub fn iter_by(&self, walk: Walk) -> Result<impl Iterator<Item = Attribute> + use<>> {
        let node = Arc::clone(self.node);
        Ok(self.names_by(walk)?.into_iter().map(move |name| Attribute::new(&node, name)))
    }

    fn names_by(&self, walk: Walk) -> Result<Vec<String>> {
        let api = Api::lock()?;
        let object = self.node.raw(&api)?;
        let by_creation = walk.order == Order::Creation;
        // the library lists in some order or other what does not know its own
        if by_creation && !h5a::tracks_order(&api, object).at("ask", || self.node.place())? {
            let what = format!("{}: attributes in the order of their making", self.node.place());
            return Err(Error::unsupported(what, "an object made with `track_order`"));
        }
        let found = h5a::list(&api, object, by_creation, walk.reverse).at("list the attributes of", || self.node.place())?;
        Ok(found.into_iter().skip(walk.from).map(name::text).collect())
    }
}
