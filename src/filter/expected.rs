//! What is known of a pipeline before it runs.
use super::Filter;
use crate::{datatype::TypeDescriptor, sys::h5z::Expected};

/// Bytes of the checksum that Fletcher32 adds.
const CHECKSUM: usize = 4;

/// What decoding a chunk of these lengths comes to.
pub(crate) fn expected(filters: &[Filter], chunk: &[usize], element: &TypeDescriptor) -> Expected {
    let bytes = chunk.iter().product::<usize>().saturating_mul(element.size());
    // what points elsewhere takes up to twice as much in the file
    let most = bytes.saturating_mul(if element.has_pointers() { 2 } else { 1 });
    let checksums = filters.iter().filter(|filter| matches!(filter, Filter::Fletcher32)).count();
    let room = most.saturating_add(CHECKSUM * checksums);
    // what comes out of the first filter that changes lengths is the chunk
    let changes = |filter: &&Filter| !matches!(filter, Filter::Shuffle | Filter::Fletcher32);
    let once = |id: i32| filters.iter().filter(|filter| filter.id() == id).count() == 1;
    let whole = match filters.iter().find(changes) {
        Some(Filter::Other { id, .. }) if once(*id) && !element.has_pointers() => Some((*id, bytes)),
        _ => None,
    };
    Expected { room, whole }
}

/// Whether a chunk may come to be that cannot be written: of the library's own filters those that can fail are optional.
pub(crate) fn may_fail(filters: &[Filter]) -> bool {
    filters.iter().any(|filter| matches!(filter, Filter::Other { optional: false, .. }))
}
