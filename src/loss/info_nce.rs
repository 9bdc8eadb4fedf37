//! The contrastive loss of pairs among all others of their batch.

mod directions;
mod products;

use super::verb::{F32Output, Factor, LossOutput};
use super::{JointLoss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;
use crate::tier::Level;
use directions::{Direction, Side, unit_rows};

/// How well each query finds its key among all keys of the batch: the cross-entropy of the logits
/// `qᵢ·kⱼ / temperature`, of which i is the right class for query i (van den Oord et al., 2018). With
/// [`symmetric`](Self::symmetric) the mean of that and of how well each key finds its query: CLIP's loss of
/// images and texts (Radford et al., 2021).
///
/// * **Shapes**: both inputs hold as many whole rows of [`dim`](Self::dim) elements, of which those of one
///   index belong together; a loss is that of such a pair, and a mean one over pairs. There is no target: `()`.
/// * **Normalising**: rows are divided by max(length, 1e-12), as by PyTorch's `normalize`, unless
///   [`normalize`](Self::normalize) is unset; gradients are those for the rows as given.
/// * **Gradient**: for q̂ᵢ `Σⱼ (p(j|i) − [i = j])·k̂ⱼ / temperature`, p being the softmax of a row of logits,
///   and the mean of the two directions'; likewise for k̂. A pair with an upstream gradient of 0 is among the others
///   of all pairs even so.
/// * **Accuracy**: logits within 6 ULP of |q|·|k| / temperature, which is 1 / temperature for rows of length 1;
///   a loss within twice that and 4 ULP, and so also one near 0 to the digits that the logits have. A gradient
///   within `2^-20` of the sum of the sizes of its terms.
/// * **Special values**: a row of zeros has the logit 0 with every other. NaN or ∞ anywhere gives NaN
///   everywhere.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) for a temperature that is not above 0;
///   [`Error::Rows`](crate::Error::Rows).
/// * **Allocates** for n pairs copies of the inputs where they are normalised, 12·n bytes for a direction, and
///   64·n bytes, for a block of 16 rows of logits (for each thread at work, in parallel): the n² logits are
///   never there at once, but made again for each gradient.
/// * **Elsewhere**: `cross_entropy(logits, arange(n))` of PyTorch in OpenAI's CLIP and in Hugging Face's
///   `clip_loss`; `NTXentLoss` of pytorch-metric-learning counts pairs within one input too.
///
/// ```
/// use activ8::{InfoNce, JointLoss};
///
/// let (images, texts) = ([1.0, 0.0, 0.0, 2.0], [3.0, 0.0, 0.0, 1.0]);
/// let right = InfoNce::dim(2).symmetric(true).forward([&images, &texts], &())?;
/// let wrong = InfoNce::dim(2).symmetric(true).forward([&images, &[0.0, 1.0, 3.0, 0.0]], &())?;
/// assert!((f64::from(right) / (-1.0f64 / 0.07f32 as f64).exp() - 1.0).abs() < 1e-5); // e^(−1 / temperature)
/// assert!((wrong - 1.0 / 0.07).abs() < 1e-4);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InfoNce {
    /// The number of elements of a row.
    pub dim: usize,
    /// What similarities are divided by: 0.07 by default.
    pub temperature: f32,
    /// Whether keys find queries too: not by default.
    pub symmetric: bool,
    /// Whether rows are brought to length 1, so that products are cosines: the default.
    pub normalize: bool,
    /// How the losses of the pairs become one.
    pub reduction: Reduction,
}

super::sum::reduced! { InfoNce }

impl InfoNce {
    /// Of rows of `dim` elements, in one direction, at temperature 0.07, normalised.
    pub const fn dim(dim: usize) -> Self {
        let reduction = Reduction::Mean;
        Self { dim, temperature: 0.07, symmetric: false, normalize: true, reduction }
    }

    setters! {
        /// The same at another temperature.
        fn temperature(temperature: f32) { temperature = temperature }
        /// The same in both directions, or in one.
        fn symmetric(symmetric: bool) { symmetric = symmetric }
        /// The same with rows brought to length 1, or as they are.
        fn normalize(normalize: bool) { normalize = normalize }
    }

    /// Does what a verb asks for, of checked inputs and the rows that count.
    fn of_rows(
        &self,
        place: Place,
        level: Level,
        inputs: [&[f32]; 2],
        rows: [&[f32]; 2],
        output: F32Output<'_, 2>,
    ) -> Result<LossSum> {
        let count = inputs[0].len() / self.dim;
        let directions = if self.symmetric { 2.0 } else { 1.0 };
        let divisor = self.reduction.divisor(count as f64)?;
        let side = |x: usize| Side {
            level,
            place,
            dim: self.dim,
            scale: 1.0 / f64::from(self.temperature),
            x: rows[x],
            y: rows[1 - x],
        };
        let there = side(0).direction()?;
        let back = if self.symmetric { side(1).direction()? } else { Direction::default() };
        let loss = |i: usize| {
            let back = back.losses().get(i).copied().unwrap_or_default();
            (f64::from(there.losses()[i]) + f64::from(back)) / directions
        };
        let factor = output.factor(1.0 / divisor);
        match output {
            LossOutput::Total => {}
            LossOutput::Each(each) => {
                each.iter_mut().enumerate().for_each(|(i, each)| *each = loss(i) as f32);
            }
            LossOutput::Gradient([first, second])
            | LossOutput::Both([first, second])
            | LossOutput::GradientOfEach { gradients: [first, second], .. } => {
                let raw = |x: usize| self.normalize.then_some(inputs[x]);
                let factors = match factor {
                    Factor::Reduction(factor) => (factor / directions, None),
                    Factor::Each(dy) => (1.0 / directions, Some(dy)),
                };
                side(0).gradient(raw(0), [&there, &back], factors, first)?;
                side(1).gradient(raw(1), [&back, &there], factors, second)?;
            }
        }
        Ok(LossSum::new((0..count).map(loss).sum(), count as f64))
    }
}

impl JointLoss<2> for InfoNce {
    type Target = ();

    fn shape(&self) -> crate::LossShape {
        crate::LossShape::Classes(self.dim)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, (), 2>) -> Result<LossSum> {
        verb.in_f32(place, |inputs, (), output| self.run_f32(place, inputs, output))
    }
}

impl InfoNce {
    fn run_f32(&self, place: Place, inputs: [&[f32]; 2], output: F32Output<'_, 2>) -> Result<LossSum> {
        let [first, second] = inputs;
        let temperature = self.temperature;
        let valid = temperature > 0.0 && temperature < f32::INFINITY;
        check::require("temperature", temperature, valid, "a finite number above 0")?;
        let rows = check::rows("first", first.len(), self.dim)?;
        check::length("second", second.len(), first.len())?;
        output.check([first.len(); 2], rows)?;
        // Before anything is written, or made.
        self.reduction.divisor(rows as f64)?;
        let level = place.level()?;
        if !self.normalize {
            return self.of_rows(place, level, inputs, inputs, output);
        }
        let [first, second] = inputs.map(|input| unit_rows(place, level, self.dim, input));
        let (first, second) = (first?, second?);
        self.of_rows(place, level, inputs, [&first, &second], output)
    }
}
