//! Memory that is filled piece by piece, on as many threads as it pays.
use crate::room::Room;

/// Bytes from which threads share in filling memory: below, they take as long to wake up.
pub(crate) const WORTH_SHARING: usize = 2 << 20;

/// Bytes of a piece where nothing is done to it but copying.
pub(crate) const WIDE: usize = 1 << 20;

/// Has all pieces of the room filled, each of so many bytes but the last. What `fill` gives stops it, and is that of the first piece that
/// gives anything. Threads may help unless who waits for them holds a lock that they may be waiting for.
pub(crate) fn fill_pieces<T: Send>(
    room: &mut Room,
    piece: usize,
    threads: bool,
    fill: impl Fn(usize, &mut Room) -> Option<T> + Sync + Send,
) -> Option<T> {
    #[cfg(feature = "rayon")]
    if threads && room.len() >= WORTH_SHARING && rayon::current_num_threads() > 1 {
        use rayon::prelude::*;
        return room.par_chunks_mut(piece).enumerate().find_map_first(|(n, room)| fill(n, room));
    }
    #[cfg(not(feature = "rayon"))]
    let _ = threads; // there are none
    room.chunks_mut(piece).enumerate().find_map(|(n, room)| fill(n, room))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room;
    use std::{convert::Infallible, mem::MaybeUninit};

    #[test]
    fn all_pieces_are_filled() {
        for len in [0, 1, 1000, WORTH_SHARING - 1, WORTH_SHARING + 1, 3 * WORTH_SHARING] {
            for piece in [1 << 13, 12_345, WIDE] {
                let filled = room::read(len, |room| {
                    let none = fill_pieces(room, piece, true, |n, room| {
                        room.iter_mut().enumerate().for_each(|(at, byte)| *byte = MaybeUninit::new(((n * piece + at) % 251) as u8));
                        None::<Infallible>
                    });
                    none.map_or(Ok(()), Err)
                });
                assert!(filled.unwrap().iter().enumerate().all(|(at, &byte)| byte == (at % 251) as u8), "{len} by {piece}");
            }
        }
    }

    #[test]
    fn the_first_to_stop_it_is_told() {
        for len in [1 << 14, 2 * WORTH_SHARING] {
            let room = &mut vec![MaybeUninit::uninit(); len][..];
            let stopped = fill_pieces(room, 64, true, |n, _| (n >= 100 && n % 10 == 3).then_some(n));
            assert_eq!(stopped, Some(103));
        }
    }
}
