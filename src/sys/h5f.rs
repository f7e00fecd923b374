//! H5F: files.
use std::ffi::CStr;

use hdf5_ffi as ffi;

use super::{Api, Called, check, check_id, check_len, h5p, hid_t};
use crate::handle::Id;

/// How a file is opened (`H5F_ACC_*`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    ReadOnly,
    /// For reading, while another process writes.
    Swmr,
    ReadWrite,
}

impl Open {
    fn flags(self) -> u32 {
        match self {
            Self::ReadOnly => 0,
            Self::Swmr => 0x40,
            Self::ReadWrite => 1,
        }
    }
}

const TRUNCATE: u32 = 2;
const EXCLUSIVE: u32 = 4;

/// The identifier is returned raw: `handle::OpenFile` owns it.
pub(crate) fn open(api: &Api, name: &CStr, how: Open, fapl: hid_t) -> Called<hid_t> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check_id(api, unsafe { ffi::H5Fopen(name.as_ptr(), how.flags(), fapl) })
}

/// Creates a file; one that exists is an error or is emptied.
pub(crate) fn create(api: &Api, name: &CStr, exclusive: bool, fcpl: hid_t, fapl: hid_t) -> Called<hid_t> {
    let flags = if exclusive { EXCLUSIVE } else { TRUNCATE };
    // SAFETY: the lock is held; the name is NUL-terminated
    check_id(api, unsafe { ffi::H5Fcreate(name.as_ptr(), flags, fcpl, fapl) })
}

/// Opens a file for writing. Where it has not a byte libhdf5 makes a new one of it, with these properties for its creation.
///
/// `H5Fopen` takes no such list but goes by libhdf5's default one, which this one is for as long as the call takes.
pub(crate) fn open_as_new(api: &Api, name: &CStr, fcpl: hid_t, fapl: hid_t) -> Called<hid_t> {
    // SAFETY: the lock is held; the name is NUL-terminated; the number is the library's own again before anyone else can ask for it
    let opened = unsafe {
        let default = ffi::H5P_LST_FILE_CREATE_ID_g;
        ffi::H5P_LST_FILE_CREATE_ID_g = fcpl;
        let opened = ffi::H5Fopen(name.as_ptr(), Open::ReadWrite.flags(), fapl);
        ffi::H5P_LST_FILE_CREATE_ID_g = default;
        opened
    };
    check_id(api, opened)
}

/// Flushes the file with all that is mounted in it.
pub(crate) fn flush(api: &Api, file: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Fflush(file, ffi::H5F_SCOPE_GLOBAL) })
}

/// Closes the identifier. A failure below 1.14 leaves it dangling: flush first, and do not call this when that fails.
pub(crate) fn close(api: &Api, file: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Fclose(file) })
}

/// Identifiers of the objects opened through this file identifier, files left out.
pub(crate) fn open_objects(api: &Api, file: hid_t) -> Called<Vec<hid_t>> {
    open_ids(api, file, ffi::H5F_OBJ_DATASET | ffi::H5F_OBJ_GROUP | ffi::H5F_OBJ_DATATYPE | ffi::H5F_OBJ_ATTR | ffi::H5F_OBJ_LOCAL)
}

/// Identifiers of the datasets that are open in a file, by whichever opening of it.
pub(crate) fn open_datasets(api: &Api, file: hid_t) -> Called<Vec<hid_t>> {
    open_ids(api, file, ffi::H5F_OBJ_DATASET)
}

/// Whether a file is open for writing.
pub(crate) fn is_writable(api: &Api, file: hid_t) -> Called<bool> {
    Ok(get_intent(api, file)? & RDWR != 0)
}

/// Whether a file is open for writing while other processes read it.
pub(crate) fn is_swmr_writer(api: &Api, file: hid_t) -> Called<bool> {
    Ok(get_intent(api, file)? & SWMR_WRITE != 0)
}

/// `H5F_ACC_RDWR` and `H5F_ACC_SWMR_WRITE`.
const RDWR: u32 = 1;
const SWMR_WRITE: u32 = 0x20;

fn open_ids(api: &Api, file: hid_t, kinds: u32) -> Called<Vec<hid_t>> {
    // SAFETY: the lock is held
    let count = check_len(api, unsafe { ffi::H5Fget_obj_count(file, kinds) })?;
    let mut ids = vec![0; count];
    // SAFETY: the buffer has the length that is passed, and the lock is held since it was asked for
    let count = check_len(api, unsafe { ffi::H5Fget_obj_ids(file, kinds, ids.len(), ids.as_mut_ptr()) })?;
    ids.truncate(count);
    Ok(ids)
}

/// Puts the root of `child` in the place of an open group, until `unmount`.
///
/// The group must be open [without a path](super::h5o::open_nameless), and so the root that is given to `unmount`. libhdf5 puts the group's path in
/// front of the paths of all objects that are open in the mounted file, and takes as many bytes off them later. A path that is shorter by then,
/// by a hard link or because a group was moved, is read past its end. Without a path of the group both calls leave paths alone.
pub(crate) fn mount(api: &Api, group: hid_t, child: hid_t) -> Called<()> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check(api, unsafe { ffi::H5Fmount(group, c".".as_ptr(), child, super::DEFAULT) })
}

/// Ends the mount of a file, whose root group is given as an object of its own.
///
/// The mount point would not do: another file may be mounted on the root of this one, and libhdf5 would take the wrong one out.
pub(crate) fn unmount(api: &Api, root: hid_t) -> Called<()> {
    // SAFETY: the lock is held; the name is NUL-terminated
    check(api, unsafe { ffi::H5Funmount(root, c".".as_ptr()) })
}

pub(crate) fn get_name(api: &Api, object: hid_t) -> Called<Vec<u8>> {
    // SAFETY: the lock is held; the buffer's size goes with it
    super::text(api, |buf, len| unsafe { ffi::H5Fget_name(object, buf, len) })
}

/// Bytes of the file: the larger of what is allocated and what is stored.
pub(crate) fn get_filesize(api: &Api, file: hid_t) -> Called<u64> {
    let mut size = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Fget_filesize(file, &raw mut size) }).map(|()| size)
}

pub(crate) fn get_create_plist(api: &Api, file: hid_t) -> Called<Id> {
    // SAFETY: the lock is held; the new identifier has its owner at once
    check_id(api, unsafe { ffi::H5Fget_create_plist(file) }).map(Id::own)
}

pub(crate) fn get_access_plist(api: &Api, file: hid_t) -> Called<Id> {
    // SAFETY: as above
    check_id(api, unsafe { ffi::H5Fget_access_plist(file) }).map(Id::own)
}

/// The bytes of the file from its base address on, as the driver has them: flush first.
pub(crate) fn get_file_image(api: &Api, file: hid_t) -> Called<Vec<u8>> {
    // SAFETY: the lock is held; a null buffer asks for the size
    let size = check_len(api, unsafe { ffi::H5Fget_file_image(file, std::ptr::null_mut(), 0) })?;
    let mut bytes: Vec<u8> = Vec::with_capacity(size);
    // SAFETY: the buffer has room for `size` bytes; the library writes that many or fails, and the file cannot change meanwhile
    unsafe {
        let len = check_len(api, ffi::H5Fget_file_image(file, bytes.as_mut_ptr().cast(), size))?;
        bytes.set_len(len.min(size));
    }
    Ok(bytes)
}

/// Bytes behind a CORE file from an address on, as far as there are any; none of a file on another driver.
pub(crate) fn core_bytes(api: &Api, file: hid_t, at: u64, len: usize) -> Called<Vec<u8>> {
    let core = h5p::create(api, h5p::Class::FileAccess)?;
    h5p::set_fapl_core(api, core.raw(), 0, false)?;
    let own = get_access_plist(api, file)?;
    if h5p::get_driver(api, own.raw())? != h5p::get_driver(api, core.raw())? {
        return Ok(Vec::new());
    }
    let size = usize::try_from(get_filesize(api, file)?).unwrap_or(usize::MAX);
    let mut handle: *mut std::ffi::c_void = std::ptr::null_mut();
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Fget_vfd_handle(file, super::DEFAULT, &raw mut handle) })?;
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(size);
    // SAFETY: the CORE driver's handle points at its pointer to a buffer of at least the file's size; the lock keeps it in place
    Ok(unsafe { std::slice::from_raw_parts((*handle.cast::<*const u8>()).add(at), len.min(size - at)) }.to_vec())
}

/// `H5F_ACC_RDONLY`
pub(crate) const READ_ONLY: u32 = 0;
/// `H5F_ACC_RDWR`
pub(crate) const READ_WRITE: u32 = 1;

/// What the file is open for, by whichever of its handles.
pub(crate) fn get_intent(api: &Api, file: hid_t) -> Called<u32> {
    let mut intent = 0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Fget_intent(file, &raw mut intent) })?;
    Ok(intent)
}

/// The descriptor of a file on the SEC2 driver.
///
/// # Safety
/// It was opened on that driver.
#[cfg(unix)]
pub(crate) unsafe fn sec2_descriptor(api: &Api, file: hid_t) -> Called<std::ffi::c_int> {
    let mut handle: *mut std::ffi::c_void = std::ptr::null_mut();
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Fget_vfd_handle(file, super::DEFAULT, &raw mut handle) })?;
    // SAFETY: the SEC2 driver's handle points at its descriptor
    Ok(unsafe { *handle.cast() })
}

#[cfg(all(feature = "hl", hdf5_1_14))]
/// Opens a copy of `image` on the CORE driver (`H5LTopen_file_image`), under a name that the library invents.
pub(crate) fn open_file_image(api: &Api, image: &[u8], writable: bool) -> Called<hid_t> {
    let flags = u32::from(writable); // H5LT_FILE_IMAGE_OPEN_RW; the library copies, so that growing and closing are its own affair
    // SAFETY: the lock is held; the library only reads `image.len()` bytes, and copies them
    check_id(api, unsafe { ffi::H5LTopen_file_image(image.as_ptr().cast_mut().cast(), image.len(), flags) })
}

/// What the superblock and the space management tell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Info {
    pub superblock_version: u32,
    pub superblock_size: u64,
    pub superblock_extension: u64,
    pub free_space_metadata: u64,
}

pub(crate) fn get_info(api: &Api, file: hid_t) -> Called<Info> {
    let mut raw = std::mem::MaybeUninit::<ffi::H5F_info2_t>::zeroed();
    // SAFETY: the lock is held; the library fills the structure, which is plain data
    check(api, unsafe { ffi::H5Fget_info2(file, raw.as_mut_ptr()) })?;
    // SAFETY: zeroed plain data is valid, and the call above succeeded
    let raw = unsafe { raw.assume_init_ref() };
    Ok(Info {
        superblock_version: raw.super_.version,
        superblock_size: raw.super_.super_size,
        superblock_extension: raw.super_.super_ext_size,
        free_space_metadata: raw.free.meta_size,
    })
}

/// Bytes of the file that are free.
pub(crate) fn get_freespace(api: &Api, file: hid_t) -> Called<u64> {
    // SAFETY: the lock is held
    u64::try_from(unsafe { ffi::H5Fget_freespace(file) }).map_err(|_| crate::error::ErrorStack::take(api))
}

pub(crate) fn start_swmr_write(api: &Api, file: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Fstart_swmr_write(file) })
}

/// What the metadata cache has come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CacheSize {
    pub max_size: usize,
    pub min_clean_size: usize,
    pub size: usize,
    pub entries: u32,
}

pub(crate) fn get_mdc_size(api: &Api, file: hid_t) -> Called<CacheSize> {
    let (mut max_size, mut min_clean_size, mut size, mut entries) = (0, 0, 0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Fget_mdc_size(file, &raw mut max_size, &raw mut min_clean_size, &raw mut size, &raw mut entries) })?;
    Ok(CacheSize { max_size, min_clean_size, size, entries: entries as u32 }) // a count
}

pub(crate) fn get_mdc_hit_rate(api: &Api, file: hid_t) -> Called<f64> {
    let mut rate = 0.0;
    // SAFETY: the lock is held; the out-pointer is valid
    check(api, unsafe { ffi::H5Fget_mdc_hit_rate(file, &raw mut rate) })?;
    Ok(rate)
}

pub(crate) fn reset_mdc_hit_rate_stats(api: &Api, file: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Freset_mdc_hit_rate_stats(file) })
}

/// Accesses, hits, misses, evictions and bypasses of the page buffer, each of metadata and of raw data.
pub(crate) fn get_page_buffering_stats(api: &Api, file: hid_t) -> Called<[[u32; 2]; 5]> {
    let mut stats = [[0; 2]; 5];
    let [accesses, hits, misses, evictions, bypasses] = &mut stats;
    // SAFETY: the lock is held; the library writes two numbers to each
    check(api, unsafe {
        ffi::H5Fget_page_buffering_stats(
            file,
            accesses.as_mut_ptr(),
            hits.as_mut_ptr(),
            misses.as_mut_ptr(),
            evictions.as_mut_ptr(),
            bypasses.as_mut_ptr(),
        )
    })?;
    Ok(stats)
}

pub(crate) fn reset_page_buffering_stats(api: &Api, file: hid_t) -> Called<()> {
    // SAFETY: the lock is held
    check(api, unsafe { ffi::H5Freset_page_buffering_stats(file) })
}

/// Where the image of the metadata cache lies in a file that was opened with one, and its bytes; none where there is none.
pub(crate) fn get_mdc_image_info(api: &Api, file: hid_t) -> Called<u64> {
    let (mut address, mut len) = (0, 0);
    // SAFETY: the lock is held; the out-pointers are valid
    check(api, unsafe { ffi::H5Fget_mdc_image_info(file, &raw mut address, &raw mut len) })?;
    Ok(if address == super::NO_ADDRESS { 0 } else { len })
}

/// Address and size of each free piece.
pub(crate) fn get_free_sections(api: &Api, file: hid_t) -> Called<Vec<(u64, u64)>> {
    // SAFETY: the lock is held; a null buffer asks for the number
    let count = check_len(api, unsafe { ffi::H5Fget_free_sections(file, ffi::H5FD_MEM_DEFAULT, 0, std::ptr::null_mut()) })?;
    let mut sections = vec![ffi::H5F_sect_info_t { addr: 0, size: 0 }; count];
    if count > 0 {
        // SAFETY: the lock is held since the number was asked for, and the buffer's length goes with it
        let found = check_len(api, unsafe { ffi::H5Fget_free_sections(file, ffi::H5FD_MEM_DEFAULT, count, sections.as_mut_ptr()) })?;
        sections.truncate(found);
    }
    Ok(sections.into_iter().map(|section| (section.addr, section.size)).collect())
}
