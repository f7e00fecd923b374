//! The bytes of a file that is not on disk: owned or shared, never changing.
#![allow(unsafe_code)] // an owner's bytes are asked for once and lent out through a pointer

use std::{any::Any, fmt, ops::Deref, ops::Range, ptr::NonNull, sync::Arc};

/// The bytes of an HDF5 file: what [`File::into_image`](crate::File::into_image) hands out and
/// [`File::from_image`](crate::File::from_image) opens.
///
/// An image never changes and a clone shares its bytes, so a file can be opened over it without a copy, from several threads and
/// several times at once. Every `From` takes its bytes over as they are, but for those from a borrowed slice (`&[u8]`, `&[u8; N]`,
/// `&Vec<u8>`), which copy: [`Image::from_static`] lends what lives for ever.
///
/// ```
/// use h5mem::Image;
///
/// let image = Image::from(vec![0; 1024]); // no copy
/// let same = image.clone(); // nor here
/// assert_eq!(image.as_ptr(), same.as_ptr());
/// drop(same);
/// let bytes: Vec<u8> = image.into_vec(); // nor here, as nobody else holds them
/// # assert_eq!(bytes.len(), 1024);
/// ```
#[derive(Clone)]
pub struct Image {
    bytes: NonNull<[u8]>,
    owner: Owner,
}

/// Who keeps the bytes alive. The kinds differ in what they can be turned back into.
#[derive(Clone)]
enum Owner {
    /// Lives for ever.
    Nobody,
    /// Gives its allocation back to whoever is the last to hold it.
    Vec(Arc<Vec<u8>>),
    /// Anything else.
    Other(#[allow(dead_code, reason = "held, never looked at")] Arc<dyn Any + Send + Sync>),
}

// SAFETY: the bytes are only ever read, through `&self`, and their owner is itself `Send + Sync`.
unsafe impl Send for Image {}
// SAFETY: as for `Send`.
unsafe impl Sync for Image {}

impl Image {
    /// Lends bytes that live for ever, such as an `include_bytes!`, without a copy.
    pub const fn from_static(bytes: &'static [u8]) -> Self {
        // SAFETY: a reference is never null; `NonNull::from` is not yet const.
        Self { bytes: unsafe { NonNull::new_unchecked(std::ptr::from_ref(bytes).cast_mut()) }, owner: Owner::Nobody }
    }

    /// Takes over whatever owns bytes: a memory map, a buffer of another library, an `Arc` of something larger. No copy.
    ///
    /// The owner is asked for its bytes once and lives until the last clone of the image is gone.
    pub fn from_owner(owner: impl AsRef<[u8]> + Send + Sync + 'static) -> Self {
        let owner = Arc::new(owner); // it must not move any more when it is asked: the bytes may lie in itself
        let bytes = NonNull::from((*owner).as_ref());
        Self { bytes, owner: Owner::Other(owner) }
    }

    /// The bytes as a vector: the very allocation of an image made from a `Vec<u8>`, `Box<[u8]>` or `Arc<Vec<u8>>` that nobody else
    /// holds, else a copy.
    pub fn into_vec(self) -> Vec<u8> {
        self.try_into_unique_vec().unwrap_or_else(|image| image.to_vec())
    }

    /// The vector behind the image if nobody else holds it, trimmed to the image's part of it; else the image as it was.
    pub(crate) fn try_into_unique_vec(self) -> Result<Vec<u8>, Self> {
        let Self { bytes, owner } = self;
        let Owner::Vec(vec) = owner else { return Err(Self { bytes, owner }) };
        let mut vec = Arc::try_unwrap(vec).map_err(|vec| Self { bytes, owner: Owner::Vec(vec) })?;
        let start = bytes.cast::<u8>().as_ptr().addr() - vec.as_ptr().addr();
        vec.truncate(start + bytes.len());
        vec.drain(..start);
        Ok(vec)
    }

    /// A part of the image, under the same owner.
    ///
    /// # Panics
    /// If the range does not lie in the image.
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        Self { bytes: NonNull::from(&self[range]), owner: self.owner.clone() }
    }
}

impl Deref for Image {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        // SAFETY: `bytes` was borrowed from the owner, which is held unchanged and in its place for as long as `self`: a vector in an
        // `Arc` that nobody can borrow mutably, something that answers `as_ref(&self)` and is only ever shared, or a `'static` slice.
        unsafe { self.bytes.as_ref() }
    }
}

impl AsRef<[u8]> for Image {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl PartialEq for Image {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.bytes.as_ptr(), other.bytes.as_ptr()) || **self == **other
    }
}

impl Eq for Image {}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Image({} bytes)", self.len())
    }
}

impl From<Arc<Vec<u8>>> for Image {
    fn from(vec: Arc<Vec<u8>>) -> Self {
        Self { bytes: NonNull::from(vec.as_slice()), owner: Owner::Vec(vec) }
    }
}

impl From<Vec<u8>> for Image {
    fn from(vec: Vec<u8>) -> Self {
        Arc::new(vec).into()
    }
}

impl From<Box<[u8]>> for Image {
    fn from(bytes: Box<[u8]>) -> Self {
        bytes.into_vec().into()
    }
}

impl From<Arc<[u8]>> for Image {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self::from_owner(bytes)
    }
}

/// Copies: a borrowed slice may go or change. See [`Image::from_static`].
impl From<&[u8]> for Image {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

/// Copies, as from a slice.
impl<const N: usize> From<&[u8; N]> for Image {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

/// Copies, as from a slice.
impl From<&Vec<u8>> for Image {
    fn from(bytes: &Vec<u8>) -> Self {
        bytes.as_slice().into()
    }
}

/// Takes the bytes over; see [`Image::into_vec`].
impl From<Image> for Vec<u8> {
    fn from(image: Image) -> Self {
        image.into_vec()
    }
}

#[cfg(feature = "bytes")]
impl From<bytes::Bytes> for Image {
    fn from(bytes: bytes::Bytes) -> Self {
        Self::from_owner(bytes)
    }
}

#[cfg(feature = "memmap2")]
impl From<memmap2::Mmap> for Image {
    fn from(map: memmap2::Mmap) -> Self {
        Self::from_owner(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Where bytes are.
    fn place(bytes: &[u8]) -> usize {
        bytes.as_ptr().addr()
    }

    #[test]
    fn a_sole_vector_comes_back_uncopied() {
        let vec = vec![1, 2, 3];
        let at = place(&vec);
        let image = Image::from(vec);
        assert_eq!((place(&image), &*image), (at, &[1, 2, 3][..]));
        assert_eq!(place(&image.into_vec()), at);

        let boxed = vec![4; 9].into_boxed_slice();
        let at = place(&boxed);
        assert_eq!(place(&Image::from(boxed).into_vec()), at);

        let shared = Arc::new(vec![5; 9]);
        let (at, image) = (place(&shared), Image::from(Arc::clone(&shared)));
        let image = image.try_into_unique_vec().unwrap_err();
        drop(shared);
        assert_eq!(place(&image.try_into_unique_vec().unwrap()), at);
    }

    #[test]
    fn a_clone_shares_and_forces_a_copy() {
        let image = Image::from(vec![7; 100]);
        let twin = image.clone();
        let at = place(&image);
        assert_eq!(place(&twin), at);
        assert_ne!(place(&image.into_vec()), at);
        assert_eq!(place(&twin.into_vec()), at);
    }

    #[test]
    fn a_part_keeps_the_whole_alive() {
        let image = Image::from(vec![0, 1, 2, 3, 4]);
        let at = place(&image);
        let part = image.slice(1..4);
        drop(image);
        assert_eq!(*part, [1, 2, 3]);
        let vec = part.into_vec();
        assert_eq!((place(&vec), vec), (at, vec![1, 2, 3]));
    }

    #[test]
    fn an_owner_is_asked_once_and_outlives_the_clones() {
        struct Fickle(AtomicUsize, [u8; 4], #[expect(dead_code, reason = "held for its life")] Arc<()>);
        impl AsRef<[u8]> for Fickle {
            fn as_ref(&self) -> &[u8] {
                &self.1[self.0.fetch_add(1, Ordering::Relaxed)..]
            }
        }
        let life = Arc::new(());
        let image = Image::from_owner(Fickle(AtomicUsize::new(0), [1, 2, 3, 4], Arc::clone(&life)));
        let twin = image.clone();
        assert_eq!((&*image, &*twin), (&[1, 2, 3, 4][..], &[1, 2, 3, 4][..]));
        drop(image);
        assert_eq!((Arc::strong_count(&life), twin.len()), (2, 4));
        assert_eq!(twin.into_vec(), [1, 2, 3, 4]);
        assert_eq!(Arc::strong_count(&life), 1);
    }

    #[test]
    fn static_shared_and_borrowed_bytes() {
        static BYTES: [u8; 3] = [1, 2, 3];
        const EMPTY: Image = Image::from_static(&[]);
        assert_eq!(Image::from_static(&BYTES).as_ptr(), BYTES.as_ptr());
        assert_ne!(Image::from(&BYTES).as_ptr(), BYTES.as_ptr());
        let arc: Arc<[u8]> = Arc::from(&BYTES[..]);
        assert_eq!(Image::from(Arc::clone(&arc)).as_ptr(), arc.as_ptr());
        assert_eq!(Image::from(&arc[..]), Image::from(&vec![1, 2, 3]));
        assert_ne!(Image::from(arc), EMPTY);
        assert_eq!(format!("{EMPTY:?} {:?}", Image::from(vec![9; 5])), "Image(0 bytes) Image(5 bytes)");
    }

    #[cfg(feature = "bytes")]
    #[test]
    fn bytes_are_not_copied() {
        let bytes = bytes::Bytes::from(vec![1; 64]);
        assert_eq!(Image::from(bytes.clone()).as_ptr(), bytes.as_ptr());
    }

    #[cfg(feature = "memmap2")]
    #[test]
    fn a_map_is_not_copied() {
        let mut map = memmap2::MmapMut::map_anon(4096).unwrap();
        map[7] = 7;
        let map = map.make_read_only().unwrap();
        let at = map.as_ptr();
        let image = Image::from(map);
        assert_eq!((image.as_ptr(), image[7], image.len()), (at, 7, 4096));
    }

    #[test]
    fn images_cross_threads() {
        let image = Image::from(vec![3; 1000]);
        let sum = std::thread::scope(|s| s.spawn(|| image.iter().map(|&b| u64::from(b)).sum::<u64>()).join().unwrap());
        assert_eq!(sum, 3000);
    }
}
