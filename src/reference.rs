//! References: making them of objects and regions, and following them.
use crate::{
    attribute::Attribute,
    dataset::Dataset,
    dataspace::{Selection, listed},
    element::{AttributeReference, ObjectReference, Region, RegionReference},
    error::{At, Error, Result},
    group::Group,
    handle::Node,
    object::{Datatype, Object, info::named},
    sys::{Api, h5d, h5r},
};

fn of(node: &Node) -> Result<ObjectReference> {
    let api = Api::lock()?;
    h5r::create_object(&api, node.raw(&api)?).map(ObjectReference).at("make a reference to", || node.place())
}

/// The same method for each of the handles.
macro_rules! referable {
    ($($kind:ident),*) => {$(
        impl $kind {
            /// A reference to it, to be written to this file: [`Group::dereference`](crate::Group::dereference) follows it (`H5Rcreate`).
            ///
            /// # Errors
            /// `Closed`, `Library`.
            pub fn reference(&self) -> Result<ObjectReference> {
                of(self.node())
            }
        }
    )*};
}

referable!(Group, Dataset, Datatype, Object);

impl Dataset {
    /// A reference to a part of it, to be written to this file: [`Group::dereference_region`] follows it (`H5Rcreate`).
    ///
    /// The part is kept in the file's global heap, so the file must be open for writing.
    ///
    /// # Errors
    /// `OutOfBounds`, `Shape` for a part it has not got, `ReadOnly`, `Closed`, `Library`.
    pub fn region_reference(&self, part: impl Into<Selection>) -> Result<RegionReference> {
        let api = Api::lock()?;
        let node = self.node();
        let raw = node.writable(&api)?;
        let place = || node.place();
        let space = h5d::get_space(&api, raw).at("get the dataspace of", place)?;
        let dims = crate::dataspace::shape_of(&api, &space, &place)?;
        let dims = dims.ok_or_else(|| Error::shape(&place(), "data", "a null dataspace"))?;
        part.into().pick(&dims, &place)?.select(&api, &space, &dims).at("select in", place)?;
        let made = h5r::create_region(&api, raw, space.raw())
            .map(|bytes| RegionReference(Region::Stored(bytes)))
            .at("make a reference to a region of", place);
        node.file.outcome(made)
    }
}

impl Attribute {
    /// A reference to it, to be written to this file: [`Group::dereference_attribute`] follows it. Files have them since libhdf5 1.12
    /// (`H5Rcreate_attr`).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn reference(&self) -> Result<AttributeReference> {
        Ok(AttributeReference { object: of(self.node())?, name: self.name().to_owned() })
    }
}

impl Group {
    /// Opens the object that a reference of this file points at (`H5Rdereference2`).
    ///
    /// ```
    /// # use h5mem::{File, ObjectReference, Result};
    /// # fn main() -> Result<()> {
    /// let file = File::in_memory()?;
    /// let x = file.write("x", &[1, 2, 3])?;
    /// file.attrs().set("best", &x.reference()?)?;
    /// let best: ObjectReference = file.attrs().get("best")?;
    /// assert_eq!(file.dereference(&best)?.path()?, "/x");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// `InvalidValue` for one that points at nothing, `NotFound` or `Library` where the object is gone, `Closed`.
    pub fn dereference(&self, reference: &ObjectReference) -> Result<Object> {
        let api = Api::lock()?;
        let node = self.node();
        let raw = node.raw(&api)?;
        if reference.is_null() {
            return Err(Error::invalid(&node.place(), "a reference that points at nothing"));
        }
        let opened = h5r::dereference_object(&api, raw, &reference.0).at("follow a reference in", || node.place());
        named(&api, node, node.file.outcome(opened)?)
    }

    /// Opens the dataset that a region reference of this file points at, and gives what is selected in it (`H5Rget_region`).
    ///
    /// ```
    /// # use h5mem::{File, Result};
    /// # fn main() -> Result<()> {
    /// let file = File::in_memory()?;
    /// let region = file.write("x", &[[1, 2, 3], [4, 5, 6]])?.region_reference((.., 1..3))?;
    /// let (x, part) = file.dereference_region(&region)?;
    /// assert_eq!(x.slice(part).read::<Vec<[i32; 2]>>()?, [[2, 3], [5, 6]]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// As [`dereference`](Self::dereference).
    pub fn dereference_region(&self, reference: &RegionReference) -> Result<(Dataset, Selection)> {
        let api = Api::lock()?;
        let node = self.node();
        let raw = node.raw(&api)?;
        if reference.is_null() {
            return Err(Error::invalid(&node.place(), "a reference that points at nothing"));
        }
        let failed = "follow a region reference in";
        let stored = match &reference.0 {
            Region::Stored(stored) => stored,
            Region::Known(known) => {
                let dataset = self.dereference(&known.0)?.into_dataset()?;
                let part = known.1.clone().ok_or_else(|| Error::invalid(&node.place(), "a reference to a region that cannot be read"))?;
                return Ok((dataset, part));
            }
        };
        let opened = h5r::dereference_region(&api, raw, stored).at(failed, || node.place());
        let dataset = named(&api, node, node.file.outcome(opened)?)?.into_dataset()?;
        let space = h5r::get_region(&api, raw, stored).at(failed, || node.place())?;
        let part = listed(&api, &space).at(failed, || node.place())?;
        Ok((dataset, part))
    }

    /// Opens the attribute that a reference of this file points at (`H5Ropen_attr`).
    ///
    /// ```
    /// # use h5mem::{File, Result};
    /// # fn main() -> Result<()> {
    /// let file = File::in_memory()?;
    /// file.attrs().set("scale", &0.5)?;
    /// let reference = file.attrs().open("scale")?.reference()?;
    /// assert_eq!(file.dereference_attribute(&reference)?.read::<f64>()?, 0.5);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// As [`dereference`](Self::dereference), and `NotFound` where the object has no such attribute any more.
    pub fn dereference_attribute(&self, reference: &AttributeReference) -> Result<Attribute> {
        self.dereference(&reference.object)?.attrs().open(&reference.name)
    }
}
