//! A case of the comparison.
use crate::measure::Contenders;

pub struct Case {
    pub name: &'static str,
    /// Asked: at most so much of the time of what it is held against.
    pub at_most: f64,
    /// Processors that the work may run on; one is one and the same.
    pub cores: usize,
    /// What it is held against: C, or another way of h5mem's, such as one thread that does all of it.
    pub against: &'static str,
    pub contenders: fn() -> Contenders,
}

impl Case {
    pub fn new(name: &'static str, at_most: f64, contenders: fn() -> Contenders) -> Self {
        Self { name, at_most, cores: 1, against: "c", contenders }
    }

    pub fn cores(self, cores: usize) -> Self {
        Self { cores, ..self }
    }

    pub fn against(self, against: &'static str) -> Self {
        Self { against, ..self }
    }

    /// On all processors, against one thread.
    pub fn threads(self) -> Self {
        self.cores(usize::MAX).against("one thread")
    }
}
