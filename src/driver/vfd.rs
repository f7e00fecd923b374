//! Our virtual file driver: the one `H5FD_class_t`, which serves any [`Medium`](super::medium::Medium).
//!
//! It has no `lock`, so the library neither sets nor asks for the flags that mark a file as open for writing: the bytes are those of a
//! closed file after every flush. It has neither sieve buffer nor metadata accumulator, so data is in the medium, or the trouble known, when
//! the call that wrote it returns; over memory they were measured to gain nothing.
#![allow(unsafe_code)] // the library calls back, with pointers to what we gave it

mod frame;
mod space;

use super::{
    medium::{Content, Session},
    superblock,
};
use crate::{error::ErrorStack, room, sys::Api};
use frame::{Cause, describe, push, status};
use hdf5_ffi as ffi;
use once_cell::sync::OnceCell;
pub(crate) use space::{ALIGNED, Allocation};
use std::{
    ffi::{CStr, c_char, c_int, c_uint, c_void},
    io, mem,
    panic::{AssertUnwindSafe, catch_unwind},
    ptr, slice,
    sync::Arc,
};

/// `HADDR_UNDEF`, which the headers cast.
const UNDEFINED: ffi::haddr_t = ffi::haddr_t::MAX;
/// Half of what a signed offset holds, as in the library's own drivers.
const MAX_ADDRESS: ffi::haddr_t = i64::MAX as ffi::haddr_t;

// The headers wrap these in a call of the library below 2.0.
const ACC_RDWR: c_uint = 0x01;
const ACC_TRUNC: c_uint = 0x02;
const ACC_EXCL: c_uint = 0x04;
const ACC_CREAT: c_uint = 0x10;

/// The driver's settings in a property list: which session they open, and who finds room in it.
#[derive(Clone)]
struct Settings(Arc<Session>, Allocation);

/// An open file. The library keeps its own part in front, and fills it after `open`.
#[repr(C)]
struct Opened {
    library: ffi::H5FD_t,
    session: Arc<Session>,
    allocation: Allocation,
    writable: bool,
}

/// Makes a file access list open this session.
pub(crate) fn apply(api: &Api, fapl: ffi::hid_t, session: &Arc<Session>, allocation: Allocation) -> Result<(), ErrorStack> {
    let driver = id(api)?;
    let settings = Settings(Arc::clone(session), allocation);
    // SAFETY: the lock is held; the library copies the settings with `fapl_copy` before the call returns.
    let status = unsafe { ffi::H5Pset_driver(fapl, driver, (&raw const settings).cast()) };
    if status < 0 { Err(ErrorStack::take(api)) } else { Ok(()) }
}

/// The driver's identifier. Two registrations would be two drivers, whose files never compare as one; none is ever taken back.
pub(crate) fn id(api: &Api) -> Result<ffi::hid_t, ErrorStack> {
    static DRIVER: OnceCell<ffi::hid_t> = OnceCell::new();
    DRIVER
        .get_or_try_init(|| {
            // SAFETY: the lock is held, the class is whole, and the library copies it; its name is static.
            let id = unsafe { ffi::H5FDregister(&class()) };
            if id < 0 {
                return Err(ErrorStack::take(api));
            }
            Ok(id)
        })
        .copied()
}

fn class() -> ffi::H5FD_class_t {
    // SAFETY: integers, and pointers and optional functions that may be null, in every series; a newer one may add more of them.
    let mut class: ffi::H5FD_class_t = unsafe { mem::zeroed() };
    #[cfg(hdf5_1_14)]
    {
        class.version = ffi::H5FD_CLASS_VERSION;
        class.value = 600; // below 256 the library's own, below 512 to be registered
    }
    class.name = c"h5mem".as_ptr();
    class.maxaddr = MAX_ADDRESS;
    class.fc_degree = ffi::H5F_CLOSE_WEAK;
    class.fapl_size = mem::size_of::<Settings>();
    class.fapl_get = Some(fapl_get);
    class.fapl_copy = Some(fapl_copy);
    class.fapl_free = Some(fapl_free);
    class.open = Some(open);
    class.close = Some(close);
    class.cmp = Some(cmp);
    class.query = Some(space::query);
    class.alloc = Some(space::alloc);
    class.get_eoa = Some(space::get_eoa);
    class.set_eoa = Some(space::set_eoa);
    class.get_eof = Some(get_eof);
    class.read = Some(read);
    class.write = Some(write);
    class.flush = Some(flush);
    class.truncate = Some(truncate);
    // Metadata from one free list, raw data from another: H5FD_FLMAP_DICHOTOMY.
    let (meta, raw) = (ffi::H5FD_MEM_SUPER, ffi::H5FD_MEM_DRAW);
    class.fl_map = [meta, meta, meta, raw, raw, meta, meta];
    class
}

unsafe extern "C" fn fapl_get(file: *mut ffi::H5FD_t) -> *mut c_void {
    // SAFETY: the library passes a file that `open` made.
    let file = unsafe { opened(file) };
    Box::into_raw(Box::new(Settings(Arc::clone(&file.session), file.allocation))).cast()
}

unsafe extern "C" fn fapl_copy(settings: *const c_void) -> *mut c_void {
    // SAFETY: the library passes the settings that `apply` gave it, or a copy that it made of them here.
    let settings = unsafe { &*settings.cast::<Settings>() };
    Box::into_raw(Box::new(settings.clone())).cast()
}

unsafe extern "C" fn fapl_free(settings: *mut c_void) -> ffi::herr_t {
    // SAFETY: the library frees what `fapl_copy` or `fapl_get` made, once.
    discard(unsafe { Box::from_raw(settings.cast::<Settings>()) });
    0
}

unsafe extern "C" fn open(name: *const c_char, flags: c_uint, fapl: ffi::hid_t, _: ffi::haddr_t) -> *mut ffi::H5FD_t {
    // SAFETY: the library is in a call of its own and may be called from it; what it answers is what `fapl_copy` made, or null.
    let settings = unsafe { ffi::H5Pget_driver_info(fapl).cast::<Settings>().as_ref() };
    // SAFETY: the library passes a name.
    let name = unsafe { CStr::from_ptr(name) };
    let Some(Settings(session, allocation)) = settings else {
        push(c"open", Cause::Invalid, "the driver was chosen without its settings");
        return ptr::null_mut();
    };
    if let Err((cause, why)) = admit(session, name, flags) {
        push(c"open", cause, &format!("{}: {why}", name.to_string_lossy()));
        return ptr::null_mut();
    }
    // SAFETY: integers, and a pointer that may be null; the library fills it in when this returns.
    let library = unsafe { mem::zeroed() };
    let (session, allocation) = (Arc::clone(session), *allocation);
    let file = Opened { library, session, allocation, writable: flags & ACC_RDWR != 0 };
    Box::into_raw(Box::new(file)).cast()
}

/// Whether a session may be opened so. For creating, the library first asks without `ACC_CREAT`, to see if the file is open already.
fn admit(session: &Session, name: &CStr, flags: c_uint) -> Result<(), (Cause, String)> {
    let io = |error: io::Error| (Cause::Open, describe(&error));
    if name != session.name() {
        // A link or a virtual dataset's source, which the library opens with the settings of the file that it is in.
        return Err((Cause::NotFound, "a file in memory knows no other file".into()));
    }
    if session.is_read_only() && flags & ACC_RDWR != 0 {
        return Err((Cause::Open, "opened for reading only".into()));
    }
    if flags & ACC_TRUNC != 0 {
        return session.set_len(0).map_err(io);
    }
    match session.len().map_err(io)? {
        0 if flags & ACC_CREAT == 0 => Err((Cause::NotHdf5, "there is not a byte of it".into())),
        len if len > 0 && flags & ACC_EXCL != 0 => Err((Cause::Exists, "it is there already".into())),
        _ => Ok(()),
    }
}

unsafe extern "C" fn close(file: *mut ffi::H5FD_t) -> ffi::herr_t {
    // SAFETY: `open` made it with the rest of `Opened` around it, and the library closes it once.
    discard(unsafe { Box::from_raw(file.cast::<Opened>()) });
    0
}

unsafe extern "C" fn cmp(a: *const ffi::H5FD_t, b: *const ffi::H5FD_t) -> c_int {
    // SAFETY: the library compares files of one driver only.
    let (a, b) = unsafe { (opened(a), opened(b)) };
    a.session.medium_address().cmp(&b.session.medium_address()) as c_int
}

unsafe extern "C" fn get_eof(file: *const ffi::H5FD_t, _: ffi::H5FD_mem_t) -> ffi::haddr_t {
    // SAFETY: a file of ours.
    match unsafe { opened(file) }.session.len() {
        Ok(len) => len,
        Err(error) => {
            push(c"get_eof", Cause::Read, &describe(&error));
            UNDEFINED
        }
    }
}

unsafe extern "C" fn read(
    file: *mut ffi::H5FD_t,
    kind: ffi::H5FD_mem_t,
    _: ffi::hid_t,
    address: ffi::haddr_t,
    size: usize,
    buffer: *mut c_void,
) -> ffi::herr_t {
    if size == 0 {
        return 0;
    }
    // SAFETY: a file of ours.
    let file = unsafe { opened(file) };
    if kind == ffi::H5FD_MEM_DRAW && file.session.notes(address, size) {
        return 0;
    }
    // SAFETY: the library's buffer is for `size` bytes, and its own until this returns.
    let room = unsafe { slice::from_raw_parts_mut(buffer.cast(), size) };
    let done = match file.spans(address, size) {
        true => file.session.read_at(address, room),
        // a read that fails leaves the library's buffer as it was
        false => file.session.refuse(out_of_range()).map(|()| {
            room::zero(room);
        }),
    };
    status(c"read", Cause::Read, done)
}

/// Never fails: see [`Session`].
unsafe extern "C" fn write(
    file: *mut ffi::H5FD_t,
    kind: ffi::H5FD_mem_t,
    _: ffi::hid_t,
    address: ffi::haddr_t,
    size: usize,
    bytes: *const c_void,
) -> ffi::herr_t {
    if size == 0 {
        return 0;
    }
    // SAFETY: a file of ours.
    let file = unsafe { opened(file) };
    // SAFETY: the library passes `size` bytes, which it keeps as they are until this returns.
    let bytes = unsafe { slice::from_raw_parts(bytes.cast::<u8>(), size) };
    let content = if kind == ffi::H5FD_MEM_DRAW { Content::Data } else { Content::Metadata };
    match (file.writable, file.spans(address, size)) {
        (true, true) => file.session.write_at(address, bytes, content),
        (true, false) => file.session.keep(out_of_range()),
        (false, _) => file.session.keep(io::ErrorKind::PermissionDenied.into()),
    }
    0
}

unsafe extern "C" fn flush(file: *mut ffi::H5FD_t, _: ffi::hid_t, closing: bool) -> ffi::herr_t {
    // SAFETY: a file of ours.
    let file = unsafe { opened(file) };
    status(c"flush", Cause::Flush, file.bring_up_to_date(closing, |session| file.tell_end().and_then(|()| session.flush())))
}

/// Makes the file as long as what is allocated: shorter after a deletion, longer where nothing was written.
unsafe extern "C" fn truncate(file: *mut ffi::H5FD_t, _: ffi::hid_t, closing: bool) -> ffi::herr_t {
    // SAFETY: a file of ours.
    let file = unsafe { opened(file) };
    let eoa = file.session.allocated();
    let done = file.bring_up_to_date(closing, |session| if session.len()? == eoa { Ok(()) } else { session.set_len(eoa) });
    status(c"truncate", Cause::Truncate, done)
}

impl Opened {
    /// A part of a flush. The library's word that it is closing is as good as the user's.
    fn bring_up_to_date(&self, closing: bool, part: impl FnOnce(&Session) -> io::Result<()>) -> io::Result<()> {
        if closing {
            self.session.begin_closing();
        }
        if self.writable { part(&self.session) } else { Ok(()) }
    }

    /// Has the superblock tell where what was allocated here ends. The library tells of it whenever it writes the superblock, which it need
    /// not do for what it has not allocated.
    fn tell_end(&self) -> io::Result<()> {
        if self.session.take_extended() { superblock::set_end(&self.session, self.session.allocated()) } else { Ok(()) }
    }

    /// Whether a transfer lies in what is allocated. The library's own check overflows on addresses of a crafted file.
    fn spans(&self, address: ffi::haddr_t, size: usize) -> bool {
        address.checked_add(size as ffi::haddr_t).is_some_and(|end| end <= self.session.allocated())
    }
}

/// The whole of an open file.
///
/// # Safety
/// The file must be one that `open` made, and stay open for as long as the reference.
unsafe fn opened<'a>(file: *const ffi::H5FD_t) -> &'a Opened {
    // SAFETY: the pointer is that of an `Opened`, of which the library's part is the first; it changes that part between callbacks only.
    unsafe { &*file.cast() }
}

/// Lets go of what may be the last to hold a medium: a panic in dropping that has nobody left to be told to.
fn discard<T>(last: T) {
    drop(catch_unwind(AssertUnwindSafe(|| drop(last))));
}

fn out_of_range() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "the address is past the end of what is allocated")
}
