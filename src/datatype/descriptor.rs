//! What a datatype is, as a value: nothing of the library's description is lost.
use super::{Bits, ByteOrder, Float, Integer, Scalar, StringType};

/// A datatype as a value: [`Datatype::descriptor`](crate::Datatype::descriptor) makes one, writing and creating take one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TypeDescriptor {
    /// A whole number.
    Integer(Integer),
    /// A floating-point number.
    Float(Float),
    /// A complex number, its real part first: HDF5's own, since libhdf5 2. Older files have a compound in its place.
    Complex(Float),
    /// Text.
    String(StringType),
    /// Bits without a meaning of their own.
    Bitfield(Bits),
    /// A time, which the library itself does not interpret.
    Time(Bits),
    /// Bytes that the library does not look into.
    Opaque {
        /// Bytes of an element.
        size: usize,
        /// What its maker says of it.
        tag: String,
    },
    /// A record of named members.
    Compound {
        /// Bytes of an element, gaps included.
        size: usize,
        /// The members, in the order of the file.
        members: Vec<Member>,
    },
    /// A whole number whose values have names.
    Enum {
        /// The number.
        base: Integer,
        /// Names and values, in the order of the file.
        members: Vec<EnumMember>,
    },
    /// A sequence of any length in each element.
    VarLen(Box<Self>),
    /// A small array in each element.
    Array {
        /// Lengths of the axes.
        dims: Vec<usize>,
        /// What it holds.
        base: Box<Self>,
    },
    /// A pointer at an object, a region of a dataset, or an attribute.
    Reference(ReferenceKind),
    /// A type of a newer libhdf5, or one this crate knows only by its bytes.
    Other {
        /// The library's number of its class.
        class: i32,
        /// Bytes of an element.
        size: usize,
    },
}

/// A member of a compound.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Bytes before it.
    pub offset: usize,
    /// Its type.
    pub dtype: TypeDescriptor,
}

/// A named value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EnumMember {
    /// The name.
    pub name: String,
    /// The value.
    pub value: i128,
}

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// An object, by its address (`H5T_STD_REF_OBJ`).
    Object,
    /// A region of a dataset (`H5T_STD_REF_DSETREG`).
    Region,
    /// An object, region or attribute, since libhdf5 1.12 (`H5T_STD_REF`).
    Standard,
}

impl TypeDescriptor {
    /// Bytes of an element in a file or, for variable lengths, in memory.
    pub fn size(&self) -> usize {
        match self {
            Self::Integer(Integer { bits, .. }) | Self::Float(Float { bits, .. }) | Self::Bitfield(bits) | Self::Time(bits) => bits.size,
            Self::Complex(part) => part.bits.size.saturating_mul(2),
            Self::Enum { base, .. } => base.bits.size,
            Self::String(text) => text.size.unwrap_or(size_of::<usize>()),
            Self::Opaque { size, .. } | Self::Compound { size, .. } | Self::Other { size, .. } => *size,
            Self::VarLen(_) => 2 * size_of::<usize>(),
            // more than memory can count is more than it can hold
            Self::Array { dims, base } => dims.iter().fold(base.size(), |size, &dim| size.saturating_mul(dim)),
            Self::Reference(ReferenceKind::Object) => 8,
            Self::Reference(ReferenceKind::Region) => 12,
            Self::Reference(ReferenceKind::Standard) => 64,
        }
    }

    /// The number of memory that holds every value of this number; none for what is no number, or for one wider than memory's.
    pub(crate) fn scalar(&self) -> Option<Scalar> {
        match self {
            Self::Integer(integer) => Scalar::integer(integer.bits.size, integer.signed),
            Self::Float(float) => float.scalar(),
            _ => None,
        }
    }

    /// Whether elements in memory hold pointers that the library allocates.
    pub(crate) fn has_pointers(&self) -> bool {
        match self {
            Self::String(text) => text.size.is_none(),
            Self::VarLen(_) | Self::Reference(ReferenceKind::Standard) => true,
            Self::Array { base, .. } => base.has_pointers(),
            Self::Compound { members, .. } => members.iter().any(|member| member.dtype.has_pointers()),
            _ => false,
        }
    }

    /// The same type with all its numbers in this byte order, those in compounds, arrays and sequences, too. Text and bytes have none.
    ///
    /// ```
    /// # use h5mem::{ByteOrder, File, H5Type, Result};
    /// # fn main() -> Result<()> {
    /// # let file = File::in_memory()?;
    /// let x = file.new_dataset("x").write_as(&f32::descriptor().with_order(ByteOrder::Big), &[0.5, 1.5])?;
    /// assert_eq!(x.dtype()?.to_string(), "f32 (Big-endian)");
    /// assert_eq!(x.read::<Vec<f32>>()?, [0.5, 1.5]);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_order(mut self, order: ByteOrder) -> Self {
        self.set_order(order);
        self
    }

    fn set_order(&mut self, order: ByteOrder) {
        match self {
            Self::Integer(Integer { bits, .. }) | Self::Float(Float { bits, .. }) | Self::Complex(Float { bits, .. }) => bits.order = order,
            Self::Enum { base, .. } => base.bits.order = order,
            Self::Bitfield(bits) | Self::Time(bits) => bits.order = order,
            Self::VarLen(base) | Self::Array { base, .. } => base.set_order(order),
            Self::Compound { members, .. } => members.iter_mut().for_each(|member| member.dtype.set_order(order)),
            Self::String(_) | Self::Opaque { .. } | Self::Reference(_) | Self::Other { .. } => {}
        }
    }

    /// Looks at the type and at each that it is made of, until `f` fails.
    pub(crate) fn each<E>(&self, f: &mut impl FnMut(&Self) -> Result<(), E>) -> Result<(), E> {
        f(self)?;
        match self {
            Self::VarLen(base) | Self::Array { base, .. } => base.each(f),
            Self::Compound { members, .. } => members.iter().try_for_each(|member| member.dtype.each(f)),
            _ => Ok(()),
        }
    }

    /// A compound of these members without gaps.
    pub fn packed(members: impl IntoIterator<Item = (String, Self)>) -> Self {
        let mut size = 0usize;
        let members = members.into_iter().map(|(name, dtype)| {
            let offset = size;
            size = size.saturating_add(dtype.size());
            Member { name, offset, dtype }
        });
        let members = members.collect();
        Self::Compound { size, members }
    }
}
