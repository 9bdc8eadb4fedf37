//! Binary cross-entropy of logits.

use super::elements::{Elements, run_pair};
use super::exp_times::where_tiny;
use super::pointwise::Pointwise;
use super::verb::AnyOutput;
use super::weight::{Weighted, Weights, check_weight};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check::{self, Domain, probable};
use crate::element::Slice;
use crate::error::Result;
use crate::math::{sigmoid_minor, softplus_minor};
use crate::place::Place;
use crate::setters::setters;
use crate::simd::{F32s, Mask, Simd};

/// The binary cross-entropy of sigmoid(x), from the logit x and its target t:
/// `max(x, 0) − t·x + ln(1 + e^−|x|)`; with a weight p of the positive class
/// `(1 − t)·x + (1 − t + p·t)·ln(1 + e^−x)`.
///
/// * **Gradient**: `sigmoid(x) − t`, times 1/n for a mean, without cancellation for labels of 0 and 1.
/// * **Weights**: a mean is divided by the number of elements, as PyTorch's is. Both kinds may repeat, each by a
///   length of its own. A loss that is too large for a float is ∞, whatever its weight is.
/// * **Accuracy**: each loss within 4.5 ULP, and their sum within 4 ULP, with weights too; the gradient within 5 ULP
///   of the greater of `(1 − t)·sigmoid(x)` and `p·t·sigmoid(−x)`, times its factors, of which it is the difference.
/// * **Special values**: an infinite logit that agrees with its target costs 0 and one that does not
///   costs ∞, where PyTorch gives NaN.
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where a target is NaN or outside
///   [0, 1], where PyTorch takes any number and the loss has no lower bound.
/// * **Elsewhere**: `torch.nn.functional.binary_cross_entropy_with_logits`,
///   `candle_nn::loss::binary_cross_entropy_with_logit`.
///
/// ```
/// use activ8::{BinaryCrossEntropyWithLogits, Loss};
///
/// let mut each = [0.0; 3];
/// let x = [0.0, -20.0, f32::INFINITY];
/// BinaryCrossEntropyWithLogits::default().forward_each(&x, &[1.0, 0.0, 1.0], &mut each)?;
/// assert_eq!(each, [std::f32::consts::LN_2, 2.0611537e-9, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BinaryCrossEntropyWithLogits<'a> {
    /// What each loss is multiplied with: a weight for each element, or for each of a row, which repeats.
    pub weight: Option<&'a [f32]>,
    /// Whether there is one for each row instead, as many as divide the elements: not by default.
    pub weight_of_rows: bool,
    /// What the part of a loss that its target gives it is multiplied with, for each element, or for each
    /// class of a row, which repeats.
    pub pos_weight: Option<&'a [f32]>,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

super::sum::reduced! { BinaryCrossEntropyWithLogits<'_> }

impl<'a> BinaryCrossEntropyWithLogits<'a> {
    setters! {
        /// The same with a weight for each element; or for each of a row, which repeats.
        fn weight(weight: &'a [f32]) { weight = Some(weight) }
        /// The same with a weight for each row of elements, as of a batch: PyTorch's of a shape (N, 1).
        fn row_weight(weight: &'a [f32]) { weight = Some(weight), weight_of_rows = true }
        /// The same with a weight of the positive class, for each element, or for each class of a row, which
        /// repeats.
        fn pos_weight(pos_weight: &'a [f32]) { pos_weight = Some(pos_weight) }
    }

    fn weights(&self) -> Weights<'_> {
        Weights { weight: self.weight, of_rows: self.weight_of_rows }
    }
}

/// Of logits.
#[derive(Clone, Copy)]
pub(super) struct Logits;

impl Pointwise for Logits {
    const HAS_FAST: bool = true;

    // |x|·(what the target lacks to the side that x takes) + ln(1 + e^−|x|): terms of one sign, and
    // no 0·∞ where an infinite x agrees with the target.
    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        let zero = x.of(0.0);
        let lack = zero.lt(x).select(x.of(1.0) - t, t);
        let linear = lack.eq(zero).select(zero, x.abs() * lack);
        probable(t).select(linear + softplus_minor(x), x.of(f32::NAN))
    }

    // sigmoid(x) − t, where sigmoid(x) is the minor one or 1 less it.
    #[inline(always)]
    fn gradient<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let minor = sigmoid_minor(x);
        [x.of(0.0).lt(x).select((x.of(1.0) - t) - minor, minor - t) * factor]
    }

    #[inline(always)]
    fn valid<S: Simd>(self, [_, t]: [F32s<S>; 2]) -> Mask<S> {
        probable(t)
    }

    #[inline(always)]
    fn weighted_value<S: Simd>(self, [x, t]: [F32s<S>; 2], weight: F32s<S>) -> F32s<S> {
        far_value(x, [x.of(1.0) - t, t], weight, self.value([x, t]) * weight)
    }

    #[inline(always)]
    fn weighted_gradient<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let [near] = self.gradient([x, t], factor);
        [far_gradient(x, [x.of(1.0) - t, t], factor, near)]
    }
}

/// The loss times a weight where e^−|x|, which stands for softplus then, may be too small for a float; what is
/// `near` elsewhere, or NaN. `negative` and `positive` are the parts of both labels.
#[inline(always)]
fn far_value<S: Simd>(
    x: F32s<S>,
    [negative, positive]: [F32s<S>; 2],
    weight: F32s<S>,
    near: F32s<S>,
) -> F32s<S> {
    where_tiny(
        x.neg_abs(),
        near,
        #[inline(always)]
        |half| {
            let zero = x.of(0.0);
            let lack = zero.lt(x).select(negative, positive);
            let linear = lack.eq(zero).select(zero, x.abs() * lack);
            near.eq(near).select(linear * weight + half * ((negative + positive) * weight) * half, near)
        },
    )
}

/// The same of `(negative·sigmoid(x) − positive·sigmoid(−x))·factor`.
#[inline(always)]
fn far_gradient<S: Simd>(
    x: F32s<S>,
    [negative, positive]: [F32s<S>; 2],
    factor: F32s<S>,
    near: F32s<S>,
) -> F32s<S> {
    where_tiny(
        x.neg_abs(),
        near,
        #[inline(always)]
        |half| {
            let right = x.of(0.0).lt(x);
            let (negative, positive) = (negative * factor, -(positive * factor));
            right.select(negative, positive) + half * right.select(positive, negative) * half
        },
    )
}

/// Of logits, with a weight of the positive class.
#[derive(Clone, Copy)]
struct PositiveLogits;

impl PositiveLogits {
    /// The loss, but for what is far.
    #[inline(always)]
    fn near<S: Simd>([x, t, weight]: [F32s<S>; 3]) -> F32s<S> {
        let (zero, negative, positive) = (x.of(0.0), x.of(1.0) - t, weight * t);
        let lack = zero.lt(x).select(negative, positive);
        let linear = lack.eq(zero).select(zero, x.abs() * lack);
        let loss = linear + (negative + positive) * softplus_minor(x);
        let loss = Self::is_nothing([negative, positive]).select(zero, loss);
        probable(t).select(loss, x.of(f32::NAN))
    }

    /// Where neither label counts, so that the logit does not either, whatever it is.
    #[inline(always)]
    fn is_nothing<S: Simd>([negative, positive]: [F32s<S>; 2]) -> Mask<S> {
        let zero = negative.of(0.0);
        negative.eq(zero) & positive.eq(zero)
    }
}

impl Pointwise<3> for PositiveLogits {
    #[inline(always)]
    fn value<S: Simd>(self, of: [F32s<S>; 3]) -> F32s<S> {
        let [x, t, weight] = of;
        far_value(x, [x.of(1.0) - t, weight * t], x.of(1.0), Self::near(of))
    }

    // (1 − t)·sigmoid(x) − p·t·sigmoid(−x).
    #[inline(always)]
    fn gradient<S: Simd>(self, [x, t, weight]: [F32s<S>; 3], factor: F32s<S>) -> [F32s<S>; 1] {
        let (zero, one, minor) = (x.of(0.0), x.of(1.0), sigmoid_minor(x));
        let (major, right) = (one - minor, zero.lt(x));
        let (negative, positive) = (one - t, weight * t);
        let near = (negative * right.select(major, minor) - positive * right.select(minor, major)) * factor;
        let near = Self::is_nothing([negative, positive]).select(zero, near);
        [far_gradient(x, [negative, positive], factor, near)]
    }

    #[inline(always)]
    fn valid<S: Simd>(self, [_, t, _]: [F32s<S>; 3]) -> Mask<S> {
        probable(t)
    }

    #[inline(always)]
    fn weighted_value<S: Simd>(self, of: [F32s<S>; 3], weight: F32s<S>) -> F32s<S> {
        let [x, t, positive] = of;
        far_value(x, [x.of(1.0) - t, positive * t], weight, Self::near(of) * weight)
    }
}

impl Loss for BinaryCrossEntropyWithLogits<'_> {
    fn shape(&self) -> crate::LossShape {
        self.weights().shape(self.pos_weight)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        if self.pos_weight.is_none() && self.weight.is_none() {
            let domains = [None, Some(check::probabilities as Domain)];
            return run_pair(&Logits, self.reduction, domains, place, verb);
        }
        let LossVerb { inputs: [x], target: t, output } = verb;
        check::length("target", t.len(), x.len())?;
        for (argument, weight) in [("weight", self.weight), ("pos_weight", self.pos_weight)] {
            weight.map_or(Ok(()), |weight| check_weight(argument, weight, x.len()))?;
        }
        match (self.pos_weight, self.weight) {
            (Some(p), Some(w)) => {
                self.of(Weighted(PositiveLogits), [x, t, p.into(), w.into()], place, output)
            }
            (Some(p), None) => self.of(PositiveLogits, [x, t, p.into()], place, output),
            // One of the two there is.
            (None, w) => self.of(Weighted(Logits), [x, t, w.unwrap_or_default().into()], place, output),
        }
    }
}

impl BinaryCrossEntropyWithLogits<'_> {
    fn of<const N: usize>(
        &self,
        formula: impl Pointwise<N>,
        operands: [Slice<'_>; N],
        place: Place,
        output: AnyOutput<'_>,
    ) -> Result<LossSum> {
        Elements::new(&formula, operands, self.reduction)
            .last_of_rows(self.weight.is_some() && self.weight_of_rows)
            .domains([None, Some(check::probabilities)])
            .run(place, output)
    }
}
