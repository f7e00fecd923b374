//! What a dataset was created with, learnt once.
use std::sync::Arc;

use super::Dataset;
use crate::{
    error::{At, Result},
    filter::{self, Filter},
    sys::{
        Api, h5d,
        h5p::{self, Layout, Unwritten},
        h5z::Expected,
    },
};

/// What a dataset was created with.
#[derive(Debug)]
pub(crate) struct MadeWith {
    pub layout: Layout,
    /// The lengths of a chunk's axes; none unless chunked.
    pub chunk: Vec<usize>,
    pub filters: Vec<Filter>,
    /// Chunks that reach over the dataset's end go through no filters, whatever their mask says.
    pub unfiltered_edges: bool,
    /// What comes out of filters that are not the library's own, if there are any.
    pub expected: Option<Expected>,
    /// Files outside that hold the data.
    pub external: usize,
    pub unwritten: Unwritten,
    /// A file that a virtual dataset of a file in memory is to show, which cannot be found from there.
    pub elsewhere: Option<String>,
}

impl Dataset {
    pub(super) fn made_with(&self, api: &Api) -> Result<&MadeWith> {
        let made = self.known.made_with.get_or_try_init(|| {
            let list = h5d::get_create_plist(api, self.node.id(api)?).at("get the properties of", || self.place())?;
            let properties = || {
                let layout = h5p::get_layout(api, list.raw())?;
                let filters: Vec<_> = h5p::filters(api, list.raw())?.into_iter().map(Filter::of).collect();
                // what a virtual one is put together from may have any
                filter::provide_all(api, (layout != Layout::Virtual).then_some(&*filters))?;
                Ok(MadeWith {
                    chunk: if layout == Layout::Chunked { h5p::get_chunk(api, list.raw())? } else { Vec::new() }
                        .into_iter()
                        .map(|len| len as usize)
                        .collect(),
                    expected: None,
                    filters,
                    unfiltered_edges: layout == Layout::Chunked && h5p::get_chunk_opts(api, list.raw())?,
                    external: h5p::get_external_count(api, list.raw())?,
                    // of what a virtual one is put together from, its own properties say nothing
                    unwritten: if layout == Layout::Virtual { Unwritten::Left } else { h5p::get_unwritten(api, list.raw())? },
                    elsewhere: if layout == Layout::Virtual { self.elsewhere(api, list.raw())? } else { None },
                    layout,
                })
            };
            let mut made = properties().at("read the properties of", || self.place())?;
            if made.filters.iter().any(|filter| matches!(filter, Filter::Other { .. })) {
                let stored = self.stored(api)?.descriptor(api).at("describe the type of", || self.place())?;
                made.expected = Some(filter::expected(&made.filters, &made.chunk, stored));
                if filter::may_fail(&made.filters) {
                    self.node.handle_with_care();
                }
            }
            Ok(Arc::new(made))
        });
        made.map(|made| &**made)
    }
}
