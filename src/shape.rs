//! The shapes of the operations, and the only loops and tails of the crate.
//!
//! * [`map`]: the outputs from the inputs at their place: activations, their gradients, losses.
//! * [`repeat`]: the same beside a row that repeats, such as a bias; [`in_sums`]: the same by sums with the row.
//! * [`map_halves`]: the same of one input of 16-bit floats.
//! * [`map_of_pairs`] and [`map_to_pairs`]: the same of two inputs, and to two outputs, that take turns
//!   in one slice.
//! * [`sum`]: as many sums as a formula has, over the elements, with or without an output; of a fixed
//!   shape, so that no tier and no number of threads adds in another order.
//! * [`max`], [`greatest`], [`position`] and [`all`]: the greatest element, or value of a kernel, where the
//!   first of a value stands, and whether a condition holds for each; [`max_masked`]: of some.
//!
//! * [`short_rows`]: all of a row that fits into a vector.
//! * [`Streams`]: copies past the caches.
//! * [`columns`] and [`column_blocks`]: several passes down the columns of a matrix, as many columns at a time as fill
//!   vectors.
//!
//! * [`to_columns`] and [`of_columns`]: a matrix transposed.
//!
//! Rows (softmax and its kin) are compositions of these over each row. A loop runs within
//! [`Simd::vectorize`], and a tail takes the same road as a full vector, padded with zeros.

mod columns;
mod convert;
mod fold;
mod formula;
mod from_output;
mod halves;
mod map;
mod masked;
mod memory;
mod pairs;
#[cfg(feature = "losses")]
mod product;
mod repeat;
mod short;
mod stream;
mod sum;
#[cfg(feature = "losses")]
mod transpose;

pub(crate) use columns::{ColumnBlock, ColumnPasses, NO_COLUMNS, OfColumns, column_blocks, columns};
pub(crate) use convert::{narrow, widen, zeroed};
pub(crate) use fold::{all, greatest, max, position};
pub(crate) use formula::{GradientKernel, Loops, Map, ValueKernel};
pub(crate) use from_output::{FromOutput, LoopsFromOutput};
pub(crate) use map::{map, map_on};
pub(crate) use masked::{mask_penalties, max_masked};
pub(crate) use memory::{Out, Source, cells};
pub(crate) use pairs::{map_of_pairs, map_to_pairs, of_pairs_in_blocks, to_pairs_in_blocks};
#[cfg(feature = "losses")]
pub(crate) use product::{Matrix, packed, product};
pub(crate) use repeat::repeat;
pub(crate) use short::{ShortRow, ShortRows, is_short, short_rows};
pub(crate) use stream::Streams;
pub(crate) use sum::{Lanes, ROUNDS_LEN, SUM_BLOCK, finite_sum, sum, sum_lanes, sum_onto};
#[cfg(feature = "losses")]
pub(crate) use transpose::{TRANSPOSED_ROWS, of_columns, to_columns};

use crate::simd::{F32s, Mask, Simd};

/// The most lanes of a tier's single vectors, for which tails have room.
const MOST_LANES: usize = 16;

/// `M` functions of `N` values.
pub(crate) trait Kernel<const N: usize, const M: usize = 1>: Copy + Send + Sync {
    /// Whether it differs where formulas are fast.
    const HAS_FAST: bool = false;
    /// How its loop goes through the elements.
    const STEPS: Steps = Steps::Blocks;

    /// Their values, lane by lane.
    fn eval<S: Simd>(self, x: [F32s<S>; N]) -> [F32s<S>; M];
}

/// How many elements a loop takes at a time.
#[derive(Clone, Copy)]
pub(crate) enum Steps {
    /// A [block](Simd::Block), and single vectors at both ends: for values, and for formulas of a few instructions.
    Blocks,
    /// [Two](Simd::two) vectors, the last of which are masked: with one copy of the formula it compiles sooner; a long
    /// one is up to a tenth slower than by blocks on AVX-512.
    Pairs,
    /// One vector, the last of which is masked: the least code, and up to two fifths slower than by blocks.
    Vectors,
}

impl Steps {
    /// `self` for a long formula.
    pub(crate) const fn unless_short(self, is_short: bool) -> Self {
        if is_short { Self::Blocks } else { self }
    }
}

/// How terms are added in `f32`.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Adding {
    /// 16 in a lane.
    Plain,
    /// 4 in a lane: a sum that is nearly one term is off by its last place.
    Few,
    /// The first sum, of terms in [0, 3/2 · UNIT], makes up for its own roundings; the others as `Plain`.
    Exact,
    /// The same of the first two terms together, c·(1 + q) for a c in [0, 3/2 · UNIT] and |q| ≤ 1/16. The second sum is
    /// nothing then.
    ExactProducts,
}

/// What `K` sums gather, and `M` outputs hold, of `N` inputs.
pub(crate) trait Terms<const N: usize, const K: usize, const M: usize>: Copy + Send + Sync {
    /// How they are added in `f32`.
    #[inline(always)]
    fn adding<S: Simd>() -> Adding {
        Adding::Plain
    }
    /// Whether its loop goes by [blocks](Simd::Block). By single vectors there are fewer copies of the formula.
    const IN_BLOCKS: bool = true;
    /// Whether the last sum counts: its terms are 0 and 1, which add up to the same in any order.
    const COUNTS: bool = false;

    /// The terms, and the outputs at their place.
    fn eval<S: Simd>(self, x: [F32s<S>; N]) -> ([F32s<S>; K], [F32s<S>; M]);
}

/// A condition.
pub(crate) trait Condition: Copy + Send + Sync {
    /// Where it holds.
    fn holds<S: Simd>(self, x: F32s<S>) -> Mask<S>;
}
