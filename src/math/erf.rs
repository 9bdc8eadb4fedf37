//! The error function and its derivative.

use std::f32::consts::FRAC_2_SQRT_PI;

use super::exp::{Gaussian, SCALE_BACK};
use super::pieces::{polynomial, tables};
use crate::simd::{F32s, Simd, Table};

/// The greatest error of [`erf`] in ULP, over all of f32, on every tier.
pub(crate) const ERF_BOUND: f64 = 0.77;

/// From here on erf rounds to 1.
const ONE: f32 = 3.925;
/// Intervals in a unit of |x|: interval j is around j / `PER_UNIT`, and interval 0 half as wide.
const PER_UNIT: f32 = 1.0 / 0.524;
/// Added to a small number, rounds it to an integer, whose low bits are then the sum's: 1.5 · 2^23.
const TO_INTEGER: f32 = 12_582_912.0;

/// Approximation: 2^24·erf(a) / a, a column for each interval: the centre that d counts from, and the
/// coefficients of dⁱ; relative error 1.1e-9. The factor keeps products with `a` normal where it is not.
/// Source: `sollya/erf_tables.py`, degree 7.
/// Bound: [`ERF_BOUND`].
/// Worst seen: erf 9.880212e-39 = 1.1148659e-38, a subnormal that is rounded twice, is given 0.75 ULP less.
const G: [Table; 9] = tables([
    [0x3e01_b000, 0x3f06_3800, 0x3f87_2800, 0x3fc9_da00, 0x4006_6600, 0x4027_5a00, 0x4049_4500, 0x406a_7c00],
    [0x4b8f_a9fd, 0x4b84_38dd, 0x4b51_a080, 0x4b1e_28bd, 0x4af3_15fa, 0x4ac3_c2c5, 0x4aa2_ce1e, 0x4a8b_beb1],
    [0xc9c1_3f9f, 0xcaab_ad64, 0xcad9_a110, 0xcaaa_1d8b, 0xca60_d302, 0xca15_4147, 0xc9cf_09f5, 0xc998_910a],
    [0xcabb_11c6, 0xca5e_ddf3, 0x4905_303d, 0x49ef_4ad1, 0x49ba_073e, 0x495f_5bfd, 0x4903_6f58, 0x48a6_8d47],
    [0x4965_b4ea, 0x4a2d_d264, 0x49e7_29bd, 0x479b_2b38, 0xc8d6_dc89, 0xc89a_d11a, 0xc825_4ff6, 0xc7b5_b215],
    [0x49da_00c7, 0x48d7_60eb, 0xc973_41af, 0xc90a_c8bb, 0xc656_0234, 0x47a6_4900, 0x4747_c318, 0x46c5_8d5f],
    [0xc8a2_51a6, 0xc94c_5cbd, 0xc7e2_a9d3, 0x488e_031e, 0x47d3_58f3, 0xc58e_36f4, 0xc651_9590, 0xc5d7_27ce],
    [0xc8c2_cd9d, 0x46d7_33b8, 0x4881_689b, 0xc5c0_72e6, 0xc774_c85c, 0xc651_0712, 0x44fd_d85f, 0x44ce_0c03],
    [0x478a_010b, 0x4823_2b7b, 0xc73c_1a98, 0xc76a_64e8, 0x4650_0dc6, 0x460a_b7c3, 0x43b1_0f69, 0x441d_7f74],
]);

/// erf x = x·G(|x|), G as the sum of two floats, so that there is one rounding. NaN passes through `min`.
#[inline(always)]
pub(crate) fn erf<S: Simd>(x: F32s<S>) -> F32s<S> {
    let a = x.of(ONE).min(x.abs());
    let j = a.mul_add(x.of(PER_UNIT), x.of(TO_INTEGER)).bits();
    let [centres, c0, rest @ ..] = &G;
    let d = a - j.lookup(centres);
    let (high, low) = j.lookup(c0).fast_two_sum(d * polynomial(d, j, rest));
    // The sign is that of x, −0 included.
    (a.mul_pair(high, low) * x.of(1.0 / 16_777_216.0)).or_sign(x)
}

/// erf'(x) = 2/√π·e^(−x²).
#[inline(always)]
pub(crate) fn erf_slope<S: Simd>(x: F32s<S>) -> F32s<S> {
    let a = x.of(10.3).min(x.abs());
    let e = Gaussian::new(-a, a);
    e.times(x.of(33_554_432.0 * FRAC_2_SQRT_PI)) * x.of(SCALE_BACK)
}
