//! x times its logistic function.

use crate::math::{
    Scaled, TINY, Tiny, fast_times_sigmoid, products, times_sigmoid, times_sigmoid_slope,
    times_sigmoid_with_slope,
};
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The sigmoid linear unit, or swish: `y = x · sigmoid(x)`.
///
#[doc = include_str!("plots/silu.svg")]
///
/// * **Gradient**: `dy · σ(x) · (1 + x·σ(−x))`, in a form that keeps its digits on both sides.
/// * **Accuracy**: within 1.88 ULP over all 2^32 inputs, the tail included, where PyTorch gives 0 below
///   −88.7. The gradient is within 6.2 ULP on tiers that fuse multiply-add, 6.5 on the others: of itself,
///   or where it is less than half the greater of its two terms, near its zero, of that one.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23·|x|, or 5 ULP where that is more.
/// * **Special values**: −∞ gives −0, the limit, where PyTorch gives NaN; ∞ gives ∞; NaN gives NaN.
/// * **Elsewhere**: `torch.nn.functional.silu`, Hugging Face's `silu` and `swish`, `candle_nn::ops::silu`,
///   ONNX `Swish` with an alpha of 1.
/// * **Source**: S. Elfwing, E. Uchibe and K. Doya, *Sigmoid-Weighted Linear Units for Neural Network
///   Function Approximation in Reinforcement Learning*, 2017.
///
/// ```
/// use activ8::{Activation, Silu};
///
/// let mut y = [f32::NEG_INFINITY, -90.0, 1.0];
/// Silu.forward_in_place(&mut y)?;
/// assert_eq!(y[0], 0.0);
/// assert!((y[1] / -7.3746e-38 - 1.0).abs() < 1e-4);
/// assert!((y[2] / 0.731058579 - 1.0).abs() < 3e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Silu;

/// From minus this on down, it rounds to −0.
const LIMIT: f32 = 124.0;
/// Of the function and of its derivative.
const SILU_TINY: Tiny = Tiny { zero: -LIMIT, ..TINY };

impl Silu {
    #[inline(always)]
    fn value<S: Simd>(x: F32s<S>) -> Scaled<S> {
        let a = x.abs().min(x.of(LIMIT));
        times_sigmoid(x, a, a, None)
    }
}

impl Map for Silu {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.88; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [6.2, 6.5]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        if S::FAST {
            return fast_times_sigmoid(x, 1.0);
        }
        Self::value(x).value
    }

    #[inline(always)]
    fn times<S: Simd>(self, x: F32s<S>, factor: F32s<S>) -> F32s<S> {
        Self::value(x).times(x, SILU_TINY, factor)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let v = x.clamp(-LIMIT, 40.0);
        times_sigmoid_slope(v, None, v).times(x, SILU_TINY, dy)
    }

    #[inline(always)]
    fn with_slope_times<S: Simd>(self, x: F32s<S>, factors: [F32s<S>; 2]) -> [F32s<S>; 2] {
        let v = x.clamp(-LIMIT, 40.0);
        products(times_sigmoid_with_slope(x, v, None, v), x, SILU_TINY, factors)
    }
}
