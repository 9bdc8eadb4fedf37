//! The exponential and the logarithm, alone: what the other operations are made of, over slices.

use super::elementwise::Map;
use crate::math::{self, EXP_BOUND, EXP_M1_BOUND, LN_1P_BOUND, LN_BOUND};
use crate::simd::{F32s, Simd};

/// e^x.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exp;

impl Map for Exp {
    const MAX_ULP: [f64; 2] = [EXP_BOUND; 2];

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        math::exp(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        math::exp(x) * dy
    }
}

/// e^x − 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ExpM1;

impl Map for ExpM1 {
    const MAX_ULP: [f64; 2] = [EXP_M1_BOUND; 2];

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        math::exp_m1(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        math::exp(x) * dy
    }
}

/// ln x.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ln;

impl Map for Ln {
    const MAX_ULP: [f64; 2] = [LN_BOUND; 2];

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        math::ln(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        dy / x
    }
}

/// ln(1 + x).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ln1p;

impl Map for Ln1p {
    const MAX_ULP: [f64; 2] = [LN_1P_BOUND; 2];

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        math::ln_1p(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        dy / (x.of(1.0) + x)
    }
}
