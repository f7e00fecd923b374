//! What libhdf5's own filters can be used on. The library leaves some out without a word where they cannot be, and stores bytes as they are.
use super::{Filter, Scale};
use crate::{
    datatype::TypeDescriptor,
    error::{Error, Result},
};

/// Elements of a block of Szip, at most.
const BLOCK: u32 = 32;

impl Filter {
    /// That it can be used on chunks of such elements.
    pub(crate) fn check(&self, element: &TypeDescriptor, chunk: &[usize], place: &dyn Fn() -> String) -> Result<()> {
        let refused = |needs: &str| Err(Error::unsupported(format!("{}: {} on {element}", place(), self.name()), needs));
        let invalid = |what: String| Err(Error::invalid(&place(), what));
        match self {
            Self::Deflate(level @ 10..) => invalid(format!("deflate level {level}, of 0 to 9")),
            Self::Szip { pixels_per_block, .. } => {
                let number = matches!(element, TypeDescriptor::Integer(_) | TypeDescriptor::Float(_) | TypeDescriptor::Enum { .. });
                if !number || !matches!(element.size(), 1 | 2 | 4 | 8) {
                    return refused("numbers of 1, 2, 4 or 8 bytes");
                }
                let count = chunk.iter().product::<usize>();
                match *pixels_per_block {
                    n if n == 0 || n % 2 == 1 || n > BLOCK => invalid(format!("szip in blocks of {n} elements, of 2 to 32 and even")),
                    n if n as usize > count => invalid(format!("szip in blocks of {n} elements, of chunks of {count}")),
                    _ => Ok(()),
                }
            }
            Self::Nbit if !has_numbers(element) => refused("integers or floats, in arrays or compounds too"),
            Self::ScaleOffset(scale) => match (scale, element) {
                (Scale::Integers(bits), TypeDescriptor::Integer(integer)) if matches!(integer.bits.size, 1 | 2 | 4 | 8) => {
                    match integer.bits.size * 8 {
                        all if *bits as usize > all => invalid(format!("scale-offset in {bits} bits, of {all}")),
                        _ => Ok(()),
                    }
                }
                (Scale::Decimals(_), TypeDescriptor::Float(float)) if matches!(float.bits.size, 4 | 8) => Ok(()),
                (Scale::Integers(_), _) => refused("integers of 1, 2, 4 or 8 bytes"),
                (Scale::Decimals(_), _) => refused("floats of 4 or 8 bytes"),
            },
            _ => Ok(()),
        }
    }
}

/// Whether there is anything that may have fewer bits than bytes.
fn has_numbers(element: &TypeDescriptor) -> bool {
    match element {
        TypeDescriptor::Integer(_) | TypeDescriptor::Float(_) => true,
        TypeDescriptor::Array { base, .. } => has_numbers(base),
        TypeDescriptor::Compound { members, .. } => members.iter().any(|member| has_numbers(&member.dtype)),
        _ => false,
    }
}
