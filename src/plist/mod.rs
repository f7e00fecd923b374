//! Property lists as plain structs: settings with one `apply`.
mod dataset_create;
mod file_create;
mod group_create;
mod object_copy;

pub(crate) use dataset_create::{DatasetCreate, Layout};
pub use file_create::FileCreate;
pub use group_create::{CreationOrder, GroupCreate};
pub use object_copy::CopyOptions;
