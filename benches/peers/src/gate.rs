//! The gated family.

use activ8::{AnyActivation, GeGlu, Gelu, Identity, Relu, Sigmoid, Silu, SwiGluOai, Swish};

/// A gated activation, with its parameters' defaults.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gate {
    Bilinear,
    GeGlu(GeGlu),
    Glu,
    ReGlu,
    SwiGlu,
    SwiGluOai,
}

impl Gate {
    pub const ALL: [Self; 8] = [
        Self::Bilinear,
        Self::GeGlu(GeGlu::Erf),
        Self::GeGlu(GeGlu::Tanh),
        Self::GeGlu(GeGlu::Quick),
        Self::Glu,
        Self::ReGlu,
        Self::SwiGlu,
        Self::SwiGluOai,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Bilinear => "bilinear",
            Self::GeGlu(GeGlu::Erf) => "geglu_erf",
            Self::GeGlu(GeGlu::Tanh) => "geglu_tanh",
            Self::GeGlu(GeGlu::Quick) => "geglu_quick",
            Self::Glu => "glu",
            Self::ReGlu => "reglu",
            Self::SwiGlu => "swiglu",
            Self::SwiGluOai => "swiglu_oai",
        }
    }

    /// What the gate goes through.
    pub fn activation(self) -> AnyActivation {
        match self {
            Self::Bilinear => Identity.into(),
            Self::GeGlu(GeGlu::Erf) => Gelu::Erf.into(),
            Self::GeGlu(GeGlu::Tanh) => Gelu::Tanh.into(),
            Self::GeGlu(GeGlu::Quick) => Gelu::Quick.into(),
            Self::Glu => Sigmoid.into(),
            Self::ReGlu => Relu.into(),
            Self::SwiGlu => Silu.into(),
            Self::SwiGluOai => Swish { alpha: SwiGluOai::default().alpha }.into(),
        }
    }

    /// The activation's input and the factor of its output, and where each still follows the gate and
    /// the value: 1, or 0 at a limit.
    pub fn operands(self, gate: f64, value: f64) -> ([f64; 2], [f64; 2]) {
        if self != Self::SwiGluOai {
            return ([gate, value], [1.0; 2]);
        }
        let limit = f64::from(SwiGluOai::default().limit);
        let follows = [gate < limit, value.abs() < limit].map(|follows| f64::from(u8::from(follows)));
        ([gate.min(limit), value.clamp(-limit, limit) + 1.0], follows)
    }
}
