//! The losses of elements, one input against one target: one [`Row`] each, with all that a test must know of it.

mod distances;
mod divergences;
mod labels;
mod likelihoods;

use activ8::{Loss, Reduction, Result, Target, TargetType, Tier};

use super::super::random::Random;
use super::{Domain, draws};

/// What is right, and the number in whose ULP an error is stated: itself, or the greatest of the terms that it is a
/// sum of.
pub(crate) type Want = (f64, f64);

/// A loss with certain parameters.
pub(crate) struct Set {
    /// What reports, arguments and tests call it.
    pub(crate) name: &'static str,
    pub(crate) parameters: &'static [f32],
    /// An input, a target, the loss there within 2 ULP, and the derivative.
    pub(crate) points: &'static [(f32, f32, f64, f64)],
}

/// A loss.
pub(crate) struct Row {
    /// What its input and its target may be.
    pub(crate) domains: [Domain; 2],
    /// By default, and with other parameters.
    pub(crate) sets: &'static [Set],
    /// A verb of the loss with some parameters.
    pub(crate) run: fn(&Options<'_>, Ask<'_>) -> Result<Option<f32>>,
    /// The loss of an input and a target, and its derivative, with some parameters.
    pub(crate) want: fn(&[f64], f64, f64) -> [Want; 2],
    /// The bounds of both in ULP, with some parameters, on tiers that fuse multiply-add and on others.
    pub(crate) bounds: fn(&[f64]) -> [[f64; 2]; 2],
    /// The bound of the loss without weights, of [`usual`] inputs, where that is less.
    pub(crate) usual_bound: Option<f64>,
    /// Whether it takes weights, and of what its formula's last parameter is one.
    pub(crate) weights: Weights,
    /// Any parameters.
    pub(crate) draw_parameters: fn(&mut Random) -> Vec<f32>,
    /// Inputs and targets of any size, of a number of elements.
    pub(crate) draw: fn(&mut Random, usize) -> [Vec<f32>; 2],
    /// Files of golden vectors, with the parameters that they are of, and the bounds in them.
    pub(crate) golden: &'static [(&'static str, &'static [f32], [f64; 2])],
    /// At which inputs the derivative jumps.
    pub(crate) kinks: &'static [f32],
    /// At which differences of input and target it does.
    pub(crate) kinks_from_target: &'static [f32],
}

/// Weights that a loss takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Weights {
    None,
    /// Of elements, by which the bounds grow so much.
    Elements(f64),
    /// And of positive targets, which are its formula's parameter.
    Positive,
}

/// What a row has if it says nothing else.
const PLAIN: Row = Row {
    domains: [Domain::Real; 2],
    sets: &[],
    run: |_, _| panic!("a row without a loss"),
    want: |_, _, _| panic!("a row without a formula"),
    bounds: |_| [[f64::NAN; 2]; 2],
    usual_bound: None,
    weights: Weights::None,
    draw_parameters: |_| Vec::new(),
    draw: draws::errors,
    golden: &[],
    kinks: &[],
    kinks_from_target: &[],
};

/// With what a loss is made.
pub(crate) struct Options<'a> {
    pub(crate) parameters: &'a [f32],
    pub(crate) reduction: Reduction,
    /// Those of elements, and those of positive targets.
    pub(crate) weights: [Option<&'a [f32]>; 2],
    /// Whether the first are one for each row of elements.
    pub(crate) of_rows: bool,
}

impl<'a> Options<'a> {
    /// No weights.
    pub(crate) fn of(parameters: &'a [f32], reduction: Reduction) -> Self {
        Self { parameters, reduction, weights: [None; 2], of_rows: false }
    }
}

/// A verb of a loss with what it reads and writes, and where it runs.
pub(crate) struct Ask<'a> {
    pub(crate) tier: Option<Tier>,
    pub(crate) parallel: bool,
    pub(crate) answer: Answer,
    pub(crate) input: &'a [f32],
    pub(crate) target: &'a [f32],
    pub(crate) classes: &'a [i64],
    /// The gradient of each loss, where the answer is theirs.
    pub(crate) dy: &'a [f32],
    pub(crate) out: &'a mut [f32],
}

/// What a verb of a loss gives: all in one number, a loss of each element, the gradient, the first and the
/// last, or the gradient of each loss times a number of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Answer {
    Total,
    Each,
    Gradient,
    Both,
    GradientOfEach,
}

impl Ask<'_> {
    /// Asks a loss of floats.
    pub(crate) fn of(self, loss: impl Loss) -> Result<Option<f32>> {
        let target = self.target;
        self.of_targets(loss, target)
    }

    /// Asks a loss of classes.
    pub(crate) fn of_classes(self, loss: impl Loss<i64>) -> Result<Option<f32>> {
        let classes = self.classes;
        self.of_targets(loss, classes)
    }

    fn of_targets<T: TargetType + Target<T>>(self, loss: impl Loss<T>, target: &[T]) -> Result<Option<f32>> {
        let Self { tier, parallel, answer, input, dy, out, .. } = self;
        let loss = super::place(loss, tier, parallel)?;
        match answer {
            Answer::Total => loss.forward(input, target).map(Some),
            Answer::Each => loss.forward_each(input, target, out).map(|()| None),
            Answer::Gradient => loss.backward(input, target, out).map(|()| None),
            Answer::Both => loss.forward_backward(input, target, out).map(Some),
            Answer::GradientOfEach => loss.backward_each(input, target, dy, out).map(|()| None),
        }
    }
}

/// All rows.
pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    [distances::ROWS, divergences::ROWS, labels::ROWS, likelihoods::ROWS].into_iter().flatten()
}

/// All losses: rows with each of their parameters.
pub(crate) fn sets() -> impl Iterator<Item = (&'static Row, &'static Set)> {
    rows().flat_map(|row| row.sets.iter().map(move |set| (row, set)))
}

/// The loss of this name, if it is one of these.
pub(crate) fn find(name: &str) -> Option<(&'static Row, &'static Set)> {
    sets().find(|(_, set)| set.name == name)
}

impl Row {
    /// The name by default.
    pub(crate) fn name(&self) -> &'static str {
        self.sets[0].name
    }

    /// A verb that writes on a tier, with a reduction that is a sum.
    pub(crate) fn write(
        &self,
        options: &Options<'_>,
        tier: Tier,
        answer: Answer,
        [input, target]: [&[f32]; 2],
        out: &mut [f32],
    ) -> Result<Option<f32>> {
        let ask =
            Ask { tier: Some(tier), parallel: false, answer, input, target, classes: &[], dy: &[], out };
        (self.run)(options, ask)
    }
}

/// The parameters as a formula takes them.
pub(crate) fn wide(parameters: &[f32]) -> Vec<f64> {
    parameters.iter().copied().map(f64::from).collect()
}

/// A number that nothing cancels in.
pub(crate) fn itself(x: f64) -> Want {
    (x, x)
}

/// A sum, and the greatest of its terms, or it where that is greater.
pub(crate) fn sum_of<const N: usize>(terms: [f64; N]) -> Want {
    let sum = terms.iter().sum::<f64>();
    (sum, terms.iter().fold(sum.abs(), |max, term| max.max(term.abs())))
}

/// A want times a number.
pub(crate) fn times((want, scale): Want, factor: f64) -> Want {
    (want * factor, (scale * factor).abs())
}

/// The same bounds of a loss and of its derivative on every tier.
fn on_every_tier(bounds: [f64; 2]) -> [[f64; 2]; 2] {
    [bounds; 2]
}
