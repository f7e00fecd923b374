//! Filters: what chunks go through between memory and file.
//!
//! A [`Filter`] is a step of a dataset's pipeline. Which there are is libhdf5's affair, of its plugins and of this crate's
//! features; a [`Codec`] that is [`register`]ed is another one. [`PluginPaths`] says where plugins are looked for.
mod applies;
mod builtin;
mod codec;
mod expected;
mod extra;
mod plugins;
mod registered;
mod registry;

pub use builtin::{Filter, Scale};
pub use codec::{Codec, CodecError};
pub use plugins::{PluginPaths, load_plugins, loads_plugins};
pub use registered::{Bitshuffle, Blosc};
pub use registry::{Available, available, register, unregister};

pub(crate) use expected::{expected, may_fail};
pub(crate) use registry::{Enclosed, availability, codec, provide_all, unavailable};
