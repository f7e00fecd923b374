//! References: what points at an object or at a region of a dataset, as files have it.
use super::{H5Type, Mismatch, Plain, Reader, Writer};
use crate::datatype::{ReferenceKind, TypeDescriptor};

macro_rules! reference {
    ($(#[$doc:meta])* $name:ident of $size:literal bytes, $kind:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[repr(transparent)]
        pub struct $name(pub(crate) [u8; $size]);

        impl $name {
            /// Whether it points at nothing.
            pub fn is_null(&self) -> bool {
                self.0 == [0; $size]
            }
        }

        // SAFETY: memory of the reference's type is these bytes, whose every pattern is a value: the library checks what they point at
        unsafe impl H5Type for $name {
            type Borrowed = Self;

            fn borrow(&self) -> &Self {
                self
            }

            fn descriptor() -> TypeDescriptor {
                TypeDescriptor::Reference(ReferenceKind::$kind)
            }

            fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
                if *stored == Self::descriptor() { Ok(Reader::bits(Self::descriptor())) } else { Err(Mismatch::new::<Self>(stored)) }
            }

            fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
                if *stored == Self::descriptor() { Ok(Writer::bits(Self::descriptor())) } else { Err(Mismatch::new::<Self>(stored)) }
            }
        }

        // SAFETY: as above
        unsafe impl Plain for $name {}

        crate::__scalar_value!($name);
    };
}
reference! {
    /// A pointer at an object of the same file (`H5T_STD_REF_OBJ`); its default points at nothing.
    ObjectReference of 8 bytes, Object
}
reference! {
    /// A pointer at a region of a dataset of the same file (`H5T_STD_REF_DSETREG`); its default points at nothing.
    RegionReference of 12 bytes, Region
}
