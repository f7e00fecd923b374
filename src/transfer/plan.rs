//! How values of a Rust type meet one stored type: learnt once.
use std::{
    any::{Any, TypeId as RustType},
    borrow::Cow,
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use once_cell::sync::OnceCell;

use super::{
    Transfer,
    axes::{library_element, stored_element},
};
use crate::{
    array::{AsArray, element_type},
    datatype::{self, Given, StoredType, StringType, TypeDescriptor, TypeId},
    direct,
    element::{H5Type, Reader, Writer},
    error::{At, Result},
    handle::Id,
    sys::{Api, Called, h5t, hid_t},
};

/// The type that something is stored as, looked at no sooner than needed.
pub(crate) struct Stored {
    id: TypeId,
    /// The named type that something is created with, which it is a copy of.
    named: Option<hid_t>,
    descriptor: OnceCell<Arc<TypeDescriptor>>,
    /// The plan for the Rust type that it was first read or written with: mostly there is no other.
    first: OnceCell<AnyPlan>,
    /// The plan for another type that it was last read or written with.
    other: Mutex<Option<AnyPlan>>,
}

type AnyPlan = Arc<dyn Any + Send + Sync>;

/// A plan where it is kept, or a share of it.
pub(super) enum Planned<'a, T: H5Type> {
    Kept(&'a Plan<T>),
    Shared(Arc<Plan<T>>),
}

impl<T: H5Type> std::ops::Deref for Planned<'_, T> {
    type Target = Plan<T>;

    fn deref(&self) -> &Plan<T> {
        match self {
            Self::Kept(plan) => plan,
            Self::Shared(plan) => plan,
        }
    }
}

impl Stored {
    pub(crate) fn new(id: Id) -> Self {
        Self::with(TypeId::Made(id), OnceCell::new(), OnceCell::new())
    }

    pub(crate) fn known(id: TypeId, descriptor: TypeDescriptor) -> Self {
        Self::with(id, OnceCell::with_value(Arc::new(descriptor)), OnceCell::new())
    }

    fn with(id: TypeId, descriptor: OnceCell<Arc<TypeDescriptor>>, first: OnceCell<AnyPlan>) -> Self {
        Self { id, named: None, descriptor, first, other: Mutex::default() }
    }

    /// The type made in a file for this data.
    pub(crate) fn of<A: AsArray + ?Sized>(api: &Api, data: &A) -> Called<Arc<Self>> {
        match data.stored_type() {
            Some(dtype) => Ok(Arc::new(Self::known(datatype::make(api, &dtype)?, dtype))),
            None => own::<A::Elem>(api).map(|own| own.stored),
        }
    }

    /// The type that was given for something to be created.
    pub(crate) fn given(api: &Api, given: StoredType<'_>, place: &dyn Fn() -> String) -> Result<Arc<Self>> {
        Ok(Arc::new(match given.0 {
            Given::Described(dtype) => Self::known(datatype::make(api, dtype).at("make the type of", place)?, dtype.clone()),
            Given::Named(node) => {
                let raw = node.raw(api)?;
                let copy = h5t::copy(api, raw).at("copy the type of", place)?;
                Self { named: Some(raw), ..Self::new(copy) }
            }
        }))
    }

    /// What something is created with.
    pub(crate) fn created_with(&self) -> hid_t {
        self.named.unwrap_or(self.id.raw())
    }

    /// Whether what is created is to share a named type.
    pub(crate) fn is_named(&self) -> bool {
        self.named.is_some()
    }

    /// Whether this descriptor is known to be its.
    pub(super) fn is_known_as(&self, descriptor: &TypeDescriptor) -> bool {
        self.descriptor.get().is_some_and(|known| **known == *descriptor)
    }

    pub(crate) fn raw(&self) -> hid_t {
        self.id.raw()
    }

    /// Bytes of an element.
    pub(crate) fn size(&self, api: &Api) -> Called<usize> {
        self.fixed_size().map_or_else(|| h5t::get_size(api, self.id.raw()), Ok)
    }

    /// Bytes of an element, in the file as well, if that is known.
    pub(crate) fn fixed_size(&self) -> Option<usize> {
        self.descriptor.get().filter(|known| !known.has_pointers()).map(|known| known.size())
    }

    pub(crate) fn descriptor(&self, api: &Api) -> Called<&TypeDescriptor> {
        self.shared(api).map(|descriptor| &**descriptor)
    }

    fn shared(&self, api: &Api) -> Called<&Arc<TypeDescriptor>> {
        self.descriptor.get_or_try_init(|| datatype::describe(api, self.id.raw()).map(Arc::new))
    }

    /// How values of `T` are moved, if they were the first to be.
    fn kept<T: H5Type>(&self) -> Option<Planned<'_, T>> {
        self.first.get().and_then(|plan| plan.downcast_ref()).map(Planned::Kept)
    }

    /// How values of `T` are moved: as the last time, or as those of its own type, which one call tells, or looked into.
    pub(super) fn plan<T: H5Type>(&self, api: &Api) -> Called<Planned<'_, T>> {
        if let Some(plan) = self.kept() {
            return Ok(plan);
        }
        if let Some(plan) = &*unpoisoned(&self.other) {
            if let Ok(plan) = Arc::clone(plan).downcast() {
                return Ok(Planned::Shared(plan));
            }
        }
        let plan = match own::<T>(api) {
            Ok(own) if self.is(api, &own)? => own.plan,
            _ => Arc::new(Plan::new(Arc::clone(self.shared(api)?), None)),
        };
        if self.first.set(Arc::clone(&plan) as AnyPlan).is_err() {
            *unpoisoned(&self.other) = Some(Arc::clone(&plan) as AnyPlan);
        }
        Ok(Planned::Shared(plan))
    }
}

impl Stored {
    /// Whether it is the type made in a file for values of `T`.
    fn is<T: H5Type>(&self, api: &Api, own: &Own<T>) -> Called<bool> {
        match &*own.plan.stored {
            // of strings of any length the library compares no character set, which it does not convert either
            TypeDescriptor::String(StringType { size: None, .. }) => {
                Ok(h5t::equal(api, self.id.raw(), own.stored.raw())? && h5t::get_cset(api, self.id.raw())? == h5t::UTF_8)
            }
            stored if stored.has_pointers() => Ok(false),
            _ => h5t::equal(api, self.id.raw(), own.stored.raw()),
        }
    }
}

impl std::fmt::Debug for Stored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stored({:?})", self.id)
    }
}

/// One stored type as values of `T` meet it.
pub(super) struct Plan<T: H5Type> {
    pub(super) stored: Arc<TypeDescriptor>,
    /// The library's type, where it is the one made for values of `T`.
    own: Option<hid_t>,
    /// Numbers are left to the library to convert.
    lossy: bool,
    reading: OnceCell<Way<Reader<T>>>,
    writing: OnceCell<Way<Writer<T::Borrowed>>>,
}

/// What a reader or writer needs of the library.
pub(super) struct Way<H> {
    pub(super) how: H,
    /// The library's element in memory, which is one of the `how` unless only one side is an array type.
    pub(super) library: TypeDescriptor,
    pub(super) mem_type: TypeId,
    /// Whether stored elements are the library's in memory, byte by byte; see [`direct::swap`].
    pub(super) swap: Option<Option<usize>>,
}

impl<T: H5Type> Plan<T> {
    fn new(stored: Arc<TypeDescriptor>, own: Option<hid_t>) -> Self {
        Self { stored, own, lossy: false, reading: OnceCell::new(), writing: OnceCell::new() }
    }

    /// The stored type as readers and writers are told of it.
    fn told(&self) -> Cow<'_, TypeDescriptor> {
        if self.lossy { Cow::Owned(self.stored.lossily(&T::descriptor())) } else { Cow::Borrowed(&self.stored) }
    }

    pub(super) fn reading(&self, transfer: &Transfer<'_>) -> Result<&Way<Reader<T>>> {
        if let Some(way) = self.reading.get() {
            return Ok(way);
        }
        // made before it is put there: what makes it is the user's
        let how = T::reader(stored_element::<T>(&self.told())).map_err(|mismatch| transfer.mismatch(mismatch))?;
        assert!(!how.in_place() || size_of::<T>() == how.memory.size(), "an `H5Type` read in place has the size of its memory");
        let library = library_element::<T>(&self.stored, &how.memory);
        let mem_type = transfer.memory_type(self, &library)?;
        let swap = direct::swap(&self.stored, &library);
        Ok(self.reading.get_or_init(|| Way { how, library, mem_type, swap }))
    }

    pub(super) fn writing(&self, transfer: &Transfer<'_>) -> Result<&Way<Writer<T::Borrowed>>> {
        if let Some(way) = self.writing.get() {
            return Ok(way);
        }
        let how = T::writer(stored_element::<T>(&self.stored)).map_err(|mismatch| transfer.mismatch(mismatch))?;
        let library = library_element::<T>(&self.stored, &how.memory);
        let mem_type = transfer.memory_type(self, &library)?;
        let swap = direct::swap(&self.stored, &library);
        Ok(self.writing.get_or_init(|| Way { how, library, mem_type, swap }))
    }
}

impl Transfer<'_> {
    /// The library's type of memory like `library`.
    fn memory_type<T: H5Type>(&self, plan: &Plan<T>, library: &TypeDescriptor) -> Result<TypeId> {
        match plan.own {
            Some(own) if *library == *plan.stored => Ok(TypeId::Lasting(own)),
            _ => self.make(library),
        }
    }

    pub(super) fn plan<T: H5Type>(&self) -> Result<Planned<'_, T>> {
        if let Some(plan) = self.stored.kept().filter(|_| !self.lossy) {
            return Ok(plan); // without the lock
        }
        let api = self.api()?;
        if self.lossy {
            let stored = self.stored.shared(&api).at("look at the type of", self.place)?;
            return Ok(Planned::Shared(Arc::new(Plan { lossy: true, ..Plan::new(Arc::clone(stored), None) })));
        }
        self.stored.plan(&api).at("look at the type of", self.place)
    }
}

/// The library's type that a file has for values of `T`, and the plan for it.
struct Own<T: H5Type> {
    plan: Arc<Plan<T>>,
    /// What everything of this type that is made shares.
    stored: Arc<Stored>,
}

/// Those of every Rust type met so far, which last as long as the process. Used with the library's lock held.
static OWN: Mutex<BTreeMap<RustType, (AnyPlan, Arc<Stored>)>> = Mutex::new(BTreeMap::new());

fn own<T: H5Type>(api: &Api) -> Called<Own<T>> {
    let at_hand = |(plan, stored): &(AnyPlan, Arc<Stored>)| {
        let plan = Arc::clone(plan).downcast().expect("kept under its own type");
        Own { plan, stored: Arc::clone(stored) }
    };
    if let Some(own) = unpoisoned(&OWN).get(&RustType::of::<T>()) {
        return Ok(at_hand(own));
    }
    let dtype = element_type::<T>();
    let id = datatype::make(api, &dtype)?;
    let dtype = Arc::new(dtype);
    let plan = Arc::new(Plan::<T>::new(Arc::clone(&dtype), Some(id.raw()))) as AnyPlan;
    let stored = Stored::with(id, OnceCell::with_value(dtype), OnceCell::with_value(Arc::clone(&plan)));
    Ok(at_hand(unpoisoned(&OWN).entry(RustType::of::<T>()).or_insert((plan, Arc::new(stored)))))
}

/// A panic leaves nothing half done here.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
