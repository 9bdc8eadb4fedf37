//! The ruler: how far a float is from the exact value, in units of that value's last place.

use activ8::Accuracy;

/// The distance from `want` to `got` in ULP of the `f32` binade of `want`, with its fraction: a
/// correctly rounded result is at most 0.5 away.
///
/// NaN and infinity come before distance: where the exact value rounds to one, only that one is
/// right, and nowhere else is it; a wrong one is infinitely far. The sign of a zero is no distance:
/// [`same_sign_of_zero`] judges it. Below the least normal number the unit is the subnormals' common
/// one, 2^-149, for an exact 0 as well.
pub(crate) fn ulp_error(got: f32, want: f64) -> f64 {
    ulp_error_at(got, want, want)
}

/// The same in ULP of the binade of `scale`: of a greater number than `want`, where `want` is what
/// remains of it.
pub(crate) fn ulp_error_at(got: f32, want: f64, scale: f64) -> f64 {
    if want.is_nan() || got.is_nan() {
        return if want.is_nan() && got.is_nan() { 0.0 } else { f64::INFINITY };
    }
    // Rounding to f32 decides whether the right answer is an infinity.
    let rounded = want as f32;
    if rounded.is_infinite() || got.is_infinite() {
        return if rounded == got { 0.0 } else { f64::INFINITY };
    }
    (f64::from(got) - want).abs() / unit(scale)
}

/// Whether a `got` of 0 has the sign of `want`, of which it is the rounding or the equal.
pub(crate) fn same_sign_of_zero(got: f32, want: f64) -> bool {
    got != 0.0 || got.is_sign_negative() == want.is_sign_negative()
}

/// [`ulp_error`], and infinity for a zero of the wrong sign.
pub(crate) fn ulp_error_signed(got: f32, want: f64) -> f64 {
    if same_sign_of_zero(got, want) { ulp_error(got, want) } else { f64::INFINITY }
}

/// The error in ULP, or in fifths of `size` times 2^-23 where these are greater: at most 5 at the accuracy `Fast`.
pub(crate) fn fast_error(got: f32, want: f64, size: f64) -> f64 {
    const FIFTH: f64 = Accuracy::FAST_ERROR / Accuracy::FAST_ULP;
    let ulp = ulp_error_signed(got, want);
    // An error that is infinite stays so: limits are the same.
    if ulp.is_finite() && ulp > 0.0 { ulp * (unit(want) / unit(want).max(size * FIFTH)) } else { ulp }
}

/// The distance between neighbouring floats in the binade of `x`.
fn unit(x: f64) -> f64 {
    // The exponent field of an f64 and not its logarithm, which rounds at the borders.
    let exponent = ((x.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    let last_place = exponent.clamp(f32::MIN_EXP - 1, f32::MAX_EXP - 1) - (f32::MANTISSA_DIGITS as i32 - 1);
    f64::from_bits(((last_place + 1023) as u64) << 52)
}

/// The greatest error seen, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worst {
    /// The error in ULP.
    pub(crate) ulp: f64,
    /// The bits of the input, where there is one.
    pub(crate) input: Option<u32>,
    /// What the library gave.
    pub(crate) got: f32,
    /// What it should have given.
    pub(crate) want: f64,
}

impl Worst {
    /// Nothing seen: less than any error.
    pub(crate) const NONE: Self = Self { ulp: -1.0, input: None, got: 0.0, want: 0.0 };

    /// Takes a case of error `ulp` into account.
    pub(crate) fn see(&mut self, ulp: f64, input: Option<u32>, got: f32, want: f64) {
        if ulp > self.ulp {
            *self = Self { ulp, input, got, want };
        }
    }

    /// The worse of the two, and of equals the one with the lesser input: in whatever order threads
    /// hand in their findings, they come to the same.
    pub(crate) fn or(self, other: Self) -> Self {
        let takes_over = other.ulp > self.ulp || (other.ulp == self.ulp && other.input < self.input);
        if takes_over { other } else { self }
    }
}

impl std::fmt::Display for Worst {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { ulp, input, got, want } = *self;
        let input =
            input.map_or(String::new(), |bits| format!("at {bits:08x} = {:e} ", f32::from_bits(bits)));
        write!(f, "{ulp:.4} ULP {input}got {:08x} = {got:e} want {want:e}", got.to_bits())
    }
}
