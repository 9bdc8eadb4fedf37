//! The Gaussian error linear unit and its approximations.

use crate::math::{
    Factor, GELU_BOUND, GELU_BOUND_UNFUSED, GELU_TANH_TINY, GELU_TINY, Scaled, TINY, Tiny,
    fast_times_sigmoid, gelu, gelu_slope, gelu_tanh, gelu_tanh_slope, gelu_tanh_with_slope, products,
    times_sigmoid, times_sigmoid_slope, times_sigmoid_with_slope,
};
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The Gaussian error linear unit: `y = x · Φ(x)`, Φ being the normal distribution, or one of two
/// functions like it.
///
/// * **Gradient**: `dy · (Φ(x) + x·φ(x))`, and the approximations' own.
/// * **Accuracy**: within 1.7 ULP over all 2^32 inputs, 1.78 on tiers that do not fuse multiply-add, `Tanh` and
///   `Quick` 1.88 on all, the left tail included, where 1 + erf and 1 + tanh leave PyTorch and ONNX Runtime without
///   a digit below −5. The gradient is within 4.3 ULP on tiers that fuse multiply-add, 5.6 on the others; `Tanh`'s
///   11.8 and 12.8, `Quick`'s 7.9 and 8.2: of itself, or where it is less than half the greater of its two terms, near its
///   zero, of that one.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23·|x|, or 5 ULP where that is more.
/// * **Special values**: −∞ gives −0, the limit, where PyTorch gives NaN; ∞ gives ∞; NaN gives NaN.
/// * **Elsewhere**: `torch.nn.functional.gelu`, whose default is `Erf` as ONNX's and Keras'; ggml's
///   `GELU` and candle's `Tensor::gelu` are `Tanh`, as Hugging Face's `gelu_new`, `gelu_pytorch_tanh` and
///   ONNX Runtime's `FastGelu`; Hugging Face's `quick_gelu` and ONNX Runtime's `QuickGelu` are `Quick`.
/// * **Source**: D. Hendrycks and K. Gimpel, *Gaussian Error Linear Units*, 2016.
///
/// ```
/// use activ8::{Activation, Gelu};
///
/// let mut y = [f32::NEG_INFINITY, -10.0, 1.0];
/// Gelu::Erf.forward_in_place(&mut y)?;
/// assert_eq!(y[0], 0.0);
/// assert!((y[1] / -7.619853e-23 - 1.0).abs() < 1e-6);
/// assert!((y[2] / 0.841344746 - 1.0).abs() < 3e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gelu {
    /// x · (1 + erf(x / √2)) / 2, the function itself.
    ///
    #[doc = include_str!("plots/gelu.svg")]
    #[default]
    Erf,
    /// x · (1 + tanh(√(2/π) · (x + 0.044715·x³))) / 2.
    ///
    #[doc = include_str!("plots/gelu_tanh.svg")]
    Tanh,
    /// x · sigmoid(1.702·x).
    ///
    #[doc = include_str!("plots/gelu_quick.svg")]
    Quick,
}

#[derive(Clone, Copy)]
pub(super) struct ByErf;

impl Map for ByErf {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [GELU_BOUND, GELU_BOUND_UNFUSED]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [4.3, 5.6]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        gelu(x).value
    }

    #[inline(always)]
    fn times<S: Simd>(self, x: F32s<S>, factor: F32s<S>) -> F32s<S> {
        gelu(x).times(x, GELU_TINY, factor)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        gelu_slope(x).times(x, GELU_TINY, dy)
    }

    #[inline(always)]
    fn with_slope_times<S: Simd>(self, x: F32s<S>, factors: [F32s<S>; 2]) -> [F32s<S>; 2] {
        products([gelu_slope(x), gelu(x)], x, GELU_TINY, factors)
    }
}

#[derive(Clone, Copy)]
pub(super) struct ByTanh;

impl Map for ByTanh {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.88; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [11.8, 12.8]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        gelu_tanh(x).value
    }

    #[inline(always)]
    fn times<S: Simd>(self, x: F32s<S>, factor: F32s<S>) -> F32s<S> {
        gelu_tanh(x).times(x, GELU_TANH_TINY, factor)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        gelu_tanh_slope(x).times(x, GELU_TANH_TINY, dy)
    }

    #[inline(always)]
    fn with_slope_times<S: Simd>(self, x: F32s<S>, factors: [F32s<S>; 2]) -> [F32s<S>; 2] {
        products(gelu_tanh_with_slope(x), x, GELU_TANH_TINY, factors)
    }
}

/// The multiple of x, not rounded to an `f32`.
const QUICK: Factor = Factor::of(1.702);

/// Where the multiple is about 124.
const QUICK_LIMIT: f32 = 72.0;

/// Of the function and of its derivative.
const QUICK_TINY: Tiny = Tiny { below: TINY.below / 1.702, zero: -QUICK_LIMIT };

#[derive(Clone, Copy)]
pub(super) struct ByQuick;

impl ByQuick {
    #[inline(always)]
    fn value<S: Simd>(x: F32s<S>) -> Scaled<S> {
        let a = x.abs().min(x.of(QUICK_LIMIT));
        let (v, low) = QUICK.product(a);
        times_sigmoid(x, a, v, Some(low))
    }
}

impl Map for ByQuick {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.88; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [7.9, 8.2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        if S::FAST {
            return fast_times_sigmoid(x, 1.702);
        }
        Self::value(x).value
    }

    #[inline(always)]
    fn times<S: Simd>(self, x: F32s<S>, factor: F32s<S>) -> F32s<S> {
        Self::value(x).times(x, QUICK_TINY, factor)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let (v, low) = QUICK.product(x.clamp(-QUICK_LIMIT, 23.0));
        times_sigmoid_slope(v, Some(low), v).times(x, QUICK_TINY, dy)
    }

    #[inline(always)]
    fn with_slope_times<S: Simd>(self, x: F32s<S>, factors: [F32s<S>; 2]) -> [F32s<S>; 2] {
        let (v, low) = QUICK.product(x.clamp(-QUICK_LIMIT, 23.0));
        products(times_sigmoid_with_slope(x, v, Some(low), v), x, QUICK_TINY, factors)
    }
}
