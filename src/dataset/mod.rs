//! Datasets: arrays in files.
mod append;
mod auto_chunk;
mod builder;
mod chunk;
mod external;
mod fill;
mod found;
mod locate;
mod lossy;
mod made_with;
mod make;
mod open;
mod outside;
mod part;
mod pieces;
mod print;
mod reopen;
mod resize;
mod sources;
mod space;
mod transfers;
mod view;
mod virtual_source;

use std::{
    borrow::Cow,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize},
    },
};

use once_cell::sync::OnceCell;

use crate::{
    array::{AsArray, AsArrayMut, FromArray},
    attribute::Attributes,
    dataspace::{Selection, count, shown},
    datatype::TypeDescriptor,
    direct::{Cut, Places, Recent},
    error::{At, Error, Result},
    filter::Filter,
    handle::{Fixed, Node},
    object,
    sys::{
        Api,
        h5d::{self, SpaceStatus},
        h5p::{Layout, Unwritten},
        h5s, h5t,
    },
    transfer::{self, Flat, Lies, Stored},
};

pub use builder::DatasetBuilder;
pub use chunk::ChunkInfo;
pub use external::ExternalFile;
use made_with::MadeWith;
pub use part::Selected;
use space::LastSeen;
pub use view::View;
pub use virtual_source::VirtualSource;

/// An array in a file: elements of one type in any number of dimensions.
///
/// What cannot change while it is open (type, layout, filters) is learnt once; the extent is asked each time unless nothing of the file has
/// changed, under the same lock as the transfer, so nobody can resize it in between.
#[derive(Clone)]
pub struct Dataset {
    // before the node, so that types and dataspaces go before the dataset
    known: Arc<Known>,
    node: Arc<Node>,
}

/// What an open dataset cannot change. What only chunks have is boxed: each opening makes one of these.
#[derive(Default)]
struct Known {
    stored: OnceCell<Arc<Stored>>,
    made_with: OnceCell<Arc<MadeWith>>,
    /// Of data in one piece or in a file that cannot change: the extent cannot change either.
    fixed: OnceCell<Arc<Fixed>>,
    /// Of chunks, in a file that may change.
    last_seen: LastSeen,
    /// Of data in one piece that is allocated, so that none of it is missing: where it begins.
    address: OnceCell<u64>,
    /// It was made without chunks, so that nothing goes through filters.
    unfiltered: bool,
    /// It was written once, or has its place: the next time it pays to ask where.
    written: AtomicBool,
    /// Whether it is in its file, and not in another behind a link or a mount.
    in_its_file: OnceCell<bool>,
    /// What the last transfer has left for the next.
    kept: transfer::Kept,
    /// Of a file that cannot change: where the bytes are, if they can be had without the library.
    places: OnceCell<Option<Box<Places>>>,
    /// How the data is cut into pieces, if that is known here.
    cut: OnceCell<Option<Arc<Cut>>>,
    /// Of a file that may change: chunks that were decoded while it did not.
    recent: OnceCell<Box<Recent>>,
    /// Reads of it so far, and the chunks that they touched before it was known where those are.
    reads: AtomicUsize,
    touched: AtomicUsize,
    /// The sources of a virtual dataset are as large as it says.
    sources_fit: OnceCell<()>,
    /// Whether rows that are appended may wait, and what is asked for each.
    rows: OnceCell<Option<append::Rows>>,
}

impl Dataset {
    pub(crate) fn own(node: Arc<Node>) -> Self {
        Self { known: Arc::default(), node }
    }

    /// One that was just created, with what is known of it, and whether it was given its place by now.
    fn made(node: Arc<Node>, stored: Arc<Stored>, fixed: Option<Arc<Fixed>>, placed: bool) -> Self {
        let unfiltered = fixed.is_some();
        let fixed = fixed.map_or_else(OnceCell::new, OnceCell::with_value);
        let (stored, written) = (OnceCell::with_value(stored), AtomicBool::new(placed));
        Self { known: Arc::new(Known { stored, fixed, unfiltered, written, ..Known::default() }), node }
    }

    pub(crate) fn node(&self) -> &Arc<Node> {
        &self.node
    }

    fn place(&self) -> String {
        self.node.place()
    }

    fn stored(&self, api: &Api) -> Result<&Arc<Stored>> {
        self.known.stored.get_or_try_init(|| {
            let dtype = h5d::get_type(api, self.node.id(api)?).at("get the type of", || self.place())?;
            // a named type is an object of the file, which an open identifier would keep open
            let named = h5t::is_committed(api, dtype.raw()).at("ask the type of", || self.place())?;
            Ok(Arc::new(Stored::new(if named { h5t::copy(api, dtype.raw()).at("copy the type of", || self.place())? } else { dtype })))
        })
    }

    /// Data with an address is contiguous and allocated: it stays where it is, as it is.
    fn is_whole(&self, api: &Api) -> bool {
        let contiguous = || self.known.made_with.get().is_none_or(|made| made.layout == Layout::Contiguous && made.external == 0);
        if self.known.address.get().is_none() && contiguous() {
            if let Some(address) = self.node.id(api).ok().and_then(|raw| h5d::get_offset(api, raw)) {
                return *self.known.address.get_or_init(|| address) == address;
            }
        }
        self.known.address.get().is_some()
    }

    /// Whether bytes of its file are its own.
    fn is_in_its_file(&self, api: &Api) -> Result<bool> {
        if self.node.file.is_alone(api) && self.node.file.backing.fixed_image().is_none() {
            return Ok(true); // which only an image's reads ask for without the lock
        }
        self.known.in_its_file.get_or_try_init(|| self.node.is_in_its_file(api)).copied()
    }

    /// Whether it lies in an image that nobody can change.
    fn cannot_change(&self, api: &Api) -> Result<bool> {
        Ok(self.node.file.backing.fixed_image().is_some() && self.is_in_its_file(api)?)
    }

    /// Its data, where that lies in memory as one piece.
    fn flat(&self, api: &Api) -> Result<Option<Flat<'_>>> {
        let backing = &self.node.file.backing;
        let (Some(&address), Some(bytes)) = (self.known.address.get(), backing.bytes()) else { return Ok(None) };
        let from = backing.fixed_image().map_or(Lies::Bytes(bytes), Lies::Image);
        Ok(self.is_in_its_file(api)?.then_some(Flat { from, address }))
    }

    /// Whether a read may leave elements as memory was; where all are there, none of it.
    fn has_gaps(&self, api: &Api) -> Result<bool> {
        Ok(!self.is_whole(api) && self.made_with(api)?.unwritten == Unwritten::Left)
    }

    /// Reads everything (`H5Dread`): as a scalar, `Vec`, array, `ndarray::Array` and so on; see [`FromArray`].
    ///
    /// Numbers are converted exactly or not at all. It sees what there is at one moment; chunks are decoded without the lock.
    ///
    /// # Errors
    /// `Type`, `Shape`, `Overflow` with the first value that does not fit, `InvalidValue`, `FilterUnavailable`, `Closed`.
    pub fn read<A: FromArray>(&self) -> Result<A> {
        self.read_part(None, None)
    }

    /// Reads everything into memory that is there already: a slice or vector of as many elements in C order, or an `ndarray` array or view
    /// of the same shape and any layout, a part of a larger one too. Where it is in C order nothing is allocated.
    ///
    /// ```
    /// # use h5mem::{File, Result};
    /// # use ndarray::{Array2, s};
    /// # fn main() -> Result<()> {
    /// # let file = File::in_memory()?;
    /// let data = file.write("x", &[1, 2, 3])?;
    /// let mut table = Array2::<i32>::zeros((3, 2));
    /// data.read_into(&mut table.column_mut(1))?;
    /// assert_eq!(table.as_slice(), Some(&[0, 1, 0, 2, 0, 3][..]));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// `Shape`; else as [`read`](Self::read). After a failure the memory holds what it did, or numbers.
    pub fn read_into<B: AsArrayMut + ?Sized>(&self, buf: &mut B) -> Result<()> {
        self.read_part_into(None, buf, None)
    }

    /// Writes everything (`H5Dwrite`). The data has the dataset's shape; a scalar fits any dataset of one element.
    ///
    /// # Errors
    /// `Shape`, `Type`, `Overflow` for a value the stored type does not have (nothing is written then), `ReadOnly`, `Closed`.
    pub fn write<A: AsArray + ?Sized>(&self, data: &A) -> Result<()> {
        self.write_part(None, data, None)
    }

    /// A part of it, with the same verbs: `s![]`, ranges, indices, tuples of them, points, a mask; see [`Selection`].
    pub fn slice(&self, part: impl Into<Selection>) -> Selected<'_> {
        Selected::of(self, part.into())
    }

    /// The lengths of its axes, slowest first: empty for a scalar, and for a null dataspace.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn shape(&self) -> Result<Vec<usize>> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        Ok(self.space(&api)?.1.map_or_else(Vec::new, Cow::into_owned)) // a null dataspace has no axes
    }

    /// Whether it has a type and no elements at all (`H5S_NULL`).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn is_null(&self) -> Result<bool> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        Ok(self.space(&api)?.1.is_none())
    }

    /// The lengths its axes may grow to; [`Extent::UNLIMITED`](crate::Extent::UNLIMITED) without end.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn max_shape(&self) -> Result<Vec<usize>> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        if let (Some(_), Some(fixed)) = (self.known.address.get(), self.known.fixed.get()) {
            return Ok(fixed.dims.clone()); // data in one piece does not grow
        }
        self.check_extent(&api)?;
        let space = h5d::get_space(&api, self.node.id(&api)?).at("get the dataspace of", || self.place())?;
        let (_, max) = h5s::extent_dims(&api, space.raw()).at("ask", || self.place())?;
        Ok(max.into_iter().map(|dim| usize::try_from(dim).unwrap_or(usize::MAX)).collect())
    }

    /// Elements.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn len(&self) -> Result<usize> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        match self.space(&api)?.1 {
            Some(dims) => count(&dims, || self.place()),
            None => Ok(0),
        }
    }

    /// Whether it has no elements.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn is_empty(&self) -> Result<bool> {
        self.len().map(|len| len == 0)
    }

    /// The type of its elements, as the file has it.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn dtype(&self) -> Result<TypeDescriptor> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        self.stored(&api)?.descriptor(&api).cloned().at("describe the type of", || self.place())
    }

    /// Bytes that its data takes in the file, compressed as it is (`H5Dget_storage_size`).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn storage_size(&self) -> Result<u64> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        Ok(h5d::get_storage_size(&api, raw))
    }

    /// The lengths of a chunk's axes; `None` unless it is chunked.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn chunk(&self) -> Result<Option<Vec<usize>>> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        let made = self.made_with(&api)?;
        Ok((made.layout == Layout::Chunked).then(|| made.chunk.clone()))
    }

    /// How its elements lie in the file.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn layout(&self) -> Result<Layout> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        Ok(self.made_with(&api)?.layout)
    }

    /// How much of its storage is set aside (`H5Dget_space_status`).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn space_status(&self) -> Result<SpaceStatus> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        h5d::get_space_status(&api, raw).at("ask the storage of", || self.place())
    }

    /// The filters that its chunks go through, in the order of writing.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn filters(&self) -> Result<Vec<Filter>> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        Ok(self.made_with(&api)?.filters.clone())
    }

    /// Its attributes.
    pub fn attrs(&self) -> Attributes<'_> {
        Attributes::of(&self.node)
    }

    /// The path it has in its file now; see [`Group::path`](crate::Group::path).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn path(&self) -> Result<String> {
        object::path(&self.node)
    }

    /// Forgets what is cached of it, so that the next look shows what another process wrote (`H5Drefresh`); for reading under SWMR.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn refresh(&self) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        h5d::refresh(&api, raw).at("refresh", || self.place())
    }

    /// Writes its chunks and its header out to the driver (`H5Dflush`).
    ///
    /// # Errors
    /// `Closed`, `Io`, `Library`.
    pub fn flush(&self) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        self.node.file.outcome(h5d::flush(&api, raw).at("flush", || self.place()))
    }
}

/// The shape of data that was to be `expected`.
fn wrong_shape(place: &str, expected: &[usize], found: &[usize]) -> Error {
    Error::shape(place, shown(expected), shown(found))
}

impl fmt::Debug for Dataset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dataset({:?})", self.node)
    }
}
