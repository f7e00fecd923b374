//! Decoded chunks that are kept for the next read of another part of them.
use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Decoded chunks by where they lie in the file, those used last, up to so many bytes.
#[derive(Debug)]
pub(crate) struct Cache<K> {
    most: usize,
    held: Mutex<Held<K>>,
}

#[derive(Debug)]
struct Held<K> {
    /// With the moment it was last used.
    chunks: HashMap<K, (Arc<[u8]>, u64)>,
    by_use: BTreeMap<u64, K>,
    /// The one of them that was used last, which mostly is the next, too.
    last: Option<(K, Arc<[u8]>)>,
    bytes: usize,
    moment: u64,
}

impl<K: Copy + Eq + Hash> Cache<K> {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, held: Mutex::new(Held { chunks: HashMap::new(), by_use: BTreeMap::new(), last: None, bytes: 0, moment: 0 }) }
    }

    /// Whether a chunk of so many bytes is kept at all.
    pub(crate) fn takes(&self, bytes: usize) -> bool {
        bytes <= self.most
    }

    pub(crate) fn get(&self, place: K) -> Option<Arc<[u8]>> {
        let held = &mut *self.held();
        if let Some((_, chunk)) = held.last.as_ref().filter(|(last, _)| *last == place) {
            return Some(Arc::clone(chunk));
        }
        let (chunk, used) = held.chunks.get_mut(&place)?;
        held.moment += 1;
        held.by_use.remove(used);
        held.by_use.insert(held.moment, place);
        *used = held.moment;
        held.last = Some((place, Arc::clone(chunk)));
        Some(Arc::clone(chunk))
    }

    /// Keeps a chunk that it takes, for which others go.
    pub(crate) fn put(&self, place: K, chunk: Arc<[u8]>) {
        let held = &mut *self.held();
        if !self.takes(chunk.len()) || held.chunks.contains_key(&place) {
            return; // another thread may have decoded it, too
        }
        while held.bytes + chunk.len() > self.most {
            let Some((_, oldest)) = held.by_use.pop_first() else { break };
            held.bytes -= held.chunks.remove(&oldest).map_or(0, |(chunk, _)| chunk.len());
        }
        held.moment += 1;
        held.bytes += chunk.len();
        held.by_use.insert(held.moment, place);
        held.last = Some((place, Arc::clone(&chunk)));
        held.chunks.insert(place, (chunk, held.moment));
    }

    /// A panic leaves nothing half done here.
    fn held(&self) -> MutexGuard<'_, Held<K>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Cache;

    #[test]
    fn what_was_not_used_goes_first() {
        let cache = Cache::new(10);
        let chunk = |n: u8, len: usize| vec![n; len].into();
        cache.put(1, chunk(1, 4));
        cache.put(2, chunk(2, 4));
        assert_eq!(cache.get(1).as_deref(), Some(&[1; 4][..]));
        cache.put(3, chunk(3, 5));
        assert_eq!((cache.get(2), cache.get(1).is_some(), cache.get(3).is_some()), (None, true, true));
        cache.put(4, chunk(4, 11));
        assert_eq!((cache.get(4), cache.get(1).is_some()), (None, true));
        cache.put(5, chunk(5, 10));
        assert_eq!((cache.get(1), cache.get(3), cache.get(5).is_some()), (None, None, true));
    }
}
