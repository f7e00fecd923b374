//! Values for people: `{name: "x", rows: [[1, 2], [3, 4]]}`.
use std::fmt;

use super::{DynArray, Value};
use crate::{dataspace::product, element::Region};

/// Elements beyond which an array is cut to the ends of its axes, as NumPy does.
const THRESHOLD: usize = 1000;
const ENDS: usize = 3;

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(value) => write!(f, "{value}"),
            Self::UInt(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
            Self::Complex(re, im) => write!(f, "{re}{im:+}i"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Bytes(bytes) => hex(f, bytes),
            Self::Enum { name: Some(name), .. } => f.write_str(name),
            Self::Enum { name: None, value } => write!(f, "{value}"),
            Self::Compound(members) => {
                f.write_str("{")?;
                for (n, (name, value)) in members.iter().enumerate() {
                    write!(f, "{}{name}: {value}", if n == 0 { "" } else { ", " })?;
                }
                f.write_str("}")
            }
            Self::Array { dims, values } => array(f, dims, values.len() > THRESHOLD, 0, &|index| values.get(index).cloned()),
            Self::Sequence(values) => array(f, &[values.len()], values.len() > THRESHOLD, 0, &|index| values.get(index).cloned()),
            Self::ObjectReference(reference) => pointer(f, reference.is_null(), &reference.0),
            Self::RegionReference(reference) => match &reference.0 {
                Region::Stored(bytes) => pointer(f, reference.is_null(), bytes),
                Region::Known(known) => pointer(f, reference.is_null(), &known.0.0),
            },
            Self::AttributeReference(reference) => {
                pointer(f, reference.is_null(), &reference.object().0)?;
                if reference.is_null() { Ok(()) } else { write!(f, "@{}", reference.name()) }
            }
        }
    }
}

/// Rows in brackets; beyond a thousand elements the first and last three of each axis.
impl fmt::Display for DynArray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shape() {
            Some(shape) => array(f, shape, self.len() > THRESHOLD, 0, &|index| self.get(index)),
            None => f.write_str("null"),
        }
    }
}

fn array(f: &mut fmt::Formatter<'_>, dims: &[usize], cut: bool, start: usize, get: &dyn Fn(usize) -> Option<Value>) -> fmt::Result {
    let Some((&len, inner)) = dims.split_first() else {
        return get(start).map_or(Err(fmt::Error), |value| write!(f, "{value}"));
    };
    let step = product(inner);
    let shown = if step == 0 { 0 } else { len }; // of no elements there are no rows to show, as in NumPy
    let (head, tail) = if cut && shown > 2 * ENDS { (ENDS, shown - ENDS) } else { (shown, shown) };
    f.write_str("[")?;
    for n in (0..head).chain(tail..shown) {
        f.write_str(match n {
            0 => "",
            _ if n == tail => ", …, ",
            _ => ", ",
        })?;
        array(f, inner, cut, start + n * step, get)?;
    }
    f.write_str("]")
}

fn hex(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    f.write_str("0x")?;
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

fn pointer(f: &mut fmt::Formatter<'_>, null: bool, bytes: &[u8]) -> fmt::Result {
    f.write_str("→")?;
    if null { f.write_str("null") } else { hex(f, bytes) }
}
