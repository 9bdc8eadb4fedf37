//! Comparisons that name what failed.

use std::fmt::{self, Display};

use super::ulp::ulp_error;

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

/// Fails where `got` is more than `bound` ULP from `want`.
#[track_caller]
pub(crate) fn assert_close(got: f32, want: f64, bound: f64, what: impl Display) {
    let off = ulp_error(got, want);
    assert!(off <= bound, "{what}: got {}, want {want:e}, {off} ULP > {bound}", show(got));
}

/// A text that is made where it is shown, which it is only in a failure.
#[derive(Clone, Copy)]
pub(crate) struct Lazy<F>(pub(crate) F);

impl<F: Fn() -> String> Display for Lazy<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&(self.0)())
    }
}
