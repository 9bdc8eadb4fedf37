//! A row that repeats beside the elements: a bias.

use std::ops::Range;

use super::blocks::BLOCK;
use crate::element::Slice;
use crate::shape::{Source, widen};
use crate::tier::Level;

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
