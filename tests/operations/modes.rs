//! Rows and losses where the caller has set another rounding, or lets subnormals be: x86-64's MXCSR. Elementwise and
//! gated activations are in accuracy/modes.rs.

use crate::common::data::{Input, Mix};
use crate::common::modes::{MODES, with};
use crate::common::ulp::ulp_error;
use crate::common::verbs::every_verb;
use crate::common::verbs::{Call, Verb};

/// What the documentation of the crate says, in ULP of the result of the usual mode.
const BOUND: f64 = 10.0;

/// Losses that are a difference of terms, of which any part may be left.
const DIFFERENCES: [&str; 4] = ["poisson_nll", "kl", "jensen_shannon", "log_softmax"];

/// All that a verb gives, in a mode.
fn outcome(verb: Verb, call: Call, input: &Input, mode: u32) -> Vec<f32> {
    let (mut all, value) = with(mode, || input.outcome(verb, call));
    all.extend(value);
    all
}

#[test]
fn the_instrument_sets_the_mode() {
    crate::common::modes::check();
}

/// Whether a result is held against that of the usual mode: gradients and biased sums are differences too.
fn is_compared(verb: Verb) -> bool {
    let is_value = matches!(verb.verb, "forward" | "forward_in_place" | "forward_each");
    is_value && !DIFFERENCES.iter().any(|name| verb.op.starts_with(name))
}

#[test]
fn rows_and_losses_in_every_mode() {
    let mut compared = 0;
    every_verb(|tier, verb| {
        if !verb.rows && !verb.of_loss() || verb.biased {
            return;
        }
        for (rows, row) in [(1, 7), (5, 64), (2, 700)] {
            let (input, call) = (Input::new(verb, rows, row, Mix::Finite), Call::on(tier, row));
            let want = outcome(verb, call, &input, 0);
            for (name, mode) in MODES {
                let got = outcome(verb, call, &input, mode);
                for (&got, &want) in got.iter().zip(&want) {
                    let what = format!(
                        "{}.{} on {tier}, rounding {name}: {got:e}, not {want:e}",
                        verb.op, verb.verb
                    );
                    assert_eq!(got.is_nan(), want.is_nan(), "{what}");
                    match verb.op {
                        "softmax" if !verb.verb.starts_with("backward") => {
                            assert!((0.0..=1.0).contains(&got), "{what}");
                        }
                        "log_softmax" if !verb.verb.starts_with("backward") => assert!(got <= 0.0, "{what}"),
                        _ => {}
                    }
                    if is_compared(verb) && want.is_finite() && want.abs() >= 1e-37 {
                        let error = ulp_error(got, want.into());
                        // A high power has so many times the error of its logarithm.
                        let bound = if verb.op == "sigmoid_focal_gamma_13" { 40.0 } else { BOUND };
                        assert!(error <= bound, "{what}, {error} ULP");
                        compared += 1;
                    }
                }
            }
        }
    });
    assert!(compared > 10_000, "{compared} results were compared");
}
