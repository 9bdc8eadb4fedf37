//! How exact the gated activations are.

use super::super::ulp::ulp_error;

/// The bounds in ULP by name: of values, and of gradients where they are no difference of terms.
///
/// A value's is twice its activation's and 1 more: an error of an ULP is almost two of the product's where
/// the activation is a little more than a power of two and the product a little less, and rounding there
/// may be to the greater unit. The sum in `swiglu_oai` adds another. 2.8 were seen of 8 Mi elements.
const BOUNDS: [(&str, [f64; 2]); 9] = [
    ("bilinear", [0.5, 1.0]),
    ("geglu_erf", [4.5, 6.5]),
    ("geglu_quick", [4.0, 8.0]),
    ("geglu_tanh", [4.0, 10.5]),
    ("glu", [3.8, 4.5]),
    ("reglu", [0.5, 1.0]),
    ("swiglu", [4.2, 6.5]),
    ("swiglu_limited", [4.2, 6.5]),
    ("swiglu_oai", [5.2, 7.5]),
];

/// The bounds of the values and of the gradients of the operation of this name.
pub(crate) fn bounds(name: &str) -> [f64; 2] {
    let row = BOUNDS.iter().find(|(other, _)| *other == name);
    row.unwrap_or_else(|| panic!("no gated operation is called {name}")).1
}

/// The error in ULP, or 0 where the difference is at most 2·2^-23 of `size`: near a zero of the slope; and
/// where f32 must overflow or the product is so small that its factors have lost digits.
pub(crate) fn error(got: f32, want: f64, size: f64) -> f64 {
    let near = (f64::from(got) - want).abs() <= size.abs() * 2.0 * f64::from(f32::EPSILON);
    let beyond = want.is_finite() && (want as f32).is_infinite() && got.is_infinite();
    let tiny = want.abs() < 1e-36 && f64::from(got).abs() < 1.1e-36;
    if near || beyond || tiny { 0.0 } else { ulp_error(got, want) }
}
