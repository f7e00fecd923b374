//! One attribute, opened: its type and shape before its value.
use super::known::Known;
use crate::{
    array::{AsArray, FromArray},
    dataspace::{Order, shape_of},
    datatype::TypeDescriptor,
    error::{At, Result},
    handle::{Id, Node, OpenFile},
    sys::{Api, h5a, h5o, hid_t},
    transfer::{Elements, Sink, Source, Stored, Transfer, Whole},
};
use once_cell::unsync::OnceCell;
use std::{cell::RefCell, sync::Arc};

/// One attribute of an object.
pub struct Attribute {
    node: Arc<Node>,
    name: String,
}

impl Attribute {
    pub(crate) fn own(id: Id, object: &Node, name: String) -> Self {
        let file: Arc<OpenFile> = Arc::clone(&object.file);
        let path = format!("{}@{name}", object.path);
        Self { node: Arc::new(Node::own(id.into_raw(), file, path)), name }
    }

    pub(crate) fn node(&self) -> &Node {
        &self.node
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The type of its elements.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn dtype(&self) -> Result<TypeDescriptor> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        let dtype = h5a::get_type(&api, raw).at("get the type of", || self.node.place())?;
        crate::datatype::describe(&api, dtype.raw()).at("describe the type of", || self.node.place())
    }

    /// The lengths of its axes: none for a scalar; `None` for a null dataspace.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn shape(&self) -> Result<Option<Vec<usize>>> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        let space = h5a::get_space(&api, raw).at("get the dataspace of", || self.node.place())?;
        shape_of(&api, &space, &|| self.node.place())
    }

    /// The how-manieth of its object it was, where the object tracks that; replacing one makes it anew.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn creation_order(&self) -> Result<Option<u32>> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        let asked = || {
            let object = Id::own(h5o::open(&api, raw, c".")?); // the object it is of
            Ok(if h5a::tracks_order(&api, object.raw())? { Some(h5a::get_info(&api, raw)?.creation_order) } else { None })
        };
        asked().at("ask", || self.node.place())
    }

    /// Bytes of its value in the file; of text and sequences of any length those of their addresses (`H5Aget_storage_size`).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn storage_size(&self) -> Result<u64> {
        let api = Api::lock()?;
        let raw = self.node.raw(&api)?;
        h5a::get_info(&api, raw).map(|info| info.size).at("ask", || self.node.place())
    }

    /// Its value.
    ///
    /// # Errors
    /// `Type`, `Shape`, `Overflow`, `InvalidValue`, `Closed`.
    pub fn read<A: FromArray>(&self) -> Result<A> {
        let api = Api::lock()?;
        read(&api, self.node.raw(&api)?, &|| self.node.place()).map(|(value, _)| value)
    }

    /// Its value, numbers by the library's rules: as [`Dataset::read_lossy`](crate::Dataset::read_lossy).
    ///
    /// # Errors
    /// `Type`, `Shape`, `InvalidValue`, `Closed`.
    pub fn read_lossy<A: FromArray>(&self) -> Result<A> {
        let api = Api::lock()?;
        let (raw, place) = (self.node.raw(&api)?, || self.node.place());
        with_transfer(&api, raw, &place, |transfer| A::from_source(&Source(transfer.lossily())))
    }

    /// Writes a value of the attribute's own type and shape.
    ///
    /// # Errors
    /// `Type`, `Shape`, `Overflow`, `ReadOnly`, `Closed`.
    pub fn write<A: AsArray + ?Sized>(&self, value: &A) -> Result<()> {
        let api = Api::lock()?;
        let raw = self.node.writable(&api)?;
        let place = || self.node.place();
        with_transfer(&api, raw, &place, |transfer| Sink(transfer).put(value, false))
    }
}

impl std::fmt::Debug for Attribute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Attribute({:?})", self.node)
    }
}

/// Its value, and what is worth knowing the next time.
pub(super) fn read<A: FromArray>(api: &Api, raw: hid_t, place: &dyn Fn() -> String) -> Result<(A, Option<Known>)> {
    let stored = stored(api, raw, place)?;
    let source = Source(transfer(&stored, Whole::of(raw), place));
    let value = A::from_source(&source)?;
    let known = stored.lasting().map(|stored| {
        let single = source.0.is_single().then(|| stored_size(api, raw, &stored));
        Known { stored: Arc::new(stored), single, open: None }
    });
    Ok((value, known))
}

/// The value of what is most likely still as it was; what fails is to be looked at anew.
pub(super) fn read_known<A: FromArray>(api: &Api, raw: hid_t, known: &Known, place: &dyn Fn() -> String) -> Option<A> {
    let whole = match known.single {
        Some(_) if known.open.is_some() => Whole::single(raw, None),
        Some(bytes) if h5a::get_storage_size(api, raw) != bytes as u64 => return None,
        Some(bytes) => Whole::single(raw, Some(bytes)),
        None => Whole::of(raw),
    };
    A::from_source(&Source(transfer(&known.stored, whole, place))).ok()
}

fn with_transfer<T>(api: &Api, raw: hid_t, place: &dyn Fn() -> String, run: impl FnOnce(Transfer<'_>) -> Result<T>) -> Result<T> {
    run(transfer(&stored(api, raw, place)?, Whole::of(raw), place))
}

/// Bytes of one element in the file, which of texts of any length are those of an address there.
fn stored_size(api: &Api, raw: hid_t, stored: &Stored) -> usize {
    stored.fixed_size().unwrap_or_else(|| h5a::get_storage_size(api, raw) as usize)
}

pub(super) fn stored(api: &Api, raw: hid_t, place: &dyn Fn() -> String) -> Result<Stored> {
    h5a::get_type(api, raw).map(Stored::new).at("get the type of", place)
}

fn transfer<'a>(stored: &'a Stored, whole: Whole, place: &'a dyn Fn() -> String) -> Transfer<'a> {
    let (lock, elements) = (RefCell::new(Some(Api::again())), Elements::OfAttribute(whole));
    Transfer { lock, elements, stored, shape: OnceCell::new(), order: Order::default(), lossy: false, place }
}
