//! Single elements as whole values.
use super::{AsArray, FromArray};
use crate::{dataspace::Extent, error::Result, transfer::Source};

/// Elements that are a value by themselves.
#[macro_export]
#[doc(hidden)]
macro_rules! __scalar_value {
    (for [$($generics:tt)*] $t:ty $(where $($bounds:tt)*)?) => {
        impl<$($generics)*> $crate::FromArray for $t $(where $($bounds)*)? {
            #[inline]
            fn from_source(source: &$crate::Source<'_>) -> $crate::Result<Self> {
                source.single()
            }
        }

        impl<$($generics)*> $crate::AsArray for $t $(where $($bounds)*)? {
            type Elem = Self;

            fn extent(&self) -> $crate::Extent {
                ().into()
            }

            fn as_slice(&self) -> ::core::option::Option<&[Self]> {
                ::core::option::Option::Some(::core::slice::from_ref(self))
            }

            fn for_each(&self, f: &mut dyn FnMut(&Self)) {
                f(self);
            }
        }
    };
    ($t:ty) => {
        $crate::__scalar_value!(for [] $t);
    };
}

__scalar_value!(i8);
__scalar_value!(i16);
__scalar_value!(i32);
__scalar_value!(i64);
__scalar_value!(isize);
__scalar_value!(u8);
__scalar_value!(u16);
__scalar_value!(u32);
__scalar_value!(u64);
__scalar_value!(usize);
__scalar_value!(f32);
__scalar_value!(f64);
__scalar_value!(bool);

impl FromArray for String {
    fn from_source(source: &Source<'_>) -> Result<Self> {
        source.single()
    }
}

impl AsArray for String {
    type Elem = Self;

    fn extent(&self) -> Extent {
        ().into()
    }

    fn as_slice(&self) -> Option<&[Self]> {
        None
    }

    fn for_each(&self, f: &mut dyn FnMut(&str)) {
        f(self);
    }
}

impl AsArray for str {
    type Elem = String;

    fn extent(&self) -> Extent {
        ().into()
    }

    fn as_slice(&self) -> Option<&[String]> {
        None
    }

    fn for_each(&self, f: &mut dyn FnMut(&Self)) {
        f(self);
    }
}
