//! Gates and values in one slice.

use super::super::elementwise::{PIECE, require};
use super::{Gate, GateLayout, Gated};
use crate::check;
use crate::error::Result;
use crate::parallel::{self, Slices};
use crate::place::Place;
use crate::shape::{Out, Source, cells, map, map_of_pairs, map_to_pairs};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// What is cut, and where in it gates and values lie.
#[derive(Clone, Copy)]
pub(super) struct Halves {
    /// Elements of a half of a row.
    pub(super) half: usize,
    /// Where gates begin in a row, and where values do.
    pub(super) at: [usize; 2],
}

impl GateLayout {
    /// Its halves; none of interleaved pairs. For `x` and `other`, half as long.
    pub(super) fn check(self, x: usize, argument: &'static str, other: usize) -> Result<Option<Halves>> {
        let (row, swapped) = match self {
            Self::Halves(row) => (row, false),
            Self::SwappedHalves(row) => (row, true),
            Self::Interleaved => (2, false),
        };
        let valid = row % 2 == 0 && row > 0;
        require("layout", row as f32, valid, "an even number of elements, and not 0")?;
        check::rows("x", x, row)?;
        check::length(argument, other, x / 2)?;
        let half = row / 2;
        let at = if swapped { [half, 0] } else { [0, half] };
        Ok((self != Self::Interleaved).then_some(Halves { half, at }))
    }
}

impl Halves {
    /// Row `i` of a packed slice, gates and values apart.
    #[inline(always)]
    fn of(self, x: Source<'_>, i: usize) -> [Source<'_>; 2] {
        let [gate, value] = self.at.map(
            #[inline(always)]
            |at| 2 * self.half * i + at,
        );
        [x.slice(gate..gate + self.half), x.slice(value..value + self.half)]
    }

    #[inline(always)]
    fn of_out(self, x: Out<'_>, i: usize) -> [Out<'_>; 2] {
        let [gate, value] = self.at.map(
            #[inline(always)]
            |at| 2 * self.half * i + at,
        );
        [&x[gate..gate + self.half], &x[value..value + self.half]]
    }
}

/// Work over packed slices, twice as long as the others.
type Job<'a, const N: usize, const M: usize, const I: usize, const O: usize> =
    (Slices<'a, N, M>, Slices<'a, I, O>);

pub(super) fn forward(
    kernel: Gated<impl Gate>,
    place: Place,
    layout: GateLayout,
    x: &[f32],
    y: &mut [f32],
) -> Result<()> {
    let halves = layout.check(x.len(), "y", y.len())?;
    let level = place.level()?;
    let leaf = |(packed, other): Job<'_, 1, 0, 0, 1>| {
        let ([x], [y]) = (packed.inputs.map(Source::from), other.outs.map(cells));
        match halves {
            None => {
                dispatch!(level, s => s.vectorize(#[inline(always)] move || map_of_pairs(s, kernel, x, y)));
            }
            Some(halves) => forward_rows(level, kernel, halves, x, y),
        }
    };
    let half = halves.map_or(1, |halves| halves.half);
    let packed = Slices { unit: 2 * half, inputs: [x], outs: [] };
    let job = (packed, Slices { unit: half, inputs: [], outs: [y] });
    parallel::pieces(job, (PIECE / half).max(1), place.parallel, &leaf);
    Ok(())
}

fn forward_rows(level: Level, kernel: Gated<impl Gate>, halves: Halves, x: Source<'_>, y: Out<'_>) {
    let half = halves.half;
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        for i in 0..y.len() / half {
            map(s, kernel, halves.of(x, i), [&y[i * half..(i + 1) * half]]);
        }
    }));
}

pub(super) fn backward(
    kernel: Gated<impl Gate>,
    place: Place,
    layout: GateLayout,
    x: &[f32],
    dy: &[f32],
    dx: &mut [f32],
) -> Result<()> {
    let halves = layout.check(x.len(), "dy", dy.len())?;
    check::length("dx", dx.len(), x.len())?;
    let level = place.level()?;
    let leaf = |(packed, other): Job<'_, 1, 1, 1, 0>| {
        let ([x], [dx]) = (packed.inputs.map(Source::from), packed.outs.map(cells));
        let [dy] = other.inputs.map(Source::from);
        match halves {
            None => {
                dispatch!(level, s => s.vectorize(#[inline(always)] move || map_to_pairs(s, kernel, x, dy, dx)));
            }
            Some(halves) => backward_rows(level, kernel, halves, x, dy, dx),
        }
    };
    let half = halves.map_or(1, |halves| halves.half);
    let packed = Slices { unit: 2 * half, inputs: [x], outs: [dx] };
    let job = (packed, Slices { unit: half, inputs: [dy], outs: [] });
    parallel::pieces(job, (PIECE / half).max(1), place.parallel, &leaf);
    Ok(())
}

fn backward_rows(
    level: Level,
    kernel: Gated<impl Gate>,
    halves: Halves,
    x: Source<'_>,
    dy: Source<'_>,
    dx: Out<'_>,
) {
    let half = halves.half;
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        for i in 0..dy.len() / half {
            let [gate, value] = halves.of(x, i);
            map(s, kernel, [gate, value, dy.slice(i * half..(i + 1) * half)], halves.of_out(dx, i));
        }
    }));
}
