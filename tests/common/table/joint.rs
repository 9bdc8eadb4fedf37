//! The losses of several inputs, and CTC: one [`Row`] each, with all that a test must know of it.

mod margins;
mod pairs;
mod sequences;
pub(crate) mod verbs;

use activ8::{Ctc, Reduction, Result, Tier};

use super::super::random::Random;
use super::draws;
use super::losses::Want;
use crate::subject;
pub(crate) use sequences::Labels;

/// Each loss, and the gradients for the inputs.
pub(crate) type Wants = (Vec<Want>, Vec<Vec<Want>>);

/// A loss.
pub(crate) struct Row {
    /// What reports call it, and its file of golden vectors, where there is one.
    pub(crate) name: &'static str,
    pub(crate) golden: bool,
    pub(crate) inputs: usize,
    /// What a loss is of.
    pub(crate) each_of: Each,
    /// What it is held against.
    pub(crate) target: Target,
    /// The parameters in the order of all lists, truth values being 0 and 1.
    pub(crate) parameters: &'static [&'static str],
    /// Those that tests take it with.
    pub(crate) sets: &'static [&'static [f32]],
    pub(crate) run: fn(&Case, Reduction, Ask<'_>) -> Result<()>,
    /// Each loss, and the gradients for the inputs of all times a factor, or none where only differences say them.
    pub(crate) want: fn(&Case, &[Vec<f64>], f64) -> Wants,
    /// The bounds of both in ULP, with some parameters.
    pub(crate) bounds: fn(&[f32]) -> [f64; 2],
    /// How far an element of a gradient may be from PyTorch's.
    pub(crate) gradient_bound: fn(&Case, &[Vec<f64>], usize, usize) -> f64,
    /// Where the gradient jumps.
    pub(crate) kinks: Kinks,
    /// Any parameters.
    pub(crate) draw_parameters: fn(&mut Random) -> Vec<f32>,
    /// Inputs of any size, each of so many elements.
    pub(crate) draw: fn(&mut Random, usize) -> Vec<Vec<f32>>,
    /// Inputs as models have them.
    pub(crate) draw_usual: fn(&mut Random, usize) -> Vec<Vec<f32>>,
    /// Rows and their lengths below, at and beyond the sizes of vectors, blocks and pieces.
    pub(crate) shapes: &'static [(usize, usize)],
}

/// What a loss is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Each {
    Element,
    /// A row of each input.
    Row,
    /// A row of each input, beside all others.
    RowOfBatch,
    Sequence,
}

/// What a loss is held against: one for each loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Target {
    Nothing,
    Signs,
    Numbers,
    Labels,
    /// Labels in rows of one length.
    PaddedLabels,
}

/// Where a gradient jumps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kinks {
    Nowhere,
    /// Where a loss is 0.
    AtZero,
    Anywhere,
}

const SHAPES: &[(usize, usize)] =
    &[(1, 1), (3, 2), (7, 31), (2, 64), (5, 65), (33, 16), (17, 1000), (3, 20_000), (70_001, 3)];

/// What a row has if it says nothing else.
const PLAIN: Row = Row {
    name: "",
    golden: true,
    inputs: 2,
    each_of: Each::Row,
    target: Target::Nothing,
    parameters: &[],
    sets: &[],
    run: |_, _, _| panic!("a row without a loss"),
    want: |_, _, _| panic!("a row without a formula"),
    bounds: |_| [f64::NAN; 2],
    gradient_bound: |_, _, _, _| 0.0,
    kinks: Kinks::Nowhere,
    draw_parameters: |_| Vec::new(),
    draw: |random, len| draws::vectors::<2>(random, len).into(),
    draw_usual: |random, len| (0..2).map(|_| random.fill(len, |random| random.normal(1.0))).collect(),
    shapes: SHAPES,
};

/// All rows.
pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    [margins::ROWS, pairs::ROWS, sequences::ROWS].into_iter().flatten()
}

/// All rows with each of their parameters.
pub(crate) fn sets() -> impl Iterator<Item = (&'static Row, &'static [f32])> {
    rows().flat_map(|row| row.sets.iter().map(move |&set| (row, set)))
}

/// A loss with all but its inputs and its reduction.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) row: &'static Row,
    pub(crate) parameters: Vec<f32>,
    /// The length of a row; 1 for a loss of elements.
    pub(crate) dim: usize,
    /// Signs or numbers.
    pub(crate) target: Vec<f32>,
    pub(crate) labels: Labels,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { row, parameters, dim, .. } = self;
        write!(f, "{} with {:?} = {parameters:?}, rows of {dim}", row.name, row.parameters)
    }
}

/// The loss of this name with parameters, against a target.
pub(crate) fn case(name: &str, dim: usize, parameters: &[f32], target: Vec<f32>) -> Case {
    let row = rows().find(|row| row.name == name).unwrap_or_else(|| panic!("no loss is called {name}"));
    Case { row, parameters: parameters.to_vec(), dim, target, labels: Labels::default() }
}

impl Case {
    /// The number of losses of inputs of `len` elements.
    pub(crate) fn losses(&self, len: usize) -> usize {
        match self.row.each_of {
            Each::Element => len,
            Each::Row | Each::RowOfBatch => len.checked_div(self.dim).unwrap_or(0),
            Each::Sequence => self.labels.input_lengths.len(),
        }
    }

    /// Each loss that there should be.
    pub(crate) fn each(&self, inputs: &[Vec<f64>]) -> Vec<f64> {
        (self.row.want)(self, inputs, 1.0).0.into_iter().map(|want| want.0).collect()
    }

    /// Asks a subject that compares by itself.
    pub(crate) fn compare(&self, reduction: Reduction, inputs: &[Vec<f32>]) -> Result<()> {
        let mut then = |_: &verbs::AnyJoint<'_>| Ok(());
        let ask = Ask { given: Some((inputs, self.dim)), ..Ask::on(None, &mut then) };
        (self.row.run)(self, reduction, ask)
    }

    /// Row `i` of each input.
    fn rows<'a>(&self, inputs: &'a [Vec<f64>], i: usize) -> Vec<&'a [f64]> {
        inputs.iter().map(|x| &x[i * self.dim..(i + 1) * self.dim]).collect()
    }
}

impl Row {
    /// A loss of so many rows of `dim` elements, or for CTC steps and classes; and inputs.
    pub(crate) fn drawn(
        &'static self,
        parameters: &[f32],
        [rows, dim]: [usize; 2],
        any: bool,
        random: &mut Random,
    ) -> (Case, Vec<Vec<f32>>) {
        if self.each_of == Each::Sequence {
            return sequences::drawn(self, parameters, rows, dim + 1, random);
        }
        let inputs = (if any { self.draw } else { self.draw_usual })(random, rows * dim);
        let losses = if self.each_of == Each::Element { rows * dim } else { rows };
        let target = match self.target {
            Target::Signs => random.fill(losses, |random| 2.0 * draws::label(random) - 1.0),
            // Every other one near what is held against it.
            Target::Numbers => {
                let far = if any { draws::number } else { |random: &mut Random| random.normal(1.0) };
                let near = |random: &mut Random, x: f32| x + random.normal(0.01);
                let of = |&x: &f32| if random.index(2) == 0 { near(random, x) } else { far(random) };
                inputs[0].iter().map(of).collect()
            }
            Target::Nothing | Target::Labels | Target::PaddedLabels => Vec::new(),
        };
        let dim = if self.each_of == Each::Element { 1 } else { dim };
        let parameters = parameters.to_vec();
        (Case { row: self, parameters, dim, target, labels: Labels::default() }, inputs)
    }
}

/// Where a loss runs, in what type its target is, and what is done with it.
pub(crate) struct Ask<'a> {
    pub(crate) tier: Option<Tier>,
    pub(crate) parallel: bool,
    pub(crate) target: TargetOf,
    /// Inputs, and the length of their rows, for a subject that compares by itself.
    pub(crate) given: Option<(&'a [Vec<f32>], usize)>,
    pub(crate) then: &'a mut dyn FnMut(&verbs::AnyJoint<'_>) -> Result<()>,
}

/// The type of a target's numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TargetOf {
    F32,
    F16,
    Bf16,
}

impl<'a> Ask<'a> {
    /// On a tier, or the default one, against numbers of `f32`.
    pub(crate) fn on(
        tier: impl Into<Option<Tier>>,
        then: &'a mut dyn FnMut(&verbs::AnyJoint<'_>) -> Result<()>,
    ) -> Self {
        Self { tier: tier.into(), parallel: false, target: TargetOf::F32, given: None, then }
    }

    /// Asks a loss against numbers.
    fn of<const N: usize>(self, loss: impl subject::Joint<N>, target: &[f32]) -> Result<()> {
        subject::joint(self, loss, target)
    }

    /// Asks a loss of inputs against each other.
    fn alone<const N: usize>(self, loss: impl subject::JointAlone<N>) -> Result<()> {
        subject::joint_alone(self, loss)
    }

    /// Asks CTC.
    fn of_labels(self, loss: Ctc<'_>, labels: &[i64]) -> Result<()> {
        subject::ctc(self, loss, labels)
    }
}
