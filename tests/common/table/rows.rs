//! The activations over rows by name, each with its right answers.

use activ8::{Activation, BackwardFromOutput, LogSoftmax, Result, Softmax, Tier};

use super::super::oracle;

/// The library's verb `forward` on a tier, over rows of a length: x, y.
type ForwardRows = fn(Tier, usize, &[f32], &mut [f32]) -> Result<()>;

/// The library's verb `backward` on a tier, over rows of a length: x, dy, dx.
type BackwardRows = fn(Tier, usize, &[f32], &[f32], &mut [f32]) -> Result<()>;
/// Each gradient of a row from y and dy, and the number in whose ULP its error is stated.
type GradientOfOutput = fn(&[f32], &[f32]) -> Vec<(f64, f64)>;
/// The right gradients of a row, from x and dy, each with the number in whose ULP its error is stated.
type GradientOfRow = fn(oracle::Row, &[f32], &[f32]) -> Vec<(f64, f64)>;

/// An activation over rows, and what it should give.
pub(crate) struct Rowwise {
    /// What reports and arguments call it.
    pub(crate) name: &'static str,
    /// An element's right answer, and the number in whose ULP its error is stated.
    pub(crate) value: fn(oracle::Row, f32) -> (f64, f64),
    /// The gradients of a row.
    pub(crate) gradient: GradientOfRow,
    /// The library's stated bound on a tier.
    pub(crate) max_ulp: fn(Tier) -> f64,
    /// y = f(x).
    pub(crate) forward: ForwardRows,
    /// dx, given dy.
    pub(crate) backward: BackwardRows,
    /// dx, given y and dy.
    pub(crate) backward_from_output: BackwardRows,
    /// The gradients of a row from y and dy, each with the number in whose ULP its error is stated.
    pub(crate) of_output: GradientOfOutput,
}

/// Every activation over rows.
pub(crate) const ROWWISE: &[Rowwise] = &[
    Rowwise {
        name: "softmax",
        value: |row, x| (row.softmax(x), row.softmax(x)),
        max_ulp: |tier| Softmax::rows_of(1).max_ulp(tier),
        gradient: oracle::Row::softmax_gradient,
        forward: |tier, row, x, y| Softmax::rows_of(row).on(tier)?.forward(x, y),
        backward: |tier, row, x, dy, dx| Softmax::rows_of(row).on(tier)?.backward(x, dy, dx),
        backward_from_output: |tier, row, y, dy, dx| {
            Softmax::rows_of(row).on(tier)?.backward_from_output(y, dy, dx)
        },
        of_output: oracle::softmax_of_output,
    },
    Rowwise {
        name: "log_softmax",
        value: |row, x| (row.log_softmax(x), row.log_softmax(x)),
        max_ulp: |tier| LogSoftmax::rows_of(1).max_ulp(tier),
        gradient: oracle::Row::log_softmax_gradient,
        forward: |tier, row, x, y| LogSoftmax::rows_of(row).on(tier)?.forward(x, y),
        backward: |tier, row, x, dy, dx| LogSoftmax::rows_of(row).on(tier)?.backward(x, dy, dx),
        backward_from_output: |tier, row, y, dy, dx| {
            LogSoftmax::rows_of(row).on(tier)?.backward_from_output(y, dy, dx)
        },
        of_output: oracle::log_softmax_of_output,
    },
];
