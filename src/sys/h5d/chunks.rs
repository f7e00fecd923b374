//! H5D: where all chunks of a dataset are.
#![cfg(hdf5_1_10_5)]
#[cfg(hdf5_1_14)]
use std::ffi::c_void;

use hdf5_ffi as ffi;

use super::{get_chunk_storage_size, get_create_plist, get_space};
#[cfg(hdf5_1_14)]
use crate::sys::DEFAULT;
use crate::sys::{Api, Called, UNLIMITED, check, h5p, h5s, hid_t, hsize_t};

/// Where a chunk is.
#[derive(Clone, Debug)]
pub(crate) struct ChunkInfo {
    /// Its first element's coordinates.
    pub offset: Vec<hsize_t>,
    /// Filters it did not go through, as bits.
    pub mask: u32,
    /// Its first byte in the file; before 1.14.4 the user block is not counted.
    pub address: u64,
    /// Bytes in the file.
    pub size: u64,
}

/// Every chunk there is.
#[cfg(hdf5_1_14)]
pub(crate) fn chunk_iter(api: &Api, dataset: hid_t) -> Called<Vec<ChunkInfo>> {
    let (_, max) = h5s::extent_dims(api, get_space(api, dataset)?.raw())?;
    let mut found = (max.len(), Vec::new());
    // SAFETY: the lock is held; the callback gets `found` back as its data pointer, and only during this call
    check(api, unsafe { ffi::H5Dchunk_iter(dataset, DEFAULT, Some(collect_chunk), (&raw mut found).cast()) })?;
    unswizzled(api, dataset, &max, found.1)
}

/// `H5D_chunk_iter_op_t`: appends a chunk.
#[cfg(hdf5_1_14)]
unsafe extern "C" fn collect_chunk(offset: *const hsize_t, mask: u32, address: u64, size: hsize_t, data: *mut c_void) -> i32 {
    // SAFETY: `data` is the pair that `chunk_iter` holds exclusively, and the library passes a coordinate for each axis
    unsafe {
        let (rank, chunks) = &mut *data.cast::<(usize, Vec<ChunkInfo>)>();
        let offset = std::slice::from_raw_parts(offset, *rank).to_vec();
        chunks.push(ChunkInfo { offset, mask, address, size });
    }
    0
}

/// Every chunk there is, asked for by its number: that takes as long as there are chunks before it.
pub(crate) fn each_chunk(api: &Api, dataset: hid_t) -> Called<Vec<ChunkInfo>> {
    let space = get_space(api, dataset)?;
    let (_, max) = h5s::extent_dims(api, space.raw())?;
    let mut count = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Dget_num_chunks(dataset, space.raw(), &raw mut count) })?;
    let one = |index| {
        let mut offset = vec![0; max.len()];
        let (mut mask, mut address, mut size) = (0, 0, 0);
        // SAFETY: the lock is held; the library writes a coordinate an axis
        check(api, unsafe {
            ffi::H5Dget_chunk_info(dataset, space.raw(), index, offset.as_mut_ptr(), &raw mut mask, &raw mut address, &raw mut size)
        })?;
        Ok(ChunkInfo { offset, mask, address, size })
    };
    unswizzled(api, dataset, &max, (0..count).map(one).collect::<Called<_>>()?)
}

/// Chunks with the coordinates that they have. An extensible array has them in the order of their axes, but the one without end before all
/// others; libhdf5 up to 2.2 goes through it as if none were out of its order, and says so of each chunk (`H5D__earray_idx_iterate_cb`).
/// `max` is what its axes may grow to.
fn unswizzled(api: &Api, dataset: hid_t, max: &[hsize_t], mut chunks: Vec<ChunkInfo>) -> Called<Vec<ChunkInfo>> {
    let mut endless = (0..max.len()).filter(|&axis| max[axis] == UNLIMITED);
    let (Some(axis @ 1..), None) = (endless.next(), endless.next()) else { return Ok(chunks) };
    let lens = h5p::get_chunk(api, get_create_plist(api, dataset)?.raw())?;
    if lens.len() != max.len() || lens.contains(&0) {
        return Ok(chunks); // a broken file's are where it says
    }
    let order = Order { axis, along: max.iter().zip(&lens).map(|(max, len)| max.div_ceil(*len)).collect(), lens };
    // other indices, and perhaps newer versions, tell the truth: those before the axis are counted then, or the chunks that are meant not there
    let counts = |chunk: &ChunkInfo| chunk.offset[..axis].iter().any(|&at| at > 0);
    let meant = |chunk: &ChunkInfo| order.meant(&chunk.offset).filter(|meant| *meant != chunk.offset).map(|meant| (meant, chunk.size));
    let first = if chunks.iter().any(counts) { None } else { chunks.iter().find_map(meant) };
    if first.is_some_and(|(meant, size)| matches!(get_chunk_storage_size(api, dataset, &meant), Ok(stored) if stored == size)) {
        chunks.iter_mut().for_each(|chunk| chunk.offset = order.meant(&chunk.offset).unwrap_or(std::mem::take(&mut chunk.offset)));
    }
    Ok(chunks)
}

/// How the chunks of an extensible array are counted.
struct Order {
    /// The one without end.
    axis: usize,
    /// Chunks along each axis at most.
    along: Vec<hsize_t>,
    /// The lengths of a chunk.
    lens: Vec<hsize_t>,
}

impl Order {
    /// The coordinates of the chunk whose number is that of these, were the axes in order; `None` where that is no number.
    fn meant(&self, offset: &[hsize_t]) -> Option<Vec<hsize_t>> {
        let mut number = 0 as hsize_t;
        for (axis, at) in offset.iter().enumerate().skip(self.axis) {
            let along = if axis == self.axis { 1 } else { self.along[axis] };
            number = number.checked_mul(along)?.checked_add(at / self.lens[axis])?;
        }
        let mut meant = vec![0; offset.len()];
        for axis in (0..offset.len()).rev().filter(|&axis| axis != self.axis) {
            meant[axis] = number.checked_rem(self.along[axis])?.checked_mul(self.lens[axis])?;
            number /= self.along[axis];
        }
        meant[self.axis] = number.checked_mul(self.lens[self.axis])?;
        Some(meant)
    }
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn the_endless_axis_is_the_slowest() {
        let last = Order { axis: 1, along: vec![4, u64::MAX], lens: vec![6, 3] };
        for (number, meant) in [(0, [0, 0]), (1, [6, 0]), (3, [18, 0]), (4, [0, 3]), (9, [6, 6])] {
            assert_eq!(last.meant(&[0, 3 * number]), Some(meant.to_vec()));
        }
        let middle = Order { axis: 1, along: vec![2, u64::MAX, 3], lens: vec![5, 6, 7] };
        // number 8 of six in each step along the middle axis: the second of the second row
        assert_eq!(middle.meant(&[0, 12, 14]), Some(vec![0, 6, 14]));
        assert_eq!(middle.meant(&[0, 6, 14]), Some(vec![5, 0, 14]));
        assert_eq!(last.meant(&[0, u64::MAX]), Some(vec![6, u64::MAX / 3 / 4 * 3]));
    }
}
