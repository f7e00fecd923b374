//! The library's types of descriptors.
use std::ffi::CString;

use super::{Bits, ByteOrder, Charset, Float, Integer, ReferenceKind, Scalar, StringPadding, StringType, TypeDescriptor};
use crate::{
    error::ErrorStack,
    handle::Id,
    name,
    sys::{
        Api, Called,
        h5t::{self, Predefined},
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

/// Makes the library's type of a descriptor.
pub(crate) fn make(api: &Api, dtype: &TypeDescriptor) -> Called<TypeId> {
    if let Some(scalar) = dtype.scalar().filter(|scalar| scalar.descriptor() == *dtype) {
        return Ok(TypeId::Lasting(h5t::predefined(api, native(scalar))));
    }
    if let Some(flaw) = dtype.flaw() {
        return Err(ErrorStack::refused(flaw)); // libhdf5 takes some: a sum of an offset and a size may be small
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
        TypeDescriptor::Complex(part) => h5t::create_complex(api, make(api, &TypeDescriptor::Float(*part))?.raw())?,
        TypeDescriptor::VarLen(base) => {
            check_sequence(base)?;
            h5t::create_vlen(api, make(api, base)?.raw())?
        }
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
                    ReferenceKind::Standard => return Err(ErrorStack::unsupported("a standard reference", "libhdf5 1.12")),
                },
            )));
        }
        TypeDescriptor::Other { .. } => return Err(ErrorStack::unsupported(dtype.to_string(), "its maker's libhdf5")),
    };
    Ok(TypeId::Made(id))
}

/// The very type that a descriptor was made from.
pub(crate) fn copy(api: &Api, dtype: &TypeDescriptor, raw: hid_t) -> Called<TypeId> {
    dtype.each(&mut |part| if let TypeDescriptor::VarLen(base) = part { check_sequence(base) } else { Ok(()) })?;
    h5t::copy(api, raw).map(TypeId::Made)
}

/// libhdf5 1.12 crashes when it reads sequences of standard references.
fn check_sequence(base: &TypeDescriptor) -> Called<()> {
    let standard = |part: &TypeDescriptor| match part {
        TypeDescriptor::Reference(ReferenceKind::Standard) => Err(()),
        _ => Ok(()),
    };
    if !cfg!(hdf5_1_14) && base.each(&mut { standard }).is_err() {
        return Err(ErrorStack::unsupported("a sequence of standard references", "libhdf5 1.14"));
    }
    Ok(())
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

/// What the library's conversions take for granted: parts that are there, lie in the number and apart from each other.
fn check_parts(Float { bits, parts: p }: &Float) -> Called<()> {
    let mut parts = p.places();
    parts.sort_unstable();
    let mut end = 0;
    let apart = parts.iter().all(|&(start, len)| {
        let fits = start >= end && len > 0;
        end = start.saturating_add(len);
        fits
    });
    let known = p.exponent_bits < 64 && p.bias < 1 << 62 && (0..=2).contains(&p.normalisation) && (0..=2).contains(&p.inner_pad);
    if apart && known && end <= bits.offset + bits.precision {
        return Ok(());
    }
    Err(ErrorStack::refused(format!("a float of {} bits with {p:?}", bits.precision)))
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
    check_parts(float)?;
    if bits.precision > 64 {
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
