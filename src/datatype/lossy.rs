//! Conversion by the library's rules: what a stored type is taken for.
use super::{Member, TypeDescriptor};

impl TypeDescriptor {
    /// This stored type with the `wanted` numbers in the place of its own: memory that is asked for of such a type is what the library is
    /// left to convert to. What is no number stays.
    pub(crate) fn lossily(&self, wanted: &Self) -> Self {
        match (self, wanted) {
            (Self::Integer(_) | Self::Float(_) | Self::Enum { .. }, Self::Integer(_) | Self::Float(_)) => wanted.clone(),
            (Self::Compound { members, .. }, Self::Compound { members: wanted, .. }) => {
                let find = |name: &str| wanted.iter().find(|wanted| wanted.name == name);
                // the parts of complex numbers have many names
                let parts = wanted.len() == 2 && members.len() == 2 && members.iter().all(|member| find(&member.name).is_none());
                Self::packed(members.iter().enumerate().map(|(n, member)| {
                    let same = if parts { wanted.get(n) } else { find(&member.name) };
                    (member.name.clone(), same.map_or_else(|| member.dtype.clone(), |wanted| member.dtype.lossily(&wanted.dtype)))
                }))
            }
            (Self::Complex(_), Self::Compound { members: wanted, .. }) => match &**wanted {
                [Member { dtype: Self::Float(part), .. }, _] => Self::Complex(*part),
                _ => self.clone(),
            },
            (Self::VarLen(base), Self::VarLen(wanted)) => Self::VarLen(Box::new(base.lossily(wanted))),
            (Self::Array { dims, base }, Self::Array { base: wanted, .. }) => {
                Self::Array { dims: dims.clone(), base: Box::new(base.lossily(wanted)) }
            }
            // an array type's axes may be a container's, the same way round
            (Self::Array { dims, base }, wanted) => Self::Array { dims: dims.clone(), base: Box::new(base.lossily(wanted)) },
            // one that may be missing is stored as it is
            (stored, Self::Array { base: wanted, .. } | Self::VarLen(wanted)) => stored.lossily(wanted),
            _ => self.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::datatype::{Scalar, TypeDescriptor};

    #[test]
    fn numbers_are_what_is_wanted_and_the_rest_stays() {
        let number = |scalar: Scalar| scalar.descriptor();
        let text = TypeDescriptor::Opaque { size: 3, tag: String::new() };
        let pack = |a: TypeDescriptor, b: TypeDescriptor| TypeDescriptor::packed([("a".to_owned(), a), ("b".to_owned(), b)]);
        let stored = pack(TypeDescriptor::VarLen(Box::new(number(Scalar::F64))), text.clone());
        let wanted = TypeDescriptor::packed([("a".to_owned(), TypeDescriptor::VarLen(Box::new(number(Scalar::I8))))]);
        assert_eq!(stored.lossily(&wanted), pack(TypeDescriptor::VarLen(Box::new(number(Scalar::I8))), text));
        let rows = |scalar| TypeDescriptor::Array { dims: vec![2], base: Box::new(number(scalar)) };
        assert_eq!(rows(Scalar::F64).lossily(&number(Scalar::U8)), rows(Scalar::U8));
        assert_eq!(number(Scalar::F64).lossily(&rows(Scalar::U8)), number(Scalar::U8));
    }
}
