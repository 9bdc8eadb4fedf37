//! Comparisons that name what failed, and a ruler.

use std::fmt::Display;

/// Whether two results are the same: bit by bit, any NaN being the same as any other, since neither
/// IEEE 754 nor Rust says which NaN an operation gives.
pub(crate) fn same(a: f32, b: f32) -> bool {
    a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
}

/// Fails at the first difference of `got` from `want`.
#[track_caller]
pub(crate) fn assert_same(got: &[f32], want: &[f32], what: impl Display) {
    assert_eq!(got.len(), want.len(), "{what}: lengths");
    for (i, (&got, &want)) in got.iter().zip(want).enumerate() {
        assert!(same(got, want), "{what}: element {i} is {}, want {}", show(got), show(want));
    }
}

/// The same for a returned value.
#[track_caller]
pub(crate) fn assert_same_value(got: Option<f32>, want: Option<f32>, what: impl Display) {
    let agree = got.is_some() == want.is_some() && got.zip(want).is_none_or(|(got, want)| same(got, want));
    assert!(agree, "{what}: returns {:?}, want {:?}", got.map(show), want.map(show));
}

/// A number with its bits.
pub(crate) fn show(x: f32) -> String {
    format!("{x:e} ({:08x})", x.to_bits())
}

/// |got − want| in units of the `f32` grid at `want`; NaN agrees with NaN alone, an infinity with
/// itself, and a number beyond the greatest `f32` with infinity too.
pub(crate) fn ulps(got: f32, want: f64) -> f64 {
    if want.is_nan() || got.is_nan() {
        return if want.is_nan() && got.is_nan() { 0.0 } else { f64::INFINITY };
    }
    if f64::from(got) == want || f64::from(got) == f64::from(want as f32) && got.is_infinite() {
        return 0.0;
    }
    if want.is_infinite() || got.is_infinite() {
        return f64::INFINITY;
    }
    // The exponent of `want`, no less than that of the least normal number: 2^-149 is the grid below.
    let exponent = ((want.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    (f64::from(got) - want).abs() / f64::from(exponent.max(-126) - 23).exp2()
}

/// Fails where `got` is more than `bound` from `want`, or zero with the other sign.
#[track_caller]
pub(crate) fn assert_close(got: f32, want: f64, bound: f64, what: impl Display) {
    let off = ulps(got, want);
    assert!(off <= bound, "{what}: got {}, want {want:e}, {off} ULP > {bound}", show(got));
}
