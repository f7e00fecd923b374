//! What a file tells of itself.
use std::{fs, io, path::Path};

use super::{File, access_of, open};
use crate::{
    driver::FileAccess,
    error::{At, Error, Result},
    plist::FileCreate,
    sys::{Api, h5f},
};

/// What a file's superblock and its space management tell (`H5Fget_info2`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileInfo {
    /// The format of the superblock: 0 to 3.
    pub superblock_version: u32,
    /// Bytes of the superblock.
    pub superblock_size: u64,
    /// Bytes of its extension.
    pub superblock_extension: u64,
    /// Bytes that the management of free space takes.
    pub free_space_metadata: u64,
    /// Bytes inside the file that nothing lies in, as far as that is tracked.
    pub free_space: u64,
    /// Bytes of the metadata cache's content that the file was opened with; 0 without.
    pub metadata_cache_image: u64,
}

/// A piece of a file that nothing lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct FreeSection {
    /// Where it begins, in bytes from the start of the file's own address 0.
    pub address: u64,
    /// Its bytes.
    pub size: u64,
}

impl File {
    /// Versions and sizes of its superblock and space management (`H5Fget_info2`).
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn info(&self) -> Result<FileInfo> {
        let api = Api::lock()?;
        let file = self.open_file();
        let raw = file.raw(&api, &file.label)?;
        let asked = || Ok((h5f::get_info(&api, raw)?, h5f::get_freespace(&api, raw)?, h5f::get_mdc_image_info(&api, raw)?));
        let (info, free_space, metadata_cache_image) = asked().at("ask", || file.label.clone())?;
        Ok(FileInfo {
            superblock_version: info.superblock_version,
            superblock_size: info.superblock_size,
            superblock_extension: info.superblock_extension,
            free_space_metadata: info.free_space_metadata,
            free_space,
            metadata_cache_image,
        })
    }

    /// The pieces of it that nothing lies in, as far as that is tracked (`H5Fget_free_sections`): what was removed since it was opened, and
    /// all where [`FileCreate::file_space`] has it remembered.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn free_sections(&self) -> Result<Vec<FreeSection>> {
        let api = Api::lock()?;
        let file = self.open_file();
        let raw = file.raw(&api, &file.label)?;
        let sections = h5f::get_free_sections(&api, raw).at("ask for the free space of", || file.label.clone())?;
        Ok(sections.into_iter().map(|(address, size)| FreeSection { address, size }).collect())
    }

    /// How it is open: its driver and every setting, as libhdf5 has it (`H5Fget_access_plist`). With it the next file is opened alike.
    ///
    /// Handles of one file on disk share the settings of the first.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn access(&self) -> Result<FileAccess> {
        let api = Api::lock()?;
        let file = self.open_file();
        let raw = file.raw(&api, &file.label)?;
        let opened = access_of(file).clone();
        let list = h5f::get_access_plist(&api, raw).at("ask for the settings of", || file.label.clone())?;
        let read = FileAccess::of(&api, list.raw(), opened.driver, opened.external_links);
        let mut access = read.at("read the settings of", || file.label.clone())?;
        // of which the library says nothing, or nothing in some releases
        access.evict_on_close = opened.evict_on_close.or(access.evict_on_close);
        access.locking = opened.locking.or(access.locking);
        Ok(access)
    }

    /// What it was created with (`H5Fget_create_plist`), its root group's settings among it.
    ///
    /// # Errors
    /// `Closed`, `Library`.
    pub fn create_props(&self) -> Result<FileCreate> {
        let api = Api::lock()?;
        let file = self.open_file();
        let raw = file.raw(&api, &file.label)?;
        let props = h5f::get_create_plist(&api, raw).and_then(|list| FileCreate::of(&api, list.raw()));
        // the root group's own list knows what this one has forgotten
        Ok(props.at("ask for the properties of", || file.label.clone())?.root(self.root.create_props()?))
    }

    /// Whether bytes are those of an HDF5 file, with or without a user block, whole or not: [`from_image`](Self::from_image) tells more.
    ///
    /// ```
    /// # use h5mem::{File, Result};
    /// # fn main() -> Result<()> {
    /// assert!(File::is_hdf5_image(File::in_memory()?.image()?));
    /// assert!(!File::is_hdf5_image("plain text"));
    /// # Ok(()) }
    /// ```
    pub fn is_hdf5_image(bytes: impl AsRef<[u8]>) -> bool {
        let bytes = bytes.as_ref();
        has_signature(&mut io::Cursor::new(bytes), bytes.len() as u64).expect("reading bytes does not fail")
    }

    /// Whether there is an HDF5 file at a path, with or without a user block; [`is_hdf5_image`](Self::is_hdf5_image) tells the same of bytes.
    ///
    /// # Errors
    /// `NotFound`, `Io` for a file that cannot be read.
    pub fn is_hdf5(path: impl AsRef<Path>) -> Result<bool> {
        let path = path.as_ref();
        is_hdf5(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::NotFound { path: open::label(path) },
            _ => Error::io(&open::label(path), error),
        })
    }
}

fn is_hdf5(path: &Path) -> io::Result<bool> {
    let mut file = fs::File::open(path)?;
    let len = file.metadata()?.len();
    has_signature(&mut file, len)
}

/// Looks for the signature where it may stand: at the start, and at 512 bytes and its doubles, behind a user block.
fn has_signature(file: &mut (impl io::Read + io::Seek), len: u64) -> io::Result<bool> {
    const SIGNATURE: [u8; 8] = *b"\x89HDF\r\n\x1a\n";
    let mut at = 0;
    while at + 8 <= len {
        let mut here = [0; 8];
        file.seek(io::SeekFrom::Start(at))?;
        file.read_exact(&mut here)?;
        if here == SIGNATURE {
            return Ok(true);
        }
        at = if at == 0 { 512 } else { 2 * at };
    }
    Ok(false)
}
