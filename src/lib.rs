//! Hand-vectorised CPU kernels for neural-network activations and losses.

mod activation;
mod check;
mod error;
mod loss;
mod math;
mod parallel;
mod place;
mod shape;
mod simd;
mod tier;

pub use activation::{Activation, Exp, ExpM1, Ln, Ln1p, LogSoftmax, Relu, Sigmoid, Softmax, Tanh};
pub use error::{Error, Result};
pub use loss::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, ClassIndex, CrossEntropy,
    KlDivergence, KlInput, Loss, Mse, Reduction,
};
pub use place::On;
pub use tier::Tier;
