//! Descriptors of the library's types.
use super::{Bits, ByteOrder, Charset, EnumMember, Float, Integer, Member, ReferenceKind, StringPadding, StringType, TypeDescriptor};
use crate::{
    error::ErrorStack,
    name,
    sys::{
        Api, Called,
        h5t::{self, Class, Predefined},
        hid_t,
    },
};

/// Reads a type of the library, all of it.
pub(crate) fn describe(api: &Api, dtype: hid_t) -> Called<TypeDescriptor> {
    let described = read(api, dtype)?;
    match described.flaw() {
        None => Ok(described),
        Some(flaw) => Err(ErrorStack::refused(flaw)),
    }
}

fn read(api: &Api, dtype: hid_t) -> Called<TypeDescriptor> {
    Ok(match h5t::get_class(api, dtype)? {
        Class::Integer => TypeDescriptor::Integer(integer(api, dtype)?),
        Class::Float => TypeDescriptor::Float(float(api, dtype)?),
        Class::Bitfield => TypeDescriptor::Bitfield(bits(api, dtype)?),
        Class::Time => TypeDescriptor::Time(bits(api, dtype)?),
        Class::String => TypeDescriptor::String(string(api, dtype)?),
        Class::Opaque => TypeDescriptor::Opaque { size: h5t::get_size(api, dtype)?, tag: name::text(h5t::get_tag(api, dtype)?) },
        Class::Compound => {
            let members = (0..h5t::get_nmembers(api, dtype)?).map(|n| {
                let name = name::text(h5t::get_member_name(api, dtype, n)?);
                let member = h5t::get_member_type(api, dtype, n)?;
                Ok(Member { name, offset: h5t::get_member_offset(api, dtype, n), dtype: read(api, member.raw())? })
            });
            TypeDescriptor::Compound { size: h5t::get_size(api, dtype)?, members: members.collect::<Called<_>>()? }
        }
        Class::Enum => {
            let base = integer(api, h5t::get_super(api, dtype)?.raw())?;
            if base.bits.size > 16 {
                return other(api, dtype, 8);
            }
            same_size(api, dtype, base.bits.size)?;
            let members = (0..h5t::get_nmembers(api, dtype)?).map(|n| {
                let value = number(&h5t::get_member_value(api, dtype, n)?, &base);
                Ok(EnumMember { name: name::text(h5t::get_member_name(api, dtype, n)?), value })
            });
            TypeDescriptor::Enum { base, members: members.collect::<Called<_>>()? }
        }
        Class::Complex => match read(api, h5t::get_super(api, dtype)?.raw())? {
            TypeDescriptor::Float(part) => {
                same_size(api, dtype, part.bits.size.saturating_mul(2))?;
                TypeDescriptor::Complex(part)
            }
            _ => return other(api, dtype, 11),
        },
        Class::Vlen => TypeDescriptor::VarLen(Box::new(read(api, h5t::get_super(api, dtype)?.raw())?)),
        Class::Array => {
            let dims = h5t::array_dims(api, dtype)?.into_iter().map(|dim| dim as usize).collect();
            let array = TypeDescriptor::Array { dims, base: Box::new(read(api, h5t::get_super(api, dtype)?.raw())?) };
            if !array.has_pointers() {
                same_size(api, dtype, array.size())?; // else as large as memory's pointers
            }
            array
        }
        Class::Reference => {
            if h5t::equal(api, dtype, h5t::predefined(api, Predefined::ObjectRef))? {
                TypeDescriptor::Reference(ReferenceKind::Object)
            } else if h5t::equal(api, dtype, h5t::predefined(api, Predefined::RegionRef))? {
                TypeDescriptor::Reference(ReferenceKind::Region)
            } else {
                TypeDescriptor::Reference(ReferenceKind::Standard)
            }
        }
        Class::Other(class) => return other(api, dtype, class),
    })
}

/// A file may claim another size for a whole than its parts have; buffers go by the parts.
fn same_size(api: &Api, dtype: hid_t, parts: usize) -> Called<()> {
    if h5t::get_size(api, dtype)? == parts { Ok(()) } else { Err(ErrorStack::refused("a type of another size than its parts")) }
}

fn integer(api: &Api, dtype: hid_t) -> Called<Integer> {
    Ok(Integer { bits: bits(api, dtype)?, signed: h5t::get_sign(api, dtype)? })
}

fn bits(api: &Api, dtype: hid_t) -> Called<Bits> {
    let (low, high) = h5t::get_pad(api, dtype)?;
    let bits = Bits {
        size: h5t::get_size(api, dtype)?,
        order: match h5t::get_order(api, dtype)? {
            0 => ByteOrder::Little,
            1 => ByteOrder::Big,
            2 => ByteOrder::Vax,
            _ => ByteOrder::None,
        },
        precision: h5t::get_precision(api, dtype)?,
        offset: h5t::get_offset(api, dtype)?,
        padding: (low as u8, high as u8), // 0 to 2
    };
    // whoever converts such a number looks for it outside of its element
    match bits.offset.checked_add(bits.precision) {
        Some(end) if end <= bits.size.saturating_mul(8) => Ok(bits),
        _ => Err(ErrorStack::refused("a number with more bits than its bytes have")),
    }
}

fn float(api: &Api, dtype: hid_t) -> Called<Float> {
    let float = Float { bits: bits(api, dtype)?, parts: h5t::get_float_parts(api, dtype)? };
    if float.is_convertible() { Ok(float) } else { Err(ErrorStack::refused("a float with parts that its bytes do not have")) }
}

fn string(api: &Api, dtype: hid_t) -> Called<StringType> {
    Ok(StringType {
        size: if h5t::is_variable_str(api, dtype)? { None } else { Some(h5t::get_size(api, dtype)?) },
        padding: match h5t::get_strpad(api, dtype)? {
            1 => StringPadding::NullPad,
            2 => StringPadding::SpacePad,
            _ => StringPadding::NullTerm,
        },
        charset: if h5t::get_cset(api, dtype)? == 1 { Charset::Utf8 } else { Charset::Ascii },
    })
}

fn other(api: &Api, dtype: hid_t, class: i32) -> Called<TypeDescriptor> {
    match h5t::get_size(api, dtype)? {
        0 => Err(ErrorStack::refused("a type of no bytes")),
        size => Ok(TypeDescriptor::Other { class, size }),
    }
}

/// The value of an integer's bytes.
fn number(bytes: &[u8], integer: &Integer) -> i128 {
    let mut wide = [0u8; 16];
    for (n, &byte) in bytes.iter().enumerate() {
        wide[if integer.bits.order == ByteOrder::Big { bytes.len() - 1 - n } else { n }] = byte;
    }
    let value = u128::from_le_bytes(wide) >> integer.bits.offset;
    let unused = 128 - integer.bits.precision.clamp(1, 128);
    let value = value << unused;
    if integer.signed { (value as i128) >> unused } else { (value >> unused) as i128 }
}
