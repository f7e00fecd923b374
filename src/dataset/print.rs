//! A dataset in a line, as PyTables prints it.
use std::fmt;

use super::Dataset;
use crate::{datatype::TypeDescriptor, error::Result, filter::Filter, sys::h5p::Layout};

impl Dataset {
    /// PyTables' name for what it is: by its CLASS attribute, else by its layout.
    fn class(&self) -> Result<&'static str> {
        let class = if self.attrs().contains("CLASS")? { self.attrs().get::<Option<String>>("CLASS").ok().flatten() } else { None };
        Ok(match class.as_deref() {
            Some("CARRAY") => "CArray",
            Some("EARRAY") => "EArray",
            Some("VLARRAY") => "VLArray",
            Some("TABLE") => "Table",
            Some("ARRAY") => "Array",
            _ => {
                let api = crate::sys::Api::lock()?;
                self.node.enter(&api)?;
                match self.made_with(&api)?.layout {
                    Layout::Chunked if matches!(self.dtype()?, TypeDescriptor::Compound { .. }) => "Table",
                    Layout::Chunked if matches!(self.dtype()?, TypeDescriptor::VarLen(_)) => "VLArray",
                    Layout::Chunked if self.max_shape()? != self.shape()? => "EArray",
                    Layout::Chunked => "CArray",
                    _ => "Array",
                }
            }
        })
    }

    /// Its title (PyTables' `TITLE` attribute): empty where it has none.
    ///
    /// # Errors
    /// `Closed`, `Type` for a title that is no text.
    pub fn title(&self) -> Result<String> {
        crate::attribute::title(&self.attrs())
    }

    fn line(&self) -> Result<String> {
        let shape = match &*self.shape()? {
            [] => "()".to_owned(),
            [only] => format!("({only},)"),
            several => format!("({})", several.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        };
        // PyTables names the checksum and the shuffling before the compression
        let rank = |filter: &Filter| match filter {
            Filter::Fletcher32 => 0,
            Filter::Shuffle => 1,
            _ => 2,
        };
        let mut filters = self.filters()?;
        filters.sort_by_key(rank);
        let filters = filters.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        Ok(format!("{} ({}{shape}{filters}) '{}'", self.path()?, self.class()?, self.title()?))
    }
}

/// PyTables' line: `/new_array (Array(20,)) 'New array'`.
impl fmt::Display for Dataset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line() {
            Ok(line) => f.write_str(&line),
            Err(error) => write!(f, "<{error}>"), // closed, as PyTables prints `<closed ...>`
        }
    }
}
