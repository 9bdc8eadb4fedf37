//! How the exponentials of a row are brought into range.

use super::passes::GROUP;
use crate::math::{Shift, Unrounded, exp_shifted, exp_shifted_by};
use crate::shape::{Kernel, cells, map};
use crate::simd::{F32s, Simd};

/// The greatest maximum that is not subtracted.
pub(crate) const MOST: f32 = 224.0;

/// How the exponentials of a row are brought into range: e^(x − offset)·2^-N.
///
/// Up to |max| = 224, `offset` is 0: subtracting the maximum would round, by as much as x·2^-24, and
/// every probability would be off by that, while 2^-N is exact. Beyond, it is the maximum, and the
/// difference is exact wherever e^(x − max) is not 0: less than 128, of numbers of 64 and more. 224, since
/// tiers that do not fuse reduce arguments up to 355 exactly.
#[derive(Clone, Copy, Default)]
pub(crate) struct RowShift {
    pub(crate) max: f32,
    offset: f32,
    shift: Shift,
}

impl RowShift {
    /// For a row with this maximum, of which each element counts by itself: it is 0 where it is less than 2^-150
    /// of the greatest.
    #[inline(always)]
    pub(crate) fn new(max: f32) -> Self {
        let offset = if max.abs() <= MOST { 0.0 } else { max };
        Self { max, offset, shift: Shift::new(max - offset) }
    }

    /// The same of which sums of many small elements count, too, and products with them.
    #[inline(always)]
    pub(crate) fn deep(max: f32) -> Self {
        Self::new(max).deepened()
    }

    /// This shift as [`deep`](Self::deep) has it.
    #[inline(always)]
    pub(crate) fn deepened(self) -> Self {
        Self { shift: Shift::deep(self.max - self.offset), ..self }
    }

    /// e^x·2^-N, up to a factor e^offset.
    #[inline(always)]
    pub(crate) fn exp<S: Simd>(self, x: F32s<S>) -> Unrounded<S> {
        exp_shifted(self.relative(x), self.shift)
    }

    /// The exponential of the maximum.
    #[inline(always)]
    pub(crate) fn top<S: Simd>(self, s: S) -> Unrounded<S> {
        self.exp(F32s::splat(s, self.max))
    }

    /// The exponentials of the maxima of rows that are taken together, c·(1 + q): by lanes, since they would cost as
    /// much as a vector of the row each.
    #[inline(always)]
    pub(crate) fn tops<S: Simd>(s: S, shifts: &[Self]) -> Tops {
        let (mut max, mut least, mut bias) = ([0.0; GROUP], [0.0; GROUP], [0.0; GROUP]);
        for (i, of) in shifts.iter().enumerate() {
            (max[i], least[i], bias[i]) = (of.max - of.offset, of.shift.least, of.shift.bias);
        }
        let (n, mut tops) = (shifts.len(), Tops::default());
        let Tops { c, q, rounded } = &mut tops;
        let outs = [cells(&mut c[..n]), cells(&mut q[..n]), cells(&mut rounded[..n])];
        map(s, ExpShifted, [(&max[..n]).into(), (&least[..n]).into(), (&bias[..n]).into()], outs);
        tops
    }

    /// x − offset, whose exponential is moved by [`shift`](Self::shift).
    #[inline(always)]
    pub(crate) fn relative<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        // The same for all of a row, so that a branch costs less than a subtraction in each of a block's vectors.
        if self.is_small() { x } else { x - x.of(self.offset) }
    }

    /// Whether there is no offset.
    #[inline(always)]
    pub(crate) fn is_small(self) -> bool {
        self.offset == 0.0
    }

    /// By how much.
    #[inline(always)]
    pub(crate) fn shift(self) -> Shift {
        self.shift
    }
}

/// The greatest exponentials of rows that are taken together.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tops {
    c: [f32; GROUP],
    q: [f32; GROUP],
    pub(crate) rounded: [f32; GROUP],
}

impl Tops {
    /// That of row `i`, unrounded.
    #[inline(always)]
    pub(crate) fn exact(&self, i: usize) -> f64 {
        let c = f64::from(self.c[i]);
        c + c * f64::from(self.q[i])
    }
}

/// The exponential of a number by the `least` and the `bias` of its own shift: c, q, and rounded.
#[derive(Clone, Copy)]
struct ExpShifted;

impl Kernel<3, 3> for ExpShifted {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, least, bias]: [F32s<S>; 3]) -> [F32s<S>; 3] {
        let e = exp_shifted_by(x, least, bias);
        [e.c, e.q, e.rounded()]
    }
}
