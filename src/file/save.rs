//! Files on disk, whole or not at all.
use std::{
    collections::hash_map::RandomState,
    fs,
    hash::{BuildHasher, Hasher},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{File, open::label};
use crate::error::{Error, Result};

impl File {
    /// Writes today's content to a path, whole or not at all: a temporary file beside it is written, made durable and renamed.
    ///
    /// A file that is there is replaced and its permissions kept. The open file goes on where it was.
    ///
    /// # Errors
    /// `Io` for what the disk said, and those of [`image`](Self::image). What was at the path is as before.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let image = self.image()?;
        replace(path, &image).map_err(|error| Error::io(&label(path), error))
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (file, beside) = create_beside(directory)?;
    let moved = fill(file, path, bytes).and_then(|()| fs::rename(&beside, path));
    if moved.is_err() {
        let _ = fs::remove_file(&beside); // the first failure is what is told
    }
    moved?;
    #[cfg(unix)]
    fs::File::open(directory)?.sync_all()?; // the rename, too, is to last
    Ok(())
}

/// A new file, of a name that nobody else has.
fn create_beside(directory: &Path) -> io::Result<(fs::File, PathBuf)> {
    const ATTEMPTS: usize = 64;
    let mut attempt = 1;
    loop {
        let random = RandomState::new().build_hasher().finish(); // the system seeds each state
        let path = directory.join(format!(".h5mem-{random:016x}"));
        match fs::File::create_new(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Writes what is to last, with the permissions of what is at the path, and closes: some systems rename no open file.
fn fill(mut file: fs::File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Ok(there) = fs::metadata(path) {
        file.set_permissions(there.permissions())?;
    }
    file.sync_all()
}
