//! References: what points at an object, at a region of a dataset or at an attribute, as files have it.
//!
//! Those that every version has are bytes. Those of libhdf5 1.12 own memory while they are in memory, and keep their file open: they are
//! taken apart as they are read, and made as they are written.
use std::sync::Arc;

use super::{Arena, Bad, H5Type, Mismatch, Plain, Reader, Writer};
use crate::{
    dataspace::{Selection, lengths, listed},
    datatype::{ReferenceKind, TypeDescriptor},
    error::ErrorStack,
    handle::Id,
    name::{self, CName},
    sys::{
        Api, h5d, h5o,
        h5r::{
            self,
            standard::{self, Kind, Owned},
        },
        h5s, hid_t,
    },
};

/// A pointer at an object of the same file (`H5T_STD_REF_OBJ`); its default points at nothing.
///
/// Read from either kind of reference, and made in files as the one that every libhdf5 knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct ObjectReference(pub(crate) [u8; 8]);

/// A pointer at a region of a dataset of the same file (`H5T_STD_REF_DSETREG`); its default points at nothing.
///
/// Read from either kind of reference, and made in files as the one that every libhdf5 knows.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionReference(pub(crate) Region);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Region {
    /// The place of the region in the file's heap.
    Stored([u8; 12]),
    /// The dataset, and what of it; nothing where it cannot be opened.
    Known(Arc<(ObjectReference, Option<Selection>)>),
}

/// A pointer at an attribute of an object of the same file (`H5T_STD_REF`, since libhdf5 1.12); its default points at nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AttributeReference {
    pub(crate) object: ObjectReference,
    pub(crate) name: String,
}

impl ObjectReference {
    /// Whether it points at nothing.
    pub fn is_null(&self) -> bool {
        self.0 == [0; 8]
    }

    /// Opens the object, in the file that `at` is in.
    fn open(&self, api: &Api, at: hid_t) -> Result<Id, Bad> {
        let mut token = [0; 16];
        token[..8].copy_from_slice(&self.0);
        h5o::open_by_token(api, at, token).map(Id::own).map_err(bad)
    }
}

impl RegionReference {
    /// Whether it points at nothing.
    pub fn is_null(&self) -> bool {
        match &self.0 {
            Region::Stored(bytes) => *bytes == [0; 12],
            Region::Known(known) => known.0.is_null(),
        }
    }
}

impl Default for RegionReference {
    fn default() -> Self {
        Self(Region::Stored([0; 12]))
    }
}

impl AttributeReference {
    /// Whether it points at nothing.
    pub fn is_null(&self) -> bool {
        self.object.is_null()
    }

    /// The object that has the attribute.
    pub fn object(&self) -> ObjectReference {
        self.object
    }

    /// The attribute's name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// What a standard reference points at.
pub(crate) enum Pointed {
    Nothing,
    Object(ObjectReference),
    Region(RegionReference),
    Attribute(AttributeReference),
}

fn bad(stack: ErrorStack) -> Bad {
    Bad::Invalid(stack.summary())
}

/// Takes a standard reference apart.
///
/// # Safety
/// `raw` points at an element of the standard reference type that the library has filled.
pub(crate) unsafe fn pointed(raw: *const u8) -> Result<Pointed, Bad> {
    let api = Api::again();
    // SAFETY: the caller's promise
    let Some(target) = unsafe { standard::target(&api, raw) }.map_err(bad)? else { return Ok(Pointed::Nothing) };
    if target.elsewhere {
        // SAFETY: the caller's promise
        let file = name::text(unsafe { standard::file_name(&api, raw) }.map_err(bad)?);
        return Err(Bad::Invalid(format!("a reference into another file, {file:?}")));
    }
    let (mut place, mut rest) = ([0; 8], [0; 8]);
    place.copy_from_slice(&target.token[..8]);
    rest.copy_from_slice(&target.token[8..]);
    if rest != [0; 8] {
        return Err(Bad::Invalid("a reference of another file format".to_owned()));
    }
    let object = ObjectReference(place);
    Ok(match target.kind {
        Kind::Object => Pointed::Object(object),
        Kind::Region => {
            // a dataset that is gone shows when the reference is followed
            // SAFETY: the caller's promise
            let space = unsafe { standard::region(&api, raw) };
            let part = space.and_then(|space| listed(&api, &space)).ok();
            Pointed::Region(RegionReference(Region::Known(Arc::new((object, part)))))
        }
        Kind::Attribute => {
            // SAFETY: the caller's promise
            let name = name::text(unsafe { standard::attribute_name(&api, raw) }.map_err(bad)?);
            Pointed::Attribute(AttributeReference { object, name })
        }
    })
}

impl Pointed {
    fn not<T>(&self, expected: &str) -> Result<T, Bad> {
        let found = match self {
            Self::Nothing => "nothing",
            Self::Object(_) => "a reference to an object",
            Self::Region(_) => "a reference to a region",
            Self::Attribute(_) => "a reference to an attribute",
        };
        Err(Bad::Invalid(format!("{found} in place of one to {expected}")))
    }
}

/// Puts a reference into an element of the standard type, where it points at something.
fn put(raw: &mut [u8], arena: &mut Arena, make: impl FnOnce(&Api, hid_t) -> Result<Owned, Bad>) -> Result<(), Bad> {
    if let Some(at) = arena.place()? {
        let bytes = arena.keep(make(&Api::again(), at)?);
        raw.copy_from_slice(&bytes);
    }
    Ok(())
}

pub(crate) fn put_object(reference: &ObjectReference, raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
    if reference.is_null() {
        return Ok(());
    }
    put(raw, arena, |api, at| standard::create_object(api, reference.open(api, at)?.raw()).map_err(bad))
}

/// Puts a region reference into an element of either type.
pub(crate) fn put_region(kind: ReferenceKind, reference: &RegionReference, raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
    if reference.is_null() {
        return Ok(());
    }
    match (&reference.0, kind) {
        (Region::Stored(bytes), ReferenceKind::Region) => raw.copy_from_slice(bytes),
        (Region::Stored(bytes), _) => {
            return put(raw, arena, |api, at| {
                let dataset = h5r::dereference_region(api, at, bytes).map(Id::own).map_err(bad)?;
                let space = h5r::get_region(api, at, bytes).map_err(bad)?;
                standard::create_region(api, dataset.raw(), space.raw()).map_err(bad)
            });
        }
        (Region::Known(known), ReferenceKind::Region) => {
            if let Some(at) = arena.place()? {
                let api = Api::again();
                let (dataset, space) = chosen(&api, at, known)?;
                raw.copy_from_slice(&h5r::create_region(&api, dataset.raw(), space.raw()).map_err(bad)?);
            }
        }
        (Region::Known(known), _) => {
            return put(raw, arena, |api, at| {
                let (dataset, space) = chosen(api, at, known)?;
                standard::create_region(api, dataset.raw(), space.raw()).map_err(bad)
            });
        }
    }
    Ok(())
}

/// The dataset of a region, and its dataspace with the region selected.
fn chosen(api: &Api, at: hid_t, (object, part): &(ObjectReference, Option<Selection>)) -> Result<(Id, Id), Bad> {
    let part = part.as_ref().ok_or_else(|| Bad::Invalid("a reference to a region that is gone".to_owned()))?;
    let dataset = object.open(api, at)?;
    let space = h5d::get_space(api, dataset.raw()).map_err(bad)?;
    let mut dims = [0; h5s::MAX_RANK];
    let dims = lengths(h5s::dims(api, space.raw(), &mut dims).map_err(bad)?).map_err(|dim| Bad::Invalid(format!("an axis of {dim}")))?;
    let picked = part.pick(&dims, &|| "region".to_owned()).map_err(|error| Bad::Invalid(error.to_string()))?;
    picked.select(api, &space, &dims).map_err(bad)?;
    Ok((dataset, space))
}

pub(crate) fn put_attribute(reference: &AttributeReference, raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
    if reference.is_null() {
        return Ok(());
    }
    put(raw, arena, |api, at| {
        let name = CName::new(&reference.name).map_err(|error| Bad::Invalid(error.to_string()))?;
        standard::create_attribute(api, reference.object.open(api, at)?.raw(), name.as_c_str()).map_err(bad)
    })
}

/// The stored kind, if it is one of references.
fn kind_of<T>(stored: &TypeDescriptor) -> Result<ReferenceKind, Mismatch> {
    if let TypeDescriptor::Reference(kind) = stored { Ok(*kind) } else { Err(Mismatch::new::<T>(stored)) }
}

// SAFETY: memory of the old reference's type is these bytes, whose every pattern is a value: the library checks what they point at. The
// others are made of their elements
unsafe impl H5Type for ObjectReference {
    type Borrowed = Self;

    fn borrow(&self) -> &Self {
        self
    }

    fn descriptor() -> TypeDescriptor {
        TypeDescriptor::Reference(ReferenceKind::Object)
    }

    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        match kind_of::<Self>(stored)? {
            ReferenceKind::Object => Ok(Reader::bits(stored.clone())),
            ReferenceKind::Region => Err(Mismatch::new::<Self>(stored)),
            // SAFETY: libhdf5 has filled the element with a reference
            ReferenceKind::Standard => Ok(Reader::each(stored.clone(), |raw: *const u8| match unsafe { pointed(raw) }? {
                Pointed::Nothing => Ok(Self::default()),
                Pointed::Object(object) => Ok(object),
                other => other.not("an object"),
            })),
        }
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
        match kind_of::<Self>(stored)? {
            // SAFETY: a reference to an object is its eight bytes
            ReferenceKind::Object => Ok(unsafe { Writer::bits(stored.clone()) }),
            ReferenceKind::Region => Err(Mismatch::new::<Self>(stored)),
            ReferenceKind::Standard => Ok(Writer::each(stored.clone(), put_object)),
        }
    }
}

// SAFETY: as above
unsafe impl Plain for ObjectReference {}

// SAFETY: every value is made from its element and put into it, none is taken as it lies
unsafe impl H5Type for RegionReference {
    type Borrowed = Self;

    fn borrow(&self) -> &Self {
        self
    }

    fn descriptor() -> TypeDescriptor {
        TypeDescriptor::Reference(ReferenceKind::Region)
    }

    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        match kind_of::<Self>(stored)? {
            ReferenceKind::Object => Err(Mismatch::new::<Self>(stored)),
            ReferenceKind::Region => Ok(Reader::each(stored.clone(), |raw: *const u8| {
                // SAFETY: libhdf5 has filled the element, as many bytes
                Ok(Self(Region::Stored(unsafe { raw.cast::<[u8; 12]>().read_unaligned() })))
            })),
            // SAFETY: libhdf5 has filled the element with a reference
            ReferenceKind::Standard => Ok(Reader::each(stored.clone(), |raw: *const u8| match unsafe { pointed(raw) }? {
                Pointed::Nothing => Ok(Self::default()),
                Pointed::Region(region) => Ok(region),
                other => other.not("a region"),
            })),
        }
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
        match kind_of::<Self>(stored)? {
            ReferenceKind::Object => Err(Mismatch::new::<Self>(stored)),
            kind => {
                Ok(Writer::each(stored.clone(), move |value: &Self, raw: &mut [u8], arena: &mut Arena| put_region(kind, value, raw, arena)))
            }
        }
    }
}

// SAFETY: every value is made from its element and put into it, none is taken as it lies
unsafe impl H5Type for AttributeReference {
    type Borrowed = Self;

    fn borrow(&self) -> &Self {
        self
    }

    fn descriptor() -> TypeDescriptor {
        TypeDescriptor::Reference(ReferenceKind::Standard)
    }

    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        if kind_of::<Self>(stored)? != ReferenceKind::Standard {
            return Err(Mismatch::new::<Self>(stored));
        }
        // SAFETY: libhdf5 has filled the element with a reference
        Ok(Reader::each(stored.clone(), |raw: *const u8| match unsafe { pointed(raw) }? {
            Pointed::Nothing => Ok(Self::default()),
            Pointed::Attribute(attribute) => Ok(attribute),
            other => other.not("an attribute"),
        }))
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
        if kind_of::<Self>(stored)? != ReferenceKind::Standard {
            return Err(Mismatch::new::<Self>(stored));
        }
        Ok(Writer::each(stored.clone(), put_attribute))
    }
}

crate::__scalar_value!(ObjectReference);
crate::__scalar_value!(RegionReference);
crate::__scalar_value!(AttributeReference);
