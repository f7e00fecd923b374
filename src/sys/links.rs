//! External links: what an operation may follow, and how.
//!
//! libhdf5 asks the list of link access that a call was given; some calls take none (`H5Ocopy`, a virtual dataset's sources), and use the
//! default one. So while an operation on a file with rules runs, they stand in the default list, and nothing leads around them. The lock is
//! held meanwhile: nobody else meets them.
use std::{
    any::Any,
    cell::{Cell, RefCell},
    ffi::{CStr, CString, c_char, c_uint, c_void},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use hdf5_ffi as ffi;

use super::{Api, Called, DEFAULT, check, hid_t};
use crate::{error::ErrorStack, handle::Id};

/// An external link that is about to be followed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link<'a> {
    /// The name that the file with the link was opened by.
    pub parent: &'a CStr,
    /// What the link says.
    pub file: &'a CStr,
    pub target: &'a CStr,
}

/// A link that was not followed, as text.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub file: String,
    pub target: String,
}

/// Says of a link whether it may be followed.
pub(crate) type Ask = dyn Fn(&Link) -> Result<(), Refusal> + Send + Sync;

/// Makes a list of settings open what a link leads to, where that is known without libhdf5.
pub(crate) type Opener = dyn Fn(&Link, hid_t) -> Option<Called<()>> + Send + Sync;

/// What a file's external links may open, and how.
pub(crate) struct Rules {
    /// Whether a link may be followed.
    pub ask: Option<Box<Ask>>,
    /// Where it leads, where that is not to be asked.
    pub open: Option<Box<Opener>>,
    /// The folder where relative names are looked for first.
    pub prefix: Option<CString>,
    /// Whether targets are opened for reading only, whatever the file itself is.
    pub read_only: bool,
    /// The settings that targets are opened with; the file's own, where there are none.
    pub access: Option<Id>,
}

/// `H5L_elink_cb_t`: what the library keeps of a callback.
#[repr(C)]
struct Callback {
    function: ffi::H5L_elink_traverse_t,
    data: *mut c_void,
}

// The lists' own names of these settings. Since 2.0 the functions that set them refuse a default list, and `H5Pset` does not.
const CALLBACK: &CStr = c"external link callback";
const PREFIX: &CStr = c"external link prefix";
const FLAGS: &CStr = c"external link flags";
const ACCESS: &CStr = c"external link fapl";

const READ_ONLY: c_uint = 0;
/// `H5F_ACC_DEFAULT`: as the file with the link.
const AS_PARENT: c_uint = 0xffff;
/// `H5F_ACC_RDWR`, `H5F_ACC_SWMR_WRITE` and `H5F_ACC_SWMR_READ`: what can be asked of a file that is there.
const OPENING: c_uint = 0x01 | 0x20 | 0x40;

thread_local! {
    /// Those of the running operation's files.
    static CURRENT: RefCell<Vec<Arc<Rules>>> = const { RefCell::new(Vec::new()) };
    /// Whether there are any: what is asked most.
    static RULED: Cell<bool> = const { Cell::new(false) };
    static REFUSED: RefCell<Option<Refusal>> = const { RefCell::new(None) };
    static PANIC: RefCell<Option<Box<dyn Any + Send>>> = const { RefCell::new(None) };
}

/// What an operation found in force, and puts back at its end.
#[derive(Default)]
pub(super) struct Outer(RefCell<Option<Vec<Arc<Rules>>>>);

impl Outer {
    /// From here on the operation walks the paths of a file with these rules, beside those that it brought up before.
    #[inline]
    pub(super) fn enter(&self, api: &Api, rules: Option<&Arc<Rules>>) -> Called<()> {
        if rules.is_none() && !RULED.get() { Ok(()) } else { self.bring(api, rules) }
    }

    #[cold]
    fn bring(&self, api: &Api, rules: Option<&Arc<Rules>>) -> Called<()> {
        let first = self.0.borrow().is_none();
        let mut now = CURRENT.with_borrow(Vec::clone);
        if first {
            self.0.replace(Some(std::mem::take(&mut now)));
        }
        if let Some(rules) = rules.filter(|rules| !now.iter().any(|known| Arc::ptr_eq(known, rules))) {
            now.push(Arc::clone(rules));
        } else if !first {
            return Ok(());
        }
        REFUSED.take();
        stand(api, now)
    }

    /// What is to be [put back](put_back), if anything.
    pub(super) fn end(&mut self) -> Option<Vec<Arc<Rules>>> {
        self.0.get_mut().take()
    }
}

/// Puts back what an operation found in force.
#[cold]
pub(super) fn put_back(api: &Api, before: Vec<Arc<Rules>>) {
    REFUSED.take();
    let _ = stand(api, before); // resetting what was set cannot fail
}

/// Lets rules stand in the default list, or takes them away.
fn stand(api: &Api, rules: Vec<Arc<Rules>>) -> Called<()> {
    // SAFETY: the lock is held and the library is initialised, so the identifier is set
    let list = unsafe { ffi::H5P_LST_LINK_ACCESS_ID_g };
    let set = apply(api, list, &rules);
    RULED.set(!rules.is_empty());
    CURRENT.set(rules);
    set
}

/// Puts the rules of the running operation in a list of dataset access, which stands in for the default list of link access.
pub(super) fn apply_to(api: &Api, list: hid_t) -> Called<()> {
    if list == DEFAULT || !RULED.get() {
        return Ok(());
    }
    apply(api, list, &CURRENT.with_borrow(Vec::clone))
}

/// Each folder and list of settings is that of the first file which has one.
fn apply(api: &Api, list: hid_t, rules: &[Arc<Rules>]) -> Called<()> {
    let function: ffi::H5L_elink_traverse_t = if rules.is_empty() { None } else { Some(asked) };
    set(api, list, CALLBACK, &Callback { function, data: std::ptr::null_mut() })?;
    let prefix = rules.iter().find_map(|rules| rules.prefix.as_deref());
    set(api, list, PREFIX, &prefix.map_or(std::ptr::null(), CStr::as_ptr))?;
    let read_only = rules.iter().any(|rules| rules.read_only);
    set(api, list, FLAGS, &if read_only { READ_ONLY } else { AS_PARENT })?;
    set(api, list, ACCESS, &rules.iter().find_map(|rules| rules.access.as_ref()).map_or(DEFAULT, Id::raw))
}

fn set<T>(api: &Api, list: hid_t, name: &CStr, value: &T) -> Called<()> {
    let mut size = 0;
    // SAFETY: the lock is held; the name is NUL-terminated, the out-pointer valid
    check(api, unsafe { ffi::H5Pget_size(list, name.as_ptr(), &raw mut size) })?;
    if size != size_of::<T>() {
        return Err(ErrorStack::refused("this libhdf5 keeps the settings of external links in another form"));
    }
    // SAFETY: the lock is held; the library reads `size` bytes, which the value has, and copies what they point at
    check(api, unsafe { ffi::H5Pset(list, name.as_ptr(), std::ptr::from_ref(value).cast()) })
}

/// What was refused meanwhile, in a call that made nothing of it.
///
/// # Panics
/// With the panic of a user's rule.
#[inline]
pub(crate) fn refused() -> Option<Refusal> {
    if RULED.get() { met() } else { None }
}

#[cold]
fn met() -> Option<Refusal> {
    if let Some(payload) = PANIC.take() {
        std::panic::resume_unwind(payload);
    }
    REFUSED.take()
}

/// `H5L_elink_traverse_t`: says whether the library may follow a link.
unsafe extern "C" fn asked(
    parent: *const c_char,
    _group: *const c_char,
    file: *const c_char,
    target: *const c_char,
    flags: *mut c_uint,
    fapl: hid_t,
    _data: *mut c_void,
) -> ffi::herr_t {
    // SAFETY: libhdf5 passes NUL-terminated texts that live until this returns
    let link = unsafe { Link { parent: CStr::from_ptr(parent), file: CStr::from_ptr(file), target: CStr::from_ptr(target) } };
    // SAFETY: libhdf5 passes a place for the flags; those of a file that was just created would be refused
    unsafe { *flags &= OPENING };
    let answer = catch_unwind(AssertUnwindSafe(|| {
        let rules = CURRENT.with_borrow(Vec::clone); // a rule may use other files meanwhile
        if let Some(opened) = rules.iter().find_map(|rules| rules.open.as_ref()?(&link, fapl)) {
            // SAFETY: as above; what is opened so is for reading
            unsafe { *flags = READ_ONLY };
            let text = |text: &CStr| text.to_string_lossy().into_owned();
            return opened.map_err(|_| Refusal { file: text(link.file), target: text(link.target) });
        }
        rules.iter().filter_map(|rules| rules.ask.as_ref()).try_for_each(|ask| ask(&link))
    }));
    match answer {
        Ok(Ok(())) => return 0,
        Ok(Err(refusal)) => drop(REFUSED.replace(Some(refusal))),
        Err(payload) => drop(PANIC.replace(Some(payload))),
    }
    -1
}
