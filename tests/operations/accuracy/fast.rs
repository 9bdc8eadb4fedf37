//! The accuracy `Fast`: its bound, its limits, and that its bits depend on the element alone.

use std::env;
use std::process::Command;

use activ8::{Accuracy, Activation, AnyActivation, Elementwise as _, Error, Softmax, Tanh, Tier};
use rayon::prelude::*;

use super::elements::inputs;
use super::row_search::{cases, draw};
use super::rows::{ELEMENTS, INPUTS, LENGTHS};
use crate::common::oracle::Row;
use crate::common::random::Random;
use crate::common::table::elementwise::{ELEMENTWISE, Elementwise};
use crate::common::table::rows::{ROWWISE, Rowwise};
use crate::common::tally;
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;

/// Every 1009th of all inputs: a prime.
const STRIDE: usize = 1009;

/// Those that have a formula of their own.
pub(super) fn faster() -> impl Iterator<Item = &'static Elementwise> {
    ELEMENTWISE.iter().filter(|op| op.activation().is_faster())
}

/// The tiers on which they have it.
pub(super) fn wide_tiers() -> Vec<Tier> {
    tiers().into_iter().filter(|tier| tier.has_fast()).collect()
}

fn at(activation: AnyActivation, tier: Tier, accuracy: Accuracy, x: &[f32]) -> Vec<u32> {
    let mut y = vec![0.0; x.len()];
    let done = activation.on(tier).map(|on| on.accuracy(accuracy)).and_then(|on| on.forward(x, &mut y));
    assert_eq!(done, Ok(()), "{activation} on {tier}");
    y.into_iter().map(f32::to_bits).collect()
}

#[test]
fn every_fast_function_is_within_its_bound() {
    let names: Vec<_> = faster().map(|op| op.name).collect();
    assert!(names.contains(&"tanh") && names.contains(&"gelu"), "{names:?}");
    faster().collect::<Vec<_>>().par_iter().for_each(|op| {
        // On aarch64 tiers without fast formulas fuse, too.
        let (wide, others) = tiers().into_iter().partition::<Vec<_>, _>(|tier| wide_tiers().contains(tier));
        let x = inputs(op, STRIDE);
        let [wide, others] =
            [wide, others].map(|these| tally::fast(op, &these, &x).expect("nothing to refuse"));
        for finding in wide.findings.iter().chain(&others.findings) {
            let (worst, bound) = (finding.worst, Accuracy::FAST_ULP);
            println!("{} at fast on {}: {worst}", op.name, finding.tier);
            assert!(worst.ulp <= bound, "{} at fast on {}, bound {bound}: {worst}", op.name, finding.tier);
            assert!(finding.difference.is_none(), "{}: {:?}", op.name, finding.difference);
        }
    });
}

/// What has no formula of its own, and what tiers that have none give, is what they give at `High`.
#[test]
fn the_others_are_as_exact_as_ever() {
    for op in ELEMENTWISE.iter() {
        let x = inputs(op, 1 << 22);
        for tier in tiers() {
            if op.activation().is_faster() && wide_tiers().contains(&tier) {
                continue;
            }
            let [fast, high] = [Accuracy::Fast, Accuracy::High].map(|how| at(op.activation(), tier, how, &x));
            assert_eq!(fast, high, "{} on {tier}", op.name);
        }
    }
}

#[test]
fn bits_depend_on_the_element_alone() {
    for op in faster() {
        let (activation, x) = (op.activation(), inputs(op, (1 << 25) - 1));
        for tier in wide_tiers() {
            let want = at(activation, tier, Accuracy::Fast, &x);
            for (len, from) in [(1, 5), (3, 0), (8, 1), (15, 7), (16, 2), (33, 3), (70, 11)] {
                let got = at(activation, tier, Accuracy::Fast, &x[from..from + len]);
                assert_eq!(got, want[from..from + len], "{} on {tier}: {len} from {from}", op.name);
            }
            let on = activation.on(tier).expect("a tier of this CPU").fast();
            let mut y = x.clone();
            assert_eq!(on.forward_in_place(&mut y), Ok(()));
            assert_eq!(y.iter().map(|y| y.to_bits()).collect::<Vec<_>>(), want, "{} in place", op.name);
            assert_eq!(on.parallel().forward(&x, &mut y), Ok(()));
            assert_eq!(y.iter().map(|y| y.to_bits()).collect::<Vec<_>>(), want, "{} on threads", op.name);
            // The sum with a bias of −0 is x.
            assert_eq!(on.forward_biased(&x, &[-0.0f32; 1], &mut y), Ok(()));
            for (y, &want) in y.iter().zip(&want) {
                // But a NaN that signals, which the sum makes quiet.
                let same = y.to_bits() == want || (y.is_nan() && f32::from_bits(want).is_nan());
                assert!(same, "{} on {tier} with a bias: {y}", op.name);
            }
        }
    }
}

/// Halves are those of the result in `f32`, rounded.
#[test]
fn halves_are_those_of_f32() {
    for op in faster() {
        let x: Vec<activ8::f16> = (0..=u16::MAX).step_by(7).map(activ8::f16::from_bits).collect();
        let wide: Vec<f32> = x.iter().map(|x| x.to_f32()).collect();
        for tier in wide_tiers() {
            let on = op.activation().on(tier).expect("a tier of this CPU").fast();
            let (mut y, mut want) = (vec![activ8::f16::ZERO; x.len()], vec![0.0f32; x.len()]);
            assert_eq!(on.forward(&x, &mut y), Ok(()));
            assert_eq!(on.forward(&wide, &mut want), Ok(()));
            for ((x, y), want) in x.iter().zip(y).zip(want) {
                let want = activ8::f16::from_f32(want);
                assert!(y == want || (y.is_nan() && want.is_nan()), "{} of {x}: {y}, not {want}", op.name);
            }
        }
    }
}

#[test]
fn limits_ranges_and_nans_are_those_of_high() {
    for op in faster() {
        let ends = [f32::NEG_INFINITY, f32::INFINITY, f32::NAN, -0.0, 0.0, f32::MIN, f32::MAX];
        for tier in wide_tiers() {
            let [fast, high] =
                [Accuracy::Fast, Accuracy::High].map(|how| at(op.activation(), tier, how, &ends));
            for ((x, fast), high) in ends.into_iter().zip(fast).zip(high) {
                let [fast, high] = [fast, high].map(f32::from_bits);
                // softplus(0) is no limit.
                let near = x == 0.0 && high != 0.0 && (fast - high).abs() <= Accuracy::FAST_ERROR as f32;
                let same = fast.to_bits() == high.to_bits() || (fast.is_nan() && high.is_nan());
                assert!(near || same, "{} on {tier} of {x}: {fast}, not {high}", op.name);
            }
        }
    }
}

#[test]
fn functions_that_are_bounded_stay_in_their_range() {
    let x: Vec<f32> = (0..1 << 20).map(|i| (i - (1 << 19)) as f32 * 5e-5).collect();
    for (name, range) in [("tanh", -1.0..=1.0), ("erf", -1.0..=1.0), ("sigmoid", 0.0..=1.0)] {
        for tier in wide_tiers() {
            let y = at(name.parse().expect("a name"), tier, Accuracy::Fast, &x);
            let outside = y.iter().position(|&y| !range.contains(&f32::from_bits(y)));
            assert_eq!(outside.map(|i| x[i]), None, "{name} on {tier}");
        }
    }
}

fn softmax(tier: Tier, row: usize, x: &[f32], y: &mut [f32]) -> activ8::Result<()> {
    Softmax::rows_of(row).on(tier)?.fast().forward(x, y)
}

#[test]
fn probabilities_are_within_their_bound_at_any_length_and_spread() {
    let op = Rowwise { forward: softmax, ..ROWWISE[0] };
    for (inputs, draw) in INPUTS {
        for row in LENGTHS.into_iter().chain([32_000]) {
            let x = Random::new(row as u64).fill(ELEMENTS / row * row, draw);
            let tally = tally::rowwise(&op, &wide_tiers(), row, &x).expect("nothing to refuse");
            for finding in tally.findings {
                let (tier, worst) = (finding.tier, finding.worst);
                assert!(worst.ulp <= Accuracy::FAST_ULP, "{row} of {inputs} on {tier}: {worst}");
                assert!(finding.difference.is_none(), "{row} of {inputs}: {:?}", finding.difference);
            }
        }
    }
}

/// Rows with elements left out, with equal ones, and with one that has nearly all.
#[test]
fn random_rows_are_within_the_bound() {
    let mut greatest = 0.0;
    for row in (0..cases(1500)).map(draw) {
        let (book, len) = (Row::of(&row.x), row.x.len());
        for tier in wide_tiers() {
            let mut y = vec![7.0; len];
            assert_eq!(softmax(tier, len, &row.x, &mut y), Ok(()));
            for (&x, &y) in row.x.iter().zip(&y) {
                let want = book.softmax(x);
                let error = ulp_error_at(y, want, want);
                greatest = f64::max(greatest, error);
                let is_right = error <= Accuracy::FAST_ULP && (0.0..=1.0).contains(&y);
                assert!(is_right, "{} on {tier}: {y:e}, want {want:e}, {error} ULP", row.what);
            }
        }
    }
    println!("{greatest} ULP");
}

#[test]
fn the_bits_of_a_row_depend_on_the_row_alone() {
    for row in [1, 3, 10, 16, 17, 64, 65, 200, 700] {
        let x = Random::new(row as u64).fill(23 * row, |random| random.normal(4.0));
        for tier in wide_tiers() {
            let mut want = vec![0.0; x.len()];
            assert_eq!(softmax(tier, row, &x, &mut want), Ok(()));
            let on = Softmax::rows_of(row).on(tier).expect("a tier of this CPU").fast();
            let mut y = x.clone();
            assert_eq!(on.forward_in_place(&mut y), Ok(()));
            assert_eq!(y, want, "{row} on {tier} in place");
            assert_eq!(on.parallel().forward(&x, &mut y), Ok(()));
            assert_eq!(y, want, "{row} on {tier} on threads");
            for (x, want) in x.chunks_exact(row).zip(want.chunks_exact(row)) {
                assert_eq!(softmax(tier, row, x, &mut y[..row]), Ok(()));
                assert_eq!(&y[..row], want, "{row} on {tier} alone");
            }
            assert_eq!(softmax(tier, 1, &[3.0], &mut y[..1]), Ok(()));
            assert_eq!(y[0], 1.0, "all of it");
        }
    }
}

/// The accuracy of this process. The test below runs this one again with others.
#[test]
fn the_default_accuracy_is_the_environments_or_high() {
    let name = env::var_os("ACTIV8_ACCURACY").map(|name| name.to_string_lossy().into_owned());
    let want = match name.filter(|name| !name.is_empty()) {
        None => Ok(Accuracy::High),
        Some(name) => match Accuracy::ALL.into_iter().find(|accuracy| accuracy.name() == name) {
            Some(accuracy) => Ok(accuracy),
            None => Err(Error::UnknownAccuracy { argument: "ACTIV8_ACCURACY", value: name }),
        },
    };
    assert_eq!(Accuracy::active(), want);
    println!("default accuracy: {}", want.as_ref().map_or_else(ToString::to_string, ToString::to_string));
    let x = [0.3f32, 0.7, -2.0, 5.0, -0.54, 1.1];
    let (mut got, mut named) = ([0.0f32; 6], [0.0f32; 6]);
    match &want {
        Ok(accuracy) => {
            assert_eq!(Tanh.forward(&x, &mut got), Ok(()));
            assert_eq!(Tanh.accuracy(*accuracy).forward(&x, &mut named), Ok(()));
            assert_eq!(got, named);
        }
        Err(error) => {
            assert_eq!(Tanh.forward(&x, &mut got).as_ref(), Err(error));
            assert_eq!(got, [0.0; 6], "refused");
        }
    }
}

#[test]
fn the_environment_names_the_default_accuracy() {
    for (name, want) in [
        ("fast", "default accuracy: fast\n"),
        ("high", "default accuracy: high\n"),
        ("", "default accuracy: high\n"),
        ("quick", "default accuracy: `ACTIV8_ACCURACY` is \"quick\", which is no accuracy"),
    ] {
        let test = "accuracy::fast::the_default_accuracy_is_the_environments_or_high";
        let mut run = Command::new(env::current_exe().expect("a test knows itself"));
        run.args([test, "--exact", "--nocapture"]).env("ACTIV8_ACCURACY", name);
        let output = run.output().expect("a test can run itself");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && text.contains("1 passed"), "{name:?}:\n{text}");
        assert!(text.contains(want), "{name:?}: no `{want}` in\n{text}");
    }
}
