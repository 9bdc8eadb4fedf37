//! The error function and its derivative.

use core::f32::consts::FRAC_2_SQRT_PI;

use super::exp::{Gaussian, SCALE_BACK};
use super::fast;
use super::pieces::{polynomial, tables};
use super::{Scaled, Tiny};
use crate::simd::{F32s, Simd, Table};

/// The greatest error of [`erf`] in ULP, over all of f32, on tiers that fuse multiply-add and on others.
pub(crate) const ERF_BOUND: [f64; 2] = [0.93, 0.85];

/// From here on erf rounds to 1.
const ONE: f32 = 3.98;
/// Intervals in a unit of |x|: interval j is around j / `PER_UNIT`, and interval 0 half as wide. In
/// |x|·`PER_UNIT` + `FIRST`, which is at least 8 and below 16, j is the three bits before the point, in whatever
/// way the sum is rounded.
const PER_UNIT: f32 = 1.0 / 0.532;
const FIRST: f32 = 8.5;

/// Approximation: 2^24·erf(a) / a, a column for each interval: the centre that d counts from, and the
/// coefficients of dⁱ; relative error 1.7e-8. The factor keeps products with `a` normal where it is not.
/// Source: `sollya/erf_tables.py`, degree 6.
/// Bound: [`ERF_BOUND`].
/// Worst seen: erf -1.8389255 is given 0.91 ULP off, and erf -1.8297979 without fused instructions 0.81.
const G: [Table; 8] = tables([
    [0x3e01_b000, 0x3f06_3800, 0x3f88_2e00, 0x3fcc_5800, 0x4008_3900, 0x402a_fc00, 0x404b_d400, 0x406e_6600],
    [0x4b8f_a9fd, 0x4b84_38dd, 0x4b50_c1e9, 0x4b1c_83af, 0x4aef_eb50, 0x4abf_9cec, 0x4aa0_c307, 0x4a89_7357],
    [0xc9c1_3f9f, 0xcaab_ad57, 0xcad9_5a1a, 0xcaa7_c8a0, 0xca5b_9659, 0xca0f_1958, 0xc9c9_e1c4, 0xc993_9929],
    [0xcabb_11c5, 0xca5e_ddba, 0x4910_2f31, 0x49ef_b419, 0x49b5_6e0f, 0x4952_93a3, 0x48fd_312a, 0x489e_7cbc],
    [0x4965_b443, 0x4a2d_c706, 0x49e3_4a8f, 0x470e_bf21, 0xc8d7_3c94, 0xc891_7dea, 0xc81d_87dc, 0xc7aa_1b21],
    [0x49d9_fda2, 0x48d7_00ee, 0xc974_4ecb, 0xc903_e342, 0x4471_95d0, 0x47a2_b445, 0x473d_6e70, 0x46b6_0ae1],
    [0xc8a1_73fd, 0xc947_5755, 0xc7d5_dde4, 0x4889_cc4c, 0x47c2_131e, 0xc5e7_6819, 0xc649_c999, 0xc5c1_3988],
    [0xc8c0_8fec, 0x470e_cdb8, 0x487f_4baa, 0xc65a_6de2, 0xc76a_173a, 0xc623_6f7a, 0x450c_c596, 0x44c8_83e6],
]);

/// erf x = x·G(|x|), where G is c0, as good as exact, and what is added to it, which is so much smaller
/// that its roundings count little. NaN passes through `min`.
#[inline(always)]
pub(crate) fn erf<S: Simd>(x: F32s<S>) -> F32s<S> {
    if S::FAST {
        return fast::erf(x);
    }
    let a = x.of(ONE).min(x.abs());
    let j = a.mul_add(x.of(PER_UNIT), x.of(FIRST)).bits().sar::<20>();
    let [centres, c0, rest @ ..] = &G;
    let d = a - j.lookup(centres);
    let (c0, p) = (j.lookup(c0), polynomial(d, j, rest));
    let y = if S::FUSED {
        // Not a·d, which may be subnormal, and so 0 to a caller who lets such numbers be.
        a.mul_add(c0, a * (d * p))
    } else {
        // The product's error has terms 2^-24 times as great.
        let (high, low) = c0.fast_two_sum(d * p);
        (a * x.of(16_777_216.0)).mul_pair(high, low) * x.of(1.0 / 16_777_216.0)
    };
    // The sign is that of x, −0 included.
    (y * x.of(1.0 / 16_777_216.0)).or_sign(x)
}

/// Where the derivative counts as 0.
const SLOPE_ZERO: f32 = 10.3;

/// erf'(x) = 2/√π·e^(−x²), times a factor.
#[inline(always)]
pub(crate) fn erf_slope_times<S: Simd>(x: F32s<S>, factor: F32s<S>) -> F32s<S> {
    let a = x.of(SLOPE_ZERO).min(x.abs());
    let scaled = Gaussian::new(-a, a).times(x.of(33_554_432.0 * FRAC_2_SQRT_PI));
    let slope = Scaled { value: scaled * x.of(SCALE_BACK), scaled };
    slope.times(x.neg_abs(), Tiny { below: -7.5, zero: -SLOPE_ZERO }, factor)
}
