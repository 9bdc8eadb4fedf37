//! Gates and values apart, and in one slice.

use super::{Gate, GateLayout, Gated};
use crate::check::{self, require};
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::mixed::{self, Slices};
use crate::place::Place;
use crate::shape::{
    Kernel, Out, Source, map_of_pairs, map_rows_on, map_to_pairs, of_pairs_in_blocks, to_pairs_in_blocks,
};
use crate::simd::Simd;
use crate::tier::{Level, dispatch_wide};

/// Where gates and values lie in rows that hold both.
#[derive(Clone, Copy)]
struct PackedRows {
    /// Elements of a half of a row.
    half: usize,
    /// Where gates begin in a row, and where values do.
    at: [usize; 2],
}

impl GateLayout {
    /// Its packed_rows; none of interleaved pairs. For `x` and `other`, half as long.
    fn check(self, x: usize, argument: &'static str, other: usize) -> Result<Option<PackedRows>> {
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
        Ok((self != Self::Interleaved).then_some(PackedRows { half, at }))
    }
}

impl PackedRows {
    /// Gates and values of all rows; each row is twice a half long.
    #[inline(always)]
    fn of(self, x: Source<'_>) -> [(Source<'_>, usize); 2] {
        let [gate, value] = self.at;
        [(x.slice(gate..x.len()), 2 * self.half), (x.slice(value..x.len()), 2 * self.half)]
    }

    /// Those of one row.
    fn of_row(self, x: Slice<'_>, i: usize) -> [Slice<'_>; 2] {
        self.at.map(|at| x.slice(2 * self.half * i + at..2 * self.half * i + at + self.half))
    }
}

/// Gates and values in slices of their own: one row.
pub(super) fn apart<const N: usize, const M: usize>(
    kernel: impl Kernel<N, M>,
    place: Place,
    inputs: [Slice<'_>; N],
    outs: [SliceMut<'_>; M],
) -> Result<()> {
    let level = place.level()?;
    Slices::rows(1, inputs.map(Some), outs).run(place, level, &|_, inputs, outs| {
        let len = outs[0].len();
        map_rows_on(level, kernel, len, inputs.map(|x| (x, len)), outs.map(|y| (y, len)));
    })
}

pub(super) fn forward(
    kernel: Gated<impl Gate>,
    place: Place,
    layout: GateLayout,
    x: Slice<'_>,
    mut y: SliceMut<'_>,
) -> Result<()> {
    let packed_rows = layout.check(x.len(), "y", y.len())?;
    let (level, half) = (place.level()?, packed_rows.map_or(1, |packed_rows| packed_rows.half));
    if let Some(packed_rows) = packed_rows.filter(|_| mixed::is_long(half) && (x.is_half() || !y.is_f32())) {
        for i in 0..y.len() / half {
            apart(kernel, place, packed_rows.of_row(x, i), [y.slice(i * half..(i + 1) * half)])?;
        }
        return Ok(());
    }
    Slices::of(half, [(Some(x), 2)], [(y, 1)]).run(place, level, &|_, [x], [y]| match packed_rows {
        Some(packed_rows) => map_rows_on(level, kernel, half, packed_rows.of(x), [(y, half)]),
        None => forward_pairs(level, kernel, x, y),
    })
}

fn forward_pairs(level: Level, kernel: Gated<impl Gate>, x: Source<'_>, y: Out<'_>) {
    dispatch_wide!(
        level,
        s => s.vectorize(#[inline(always)] move || map_of_pairs(s, kernel, x, y)),
        else of_pairs_in_blocks(x, y, &|[gate, value], y| {
            map_rows_on(level, kernel, y.len(), [(gate, 0), (value, 0)], [(y, 0)]);
        })
    );
}

pub(super) fn backward(
    kernel: Gated<impl Gate>,
    place: Place,
    layout: GateLayout,
    x: Slice<'_>,
    dy: Slice<'_>,
    mut dx: SliceMut<'_>,
) -> Result<()> {
    let packed_rows = layout.check(x.len(), "dy", dy.len())?;
    check::length("dx", dx.len(), x.len())?;
    let (level, half) = (place.level()?, packed_rows.map_or(1, |packed_rows| packed_rows.half));
    let is_mixed = x.is_half() || dy.is_half() || !dx.is_f32();
    if let Some(packed_rows) = packed_rows.filter(|_| mixed::is_long(half) && is_mixed) {
        for i in 0..dy.len() / half {
            let [gate, value] = packed_rows.of_row(x, i);
            let (left, right) = dx.slice(2 * half * i..2 * half * (i + 1)).split_at(half);
            let outs = if packed_rows.at[0] == 0 { [left, right] } else { [right, left] };
            apart(kernel, place, [gate, value, dy.slice(half * i..half * (i + 1))], outs)?;
        }
        return Ok(());
    }
    let job = Slices::of(half, [(Some(x), 2), (Some(dy), 1)], [(dx, 2)]);
    job.run(place, level, &|_, [x, dy], [dx]| match packed_rows {
        Some(packed_rows) => {
            let [gate, value] = packed_rows.of(x);
            let outs = packed_rows.at.map(|at| (&dx[at..], 2 * half));
            map_rows_on(level, kernel, half, [gate, value, (dy, half)], outs);
        }
        None => backward_pairs(level, kernel, x, dy, dx),
    })
}

fn backward_pairs(level: Level, kernel: Gated<impl Gate>, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) {
    dispatch_wide!(
        level,
        s => s.vectorize(#[inline(always)] move || map_to_pairs(s, kernel, x, dy, dx)),
        else to_pairs_in_blocks(x, dy, dx, &|[gate, value, dy], [dgate, dvalue]| {
            let inputs = [(gate, 0), (value, 0), (dy, 0)];
            map_rows_on(level, kernel, dgate.len(), inputs, [(dgate, 0), (dvalue, 0)]);
        })
    );
}
