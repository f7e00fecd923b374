//! Which part of a dataset: slices and lists of its axes, single points, a mask, and what unions and intersections make of them.
mod axis;
mod choose;
mod growing;
mod listed;
mod part;
mod runs;

use self::{
    choose::{select_grid, select_points},
    part::{Part, take},
    runs::Runs,
};
use super::{extent::product, order::Order};
use crate::{
    error::{Error, Result},
    handle::Id,
    sys::{Api, Called, h5s::Join},
};

pub use axis::Axis;
pub(crate) use listed::listed;

/// A part of a dataset, in its own coordinates.
///
/// Made from `ndarray::s![]`, from ranges, indices, lists and masks of axes and tuples of them, from points or from a mask of all. A
/// negative index counts from the end, a negative step goes backwards, an index alone takes its axis away; axes not named are taken whole.
///
/// ```
/// # use h5mem::{File, Result, Selection};
/// # use ndarray::{Array2, arr2, s};
/// # fn main() -> Result<()> {
/// # let file = File::in_memory()?;
/// let data = file.write("x", &Array2::from_shape_fn((4, 5), |(i, j)| (10 * i + j) as i32))?;
/// assert_eq!(data.slice(s![-1, ..;2]).read::<Vec<i32>>()?, [30, 32, 34]);
/// // lists in any order, every combination of them
/// assert_eq!(data.slice(([3, 0], [1, 1, 4])).read::<Array2<i32>>()?, arr2(&[[31, 31, 34], [1, 1, 4]]));
/// // sets of elements, here all but a frame's inside
/// let frame = Selection::all().not(s![1..3, 1..4]);
/// assert_eq!(data.slice(frame).read::<Vec<i32>>()?, [0, 1, 2, 3, 4, 10, 14, 20, 24, 30, 31, 32, 33, 34]);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Selection(Kind);

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Axes(Vec<Axis>),
    Points {
        rank: usize,
        coordinates: Vec<usize>,
    },
    #[cfg_attr(not(feature = "ndarray"), expect(dead_code, reason = "masks of more axes than one are ndarray's"))]
    Mask {
        shape: Vec<usize>,
        mask: Vec<bool>,
    },
    Joined {
        join: Join,
        sides: Box<(Selection, Selection)>,
    },
}

/// A selection made good on a dataset's lengths.
pub(crate) struct Picked {
    /// The lengths of what the library moves, axes of single indices left out.
    pub shape: Vec<usize>,
    /// As many axes as the dataset has, for the memory's side.
    pub full_shape: Vec<u64>,
    /// How the caller has the axes of `shape`.
    pub order: Order,
    /// Where it is a regular region: what of each axis.
    pub region: Option<Vec<Region>>,
    choice: Choice,
}

/// Elements as the library is told of them.
enum Choice {
    /// Every combination of the axes' indices.
    Grid(Vec<Part>),
    /// By their coordinates, in this order.
    Points(Vec<usize>),
}

/// A regular part of one axis, forwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Region {
    pub start: usize,
    pub step: usize,
    pub count: usize,
}

/// Calls `f` with each run of bytes of a region that lie one after the other, in C order: where it begins, and its length; until that is
/// `false`. The region's first axes are at `at` already.
pub(crate) fn runs(dims: &[usize], region: &[Region], at: usize, element: usize, f: &mut dyn FnMut(usize, usize) -> bool) -> bool {
    let (Some((&Region { start, step, count }, inner)), [_, dims @ ..]) = (region.split_first(), dims) else { return f(at, element) };
    let row = product(dims).saturating_mul(element);
    let whole_rows = inner.iter().zip(dims).all(|(axis, &dim)| axis.count == dim);
    if whole_rows && (step == 1 || count == 1) {
        return count == 0 || f(at + start * row, count * row);
    }
    (0..count).all(|n| runs(dims, inner, at + (start + n * step) * row, element, f))
}

impl Picked {
    fn grid(parts: Vec<Part>, shape: Vec<usize>, order: Order) -> Self {
        let full_shape = parts.iter().map(|part| part.len() as u64).collect();
        let region = parts.iter().map(Part::region).collect();
        Self { shape, full_shape, order, region, choice: Choice::Grid(parts) }
    }

    /// `n` elements one after the other.
    fn listed(n: usize, choice: Choice) -> Self {
        Self { shape: vec![n], full_shape: vec![n as u64], order: Order::default(), region: None, choice }
    }

    /// Selects it in `space`, whose extent is `dims`.
    pub(crate) fn select(&self, api: &Api, space: &Id, dims: &[usize]) -> Called<()> {
        match &self.choice {
            Choice::Grid(parts) => select_grid(api, space.raw(), parts, dims),
            Choice::Points(coordinates) => select_points(api, space.raw(), coordinates),
        }
    }
}

impl Selection {
    /// Everything.
    pub fn all() -> Self {
        Self(Kind::Axes(Vec::new()))
    }

    /// What is said of each axis, from the first.
    pub fn axes(axes: impl IntoIterator<Item = Axis>) -> Self {
        Self(Kind::Axes(axes.into_iter().collect()))
    }

    /// Single elements by their coordinates, in this order (`H5Sselect_elements`).
    ///
    /// # Panics
    /// Never; points of different ranks are an error when the selection is used.
    pub fn points<P: AsRef<[usize]>>(points: &[P]) -> Self {
        let rank = points.first().map_or(0, |point| point.as_ref().len());
        let ragged = points.iter().any(|point| point.as_ref().len() != rank);
        let coordinates = points.iter().flat_map(|point| point.as_ref().iter().copied()).collect();
        Self(Kind::Points { rank: if ragged { usize::MAX } else { rank }, coordinates })
    }

    /// The elements where a mask of the dataset's shape is true, in C order.
    #[cfg(feature = "ndarray")]
    pub fn mask<S: ndarray::Data<Elem = bool>, D: ndarray::Dimension>(mask: &ndarray::ArrayBase<S, D>) -> Self {
        Self(Kind::Mask { shape: mask.shape().to_vec(), mask: mask.iter().copied().collect() })
    }

    /// The elements in this selection, in the other, or in both.
    ///
    /// What selections are joined to is a set: each element once, in C order. Where it is every combination of indices on the axes, such as
    /// two ranges of rows, it has the dataset's axes; else it is a list along one axis.
    #[must_use]
    pub fn or(self, other: impl Into<Self>) -> Self {
        self.join(Join::Or, other.into())
    }

    /// The elements in both; as a set, see [`or`](Self::or).
    #[must_use]
    pub fn and(self, other: impl Into<Self>) -> Self {
        self.join(Join::And, other.into())
    }

    /// The elements in this one that are not in the other; as a set, see [`or`](Self::or).
    #[must_use]
    pub fn not(self, other: impl Into<Self>) -> Self {
        self.join(Join::NotB, other.into())
    }

    /// The elements in one of the two alone; as a set, see [`or`](Self::or).
    #[must_use]
    pub fn xor(self, other: impl Into<Self>) -> Self {
        self.join(Join::Xor, other.into())
    }

    /// Whether it says something of each axis: then it is quickly made good.
    pub(crate) fn is_of_axes(&self) -> bool {
        matches!(self.0, Kind::Axes(_))
    }

    fn join(self, join: Join, other: Self) -> Self {
        Self(Kind::Joined { join, sides: Box::new((self, other)) })
    }

    /// What it takes of a dataset with these lengths, without asking the library.
    pub(crate) fn pick(&self, dims: &[usize], place: &dyn Fn() -> String) -> Result<Picked> {
        match &self.0 {
            Kind::Axes(axes) => {
                check_rank(axes, dims, place)?;
                let (mut shape, mut order, mut parts) = (Vec::new(), Order::default(), Vec::with_capacity(dims.len()));
                for (number, &len) in dims.iter().enumerate() {
                    let taken = take(axes.get(number).unwrap_or(&Axis::ALL), len, number, place)?;
                    if let Some(arrange) = taken.order {
                        order.push(shape.len(), arrange);
                    }
                    if !taken.single {
                        shape.push(taken.part.len());
                    }
                    parts.push(taken.part);
                }
                Ok(Picked::grid(parts, shape, order))
            }
            Kind::Points { coordinates, .. } => {
                self.check_points(dims, place)?;
                let len = coordinates.len().checked_div(dims.len()).unwrap_or(0);
                Ok(Picked::listed(len, Choice::Points(coordinates.clone())))
            }
            Kind::Mask { .. } => one_by_one(&self.runs(dims, place)?, dims, place),
            Kind::Joined { .. } => {
                let chosen = self.runs(dims, place)?;
                Ok(match chosen.as_grid(dims) {
                    Some(parts) => {
                        let shape = parts.iter().map(Part::len).collect();
                        Picked::grid(parts, shape, Order::default())
                    }
                    None => one_by_one(&chosen, dims, place)?,
                })
            }
        }
    }

    /// The elements as a set.
    fn runs(&self, dims: &[usize], place: &dyn Fn() -> String) -> Result<Runs> {
        match &self.0 {
            Kind::Axes(axes) => {
                check_rank(axes, dims, place)?;
                let part = |(number, &len): (usize, &usize)| {
                    take(axes.get(number).unwrap_or(&Axis::ALL), len, number, place).map(|taken| taken.part)
                };
                Runs::grid(&dims.iter().enumerate().map(part).collect::<Result<Vec<_>>>()?, dims).ok_or_else(|| too_many(place))
            }
            Kind::Points { coordinates, .. } => {
                self.check_points(dims, place)?;
                let next = |number: usize, (index, dim): (&usize, &usize)| number.checked_mul(*dim)?.checked_add(*index);
                let number = |point: &[usize]| point.iter().zip(dims).try_fold(0, next);
                let numbers: Option<_> = coordinates.chunks_exact(dims.len().max(1)).map(number).collect();
                numbers.map(Runs::of).ok_or_else(|| too_many(place))
            }
            Kind::Mask { shape, .. } if shape != dims => Err(Error::shape(&place(), format!("a mask of {dims:?}"), format!("{shape:?}"))),
            Kind::Mask { mask, .. } => Ok(Runs::of(mask.iter().enumerate().filter(|(_, on)| **on).map(|(n, _)| n).collect())),
            Kind::Joined { join, sides } => Ok(sides.0.runs(dims, place)?.join(*join, &sides.1.runs(dims, place)?)),
        }
    }

    fn check_points(&self, dims: &[usize], place: &dyn Fn() -> String) -> Result<()> {
        let Kind::Points { rank, coordinates } = &self.0 else { return Ok(()) };
        if !coordinates.is_empty() && (*rank != dims.len() || dims.is_empty()) {
            return Err(Error::shape(&place(), format!("points of {} coordinates", dims.len()), "points of others"));
        }
        let outside = coordinates.iter().enumerate().find(|(n, coordinate)| **coordinate >= dims[n % dims.len()]);
        match outside {
            Some((n, coordinate)) => {
                let axis = n % dims.len();
                Err(part::out_of_bounds(place, coordinate.to_string(), axis, dims[axis]))
            }
            None => Ok(()),
        }
    }
}

fn check_rank(axes: &[Axis], dims: &[usize], place: &dyn Fn() -> String) -> Result<()> {
    if axes.len() <= dims.len() {
        return Ok(());
    }
    Err(Error::shape(&place(), format!("a selection of up to {} axes", dims.len()), format!("one of {}", axes.len())))
}

impl Default for Selection {
    fn default() -> Self {
        Self::all()
    }
}

/// A set of elements, one by one, for the library.
fn one_by_one(runs: &Runs, dims: &[usize], place: &dyn Fn() -> String) -> Result<Picked> {
    let coordinates = runs.coordinates(dims).ok_or_else(|| too_many(place))?;
    Ok(Picked::listed(runs.len(), Choice::Points(coordinates)))
}

fn too_many(place: &dyn Fn() -> String) -> Error {
    Error::unsupported(format!("{}: a selection of so many elements that make no regular region", place()), "more memory")
}
