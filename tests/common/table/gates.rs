//! The gated activations: one [`Row`] each, with all that a test must know of it. What the gate goes through is a row of
//! the elementwise activations.

mod formula;
pub(crate) mod verbs;

use activ8::{Bilinear, GeGlu, Glu, ReGlu, Result, SwiGlu, SwiGluOai, Tier};

use super::super::random::Random;
use super::super::ulp::ulp_error;
use super::draws::{any_float, any_size};
use crate::subject;

/// A gated activation.
pub(crate) struct Row {
    /// What reports and arguments call it, and its file of golden vectors.
    pub(crate) name: &'static str,
    /// By default, and with other parameters.
    pub(crate) sets: &'static [Set],
    /// What is asked of it with some parameters.
    pub(crate) run: fn(&[f32], Ask<'_>) -> Result<()>,
    /// What its product is of, given some parameters, a gate and a value.
    pub(crate) operands: fn(&[f32], [f64; 2]) -> Operands,
    /// The bounds in ULP, of values, and of gradients where they are no difference of terms.
    ///
    /// A value's is twice its activation's and 1 more: an error of an ULP is almost two of the product's where
    /// the activation is a little more than a power of two and the product a little less, and rounding there
    /// may be to the greater unit. A sum before the product adds another. 2.8 were seen of 8 Mi elements.
    pub(crate) bounds: [f64; 2],
    /// Gates and values of any size.
    pub(crate) draw: fn(&mut Random) -> [f32; 2],
    /// Gates and values whose product is a normal number, where the gate's activation is none.
    pub(crate) subnormal: &'static [[f32; 2]],
    /// Parameters without a meaning, and the one that an error names.
    pub(crate) refused: &'static [(&'static [f32], &'static str)],
}

/// Parameters of a gated activation.
pub(crate) struct Set {
    pub(crate) parameters: &'static [f32],
    /// What the gate goes through, as `AnyActivation` parses it.
    pub(crate) activation: &'static str,
    /// From here on down a gate counts as −∞ to values of 2 to the power of the second.
    pub(crate) end: (f32, i32),
}

/// What a product is of.
pub(crate) struct Operands {
    /// What the activation is of, and what its output is multiplied with.
    pub(crate) gate: f64,
    pub(crate) factor: f64,
    /// Whether they follow the gate and the value, and are at no limit.
    pub(crate) follow: [bool; 2],
}

/// What a row has if it says nothing else: a product without parameters.
const PLAIN: Row = Row {
    name: "",
    sets: &[],
    run: |_, _| panic!("a row without an operation"),
    operands: |_, [gate, factor]| Operands { gate, factor, follow: [true; 2] },
    bounds: [f64::NAN; 2],
    draw: |random| [any_float(random), any_size(random)],
    subnormal: &[],
    refused: &[],
};

/// One that its gate's activation does not end.
const fn plain(activation: &'static str) -> Set {
    Set { parameters: &[], activation, end: (f32::NEG_INFINITY, 0) }
}

/// `gate` up to `limit`, and `value` within ±`limit` and `added`.
fn limited([gate, value]: [f64; 2], limit: f32, added: f64) -> Operands {
    let limit = f64::from(limit);
    let factor = value.clamp(-limit, limit) + added;
    Operands { gate: gate.min(limit), factor, follow: [gate < limit, value.abs() < limit] }
}

/// Gates and values of which some are beyond the limits of the rows.
fn about_limits(random: &mut Random) -> [f32; 2] {
    [random.uniform(-72.0, 10.0), random.uniform(-9.0, 9.0)]
}

pub(crate) const ROWS: &[Row] = &[
    Row {
        name: "bilinear",
        sets: &[plain("identity")],
        run: |_, ask| ask.of(Bilinear),
        bounds: [0.5, 1.0],
        ..PLAIN
    },
    Row {
        name: "geglu_erf",
        sets: &[Set { end: (-14.6, 24), ..plain("gelu") }],
        run: |_, ask| ask.of(GeGlu::Erf),
        bounds: [4.5, 6.5],
        subnormal: &[[-13.7, 1e4]],
        ..PLAIN
    },
    Row {
        name: "geglu_quick",
        sets: &[Set { end: (-72.0, 24), ..plain("gelu_quick") }],
        run: |_, ask| ask.of(GeGlu::Quick),
        bounds: [4.0, 8.5],
        subnormal: &[[-60.0, 1e9]],
        ..PLAIN
    },
    Row {
        name: "geglu_tanh",
        sets: &[Set { end: (-11.25, 24), ..plain("gelu_tanh") }],
        run: |_, ask| ask.of(GeGlu::Tanh),
        bounds: [4.0, 10.5],
        ..PLAIN
    },
    Row {
        name: "glu",
        sets: &[Set { end: (-123.9, 52), ..plain("sigmoid") }],
        run: |_, ask| ask.of(Glu),
        bounds: [3.8, 5.8],
        subnormal: &[[-95.0, 1e4], [-110.0, -1e12]],
        ..PLAIN
    },
    Row { name: "reglu", sets: &[plain("relu")], run: |_, ask| ask.of(ReGlu), bounds: [0.5, 1.0], ..PLAIN },
    Row {
        name: "swiglu",
        sets: &[
            Set { parameters: &[1.0], activation: "silu", end: (-123.9, 45) },
            Set { parameters: &[1.7], activation: "swish(alpha=1.7)", end: (-72.8, 45) },
            Set { parameters: &[0.3], activation: "swish(alpha=0.3)", end: (-413.0, 45) },
        ],
        run: |p, ask| ask.of(SwiGlu { alpha: p[0], limit: 0.0 }),
        bounds: [4.2, 7.5],
        subnormal: &[[-100.0, 1e4], [-110.0, 1e15]],
        refused: &[(&[f32::NAN], "alpha"), (&[0.0], "alpha"), (&[f32::INFINITY], "alpha")],
        ..PLAIN
    },
    Row {
        name: "swiglu_limited",
        sets: &[
            Set { parameters: &[1.0, 2.0], ..plain("silu") },
            Set { parameters: &[1.25, 5.5], ..plain("swish(alpha=1.25)") },
            Set { parameters: &[0.3, f32::INFINITY], ..plain("swish(alpha=0.3)") },
        ],
        run: |p, ask| ask.of(SwiGlu { alpha: p[0], limit: p[1] }),
        operands: |p, operands| limited(operands, p[1], 0.0),
        bounds: [4.2, 7.5],
        draw: about_limits,
        refused: &[
            (&[f32::NAN, 2.0], "alpha"),
            (&[1.0, f32::NAN], "limit"),
            (&[1.0, -1.0], "limit"),
            (&[1.0, -1e-40], "limit"),
        ],
        ..PLAIN
    },
    Row {
        name: "swiglu_oai",
        sets: &[Set { parameters: &[1.702, 7.0], ..plain("swish(alpha=1.702)") }],
        run: |p, ask| ask.of(SwiGluOai { alpha: p[0], limit: p[1] }),
        operands: |p, operands| limited(operands, p[1], 1.0),
        bounds: [5.2, 8.5],
        draw: about_limits,
        refused: &[(&[f32::NAN, 7.0], "alpha"), (&[1.702, -1.0], "limit"), (&[1.702, f32::NAN], "limit")],
        ..PLAIN
    },
];

/// The row of this name.
pub(crate) fn row(name: &str) -> &'static Row {
    let row = ROWS.iter().find(|row| row.name == name);
    row.unwrap_or_else(|| panic!("no gated operation is called {name}"))
}

/// All rows with each of their parameters.
pub(crate) fn sets() -> impl Iterator<Item = (&'static Row, &'static Set)> {
    ROWS.iter().flat_map(|row| row.sets.iter().map(move |set| (row, set)))
}

/// Where an operation runs, and what is done with it.
pub(crate) struct Ask<'a> {
    pub(crate) tier: Option<Tier>,
    pub(crate) parallel: bool,
    pub(crate) then: &'a mut dyn FnMut(&verbs::AnyGate) -> Result<()>,
}

impl Ask<'_> {
    fn of(self, gate: impl subject::Gate) -> Result<()> {
        subject::gate(self, gate)
    }
}

impl Row {
    /// What `then` does with the operation of some parameters on a tier.
    pub(crate) fn on(
        &self,
        parameters: &[f32],
        tier: Tier,
        mut then: impl FnMut(&verbs::AnyGate) -> Result<()>,
    ) -> Result<()> {
        (self.run)(parameters, Ask { tier: Some(tier), parallel: false, then: &mut then })
    }
}

/// The bounds of the values and of the gradients of the operation of this name.
pub(crate) fn bounds(name: &str) -> [f64; 2] {
    row(name).bounds
}

/// The error in ULP, or 0 where the difference is at most 2·2^-23 of `size`: near a zero of the slope; and
/// where f32 must overflow or the product is so small that its factors have lost digits.
pub(crate) fn error(got: f32, want: f64, size: f64) -> f64 {
    let near = (f64::from(got) - want).abs() <= size.abs() * 2.0 * f64::from(f32::EPSILON);
    let beyond = want.is_finite() && (want as f32).is_infinite() && got.is_infinite();
    let tiny = want.abs() < 1e-36 && f64::from(got).abs() < 1.1e-36;
    if near || beyond || tiny { 0.0 } else { ulp_error(got, want) }
}
