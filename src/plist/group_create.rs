//! What a group is created with.
use crate::{
    handle::Id,
    sys::{
        Api, Called,
        h5p::{self, Class, OrderFlags},
        hid_t,
    },
};

/// Whether the order is remembered in which links or attributes were made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CreationOrder {
    /// It is not.
    #[default]
    Untracked,
    /// Each remembers its number (`H5P_CRT_ORDER_TRACKED`): going through many in that order sorts them first.
    Tracked,
    /// There is an index by number, too (`H5P_CRT_ORDER_INDEXED`).
    Indexed,
}

impl CreationOrder {
    pub(super) fn flags(self) -> OrderFlags {
        OrderFlags { tracked: self != Self::Untracked, indexed: self == Self::Indexed }
    }

    pub(super) fn of(flags: OrderFlags) -> Self {
        match (flags.tracked, flags.indexed) {
            (false, _) => Self::Untracked,
            (true, false) => Self::Tracked,
            (true, true) => Self::Indexed,
        }
    }
}

/// What a new group is made with (`H5P_GROUP_CREATE`); what is `None` is left to the library.
///
/// ```
/// # use h5mem::{CreationOrder, File, GroupCreate, Result, Walk};
/// # fn main() -> Result<()> {
/// let file = File::in_memory()?;
/// let steps = file.create_group_with("steps", GroupCreate::new().track_order(true))?;
/// steps.create_group("warm up")?;
/// steps.create_group("measure")?;
/// assert_eq!(steps.names()?, ["measure", "warm up"]); // by name, and as they were made:
/// let made: Vec<_> = steps.links(Walk::by_creation())?.map(|link| Ok(link?.0)).collect::<Result<_>>()?;
/// assert_eq!(made, ["warm up", "measure"]);
/// assert_eq!(steps.create_props()?.link_order, CreationOrder::Indexed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupCreate {
    /// Of its links (`H5Pset_link_creation_order`).
    pub link_order: CreationOrder,
    /// Of its attributes (`H5Pset_attr_creation_order`).
    pub attr_order: CreationOrder,
    /// Whether it remembers when it was made and changed (`H5Pset_obj_track_times`); equal input then no longer makes equal bytes.
    pub track_times: bool,
    /// Links up to which they are kept in the header, and below which they return there (`H5Pset_link_phase_change`).
    pub link_phase_change: Option<(u32, u32)>,
    /// The same of attributes (`H5Pset_attr_phase_change`).
    pub attr_phase_change: Option<(u32, u32)>,
    /// Links to make room for, and the bytes of a name (`H5Pset_est_link_info`), each up to 65,535.
    pub estimated_links: Option<(u32, u32)>,
    /// Bytes for names in a group of the oldest format (`H5Pset_local_heap_size_hint`).
    pub local_heap: Option<usize>,
}

impl GroupCreate {
    /// The defaults: no creation order, no times.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the order in which links and attributes are made is remembered, with an index (h5py's `track_order`).
    #[must_use]
    pub fn track_order(mut self, on: bool) -> Self {
        let order = if on { CreationOrder::Indexed } else { CreationOrder::Untracked };
        (self.link_order, self.attr_order) = (order, order);
        self
    }

    /// Sets [`link_order`](Self::link_order).
    #[must_use]
    pub fn link_order(mut self, order: CreationOrder) -> Self {
        self.link_order = order;
        self
    }

    /// Sets [`attr_order`](Self::attr_order).
    #[must_use]
    pub fn attr_order(mut self, order: CreationOrder) -> Self {
        self.attr_order = order;
        self
    }

    /// Sets [`track_times`](Self::track_times).
    #[must_use]
    pub fn track_times(mut self, on: bool) -> Self {
        self.track_times = on;
        self
    }

    /// Sets [`link_phase_change`](Self::link_phase_change).
    #[must_use]
    pub fn link_phase_change(mut self, max_compact: u32, min_dense: u32) -> Self {
        self.link_phase_change = Some((max_compact, min_dense));
        self
    }

    /// Sets [`attr_phase_change`](Self::attr_phase_change).
    #[must_use]
    pub fn attr_phase_change(mut self, max_compact: u32, min_dense: u32) -> Self {
        self.attr_phase_change = Some((max_compact, min_dense));
        self
    }

    /// Sets [`estimated_links`](Self::estimated_links).
    #[must_use]
    pub fn estimated_links(mut self, links: u32, name_len: u32) -> Self {
        self.estimated_links = Some((links, name_len));
        self
    }

    /// Sets [`local_heap`](Self::local_heap).
    #[must_use]
    pub fn local_heap(mut self, bytes: usize) -> Self {
        self.local_heap = Some(bytes);
        self
    }

    pub(crate) fn apply(&self, api: &Api) -> Called<Id> {
        let list = h5p::create(api, Class::GroupCreate)?;
        self.apply_to(api, list.raw())?;
        Ok(list)
    }

    /// Into a list of a file's creation, too, which speaks of the root group.
    pub(crate) fn apply_to(&self, api: &Api, list: hid_t) -> Called<()> {
        h5p::set_obj_track_times(api, list, self.track_times)?;
        h5p::set_link_order(api, list, self.link_order.flags())?;
        h5p::set_attr_order(api, list, self.attr_order.flags())?;
        if let Some((max_compact, min_dense)) = self.link_phase_change {
            h5p::set_link_phase_change(api, list, max_compact, min_dense)?;
        }
        if let Some((max_compact, min_dense)) = self.attr_phase_change {
            h5p::set_attr_phase_change(api, list, max_compact, min_dense)?;
        }
        if let Some((links, name_len)) = self.estimated_links {
            h5p::set_est_link_info(api, list, links, name_len)?;
        }
        if let Some(bytes) = self.local_heap {
            h5p::set_local_heap_size_hint(api, list, bytes)?;
        }
        Ok(())
    }

    /// Reads a list back, every setting of it.
    pub(crate) fn of(api: &Api, list: hid_t) -> Called<Self> {
        Ok(Self {
            link_order: CreationOrder::of(h5p::get_link_order(api, list)?),
            attr_order: CreationOrder::of(h5p::get_attr_order(api, list)?),
            track_times: h5p::get_obj_track_times(api, list)?,
            link_phase_change: Some(h5p::get_link_phase_change(api, list)?),
            attr_phase_change: Some(h5p::get_attr_phase_change(api, list)?),
            estimated_links: Some(h5p::get_est_link_info(api, list)?),
            local_heap: Some(h5p::get_local_heap_size_hint(api, list)?),
        })
    }
}
