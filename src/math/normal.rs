//! The normal distribution Φ of any mean and deviation, and its density.
//!
//! With z = (x − mu) / sigma and a = |z|, Φ(−a) is ½·e^(−a²/2)·R(a), as for [`gelu`](super::gelu()), and Φ(a) is
//! 1 − Φ(−a). e^(−a²/2) is so steep in the tail that a rounded z would cost a hundred ULP: z is a sum of two
//! floats.

use super::exp::{Gaussian, SCALE_BACK, TO_EIGHTHS};
use super::gelu::{ALL_ZERO, ZERO, tail_of_sum};
use super::{Factor, Scaled, Shift, Tiny, exp_shifted_sum};
use crate::simd::{F32s, Simd};

/// The greatest error of [`Normal::cdf`] in ULP, over all of f32, on tiers that fuse multiply-add and on others.
///
/// Worst seen: of -4363.3154 with mu = 0.707107 and sigma = 627.827 it is given 1.042 ULP off, and of -5.1247567e-5
/// with mu = 0 and sigma = 0.06333113 without fused instructions 1.818.
pub(crate) const NORMAL_BOUND: [f64; 2] = [1.1, 1.9];

/// 1 / √(2π).
const DENSITY: f64 = 0.398_942_280_401_432_7;

/// What density/sigma is taken for 0 below: 2 to this power.
const LEAST: f32 = -178.0;
/// What it is tiny below: the same.
const LITTLE: f32 = -90.0;
/// Beyond so many deviations the density/sigma is less than 2^`LEAST` for every sigma.
const FAR: f32 = 20.0;

/// A normal distribution with this mean and this deviation, which is between 2^-60 and 2^60.
#[derive(Clone, Copy)]
pub(crate) struct Normal {
    pub(crate) mu: f32,
    pub(crate) sigma: f32,
}

impl Normal {
    /// x − mu, and |z| in two parts, the second being what the first has lost. |z| is at most `limit`, or near
    /// it, and its second part then no number that counts. A NaN passes.
    #[inline(always)]
    fn standardize<S: Simd>(self, x: F32s<S>, limit: f32) -> (F32s<S>, F32s<S>, F32s<S>) {
        let inverse = 1.0 / f64::from(self.sigma);
        let (d, lost) = x.two_sum(x.of(-self.mu));
        let (a, low) = Factor::of(inverse).product(x.of(limit * self.sigma).min(d.abs()));
        (d, a, lost.with_sign_of(d).mul_add(x.of(inverse as f32), low))
    }

    /// Φ(z).
    #[inline(always)]
    pub(crate) fn cdf<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let (d, a, a_low) = self.standardize(x, ZERO);
        let (r, r_low) = tail_of_sum(a, Some(a_low));
        let (high, low) = (x.of(-0.5) * a).product(a);
        let minor = Gaussian::of_sum(high, a.neg_mul_add(a_low, low)).times_pair(r, r_low);
        let minor = minor.zero_below(x.of(ALL_ZERO), a) * x.of(SCALE_BACK);
        x.of(0.0).lt(d).select(x.of(1.0) - minor, minor)
    }

    /// Φ'(z) / sigma, times a factor.
    ///
    /// 1/sigma is m·2^n, and 2^n goes into the exponential: so nothing is too small or too great on the way.
    #[inline(always)]
    pub(crate) fn density_times<S: Simd>(self, x: F32s<S>, factor: F32s<S>) -> F32s<S> {
        const SIGNIFICAND: u64 = (1 << 52) - 1;
        let inverse = (1.0 / f64::from(self.sigma)).to_bits();
        let n = (inverse >> 52) as f32 - 1023.0;
        let m = f64::from_bits(1.0f64.to_bits() | (inverse & SIGNIFICAND));

        let (_, a, a_low) = self.standardize(x, FAR);
        let (high, low) = (x.of(-0.5) * a).product(a);
        let tiny = Tiny {
            below: (LITTLE - n) * core::f32::consts::LN_2,
            zero: (LEAST - n) * core::f32::consts::LN_2,
        };
        let shift = Shift { least: tiny.zero, bias: TO_EIGHTHS + 64.0 + n };
        let scaled =
            exp_shifted_sum(high, a.neg_mul_add(a_low, low), shift).times((DENSITY * m) as f32).rounded();
        Scaled { value: scaled * x.of(SCALE_BACK), scaled }.times(high, tiny, factor)
    }
}
