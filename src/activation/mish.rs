//! x times the hyperbolic tangent of its softplus.

use crate::math::{ALL_POWERS, SCALED_POWERS, Scaled, TINY, TO_EIGHTHS, exp_r, fast_mish, quotient, reduce};
use crate::shape::Map;
use crate::simd::{F32s, Power, Simd, exp2_normal};

/// The mish: `y = x · tanh(softplus(x))`.
///
#[doc = include_str!("plots/mish.svg")]
///
/// * **Gradient**: `dy · w·((2 + w)·d + 4x·(1 + w)) / d²` with w = e^x and d = 2 + w·(2 + w).
/// * **Accuracy**: within 1.75 ULP over all 2^32 inputs, the tail included, and 1.9 on tiers that do not
///   fuse multiply-add. The gradient is within 7.6 ULP on tiers that fuse multiply-add, 8.3 on the others:
///   of itself, or where it is less than half the greater of its two terms, near its zero, of that one.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23·|x|, or 5 ULP where that is more.
/// * **Special values**: −∞ gives −0, the limit, where PyTorch gives NaN; ∞ gives ∞; NaN gives NaN.
/// * **Elsewhere**: `torch.nn.functional.mish`, ONNX `Mish`, Keras' `mish`, Hugging Face's `mish`.
/// * **Source**: D. Misra, *Mish: A Self Regularized Non-Monotonic Activation Function*, 2019.
///
/// ```
/// use activ8::{Activation, Mish};
///
/// let mut y = [f32::NEG_INFINITY, 1.0, 100.0];
/// Mish.forward_in_place(&mut y)?;
/// assert!(y[0] == 0.0 && y[2] == 100.0);
/// assert!((y[1] / 0.865098388 - 1.0).abs() < 3e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mish;

/// w = e^x before its scaling, with what its rounding has lost, what scales it, and 2 + w and
/// 2 + w·(2 + w), of which tanh(softplus(x)) is w·(2 + w) / (2 + w·(2 + w)); and 2^64·w where w is tiny.
struct Parts<S: Simd> {
    scaled: F32s<S>,
    fraction: F32s<S>,
    lost: F32s<S>,
    power: Power<S>,
    w: F32s<S>,
    sum: F32s<S>,
    denominator: F32s<S>,
}

#[inline(always)]
fn parts<S: Simd>(x: F32s<S>) -> Parts<S> {
    let (biased, r) = reduce(x);
    let mut power = biased.exp2(&ALL_POWERS, x.of(TO_EIGHTHS), 1.0);
    // Nothing is left of x·e^x.
    power.fraction = power.fraction.zero_below(x, x.of(-110.0));
    let (fraction, lost) = exp_r(power.fraction, r);
    let (scaled, _) = exp_r(exp2_normal(&SCALED_POWERS, biased), r);
    let (two, w) = (x.of(2.0), power.scale(fraction));
    let sum = two + w;
    Parts { scaled, fraction, lost, power, w, sum, denominator: w.mul_add(sum, two) }
}

impl Map for Mish {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.75, 1.9]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [7.6, 8.3]
    }

    // Above 0 it is x less what it lacks to x; below, the product with w is scaled last.
    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        if S::FAST {
            return fast_mish(x);
        }
        // Of a NaN any number does: x is added last where it is not negative.
        let clamped = x.max(x.of(-124.0)).min(x.of(30.0));
        let Parts { fraction, lost, power, w, sum, denominator, .. } = parts(clamped);
        let two = x.of(2.0);
        // What a tiny x lacks to itself may be subnormal; it goes the other way too.
        let negative = x.le(x.of(1e-30));
        let (product, error) = clamped.product(fraction);
        let error = clamped.mul_add(lost, error);
        let denominator_low = w.mul_add(sum, two - denominator);
        let (ratio, low) = quotient(negative.select(sum, two), denominator, denominator_low);
        let below = product.mul_add_low(ratio, product.mul_add(low, error * ratio));
        negative.select(power.scale(below).or_sign(x), clamped.neg_mul_add(ratio + low, x))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let clamped = x.clamp(-124.0, 20.0);
        let Parts { fraction, power, w, sum, denominator, scaled, .. } = parts(clamped);
        let numerator = (clamped * x.of(4.0)).mul_add(x.of(1.0) + w, sum * denominator);
        let ratio = numerator / (denominator * denominator);
        Scaled { value: power.scale(fraction * ratio), scaled: scaled * ratio }.times(x, TINY, dy)
    }
}
