//! Descriptors and the library's types: each made from the other.
use std::ffi::CString;

use super::descriptor::{
    Bits, ByteOrder, Charset, EnumMember, Float, Integer, Member, ReferenceKind, Scalar, StringPadding, StringType, TypeDescriptor,
};
use crate::{
    error::ErrorStack,
    handle::Id,
    name,
    sys::{
        Api, Called,
        h5t::{self, Class, Predefined},
        hid_t,
    },
};

/// A type of the library: one that lasts as long as the process, or one made here.
#[derive(Debug)]
pub(crate) enum TypeId {
    Lasting(hid_t),
    Made(Id),
}

impl TypeId {
    pub(crate) fn raw(&self) -> hid_t {
        match self {
            Self::Lasting(raw) => *raw,
            Self::Made(id) => id.raw(),
        }
    }
}

/// Reads a type of the library, all of it.
pub(crate) fn describe(api: &Api, dtype: hid_t) -> Called<TypeDescriptor> {
    Ok(match h5t::get_class(api, dtype)? {
        Class::Integer => TypeDescriptor::Integer(integer(api, dtype)?),
        Class::Float => TypeDescriptor::Float(Float { bits: bits(api, dtype)?, parts: h5t::get_float_parts(api, dtype)? }),
        Class::Bitfield => TypeDescriptor::Bitfield(bits(api, dtype)?),
        Class::Time => TypeDescriptor::Time(bits(api, dtype)?),
        Class::String => TypeDescriptor::String(string(api, dtype)?),
        Class::Opaque => TypeDescriptor::Opaque { size: h5t::get_size(api, dtype)?, tag: name::text(h5t::get_tag(api, dtype)?) },
        Class::Compound => {
            let members = (0..h5t::get_nmembers(api, dtype)?).map(|n| {
                let name = name::text(h5t::get_member_name(api, dtype, n)?);
                let member = h5t::get_member_type(api, dtype, n)?;
                Ok(Member { name, offset: h5t::get_member_offset(api, dtype, n), dtype: describe(api, member.raw())? })
            });
            TypeDescriptor::Compound { size: h5t::get_size(api, dtype)?, members: members.collect::<Called<_>>()? }
        }
        Class::Enum => {
            let base = integer(api, h5t::get_super(api, dtype)?.raw())?;
            if base.bits.size > 16 {
                return other(api, dtype, 8);
            }
            let members = (0..h5t::get_nmembers(api, dtype)?).map(|n| {
                let value = number(&h5t::get_member_value(api, dtype, n)?, &base);
                Ok(EnumMember { name: name::text(h5t::get_member_name(api, dtype, n)?), value })
            });
            TypeDescriptor::Enum { base, members: members.collect::<Called<_>>()? }
        }
        Class::Vlen => TypeDescriptor::VarLen(Box::new(describe(api, h5t::get_super(api, dtype)?.raw())?)),
        Class::Array => TypeDescriptor::Array {
            dims: h5t::array_dims(api, dtype)?.into_iter().map(|dim| dim as usize).collect(),
            base: Box::new(describe(api, h5t::get_super(api, dtype)?.raw())?),
        },
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

/// Makes the library's type of a descriptor.
pub(crate) fn make(api: &Api, dtype: &TypeDescriptor) -> Called<TypeId> {
    if let Some(scalar) = dtype.scalar().filter(|scalar| scalar.descriptor() == *dtype) {
        return Ok(TypeId::Lasting(h5t::predefined(api, native(scalar))));
    }
    let id = match dtype {
        TypeDescriptor::Integer(integer) => {
            let scalar = Scalar::integer(integer.bits.size.clamp(1, 8), integer.signed).unwrap_or(Scalar::I64);
            let id = h5t::copy(api, h5t::predefined(api, native(scalar)))?;
            apply_bits(api, &id, &integer.bits)?;
            h5t::set_sign(api, id.raw(), integer.signed)?;
            id
        }
        TypeDescriptor::Float(float) => {
            let id = h5t::copy(api, h5t::predefined(api, Predefined::F64))?;
            apply_float(api, &id, float)?;
            id
        }
        TypeDescriptor::Bitfield(bits) | TypeDescriptor::Time(bits) => {
            let time = matches!(dtype, TypeDescriptor::Time(_));
            let id = h5t::copy(api, h5t::predefined(api, if time { Predefined::Time } else { Predefined::Bitfield }))?;
            apply_bits(api, &id, bits)?;
            id
        }
        TypeDescriptor::String(text) => make_string(api, text)?,
        TypeDescriptor::Opaque { size, tag } => {
            let id = h5t::create_opaque(api, *size)?;
            h5t::set_tag(api, id.raw(), &c_text(tag))?;
            id
        }
        TypeDescriptor::Compound { size, members } => {
            let id = h5t::create_compound(api, *size)?;
            for member in members {
                let made = make(api, &member.dtype)?;
                h5t::insert(api, id.raw(), &c_text(&member.name), member.offset, made.raw())?;
            }
            id
        }
        TypeDescriptor::Enum { base, members } => {
            if base.bits.size > 16 {
                return Err(ErrorStack::refused("the values of an enum are numbers of up to 16 bytes"));
            }
            let number = make(api, &TypeDescriptor::Integer(*base))?;
            let id = h5t::create_enum(api, number.raw())?;
            for member in members {
                h5t::enum_insert(api, id.raw(), &c_text(&member.name), &bytes_of(member.value, base))?;
            }
            id
        }
        TypeDescriptor::VarLen(base) => h5t::create_vlen(api, make(api, base)?.raw())?,
        TypeDescriptor::Array { .. } if dtype.size() > isize::MAX as usize => {
            return Err(ErrorStack::refused("an array type of more bytes than memory can have"));
        }
        TypeDescriptor::Array { dims, base } => {
            let dims: Vec<_> = dims.iter().map(|&dim| dim as u64).collect();
            h5t::create_array(api, make(api, base)?.raw(), &dims)?
        }
        TypeDescriptor::Reference(kind) => {
            return Ok(TypeId::Lasting(h5t::predefined(
                api,
                match kind {
                    ReferenceKind::Object => Predefined::ObjectRef,
                    ReferenceKind::Region => Predefined::RegionRef,
                    #[cfg(hdf5_1_12)]
                    ReferenceKind::Standard => Predefined::StdRef,
                    #[cfg(not(hdf5_1_12))]
                    ReferenceKind::Standard => Predefined::ObjectRef,
                },
            )));
        }
        TypeDescriptor::Other { size, .. } => h5t::create_opaque(api, *size)?,
    };
    Ok(TypeId::Made(id))
}

pub(crate) fn native(scalar: Scalar) -> Predefined {
    match scalar {
        Scalar::I8 => Predefined::I8,
        Scalar::I16 => Predefined::I16,
        Scalar::I32 => Predefined::I32,
        Scalar::I64 => Predefined::I64,
        Scalar::U8 => Predefined::U8,
        Scalar::U16 => Predefined::U16,
        Scalar::U32 => Predefined::U32,
        Scalar::U64 => Predefined::U64,
        Scalar::F32 => Predefined::F32,
        Scalar::F64 => Predefined::F64,
    }
}

fn integer(api: &Api, dtype: hid_t) -> Called<Integer> {
    Ok(Integer { bits: bits(api, dtype)?, signed: h5t::get_sign(api, dtype)? })
}

fn bits(api: &Api, dtype: hid_t) -> Called<Bits> {
    let (low, high) = h5t::get_pad(api, dtype)?;
    Ok(Bits {
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
    })
}

/// What libhdf5 would bend until it fits.
fn check_bits(bits: &Bits) -> Called<()> {
    let end = bits.offset.checked_add(bits.precision).filter(|&end| bits.precision > 0 && Some(end) <= bits.size.checked_mul(8));
    if end.is_some() && bits.size <= u32::MAX as usize {
        return Ok(());
    }
    let Bits { size, precision, offset, .. } = bits;
    Err(ErrorStack::refused(format!("{precision} bits from bit {offset} on do not lie in {size} bytes")))
}

/// In an order that keeps the type valid at every step: room first, then the bits in it.
fn apply_bits(api: &Api, id: &Id, bits: &Bits) -> Called<()> {
    let raw = id.raw();
    check_bits(bits)?;
    if h5t::get_size(api, raw)? < bits.size {
        h5t::set_size(api, raw, bits.size)?;
    }
    h5t::set_precision(api, raw, bits.precision)?;
    h5t::set_offset(api, raw, bits.offset)?;
    h5t::set_size(api, raw, bits.size)?;
    h5t::set_pad(api, raw, i32::from(bits.padding.0), i32::from(bits.padding.1))?;
    apply_order(api, raw, bits.order)
}

fn apply_order(api: &Api, raw: hid_t, order: ByteOrder) -> Called<()> {
    match order {
        ByteOrder::Little => h5t::set_order(api, raw, 0),
        ByteOrder::Big => h5t::set_order(api, raw, 1),
        ByteOrder::Vax => h5t::set_order(api, raw, 2),
        ByteOrder::None => Ok(()),
    }
}

fn apply_float(api: &Api, id: &Id, float: &Float) -> Called<()> {
    let (raw, bits) = (id.raw(), &float.bits);
    check_bits(bits)?;
    if bits.size > 8 {
        h5t::set_size(api, raw, bits.size)?;
        h5t::set_precision(api, raw, bits.precision)?;
        h5t::set_offset(api, raw, bits.offset)?;
        h5t::set_float_parts(api, raw, &float.parts)?;
    } else {
        h5t::set_float_parts(api, raw, &float.parts)?;
        h5t::set_precision(api, raw, bits.precision)?;
        h5t::set_offset(api, raw, bits.offset)?;
        h5t::set_size(api, raw, bits.size)?;
    }
    h5t::set_pad(api, raw, i32::from(bits.padding.0), i32::from(bits.padding.1))?;
    apply_order(api, raw, bits.order)
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

fn make_string(api: &Api, text: &StringType) -> Called<Id> {
    let id = h5t::copy(api, h5t::predefined(api, Predefined::CString))?;
    match text.size {
        None => h5t::set_variable(api, id.raw())?,
        Some(usize::MAX) => return Err(ErrorStack::refused("no fixed string has this many bytes")), // which means any length
        Some(size) => h5t::set_size(api, id.raw(), size)?,
    }
    h5t::set_strpad(
        api,
        id.raw(),
        match text.padding {
            StringPadding::NullTerm => 0,
            StringPadding::NullPad => 1,
            StringPadding::SpacePad => 2,
        },
    )?;
    h5t::set_cset(api, id.raw(), i32::from(text.charset == Charset::Utf8))?;
    Ok(id)
}

fn other(api: &Api, dtype: hid_t, class: i32) -> Called<TypeDescriptor> {
    Ok(TypeDescriptor::Other { class, size: h5t::get_size(api, dtype)? })
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

/// The bytes of an integer's value, as many as it has.
fn bytes_of(value: i128, integer: &Integer) -> Vec<u8> {
    let mut bytes = (value << integer.bits.offset).to_le_bytes()[..integer.bits.size.min(16)].to_vec();
    if integer.bits.order == ByteOrder::Big {
        bytes.reverse();
    }
    bytes
}

/// A member's name or a tag for C, up to its first NUL.
fn c_text(text: &str) -> CString {
    let bytes = name::bytes(text.split('\0').next().unwrap_or("")).into_owned();
    CString::new(bytes).expect("cut at the first NUL")
}
