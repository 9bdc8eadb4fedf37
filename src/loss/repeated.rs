//! Operands that are one row, the same for every row of the others: weights of classes.

use crate::parallel::{self, Slices};
use crate::place::Run;
use crate::shape::{Out, SMALL, SUM_BLOCK, Source, Terms, cells, sum};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// Elements of a copy that short rows are repeated in, so that loops over them are not shorter still.
const TILE: usize = 256;

/// Where short rows are repeated, once there are any.
pub(super) type Tiles<const N: usize> = Option<[[f32; TILE]; N]>;

/// Operands of which some are rows of one length.
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
    pub(super) fn of(operands: &mut [&'a [f32]; N], tiles: &'a mut Tiles<N>) -> Self {
        let first = operands[0];
        let mut repeated = Self::NONE;
        if operands.iter().all(|operand| operand.len() == first.len()) {
            return repeated;
        }
        for (i, tile) in tiles.insert([[0.0; TILE]; N]).iter_mut().enumerate() {
            let row = operands[i];
            if row.len() == first.len() {
                continue;
            }
            operands[i] = first;
            repeated.unit = row.len();
            repeated.rows[i] = Some(if 2 * row.len() <= TILE {
                let tile = &mut tile[..TILE / row.len() * row.len()];
                tile.chunks_exact_mut(row.len()).for_each(|part| part.copy_from_slice(row));
                tile
            } else {
                row
            });
            repeated.piece = repeated.rows[i].map_or(0, <[f32]>::len);
        }
        repeated
    }

    /// Elements that stay together.
    pub(super) fn unit(&self) -> usize {
        self.unit
    }

    /// Hands on all operands in pieces of one length.
    #[inline(always)]
    pub(super) fn each<const M: usize>(
        self,
        inputs: [Source<'_>; N],
        outs: [Out<'_>; M],
        mut body: impl FnMut([Source<'_>; N], [Out<'_>; M]),
    ) {
        // One place for the body, which is long.
        let len = inputs[0].len();
        let piece = if self.piece == 0 { len } else { self.piece };
        let mut at = 0;
        while at < len {
            let n = piece.min(len - at);
            let (mut of_piece, mut to_piece) = (inputs, outs);
            for i in 0..N {
                of_piece[i] = match self.rows[i] {
                    None => inputs[i].slice(at..at + n),
                    Some(row) => Source::from(&row[..n]),
                };
            }
            for m in 0..M {
                to_piece[m] = &outs[m][at..at + n];
            }
            body(of_piece, to_piece);
            at += n;
        }
    }

    /// The sum of the terms over one block, whose outputs are written: once more with smaller terms where
    /// lanes of it overflow.
    #[inline(always)]
    fn sum<S: Simd, const M: usize>(
        self,
        s: S,
        terms: impl Terms<N, 1, M>,
        inputs: [Source<'_>; N],
        outs: [Out<'_>; M],
    ) -> f64 {
        let mut scale = 1.0;
        loop {
            let mut total = 0.0;
            self.each(
                inputs,
                outs,
                #[inline(always)]
                |inputs, outs| {
                    let [sum] = sum(s, terms, inputs, outs, scale);
                    total += sum;
                },
            );
            // Lanes that are ∞ and −∞ make NaN.
            if total.is_finite() || scale < 1.0 {
                return total / f64::from(scale);
            }
            scale = SMALL;
        }
    }

    /// [`sum`](Self::sum) on a tier. Not inlined: it is long, and there are two who call it.
    #[inline(never)]
    pub(super) fn sum_on<const M: usize>(
        self,
        level: Level,
        terms: impl Terms<N, 1, M>,
        inputs: [Source<'_>; N],
        outs: [Out<'_>; M],
    ) -> f64 {
        dispatch!(level, s => s.vectorize(#[inline(always)] || self.sum(s, terms, inputs, outs)))
    }

    /// The sum of the terms, whose outputs are written, over blocks that are shared out to threads.
    pub(crate) fn total<const M: usize>(
        self,
        terms: impl Terms<N, 1, M>,
        level: Level,
        run: Run,
        inputs: [&[f32]; N],
        outs: [&mut [f32]; M],
    ) -> f64 {
        let leaf = |job: Slices<'_, N, M>| {
            let (inputs, outs) = (job.inputs.map(Into::into), job.outs.map(cells));
            self.sum_on(level, terms, inputs, outs)
        };
        let parallel = run.parallel && inputs[0].len() >= 8 * SUM_BLOCK;
        let unit = self.unit();
        parallel::cut(Slices { unit, inputs, outs }, SUM_BLOCK.div_ceil(unit), parallel, &leaf, &|a, b| a + b)
    }
}
