//! Gates and values apart, and in one slice.

use core::ops::Range;

use super::GateLayout;
use super::gate::GateLoops;
use crate::check::{self, require};
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::mixed::{self, OfHalves, Slices};
use crate::place::Place;
use crate::shape::{Source, halves};

/// Where gates and values lie in rows that hold both.
#[derive(Clone, Copy)]
struct PackedRows {
    /// Elements of a half of a row.
    half: usize,
    /// Where gates begin in a row, and where values do.
    at: [usize; 2],
}

impl GateLayout {
    /// Where they lie in rows; nowhere of interleaved pairs. For `x` and `other`, half as long.
    fn check(self, x: usize, argument: &'static str, other: usize) -> Result<Option<PackedRows>> {
        // The halves of an axis lie together: that of all of its elements, each of which is a row of `inner`.
        let (axis, inner, swapped) = match self {
            Self::GatesFirst(row) => (row, 1, false),
            Self::ValuesFirst(row) => (row, 1, true),
            Self::Interleaved => (2, 1, false),
            Self::GatesFirstAlong { axis, inner } => (axis, inner, false),
            Self::ValuesFirstAlong { axis, inner } => (axis, inner, true),
        };
        let valid = axis % 2 == 0 && axis > 0;
        require("layout", axis as f32, valid, "an even number of elements, and not 0")?;
        let row = axis.saturating_mul(inner);
        check::rows("x", x, row)?;
        check::length(argument, other, x / 2)?;
        let half = row / 2;
        let at = if swapped { [half, 0] } else { [0, half] };
        Ok((self != Self::Interleaved).then_some(PackedRows { half, at }))
    }
}

/// Halves of a row from which on they need no block of floats: of fewer, the loop would begin too often.
const DIRECT: usize = 512;

impl PackedRows {
    /// Where gates and values of row `i` are.
    #[inline(always)]
    fn ranges(self, i: usize) -> [Range<usize>; 2] {
        self.at.map(|at| 2 * self.half * i + at..2 * self.half * i + at + self.half)
    }

    /// Gates and values of row `i`.
    #[inline(always)]
    fn of(self, x: Source<'_>, i: usize) -> [Source<'_>; 2] {
        self.ranges(i).map(|range| x.slice(range))
    }

    /// The same of floats of any type.
    fn of_row(self, x: Slice<'_>, i: usize) -> [Slice<'_>; 2] {
        self.ranges(i).map(|range| x.slice(range))
    }

    /// The same, if there is an input.
    fn of_row_in(self, x: Option<Slice<'_>>, i: usize) -> [Option<Slice<'_>>; 2] {
        self.ranges(i).map(|range| x.map(|x| x.slice(range)))
    }

    /// Those of a row that is an output.
    fn of_row_out(self, row: SliceMut<'_>) -> [SliceMut<'_>; 2] {
        let (left, right) = row.split_at(self.half);
        if self.at[0] == 0 { [left, right] } else { [right, left] }
    }
}

/// Gates and values in slices of their own: one row.
pub(super) fn forward_apart(
    gate: &dyn GateLoops,
    place: Place,
    [x, value]: [Slice<'_>; 2],
    y: SliceMut<'_>,
) -> Result<()> {
    let level = place.level()?;
    let slices = Slices::rows(1, [Some(x), Some(value)], [y]);
    let of_halves: OfHalves<'_, _, _> = &|arrays| gate.values_of(level, arrays);
    slices.run_any(place, level, of_halves, &|_, inputs, [y]| gate.values(level, inputs, y))
}

/// The same for both gradients.
pub(super) fn backward_apart(
    gate: &dyn GateLoops,
    place: Place,
    [x, value, dy]: [Slice<'_>; 3],
    outs: [SliceMut<'_>; 2],
) -> Result<()> {
    let level = place.level()?;
    let slices = Slices::rows(1, [Some(x), Some(value), Some(dy)], outs);
    let of_halves: OfHalves<'_, _, _> = &|arrays| gate.gradients_of(level, arrays);
    slices.run_any(place, level, of_halves, &|_, inputs, outs| gate.gradients(level, inputs, outs))
}

/// Gates and values in one slice.
pub(super) fn forward(
    gate: &dyn GateLoops,
    place: Place,
    layout: GateLayout,
    x: Slice<'_>,
    mut y: SliceMut<'_>,
) -> Result<()> {
    let packed = layout.check(x.len(), "y", y.len())?;
    let (level, half) = (place.level()?, packed.map_or(1, |packed| packed.half));
    // Of nothing there are no rows, in which gates and values would lie.
    if y.len() == 0 {
        return Ok(());
    }
    if let Some(packed) = packed.filter(|_| mixed::is_long(half) && (x.is_half() || !y.is_f32())) {
        for i in 0..y.len() / half {
            forward_apart(gate, place, packed.of_row(x, i), y.slice(i * half..(i + 1) * half))?;
        }
        return Ok(());
    }
    let slices = Slices::of(half, ([Some(x)], [2]), ([y], [1]));
    let slices = match packed.filter(|_| half >= DIRECT) {
        Some(packed) => slices.run_units_of_halves(place, level, &|&[x], [y]| {
            for i in 0..y.len() / half {
                let (inputs, y) = (packed.of_row_in(x, i), y.slice(i * half..(i + 1) * half));
                halves(&inputs, &mut [y], None, &|arrays| gate.values_of(level, arrays));
            }
        }),
        None => Some(slices),
    };
    let Some(slices) = slices else { return Ok(()) };
    slices.run(place, level, &|_, [x], [y]| match packed {
        Some(packed) => {
            for (i, y) in y.chunks_exact(half).enumerate() {
                gate.values(level, packed.of(x, i), y);
            }
        }
        None => gate.values_of_pairs(level, x, y),
    })
}

/// The same for both gradients, packed like the inputs.
pub(super) fn backward(
    gate: &dyn GateLoops,
    place: Place,
    layout: GateLayout,
    x: Slice<'_>,
    dy: Slice<'_>,
    mut dx: SliceMut<'_>,
) -> Result<()> {
    let packed = layout.check(x.len(), "dy", dy.len())?;
    check::length("dx", dx.len(), x.len())?;
    let (level, half) = (place.level()?, packed.map_or(1, |packed| packed.half));
    if dy.len() == 0 {
        return Ok(());
    }
    let is_mixed = x.is_half() || dy.is_half() || !dx.is_f32();
    if let Some(packed) = packed.filter(|_| mixed::is_long(half) && is_mixed) {
        for i in 0..dy.len() / half {
            let [of_gate, of_value] = packed.of_row(x, i);
            let outs = packed.of_row_out(dx.slice(2 * half * i..2 * half * (i + 1)));
            backward_apart(gate, place, [of_gate, of_value, dy.slice(half * i..half * (i + 1))], outs)?;
        }
        return Ok(());
    }
    let slices = Slices::of(half, ([Some(x), Some(dy)], [2, 1]), ([dx], [2]));
    let slices = match packed.filter(|_| half >= DIRECT) {
        Some(packed) => slices.run_units_of_halves(place, level, &|&[x, dy], [dx]| {
            for i in 0..dx.len() / (2 * half) {
                let [of_gate, of_value] = packed.of_row_in(x, i);
                let dy = dy.map(|dy| dy.slice(half * i..half * (i + 1)));
                let mut outs = packed.of_row_out(dx.slice(2 * half * i..2 * half * (i + 1)));
                halves(&[of_gate, of_value, dy], &mut outs, None, &|arrays| gate.gradients_of(level, arrays));
            }
        }),
        None => Some(slices),
    };
    let Some(slices) = slices else { return Ok(()) };
    slices.run(place, level, &|_, [x, dy], [dx]| match packed {
        Some(packed) => {
            for (i, dx) in dx.chunks_exact(2 * half).enumerate() {
                let ([of_gate, of_value], dy) = (packed.of(x, i), dy.slice(half * i..half * (i + 1)));
                gate.gradients(level, [of_gate, of_value, dy], packed.at.map(|at| &dx[at..at + half]));
            }
        }
        None => gate.gradients_of_pairs(level, x, dy, dx),
    })
}
