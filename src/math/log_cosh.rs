//! ln cosh z, by one division.

use crate::simd::{F32s, Simd};

/// Up to here ln cosh z is z²/2 − z⁴·T, and beyond z − D.
const NEAR: f32 = 1.25;
/// From here on D is ln 2, within half an ULP of the result.
const FAR: f32 = 7.3;

/// Approximation: D = z − ln cosh z as P / Q in z on [[`NEAR`], [`FAR`]], error 3.8e-8 of ln cosh z.
/// Source: `sollya/log_quotients.py`.
const FAR_P: [f32; 6] = [0.037_756_58, 0.818_023_9, 0.376_810_8, 0.048_108_157, 0.065_673_05, 5.484_375_7e-5];
const FAR_Q: [f32; 5] = [1.0, 0.493_699_22, 0.749_125_8, 0.037_833_66, 0.097_224_064];

/// Approximation: T = (z²/2 − ln cosh z) / z⁴ as P / Q in z² on [0, [`NEAR`]], error 9.7e-9 of ln cosh z.
/// Source: `sollya/log_quotients.py`.
const NEAR_P: [f32; 3] = [0.083_333_254, 0.019_898_748, 1.188_717_9e-4];
const NEAR_Q: [f32; 3] = [1.0, 0.505_441_1, 0.055_298_38];

/// ln cosh z.
///
/// Bound: 3 ULP.
#[inline(always)]
pub(crate) fn ln_cosh<S: Simd>(z: F32s<S>) -> F32s<S> {
    let z = z.abs();
    let a = z.of(FAR).min(z);
    let (u, near) = (a * a, z.lt(z.of(NEAR)));
    let (p, q) = (
        near.select((u * u) * u.polynomial(NEAR_P), a.polynomial(FAR_P)),
        near.select(u.polynomial(NEAR_Q), a.polynomial(FAR_Q)),
    );
    near.select(u * z.of(0.5), z) - p / q
}
