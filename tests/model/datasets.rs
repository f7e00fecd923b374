//! What steps come to that move elements.
use h5mem::ErrorKind;

use crate::{
    graph::{Array, Body, Fail, Id},
    known,
    model::{Outcome, Side},
    random::{Part, Random},
    step::{Act, Filters, HUGE, Make},
    value::{Column, Kind},
};

/// The offset of a chunk, the place of each of its elements in the dataset, and its bytes.
type RawChunk = (Vec<usize>, Vec<Option<usize>>, Vec<u8>);

impl Side {
    pub(crate) fn dataset_step(&mut self, act: &Act) -> Outcome {
        match act {
            Act::Dataset { make, .. } | Act::AnonymousDataset { make, .. } if known::bars_dataset(make) => None,
            Act::Dataset { at, path, make, into } => {
                let object = self.graph.object(Body::Array(make.array()), make.tracked);
                self.make(*at, path, object, *into)
            }
            Act::AnonymousDataset { make, into } => {
                let id = self.graph.add(self.graph.object(Body::Array(make.array()), make.tracked));
                self.put(*into, id);
                Some(Ok(()))
            }
            Act::Write { slot, seed } => {
                let (id, array) = self.array(*slot).filter(|(_, array)| !array.is_huge())?;
                let column = array.kind.column(*seed, array.column.len());
                self.graph.array_mut(id)?.column = column;
                Some(Ok(()))
            }
            Act::WritePart { slot, part, seed } => {
                let (id, array) = self.array(*slot)?;
                let (part, values) = array.part(*part, false, Some(*seed))?;
                let places = part.places(&array.held);
                self.graph.array_mut(id)?.column.put(&places, &values);
                Some(Ok(()))
            }
            Act::WriteChunk { slot, chunk, seed } => {
                let (id, array) = self.array(*slot)?;
                let (_, places, bytes) = array.raw_chunk(*chunk, *seed)?;
                let pairs: Vec<_> = places.into_iter().zip(&bytes).filter_map(|(place, &byte)| Some((place?, byte))).collect();
                let (places, bytes) = pairs.into_iter().unzip::<usize, u8, Vec<_>, Vec<_>>();
                self.graph.array_mut(id)?.column.put(&places, &Column::Byte(bytes));
                Some(Ok(()))
            }
            Act::ReadPart { slot, part, .. } => self.array(*slot)?.1.part(*part, true, None).map(|_| Ok(())),
            Act::FlushDataset { slot } => self.array(*slot).map(|_| Ok(())),
            Act::Chunks { slot } => self.array(*slot).filter(|(_, array)| !array.chunk.is_empty()).map(|_| Ok(())),
            Act::Append { slot, rows, seed } => self.append(*slot, *rows, *seed),
            Act::Resize { slot, dims } => self.resize_step(*slot, dims),
            _ => None,
        }
    }

    fn append(&mut self, slot: usize, rows: usize, seed: u64) -> Outcome {
        let (id, array) = self.array(slot)?;
        let Some(&len) = array.dims.first() else { return Some(Err(Fail::of([ErrorKind::Shape]))) };
        if array.is_huge() {
            return Some(Err(Fail::any()));
        }
        let mut dims = array.dims.clone();
        dims[0] = len + rows.max(1);
        Some(self.resize(id, &dims).map(|()| {
            let Some(array) = self.graph.array_mut(id) else { unreachable!("an array") };
            let row: usize = dims[1..].iter().product();
            let places: Vec<_> = (len * row..dims[0] * row).collect();
            array.column.put(&places, &array.kind.column(seed, places.len()));
        }))
    }

    fn resize_step(&mut self, slot: usize, dims: &[usize]) -> Outcome {
        let (id, array) = self.array(slot)?;
        if dims.len() != array.dims.len() {
            return Some(Err(Fail::of([ErrorKind::Shape])));
        }
        // to no elements is refused where the format has one chunk, and that is stored
        let one_chunk = array.chunk == array.max && dims.contains(&0);
        // libhdf5 goes through all chunks that there could be when a huge dataset shrinks
        if one_chunk || array.is_huge() || dims.contains(&HUGE) && array.early {
            return None;
        }
        Some(self.resize(id, dims))
    }

    fn resize(&mut self, id: Id, dims: &[usize]) -> Result<(), Fail> {
        let array = self.graph.array_mut(id).expect("an array");
        if dims.iter().zip(&array.max).any(|(dim, max)| dim > max) {
            return Err(Fail::of([ErrorKind::Shape]));
        }
        if *dims == array.dims {
            return Ok(());
        }
        if array.chunk.is_empty() {
            return Err(Fail::of([ErrorKind::Unsupported]));
        }
        // of a huge dataset what was there before is looked at
        let held: Vec<_> = dims.iter().zip(&array.held).map(|(&dim, &held)| if dim == HUGE { held } else { dim }).collect();
        let unset = array.kind.unset(array.fill, held.iter().product());
        array.column = array.column.reshaped(&array.held, &held, unset);
        (array.dims, array.held) = (dims.to_vec(), held);
        Ok(())
    }
}

impl Make {
    pub(crate) fn array(&self) -> Array {
        let len = self.dims.iter().product();
        let column = match self.seed {
            Some(seed) => self.kind.column(seed, len),
            None => self.kind.unset(self.fill, len),
        };
        let (dims, held, chunk) = (self.dims.clone(), self.dims.clone(), self.chunk.clone());
        let (kind, max, filters, fill) = (self.kind, self.max(), self.filters, self.fill);
        Array { kind, dims, held, max, chunk, filters, early: self.early, fill, column }
    }
}

impl Array {
    pub(crate) fn is_huge(&self) -> bool {
        self.dims != self.held
    }

    /// A part of it, and values to write there; `None` of an array without elements or axes.
    pub(crate) fn part(&self, part: u64, indices: bool, seed: Option<u64>) -> Option<(Part, Column)> {
        if self.held.is_empty() || self.held.contains(&0) || self.is_huge() {
            return None;
        }
        let part = Part::of(&self.held, &mut Random(part), indices);
        let len = part.places(&self.held).len();
        let column = self.kind.column(seed.unwrap_or(0), if seed.is_some() { len } else { 0 });
        Some((part, column))
    }

    /// The offset of a chunk of plain bytes, the place of each of its elements, and bytes for it.
    pub(crate) fn raw_chunk(&self, number: usize, seed: u64) -> Option<RawChunk> {
        if self.kind != Kind::Byte || self.filters != Filters::None || self.chunk.is_empty() || self.is_huge() {
            return None;
        }
        let counts: Vec<_> = self.dims.iter().zip(&self.chunk).map(|(dim, len)| dim.div_ceil(*len)).collect();
        let mut rest = number.checked_rem(counts.iter().product())?;
        let mut offset = vec![0; counts.len()];
        for axis in (0..counts.len()).rev() {
            offset[axis] = rest % counts[axis] * self.chunk[axis];
            rest /= counts[axis];
        }
        let places = self.places_of_chunk(&offset);
        let (Column::Byte(mut bytes), Column::Byte(unset)) = (self.kind.column(seed, places.len()), self.kind.unset(self.fill, 1)) else {
            unreachable!("bytes")
        };
        // what lies past the end shows when the dataset grows
        bytes.iter_mut().zip(&places).filter(|(_, place)| place.is_none()).for_each(|(byte, _)| *byte = unset[0]);
        Some((offset, places, bytes))
    }

    /// The place of each element of a chunk; `None` past the end.
    pub(crate) fn places_of_chunk(&self, offset: &[usize]) -> Vec<Option<usize>> {
        let mut places = vec![Some(0)];
        for ((&dim, &len), &start) in self.dims.iter().zip(&self.chunk).zip(offset) {
            let next = |place: Option<usize>, at: usize| place.filter(|_| at < dim).map(|place| place * dim + at);
            places = places.into_iter().flat_map(|place| (start..start + len).map(move |at| next(place, at))).collect();
        }
        places
    }
}
