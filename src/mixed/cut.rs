//! Where slices are cut into blocks.

use std::ops::Range;

use super::BLOCK;

/// How slices may be cut.
#[derive(Clone, Copy)]
pub(crate) struct Cut {
    /// The length of what repeats: rows, those of a bias, samples.
    pub(super) unit: usize,
    /// The number of neighbours in a unit that are alike: parts of a unit are some of them, or whole
    /// groups.
    alike: usize,
    /// Whether a unit stays whole.
    whole: bool,
    /// Elements of a block.
    block: usize,
}

impl Cut {
    /// Anywhere.
    pub(crate) const ELEMENTS: Self = Self { unit: 1, alike: 1, whole: false, block: BLOCK };

    /// Between rows.
    pub(crate) fn rows(row: usize) -> Self {
        Self { unit: row, whole: true, ..Self::ELEMENTS }
    }

    /// Between elements that stand for a row of `row` in other slices.
    pub(crate) fn each_of(row: usize) -> Self {
        Self { block: (BLOCK / row).max(1), ..Self::ELEMENTS }
    }

    /// Anywhere, of units of `unit` elements in which `alike` neighbours are.
    pub(crate) fn units(unit: usize, alike: usize) -> Self {
        Self { unit, alike, ..Self::ELEMENTS }
    }

    /// Of blocks of at most so many elements, where they need not be longer, and of one at least.
    pub(super) fn within(self, most: usize) -> Self {
        Self { block: self.block.min(most).max(1), ..self }
    }

    /// The length of the block at `at`, of `len` elements, and where in its unit it lies: all of it for
    /// whole units.
    pub(super) fn block(self, at: usize, len: usize) -> (usize, Range<usize>) {
        let Self { unit, alike, whole, block } = self;
        if unit <= block || whole {
            return ((block / unit).max(1).saturating_mul(unit).min(len - at), 0..unit);
        }
        let start = at % unit;
        let n = if alike <= block {
            (block / alike * alike).min(unit - start)
        } else {
            block.min(alike - start % alike)
        };
        (n, start..start + n)
    }

    /// The longest block.
    pub(super) fn longest(self, len: usize) -> usize {
        if self.whole { self.unit.max(self.block).min(len) } else { self.block.min(len) }
    }
}
