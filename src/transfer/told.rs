//! What the bytes of a file have told: types, once libhdf5 has shown what the bytes in headers mean, and where the heap of the last text is.
use std::sync::{Arc, Mutex, PoisonError};

use super::Stored;
use crate::{
    handle::{self, OpenFile},
    heap::{Heaps, Left},
    sys::Api,
};

/// Types of a file that are remembered.
const MOST: usize = 16;

#[derive(Default)]
struct Lore {
    /// By the bytes of messages; none for what is left to the library.
    types: Vec<(Vec<u8>, Option<Type>)>,
    /// Of a collection, in one state of the file.
    heap: Option<(Option<u64>, Left)>,
}

fn lore<T>(file: &OpenFile, ask: impl FnOnce(&mut Lore) -> T) -> T {
    let lore = file.lore(|| Arc::new(Mutex::<Lore>::default()));
    let lore: &Mutex<Lore> = lore.downcast_ref().expect("nobody else leaves any");
    ask(&mut lore.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Looks at heaps as the last one left them, if the file is in the same state; of an image there is but one.
pub(super) fn with_heaps<T>(file: &OpenFile, state: Option<u64>, heaps: Heaps<'_>, look: impl FnOnce(&mut Heaps<'_>) -> T) -> T {
    let left = lore(file, |lore| lore.heap.take_if(|(then, _)| *then == state));
    let mut heaps = heaps.after(left.map(|(_, left)| left));
    let looked = look(&mut heaps);
    let left = heaps.leave().map(|left| (state, left));
    lore(file, |lore| lore.heap = left.or(lore.heap.take()));
    looked
}

/// A type, and whatever else it is known with.
type Type = (Arc<Stored>, Option<handle::Lore>);

/// What is known of a type.
pub(crate) enum Told {
    Known(Arc<Stored>, Option<handle::Lore>),
    /// It is left to the library.
    Strange,
    New,
}

/// The type of which headers say this.
pub(crate) fn told_type(_: &Api, file: &OpenFile, says: &[u8]) -> Told {
    lore(file, |lore| match lore.types.iter().find(|(known, _)| known == says) {
        Some((_, Some((stored, more)))) => Told::Known(Arc::clone(stored), more.clone()),
        Some((_, None)) => Told::Strange,
        None => Told::New,
    })
}

/// This is the type of which headers say that, and what else they say with it; what cannot be made sense of is for who reads it to be told.
pub(crate) fn teach(api: &Api, file: &OpenFile, says: Vec<u8>, stored: Option<Arc<Stored>>, more: Option<handle::Lore>) {
    let stored = stored.filter(|stored| stored.descriptor(api).is_ok());
    lore(file, |lore| {
        if lore.types.len() == MOST {
            lore.types.remove(0);
        }
        lore.types.push((says, stored.map(|stored| (stored, more))));
    });
}
