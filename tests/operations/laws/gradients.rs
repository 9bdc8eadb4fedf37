//! Every gradient, against differences of the function in f64.

use activ8::{AnyActivation, Reduction};
use proptest::prelude::*;
use rayon::prelude::*;

use super::BELOW_ONE;
use crate::cases::cases;
use crate::common::data::SENTINEL;
use crate::common::table::classes::{self, Target, log_softmax};
use crate::common::table::elementwise::{self, row_of};
use crate::common::table::{Domain, losses};
use crate::common::tiers;
use crate::common::verbs::{Args, Call, Verb, verbs};

const REDUCTIONS: [Reduction; 3] = [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(3)];

/// The derivative of `f` at `x` from five points; the error is of the order of h^4.
fn derivative(mut f: impl FnMut(f64) -> f64, x: f64) -> f64 {
    let h = 2e-4;
    (8.0 * (f(x + h) - f(x - h)) - (f(x + 2.0 * h) - f(x - 2.0 * h))) / (12.0 * h)
}

/// `u` in [0, 1) as an input of `op`, away from where its derivative jumps or grows out of bounds.
fn input(verb: Verb, u: f32) -> f32 {
    match (verb.op, verb.domains[0]) {
        ("ln", _) => 0.05 + 20.0 * u,
        ("ln_1p", _) => -0.9 + 20.0 * u,
        // Eighths, so that no hinge is near its kink.
        ("multi_margin" | "multi_margin_squared", _) => (64.0 * u).round() / 8.0 - 4.0,
        (_, Domain::Probability) => 0.02 + 0.96 * u,
        (_, Domain::Logarithm) => -8.0 * u,
        (_, Domain::Count) => 0.1 + 8.0 * u,
        (op, _) => {
            let of_activation = elementwise::rows().find(|row| row.name == op).map(|row| row.kinks);
            let kinks = of_activation.or(losses::find(op).map(|(row, _)| row.kinks)).unwrap_or_default();
            kinks.iter().fold(16.0 * u - 8.0, |x, kink| {
                if (x - kink).abs() < 0.01 { kink + 0.01f32.copysign(x - kink) } else { x }
            })
        }
    }
}

/// `u` as a target of `op`, or as a dy, away from where the derivative at `x` jumps.
fn second(verb: Verb, u: f32, x: f32) -> f32 {
    let t = match verb.domains[1] {
        Domain::Probability | Domain::Label => u,
        Domain::Logarithm => -8.0 * u,
        Domain::Sign => (u - 0.5).signum(),
        Domain::Count => 4.0 * u,
        _ => 4.0 * u - 2.0,
    };
    let kinks = losses::find(verb.op).map(|(row, _)| row.kinks_from_target).unwrap_or_default();
    kinks.iter().fold(t, |t, kink| if (x - t - kink).abs() < 0.01 { t + 0.02 } else { t })
}

/// A term of the number whose gradient the backward `verb` gives: the loss of a row or an element of a loss, and
/// Σ dy·f(x) over it of an activation.
fn term(verb: Verb, i: usize, x: &[f64], args: Args<'_>) -> f64 {
    let second: Vec<f64> =
        args.second.iter().skip(i * x.len()).take(x.len()).copied().map(f64::from).collect();
    if verb.of_loss() {
        if let Some((row, set)) = losses::find(verb.op) {
            return (row.want)(&losses::wide(set.parameters), x[0], second[0])[0].0;
        }
        let row = classes::ROWS.iter().find(|row| row.name == verb.op).expect("a loss of the table");
        let target = match verb.domains[1] {
            Domain::Class => Target::Class(args.classes[i] as usize),
            _ => Target::Floats(&second),
        };
        return (row.book)(x, target);
    }
    let y: Vec<f64> = match verb.op {
        "softmax" => log_softmax(x).into_iter().map(f64::exp).collect(),
        "log_softmax" => log_softmax(x),
        op => {
            let activation = op.parse::<AnyActivation>().expect("the table has its name");
            x.iter().copied().map(row_of(activation).value_of(activation)).collect()
        }
    };
    y.iter().zip(&second).map(|(y, dy)| y * dy).sum()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn gradients_are_the_limits_of_differences(
        row in 1..24usize,
        rows in 1..4usize,
        units in prop::collection::vec((0f32..1.0, 0f32..1.0, 0..1_000_000usize), 72),
    ) {
        let gradients = verbs().par_iter().filter(|verb| matches!(verb.verb, "backward" | "forward_backward" | "backward_each"));
        gradients.try_for_each(|&verb| {
            let units = &units[..rows * row];
            let x: Vec<f32> = units.iter().map(|unit| input(verb, unit.0)).collect();
            let others: Vec<f32> = units.iter().zip(&x).map(|(unit, &x)| second(verb, unit.1, x)).collect();
            let classes: Vec<i64> = units[..rows].iter().map(|unit| (unit.2 % row) as i64).collect();
            let dy: Vec<f32> = units.iter().map(|unit| 4.0 * unit.1 - 2.0).collect();
            let dy = &dy[..if !verb.of_each() { 0 } else if verb.rows { rows } else { x.len() }];
            agrees(verb, row, Args { x: &x, second: &others, classes: &classes, dy, ..Args::default() })
        })?;
    }
}

/// The weight of term `i` of `count` in the whole.
fn share(verb: Verb, reduction: Reduction, (i, count): (usize, usize), dy: &[f32]) -> f64 {
    match reduction {
        _ if verb.of_each() => dy[i].into(),
        _ if !verb.of_loss() => 1.0,
        Reduction::Sum => 1.0,
        Reduction::BatchMean(batch) => 1.0 / batch as f64,
        _ => 1.0 / count as f64,
    }
}

/// Whether the gradients of a verb are the limits of differences, on every tier and with every reduction.
fn agrees(verb: Verb, row: usize, args: Args<'_>) -> Result<(), TestCaseError> {
    let Args { x, second: others, .. } = args;
    let exact: Vec<f64> = x.iter().copied().map(f64::from).collect();
    // What is no loss has no reduction.
    let reductions = if !verb.of_loss() || verb.of_each() { &REDUCTIONS[..1] } else { &REDUCTIONS };
    for &reduction in reductions {
        // Rows of one element, where elements have nothing to do with each other.
        let row = if verb.rows && !verb.biased { row } else { 1 };
        let share = |i: usize| share(verb, reduction, (i, x.len() / row), args.dy);
        let slope = |i: usize| {
            let mut moved = exact[i / row * row..][..row].to_vec();
            let value = |x| {
                moved[i % row] = x;
                share(i / row) * term(verb, i / row, &moved, args)
            };
            derivative(value, exact[i])
        };
        let want: Vec<f64> = (0..x.len()).map(slope).collect();
        let value: f64 = exact.chunks(row).enumerate().map(|(i, x)| share(i) * term(verb, i, x, args)).sum();
        // Where terms cancel, digits are lost against the terms, not against what is left: those of dy, and the
        // shares that targets have of a row's probability: their weights are at most 1.25, and the rounding of a
        // capped logit, up to 8, moves a probability by more than an exponential's own.
        let of_second = match (verb.names[1], verb.op) {
            ("dy", _) => 1.0,
            (_, "cross_entropy_options") => {
                4.0 * (0..x.len() / row).map(|i| share(i).abs()).fold(0.0, f64::max)
            }
            _ => 0.0,
        };
        let terms = others.iter().map(|&term| of_second * f64::from(term));
        let greatest = want.iter().copied().chain(terms).fold(0.0f64, |a, b| a.max(b.abs()));
        for tier in tiers() {
            let mut got = vec![SENTINEL; x.len()];
            let call = Call { reduction, ..Call::on(tier, row) };
            let value_got = (verb.run)(call, args, &mut got).expect("good input");
            for i in 0..x.len() {
                // The last is half an ULP of 1, a term that many derivatives have.
                let bound = 1e-6 * want[i].abs() + 4e-7 * greatest + BELOW_ONE;
                let off = (f64::from(got[i]) - want[i]).abs();
                prop_assert!(
                    off <= bound,
                    "{}.{} on {}, {:?}, row {}: [{}] is {:e}, want {:e}, at {:e}",
                    verb.op,
                    verb.verb,
                    tier,
                    reduction,
                    row,
                    i,
                    got[i],
                    want[i],
                    x[i]
                );
            }
            if let Some(got) = value_got {
                let off = (f64::from(got) - value).abs();
                prop_assert!(
                    off <= 2e-6 * value.abs() + 1e-6,
                    "{} on {}: {} want {}",
                    verb.op,
                    tier,
                    got,
                    value
                );
            }
        }
    }
    Ok(())
}
