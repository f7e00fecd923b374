//! Dimension scales: datasets that say what the positions along an axis of others are (libhdf5_hl's `H5DS`, feature `hl`).
mod attributes;

use std::{ffi::CString, sync::Arc};

use crate::{
    dataset::Dataset,
    error::{At, Error, Result},
    handle::Node,
    name,
    sys::{Api, h5ds, h5i, hid_t},
};

/// One axis of a dataset, with its label and its scales: what [`Dataset::dim`] lends.
///
/// ```
/// # use h5mem::{File, Result};
/// # fn main() -> Result<()> {
/// let file = File::in_memory()?;
/// let heat = file.write("heat", &[[20.5, 21.0, 21.5], [19.5, 20.0, 20.5]])?;
/// let hours = file.write("hours", &[6.0, 12.0, 18.0])?;
/// hours.make_scale("time of day")?;
/// heat.dim(1)?.attach(&hours)?;
/// heat.dim(1)?.set_label("time")?;
/// assert_eq!(heat.dim(1)?.label()?.as_deref(), Some("time"));
/// assert_eq!(heat.dim(1)?.scales()?[0].read::<Vec<f64>>()?, [6.0, 12.0, 18.0]);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Dim<'a> {
    dataset: &'a Dataset,
    axis: u32,
}

impl Dataset {
    /// An axis, to label it and to attach scales to it.
    ///
    /// # Errors
    /// `InvalidValue` for an axis it has not got, `Closed`.
    pub fn dim(&self, axis: usize) -> Result<Dim<'_>> {
        let rank = self.shape()?.len();
        match u32::try_from(axis) {
            Ok(number) if axis < rank => Ok(Dim { dataset: self, axis: number }),
            _ => Err(Error::invalid(&self.node().place(), format!("axis {axis} of {rank}"))),
        }
    }

    /// Makes it a dimension scale of this name (`H5DSset_scale`), which may be empty.
    ///
    /// # Errors
    /// `InvalidValue` for a name with a NUL, `Type` for an attribute `CLASS` of more than one element, `ReadOnly`, `Closed`, `Library` for a
    /// dataset that has scales itself.
    pub fn make_scale(&self, name: &str) -> Result<()> {
        let api = Api::lock()?;
        self.check_class()?;
        let raw = self.node().writable(&api)?;
        let name = text(self.node(), name)?;
        self.node().file.outcome(h5ds::set_scale(&api, raw, &name).at("make a scale of", || self.node().place()))
    }

    /// Whether it is a dimension scale.
    ///
    /// # Errors
    /// `Type` for attributes of other types or lengths than dimension scales have, `Closed`, `Library`.
    pub fn is_scale(&self) -> Result<bool> {
        let api = Api::lock()?;
        self.check_class()?;
        h5ds::is_scale(&api, self.node().raw(&api)?).at("ask", || self.node().place())
    }

    /// The name it has as a dimension scale; none where that is empty or it is no scale.
    ///
    /// # Errors
    /// `Type` for attributes of other types or lengths than dimension scales have, `Closed`, `Library`.
    pub fn scale_name(&self) -> Result<Option<String>> {
        let api = Api::lock()?;
        if !self.is_scale()? {
            return Ok(None);
        }
        self.check_name()?;
        let bytes = h5ds::get_scale_name(&api, self.node().raw(&api)?).at("name the scale", || self.node().place())?;
        Ok((!bytes.is_empty()).then(|| name::text(bytes)))
    }
}

impl Dim<'_> {
    fn node(&self) -> &Arc<Node> {
        self.dataset.node()
    }

    fn check_both(&self, scale: &Dataset) -> Result<()> {
        self.dataset.check_class()?;
        self.dataset.check_axes()?;
        scale.check_class()
    }

    /// What the axis is called (`H5DSget_label`).
    ///
    /// # Errors
    /// `Type` for attributes of other types or lengths than dimension scales have, `Closed`, `Library`.
    pub fn label(&self) -> Result<Option<String>> {
        let api = Api::lock()?;
        self.dataset.check_axes()?;
        let bytes = h5ds::get_label(&api, self.node().raw(&api)?, self.axis).at("ask for a label of", || self.node().place())?;
        Ok((!bytes.is_empty()).then(|| name::text(bytes)))
    }

    /// Names the axis (`H5DSset_label`).
    ///
    /// # Errors
    /// `InvalidValue` for a label with a NUL, `ReadOnly`, `Type` for attributes of other types or lengths than dimension scales have, `Closed`, `Library`.
    pub fn set_label(&self, label: &str) -> Result<()> {
        let api = Api::lock()?;
        self.dataset.check_axes()?;
        let raw = self.node().writable(&api)?;
        let label = text(self.node(), label)?;
        self.node().file.outcome(h5ds::set_label(&api, raw, self.axis, &label).at("label", || self.node().place()))
    }

    /// Attaches a scale, made one where it is not yet (`H5DSattach_scale`). An axis may have several.
    ///
    /// # Errors
    /// `Type` as [`label`](Self::label), `ReadOnly`, `Closed`, `Library` for a dataset that has scales itself or is in another file.
    pub fn attach(&self, scale: &Dataset) -> Result<()> {
        self.change(scale, "attach a scale to", h5ds::attach_scale)
    }

    /// Detaches a scale (`H5DSdetach_scale`).
    ///
    /// # Errors
    /// `Type` as [`label`](Self::label), `ReadOnly`, `Closed`, `Library` for one that is not attached.
    pub fn detach(&self, scale: &Dataset) -> Result<()> {
        self.change(scale, "detach a scale from", h5ds::detach_scale)
    }

    fn change(&self, scale: &Dataset, what: &str, call: fn(&Api, hid_t, hid_t, u32) -> crate::sys::Called<()>) -> Result<()> {
        let api = Api::lock()?;
        self.check_both(scale)?;
        let (raw, scale) = (self.node().writable(&api)?, scale.node().writable(&api)?);
        self.node().file.outcome(call(&api, raw, scale, self.axis).at(what, || self.node().place()))
    }

    /// Whether this scale is attached.
    ///
    /// # Errors
    /// `Type` as [`label`](Self::label), `Closed`, `Library` for a dataset that is no scale.
    pub fn is_attached(&self, scale: &Dataset) -> Result<bool> {
        let api = Api::lock()?;
        self.check_both(scale)?;
        let (raw, scale) = (self.node().raw(&api)?, scale.node().raw(&api)?);
        h5ds::is_attached(&api, raw, scale, self.axis).at("ask", || self.node().place())
    }

    /// Its scales, in the order they were attached (`H5DSiterate_scales`).
    ///
    /// # Errors
    /// `Type` for attributes of other types or lengths than dimension scales have, `Closed`, `Library`.
    pub fn scales(&self) -> Result<Vec<Dataset>> {
        let api = Api::lock()?;
        self.dataset.check_axes()?;
        let found = h5ds::scales(&api, self.node().raw(&api)?, self.axis).at("go through the scales of", || self.node().place())?;
        let own = |scale: crate::handle::Id| {
            let path = h5i::get_name(&api, scale.raw()).at("name a scale of", || self.node().place())?;
            Ok(Dataset::own(Arc::new(Node::own(scale.into_raw(), Arc::clone(&self.node().file), name::text(path)))))
        };
        found.into_iter().map(own).collect()
    }
}

fn text(node: &Node, text: &str) -> Result<CString> {
    CString::new(&*name::bytes(text)).map_err(|_| Error::invalid(&node.place(), "a name cannot hold a NUL"))
}
