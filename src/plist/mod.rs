//! Property lists as plain structs: settings with one `apply`.
mod dataset_create;
mod file_create;

pub(crate) use dataset_create::{DatasetCreate, Layout};
pub use file_create::FileCreate;
