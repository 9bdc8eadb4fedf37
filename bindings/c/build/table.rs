//! The activations: their names in C and in the core, and their parameters.

pub(crate) struct Operation {
    pub(crate) name: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) fields: &'static [&'static str],
}

const fn row(name: &'static str, operation: &'static str, fields: &'static [&'static str]) -> Operation {
    Operation { name, operation, fields }
}

/// Named as `AnyActivation::name` names them.
pub(crate) const ELEMENTWISE: &[Operation] = &[
    row("celu", "Celu", &["alpha"]),
    row("clipped_gelu", "ClippedGelu", &["min", "max"]),
    row("elu", "Elu", &["alpha"]),
    row("erf", "Erf", &[]),
    row("exp", "Exp", &[]),
    row("exp_m1", "ExpM1", &[]),
    row("hardshrink", "Hardshrink", &["lambda"]),
    row("hardsigmoid", "Hardsigmoid", &[]),
    row("hardswish", "Hardswish", &[]),
    row("hardtanh", "Hardtanh", &["min", "max"]),
    row("identity", "Identity", &[]),
    row("laplace", "Laplace", &["mu", "sigma"]),
    row("leaky_relu", "LeakyRelu", &["negative_slope"]),
    row("linear_hardsigmoid", "LinearHardsigmoid", &["alpha", "beta"]),
    row("ln", "Ln", &[]),
    row("ln_1p", "Ln1p", &[]),
    row("log_sigmoid", "LogSigmoid", &[]),
    row("mish", "Mish", &[]),
    row("rrelu", "RRelu", &["lower", "upper"]),
    row("relu", "Relu", &[]),
    row("relu6", "Relu6", &[]),
    row("scaled_tanh", "ScaledTanh", &["alpha", "beta"]),
    row("selu", "Selu", &[]),
    row("shrink", "Shrink", &["lambda", "bias"]),
    row("sigmoid", "Sigmoid", &[]),
    row("silu", "Silu", &[]),
    row("soft_cap", "SoftCap", &["cap"]),
    row("softplus", "Softplus", &["beta", "threshold"]),
    row("softshrink", "Softshrink", &["lambda"]),
    row("softsign", "Softsign", &[]),
    row("squared_relu", "SquaredRelu", &[]),
    row("squareplus", "Squareplus", &["b"]),
    row("swish", "Swish", &["alpha"]),
    row("tanh", "Tanh", &[]),
    row("tanhshrink", "Tanhshrink", &[]),
    row("threshold", "Threshold", &["threshold", "value"]),
    row("thresholded_relu", "ThresholdedRelu", &["alpha"]),
    row("xielu", "XIelu", &["alpha_p", "alpha_n", "beta", "eps"]),
    row("gelu", "Gelu::Erf", &[]),
    row("gelu_tanh", "Gelu::Tanh", &[]),
    row("gelu_quick", "Gelu::Quick", &[]),
];

pub(crate) const GATED: &[Operation] = &[
    row("glu", "Glu", &[]),
    row("swiglu", "SwiGlu", &["alpha"]),
    row("geglu", "GeGlu::Erf", &[]),
    row("geglu_tanh", "GeGlu::Tanh", &[]),
    row("geglu_quick", "GeGlu::Quick", &[]),
    row("reglu", "ReGlu", &[]),
    row("bilinear", "Bilinear", &[]),
    row("swiglu_oai", "SwiGluOai", &["alpha", "limit"]),
];

/// Over rows, and along any axis.
pub(crate) const ROWS_AND_COLUMNS: &[Operation] =
    &[row("softmax", "Softmax", &[]), row("log_softmax", "LogSoftmax", &[])];

/// Over rows alone.
pub(crate) const ROWS: &[Operation] = &[row("softmin", "Softmin", &[]), row("hardmax", "Hardmax", &[])];
