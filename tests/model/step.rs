//! Steps of a case.
use h5mem::LibVer;

use crate::{copy::How, graph::Fail, value::Kind};

/// Handles of objects that a file's steps keep.
pub(crate) const SLOTS: usize = 8;

/// Handles of attributes that a file's steps keep.
pub(crate) const ATTRIBUTE_SLOTS: usize = 4;

/// Length to which a dataset without an end is made too long to be read.
pub(crate) const HUGE: usize = (1 << 63) - 1;

/// An object that a step begins at: the root, or that of a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Root,
    Slot(usize),
}

/// A new dataset.
#[derive(Clone, Debug)]
pub(crate) struct Make {
    pub(crate) kind: Kind,
    pub(crate) dims: Vec<usize>,
    /// Lengths beyond `dims` that it may grow to; `None` without end. Empty for a fixed size.
    pub(crate) room: Vec<Option<usize>>,
    /// Empty unless chunked.
    pub(crate) chunk: Vec<usize>,
    pub(crate) filters: Filters,
    pub(crate) compact: bool,
    pub(crate) early: bool,
    pub(crate) fill: Option<u64>,
    pub(crate) tracked: bool,
    /// Its data, where it is written at once.
    pub(crate) seed: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filters {
    None,
    Deflate,
    ShuffleDeflate,
    Fletcher,
    All,
    ScaleOffset,
    TwoDeflates,
}

/// The value of an attribute.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) kind: Kind,
    /// `None` for a null dataspace.
    pub(crate) shape: Option<Vec<usize>>,
    pub(crate) seed: u64,
}

#[derive(Clone, Debug)]
pub(crate) enum Act {
    Group {
        at: At,
        path: String,
        tracked: bool,
        into: usize,
    },
    Dataset {
        at: At,
        path: String,
        make: Make,
        into: usize,
    },
    Type {
        at: At,
        path: String,
        kind: Kind,
        into: usize,
    },
    AnonymousGroup {
        tracked: bool,
        into: usize,
    },
    AnonymousDataset {
        make: Make,
        into: usize,
    },
    /// By `get`, or by the verb of its kind.
    Open {
        at: At,
        path: String,
        typed: bool,
        into: usize,
    },
    Drop {
        slot: usize,
    },
    Remove {
        at: At,
        path: String,
    },
    Rename {
        at: At,
        from: String,
        to_at: At,
        to: String,
    },
    Copy {
        at: At,
        from: String,
        to: String,
    },
    CopyTo {
        from: At,
        to_file: usize,
        to_at: At,
        to: String,
        how: How,
    },
    Hard {
        at: At,
        path: String,
        target: String,
    },
    LinkAs {
        from: At,
        at: At,
        path: String,
    },
    Soft {
        at: At,
        path: String,
        target: String,
    },
    Comment {
        on: At,
        text: String,
    },
    Write {
        slot: usize,
        seed: u64,
    },
    WritePart {
        slot: usize,
        part: u64,
        seed: u64,
    },
    ReadPart {
        slot: usize,
        part: u64,
        times: usize,
    },
    Append {
        slot: usize,
        rows: usize,
        seed: u64,
    },
    Resize {
        slot: usize,
        dims: Vec<usize>,
    },
    /// Bytes of a whole chunk, past the filters.
    WriteChunk {
        slot: usize,
        chunk: usize,
        seed: u64,
    },
    Chunks {
        slot: usize,
    },
    FlushDataset {
        slot: usize,
    },
    Set {
        on: At,
        name: String,
        content: Content,
    },
    Get {
        on: At,
        name: String,
        times: usize,
    },
    RemoveAttribute {
        on: At,
        name: String,
    },
    RenameAttribute {
        on: At,
        from: String,
        to: String,
    },
    OpenAttribute {
        on: At,
        name: String,
        into: usize,
    },
    WriteAttribute {
        slot: usize,
        seed: u64,
    },
    ReadAttribute {
        slot: usize,
    },
    DropAttribute {
        slot: usize,
    },
    Flush,
    /// The other file becomes a snapshot of this one.
    Snapshot,
    /// An image is compared.
    Image,
    /// All handles go, and the file is opened from its image for writing. `closed` closes it while there are handles.
    Reopen {
        low: LibVer,
        closed: bool,
    },
    /// Everything is compared through new handles.
    Check,
    /// Everything of one kept handle is compared.
    CheckSlot {
        slot: usize,
    },
}

/// A step: what is done to which of the two files.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) file: usize,
    pub(crate) act: Act,
}

/// What a step is to come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    /// Nothing to do it to: it is left out.
    Skip,
    Done,
    Fails(Fail),
}

impl Make {
    /// The lengths that it may grow to.
    pub(crate) fn max(&self) -> Vec<usize> {
        let room = |(axis, dim): (usize, &usize)| match self.room.get(axis) {
            Some(None) => h5mem::Extent::UNLIMITED,
            Some(Some(more)) => dim + more,
            None => *dim,
        };
        self.dims.iter().enumerate().map(room).collect()
    }
}

impl Content {
    /// Bytes of it in an object's header.
    pub(crate) fn size(&self) -> usize {
        let element = match self.kind {
            Kind::Byte => 1,
            Kind::Int | Kind::Swapped => 4,
            Kind::Float => 8,
            Kind::Fixed => 6,
            Kind::Text | Kind::List => 16,
            Kind::Record => 34,
        };
        self.shape.as_ref().map_or(0, |shape| element * shape.iter().product::<usize>())
    }
}
