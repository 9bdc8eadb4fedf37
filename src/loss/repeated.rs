//! Operands that are one row, the same for every row of the others: weights of classes.

use super::parts::{Part, Parts, Read, Streams};
use crate::element::{Slice, SliceMut};
use crate::parallel;
use crate::place::Place;
use crate::shape::{Kernel, Lanes, Out, SUM_BLOCK, Source, Terms, finite, map, sum_onto};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// Elements of a copy that short rows are repeated in, so that loops over them are not shorter still.
const TILE: usize = 256;

/// Where short rows are repeated, once there are any.
pub(super) type Tiles<const N: usize> = Option<[[f32; TILE]; N]>;

/// Operands of which some are rows of one length. Rows of several lengths are no such rows: they are laid out
/// beside the others, a part at a time.
#[derive(Clone, Copy)]
pub(crate) struct Repeated<'a, const N: usize> {
    /// Their length; 1 where there are none.
    unit: usize,
    /// The rows, each so often that they are long: the same length for all; 0 where there are none.
    piece: usize,
    rows: [Option<&'a [f32]>; N],
}

impl<'a, const N: usize> Repeated<'a, N> {
    /// No operand is a row.
    pub(crate) const NONE: Self = Self { unit: 1, piece: 0, rows: [None; N] };

    /// Of operands that are as long as the first, or rows, for which the first is put in their place.
    pub(super) fn of(operands: [Slice<'a>; N], tiles: &'a mut Tiles<N>) -> (Self, [Read<'a>; N]) {
        let (first, mut reads) = (operands[0], operands.map(Read::Each));
        let lengths = operands.map(Slice::len);
        let mut of_rows = lengths.iter().filter(|&&len| len != first.len());
        let Some(&unit) = of_rows.next() else { return (Self::NONE, reads) };
        let one_length = of_rows.all(|&len| len == unit);
        let mut repeated = Self::NONE;
        let mut tiles = tiles.insert([[0.0; TILE]; N]).iter_mut();
        for (i, operand) in operands.into_iter().enumerate() {
            let (Some(tile), Slice::F32(row)) = (tiles.next(), operand) else { continue };
            if row.len() == first.len() {
                continue;
            }
            if !one_length {
                reads[i] = Read::Row(row);
                continue;
            }
            reads[i] = Read::Each(first);
            let row = if 2 * unit <= TILE {
                let tile = &mut tile[..TILE / unit * unit];
                tile.chunks_exact_mut(unit).for_each(|part| part.copy_from_slice(row));
                tile
            } else {
                row
            };
            repeated.rows[i] = Some(row);
            (repeated.unit, repeated.piece) = (unit, row.len());
        }
        (repeated, reads)
    }

    /// Elements that stay together.
    pub(super) fn unit(&self) -> usize {
        self.unit
    }

    /// After how many elements the rows are over; 0 where there are none.
    pub(super) fn piece(&self) -> usize {
        self.piece
    }

    /// Hands on all operands of a part in pieces of one length, and whether each is over.
    #[inline(always)]
    pub(super) fn each<const M: usize>(
        self,
        part: Part<'_, N, M>,
        mut body: impl FnMut([Source<'_>; N], [Out<'_>; M], bool),
    ) {
        let Part { inputs, outs, at: mut in_piece, ends } = part;
        // One place for the body, which is long.
        let len = inputs[0].len();
        let piece = if self.piece == 0 { in_piece + len } else { self.piece };
        let mut at = 0;
        while at < len {
            let n = (piece - in_piece).min(len - at);
            let (mut of_piece, mut to_piece) = (inputs, outs);
            for i in 0..N {
                of_piece[i] = match self.rows[i] {
                    None => inputs[i].slice(at..at + n),
                    Some(row) => Source::from(&row[in_piece..in_piece + n]),
                };
            }
            for m in 0..M {
                to_piece[m] = &outs[m][at..at + n];
            }
            at += n;
            in_piece = 0;
            body(of_piece, to_piece, at < len || ends);
        }
    }

    /// What a kernel gives of each part.
    pub(super) fn map_on<const M: usize>(
        self,
        level: Level,
        kernel: impl Kernel<N, M>,
        parts: &mut Parts<'_, '_, N, M>,
    ) {
        dispatch!(level, s => while let Some(part) = parts.next() {
            self.map(s, kernel, part);
            parts.write();
        });
    }

    /// What a kernel gives of a part. Not inlined: there are two who call it.
    #[inline(never)]
    fn map<S: Simd, const M: usize>(self, s: S, kernel: impl Kernel<N, M>, part: Part<'_, N, M>) {
        s.vectorize(
            #[inline(always)]
            || {
                self.each(
                    part,
                    #[inline(always)]
                    |inputs, outs, _| map(s, kernel, inputs, outs),
                );
            },
        );
    }

    /// The sum of the terms over one block, whose outputs are written: once more with smaller terms where
    /// lanes of it overflow.
    pub(super) fn sum_on<const M: usize>(
        self,
        level: Level,
        terms: impl Terms<N, 1, M>,
        parts: &mut Parts<'_, '_, N, M>,
    ) -> f64 {
        dispatch!(level, s => finite(|scale| {
            parts.rewind();
            let (mut total, mut begun) = (0.0, None);
            while let Some(part) = parts.next() {
                total = self.sum(s, terms, part, scale, (total, &mut begun));
                parts.write();
            }
            total
        }))
    }

    /// The sum over the pieces that are over, after one more part; the totals of a piece that is not are in
    /// `begun`. Not inlined: it is long, and there are two who call it.
    #[inline(never)]
    fn sum<S: Simd, const M: usize>(
        self,
        s: S,
        terms: impl Terms<N, 1, M>,
        part: Part<'_, N, M>,
        scale: f32,
        (mut sum, begun): (f64, &mut Option<[S::Totals; 1]>),
    ) -> f64 {
        s.vectorize(
            #[inline(always)]
            || {
                let mut totals = match begun.take() {
                    Some(totals) => totals,
                    None => [s.totals(); 1],
                };
                self.each(
                    part,
                    #[inline(always)]
                    |inputs, outs, over| {
                        totals = sum_onto(s, terms, inputs, outs, scale, totals);
                        if over {
                            sum += Lanes::of(s, totals[0]).total(s);
                            totals = [s.totals(); 1];
                        } else {
                            *begun = Some(totals);
                        }
                    },
                );
                sum
            },
        )
    }

    /// The sum of the terms, whose outputs are written, over blocks that are shared out to threads.
    pub(super) fn total<const M: usize>(
        self,
        terms: impl Terms<N, 1, M>,
        level: Level,
        place: Place,
        inputs: [Read<'_>; N],
        (len, outs): (usize, [SliceMut<'_>; M]),
    ) -> f64 {
        let leaf = |streams: Streams<'_, N, M>| {
            streams.by_parts(level, self.piece, |parts| self.sum_on(level, terms, parts))
        };
        let parallel = place.parallel && len >= 8 * SUM_BLOCK;
        let unit = self.unit();
        let streams = Streams { first: 0, len, unit, inputs, outs };
        parallel::cut(streams, SUM_BLOCK.div_ceil(unit), parallel, &leaf, &|a, b| a + b)
    }
}

impl<const N: usize> Repeated<'_, N> {
    /// What a kernel gives of one block, which nothing repeats over.
    pub(super) fn map_block<const M: usize>(level: Level, kernel: impl Kernel<N, M>, block: Part<'_, N, M>) {
        dispatch!(level, s => Self::NONE.map(s, kernel, block));
    }

    /// The sum of the terms over one block, which nothing repeats over.
    pub(super) fn sum_block<const M: usize>(
        level: Level,
        terms: impl Terms<N, 1, M>,
        block: Part<'_, N, M>,
    ) -> f64 {
        finite(|scale| dispatch!(level, s => Self::NONE.sum(s, terms, block, scale, (0.0, &mut None))))
    }
}
