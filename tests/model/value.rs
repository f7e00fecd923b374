//! Values of every kind of element, made from numbers: what a case writes is known from its steps alone.
use std::fmt::Debug;

use h5mem::{ByteOrder, FixedStr, H5Type, TypeDescriptor};

#[derive(H5Type, Clone, Debug, PartialEq)]
pub(crate) struct Record {
    id: u16,
    at: [f64; 2],
    name: String,
}

/// An element type of the model.
pub(crate) trait Element: H5Type + Clone + PartialEq + Debug {
    /// The `n`th element of an array of this seed.
    fn nth(seed: u64, n: usize) -> Self;

    /// What an element is that was never written, where no fill value was set.
    fn unset() -> Self;
}

fn mixed(seed: u64, n: usize) -> u64 {
    let z = (seed ^ (n as u64) << 20).wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (z ^ z >> 31).wrapping_mul(0x94D0_49BB_1331_11EB) >> 11
}

impl Element for i32 {
    fn nth(seed: u64, n: usize) -> Self {
        mixed(seed, n) as Self
    }

    fn unset() -> Self {
        0
    }
}

impl Element for u8 {
    fn nth(seed: u64, n: usize) -> Self {
        mixed(seed, n) as Self
    }

    fn unset() -> Self {
        0
    }
}

impl Element for f64 {
    fn nth(seed: u64, n: usize) -> Self {
        (mixed(seed, n) as i32).into()
    }

    fn unset() -> Self {
        0.0
    }
}

impl Element for String {
    fn nth(seed: u64, n: usize) -> Self {
        let number = mixed(seed, n);
        match number % 8 {
            0 => Self::new(),
            1 => format!("{number:x}").repeat(40),
            _ => format!("{number}"),
        }
    }

    fn unset() -> Self {
        Self::new()
    }
}

impl Element for Vec<i16> {
    fn nth(seed: u64, n: usize) -> Self {
        let number = mixed(seed, n);
        (0..number % 5).map(|k| (number >> k) as i16).collect()
    }

    fn unset() -> Self {
        Self::new()
    }
}

impl Element for Record {
    fn nth(seed: u64, n: usize) -> Self {
        Self { id: u16::from(u8::nth(seed, n)), at: [f64::nth(seed, n), 0.5], name: String::nth(seed, n) }
    }

    fn unset() -> Self {
        Self { id: 0, at: [0.0; 2], name: String::new() }
    }
}

impl Element for FixedStr<6> {
    fn nth(seed: u64, n: usize) -> Self {
        Self::new(&(mixed(seed, n) % 999_983).to_string()).expect("six digits at most")
    }

    fn unset() -> Self {
        Self::new("").expect("no text is short")
    }
}

/// The element type of a dataset or attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Int,
    /// `Int` in the other byte order.
    Swapped,
    Byte,
    Float,
    Text,
    List,
    Record,
    Fixed,
}

impl Kind {
    pub(crate) const ALL: [Self; 8] =
        [Self::Int, Self::Text, Self::Float, Self::Byte, Self::List, Self::Swapped, Self::Record, Self::Fixed];

    /// Elements made from a seed.
    pub(crate) fn column(self, seed: u64, len: usize) -> Column {
        self.each(len, &Making { seed })
    }

    /// Elements that were never written: copies of the fill value.
    pub(crate) fn unset(self, fill: Option<u64>, len: usize) -> Column {
        self.each(len, &Filling { fill })
    }

    fn each(self, len: usize, make: &impl Make) -> Column {
        match self {
            Self::Int | Self::Swapped => Column::Int(make.elements(len)),
            Self::Byte => Column::Byte(make.elements(len)),
            Self::Float => Column::Float(make.elements(len)),
            Self::Text => Column::Text(make.elements(len)),
            Self::List => Column::List(make.elements(len)),
            Self::Record => Column::Record(make.elements(len)),
            Self::Fixed => Column::Fixed(make.elements(len)),
        }
    }

    /// Whether some values of one type are values of the other.
    pub(crate) fn is_like(self, other: Self) -> bool {
        let family = |kind| match kind {
            Self::Int | Self::Swapped | Self::Byte | Self::Float => 0,
            Self::Text | Self::Fixed => 1,
            Self::List => 2,
            Self::Record => 3,
        };
        family(self) == family(other)
    }

    pub(crate) fn descriptor(self) -> TypeDescriptor {
        match self {
            Self::Int => i32::descriptor().with_order(ByteOrder::Little),
            Self::Swapped => i32::descriptor().with_order(ByteOrder::Big),
            Self::Byte => u8::descriptor(),
            Self::Float => f64::descriptor(),
            Self::Text => String::descriptor(),
            Self::List => Vec::<i16>::descriptor(),
            Self::Record => Record::descriptor(),
            Self::Fixed => FixedStr::<6>::descriptor(),
        }
    }
}

trait Make {
    fn elements<T: Element>(&self, len: usize) -> Vec<T>;
}

struct Making {
    seed: u64,
}

impl Make for Making {
    fn elements<T: Element>(&self, len: usize) -> Vec<T> {
        (0..len).map(|n| T::nth(self.seed, n)).collect()
    }
}

struct Filling {
    fill: Option<u64>,
}

impl Make for Filling {
    fn elements<T: Element>(&self, len: usize) -> Vec<T> {
        vec![self.fill.map_or_else(T::unset, |seed| T::nth(seed, 0)); len]
    }
}

/// Elements in C order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Column {
    Int(Vec<i32>),
    Byte(Vec<u8>),
    Float(Vec<f64>),
    Text(Vec<String>),
    List(Vec<Vec<i16>>),
    Record(Vec<Record>),
    Fixed(Vec<FixedStr<6>>),
}

/// Runs an expression over the elements of a column, whatever their type.
macro_rules! each {
    ($column:expr, $values:ident => $run:expr) => {
        match $column {
            $crate::value::Column::Int($values) => $run,
            $crate::value::Column::Byte($values) => $run,
            $crate::value::Column::Float($values) => $run,
            $crate::value::Column::Text($values) => $run,
            $crate::value::Column::List($values) => $run,
            $crate::value::Column::Record($values) => $run,
            $crate::value::Column::Fixed($values) => $run,
        }
    };
}
pub(crate) use each;

/// Runs an expression over the elements of two columns of one type.
macro_rules! both {
    ($one:expr, $other:expr, $a:ident, $b:ident => $run:expr) => {{
        use $crate::value::Column::{Byte, Fixed, Float, Int, List, Record, Text};
        match ($one, $other) {
            (Int($a), Int($b)) => $run,
            (Byte($a), Byte($b)) => $run,
            (Float($a), Float($b)) => $run,
            (Text($a), Text($b)) => $run,
            (List($a), List($b)) => $run,
            (Record($a), Record($b)) => $run,
            (Fixed($a), Fixed($b)) => $run,
            (one, other) => unreachable!("columns of two types: {one:?}, {other:?}"),
        }
    }};
}

#[allow(clippy::clone_on_copy, reason = "only some kinds of elements are `Copy`")]
impl Column {
    pub(crate) fn len(&self) -> usize {
        each!(self, values => values.len())
    }

    /// The elements at these places.
    pub(crate) fn at(&self, places: &[usize]) -> Self {
        let mut picked = self.clone();
        both!(&mut picked, self, to, from => *to = places.iter().map(|&place| from[place].clone()).collect());
        picked
    }

    /// Puts elements at these places, in their order.
    pub(crate) fn put(&mut self, places: &[usize], values: &Self) {
        both!(self, values, to, from => places.iter().zip(from).for_each(|(&place, value)| to[place] = value.clone()));
    }

    /// The elements of another shape: those with the same index in both, the others as in `unset`.
    pub(crate) fn reshaped(&self, from: &[usize], to: &[usize], mut unset: Self) -> Self {
        let common: Vec<usize> = from.iter().zip(to).map(|(a, b)| *a.min(b)).collect();
        let places = |dims: &[usize]| {
            common.iter().zip(dims).fold(vec![0], |places: Vec<usize>, (&len, dim)| {
                places.iter().flat_map(|place| (0..len).map(move |at| place * dim + at)).collect()
            })
        };
        unset.put(&places(to), &self.at(&places(from)));
        unset
    }

    /// Up to four elements, for messages.
    pub(crate) fn shown(&self) -> String {
        each!(self, values => format!("{} elements: {:?}…", values.len(), &values[..values.len().min(4)]))
    }
}
