//! The losses of many elements or rows, each with the right answer of all of them.

use activ8::{Reduction, Result, Tier};

use super::super::oracle::Sum;
use super::super::random::Random;
use super::losses::{Answer, Ask, Options, wide};
use super::{Domain, classes, draws, losses};

/// The bound of a mean of up to 16 Mi losses, in ULP, which the documentation of `Loss` states.
pub(crate) const MAX_ULP: f64 = 4.0;
/// The length of the rows, for losses of rows.
pub(crate) const ROW: usize = 1024;

/// A loss with reduction "mean".
#[derive(Clone, Copy)]
pub(crate) enum Total {
    Elements(&'static losses::Row, &'static losses::Set),
    Rows(&'static classes::Row),
}

/// Every loss of the table.
pub(crate) fn totals() -> impl Iterator<Item = Total> {
    losses::sets().map(|(row, set)| Total::Elements(row, set)).chain(classes::ROWS.iter().map(Total::Rows))
}

/// The loss of this name.
pub(crate) fn total(name: &str) -> Option<Total> {
    totals().find(|total| total.name() == name)
}

impl Total {
    /// What reports and arguments call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Elements(_, set) => set.name,
            Self::Rows(row) => row.name,
        }
    }

    /// An input and a target of so many elements, a whole number of rows; a target of classes holds them as floats.
    pub(crate) fn draw(self, random: &mut Random, len: usize) -> [Vec<f32>; 2] {
        match self {
            Self::Elements(row, _) => {
                let (x, t) = (0..len).map(|_| draws::usual(random, row.domains).into()).unzip();
                [x, t]
            }
            Self::Rows(row) => (row.draw)(random, len / ROW, ROW),
        }
    }

    /// The mean, by the library.
    pub(crate) fn forward(self, tier: Tier, input: &[f32], target: &[f32]) -> Result<f32> {
        let of_classes = matches!(self, Self::Rows(row) if row.domains[1] == Domain::Class);
        // Only classes are converted: the peers' benches time this call.
        let floats = if of_classes { target } else { &[] };
        let classes: Vec<i64> = floats.iter().map(|&class| class as i64).collect();
        let (tier, out) = (Some(tier), &mut [][..]);
        let ask = Ask {
            tier,
            parallel: false,
            answer: Answer::Total,
            input,
            target,
            classes: &classes,
            dy: &[],
            out,
        };
        let value = match self {
            Self::Elements(row, set) => (row.run)(&Options::of(set.parameters, Reduction::Mean), ask),
            Self::Rows(row) => (row.run)(ROW, Reduction::Mean, ask),
        };
        value.map(|value| value.expect("a loss has a value"))
    }

    /// The mean, and that of the sizes in whose ULP the errors of its terms are stated.
    pub(crate) fn mean(self, input: &[f32], target: &[f32]) -> [f64; 2] {
        let terms: Vec<losses::Want> = match self {
            Self::Elements(row, set) => {
                let (parameters, pairs) = (wide(set.parameters), input.iter().zip(target));
                pairs.map(|(&x, &t)| (row.want)(&parameters, x.into(), t.into())[0]).collect()
            }
            Self::Rows(row) => {
                let of_rows = input.chunks_exact(ROW).enumerate().map(|(i, x)| {
                    let x = wide(x);
                    losses::itself(match row.domains[1] {
                        Domain::Class => (row.book)(&x, classes::Target::Class(target[i] as usize)),
                        _ => (row.book)(&x, classes::Target::Floats(&wide(&target[i * ROW..(i + 1) * ROW]))),
                    })
                });
                of_rows.collect()
            }
        };
        let count = terms.len() as f64;
        let [sum, size]: [Sum; 2] =
            [terms.iter().map(|term| term.0).collect(), terms.iter().map(|term| term.1.abs()).collect()];
        [sum.total() / count, size.total() / count]
    }
}
