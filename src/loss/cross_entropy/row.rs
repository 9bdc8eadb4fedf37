//! What a row is held against.

use super::CrossEntropy;
use crate::loss::classes::Classes;
use crate::loss::verb::Factor;

/// What the rows are held against.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    Classes(Classes<'a>),
    Soft(&'a [f32]),
}

/// The part of a row's target that is one class's alone. The share that all classes have is the passes'.
#[derive(Clone, Copy, Default)]
pub(super) enum RowTarget {
    /// A class at hand, by its place among these, and its weight.
    Class(usize, f64),
    /// A class of another block, with its weight.
    Elsewhere(f64),
    /// None: the target has a share for each class.
    Soft,
    /// The row does not count.
    #[default]
    Ignored,
}

/// The loss of a row: the options, and what the gradient of each row is multiplied with.
#[derive(Clone, Copy)]
pub(super) struct RowLoss<'a> {
    pub(super) options: CrossEntropy<'a>,
    pub(super) factor: Factor<'a>,
}

impl RowLoss<'_> {
    /// The target of row `i`, of which `width` classes from `first` on are at hand.
    #[inline(always)]
    pub(super) fn target(self, target: Target<'_>, i: usize, first: usize, width: usize) -> RowTarget {
        if self.factor.is_nothing(i) {
            return RowTarget::Ignored;
        }
        let Target::Classes(classes) = target else { return RowTarget::Soft };
        let Some(class) = classes.get(i, Some(self.options.ignore_index)) else { return RowTarget::Ignored };
        let weight = self.options.weight.map_or(1.0, |weight| f64::from(weight[class]));
        // A class before the first is far beyond the last then.
        let place = class.wrapping_sub(first);
        if place < width { RowTarget::Class(place, weight) } else { RowTarget::Elsewhere(weight) }
    }
}
