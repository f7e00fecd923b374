//! Tuples: compounds whose members are "0", "1", and so on.
use std::mem::offset_of;

use super::{
    Arena, H5Type, Mismatch, Reader, Writer,
    record::{ReadFields, WriteFields, compound},
};
use crate::datatype::TypeDescriptor;

macro_rules! tuple {
    ($($t:ident $local:ident $index:tt),+) => {
        // SAFETY: the tuple is filled as it lies only where all its fields are, at their own offsets
        unsafe impl<$($t: H5Type),+> H5Type for ($($t,)+) {
            type Borrowed = Self;

            fn borrow(&self) -> &Self {
                self
            }

            fn descriptor() -> TypeDescriptor {
                compound([$((stringify!($index), $t::descriptor())),+])
            }

            fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
                let mut fields = ReadFields::of::<Self>(stored)?;
                $(let $local = fields.field::<$t>(stringify!($index), offset_of!(Self, $index))?;)+
                if fields.in_place() {
                    return Ok(fields.placed([$($local.check()),+]));
                }
                // SAFETY: the library has filled the members that the fields were matched with
                Ok(fields.decoded(move |raw: *const u8| Ok(($(unsafe { $local.read(raw) }?,)+))))
            }

            fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
                let mut fields = WriteFields::of::<Self>(stored)?;
                $(let $local = fields.field::<$t>(stringify!($index), offset_of!(Self, $index))?;)+
                if fields.in_place() {
                    // SAFETY: each field was matched with its own offset
                    return Ok(unsafe { fields.placed() });
                }
                Ok(fields.encoded(move |value: &Self, raw: &mut [u8], arena: &mut Arena| {
                    $($local.write(&value.$index, raw, arena)?;)+
                    Ok(())
                }))
            }
        }

        crate::__scalar_value!(for [$($t: H5Type),+] ($($t,)+));
    };
}
tuple!(A a 0);
tuple!(A a 0, B b 1);
tuple!(A a 0, B b 1, C c 2);
tuple!(A a 0, B b 1, C c 2, D d 3);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10, L l 11);
