//! A stored type and memory of it: what a transfer between them reaches.
use super::{Bits, Integer, Scalar, TypeDescriptor};

impl TypeDescriptor {
    /// Whether every byte of an element is part of a member.
    pub(crate) fn is_solid(&self) -> bool {
        match self {
            Self::Compound { size, members } => {
                members.iter().map(|member| member.dtype.size()).sum::<usize>() == *size && members.iter().all(|m| m.dtype.is_solid())
            }
            Self::Array { base, .. } | Self::VarLen(base) => base.is_solid(),
            _ => true,
        }
    }

    /// Whether a write of this memory reaches all members of the `stored` compounds.
    pub(crate) fn covers(&self, stored: &Self) -> bool {
        match (self, stored) {
            (Self::Compound { members, .. }, Self::Compound { members: stored, .. }) => {
                stored.iter().all(|stored| members.iter().any(|member| member.name == stored.name && member.dtype.covers(&stored.dtype)))
            }
            (Self::Array { base, .. }, Self::Array { base: stored, .. }) | (Self::VarLen(base), Self::VarLen(stored)) => {
                base.covers(stored)
            }
            _ => true,
        }
    }

    /// The same for the elements of sequences, which a write makes anew.
    pub(crate) fn covers_sequences(&self, stored: &Self) -> bool {
        match (self, stored) {
            (Self::Compound { members, .. }, Self::Compound { members: stored, .. }) => members.iter().all(|member| {
                stored.iter().find(|stored| stored.name == member.name).is_none_or(|stored| member.dtype.covers_sequences(&stored.dtype))
            }),
            (Self::Array { base, .. }, Self::Array { base: stored, .. }) => base.covers_sequences(stored),
            (Self::VarLen(_), Self::VarLen(_)) => self.covers(stored),
            _ => true,
        }
    }

    /// This type as memory has it: native order and whole bytes, members without gaps.
    pub(crate) fn in_memory(&self) -> Self {
        match self {
            Self::Integer(_) | Self::Float(_) => self.scalar().map_or_else(|| self.clone(), Scalar::descriptor),
            Self::Complex(part) => match part.scalar().map(Scalar::descriptor) {
                Some(Self::Float(part)) => Self::Complex(part),
                _ => self.clone(),
            },
            Self::Enum { base, members } => {
                let base = Scalar::integer(base.bits.size, base.signed)
                    .map_or(*base, |scalar| Integer { bits: Bits::native(scalar.size()), signed: base.signed });
                Self::Enum { base, members: members.clone() }
            }
            Self::Bitfield(bits) if bits.precision == 8 * bits.size => Self::Bitfield(Bits::native(bits.size)),
            Self::VarLen(base) => Self::VarLen(Box::new(base.in_memory())),
            Self::Array { dims, base } => Self::Array { dims: dims.clone(), base: Box::new(base.in_memory()) },
            Self::Compound { members, .. } => Self::packed(members.iter().map(|m| (m.name.clone(), m.dtype.in_memory()))),
            other => other.clone(),
        }
    }
}
