//! One attribute: its type and shape before its value.
use std::{cell::RefCell, fmt, sync::Arc};

use once_cell::unsync::OnceCell;

use super::{Attributes, recent::Opened, replace::is_made_of};
use crate::{
    array::{AsArray, FromArray},
    dataspace::{Order, shape_of},
    datatype::TypeDescriptor,
    error::{At, Error, Result},
    handle::{Id, Node, OpenAttribute},
    name::CName,
    sys::{Api, Called, h5a, h5t, hid_t},
    transfer::{Elements, ReadAttribute, Sink, Source, Stored, Transfer, WriteAttribute, WriteTo, open_attribute},
};

/// One attribute of an object: the object, which stays open, and a name.
///
/// Each method opens the attribute that has the name then. After [`Attributes::set`] that is the new one, and after [`Attributes::remove`] it is
/// `NotFound`.
#[derive(Clone)]
pub struct Attribute {
    node: Arc<Node>,
    name: String,
}

impl Attribute {
    pub(super) fn new(node: &Arc<Node>, name: String) -> Self {
        Self { node: Arc::clone(node), name }
    }

    /// The object that the attribute belongs to.
    pub(crate) fn node(&self) -> &Arc<Node> {
        &self.node
    }

    /// File, object and attribute, for messages.
    fn place(&self) -> String {
        format!("{}@{}", self.node.place(), self.name)
    }

    fn open(&self, api: &Api) -> Result<Id> {
        open_attribute(api, self.node.raw(api)?, &CName::new(&self.name)?, &|| self.place())
    }

    /// Opens the attribute for one question.
    fn ask<T>(&self, what: &str, question: impl FnOnce(&Api, hid_t) -> Called<T>) -> Result<T> {
        let api = Api::lock()?;
        let attribute = self.open(&api)?;
        question(&api, attribute.raw()).at(what, || self.place())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The type of its elements.
    ///
    /// # Errors
    /// `Closed`, `NotFound`, `Library`.
    pub fn dtype(&self) -> Result<TypeDescriptor> {
        self.ask("describe the type of", |api, attribute| crate::datatype::describe(api, h5a::get_type(api, attribute)?.raw()))
    }

    /// The type as libhdf5 has it.
    pub(crate) fn stored_type(&self, api: &Api) -> Result<Id> {
        h5a::get_type(api, self.open(api)?.raw()).at("get the type of", || self.place())
    }

    /// The lengths of its axes: none for a scalar; `None` for a null dataspace.
    ///
    /// # Errors
    /// `Closed`, `NotFound`, `Library`.
    pub fn shape(&self) -> Result<Option<Vec<usize>>> {
        let api = Api::lock()?;
        let space = h5a::get_space(&api, self.open(&api)?.raw()).at("get the dataspace of", || self.place())?;
        shape_of(&api, &space, &|| self.place())
    }

    /// The position at which it was created among the attributes of its object, from 0 on, where the object tracks that. A replaced attribute counts
    /// as created anew.
    ///
    /// # Errors
    /// `Closed`, `NotFound`, `Library`.
    pub fn creation_order(&self) -> Result<Option<u32>> {
        let api = Api::lock()?;
        let object = self.node.raw(&api)?;
        let tracked = h5a::tracks_order(&api, object).at("ask", || self.place())?;
        let info = self.ask("ask", h5a::get_info)?;
        Ok(tracked.then_some(info.creation_order))
    }

    /// Bytes of its value in the file; of text and sequences of any length those of their addresses (`H5Aget_storage_size`).
    ///
    /// # Errors
    /// `Closed`, `NotFound`, `Library`.
    pub fn storage_size(&self) -> Result<u64> {
        self.ask("ask", h5a::get_info).map(|info| info.size)
    }

    /// Reads its value (`H5Aread`).
    ///
    /// # Errors
    /// `NotFound`, `Type`, `Shape`, `Overflow`, `InvalidValue`, `Closed`.
    pub fn read<A: FromArray>(&self) -> Result<A> {
        Attributes::of(&self.node).get(&self.name)
    }

    /// Reads its value, with numbers converted by the library's rules: as [`Dataset::read_lossy`](crate::Dataset::read_lossy).
    ///
    /// # Errors
    /// `NotFound`, `Type`, `Shape`, `InvalidValue`, `Closed`.
    pub fn read_lossy<A: FromArray>(&self) -> Result<A> {
        let api = Api::lock()?;
        let (name, place) = (CName::new(&self.name)?, || self.place());
        let attribute = OpenAttribute::own(&api, self.open(&api)?);
        let stored = stored(&api, &attribute, &place)?;
        let opened = Opened::new(attribute, stored);
        read(api, &self.node, &name, &opened, &place, |transfer| A::from_source(&Source(transfer.lossily())))
    }

    /// Writes a value of the attribute's own type and shape (`H5Awrite`).
    ///
    /// # Errors
    /// `NotFound`, `Type`, `Shape`, `Overflow`, `ReadOnly`, `Closed`, `InvalidValue` where code of the value's own replaces the attribute meanwhile.
    pub fn write<A: AsArray + ?Sized>(&self, value: &A) -> Result<()> {
        let api = Api::lock()?;
        self.node.enter_to_write(&api)?;
        let attribute = self.open(&api)?;
        let (stored, place) = (Stored::new(h5a::get_type(&api, attribute.raw()).at("get the type of", || self.place())?), || self.place());
        let space = h5a::get_space(&api, attribute.raw()).at("get the dataspace of", place)?;
        attribute.close(&api); // code of the value's own may replace it
        let shape = shape_of(&api, &space, &place)?;
        let store = |api: &Api, write: &WriteTo<'_>| {
            self.node.writable(api)?;
            let attribute = self.open(api)?;
            if !is_made_of(api, &attribute, &stored, &space).at("compare", place)? {
                return Err(Error::invalid(&place(), "the attribute was replaced while its new value was made"));
            }
            self.node.file.outcome(write(api, attribute.raw()).at("write", place))
        };
        let transfer = Transfer {
            lock: RefCell::new(Some(api)),
            elements: Elements::IntoAttribute(WriteAttribute { node: &self.node, store: &store }),
            stored: &stored,
            shape: OnceCell::with_value(shape.map(Into::into)),
            order: Order::default(),
            lossy: false,
            place: &place,
        };
        Sink(transfer).put(value, false)
    }
}

impl fmt::Debug for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attribute({})", self.place())
    }
}

/// Reads the attribute.
pub(super) fn read<T>(
    api: Api,
    node: &Node,
    name: &CName,
    Opened { attribute, stored, single }: &Opened,
    place: &dyn Fn() -> String,
    read: impl FnOnce(Transfer<'_>) -> Result<T>,
) -> Result<T> {
    let (lock, elements) = (RefCell::new(Some(api)), Elements::OfAttribute(ReadAttribute::new(node, name, attribute, single)));
    read(Transfer { lock, elements, stored, shape: OnceCell::new(), order: Order::default(), lossy: false, place })
}

/// The type of an attribute that was just opened.
pub(super) fn stored(api: &Api, attribute: &OpenAttribute, place: &dyn Fn() -> String) -> Result<Stored> {
    let raw = attribute.raw(api).expect("nothing has changed since it was opened");
    let dtype = h5a::get_type(api, raw).at("get the type of", place)?;
    // a named type is an object of the file, which an open identifier would keep open
    let named = h5t::is_committed(api, dtype.raw()).at("ask the type of", place)?;
    Ok(Stored::new(if named { h5t::copy(api, dtype.raw()).at("copy the type of", place)? } else { dtype }))
}
