//! Matrices with few columns, transposed.
//!
//! To interleave the first half of a matrix with its second is to move the highest bit of the rows' numbers below all
//! others. With 2^k rows, k such rounds bring all bits of the rows' numbers below the columns': the matrix is transposed,
//! by instructions on whole vectors. The reverse rounds undo it.

use super::memory::{Out, Source, store};
use crate::simd::Simd;
use crate::tier::{Level, dispatch_wide};

/// The rows of a matrix that is transposed by vectors: two times the most lanes, so that half of one is whole vectors.
pub(crate) const TRANSPOSED_ROWS: usize = 32;
/// 2^ROUNDS rows.
const ROUNDS: u32 = TRANSPOSED_ROWS.ilog2();
const _: () = assert!(ROUNDS % 2 == 1, "the last round writes where it should");

/// The matrix of `rows` in `from` by columns, in `to`. `room` is as large.
pub(crate) fn to_columns(level: Level, rows: usize, from: Source<'_>, to: Out<'_>, room: Out<'_>) {
    if rows != TRANSPOSED_ROWS {
        return copy(from, rows, to);
    }
    dispatch_wide!(
        level,
        s => s.vectorize(#[inline(always)] || {
            interleave(s, from, to);
            for _ in 0..ROUNDS / 2 {
                interleave(s, to.into(), room);
                interleave(s, room.into(), to);
            }
        }),
        else copy(from, rows, to)
    );
}

/// The reverse, of which `from` is used up.
pub(crate) fn of_columns(level: Level, rows: usize, from: Out<'_>, to: Out<'_>, room: Out<'_>) {
    if rows != TRANSPOSED_ROWS {
        return copy(from.into(), from.len() / rows, to);
    }
    dispatch_wide!(
        level,
        s => s.vectorize(#[inline(always)] || {
            for _ in 0..ROUNDS / 2 {
                deinterleave(s, from.into(), room);
                deinterleave(s, room.into(), from);
            }
            deinterleave(s, from.into(), to);
        }),
        else copy(from.into(), from.len() / rows, to)
    );
}

/// The matrix of `rows` transposed, element by element.
fn copy(from: Source<'_>, rows: usize, to: Out<'_>) {
    let columns = from.len() / rows;
    for (column, to) in to.chunks_exact(rows).enumerate() {
        for (row, to) in to.iter().enumerate() {
            to.set(from.get(row * columns + column));
        }
    }
}

/// The first half and the second, taking turns.
#[inline(always)]
fn interleave<S: Simd>(s: S, from: Source<'_>, to: Out<'_>) {
    let half = half::<S>(from, to);
    for i in (0..half).step_by(S::LANES) {
        // SAFETY: `i + S::LANES <= half`, which is less than the length.
        let even = unsafe { from.load(s, i) };
        // SAFETY: `half + i + S::LANES <= 2 * half`, which is the length.
        let [first, next] = even.interleave(unsafe { from.load(s, half + i) });
        // SAFETY: as above, of 2 · i: both have one length.
        unsafe { store(to, 2 * i, first) };
        // SAFETY: as above.
        unsafe { store(to, 2 * i + S::LANES, next) };
    }
}

/// The elements of even number, then those of odd number.
#[inline(always)]
fn deinterleave<S: Simd>(s: S, from: Source<'_>, to: Out<'_>) {
    let half = half::<S>(from, to);
    for i in (0..half).step_by(S::LANES) {
        // SAFETY: `2 * (i + S::LANES) <= 2 * half`, which is the length.
        let first = unsafe { from.load(s, 2 * i) };
        // SAFETY: as above.
        let [even, odd] = first.deinterleave(unsafe { from.load(s, 2 * i + S::LANES) });
        // SAFETY: `i + S::LANES <= half`, which is less than the length: both have one.
        unsafe { store(to, i, even) };
        // SAFETY: as above, of `half + i`.
        unsafe { store(to, half + i, odd) };
    }
}

/// Half the length, which is whole vectors.
#[inline(always)]
fn half<S: Simd>(from: Source<'_>, to: Out<'_>) -> usize {
    let half = from.len() / 2;
    assert!(
        from.len() == to.len() && from.len() == 2 * half && half.is_multiple_of(S::LANES),
        "whole vectors"
    );
    half
}
