//! Memory for large results.
#![allow(unsafe_code)]
use std::collections::TryReserveError;

/// Bytes from which memory is asked for in huge pages: below, allocators have some at hand that was touched before.
const LARGE: usize = 4 << 20;

/// An empty vector with room for `n` values: much room in huge pages where the system has them, as touching each small page for the first
/// time takes longer than filling it.
pub(crate) fn room<T>(n: usize) -> Result<Vec<T>, TryReserveError> {
    let mut room = Vec::new();
    room.try_reserve_exact(n)?;
    advise(&room);
    Ok(room)
}

#[cfg(target_os = "linux")]
fn advise<T>(room: &Vec<T>) {
    /// Bytes of a page, or a part of one: advice begins at a page, and ends with one.
    const PAGE: usize = 4096;
    let len = room.capacity().saturating_mul(size_of::<T>());
    if len < LARGE {
        return;
    }
    // whole pages around it, so that the system has still one piece of memory to move when the vector grows
    let start = room.as_ptr().map_addr(|at| at & !(PAGE - 1)).cast_mut();
    let len = (room.as_ptr().addr() + len - start.addr()).next_multiple_of(PAGE);
    // SAFETY: the pages are mapped, as the vector lies in them; the advice changes nothing of what they hold. Where it is refused, pages are
    // small.
    unsafe { libc::madvise(start.cast(), len, libc::MADV_HUGEPAGE) };
}

#[cfg(not(target_os = "linux"))]
fn advise<T>(_: &Vec<T>) {}

#[cfg(test)]
mod tests {
    use super::{LARGE, room};

    #[test]
    fn room_is_as_much_as_asked_for() {
        for n in [0, 1, LARGE / 8, LARGE / 8 + 1, LARGE] {
            let mut values = room::<u64>(n).unwrap();
            assert!(values.is_empty() && values.capacity() >= n);
            values.extend(0..n as u64);
            assert!(values.iter().copied().eq(0..n as u64));
        }
        room::<u64>(usize::MAX / 8).unwrap_err();
    }
}
