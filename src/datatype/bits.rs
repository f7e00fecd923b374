//! Numbers from and to the bytes that a descriptor says.
use super::{Bits, ByteOrder, Float};

/// The bits of a number, the least significant first; none where they do not fit or have no order.
fn bits_of(bytes: &[u8], order: ByteOrder) -> Option<u128> {
    let mut wide = [0; 16];
    let room = wide.get_mut(..bytes.len())?;
    room.copy_from_slice(bytes);
    match order {
        ByteOrder::Little => {}
        ByteOrder::Big => room.reverse(),
        // pairs of bytes in little endian, the most significant pair first
        ByteOrder::Vax if bytes.len() % 2 == 0 => {
            room.reverse();
            room.chunks_exact_mut(2).for_each(<[u8]>::reverse);
        }
        ByteOrder::None if bytes.len() == 1 => {}
        _ => return None,
    }
    Some(u128::from_le_bytes(wide))
}

/// Whether bits of this place lie in a number of at most 16 bytes: anybody can say that they do.
fn lie(bits: &Bits, start: usize, len: usize) -> bool {
    bits.size <= 16 && len > 0 && start.checked_add(len).is_some_and(|end| end <= 8 * bits.size)
}

impl Bits {
    /// Whether it is an integer of at most 64 bits, which lie in its bytes.
    pub(crate) fn is_simple(&self) -> bool {
        self.precision <= 64 && lie(self, self.offset, self.precision)
    }
}

impl Float {
    /// Whether the library can convert it: it takes a file's word for where the parts are, and reads and writes beyond its own memory for
    /// those that are elsewhere.
    pub(crate) fn is_convertible(&self) -> bool {
        let within = |(at, len): (usize, usize)| at.checked_add(len).is_some_and(|end| end <= self.bits.size.saturating_mul(8));
        self.parts.places().into_iter().all(within) && self.parts.exponent_bits < 64
    }

    /// Whether it is of IEEE's kind, no wider than a double, and its parts lie in its bytes.
    fn is_simple(&self) -> bool {
        let p = &self.parts;
        p.exponent_bits <= 11
            && p.mantissa_bits <= 52
            && p.normalisation == 0
            && p.bias < 1 << 24
            && p.places().into_iter().all(|(at, len)| lie(&self.bits, at, len))
    }
}

fn part(bits: u128, offset: usize, len: usize) -> u128 {
    if len == 0 { 0 } else { (bits >> offset) & (u128::MAX >> (128 - len)) }
}

/// The value of an integer of 64 significant bits at most.
pub(crate) fn integer_of(bytes: &[u8], bits: &Bits, signed: bool) -> Option<i128> {
    if !bits.is_simple() {
        return None;
    }
    let value = part(bits_of(bytes, bits.order)?, bits.offset, bits.precision) as i128;
    let negative = signed && value >> (bits.precision - 1) & 1 == 1;
    Some(if negative { value - (1 << bits.precision) } else { value })
}

/// The value of a float that a double holds exactly; any NaN is one that keeps as much of its bits as fit.
pub(crate) fn float_of(bytes: &[u8], float: &Float) -> Option<f64> {
    let p = float.parts;
    let raw = bits_of(bytes, float.bits.order)?;
    if !float.is_simple() {
        return None;
    }
    let (negative, exponent, mantissa) =
        (part(raw, p.sign, 1) == 1, part(raw, p.exponent, p.exponent_bits) as i64, part(raw, p.mantissa, p.mantissa_bits) as u64);
    let largest = (1i64 << p.exponent_bits) - 1;
    let sign = u64::from(negative) << 63;
    let wide = mantissa << (52 - p.mantissa_bits);
    if exponent == largest {
        return Some(f64::from_bits(sign | 0x7FF << 52 | wide)); // infinite, or no number
    }
    let bias = i64::from(i32::try_from(p.bias).ok()?);
    // mantissa times two to the power of this
    let (whole, power) = match exponent {
        0 => (mantissa, 1 - bias - p.mantissa_bits as i64),
        _ => (mantissa | 1 << p.mantissa_bits, exponent - bias - p.mantissa_bits as i64),
    };
    let value = scaled(whole, power)?;
    Some(f64::from_bits(sign | value.to_bits()))
}

/// `whole` times two to the `power`, if a double is exactly that.
fn scaled(whole: u64, power: i64) -> Option<f64> {
    if whole == 0 {
        return Some(0.0);
    }
    let (whole, power) = (whole >> whole.trailing_zeros(), power + i64::from(whole.trailing_zeros()));
    let bits = i64::from(64 - whole.leading_zeros());
    if bits > 53 || power + bits > 1024 || power < -1074 {
        return None;
    }
    // in two steps, each exact: two to the power alone may be below the normal numbers
    let half = power / 2;
    let two_to = |power: i64| f64::from_bits(((power + 1023) as u64) << 52);
    Some(whole as f64 * two_to(half) * two_to(power - half))
}

/// Puts the bits of a number, in the stored order.
pub(crate) fn put_bits(bits: u128, order: ByteOrder, raw: &mut [u8]) -> Option<()> {
    raw.copy_from_slice(bits.to_le_bytes().get(..raw.len())?);
    match order {
        ByteOrder::Little => {}
        ByteOrder::Big => raw.reverse(),
        ByteOrder::Vax if raw.len() % 2 == 0 => {
            raw.reverse();
            raw.chunks_exact_mut(2).for_each(<[u8]>::reverse);
        }
        ByteOrder::None if raw.len() == 1 => {}
        _ => return None,
    }
    Some(())
}

/// The bits of a float of IEEE's kind, if it holds the number exactly.
pub(crate) fn float_bits(number: f64, float: &Float) -> Option<u128> {
    let p = float.parts;
    if !float.is_simple() {
        return None;
    }
    let bits = number.to_bits();
    let (sign, exponent, fraction) = (bits >> 63, (bits >> 52 & 0x7FF) as i64, bits & ((1 << 52) - 1));
    let largest = (1u64 << p.exponent_bits) - 1;
    let dropped = 52 - p.mantissa_bits as u32;
    let (exponent, mantissa) = if exponent == 0x7FF {
        // a NaN stays one, whatever is left of its bits
        let mantissa = fraction >> dropped;
        (largest, if fraction != 0 && mantissa == 0 { 1 << (p.mantissa_bits - 1) } else { mantissa })
    } else if number == 0.0 {
        (0, 0)
    } else {
        // the number is `whole` times two to the power of `power`
        let (whole, power) = if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
        let (whole, power) = (whole >> whole.trailing_zeros(), power + i64::from(whole.trailing_zeros()));
        let bias = i64::from(i32::try_from(p.bias).ok()?);
        let top = power + 63 - i64::from(whole.leading_zeros()); // the power of its highest bit
        let lowest = 1 - bias; // of a normal number
        let unit = top.max(lowest) - p.mantissa_bits as i64;
        let shift = u32::try_from(power - unit).ok()?; // else bits would be lost
        let mantissa = whole.checked_shl(shift)?;
        if top < lowest { (0, mantissa) } else { (u64::try_from(top + bias).ok()?, mantissa & !(1 << p.mantissa_bits)) }
    };
    if exponent > largest || (exponent == largest && number.is_finite()) {
        return None;
    }
    Some(u128::from(sign) << p.sign | u128::from(exponent) << p.exponent | u128::from(mantissa) << p.mantissa)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_and_singles_are_themselves() {
        for value in [0.0, -0.0, 1.5, -2.5e300, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::INFINITY, f64::NEG_INFINITY, 1e-310] {
            assert_eq!(float_of(&value.to_ne_bytes(), &Float::F64).map(f64::to_bits), Some(value.to_bits()));
        }
        for value in [0.0f32, 1.5, -3.4e38, 1e-45, f32::MIN_POSITIVE, f32::INFINITY, -0.0] {
            assert_eq!(float_of(&value.to_ne_bytes(), &Float::F32), Some(value.into()));
        }
        assert!(float_of(&f64::NAN.to_ne_bytes(), &Float::F64).is_some_and(f64::is_nan));
        let mut swapped = Float::F64;
        swapped.bits.order = if cfg!(target_endian = "big") { ByteOrder::Little } else { ByteOrder::Big };
        let mut bytes = 0.1f64.to_ne_bytes();
        bytes.reverse();
        assert_eq!(float_of(&bytes, &swapped), Some(0.1));
        let half = [0x3C00u16, 0x0001, 0xFBFF, 0x7C00].map(|half| float_of(&half.to_ne_bytes(), &Float::F16));
        assert_eq!(half, [Some(1.0), Some(2f64.powi(-24)), Some(-65504.0), Some(f64::INFINITY)]);
    }

    #[test]
    fn integers_of_odd_bits_are_themselves() {
        let bits = Bits { size: 3, order: ByteOrder::Big, precision: 12, offset: 4, padding: (0, 0) };
        assert_eq!(integer_of(&[0x00, 0x80, 0x10], &bits, true), Some(-2047));
        assert_eq!(integer_of(&[0xFF, 0x80, 0x1F], &bits, false), Some(0x801));
        assert_eq!(integer_of(&i64::MIN.to_ne_bytes(), &Bits::native(8), true), Some(i64::MIN.into()));
        assert_eq!(integer_of(&u64::MAX.to_ne_bytes(), &Bits::native(8), false), Some(u64::MAX.into()));
        assert_eq!(integer_of(&[0; 16], &Bits::native(16), false), None);
    }

    #[test]
    fn floats_are_exact_or_refused() {
        for value in [0.0, -0.0, 1.5, -2.5e300, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::INFINITY, f64::NEG_INFINITY, 1e-310] {
            assert_eq!(float_bits(value, &Float::F64), Some(value.to_bits().into()));
        }
        for value in [0.0f32, 1.5, -3.4e38, 1e-45, f32::MIN_POSITIVE, 1.1e-39, f32::INFINITY, -0.0, f32::MAX] {
            assert_eq!(float_bits(value.into(), &Float::F32), Some(value.to_bits().into()));
        }
        assert!(
            float_bits(0.1, &Float::F32).is_none() && float_bits(1e300, &Float::F32).is_none() && float_bits(1e-46, &Float::F32).is_none()
        );
        assert_eq!(float_bits(f64::NAN, &Float::F16).map(|bits| bits & 0x7C00), Some(0x7C00));
        assert_eq!(float_bits(65504.0, &Float::F16), Some(0x7BFF));
        assert_eq!(float_bits(65536.0, &Float::F16), None);
        assert_eq!(float_bits(2f64.powi(-24), &Float::F16), Some(1));
    }
}
