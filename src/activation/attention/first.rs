//! The first pass over a row: its logits, unless they are the scores or products of them, and the greatest.

use std::cell::Cell;
use std::ops::Range;

use super::ScoreMask;
use super::bias::Bias;
use super::logits::PairShift;
use super::plan::{Columns, Plan};
use crate::activation::exponentials::Exponential;
use crate::activation::passes::TOGETHER;
use crate::math::Unrounded;
use crate::shape::{Out, Source, greatest, greatest_kept, max};
use crate::simd::{F32s, Simd};

/// Elements that there is room for: all rows of a group, or a stretch of a row that is longer.
pub(super) const ROOM: usize = TOGETHER;

/// Room for logits that have to be made.
pub(super) struct Room {
    z: [Cell<f32>; ROOM],
    low: [Cell<f32>; ROOM],
}

impl Room {
    pub(super) fn new() -> Self {
        Self { z: [const { Cell::new(0.0) }; ROOM], low: [const { Cell::new(0.0) }; ROOM] }
    }

    /// The part of a stretch.
    #[inline(always)]
    pub(super) fn part(&self, start: usize, len: usize) -> [Out<'_>; 2] {
        [&self.z[start..start + len], &self.low[start..start + len]]
    }
}

/// What a row's logits are.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Kind {
    /// The scores themselves, times a factor.
    #[default]
    Scores,
    /// Floats in the room, times a factor: tanhs, or scores with some left out.
    Single,
    /// Sums in two floats, in the room.
    Pairs,
}

/// A row after the first pass.
#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    pub(super) columns: Columns,
    pub(super) kind: Kind,
    /// Where its part of the room begins.
    room: usize,
    /// How its exponentials are moved.
    pub(super) shift: PairShift,
    /// The greatest logit; before [`Plan::ready`] yet without the factor.
    pub(super) max: [f32; 2],
}

impl Row {
    /// The greatest exponential.
    #[inline(always)]
    pub(super) fn top<S: Simd>(self, s: S) -> Unrounded<S> {
        let [max, low] = self.max;
        self.shift.exp([F32s::splat(s, max), F32s::splat(s, low)])
    }

    /// Its stretches: of columns for which there is room, unless none is needed.
    #[inline(always)]
    pub(super) fn in_stretches(self, f: impl FnMut(Range<usize>)) {
        let columns = self.columns.start..self.columns.end;
        in_stretches(columns, if self.kind == Kind::Scores { usize::MAX } else { ROOM }, f);
    }
}

/// Calls `f` with the stretches of `columns` of this length and the rest.
#[inline(always)]
pub(super) fn in_stretches(columns: Range<usize>, length: usize, mut f: impl FnMut(Range<usize>)) {
    let mut start = columns.start;
    while start < columns.end {
        let end = columns.end.min(start.saturating_add(length));
        f(start..end);
        start = end;
    }
}

impl Plan<'_> {
    /// The first pass over row `index`, whose scores are `x`.
    #[inline(always)]
    pub(super) fn first_pass<S: Simd>(
        self,
        s: S,
        index: usize,
        x: Source<'_>,
        room: &Room,
        at: usize,
    ) -> Row {
        let columns = self.columns(index);
        let bias = self.bias(index);
        let may_be_plain = self.ascends && bias.may_be_plain(s, columns.start..columns.end, self.plain);
        let kind = match may_be_plain {
            true if bias.is_none() && self.logits.tanh.is_none() => Kind::Scores,
            true => Kind::Single,
            false => Kind::Pairs,
        };
        let mut row = Row { columns, kind, room: at, ..Row::default() };
        loop {
            let mut all = f32::NEG_INFINITY;
            row.in_stretches(
                #[inline(always)]
                |stretch| {
                    let of_stretch = self.logits_of(s, row, bias, stretch, x, room);
                    all = if of_stretch > all { of_stretch } else { all };
                },
            );
            row.max = [all, 0.0];
            // A bias was another, unless a score is infinite, and then they all are NaN.
            if row.kind != Kind::Single || all < f32::INFINITY {
                return row;
            }
            row.kind = Kind::Pairs;
        }
    }

    /// The row with its shift, before the second pass.
    #[inline(always)]
    pub(super) fn ready<S: Simd>(self, s: S, mut row: Row) -> Row {
        if row.kind != Kind::Pairs {
            let (max, low) = self.logits.alone(F32s::splat(s, row.max[0]));
            row.max = [max.lane(), low.lane()];
        }
        row.shift = self.shift(row.max[0], self.sink(row.columns.index));
        row
    }

    /// Makes the logits of a stretch, if they are not the scores, and finds the greatest, yet without the factor.
    #[inline(always)]
    fn logits_of<S: Simd>(
        self,
        s: S,
        row: Row,
        bias: Bias<'_>,
        stretch: Range<usize>,
        x: Source<'_>,
        room: &Room,
    ) -> f32 {
        let x = x.slice(stretch.clone());
        if row.kind == Kind::Scores {
            return max(s, x);
        }
        let [z, low] = room.part(row.room, stretch.len());
        let (mut found, mut x) = (f32::NEG_INFINITY, x);
        if let Some(tanh) = self.logits.tanh {
            found = greatest(s, tanh, [x], [z]);
            x = z.into();
        }
        if let (Kind::Single, Some(ScoreMask::Keep(keep))) = (row.kind, bias.mask) {
            return greatest_kept(s, x, &keep[stretch], z);
        }
        match (row.kind, bias.of(s, stretch, low)) {
            (Kind::Pairs, bias) => {
                let bias = bias.unwrap_or_else(
                    #[inline(always)]
                    || {
                        low.iter().for_each(|low| low.set(0.0));
                        low.into()
                    },
                );
                greatest(s, self.logits, [x, bias], [z, low])
            }
            (_, Some(bias)) => greatest(s, self.plain, [x, bias], [z]),
            (_, None) => found,
        }
    }

    /// The logits of a stretch for the second pass, yet without the factor, and what their rounding has lost.
    #[inline(always)]
    pub(super) fn second<'r, S: Simd>(
        self,
        s: S,
        row: Row,
        stretch: Range<usize>,
        x: Source<'r>,
        room: &'r Room,
    ) -> [Source<'r>; 2] {
        if row.kind == Kind::Scores {
            return [x.slice(stretch); 2];
        }
        // Of a row for which there is room, the first pass has left them there.
        if row.columns.end - row.columns.start > ROOM {
            self.logits_of(s, row, self.bias(row.columns.index), stretch.clone(), x, room);
        }
        room.part(row.room, stretch.len()).map(Source::from)
    }
}
