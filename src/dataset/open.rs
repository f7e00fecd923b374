//! Datasets that are there already, or like another.
use super::{Dataset, DatasetBuilder, wrong_shape};
use crate::{
    array::FromArray,
    dataspace::Extent,
    element::{H5Type, Mismatch},
    error::{At, Error, Result},
    group::Group,
    plist::{DatasetAccess, DatasetCreate},
    sys::{Api, h5d, h5p},
};

impl Group {
    /// Opens a dataset with settings of its own: a chunk cache, where its external files are (`H5Dopen2`).
    ///
    /// # Errors
    /// As [`dataset`](Self::dataset), and `InvalidValue` for settings that cannot be.
    pub fn dataset_with(&self, path: &str, access: &DatasetAccess) -> Result<Dataset> {
        let api = Api::lock()?;
        let list = access.apply(&api, &self.place(path))?;
        self.open_dataset(&api, path, list.raw())
    }

    /// Opens a dataset of this shape that holds `T`, or creates it, contiguous and of fixed size.
    ///
    /// # Errors
    /// `Shape` and `Type` where there is another dataset, `ReadOnly`, `Closed`.
    pub fn require_dataset<T: H5Type>(&self, path: &str, shape: impl Into<Extent>) -> Result<Dataset> {
        self.new_dataset(path).shape(shape).require::<T>()
    }

    /// Begins a dataset like another: of its shape, chunks, filters, fill value and times. The type is said at the end, such as
    /// `create_as(&other.dtype()?)`.
    ///
    /// # Errors
    /// `Closed`, `Library`; `Unsupported` for a fill value of variable length that is no text.
    pub fn new_dataset_like(&self, path: &str, other: &Dataset) -> Result<DatasetBuilder> {
        let api = Api::lock()?;
        let raw = other.node.raw(&api)?;
        let made = other.made_with(&api)?;
        let (now, max) = (other.shape()?, other.max_shape()?);
        let mut builder = self.new_dataset(path).shape(&now);
        if made.layout == h5p::Layout::Chunked {
            builder = builder.chunk(&made.chunk);
            builder = if max == now { builder } else { builder.max_shape(max) };
        }
        builder = if made.layout == h5p::Layout::Compact { builder.compact() } else { builder };
        builder.filters.clone_from(&made.filters);
        let list = h5d::get_create_plist(&api, raw).at("get the properties of", || other.place())?;
        builder.track_times = h5p::get_obj_track_times(&api, list.raw()).at("read the properties of", || other.place())?;
        if h5p::has_own_fill_value(&api, list.raw()).at("read the properties of", || other.place())? {
            let stored = other.stored(&api)?.descriptor(&api).at("describe the type of", || other.place())?;
            if !stored.has_pointers() {
                let memory = stored.in_memory();
                let made = crate::datatype::make(&api, &memory).at("make the type of", || other.place())?;
                let mut value = vec![0; memory.size()];
                h5p::get_fill_value(&api, list.raw(), made.raw(), &mut value).at("get the fill value of", || other.place())?;
                builder.fill = Some(Box::new(move |_, _| Ok((memory.clone(), value.clone()))));
            } else if let Ok(Some(text)) = other.fill_value::<String>() {
                builder = builder.fill(text);
            } else {
                return Err(Error::unsupported(format!("a fill value like that of {}", other.place()), "one of fixed size, or text"));
            }
        }
        Ok(builder)
    }
}

impl Dataset {
    /// What it was created with (`H5Dget_create_plist`).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn create_props(&self) -> Result<DatasetCreate> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        let props = h5d::get_create_plist(&api, raw).and_then(|list| DatasetCreate::of(&api, list.raw()));
        props.at("read the properties of", || self.place())
    }

    /// The settings it is open with (`H5Dget_access_plist`).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn access(&self) -> Result<DatasetAccess> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        let access = h5d::get_access_plist(&api, raw).and_then(|list| DatasetAccess::of(&api, list.raw()));
        access.at("read the settings of", || self.place())
    }
}

impl DatasetBuilder {
    /// Opens the dataset if there is one of this shape that holds `T`, else creates it.
    ///
    /// # Errors
    /// `Shape` and `Type` where there is another dataset, else as [`create`](Self::create).
    pub fn require<T: H5Type>(self) -> Result<Dataset> {
        let _api = Api::lock()?; // nobody creates it in between
        let dataset = match &self.path {
            Some(path) if self.group.contains(path)? => self.group.dataset(path)?,
            _ => return self.create::<T>(),
        };
        let shape = dataset.shape()?;
        let wanted = self.shape.as_ref().map_or(&[][..], Extent::dims);
        if shape != wanted {
            return Err(wrong_shape(&self.place(), wanted, &shape));
        }
        let stored = dataset.dtype()?;
        let fits = T::reader(&stored).map(drop).and_then(|()| T::writer(&stored).map(drop));
        fits.map_err(|Mismatch { expected, found }| Error::Type { path: self.place(), expected, found })?;
        Ok(dataset)
    }
}

impl Dataset {
    /// Reads several datasets at one moment: nobody writes to any of them in between.
    ///
    /// # Errors
    /// Those of [`read`](Self::read), of the first that fails.
    pub fn read_all<'a, A: FromArray>(datasets: impl IntoIterator<Item = &'a Self>) -> Result<Vec<A>> {
        let _api = Api::lock()?;
        datasets.into_iter().map(Self::read).collect()
    }
}
