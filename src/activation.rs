//! Activations: what their verbs are, and how a formula becomes one.

mod elementwise;
mod erf;
mod exp;
mod log_softmax;
mod passes;
mod relu;
mod row;
mod sigmoid;
mod softmax;
mod tanh;

pub use erf::Erf;
pub use exp::{Exp, ExpM1, Ln, Ln1p};
pub use log_softmax::LogSoftmax;
pub use relu::Relu;
pub use sigmoid::Sigmoid;
pub use softmax::Softmax;
pub use tanh::Tanh;

pub(crate) use elementwise::run_map;
pub(crate) use passes::{LogSumExp, RowShift, Rows, log_sum_exp};
pub(crate) use row::rows_in_piece;
pub(crate) use softmax::Inverse;

use crate::error::Result;
use crate::place::{On, Run};
use crate::tier::Tier;

/// The verbs of every activation.
///
/// Each is done on the best tier that the CPU has and on the calling thread, without an allocation;
/// `.on(tier)` and `.parallel()` name another place. An element's bits depend on the element alone:
/// not on its position, nor on the slice's length or alignment, in place or not, nor on the number
/// of threads; they are the same on all tiers that agree in [`Tier::is_fused`].
///
/// An empty slice is no error and nothing is done.
///
/// # Errors
/// [`Error::Length`](crate::Error::Length) where two slices differ in length,
/// [`Error::Rows`](crate::Error::Rows) where one is no whole number of rows, and
/// [`Error::UnknownTier`](crate::Error::UnknownTier) or
/// [`Error::UnavailableTier`](crate::Error::UnavailableTier) where the environment variable
/// `ACTIV8_TIER` is wrong. Outputs are then as they were.
pub trait Activation: Copy + Send + Sync {
    /// `y = f(x)`.
    fn forward(&self, x: &[f32], y: &mut [f32]) -> Result<()> {
        self.run_forward(Run::default(), x, y)
    }

    /// `x = f(x)`.
    fn forward_in_place(&self, x: &mut [f32]) -> Result<()> {
        self.run_forward_in_place(Run::default(), x)
    }

    /// `dx = dy · f'(x)`: the gradient for the input `x`, given the one for the output.
    fn backward(&self, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.run_backward(Run::default(), x, dy, dx)
    }

    /// The greatest error of `forward` on `tier` in ULP of the exact value: over all 2^32 inputs for
    /// an elementwise activation, and as its documentation says for one over rows.
    fn max_ulp(&self, tier: Tier) -> f64;

    #[doc(hidden)]
    fn run_forward(&self, run: Run, x: &[f32], y: &mut [f32]) -> Result<()>;
    #[doc(hidden)]
    fn run_forward_in_place(&self, run: Run, x: &mut [f32]) -> Result<()>;
    #[doc(hidden)]
    fn run_backward(&self, run: Run, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()>;
}

impl<A: Activation> Activation for On<A> {
    fn forward(&self, x: &[f32], y: &mut [f32]) -> Result<()> {
        self.operation.run_forward(self.run, x, y)
    }

    fn forward_in_place(&self, x: &mut [f32]) -> Result<()> {
        self.operation.run_forward_in_place(self.run, x)
    }

    fn backward(&self, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.operation.run_backward(self.run, x, dy, dx)
    }

    fn max_ulp(&self, tier: Tier) -> f64 {
        self.operation.max_ulp(tier)
    }

    fn run_forward(&self, _: Run, x: &[f32], y: &mut [f32]) -> Result<()> {
        self.forward(x, y)
    }

    fn run_forward_in_place(&self, _: Run, x: &mut [f32]) -> Result<()> {
        self.forward_in_place(x)
    }

    fn run_backward(&self, _: Run, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.backward(x, dy, dx)
    }
}

/// [`Activation`] for types that are formulas: every elementwise or every rowwise one is a name here.
/// The verbs are compiled in this crate, so that a program which calls one compiles no kernel.
macro_rules! activations {
    ($($kind:ident: $($activation:ident)*;)*) => {
        $(crate::place::placed! { $($activation)* })*
        $($(impl Activation for $activation {
            fn max_ulp(&self, tier: Tier) -> f64 {
                $kind::max_ulp(*self, tier)
            }

            fn run_forward(&self, run: Run, x: &[f32], y: &mut [f32]) -> Result<()> {
                $kind::forward(*self, run, x, y)
            }

            fn run_forward_in_place(&self, run: Run, x: &mut [f32]) -> Result<()> {
                $kind::forward_in_place(*self, run, x)
            }

            fn run_backward(&self, run: Run, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
                $kind::backward(*self, run, x, dy, dx)
            }
        })*)*
    };
}

activations! {
    elementwise: Erf Exp ExpM1 Ln Ln1p Relu Sigmoid Tanh;
    row: Softmax LogSoftmax;
}
