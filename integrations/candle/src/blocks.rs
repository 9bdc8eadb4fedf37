//! Where the elements of a layout lie.

use std::ops::Range;

use candle_core::Layout;

/// Blocks from this length on are taken where they lie; shorter ones are gathered first.
const WORTH: usize = 16;

/// Blocks of neighbours, in order.
#[derive(Debug)]
pub(crate) struct Blocks {
    start: usize,
    /// The length of each.
    pub(crate) len: usize,
    /// How many follow at which distance; the innermost first.
    outer: Vec<(usize, usize)>,
}

impl Blocks {
    pub(crate) fn new(layout: &Layout) -> Self {
        let (mut len, mut outer) = (1, Vec::new());
        for (&dim, &stride) in layout.dims().iter().zip(layout.stride()).rev() {
            match outer.last_mut() {
                _ if dim == 1 => {}
                None if stride == len => len *= dim,
                Some((count, step)) if stride == *count * *step => *count *= dim,
                _ => outer.push((dim, stride)),
            }
        }
        Self { start: layout.start_offset(), len, outer }
    }

    /// All elements, where they are neighbours.
    pub(crate) fn whole(&self) -> Option<Range<usize>> {
        self.outer.is_empty().then(|| self.start..self.start + self.len)
    }

    /// Whether to take them where they lie.
    pub(crate) fn are_worth_it(&self) -> bool {
        self.len >= WORTH
    }

    /// Block `i`.
    pub(crate) fn block(&self, mut i: usize) -> Range<usize> {
        let mut start = self.start;
        for (at, &(count, step)) in self.outer.iter().enumerate() {
            let last = at + 1 == self.outer.len();
            start += if last { i } else { i % count } * step;
            i /= count;
        }
        start..start + self.len
    }

    /// All elements, in order.
    pub(crate) fn gather<T: Copy>(&self, x: &[T]) -> Vec<T> {
        let (count, step) = self.outer.first().copied().unwrap_or((1, 0));
        let groups = self.outer.iter().skip(1).map(|&(count, _)| count).product();
        let groups = if count == 0 { 0 } else { groups };
        let mut y = Vec::with_capacity(groups * count * self.len);
        for group in 0..groups {
            let start = self.block(group * count).start;
            match self.len {
                1 => y.extend((0..count).map(|i| x[start + i * step])),
                len => (0..count).for_each(|i| y.extend_from_slice(&x[start + i * step..][..len])),
            }
        }
        y
    }

    /// How often a block follows itself: of a tensor that was broadcast.
    pub(crate) fn repeats(&self) -> usize {
        self.outer.first().map_or(1, |&(count, step)| if step == 0 { count } else { 1 })
    }
}
