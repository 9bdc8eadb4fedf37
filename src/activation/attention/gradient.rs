//! Gradients for scores and sinks.

use std::ops::Range;

use super::first::{Kind, ROOM, Room, Row, in_stretches};
use super::logits::Scaled;
use super::plan::{Columns, Plan};
use super::rows::{fill, fill_around};
use super::{AttentionSoftmax, SoftCap};
use crate::activation::centred::{Centred, Slopes, WeightedSums};
use crate::activation::exponentials::Weighted;
use crate::activation::passes::Rows;
use crate::check;
use crate::element::Slice;
use crate::error::Result;
use crate::mixed;
use crate::place::Place;
use crate::shape::{Kernel, Map, Out, Source, map, max, sum};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

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

/// The gradients of whole rows from number `first` on.
pub(super) fn rows(level: Level, plan: Plan<'_>, first: usize, inputs: [Source<'_>; 2], dx: Out<'_>) {
    let room = Room::new();
    dispatch!(level, s => s.vectorize(#[inline(always)] || {
        match plan.frozen {
            false => of_rows(s, plan, first, inputs, dx, &room),
            true => fill(s, 0.0, dx),
        }
    }));
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

/// Halves are copied, since a sink's sum is over all rows of its heads.
pub(super) fn of_sinks(
    options: AttentionSoftmax<'_>,
    place: Place,
    [x, dy]: [Slice<'_>; 2],
    dsinks: &mut [f32],
) -> Result<()> {
    options.check(x.len())?;
    check::length("dy", dy.len(), x.len())?;
    check::length("dsinks", dsinks.len(), options.sinks.map_or(0, <[f32]>::len))?;
    let (level, plan) = (place.level()?, Plan::of(options));
    mixed::whole(level, [x, dy], &mut |inputs| sums_of_sinks(level, plan, inputs.map(Source::from), dsinks))
}

fn sums_of_sinks(level: Level, plan: Plan<'_>, [x, dy]: [Source<'_>; 2], dsinks: &mut [f32]) {
    let AttentionSoftmax { keys, queries, temperature, .. } = plan.options;
    let heads = dsinks.len();
    for (sink, out) in dsinks.iter_mut().enumerate() {
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
        *out = (total / f64::from(temperature).max(f64::MIN_POSITIVE)) as f32;
    }
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
