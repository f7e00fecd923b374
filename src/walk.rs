//! In which order links and attributes are gone through.

/// By what links or attributes are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The bytes of their names.
    #[default]
    Name,
    /// When they were made; the object must [track](crate::GroupCreate::track_order) it.
    Creation,
}

/// In which order to go through links or attributes, and where to begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Walk {
    /// By what they are ordered.
    pub order: Order,
    /// From the last to the first.
    pub reverse: bool,
    /// How many are passed over, in the direction of the walk.
    pub from: usize,
}

impl Walk {
    /// By name.
    pub fn by_name() -> Self {
        Self::default()
    }

    /// As they were made.
    pub fn by_creation() -> Self {
        Self { order: Order::Creation, ..Self::default() }
    }

    /// In the other direction.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.reverse = !self.reverse;
        self
    }

    /// Begins behind the first `index` of them.
    #[must_use]
    pub fn from(mut self, index: usize) -> Self {
        self.from = index;
        self
    }
}
