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
