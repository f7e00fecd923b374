//! What a file's datasets may open beside it.
use std::{ffi::CStr, path::PathBuf};

/// The rules for other files that hold data of a file's datasets. `parent` is the name that the file with the dataset was opened by, and
/// `folder` where the dataset is told to look for relative names, if anywhere.
pub(crate) trait Outside: Send + Sync {
    /// Whether raw data may be read from and written to a file of this name.
    fn allows_data(&self, file: &CStr, parent: &CStr, folder: &CStr) -> bool;
    /// The files there are that may be taken for a virtual dataset's source of this name; none where one of them is not to be opened.
    fn sources(&self, file: &CStr, parent: &CStr, folder: &CStr) -> Option<Vec<PathBuf>>;
}
