//! Property lists as plain structs: settings with one `apply`.
pub(crate) mod bytes;
mod dataset_access;
mod dataset_create;
mod dataset_props;
mod file_create;
mod group_create;
mod object_copy;
mod transfer_options;
mod transform;

pub use crate::sys::h5p::{AllocTime, CacheDecrease, CacheGrowth, FileSpaceStrategy, FillTime, FlashGrowth, MetadataCache};
pub use dataset_access::DatasetAccess;
pub(crate) use dataset_create::{External, HeaderCreate, Mapping, NewDataset, Storage};
pub use dataset_props::DatasetCreate;
pub use file_create::{FileCreate, SharedMessages};
pub use group_create::{CreationOrder, GroupCreate};
pub use object_copy::CopyOptions;
pub use transfer_options::TransferOptions;
