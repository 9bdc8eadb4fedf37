//! The parts that loops go over: all at once where slices are of `f32`; else so much at a time as has room on the
//! stack, where halves are widened and rounded, and rows of several lengths are laid out.

use core::ops::Range;

use super::operands::{Operand, Segment};
use crate::element::{Slice, SliceMut};
use crate::shape::{Out, ROUNDS_LEN, Source, cells, narrow, widen};
use crate::tier::Level;

/// Elements of a part in the room, 4 KiB of each slice: whole rounds of a sum, so that a sum of parts has the bits
/// of one of all.
const PART_LEN: usize = 1024;
const _: () = assert!(PART_LEN.is_multiple_of(ROUNDS_LEN), "a part ends where a round does");

/// Elements in `f32`, and beside them rows that repeat.
#[derive(Clone, Copy)]
pub(super) struct Part<'a, const N: usize, const K: usize> {
    /// The elements of each operand; of one that repeats, those of a period.
    inputs: [Source<'a>; N],
    outs: [Out<'a>; K],
    repeats: [bool; N],
    /// After how many elements the operands that repeat do so.
    period: usize,
    /// Where in its period the part begins.
    phase: usize,
    /// Whether its last period is over with it.
    ends: bool,
}

impl<'a, const N: usize, const K: usize> Part<'a, N, K> {
    /// Of which nothing repeats.
    #[inline(always)]
    pub(super) fn whole(inputs: [Source<'a>; N], outs: [Out<'a>; K]) -> Self {
        Self { inputs, outs, repeats: [false; N], period: usize::MAX, phase: 0, ends: true }
    }

    /// All there is, where it is elements in `f32` alone: most calls, which are spared what the others need.
    #[inline(always)]
    pub(super) fn plain(operands: &[Slice<'a>; N], outs: &'a mut [SliceMut<'_>; K]) -> Option<Self> {
        let len = operands[0].len();
        let nothing: &[f32] = &[];
        let mut inputs = [Source::from(nothing); N];
        for i in 0..N {
            match operands[i] {
                Slice::F32(x) if x.len() == len => inputs[i] = Source::from(x),
                _ => return None,
            }
        }
        let mut places = [&[][..]; K];
        for (place, y) in places.iter_mut().zip(outs) {
            let SliceMut::F32(y) = y else { return None };
            *place = cells(y);
        }
        Some(Self::whole(inputs, places))
    }

    /// Its number of elements.
    pub(super) fn len(&self) -> usize {
        self.inputs[0].len()
    }

    /// Some of a part of which nothing repeats.
    pub(super) fn some(&self, range: Range<usize>) -> Self {
        let (mut inputs, mut outs) = (self.inputs, self.outs);
        for input in &mut inputs {
            *input = input.slice(range.clone());
        }
        for out in &mut outs {
            *out = &out[range.clone()];
        }
        Self { inputs, outs, ..*self }
    }

    /// Hands on the operands and outputs of each period, and whether it is over.
    #[inline(always)]
    pub(super) fn each_period(&self, mut body: impl FnMut([Source<'a>; N], [Out<'a>; K], bool)) {
        let len = self.inputs[0].len();
        let (mut at, mut phase) = (0, self.phase);
        while at < len {
            let n = (self.period - phase).min(len - at);
            // One by one: a copy of all would read at once what the caller has just written in parts, for which a core
            // waits a dozen cycles.
            let (mut inputs, mut outs): ([_; N], [Out<'a>; K]) = ([Source::NONE; N], [&[]; K]);
            for i in 0..N {
                let from = if self.repeats[i] { phase } else { at };
                inputs[i] = self.inputs[i].slice(from..from + n);
            }
            for k in 0..K {
                outs[k] = &self.outs[k][at..at + n];
            }
            at += n;
            phase = 0;
            body(inputs, outs, at < len || self.ends);
        }
    }
}

impl<'a> Part<'a, 1, 0> {
    /// The losses of a period, or some that others follow.
    #[inline(always)]
    pub(super) fn of_period(losses: Source<'a>, ends: bool) -> Self {
        Self { ends, ..Self::whole([losses], []) }
    }
}

/// Where halves and rows are laid out.
struct Room<const N: usize, const K: usize> {
    inputs: [[f32; PART_LEN]; N],
    outs: [[f32; PART_LEN]; K],
}

/// A segment that is gone through part by part.
pub(super) struct Parts<'s, 'a, const N: usize, const K: usize> {
    level: Level,
    segment: Segment<'a, N, K>,
    room: Option<&'s mut Room<N, K>>,
}

impl<'a, const N: usize, const K: usize> Parts<'_, 'a, N, K> {
    /// Runs `body` over a segment.
    pub(super) fn of<R>(
        level: Level,
        segment: Segment<'a, N, K>,
        body: &mut dyn FnMut(&mut Parts<'_, 'a, N, K>) -> R,
    ) -> R {
        if segment.is_f32() {
            body(&mut Parts { level, segment, room: None })
        } else {
            Self::with_room(level, segment, body)
        }
    }

    /// Apart, so that what needs no room touches little of the stack.
    #[inline(never)]
    fn with_room<R>(
        level: Level,
        segment: Segment<'a, N, K>,
        body: &mut dyn FnMut(&mut Parts<'_, 'a, N, K>) -> R,
    ) -> R {
        let mut room = Room { inputs: [[0.0; PART_LEN]; N], outs: [[0.0; PART_LEN]; K] };
        body(&mut Parts { level, segment, room: Some(&mut room) })
    }

    /// Calls `body` with the parts of `range`, one after the other.
    pub(super) fn each(&mut self, range: Range<usize>, body: &mut dyn FnMut(&Part<'_, N, K>)) {
        if self.room.is_none() {
            return self.part(range, 0, true, body);
        }
        let period = self.segment.period;
        let mut start = range.start;
        while start < range.end {
            let phase = (start - range.start) % period;
            // Whole periods, or a part of one.
            let n =
                if period <= PART_LEN { PART_LEN / period * period } else { PART_LEN.min(period - phase) };
            let end = range.end.min(start + n);
            let ends = end == range.end || (end - range.start).is_multiple_of(period);
            self.part(start..end, phase, ends, body);
            start = end;
        }
    }

    fn part(&mut self, range: Range<usize>, phase: usize, ends: bool, body: &mut dyn FnMut(&Part<'_, N, K>)) {
        let Segment { first, operands, period, outs: written, .. } = &mut self.segment;
        let (level, n) = (self.level, range.len());
        let (in_room, out_room): (&mut [[f32; PART_LEN]], &mut [[f32; PART_LEN]]) = match &mut self.room {
            Some(room) => (&mut room.inputs, &mut room.outs),
            None => (&mut [], &mut []),
        };
        let nothing: &[f32] = &[];
        let (mut inputs, mut outs, mut repeats) = ([Source::from(nothing); N], [&[][..]; K], [false; N]);
        let mut in_room = in_room.iter_mut();
        for i in 0..N {
            let room = in_room.next().map_or(&mut [][..], |room| &mut room[..n]);
            inputs[i] = match operands[i] {
                Operand::Elements(Slice::F32(x)) => Source::from(&x[range.clone()]),
                Operand::Elements(halves) => {
                    widen(level, halves.slice(range.clone()), room);
                    Source::from(&*room)
                }
                Operand::Row(row) => {
                    repeat(row, *first + range.start, room);
                    Source::from(&*room)
                }
                Operand::OfRows(values, row) => {
                    stretch(level, (values, row), *first + range.start, room);
                    Source::from(&*room)
                }
                Operand::OfColumns(values, shape) => {
                    spread(level, (values, shape), *first + range.start, room);
                    Source::from(&*room)
                }
                Operand::Period(rows) => Source::from(rows),
                Operand::First => inputs[0],
            };
            repeats[i] = matches!(operands[i], Operand::Period(_));
        }
        let mut rooms = out_room.iter_mut();
        for (out, y) in outs.iter_mut().zip(&mut *written) {
            let room = rooms.next().map_or(&mut [][..], |room| &mut room[..n]);
            *out = match y {
                SliceMut::F32(y) => cells(&mut y[range.clone()]),
                _ => cells(room),
            };
        }
        body(&Part { inputs, outs, repeats, period: *period, phase, ends });
        for (room, y) in out_room.iter().zip(written) {
            if !matches!(y, SliceMut::F32(_)) {
                narrow(level, &room[..n], y.slice(range.clone()));
            }
        }
    }
}

/// The value of each element's row, of elements from `from` on.
fn stretch(level: Level, (values, row): (Slice<'_>, usize), from: usize, out: &mut [f32]) {
    let (first, last) = (from / row, (from + out.len()).div_ceil(row));
    widen(level, values.slice(first..last), &mut out[..last - first]);
    // From the back, so that no value is written over before it has been read.
    let mut end = out.len();
    for i in (0..last - first).rev() {
        let (start, value) = (((first + i) * row).saturating_sub(from), out[i]);
        out[start..end].fill(value);
        end = start;
    }
}

/// The value of each element's column, of elements from `from` on.
fn spread(
    level: Level,
    (values, [rows, columns]): (Slice<'_>, [usize; 2]),
    mut from: usize,
    out: &mut [f32],
) {
    let mut rest = out;
    while !rest.is_empty() {
        let (column, matrix) = (from % columns, from / columns / rows);
        let (of_row, others) = rest.split_at_mut(rest.len().min(columns - column));
        let first = matrix * columns + column;
        widen(level, values.slice(first..first + of_row.len()), of_row);
        from += of_row.len();
        rest = others;
    }
}

/// The elements of a row that repeats, from element `from` on.
fn repeat(row: &[f32], from: usize, out: &mut [f32]) {
    let (mut at, mut rest) = (from % row.len(), out);
    while !rest.is_empty() {
        let n = rest.len().min(row.len() - at);
        let (these, others) = rest.split_at_mut(n);
        these.copy_from_slice(&row[at..at + n]);
        (rest, at) = (others, 0);
    }
}
