//! Attributes: small named values of any object.
mod list;
mod recent;
mod replace;
mod single;
mod told;

use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

use once_cell::unsync::OnceCell;

use crate::{
    array::{AsArray, FromArray, stored_dims},
    dataspace::{Order, fixed_space},
    datatype::StoredType,
    element::H5Type,
    error::{At, Error, Result},
    handle::{Held, Node, OpenAttribute},
    name::CName,
    sys::{Api, h5a, h5s, hid_t},
    transfer::{Elements, Sink, Source, Stored, Transfer, WriteAttribute, WriteTo, missing_attribute, open_attribute},
};

use recent::Opened;
use replace::NewValue;
pub use single::Attribute;
use told::Look;

/// The attributes of a group or dataset: what [`Group::attrs`](crate::Group::attrs) and [`Dataset::attrs`](crate::Dataset::attrs) lend.
///
/// ```
/// # use h5mem::{File, Result};
/// # fn main() -> Result<()> {
/// let file = File::in_memory()?;
/// file.attrs().set("description", "In memory file example")?;
/// file.attrs().set("description", "replaced")?; // any type and shape may replace any other
/// file.attrs().set("range", &[0.5, 2.5])?;
/// assert_eq!(file.attrs().get::<String>("description")?, "replaced");
/// assert_eq!(file.attrs().get::<Vec<f64>>("range")?, [0.5, 2.5]);
/// assert_eq!(file.attrs().names()?, ["description", "range"]);
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Attributes<'a> {
    node: &'a Arc<Node>,
}

impl<'a> Attributes<'a> {
    pub(crate) fn of(node: &'a Arc<Node>) -> Self {
        Self { node }
    }

    /// Creates or replaces an attribute. The old one stays until the new one is written whole: a failure leaves it as it was.
    ///
    /// # Errors
    /// `ReadOnly`, `Closed`, `InvalidValue` for a name that cannot be one, `Library` for a value the file's format has no room for.
    pub fn set<A: AsArray + ?Sized>(&self, name: &str, value: &A) -> Result<()> {
        let api = self.begin_set(name)?;
        let stored = Stored::of(&api, value).at("make the type of", || self.place(name))?;
        self.set_stored(api, name, &stored, value)
    }

    /// Creates or replaces an attribute of any type: another byte order, a fixed string, a type known at run time, a named type; see
    /// [`StoredType`].
    ///
    /// # Errors
    /// As [`set`](Self::set), and `Type` or `Overflow` for a value the type does not hold.
    pub fn set_as<'t, A: AsArray + ?Sized>(&self, name: &str, dtype: impl Into<StoredType<'t>>, value: &A) -> Result<()> {
        let api = self.begin_set(name)?;
        let stored = Stored::given(&api, dtype.into(), &|| self.place(name))?;
        self.set_stored(api, name, &stored, value)
    }

    /// Refuses what cannot be set, before code of the caller's makes the value.
    fn begin_set(&self, name: &str) -> Result<Api> {
        let api = Api::lock()?;
        self.node.enter_to_write(&api)?;
        CName::of_new(name)?;
        Ok(api)
    }

    /// Encodes the value, which runs code of the caller's, and then creates or replaces the attribute.
    fn set_stored<A: AsArray + ?Sized>(&self, api: Api, name: &str, stored: &Stored, value: &A) -> Result<()> {
        let place = || self.place(name);
        let dims = (!value.is_null()).then(|| stored_dims(value));
        let replaced = Cell::new(false);
        let store = |api: &Api, write: Option<&WriteTo<'_>>| {
            let fixed;
            let space = match dims.as_deref() {
                Some([]) => Ok(Held::Lent(&api.shared().scalar)),
                Some(dims) => {
                    fixed = fixed_space(api, &self.node.file, dims).at("make the dataspace of", place)?;
                    Ok(Held::Lent(&fixed.space))
                }
                None => h5s::create_null(api).map(Held::Own),
            };
            replaced.set(true);
            self.replace(api, name, &NewValue { stored, space: &*space.at("make the dataspace of", place)?, write })
        };
        let transfer = Transfer {
            lock: RefCell::new(Some(api)),
            elements: Elements::IntoAttribute(WriteAttribute { node: self.node, store: &|api, write| store(api, Some(write)) }),
            stored,
            shape: OnceCell::with_value(dims.as_ref().map(Into::into)),
            order: Order::default(),
            lossy: false,
            place: &place,
        };
        Sink(transfer).put(value, false)?;
        if replaced.get() { Ok(()) } else { store(&Api::lock()?, None) }
    }

    /// Creates or replaces an attribute with a null dataspace: a type and no value (h5py's `Empty`).
    ///
    /// # Errors
    /// As [`set`](Self::set).
    pub fn set_null<T: H5Type>(&self, name: &str) -> Result<()> {
        let api = Api::lock()?;
        let dtype = T::descriptor();
        let made = crate::datatype::make(&api, &dtype).at("make the type of", || self.place(name))?;
        let space = h5s::create_null(&api).at("make the dataspace of", || self.place(name))?;
        self.replace(&api, name, &NewValue { stored: &Stored::known(made, dtype), space: &space, write: None })
    }

    /// Reads an attribute (`H5Aopen`, `H5Aread`); in a file in memory from its object's header, where its bytes tell all of it.
    ///
    /// # Errors
    /// `NotFound`, `Type`, `Shape`, `Overflow`, `InvalidValue`, `Closed`.
    pub fn get<A: FromArray>(&self, name: &str) -> Result<A> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        let place = || self.place(name);
        let c_name = CName::new(name)?;
        if let Some(opened) = recent::take(&api, self.node, name) {
            return self.read_opened(api, name, &c_name, opened);
        }
        let look = told::read(&api, self.node, name, &place);
        if let Look::Read(read) = look {
            return read;
        }
        let attribute = OpenAttribute::own(&api, open_attribute(&api, self.node.id(&api)?, &c_name, &place)?);
        if let Look::New(kind) = look {
            told::learn(&api, self.node, kind, &attribute);
        }
        let stored = single::stored(&api, &attribute, &place)?;
        self.read_opened(api, name, &c_name, Opened::new(attribute, stored))
    }

    fn read_opened<A: FromArray>(&self, api: Api, name: &str, c_name: &CName, opened: Opened) -> Result<A> {
        let value = single::read(api, self.node, c_name, &opened, &|| self.place(name), |transfer| A::from_source(&Source(transfer)))?;
        recent::put(&Api::lock()?, self.node, name, opened);
        Ok(value)
    }

    /// The attribute of this name. It is opened by each of its methods.
    ///
    /// # Errors
    /// `NotFound`, `Closed`.
    pub fn open(&self, name: &str) -> Result<Attribute> {
        if self.contains(name)? { Ok(Attribute::new(self.node, name.to_owned())) } else { Err(Error::NotFound { path: self.place(name) }) }
    }

    /// Whether there is an attribute of this name.
    ///
    /// # Errors
    /// `Closed`, `InvalidValue` for a name that cannot be one.
    pub fn contains(&self, name: &str) -> Result<bool> {
        let api = Api::lock()?;
        let object = self.node.raw(&api)?;
        h5a::exists(&api, object, CName::new(name)?.as_c_str()).at("look for", || self.place(name))
    }

    /// Removes an attribute.
    ///
    /// # Errors
    /// `NotFound`, `ReadOnly`, `Closed`.
    pub fn remove(&self, name: &str) -> Result<()> {
        let api = Api::lock()?;
        let object = self.node.writable(&api)?;
        let c_name = CName::new(name)?;
        h5a::delete(&api, object, c_name.as_c_str())
            .map_err(|stack| missing_attribute(&api, object, &c_name, stack, "remove", &|| self.place(name)))
    }

    /// Gives an attribute another name.
    ///
    /// # Errors
    /// `NotFound`, `AlreadyExists`, `ReadOnly`, `Closed`.
    pub fn rename(&self, from: &str, to: &str) -> Result<()> {
        let api = Api::lock()?;
        let object = self.node.writable(&api)?;
        let c_from = self.existing(&api, object, from)?;
        let c_to = CName::of_new(to)?;
        if from != to && h5a::exists(&api, object, c_to.as_c_str()).at("look for", || self.place(to))? {
            return Err(Error::AlreadyExists { path: self.place(to) });
        }
        if from == to {
            return Ok(());
        }
        self.move_value(&api, object, &c_from, &c_to).at("rename", || self.place(from))
    }

    fn existing(&self, api: &Api, object: hid_t, name: &str) -> Result<CName> {
        let c_name = CName::new(name)?;
        if h5a::exists(api, object, c_name.as_c_str()).at("look for", || self.place(name))? {
            Ok(c_name)
        } else {
            Err(Error::NotFound { path: self.place(name) })
        }
    }

    /// How many there are.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn len(&self) -> Result<usize> {
        let api = Api::lock()?;
        let object = self.node.raw(&api)?;
        crate::sys::h5o::get_info(&api, object).map(|info| info.attributes as usize).at("ask", || self.node.place())
    }

    /// Whether there are none.
    ///
    /// # Errors
    /// As [`len`](Self::len).
    pub fn is_empty(&self) -> Result<bool> {
        self.len().map(|len| len == 0)
    }

    fn place(&self, name: &str) -> String {
        format!("{}@{name}", self.node.place())
    }
}

/// PyTables' title of an object: empty where it has none.
pub(crate) fn title(attributes: &Attributes<'_>) -> Result<String> {
    if !attributes.contains(TITLE)? {
        return Ok(String::new());
    }
    let title: Option<String> = attributes.get(TITLE)?; // an empty one is a null dataspace
    Ok(title.unwrap_or_default())
}

/// The attribute that PyTables keeps titles in.
pub(crate) const TITLE: &str = "TITLE";
