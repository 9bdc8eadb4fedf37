//! The gradient for the target.

use super::{KlDivergence, KlInput};
use crate::check;
use crate::element::{Element, Output, Slice};
use crate::error::Result;
use crate::loss::exp_times::exp_times;
use crate::math::{exp, ln};
use crate::mixed::Slices;
use crate::place::Place;
use crate::shape::{Kernel, map_on};
use crate::simd::{F32s, Simd};

crate::place::verbs! { KlDivergence:
    /// The gradient of the reduced loss for the target: `ln t − ln p + 1`, or for a target of logarithms
    /// `t·(ln t − ln p + 1)`, times the reduction's factor.
    ///
    /// * **Accuracy**: within 2.5 ULP of the greatest term, for a target of logarithms within 5.
    /// * **Special values**: a t of 0 gives −∞, the limit, where PyTorch gives NaN, and NaN where p is 0 too; a p of 0
    ///   below a positive t gives ∞. Of a target of logarithms, a t of 0 gives 0, whatever p is.
    ///
    /// ```
    /// use activ8::{KlDivergence, Reduction};
    ///
    /// let kl = KlDivergence::probabilities().reduction(Reduction::Sum);
    /// let mut gradient = [0.0; 2];
    /// kl.backward_target(&[0.25, 0.5], &[0.25, 1.0], &mut gradient)?;
    /// assert_eq!(gradient, [1.0, 1.0 + std::f32::consts::LN_2]);
    /// # Ok::<(), activ8::Error>(())
    /// ```
    fn backward_target<X: Element, U: Element, G: Output>(
        kl,
        place,
        input: &[X],
        target: &[U],
        gradient: &mut [G]
    ) {
        let operands = [X::slice(input), U::slice(target)];
        kl.check_target(place, operands, gradient.len())?;
        let factor = (1.0 / kl.reduction.divisor(input.len() as f64)?) as f32;
        let (kernel, inputs) = (ToTarget::of(kl, factor), operands.map(Some));
        let level = place.level()?;
        Slices::rows(1, inputs, [G::out(gradient)])
            .run(place, level, &|_, inputs, outs| map_on(level, kernel, inputs, outs))
    }

    /// The same of each loss, not reduced, times `dy`, the gradient for it: what
    /// [`Loss::backward_each`](crate::Loss::backward_each) is for the input. It costs 1.5 ULP more.
    fn backward_target_each<X: Element, U: Element, D: Element, G: Output>(
        kl,
        place,
        input: &[X],
        target: &[U],
        dy: &[D],
        gradient: &mut [G]
    ) {
        let operands = [X::slice(input), U::slice(target)];
        check::length("dy", dy.len(), input.len())?;
        kl.check_target(place, operands, gradient.len())?;
        let (kernel, inputs) = (ToTarget::of(kl, 1.0), [operands[0], operands[1], D::slice(dy)].map(Some));
        let level = place.level()?;
        Slices::rows(1, inputs, [G::out(gradient)])
            .run(place, level, &|_, inputs, outs| map_on(level, kernel, inputs, outs))
    }
}

impl KlDivergence {
    /// Refuses what the loss does.
    fn check_target(self, place: Place, [input, target]: [Slice<'_>; 2], gradient: usize) -> Result<()> {
        check::length("target", target.len(), input.len())?;
        check::length("gradient", gradient, input.len())?;
        let level = place.level()?;
        if self.input == KlInput::Probabilities {
            check::any(level, "input", input, check::probabilities)?;
        }
        if !self.log_target {
            check::any(level, "target", target, check::probabilities)?;
        }
        Ok(())
    }
}

/// The derivative times a factor. One loop has all forms: to tell them apart costs little beside their logarithms.
#[derive(Clone, Copy)]
struct ToTarget {
    probabilities: bool,
    log_target: bool,
    factor: f32,
}

impl ToTarget {
    fn of(kl: KlDivergence, factor: f32) -> Self {
        Self { probabilities: kl.input == KlInput::Probabilities, log_target: kl.log_target, factor }
    }

    #[inline(always)]
    fn slope<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> F32s<S> {
        let one = x.of(1.0);
        let x = if self.probabilities { ln(x.abs()) } else { x };
        if !self.log_target {
            return ((ln(t.abs()) - x) + one) * factor;
        }
        let (zero, p) = (x.of(0.0), exp(t));
        let slope = x.eq(t).select(zero, t - x) + one;
        // As of the loss: where p is 0 in f32 alone, even an x of −∞, and where it is 0, any x.
        let slope = (p.eq(zero) & slope.abs().eq(x.of(f32::INFINITY))).select(zero, slope);
        let slope = t.eq(x.of(f32::NEG_INFINITY)).select(zero, slope);
        exp_times(t, slope, p * slope) * factor
    }
}

impl Kernel<2> for ToTarget {
    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.slope(of, of[0].of(self.factor))]
    }
}

impl Kernel<3> for ToTarget {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, t, dy]: [F32s<S>; 3]) -> [F32s<S>; 1] {
        let zero = dy.of(0.0);
        // What counts for nothing contributes nothing.
        [dy.eq(zero).select(zero, self.slope([x, t], dy))]
    }
}
