//! `[T; N]`: an HDF5 array type, or `N` elements along the last axis of a dataset of `T`.
use std::mem::MaybeUninit;

use super::{Arena, Bad, Decode, Encode, H5Type, Mismatch, Plain, Read, Reader, Write, Writer};
use crate::datatype::TypeDescriptor;

/// What each of the `N` is stored as, and the type of all of them: an array type's base and the type itself, or the same plain type twice,
/// as many times as the container's last axis says.
fn base_of<T: H5Type, const N: usize>(stored: &TypeDescriptor) -> Result<(TypeDescriptor, bool), Mismatch> {
    match stored {
        TypeDescriptor::Array { dims, base } if dims.first() == Some(&N) => Ok(match &dims[1..] {
            [] => ((**base).clone(), true),
            rest => (TypeDescriptor::Array { dims: rest.to_vec(), base: base.clone() }, true),
        }),
        TypeDescriptor::Array { .. } => Err(Mismatch::new::<[T; N]>(stored)),
        other => Ok((other.clone(), false)),
    }
}

/// `N` elements of memory in a row.
fn row(base: TypeDescriptor, n: usize) -> TypeDescriptor {
    match base {
        TypeDescriptor::Array { mut dims, base } => {
            dims.insert(0, n);
            TypeDescriptor::Array { dims, base }
        }
        base => TypeDescriptor::Array { dims: vec![n], base: Box::new(base) },
    }
}

// SAFETY: an array is its elements in a row, without a byte between them; what is true of `T`'s memory is true of theirs
unsafe impl<T: H5Type, const N: usize> H5Type for [T; N] {
    type Borrowed = Self;

    fn borrow(&self) -> &Self {
        self
    }

    fn descriptor() -> TypeDescriptor {
        row(T::descriptor(), N)
    }

    fn reader(stored: &TypeDescriptor) -> Result<Reader<Self>, Mismatch> {
        let (base, _) = base_of::<T, N>(stored)?;
        let element = T::reader(&base)?;
        let memory = row(element.memory.clone(), N);
        let size = element.memory.size();
        Ok(match element.how {
            Read::Bits => Reader::bits(memory),
            Read::Checked(check) => Reader::checked_together(memory, move |raw| check(raw).map_err(|(n, bad)| (n / N.max(1), bad))),
            Read::Each(decode) => Reader::each(memory, Row { decode, size }),
        })
    }

    fn writer(stored: &TypeDescriptor) -> Result<Writer<Self>, Mismatch> {
        let (base, _) = base_of::<T, N>(stored)?;
        let element = T::writer(&base)?;
        let memory = row(element.memory.clone(), N);
        let size = element.memory.size();
        Ok(match element.how {
            // SAFETY: the elements lie one after the other
            Write::Bits => unsafe { Writer::bits(memory) },
            Write::Each(encode) => Writer::each(memory, move |values: &Self, raw: &mut [u8], arena: &mut Arena| {
                let mut rows = values.iter().enumerate();
                rows.try_for_each(|(n, value)| encode.encode(value.borrow(), &mut raw[n * size..][..size], arena))
            }),
        })
    }

    fn inner_dims() -> Vec<usize> {
        let mut dims = vec![N];
        dims.extend(T::inner_dims());
        dims
    }
}

// SAFETY: its elements in a row, each of which is plain
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}

/// Decodes the elements of an array one after the other.
struct Row<T> {
    decode: Box<dyn Decode<T>>,
    size: usize,
}

impl<T: H5Type, const N: usize> Decode<[T; N]> for Row<T> {
    unsafe fn decode(&self, raw: *const u8) -> Result<[T; N], Bad> {
        let mut values: [MaybeUninit<T>; N] = [const { MaybeUninit::uninit() }; N];
        for n in 0..N {
            // SAFETY: the caller's promise covers the whole row, of which this is one element
            match unsafe { self.decode.decode(raw.add(n * self.size)) } {
                Ok(value) => values[n].write(value),
                Err(bad) => {
                    // SAFETY: exactly the first `n` were written
                    values[..n].iter_mut().for_each(|value| unsafe { value.assume_init_drop() });
                    return Err(bad);
                }
            };
        }
        // SAFETY: all of them were written
        Ok(values.map(|value| unsafe { value.assume_init() }))
    }
}

/// `&[&str; N]` and the like write through the same encoder.
impl<B: ?Sized> Encode<B> for Box<dyn Encode<B>> {
    fn encode(&self, value: &B, raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
        (**self).encode(value, raw, arena)
    }
}
