//! Files on disk, whole or not at all.
use std::{
    fs,
    io::{self, Write},
    path::Path,
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
    let mut builder = tempfile::Builder::new();
    builder.prefix(".h5mem-");
    #[cfg(unix)]
    let everyone = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666); // less what the process masks
    #[cfg(unix)]
    builder.permissions(everyone);
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(bytes)?;
    if let Ok(there) = fs::metadata(path) {
        file.as_file().set_permissions(there.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    #[cfg(unix)]
    fs::File::open(directory)?.sync_all()?; // the rename, too, is to last
    Ok(())
}
