//! Gradients for scores and sinks.

use std::cell::Cell;

use super::bias::{Room, STRETCH};
use super::logits::{Logits, PairShift};
use super::plan::{Columns, Plan};
use super::rows::{Moved, fill, fill_around, first_pass};
use super::{AttentionSoftmax, SoftCap};
use crate::activation::Map;
use crate::activation::passes::Rows;
use crate::activation::row::rows_in_piece;
use crate::activation::softmax::Centred;
use crate::check;
use crate::error::Result;
use crate::math::{UNIT, weighted};
use crate::parallel::{self, Indexed, Slices};
use crate::place::Run;
use crate::shape::{Kernel, Out, Source, Terms, cells, map, sum};
use crate::simd::{F32s, Simd};
use crate::tier::dispatch;

/// The exponentials, their sum, and their sum weighted with `dy`.
#[derive(Clone, Copy)]
struct Weighted {
    logits: Logits,
    shift: PairShift,
}

impl Terms<2, 3, 1> for Weighted {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> ([F32s<S>; 3], [F32s<S>; 1]) {
        let e = self.shift.exp(self.logits.bare(x));
        let rounded = e.rounded();
        ([e.c, e.q, weighted(rounded, dy)], [rounded])
    }
}

impl Terms<3, 3, 1> for Weighted {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x, bias, dy]: [F32s<S>; 3]) -> ([F32s<S>; 3], [F32s<S>; 1]) {
        let e = self.shift.exp(self.logits.biased(x, bias));
        let rounded = e.rounded();
        ([e.c, e.q, weighted(rounded, dy)], [rounded])
    }
}

/// The same without an output.
#[derive(Clone, Copy)]
struct Only(Weighted);

impl Terms<2, 3, 0> for Only {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, x: [F32s<S>; 2]) -> ([F32s<S>; 3], [F32s<S>; 0]) {
        (self.0.eval(x).0, [])
    }
}

impl Terms<3, 3, 0> for Only {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, x: [F32s<S>; 3]) -> ([F32s<S>; 3], [F32s<S>; 0]) {
        (self.0.eval(x).0, [])
    }
}

/// p·(dy − Σ p·dy) by what a score's logit grows with it.
#[derive(Clone, Copy)]
struct Slope {
    row: Centred,
    /// scale / temperature.
    factor: f32,
    /// The scale, and the cap of scaled scores.
    cap: Option<(f32, SoftCap)>,
}

impl Kernel<3> for Slope {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy, x]: [F32s<S>; 3]) -> [F32s<S>; 1] {
        let [centred] = self.row.eval([e, dy]);
        let centred = centred * x.of(self.factor);
        match self.cap {
            None => [centred],
            Some((scale, cap)) => [cap.gradient(x * x.of(scale), centred)],
        }
    }
}

impl Plan<'_> {
    fn slope(self, row: Centred) -> Slope {
        let AttentionSoftmax { scale, temperature, soft_cap, .. } = self.options;
        let factor = (f64::from(scale) / f64::from(temperature)) as f32;
        Slope { row, factor, cap: soft_cap.map(|cap| (scale, SoftCap { cap })) }
    }
}

pub(super) fn backward(
    options: AttentionSoftmax<'_>,
    run: Run,
    x: &[f32],
    dy: &[f32],
    dx: &mut [f32],
) -> Result<()> {
    let (level, plan) = (run.level()?, Plan::of(options));
    let leaf = |Indexed { first, job }: Indexed<Slices<'_, 2, 1>>| {
        let ([x, dy], [dx]) = (job.inputs.map(Source::from), job.outs.map(cells));
        dispatch!(level, s => s.vectorize(#[inline(always)] || {
            let room = [const { Cell::new(0.0) }; STRETCH];
            match plan.frozen {
                false => of_rows(s, plan, first, [x, dy], dx, &room),
                true => fill(s, 0.0, dx),
            }
        }));
    };
    let job = Indexed { first: 0, job: Slices { unit: options.keys, inputs: [x, dy], outs: [dx] } };
    parallel::pieces(job, rows_in_piece(options.keys), run.parallel, &leaf);
    Ok(())
}

#[inline(always)]
fn of_rows<S: Simd>(s: S, plan: Plan<'_>, first: usize, [x, dy]: [Source<'_>; 2], dx: Out<'_>, room: &Room) {
    let keys = plan.options.keys;
    Rows { row: keys, len: x.len() }.in_stages(
        #[inline(always)]
        |row| first_pass(s, plan, first + row.start / keys, row.start, x, room),
        #[inline(always)]
        |row, Moved { columns, shift }| {
            let terms = Weighted { logits: plan.logits, shift };
            let mut sums = [0.0; 2];
            plan.bias(columns.index).in_stretches(
                s,
                columns.start..columns.end,
                room,
                #[inline(always)]
                |stretch, bias| {
                    let range = row.start + stretch.start..row.start + stretch.end;
                    let (x, dy, dx) = (x.slice(range.clone()), dy.slice(range.clone()), &dx[range]);
                    let [total, _, of_dy] = match bias {
                        None => sum(s, terms, [x, dy], [dx], 1.0),
                        Some(bias) => sum(s, terms, [x, bias, dy], [dx], 1.0),
                    };
                    sums = [sums[0] + total, sums[1] + of_dy];
                },
            );
            let sink = plan.sink(columns.index).exp(s, shift);
            (columns, centred(plan, sums, sink))
        },
        #[inline(always)]
        |row, (columns, centred): (Columns, Centred)| {
            let range = columns.after(row.start);
            let within = &dx[range.clone()];
            map(s, plan.slope(centred), [within.into(), dy.slice(range.clone()), x.slice(range)], [within]);
            fill_around(s, centred.inverse, columns, &dx[row]);
        },
    );
}

/// What the last pass needs, from the sums without the sink.
fn centred(plan: Plan<'_>, [total, of_dy]: [f64; 2], sink: f64) -> Centred {
    let inverse = plan.inverse(total + sink);
    let mean = if inverse.is_zero() { 0.0 } else { (of_dy / (total + sink) * f64::from(UNIT)) as f32 };
    Centred { inverse, mean }
}

pub(super) fn of_sinks(
    options: AttentionSoftmax<'_>,
    run: Run,
    x: &[f32],
    dy: &[f32],
    dsinks: &mut [f32],
) -> Result<()> {
    options.check(x.len())?;
    check::length("dy", dy.len(), x.len())?;
    check::length("dsinks", dsinks.len(), options.sinks.map_or(0, <[f32]>::len))?;
    let (level, plan) = (run.level()?, Plan::of(options));
    let (keys, queries, heads) = (options.keys, options.queries, dsinks.len());
    for (sink, out) in dsinks.iter_mut().enumerate() {
        let (x, dy) = (Source::from(x), Source::from(dy));
        let total: f64 = dispatch!(level, s => s.vectorize(#[inline(always)] || {
            let room = [const { Cell::new(0.0) }; STRETCH];
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
    let at = index * plan.options.keys;
    let Moved { columns, shift } = first_pass(s, plan, index, at, x, room);
    let terms = Only(Weighted { logits: plan.logits, shift });
    let mut sums = [0.0; 2];
    plan.bias(index).in_stretches(
        s,
        columns.start..columns.end,
        room,
        #[inline(always)]
        |stretch, bias| {
            let range = at + stretch.start..at + stretch.end;
            let (x, dy) = (x.slice(range.clone()), dy.slice(range));
            let [total, _, of_dy] = match bias {
                None => sum(s, terms, [x, dy], [], 1.0),
                Some(bias) => sum(s, terms, [x, bias, dy], [], 1.0),
            };
            sums = [sums[0] + total, sums[1] + of_dy];
        },
    );
    let sink = plan.sink(index).exp(s, shift);
    let total = sums[0] + sink;
    // A sink of −∞ in a row of nothing takes no share.
    if sink == 0.0 && !total.is_nan() { 0.0 } else { -(sink / total) * (sums[1] / total * f64::from(UNIT)) }
}
