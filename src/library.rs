//! The libhdf5 that is linked.
use crate::{
    error::{At, Result},
    sys::{Api, h5},
};

/// The version of libhdf5, as major, minor and release (`H5get_libversion`).
///
/// # Errors
/// `Unsupported` when it is not of the series compiled for.
pub fn version() -> Result<(u32, u32, u32)> {
    h5::version(&Api::lock()?).at("ask", "libhdf5")
}

/// Whether libhdf5 itself was built for several threads (`H5is_library_threadsafe`). This crate is safe either way.
///
/// # Errors
/// `Library`.
pub fn is_threadsafe() -> Result<bool> {
    h5::is_threadsafe(&Api::lock()?).at("ask", "libhdf5")
}

/// Gives memory back that libhdf5 keeps for the next time (`H5garbage_collect`).
///
/// # Errors
/// `Library`.
pub fn garbage_collect() -> Result<()> {
    h5::garbage_collect(&Api::lock()?).at("collect the garbage of", "libhdf5")
}

/// Bytes of memory that libhdf5 keeps for the next time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FreeLists {
    /// For things of a fixed size.
    pub regular: usize,
    /// For arrays.
    pub array: usize,
    /// For blocks of any size.
    pub block: usize,
    /// For things whose size each file has its own of.
    pub factory: usize,
}

/// How much memory libhdf5 keeps for the next time (`H5get_free_list_sizes`).
///
/// # Errors
/// `Unsupported` below libhdf5 1.10.7 and in 1.12.0, `Library`.
#[cfg(hdf5_1_10_7)]
pub fn free_lists() -> Result<FreeLists> {
    let [regular, array, block, factory] = h5::free_list_sizes(&Api::lock()?).at("ask for the free lists of", "libhdf5")?;
    Ok(FreeLists { regular, array, block, factory })
}

/// How much memory libhdf5 keeps for the next time (`H5get_free_list_sizes`).
///
/// # Errors
/// `Unsupported`: this libhdf5 does not tell.
#[cfg(not(hdf5_1_10_7))]
pub fn free_lists() -> Result<FreeLists> {
    Err(crate::error::Error::unsupported("the sizes of libhdf5's free lists", "libhdf5 1.10.7, and not 1.12.0"))
}

/// How much memory libhdf5 may keep for the next time, in bytes: of one list, and of all lists of a kind. `None` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FreeListLimits {
    /// For things of a fixed size.
    pub regular: [Option<u32>; 2],
    /// For arrays.
    pub array: [Option<u32>; 2],
    /// For blocks of any size, and for things whose size each file has its own of.
    pub block: [Option<u32>; 2],
}

/// libhdf5's own limits.
impl Default for FreeListLimits {
    fn default() -> Self {
        Self { regular: [Some(64 << 10), Some(1 << 20)], array: [Some(256 << 10), Some(4 << 20)], block: [Some(1 << 20), Some(16 << 20)] }
    }
}

/// Limits the memory that libhdf5 keeps for the next time (`H5set_free_list_limits`): for the whole process, until they are set again.
///
/// ```
/// use h5mem::library::{self, FreeListLimits};
/// # fn main() -> h5mem::Result<()> {
/// let mut limits = FreeListLimits::default();
/// limits.block = [Some(0), Some(0)]; // blocks go back to the system at once
/// library::set_free_list_limits(&limits)?;
/// # library::set_free_list_limits(&FreeListLimits::default())
/// # }
/// ```
///
/// # Errors
/// `Library`.
pub fn set_free_list_limits(limits: &FreeListLimits) -> Result<()> {
    // what does not fit is no limit either
    let bytes = |limits: [Option<u32>; 2]| limits.map(|limit| limit.and_then(|bytes| i32::try_from(bytes).ok()).unwrap_or(-1));
    let (regular, array, block) = (bytes(limits.regular), bytes(limits.array), bytes(limits.block));
    h5::set_free_list_limits(&Api::lock()?, regular, array, block).at("limit the free lists of", "libhdf5")
}
