//! Our own driver: a file over bytes that Rust owns.
use std::{
    any::Any,
    ffi::CString,
    io,
    mem::MaybeUninit,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{
    Driver, FileAccess, Storage,
    medium::{Content, Session},
    storage::Stored,
    store::Store,
    superblock,
    vfd::{ALIGNED, Allocation},
};
use crate::{
    handle::{Backing, Bytes, Frozen},
    image::Image,
};

impl FileAccess {
    /// This crate's own driver: the file lives in memory that Rust owns, and is called as nothing on disk is.
    ///
    /// [`create`](Self::create) never touches the path it is given; [`open`](Self::open), [`open_rw`](Self::open_rw) and
    /// [`append`](Self::append) load the file there is, and what is changed stays in memory.
    pub fn memory() -> Self {
        Self::with(Driver::Memory)
    }

    /// A file over any bytes of the user's; the path of the opening verb is but its name in messages. Opening reads what is there, creating
    /// empties it.
    ///
    /// Clones of this `FileAccess` speak of the same storage: one file at a time.
    pub fn storage(storage: impl Storage) -> Self {
        Self::with(Driver::Storage(Arc::new(Stored::new(storage))))
    }

    /// Who finds room for what is new, on a driver of ours: the library in a user's storage, and where something was said of it.
    pub(crate) fn allocation(&self) -> Allocation {
        let blocks = [self.meta_block_size, self.small_data_block_size];
        let unsaid = self.alignment == (ALIGNED, ALIGNED) && blocks.iter().flatten().all(|bytes| *bytes == 2048);
        if unsaid && matches!(self.driver, Driver::Memory) { Allocation::Packed } else { Allocation::Blocks }
    }
}

/// A name for libhdf5 that no other file of the process has, and none on disk. It is absolute: of a relative one the library asks for the
/// directory it would be in.
pub(crate) fn session_name() -> CString {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    CString::new(format!("/\x01h5mem/{}", NEXT.fetch_add(1, Ordering::Relaxed))).expect("no NUL")
}

/// The bytes behind an open file of ours.
pub(crate) struct Held {
    pub session: Arc<Session>,
    /// Of the memory driver; a user's storage keeps its bytes to itself.
    pub store: Option<Arc<Store>>,
    /// Of a file that cannot change.
    pub fixed: Option<Image>,
    /// The library keeps pages between itself and the driver.
    pub paged: bool,
    /// Room may be found here for what is new: its place is no other than the library would have found, or as good.
    pub extends: bool,
}

impl Backing for Held {
    fn begin_closing(&self) {
        self.session.begin_closing();
    }

    fn trouble(&self) -> Option<io::Error> {
        self.session.trouble()
    }

    fn take_panic(&self) -> Option<Box<dyn Any + Send>> {
        self.session.take_panic()
    }

    fn fixed_image(&self) -> Option<&Image> {
        self.fixed.as_ref()
    }

    fn bytes(&self) -> Option<&dyn Bytes> {
        (self.store.is_some() && !self.paged).then_some(self)
    }

    fn read(&self, at: u64, len: usize) -> Option<io::Result<Vec<u8>>> {
        Some(self.session.read(at, len))
    }

    fn frozen(&self) -> Option<Box<dyn Frozen>> {
        match &self.fixed {
            Some(image) => Some(Box::new(image.clone())),
            None => self.store.as_ref().map(|store| Box::new(store.freeze()) as _),
        }
    }

    fn watch(&self, read: &mut dyn FnMut()) -> Option<(u64, usize)> {
        self.session.watch(read)
    }

    fn image(&self) -> Option<io::Result<Image>> {
        self.store.as_ref().map(|store| store.image())
    }

    fn take(&self) -> Option<io::Result<Image>> {
        match &self.fixed {
            Some(image) => Some(Ok(image.clone())),
            None => self.store.as_ref().map(|store| store.take()),
        }
    }

    fn snapshot(&self) -> Option<Box<dyn Any + Send>> {
        self.store.as_ref().map(|store| Box::new(store.snapshot()) as _)
    }
}

impl Bytes for Held {
    fn len(&self) -> io::Result<u64> {
        self.session.len()
    }

    fn allocated(&self) -> u64 {
        self.session.allocated()
    }

    fn read_at(&self, at: u64, room: &mut [MaybeUninit<u8>]) -> io::Result<()> {
        self.session.read_at(at, room)
    }

    fn write_at(&self, at: u64, bytes: &[u8]) {
        self.session.write_at(at, bytes, Content::Data);
    }

    fn next(&self) -> Option<u64> {
        let next = self.session.allocated().checked_next_multiple_of(ALIGNED)?;
        self.extends.then_some(next)
    }

    fn extend(&self, at: u64, bytes: &[u8]) {
        self.session.extend(at, bytes);
    }

    fn freeze(&self) -> Box<dyn Frozen> {
        Box::new(self.store.as_ref().expect("bytes that are had by address").freeze())
    }
}

/// The image with the checksum that libhdf5 below 2.0 forgets to set: one copy of such an image, unless it is the sole owner of a vector.
pub(crate) fn mended(image: Image) -> Image {
    if !superblock::forgot_checksum(&image) {
        return image;
    }
    let mut bytes = image.into_vec();
    superblock::clear_flags(&mut bytes).expect("there is a superblock");
    bytes.into()
}
