//! Breaking a file where it hurts: near the signatures of its metadata, with checksums put right again.

/// Numbers that follow from a seed (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64, case: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ case.wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One of so many, from 0 on; 0 of none.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// A number as programs hold them: small, at an edge, or any.
    pub fn odd(&mut self) -> u64 {
        match self.below(6) {
            0 => self.next() % 4,
            1 => self.next() % 300,
            2 => 1 << self.below(64),
            3 => (1u64 << self.below(64)).wrapping_sub(1),
            4 => u64::MAX - self.next() % 4,
            _ => self.next(),
        }
    }
}

const SIGNATURES: [&[u8; 4]; 18] = [
    b"OHDR", b"OCHK", b"TREE", b"SNOD", b"HEAP", b"GCOL", b"FRHP", b"FHDB", b"FHIB", b"BTHD", b"BTIN", b"BTLF", b"FAHD", b"FADB", b"EAHD",
    b"EAIB", b"SMTB", b"SMLI",
];

fn metadata(bytes: &[u8]) -> Vec<usize> {
    bytes.windows(4).enumerate().filter(|(_, four)| SIGNATURES.iter().any(|name| name[..] == **four)).map(|(at, _)| at).collect()
}

pub fn broken(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[random.below(corpus.len())].clone();
    let places = metadata(&bytes);
    for _ in 0..1 + random.below(4) {
        let near = if random.one_in(4) || places.is_empty() {
            random.below(bytes.len())
        } else {
            places[random.below(places.len())] + random.below(96)
        };
        let at = near.min(bytes.len() - 1);
        let room = bytes.len() - at;
        match random.below(9) {
            0..=2 => bytes[at] ^= 1 << random.below(8),
            3 => bytes[at] = [0, 1, 0x7f, 0x80, 0xfe, 0xff][random.below(6)],
            4 | 5 => {
                let width = [1, 2, 4, 8][random.below(4)].min(room);
                let value = random.odd().to_le_bytes();
                bytes[at..at + width].copy_from_slice(&value[..width]);
            }
            6 => {
                let other = &corpus[random.below(corpus.len())];
                let from = random.below(other.len());
                let len = (1 + random.below(64)).min(room).min(other.len() - from);
                bytes[at..at + len].copy_from_slice(&other[from..from + len]);
            }
            7 => {
                let from = random.below(bytes.len());
                let len = (1 + random.below(64)).min(room).min(bytes.len() - from);
                bytes.copy_within(from..from + len, at);
            }
            _ if random.one_in(4) => bytes.truncate(at.max(1)),
            _ => bytes[at..at + room.min(16)].fill(0),
        }
    }
    if !random.one_in(4) {
        mend(&mut bytes);
    }
    bytes
}

/// Puts the checksums right of the superblock and of object headers, so that what is broken is met.
fn mend(bytes: &mut [u8]) {
    if bytes.len() >= 48 && bytes.starts_with(b"\x89HDF") && matches!(bytes[8], 2 | 3) && bytes[9] == 8 {
        let len = bytes.len() as u64;
        let end = u64::from_le_bytes(bytes[28..36].try_into().expect("eight bytes"));
        if end > len {
            bytes[28..36].copy_from_slice(&len.to_le_bytes());
        }
        sum(bytes, 0, 44);
    }
    let headers: Vec<_> = bytes.windows(4).enumerate().filter(|(_, four)| four == b"OHDR").map(|(at, _)| at).collect();
    for at in headers {
        let Some(&flags) = bytes.get(at + 5) else { continue };
        let mut head = 6 + if flags & 0x20 != 0 { 16 } else { 0 } + if flags & 0x10 != 0 { 4 } else { 0 };
        let width = 1usize << (flags & 3);
        let Some(size) = bytes.get(at + head..at + head + width) else { continue };
        let size = size.iter().rev().fold(0usize, |size, &byte| size << 8 | usize::from(byte));
        head += width;
        if let Some(len) = head.checked_add(size).filter(|len| *len < 1 << 20) {
            sum(bytes, at, len);
        }
    }
    // a node or header without variable parts ends where its length says; those of heaps and trees are left as they are
}

fn sum(bytes: &mut [u8], at: usize, len: usize) {
    if at + len + 4 <= bytes.len() {
        let sum = lookup3(&bytes[at..at + len]);
        bytes[at + len..at + len + 4].copy_from_slice(&sum.to_le_bytes());
    }
}

/// The checksum of HDF5's metadata.
fn lookup3(bytes: &[u8]) -> u32 {
    let word = |b: &[u8], n: usize| b.iter().skip(4 * n).take(4).rev().fold(0_u32, |w, &b| w << 8 | u32::from(b));
    let [mut a, mut b, mut c] = [0xdead_beef_u32.wrapping_add(bytes.len() as u32); 3];
    let mut rest = bytes;
    while rest.len() > 12 {
        a = a.wrapping_add(word(rest, 0));
        b = b.wrapping_add(word(rest, 1));
        c = c.wrapping_add(word(rest, 2));
        for turn in [4, 6, 8, 16, 19, 4] {
            a = a.wrapping_sub(c) ^ c.rotate_left(turn);
            c = c.wrapping_add(b);
            (a, b, c) = (b, c, a);
        }
        rest = &rest[12..];
    }
    if rest.is_empty() {
        return c;
    }
    a = a.wrapping_add(word(rest, 0));
    b = b.wrapping_add(word(rest, 1));
    c = c.wrapping_add(word(rest, 2));
    for turn in [14, 11, 25, 16, 4, 14, 24] {
        c = (c ^ b).wrapping_sub(b.rotate_left(turn));
        (a, b, c) = (b, c, a);
    }
    b
}
