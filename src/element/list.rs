//! `Vec<T>` as an element: a sequence of variable length.
use super::{Arena, Bad, H5Type, Mismatch, Read, Reader, Write, Writer};
use crate::datatype::TypeDescriptor;

/// `hvl_t`, whose pointer the library allocates when it reads.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Sequence {
    pub(crate) len: usize,
    pub(crate) data: *const u8,
}

fn base_of<T>(stored: &TypeDescriptor) -> Result<&TypeDescriptor, Mismatch> {
    if let TypeDescriptor::VarLen(base) = stored { Ok(base) } else { Err(Mismatch::new::<Vec<T>>(stored)) }
}

// SAFETY: every value is made from its element and put into it, none is taken as it lies
unsafe impl<T: H5Type> H5Type for Vec<T> {
    type Borrowed = [T];

    fn borrow(&self) -> &[T] {
        self
    }

    fn descriptor() -> TypeDescriptor {
        TypeDescriptor::VarLen(Box::new(T::descriptor()))
    }

    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        let element = T::reader(base_of::<T>(stored)?)?;
        let memory = TypeDescriptor::VarLen(Box::new(element.memory.clone()));
        let size = element.memory.size();
        Ok(Reader::each(memory, move |raw: *const u8| {
            // SAFETY: libhdf5 has filled the element with a sequence, whose data are `len` elements of the memory type
            unsafe {
                let Sequence { len, data } = raw.cast::<Sequence>().read_unaligned();
                if len == 0 || data.is_null() {
                    return Ok(Self::new());
                }
                match &element.how {
                    Read::Bits => {
                        assert_eq!(size_of::<T>(), size, "an `H5Type` read in place has the size of its memory");
                        let mut values = Self::with_capacity(len);
                        std::ptr::copy_nonoverlapping(data, values.as_mut_ptr().cast::<u8>(), len * size);
                        values.set_len(len);
                        Ok(values)
                    }
                    _ => (0..len).map(|n| element.one(data.add(n * size))).collect::<Result<Self, Bad>>(),
                }
            }
        }))
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<[T]>, Mismatch> {
        let element = T::writer(base_of::<T>(stored)?)?;
        let memory = TypeDescriptor::VarLen(Box::new(element.memory.clone()));
        let size = element.memory.size();
        Ok(Writer::each(memory, move |values: &[T], raw: &mut [u8], arena: &mut Arena| {
            // copied even where the values are what the library wants: who hands them out may drop them before the write
            let room = arena.room(values.len() * size);
            let (start, len) = (room.as_mut_ptr(), room.len());
            // SAFETY: the arena keeps the room in place and gives it out once, so nothing else refers to it while values go in
            let room = unsafe { std::slice::from_raw_parts_mut(start, len) };
            match &element.how {
                Write::Bits => {
                    // SAFETY: `H5Type` promises that every byte of a value whose writer takes its bits is initialised
                    let bytes = unsafe { std::slice::from_raw_parts(values.as_ptr().cast::<u8>(), size_of_val(values)) };
                    room.copy_from_slice(bytes);
                }
                Write::Each(encode) => {
                    let mut rows = values.iter().enumerate();
                    rows.try_for_each(|(n, value)| encode.encode(value.borrow(), &mut room[n * size..][..size], arena))?;
                }
            }
            let data = start.expose_provenance();
            let (len_bytes, data_bytes) = raw.split_at_mut(size_of::<usize>());
            len_bytes.copy_from_slice(&values.len().to_ne_bytes());
            data_bytes.copy_from_slice(&data.to_ne_bytes());
            Ok(())
        }))
    }
}
