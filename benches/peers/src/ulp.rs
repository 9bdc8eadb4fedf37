//! The ruler: how far a float is from the exact value, in units of that value's last place.

/// The distance from `want` to `got` in ULP of `want`'s binade, with its fraction: a correctly
/// rounded result is at most 0.5 away.
///
/// NaN and infinity come before distance: where the exact value rounds to one, only that one is
/// right, and nowhere else is it; a wrong one is infinitely far. The sign of a zero is not a
/// distance. Below the smallest normal number the unit is the subnormals' common one, 2^-149, for
/// an exact 0 as well.
pub fn distance(got: f32, want: f64) -> f64 {
    if want.is_nan() || got.is_nan() {
        return if want.is_nan() && got.is_nan() { 0.0 } else { f64::INFINITY };
    }
    // Rounding to f32 decides whether the right answer is an infinity.
    let rounded = want as f32;
    if rounded.is_infinite() || got.is_infinite() {
        return if rounded == got { 0.0 } else { f64::INFINITY };
    }
    (f64::from(got) - want).abs() / unit(want)
}

/// The distance between neighbouring floats in the binade of `want`.
fn unit(want: f64) -> f64 {
    // The exponent field of an f64; f32's are a subset, so no f32 binade is subnormal here.
    let exponent = ((want.to_bits() >> 52) & 0x7FF) as i32 - 1023;
    2.0_f64.powi(exponent.clamp(f32::MIN_EXP - 1, f32::MAX_EXP - 1) - (f32::MANTISSA_DIGITS as i32 - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TINY: f64 = 1.401_298_464_324_817e-45; // 2^-149

    #[test]
    fn at_zero_and_in_the_subnormals_the_unit_is_the_smallest_float() {
        assert_eq!(distance(0.0, 0.0), 0.0);
        assert_eq!(distance(-0.0, 0.0), 0.0);
        assert_eq!(distance(f32::from_bits(1), 0.0), 1.0);
        assert_eq!(distance(1e-3, 0.0), f64::from(1e-3_f32) / TINY);
        assert_eq!(distance(0.0, 0.25 * TINY), 0.25);
        assert_eq!(distance(f32::from_bits(5), 7.0 * TINY), 2.0);
        assert_eq!(distance(f32::MIN_POSITIVE, f64::from(f32::MIN_POSITIVE) - TINY), 1.0);
    }

    #[test]
    fn elsewhere_it_is_that_of_the_exact_values_binade() {
        let above = f64::from(f32::EPSILON);
        assert_eq!(distance(1.0, 1.0 + 0.5 * above), 0.5);
        assert_eq!(distance(1.0 + f32::EPSILON, 1.0), 1.0);
        assert_eq!(distance(1.0 - f32::EPSILON / 2.0, 1.0), 0.5);
        assert_eq!(distance(1.0, 1.0 - above / 2.0), 1.0);
        assert_eq!(distance(-2.0, 2.0), 4.0 / (2.0 * above));
    }

    #[test]
    fn infinities_and_nans_are_right_or_infinitely_wrong() {
        let max = f64::from(f32::MAX);
        assert_eq!(distance(f32::INFINITY, f64::INFINITY), 0.0);
        assert_eq!(distance(f32::INFINITY, 1e39), 0.0);
        assert_eq!(distance(f32::MAX, 1e39), f64::INFINITY);
        assert_eq!(distance(f32::INFINITY, max), f64::INFINITY);
        assert_eq!(distance(f32::MAX, max), 0.0);
        assert_eq!(distance(f32::NEG_INFINITY, f64::INFINITY), f64::INFINITY);
        assert_eq!(distance(f32::NAN, f64::NAN), 0.0);
        assert_eq!(distance(f32::NAN, 0.0), f64::INFINITY);
        assert_eq!(distance(0.0, f64::NAN), f64::INFINITY);
    }
}
