//! Gradients for scores and sinks.

use std::ops::Range;

use super::first::{Kind, ROOM, Room, Row, in_stretches};
use super::logits::Scaled;
use super::plan::{Columns, Plan};
use super::rows::{fill, fill_around};
use super::{AttentionSoftmax, SoftCap};
use crate::activation::Map;
use crate::activation::centred::{Centred, Slopes, WeightedSums};
use crate::activation::exponentials::Weighted;
use crate::activation::passes::Rows;
use crate::activation::row::rows_in_piece;
use crate::check;
use crate::error::Result;
use crate::parallel::{self, Indexed, Slices};
use crate::place::Place;
use crate::shape::{Kernel, Out, Source, cells, map, max, sum};
use crate::simd::{F32s, Simd};
use crate::tier::dispatch;

/// p·(dy − Σ p·dy) by what a score's logit grows with it, of which scale / temperature is a part of `row`.
#[derive(Clone, Copy)]
struct Slope {
    row: Centred,
    /// The scale, and the cap of scaled scores.
    cap: Option<(f32, SoftCap)>,
}

impl Slope {
    #[inline(always)]
    fn capped<S: Simd>(self, centred: F32s<S>, x: F32s<S>) -> F32s<S> {
        match self.cap {
            None => centred,
            Some((scale, cap)) => cap.gradient(x * x.of(scale), centred),
        }
    }
}

impl Kernel<3> for Slope {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy, x]: [F32s<S>; 3]) -> [F32s<S>; 1] {
        let [centred] = self.row.eval([e, dy]);
        [self.capped(centred, x)]
    }
}

impl Plan<'_> {
    fn slope(self, row: Centred) -> Slope {
        let AttentionSoftmax { scale, soft_cap, .. } = self.options;
        Slope { row, cap: soft_cap.map(|cap| (scale, SoftCap { cap })) }
    }

    /// The row after the first pass, for a gradient, in which the least exponentials count.
    #[inline(always)]
    fn ready_for_slopes<S: Simd>(self, s: S, row: Row) -> Row {
        let mut row = self.ready(s, row);
        row.shift = row.shift.deepened();
        row
    }
}

pub(super) fn backward(
    options: AttentionSoftmax<'_>,
    place: Place,
    x: &[f32],
    dy: &[f32],
    dx: &mut [f32],
) -> Result<()> {
    let (level, plan) = (place.level()?, Plan::of(options));
    let leaf = |Indexed { first, job }: Indexed<Slices<'_, 2, 1>>| {
        let ([x, dy], [dx]) = (job.inputs.map(Source::from), job.outs.map(cells));
        let room = Room::new();
        dispatch!(level, s => s.vectorize(#[inline(always)] || {
            match plan.frozen {
                false => of_rows(s, plan, first, [x, dy], dx, &room),
                true => fill(s, 0.0, dx),
            }
        }));
    };
    let job = Indexed { first: 0, job: Slices { unit: options.keys, inputs: [x, dy], outs: [dx] } };
    parallel::pieces(job, rows_in_piece(options.keys), place.parallel, &leaf);
    Ok(())
}

#[inline(always)]
fn of_rows<S: Simd>(s: S, plan: Plan<'_>, first: usize, [x, dy]: [Source<'_>; 2], dx: Out<'_>, room: &Room) {
    let keys = plan.options.keys;
    let rows = Rows { row: keys, x };
    rows.in_stages(
        #[inline(always)]
        |range, number| {
            let at = number % rows.group() * keys;
            plan.first_pass(s, first + number, x.slice(range), room, at)
        },
        #[inline(always)]
        |row| plan.ready_for_slopes(s, row),
        #[inline(always)]
        |range, row: Row| {
            let (x, dy, dx, mut sums) =
                (x.slice(range.clone()), dy.slice(range.clone()), &dx[range], WeightedSums::default());
            row.in_stretches(
                #[inline(always)]
                |stretch| {
                    let dx = &dx[stretch.clone()];
                    sums = sums.plus(second_pass(s, plan, row, stretch, [x, dy], dx, room));
                },
            );
            let columns = row.columns.after(0);
            let sink = plan.sink(row.columns.index).exp(s, row.shift);
            (row.columns, slopes(s, plan, sums, sink, &dx[columns.clone()], dy.slice(columns)))
        },
        |_, _, _| (),
        #[inline(always)]
        |row, (columns, slopes): (Columns, Slopes), ()| {
            let range = columns.after(row.start);
            let (within, x) = (&dx[range.clone()], x.slice(range.clone()));
            let slope = plan.slope(slopes.others);
            map(s, slope, [within.into(), dy.slice(range), x], [within]);
            if let Some(top) = slopes.top {
                let (of_top, x) = (F32s::splat(s, top.slope), F32s::splat(s, x.get(top.index)));
                within[top.index].set(slope.capped(of_top, x).lane());
            }
            fill_around(s, slopes.others.of_nothing(), columns, &dx[row]);
        },
    );
}

/// The exponentials of a stretch, to `e`, their sum, and that of their products with `dy`.
#[inline(always)]
fn second_pass<S: Simd>(
    s: S,
    plan: Plan<'_>,
    row: Row,
    stretch: Range<usize>,
    [x, dy]: [Source<'_>; 2],
    e: Out<'_>,
    room: &Room,
) -> WeightedSums {
    let [z, low] = plan.second(s, row, stretch.clone(), x, room);
    let (shift, dy) = (row.shift, dy.slice(stretch));
    WeightedSums::of(match (row.kind, plan.logits.factor) {
        (Kind::Pairs, _) => sum(s, Weighted(shift), [z, low, dy], [e], 1.0),
        (_, Some(factor)) => sum(s, Weighted(Scaled { factor, shift }), [z, dy], [e], 1.0),
        (_, None) => sum(s, Weighted(shift.row), [z, dy], [e], 1.0),
    })
}

/// What the last pass needs, from the sums without the sink.
#[inline(always)]
fn slopes<S: Simd>(
    s: S,
    plan: Plan<'_>,
    sums: WeightedSums,
    sink: f64,
    e: Out<'_>,
    dy: Source<'_>,
) -> Slopes {
    if plan.is_zeros(sums.total + sink) {
        return Slopes::default();
    }
    let AttentionSoftmax { scale, temperature, .. } = plan.options;
    let factor = f64::from(scale) / f64::from(temperature);
    Slopes::of(
        s,
        sums,
        [sink, factor],
        #[inline(always)]
        || max(s, e.into()),
        e.into(),
        dy,
    )
}

pub(super) fn of_sinks(
    options: AttentionSoftmax<'_>,
    place: Place,
    x: &[f32],
    dy: &[f32],
    dsinks: &mut [f32],
) -> Result<()> {
    options.check(x.len())?;
    check::length("dy", dy.len(), x.len())?;
    check::length("dsinks", dsinks.len(), options.sinks.map_or(0, <[f32]>::len))?;
    let (level, plan) = (place.level()?, Plan::of(options));
    let (keys, queries, heads) = (options.keys, options.queries, dsinks.len());
    for (sink, out) in dsinks.iter_mut().enumerate() {
        let (x, dy) = (Source::from(x), Source::from(dy));
        let room = Room::new();
        let total: f64 = dispatch!(level, s => s.vectorize(#[inline(always)] || {
            let (mut total, mut head) = (0.0, sink);
            while head * queries * keys < x.len() && !plan.frozen {
                for index in head * queries..(head + 1) * queries {
                    total += of_sink(s, plan, index, [x, dy], &room);
                }
                head += heads;
            }
            total
        }));
        *out = (total / f64::from(options.temperature).max(f64::MIN_POSITIVE)) as f32;
    }
    Ok(())
}

/// −p_sink · Σ p·dy of row `index`.
#[inline(always)]
fn of_sink<S: Simd>(s: S, plan: Plan<'_>, index: usize, [x, dy]: [Source<'_>; 2], room: &Room) -> f64 {
    let keys = plan.options.keys;
    let range = index * keys..(index + 1) * keys;
    let (x, dy) = (x.slice(range.clone()), dy.slice(range));
    let row = plan.ready_for_slopes(s, plan.first_pass(s, index, x, room, 0));
    let mut sums = WeightedSums::default();
    in_stretches(
        row.columns.start..row.columns.end,
        ROOM,
        #[inline(always)]
        |stretch| {
            // The exponentials, which nobody needs, take the logits' place.
            let [e, _] = room.part(0, stretch.len());
            sums = sums.plus(second_pass(s, plan, row, stretch, [x, dy], e, room));
        },
    );
    let sink = plan.sink(index).exp(s, row.shift);
    let total = sums.total + sink;
    // Of nothing, whatever has left it, the sink not excepted: 0 / 0, unless the row is to be zeros.
    if plan.is_zeros(total) { 0.0 } else { -(sink / total) * (sums.of_dy / total) }
}
