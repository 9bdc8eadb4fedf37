//! How the exponentials of a row are brought into range.

use super::passes::MAX_GROUP_ROWS;
use crate::math::{Shift, Unrounded, exp_shifted, exp_shifted_by, exp_shifted_rounded};
use crate::shape::{Kernel, cells, map};
use crate::simd::{F32s, Simd};

/// The greatest size of a maximum that is not subtracted.
pub(crate) const MAX_WITHOUT_OFFSET: f32 = 224.0;

/// How the exponentials of a row are brought into range: each is e^(x − offset)·2^-N.
///
/// Up to |max| = 224 the offset is 0. Subtracting the maximum would round, by as much as x·2^-24, and
/// every probability would be off by that, while the factor 2^-N is exact. Beyond 224 the offset is the maximum,
/// and the difference is exact wherever e^(x − max) is not 0: it is less than 128, of numbers of 64 and more.
/// The border is 224 since tiers that do not fuse reduce arguments up to 355 exactly.
#[derive(Clone, Copy, Default)]
pub(crate) struct RowShift {
    pub(crate) max: f32,
    offset: f32,
    power: Shift,
}

impl RowShift {
    /// For a row with this maximum whose exponentials count one by one: each is 0 where it is less than 2^-150
    /// of the greatest.
    #[inline(always)]
    pub(crate) fn new(max: f32) -> Self {
        let offset = if max.abs() <= MAX_WITHOUT_OFFSET { 0.0 } else { max };
        Self { max, offset, power: Shift::new(max - offset) }
    }

    /// For a row with this maximum whose exponentials are summed up, or multiplied with what may be great: each
    /// counts down to e^-126 of the greatest.
    #[inline(always)]
    pub(crate) fn deep(max: f32) -> Self {
        Self::new(max).deepened()
    }

    /// This shift as [`deep`](Self::deep) has it.
    #[inline(always)]
    pub(crate) fn deepened(self) -> Self {
        Self { power: Shift::deep(self.max - self.offset), ..self }
    }

    /// The exponential of x: e^(x − offset)·2^-N.
    #[inline(always)]
    pub(crate) fn exp<S: Simd>(self, x: F32s<S>) -> Unrounded<S> {
        exp_shifted(self.relative(x), self.power)
    }

    /// The same, rounded.
    #[inline(always)]
    pub(crate) fn exp_rounded<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        exp_shifted_rounded(self.relative(x), self.power)
    }

    /// The exponential of the maximum.
    #[inline(always)]
    pub(crate) fn max_exp<S: Simd>(self, s: S) -> Unrounded<S> {
        self.exp(F32s::splat(s, self.max))
    }

    /// The exponentials of the maxima of several rows, one in each lane: one by one they would cost as much as a
    /// vector of the row each.
    #[inline(always)]
    pub(crate) fn max_exps<S: Simd>(s: S, shifts: &[Self]) -> MaxExps {
        let (mut max, mut least, mut bias) =
            ([0.0; MAX_GROUP_ROWS], [0.0; MAX_GROUP_ROWS], [0.0; MAX_GROUP_ROWS]);
        for (i, of) in shifts.iter().enumerate() {
            (max[i], least[i], bias[i]) = (of.max - of.offset, of.power.least, of.power.bias);
        }
        let (n, mut exps) = (shifts.len(), MaxExps::default());
        let MaxExps { c, q, rounded } = &mut exps;
        let outs = [cells(&mut c[..n]), cells(&mut q[..n]), cells(&mut rounded[..n])];
        map(s, ExpShifted, [(&max[..n]).into(), (&least[..n]).into(), (&bias[..n]).into()], outs);
        exps
    }

    /// x − offset, whose exponential is then scaled by [`power`](Self::power).
    #[inline(always)]
    pub(crate) fn relative<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        // The same for all of a row, so that a branch costs less than a subtraction in each of a block's vectors.
        if self.has_no_offset() { x } else { x - x.of(self.offset) }
    }

    /// Whether the offset is 0.
    #[inline(always)]
    pub(crate) fn has_no_offset(self) -> bool {
        self.offset == 0.0
    }

    /// The power-of-two scaling of the exponentials.
    #[inline(always)]
    pub(crate) fn power(self) -> Shift {
        self.power
    }
}

/// The greatest exponentials of several rows, each c·(1 + q), and rounded.
#[derive(Clone, Copy, Default)]
pub(crate) struct MaxExps {
    c: [f32; MAX_GROUP_ROWS],
    q: [f32; MAX_GROUP_ROWS],
    pub(crate) rounded: [f32; MAX_GROUP_ROWS],
}

impl MaxExps {
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
