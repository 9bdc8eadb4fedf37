//! The way from a verb to its loops, whatever the elements are.
//!
//! Slices of `f32` go to the loops as they are: all at once, or a piece for each thread. Others go a block at a
//! time through `f32`s on the stack: they are widened, exactly, go through the same loops, and are rounded once.
//! So there is one of each kernel, and an element's bits are those that `f32`s give for the widened inputs,
//! rounded.

mod blocks;
mod repeated;

pub(crate) use blocks::{is_long, whole};
pub(crate) use repeated::in_stretches;

use std::sync::OnceLock;

use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::parallel::{self, Job};
use crate::place::Place;
use crate::shape::{Out, Source, cells};
use crate::tier::Level;

/// Elements for one thread: two streams of so many fit most second-level caches.
const PIECE: usize = 32_768;

/// The slices of a verb, `N` inputs and `M` outputs.
pub(crate) struct Slices<'a, const N: usize, const M: usize> {
    /// The place of the first element among all.
    first: usize,
    /// The elements that stay together: those of a row.
    unit: usize,
    /// Each input, with the number of its values for an element; without one, what the first output holds.
    inputs: [(Option<Slice<'a>>, usize); N],
    /// Each output, with the number of its values for an element.
    outs: [(SliceMut<'a>, usize); M],
}

/// What computes outputs from inputs, the first of which have this place among all.
pub(crate) type Body<'a, const N: usize, const M: usize> =
    &'a (dyn Fn(usize, [Source<'_>; N], [Out<'_>; M]) + Sync);

impl<'a, const N: usize, const M: usize> Slices<'a, N, M> {
    /// Slices of one length, in rows of `row`.
    #[inline(always)]
    pub(crate) fn rows(row: usize, inputs: [Option<Slice<'a>>; N], outs: [SliceMut<'a>; M]) -> Self {
        Self::of(row, inputs.map(|x| (x, 1)), outs.map(|y| (y, 1)))
    }

    /// Slices that have several values for an element each, in rows of `unit` elements.
    #[inline(always)]
    pub(crate) fn of(
        unit: usize,
        inputs: [(Option<Slice<'a>>, usize); N],
        outs: [(SliceMut<'a>, usize); M],
    ) -> Self {
        Self { first: 0, unit: unit.max(1), inputs, outs }
    }

    /// The number of elements.
    pub(crate) fn len(&self) -> usize {
        let of_outs = self.outs.first().map(|(y, each)| y.len() / each);
        let of_inputs = || self.inputs.iter().find_map(|(x, each)| x.map(|x| x.len() / each));
        of_outs.or_else(of_inputs).unwrap_or(0)
    }

    /// The most values for a unit of elements in one slice.
    fn widest(&self) -> usize {
        let of_inputs = self.inputs.iter().map(|(_, each)| *each);
        let each = of_inputs.chain(self.outs.iter().map(|(_, each)| *each)).max();
        self.unit.saturating_mul(each.unwrap_or(1))
    }

    /// The slices themselves, where all are of `f32`.
    #[inline(always)]
    fn floats(&mut self) -> Option<([Source<'_>; N], [Out<'_>; M])> {
        let mut outs: [Out<'_>; M] = [&[]; M];
        for (out, (y, _)) in outs.iter_mut().zip(&mut self.outs) {
            let SliceMut::F32(y) = y else { return None };
            *out = cells(y);
        }
        let mut inputs = [Source::NONE; N];
        for (input, (x, _)) in inputs.iter_mut().zip(&self.inputs) {
            *input = match x {
                Some(Slice::F32(x)) => Source::from(*x),
                Some(_) => return None,
                None => Source::from(*outs.first()?),
            };
        }
        Some((inputs, outs))
    }

    /// Runs `body` over all.
    #[inline]
    pub(crate) fn run(mut self, place: Place, level: Level, body: Body<'_, N, M>) -> Result<()> {
        if !place.parallel
            && let Some((inputs, outs)) = self.floats()
        {
            body(0, inputs, outs);
            return Ok(());
        }
        self.run_pieces(place, level, body)
    }

    #[inline(never)]
    fn run_pieces(self, place: Place, level: Level, body: Body<'_, N, M>) -> Result<()> {
        let failed = OnceLock::new();
        self.pieces(place, &|mut piece| {
            if let Err(error) = piece.by_blocks(level, &mut |first, inputs, outs| body(first, inputs, outs)) {
                // An earlier one stays.
                let _ = failed.set(error);
            }
        });
        failed.into_inner().map_or(Ok(()), Err)
    }

    /// The slices of a piece.
    pub(crate) fn into_slices(self) -> ([Option<Slice<'a>>; N], [SliceMut<'a>; M]) {
        (self.inputs.map(|(x, _)| x), self.outs.map(|(y, _)| y))
    }

    /// Shares out whole units to threads.
    pub(crate) fn pieces(self, place: Place, leaf: &(dyn Fn(Self) + Sync)) {
        let size = (PIECE / self.widest()).max(1);
        parallel::pieces(self, size, place.parallel, leaf);
    }
}

impl<const N: usize, const M: usize> Job for Slices<'_, N, M> {
    fn units(&self) -> usize {
        self.len() / self.unit
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let (first, unit, at) = (self.first, self.unit, at * self.unit);
        let inputs = self.inputs.map(|(x, each)| match x {
            Some(x) => ((Some(x.slice(0..at * each)), each), (Some(x.slice(at * each..x.len())), each)),
            None => ((None, each), (None, each)),
        });
        let (outs, outs_behind) = parallel::unzip(self.outs.map(|(y, each)| {
            let (left, right) = y.split_at(at * each);
            ((left, each), (right, each))
        }));
        let (inputs, inputs_behind) = parallel::unzip(inputs);
        (
            Self { first, unit, inputs, outs },
            Self { first: first + at, unit, inputs: inputs_behind, outs: outs_behind },
        )
    }
}
