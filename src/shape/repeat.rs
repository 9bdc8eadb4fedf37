//! Elementwise loops beside a row that repeats: a bias, or the slopes of channels.

use core::ops::Range;

use super::Kernel;
use super::map::map;
use super::memory::{Out, Source};
use crate::simd::Simd;

/// `out = kernel(row, inputs)`, the row being repeated; it begins with its element `from`.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn repeat<S: Simd, const N: usize, const WITH_ROW: usize>(
    s: S,
    kernel: impl Kernel<WITH_ROW>,
    (row, mut from): (Source<'_>, usize),
    inputs: [Source<'_>; N],
    out: Out<'_>,
) {
    const { assert!(WITH_ROW == N + 1, "a kernel of the row and of each input") };
    let mut at = 0;
    while at < out.len() {
        let n = (row.len() - from).min(out.len() - at);
        let mut of_row = [row.slice(from..from + n); WITH_ROW];
        for i in 0..N {
            of_row[i + 1] = inputs[i].slice(at..at + n);
        }
        map(s, kernel, of_row, [&out[at..at + n]]);
        (at, from) = (at + n, 0);
    }
}

/// Elements whose sums are made at once.
const ROOM: usize = 1024;

/// Calls `body` with ranges of the inputs, the first of which has had the row added to it.
pub(crate) fn in_sums<const N: usize>(
    (row, mut from): (Source<'_>, usize),
    inputs: [Source<'_>; N],
    body: &mut dyn FnMut(Range<usize>, [Source<'_>; N]),
) {
    let (len, mut room, mut at) = (inputs[0].len(), [0.0; ROOM], 0);
    while at < len {
        let n = (row.len() - from).min(len - at).min(ROOM);
        for (i, sum) in room[..n].iter_mut().enumerate() {
            *sum = inputs[0].get(at + i) + row.get(from + i);
        }
        let mut of_range = inputs.map(|x| x.slice(at..at + n));
        of_range[0] = Source::from(&room[..n]);
        body(at..at + n, of_range);
        (at, from) = (at + n, (from + n) % row.len());
    }
}
