//! Attributes that were read before: what they are, which the next read need not ask.
//!
//! An attribute that is read again and again stays open: its type and shape cannot change, whatever becomes of it in the file. What was learnt is
//! of files in this crate's memory alone, whose attributes change by calls of this process only: ours, which forget what they change, and
//! those under `hdf5_ffi::lock`, which finds nothing remembered or open.
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use crate::{
    handle::{self, Id, Node},
    sys::{Api, hid_t},
    transfer::Stored,
};

/// What an attribute was found to be.
#[derive(Clone)]
pub(super) struct Known {
    /// Nothing of the file: it would keep that open.
    pub stored: Arc<Stored>,
    /// Bytes in the file, if it is one element.
    pub single: Option<usize>,
    /// The attribute itself, where it was kept open. Identifiers are never given out twice: if it was closed, they mean nothing.
    pub open: Option<hid_t>,
}

/// An attribute by the identifier of its object and its name.
struct Entry {
    object: hid_t,
    hash: u64,
    name: Box<str>,
    /// None where all that is known is that there was one.
    known: Option<Known>,
    open: Option<Id>,
}

impl Entry {
    fn close(&mut self) {
        if let Some(known) = &mut self.known {
            known.open = None;
        }
        self.open = None;
    }

    fn is_of(&self, object: hid_t, name: &str) -> bool {
        self.object == object && *self.name == *name
    }
}

const SLOTS: usize = 64;

/// Attributes kept open at once: the library goes through all that are when it opens another.
const MOST_OPEN: usize = 4;

type Table = [Option<Entry>; SLOTS];

/// A bit for each hash that is in the table, or was: mostly nothing is known of what changes.
static HASHES: AtomicU64 = AtomicU64::new(0);

static TABLE: Mutex<Table> = Mutex::new([const { None }; SLOTS]);

/// Used with the library's lock held.
fn table(_: &Api) -> MutexGuard<'static, Table> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// FNV-1a.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn bit(hash: u64) -> u64 {
    1 << (hash % 64)
}

/// Puts an entry where it is looked for.
fn put(table: &mut Table, object: hid_t, name: &str, known: Option<Known>) {
    let hash = hash(name);
    HASHES.fetch_or(bit(hash), Ordering::Relaxed);
    table[slot(object, hash)] = Some(Entry { object, hash, name: name.into(), known, open: None });
}

fn slot(object: hid_t, hash: u64) -> usize {
    (hash ^ hash >> 32 ^ object as u64) as usize % SLOTS
}

/// Whether all changes of the file are heard of here.
fn is_ours(api: &Api, node: &Node) -> bool {
    let file = &node.file;
    !api.is_visited() && file.backing.bytes().is_some() && file.settings.links.is_none() && file.mounts.load(Ordering::Acquire) == 0
}

/// Has all forgotten and closed that others would change without a word, before they can.
pub(crate) fn before_visit(api: &Api) {
    api.before_visit(|| {
        let api = Api::again();
        forget_all(&api);
        handle::settle_all(&api);
    });
}

/// What is known of an attribute of an open object.
pub(super) fn of(api: &Api, node: &Node, object: hid_t, name: &str) -> Option<Known> {
    let table = table(api);
    let entry = table[slot(object, hash(name))].as_ref().filter(|entry| entry.is_of(object, name))?;
    entry.known.as_ref().filter(|_| is_ours(api, node)).cloned()
}

/// Remembers what an attribute was just found to be.
pub(super) fn learn(api: &Api, node: &Node, object: hid_t, name: &str, known: Known) {
    if is_ours(api, node) {
        before_visit(api);
        put(&mut table(api), object, name, Some(known));
    }
}

/// Whether there was an attribute of this name the last time.
pub(super) fn was_there(api: &Api, object: hid_t, name: &str) -> bool {
    table(api)[slot(object, hash(name))].as_ref().is_some_and(|entry| entry.is_of(object, name))
}

/// There is an attribute of this name.
pub(super) fn found(api: &Api, object: hid_t, name: &str) {
    if !was_there(api, object, name) {
        put(&mut table(api), object, name, None);
    }
}

/// Keeps an attribute open that was just found to be what is remembered of it; if there are enough of them, in their place.
pub(super) fn keep(api: &Api, object: hid_t, name: &str, attribute: Id) {
    let mut table = table(api);
    if table.iter().flatten().filter(|entry| entry.open.is_some()).count() >= MOST_OPEN {
        for entry in table.iter_mut().flatten() {
            entry.close();
        }
    }
    let entry = table[slot(object, hash(name))].as_mut();
    if let Some((known, open)) =
        entry.filter(|entry| entry.is_of(object, name)).and_then(|entry| Some((entry.known.as_mut()?, &mut entry.open)))
    {
        known.open = Some(attribute.raw());
        *open = Some(attribute);
    }
}

/// An attribute of this name is about to change or go, of whichever object: several identifiers may name one.
pub(super) fn forget(api: &Api, name: &str) {
    let hash = hash(name);
    if HASHES.load(Ordering::Relaxed) & bit(hash) == 0 {
        return;
    }
    for entry in table(api).iter_mut() {
        if entry.as_ref().is_some_and(|entry| entry.hash == hash) {
            *entry = None;
        }
    }
}

/// Attributes are about to change in another way than by name, or identifiers to mean other objects.
pub(crate) fn forget_all(api: &Api) {
    table(api).fill_with(|| None);
    HASHES.store(0, Ordering::Relaxed);
}
