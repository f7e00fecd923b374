//! New datasets: making them.
use std::sync::Arc;

use super::{
    Dataset, DatasetBuilder, auto_chunk,
    fill::Fill,
    pieces::{WORTH_DECODING, is_worth},
};
use crate::{
    array::{AsArray, stored_dims},
    attribute::TITLE,
    dataspace::{Extent, fixed_space, make_space, product, shown},
    datatype::{self, StoredType, StringPadding, StringType, TypeDescriptor},
    element::{Arena, H5Type},
    error::{At, Error, Result},
    filter::{self, Filter},
    group::ANONYMOUS,
    handle::{Held, Id},
    name::CName,
    plist::{AllocTime, CreationOrder, HeaderCreate, NewDataset, Storage},
    sys::{Api, DEFAULT, h5d, h5l, h5p, h5s},
    transfer::Stored,
};

/// When a new dataset gets its data.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Now,
    Later,
}

impl DatasetBuilder {
    /// Creates it without data, of `T`'s own type: a scalar unless a shape was given.
    ///
    /// # Errors
    /// `AlreadyExists`, `Shape` for shapes and chunks that do not fit, `FilterUnavailable`, `Unsupported` for filters that this type cannot go
    /// through, `InvalidValue` for what they cannot be set to, `ReadOnly`, `Closed`.
    pub fn create<T: H5Type>(self) -> Result<Dataset> {
        self.create_as(&T::descriptor())
    }

    /// Creates it without data, of any type: another byte order, a fixed string, a type known at run time, a named type; see
    /// [`StoredType`].
    ///
    /// # Errors
    /// As [`create`](Self::create).
    pub fn create_as<'t>(self, dtype: impl Into<StoredType<'t>>) -> Result<Dataset> {
        let api = Api::lock()?;
        let shape = self.shape.clone().unwrap_or_else(|| ().into());
        let stored = Stored::given(&api, dtype.into(), &|| self.place())?;
        self.make(&api, stored, Some(shape.dims()), When::Later)
    }

    /// Creates it and writes the data, whose shape it has.
    ///
    /// # Errors
    /// As [`create`](Self::create), and `Shape` where another shape was given. After a failure there is no dataset.
    pub fn write<A: AsArray + ?Sized>(self, data: &A) -> Result<Dataset> {
        let api = Api::lock()?;
        let stored = Stored::of(&api, data).at("make the type of", || self.place())?;
        self.make_and_write(api, stored, data)
    }

    /// Creates it of any type, and writes the data; see [`create_as`](Self::create_as).
    ///
    /// # Errors
    /// As [`write`](Self::write), and `Type` or `Overflow` for data the type does not hold.
    pub fn write_as<'t, A: AsArray + ?Sized>(self, dtype: impl Into<StoredType<'t>>, data: &A) -> Result<Dataset> {
        let api = Api::lock()?;
        let stored = Stored::given(&api, dtype.into(), &|| self.place())?;
        self.make_and_write(api, stored, data)
    }

    fn make_and_write<A: AsArray + ?Sized>(&self, api: Api, stored: Arc<Stored>, data: &A) -> Result<Dataset> {
        let dims = stored_dims(data);
        if let Some(shape) = self.shape.as_ref().filter(|shape| shape.dims() != dims) {
            return Err(super::wrong_shape(&self.place(), shape.dims(), &dims));
        }
        let dataset = self.make(&api, stored, (!data.is_null()).then_some(&dims), When::Now)?;
        // many chunks are encoded without the lock, by several threads; what is less appears at one moment
        let held = (self.filters.is_empty() || !is_worth(product(&dims), WORTH_DECODING)).then_some(api);
        let Err(error) = dataset.write_first(data) else { return Ok(dataset) };
        match held {
            Some(api) => self.take_back(&api, error),
            None if self.path.as_deref().is_some_and(|path| self.leads_to(path, &dataset)) => self.take_back(&Api::lock()?, error),
            None => Err(error),
        }
    }

    /// Whether the name still means what was made under it, which it need not where the lock was given up.
    fn leads_to(&self, path: &str, dataset: &Dataset) -> bool {
        let tokens = self.group.dataset(path).and_then(|there| Ok((there.token()?, dataset.token()?)));
        tokens.is_ok_and(|(there, made)| there == made)
    }

    pub(super) fn place(&self) -> String {
        self.group.place(self.shown_path())
    }

    fn shown_path(&self) -> &str {
        self.path.as_deref().unwrap_or(ANONYMOUS)
    }

    /// Removes what was made, for what followed has failed.
    fn take_back<T>(&self, api: &Api, error: Error) -> Result<T> {
        let Some(path) = &self.path else { return Err(error) }; // it goes with its handle
        let raw = self.group.node().writable(api)?;
        self.group.node().file.unlinks(api);
        h5l::delete(api, raw, CName::new(path)?.as_c_str()).at("take back", || self.place())?;
        Err(error)
    }

    /// Makes it with axes of these lengths, or with a null dataspace.
    fn make(&self, api: &Api, stored: Arc<Stored>, dims: Option<&[usize]>, written: When) -> Result<Dataset> {
        let raw = self.group.node().writable(api)?;
        let c_path = self.path.as_deref().map(CName::of_new).transpose()?;
        let place = || self.place();
        let lengths = dims.unwrap_or_default();
        let max = self.max_dims(lengths)?;
        let element_size = stored.size(api).at("measure the type of", place)?;
        let mut create = self.properties(api, element_size, lengths, max.as_deref(), written)?;
        if let Storage::Chunked(chunk) = &create.storage {
            if !create.filters.is_empty() {
                self.check_filters(api, &create.filters)?;
                let element = stored.descriptor(api).at("describe the type of", place)?;
                create.filters.iter().try_for_each(|filter| filter.check(element, chunk, &place))?;
                create.filters =
                    create.filters.into_iter().map(|filter| filter.set_local(element, chunk, &place)).collect::<Result<_>>()?;
            }
        }
        let (fixed, space) = match (dims, &max) {
            (Some(dims), None) => fixed_space(api, &self.group.node().file, dims).map(|fixed| (Some(fixed), None)),
            (Some(dims), Some(max)) => make_space(api, dims, Some(max)).map(|space| (None, Some(space))),
            (None, _) => h5s::create_null(api).map(|space| (None, Some(space))),
        }
        .at("make the dataspace of", place)?;
        let mut dcpl = create.apply(api).at("set up", place)?;
        if let Some(fill) = &self.fill {
            let list = match dcpl {
                Held::Own(list) => list,
                list => h5p::copy(api, list.raw()).at("set up", place)?,
            };
            let dtype = stored.descriptor(api).at("describe the type of", place)?;
            self.apply_fill(api, fill, dtype, list.raw())?;
            dcpl = Held::Own(list);
        }
        let dapl = self.access.as_ref().map(|access| access.apply(api, &place())).transpose()?;
        let made = h5d::create(
            api,
            raw,
            c_path.as_ref().map(CName::as_c_str),
            stored.created_with(),
            space.as_ref().or(fixed.as_deref().map(|fixed| &fixed.space)).expect("one or the other").raw(),
            dcpl.raw(),
            dapl.as_ref().map_or(DEFAULT, Id::raw),
        );
        let made = match &c_path {
            Some(c_path) => self.group.made(api, self.shown_path(), c_path, made)?,
            None => self.group.node().file.outcome(made.at("create", place))?,
        };
        let fixed = fixed.filter(|_| matches!(create.storage, Storage::Contiguous | Storage::Compact));
        let placed = create.alloc_time == Some(AllocTime::Early);
        let dataset = Dataset::made(self.group.child(made, self.shown_path()), stored, fixed, placed);
        if self.path.is_none() {
            self.group.node().file.unlinks(api);
        }
        if filter::may_fail(&create.filters) {
            dataset.node.handle_with_care();
        }
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
        let (memory, raw) = fill(dtype, &mut arena).map_err(|error| error.at(self.place()))?;
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

    fn properties(&self, api: &Api, element_size: usize, dims: &[usize], max: Option<&[usize]>, written: When) -> Result<NewDataset> {
        let mut filters = self.filters.clone();
        filters.sort_by_key(|filter| match filter {
            Filter::Shuffle => 0,
            Filter::Fletcher32 => 2,
            _ => 1,
        });
        if self.header.minimal && !cfg!(hdf5_1_10_5) {
            return Err(Error::unsupported(format!("{}: a minimal header", self.place()), "libhdf5 1.10.5 or newer"));
        }
        let attr_order = if self.track_order { CreationOrder::Indexed } else { self.header.attr_order };
        let storage = self.storage(api, element_size, dims, max)?;
        // of data that comes at once the header is written once, and the place is known
        let at_once = written == When::Now && matches!(storage, Storage::Contiguous) && self.fill.is_none() && self.fill_time.is_none();
        Ok(NewDataset {
            storage,
            filters,
            alloc_time: self.alloc_time.or(at_once.then_some(AllocTime::Early)),
            fill_time: self.fill_time,
            track_times: self.track_times,
            header: HeaderCreate { attr_order, ..self.header },
            unfiltered_edges: self.unfiltered_edges,
        })
    }

    /// Where its elements will be. Only one thing can be said of that, and only chunks grow and have filters.
    fn storage(&self, api: &Api, element_size: usize, dims: &[usize], max: Option<&[usize]>) -> Result<Storage> {
        let (elsewhere, shown_here) = (!self.external.is_empty(), !self.sources.is_empty());
        let chunks = self.chunk.is_some() || self.auto_chunk || !self.filters.is_empty();
        let refused = |what: &str, needs: &str| Err(Error::unsupported(format!("{}: {what}", self.place()), needs));
        match (self.compact, elsewhere, shown_here) {
            (true, false, false) if chunks || max.is_some() => return refused("a compact dataset", "no chunks, filters or growth"),
            (true, false, false) => return Ok(Storage::Compact),
            (false, true, false) if chunks => return refused("a dataset in external files", "no chunks or filters"),
            (false, true, false) => {
                let pieces = self.external.iter().map(|piece| piece.checked(&self.place()));
                return Ok(Storage::External(pieces.collect::<Result<_>>()?));
            }
            (false, false, true) if chunks => return refused("a virtual dataset", "no chunks or filters"),
            (false, false, true) => {
                let mappings = self.sources.iter().map(|(target, source)| source.map(api, target, dims, max, &self.place()));
                return Ok(Storage::Virtual(mappings.collect::<Result<_>>()?));
            }
            (false, false, false) => {}
            _ => return refused("a dataset", "one layout: compact, external or virtual"),
        }
        match &self.chunk {
            _ if !chunks && max.is_none() => Ok(Storage::Contiguous),
            _ if dims.is_empty() => Err(Error::shape(&self.place(), "at least one axis, for chunks", shown(dims))),
            Some(chunk) => Ok(Storage::Chunked(self.checked_chunk(chunk.dims(), max.unwrap_or(dims), element_size)?)),
            None => Ok(Storage::Chunked(self.guessed_chunk(dims, max, element_size))),
        }
    }

    /// Filters that must not be left out are there, and can encode.
    fn check_filters(&self, api: &Api, filters: &[Filter]) -> Result<()> {
        for filter in filters {
            let encodes = filter::availability(api, filter.id()).at("look for a filter of", || self.place())?.encodes;
            if !encodes && !filter.is_optional() {
                return Err(filter::unavailable(filter, self.place()));
            }
        }
        Ok(())
    }

    /// Chunks are moved whole: what memory cannot have is none, whatever libhdf5 2 makes of it.
    fn checked_chunk(&self, chunk: &[usize], max: &[usize], element: usize) -> Result<Vec<usize>> {
        let bytes = chunk.iter().try_fold(element, |bytes, &len| bytes.checked_mul(len));
        let fits = chunk.len() == max.len() && chunk.iter().zip(max).all(|(&len, &max)| len > 0 && (len <= max || max == 0));
        if !fits {
            return Err(Error::shape(&self.place(), format!("chunks within {max:?}"), format!("{chunk:?}")));
        }
        if bytes.is_none_or(|bytes| bytes > isize::MAX as usize) {
            return Err(Error::shape(&self.place(), "chunks that memory can have", format!("{chunk:?}")));
        }
        Ok(chunk.to_vec())
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
