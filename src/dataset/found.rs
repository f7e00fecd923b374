//! Datasets that the file's bytes tell all of: libhdf5 follows the path, and opens nothing until it is to do something with them.
//!
//! This is of files in memory whose headers are written out as they are, and of data in one piece.
use std::sync::{Arc, Mutex, PoisonError};

use once_cell::sync::OnceCell;

use super::{Dataset, Known};
use crate::{
    dataspace::{make_space, product},
    handle::{Found, OpenFile},
    header::{self, Contiguous},
    name::CName,
    sys::{Api, h5l, hid_t},
    transfer::{Lies, Stored, stored_size},
};

/// Datasets that are looked for in a file that has changed, before it is written out so that their headers can be seen.
const WORTH_WRITING: u32 = 64;

/// Types that a file's datasets are known to have.
const TYPES: usize = 16;

/// So many were looked for in vain in a row that only each 2 to that power is looked for any more.
const MOST_PATIENCE: u32 = 6;

/// What the datasets of a file that were opened have taught.
#[derive(Default)]
struct Lessons {
    /// Types by what headers say of them; none for those that are left to the library.
    types: Vec<(Vec<u8>, Option<Arc<Stored>>)>,
    /// Looks in vain in a row, and how many are to be left out now.
    vain: u32,
    left_out: u32,
    /// How many were wanted since the file changed, and the state that it changed to.
    wanted: (Option<u64>, u32),
}

/// What a look for a dataset came to.
pub(super) enum Look {
    Found(Found, Arc<Known>),
    /// It has a type that is seen for the first time, of which its header says this.
    New(Vec<u8>),
    /// The library is to open it.
    Vain,
}

/// The lessons of a file, for whoever holds the library's lock.
fn taught<T>(file: &OpenFile, learn: impl FnOnce(&mut Lessons) -> T) -> T {
    let lessons = file.lore(|| Arc::new(Mutex::<Lessons>::default()));
    let lessons: &Mutex<Lessons> = lessons.downcast_ref().expect("nobody else leaves any");
    learn(&mut lessons.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Looks for the dataset that a path leads to from an object of the file.
pub(super) fn look(api: &Api, file: &OpenFile, from: hid_t, path: &str) -> Look {
    if !file.is_alone(api) || !taught(file, Lessons::is_patient) || !sees_headers(api, file) {
        return Look::Vain;
    }
    taught(file, |lessons| {
        let look = lessons.look(api, file, from, path).unwrap_or(Look::Vain);
        lessons.vain = if matches!(look, Look::Vain) { (lessons.vain + 1).min(MOST_PATIENCE) } else { 0 };
        lessons.left_out = (1 << lessons.vain) - 1;
        look
    })
}

/// Whether headers are in the file's bytes as they are. Where many are looked for, they are written there: into memory, and with nothing that
/// a filter would have to encode first.
fn sees_headers(api: &Api, file: &OpenFile) -> bool {
    if file.backing.fixed_image().is_some() {
        return true;
    }
    if file.backing.bytes().is_none() {
        return false;
    }
    let worth = || taught(file, |lessons| lessons.is_worth_writing(file.state(api)));
    let write = || worth() && file.is_encoded(api) && file.flush(api).is_ok();
    file.is_written(api) || write() && file.is_written(api)
}

impl Lessons {
    /// Whether it is to be looked for this one.
    fn is_patient(&mut self) -> bool {
        self.left_out = self.left_out.saturating_sub(1);
        self.left_out == 0
    }

    /// Whether so many were wanted in this state of the file.
    fn is_worth_writing(&mut self, state: Option<u64>) -> bool {
        let (last, wanted) = self.wanted;
        self.wanted = (state, if last == state { wanted + 1 } else { 1 });
        self.wanted.1 == WORTH_WRITING
    }

    fn look(&self, api: &Api, file: &OpenFile, from: hid_t, path: &str) -> Option<Look> {
        let token = h5l::target(api, from, CName::new(path).ok()?.as_c_str()).ok()??;
        let format = file.format(api).ok()?;
        let bytes = match file.backing.fixed_image() {
            Some(image) => Lies::Image(image),
            None => Lies::Bytes(file.backing.bytes()?),
        };
        let header = u64::from_le_bytes(*token.first_chunk()?);
        let Contiguous { dims, kind, address, size } = header::contiguous(*format, &|at, len| bytes.get(at, len), header)?;
        let Some((_, stored)) = self.types.iter().find(|(known, _)| *known == kind) else { return Some(Look::New(kind)) };
        let stored = Arc::clone(stored.as_ref()?);
        let element = stored_size(stored.descriptor(api).ok()?, format)?;
        let expected = product(&dims).checked_mul(element)? as u64;
        if size != expected || size == 0 || address.checked_add(size)? > bytes.len() {
            return None;
        }
        let fixed = file.fixed_space(api, &dims, || make_space(api, &dims, None)).ok()?;
        let known = Known {
            stored: OnceCell::with_value(stored),
            fixed: OnceCell::with_value(fixed),
            address: OnceCell::with_value(address),
            in_its_file: OnceCell::with_value(true),
            unfiltered: true,
            written: true.into(),
            ..Known::default()
        };
        let relative = path.trim_matches('/').len();
        Some(Look::Found(Found { from, path: relative, token }, Arc::new(known)))
    }
}

impl Dataset {
    /// Has others of its type found, of which their headers say the same.
    pub(super) fn teach(&self, api: &Api, kind: Vec<u8>) {
        // what cannot be made sense of is for who reads it to be told
        let stored = self.stored(api).ok().filter(|stored| stored.descriptor(api).is_ok()).cloned();
        taught(&self.node.file, |lessons| {
            if lessons.types.len() == TYPES {
                lessons.types.remove(0);
            }
            lessons.types.push((kind, stored));
        });
    }
}
