//! The way from a verb to its loops, whatever the elements are.
//!
//! Slices of `f32` go to the loops as they are: all at once, or a piece for each thread. Others go a block at a
//! time through `f32`s on the stack: they are widened, exactly, go through the same loops, and are rounded once.
//! A large output goes to memory from such a block, past the caches: see [`Streams`](crate::shape::Streams).
//! So there is one of each kernel, and an element's bits are those that `f32`s give for the widened inputs,
//! rounded. Where all slices are halves of one format, activations and gates need no such blocks: `shape/formats.rs`.
//!
//! A half's formula is that of the same accuracy for `f32`, although a faster one would do for most of its bits: 5 ULP
//! of an `f32` change the rounding of a `bf16` once in ten thousand times. But a fast formula may also be off by 2^-23,
//! which is more than all digits of a small result: gelu of −6 would not be within 0.51 ULP of the half.

mod blocks;
mod repeated;

pub(crate) use blocks::{is_long, whole};

#[cfg(feature = "rayon")]
use std::sync::OnceLock;

use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::parallel::{self, Job};
use crate::place::Place;
use crate::shape::{Arrays, Out, Source, cells, halves};
use crate::tier::Level;

/// Elements for one thread: two streams of so many fit most second-level caches.
const PIECE: usize = 32_768;

/// The slices of a verb, `N` inputs and `M` outputs.
pub(crate) struct Slices<'a, const N: usize, const M: usize> {
    /// The place of the first element among all.
    first: usize,
    /// The elements that stay together: those of a row.
    unit: usize,
    /// Each input; without one, what the first output holds.
    inputs: [Option<Slice<'a>>; N],
    /// The number of its values for an element.
    each_input: [usize; N],
    outs: [SliceMut<'a>; M],
    each_out: [usize; M],
    /// Whether the outputs go past the caches.
    streams: bool,
}

/// What computes outputs from inputs, the first of which have this place among all.
pub(crate) type Body<'a, const N: usize, const M: usize> =
    &'a (dyn Fn(usize, [Source<'_>; N], [Out<'_>; M]) + Sync);

/// What computes halves of one format.
pub(crate) type OfHalves<'a, const N: usize, const M: usize> = &'a (dyn Fn(&Arrays<N, M>) + Sync);

impl<'a, const N: usize, const M: usize> Slices<'a, N, M> {
    /// Slices of one length, in rows of `row`.
    #[inline(always)]
    pub(crate) fn rows(row: usize, inputs: [Option<Slice<'a>>; N], outs: [SliceMut<'a>; M]) -> Self {
        Self::of(row, (inputs, [1; N]), (outs, [1; M]))
    }

    /// Slices that have so many values for an element each, in rows of `unit` elements.
    #[inline(always)]
    pub(crate) fn of(
        unit: usize,
        (inputs, each_input): ([Option<Slice<'a>>; N], [usize; N]),
        (outs, each_out): ([SliceMut<'a>; M], [usize; M]),
    ) -> Self {
        Self { first: 0, unit: unit.max(1), inputs, each_input, outs, each_out, streams: false }
    }

    /// The number of elements.
    pub(crate) fn len(&self) -> usize {
        if let (Some(y), Some(each)) = (self.outs.first(), self.each_out.first()) {
            return y.len() / each;
        }
        let mut inputs = self.inputs.iter().zip(&self.each_input);
        inputs.find_map(|(x, each)| x.map(|x| x.len() / each)).unwrap_or(0)
    }

    /// The most values for an element in one slice.
    fn most_for_each(&self) -> usize {
        self.each_input.iter().chain(&self.each_out).max().copied().unwrap_or(1)
    }

    /// The same for a unit of elements.
    fn widest(&self) -> usize {
        self.unit.saturating_mul(self.most_for_each())
    }

    /// Whether one thread does them all.
    fn is_one_piece(&self) -> bool {
        self.len().saturating_mul(self.most_for_each()) <= PIECE
    }

    /// The slices themselves, where all are of `f32`.
    #[inline(always)]
    fn floats(&mut self) -> Option<([Source<'_>; N], [Out<'_>; M])> {
        let mut outs: [Out<'_>; M] = [&[]; M];
        for (m, y) in self.outs.iter_mut().enumerate() {
            let SliceMut::F32(y) = y else { return None };
            outs[m] = cells(y);
        }
        let mut inputs = [Source::NONE; N];
        for (n, x) in self.inputs.iter().enumerate() {
            inputs[n] = match x {
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
        self.streams = place.streams();
        if !self.streams
            && (!place.parallel || self.is_one_piece())
            && let Some((inputs, outs)) = self.floats()
        {
            body(0, inputs, outs);
            return Ok(());
        }
        self.run_pieces(place, level, body)
    }

    #[inline(never)]
    fn run_pieces(mut self, place: Place, level: Level, body: Body<'_, N, M>) -> Result<()> {
        self.streams &= self.can_stream(level);
        let by_blocks =
            |mut piece: Self| piece.by_blocks(level, &mut |first, inputs, outs| body(first, inputs, outs));
        cfg_if::cfg_if! {
            if #[cfg(feature = "rayon")] {
                let failed = OnceLock::new();
                self.pieces(place, &|piece| {
                    if let Err(error) = by_blocks(piece) {
                        // An earlier one stays.
                        let _ = failed.set(error);
                    }
                });
                failed.into_inner().map_or(Ok(()), Err)
            } else {
                let _ = place;
                by_blocks(self)
            }
        }
    }

    /// The same, but of halves of one format it is `of_halves`, which is [`map_any`](crate::shape::map_any) of a kernel.
    pub(crate) fn run_any(
        self,
        place: Place,
        level: Level,
        of_halves: OfHalves<'_, N, M>,
        body: Body<'_, N, M>,
    ) -> Result<()> {
        match self.run_halves(place, level, None, of_halves) {
            Some(others) => others.run(place, level, body),
            None => Ok(()),
        }
    }

    /// Runs `of_halves` over all where these, and a row that repeats beside them, are halves of one format; else gives
    /// them back.
    fn run_halves(
        self,
        place: Place,
        level: Level,
        row: Option<Slice<'_>>,
        of_halves: OfHalves<'_, N, M>,
    ) -> Option<Self> {
        self.pieces_of_halves(place, level, row, &|piece| {
            let row = row.map(|row| (row, piece.first.checked_rem(row.len()).unwrap_or(0)));
            halves(&piece.inputs, &mut piece.outs, row, of_halves);
        })
    }

    /// [`run_halves`](Self::run_halves) over whole units, by a function of their inputs and outputs.
    pub(crate) fn run_units_of_halves(
        self,
        place: Place,
        level: Level,
        body: &(dyn Fn(&[Option<Slice<'_>>; N], &mut [SliceMut<'_>; M]) + Sync),
    ) -> Option<Self> {
        self.pieces_of_halves(place, level, None, &|piece| body(&piece.inputs, &mut piece.outs))
    }

    fn pieces_of_halves(
        mut self,
        place: Place,
        level: Level,
        row: Option<Slice<'_>>,
        leaf: &(dyn Fn(&mut Slices<'_, N, M>) + Sync),
    ) -> Option<Self> {
        // Compact tiers have no loop for them.
        if !cfg!(feature = "half") || level.is_compact() || !self.are_halves_like(row) {
            return Some(self);
        }
        if place.parallel {
            self.pieces(place, &|mut piece| leaf(&mut piece));
        } else {
            leaf(&mut self);
        }
        None
    }

    /// Whether all are halves of one format, and a row too.
    fn are_halves_like(&self, row: Option<Slice<'_>>) -> bool {
        let like = |x: &Option<Slice<'_>>, y: &SliceMut<'_>| x.is_none_or(|x| y.is_half_like(x));
        self.outs.iter().all(|y| y.is_half() && like(&row, y) && self.inputs.iter().all(|x| like(x, y)))
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
        let Self { first, unit, inputs, each_input, outs, each_out, streams } = self;
        let at = at * unit;
        let (mut left, mut right) = (inputs, inputs);
        for (i, each) in each_input.into_iter().enumerate() {
            if let Some(x) = inputs[i] {
                (left[i], right[i]) = (Some(x.slice(0..at * each)), Some(x.slice(at * each..x.len())));
            }
        }
        let mut each = each_out.into_iter();
        let (outs, outs_behind) =
            parallel::unzip(outs.map(|y| y.split_at(at * each.next().expect("one for each output"))));
        (
            Self { first, unit, inputs: left, each_input, outs, each_out, streams },
            Self { first: first + at, unit, inputs: right, each_input, outs: outs_behind, each_out, streams },
        )
    }
}
