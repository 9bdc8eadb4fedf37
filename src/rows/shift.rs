//! How the exponentials of a row are brought into range.

use super::passes::MAX_GROUP_ROWS;
use crate::math::{Shift, Unrounded, exp_shifted, exp_shifted_above, exp_shifted_rounded};
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

    /// The exponential of the maximum as a sum has it that is `coarse` or not.
    #[inline(always)]
    pub(crate) fn greatest<S: Simd>(self, s: S, coarse: bool) -> Greatest {
        let max = F32s::splat(s, self.max - self.offset);
        let [c, q, rounded] = max_exp(max, self.power.splat(max), coarse);
        Greatest::new([c.lane(), q.lane(), rounded.lane()])
    }

    /// [`greatest`](Self::greatest) of several rows, one in each lane: one by one they would cost as much as a vector of
    /// the row each.
    #[inline(always)]
    pub(crate) fn max_exps<S: Simd>(s: S, shifts: &[Self], coarse: bool) -> MaxExps {
        let (mut max, mut least, mut bias) =
            ([0.0; MAX_GROUP_ROWS], [0.0; MAX_GROUP_ROWS], [0.0; MAX_GROUP_ROWS]);
        for (i, of) in shifts.iter().enumerate() {
            (max[i], least[i], bias[i]) = (of.max - of.offset, of.power.least, of.power.bias);
        }
        let (n, none) = (shifts.len(), [0.0; MAX_GROUP_ROWS]);
        let mut exps = MaxExps { c: none, q: none, rounded: none };
        let MaxExps { c, q, rounded } = &mut exps;
        let outs = [cells(&mut c[..n]), cells(&mut q[..n]), cells(&mut rounded[..n])];
        map(s, MaxExp { coarse }, [(&max[..n]).into(), (&least[..n]).into(), (&bias[..n]).into()], outs);
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

/// The greatest exponential of a row, before and after it is rounded.
#[derive(Clone, Copy)]
pub(crate) struct Greatest {
    pub(crate) exact: f64,
    pub(crate) rounded: f32,
}

impl Greatest {
    #[inline(always)]
    pub(crate) fn of<S: Simd>(exp: Unrounded<S>) -> Self {
        Self { exact: exp.lane(), rounded: exp.rounded().lane() }
    }

    /// By c and q, and c·(1 + q) rounded.
    #[inline(always)]
    fn new([c, q, rounded]: [f32; 3]) -> Self {
        let c = f64::from(c);
        Self { exact: c + c * f64::from(q), rounded }
    }

    /// A row's sum of rounded exponentials, with what the rounding of its greatest has lost.
    #[inline(always)]
    pub(crate) fn total(self, sum: f64) -> f64 {
        sum + (self.exact - f64::from(self.rounded))
    }
}

/// The greatest exponentials of several rows, each c·(1 + q), and rounded.
#[derive(Clone, Copy)]
pub(crate) struct MaxExps {
    c: [f32; MAX_GROUP_ROWS],
    q: [f32; MAX_GROUP_ROWS],
    rounded: [f32; MAX_GROUP_ROWS],
}

impl MaxExps {
    /// That of row `i`.
    #[inline(always)]
    pub(crate) fn of_row(&self, i: usize) -> Greatest {
        Greatest::new([self.c[i], self.q[i], self.rounded[i]])
    }
}

/// The exponential of a maximum, less the offset, by the `least` and the `bias` of its own shift: c, q, and rounded.
#[derive(Clone, Copy)]
struct MaxExp {
    coarse: bool,
}

impl Kernel<3, 3> for MaxExp {
    #[inline(always)]
    fn eval<S: Simd>(self, [max, least, bias]: [F32s<S>; 3]) -> [F32s<S>; 3] {
        max_exp(max, [least, bias], self.coarse)
    }
}

#[inline(always)]
fn max_exp<S: Simd>(max: F32s<S>, by: [F32s<S>; 2], coarse: bool) -> [F32s<S>; 3] {
    let [c, q] = exp_shifted_above(max, None, by, coarse);
    [c, q, c.mul_add(q, c)]
}
