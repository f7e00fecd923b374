//! Creating attributes and replacing them: an old one stays until the new one is written.
use std::{
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    sync::atomic::{AtomicU64, Ordering},
};

use super::Attributes;
use crate::{
    error::{At, Result},
    handle::Id,
    name::CName,
    sys::{Api, Called, h5a, h5s, h5t, hid_t},
    transfer::{Stored, WriteTo},
};

/// A value that is to become an attribute: its type, its dataspace, and its elements, which are encoded.
pub(super) struct NewValue<'a> {
    pub stored: &'a Stored,
    pub space: &'a Id,
    /// `None` where there are no elements.
    pub write: Option<&'a WriteTo<'a>>,
}

impl NewValue<'_> {
    fn write_to(&self, api: &Api, attribute: hid_t) -> Called<()> {
        self.write.map_or(Ok(()), |write| write(api, attribute))
    }
}

impl Attributes<'_> {
    /// Creates an attribute. One that is there is overwritten where type and shape are the same; else it goes once the new one is written under
    /// a name of its own, which it then gives up. No code of the caller's runs meanwhile.
    pub(super) fn replace(&self, api: &Api, name: &str, value: &NewValue<'_>) -> Result<()> {
        let object = self.node.writable(api)?;
        let c_name = CName::of_new(name)?;
        let place = || self.place(name);
        let hint = Hint::new(object, name);
        // mostly there is none; the library looks for itself
        if !hint.existed() {
            if let Some(attribute) = h5a::try_create(api, object, c_name.as_c_str(), value.stored.created_with(), value.space.raw()) {
                return self.or_take_back(api, object, name, &c_name, self.fill(api, name, attribute, value));
            }
        }
        if !h5a::exists(api, object, c_name.as_c_str()).at("look for", place)? {
            return self.create(api, object, name, &c_name, value);
        }
        hint.exists();
        if let Some(same) = alike(api, object, &c_name, value).at("compare", place)? {
            return self.node.file.outcome(value.write_to(api, same.raw()).at("write", place));
        }
        let temporary = self.unused_name(api, object, name)?;
        self.create(api, object, name, &temporary, value)?;
        if let Err(stack) = h5a::delete(api, object, c_name.as_c_str()) {
            let _ = h5a::delete(api, object, temporary.as_c_str());
            return Err(stack.at("replace", &place()));
        }
        let renamed =
            h5a::may_rename(api, object).at("ask", place)? && h5a::rename(api, object, temporary.as_c_str(), c_name.as_c_str()).is_ok();
        if !renamed {
            self.create(api, object, name, &c_name, value)?;
            h5a::delete(api, object, temporary.as_c_str()).at("replace", place)?;
        }
        Ok(())
    }

    fn create(&self, api: &Api, object: hid_t, name: &str, c_name: &CName, value: &NewValue<'_>) -> Result<()> {
        let created = h5a::create(api, object, c_name.as_c_str(), value.stored.created_with(), value.space.raw());
        let written = created.at("create", || self.place(name)).and_then(|attribute| self.fill(api, name, attribute, value));
        self.or_take_back(api, object, name, c_name, written)
    }

    /// Writes the value to an attribute that was just created, and closes that.
    fn fill(&self, api: &Api, name: &str, attribute: Id, value: &NewValue<'_>) -> Result<()> {
        let written = value.write_to(api, attribute.raw());
        attribute.close(api);
        written.at("write", || self.place(name))
    }

    /// Removes an attribute that was created, if writing it has failed.
    fn or_take_back(&self, api: &Api, object: hid_t, name: &str, created: &CName, written: Result<()>) -> Result<()> {
        let Err(error) = written else { return Ok(()) };
        if h5a::exists(api, object, created.as_c_str()).at("look for", || self.place(name))? {
            h5a::delete(api, object, created.as_c_str()).at("take back", || self.place(name))?;
        }
        self.node.file.outcome(Err(error))
    }

    /// The name of no attribute, and no shorter than `name`: an object that takes an attribute of that name takes one of `name`.
    fn unused_name(&self, api: &Api, object: hid_t, name: &str) -> Result<CName> {
        let digits = name.len().saturating_sub(".h5mem-".len());
        for n in 0u32.. {
            let name = CName::new(&format!(".h5mem-{n:0>digits$}"))?;
            if !h5a::exists(api, object, name.as_c_str()).at("look for", || self.place(".h5mem"))? {
                return Ok(name);
            }
        }
        unreachable!("an object has fewer than 2^32 attributes")
    }

    /// Gives an attribute another name (`H5Arename`), or where the library would break the object's index, writes it anew under that name.
    pub(super) fn move_value(&self, api: &Api, object: hid_t, from: &CName, to: &CName) -> Called<()> {
        if h5a::may_rename(api, object)? {
            return h5a::rename(api, object, from.as_c_str(), to.as_c_str());
        }
        h5a::copy(api, object, from.as_c_str(), object, to.as_c_str(), h5a::Copy::Within)?;
        h5a::delete(api, object, from.as_c_str())
    }
}

/// The attribute that is there, if its bytes take values of this type and space.
fn alike(api: &Api, object: hid_t, name: &CName, value: &NewValue<'_>) -> Called<Option<Id>> {
    if value.stored.is_named() || value.stored.descriptor(api)?.has_pointers() {
        return Ok(None); // a failure halfway would have freed what the old elements point at
    }
    let attribute = h5a::open(api, object, name.as_c_str())?;
    Ok(is_made_of(api, &attribute, value.stored, value.space)?.then_some(attribute))
}

/// Whether an attribute has this type and this extent.
pub(super) fn is_made_of(api: &Api, attribute: &Id, stored: &Stored, space: &Id) -> Called<bool> {
    Ok(h5t::equal(api, stored.raw(), h5a::get_type(api, attribute.raw())?.raw())?
        && h5s::extent_equal(api, space.raw(), h5a::get_space(api, attribute.raw())?.raw())?)
}

/// Whether an attribute was there when it was set the last time. The hint only decides which call is tried first.
struct Hint {
    slot: &'static AtomicU64,
    hash: u64,
}

impl Hint {
    fn new(object: hid_t, name: &str) -> Self {
        static EXISTED: [AtomicU64; 64] = [const { AtomicU64::new(0) }; 64];
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one((object, name));
        Self { slot: &EXISTED[(hash % 64) as usize], hash }
    }

    fn existed(&self) -> bool {
        self.slot.load(Ordering::Relaxed) == self.hash
    }

    fn exists(&self) {
        self.slot.store(self.hash, Ordering::Relaxed);
    }
}
