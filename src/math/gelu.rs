//! x·Φ(x), Φ being the normal distribution, and its derivative.
//!
//! With a = |x|, Φ(−a) is ½·e^(−a²/2)·R(a), where R(a) = e^(a²/2)·erfc(a/√2) falls slowly, from 1 to 0.05
//! where Φ is 0 as a float. R and a² are sums of two floats.

use core::f32::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI};

use super::exp::{Gaussian, SCALE_BACK};
use super::pieces::{polynomial, tables};
use super::{Scaled, Tiny, fast};
use crate::simd::{F32s, Simd, Table};

/// The greatest error of [`gelu`] in ULP, over all of f32, on tiers that fuse multiply-add.
pub(crate) const GELU_BOUND: f64 = 1.7;
/// The same on tiers that do not.
pub(crate) const GELU_BOUND_UNFUSED: f64 = 1.78;

/// From here on a·Φ(−a) and its derivative round to 0.
pub(super) const ZERO: f32 = 14.6;
/// And already above this, which is less than [`ZERO`].
pub(super) const ALL_ZERO: f32 = 14.59;
/// Of the function and of its derivative.
pub(crate) const GELU_TINY: Tiny = Tiny { below: -11.0, zero: -ZERO };
/// In t = `SCALE`·a + `FIRST`, the intervals begin where the significand is 1.2 and 1.7: each is about √2
/// times as wide as the one before it.
const FIRST: f32 = 1.2;
const SCALE: f32 = 1.2325;

/// Approximation: 2^24·R(a), a column for each interval: the centre that d counts from, and the
/// coefficients of dⁱ; relative error 4e-10 in the first, 1.1e-8 in the last. The factor keeps products
/// with `a` normal where it is not.
/// Source: `sollya/erf_tables.py`, degree 7.
/// Bound: [`GELU_BOUND`].
/// Worst seen: gelu(4.8753215e-4) = 2.4386090e-4 is given 1.77 ULP off without fused instructions, and
/// gelu(-10.897547) 1.63 with them.
const R: [Table; 9] = tables([
    [0x3e52_8000, 0x3f30_2000, 0x3fb0_b000, 0x4016_9f00, 0x406e_e500, 0x40b5_bc80, 0x4106_fec0, 0x4145_2f80],
    [0x4b5a_e1a1, 0x4b1f_6873, 0x4ade_50eb, 0x4a97_e197, 0x4a4d_b9b2, 0x4a0b_c394, 0x49bf_0f98, 0x4983_bc28],
    [0xcb1f_4388, 0xcabd_2cdb, 0xca4b_46c2, 0xc9cc_4914, 0xc944_77f1, 0xc8ba_38eb, 0xc830_653e, 0xc7a8_d89f],
    [0x4aba_2461, 0x4a3c_aa6e, 0x49a4_0912, 0x48fd_7f3e, 0x4833_13b4, 0x4772_073f, 0x46a0_d180, 0x45d7_1120],
    [0xca3a_d753, 0xc9a5_b34f, 0xc8f0_29bc, 0xc813_0825, 0xc71c_92da, 0xc619_a829, 0xc510_d7d7, 0xc408_21a6],
    [0x49a6_edd5, 0x4903_a6c6, 0x4822_46ef, 0x4720_e403, 0x4603_c269, 0x44be_b4ce, 0x4380_c990, 0x422b_1bc6],
    [0xc907_e529, 0xc840_a641, 0xc74d_194b, 0xc627_7fbb, 0xc4d6_999c, 0xc368_4813, 0xc1e2_d276, 0xc056_2bc1],
    [0x484e_35de, 0x4785_84e4, 0x467a_24a0, 0x452c_433b, 0x43b1_17cb, 0x4212_202d, 0x4051_82dd, 0x3e8d_6e41],
    [0xc781_2083, 0xc6aa_2a46, 0xc58a_3213, 0xc421_4891, 0xc285_5fff, 0xc0a8_1539, 0xbeb2_6f11, 0xbcac_d1f7],
]);

/// 2^24·R(a) and what its rounding loses.
#[inline(always)]
fn tail<S: Simd>(a: F32s<S>) -> (F32s<S>, F32s<S>) {
    tail_of_sum(a, None)
}

/// The same of `a + low`, `low` being what a has lost.
#[inline(always)]
pub(super) fn tail_of_sum<S: Simd>(a: F32s<S>, low: Option<F32s<S>>) -> (F32s<S>, F32s<S>) {
    let (c0, d, p) = piece(a, low);
    c0.fast_two_sum(d * p)
}

/// 2^24·R(a + low) as c0 + d·p.
#[inline(always)]
fn piece<S: Simd>(a: F32s<S>, low: Option<F32s<S>>) -> (F32s<S>, F32s<S>, F32s<S>) {
    let first = a.of(FIRST);
    let j = (a.mul_add(a.of(SCALE), first).bits() - first.bits()).sar::<22>();
    let [centres, c0, rest @ ..] = &R;
    let d = a - j.lookup(centres);
    let d = low.map_or(
        d,
        #[inline(always)]
        |low| d + low,
    );
    (j.lookup(c0), d, polynomial(d, j, rest))
}

/// x·Φ(x) = max(0, x) − a·Φ(−a). The operands of `min` and `max` stand so that −0 passes, and a NaN on one way.
#[inline(always)]
pub(crate) fn gelu<S: Simd>(x: F32s<S>) -> Scaled<S> {
    if S::FAST {
        return Scaled::of(fast::gelu(x));
    }
    let a = x.abs().min(x.of(ZERO));
    let (product, lost) = if S::FUSED {
        let (c0, d, p) = piece(a, None);
        a.product(d.mul_add(p, c0))
    } else {
        let (r, r_low) = tail(a);
        // Its terms may be subnormal where a is almost, and so 0 to a caller who lets such numbers be.
        let back = x.of(1.0 / 16_777_216.0);
        let (product, lost) = (a * x.of(16_777_216.0)).product(r);
        (product * back, a.mul_add(r_low, lost * back))
    };
    let minor = Gaussian::new(x.of(-0.5) * a, a).times_pair(product, lost);
    let value = minor.zero_below(x.of(ALL_ZERO), a).neg_mul_add(x.of(SCALE_BACK), x.of(-0.0).max(x));
    Scaled { value, scaled: -minor }
}

/// Φ(x) + x·Φ'(x): where x is negative, ½·e^(−a²/2)·(R(a) − a·√(2/π)).
#[inline(always)]
pub(crate) fn gelu_slope<S: Simd>(x: F32s<S>) -> Scaled<S> {
    let a = x.abs().min(x.of(ZERO));
    let (c0, d, p) = piece(a, None);
    let r = d.mul_add(p, c0);
    let density = x.of(16_777_216.0 * FRAC_2_SQRT_PI * FRAC_1_SQRT_2);
    let scaled = Gaussian::new(x.of(-0.5) * a, a).times(a.neg_mul_add(density, r));
    let minor = scaled.zero_below(x.of(ALL_ZERO), a) * x.of(SCALE_BACK);
    Scaled { value: x.of(0.0).lt(x).select(x.of(1.0) - minor, minor), scaled }
}
