//! The triplet margin loss.

use super::distance::{Distance, Measured};
use super::vectors::{OfVectors, Vectors};
use super::{JointLoss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;
use crate::shape::{Kernel, Source};
use crate::simd::{F32s, Simd};

/// By how much an anchor a is not nearer to a positive p than to a negative n:
/// `max(0, d(a, p) − d(a, n) + margin)`, where `d(x, y) = ‖x − y + eps‖ₚ`. With [`swap`](Self::swap) the
/// lesser of d(a, n) and d(p, n) stands for d(a, n).
///
/// * **Shapes**: the inputs, in the order anchor, positive, negative, hold as many whole rows of
///   [`dim`](Self::dim) elements; a loss is that of a row, and a mean one over rows. There is no target: `()`.
/// * **Gradient**: where the loss is above 0, those of the distances, which are 0 where a distance is 0: for
///   x `sign(e)·(|e| / d)^(p − 1)` with e = x − y + eps, and minus that for y; for p = ∞ the greatest |e|
///   share 1. With `swap`, equal distances share theirs by halves.
/// * **Accuracy**: each loss, and their sum, within 4 ULP of the greatest distance or the margin. Each element of a
///   gradient within 4 ULP of the greatest of its parts, for p = 2 of what these are with |x − y| + eps for |e|; for
///   other p than 1, 2 and ∞ within 5 + p / 8 of it.
/// * **Special values**: equal vectors are eps·dim^(1/p) apart. Nothing overflows or underflows on the way,
///   whatever the elements are. NaN in gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) for a margin that is not above 0, as PyTorch's, for p below 1, where
///   there is no norm (PyTorch takes any), and for eps below 0 or no number;
///   [`Error::Rows`](crate::Error::Rows).
/// * **Elsewhere**: `torch.nn.functional.triplet_margin_loss`.
///
/// ```
/// use activ8::{JointLoss, TripletMargin};
///
/// let (anchor, positive, negative) = ([0.0, 0.0], [0.0, 1.0], [3.0, 4.0]);
/// let far = TripletMargin::dim(2).forward([&anchor, &positive, &negative], &())?;
/// assert_eq!(far, 0.0); // 1 − 5 + 1 is below 0
/// let near = TripletMargin::dim(2).forward([&anchor, &positive, &[0.0, 1.5]], &())?;
/// assert!((near - 0.5).abs() < 1e-6);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TripletMargin {
    /// The number of elements of a vector.
    pub dim: usize,
    /// By how much the positive should be nearer: 1 by default.
    pub margin: f32,
    /// Which norm: 2 by default, at least 1; [`f32::INFINITY`] is the greatest difference, and so is 2^29 or more.
    pub p: f32,
    /// What is added to each difference: 1e-6 by default.
    pub eps: f32,
    /// Whether the negative may be near to the positive instead of the anchor: not by default.
    pub swap: bool,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { TripletMargin }

impl TripletMargin {
    /// Of vectors of `dim` elements, with PyTorch's defaults.
    pub const fn dim(dim: usize) -> Self {
        Self { dim, margin: 1.0, p: 2.0, eps: 1e-6, swap: false, reduction: Reduction::Mean }
    }

    setters! {
        /// The same with another margin.
        fn margin(margin: f32) { margin = margin }
        /// The same with another norm.
        fn p(p: f32) { p = p }
        /// The same with another eps.
        fn eps(eps: f32) { eps = eps }
        /// The same with the distance of positive and negative, where that is less.
        fn swap(swap: bool) { swap = swap }
    }

    fn check(self) -> Result<()> {
        let Self { margin, p, eps, .. } = self;
        let margin_valid = margin > 0.0 && margin < f32::INFINITY;
        check::require("margin", margin, margin_valid, "a finite number above 0")?;
        check::require("p", p, p >= 1.0, "1 or more")?;
        check::require("eps", eps, (0.0..f32::INFINITY).contains(&eps), "a finite number of at least 0")
    }
}

#[derive(Clone, Copy)]
struct Formula {
    distance: Distance,
    margin: f32,
    swap: bool,
}

/// The gradient of a sum of multiples of the three distances.
#[derive(Clone, Copy)]
pub(super) struct Gradient {
    distance: Distance,
    /// Of anchor and positive, of anchor and negative, of positive and negative.
    measured: [Measured; 3],
    factors: [f32; 3],
}

impl Kernel<3, 3> for Gradient {
    #[inline(always)]
    fn eval<S: Simd>(self, [anchor, positive, negative]: [F32s<S>; 3]) -> [F32s<S>; 3] {
        let pairs = [(anchor, positive), (anchor, negative), (positive, negative)];
        let mut parts = [anchor.of(0.0); 3];
        for i in 0..3 {
            if self.factors[i] != 0.0 {
                let (x, y) = pairs[i];
                parts[i] = self.distance.slope(self.measured[i], x, y) * x.of(self.factors[i]);
            }
        }
        let [near, far, swapped] = parts;
        [near + far, swapped - near, -(far + swapped)]
    }
}

impl OfVectors<3> for Formula {
    type Gradient = Gradient;

    #[inline(always)]
    fn row<S: Simd>(self, s: S, vectors: [Source<'_>; 3], _: usize, factor: f64) -> (f64, Gradient) {
        let [anchor, positive, negative] = vectors;
        let pairs = [(anchor, positive), (anchor, negative), (positive, negative)];
        let mut measured = [Measured::NONE; 3];
        for i in 0..if self.swap { 3 } else { 2 } {
            measured[i] = self.distance.measure(s, pairs[i].0, pairs[i].1);
        }
        let [near, far, swapped] = [0, 1, 2].map(|i: usize| measured[i].value);
        // The parts of the two distances from the negative.
        let parts = match far.partial_cmp(&swapped) {
            _ if !self.swap => [1.0, 0.0],
            Some(core::cmp::Ordering::Less) => [1.0, 0.0],
            Some(core::cmp::Ordering::Greater) => [0.0, 1.0],
            _ => [0.5, 0.5],
        };
        let least = if parts[1] == 1.0 || swapped.is_nan() { swapped } else { far };
        let loss = (near - least) + f64::from(self.margin);
        let factor = if loss <= 0.0 { 0.0 } else { factor };
        let factors = [factor as f32, (-factor * parts[0]) as f32, (-factor * parts[1]) as f32];
        let loss = if loss <= 0.0 { 0.0 } else { loss };
        (loss, Gradient { distance: self.distance, measured, factors })
    }
}

impl JointLoss<3> for TripletMargin {
    type Target = ();

    fn shape(&self) -> crate::LossShape {
        crate::LossShape::Classes(self.dim)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, (), 3>) -> Result<LossSum> {
        let Self { dim, margin, p, eps, swap, reduction } = *self;
        self.check()?;
        verb.in_f32(place, |inputs, (), output| {
            check::rows("anchor", inputs[0].len(), dim)?;
            check::length("positive", inputs[1].len(), inputs[0].len())?;
            check::length("negative", inputs[2].len(), inputs[0].len())?;
            let formula = Formula { distance: Distance::of(p, eps), margin, swap };
            Vectors { formula, inputs, dim, reduction }.run(place, output)
        })
    }
}
