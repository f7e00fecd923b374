//! Steps that look like chance, most of them with something to do.
use h5mem::LibVer;

use crate::{
    copy::How,
    graph::{Body, Graph, ROOT},
    model::{Model, Side},
    random::Random,
    step::{ATTRIBUTE_SLOTS, Act, At, Content, Filters, HUGE, Make, SLOTS, Step},
    value::Kind,
};

/// What the file of a case is made with.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    pub(crate) low: LibVer,
    pub(crate) high: LibVer,
    pub(crate) tracked: bool,
    pub(crate) userblock: u64,
    pub(crate) paged: bool,
    pub(crate) core: bool,
    pub(crate) small_cache: bool,
}

impl Default for Setup {
    fn default() -> Self {
        let (low, high) = (LibVer::V18, LibVer::Latest);
        Self { low, high, tracked: false, userblock: 0, paged: false, core: false, small_cache: false }
    }
}

impl Setup {
    pub(crate) fn of(seed: u64) -> Self {
        let random = &mut Random(seed ^ 0x5e7);
        let bounds = [
            (LibVer::V18, LibVer::Latest),
            (LibVer::Earliest, LibVer::Latest),
            (LibVer::Latest, LibVer::Latest),
            (LibVer::V110, LibVer::Latest),
            (LibVer::Earliest, LibVer::V18),
            (LibVer::V18, LibVer::V18),
        ];
        let (low, high) = if random.chance() { bounds[0] } else { bounds[random.below(bounds.len())] };
        let paged = random.below(8) == 0 && high > LibVer::V18;
        Self {
            low,
            high,
            tracked: random.below(3) == 0,
            userblock: if random.below(6) == 0 && !paged { 512 } else { 0 },
            paged,
            core: random.below(8) == 0,
            small_cache: random.below(4) == 0,
        }
    }

    /// The model of an empty file.
    pub(crate) fn model(&self) -> Model {
        let mut graph = Graph::new(self.low != LibVer::Earliest, self.tracked);
        graph.modern_format |= self.paged;
        Model { sides: [Some(Side::new(graph, ROOT, self.high == LibVer::V18)), None] }
    }
}

/// The steps of a case: from its seed alone.
pub(crate) fn steps(seed: u64, count: usize, setup: &Setup) -> Vec<Step> {
    let mut model = setup.model();
    let mut chooser = Chooser { random: Random(seed), whole_file: true };
    let mut steps = Vec::new();
    while steps.len() < count {
        let step = chooser.step(&model);
        model.apply(&step);
        steps.push(step);
    }
    steps
}

const NAMES: [&str; 14] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "ümlaut", "two words", ".dot"];
const ATTRIBUTES: [&str; 14] = ["x", "y", "z", "u", "v", "w", "r", "s", "t", "q", "p", "o", "übrig", "a name of more than a few letters"];

/// Chooses steps.
pub(crate) struct Chooser {
    pub(crate) random: Random,
    /// Whether steps may name the root of the file, and take the whole file.
    pub(crate) whole_file: bool,
}

impl Chooser {
    pub(crate) fn step(&mut self, model: &Model) -> Step {
        let file = if model.sides[1].is_some() && self.one_in(4) { 1 } else { 0 };
        let side = model.sides[file].as_ref().expect("the first is always there");
        let act = match self.random.below(100) {
            0..=36 => self.link_step(side, model, file),
            37..=60 => self.dataset_step(side),
            61..=88 => self.attribute_step(side),
            _ => self.file_step(side),
        };
        Step { file, act }
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.random.below(n) == 0
    }

    fn seed(&mut self) -> u64 {
        self.random.below(1 << 20) as u64
    }

    fn name<'n>(&mut self, names: &[&'n str]) -> &'n str {
        // few names more often than others, so that they meet
        let most = if self.one_in(3) { names.len() } else { 5 };
        names[self.random.below(most)]
    }

    fn attribute(&mut self) -> String {
        self.name(&ATTRIBUTES).to_owned()
    }

    /// Any place to begin at, mostly one that there is.
    fn at(&mut self, side: &Side, wanted: impl Fn(&Body) -> bool) -> At {
        let fitting: Vec<_> = (0..SLOTS).filter(|&slot| side.slots[slot].is_some_and(|id| wanted(&side.graph.get(id).body))).collect();
        if fitting.is_empty() || self.one_in(3) { At::Root } else { At::Slot(fitting[self.random.below(fitting.len())]) }
    }

    fn group(&mut self, side: &Side) -> At {
        self.at(side, |body| matches!(body, Body::Group { .. }))
    }

    fn object(&mut self, side: &Side) -> At {
        self.at(side, |_| true)
    }

    fn dataset(&mut self, side: &Side) -> usize {
        match self.at(side, |body| matches!(body, Body::Array(_))) {
            At::Slot(slot) => slot,
            At::Root => self.random.below(SLOTS),
        }
    }

    /// A path from a place, mostly of links that are there.
    fn path(&mut self, side: &Side, at: At, last_is_new: bool) -> String {
        let mut path = String::new();
        let mut group = side.id(at);
        if self.whole_file && self.one_in(6) {
            path.push('/');
            group = Some(ROOT);
        }
        for depth in 0.. {
            let there: Vec<String> =
                group.and_then(|id| side.graph.links(id)).into_iter().flat_map(|links| links.keys().cloned()).collect();
            let end = depth == 3 || self.random.chance();
            let new = if end && last_is_new { !self.one_in(6) } else { self.one_in(12) };
            let name = if new || there.is_empty() { self.name(&NAMES).to_owned() } else { there[self.random.below(there.len())].clone() };
            path.push_str(&name);
            if end {
                break;
            }
            group = group.and_then(|id| side.graph.find(id, &name).ok());
            path.push_str(if self.one_in(20) { "//" } else { "/" });
        }
        path
    }

    fn link_step(&mut self, side: &Side, model: &Model, file: usize) -> Act {
        let (at, into) = (self.group(side), self.random.below(SLOTS));
        match self.random.below(32) {
            30 => Act::AnonymousGroup { tracked: self.one_in(3), into },
            31 => Act::Comment {
                on: self.object(side),
                text: ["", "a comment", "another, longer than the first"][self.random.below(3)].to_owned(),
            },
            0..=3 => Act::Group { at, path: self.path(side, at, true), tracked: self.one_in(3), into },
            4 => Act::Type { at, path: self.path(side, at, true), kind: self.kind(), into },
            5..=10 => Act::Open { at, path: self.path(side, at, false), typed: self.random.chance(), into },
            11 | 12 => Act::Drop { slot: into },
            13..=16 => Act::Remove { at, path: self.path(side, at, false) },
            17..=19 => {
                let to_at = if self.random.chance() { at } else { self.group(side) };
                Act::Rename { at, from: self.path(side, at, false), to_at, to: self.path(side, to_at, true) }
            }
            20 | 21 => Act::Copy { at, from: self.path(side, at, false), to: self.path(side, at, true) },
            22 | 23 => {
                let to_file = if model.sides[1].is_some() && self.one_in(3) { 1 - file } else { file };
                let target = model.sides[to_file].as_ref().expect("it is there");
                let to_at = self.group(target);
                let how = How { shallow: self.one_in(4), expand_soft: self.one_in(3), without_attributes: self.one_in(4) };
                Act::CopyTo { from: self.object(side), to_file, to_at, to: self.path(target, to_at, true), how }
            }
            24 | 25 => Act::Hard { at, path: self.path(side, at, true), target: self.path(side, at, false) },
            26 => Act::LinkAs { from: self.object(side), at, path: self.path(side, at, true) },
            _ => Act::Soft { at, path: self.path(side, at, true), target: self.path(side, at, false) },
        }
    }

    fn kind(&mut self) -> Kind {
        let most = if self.random.chance() { 3 } else { Kind::ALL.len() };
        Kind::ALL[self.random.below(most)]
    }

    fn dataset_step(&mut self, side: &Side) -> Act {
        let slot = self.dataset(side);
        let dims = side.slots[slot].and_then(|id| side.graph.array(id)).map(|array| array.dims.clone()).unwrap_or_default();
        match self.random.below(27) {
            0..=4 => {
                let at = self.group(side);
                Act::Dataset { at, path: self.path(side, at, true), make: self.make(), into: self.random.below(SLOTS) }
            }
            5 | 6 => Act::Write { slot, seed: self.seed() },
            7..=10 => Act::WritePart { slot, part: self.seed(), seed: self.seed() },
            11..=14 => Act::ReadPart { slot, part: self.seed(), times: 1 + self.random.below(10) },
            15..=19 => Act::Append { slot, rows: self.random.below(4), seed: self.seed() },
            20 | 21 => {
                let huge = self.one_in(12);
                let dims = dims.iter().enumerate();
                Act::Resize {
                    slot,
                    dims: dims.map(|(axis, &dim)| if huge && axis == 0 { HUGE } else { self.random.below(dim.min(99) + 6) }).collect(),
                }
            }
            22 => Act::FlushDataset { slot },
            23 => Act::AnonymousDataset { make: self.make(), into: self.random.below(SLOTS) },
            24 => Act::WriteChunk { slot, chunk: self.random.below(50), seed: self.seed() },
            25 => Act::Chunks { slot },
            _ => Act::CheckSlot { slot },
        }
    }

    fn make(&mut self) -> Make {
        let rank = [1, 1, 1, 2, 2, 3, 0][self.random.below(7)];
        let most = [1, 40, 9, 5][rank];
        let chunked = rank > 0 && self.random.below(3) > 0;
        let resizable = chunked && self.random.below(3) > 0;
        let mut dims: Vec<usize> = (0..rank).map(|_| self.random.below(most)).collect();
        let (mut room, mut chunk) = (Vec::new(), Vec::new());
        for dim in dims.iter_mut().filter(|_| chunked) {
            let more = if !resizable { Some(0) } else { self.one_in(3).then(|| self.random.below(12)) };
            // a chunk is not longer than the axis may become
            *dim = (*dim).max(usize::from(more == Some(0)));
            let longest = more.map_or(dim.max(&mut 4).to_owned(), |more| *dim + more);
            chunk.push(1 + self.random.below(longest));
            room.push(more);
        }
        let kind = self.kind();
        let filters = match self.random.below(12) {
            _ if !chunked => Filters::None,
            0 | 1 => Filters::Deflate,
            2 | 3 => Filters::ShuffleDeflate,
            // which text in chunks can go through depends on the version of libhdf5
            4 | 5 if matches!(kind, Kind::Text | Kind::List) => Filters::None,
            4 => Filters::Fletcher,
            5 => Filters::All,
            6 if matches!(kind, Kind::Int | Kind::Byte) => Filters::ScaleOffset,
            7 => Filters::TwoDeflates,
            _ => Filters::None,
        };
        let compact = !chunked && self.one_in(4);
        let (early, tracked) = (self.one_in(4), self.one_in(3));
        let fill = self.random.chance().then(|| self.seed());
        let seed = self.random.chance().then(|| self.seed());
        Make { kind, dims, room, chunk, filters, compact, early, fill, tracked, seed }
    }

    fn content(&mut self) -> Content {
        let kind = self.kind();
        let shape = match self.random.below(40) {
            0 => vec![if kind == Kind::Byte { 70_000 } else { 20_000 }],
            1..=3 => vec![400],
            4..=6 => vec![2, 1 + self.random.below(3)],
            7 => vec![0],
            8..=10 => return Content { kind, shape: None, seed: 0 },
            11..=20 => vec![],
            _ => vec![1 + self.random.below(5)],
        };
        Content { kind, shape: Some(shape), seed: self.seed() }
    }

    fn attribute_step(&mut self, side: &Side) -> Act {
        let (on, name) = (self.object(side), self.attribute());
        let there: Vec<_> = side.id(on).map(|id| side.graph.get(id).attributes.keys().cloned().collect()).unwrap_or_default();
        let known = if there.is_empty() || self.one_in(10) { name.clone() } else { there[self.random.below(there.len())].clone() };
        let slot = self.random.below(ATTRIBUTE_SLOTS);
        match self.random.below(28) {
            0..=9 => Act::Set { on, name, content: self.content() },
            10..=12 => Act::Set { on, name: known, content: self.content() },
            13..=17 => Act::Get { on, name: known, times: 1 + self.random.below(10) },
            18 | 19 => Act::RemoveAttribute { on, name: known },
            20 => Act::RenameAttribute { on, from: known, to: name },
            21..=23 => Act::OpenAttribute { on, name: known, into: slot },
            24 => Act::WriteAttribute { slot, seed: self.seed() },
            25 | 26 => Act::ReadAttribute { slot },
            _ => Act::DropAttribute { slot },
        }
    }

    fn file_step(&mut self, side: &Side) -> Act {
        let kept: Vec<_> = (0..SLOTS).filter(|&slot| side.slots[slot].is_some()).collect();
        match self.random.below(24) {
            0..=4 => Act::Flush,
            5 => Act::Snapshot,
            6 | 7 => Act::Image,
            8 if self.whole_file => {
                let low = [LibVer::V18, LibVer::Earliest, LibVer::Latest][self.random.below(3)];
                Act::Reopen { low, closed: self.one_in(3) }
            }
            9..=12 => Act::Check,
            _ if kept.is_empty() => Act::Check,
            _ => Act::CheckSlot { slot: kept[self.random.below(kept.len())] },
        }
    }
}
