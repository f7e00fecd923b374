//! Enums without fields: integers whose values have names, matched by name.
use super::{Arena, Bad, H5Type, Mismatch, Reader, Writer, short_name, within::all_within};
use crate::datatype::{Bits, EnumMember, Integer, Scalar, TypeDescriptor};

/// A Rust enum as `#[derive(H5Type)]` knows it.
pub trait Named: Clone {
    /// The integer of its `repr`.
    type Integer: H5Type;
    /// Names and values, in the order of the variants.
    const VARIANTS: &'static [(&'static str, i128)];

    /// The variant of this index.
    fn make(index: usize) -> Self;

    /// The index of the variant.
    fn index(&self) -> usize;
}

fn base<E: Named>() -> Scalar {
    E::Integer::SCALAR.expect("an enum's representation is an integer")
}

fn enum_of(base: Scalar, variants: impl Iterator<Item = (&'static str, i128)>) -> TypeDescriptor {
    let members = variants.map(|(name, value)| EnumMember { name: name.to_owned(), value }).collect();
    TypeDescriptor::Enum { base: Integer { bits: Bits::native(base.size()), signed: base.is_signed() }, members }
}

/// The type made in a file.
pub fn enum_descriptor<E: Named>() -> TypeDescriptor {
    enum_of(base::<E>(), E::VARIANTS.iter().copied())
}

/// The value of an integer's bytes in this machine's order.
fn value_of(raw: &[u8], signed: bool) -> i128 {
    let negative = signed && raw[if cfg!(target_endian = "big") { 0 } else { raw.len() - 1 }] & 0x80 != 0;
    let mut wide = [if negative { 0xFF } else { 0 }; 16];
    for (n, &byte) in raw.iter().enumerate() {
        wide[if cfg!(target_endian = "big") { raw.len() - 1 - n } else { n }] = byte;
    }
    i128::from_le_bytes(wide)
}

/// The stored values that mean a variant, in rising order.
struct Table {
    meanings: Vec<(i128, usize)>,
    of: String,
}

impl Table {
    /// By name from an enum, by value from an integer; none where an enum has no name in common with `E`.
    fn of<E: Named>(stored: &TypeDescriptor) -> Option<Self> {
        let variants = E::VARIANTS.iter().enumerate();
        let mut meanings: Vec<_> = match stored {
            TypeDescriptor::Enum { members, .. } => variants
                .filter_map(|(index, (name, _))| members.iter().find(|member| member.name == *name).map(|member| (member.value, index)))
                .collect(),
            TypeDescriptor::Integer(_) => variants.map(|(index, (_, value))| (*value, index)).collect(),
            _ => Vec::new(),
        };
        meanings.sort_unstable();
        (!meanings.is_empty()).then(|| Self { meanings, of: short_name::<E>() })
    }

    /// Where the values are one after the other: the first, as bits, and how many follow it.
    fn in_a_row(&self) -> Option<(u64, u64)> {
        let (first, last) = (self.meanings.first()?.0, self.meanings.last()?.0);
        let len = u64::try_from(last - first).ok().filter(|&len| len == self.meanings.len() as u64 - 1)?;
        Some((first as u64, len)) // of 64 bits at most
    }

    fn index(&self, value: i128) -> Result<usize, Bad> {
        match self.meanings.binary_search_by_key(&value, |&(value, _)| value) {
            Ok(at) => Ok(self.meanings[at].1),
            Err(_) => Err(Bad::Invalid(format!("{value} is no value of {}", self.of))),
        }
    }
}

/// Reads the stored numbers, and looks each up.
///
/// As numbers, not as an enum: between two enums the library turns a value without a name into another one.
///
/// # Errors
/// [`Mismatch`] for what is neither an enum that has a name in common with `E`, nor an integer.
pub fn enum_reader<E: Named + H5Type>(stored: &TypeDescriptor) -> Result<Reader<E>, Mismatch> {
    let number = match stored {
        TypeDescriptor::Enum { base, .. } => Scalar::integer(base.bits.size, base.signed),
        other => other.scalar(),
    };
    let (Some(scalar), Some(table)) = (number, Table::of::<E>(stored)) else { return Err(Mismatch::new::<E>(stored)) };
    let (size, signed) = (scalar.size(), scalar.is_signed());
    let same = |&(value, index): &(i128, usize)| E::VARIANTS[index].1 == value;
    if scalar == base::<E>() && table.meanings.iter().all(same) {
        let in_a_row = table.in_a_row();
        return Ok(Reader::checked_together(scalar.descriptor(), move |raw| {
            if in_a_row.is_some_and(|(first, len)| all_within(raw, size, first, len)) {
                return Ok(());
            }
            let mut values = raw.chunks_exact(size).enumerate();
            values.try_for_each(|(n, raw)| table.index(value_of(raw, signed)).map(drop).map_err(|bad| (n, bad)))
        }));
    }
    Ok(Reader::each(scalar.descriptor(), move |raw: *const u8| {
        // SAFETY: the library has filled the element, an integer of `size` bytes
        let raw = unsafe { std::slice::from_raw_parts(raw, size) };
        table.index(value_of(raw, signed)).map(E::make)
    }))
}

/// Hands variants over as an enum, whose values the library maps by name.
///
/// # Errors
/// As [`enum_reader`].
pub fn enum_writer<E: Named + H5Type<Borrowed = E>>(stored: &TypeDescriptor) -> Result<Writer<E>, Mismatch> {
    match stored {
        TypeDescriptor::Integer(_) => return numbers(stored),
        TypeDescriptor::Enum { .. } => {}
        other => return Err(Mismatch::new::<E>(other)),
    }
    let table = Table::of::<E>(stored).ok_or_else(|| Mismatch::new::<E>(stored))?;
    let mut known = vec![false; E::VARIANTS.len()];
    table.meanings.iter().for_each(|&(_, index)| known[index] = true);
    let memory = enum_of(base::<E>(), E::VARIANTS.iter().zip(&known).filter(|&(_, &known)| known).map(|(&variant, _)| variant));
    if known.iter().all(|&known| known) {
        // SAFETY: the enum has the representation of its integer
        return Ok(unsafe { Writer::bits(memory) });
    }
    Ok(Writer::each(memory, move |value: &E, raw: &mut [u8], _: &mut Arena| {
        let (name, number) = E::VARIANTS[value.index()];
        if !known[value.index()] {
            return Err(Bad::Invalid(format!("{name:?} has no value in the stored enum")));
        }
        put(number, raw);
        Ok(())
    }))
}

/// Writes the variants' own values to a plain integer.
fn numbers<E: Named + H5Type<Borrowed = E>>(stored: &TypeDescriptor) -> Result<Writer<E>, Mismatch> {
    let as_asked = |mismatch: Mismatch| Mismatch { expected: short_name::<E>(), ..mismatch };
    if base::<E>().is_signed() {
        let writer = i64::writer(stored).map_err(as_asked)?;
        let memory = writer.memory.clone();
        return Ok(Writer::each(memory, move |value: &E, raw: &mut [u8], arena: &mut Arena| {
            writer.one(&(E::VARIANTS[value.index()].1 as i64), raw, arena)
        }));
    }
    let writer = u64::writer(stored).map_err(as_asked)?;
    let memory = writer.memory.clone();
    Ok(Writer::each(memory, move |value: &E, raw: &mut [u8], arena: &mut Arena| {
        writer.one(&(E::VARIANTS[value.index()].1 as u64), raw, arena)
    }))
}

/// The bytes of a value that fits them, in this machine's order.
pub(super) fn put(value: i128, raw: &mut [u8]) {
    let (bytes, len) = (value.to_ne_bytes(), raw.len());
    raw.copy_from_slice(if cfg!(target_endian = "big") { &bytes[bytes.len() - len..] } else { &bytes[..len] });
}

#[cfg(test)]
mod tests {
    use super::{Table, put, value_of};

    #[test]
    fn values_in_a_row_are_seen_to_be() {
        let row = |values: &[i128]| Table { meanings: values.iter().map(|&value| (value, 0)).collect(), of: String::new() }.in_a_row();
        assert_eq!(row(&[-1, 0, 1]), Some((u64::MAX, 2)));
        assert_eq!(row(&[1, 3]), None);
        assert_eq!(row(&[0, i128::from(u64::MAX)]), None);
    }

    #[test]
    fn values_survive_their_bytes() {
        for (value, size, signed) in [(-1, 1, true), (255, 1, false), (-300, 2, true), (i128::from(u64::MAX), 8, false), (7, 4, true)] {
            let mut raw = vec![0; size];
            put(value, &mut raw);
            assert_eq!(value_of(&raw, signed), value);
        }
    }
}
