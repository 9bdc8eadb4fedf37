//! Sums of losses that go on from part to part. They are sums of periods, and of all where nothing repeats: each
//! has the shape that [`sum_onto`] gives it.

use super::parts::Part;
use crate::shape::{Lanes, ROUNDS_LEN, SUM_BLOCK, Terms, cells, finite_sum, sum_onto};
use crate::simd::{F32s, SUM_LANES, Simd};
use crate::tier::{Level, dispatch};

/// A sum.
pub(super) struct RunningSum {
    /// What losses are multiplied with, so that lanes do not overflow.
    scale: f32,
    /// The sum of the periods that are over.
    total: f64,
    /// The lanes of the one that is not.
    lanes: Option<[f64; SUM_LANES]>,
}

impl RunningSum {
    /// Of nothing yet.
    #[inline(always)]
    pub(super) fn scaled(scale: f32) -> Self {
        Self { scale, total: 0.0, lanes: None }
    }

    /// The sum of what has been added, all of whose periods are over.
    #[inline(always)]
    pub(super) fn total(&self) -> f64 {
        self.total
    }

    /// Whether terms are scaled, which only [`add_values`](Self::add_values) does: it happens once in a million
    /// calls, and the loops of formulas have nothing to do for it.
    pub(super) fn is_scaled(&self) -> bool {
        self.scale != 1.0
    }

    /// Adds the terms of a part, whose outputs are written.
    #[inline(always)]
    pub(super) fn add<S: Simd, const N: usize, const K: usize>(
        &mut self,
        s: S,
        terms: impl Terms<N, 1, K>,
        part: &Part<'_, N, K>,
    ) {
        self.add_scaled(s, terms, 1.0, part);
    }

    #[inline(always)]
    fn add_scaled<S: Simd, const N: usize, const K: usize>(
        &mut self,
        s: S,
        terms: impl Terms<N, 1, K>,
        scale: f32,
        part: &Part<'_, N, K>,
    ) {
        let mut totals = match &self.lanes {
            Some(lanes) => [s.totals_from(*lanes)],
            None => [s.totals()],
        };
        self.lanes = None;
        part.each_period(
            #[inline(always)]
            |inputs, outs, over| {
                totals = sum_onto(s, terms, inputs, outs, scale, totals);
                if over {
                    self.total += Lanes::of(s, totals[0]).total(s);
                    totals = [s.totals()];
                } else {
                    self.lanes = Some(s.totals_to(totals[0]));
                }
            },
        );
    }

    /// Adds the losses that `values` writes, times the scale, in as many steps as a buffer needs.
    pub(super) fn add_values<const N: usize, const K: usize>(
        &mut self,
        level: Level,
        part: &Part<'_, N, K>,
        values: &dyn Fn(&Part<'_, N, 1>),
    ) {
        let mut buffer = [0.0; ROUNDS_LEN];
        part.each_period(|inputs, _, over| {
            let len = inputs[0].len();
            for start in (0..len).step_by(ROUNDS_LEN) {
                let end = len.min(start + ROUNDS_LEN);
                let out = cells(&mut buffer[..end - start]);
                values(&Part::whole(inputs.map(|input| input.slice(start..end)), [out]));
                let losses = Part::of_period(out.into(), over && end == len);
                self.add_losses(level, &losses);
            }
        });
    }

    #[inline(never)]
    fn add_losses(&mut self, level: Level, losses: &Part<'_, 1, 0>) {
        let scale = self.scale;
        dispatch!(level, s => s.vectorize(#[inline(always)] || self.add_scaled(s, Loss, scale, losses)));
    }
}

/// The sum of what `add` adds for a part, of which nothing repeats, joined as `parallel::cut` joins those of blocks.
pub(super) fn sum_of_blocks<const N: usize, const K: usize>(
    part: &Part<'_, N, K>,
    add: &dyn Fn(&Part<'_, N, K>, &mut RunningSum),
) -> f64 {
    let len = part.len();
    if len > SUM_BLOCK {
        let at = SUM_BLOCK * (len.div_ceil(SUM_BLOCK).next_power_of_two() / 2);
        return sum_of_blocks(&part.some(0..at), add) + sum_of_blocks(&part.some(at..len), add);
    }
    finite_sum(|scale| {
        let mut sum = RunningSum::scaled(scale);
        add(part, &mut sum);
        sum.total()
    })
}

/// A loss as it is.
#[derive(Clone, Copy)]
struct Loss;

impl Terms<1, 1, 0> for Loss {
    #[inline(always)]
    fn eval<S: Simd>(self, x: [F32s<S>; 1]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        (x, [])
    }
}
