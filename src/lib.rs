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
//!
//! # Files and images
//!
//! A [`File`] is in memory ([`File::in_memory`], [`File::from_image`]) or on disk ([`File::open`], [`File::create`] and their like); everything
//! else is the same. An [`Image`] is the bytes of one, owned or shared. [`FileAccess`] chooses the driver and its settings.
//!
//! ```
//! # use h5mem::{File, Result};
//! # fn main() -> Result<()> {
//! let file = File::in_memory()?;
//! file.write("x", &[1, 2, 3])?;
//! let copy = file.snapshot()?; // another file, with what is in this one now
//! let image = file.image()?; // today's bytes; the file goes on
//! file.dataset("x")?.write(&[4, 5, 6])?;
//! assert_eq!(copy.dataset("x")?.read::<Vec<i32>>()?, [1, 2, 3]);
//! assert_eq!(File::from_image(image).open()?.dataset("x")?.read::<Vec<i32>>()?, [1, 2, 3]);
//! # let directory = tempfile::tempdir()?;
//! # let path = directory.path().join("x.h5");
//! file.save(&path)?; // whole or not at all, whatever the driver
//! file.close()?; // reports what dropping cannot
//! # Ok(()) }
//! ```
//!
//! # Groups and links
//!
//! A [`Group`] holds links to groups, [`Dataset`]s and named [`Datatype`]s; a file is its root group. Paths may be deep, and what is missing on the
//! way is made.
//!
//! ```
//! # use std::ops::ControlFlow;
//! # use h5mem::{Error, File, Link, Result};
//! # fn main() -> Result<()> {
//! # let file = File::in_memory()?;
//! file.write("runs/2024/first", &[0.5, 1.5])?;
//! file.link_soft("latest", "/runs/2024/first")?;
//! assert_eq!(file.link("latest")?, Link::Soft { target: "/runs/2024/first".into() });
//! assert_eq!(file.dataset("latest")?.shape()?, [2]);
//! file.visit(|path, object| {
//!     println!("{path}: {object:?}"); // runs, runs/2024, runs/2024/first
//!     Ok::<_, Error>(ControlFlow::Continue(()))
//! })?;
//! # Ok(()) }
//! ```
//!
//! # Datasets
//!
//! [`write`](Group::write) on a group creates a dataset of the data's type and shape; [`new_dataset`](Group::new_dataset) says more: chunks, filters,
//! room to grow, a fill value. There is one verb to [`read`](Dataset::read) and one to [`write`](Dataset::write), for all of it or, after
//! [`slice`](Dataset::slice), for a [`Selection`].
//!
//! ```
//! # use h5mem::{File, Result, Selection};
//! use ndarray::{Array1, Array2, s};
//! # fn main() -> Result<()> {
//! # let file = File::in_memory()?;
//! let log = file.new_dataset("log").shape([0, 3]).resizable().chunk([1024, 3]).shuffle().deflate(4).create::<f64>()?;
//! log.append(&[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])?;
//! let column: Array1<f64> = log.slice(s![.., -1]).read()?;
//! log.slice((0, 1..)).write(&[0.0, 0.0])?;
//! let points: Vec<f64> = log.slice(Selection::points(&[&[0, 0], &[1, 2]])).read()?;
//! assert_eq!((column.to_vec(), points), (vec![3.0, 6.0], vec![1.0, 6.0]));
//! assert_eq!(log.read::<Array2<f64>>()?, ndarray::arr2(&[[1.0, 0.0, 0.0], [4.0, 5.0, 6.0]]));
//! # Ok(()) }
//! ```
//!
//! # Values
//!
//! What is read is what is asked for: a scalar, `Vec`, `[T; N]`, `ndarray` array, or an `Option` of these ([`FromArray`]); what is written is any of
//! them, borrowed or not ([`AsArray`]). The elements are numbers, `bool`, `String`, and what derives [`H5Type`]. Every kind of string in
//! a file is a `String`, numbers come in either byte order, and a value that the type asked for does not have is an error.
//!
//! ```
//! # #[cfg(feature = "derive")] {
//! # use h5mem::{ErrorKind, File, H5Type, Result};
//! #[derive(H5Type, Clone, Debug, PartialEq)]
//! struct Star {
//!     name: String,
//!     magnitude: f32,
//! }
//! # fn main() -> Result<()> {
//! # let file = File::in_memory()?;
//! let stars = [Star { name: "Vega".into(), magnitude: 0.03 }, Star { name: "Deneb".into(), magnitude: 1.25 }];
//! file.write("stars", &stars)?;
//! assert_eq!(file.dataset("stars")?.read::<Vec<Star>>()?, stars);
//!
//! file.write("wide", &[1i64, 300])?;
//! assert_eq!(file.dataset("wide")?.read::<Vec<u16>>()?, [1, 300]); // exact
//! assert_eq!(file.dataset("wide")?.read::<Vec<u8>>().unwrap_err().kind(), ErrorKind::Overflow);
//! # Ok(()) }
//! # main().unwrap() }
//! ```
//!
//! # Attributes
//!
//! Groups, datasets and named datatypes lend their [`Attributes`]: small named values, of any type and shape that a dataset can have.
//!
//! ```
//! # use h5mem::{File, Result};
//! # fn main() -> Result<()> {
//! # let file = File::in_memory()?;
//! let speed = file.write("speed", &[1.0, 2.0])?;
//! speed.attrs().set("units", "m/s")?; // created or replaced
//! speed.attrs().set("range", &[0.0, 10.0])?;
//! assert_eq!(speed.attrs().get::<String>("units")?, "m/s");
//! assert_eq!(speed.attrs().names()?, ["range", "units"]);
//! # Ok(()) }
//! ```
//!
//! # Errors
//!
//! An [`Error`] says what went wrong as data, with the path of the file or object; [`Error::kind`] is the variant alone. What libhdf5 itself had to
//! say is its source, an [`ErrorStack`]. Operations that would consume a file give it back with the error ([`Returned`]).
//!
//! # For those who know the C library
//!
//! [`c_api`] lists every function of libhdf5 with what stands for it here.
//!
//! # Threads
//!
//! libhdf5 admits one thread at a time in a process. Every operation takes its lock once, for its whole length, and shares it with the other crates
//! on `hdf5-metno-sys`. All handles are `Send` and `Sync`; a clone is another handle of the same object. Reading a [view](Dataset::view) or the bytes
//! of an [`Image`] takes no lock.
//!
//! ```
//! # use h5mem::{File, Result};
//! # fn main() -> Result<()> {
//! # let file = File::in_memory()?;
//! file.write("x", &[1.0, 2.0, 3.0])?;
//! let file = File::from_image(file.into_image()?).open()?;
//! let view = file.dataset("x")?.view::<f64>()?; // keeps the bytes alive
//! let sum = std::thread::spawn(move || view.iter().sum::<f64>()).join().unwrap();
//! assert_eq!(sum, 6.0);
//! # Ok(()) }
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]

mod array;
mod attribute;
pub mod c_api;
mod dataset;
mod dataspace;
mod datatype;
mod direct;
mod driver;
mod element;
mod error;
mod file;
pub mod filter;
mod group;
mod handle;
mod header;
mod heap;
mod image;
mod index;
pub mod library;
mod lookup3;
mod memory;
mod name;
mod object;
mod pipeline;
mod plist;
mod reference;
mod room;
#[cfg(feature = "hl")]
mod scale;
mod sys;
mod transfer;
mod value;
mod walk;

pub use array::{AsArray, AsArrayMut, FromArray};
pub use attribute::{Attribute, Attributes};
pub use dataset::{ChunkInfo, Dataset, DatasetBuilder, ExternalFile, Selected, View, VirtualSource};
pub use dataspace::{Axis, Extent, Selection};
pub use datatype::{
    Bits, ByteOrder, Charset, EnumMember, Float, FloatParts, Integer, Member, ReferenceKind, Scalar, StoredType, StringPadding, StringType,
    TypeDescriptor,
};
pub use driver::{ExternalLinks, FileAccess, LibVer, LogFlags, ReadStorage, ReadWriteStorage, Storage};
pub use element::{
    Arena, AttributeReference, Bad, Check, Decode, Encode, FixedStr, H5Type, Mismatch, ObjectReference, Opaque, Plain, Read, Reader,
    RegionReference, Writer,
};
pub use error::{Error, ErrorKind, ErrorStack, Frame, Result, Returned};
pub use file::{File, FileInfo, FreeSection, MetadataCacheStats, Mount, OpenImage, PageBufferStats};
pub use filter::{Filter, Scale};
pub use group::{Group, Link, LinkInfo, Links};
pub use image::Image;
pub use object::{Datatype, Header, Object, ObjectInfo, Sizes, Times, Token};
pub use plist::{
    AllocTime, CacheDecrease, CacheGrowth, CopyOptions, CreationOrder, DatasetAccess, DatasetCreate, FileCreate, FileSpaceStrategy,
    FillTime, FlashGrowth, GroupCreate, MetadataCache, SharedMessages, TransferOptions,
};
#[cfg(feature = "hl")]
pub use scale::Dim;
pub use sys::{h5d::SpaceStatus, h5p::Layout};
pub use transfer::{Sink, Source};
pub use value::{DynArray, Value};
pub use walk::{Order, Walk};

#[doc(hidden)]
pub use element::derive as __derive;
#[cfg(feature = "derive")]
pub use h5mem_derive::H5Type;

/// The programs in the README are tests.
#[cfg(all(doctest, feature = "ndarray"))]
#[doc = include_str!("../README.md")]
struct Readme;
