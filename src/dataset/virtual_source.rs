//! Virtual datasets: put together of parts of others.
use std::{ffi::CString, path::Path};

use super::{Dataset, DatasetBuilder};
use crate::{
    dataspace::{Extent, Selection, make_space},
    error::{At, Error, Result},
    handle::Id,
    name,
    plist::Mapping,
    sys::{Api, Called, h5d, h5p, hid_t},
};

/// A dataset that a [virtual one](DatasetBuilder::virtual_from) shows a part of.
///
/// ```
/// # use h5mem::{File, Result, VirtualSource};
/// # use ndarray::s;
/// # fn main() -> Result<()> {
/// let file = File::in_memory()?;
/// file.write("a", &[1, 2, 3, 4])?;
/// file.write("b", &[5, 6, 7, 8])?;
/// // a row for each, of every other element
/// let mut both = file.new_dataset("both").shape([2, 2]).fill(-1);
/// for (row, name) in ["a", "b"].iter().enumerate() {
///     both = both.virtual_from(row, VirtualSource::same_file(name, 4).select(s![..;2]));
/// }
/// assert_eq!(both.create::<i32>()?.read::<Vec<i32>>()?, [1, 3, 5, 7]);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct VirtualSource {
    file: String,
    dataset: String,
    shape: Extent,
    max_shape: Option<Extent>,
    selection: Selection,
}

impl VirtualSource {
    /// A dataset of a file, and the lengths of its axes. It need not be there yet: what is missing has the fill value. A file in memory finds
    /// no others: reading what another file has is `NotFound` there.
    ///
    /// With `%b` in a name it stands for many, numbered from 0: each fills the next block of an [`Axis::Blocks`](crate::Axis) without end.
    pub fn new(file: impl AsRef<Path>, dataset: &str, shape: impl Into<Extent>) -> Self {
        let file = file.as_ref().to_string_lossy().into_owned();
        Self { file, dataset: dataset.to_owned(), shape: shape.into(), max_shape: None, selection: Selection::all() }
    }

    /// A dataset of the same file.
    pub fn same_file(dataset: &str, shape: impl Into<Extent>) -> Self {
        Self::new(".", dataset, shape)
    }

    /// The lengths its axes may grow to. What is selected up to the end of an axis without a maximum grows with it.
    #[must_use]
    pub fn max_shape(mut self, max: impl Into<Extent>) -> Self {
        self.max_shape = Some(max.into());
        self
    }

    /// The part of it that is shown; all unless said.
    #[must_use]
    pub fn select(mut self, part: impl Into<Selection>) -> Self {
        self.selection = part.into();
        self
    }

    pub(super) fn map(&self, api: &Api, target: &Selection, dims: &[usize], max: Option<&[usize]>, place: &str) -> Result<Mapping> {
        let text = |text: &str| CString::new(name::bytes(text).into_owned()).map_err(|_| Error::invalid(place, "a name cannot hold a NUL"));
        Ok(Mapping {
            target: select(api, target, dims, max, place)?,
            file: text(&self.file)?,
            dataset: text(&self.dataset)?,
            source: select(api, &self.selection, self.shape.dims(), self.max_shape.as_ref().map(Extent::dims), place)?,
        })
    }
}

/// A dataspace with a part of it selected, without end where an axis has none.
fn select(api: &Api, part: &Selection, dims: &[usize], max: Option<&[usize]>, place: &str) -> Result<Id> {
    if max.is_some_and(|max| max.len() != dims.len()) {
        return Err(Error::shape(place, format!("as many maximal lengths as {dims:?}"), format!("{max:?}")));
    }
    let space = make_space(api, dims, max).at("make a dataspace for", || place.to_owned())?;
    if !part.select_growing(api, &space, dims, max, &|| place.to_owned())? {
        part.pick(dims, &|| place.to_owned())?.select(api, &space, dims).at("select in", || place.to_owned())?;
    }
    Ok(space)
}

impl DatasetBuilder {
    /// It shows a part of another dataset at `target`, a part of its own: a virtual dataset, made of as many as are named so. What is not
    /// covered has the fill value. Parts are slices, blocks and lists.
    pub fn virtual_from(mut self, target: impl Into<Selection>, source: VirtualSource) -> Self {
        self.sources.push((target.into(), source));
        self
    }
}

impl Dataset {
    /// Whether its file lives in bytes of ours, from where no other file is found.
    pub(super) fn knows_no_others(&self) -> bool {
        matches!(self.node.file.driver, "memory" | "storage")
    }

    /// The first source in another file, of a file that knows no others: libhdf5 would put the fill value in its place.
    pub(super) fn elsewhere(&self, api: &Api, dcpl: hid_t) -> Called<Option<String>> {
        if !self.knows_no_others() {
            return Ok(None);
        }
        for index in 0..h5p::get_virtual_count(api, dcpl)? {
            let file = h5p::get_virtual_filename(api, dcpl, index)?;
            if file != b"." {
                return Ok(Some(name::text(file)));
            }
        }
        Ok(None)
    }

    /// The files and datasets that a virtual dataset shows parts of, in the order they were named; none of any other. "." is its own file.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn virtual_sources(&self) -> Result<Vec<(String, String)>> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        if self.made_with(&api)?.layout != h5p::Layout::Virtual {
            return Ok(Vec::new());
        }
        let list = h5d::get_create_plist(&api, raw).at("get the properties of", || self.place())?;
        let source = |index| {
            let file = h5p::get_virtual_filename(&api, list.raw(), index)?;
            Ok((name::text(file), name::text(h5p::get_virtual_dsetname(&api, list.raw(), index)?)))
        };
        let count = h5p::get_virtual_count(&api, list.raw()).at("count the sources of", || self.place())?;
        (0..count).map(source).collect::<Result<_, _>>().at("name the sources of", || self.place())
    }
}
