//! BloscLZ, Blosc's own compressor.
use super::{
    Done,
    lz77::{self, Piece},
    take,
};

/// Behind these comes how much farther it is.
const FAR: usize = 31 << 8;

/// Appends what a stream decodes to.
pub(super) fn decompress(mut stream: &[u8], out: &mut Vec<u8>) -> Done {
    let byte = |stream: &mut &[u8]| take(stream, 1).map(|byte| usize::from(byte[0]));
    let mut first = true;
    while !stream.is_empty() {
        let control = byte(&mut stream)? & if std::mem::take(&mut first) { 31 } else { 255 };
        if control < 32 {
            out.extend(take(&mut stream, control + 1)?);
            continue;
        }
        let (mut len, far) = ((control >> 5) + 2, (control & 31) << 8);
        if control >> 5 == 7 {
            loop {
                let more = byte(&mut stream)?;
                len += more;
                if more != 255 {
                    break;
                }
            }
        }
        let near = byte(&mut stream)?;
        let distance = match (far, near) {
            (FAR, 255) => (byte(&mut stream)? << 8) + byte(&mut stream)? + lz77::FARTHEST + 1,
            (far, near) => far + near + 1,
        };
        lz77::copy(out, distance, len)?;
    }
    Ok(())
}

/// Appends a stream. Blosc reads none that ends in a copy.
pub(super) fn compress(bytes: &[u8], stream: &mut Vec<u8>) {
    lz77::pieces(bytes, usize::MAX, 1, |piece| match piece {
        Piece::Literal(bytes) => lz77::put_literal(stream, bytes),
        Piece::Copy { distance, len } => {
            let (far, near) = ((distance - 1) >> 8, (distance - 1) as u8);
            match len < 9 {
                true => stream.push(((len - 2) << 5 | far) as u8),
                false => {
                    stream.push((7 << 5 | far) as u8);
                    let more = len - 9;
                    stream.extend(std::iter::repeat_n(255, more / 255));
                    stream.push((more % 255) as u8);
                }
            }
            stream.push(near);
        }
    });
}
