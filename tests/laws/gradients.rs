//! Every gradient, against differences of the function in f64.

use activ8::Reduction;
use proptest::prelude::*;
use rayon::prelude::*;

use super::BELOW_ONE;
use super::formulas::objective;
use super::support::cases::cases;
use super::support::data::SENTINEL;
use super::support::table::{Args, Call, Domain, Verb, verbs};
use super::support::tiers::available;

const REDUCTIONS: [Reduction; 3] = [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(3)];

/// The derivative of `f` at `x` from five points; the error is of the order of h^4.
fn derivative(mut f: impl FnMut(f64) -> f64, x: f64) -> f64 {
    let h = 2e-4;
    (8.0 * (f(x + h) - f(x - h)) - (f(x + 2.0 * h) - f(x - 2.0 * h))) / (12.0 * h)
}

/// Where derivatives jump, or those of derivatives.
const KINKS: [(&str, &[f32]); 22] = [
    ("celu", &[0.0]),
    ("elu", &[0.0]),
    ("hardshrink", &[-0.5, 0.5]),
    ("hardsigmoid", &[-3.0, 3.0]),
    ("hardswish", &[-3.0, 3.0]),
    ("hardtanh", &[-1.0, 1.0]),
    ("Hinge", &[-1.0, 1.0]),
    ("HingeEmbedding", &[1.0]),
    ("SquaredHinge", &[-1.0, 1.0]),
    ("leaky_relu", &[0.0]),
    ("linear_hardsigmoid", &[-2.5, 2.5]),
    ("relu", &[0.0]),
    ("relu6", &[0.0, 6.0]),
    ("rrelu", &[0.0]),
    ("selu", &[0.0]),
    ("shrink", &[-0.5, 0.5]),
    ("softshrink", &[-0.5, 0.5]),
    ("softsign", &[0.0]),
    ("squared_relu", &[0.0]),
    ("threshold", &[0.0]),
    ("thresholded_relu", &[1.0]),
    ("xielu", &[0.0]),
];

/// `u` in [0, 1) as an input of `op`, away from where its derivative jumps or grows out of bounds.
fn input(verb: Verb, u: f32) -> f32 {
    match (verb.op, verb.domains[0]) {
        ("ln", _) => 0.05 + 20.0 * u,
        ("ln_1p", _) => -0.9 + 20.0 * u,
        // Eighths, so that no hinge is near its kink.
        ("MultiMargin" | "MultiMarginSquared", _) => (64.0 * u).round() / 8.0 - 4.0,
        (_, Domain::Probability) => 0.02 + 0.96 * u,
        (_, Domain::Logarithm) => -8.0 * u,
        (_, Domain::Count) => 0.1 + 8.0 * u,
        _ => {
            let x = 16.0 * u - 8.0;
            let kinks = KINKS.iter().filter(|(op, _)| *op == verb.op).flat_map(|(_, kinks)| kinks.iter());
            kinks.fold(
                x,
                |x, kink| if (x - kink).abs() < 0.01 { kink + 0.01f32.copysign(x - kink) } else { x },
            )
        }
    }
}

/// Where derivatives of losses of x − t jump, by that difference.
const KINKS_FROM_TARGET: [(&str, &[f32]); 4] =
    [("L1", &[0.0]), ("SmoothL1", &[-1.0, 1.0]), ("Huber", &[-1.0, 1.0]), ("Quantile", &[0.0])];

/// `u` as a target of `op`, or as a dy, away from where the derivative at `x` jumps.
fn second(verb: Verb, u: f32, x: f32) -> f32 {
    let t = match verb.domains[1] {
        Domain::Probability => u,
        Domain::Logarithm => -8.0 * u,
        Domain::Sign => (u - 0.5).signum(),
        Domain::Label => u.round(),
        Domain::Count => 4.0 * u,
        _ => 4.0 * u - 2.0,
    };
    let kinks = KINKS_FROM_TARGET.iter().filter(|(op, _)| *op == verb.op).flat_map(|(_, kinks)| kinks.iter());
    kinks.fold(t, |t, kink| if (x - t - kink).abs() < 0.01 { t + 0.02 } else { t })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn gradients_are_the_limits_of_differences(
        row in 1..24usize,
        rows in 1..4usize,
        units in prop::collection::vec((0f32..1.0, 0f32..1.0, 0..1_000_000usize), 72),
    ) {
        let gradients = verbs().par_iter().filter(|verb| matches!(verb.verb, "backward" | "forward_backward"));
        gradients.try_for_each(|&verb| {
            let units = &units[..rows * row];
            let x: Vec<f32> = units.iter().map(|unit| input(verb, unit.0)).collect();
            let others: Vec<f32> = units.iter().zip(&x).map(|(unit, &x)| second(verb, unit.1, x)).collect();
            let classes: Vec<i64> = units[..rows].iter().map(|unit| (unit.2 % row) as i64).collect();
            agrees(verb, row, Args { x: &x, second: &others, classes: &classes, ..Args::default() })
        })?;
    }
}

/// The weight of one of `rows` losses in the reduced one.
fn of_a_row(reduction: Reduction, rows: usize) -> f64 {
    match reduction {
        Reduction::Sum => 1.0,
        Reduction::BatchMean(batch) => 1.0 / batch as f64,
        _ => 1.0 / rows as f64,
    }
}

/// Whether the gradients of a verb are the limits of differences, on every tier and with every reduction.
fn agrees(verb: Verb, row: usize, args: Args<'_>) -> Result<(), TestCaseError> {
    let Args { x, second: others, classes, .. } = args;
    let exact: Vec<f64> = x.iter().copied().map(f64::from).collect();
    // What is no loss has no reduction.
    let reductions = if verb.names[0] == "x" { &REDUCTIONS[..1] } else { &REDUCTIONS };
    for &reduction in reductions {
        let value = |x: &[f64]| objective(verb, row, reduction, x, others, classes);
        let slope = |i: usize| {
            let mut moved = exact.clone();
            derivative(
                |x| {
                    moved[i] = x;
                    value(&moved)
                },
                exact[i],
            )
        };
        let want: Vec<f64> = (0..x.len()).map(slope).collect();
        // Where terms cancel, digits are lost against the terms, not against what is left: those of dy, and the
        // shares that targets have of a row's probability: their weights are at most 1.25, and the rounding of a
        // capped logit, up to 8, moves a probability by more than an exponential's own.
        let of_second = match (verb.names[1], verb.op) {
            ("dy", _) => 1.0,
            (_, "CrossEntropyOptions") => 4.0 * of_a_row(reduction, x.len() / row),
            _ => 0.0,
        };
        let terms = others.iter().map(|&term| of_second * f64::from(term));
        let greatest = want.iter().copied().chain(terms).fold(0.0f64, |a, b| a.max(b.abs()));
        for tier in available() {
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
                let want = value(&exact);
                let off = (f64::from(got) - want).abs();
                prop_assert!(
                    off <= 2e-6 * want.abs() + 1e-6,
                    "{} on {}: {} want {}",
                    verb.op,
                    tier,
                    got,
                    want
                );
            }
        }
    }
    Ok(())
}
