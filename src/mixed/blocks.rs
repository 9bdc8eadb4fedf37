//! Blocks of `f32` on the stack, to which other elements are widened and from which they are rounded or streamed.

use core::mem::MaybeUninit;
#[cfg(feature = "std")]
use std::cell::RefCell;

use super::Slices;
use crate::element::{Slice, SliceMut};
use crate::error::{Error, Result};
use crate::shape::{Out, Source, Streams, cells, narrow, widen, zeroed};
use crate::tier::Level;

/// Elements of a block: three of it fit a first-level cache.
pub(super) const BLOCK: usize = 2048;
/// Elements of one that is streamed, which the input of the next one is to lie beside: larger ones are slower.
const STREAMED_BLOCK: usize = 1024;

/// Floats of a line of the cache.
const LINE: usize = 16;

/// The floats that a call has on the stack, 24 KiB: with what kernels take, it stays below the 64 KiB that are
/// promised.
const STACK: usize = 3 * BLOCK;

impl<const N: usize, const M: usize> Slices<'_, N, M> {
    /// Runs `body` over blocks of whole units on the calling thread; over `f32`s at once. It is an error where
    /// there is no memory for a unit that is too long for the stack.
    pub(crate) fn by_blocks(
        &mut self,
        level: Level,
        body: &mut dyn FnMut(usize, [Source<'_>; N], [Out<'_>; M]),
    ) -> Result<()> {
        let (first, len) = (self.first, self.len());
        if !self.streams
            && let Some((inputs, outs)) = self.floats()
        {
            body(first, inputs, outs);
            return Ok(());
        }
        let (values, streams) = (self.values_in_room(), self.streams.then(Streams::new));
        let most = if self.streams { STREAMED_BLOCK } else { BLOCK };
        let fit = (most / self.widest()).min(STACK / self.unit.saturating_mul(values).max(1));
        // So that each slice's part of the room begins with a line of the cache.
        let fit = if fit > LINE { fit - fit % LINE } else { fit.max(1) };
        let block = self.unit.saturating_mul(fit).min(len);
        with_room(block.saturating_mul(values), &mut |room| {
            let mut at = 0;
            while at < len {
                let n = block.min(len - at);
                self.block(level, at, n, room, streams.as_ref(), body);
                at += n;
            }
        })
    }

    /// Whether the first input is widened to where the first output is made.
    fn is_in_place(&self) -> bool {
        match (self.inputs.first(), self.outs.first()) {
            (Some(None), Some(_)) => true,
            (Some(Some(_)), Some(_)) => N == 1 && M == 1 && self.each_input[0] == self.each_out[0],
            _ => false,
        }
    }

    /// Values for an element that have a place in the room.
    fn values_in_room(&self) -> usize {
        let inputs = self.inputs.iter().zip(&self.each_input).skip(usize::from(self.is_in_place()));
        let of_inputs = inputs.filter(|(x, _)| x.is_some_and(Slice::is_half)).map(|(_, each)| each);
        let outs = self.outs.iter().zip(&self.each_out);
        let of_outs = outs.filter(|(y, _)| self.streams || y.is_half()).map(|(_, each)| each);
        of_inputs.chain(of_outs).sum()
    }

    /// Whether the outputs may be streamed: none is read, each is of floats, and a block has room for a unit.
    pub(super) fn can_stream(&self, level: Level) -> bool {
        !level.is_compact()
            && self.inputs.iter().all(Option::is_some)
            && !self.outs.iter().any(SliceMut::is_half)
            && self.widest() <= STREAMED_BLOCK
    }

    /// Runs `body` over `n` elements from `at` on. In the room, outputs come before inputs.
    fn block(
        &mut self,
        level: Level,
        at: usize,
        n: usize,
        room: &mut [f32],
        streams: Option<&Streams>,
        body: &mut dyn FnMut(usize, [Source<'_>; N], [Out<'_>; M]),
    ) {
        let part = |each: usize| at * each..(at + n) * each;
        let (inputs, is_in_place, mut rest) = (self.inputs, self.is_in_place(), &mut *room);
        let mut outs: [Out<'_>; M] = [&[]; M];
        for (m, y) in self.outs.iter_mut().enumerate() {
            let range = part(self.each_out[m]);
            let x = inputs.first().filter(|_| is_in_place && m == 0);
            let made = match y.slice(range.clone()) {
                SliceMut::F32(y) if streams.is_none() => y,
                SliceMut::NewF32(y) if streams.is_none() => zeroed(y),
                y => {
                    let made = take(&mut rest, y.len());
                    if let (Some(None), Some(x)) = (x, y.read()) {
                        widen(level, x, made);
                    }
                    made
                }
            };
            if let Some(Some(x)) = x
                && x.is_half()
            {
                widen(level, x.slice(range), made);
            }
            outs[m] = cells(made);
        }
        let mut sources = [Source::NONE; N];
        for (i, x) in inputs.into_iter().enumerate() {
            sources[i] = match x.map(|x| x.slice(part(self.each_input[i]))) {
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
        if streams.is_some() {
            self.ask_for(at + n, n);
        }
        let mut rest = room;
        for (y, each) in self.outs.iter_mut().zip(self.each_out) {
            match streams {
                Some(streams) => streams.copy(level, take(&mut rest, n * each), y.slice(part(each))),
                None if y.is_half() => narrow(level, take(&mut rest, n * each), y.slice(part(each))),
                None => {}
            }
        }
    }

    /// Asks for the inputs of `n` elements from `at` on: a core reads nothing ahead while it streams.
    fn ask_for(&self, at: usize, n: usize) {
        for (x, each) in self.inputs.iter().zip(self.each_input) {
            if let Some(Slice::F32(x)) = x {
                Source::from(*x).prefetch(at * each..(at + n) * each);
            }
        }
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

/// Room for so few elements is made on the stack, since to zero it costs less than to ask for a thread's.
const FEW: usize = 256;

/// Floats of which a vector lies within one line of the cache.
#[cfg(feature = "std")]
#[repr(align(64))]
struct Aligned<T>(T);

#[cfg(feature = "std")]
thread_local! {
    /// Room that is zeroed once: to zero 24 KiB at each call would cost as much as a few thousand exponentials.
    static ROOM: RefCell<Aligned<[f32; STACK]>> = const { RefCell::new(Aligned([0.0; STACK])) };
}

/// Calls `then` with room for so many elements, which hold anything, or is an error where there is none: before
/// anything is written, unless other threads have written their part.
fn with_room(size: usize, then: &mut dyn FnMut(&mut [f32])) -> Result<()> {
    if size <= FEW {
        then(zeroed(&mut [const { MaybeUninit::uninit() }; FEW][..size]));
    } else if size <= STACK {
        of_thread(size, then);
    } else {
        return on_heap(size, then);
    }
    Ok(())
}

/// The thread's room; without `std` there is none, and it is on the stack.
fn of_thread(size: usize, then: &mut dyn FnMut(&mut [f32])) {
    #[cfg(feature = "std")]
    {
        let mut with = |room: &RefCell<Aligned<[f32; STACK]>>| match room.try_borrow_mut() {
            Ok(mut room) => {
                then(&mut room.0[..size]);
                true
            }
            Err(_) => false,
        };
        // It is taken while blocks of blocks are computed, and gone while a thread ends.
        if ROOM.try_with(&mut with).unwrap_or(false) {
            return;
        }
    }
    on_stack(size, then);
}

/// Memory that is asked for; without `std` there is none.
#[cfg_attr(not(feature = "std"), expect(unused_variables, reason = "there is nobody to ask"))]
fn on_heap(size: usize, then: &mut dyn FnMut(&mut [f32])) -> Result<()> {
    let missing = Error::Memory { argument: "x", bytes: size.saturating_mul(size_of::<f32>()) };
    #[cfg(feature = "std")]
    {
        let mut room = Vec::new();
        if room.try_reserve_exact(size).is_ok() {
            room.resize(size, 0.0);
            then(&mut room);
            return Ok(());
        }
    }
    Err(missing)
}

/// Apart, so that short slices touch little of the stack.
#[inline(never)]
fn on_stack(size: usize, then: &mut dyn FnMut(&mut [f32])) {
    then(zeroed(&mut [const { MaybeUninit::uninit() }; STACK][..size]));
}
