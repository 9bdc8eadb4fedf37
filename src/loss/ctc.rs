//! Connectionist temporal classification.

mod lattice;

use core::ops::Range;

use super::classes::{ClassIndex, Classes};
use super::verb::{F32Output, Factor, LossOutput};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::{Error, Result};
use crate::parallel::{self, F32Slices, Indexed};
use crate::place::Place;
use crate::setters::setters;
use lattice::Sequence;

/// Minus the logarithm of the probability that steps of a network spell a target: summed over all ways to
/// repeat its labels and to put blanks between them (Graves et al., 2006).
///
/// * **Shapes**: the input holds logarithms of probabilities (of [`LogSoftmax`](crate::LogSoftmax)) as
///   PyTorch lays them out: step, sequence, class. Of sequence i the first `input_lengths[i]` steps count.
///   The target holds the labels of all sequences one after the other, `target_lengths[i]` of each, of any
///   type of [`ClassIndex`]; or, [`padded`](Self::padded), a row of so many labels for each sequence, of which the
///   first `target_lengths[i]` count. A loss is that of a sequence.
/// * **Reduction**: a mean divides each loss by its number of labels (at least 1), then their sum by the
///   number of sequences; a sum, a batch mean and `forward_each` leave the losses as they are: PyTorch's.
/// * **Gradient**: `e^x − posterior`, PyTorch's: for x from a log-softmax it is the gradient for the *logits*,
///   and unchanged by log-softmax's own backward, since it then adds up to 0. (By the elements of x taken for
///   independent it would be −posterior.) 0 for the steps that do not count.
/// * **Accuracy**: recursions in logarithms in `f64`; each loss within 1 ULP, the gradient within 2 ULP of the
///   greater of its two terms, and 1e-12.
/// * **Special values**: a target that does not fit its steps costs ∞ and has the gradient NaN, or 0 and 0
///   with [`zero_infinity`](Self::zero_infinity). NaN in gives NaN. An x of −∞ is a probability of 0, also in
///   the gradient, which PyTorch has as NaN.
/// * **Errors**: [`Error::Class`] for a label not below [`classes`](Self::classes); [`Error::Value`] for one
///   that is the blank (PyTorch answers something) and for a length greater than the number of steps, or than
///   that of the padded labels; what labels are padded with may be anything;
///   [`Error::Parameter`] for a blank that is no class; [`Error::Length`] and [`Error::Rows`].
/// * **Allocates** about 160 bytes for each sequence and 24 for each of its 2·labels + 1 states, and for a gradient
///   8 more for each state at each of its steps; [`Error::Memory`] where there is no memory for that.
/// * **Elsewhere**: `torch.nn.functional.ctc_loss`.
///
/// ```
/// use activ8::{Ctc, Loss};
///
/// // Two steps of one sequence, of a blank and a letter: "aa", "a-" and "-a" spell "a".
/// let third = (1.0f32 / 3.0).ln();
/// let two_thirds = (2.0f32 / 3.0).ln();
/// let ctc = Ctc::new(2, &[2], &[1]);
/// let loss = ctc.forward(&[third, two_thirds, third, two_thirds], &[1u8])?;
/// assert!((loss - -(8.0f32 / 9.0).ln()).abs() < 1e-6);
/// // The same label in a row of three.
/// let padded = ctc.padded(3).forward(&[third, two_thirds, third, two_thirds], &[1i64, -1, -1])?;
/// assert_eq!(padded, loss);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ctc<'a> {
    /// The number of classes, the blank among them.
    pub classes: usize,
    /// The class that is none: 0 by default.
    pub blank: usize,
    /// Whether impossible targets cost nothing, instead of ∞: not by default.
    pub zero_infinity: bool,
    /// How many steps of each sequence count.
    pub input_lengths: &'a [usize],
    /// How many labels each sequence has.
    pub target_lengths: &'a [usize],
    /// How many labels each sequence has room for in the target; 0, the default, where they follow one another.
    pub padded: usize,
    /// How the losses of the sequences become one.
    pub reduction: Reduction,
}

super::sum::reduced! { Ctc<'_> }

impl<'a> Ctc<'a> {
    /// Of so many classes, for sequences of these lengths.
    pub const fn new(classes: usize, input_lengths: &'a [usize], target_lengths: &'a [usize]) -> Self {
        let reduction = Reduction::Mean;
        Self { classes, blank: 0, zero_infinity: false, input_lengths, target_lengths, padded: 0, reduction }
    }

    setters! {
        /// The same with another class as the blank.
        fn blank(blank: usize) { blank = blank }
        /// The same, impossible targets costing nothing.
        fn zero_infinity(zero_infinity: bool) { zero_infinity = zero_infinity }
        /// The same of targets that are a row of so many labels for each sequence: PyTorch's (N, S).
        fn padded(labels: usize) { padded = labels }
    }

    /// Refuses what does not fit.
    fn check(&self, input: &[f32], target: Classes<'_>) -> Result<()> {
        let &Self { classes, blank, input_lengths, target_lengths, .. } = self;
        check::require("blank", blank as f32, blank < classes, "below the number of classes")?;
        let sequences = input_lengths.len();
        check::length("target_lengths", target_lengths.len(), sequences)?;
        if !(input.is_empty() && sequences == 0) {
            let row = sequences.saturating_mul(classes);
            let steps = check::rows("input", input.len(), row)?;
            if let Some(index) = input_lengths.iter().position(|&length| length > steps) {
                let (argument, value) = ("input_lengths", input_lengths[index] as f32);
                return Err(Error::Value { argument, index, value, what: "at most the number of steps" });
            }
        }
        let labels = match self.padded {
            0 => target_lengths.iter().fold(0, |sum: usize, &length| sum.saturating_add(length)),
            padded => sequences.saturating_mul(padded),
        };
        check::length("target", target.len(), labels)?;
        if self.padded > 0
            && let Some(index) = target_lengths.iter().position(|&length| length > self.padded)
        {
            let (argument, value) = ("target_lengths", target_lengths[index] as f32);
            return Err(Error::Value { argument, index, value, what: "at most the number of padded labels" });
        }
        for labels in self.labels() {
            target.check_some(labels.clone(), classes, None)?;
            if let Some(index) = labels.clone().find(|&i| target.get(i, None) == Some(blank)) {
                let (argument, value, what) = ("target", blank as f32, "another class than the blank");
                return Err(Error::Value { argument, index, value, what });
            }
        }
        Ok(())
    }

    /// Where the labels of each sequence are in the target.
    fn labels(&self) -> impl Iterator<Item = Range<usize>> {
        let (padded, mut next) = (self.padded, 0);
        self.target_lengths.iter().map(move |&length| {
            let first = next;
            next += if padded > 0 { padded } else { length };
            first..first + length
        })
    }

    fn run_classes(
        &self,
        place: Place,
        input: &[f32],
        target: Classes<'_>,
        output: F32Output<'_>,
    ) -> Result<LossSum> {
        self.check(input, target)?;
        let count = self.input_lengths.len();
        output.check([input.len()], count)?;
        let level = place.level()?;
        let divisor = self.reduction.divisor(count as f64)?;
        let row = count * self.classes;
        let with_gradient = !matches!(output, LossOutput::Total | LossOutput::Each(_));
        let mut sequences = Vec::new();
        if sequences.try_reserve_exact(count).is_err() {
            let bytes = count.saturating_mul(size_of::<Sequence>());
            return Err(Error::Memory { argument: "target_lengths", bytes });
        }
        for (i, (&steps, labels)) in self.input_lengths.iter().zip(self.labels()).enumerate() {
            let labels = labels.map(|label| target.get(label, None).unwrap_or_default());
            sequences.push(Sequence::new(i * self.classes, steps, labels, self.blank, with_gradient)?);
        }
        parallel::pieces(&mut sequences[..], 1, place.parallel, &|part: &mut [Sequence]| {
            for sequence in part {
                sequence.run(input, row, self.zero_infinity);
            }
        });
        let mean = self.reduction == Reduction::Mean;
        let by = |sequence: &Sequence| if mean { sequence.labels().max(1) as f64 } else { 1.0 };
        let factor = output.factor(1.0 / divisor);
        let factor = |i: usize| match factor {
            Factor::Reduction(_) => 1.0 / (by(&sequences[i]) * divisor),
            Factor::Each(_) => factor.of(i),
        };
        match output {
            LossOutput::Total => {}
            LossOutput::Each(each) => {
                each.iter_mut().zip(&sequences).for_each(|(each, sequence)| *each = sequence.loss as f32);
            }
            LossOutput::Gradient([gradient])
            | LossOutput::Both([gradient])
            | LossOutput::GradientOfEach { gradients: [gradient], .. }
                if row > 0 =>
            {
                let steps =
                    Indexed { first: 0, job: F32Slices { unit: row, inputs: [input], outs: [gradient] } };
                let piece = (crate::shape::SUM_BLOCK / row).max(1);
                parallel::pieces(steps, piece, place.parallel, &|Indexed { first, job }| {
                    let ([input], [gradient]) = (job.inputs, job.outs);
                    let rows = input.chunks_exact(row).zip(gradient.chunks_exact_mut(row));
                    for (t, (x, out)) in (first..).zip(rows) {
                        for (i, sequence) in sequences.iter().enumerate() {
                            sequence.gradient(level, t, x, out, self.classes, factor(i));
                        }
                    }
                });
            }
            LossOutput::Gradient(_) | LossOutput::Both(_) | LossOutput::GradientOfEach { .. } => {}
        }
        let total = sequences.iter().map(|sequence| sequence.loss / by(sequence)).sum();
        Ok(LossSum::new(total, count as f64))
    }
}

impl<T: ClassIndex> Loss<T> for Ctc<'_> {
    fn shape(&self) -> crate::LossShape {
        let (sequences, classes) = (self.input_lengths.len(), self.classes);
        crate::LossShape::Sequences { sequences, classes, padded: self.padded }
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [T]>) -> Result<LossSum> {
        verb.in_f32(place, |[input], target, output| self.run_classes(place, input, target, output))
    }
}
