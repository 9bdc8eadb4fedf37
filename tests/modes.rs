//! Rows and losses where the caller has set another rounding, or lets subnormals be: x86-64's MXCSR. Elementwise and
//! gated activations are in accuracy/modes.rs.

#![cfg(target_arch = "x86_64")]
#![allow(unsafe_code, reason = "the register of the modes")]

mod support;

use std::arch::asm;
use std::hint::black_box;

use support::compare::ulps;
use support::data::{Input, Mix};
use support::table::{Call, Verb};
use support::tiers::every_verb;

/// Rounding down, up and to zero; FTZ and DAZ.
const MODES: [(&str, u32); 4] =
    [("down", 0x2000), ("up", 0x4000), ("to zero", 0x6000), ("no subnormals", 0x8040)];

/// What the documentation of the crate says, in ULP of the result of the usual mode.
const BOUND: f64 = 8.0;

/// Losses that are a difference of terms, of which any part may be left.
const DIFFERENCES: [&str; 4] = ["PoissonNll", "KlDivergence", "JensenShannon", "LogSoftmax"];

fn set(bits: u32) {
    // SAFETY: the register is read from four bytes of ours, and has no reserved bit set.
    unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const bits, options(nostack, readonly)) };
}

fn get() -> u32 {
    let mut bits = 0;
    // SAFETY: the register is written to four bytes of ours.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut bits, options(nostack)) };
    bits
}

/// All that a verb gives, in a mode.
fn outcome(verb: Verb, call: Call, input: &Input, mode: u32) -> Vec<f32> {
    let before = get();
    set(before | mode);
    let (mut all, value) = black_box(input.outcome(verb, call));
    set(before);
    all.extend(value);
    all
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
        // Those in capitals; the others are elementwise.
        if !verb.op.starts_with(char::is_uppercase) {
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
                        "Softmax" if verb.verb != "backward" => assert!((0.0..=1.0).contains(&got), "{what}"),
                        "LogSoftmax" if verb.verb != "backward" => assert!(got <= 0.0, "{what}"),
                        _ => {}
                    }
                    if is_compared(verb) && want.is_finite() && want.abs() >= 1e-37 {
                        let error = ulps(got, want.into());
                        assert!(error <= BOUND, "{what}, {error} ULP");
                        compared += 1;
                    }
                }
            }
        }
    });
    assert!(compared > 10_000, "{compared} results were compared");
}
