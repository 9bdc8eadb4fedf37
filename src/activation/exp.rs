//! The exponential and the logarithm, alone: what the other operations are made of, over slices.

use crate::math::{self, EXP_BOUND, EXP_M1_BOUND, LN_1P_BOUND, LN_BOUND};
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// The exponential: `y = e^x`.
///
#[doc = include_str!("plots/exp.svg")]
///
/// * **Gradient**: `dy · e^x`.
/// * **Accuracy**: within 0.80 ULP over all 2^32 inputs, subnormal results included, on every tier. The
///   gradient is within 1.6 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more: results below 2^-125
///   are 0.
/// * **Special values**: −∞ gives 0, 0 gives exactly 1, ∞ gives ∞, NaN gives NaN; past 88.72 it is ∞
///   and below −103.97 it is 0.
///
/// ```
/// use activ8::{Activation, Exp};
///
/// let mut y = [0.0; 3];
/// Exp.forward(&[f32::NEG_INFINITY, 0.0, 1.0], &mut y)?;
/// assert_eq!(y[..2], [0.0, 1.0]);
/// assert!((y[2] / std::f32::consts::E - 1.0).abs() < 2e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exp;

impl Map for Exp {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [EXP_BOUND; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [1.6; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        math::exp(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        math::exp_times(x, dy)
    }
}

impl FromOutput for Exp {
    fn max_ulp_from_output(self) -> [f64; 2] {
        [0.5; 2]
    }

    fn output_kernel(self) -> impl Kernel<2> {
        OfOutput
    }
}

/// The gradient from the output: dy · y.
#[derive(Clone, Copy)]
struct OfOutput;

impl Kernel<2> for OfOutput {
    #[inline(always)]
    fn eval<S: Simd>(self, [y, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [dy * y]
    }
}

/// The exponential less 1: `y = e^x − 1`, without cancellation near 0.
///
#[doc = include_str!("plots/exp_m1.svg")]
///
/// * **Gradient**: `dy · e^x`.
/// * **Accuracy**: within 0.96 ULP over all 2^32 inputs, on every tier. The gradient is within 1.6 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: −∞ gives −1, −0 gives −0, ∞ gives ∞, NaN gives NaN.
///
/// ```
/// use activ8::{Activation, ExpM1};
///
/// let mut y = [0.0; 3];
/// ExpM1.forward(&[-0.0, 1e-20, f32::NEG_INFINITY], &mut y)?;
/// assert_eq!(y, [-0.0, 1e-20, -1.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ExpM1;

impl Map for ExpM1 {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [EXP_M1_BOUND; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [1.6; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        math::exp_m1(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        Exp.gradient(x, dy)
    }

    fn gradient_kernel(self) -> impl Kernel<2> {
        Exp.gradient_kernel()
    }
}

/// The natural logarithm: `y = ln x`.
///
#[doc = include_str!("plots/ln.svg")]
///
/// * **Gradient**: `dy / x`.
/// * **Accuracy**: within 0.80 ULP over all 2^32 inputs, subnormals included, on every tier. The gradient
///   is correctly rounded.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: ±0 gives −∞, 1 gives +0, ∞ gives ∞; a negative x and NaN give NaN.
///
/// ```
/// use activ8::{Activation, Ln};
///
/// let mut y = [0.0; 3];
/// Ln.forward(&[0.0, 1.0, 10.0], &mut y)?;
/// assert_eq!(y[..2], [f32::NEG_INFINITY, 0.0]);
/// assert!((y[2] / std::f32::consts::LN_10 - 1.0).abs() < 2e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ln;

impl Map for Ln {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [LN_BOUND; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.5; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        math::ln(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        dy / x
    }
}

/// The natural logarithm of 1 more: `y = ln(1 + x)`, without cancellation near 0.
///
#[doc = include_str!("plots/ln_1p.svg")]
///
/// * **Gradient**: `dy / (1 + x)`.
/// * **Accuracy**: within 0.82 ULP over all 2^32 inputs, on every tier. The gradient is within 1.6 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: −1 gives −∞, −0 gives −0, ∞ gives ∞; x below −1 and NaN give NaN.
///
/// ```
/// use activ8::{Activation, Ln1p};
///
/// let mut y = [0.0; 3];
/// Ln1p.forward(&[-1.0, -0.0, 1e-20], &mut y)?;
/// assert_eq!(y, [f32::NEG_INFINITY, -0.0, 1e-20]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ln1p;

impl Map for Ln1p {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [LN_1P_BOUND; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [1.6; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        math::ln_1p(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        dy / (x.of(1.0) + x)
    }
}
