//! Datasets that the file's bytes tell all of: libhdf5 follows the path, and opens nothing until it is to do something with them.
//!
//! This is of files in memory whose headers are written out as they are.
use std::sync::Arc;

use once_cell::sync::OnceCell;

use super::{
    Dataset, Known,
    made_with::MadeWith,
    space::{LastSeen, Seen},
};
use crate::{
    dataspace::fixed_space,
    direct::Cut,
    filter,
    handle::{Found, OpenFile},
    header::{self, Place},
    name::CName,
    sys::{Api, h5l, h5o, hid_t},
    transfer::{Lies, Told, stored_size, teach, told_type},
};

/// What a look for a dataset came to.
pub(super) enum Look {
    Found(Found, Arc<Known>),
    /// It is of a kind that is seen for the first time, of which its header says this.
    New(Vec<u8>, Place),
    /// The library is to open it.
    Vain,
}

/// What datasets in chunks of one kind have in common besides their type.
struct Common {
    made: Arc<MadeWith>,
    /// If that was learnt.
    cut: Option<Option<Arc<Cut>>>,
}

/// Has others of this dataset's kind found, of which their headers say the same.
pub(super) fn learn(api: &Api, dataset: &Dataset, kind: Vec<u8>, place: Place) {
    let common = || {
        dataset.made_with(api).ok()?;
        let made = Arc::clone(dataset.known.made_with.get()?);
        if filter::may_fail(&made.filters) {
            return None; // each is handled with care
        }
        dataset.cut(api).ok()?;
        Some(Arc::new(Common { made, cut: dataset.known.cut.get().cloned() }) as _)
    };
    let common = if matches!(place, Place::Chunks { .. }) { common() } else { None };
    teach(api, &dataset.node.file, kind, dataset.stored(api).ok().cloned(), common);
}

/// Looks for the dataset that a path leads to from an object of the file.
pub(super) fn look(api: &Api, file: &OpenFile, from: hid_t, path: &str) -> Look {
    if !file.is_worth_a_look(api) {
        return Look::Vain;
    }
    let look = found(api, file, from, path).unwrap_or(Look::Vain);
    file.looked(api, matches!(look, Look::Vain));
    look
}

fn found(api: &Api, file: &OpenFile, from: hid_t, path: &str) -> Option<Look> {
    let token = h5l::target(api, from, CName::new(path).ok()?.as_c_str()).ok()??;
    let (format, bytes) = (file.format(api).ok()?, Lies::of(&*file.backing)?);
    let header = h5o::address(&token);
    let told = header::dataset(*format, &|at, len| bytes.get(at, len), header)?;
    let header::Dataset { dims, kind, place } = told;
    let (stored, common) = match told_type(api, file, &kind) {
        Told::Known(stored, common) => (stored, common),
        Told::Strange => return None,
        Told::New => return Some(Look::New(kind, place)),
    };
    // stricter than `count`: which lengths are too many beside one of none is for the library to say
    let elements = dims.iter().try_fold(1usize, |elements, &dim| elements.checked_mul(dim))?;
    let element = stored_size(stored.descriptor(api).ok()?, format)?;
    let fixed = || fixed_space(api, file, &dims).ok();
    let known = match place {
        Place::Piece { address, size } => {
            let expected = elements.checked_mul(element)? as u64;
            if size != expected || size == 0 || address.checked_add(size)? > bytes.len() {
                return None;
            }
            let address = OnceCell::with_value(address);
            Known { address, fixed: OnceCell::with_value(fixed()?), unfiltered: true, written: true.into(), ..Known::default() }
        }
        Place::Chunks { element: said } if said as usize == element => {
            let Common { made, cut } = &*common?.downcast().ok()?;
            if made.chunk.len() != dims.len() {
                return None;
            }
            let cut = cut.clone().map_or_else(OnceCell::new, OnceCell::with_value);
            let known = Known { cut, made_with: OnceCell::with_value(Arc::clone(made)), ..Known::default() };
            if file.backing.fixed_image().is_some() {
                Known { fixed: OnceCell::with_value(fixed()?), ..known }
            } else {
                Known { last_seen: LastSeen::of(Seen::new(file.state(api)?, fixed()?)), ..known } // it may grow
            }
        }
        Place::Chunks { .. } => return None,
    };
    let known = Known { stored: OnceCell::with_value(stored), in_its_file: OnceCell::with_value(true), ..known };
    let relative = path.trim_matches('/').len();
    Some(Look::Found(Found { from, path: relative, token }, Arc::new(known)))
}
