//! b − e^x·factor for x ≤ 0, the gradient of a logarithm of probabilities.

use super::exp::{ALL_POWERS, SCALE_BACK, TO_EIGHTHS, reduce_biased};
use super::sigmoids::E_R;
use crate::simd::{F32s, Simd, exp2_normal};

/// The factor, and how far the exponential is scaled up to it.
///
/// e^x may be subnormal where its product with a great factor is not. So a factor that is not small is 2^-64 times
/// itself, which is exact, and the exponential begins at 2^64.
#[derive(Clone, Copy)]
pub(crate) struct LessExp<S: Simd> {
    factor: F32s<S>,
    bias: F32s<S>,
    /// For a lesser x the product counts as 0: of a small factor it is less than a normal number.
    least: F32s<S>,
}

impl<S: Simd> LessExp<S> {
    #[inline(always)]
    pub(crate) fn new(factor: F32s<S>) -> Self {
        let (small, bias) = (factor.of(1.0 / 65_536.0), factor.of(TO_EIGHTHS));
        let is_great = small.le(factor.abs());
        Self {
            factor: is_great.select(factor * factor.of(SCALE_BACK), factor),
            bias: is_great.select(factor.of(TO_EIGHTHS + 64.0), bias),
            least: is_great.select(factor.of(-131.0), factor.of(-87.0)),
        }
    }

    /// `b` less the product. The exponential is within 1.5 ULP.
    #[inline(always)]
    pub(crate) fn of(self, x: F32s<S>, b: F32s<S>) -> F32s<S> {
        let (biased, r) = reduce_biased(x, None, self.bias);
        let c = exp2_normal(&ALL_POWERS, biased);
        c.mul_add(r.polynomial(E_R), c).zero_below(x, self.least).neg_mul_add(self.factor, b)
    }
}
