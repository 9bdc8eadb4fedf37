//! The elementwise activations: one [`Row`] each, with all that a test must know of it. `AnyActivation` knows the
//! rest: its parameters, their defaults and its bounds.

mod exponentials;
mod gates;
mod rectifiers;
mod saturating;

use std::sync::LazyLock;

use activ8::{Activation, AnyActivation, Result, Tier};

use self::Range::{Between, Octaves};
use super::super::oracle::*;
use super::super::random::Random;
use super::draws::any_float;

/// A function of parameters, in the order of the activation's fields, and x.
pub(crate) type Of = fn(&[f64], f64) -> f64;

const INF: f32 = f32::INFINITY;
const NAN: f32 = f32::NAN;
const MAX: f32 = f32::MAX;
const TINY: f32 = f32::from_bits(1);
/// Stands for a value that is no limit, which other tiers round otherwise.
pub(crate) const NO_LIMIT: f32 = f32::from_bits(0x7fc5_a5a5);
/// Where the ends of a row are.
pub(crate) const ENDS: [f32; 4] = [0.0, -0.0, INF, -INF];

/// An activation.
pub(crate) struct Row {
    /// What the library calls it.
    pub(crate) name: &'static str,
    /// What others call it.
    pub(crate) aliases: &'static [&'static str],
    /// f, in f64 and without cancellation, with the limits at ±∞.
    pub(crate) value: Of,
    /// f'.
    pub(crate) slope: Of,
    /// f' as a function of y = f(x), where it is one.
    pub(crate) of_output: Option<Of>,
    /// In whose ULP the error of f is stated: f itself, but for one that has a zero inside.
    pub(crate) scale: Option<Of>,
    /// The greatest term of f', where that is a sum of terms of two signs.
    pub(crate) term: Option<Of>,
    /// The inputs with the greatest errors of all 2^32, as the sweep reports them: on tiers that fuse multiply-add
    /// and on those that do not.
    pub(crate) worst: &'static [u32],
    /// Other parameters, each with their worst inputs.
    pub(crate) others: &'static [(&'static str, &'static [u32])],
    /// What its parameters are drawn from: five octaves around the default, if nothing else is said.
    pub(crate) ranges: &'static [(&'static str, Range)],
    /// Whether f is x times a gate: an error of the gate counts |x| times.
    pub(crate) is_gate: bool,
    /// The file of golden vectors, where PyTorch or another has the function.
    pub(crate) golden: Option<&'static str>,
    /// f and f' at [`ENDS`]: exactly.
    pub(crate) ends: [[f32; 4]; 2],
    /// Other x, and exactly f there.
    pub(crate) values: &'static [(f32, f32)],
    /// Other x, and exactly f' there.
    pub(crate) slopes: &'static [(f32, f32)],
    /// Where f' jumps, or its derivative.
    pub(crate) kinks: &'static [f32],
}

/// What a row has if it says nothing else.
const PLAIN: Row = Row {
    name: "",
    aliases: &[],
    value: |_, x| x,
    slope: |_, _| 1.0,
    of_output: None,
    scale: None,
    term: None,
    worst: &[],
    others: &[],
    ranges: &[],
    is_gate: false,
    golden: None,
    ends: [[NO_LIMIT; 4]; 2],
    values: &[],
    slopes: &[],
    kinks: &[],
};

/// What a parameter is drawn from.
#[derive(Clone, Copy)]
pub(crate) enum Range {
    Between(f32, f32),
    /// The default times a power of two, up to so many octaves more or less.
    Octaves(f32),
}

/// All rows.
pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    [exponentials::ROWS, gates::ROWS, rectifiers::ROWS, saturating::ROWS].into_iter().flatten()
}

/// The row of this activation, whatever its parameters are.
pub(crate) fn row_of(activation: AnyActivation) -> &'static Row {
    let row = rows().find(|row| row.name == activation.name());
    row.unwrap_or_else(|| panic!("{activation} has no row"))
}

impl Row {
    /// The activation with its defaults.
    pub(crate) fn activation(&self) -> AnyActivation {
        self.name.parse().expect("a name of the library")
    }

    /// The activation with these parameters.
    pub(crate) fn with(&self, parameters: impl IntoIterator<Item = f32>) -> AnyActivation {
        let names = self.activation().parameters();
        let list: Vec<_> =
            names.iter().zip(parameters).map(|((name, _), value)| format!("{name}={value}")).collect();
        assert_eq!(list.len(), names.len(), "{}'s parameters", self.name);
        format!("{}({})", self.name, list.join(",")).parse().expect("a name with its parameters")
    }

    /// The activation with random parameters.
    pub(crate) fn drawn(&self, random: &mut Random) -> AnyActivation {
        let mut draw = |(name, default): (&str, f32)| match self
            .ranges
            .iter()
            .find(|range| range.0 == name)
            .map_or(Octaves(5.0), |range| range.1)
        {
            Between(low, high) => random.uniform(low, high),
            Octaves(count) => default * random.uniform(-count, count).exp2(),
        };
        self.with(self.activation().parameters().into_iter().map(&mut draw).collect::<Vec<_>>())
    }

    /// f with the parameters of `activation`, to far more digits than an `f32` has.
    pub(crate) fn value_of(&self, activation: AnyActivation) -> impl Fn(f64) -> f64 + 'static {
        of_parameters(self.value, activation)
    }

    /// f'.
    pub(crate) fn slope_of(&self, activation: AnyActivation) -> impl Fn(f64) -> f64 + 'static {
        of_parameters(self.slope, activation)
    }

    /// f' as a function of y.
    pub(crate) fn of_output(&self, activation: AnyActivation) -> Option<impl Fn(f64) -> f64 + 'static> {
        self.of_output.map(|of| of_parameters(of, activation))
    }

    /// The number in whose ULP the error of f is stated.
    pub(crate) fn scale_of(&self, activation: AnyActivation) -> impl Fn(f64) -> f64 + 'static {
        of_parameters(self.scale.unwrap_or(self.value), activation)
    }

    /// The number in whose ULP the error of f'(x) is stated: f'(x), or where that is less than half the
    /// greatest of its terms, that term.
    pub(crate) fn slope_scale_of(&self, activation: AnyActivation) -> impl Fn(f64) -> f64 + 'static {
        let [slope, term] =
            [self.slope, self.term.unwrap_or(self.slope)].map(|f| of_parameters(f, activation));
        move |x| {
            let (slope, term) = (slope(x), term(x));
            if slope.abs() < 0.5 * term { term } else { slope }
        }
    }
}

fn of_parameters(f: Of, activation: AnyActivation) -> impl Fn(f64) -> f64 + 'static {
    let parameters: Vec<f64> = activation.parameters().into_iter().map(|(_, value)| value.into()).collect();
    move |x| f(&parameters, x)
}

/// An activation with certain parameters.
#[derive(Clone, Copy)]
pub(crate) struct Elementwise {
    /// What reports and arguments call it, parameters included: `AnyActivation` parses it.
    pub(crate) name: &'static str,
    pub(crate) row: &'static Row,
    pub(crate) worst: &'static [u32],
}

/// Every activation with its defaults, and with the other parameters of its row.
pub(crate) static ELEMENTWISE: LazyLock<Vec<Elementwise>> = LazyLock::new(|| {
    let all = rows().flat_map(|row| {
        let others = row.others.iter().map(move |&(parameters, worst)| Elementwise {
            name: [row.name, parameters].concat().leak(),
            row,
            worst,
        });
        [Elementwise { name: row.name, row, worst: row.worst }].into_iter().chain(others)
    });
    all.collect()
});

/// The one of this name.
pub(crate) fn elementwise(name: &str) -> &'static Elementwise {
    ELEMENTWISE.iter().find(|op| op.name == name).unwrap_or_else(|| panic!("no operation is called {name}"))
}

impl Elementwise {
    /// The activation.
    pub(crate) fn activation(&self) -> AnyActivation {
        self.name.parse().expect("a name of the table")
    }

    /// The library's stated bound.
    pub(crate) fn max_ulp(&self, tier: Tier) -> f64 {
        self.activation().max_ulp(tier)
    }

    /// y = f(x), by the library.
    pub(crate) fn forward(&self, tier: Tier, x: &[f32], y: &mut [f32]) -> Result<()> {
        self.activation().on(tier)?.forward(x, y)
    }

    /// dx = dy · f'(x), by the library.
    pub(crate) fn backward(&self, tier: Tier, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.activation().on(tier)?.backward(x, dy, dx)
    }

    /// Numbers of any size, and those of which its row says something.
    pub(crate) fn draw(&self, random: &mut Random, len: usize) -> Vec<f32> {
        random.fill(len, |random| match random.index(4) {
            0 => random.one_of(&ENDS),
            1 if !self.row.values.is_empty() => self.row.values[random.index(self.row.values.len())].0,
            _ => any_float(random),
        })
    }
}
