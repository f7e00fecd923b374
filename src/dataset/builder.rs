//! New datasets.
use std::fmt;

use super::{Dataset, auto_chunk};
use crate::{
    array::{AsArray, stored_dims},
    attribute::TITLE,
    dataspace::{Extent, make_space, shown},
    datatype::{self, StringPadding, StringType, TypeDescriptor},
    element::{Arena, Bad, H5Type, Mismatch},
    error::{At, Error, Result},
    filter::Filter,
    group::Group,
    name::CName,
    plist::{DatasetCreate, Layout},
    sys::{Api, DEFAULT, h5d, h5l, h5p},
    transfer::Stored,
};

/// A dataset in the making: begun by [`Group::new_dataset`], ended by [`create`](Self::create) or [`write`](Self::write).
///
/// ```
/// # use h5mem::{File, Result};
/// # fn main() -> Result<()> {
/// # let file = File::in_memory()?;
/// let log = file.new_dataset("log").shape([0, 3]).resizable().chunk([1024, 3]).deflate(4).shuffle().create::<f64>()?;
/// log.append(&[[1.0, 2.0, 3.0]])?;
/// assert_eq!(log.shape()?, [1, 3]);
/// # Ok(()) }
/// ```
#[must_use = "nothing is created before `create` or `write`"]
pub struct DatasetBuilder {
    group: Group,
    path: String,
    shape: Option<Extent>,
    max_shape: Option<Extent>,
    resizable: bool,
    chunk: Option<Extent>,
    auto_chunk: bool,
    compact: bool,
    filters: Vec<Filter>,
    fill: Option<Fill>,
    title: Option<String>,
    track_times: bool,
    track_order: bool,
}

/// Makes the fill value in memory of a dataset's type.
type Fill = Box<dyn Fn(&TypeDescriptor, &mut Arena) -> Result<FillValue, FillError>>;

/// The memory type of a fill value, and its bytes.
type FillValue = (TypeDescriptor, Vec<u8>);

enum FillError {
    Mismatch(Mismatch),
    Bad(Bad),
}

impl DatasetBuilder {
    pub(crate) fn new(group: Group, path: &str) -> Self {
        Self {
            group,
            path: path.to_owned(),
            shape: None,
            max_shape: None,
            resizable: false,
            chunk: None,
            auto_chunk: false,
            compact: false,
            filters: Vec::new(),
            fill: None,
            title: None,
            track_times: false,
            track_order: false,
        }
    }

    /// The lengths of its axes; of data that is written right away they are known.
    pub fn shape(mut self, shape: impl Into<Extent>) -> Self {
        self.shape = Some(shape.into());
        self
    }

    /// The lengths its axes may grow to, [`Extent::UNLIMITED`] for no end. It is chunked then.
    pub fn max_shape(mut self, max: impl Into<Extent>) -> Self {
        self.max_shape = Some(max.into());
        self
    }

    /// All its axes may grow without end. It is chunked then.
    pub fn resizable(mut self) -> Self {
        self.resizable = true;
        self
    }

    /// The lengths of a chunk's axes, in elements.
    pub fn chunk(mut self, chunk: impl Into<Extent>) -> Self {
        self.chunk = Some(chunk.into());
        self
    }

    /// Chunked, in chunks of the size that h5py would guess: 8 KiB to 1 MiB.
    pub fn auto_chunk(mut self) -> Self {
        self.auto_chunk = true;
        self
    }

    /// The elements lie in the dataset's own header: for up to 64 KiB of them.
    pub fn compact(mut self) -> Self {
        self.compact = true;
        self
    }

    /// gzip compression, level 0 to 9. It is chunked then, as with any filter.
    pub fn deflate(self, level: u8) -> Self {
        self.filter(Filter::Deflate(level))
    }

    /// Sorts the bytes of elements by significance, which helps compression; goes before it.
    pub fn shuffle(self) -> Self {
        self.filter(Filter::Shuffle)
    }

    /// A checksum of each chunk, checked when it is read; goes last.
    pub fn fletcher32(self) -> Self {
        self.filter(Filter::Fletcher32)
    }

    /// Any filter. Shuffling takes place before all others and the checksum after them, whatever the order of the calls.
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filters.push(filter);
        self
    }

    /// What elements are that were never written; zero unless said.
    pub fn fill<T: H5Type>(mut self, value: T) -> Self {
        self.fill = Some(Box::new(move |stored, arena| {
            let writer = T::writer(stored).map_err(FillError::Mismatch)?;
            let mut raw = vec![0; writer.memory.size()];
            writer.one(value.borrow(), &mut raw, arena).map_err(FillError::Bad)?;
            Ok((writer.memory, raw))
        }));
        self
    }

    /// PyTables' title: what [`Display`](Dataset) shows and PyTables prints.
    pub fn title(mut self, title: &str) -> Self {
        self.title = Some(title.to_owned());
        self
    }

    /// Whether it remembers when it was made and changed; equal input then no longer makes equal bytes.
    pub fn track_times(mut self, on: bool) -> Self {
        self.track_times = on;
        self
    }

    /// Whether it remembers the order in which its attributes were made.
    pub fn track_order(mut self, on: bool) -> Self {
        self.track_order = on;
        self
    }

    /// Creates it without data, of `T`'s own type: a scalar unless a shape was given.
    ///
    /// # Errors
    /// `AlreadyExists`, `Shape` for shapes and chunks that do not fit, `ReadOnly`, `Closed`, `InvalidValue`.
    pub fn create<T: H5Type>(self) -> Result<Dataset> {
        self.create_as(&T::descriptor())
    }

    /// Creates it without data, of any type: another byte order, a fixed string, a type known at run time.
    ///
    /// # Errors
    /// As [`create`](Self::create).
    pub fn create_as(self, dtype: &TypeDescriptor) -> Result<Dataset> {
        let api = Api::lock()?;
        let shape = self.shape.clone().unwrap_or_else(|| ().into());
        self.make(&api, self.stored_as(&api, dtype)?, shape.dims())
    }

    /// Creates it and writes the data, whose shape it has.
    ///
    /// # Errors
    /// As [`create`](Self::create), and `Shape` where another shape was given. After a failure there is no dataset.
    pub fn write<A: AsArray + ?Sized>(self, data: &A) -> Result<Dataset> {
        let api = Api::lock()?;
        let stored = Stored::own::<A::Elem>(&api).at("make the type of", || self.place())?;
        self.make_and_write(&api, stored, data)
    }

    /// Creates it of any type, and writes the data.
    ///
    /// # Errors
    /// As [`write`](Self::write), and `Type` or `Overflow` for data the type does not hold.
    pub fn write_as<A: AsArray + ?Sized>(self, dtype: &TypeDescriptor, data: &A) -> Result<Dataset> {
        let api = Api::lock()?;
        self.make_and_write(&api, self.stored_as(&api, dtype)?, data)
    }

    fn stored_as(&self, api: &Api, dtype: &TypeDescriptor) -> Result<Stored> {
        let made = datatype::make(api, dtype).at("make the type of", || self.place())?;
        Ok(Stored::known(made, dtype.clone()))
    }

    fn make_and_write<A: AsArray + ?Sized>(&self, api: &Api, stored: Stored, data: &A) -> Result<Dataset> {
        let dims = stored_dims(data);
        if let Some(shape) = self.shape.as_ref().filter(|shape| shape.dims() != dims) {
            return Err(super::wrong_shape(&self.place(), shape.dims(), &dims));
        }
        let dataset = self.make(api, stored, &dims)?;
        dataset.write(data).or_else(|error| self.take_back(api, error))?;
        Ok(dataset)
    }

    fn place(&self) -> String {
        self.group.place(&self.path)
    }

    /// Removes what was made, for what followed has failed.
    fn take_back<T>(&self, api: &Api, error: Error) -> Result<T> {
        let raw = self.group.node().raw(api)?;
        h5l::delete(api, raw, CName::new(&self.path)?.as_c_str()).at("take back", || self.place())?;
        Err(error)
    }

    fn make(&self, api: &Api, stored: Stored, dims: &[usize]) -> Result<Dataset> {
        let raw = self.group.node().writable(api)?;
        let c_path = CName::new(&self.path)?;
        let place = || self.place();
        let max = self.max_dims(dims)?;
        let element_size = stored.size(api).at("measure the type of", place)?;
        let create = self.properties(element_size, dims, max.as_deref())?;
        let space = make_space(api, dims, max.as_deref()).at("make the dataspace of", place)?;
        let mut dcpl = create.apply(api).at("set up", place)?;
        if let Some(fill) = &self.fill {
            let list = match dcpl.take() {
                Some(list) => list,
                None => h5p::copy(api, api.shared().dataset_create.raw()).at("set up", place)?,
            };
            let dtype = stored.descriptor(api).at("describe the type of", place)?;
            self.apply_fill(api, fill, dtype, list.raw())?;
            dcpl = Some(list);
        }
        let dcpl = dcpl.as_ref().unwrap_or(&api.shared().dataset_create);
        let made = h5d::create(api, raw, Some(c_path.as_c_str()), stored.raw(), space.raw(), dcpl.raw(), DEFAULT);
        let made = self.group.made(api, &self.path, &c_path, made)?;
        let fixed = matches!(create.layout, Layout::Contiguous | Layout::Compact).then_some((space, dims));
        let dataset = Dataset::made(self.group.child(made, &self.path), stored, fixed);
        if let Some(title) = &self.title {
            // as PyTables writes it: a fixed string without room for a NUL, and a null dataspace for an empty one
            let fixed = StringType { padding: StringPadding::NullTerm, ..StringType::fixed(title.len()) };
            let titled = match title.len() {
                0 => dataset.attrs().set_null::<String>(TITLE),
                _ => dataset.attrs().set_as(TITLE, &TypeDescriptor::String(fixed), title),
            };
            titled.or_else(|error| self.take_back(api, error))?;
        }
        Ok(dataset)
    }

    fn apply_fill(&self, api: &Api, fill: &Fill, dtype: &TypeDescriptor, dcpl: crate::sys::hid_t) -> Result<()> {
        let mut arena = Arena::default();
        let (memory, raw) = fill(dtype, &mut arena).map_err(|error| match error {
            FillError::Mismatch(Mismatch { expected, found }) => Error::Type { path: self.place(), expected, found },
            FillError::Bad(Bad::Overflow { value, target }) => {
                Error::Overflow { path: self.place(), index: 0, value, target: target.into_owned() }
            }
            FillError::Bad(Bad::Invalid(what)) => Error::InvalidValue { path: self.place(), what },
        })?;
        let mem_type = datatype::make(api, &memory).at("make the fill value of", || self.place())?;
        crate::transfer::set_fill(api, dcpl, &mem_type, &memory, &raw).at("set the fill value of", || self.place())
    }

    /// The maximal lengths, where they are not the lengths themselves.
    fn max_dims(&self, dims: &[usize]) -> Result<Option<Vec<usize>>> {
        let max = match (&self.max_shape, self.resizable) {
            (Some(max), _) => max.dims().to_vec(),
            (None, true) => vec![Extent::UNLIMITED; dims.len()],
            (None, false) => return Ok(None),
        };
        if max.len() != dims.len() || dims.is_empty() || max.iter().zip(dims).any(|(max, dim)| max < dim) {
            return Err(Error::shape(&self.place(), format!("maximal lengths of at least {dims:?}"), format!("{max:?}")));
        }
        Ok((max != dims).then_some(max))
    }

    fn properties(&self, element_size: usize, dims: &[usize], max: Option<&[usize]>) -> Result<DatasetCreate> {
        let wants_chunks = self.chunk.is_some() || self.auto_chunk || max.is_some() || !self.filters.is_empty();
        let layout = match (&self.chunk, wants_chunks) {
            _ if self.compact && wants_chunks => {
                return Err(Error::unsupported(format!("{}: a compact dataset", self.place()), "no chunks, filters or growth"));
            }
            _ if self.compact => Layout::Compact,
            (_, false) => Layout::Contiguous,
            _ if dims.is_empty() => return Err(Error::shape(&self.place(), "at least one axis, for chunks", shown(dims))),
            (Some(chunk), _) => Layout::Chunked(self.checked_chunk(chunk.dims(), max.unwrap_or(dims))?),
            (None, _) => Layout::Chunked(self.guessed_chunk(dims, max, element_size)),
        };
        let mut filters = self.filters.clone();
        filters.sort_by_key(|filter| match filter {
            Filter::Shuffle => 0,
            Filter::Fletcher32 => 2,
            _ => 1,
        });
        if let Some(Filter::Deflate(level)) = filters.iter().find(|filter| matches!(filter, Filter::Deflate(10..))) {
            return Err(Error::invalid(&self.place(), format!("deflate level {level}, of 0 to 9")));
        }
        Ok(DatasetCreate { layout, filters, track_times: self.track_times, track_order: self.track_order })
    }

    fn checked_chunk(&self, chunk: &[usize], max: &[usize]) -> Result<Vec<usize>> {
        let fits = chunk.len() == max.len() && chunk.iter().zip(max).all(|(&len, &max)| len > 0 && (len <= max || max == 0));
        if fits { Ok(chunk.to_vec()) } else { Err(Error::shape(&self.place(), format!("chunks within {max:?}"), format!("{chunk:?}"))) }
    }

    /// h5py's guess, within the lengths that never grow.
    fn guessed_chunk(&self, dims: &[usize], max: Option<&[usize]>, element_size: usize) -> Vec<usize> {
        let mut chunk = auto_chunk::guess(dims, element_size);
        for (len, &max) in chunk.iter_mut().zip(max.unwrap_or(dims)) {
            *len = (*len).min(max.max(1));
        }
        chunk
    }
}

impl fmt::Debug for DatasetBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatasetBuilder").field("path", &self.path).field("shape", &self.shape).finish_non_exhaustive()
    }
}
