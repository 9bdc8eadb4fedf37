//! Exponentials that are multiplied before they are rounded to what they may be too small for.

use crate::math::exp;
use crate::simd::{F32s, Simd};

/// Far above all x for which e^x is less than any normal float: y may have factors that make up for it.
const TINY: f32 = -60.0;

/// e^x·y, where e^x may be subnormal, or 0 as a float: `near` where it is not.
#[inline(always)]
pub(super) fn exp_times<S: Simd>(x: F32s<S>, y: F32s<S>, near: F32s<S>) -> F32s<S> {
    where_tiny(
        x,
        near,
        #[inline(always)]
        |half| half * y * half,
    )
}

/// `far` of e^(x/2) where e^x is tiny, and `near` elsewhere: most vectors have no such lane.
#[inline(always)]
pub(super) fn where_tiny<S: Simd>(
    x: F32s<S>,
    near: F32s<S>,
    far: impl FnOnce(F32s<S>) -> F32s<S>,
) -> F32s<S> {
    let least = x.of(TINY);
    if least.le(x).all() {
        return near;
    }
    x.lt(least).select(far(exp(x * x.of(0.5))), near)
}
