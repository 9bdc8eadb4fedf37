//! x times the hyperbolic tangent of its softplus.

use crate::math::{ALL_POWERS, SCALE, SCALED_POWERS, Scaled, TINY, TO_EIGHTHS, exp_r, fast_mish, reduce};
use crate::shape::Map;
use crate::simd::{F32s, Power, Simd, exp2_normal};

/// The mish: `y = x · tanh(softplus(x))`.
///
#[doc = include_str!("plots/mish.svg")]
///
/// * **Gradient**: `dy · w·((2 + w)·d + 4x·(1 + w)) / d²` with w = e^x and d = 2 + w·(2 + w).
/// * **Accuracy**: within 1.85 ULP over all 2^32 inputs, the tail included, and 2.05 on tiers that do not
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

/// Of the gradient: w = e^x before its scaling, what scales it, and 2 + w and 2 + w·(2 + w), of which
/// tanh(softplus(x)) is w·(2 + w) / (2 + w·(2 + w)); and 2^64·w where w is tiny.
struct Parts<S: Simd> {
    scaled: F32s<S>,
    fraction: F32s<S>,
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
    let (fraction, _) = exp_r(power.fraction, r);
    let (scaled, _) = exp_r(exp2_normal(&SCALED_POWERS, biased), r);
    let (two, w) = (x.of(2.0), power.scale(fraction));
    let sum = two + w;
    Parts { scaled, fraction, power, w, sum, denominator: w.mul_add(sum, two) }
}

impl Map for Mish {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.85, 2.05]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [7.6, 8.3]
    }

    // x − x·h above −0.1, where h is 2 / (2 + w·(2 + w)), and below p − p·h for p = x·w, where it is 1 less
    // (2 + w) / (2 + w·(2 + w)), scaled last. Either h is 5/16 less a quotient that is small where h counts most, so
    // that its roundings count little.
    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        if S::FAST {
            return fast_mish(x);
        }
        // Of a NaN any number does: x is added last where it is not negative.
        let clamped = x.max(x.of(-124.0)).min(x.of(30.0));
        let (biased, r) = reduce(clamped);
        // Nothing is left of x·e^x.
        let c = exp2_normal(&SCALED_POWERS, biased).zero_below(clamped, x.of(-110.0));
        let (scaled, lost) = exp_r(c, r);
        let (two, back) = (x.of(2.0), x.of(1.0 / SCALE));
        let w = scaled * back;
        let negative = x.le(x.of(-0.1));
        let c0 = negative.select(x.of(0.625), x.of(-1.375));
        let c1 = negative.select(x.of(-0.375), x.of(0.625));
        let c2 = negative.select(x.of(-0.6875), x.of(0.3125));
        let quotient = w.mul_add(w.mul_add(c2, c1), c0) / w.mul_add(two + w, two);
        let h = x.of(0.3125) - quotient;
        // What w has lost counts from once, where it is small, to a third, where it is 1.
        let (p, error) = clamped.product(scaled);
        let error = clamped.mul_add(lost * x.of(0.5), error);
        let below = p + p.neg_mul_add(h, error);
        // The sign is that of x, −0 included.
        negative.select(below * back, clamped.neg_mul_add(h, x)).or_sign(x)
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
