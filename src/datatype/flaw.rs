//! What makes no type: a file may claim it, and so may a caller.
use super::TypeDescriptor;

impl TypeDescriptor {
    /// What keeps elements of this type from being read and written.
    pub(crate) fn flaw(&self) -> Option<&'static str> {
        let nested = match self {
            Self::VarLen(base) | Self::Array { base, .. } => base.flaw(),
            Self::Compound { size, members } => members.iter().find_map(|member| {
                let end = member.offset.checked_add(member.dtype.size());
                member.dtype.flaw().or_else(|| end.is_none_or(|end| end > *size).then_some("a member outside of its compound"))
            }),
            _ => None, // numbers whose bits lie elsewhere are bytes
        };
        nested.or_else(|| match self.size() {
            0 if !matches!(self, Self::Other { .. }) => Some("a type of no bytes"),
            usize::MAX => Some("a type of more bytes than memory has"),
            _ => None,
        })
    }
}
