//! What the headers write as expressions that bindgen cannot evaluate (casts, calls of `H5open`) or types differently from series to series.
//! One value serves every series; `tests/layout.rs` holds each against the headers.
use super::{H5F_LIBVER_NBOUNDS, H5F_libver_t, H5FD_MEM_DRAW, H5FD_MEM_SUPER, H5FD_mem_t, haddr_t, herr_t, hid_t, hsize_t};
use core::ffi::c_uint;

pub const H5I_INVALID_HID: hid_t = -1;
pub const H5P_DEFAULT: hid_t = 0;
pub const H5E_DEFAULT: hid_t = 0;
pub const H5S_ALL: hid_t = 0;
pub const H5S_UNLIMITED: hsize_t = hsize_t::MAX;
pub const HADDR_UNDEF: haddr_t = haddr_t::MAX;

pub const H5F_ACC_RDONLY: c_uint = 0x00;
pub const H5F_ACC_RDWR: c_uint = 0x01;
pub const H5F_ACC_TRUNC: c_uint = 0x02;
pub const H5F_ACC_EXCL: c_uint = 0x04;
pub const H5F_ACC_CREAT: c_uint = 0x10;
pub const H5F_ACC_SWMR_WRITE: c_uint = 0x20;
pub const H5F_ACC_SWMR_READ: c_uint = 0x40;
pub const H5F_ACC_DEFAULT: c_uint = 0xffff;
pub const H5F_UNLIMITED: hsize_t = hsize_t::MAX;
/// What "latest" means to the series that is compiled for.
pub const H5F_LIBVER_LATEST: H5F_libver_t = H5F_LIBVER_NBOUNDS - 1;

pub const H5_ITER_ERROR: herr_t = -1;
pub const H5_ITER_CONT: herr_t = 0;
pub const H5_ITER_STOP: herr_t = 1;

pub const H5T_VARIABLE: usize = usize::MAX;
pub const H5R_OBJ_REF_BUF_SIZE: usize = 8;
pub const H5R_DSET_REG_REF_BUF_SIZE: usize = 12;

pub const H5D_CHUNK_CACHE_NSLOTS_DEFAULT: usize = usize::MAX;
pub const H5D_CHUNK_CACHE_NBYTES_DEFAULT: usize = usize::MAX;
pub const H5D_CHUNK_CACHE_W0_DEFAULT: f64 = -1.0;

pub const H5_SZIP_EC_OPTION_MASK: c_uint = 4;
pub const H5_SZIP_NN_OPTION_MASK: c_uint = 32;
pub const H5_SZIP_MAX_PIXELS_PER_BLOCK: c_uint = 32;

pub const H5O_SHMESG_SDSPACE_FLAG: c_uint = 1 << 1;
pub const H5O_SHMESG_DTYPE_FLAG: c_uint = 1 << 3;
pub const H5O_SHMESG_FILL_FLAG: c_uint = 1 << 5;
pub const H5O_SHMESG_PLINE_FLAG: c_uint = 1 << 11;
pub const H5O_SHMESG_ATTR_FLAG: c_uint = 1 << 12;

/// Metadata with the superblock, raw data apart: the map of nearly every driver.
#[rustfmt::skip]
pub const H5FD_FLMAP_DICHOTOMY: [H5FD_mem_t; 7] =
    [H5FD_MEM_SUPER, H5FD_MEM_SUPER, H5FD_MEM_SUPER, H5FD_MEM_DRAW, H5FD_MEM_DRAW, H5FD_MEM_SUPER, H5FD_MEM_SUPER];
