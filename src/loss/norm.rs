//! The Euclidean norm of a vector whose squares may be too large or too small for a float.

use crate::shape::{Kernel, Source, Terms, greatest, sum};
use crate::simd::{F32s, Simd};

/// Sums of squares or of absolute values that need no scale: no term was infinite, and what underflowed does not show.
pub(super) const SAFE_SUMS: core::ops::Range<f64> = 1e-24..1e36;

/// The norm of a vector, scaled by a power of two.
#[derive(Clone, Copy)]
pub(super) struct Norm {
    pub(super) scale: f32,
    pub(super) scaled: f64,
}

impl Norm {
    /// Of `x`.
    #[inline(always)]
    pub(super) fn of<S: Simd>(s: S, x: Source<'_>) -> Self {
        let mut scale = None;
        loop {
            let by = scale.unwrap_or(1.0);
            let [total] = sum(s, Squares(by), [x], [], 1.0);
            if scale.is_some() || SAFE_SUMS.contains(&total) {
                return Self { scale: by, scaled: total.sqrt() };
            }
            scale = Some(to_unit(greatest(s, Abs, [x], [])));
        }
    }

    /// The same but no less than `least`.
    pub(super) fn at_least(self, least: f64) -> Self {
        let least = least * f64::from(self.scale);
        // NaN is no less.
        if self.scaled < least { Self { scaled: least, ..self } } else { self }
    }

    /// What divides by it.
    pub(super) fn divide(self) -> Divide {
        Divide { scale: self.scale, inverse: (1.0 / self.scaled) as f32 }
    }
}

/// The power of two that brings a number into [1, 2), as far as there is one.
pub(super) fn to_unit(x: f32) -> f32 {
    let exponent = ((x.to_bits() >> 23) as i32 & 0xff) - 127;
    f32::from_bits(((127 - exponent.clamp(-126, 126)) as u32) << 23)
}

#[derive(Clone, Copy)]
struct Abs;

impl Kernel<1> for Abs {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [x.abs()]
    }
}

/// Squares of multiples.
#[derive(Clone, Copy)]
struct Squares(f32);

impl Terms<1, 1, 0> for Squares {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        let x = x * x.of(self.0);
        ([x * x], [])
    }
}

/// Division by a norm.
#[derive(Clone, Copy)]
pub(super) struct Divide {
    scale: f32,
    inverse: f32,
}

impl Divide {
    #[inline(always)]
    pub(super) fn apply<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x * x.of(self.scale) * x.of(self.inverse)
    }
}

impl Kernel<1> for Divide {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.apply(x)]
    }
}
