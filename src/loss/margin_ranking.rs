//! The margin ranking loss.

use super::elements::Elements;
use super::pointwise::Pointwise;
use super::{JointLoss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::simd::{F32s, Simd};

/// How far two scores are from the order that the target y wants, 1 for the first to be the greater and −1
/// for the second: `max(0, margin − y·(x1 − x2))`.
///
/// * **Shapes**: inputs, target and gradients have one length.
/// * **Gradient**: `−y` and `y` where the loss is above 0, else 0; times 1/n for a mean.
/// * **Accuracy**: within 1.5 ULP of the greater of margin and |x1 − x2|; their sum, whose terms have one
///   sign, within 4 ULP of what that gives. The gradient is within 0.5 ULP, where the loss as it is rounded is above 0.
/// * **Special values**: NaN in gives NaN, in the gradient too (PyTorch: 0), and so does ∞ − ∞.
/// * **Errors**: [`Error::Value`](crate::Error::Value) where a target is neither 1 nor −1, which PyTorch
///   multiplies with; [`Error::Parameter`](crate::Error::Parameter) for a margin that is no number.
/// * **Elsewhere**: `torch.nn.functional.margin_ranking_loss`.
///
/// ```
/// use activ8::{JointLoss, MarginRanking, Reduction};
///
/// let (first, second) = ([0.9, 0.2], [0.5, 0.4]);
/// let (mut of_first, mut of_second) = ([0.0; 2], [0.0; 2]);
/// let loss = MarginRanking::margin(0.25).reduction(Reduction::Sum).forward_backward(
///     [&first, &second],
///     &[1.0, 1.0],
///     [&mut of_first, &mut of_second],
/// )?;
/// assert!((loss - 0.45).abs() < 1e-7);
/// assert_eq!((of_first, of_second), ([0.0, -1.0], [0.0, 1.0]));
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MarginRanking {
    /// By how much the one score should be the greater: 0 by default.
    pub margin: f32,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

super::sum::reduced! { MarginRanking }

impl MarginRanking {
    /// With this margin.
    pub const fn margin(margin: f32) -> Self {
        Self { margin, reduction: Reduction::Mean }
    }
}

/// By its margin.
#[derive(Clone, Copy)]
struct Formula(f32);

impl Formula {
    /// margin − y·(x1 − x2): what the loss is where that is above 0.
    #[inline(always)]
    fn lack<S: Simd>(self, [first, second, y]: [F32s<S>; 3]) -> F32s<S> {
        (first - second).neg_mul_add(y, first.of(self.0))
    }
}

impl Pointwise<3, 2> for Formula {
    const IS_SHORT: bool = true;

    #[inline(always)]
    fn value<S: Simd>(self, of: [F32s<S>; 3]) -> F32s<S> {
        of[0].of(0.0).max(self.lack(of))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, of: [F32s<S>; 3], factor: F32s<S>) -> [F32s<S>; 2] {
        let (lack, zero) = (self.lack(of), factor.of(0.0));
        let slope = lack.nan_or(zero.lt(lack).select(of[2] * factor, zero));
        [-slope, slope]
    }
}

impl JointLoss<2> for MarginRanking {
    type Target = [f32];

    fn run(&self, place: Place, verb: LossVerb<'_, [f32], 2>) -> Result<LossSum> {
        let LossVerb { inputs, target, output } = verb;
        let [first, second] = inputs;
        check::finite("margin", self.margin)?;
        check::length("second", second.len(), first.len())?;
        check::length("target", target.len(), first.len())?;
        check::any(place.level()?, "target", target, check::signs)?;
        Elements::new(&Formula(self.margin), [first, second, target], self.reduction).run(place, output)
    }
}
