//! Softmin and hardmax: softmax of the negative, and at temperature 0.

use super::{Activation, AttentionSoftmax};
use crate::error::Result;
use crate::place::Place;
use crate::shapes::ActivationShape;
use crate::tier::Tier;
use crate::verb::Verb;

/// The softmax of the negative: `y[i] = e^(−x[i]) / Σ e^(−x[j])` of each row.
///
/// * **Shapes**: `x` and `y` hold whole rows of [`row`](field@Self::row) elements, one after the other.
/// * **Gradient**: `dx[i] = −y[i] · (dy[i] − Σ y[j]·dy[j])`.
/// * **Accuracy**: within 2 ULP; a gradient within 8 of the greater of its terms, as [`Softmax`](crate::Softmax)'s.
/// * **Special values**: a row with a NaN or −∞ is NaN throughout, and so is one of nothing but ∞; ∞ in any
///   other row gives 0.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) where `x` is no whole number of rows.
/// * **Another axis**: [`Softmin::along`].
/// * **Elsewhere**: `torch.nn.functional.softmin`.
///
/// ```
/// use activ8::{Activation, Softmin};
///
/// let mut x = [1.0, 1.0, f32::INFINITY, 300.0];
/// Softmin::rows_of(4).forward_in_place(&mut x)?;
/// assert_eq!(x, [0.5, 0.5, 0.0, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Softmin {
    /// The number of elements in a row.
    pub row: usize,
}

/// 1 for the greatest element of each row, the first of equal ones, and 0 for the others: softmax at
/// temperature 0.
///
/// * **Shapes**: `x` and `y` hold whole rows of [`row`](field@Self::row) elements, one after the other.
/// * **Gradient**: 0.
/// * **Accuracy**: exact.
/// * **Special values**: a row with a NaN is NaN throughout, and so is one of nothing but −∞; of several ∞
///   it is the first.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) where `x` is no whole number of rows.
/// * **Another axis**: [`Hardmax::along`].
/// * **Elsewhere**: ONNX `Hardmax`; `one_hot(argmax(x, -1))` of PyTorch.
///
/// ```
/// use activ8::{Activation, Hardmax};
///
/// let mut x = [1.0, 3.0, 3.0, -1.0];
/// Hardmax::rows_of(4).forward_in_place(&mut x)?;
/// assert_eq!(x, [0.0, 1.0, 0.0, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hardmax {
    /// The number of elements in a row.
    pub row: usize,
}

/// Operations that are [`AttentionSoftmax`] with an option, a row each.
macro_rules! options_of_softmax {
    ($($name:ident $row:ident => $softmax:expr;)*) => {$(
        impl $name {
            /// Over rows of `row` elements, one after the other.
            pub const fn rows_of(row: usize) -> Self {
                Self { row }
            }
        }

        impl Activation for $name {
            fn max_ulp(&self, tier: Tier) -> f64 {
                let $row = self.row;
                $softmax.max_ulp(tier)
            }

            fn shape(&self) -> ActivationShape {
                ActivationShape::Rows(self.row)
            }

            fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
                let $row = self.row;
                $softmax.run(place, verb)
            }
        }
    )*};
}

options_of_softmax! {
    Softmin row => AttentionSoftmax::rows_of(row).scale(-1.0);
    Hardmax row => AttentionSoftmax::rows_of(row).temperature(0.0);
}

crate::place::placed! { Softmin Hardmax }
