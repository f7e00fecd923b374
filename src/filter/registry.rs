//! Which filters there are: the library's, those registered here, and those of the crate's features.
use std::{
    collections::BTreeMap,
    ffi::CString,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{Codec, Filter, extra, registered::feature};
use crate::{
    datatype::TypeDescriptor,
    error::{At, Error, ErrorStack, Result},
    sys::{
        Api, Called,
        h5z::{self, Process},
    },
};

/// A codec, whose code runs by itself: whoever it is called by, it does not get into the library.
#[derive(Clone)]
pub(crate) struct Enclosed {
    codec: Arc<dyn Codec>,
    // asked once: what it answers is what is registered
    id: i32,
    name: Arc<str>,
    of_application: bool,
}

struct Registered {
    codec: Enclosed,
    slot: usize,
}

/// The filters that the library has from here. Never locked while a codec runs.
static REGISTRY: Mutex<BTreeMap<i32, Registered>> = Mutex::new(BTreeMap::new());

fn registry() -> MutexGuard<'static, BTreeMap<i32, Registered>> {
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Process for Enclosed {
    fn id(&self) -> i32 {
        self.id
    }

    fn is_foreign(&self) -> bool {
        self.of_application
    }

    fn decode(&self, parameters: &[u32], stored: &[u8], room: usize) -> Result<Vec<u8>, String> {
        let mut chunk = Vec::new();
        chunk.try_reserve(room).map_err(|error| error.to_string())?;
        self.decode_into(parameters, stored, &mut chunk)?;
        Ok(chunk)
    }

    fn encode(&self, parameters: &[u32], chunk: &[u8]) -> Result<Vec<u8>, String> {
        let mut stored = Vec::new();
        self.run(|codec| codec.encode(parameters, chunk, &mut stored)).map(|()| stored)
    }
}

impl Enclosed {
    fn new(codec: Arc<dyn Codec>, of_application: bool) -> Self {
        Self { id: codec.id(), name: codec.name().into(), codec, of_application }
    }

    fn run<T>(&self, code: impl FnOnce(&dyn Codec) -> Result<T, super::CodecError>) -> Result<T, String> {
        h5z::enclosed(|| code(&*self.codec).map_err(|error| format!("{}: {error}", self.name)))
    }

    /// Appends what the stored bytes decode to.
    pub(crate) fn decode_into(&self, parameters: &[u32], stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), String> {
        self.run(|codec| codec.decode(parameters, stored, chunk))
    }

    /// The parameters that a new dataset stores.
    pub(crate) fn set_local(&self, given: &[u32], element: &TypeDescriptor, chunk: &[usize]) -> Result<Vec<u32>, String> {
        self.run(|codec| codec.set_local(given, element, chunk))
    }

    fn place(&self) -> String {
        called(self.id, &self.name)
    }
}

impl PartialEq for Enclosed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.codec, &other.codec)
    }
}

impl Eq for Enclosed {}

impl std::fmt::Debug for Enclosed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

/// Makes a filter known, to this crate and to everybody who uses libhdf5 in this process (`H5Zregister`).
///
/// It takes the place of a plugin of its number, and of what a feature of this crate has.
///
/// # Errors
/// `InvalidValue` for a number that is libhdf5's own (below 256) or cannot be, and for an empty name or one with a NUL; `AlreadyExists`
/// where one of this number was registered before and not [taken back](unregister); `Unsupported` for more than 32 filters at a time, and
/// within a codec.
pub fn register(codec: impl Codec) -> Result<()> {
    let codec = Enclosed::new(Arc::new(codec), true);
    if !(256..=65_535).contains(&codec.id) {
        return Err(Error::invalid(&codec.place(), "the number of a filter is 256 to 65535"));
    }
    if codec.name.is_empty() || codec.name.contains('\0') {
        return Err(Error::invalid(&codec.place(), "the name of a filter has at least a byte, and no NUL"));
    }
    let api = Api::lock()?;
    if registered(codec.id).is_some_and(|known| known.of_application) {
        return Err(Error::AlreadyExists { path: codec.place() });
    }
    install(&api, codec)
}

/// Takes a filter back that [`register`] made known (`H5Zunregister`).
///
/// # Errors
/// `NotFound` where there is none, `Library` while a dataset or group with it is open, and where libhdf5, which flushes all files first,
/// cannot flush one.
pub fn unregister(id: i32) -> Result<()> {
    let api = Api::lock()?;
    let known = registry().get(&id).filter(|known| known.codec.of_application).map(|known| (known.codec.clone(), known.slot));
    let Some((codec, slot)) = known else { return Err(Error::NotFound { path: called(id, "") }) };
    let unregistered = h5z::unregister(&api, id); // which flushes all files
    h5z::resume_panic();
    unregistered.at("take back", || codec.place())?;
    registry().remove(&id);
    h5z::fill_slot(slot, None);
    Ok(())
}

/// What can be done with a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Available {
    /// Chunks can be written with it.
    pub encodes: bool,
    /// Chunks can be read that it was used on.
    pub decodes: bool,
}

/// Whether a filter can be used, and for what (`H5Zfilter_avail`, `H5Zget_filter_info`): built into libhdf5, registered, of a feature of this
/// crate, or a plugin, which is loaded then.
///
/// ```
/// # fn main() -> h5mem::Result<()> {
/// use h5mem::{Filter, filter};
/// let deflate = filter::available(Filter::Deflate(6).id())?;
/// assert!(deflate.encodes && deflate.decodes);
/// assert!(!filter::available(65_000)?.decodes);
/// # Ok(()) }
/// ```
///
/// # Errors
/// `Library`.
pub fn available(id: i32) -> Result<Available> {
    let api = Api::lock()?;
    availability(&api, id).at("look for", || called(id, ""))
}

pub(crate) fn availability(api: &Api, id: i32) -> Called<Available> {
    provide(api, id)?;
    // of a number that cannot be, nothing is there
    if !(1..=65_535).contains(&id) || !h5z::filter_avail(api, id)? {
        return Ok(Available { encodes: false, decodes: false });
    }
    h5z::get_filter_info(api, id).map(|(encodes, decodes)| Available { encodes, decodes })
}

/// The error for a filter that is not there, of a dataset at this path.
pub(crate) fn unavailable(filter: &Filter, path: String) -> Error {
    let id = filter.id();
    let feature = feature(id).filter(|_| extra::of(id).is_none());
    Error::FilterUnavailable { path, id, name: filter.name().to_owned(), feature }
}

/// Registers what a feature has of this number, if nothing else is there.
pub(crate) fn provide(api: &Api, id: i32) -> Called<()> {
    let Some(codec) = extra::of(id) else { return Ok(()) };
    if registry().contains_key(&id) || h5z::filter_avail(api, id)? {
        return Ok(());
    }
    let installed = install(api, Enclosed::new(codec, false));
    installed.map_err(|error| ErrorStack::refused(error.to_string()))
}

/// The same for all of a pipeline; of an unknown one, for all that the features have.
pub(crate) fn provide_all(api: &Api, filters: Option<&[Filter]>) -> Called<()> {
    match filters {
        Some(filters) => filters.iter().try_for_each(|filter| provide(api, filter.id())),
        None => extra::ids().try_for_each(|id| provide(api, id)),
    }
}

/// The codec that the library has from here.
pub(crate) fn registered(id: i32) -> Option<Enclosed> {
    registry().get(&id).map(|known| known.codec.clone())
}

/// The codec that chunks can go through outside of the library: what it has from here, else a feature's.
pub(crate) fn codec(id: i32) -> Option<Enclosed> {
    registered(id).or_else(|| extra::of(id).map(|codec| Enclosed::new(codec, false)))
}

fn called(id: i32, name: &str) -> String {
    if name.is_empty() { format!("filter {id}") } else { format!("filter {id} ({name})") }
}

/// Registers a codec in the place of what had its number, or in a free one.
fn install(api: &Api, codec: Enclosed) -> Result<()> {
    let name = CString::new(&*codec.name).map_err(|_| Error::invalid(&codec.place(), "the name of a filter has no NUL"))?;
    let mut registry = registry();
    let free = || (0..h5z::SLOTS).find(|slot| registry.values().all(|known| known.slot != *slot));
    let Some(slot) = registry.get(&codec.id).map(|known| known.slot).or_else(free) else {
        return Err(Error::unsupported(codec.place(), format!("one of the {} filters to be taken back", h5z::SLOTS)));
    };
    h5z::fill_slot(slot, Some(Arc::new(codec.clone())));
    h5z::register(api, slot, codec.id, Box::leak(name.into_boxed_c_str())).at("register", || codec.place())?;
    registry.insert(codec.id, Registered { codec, slot });
    Ok(())
}
