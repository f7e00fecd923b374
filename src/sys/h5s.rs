//! H5S: dataspaces.
use hdf5_ffi as ffi;

use super::{Api, Called, UNLIMITED, check, check_id, hid_t, hsize_t};
use crate::{error::ErrorStack, handle::Id};

/// The most axes HDF5 allows (`H5S_MAX_RANK`).
pub(crate) const MAX_RANK: usize = 32;

/// What kind of extent a dataspace has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Scalar,
    Simple,
    Null,
}

pub(crate) fn create_scalar(api: &Api) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Screate(ffi::H5S_SCALAR) }).map(Id::own)
}

pub(crate) fn create_null(api: &Api) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Screate(ffi::H5S_NULL) }).map(Id::own)
}

/// A simple dataspace; `max` has as many axes as `dims`, or is absent for a fixed one.
pub(crate) fn create_simple(api: &Api, dims: &[hsize_t], max: Option<&[hsize_t]>) -> Called<Id> {
    assert!(max.is_none_or(|max| max.len() == dims.len()), "as many maximal as current dimensions");
    let max = max.map_or(std::ptr::null(), <[_]>::as_ptr);
    let rank = i32::try_from(dims.len()).unwrap_or(i32::MAX); // refused by the library, which allows 32
    // SAFETY: the lock is held; both pointers are read for `rank` elements, which they have
    check_id(api, unsafe { ffi::H5Screate_simple(rank, dims.as_ptr(), max) }).map(Id::own)
}

pub(crate) fn copy(api: &Api, space: hid_t) -> Called<Id> {
    // SAFETY: the lock is held
    check_id(api, unsafe { ffi::H5Scopy(space) }).map(Id::own)
}

pub(crate) fn extent_class(api: &Api, space: hid_t) -> Called<Class> {
    // SAFETY: the lock is held
    match unsafe { ffi::H5Sget_simple_extent_type(space) } {
        ffi::H5S_SCALAR => Ok(Class::Scalar),
        ffi::H5S_SIMPLE => Ok(Class::Simple),
        ffi::H5S_NULL => Ok(Class::Null),
        _ => Err(ErrorStack::take(api)),
    }
}

/// Whether two dataspaces have the same class and dimensions, maximal ones too.
pub(crate) fn extent_equal(api: &Api, a: hid_t, b: hid_t) -> Called<bool> {
    // SAFETY: the lock is held
    super::check_bool(api, unsafe { ffi::H5Sextent_equal(a, b) })
}

/// The current dimensions in `dims`, which are cut to the rank.
pub(crate) fn dims<'a>(api: &Api, space: hid_t, dims: &'a mut [hsize_t; MAX_RANK]) -> Called<&'a [hsize_t]> {
    // SAFETY: the lock is held; the library writes at most 32 elements
    let rank = unsafe { ffi::H5Sget_simple_extent_dims(space, dims.as_mut_ptr(), std::ptr::null_mut()) };
    usize::try_from(rank).map(|rank| &dims[..rank]).map_err(|_| ErrorStack::take(api))
}

/// Current and maximal dimensions.
pub(crate) fn extent_dims(api: &Api, space: hid_t) -> Called<(Vec<hsize_t>, Vec<hsize_t>)> {
    let (mut now, mut max) = ([0; MAX_RANK], [0; MAX_RANK]);
    // SAFETY: the lock is held; the library writes at most 32 elements to each
    let rank = unsafe { ffi::H5Sget_simple_extent_dims(space, now.as_mut_ptr(), max.as_mut_ptr()) };
    let rank = usize::try_from(rank).map_err(|_| ErrorStack::take(api))?;
    Ok((now[..rank].to_vec(), max[..rank].to_vec()))
}

/// How a selection joins what is selected already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    Set,
    Or,
    And,
    NotB,
    Xor,
}

impl Join {
    fn code(self) -> ffi::H5S_seloper_t {
        match self {
            Self::Set => ffi::H5S_SELECT_SET,
            Self::Or => ffi::H5S_SELECT_OR,
            Self::And => ffi::H5S_SELECT_AND,
            Self::NotB => ffi::H5S_SELECT_NOTB,
            Self::Xor => ffi::H5S_SELECT_XOR,
        }
    }
}

/// A regular hyperslab: on each axis `count` blocks, one every `stride`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hyperslab {
    start: Vec<hsize_t>,
    stride: Vec<hsize_t>,
    count: Vec<hsize_t>,
    block: Vec<hsize_t>,
}

impl Hyperslab {
    /// Adds the next axis; a count of `UNLIMITED` elements is one without end.
    pub(crate) fn push(&mut self, start: usize, stride: usize, count: usize, block: usize) {
        self.start.push(start as hsize_t);
        self.stride.push(stride as hsize_t);
        self.count.push(if count == usize::MAX { super::UNLIMITED } else { count as hsize_t });
        self.block.push(block as hsize_t);
    }
}

pub(crate) fn select_hyperslab(api: &Api, space: hid_t, join: Join, slab: &Hyperslab) -> Called<()> {
    let mut dims = [0; MAX_RANK];
    let rank = self::dims(api, space, &mut dims)?.len();
    let Hyperslab { start, stride, count, block } = slab;
    assert!([start, stride, count, block].iter().all(|axis| axis.len() == rank), "one entry an axis");
    // SAFETY: the lock is held; the library reads as many elements as the space has axes, which each vector has
    check(api, unsafe { ffi::H5Sselect_hyperslab(space, join.code(), start.as_ptr(), stride.as_ptr(), count.as_ptr(), block.as_ptr()) })
}

/// Selects single elements, given as coordinates one after the other.
pub(crate) fn select_elements(api: &Api, space: hid_t, coordinates: &[hsize_t]) -> Called<()> {
    let mut dims = [0; MAX_RANK];
    let rank = self::dims(api, space, &mut dims)?.len();
    assert!(rank > 0 && coordinates.len() % rank == 0, "whole points");
    let points = coordinates.len() / rank;
    // SAFETY: the lock is held; the library reads `points * rank` coordinates
    check(api, unsafe { ffi::H5Sselect_elements(space, ffi::H5S_SELECT_SET, points, coordinates.as_ptr()) })
}

/// Behind the last selected coordinate of each axis; `None` for a selection without end, and zeros where nothing is selected.
pub(crate) fn select_ends(api: &Api, space: hid_t) -> Called<Option<Vec<hsize_t>>> {
    let rank = extent_dims(api, space)?.0.len();
    // SAFETY: the lock is held
    let selected = unsafe { ffi::H5Sget_select_npoints(space) };
    if selected <= 0 {
        return Ok((selected == 0).then(|| vec![0; rank]));
    }
    if selected as u64 == UNLIMITED {
        return Ok(None);
    }
    let (mut first, mut last) = (vec![0; rank], vec![0; rank]);
    // SAFETY: the lock is held; the library writes a coordinate an axis to each
    let bounded = unsafe { ffi::H5Sget_select_bounds(space, first.as_mut_ptr(), last.as_mut_ptr()) } >= 0;
    Ok(bounded.then(|| last.into_iter().map(|last: hsize_t| last.saturating_add(1)).collect()))
}

pub(crate) fn select_none(api: &Api, space: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Sselect_none(space) })
}

/// What is selected, as the library keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    All,
    Nothing,
    /// The coordinates of single elements, one after the other.
    Points(Vec<hsize_t>),
    /// The first and the last corner of each block, one after the other.
    Blocks(Vec<hsize_t>),
    /// On each axis `count` blocks, one every `stride`: whatever their number.
    Regular(Vec<Regular>),
}

/// A regular hyperslab along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Regular {
    pub start: hsize_t,
    pub stride: hsize_t,
    pub count: hsize_t,
    pub block: hsize_t,
}

/// Room for a list, as the library is to fill it.
fn room(items: u64, each: usize) -> Called<Vec<hsize_t>> {
    let too_many = || ErrorStack::refused(format!("a selection of {items} pieces, more than memory can list"));
    let len = usize::try_from(items).ok().and_then(|items| items.checked_mul(each)).ok_or_else(too_many)?;
    let mut list = Vec::new();
    list.try_reserve_exact(len).map_err(|_| too_many())?;
    list.resize(len, 0);
    Ok(list)
}

pub(crate) fn listed(api: &Api, space: hid_t) -> Called<Listed> {
    let mut dims = [0; MAX_RANK];
    let rank = self::dims(api, space, &mut dims)?.len();
    let count = |count: ffi::hssize_t| u64::try_from(count).map_err(|_| ErrorStack::take(api));
    // SAFETY: the lock is held
    match unsafe { ffi::H5Sget_select_type(space) } {
        ffi::H5S_SEL_ALL => Ok(Listed::All),
        ffi::H5S_SEL_NONE => Ok(Listed::Nothing),
        ffi::H5S_SEL_POINTS => {
            // SAFETY: the lock is held
            let points = count(unsafe { ffi::H5Sget_select_elem_npoints(space) })?;
            let mut list = room(points, rank)?;
            // SAFETY: the lock is held; the list has room for `rank` coordinates of each point
            check(api, unsafe { ffi::H5Sget_select_elem_pointlist(space, 0, points as _, list.as_mut_ptr()) })?;
            Ok(Listed::Points(list))
        }
        // SAFETY: the lock is held
        ffi::H5S_SEL_HYPERSLABS if super::check_bool(api, unsafe { ffi::H5Sis_regular_hyperslab(space) })? => {
            let [mut start, mut stride, mut count, mut block] = [[0; MAX_RANK]; 4];
            // SAFETY: the lock is held; the library writes at most 32 numbers to each
            check(api, unsafe {
                ffi::H5Sget_regular_hyperslab(space, start.as_mut_ptr(), stride.as_mut_ptr(), count.as_mut_ptr(), block.as_mut_ptr())
            })?;
            let axis = |axis| Regular { start: start[axis], stride: stride[axis], count: count[axis], block: block[axis] };
            Ok(Listed::Regular((0..rank).map(axis).collect()))
        }
        ffi::H5S_SEL_HYPERSLABS => {
            // SAFETY: the lock is held
            let blocks = count(unsafe { ffi::H5Sget_select_hyper_nblocks(space) })?;
            let mut list = room(blocks, 2 * rank)?;
            // SAFETY: the lock is held; the list has room for two corners of `rank` coordinates of each block
            check(api, unsafe { ffi::H5Sget_select_hyper_blocklist(space, 0, blocks as _, list.as_mut_ptr()) })?;
            Ok(Listed::Blocks(list))
        }
        _ => Err(ErrorStack::take(api)),
    }
}
