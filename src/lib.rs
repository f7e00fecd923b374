//! HDF5 files in memory: a safe wrapper around libhdf5 in which a file is bytes.
//!
//! ```
//! use h5mem::{File, Image, Result};
//! use ndarray::{Array2, s};
//!
//! # fn main() -> Result<()> {
//! let file = File::in_memory()?; // lives in memory only, no name to invent
//! file.write("array", &Array2::<f64>::zeros((300, 300)))?;
//! file.attrs().set("description", "In memory file example")?;
//! let image: Image = file.into_image()?; // closes; hands over the very buffer: no copy
//!
//! let file = File::from_image(image).open()?; // read-only over the same bytes: no copy
//! let rows: Array2<f64> = file.dataset("array")?.slice(s![10..20, ..]).read()?;
//! let view = file.dataset("array")?.view::<f64>()?; // borrowed from the image itself: no copy at all
//! assert_eq!((rows.len(), view.len()), (3_000, 90_000));
//! # Ok(()) }
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]

mod array;
mod attribute;
mod dataset;
mod dataspace;
mod datatype;
mod direct;
mod driver;
mod element;
mod error;
mod file;
mod filter;
mod group;
mod handle;
mod image;
mod name;
mod object;
mod pipeline;
mod plist;
mod sys;
mod transfer;

pub use array::{AsArray, AsArrayMut, FromArray};
pub use attribute::{Attribute, Attributes};
pub use dataset::{Dataset, DatasetBuilder, Selected, View};
pub use dataspace::{Axis, Extent, Selection};
pub use datatype::{
    Bits, ByteOrder, Charset, EnumMember, Float, Integer, Member, ReferenceKind, Scalar, StringPadding, StringType, TypeDescriptor,
};
pub use driver::{FileAccess, LibVer, ReadStorage, ReadWriteStorage, Storage};
pub use element::{Arena, Bad, Check, Decode, Encode, H5Type, Mismatch, Plain, Read, Reader, Write, Writer};
pub use error::{Error, ErrorKind, ErrorStack, Frame, Result, Returned};
pub use file::{File, Mount, OpenImage};
pub use filter::Filter;
pub use group::{Group, Link, LinkInfo, Links, Order, Walk};
pub use image::Image;
pub use object::{Datatype, Header, Object, ObjectInfo, Sizes, Times, Token};
pub use plist::{CopyOptions, CreationOrder, FileCreate, GroupCreate};
pub use transfer::{Sink, Source};

#[doc(hidden)]
pub use element::derive as __derive;
#[cfg(feature = "derive")]
pub use h5mem_derive::H5Type;
