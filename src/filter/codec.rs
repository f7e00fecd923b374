//! Filters written in Rust.
use crate::datatype::TypeDescriptor;

/// What a [`Codec`] fails with: any error, `"a text".into()` too.
pub type CodecError = Box<dyn std::error::Error + Send + Sync>;

/// A filter of one's own: what becomes of the bytes of a chunk between memory and file.
///
/// [`register`](super::register) makes it known, to this crate and to libhdf5; datasets with it are created by
/// [`Filter::registered`](crate::Filter::registered) and read as any other. Large transfers run it outside of the library's lock, with the
/// feature `rayon` on several threads at once.
///
/// It must not use HDF5 itself, which answers `Unsupported` meanwhile, nor wait for a thread that does. A panic is carried through the library
/// and resumed in the operation that met it.
///
/// Below 2.0 libhdf5 does not look at how much a filter gives. This crate does, where it reads and writes itself; where only libhdf5 knows the
/// chunk, for a source of a virtual dataset or another crate, a codec decodes nothing there but is an error.
///
/// ```
/// use h5mem::{File, Filter, Result, filter};
///
/// /// Turns all bits round.
/// struct Inverse;
///
/// impl filter::Codec for Inverse {
///     fn id(&self) -> i32 {
///         300 // 256 to 511 are for tests; The HDF Group gives out numbers above
///     }
///     fn name(&self) -> &str {
///         "inverse"
///     }
///     fn encode(&self, _: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), filter::CodecError> {
///         stored.extend(chunk.iter().map(|byte| !byte));
///         Ok(())
///     }
///     fn decode(&self, _: &[u32], stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), filter::CodecError> {
///         chunk.extend(stored.iter().map(|byte| !byte));
///         Ok(())
///     }
/// }
///
/// # fn main() -> Result<()> {
/// filter::register(Inverse)?;
/// let file = File::in_memory()?;
/// let data = file.new_dataset("x").chunk(4).filter(Filter::registered(300, &[])).write(&[0u8, 1, 2, 3])?;
/// file.flush()?;
/// assert_eq!(data.read_chunk(0)?, (vec![0xff, 0xfe, 0xfd, 0xfc], 0));
/// assert_eq!(data.read::<Vec<u8>>()?, [0, 1, 2, 3]);
/// # Ok(()) }
/// ```
pub trait Codec: Send + Sync + 'static {
    /// HDF5's number of the filter, 256 to 65,535.
    fn id(&self) -> i32;

    /// Its name, which goes into the files.
    fn name(&self) -> &str;

    /// Appends what the stored bytes decode to, to `chunk`, which is empty and has room for a chunk where its size is known.
    ///
    /// A file may hold anything: `stored` and `parameters` are not to be trusted. What comes out is checked to be as long as the chunk.
    ///
    /// # Errors
    /// Any; the message is part of the [`Error`](crate::Error) of the operation.
    fn decode(&self, parameters: &[u32], stored: &[u8], chunk: &mut Vec<u8>) -> Result<(), CodecError>;

    /// Appends what is to be stored of a chunk to `stored`, which is empty: at least a byte.
    ///
    /// # Errors
    /// Any. Of an optional filter it means that the chunk is stored without it; else that the chunk cannot be written, and the message is
    /// part of the error of the operation that was to write it: often the one that flushes or closes. It is kept to be tried again, and a
    /// file that is dropped with such a chunk stays open in libhdf5.
    fn encode(&self, parameters: &[u32], chunk: &[u8], stored: &mut Vec<u8>) -> Result<(), CodecError>;

    /// The parameters that a new dataset stores for these: as they are, unless said otherwise. `element` is the type of its elements in
    /// the file, `chunk` the lengths of a chunk's axes. It may get its own parameters again, of a dataset that is to be like another.
    ///
    /// This is `set_local` of HDF5, for datasets that this crate creates.
    ///
    /// # Errors
    /// Any; `InvalidValue` with its message is what creating the dataset fails with.
    fn set_local(&self, given: &[u32], element: &TypeDescriptor, chunk: &[usize]) -> Result<Vec<u32>, CodecError> {
        let _ = (element, chunk);
        Ok(given.to_vec())
    }
}
