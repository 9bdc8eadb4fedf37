//! The right answers, which are those of the tests, and how far a library is from them.

use activ8::{AnyActivation, RRelu};

use crate::exact::oracle::{Row, Sum, loss};
use crate::exact::slopes::{Gradient, Want};
use crate::exact::table::elementwise::row_of;
use crate::exact::table::gates;
use crate::exact::ulp::{ulp_error, ulp_error_at};
use crate::gate::Gate;
use crate::job::Job;
use crate::op::Op;

/// What a library must produce.
pub enum Wanted {
    /// A value for each element, and the number in whose ULP its error is.
    Each(Vec<(f64, f64)>),
    /// The gradients of an activation.
    Gradients(Vec<Want>),
    /// The gradients of a gate and of its value, one after the other, each with the size of the terms
    /// that it may be a difference of.
    OfGate(Vec<(f64, f64)>),
    /// One value: a loss, with the mean that its operation defines.
    Total(f64),
}

impl Wanted {
    pub fn of(job: &Job) -> Self {
        let (x, t) = (job.x(), job.t());
        match job.op.formula() {
            Op::Copy => itself(x.iter().map(|&x| x.into())),
            Op::Forward(activation) => forward(activation, x.iter().copied()),
            Op::Backward(activation) => {
                let gradient = Gradient::of(activation);
                let wants = x.iter().zip(job.dy()).map(|(&x, &dy)| gradient.want(x, dy)).collect();
                Self::Gradients(wants)
            }
            // The sum is rounded.
            Op::Biased(activation) => forward(activation, repeated(job).map(|(x, bias)| x + bias)),
            Op::Gated(gate) => gated(job, gate),
            Op::GatedBackward(gate) => gated_backward(job, gate),
            Op::PRelu(_) => itself(repeated(job).map(|(x, slope)| f64::from(x) * slope_of(x, slope))),
            Op::PReluBackward(_) => {
                let pairs = repeated(job).zip(job.dy());
                itself(pairs.map(|((x, slope), &dy)| f64::from(dy) * slope_of(x, slope)))
            }
            Op::RReluTraining => {
                let slopes = || x.iter().map(|&x| slope_of(x, middle()));
                itself(x.iter().zip(slopes()).map(|(&x, slope)| f64::from(x) * slope).chain(slopes()))
            }
            Op::Softmax => rows(job, |row, x| {
                let value = row.softmax(x);
                (value, value)
            }),
            Op::LogSoftmax => rows(job, |row, x| {
                let value = row.log_softmax(x);
                (value, value)
            }),
            Op::CrossEntropy => {
                let rows = x.chunks(job.cols()).zip(job.classes());
                let losses = rows.map(|(row, &class)| loss::cross_entropy(row, class as usize));
                Self::Total(losses.collect::<Sum>().total() / job.rows() as f64)
            }
            Op::CrossEntropyGradient => {
                let mut classes = job.classes().iter();
                let of_row = |values: &[f32]| {
                    let row = Row::of(values);
                    let class = classes.next().map_or(0, |&class| class as usize);
                    let gradient = move |(i, &x): (usize, &f32)| match i == class {
                        // 1 − p would cancel in f64 too where p is near 1.
                        true => row.softmax(x) - 1.0,
                        false => row.softmax(x),
                    };
                    values.iter().enumerate().map(gradient).collect::<Vec<_>>()
                };
                let gradients = x.chunks(job.cols()).flat_map(of_row);
                itself(gradients.map(|gradient| gradient / job.rows() as f64))
            }
            Op::Nll => {
                let losses = x.chunks(job.cols()).zip(job.classes());
                let losses = losses.map(|(row, &class)| -f64::from(row[class as usize]));
                Self::Total(losses.collect::<Sum>().total() / job.rows() as f64)
            }
            Op::Loss(named) => Self::Total(named.loss().mean(x, t)[0]),
            // A mean over the rows, each of which is one prediction.
            Op::CategoricalCrossEntropy => {
                Self::Total(sum(x, t, loss::categorical_cross_entropy) / job.rows() as f64)
            }
            Op::Mse => mean(x, t, loss::mse),
            Op::BinaryCrossEntropy => mean(x, t, loss::bce),
            Op::BinaryCrossEntropyWithLogits => mean(x, t, loss::bce_with_logits),
            Op::KlDivergence => mean(x, t, loss::kl),
            Op::KlDivergenceLog => mean(x, t, loss::kl_div),
            Op::TanhParallel | Op::Call8 | Op::Softmax10 | Op::SoftmaxMasked => {
                unreachable!("they are no formulas")
            }
        }
    }

    /// The greatest error of `each`, in ULP; of gradients next to a zero in that of the greater of their terms.
    pub fn error_of_each(&self, got: &[f32]) -> f64 {
        let greatest = |errors: &mut dyn Iterator<Item = f64>| errors.fold(0.0, f64::max);
        match self {
            Self::Each(wants) if wants.len() == got.len() => {
                let pairs = got.iter().zip(wants);
                greatest(&mut pairs.map(|(&got, &(want, scale))| ulp_error_at(got, want, scale)))
            }
            Self::Gradients(wants) if wants.len() == got.len() => {
                let pairs = got.iter().zip(wants);
                greatest(&mut pairs.map(|(&got, want)| want.error(got)))
            }
            Self::OfGate(wants) if wants.len() == got.len() => {
                let pairs = got.iter().zip(wants);
                greatest(&mut pairs.map(|(&got, &(want, size))| gates::error(got, want, size)))
            }
            _ => f64::INFINITY,
        }
    }

    /// The error of a loss, in ULP.
    pub fn error_of_total(&self, got: f32) -> f64 {
        match self {
            Self::Total(want) => ulp_error(got, *want),
            _ => f64::INFINITY,
        }
    }
}

/// Values in their own ULP.
fn itself(values: impl Iterator<Item = f64>) -> Wanted {
    Wanted::Each(values.map(|value| (value, value)).collect())
}

fn forward(activation: AnyActivation, x: impl Iterator<Item = f32>) -> Wanted {
    let row = row_of(activation);
    let (value, scale) = (row.value_of(activation), row.scale_of(activation));
    Wanted::Each(x.map(f64::from).map(|x| (value(x), scale(x))).collect())
}

/// The elements, each with what its column has: a bias, or a slope.
fn repeated(job: &Job) -> impl Iterator<Item = (f32, f32)> + '_ {
    job.x().iter().copied().zip(job.t().iter().copied().cycle())
}

/// The slope of an element of a PRelu.
fn slope_of(x: f32, slope: f32) -> f64 {
    if x > 0.0 { 1.0 } else { slope.into() }
}

/// The slope that RRelu draws where the generator gives ½.
fn middle() -> f32 {
    let RRelu { lower, upper } = RRelu::default();
    0.5_f32.mul_add(upper - lower, lower)
}

fn gated(job: &Job, gate: Gate) -> Wanted {
    let value_of = row_of(gate.activation()).value_of(gate.activation());
    let pairs = job.x().iter().zip(job.t());
    itself(pairs.map(|(&g, &v)| {
        let ([x, factor], _) = gate.operands(g.into(), v.into());
        value_of(x) * factor
    }))
}

fn gated_backward(job: &Job, gate: Gate) -> Wanted {
    let row = row_of(gate.activation());
    let (value_of, slope_of) = (row.value_of(gate.activation()), row.slope_of(gate.activation()));
    let (mut of_gate, mut of_value) = (Vec::new(), Vec::new());
    for ((&g, &v), &dy) in job.x().iter().zip(job.t()).zip(job.dy()) {
        let ([x, factor], [gate_follows, value_follows]) = gate.operands(g.into(), v.into());
        let size = f64::from(dy) * factor;
        of_gate.push((size * slope_of(x) * gate_follows, size));
        of_value.push((f64::from(dy) * value_of(x) * value_follows, 0.0));
    }
    of_gate.append(&mut of_value);
    Wanted::OfGate(of_gate)
}

/// A value for each element, with the number in whose ULP its error is, given its row.
fn rows(job: &Job, value: fn(Row, f32) -> (f64, f64)) -> Wanted {
    let of_row = |values: &[f32]| {
        let row = Row::of(values);
        values.iter().map(move |&x| value(row, x)).collect::<Vec<_>>()
    };
    Wanted::Each(job.x().chunks(job.cols()).flat_map(of_row).collect())
}

fn sum(x: &[f32], t: &[f32], f: fn(f64, f64) -> f64) -> f64 {
    x.iter().zip(t).map(|(&x, &t)| f(x.into(), t.into())).collect::<Sum>().total()
}

fn mean(x: &[f32], t: &[f32], f: fn(f64, f64) -> f64) -> Wanted {
    Wanted::Total(sum(x, t, f) / x.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::Slopes;
    use crate::size::Size;

    #[test]
    fn lengths_and_kinds_that_do_not_fit_are_wrong() {
        assert_eq!(itself([1.0].into_iter()).error_of_each(&[]), f64::INFINITY);
        assert_eq!(itself([1.0, 2.0].into_iter()).error_of_each(&[1.0, f32::NAN]), f64::INFINITY);
        assert_eq!(Wanted::Total(1.0).error_of_each(&[1.0]), f64::INFINITY);
        assert_eq!(Wanted::Total(1.0).error_of_total(1.0), 0.0);
    }

    #[test]
    fn a_prelu_has_the_slopes_of_its_columns() {
        let job = Job::new(Op::PRelu(Slopes::Columns), Size::Flat(2048));
        let Wanted::Each(wants) = Wanted::of(&job) else { panic!("a value for each") };
        let i = 1024 + job.x()[1024..].iter().position(|&x| x < 0.0).expect("a negative element");
        assert_eq!(wants[i].0, f64::from(job.x()[i]) * f64::from(job.t()[i - 1024]));
    }
}
