//! An image that does not change, under the pages that did.

use super::{copied, read, resize, size};
use crate::{
    handle::Frozen,
    image::Image,
    room::{self, Room},
};
use std::{collections::BTreeMap, io, mem, sync::Arc};

/// Bytes to a page: a small write copies this much.
pub(super) const PAGE: usize = 64 * 1024;

static ZEROS: [u8; PAGE] = [0; PAGE];

/// The bytes of an image as changed since. Clones share the image and the pages.
#[derive(Clone)]
pub(super) struct Layers {
    /// What shows where there is no page; never longer than `len`.
    base: Image,
    /// Whole pages by number; zero past `len`.
    pages: BTreeMap<u64, Arc<Vec<u8>>>,
    len: u64,
}

impl Layers {
    pub(super) fn new(base: Image) -> Self {
        Self { len: base.len() as u64, base, pages: BTreeMap::new() }
    }

    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// The image, if nothing has changed.
    pub(super) fn base(&self) -> Option<&Image> {
        (self.pages.is_empty() && self.len == self.base.len() as u64).then_some(&self.base)
    }

    /// All bytes as an image: the base if nothing has changed, else a copy.
    pub(super) fn image(&self) -> io::Result<Image> {
        match self.base() {
            Some(base) => Ok(base.clone()),
            None => {
                let mut vec = copied(&self.base)?;
                self.overlay(&mut vec)?;
                Ok(vec.into())
            }
        }
    }

    /// All bytes in the base's own vector, if that is ours alone. These layers are done with then.
    pub(super) fn reclaim(&mut self) -> io::Result<Option<Vec<u8>>> {
        match mem::replace(&mut self.base, Image::from_static(&[])).try_into_unique_vec() {
            Ok(mut vec) => match self.overlay(&mut vec) {
                Ok(()) => Ok(Some(vec)),
                Err(error) => {
                    self.base = vec.into(); // no room for the rest: as it was
                    Err(error)
                }
            },
            Err(base) => {
                self.base = base;
                Ok(None)
            }
        }
    }

    /// Makes the base's bytes these layers'. They are as they were if there is no room.
    fn overlay(&self, vec: &mut Vec<u8>) -> io::Result<()> {
        resize(vec, size(self.len)?)?;
        for (&n, page) in &self.pages {
            let to = &mut vec[n as usize * PAGE..];
            let part = to.len().min(PAGE);
            to[..part].copy_from_slice(&page[..part]);
        }
        Ok(())
    }

    pub(super) fn read_at(&self, at: u64, room: &mut Room) {
        if self.pages.is_empty() {
            return read(&self.base, at, room);
        }
        let mut done = 0;
        while done < room.len() {
            let (n, from) = place(at + done as u64);
            let piece = (PAGE - from).min(room.len() - done);
            let to = &mut room[done..done + piece];
            match self.pages.get(&n) {
                Some(page) => room::copy(to, &page[from..from + piece]),
                None => read(&self.base, at + done as u64, to),
            }
            done += piece;
        }
    }

    pub(super) fn write_at(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        at.checked_add(bytes.len() as u64).ok_or(io::ErrorKind::OutOfMemory)?;
        let mut done = 0;
        while done < bytes.len() {
            let (n, from) = place(at + done as u64);
            let piece = (PAGE - from).min(bytes.len() - done);
            self.write_page(n, from, &bytes[done..done + piece])?;
            done += piece;
            self.len = self.len.max(at + done as u64); // now, in case there is no room for the next page
        }
        Ok(())
    }

    /// Changes a part of one page, which becomes this store's own.
    fn write_page(&mut self, n: u64, from: usize, bytes: &[u8]) -> io::Result<()> {
        if let Some(page) = self.pages.get_mut(&n).and_then(Arc::get_mut) {
            page[from..from + bytes.len()].copy_from_slice(bytes);
            return Ok(());
        }
        let mut page = Vec::new();
        page.try_reserve_exact(PAGE)?;
        if bytes.len() == PAGE {
            page.extend_from_slice(bytes);
        } else {
            page.extend_from_slice(self.page(n));
            page.resize(PAGE, 0);
            page[from..from + bytes.len()].copy_from_slice(bytes);
        }
        self.pages.insert(n, Arc::new(page));
        Ok(())
    }

    /// What a page holds so far, less the zeros at its end.
    fn page(&self, n: u64) -> &[u8] {
        match self.pages.get(&n) {
            Some(page) => page,
            None => usize::try_from(n).ok().and_then(|n| self.base.chunks(PAGE).nth(n)).unwrap_or_default(),
        }
    }

    pub(super) fn set_len(&mut self, len: u64) -> io::Result<()> {
        if len < self.len {
            let (n, from) = place(len);
            if self.pages.contains_key(&n) {
                self.write_page(n, from, &ZEROS[from..])?; // what is cut off must not come back when the file grows again
            }
            self.pages.split_off(&len.div_ceil(PAGE as u64));
            self.base = self.base.slice(0..usize::try_from(len).map_or(self.base.len(), |len| len.min(self.base.len())));
        }
        self.len = len;
        Ok(())
    }
}

impl Frozen for Layers {
    fn size(&self) -> u64 {
        self.len
    }

    fn get<'a>(&'a self, at: usize, len: usize, room: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        let end = at.checked_add(len).filter(|&end| end as u64 <= self.len)?;
        let pages = at / PAGE..=end / PAGE;
        if end <= self.base.len() && self.pages.range(*pages.start() as u64..=*pages.end() as u64).next().is_none() {
            return Some(&self.base[at..end]);
        }
        room.clear();
        room.try_reserve(len).ok()?;
        for n in pages {
            let page = self.page(n as u64);
            let part = at.saturating_sub(n * PAGE)..(end - n * PAGE).min(PAGE);
            room.extend_from_slice(page.get(part.start..part.end.min(page.len())).unwrap_or_default()); // what follows is zero
            room.resize(room.len() + part.len() - part.end.min(page.len()).saturating_sub(part.start), 0);
        }
        Some(room)
    }

    fn read_at(&self, at: usize, room: &mut Room) -> bool {
        let there = at.checked_add(room.len()).is_some_and(|end| end as u64 <= self.len);
        if there {
            Self::read_at(self, at as u64, room);
        }
        there
    }
}

/// The page that a byte lies in, and where in it.
fn place(at: u64) -> (u64, usize) {
    (at / PAGE as u64, (at % PAGE as u64) as usize)
}
