//! How little rows of probabilities overlap with their targets: Dice's coefficient, and Tversky's.

use super::by_row::{ByRow, Row, RowLoss};
use super::verb::{LossVerb, widened};
use super::{LossSum, Reduction};
use crate::check;
use crate::check::require;
use crate::error::{Error, Result};
use crate::place::Place;
use crate::shape::{Kernel, Terms, cells, map, sum};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// 1 − tp / (tp + alpha·fp + beta·fn + epsilon).
#[derive(Clone, Copy)]
pub(super) struct Overlap {
    pub(super) alpha: f64,
    pub(super) beta: f64,
    pub(super) epsilon: f64,
    /// A target whose elements count for nothing.
    pub(super) ignored: Option<f32>,
}

impl Overlap {
    /// What both have, and what the denominator has beside it.
    fn sums(self, level: Level, row: Row<'_>) -> [f64; 2] {
        let inputs = [row.x.into(), row.target.into()];
        let [both, wrong, missed] = match self.ignored {
            None => dispatch!(level, s => s.vectorize(#[inline(always)] || sum(s, Parts, inputs, [], 1.0))),
            Some(class) => {
                let parts = Without(class, Parts);
                dispatch!(level, s => s.vectorize(#[inline(always)] || sum(s, parts, inputs, [], 1.0)))
            }
        };
        [both, self.alpha * wrong + self.beta * missed + self.epsilon]
    }

    /// A loss with these weights, whose lengths and values are checked here.
    pub(super) fn run(
        self,
        row: usize,
        reduction: Reduction,
        place: Place,
        verb: LossVerb<'_, [f32]>,
    ) -> Result<LossSum> {
        verb.in_f32(place, |[input], target, output| {
            let target = &*widened(place, "target", target)?;
            let rows = check::rows("input", input.len(), row)?;
            check::length("target", target.len(), input.len())?;
            let level = place.level()?;
            check::probabilities(level, "input", input)?;
            self.check_target(level, target)?;
            ByRow { loss: self, row, input, target, reduction, weight: rows as f64 }.run(place, output)
        })
    }
}

impl Overlap {
    /// Refuses targets that are neither probabilities nor ignored.
    fn check_target(self, level: Level, target: &[f32]) -> Result<()> {
        let Some(class) = self.ignored else { return check::probabilities(level, "target", target) };
        require("ignore_class", class, !class.is_nan(), "a number")?;
        match target.iter().position(|&t| !(0.0..=1.0).contains(&t) && t != class) {
            None => Ok(()),
            Some(index) => Err(Error::Probability { argument: "target", index, value: target[index] }),
        }
    }
}

impl RowLoss for Overlap {
    fn value(self, level: Level, row: Row<'_>) -> f64 {
        let [both, rest] = self.sums(level, row);
        rest / (both + rest)
    }

    fn gradient(self, level: Level, row: Row<'_>, factor: f64, gradient: &mut [f32]) -> f64 {
        let [both, rest] = self.sums(level, row);
        let (target, gradient, all) = (row.target.into(), cells(gradient), both + rest);
        let scale = factor / (all * all);
        let slopes = Slopes {
            wrong: (self.alpha * both * scale) as f32,
            missed: ((self.beta * both + rest) * scale) as f32,
        };
        match self.ignored {
            None => {
                dispatch!(level, s => s.vectorize(#[inline(always)] || map(s, slopes, [target], [gradient])));
            }
            Some(class) => {
                let slopes = Without(class, slopes);
                dispatch!(level, s => s.vectorize(#[inline(always)] || map(s, slopes, [target], [gradient])));
            }
        }
        rest / all
    }
}

/// p·t, p·(1 − t) and (1 − p)·t.
#[derive(Clone, Copy)]
struct Parts;

impl Terms<2, 3, 0> for Parts {
    #[inline(always)]
    fn eval<S: Simd>(self, [p, t]: [F32s<S>; 2]) -> ([F32s<S>; 3], [F32s<S>; 0]) {
        let one = p.of(1.0);
        ([p * t, p * (one - t), (one - p) * t], [])
    }
}

/// The same without elements whose target is a number.
#[derive(Clone, Copy)]
struct Without<P>(f32, P);

impl Terms<2, 3, 0> for Without<Parts> {
    #[inline(always)]
    fn eval<S: Simd>(self, [p, t]: [F32s<S>; 2]) -> ([F32s<S>; 3], [F32s<S>; 0]) {
        let (zero, ignored) = (p.of(0.0), t.eq(p.of(self.0)));
        Parts.eval([ignored.select(zero, p), ignored.select(zero, t)])
    }
}

impl Kernel<1> for Without<Slopes> {
    #[inline(always)]
    fn eval<S: Simd>(self, [t]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        let [slope] = self.1.eval([t]);
        [t.eq(t.of(self.0)).select(t.of(0.0), slope)]
    }
}

/// wrong·(1 − t) − missed·t.
#[derive(Clone, Copy)]
struct Slopes {
    wrong: f32,
    missed: f32,
}

impl Kernel<1> for Slopes {
    #[inline(always)]
    fn eval<S: Simd>(self, [t]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        let (wrong, missed) = (t.of(self.wrong), t.of(self.missed));
        [(t.of(1.0) - t) * wrong - t * missed]
    }
}

/// Refuses what is no weight.
pub(super) fn check_weight(argument: &'static str, value: f32) -> Result<()> {
    require(argument, value, (0.0..=f32::MAX).contains(&value), "a finite number of at least 0")
}
