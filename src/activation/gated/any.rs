//! Gated activations over elements of any type: see mixed.rs.

use super::packed::Halves;
use super::{GatedAnyVerb, GatedVerb};
use crate::check;
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::mixed::{BLOCK, Cut, Refusal, Slices, blocks, shared};
use crate::place::Place;
use crate::tier::Level;

/// Half rows that are longer go by themselves: of what gradients take, five of them fit on the stack.
const LONG: usize = BLOCK / 2;

/// The `f32` verbs. Tried on nothing, and with lengths that have been checked, they refuse nothing.
type Verbs<'a> = &'a (dyn Fn(Place, GatedVerb<'_>) -> Result<()> + Sync);

/// Those of parts, on the level that was found, whose refusals are kept.
type OfPart<'a> = &'a (dyn Fn(GatedVerb<'_>) + Sync);

/// `f32`s go to their verbs at once, which refuse what there is to refuse.
pub(super) fn run(place: Place, verb: GatedAnyVerb<'_>, of: Verbs<'_>) -> Result<()> {
    use {Slice::F32, SliceMut::F32 as Out};
    match verb {
        GatedAnyVerb::Forward { gate: F32(gate), value: F32(value), y: Out(y) } => {
            of(place, GatedVerb::Forward { gate, value, y })
        }
        GatedAnyVerb::Backward {
            inputs: [F32(gate), F32(value), F32(dy)],
            dgate: Out(dgate),
            dvalue: Out(dvalue),
        } => of(place, GatedVerb::Backward { gate, value, dy, dgate, dvalue }),
        GatedAnyVerb::ForwardPacked { layout, x: F32(x), y: Out(y) } => {
            of(place, GatedVerb::ForwardPacked { layout, x, y })
        }
        GatedAnyVerb::BackwardPacked { layout, x: F32(x), dy: F32(dy), dx: Out(dx) } => {
            of(place, GatedVerb::BackwardPacked { layout, x, dy, dx })
        }
        verb => by_blocks(place, verb, of),
    }
}

fn by_blocks(place: Place, verb: GatedAnyVerb<'_>, of: Verbs<'_>) -> Result<()> {
    let level = place.level()?;
    of(place, GatedVerb::Forward { gate: &[], value: &[], y: &mut [] })?;
    let refusal = Refusal::default();
    let of: OfPart<'_> = &|verb| refusal.keep(of(Place::serial(level), verb));
    match verb {
        GatedAnyVerb::Forward { gate, value, y } => {
            check::length("value", value.len(), gate.len())?;
            check::length("y", y.len(), gate.len())?;
            let job = Slices { unit: 1, inputs: [(gate, 1), (value, 1)], outs: [(y, 1)] };
            shared(place, Cut::ELEMENTS, job, &|job| refusal.keep(forward(level, job, of)));
        }
        GatedAnyVerb::Backward { inputs, dgate, dvalue } => {
            let [gate, value, dy] = inputs;
            check::length("value", value.len(), gate.len())?;
            check::length("dy", dy.len(), gate.len())?;
            check::length("dgate", dgate.len(), gate.len())?;
            check::length("dvalue", dvalue.len(), gate.len())?;
            let job = Slices { unit: 1, inputs: inputs.map(|x| (x, 1)), outs: [(dgate, 1), (dvalue, 1)] };
            shared(place, Cut::ELEMENTS, job, &|job| refusal.keep(backward(level, job, of)));
        }
        GatedAnyVerb::ForwardPacked { layout, x, y } => {
            let halves = layout.check(x.len(), "y", y.len())?;
            let half = halves.map_or(1, |halves| halves.half);
            let job = Slices { unit: half, inputs: [(x, 2)], outs: [(y, 1)] };
            shared(place, Cut::rows(half), job, &|job| {
                refusal.keep(match halves {
                    Some(halves) if half > LONG => forward_rows(level, halves, job, of),
                    _ => blocks(level, Cut::rows(half), job, &mut |_, [x], [y]| {
                        of(GatedVerb::ForwardPacked { layout, x, y });
                    }),
                });
            });
        }
        GatedAnyVerb::BackwardPacked { layout, x, dy, dx } => {
            let halves = layout.check(x.len(), "dy", dy.len())?;
            check::length("dx", dx.len(), x.len())?;
            let half = halves.map_or(1, |halves| halves.half);
            let job = Slices { unit: half, inputs: [(x, 2), (dy, 1)], outs: [(dx, 2)] };
            shared(place, Cut::rows(half), job, &|job| {
                refusal.keep(match halves {
                    Some(halves) if half > LONG => backward_rows(level, halves, job, of),
                    _ => blocks(level, Cut::rows(half), job, &mut |_, [x, dy], [dx]| {
                        of(GatedVerb::BackwardPacked { layout, x, dy, dx });
                    }),
                });
            });
        }
    }
    refusal.done()
}

fn forward(level: Level, job: Slices<'_, 2, 1>, of: OfPart<'_>) -> Result<()> {
    blocks(level, Cut::ELEMENTS, job, &mut |_, [gate, value], [y]| {
        of(GatedVerb::Forward { gate, value, y });
    })
}

fn backward(level: Level, job: Slices<'_, 3, 2>, of: OfPart<'_>) -> Result<()> {
    blocks(level, Cut::ELEMENTS, job, &mut |_, [gate, value, dy], [dgate, dvalue]| {
        of(GatedVerb::Backward { gate, value, dy, dgate, dvalue });
    })
}

/// Rows that are longer than a block, by their halves.
fn forward_rows(level: Level, halves: Halves, job: Slices<'_, 1, 1>, of: OfPart<'_>) -> Result<()> {
    let (Halves { half, at }, [(x, _)], [(mut y, _)]) = (halves, job.inputs, job.outs);
    for i in 0..y.len() / half {
        let inputs = at.map(|at| (x.slice(2 * half * i + at..2 * half * i + at + half), 1));
        let outs = [(y.slice(half * i..half * (i + 1)), 1)];
        forward(level, Slices { unit: 1, inputs, outs }, of)?;
    }
    Ok(())
}

fn backward_rows(level: Level, halves: Halves, job: Slices<'_, 2, 1>, of: OfPart<'_>) -> Result<()> {
    let (Halves { half, at }, [(x, _), (dy, _)], [(mut dx, _)]) = (halves, job.inputs, job.outs);
    for i in 0..dy.len() / half {
        let [gate, value] = at.map(|at| x.slice(2 * half * i + at..2 * half * i + at + half));
        let inputs = [(gate, 1), (value, 1), (dy.slice(half * i..half * (i + 1)), 1)];
        let (left, right) = dx.slice(2 * half * i..2 * half * (i + 1)).split_at(half);
        let (dgate, dvalue) = if at[0] == 0 { (left, right) } else { (right, left) };
        backward(level, Slices { unit: 1, inputs, outs: [(dgate, 1), (dvalue, 1)] }, of)?;
    }
    Ok(())
}
