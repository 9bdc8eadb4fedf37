//! Where we differ from PyTorch on purpose.

/// One kind of place in one column of one file.
pub(crate) struct Difference {
    pub(crate) file: &'static str,
    pub(crate) column: &'static str,
    /// Whether a place is of the kind, by its inputs: x and dy, or input and target.
    pub(crate) at: fn(f32, f32) -> bool,
    /// What is right there in our opinion.
    pub(crate) ours: fn(f32, f32) -> f64,
    pub(crate) why: &'static str,
}

/// The list. A place where the two agree after all fails, and so does an entry that is never met.
///
/// Two more differences are no entries here. Probabilities that are none are refused, where PyTorch
/// answers with NaN: `losses` leaves these out. And the limits 0·∞ = 0 are in the `_f64` columns already,
/// as the files' notes say, where PyTorch's own answer is NaN.
pub(crate) const DIFFERENCES: &[Difference] = &[
    Difference {
        file: "relu",
        column: "dx",
        at: |x, _| x.is_nan(),
        ours: |_, _| f64::NAN,
        why: "NaN in, NaN out, in gradients too; PyTorch passes dy",
    },
    Difference {
        file: "exp",
        column: "dx",
        at: overflows_on_the_way,
        ours: |_, dy| f64::INFINITY.copysign(f64::from(dy)),
        why: "e^x overflows before dy makes it smaller, in PyTorch's f32 too",
    },
    Difference {
        file: "hardsigmoid_onnx",
        column: "dx",
        at: |x, _| x == 2.999_999_8,
        ours: |_, _| 0.0,
        why: "x/6 + 1/2 is below 1 but rounds to it, and the slope goes by what y is",
    },
    Difference {
        file: "kl_div_special",
        column: "each",
        at: |x, t| x.is_nan() && t == 0.0,
        ours: |_, _| 0.0,
        why: "a target of 0 counts for nothing, whatever is held against it",
    },
    Difference {
        file: "mse_special",
        column: "grad",
        at: |x, t| x.is_finite() && t.is_finite() && (x - t).is_infinite(),
        ours: |x, t| f64::INFINITY.copysign(f64::from(x) - f64::from(t)),
        why: "x - t overflows before the mean makes it smaller, in PyTorch's f32 too",
    },
];

/// Whether e^x is beyond f32 and dy·e^x is not.
fn overflows_on_the_way(x: f32, dy: f32) -> bool {
    let e = f64::from(x).exp();
    (e as f32).is_infinite() && ((e * f64::from(dy)) as f32).is_finite()
}
