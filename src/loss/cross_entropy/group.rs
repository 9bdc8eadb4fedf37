//! What the sums of several rows come to: their losses, and how their exponentials become their gradients.
//!
//! Of a short row this is most of the work where it is done row by row: a logarithm and two divisions, each of which
//! waits for what is before it. So they are computed of the numbers of several rows at once: see [`Numbers`].

use super::CrossEntropy;
use super::numbers::{Floats, Numbers, ROWS};
use super::passes::GradientTerms;
use super::row::{RowLoss, RowTarget};
use crate::math::ln_1p_pair;
use crate::rows::Inverse;
use crate::shape::{Kernel, cells, map};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// The numbers of a group's rows. z is a logit as it counts.
#[derive(Clone, Copy, Default)]
pub(super) struct Group {
    /// The greatest z, and its exponential e^z in the unit of the others.
    pub(super) max: Numbers,
    pub(super) max_exp: Numbers,
    /// Σ e^z of all z below the greatest, and the number of those that equal it.
    pub(super) below_max: Numbers,
    pub(super) maxima: Numbers,
    /// Σ b·(max − z) and Σ b over the shares b that all classes have in the target.
    pub(super) below: Numbers,
    pub(super) shares: Numbers,
    /// Of the target's class: its z, e^z, and the share b that it has as every class has one.
    logit: Numbers,
    exp: Numbers,
    of_all: Numbers,
    /// Its weight, what label smoothing leaves of that, and what the gradient is multiplied with.
    weight: Numbers,
    class_share: Numbers,
    pub(super) factor: Numbers,
    /// 1 where the row counts, else 0.
    pub(super) counts: Numbers,
    /// 1 / `max_exp`; Σ e^(z − max) − 1; that with the 1, its inverse and its logarithm.
    inverse_max: Numbers,
    pub(super) sum_m1: Numbers,
    total: Numbers,
    inverse_total: Numbers,
    log_sum: Numbers,
    /// The losses.
    pub(super) value: Numbers,
    pub(super) gradient: GroupGradient,
}

/// How the exponentials of a group's rows become their gradients `a·softmax(z) − factor·b`.
#[derive(Clone, Copy, Default)]
pub(super) struct GroupGradient {
    /// What an exponential times this is `a·softmax(z)`: the parts of [`Inverse`].
    pub(super) inverse: [Floats; 3],
    pub(super) a: Floats,
    /// The greatest z where it has more than half of the probability, else NaN,
    pub(super) confident: Floats,
    /// and the probability of all others.
    pub(super) others: Floats,
    /// The gradient for the z of the target's class.
    pub(super) of_class: Floats,
}

/// What is known of the class that is a row's target: its logit, its exponential, and the share that it has in the
/// target of every row.
#[derive(Clone, Copy, Default)]
pub(super) struct OfClass {
    pub(super) logit: f32,
    pub(super) exp: f32,
    pub(super) share: f64,
}

impl Group {
    /// Sets the target of a row, and what the gradient is multiplied with.
    #[inline(always)]
    pub(super) fn set_target(&mut self, i: usize, target: RowTarget, factor: f64, of_class: OfClass) {
        self.counts[i] = if matches!(target, RowTarget::Ignored) { 0.0 } else { 1.0 };
        (self.weight[i], self.class_share[i]) = match target {
            RowTarget::Ignored => (0.0, 0.0),
            RowTarget::Soft => (1.0, 0.0),
            RowTarget::Class(_, weight) | RowTarget::Elsewhere(weight) => (weight, weight),
        };
        self.factor[i] = factor;
        // Where there is no class none of these counts.
        (self.logit[i], self.exp[i]) = (f64::from(of_class.logit), f64::from(of_class.exp));
        self.of_all[i] = of_class.share;
    }

    /// Whether a row counts.
    #[inline(always)]
    pub(super) fn is_counted(&self, i: usize) -> bool {
        self.counts[i] != 0.0
    }

    /// What makes the gradient of a row.
    #[inline(always)]
    pub(super) fn terms(&self, i: usize) -> GradientTerms {
        let GroupGradient { inverse: [high, low, unscale], a, confident, others, .. } = &self.gradient;
        GradientTerms {
            inverse: Inverse::of_parts([high[i], low[i], unscale[i]]),
            a: a[i],
            factor: self.factor[i],
            confident: confident[i],
            others: others[i],
        }
    }

    /// Makes the losses of the rows, and what makes their gradients.
    #[inline(never)]
    pub(super) fn finish(&mut self, level: Level, loss: RowLoss<'_>, gradient: bool) {
        let options = &loss.options;
        dispatch!(level, s => s.vectorize(#[inline(always)] || {
            self.losses(s, options);
            if gradient {
                self.gradients(options);
            }
        }));
    }

    #[inline(always)]
    fn losses<S: Simd>(&mut self, s: S, options: &CrossEntropy<'_>) {
        let (one, z_loss) = (Numbers::of(1.0), Numbers::of(options.z_loss.into()));
        self.class_share = self.class_share * Numbers::of(1.0 - f64::from(options.label_smoothing));
        self.inverse_max = one / self.max_exp;
        // Each z that equals the greatest adds 1, and one of them is the 1 that is left out.
        self.sum_m1 = (self.maxima - one) + self.below_max * self.inverse_max;
        let (rounded, [mut log, mut low]) = (self.sum_m1.to_floats(), [[0.0; ROWS]; 2]);
        map(s, Ln1p, [rounded[..].into()], [cells(&mut log), cells(&mut low)]);
        self.total = one + self.sum_m1;
        self.inverse_total = one / self.total;
        let lost = (self.sum_m1 - Numbers::from_floats(&rounded)) * self.inverse_total;
        self.log_sum = Numbers::from_floats(&log) + (Numbers::from_floats(&low) + lost);
        // What counts for nothing may be impossible, or no number.
        let cost = (self.class_share * ((self.max - self.logit) + self.log_sum)).zero_with(self.class_share);
        let shared = (self.shares * self.log_sum).zero_with(self.shares);
        self.value = cost + (self.below + shared);
        if options.z_loss != 0.0 {
            let log = self.max + self.log_sum;
            self.value = self.value + self.weight * z_loss * (log * log);
        }
        // A row all of whose weights are 0 does not count, whatever its logits are.
        let of_class = self.class_share.abs() + (self.weight * z_loss).abs();
        let counts = self.counts.zero_with(of_class + (self.shares.abs() + self.below.abs()));
        if options.weight.is_none() || self.counts == counts || !has_negative(options) {
            self.counts = counts;
        }
        self.value = self.value.zero_with(self.counts);
    }

    #[inline(always)]
    fn gradients(&mut self, options: &CrossEntropy<'_>) {
        let mut of_all = self.shares;
        if options.z_loss != 0.0 {
            let log = self.max + self.log_sum;
            of_all = of_all + Numbers::of(2.0 * f64::from(options.z_loss)) * self.weight * log;
        }
        // The share of the target's class, and those of the others: p − 1 is −(the others'), where with 1 − p a confident
        // row would have no gradient at all.
        let e = self.exp * self.inverse_max;
        let rest = self.sum_m1.where_equal(self.logit, self.max, self.total - e) * self.inverse_total;
        let p = Numbers::of(1.0).where_equal(self.logit, self.max, e) * self.inverse_total;
        let dz = p * of_all - self.of_all - self.class_share * rest;
        let a = self.factor * (self.class_share + of_all);
        let others = self.sum_m1 * self.inverse_total;
        let confident = self.max.where_less(others, Numbers::of(0.5), Numbers::of(f64::NAN));
        let to = &mut self.gradient;
        to.of_class = (self.factor * dz).to_floats();
        (to.a, to.confident, to.others) = (a.to_floats(), confident.to_floats(), others.to_floats());
        to.inverse = Inverse::parts_of((a * (self.inverse_max * self.inverse_total)).array());
    }
}

/// Whether weights may cancel.
#[cold]
#[inline(never)]
fn has_negative(options: &CrossEntropy<'_>) -> bool {
    options.weight.is_some_and(|weight| weight.iter().any(|&weight| weight < 0.0))
}

/// ln(1 + x) in two floats.
#[derive(Clone, Copy)]
struct Ln1p;

impl Kernel<1, 2> for Ln1p {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 2] {
        let (log, low) = ln_1p_pair(x);
        [log, low]
    }
}
