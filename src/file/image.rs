//! Files as bytes.
use std::{convert::Infallible, fs, io::Read};

use super::{
    File, disk_path,
    memory::{self, Begin},
    userblock,
};
use crate::{
    driver::{
        ExternalLinks, FileAccess,
        store::Store,
        superblock::{self, Closed},
    },
    error::{At, Error, Result, Returned},
    handle::{self, OpenFile},
    image::Image,
    sys::{Api, h5f},
};

impl File {
    /// The file's bytes as they would be on disk: everything flushed, no mark of being open, user block included (`H5Fget_file_image`).
    ///
    /// The file stays open and the image does not follow its changes. This is one copy; none for an image that was opened and not changed, unless it was marked as open.
    /// [`size`](Self::size) tells the length before. [`into_image`](Self::into_image) needs no copy.
    ///
    /// # Errors
    /// `Closed`; `Unsupported` for drivers that spread a file over several; `Io` for a storage that failed.
    pub fn image(&self) -> Result<Image> {
        let api = Api::lock()?;
        image(&api, self.open_file())
    }

    /// Closes the file and hands over its bytes: on the memory driver the very buffer, without a copy.
    ///
    /// The bytes equal those of [`image`](Self::image).
    ///
    /// # Errors
    /// `InUse` while other handles of the file are alive, and what `image` and `close` can fail with; the file is given back.
    pub fn into_image(self) -> Result<Image, Returned<Self>> {
        let taken = self.take();
        handle::give_back(self, taken)
    }

    fn take(&self) -> Result<Image> {
        let api = Api::lock()?;
        let file = self.open_file();
        file.raw(&api, &file.label)?;
        super::mount::check_unmounted(file)?;
        let handles = handle::others_in_use(self.root.node());
        if handles > 0 {
            return Err(Error::InUse { path: file.label.clone(), handles });
        }
        if file.driver != "memory" || file.settings.behind_link {
            let image = image(&api, file)?;
            file.close(&api)?;
            return Ok(image);
        }
        file.close(&api)?;
        let taken = file.backing.take().expect("the memory driver has its buffer");
        Ok(finished(taken.map_err(|error| Error::io(&file.label, error))?))
    }

    /// A file of its own in memory, for writing, with what is in this one now. From the memory driver it shares what neither changes.
    ///
    /// # Errors
    /// As [`image`](Self::image).
    pub fn snapshot(&self) -> Result<Self> {
        let api = Api::lock()?;
        let file = self.open_file();
        file.settle(&api)?;
        let mut access = FileAccess::memory();
        if file.settings.outside.is_none() {
            access = access.external_links(ExternalLinks::allow()); // raw data outside is its own, too
        }
        match file.backing.snapshot().and_then(|store| store.downcast::<Store>().ok()) {
            Some(store) => memory::on_store(&access, *store, None, Begin::Open(h5f::Open::ReadWrite)),
            None => memory::on_image(&access, image(&api, file)?, None, h5f::Open::ReadWrite),
        }
    }
}

pub(super) fn image(api: &Api, file: &OpenFile) -> Result<Image> {
    file.settle(api)?;
    let raw = file.raw(api, &file.label)?;
    if let Some(image) = file.backing.image() {
        return Ok(finished(image.map_err(|error| Error::io(&file.label, error))?));
    }
    let bytes = h5f::get_file_image(api, raw).map_err(|stack| match file.driver {
        "core" | "sec2" | "direct" | "stdio" | "storage" => stack.at("take an image of", &file.label),
        driver => Error::unsupported(format!("an image of {}", file.label), format!("a driver of one file, which {driver} is not")),
    })?;
    let mut bytes = with_userblock(api, file, bytes)?;
    // below 2.0 libhdf5 clears the marks of a file open for writing and leaves their checksum as it was
    superblock::clear_flags(&mut bytes).map_err(|flaw| memory::flawed(&file.label, &flaw))?;
    Ok(Image::from(bytes))
}

/// libhdf5's image begins behind the user block: puts it back.
fn with_userblock(api: &Api, file: &OpenFile, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let len = usize::try_from(userblock(api, file)?).map_err(|_| Error::invalid(&file.label, "a user block larger than memory"))?;
    if len == 0 {
        return Ok(bytes);
    }
    let mut whole = head(api, file, len)?;
    whole.resize(len, 0); // a file shorter than its user block is all zeros there
    whole.extend(bytes);
    Ok(whole)
}

/// The first bytes of the file, where its driver keeps them.
fn head(api: &Api, file: &OpenFile, len: usize) -> Result<Vec<u8>> {
    if file.driver == "core" {
        return h5f::core_bytes(api, file.raw(api, &file.label)?, 0, len).at("read the user block of", &file.label);
    }
    if let Some(head) = file.backing.read(0, len) {
        return head.map_err(|error| Error::io(&file.label, error));
    }
    if file.driver == "memory" {
        return Err(Error::unsupported(
            format!("the user block of {}, behind an external link", file.label),
            "a file that was opened by itself",
        ));
    }
    let mut head = Vec::with_capacity(len);
    let read = fs::File::open(disk_path(api, file)?).and_then(|disk| disk.take(len as u64).read_to_end(&mut head));
    read.map_err(|error| Error::io(&file.label, error))?;
    Ok(head)
}

/// Without what lies behind the end that the superblock knows, and without marks of being open: of bytes that were taken from a disk where
/// a program had the file open, our driver leaves them as they are.
fn finished(image: Image) -> Image {
    let read = |at: u64, len: usize| Ok::<_, Infallible>(image[at as usize..][..len].to_vec());
    let Ok(Closed { end, superblock }) = superblock::closed(image.len() as u64, read);
    let image = if (end as usize) < image.len() { image.slice(0..end as usize) } else { image };
    let Some((at, superblock)) = superblock else { return image };
    let mut bytes = image.into_vec();
    bytes[at as usize..][..superblock.len()].copy_from_slice(&superblock);
    bytes.into()
}
