//! Exact decimal arithmetic on the amounts that people write: `3.5 billion` is 35 × 10⁸ and nothing near it.

/// A number that is not negative, as `digits` × 10^`exponent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: u64,
    exponent: i16,
}

/// Powers of ten that a binary64 holds exactly.
const POWERS: [f64; 23] = powers();

const fn powers() -> [f64; 23] {
    let mut powers = [1.0; 23];
    let mut i = 1;
    while i < powers.len() {
        // Exact up to 10^22.
        powers[i] = powers[i - 1] * 10.0;
        i += 1;
    }
    powers
}

/// No amount in the news is larger than ten to this power; a longer row of magnitudes is no number.
const LARGEST_EXPONENT: i16 = 30;

impl Decimal {
    pub(super) const ZERO: Decimal = Decimal::new(0);

    pub(super) const fn new(digits: u64) -> Decimal {
        Decimal { digits, exponent: 0 }
    }

    /// This number with `places` of its digits behind the point.
    pub(super) fn with_places(self, places: i16) -> Decimal {
        Decimal { exponent: self.exponent - places, ..self }
    }

    pub(super) fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// This number × `factor` × 10^`exponent`; `None` if that is larger than any amount.
    pub(super) fn times(self, factor: u64, exponent: i16) -> Option<Decimal> {
        let product = Decimal { digits: self.digits.checked_mul(factor)?, exponent: self.exponent + exponent };
        (product.exponent <= LARGEST_EXPONENT).then_some(product)
    }

    /// The sum; `None` if it has more digits than can be kept.
    pub(super) fn plus(self, other: Decimal) -> Option<Decimal> {
        let exponent = self.exponent.min(other.exponent);
        let digits = self.digits_at(exponent)?.checked_add(other.digits_at(exponent)?)?;
        Some(Decimal { digits, exponent })
    }

    /// The digits, were the number written with this exponent, which is no larger than its own.
    fn digits_at(self, exponent: i16) -> Option<u64> {
        let shift = u32::try_from(self.exponent - exponent).ok()?;
        if self.is_zero() { Some(0) } else { self.digits.checked_mul(10u64.checked_pow(shift)?) }
    }

    /// The nearest binary64: exactly rounded as long as the digits fit 53 bits, which is 15 of them.
    pub(super) fn to_f64(self) -> f64 {
        if let Some(whole) = self.digits_at(0) {
            return rounded(whole);
        }
        let power = |exponent: u16| POWERS.get(usize::from(exponent)).copied();
        let digits = rounded(self.digits);
        let magnitude = self.exponent.unsigned_abs();
        let (near, far) = (magnitude.min(22), magnitude.saturating_sub(22));
        let (near, far) = (power(near).unwrap_or(1.0), power(far).unwrap_or(1.0));
        if self.exponent < 0 { digits / near / far } else { digits * near * far }
    }
}

#[allow(clippy::cast_precision_loss, reason = "rounding to the nearest is what is wanted")]
fn rounded(digits: u64) -> f64 {
    digits as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_is_meant() {
        let check = |digits: u64, places: i16, power: i16, expected: f64| {
            let decimal = Decimal::new(digits).with_places(places).times(1, power).unwrap();
            assert_eq!(decimal.to_f64().to_bits(), expected.to_bits(), "{digits} {places} {power}");
        };
        check(767, 1, 0, 76.7);
        check(35, 1, 9, 3.5e9);
        check(767, 1, 6, 76_700_000.0);
        check(1, 0, 27, 1e27);
        check(123_456_789_012_345, 13, 0, 12.345_678_901_234_5);
        check(1, 20, 0, 1e-20);
    }

    #[test]
    fn sums_are_aligned() {
        let half = Decimal::new(5).with_places(1);
        assert_eq!(Decimal::new(2).plus(half).unwrap().to_f64().to_bits(), 2.5f64.to_bits());
        assert_eq!(
            Decimal::new(1).times(1, 6).unwrap().plus(Decimal::new(7)).unwrap().to_f64().to_bits(),
            1_000_007f64.to_bits()
        );
        assert_eq!(Decimal::new(u64::MAX).plus(Decimal::new(1)), None);
        assert_eq!(Decimal::new(1).times(1, 31), None);
    }
}
