//! The cosine embedding loss.

use super::vectors::{OfVectors, Vectors};
use super::verb::{F32Output, widened};
use super::{JointLoss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;
use crate::shape::{Kernel, Source, Terms, sum};
use crate::simd::{F32s, Simd};

/// How far two vectors a and b are from the direction that the target y wants, 1 for the same and −1 for
/// another: `1 − cos` for y = 1, `max(0, cos − margin)` for y = −1, where
/// `cos = a·b / √((a·a + 1e-12)·(b·b + 1e-12))`.
///
/// * **Shapes**: both inputs hold as many whole rows of [`dim`](Self::dim) elements, the target a number for
///   each; a loss is that of a row, and a mean one over rows.
/// * **Gradient**: of cos for a `b/(|a|·|b|) − cos·a/|a|²`, and the same for b; times −1 for y = 1, times 1
///   for y = −1 where the loss is above 0, else 0; times the reduction's factor. |a|² holds the 1e-12.
/// * **Accuracy**: each loss, and their sum, within 4 ULP of 1; so within 4 ULP where cos is not positive and
///   y is 1. The gradient within 8 ULP of the greater of `1/|a|·max(|bᵢ|/|b|, |aᵢ|/|a|)`.
/// * **Special values**: a vector of zeros has cosine 0 to every other. Lengths do not overflow, whatever the
///   elements are; NaN or ∞ in a row gives NaN.
/// * **Errors**: [`Error::Value`](crate::Error::Value) where a target is neither 1 nor −1, which costs nothing
///   in PyTorch; [`Error::Parameter`](crate::Error::Parameter) for a margin that is no number;
///   [`Error::Rows`](crate::Error::Rows).
/// * **Elsewhere**: `torch.nn.functional.cosine_embedding_loss`.
///
/// ```
/// use activ8::{CosineEmbedding, JointLoss};
///
/// let (a, b) = ([3.0, 4.0, 1.0, 0.0], [6.0, 8.0, 1.0, 1.0]);
/// let mut each = [0.0; 2];
/// CosineEmbedding::dim(2).margin(0.5).forward_each([&a, &b], &[1.0, -1.0], &mut each)?;
/// assert!(each[0].abs() < 1e-7);
/// assert!((each[1] - (0.5f32.sqrt() - 0.5)).abs() < 1e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CosineEmbedding {
    /// The number of elements of a vector.
    pub dim: usize,
    /// Up to which cosine other directions cost nothing: 0 by default.
    pub margin: f32,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { CosineEmbedding }

impl CosineEmbedding {
    /// Of vectors of `dim` elements, with margin 0.
    pub const fn dim(dim: usize) -> Self {
        Self { dim, margin: 0.0, reduction: Reduction::Mean }
    }

    setters! {
        /// The same with another margin.
        fn margin(margin: f32) { margin = margin }
    }
}

/// a·b, a·a and b·b, of vectors times a scale.
#[derive(Clone, Copy)]
struct Products {
    scales: [f32; 2],
}

impl Terms<2, 3, 0> for Products {
    #[inline(always)]
    fn eval<S: Simd>(self, [a, b]: [F32s<S>; 2]) -> ([F32s<S>; 3], [F32s<S>; 0]) {
        let (a, b) = (a * a.of(self.scales[0]), b * b.of(self.scales[1]));
        ([a * b, a * a, b * b], [])
    }
}

/// The gradient of a multiple of cos.
#[derive(Clone, Copy)]
pub(super) struct Gradient {
    cos: f32,
    scales: [f32; 2],
    /// 1 / length, of scaled vectors.
    inverses: [f32; 2],
    /// The multiple by the lengths, of vectors as they are.
    factors: [f32; 2],
}

impl Kernel<2, 2> for Gradient {
    #[inline(always)]
    fn eval<S: Simd>(self, [a, b]: [F32s<S>; 2]) -> [F32s<S>; 2] {
        let Self { cos, scales, inverses, factors } = self;
        let cos = a.of(cos);
        let a = a * a.of(scales[0]) * a.of(inverses[0]);
        let b = b * a.of(scales[1]) * a.of(inverses[1]);
        [cos.neg_mul_add(a, b) * a.of(factors[0]), cos.neg_mul_add(b, a) * a.of(factors[1])]
    }
}

#[derive(Clone, Copy)]
struct Formula<'a> {
    margin: f32,
    target: &'a [f32],
}

impl OfVectors<2> for Formula<'_> {
    type Gradient = Gradient;

    #[inline(always)]
    fn row<S: Simd>(self, s: S, vectors: [Source<'_>; 2], index: usize, factor: f64) -> (f64, Gradient) {
        /// Added below the root to the square of each length, as in PyTorch.
        const LEAST: f64 = 1e-12;
        /// Of what is too long for its square: 2^-70.
        const DOWN: f32 = 1.0 / (1_u128 << 70) as f32;
        let mut scales = [1.0; 2];
        let (cos, lengths) = loop {
            let [product, of_a, of_b] = sum(s, Products { scales }, vectors, [], 1.0);
            let square = |of: f64, scale: f32| of + LEAST * f64::from(scale) * f64::from(scale);
            let (of_a, of_b) = (square(of_a, scales[0]), square(of_b, scales[1]));
            let next = [of_a, of_b].map(|of| if of == f64::INFINITY { DOWN } else { 1.0 });
            if next == [1.0; 2] || scales != [1.0; 2] {
                break (product / (of_a * of_b).sqrt(), [of_a.sqrt(), of_b.sqrt()]);
            }
            scales = next;
        };
        let (loss, slope) = if self.target[index] > 0.0 {
            (1.0 - cos, -factor)
        } else {
            let beyond = cos - f64::from(self.margin);
            // A NaN is no less than 0.
            if beyond <= 0.0 { (0.0, 0.0) } else { (beyond, factor) }
        };
        let mut gradient = Gradient { cos: cos as f32, scales, inverses: [0.0; 2], factors: [0.0; 2] };
        for i in 0..2 {
            gradient.inverses[i] = (1.0 / lengths[i]) as f32;
            gradient.factors[i] = (slope / lengths[i] * f64::from(scales[i])) as f32;
        }
        (loss, gradient)
    }
}

impl CosineEmbedding {
    fn run_f32(
        self,
        place: Place,
        inputs: [&[f32]; 2],
        target: &[f32],
        output: F32Output<'_, 2>,
    ) -> Result<LossSum> {
        let [a, b] = inputs;
        check::finite("margin", self.margin)?;
        let rows = check::rows("first", a.len(), self.dim)?;
        check::length("second", b.len(), a.len())?;
        check::length("target", target.len(), rows)?;
        check::signs(place.level()?, "target", target)?;
        let formula = Formula { margin: self.margin, target };
        Vectors { formula, inputs, dim: self.dim, reduction: self.reduction }.run(place, output)
    }
}

impl JointLoss<2> for CosineEmbedding {
    type Target = [f32];

    fn shape(&self) -> crate::LossShape {
        crate::LossShape::Classes(self.dim)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32], 2>) -> Result<LossSum> {
        verb.in_f32(place, |inputs, target, output| {
            self.run_f32(place, inputs, &widened(place, "target", target)?, output)
        })
    }
}
