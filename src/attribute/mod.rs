//! Attributes: small named values of any object.
mod known;
mod list;
mod single;
mod told;

use std::cell::RefCell;

use once_cell::unsync::OnceCell;

use crate::{
    array::{AsArray, FromArray},
    dataspace::{Order, fixed_space},
    datatype::StoredType,
    element::H5Type,
    error::{At, Error, ErrorStack, Result},
    handle::{Held, Id, Node},
    name::CName,
    sys::{Api, Called, h5a, h5s, h5t, hid_t},
    transfer::{Elements, Sink, Stored, Transfer, Whole},
};

pub(crate) use known::{before_visit, forget_all};
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
    node: &'a Node,
}

impl<'a> Attributes<'a> {
    pub(crate) fn of(node: &'a Node) -> Self {
        Self { node }
    }

    /// Creates or replaces an attribute. The old one stays until the new one is written whole: a failure leaves it as it was.
    ///
    /// # Errors
    /// `ReadOnly`, `Closed`, `InvalidValue` for a name that cannot be one, `Library` for a value the file's format has no room for.
    pub fn set<A: AsArray + ?Sized>(&self, name: &str, value: &A) -> Result<()> {
        let api = Api::lock()?;
        let stored = Stored::of(&api, value).at("make the type of", || self.place(name))?;
        self.set_stored(&api, name, &stored, value)
    }

    /// Creates or replaces an attribute of any type: another byte order, a fixed string, a type known at run time, a named type; see
    /// [`StoredType`].
    ///
    /// # Errors
    /// As [`set`](Self::set), and `Type` or `Overflow` for a value the type does not hold.
    pub fn set_as<'t, A: AsArray + ?Sized>(&self, name: &str, dtype: impl Into<StoredType<'t>>, value: &A) -> Result<()> {
        let api = Api::lock()?;
        let stored = Stored::given(&api, dtype.into(), &|| self.place(name))?;
        self.set_stored(&api, name, &stored, value)
    }

    fn set_stored<A: AsArray + ?Sized>(&self, api: &Api, name: &str, stored: &Stored, value: &A) -> Result<()> {
        let dims = (!value.is_null()).then(|| crate::array::stored_dims(value));
        let fixed;
        let space = match dims.as_deref() {
            Some([]) => Ok(Held::Lent(&api.shared().scalar)),
            Some(dims) => {
                fixed = fixed_space(api, &self.node.file, dims).at("make the dataspace of", || self.place(name))?;
                Ok(Held::Lent(&fixed.space))
            }
            None => h5s::create_null(api).map(Held::Own),
        };
        let space = space.at("make the dataspace of", || self.place(name))?;
        self.replace(api, name, stored, &space, |attribute| {
            let place = || self.place(name);
            let transfer = Transfer {
                lock: RefCell::new(Some(Api::again())),
                elements: Elements::OfAttribute(Whole::of(attribute)),
                stored,
                shape: OnceCell::with_value(dims.as_ref().map(Into::into)),
                order: Order::default(),
                lossy: false,
                place: &place,
            };
            Sink(transfer).put(value, false)
        })
    }

    /// Creates or replaces an attribute with a null dataspace: a type and no value (h5py's `Empty`).
    ///
    /// # Errors
    /// As [`set`](Self::set).
    pub fn set_null<T: H5Type>(&self, name: &str) -> Result<()> {
        let api = Api::lock()?;
        let dtype = T::descriptor();
        let made = crate::datatype::make(&api, &dtype).at("make the type of", || self.place(name))?;
        let stored = Stored::known(made, dtype);
        let space = h5s::create_null(&api).at("make the dataspace of", || self.place(name))?;
        self.replace(&api, name, &stored, &space, |_| Ok(()))
    }

    /// Makes the attribute under a name of its own, has it filled, and only then lets it take the place of the old one. One of the same type
    /// and shape is overwritten at once: what cannot be written is found out before.
    fn replace(&self, api: &Api, name: &str, stored: &Stored, space: &Id, fill: impl FnOnce(hid_t) -> Result<()>) -> Result<()> {
        let object = self.node.writable(api)?;
        let c_name = CName::of_new(name)?;
        let place = || self.place(name);
        // mostly there is none, for which the library looks, too
        if !known::was_there(api, object, name) {
            if let Some(attribute) = h5a::try_create(api, object, c_name.as_c_str(), stored.created_with(), space.raw()) {
                let filled = fill(attribute.raw());
                attribute.close(api);
                return self.or_take_back(api, object, name, &c_name, filled);
            }
        }
        let exists = h5a::exists(api, object, c_name.as_c_str()).at("look for", place)?;
        if exists {
            known::found(api, object, name);
            if let Some(same) = self.alike(api, object, &c_name, stored, space).at("compare", place)? {
                return self.node.file.outcome(fill(same.raw()));
            }
        }
        let temporary = if exists { Some(self.unused_name(api, object)?) } else { None };
        let made_as = temporary.as_ref().unwrap_or(&c_name);
        let filled = h5a::create(api, object, made_as.as_c_str(), stored.created_with(), space.raw())
            .at("create", place)
            .and_then(|attribute| fill(attribute.raw()).map(|()| drop(attribute)));
        self.or_take_back(api, object, name, made_as, filled)?;
        if exists {
            known::forget(api, name);
            h5a::delete(api, object, c_name.as_c_str()).at("replace", place)?;
            h5a::rename(api, object, made_as.as_c_str(), c_name.as_c_str()).at("replace", place)?;
            known::found(api, object, name);
        }
        Ok(())
    }

    /// Removes what was made under a name, if filling it has failed.
    fn or_take_back(&self, api: &Api, object: hid_t, name: &str, made_as: &CName, filled: Result<()>) -> Result<()> {
        let Err(error) = filled else { return Ok(()) };
        if h5a::exists(api, object, made_as.as_c_str()).at("look for", || self.place(name))? {
            h5a::delete(api, object, made_as.as_c_str()).at("take back", || self.place(name))?;
        }
        self.node.file.outcome(Err(error))
    }

    /// The attribute there is, if values of this type and space can be put into its own bytes.
    fn alike(&self, api: &Api, object: hid_t, name: &CName, stored: &Stored, space: &Id) -> Called<Option<Id>> {
        if stored.is_named() || stored.descriptor(api)?.has_pointers() {
            return Ok(None); // a failure halfway would have let go of what the old ones point at
        }
        let attribute = h5a::open(api, object, name.as_c_str())?;
        let alike = h5t::equal(api, stored.raw(), h5a::get_type(api, attribute.raw())?.raw())?
            && h5s::extent_equal(api, space.raw(), h5a::get_space(api, attribute.raw())?.raw())?;
        Ok(alike.then_some(attribute))
    }

    fn unused_name(&self, api: &Api, object: hid_t) -> Result<CName> {
        for n in 0u32.. {
            let name = CName::new(&format!(".h5mem-{n}"))?;
            if !h5a::exists(api, object, name.as_c_str()).at("look for", || self.place(".h5mem"))? {
                return Ok(name);
            }
        }
        unreachable!("an object has fewer than 2^32 attributes")
    }

    /// Reads an attribute (`H5Aopen`, `H5Aread`); in a file in memory from its object's header, where its bytes tell all of it.
    ///
    /// # Errors
    /// `NotFound`, `Type`, `Shape`, `Overflow`, `InvalidValue`, `Closed`.
    pub fn get<A: FromArray>(&self, name: &str) -> Result<A> {
        let api = Api::lock()?;
        self.node.enter(&api)?;
        let place = || self.place(name);
        let known = self.node.opened().and_then(|object| known::of(&api, self.node, object, name));
        if let Some((known, open)) = known.as_ref().and_then(|known| Some((known, known.open?))) {
            if let Some(value) = single::read_known(&api, open, known, &place) {
                return Ok(value);
            }
        }
        let look = told::read(&api, self.node, name, &place);
        if let Look::Read(read) = look {
            return read;
        }
        let object = self.node.id(&api)?;
        let attribute = self.open_raw(&api, object, name, &CName::new(name)?)?;
        if let Look::New(kind) = look {
            told::learn(&api, self.node, kind, attribute.raw());
        }
        if let Some(known) = known.filter(|known| known.open.is_none()) {
            if let Some(value) = single::read_known(&api, attribute.raw(), &known, &place) {
                known::keep(&api, object, name, attribute);
                return Ok(value);
            }
        }
        let (value, found) = single::read(&api, attribute.raw(), &place)?;
        if let Some(known) = found {
            known::learn(&api, self.node, object, name, known);
        }
        Ok(value)
    }

    /// Opens an attribute, to ask for its type and shape.
    ///
    /// # Errors
    /// `NotFound`, `Closed`.
    pub fn open(&self, name: &str) -> Result<Attribute> {
        let api = Api::lock()?;
        let id = self.open_raw(&api, self.node.raw(&api)?, name, &CName::new(name)?)?;
        Ok(Attribute::own(id, self.node, name.to_owned()))
    }

    fn open_raw(&self, api: &Api, object: hid_t, name: &str, c_name: &CName) -> Result<Id> {
        h5a::open(api, object, c_name.as_c_str()).map_err(|stack| self.missing_or(api, object, name, c_name, stack, "open"))
    }

    /// What a failure comes to: that there is no such attribute, or what the library says.
    #[cold]
    fn missing_or(&self, api: &Api, object: hid_t, name: &str, c_name: &CName, stack: ErrorStack, what: &str) -> Error {
        match h5a::exists(api, object, c_name.as_c_str()) {
            Ok(false) => Error::NotFound { path: self.place(name) },
            _ => stack.at(what, &self.place(name)),
        }
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
        known::forget(&api, name);
        h5a::delete(&api, object, c_name.as_c_str()).map_err(|stack| self.missing_or(&api, object, name, &c_name, stack, "remove"))
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
        known::forget(&api, from);
        h5a::rename(&api, object, c_from.as_c_str(), c_to.as_c_str()).at("rename", || self.place(from))
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
