//! Filters written in Rust, as the library calls them.
//!
//! The library tells a filter function neither the filter's number nor anything that its registration said, so each filter that can be
//! registered has a function of its own: one for each slot of a table.
//!
//! What went wrong is kept for the thread and not put on the library's error stack, which 1.14 pauses around callbacks. Panics are kept, too.
use std::{
    any::Any,
    cell::{Cell, RefCell},
    ffi::{c_uint, c_void},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    ptr, slice,
    sync::{Arc, PoisonError, RwLock},
};

use hdf5_ffi as ffi;

/// A filter's work on a chunk.
pub(crate) trait Process: Send + Sync {
    /// HDF5's number of the filter.
    fn id(&self) -> i32;
    /// What comes out of it is checked by nobody else.
    fn is_foreign(&self) -> bool;
    /// # Errors
    /// What is wrong, in words.
    fn decode(&self, parameters: &[u32], stored: &[u8], room: usize) -> Result<Vec<u8>, String>;
    /// # Errors
    /// What is wrong, in words.
    fn encode(&self, parameters: &[u32], chunk: &[u8]) -> Result<Vec<u8>, String>;
}

pub(crate) type Work = Arc<dyn Process>;

type Function = unsafe extern "C" fn(c_uint, usize, *const c_uint, usize, *mut usize, *mut *mut c_void) -> usize;

macro_rules! trampolines {
    ($($slot:literal)*) => { [$(run::<$slot>),*] };
}

pub(super) const TRAMPOLINES: [Function; 32] =
    trampolines![0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31];

static SLOTS: [RwLock<Option<Work>>; TRAMPOLINES.len()] = [const { RwLock::new(None) }; TRAMPOLINES.len()];

/// What is known of the chunks that are about to be decoded. Below 2.0 the library reads a whole chunk from a buffer of any length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expected {
    /// The most bytes that a chunk has, with the checksums that may be taken of it.
    pub room: usize,
    /// The filter that is to give a whole chunk, and its bytes without checksums.
    pub whole: Option<(i32, usize)>,
}

thread_local! {
    static EXPECTED: Cell<Option<Expected>> = const { Cell::new(None) };
    static INSIDE: Cell<bool> = const { Cell::new(false) };
    static PANICKED: Cell<bool> = const { Cell::new(false) };
    // these are gone when a thread ends, and so is whoever could be told
    static PANIC: RefCell<Option<Box<dyn Any + Send>>> = const { RefCell::new(None) };
    static FAILURE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Sets a thread's cell for as long as it lives.
struct While<T: Copy + 'static> {
    cell: &'static std::thread::LocalKey<Cell<T>>,
    before: T,
}

impl<T: Copy> While<T> {
    fn new(cell: &'static std::thread::LocalKey<Cell<T>>, value: T) -> Self {
        Self { before: cell.replace(value), cell }
    }
}

impl<T: Copy> Drop for While<T> {
    fn drop(&mut self) {
        self.cell.set(self.before);
    }
}

impl Expected {
    /// Makes one call of the library, which may decode such chunks meanwhile; `None` where nothing is known of the chunks. Nothing but the call
    /// belongs in here: code of the caller's may read other datasets.
    pub(crate) fn during<T>(expected: Option<Self>, call: impl FnOnce() -> T) -> T {
        let _known = While::new(&EXPECTED, expected);
        call()
    }
}

/// Runs a filter's code, which must not use the library: it is in the middle of something.
pub(crate) fn enclosed<T>(code: impl FnOnce() -> T) -> T {
    let _inside = While::new(&INSIDE, true);
    code()
}

/// Whether this thread runs a filter's code.
pub(crate) fn is_inside() -> bool {
    INSIDE.get()
}

/// What a filter said when the call failed that has just returned.
pub(crate) fn take_failure() -> Option<String> {
    FAILURE.try_with(RefCell::take).ok().flatten()
}

/// Goes on with the panic of a filter, if there was one in the call that has just returned.
pub(crate) fn resume_panic() {
    if PANICKED.replace(false) {
        if let Ok(Some(payload)) = PANIC.try_with(RefCell::take) {
            resume_unwind(payload);
        }
    }
}

/// Lets a panic of a filter go, where nobody is to be told.
pub(crate) fn forget_panic() {
    if PANICKED.replace(false) {
        let _ = PANIC.try_with(|kept| kept.take().map(std::mem::forget)); // whose end may panic
    }
}

pub(super) fn fill(slot: usize, work: Option<Work>) {
    *SLOTS[slot].write().unwrap_or_else(PoisonError::into_inner) = work;
}

/// `H5Z_func_t` of a slot's filter.
unsafe extern "C" fn run<const SLOT: usize>(
    flags: c_uint,
    count: usize,
    values: *const c_uint,
    len: usize,
    room: *mut usize,
    buffer: *mut *mut c_void,
) -> usize {
    // SAFETY: the library's own arguments
    unsafe { run_slot(SLOT, flags, count, values, len, room, buffer) }
}

/// Puts what comes out of a chunk in its place, and says how many bytes it is; 0 for a failure.
///
/// # Safety
/// The arguments are those of the library's call.
unsafe fn run_slot(
    slot: usize,
    flags: c_uint,
    count: usize,
    values: *const c_uint,
    len: usize,
    room: *mut usize,
    buffer: *mut *mut c_void,
) -> usize {
    let Some(work) = SLOTS[slot].read().unwrap_or_else(PoisonError::into_inner).clone() else { return 0 };
    let decodes = flags & ffi::H5Z_FLAG_REVERSE != 0;
    let expected = if decodes { EXPECTED.get() } else { None };
    // SAFETY: the library passes `count` parameters, a buffer of its own of `*room` bytes, of which the first `len` are the chunk, and
    // leaves all of them alone until this returns
    let (parameters, chunk) = unsafe { (part(values, count), part((*buffer).cast::<u8>(), len)) };
    let worked = catch_unwind(AssertUnwindSafe(|| match decodes {
        true => checked(&*work, parameters, chunk, expected),
        false => work.encode(parameters, chunk),
    }));
    let out = match worked {
        Ok(Ok(out)) if !out.is_empty() => out,
        Ok(Ok(_)) => return failed(flags, "the filter gave nothing".to_owned()),
        Ok(Err(why)) => return failed(flags, why),
        Err(payload) => {
            if PANIC.try_with(|kept| kept.replace(Some(payload)).map(std::mem::forget)).is_ok() {
                PANICKED.set(true);
            }
            return failed(flags, "the filter panicked".to_owned());
        }
    };
    let most = expected.map_or(0, |expected| expected.room).max(out.len());
    // SAFETY: the buffer is the library's, of `*room` bytes, for the filter to write to or to replace by another of `H5allocate_memory`,
    // which is written to as far as it goes: `most` is at least what comes out, and the rest is cleared
    unsafe {
        if *room < most {
            let larger = ffi::H5allocate_memory(most, false as _);
            if larger.is_null() {
                return failed(flags, format!("no memory for {most} bytes of a chunk"));
            }
            ffi::H5free_memory(*buffer);
            (*buffer, *room) = (larger, most);
        }
        let start = (*buffer).cast::<u8>();
        ptr::copy_nonoverlapping(out.as_ptr(), start, out.len());
        start.add(out.len()).write_bytes(0, most - out.len());
    }
    out.len()
}

/// # Safety
/// As for a slice, but that it may be null where it is empty.
unsafe fn part<'a, T>(start: *const T, len: usize) -> &'a [T] {
    // SAFETY: the caller's promise
    if len == 0 { &[] } else { unsafe { slice::from_raw_parts(start, len) } }
}

/// Decodes, and holds the outcome against what the library will take it for.
fn checked(work: &dyn Process, parameters: &[u32], stored: &[u8], expected: Option<Expected>) -> Result<Vec<u8>, String> {
    let Some(Expected { room, whole }) = expected else {
        if work.is_foreign() && cfg!(not(hdf5_2_0)) {
            return Err("what it decodes cannot be checked here, which takes libhdf5 2.0, or opening the dataset itself".to_owned());
        }
        return work.decode(parameters, stored, 0);
    };
    let chunk = work.decode(parameters, stored, room)?;
    match whole {
        Some((id, whole)) if id == work.id() && !(whole..=room).contains(&chunk.len()) => {
            Err(format!("{} bytes came of a chunk of {whole}", chunk.len()))
        }
        _ => Ok(chunk),
    }
}

/// Keeps a reason for the error, if there will be one: a chunk is stored without an optional filter that fails.
fn failed(flags: c_uint, why: String) -> usize {
    if flags & (ffi::H5Z_FLAG_REVERSE | ffi::H5Z_FLAG_OPTIONAL) != ffi::H5Z_FLAG_OPTIONAL {
        // none is kept for a thread that ends
        let _ = FAILURE.try_with(|kept| kept.borrow_mut().get_or_insert(why).len());
    }
    0
}
