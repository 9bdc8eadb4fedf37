//! The loss and the gradient of one row, from its sums.

use super::CrossEntropy;
use super::passes::{GradientTerms, Pass, Row, RowSums};
use crate::loss::classes::Classes;
use crate::loss::verb::Factor;
use crate::rows::Inverse;
use crate::shape::Out;
use crate::simd::Simd;

/// What the rows are held against.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    Classes(Classes<'a>),
    Soft(&'a [f32]),
}

/// The part of a row's target that is one class's alone. The share that all classes have is the passes'.
#[derive(Clone, Copy)]
pub(super) enum RowTarget {
    /// A class at hand, by its place among these, and its weight.
    Class(usize, f64),
    /// A class of another block, with its weight.
    Elsewhere(f64),
    /// None: the target has a share for each class.
    Soft,
    /// The row does not count.
    Ignored,
}

/// What is known of the class that is a row's target: its logit, its exponential, and the share that it has in the
/// target of every row.
#[derive(Clone, Copy, Default)]
pub(super) struct OfClass {
    pub(super) logit: f32,
    pub(super) exp: f32,
    pub(super) share: f64,
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

    /// The target of a row with these sums: one all of whose weights are 0 does not count, whatever its logits are.
    #[inline(always)]
    pub(super) fn counted(self, target: RowTarget, sums: RowSums) -> RowTarget {
        let (weight, class_share) = match target {
            RowTarget::Ignored => return target,
            RowTarget::Soft => (1.0, 0.0),
            RowTarget::Class(_, weight) | RowTarget::Elsewhere(weight) => (weight, self.class_share(weight)),
        };
        let z_loss = weight * f64::from(self.options.z_loss);
        let zeros = [class_share, z_loss, sums.shares, sums.below] == [0.0; 4];
        if zeros && !self.has_negative_weights() { RowTarget::Ignored } else { target }
    }

    /// Whether weights may cancel.
    #[cold]
    #[inline(never)]
    fn has_negative_weights(self) -> bool {
        self.options.weight.is_some_and(|weight| weight.iter().any(|&weight| weight < 0.0))
    }

    /// The loss of a row whose target class has this logit: its terms are exact where it is near 0.
    #[inline(always)]
    pub(super) fn loss(self, sums: RowSums, target: RowTarget, logit: f32) -> f64 {
        let (greatest, log_sum) = (f64::from(sums.log_sum_exp.max), sums.log_sum_exp.log_sum);
        let (of_class, weight) = match target {
            RowTarget::Ignored => return 0.0,
            RowTarget::Soft => (0.0, 1.0),
            RowTarget::Class(_, weight) | RowTarget::Elsewhere(weight) => {
                let cost = (greatest - f64::from(logit)) + log_sum;
                let share = self.class_share(weight);
                // What counts for nothing may be impossible, or no number.
                (if share == 0.0 { 0.0 } else { share * cost }, weight)
            }
        };
        let shared = sums.below + if sums.shares == 0.0 { 0.0 } else { sums.shares * log_sum };
        let z_loss = f64::from(self.options.z_loss);
        let square = if z_loss == 0.0 { 0.0 } else { (greatest + log_sum) * (greatest + log_sum) };
        of_class + shared + weight * z_loss * square
    }

    /// What label smoothing leaves of the weight of a row's target class.
    #[inline(always)]
    fn class_share(self, weight: f64) -> f64 {
        (1.0 - f64::from(self.options.label_smoothing)) * weight
    }

    /// The gradient of a row whose target class has this logit, in place of its exponentials.
    #[inline(always)]
    pub(super) fn gradient<S: Simd>(
        self,
        s: S,
        pass: impl Pass,
        sums: RowSums,
        row: Row<'_>,
        (target, logit, factor): (RowTarget, f32, f64),
        gradient: Out<'_>,
    ) {
        let of_class = match target {
            RowTarget::Class(class, _) => {
                OfClass { logit, exp: gradient[class].get(), share: pass.share(class) }
            }
            _ => OfClass::default(),
        };
        let Some((terms, dz)) = self.gradient_terms(sums, (target, factor), of_class) else {
            return gradient.iter().for_each(|gradient| gradient.set(0.0));
        };
        pass.gradient(s, terms, row, gradient);
        if let RowTarget::Class(class, _) = target {
            gradient[class].set(pass.logit_gradient(s, row.x.get(class), dz));
        }
    }

    /// How the exponentials of a row become its gradient, and the gradient for the logit of its class; none where
    /// the row does not count.
    #[inline(always)]
    pub(super) fn gradient_terms(
        self,
        RowSums { log_sum_exp: of, shares, .. }: RowSums,
        (target, factor): (RowTarget, f64),
        of_class: OfClass,
    ) -> Option<(GradientTerms, f32)> {
        let (weight, class_share) = match target {
            RowTarget::Ignored => return None,
            RowTarget::Soft => (1.0, 0.0),
            RowTarget::Class(_, weight) | RowTarget::Elsewhere(weight) => (weight, self.class_share(weight)),
        };
        let square = match f64::from(self.options.z_loss) {
            0.0 => 0.0,
            z_loss => 2.0 * weight * z_loss * (f64::from(of.max) + of.log_sum),
        };
        let (max_exp, total) = (f64::from(of.max_exp), 1.0 + of.sum_m1);
        // The exponential of the target class, and those of the others: p − 1 is −(their share), where with 1 − p a
        // confident row would have no gradient at all.
        let (e, rest) = match target {
            RowTarget::Class(..) if of_class.logit == of.max => (1.0, of.sum_m1),
            RowTarget::Class(..) => {
                let e = f64::from(of_class.exp) / max_exp;
                (e, total - e)
            }
            _ => (0.0, total),
        };
        let a = factor * (class_share + shares + square);
        let others = (of.sum_m1 / total) as f32;
        let terms = GradientTerms {
            inverse: Inverse::of(max_exp * total / a),
            a: a as f32,
            factor,
            confident: if others < 0.5 { of.max } else { f32::NAN },
            others,
        };
        let dz = e / total * (shares + square) - of_class.share - class_share * (rest / total);
        Some((terms, (factor * dz) as f32))
    }
}
