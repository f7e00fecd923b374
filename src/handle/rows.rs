//! Rows that were appended and wait to be written, many at once.
//!
//! Every operation on a file but an append asks for an identifier of it, and before it gets one these are written. So nothing sees a file
//! without them, and where they are is no state that anybody else has to know of.
use std::{
    collections::TryReserveError,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use super::OpenFile;
use crate::{
    error::{At, Result},
    sys::{
        Api, Called, DEFAULT, LONGEST, h5d,
        h5o::Identity,
        h5s::{self, Hyperslab, Join},
        h5t, hid_t,
    },
};

/// Bytes of a dataset that wait at most; it is less than a chunk's row of chunks, too.
const MOST: usize = 1 << 20;

/// What waits to be written to a file. It is looked at with the library's lock held.
#[derive(Default)]
pub(crate) struct Rows {
    any: AtomicBool,
    waiting: Mutex<Vec<Waiting>>,
}

/// Rows of one dataset, in its stored form.
pub(crate) struct Waiting {
    object: Identity,
    /// What it is written by.
    raw: hid_t,
    /// Of messages.
    place: String,
    /// The dataset's lengths as the file has them: rows go behind.
    dims: Vec<u64>,
    /// The most that the first of these may become.
    max: u64,
    /// Rows of a chunk.
    chunk: usize,
    /// Bytes of a row.
    row: usize,
    bytes: Vec<u8>,
}

impl Rows {
    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner) // a panic leaves nothing half done here
    }

    /// Calls `f` with what waits for an object, if rows of it may wait now.
    pub(crate) fn of<T>(&self, _: &Api, object: &Identity, f: impl FnOnce(&mut Waiting) -> T) -> Option<T> {
        self.waiting().iter_mut().find(|waiting| waiting.object == *object).map(f)
    }

    /// From here on rows of another object may wait.
    pub(crate) fn begin(&self, _: &Api, waiting: Waiting) {
        self.any.store(true, Ordering::Relaxed);
        self.waiting().push(waiting);
    }
}

/// How many rows of these lengths data of this shape is: an array of them, or one without their axis.
pub(crate) fn rows_of(shape: &[usize], row: &[u64]) -> Option<usize> {
    let same = |axes: &[usize]| axes.len() == row.len() && axes.iter().zip(row).all(|(a, b)| *a as u64 == *b);
    match shape {
        row if same(row) => Some(1),
        [rows, row @ ..] if same(row) => Some(*rows),
        _ => None,
    }
}

impl Waiting {
    /// None yet, of a dataset with elements of so many bytes and chunks of so many rows; `None` where it is not for rows to wait.
    pub(crate) fn new(
        api: &Api,
        object: Identity,
        raw: hid_t,
        place: impl FnOnce() -> String,
        element: usize,
        chunk: usize,
    ) -> Called<Option<Self>> {
        let space = h5d::get_space(api, raw)?;
        let (dims, max) = h5s::extent_dims(api, space.raw())?;
        let sizes = dims.iter().skip(1).map(|&dim| usize::try_from(dim).ok());
        let row = sizes.chain([Some(element)]).try_fold(1usize, |row, len| row.checked_mul(len?)).filter(|&row| row > 0);
        let (Some(row), Some(&max)) = (row, max.first()) else { return Ok(None) };
        Ok((chunk > 1 && row <= MOST / 2).then(|| Self { object, raw, place: place(), dims, max, chunk, row, bytes: Vec::new() }))
    }

    fn len(&self) -> u64 {
        (self.bytes.len() / self.row) as u64
    }

    /// Rows in it when it is to be written: up to the end of a chunk.
    fn most(&self) -> u64 {
        let chunk = self.chunk as u64;
        (chunk - self.dims[0] % chunk).min((MOST / self.row) as u64)
    }

    /// How many rows data of this shape is, where they may wait. What may not is to be written at once, or is wrong.
    pub(crate) fn takes(&self, shape: &[usize]) -> Option<usize> {
        let rows = rows_of(shape, &self.dims[1..])?;
        let longer = self.dims[0].checked_add(self.len())?.checked_add(rows as u64)?;
        let few = rows > 0 && (rows as u64) < (self.chunk as u64).min((MOST / self.row) as u64);
        (longer <= self.max.min(LONGEST) && few).then_some(rows)
    }

    /// Puts rows behind those that wait, and says whether these are now enough to be written.
    pub(crate) fn push(&mut self, rows: usize, bytes: &[u8]) -> Result<bool, TryReserveError> {
        assert_eq!(rows.checked_mul(self.row), Some(bytes.len()), "whole rows");
        self.bytes.try_reserve(bytes.len())?;
        self.bytes.extend_from_slice(bytes);
        Ok(self.len() >= self.most())
    }

    /// Writes them behind the rows that there are, and is empty then. After a failure all is as before.
    fn store(&mut self, api: &Api) -> Called<()> {
        let space = h5d::get_space(api, self.raw)?;
        let (now, _) = h5s::extent_dims(api, space.raw())?;
        drop(space);
        let mut longer = now.clone();
        longer[0] = now[0].saturating_add(self.len()); // which no dataset may have
        h5d::set_extent(api, self.raw, now.len(), &longer)?;
        if let Err(error) = self.write(api, now[0]) {
            let _ = h5d::set_extent(api, self.raw, now.len(), &now); // they are told of as not written
            return Err(error);
        }
        self.dims = longer;
        self.bytes.clear();
        Ok(())
    }

    fn write(&self, api: &Api, start: u64) -> Called<()> {
        let mut slab = Hyperslab::default();
        slab.push(start as usize, 1, self.len() as usize, 1);
        self.dims[1..].iter().for_each(|&dim| slab.push(0, 1, dim as usize, 1));
        let space = h5d::get_space(api, self.raw)?;
        h5s::select_hyperslab(api, space.raw(), Join::Set, &slab)?;
        let lens: Vec<u64> = std::iter::once(self.len()).chain(self.dims[1..].iter().copied()).collect();
        let memory = h5s::create_simple(api, &lens, None)?;
        let dtype = h5d::get_type(api, self.raw)?;
        let element = h5t::get_size(api, dtype.raw())?;
        assert_eq!(lens.iter().product::<u64>() * element as u64, self.bytes.len() as u64, "rows of the dataset's own elements");
        // SAFETY: as many elements as the memory's space has, each of the stored type's size, as was just checked, and without pointers
        unsafe { h5d::write(api, self.raw, dtype.raw(), memory.raw(), space.raw(), DEFAULT, self.bytes.as_ptr().cast()) }
    }
}

impl OpenFile {
    /// Whether rows of this file may wait: nobody but its own handles looks at it.
    pub(crate) fn rows_may_wait(&self) -> bool {
        self.driver == "memory" && self.mounts.load(Ordering::Acquire) == 0
    }

    /// Writes the rows that wait. What cannot be written goes on waiting.
    #[inline]
    pub(crate) fn store_rows(&self, api: &Api) -> Result<()> {
        if self.rows.any.load(Ordering::Relaxed) { self.store_rows_if(api, |_| true) } else { Ok(()) }
    }

    /// Writes the rows of one object; where that fails it loses the last `added` bytes of them, which somebody is told of.
    pub(crate) fn store_rows_of(&self, api: &Api, object: &Identity, added: usize) -> Result<()> {
        // taken out meanwhile: the library may call for an end of what it cannot do
        let taken = {
            let mut all = self.rows.waiting();
            all.iter().position(|waiting| waiting.object == *object).map(|at| all.swap_remove(at))
        };
        let Some(mut waiting) = taken else { return Ok(()) };
        let stored = self.store_waiting(api, &mut waiting);
        if stored.is_err() {
            waiting.bytes.truncate(waiting.bytes.len().saturating_sub(added));
        }
        self.rows.waiting().push(waiting);
        stored
    }

    fn store_waiting(&self, api: &Api, waiting: &mut Waiting) -> Result<()> {
        self.change(api);
        self.encode_later(api);
        self.outcome(waiting.store(api).at("append to", &waiting.place))
    }

    #[cold]
    fn store_rows_if(&self, api: &Api, which: impl Fn(&Waiting) -> bool) -> Result<()> {
        let (now, later): (Vec<_>, Vec<_>) = std::mem::take(&mut *self.rows.waiting()).into_iter().partition(which);
        let (mut kept, mut result) = (later, Ok(()));
        for mut waiting in now {
            if waiting.bytes.is_empty() {
                continue;
            }
            if let Err(error) = self.store_waiting(api, &mut waiting) {
                kept.push(waiting);
                result = result.and(Err(error));
            }
        }
        let mut all = self.rows.waiting();
        all.extend(kept);
        self.rows.any.store(!all.is_empty(), Ordering::Relaxed);
        result
    }

    /// Writes the rows that wait to be written by this identifier, which is about to be closed.
    pub(super) fn store_rows_by(&self, api: &Api, raw: hid_t) -> Result<()> {
        if self.rows.any.load(Ordering::Relaxed) { self.store_rows_if(api, |waiting| waiting.raw == raw) } else { Ok(()) }
    }
}
