//! The way from a verb to its loops, whatever the elements are.
//!
//! Slices of `f32` go to the loops as they are: all at once, or a piece for each thread. Others go a block at a
//! time through `f32`s on the stack: they are widened, exactly, go through the same loops, and are rounded once.
//! So there is one of each kernel, and an element's bits are those that `f32`s give for the widened inputs,
//! rounded.

use std::mem::MaybeUninit;
use std::ops::Range;
use std::sync::OnceLock;

use crate::element::{Slice, SliceMut};
use crate::error::{Error, Result};
use crate::parallel::{self, Job};
use crate::place::Place;
use crate::shape::{Out, Source, cells, narrow, widen, zeroed};
use crate::tier::Level;

/// Elements for one thread: two streams of so many fit most second-level caches.
const PIECE: usize = 32_768;

/// Elements of a block: three of it fit a first-level cache.
const BLOCK: usize = 2048;

/// The floats that a call has on the stack, 24 KiB: with what kernels take, it stays below the 64 KiB that are
/// promised.
const STACK: usize = 3 * BLOCK;

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

    /// Runs `body` over blocks of whole units on the calling thread; over `f32`s at once. It is an error where
    /// there is no memory for a unit that is too long for the stack.
    pub(crate) fn by_blocks(
        &mut self,
        level: Level,
        body: &mut dyn FnMut(usize, [Source<'_>; N], [Out<'_>; M]),
    ) -> Result<()> {
        let (first, len) = (self.first, self.len());
        if let Some((inputs, outs)) = self.floats() {
            body(first, inputs, outs);
            return Ok(());
        }
        let values = self.values_in_room();
        let fit = (BLOCK / self.widest()).min(STACK / self.unit.saturating_mul(values).max(1)).max(1);
        let block = self.unit.saturating_mul(fit).min(len);
        with_room(block.saturating_mul(values), &mut |room| {
            let mut at = 0;
            while at < len {
                let n = block.min(len - at);
                self.block(level, at, n, room, body);
                at += n;
            }
        })
    }

    /// Whether the first input is widened to where the first output is made.
    fn is_in_place(&self) -> bool {
        match (self.inputs.first(), self.outs.first()) {
            (Some((None, _)), Some(_)) => true,
            (Some((Some(_), x)), Some((_, y))) => N == 1 && M == 1 && x == y,
            _ => false,
        }
    }

    /// Values for an element that have a place in the room.
    fn values_in_room(&self) -> usize {
        let inputs = self.inputs.iter().skip(usize::from(self.is_in_place()));
        let of_inputs = inputs.filter(|(x, _)| x.is_some_and(Slice::is_half)).map(|(_, each)| *each);
        let of_outs = self.outs.iter().filter(|(y, _)| y.is_half()).map(|(_, each)| *each);
        of_inputs.chain(of_outs).sum()
    }

    /// Runs `body` over `n` elements from `at` on. In the room, outputs come before inputs.
    fn block(
        &mut self,
        level: Level,
        at: usize,
        n: usize,
        room: &mut [f32],
        body: &mut dyn FnMut(usize, [Source<'_>; N], [Out<'_>; M]),
    ) {
        let part = |each: usize| at * each..(at + n) * each;
        let (inputs, is_in_place, mut rest) = (self.inputs, self.is_in_place(), &mut *room);
        let mut outs: [Out<'_>; M] = [&[]; M];
        for (m, (y, each)) in self.outs.iter_mut().enumerate() {
            let x = inputs.first().filter(|_| is_in_place && m == 0);
            let made = match y.slice(part(*each)) {
                SliceMut::F32(y) => y,
                SliceMut::NewF32(y) => zeroed(y),
                y => {
                    let made = take(&mut rest, y.len());
                    if let (Some((None, _)), Some(x)) = (x, y.read()) {
                        widen(level, x, made);
                    }
                    made
                }
            };
            if let Some((Some(x), _)) = x
                && x.is_half()
            {
                widen(level, x.slice(part(*each)), made);
            }
            outs[m] = cells(made);
        }
        let mut sources = [Source::NONE; N];
        for (i, (x, each)) in inputs.into_iter().enumerate() {
            sources[i] = match x.map(|x| x.slice(part(each))) {
                Some(Slice::F32(x)) => Source::from(x),
                Some(x) if i > 0 || !is_in_place => {
                    let made = take(&mut rest, x.len());
                    widen(level, x, made);
                    Source::from(&*made)
                }
                _ => outs.first().map_or(sources[i], |&out| Source::from(out)),
            };
        }
        body(self.first + at, sources, outs);
        let mut rest = room;
        for (y, each) in self.outs.iter_mut().filter(|(y, _)| y.is_half()) {
            narrow(level, take(&mut rest, n * *each), y.slice(part(*each)));
        }
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
        let (outs, outs_behind) = parallel::halves(self.outs.map(|(y, each)| {
            let (left, right) = y.split_at(at * each);
            ((left, each), (right, each))
        }));
        let (inputs, inputs_behind) = parallel::halves(inputs);
        (
            Self { first, unit, inputs, outs },
            Self { first: first + at, unit, inputs: inputs_behind, outs: outs_behind },
        )
    }
}

/// Whether rows of two slices of this length go by themselves, since with a third they would leave the stack.
pub(crate) fn is_long(row: usize) -> bool {
    row > BLOCK / 2
}

/// The first `n` elements of `rest`, which then has those behind them.
fn take<'a>(rest: &mut &'a mut [f32], n: usize) -> &'a mut [f32] {
    rest.split_off_mut(..n).unwrap_or_default()
}

/// Calls `body` with whole slices, of halves with copies.
pub(crate) fn whole<const N: usize>(
    level: Level,
    inputs: [Slice<'_>; N],
    body: &mut dyn FnMut([&[f32]; N]),
) -> Result<()> {
    let halves = inputs.iter().filter(|x| x.is_half());
    with_room(halves.map(|x| x.len()).sum(), &mut |room| {
        let mut rest = &mut *room;
        body(inputs.map(|x| match x {
            Slice::F32(x) => x,
            x => {
                let made = take(&mut rest, x.len());
                widen(level, x, made);
                made
            }
        }));
    })
}

/// Calls `body` with a row that repeats, the element of it to begin with, and the range of `len` elements it is for;
/// `first` is the number of the first among all. The row as it is where it is of `f32`, or else in stretches of it.
pub(crate) fn in_stretches(
    level: Level,
    row: Slice<'_>,
    first: usize,
    len: usize,
    body: &mut dyn FnMut(Source<'_>, usize, Range<usize>),
) {
    if len == 0 {
        return;
    }
    let (mut from, mut at) = (first % row.len(), 0);
    if let Slice::F32(row) = row {
        return body(Source::from(row), from, 0..len);
    }
    let mut room = [0.0; BLOCK];
    while at < len {
        let n = (row.len() - from).min(len - at).min(BLOCK);
        let stretch = &mut room[..n];
        widen(level, row.slice(from..from + n), stretch);
        body(Source::from(&*stretch), 0, at..at + n);
        (at, from) = (at + n, (from + n) % row.len());
    }
}

/// Calls `then` with room for so many elements, or is an error where there is none: before anything is written,
/// unless other threads have written their part.
fn with_room(size: usize, then: &mut dyn FnMut(&mut [f32])) -> Result<()> {
    if size <= BLOCK {
        then(zeroed(&mut [const { MaybeUninit::uninit() }; BLOCK][..size]));
    } else if size <= STACK {
        on_stack(size, then);
    } else {
        let mut room = Vec::new();
        let bytes = size.saturating_mul(size_of::<f32>());
        room.try_reserve_exact(size).map_err(|_| Error::Memory { argument: "x", bytes })?;
        room.resize(size, 0.0);
        then(&mut room);
    }
    Ok(())
}

/// Apart, so that short slices touch little of the stack.
#[inline(never)]
fn on_stack(size: usize, then: &mut dyn FnMut(&mut [f32])) {
    then(zeroed(&mut [const { MaybeUninit::uninit() }; STACK][..size]));
}
