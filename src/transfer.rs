//! The one read and the one write: elements between memory and a dataset's selection or an attribute.
#![allow(unsafe_code)]
mod attribute_value;
mod axes;
mod fill;
mod fill_value;
mod flat;
mod form;
mod heaped;
mod part;
mod plan;
mod read;
mod spread;
mod stow;
mod told;
mod write;

use std::{
    borrow::Cow,
    cell::{Ref, RefCell},
};

use once_cell::unsync::OnceCell;

use crate::{
    dataspace::{Order, product, shape_of},
    datatype::{self, TypeDescriptor, TypeId},
    element::{Bad, Mismatch},
    error::{At, Error, Result},
    handle::Held,
    sys::{Api, DEFAULT, h5a, h5d, h5p, h5t, h5z::Expected, hid_t},
};

pub(crate) use attribute_value::{ReadAttribute, WriteAttribute, WriteTo, missing_attribute, open as open_attribute};
pub(crate) use axes::value_shape;
pub(crate) use fill_value::{get_fill, set_fill};
pub(crate) use flat::{Flat, Lies};
pub(crate) use form::stored_size;
pub(crate) use part::{Kept, PartOf};
pub(crate) use plan::Stored;
pub use read::Source;
pub(crate) use told::{Told, teach, told_type};
pub use write::Sink;

/// Which elements are meant.
#[allow(clippy::large_enum_variant, reason = "one at a time, on the stack")]
pub(crate) enum Elements<'a> {
    OfDataset(PartOf<'a>),
    OfAttribute(ReadAttribute<'a>),
    IntoAttribute(WriteAttribute<'a>),
    /// Those behind a dataset's last, which are written later.
    Later(Later<'a>),
}

/// Takes the bytes of elements, as they are to be stored; what has other bytes in memory is not taken.
pub(crate) struct Later<'a> {
    pub raw: hid_t,
    pub take: &'a dyn Fn(&Api, &[u8]) -> Result<()>,
}

/// One transfer, under one lock: from what the library was asked to what it moved.
///
/// It owns the lock, so that bytes which need the library no more can be copied without it.
pub(crate) struct Transfer<'a> {
    pub lock: RefCell<Option<Api>>,
    pub elements: Elements<'a>,
    pub stored: &'a Stored,
    /// The lengths that the library moves, `None` for a null dataspace; of an attribute asked for no sooner than needed.
    pub shape: OnceCell<Option<Cow<'a, [usize]>>>,
    /// How the caller has the axes of `shape`.
    pub order: Order,
    /// Numbers that do not fit are made to.
    pub lossy: bool,
    pub place: &'a dyn Fn() -> String,
}

impl Transfer<'_> {
    /// The held lock; taken again after it was given up.
    fn api(&self) -> Result<Ref<'_, Api>> {
        if self.lock.borrow().is_none() {
            if let Elements::OfDataset(part) = &self.elements {
                *self.lock.borrow_mut() = Some(part.lock_again()?);
            }
        }
        Ok(Ref::map(self.lock.borrow(), |lock| lock.as_ref().expect("given up only for a direct read")))
    }

    /// The lengths that the library moves; `None` for a null dataspace.
    fn shape(&self) -> Result<Option<&[usize]>> {
        let shape = self.shape.get_or_try_init(|| {
            let space = self.memory_space()?; // of an attribute: a dataset's lengths are known
            shape_of(&*self.api()?, &space, self.place).map(|shape| shape.map(Cow::Owned))
        });
        shape.map(Option::as_deref)
    }

    fn mismatch(&self, mismatch: Mismatch) -> Error {
        Error::Type { path: (self.place)(), expected: mismatch.expected, found: mismatch.found }
    }

    fn bad(&self, index: usize, bad: Bad) -> Error {
        let path = (self.place)();
        match bad {
            Bad::Overflow { value, target } => Error::Overflow { path, index, value, target: target.into_owned() },
            Bad::Invalid(what) => Error::InvalidValue { path, what: format!("element {index}: {what}") },
        }
    }

    /// The library's type of this memory: both sides agree on its size, on which every buffer here is built.
    fn make(&self, memory: &TypeDescriptor) -> Result<TypeId> {
        let api = self.api()?;
        let made = if memory.scalar().is_none() && self.stored.is_known_as(memory) {
            datatype::copy(&api, memory, self.stored.raw()) // the very type: not even what no descriptor can say is converted
        } else {
            datatype::make(&api, memory)
        };
        let made = made.at("make the memory type for", self.place)?;
        match h5t::get_size(&api, made.raw()).at("measure the memory type for", self.place)? {
            size if size == memory.size() => Ok(made),
            size => {
                Err(Error::invalid(&(self.place)(), format!("{memory}, of which libhdf5 makes {size} bytes instead of {}", memory.size())))
            }
        }
    }

    /// How the library is to move elements of this memory.
    fn options(&self, api: &Api, part: &PartOf<'_>, memory: &TypeDescriptor) -> hid_t {
        let (Ok(stored), Some(Some(shape))) = (self.stored.size(api), self.shape.get()) else { return part.options };
        let element = memory.size().max(stored);
        if part.options != DEFAULT || element > h5p::CONVERTED {
            return part.options;
        }
        match product(shape).saturating_mul(element) {
            bytes if bytes <= h5p::FEW_CONVERTED_IN && !memory.has_pointers() => api.shared().converting_few.raw(),
            bytes if bytes <= h5p::CONVERTED_IN || memory.has_pointers() => api.shared().converting.raw(),
            _ => DEFAULT,
        }
    }

    /// Fills memory with the elements, each as `mem_type`, which is `memory`, has it.
    ///
    /// # Safety
    /// `buf` is writable for all selected elements of `mem_type`.
    unsafe fn fill(&self, mem_type: hid_t, memory: &TypeDescriptor, buf: *mut u8) -> Result<()> {
        let api = self.api()?;
        // SAFETY: the caller's promise; the memory space has as many elements as are selected
        let read = unsafe {
            match &self.elements {
                Elements::OfDataset(part) if part.told => return Err(Error::unsupported((self.place)(), "the library")),
                Elements::OfDataset(part) => {
                    part.check_extent(&api, self.place)?;
                    let (mem_space, file_space) = part.spaces(&api, self.place)?;
                    let (raw, options) = (part.node.id(&api)?, self.options(&api, part, memory));
                    Expected::during(part.expected, || h5d::read(&api, raw, mem_type, mem_space.raw(), file_space, options, buf.cast()))
                }
                Elements::OfAttribute(_) => h5a::read(&api, self.attribute(&api)?, mem_type, buf.cast()),
                Elements::IntoAttribute(_) | Elements::Later(_) => {
                    return Err(Error::unsupported((self.place)(), "elements that are there"));
                }
            }
        };
        read.at("read", self.place)
    }

    /// Empties memory into the elements.
    ///
    /// # Safety
    /// `buf` is readable for all selected elements of `mem_type`, pointers in it included.
    unsafe fn drain(&self, mem_type: hid_t, memory: &TypeDescriptor, buf: *const u8) -> Result<()> {
        let (api, buf) = (self.api()?, buf.cast());
        // SAFETY: the caller's promise; the memory space has as many elements as are selected
        let written = unsafe {
            match &self.elements {
                Elements::OfDataset(part) => {
                    part.check_extent(&api, self.place)?;
                    let (mem_space, file_space) = part.spaces(&api, self.place)?;
                    part.node.file.change(&api); // what the values are made by may have read what was there
                    let (raw, options) = (part.node.id(&api)?, self.options(&api, part, memory));
                    Expected::during(part.expected, || h5d::write(&api, raw, mem_type, mem_space.raw(), file_space, options, buf))
                }
                Elements::IntoAttribute(target) => {
                    return (target.store)(&api, &|api, attribute| h5a::write(api, attribute, mem_type, buf));
                }
                Elements::OfAttribute(_) => return Err(Error::unsupported((self.place)(), "an attribute that is read")),
                Elements::Later(_) => return Ok(()), // nothing is taken
            }
        };
        written.at("write", self.place)
    }

    /// The dataspace whose selection the elements in memory fill.
    fn memory_space(&self) -> Result<Held<'_>> {
        match &self.elements {
            Elements::OfDataset(part) => Ok(Held::Lent(part.spaces(&*self.api()?, self.place)?.0)),
            Elements::OfAttribute(_) => {
                let api = self.api()?;
                h5a::get_space(&api, self.attribute(&api)?).at("get the dataspace of", self.place).map(Held::Own)
            }
            Elements::IntoAttribute(_) | Elements::Later(_) => Err(Error::unsupported((self.place)(), "elements that are there")),
        }
    }

    /// Axes that are part of an element cannot be arranged anew.
    fn check_order(&self, rank: usize) -> Result<()> {
        match self.order.last_axis().filter(|&axis| axis >= rank) {
            Some(axis) => {
                Err(Error::invalid(&(self.place)(), format!("axis {axis} in another order, which lies in the elements asked for")))
            }
            None => Ok(()),
        }
    }

    /// The same, with numbers converted by the library's rules.
    pub(crate) fn lossily(self) -> Self {
        Self { lossy: true, ..self }
    }

    /// The identifier of the attribute that is read.
    fn attribute(&self, api: &Api) -> Result<hid_t> {
        let Elements::OfAttribute(read) = &self.elements else { unreachable!("asked of attributes that are read") };
        read.raw(api, self.stored, self.shape.get().map(Option::as_deref), self.place)
    }

    /// What the elements are of.
    fn object(&self) -> Result<hid_t> {
        match &self.elements {
            Elements::OfDataset(part) => part.node.id(&*self.api()?),
            Elements::OfAttribute(read) => read.node().id(&*self.api()?),
            Elements::IntoAttribute(write) => write.node.id(&*self.api()?),
            Elements::Later(later) => Ok(later.raw),
        }
    }

    /// Whether memory may come back as it went in.
    fn has_gaps(&self) -> bool {
        matches!(&self.elements, Elements::OfDataset(part) if part.gaps)
    }
}
