//! Files on disk, whole or not at all.
use std::{fs, io, path::Path};

use super::{File, access_of, content::Content, disk_path, lock, open::label};
use crate::{
    driver::{Driver, Spread},
    error::{Error, Result},
    handle::{FileId, OpenFile},
    sys::Api,
};

impl File {
    /// Writes today's content to a path, whole or not at all: a temporary file beside it is written, made durable and renamed.
    ///
    /// A file that is there is replaced and its permissions kept. The open file goes on where it was; where that is the very file at the path,
    /// by whatever name, it is [flushed](Self::flush) and made durable in its place.
    ///
    /// Files in memory, on CORE and in a storage are written from where they are, piece by piece; of one on disk an
    /// [`image`](Self::image) is made first. Only CORE and storages keep other threads from the library meanwhile.
    ///
    /// # Errors
    /// `Locked` for a path whose file is open for writing elsewhere, `Io` for what the disk said, and those of `image`. What was at the path is
    /// as before, unless it is the file itself.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let api = Api::lock()?;
        let file = self.open_file();
        file.raw(&api, &file.label)?;
        let there = FileId::of(path).ok(); // where there is none, nothing is in the way
        let own = there.as_ref().is_some_and(|there| is_at(&api, file, there));
        if own && writes_one_file(file) {
            return save_in_place(&api, file, path);
        }
        let _lock = match &there {
            Some(there) if !own => lock::for_replacing(&api, file, path, there)?,
            _ => None,
        };
        let content = Content::of(&api, file)?;
        match content {
            Content::Held(..) => replace(path, &content),
            Content::Frozen(frozen) => {
                drop(api);
                replace(path, &Content::Frozen(frozen))
            }
        }
    }
}

/// Whether an open file is this one on disk.
fn is_at(api: &Api, file: &OpenFile, there: &FileId) -> bool {
    match file.backing.file_id() {
        Some(known) => known == there,
        None => file.driver == "sec2" && disk_path(api, file).and_then(|path| Ok(FileId::of(&path)?)).is_ok_and(|id| id == *there),
    }
}

/// Whether libhdf5 writes to the file on disk that it has open, and to no other: replaced, it would be lost to what is written later.
fn writes_one_file(file: &OpenFile) -> bool {
    match &access_of(file).driver {
        Driver::Core(core) => core.backing_store,
        Driver::Sec2 | Driver::Stdio | Driver::Direct(_) | Driver::Spread(Spread::Log { .. }) => true,
        Driver::Memory | Driver::Storage(_) | Driver::Spread(_) => false,
    }
}

/// Writes a file out where it is, for good.
fn save_in_place(api: &Api, file: &OpenFile, path: &Path) -> Result<()> {
    file.flush(api)?;
    if file.read_only {
        return Ok(());
    }
    let durable = || fs::OpenOptions::new().write(true).open(path)?.sync_all();
    durable().map_err(|error| Error::io(&label(path), error))
}

fn replace(path: &Path, content: &Content<'_>) -> Result<()> {
    let named = |error| Error::io(&label(path), error);
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut file = temporary(directory).map_err(named)?;
    content.write(&mut file, named)?;
    let finish = || -> io::Result<()> {
        if let Ok(there) = fs::metadata(path) {
            file.as_file().set_permissions(there.permissions())?;
        }
        file.as_file().sync_all()?;
        file.persist(path)?;
        #[cfg(unix)]
        fs::File::open(directory)?.sync_all()?; // the rename, too, is to last
        Ok(())
    };
    finish().map_err(named)
}

fn temporary(directory: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".h5mem-");
    #[cfg(unix)]
    let everyone = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666); // less what the process masks
    #[cfg(unix)]
    builder.permissions(everyone);
    builder.tempfile_in(directory)
}
