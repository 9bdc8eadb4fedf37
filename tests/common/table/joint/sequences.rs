//! CTC, whose loss is of a sequence of steps.

use activ8::Ctc;

use super::super::super::random::Random;
use super::super::losses::{Want, itself};
use super::{Case, Each, PLAIN, Row, Target};

/// What CTC takes beside its input and its parameters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels {
    /// Of all sequences, one after the other, or in rows of `padded`.
    pub(crate) target: Vec<usize>,
    pub(crate) input_lengths: Vec<usize>,
    pub(crate) target_lengths: Vec<usize>,
    /// 0 where labels follow each other.
    pub(crate) padded: usize,
}

pub(super) const ROWS: &[Row] = &[CTC, Row { name: "ctc_padded", target: Target::PaddedLabels, ..CTC }];

const CTC: Row = Row {
    name: "ctc",
    inputs: 1,
    each_of: Each::Sequence,
    target: Target::Labels,
    // The number of classes is the length of a row.
    parameters: &["blank", "zero_infinity"],
    sets: &[&[0.0, 0.0]],
    run: |case, reduction, ask| {
        let Labels { target, input_lengths, target_lengths, padded } = &case.labels;
        let labels: Vec<i64> = target.iter().map(|&label| label as i64).collect();
        let (blank, zero_infinity) = (case.parameters[0] as usize, case.parameters[1] != 0.0);
        let (classes, padded) = (case.dim, *padded);
        let loss = Ctc { classes, blank, zero_infinity, input_lengths, target_lengths, padded, reduction };
        ask.of_labels(loss, &labels)
    },
    want: |case, inputs, _| {
        let sequences = 0..case.labels.input_lengths.len();
        (
            sequences.map(|i| over_all_paths(case, &inputs[0], i)).map(itself).collect(),
            Vec::<Vec<Want>>::new(),
        )
    },
    bounds: |_| [1.0, 2.0],
    gradient_bound: |_, _, _, _| 2.0 * f64::from(f32::EPSILON),
    draw_parameters: |random| vec![random.index(2) as f32, 0.0],
    shapes: &[(1, 1), (5, 3), (40, 28), (200, 40)],
    ..PLAIN
};

/// Minus the logarithm of the sum over all paths of sequence `i` that spell its target.
fn over_all_paths(case: &Case, x: &[f64], i: usize) -> f64 {
    let (of, classes, blank) = (&case.labels, case.dim, case.parameters[0] as usize);
    let (steps, row) = (of.input_lengths[i], of.input_lengths.len() * classes);
    let first = if of.padded > 0 { i * of.padded } else { of.target_lengths[..i].iter().sum() };
    let target = &of.target[first..first + of.target_lengths[i]];
    let mut total = 0.0;
    for path in 0..classes.pow(steps as u32) {
        let class = |t: usize| path / classes.pow(t as u32) % classes;
        let spelt = (0..steps).filter(|&t| class(t) != blank && (t == 0 || class(t) != class(t - 1)));
        if spelt.map(class).eq(target.iter().copied()) {
            total += (0..steps).map(|t| x[t * row + i * classes + class(t)]).sum::<f64>().exp();
        }
    }
    0.0 - f64::ln(total)
}

/// Two sequences of so many steps, the second shorter where it can be.
pub(super) fn drawn(
    row: &'static Row,
    parameters: &[f32],
    steps: usize,
    classes: usize,
    random: &mut Random,
) -> (Case, Vec<Vec<f32>>) {
    let (input_lengths, target_lengths) =
        (vec![steps, steps.div_ceil(2)], vec![steps.div_ceil(3), steps / 4]);
    let count = target_lengths.iter().sum();
    let blank = random.index(classes);
    // Neighbours differ where there are labels enough, so that targets fit their steps.
    let target = (0..count).map(|i| (blank + 1 + i % (classes - 1)) % classes).collect();
    let mut labels = Labels { target, input_lengths, target_lengths, padded: 0 };
    if row.target == Target::PaddedLabels {
        // Rows with room for one label more, padded with blanks.
        let longest = labels.target_lengths[0];
        labels.target.splice(longest..longest, [blank]);
        labels.target.resize(2 * (longest + 1), blank);
        labels.padded = longest + 1;
    }
    let logits = random.fill(steps * 2 * classes, |random| random.normal(2.0));
    let parameters = vec![blank as f32, parameters[1]];
    let case = Case { row, parameters, dim: classes, target: Vec::new(), labels };
    (case, vec![logits.chunks_exact(classes).flat_map(log_softmax).collect()])
}

fn log_softmax(x: &[f32]) -> Vec<f32> {
    let total = x.iter().map(|&x| f64::from(x).exp()).sum::<f64>().ln();
    x.iter().map(|&x| (f64::from(x) - total) as f32).collect()
}
