//! The gradients for the scores and for the sinks, which have all but the end in common.

use core::ops::Range;

use super::biases::MAX_COLUMNS;
use super::derived::{Derived, Window};
use super::logits::ScaledShift;
use super::options::AttentionSoftmax;
use super::row::{Form, Row, Scratch, fill, fill_around};
use crate::activation::SoftCap;
use crate::rows::softmax_gradient::{CentredGradient, RowGradient, WeightedSums};
use crate::rows::{Passes, RowRange, WeightedSumExp, over_rows};
use crate::shape::{Kernel, Map, Out, Source, map, max, sum};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// The gradients of rows from number `first` on: for the scores, to `dx`; or without it for their sinks, added to
/// `of_sinks` and yet to be divided by the temperature.
pub(super) fn over_rows_on(
    level: Level,
    derived: Derived<'_>,
    first: usize,
    [x, dy]: [Source<'_>; 2],
    dx: Option<Out<'_>>,
    of_sinks: f64,
) -> f64 {
    // One for all tiers, whose frames may be one.
    let scratch = &Scratch::new();
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        let mut passes = Backward { derived, first, x, dy, dx, scratch, of_sinks };
        match (derived.is_temperature_0, dx) {
            (false, _) => over_rows(s, &mut passes, derived.options.keys, x),
            (true, Some(dx)) => fill(s, 0.0, dx),
            (true, None) => {}
        }
        passes.of_sinks
    }))
}

/// The logits and their maximum; the exponentials and their sums; and the gradient.
struct Backward<'a> {
    derived: Derived<'a>,
    /// The number of the first row in the call.
    first: usize,
    x: Source<'a>,
    dy: Source<'a>,
    /// Where gradients are for the scores, their place.
    dx: Option<Out<'a>>,
    scratch: &'a Scratch,
    /// Where they are for the sinks, the sum so far.
    of_sinks: f64,
}

/// What the second pass finds in a row.
#[derive(Clone, Copy, Default)]
struct Found {
    window: Window,
    of_scores: RowGradient,
    of_sink: f64,
}

impl Passes for Backward<'_> {
    type First = Row;
    type Prepared = Row;
    type Second = Found;
    type Combined = ();

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> Row {
        let scratch_start = row.in_group * self.derived.options.keys;
        self.derived.first_pass(s, self.first + row.number, row.of(self.x), self.scratch, scratch_start)
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, s: S, row: Row) -> Row {
        let mut row = self.derived.prepare(s, row);
        row.shift = row.shift.deepened();
        row
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, range: RowRange, row: Row) -> Found {
        let (x, dy, mut sums) = (range.of(self.x), range.of(self.dy), WeightedSums::default());
        let dx = self.dx.map(
            #[inline(always)]
            |dx| range.of_out(dx),
        );
        // Without an output the exponentials, which nobody needs, take the place of the logits.
        let longest = if dx.is_some() && row.form == Form::Scores { usize::MAX } else { MAX_COLUMNS };
        row.in_ranges_of(
            longest,
            #[inline(always)]
            |columns| {
                let e = match dx {
                    Some(dx) => &dx[columns.clone()],
                    None => self.scratch.part(row.scratch_start, columns.len())[0],
                };
                sums = sums.plus(self.exponentials(s, row, columns, [x, dy], e));
            },
        );
        let sink = self.derived.sink(row.number).exp(s, row.shift);
        let (window, mut found) = (row.window, Found { window: row.window, ..Found::default() });
        if self.derived.options.fully_masked.is_zeros(sums.total + sink) {
            return found;
        }
        match dx {
            Some(dx) => {
                let (e, dy) = (&dx[window.range()], dy.slice(window.range()));
                found.of_scores = self.of_scores(s, sums, sink, e, dy);
            }
            // Of nothing, whatever has left it, the sink not excepted, it is 0 / 0.
            None => {
                let total = sums.total + sink;
                found.of_sink = -(sink / total) * (sums.of_dy / total);
            }
        }
        found
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, found: Found, (): ()) {
        let Some(dx) = self.dx else {
            self.of_sinks += found.of_sink;
            return;
        };
        let Found { window, of_scores: RowGradient { elements, dominant }, .. } = found;
        let (dx, x, dy) = (row.of_out(dx), row.of(self.x), row.of(self.dy));
        let (within, x, dy) = (&dx[window.range()], x.slice(window.range()), dy.slice(window.range()));
        let AttentionSoftmax { scale, soft_cap, .. } = self.derived.options;
        let gradient =
            ScoreGradient { of_logits: elements, cap: soft_cap.map(|cap| (scale, SoftCap { cap })) };
        map(s, gradient, [within.into(), dy, x], [within]);
        if let Some(dominant) = dominant {
            let own = F32s::splat(s, dominant.gradient);
            let x = F32s::splat(s, x.get(dominant.index));
            within[dominant.index].set(gradient.capped(own, x).lane());
        }
        fill_around(s, elements.of_masked(), window, dx);
    }
}

impl Backward<'_> {
    /// The exponentials of some columns, to `e`, their sum, and that of their products with `dy`.
    #[inline(always)]
    fn exponentials<S: Simd>(
        &self,
        s: S,
        row: Row,
        columns: Range<usize>,
        [x, dy]: [Source<'_>; 2],
        e: Out<'_>,
    ) -> WeightedSums {
        let [z, low] = self.derived.logits_again(s, row, columns.clone(), x, self.scratch);
        let (shift, dy) = (row.shift, dy.slice(columns));
        WeightedSums::of(match (row.form, self.derived.logits.factor) {
            (Form::Pairs, _) => sum(s, WeightedSumExp(shift), [z, low, dy], [e], 1.0),
            (_, Some(factor)) => sum(s, WeightedSumExp(ScaledShift { factor, shift }), [z, dy], [e], 1.0),
            (_, None) => sum(s, WeightedSumExp(shift.row), [z, dy], [e], 1.0),
        })
    }

    /// The gradient for a row's scores, yet without that of a cap.
    #[inline(always)]
    fn of_scores<S: Simd>(
        &self,
        s: S,
        sums: WeightedSums,
        sink: f64,
        e: Out<'_>,
        dy: Source<'_>,
    ) -> RowGradient {
        let AttentionSoftmax { scale, temperature, .. } = self.derived.options;
        let factor = f64::from(scale) / f64::from(temperature);
        RowGradient::of(
            s,
            sums,
            [sink, factor],
            #[inline(always)]
            || max(s, e.into()),
            e.into(),
            dy,
        )
    }
}

/// The gradient for a score, from that for its logit, of which scale / temperature is already a part.
#[derive(Clone, Copy)]
struct ScoreGradient {
    of_logits: CentredGradient,
    /// The scale, and the cap of scaled scores.
    cap: Option<(f32, SoftCap)>,
}

impl ScoreGradient {
    #[inline(always)]
    fn capped<S: Simd>(self, of_logit: F32s<S>, x: F32s<S>) -> F32s<S> {
        match self.cap {
            None => of_logit,
            Some((scale, cap)) => cap.gradient(x * x.of(scale), of_logit),
        }
    }
}

impl Kernel<3> for ScoreGradient {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy, x]: [F32s<S>; 3]) -> [F32s<S>; 1] {
        let [of_logit] = self.of_logits.eval([e, dy]);
        [self.capped(of_logit, x)]
    }
}
