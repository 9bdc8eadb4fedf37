//! Where a loss of elements reads and writes: slices of `f32` at once, and a part at a time what must be made
//! first: halves, which are widened and rounded on the stack, and rows of several lengths that repeat.

use std::ops::Range;

use crate::element::{Slice, SliceMut};
use crate::parallel::{Job, halves};
use crate::shape::{Out, ROUNDS_LEN, SUM_BLOCK, Source, cells, narrow, widen};
use crate::tier::Level;

/// Elements of a part, 4 KiB of each slice: whole rounds of a sum, so that a sum of parts has the bits of one
/// of all.
const PART: usize = 1024;
const _: () = assert!(PART.is_multiple_of(ROUNDS_LEN), "a part ends where a round does");

/// What an operand is.
#[derive(Clone, Copy)]
pub(crate) enum Read<'a> {
    /// Its elements.
    Each(Slice<'a>),
    /// A row that repeats from the first element on.
    Row(&'a [f32]),
}

/// The operands and the outputs of some elements.
pub(crate) struct Streams<'a, const N: usize, const M: usize> {
    /// The place of the first element among all.
    pub(super) first: usize,
    pub(super) len: usize,
    /// Elements that stay together.
    pub(super) unit: usize,
    pub(super) inputs: [Read<'a>; N],
    pub(super) outs: [SliceMut<'a>; M],
}

impl<const N: usize, const M: usize> Job for Streams<'_, N, M> {
    fn units(&self) -> usize {
        self.len / self.unit
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Self { first, len, unit, inputs, outs } = self;
        let at = at * unit;
        let parts = inputs.map(|input| match input {
            Read::Each(x) => (Read::Each(x.slice(0..at)), Read::Each(x.slice(at..len))),
            row @ Read::Row(_) => (row, row),
        });
        let (left, right) = halves(parts);
        let (outs, rest) = halves(outs.map(|out| out.split_at(at)));
        (
            Self { first, len: at, unit, inputs: left, outs },
            Self { first: first + at, len: len - at, unit, inputs: right, outs: rest },
        )
    }
}

impl<const N: usize, const M: usize> Streams<'_, N, M> {
    /// Runs `body` over the parts. Rows beside these repeat after `piece` elements, or after 0 if there are none.
    #[inline]
    pub(super) fn by_parts<R>(
        self,
        level: Level,
        piece: usize,
        mut body: impl FnMut(&mut Parts<'_, '_, N, M>) -> R,
    ) -> R {
        let as_they_are = self.inputs.iter().all(|input| matches!(input, Read::Each(Slice::F32(_))))
            && self.outs.iter().all(|out| matches!(out, SliceMut::F32(_)));
        let all = 0..self.len;
        let mut parts = Parts { level, streams: self, piece, room: None, all, part: None };
        if as_they_are { body(&mut parts) } else { parts.with_room(&mut body) }
    }
}

/// Where parts are made.
struct Room<const N: usize, const M: usize> {
    inputs: [[f32; PART]; N],
    outs: [[f32; PART]; M],
}

/// Streams a part at a time, or all at once where no room is needed.
pub(super) struct Parts<'a, 'b, const N: usize, const M: usize> {
    level: Level,
    streams: Streams<'a, N, M>,
    piece: usize,
    room: Option<&'b mut Room<N, M>>,
    /// What is gone through: at first all.
    all: Range<usize>,
    /// The part, once there is one.
    part: Option<Range<usize>>,
}

/// A part.
#[derive(Clone, Copy)]
pub(super) struct Part<'a, const N: usize, const M: usize> {
    pub(super) inputs: [Source<'a>; N],
    pub(super) outs: [Out<'a>; M],
    /// Its place in the piece.
    pub(super) at: usize,
    /// Whether it is the last of the piece.
    pub(super) ends: bool,
}

impl<'a, const N: usize, const M: usize> Part<'a, N, M> {
    /// All there is, where it is one block of `f32`s: most calls, which are spared what the others need.
    #[inline(always)]
    pub(super) fn of_block(operands: [Slice<'a>; N], outs: &'a mut [SliceMut<'_>; M]) -> Option<Self> {
        let len = operands[0].len();
        let nothing: &[f32] = &[];
        let mut inputs = [Source::from(nothing); N];
        for i in 0..N {
            match operands[i] {
                Slice::F32(x) if x.len() == len && len <= SUM_BLOCK => inputs[i] = Source::from(x),
                _ => return None,
            }
        }
        let mut places = [&[][..]; M];
        for (place, y) in places.iter_mut().zip(outs) {
            let SliceMut::F32(y) = y else { return None };
            *place = cells(y);
        }
        Some(Self { inputs, outs: places, at: 0, ends: true })
    }
}

impl<const N: usize, const M: usize> Parts<'_, '_, N, M> {
    /// Apart, so that what needs no room touches little of the stack.
    #[inline(never)]
    fn with_room<R>(self, body: &mut dyn FnMut(&mut Parts<'_, '_, N, M>) -> R) -> R {
        let Self { level, streams, piece, all, part, .. } = self;
        let mut room = Room { inputs: [[0.0; PART]; N], outs: [[0.0; PART]; M] };
        body(&mut Parts { level, streams, piece, room: Some(&mut room), all, part })
    }

    /// Goes through these elements, from the first on.
    #[inline]
    pub(super) fn go_through(&mut self, elements: Range<usize>) {
        (self.all, self.part) = (elements, None);
    }

    /// Goes through the same elements again.
    #[inline]
    pub(super) fn rewind(&mut self) {
        self.part = None;
    }

    /// The next part.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<Part<'_, N, M>> {
        if self.room.is_some() {
            return self.next_in_room();
        }
        if self.part.is_some() {
            return None;
        }
        let Range { start, end } = self.all;
        self.part = Some(start..end);
        let nothing: &[f32] = &[];
        let mut inputs = [Source::from(nothing); N];
        for (input, read) in inputs.iter_mut().zip(&self.streams.inputs) {
            if let Read::Each(Slice::F32(x)) = read {
                *input = Source::from(&x[start..end]);
            }
        }
        let mut outs = [&[][..]; M];
        for (out, y) in outs.iter_mut().zip(&mut self.streams.outs) {
            if let SliceMut::F32(y) = y {
                *out = cells(&mut y[start..end]);
            }
        }
        Some(Part { inputs, outs, at: 0, ends: true })
    }

    #[inline(never)]
    fn next_in_room(&mut self) -> Option<Part<'_, N, M>> {
        let Some(room) = &mut self.room else { return None };
        let (level, piece) = (self.level, self.piece);
        let start = self.part.as_ref().map_or(self.all.start, |part| part.end);
        let gone = start - self.all.start;
        let (at, n) = match piece {
            0 => (gone, PART),
            // Whole pieces, or a part of one.
            _ if piece <= PART => (0, PART / piece * piece),
            _ => (gone % piece, PART.min(piece - gone % piece)),
        };
        let end = self.all.end.min(start + n);
        self.part = Some(start..end);
        if start == end {
            return None;
        }
        let nothing: &[f32] = &[];
        let mut inputs = [Source::from(nothing); N];
        for ((input, made), read) in inputs.iter_mut().zip(&mut room.inputs).zip(&self.streams.inputs) {
            let made = &mut made[..end - start];
            *input = match read {
                Read::Each(Slice::F32(x)) => Source::from(&x[start..end]),
                Read::Each(x) => {
                    widen(level, x.slice(start..end), made);
                    Source::from(&*made)
                }
                Read::Row(row) => {
                    repeat(row, self.streams.first + start, made);
                    Source::from(&*made)
                }
            };
        }
        let mut outs = [&[][..]; M];
        for ((out, made), y) in outs.iter_mut().zip(&mut room.outs).zip(&mut self.streams.outs) {
            *out = match y {
                SliceMut::F32(y) => cells(&mut y[start..end]),
                _ => cells(&mut made[..end - start]),
            };
        }
        let ends = end == self.all.end || (piece > 0 && (at + end - start).is_multiple_of(piece));
        Some(Part { inputs, outs, at, ends })
    }

    /// Rounds what has been written in the room.
    #[inline]
    pub(super) fn write(&mut self) {
        let (Some(room), Some(part)) = (&self.room, &self.part) else { return };
        for (made, y) in room.outs.iter().zip(&mut self.streams.outs) {
            if !matches!(y, SliceMut::F32(_)) {
                narrow(self.level, &made[..part.len()], y.slice(part.clone()));
            }
        }
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
