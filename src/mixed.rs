//! Verbs over elements of any type: blocks are widened to `f32` on the stack, go through the kernels of
//! `f32`, and are rounded. So there is one of each kernel, and an element's bits are those that the `f32`
//! verb gives for the widened inputs, rounded.

mod cut;
mod refusal;

use std::mem::MaybeUninit;
use std::ops::Range;

use crate::activation::{AnyVerb, PIECE, Verb};
use crate::check;
use crate::element::{Slice, SliceMut};
use crate::error::{Error, Result};
use crate::parallel::{self, Job};
use crate::place::Place;
use crate::shape::{narrow, widen, widen_new, zeroed};
use crate::tier::Level;

pub(crate) use cut::Cut;
pub(crate) use refusal::Refusal;

/// Elements of a block: three of it fit a first-level cache.
pub(crate) const BLOCK: usize = 2048;

/// Elements that a stack holds in one frame, 24 KiB: where rows, which stay whole, need more, they are
/// allocated. With what the kernels take, a call stays below the 64 KiB that are promised.
const STACK: usize = 3 * BLOCK;

/// The slices of a piece of work, each with the number of its elements for one of the work.
pub(crate) struct Slices<'a, const N: usize, const M: usize> {
    pub(crate) unit: usize,
    pub(crate) inputs: [(Slice<'a>, usize); N],
    pub(crate) outs: [(SliceMut<'a>, usize); M],
}

impl<const N: usize, const M: usize> Slices<'_, N, M> {
    fn len(&self) -> usize {
        let of_inputs = self.inputs.first().map(|(x, each)| x.len() / each);
        of_inputs.or(self.outs.first().map(|(y, each)| y.len() / each)).unwrap_or(0)
    }
}

impl<const N: usize, const M: usize> Job for Slices<'_, N, M> {
    fn units(&self) -> usize {
        self.len() / self.unit
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let (unit, at) = (self.unit, at * self.unit);
        let inputs =
            self.inputs.map(|(x, each)| ((x.slice(0..at * each), each), (x.slice(at * each..x.len()), each)));
        let outs = self.outs.map(|(y, each)| {
            let (left, right) = y.split_at(at * each);
            ((left, each), (right, each))
        });
        let (outs, rest) = parallel::halves(outs);
        (
            Self { unit, inputs: inputs.map(|(left, _)| left), outs },
            Self { unit, inputs: inputs.map(|(_, right)| right), outs: rest },
        )
    }
}

/// An `f32` verb of a part of the work: where in its unit the part lies, and its slices. It has been tried
/// on nothing, and the lengths have been checked, so that it refuses nothing: see [`Refusal`].
pub(crate) type OfPart<'a> = &'a (dyn Fn(Place, Range<usize>, Verb<'_>) -> Result<()> + Sync);

/// A verb of an activation, by its `f32` verbs. `plain` is whether these may have `f32` slices at once: they
/// then refuse what there is to refuse.
pub(crate) fn activation(
    place: Place,
    cut: Cut,
    plain: bool,
    verb: AnyVerb<'_>,
    part: OfPart<'_>,
) -> Result<()> {
    match verb {
        AnyVerb::Forward { x: Slice::F32(x), y: SliceMut::F32(y) } if plain => {
            part(place, 0..cut.unit, Verb::Forward { x, y })
        }
        AnyVerb::InPlace { x: SliceMut::F32(x) } if plain => part(place, 0..cut.unit, Verb::InPlace { x }),
        AnyVerb::Backward { x: Slice::F32(x), dy: Slice::F32(dy), dx: SliceMut::F32(dx) } if plain => {
            part(place, 0..cut.unit, Verb::Backward { x, dy, dx })
        }
        verb => by_blocks(place, cut, verb, part),
    }
}

fn by_blocks(place: Place, cut: Cut, verb: AnyVerb<'_>, part: OfPart<'_>) -> Result<()> {
    let level = place.level()?;
    let len = verb.len();
    if len > 0 {
        check::rows("x", len, cut.unit)?;
    }
    part(place, 0..0, Verb::InPlace { x: &mut [] })?;
    let refusal = Refusal::default();
    let in_part = |range: Range<usize>, verb: Verb<'_>| {
        refusal.keep(part(Place::serial(level), range, verb));
    };
    match verb {
        AnyVerb::Forward { x, y } => {
            check::length("y", y.len(), len)?;
            let job = Slices { unit: cut.unit, inputs: [(x, 1)], outs: [(y, 1)] };
            shared(place, cut, job, &|Slices { inputs: [(x, _)], outs: [(y, _)], .. }| {
                refusal.keep(in_place(level, cut, Some(x), y, &mut |range, x| {
                    in_part(range, Verb::InPlace { x });
                }));
            });
        }
        AnyVerb::InPlace { x } => {
            let job = Slices { unit: cut.unit, inputs: [], outs: [(x, 1)] };
            shared(place, cut, job, &|Slices { outs: [(x, _)], .. }| {
                refusal.keep(in_place(level, cut, None, x, &mut |range, x| {
                    in_part(range, Verb::InPlace { x });
                }));
            });
        }
        AnyVerb::Backward { x, dy, dx } => {
            check::length("dy", dy.len(), len)?;
            check::length("dx", dx.len(), len)?;
            let job = Slices { unit: cut.unit, inputs: [(x, 1), (dy, 1)], outs: [(dx, 1)] };
            shared(place, cut, job, &|job| {
                refusal.keep(blocks(level, cut, job, &mut |range, [x, dy], [dx]| {
                    in_part(range, Verb::Backward { x, dy, dx });
                }));
            });
        }
    }
    refusal.done()
}

/// A verb over rows, of which each slice has `row` elements or another number, by the `f32` verb of some of
/// them. The lengths have been checked, so that it refuses nothing: see [`Refusal`].
pub(crate) fn rows<const N: usize, const M: usize>(
    place: Place,
    row: usize,
    inputs: [(Slice<'_>, usize); N],
    outs: [(SliceMut<'_>, usize); M],
    verb: &(dyn Fn(Place, [&[f32]; N], [&mut [f32]; M]) -> Result<()> + Sync),
) -> Result<()> {
    let (level, refusal) = (place.level()?, Refusal::default());
    let halves = inputs.iter().any(|(x, _)| x.is_half()) || outs.iter().any(|(y, _)| y.is_half());
    let job = Slices { unit: 1, inputs, outs };
    if !halves {
        blocks(level, Cut::rows(job.len()), job, &mut |_, inputs, outs| {
            refusal.keep(verb(place, inputs, outs));
        })?;
        return refusal.done();
    }
    parallel::pieces(job, (PIECE / row).max(1), place.parallel, &|job| {
        refusal.keep(blocks(level, Cut::each_of(row), job, &mut |_, inputs, outs| {
            refusal.keep(verb(Place::serial(level), inputs, outs));
        }));
    });
    refusal.done()
}

/// The `f32` verb of whole slices, which may be of any length each.
pub(crate) fn whole<const N: usize>(
    place: Place,
    inputs: [Slice<'_>; N],
    verb: &mut dyn FnMut([&[f32]; N]) -> Result<()>,
) -> Result<()> {
    let (level, mut done) = (place.level()?, Ok(()));
    with_buffer(inputs.iter().filter(|x| x.is_half()).map(|x| x.len()).sum(), &mut |buffer| {
        let mut rest = &mut *buffer;
        done = verb(inputs.map(|x| widened(level, x, &mut rest)));
    })?;
    done
}

/// Shares out whole units to threads.
pub(crate) fn shared<J: Job>(place: Place, cut: Cut, job: J, leaf: &(dyn Fn(J) + Sync)) {
    // Units of nothing are of slices of nothing.
    if let Some(units) = PIECE.checked_div(cut.unit) {
        parallel::pieces(job, units.max(1), place.parallel, &|job| leaf(job));
    }
}

/// `y = body(x)`, or of what is in `y`.
pub(crate) fn in_place(
    level: Level,
    cut: Cut,
    x: Option<Slice<'_>>,
    mut y: SliceMut<'_>,
    body: &mut dyn FnMut(Range<usize>, &mut [f32]),
) -> Result<()> {
    let len = y.len();
    with_buffer(cut.longest(len), &mut |buffer| {
        let mut at = 0;
        while at < len {
            let (n, range) = cut.block(at, len);
            let (x, mut y) = (x.map(|x| x.slice(at..at + n)), y.slice(at..at + n));
            match (x, &mut y) {
                (Some(x), SliceMut::F32(y)) => {
                    widen(level, x, y);
                    body(range, y);
                }
                (Some(x), SliceMut::NewF32(y)) => body(range, widen_new(level, x, y)),
                (None, SliceMut::F32(y)) => body(range, y),
                (x, y) => {
                    if let Some(x) = x.or(y.read()) {
                        let block = widen_new(level, x, &mut buffer[..n]);
                        body(range, block);
                        narrow(level, block, y.slice(0..n));
                    }
                }
            }
            at += n;
        }
    })
}

/// `outs = body(inputs)`.
pub(crate) fn blocks<const N: usize, const M: usize>(
    level: Level,
    cut: Cut,
    mut job: Slices<'_, N, M>,
    body: &mut dyn FnMut(Range<usize>, [&[f32]; N], [&mut [f32]; M]),
) -> Result<()> {
    let len = job.len();
    let of_inputs = job.inputs.iter().filter(|(x, _)| x.is_half()).map(|(_, each)| each).sum::<usize>();
    let of_outs = job.outs.iter().filter(|(y, _)| y.is_half()).map(|(_, each)| each).sum::<usize>();
    // Blocks of so many slices fit on the stack.
    let cut = cut.within(STACK / (of_inputs + of_outs).max(1));
    let longest = cut.longest(len);
    with_buffer(longest.saturating_mul(of_inputs + of_outs), &mut |buffer| {
        let (of_inputs, of_outs) = buffer.split_at_mut(longest * of_inputs);
        let of_outs = zeroed(of_outs);
        let mut at = 0;
        while at < len {
            let (n, range) = cut.block(at, len);
            let (mut of_inputs, mut rest) = (&mut *of_inputs, &mut *of_outs);
            let part = |each: usize| at * each..(at + n) * each;
            let inputs = job.inputs.map(|(x, each)| widened(level, x.slice(part(each)), &mut of_inputs));
            let outs = job.outs.each_mut().map(|(y, each)| match y.slice(part(*each)) {
                SliceMut::F32(y) => y,
                SliceMut::NewF32(y) => zeroed(y),
                y => first(&mut rest, y.len()),
            });
            body(range, inputs, outs);
            let mut rest = &mut *of_outs;
            for (y, each) in job.outs.iter_mut().filter(|(y, _)| y.is_half()) {
                narrow(level, first(&mut rest, n * *each), y.slice(part(*each)));
            }
            at += n;
        }
    })
}

/// `x`, or a copy in the first elements of `rest`.
fn widened<'a>(level: Level, x: Slice<'a>, rest: &mut &'a mut [MaybeUninit<f32>]) -> &'a [f32] {
    match x {
        Slice::F32(x) => x,
        x => widen_new(level, x, first(rest, x.len())),
    }
}

/// The first `n` elements of `rest`, which then has the others.
pub(crate) fn first<'a, T>(rest: &mut &'a mut [T], n: usize) -> &'a mut [T] {
    rest.split_off_mut(..n).unwrap_or_default()
}

/// At most [`BLOCK`] elements as `f32`.
pub(crate) fn floats<R>(level: Level, x: Slice<'_>, then: impl FnOnce(&[f32]) -> R) -> R {
    match x {
        Slice::F32(x) => then(x),
        x => then(widen_new(level, x, &mut [const { MaybeUninit::uninit() }; BLOCK][..x.len()])),
    }
}

/// Calls `then` with room for so many elements, or is an error where there is none: before anything is written,
/// unless other threads have written their part.
fn with_buffer(size: usize, then: &mut dyn FnMut(&mut [MaybeUninit<f32>])) -> Result<()> {
    if size <= BLOCK {
        then(&mut [const { MaybeUninit::uninit() }; BLOCK][..size]);
    } else if size <= STACK {
        on_stack(size, then);
    } else {
        let mut room = Vec::new();
        let bytes = size.saturating_mul(size_of::<f32>());
        room.try_reserve_exact(size).map_err(|_| Error::Memory { argument: "x", bytes })?;
        then(&mut room.spare_capacity_mut()[..size]);
    }
    Ok(())
}

/// Apart, so that short slices touch little of the stack.
#[inline(never)]
fn on_stack(size: usize, then: &mut dyn FnMut(&mut [MaybeUninit<f32>])) {
    then(&mut [const { MaybeUninit::uninit() }; STACK][..size]);
}
