//! Filters: what chunks go through between memory and file.
mod builtin;

pub use builtin::{Filter, Scale};
