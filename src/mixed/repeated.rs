//! A row that repeats beside the elements: a bias.

use core::ops::Range;

use super::blocks::BLOCK;
use super::{OfHalves, Slices};
use crate::element::Slice;
use crate::error::Result;
use crate::place::Place;
use crate::shape::{Out, Source, widen};
use crate::tier::Level;

impl<const N: usize> Slices<'_, N, 1> {
    /// Runs `body` over all, beside a row that repeats from an element on; `of_halves` where all are halves of one format.
    pub(crate) fn run_beside(
        self,
        place: Place,
        level: Level,
        row: Slice<'_>,
        of_halves: OfHalves<'_, N, 1>,
        body: &(dyn Fn((Source<'_>, usize), [Source<'_>; N], Out<'_>) + Sync),
    ) -> Result<()> {
        let Some(others) = self.run_halves(place, level, Some(row), of_halves) else { return Ok(()) };
        others.run(place, level, &|first, inputs, [out]| {
            if let Slice::F32(row) = row
                && !row.is_empty()
            {
                return body((Source::from(row), first % row.len()), inputs, out);
            }
            in_stretches(level, row, first, out.len(), &mut |row, range| {
                body(row, inputs.map(|x| x.slice(range.clone())), &out[range]);
            });
        })
    }
}

/// Calls `body` with stretches of a row that repeats, as `f32`, the element to begin with, and the range of `len`
/// elements that each is for; `first` is the number of the first of these among all.
fn in_stretches(
    level: Level,
    row: Slice<'_>,
    first: usize,
    len: usize,
    body: &mut dyn FnMut((Source<'_>, usize), Range<usize>),
) {
    if len == 0 {
        return;
    }
    let (mut from, mut at) = (first % row.len(), 0);
    let mut room = [0.0; BLOCK];
    while at < len {
        let n = (row.len() - from).min(len - at).min(BLOCK);
        let stretch = &mut room[..n];
        widen(level, row.slice(from..from + n), stretch);
        body((Source::from(&*stretch), 0), at..at + n);
        (at, from) = (at + n, (from + n) % row.len());
    }
}
