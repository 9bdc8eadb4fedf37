//! What a call takes of its thread's stack: little enough for the threads of any C library.

#![cfg(unix)]
#![allow(unsafe_code, reason = "a thread on memory of our own")]

mod common;

#[path = "stack/halves.rs"]
mod halves;
#[path = "stack/painted.rs"]
mod painted;

use activ8::Tier;
use common::data::{Input, Mix};
use common::gated::others;
use common::subject;
use common::tiers;
use common::verbs::Call;
use common::verbs::every_verb;
use painted::Painted;

/// musl gives its threads 128 KiB. Without optimisation each value has a place of its own in memory.
const BOUND: usize = if cfg!(debug_assertions) { 512 << 10 } else { 64 << 10 };

/// Rows that are taken together, one that a block holds, and one that it does not.
const SHAPES: [(usize, usize); 4] = [(40, 5), (2, 1500), (1, 5000), (1, 20_000)];

/// Fails where a call takes more than [`BOUND`]; says what the greatest took.
struct Greatest {
    stack: Painted,
    used: usize,
    what: String,
}

impl Greatest {
    fn new() -> Self {
        Self { stack: Painted::new(4 * BOUND), used: 0, what: String::new() }
    }

    fn see(&mut self, what: String, call: impl FnOnce() + Send) {
        let used = self.stack.used(call);
        assert!(used <= BOUND, "{what} takes {used} bytes of stack, more than {BOUND}");
        if used > self.used {
            (self.used, self.what) = (used, what);
        }
    }
}

impl Drop for Greatest {
    fn drop(&mut self) {
        println!("at most {} bytes of stack, by {}", self.used, self.what);
    }
}

#[test]
fn the_ruler_measures() {
    let mut stack = Painted::new(1 << 20);
    let used = stack.used(|| {
        std::hint::black_box(&mut [1u8; 100_000]);
    });
    assert!((99_000..110_000).contains(&used), "{used} bytes for an array of 100,000");
    assert!(stack.used(|| ()) < 100, "nothing for nothing");
}

#[test]
fn verbs_take_little_stack() {
    assert!(Tier::active().is_ok(), "{:?}", Tier::active());
    let mut greatest = Greatest::new();
    every_verb(|tier, verb| {
        for (rows, row) in SHAPES {
            let input = Input::new(verb, rows, row, Mix::Finite);
            let mut out = input.output(verb);
            greatest.see(format!("{}.{} on {tier}, {rows} rows of {row}", verb.op, verb.verb), || {
                (verb.run)(Call::on(tier, row), input.args(), &mut out).expect("valid input");
            });
        }
    });
}

#[test]
fn verbs_of_gates_and_slopes_take_little_stack() {
    let mut greatest = Greatest::new();
    for (tier, other) in tiers().into_iter().flat_map(|tier| others().map(move |other| (tier, other))) {
        let inputs = other.draw(1000, Mix::Finite);
        let inputs: Vec<&[f32]> = inputs.iter().map(Vec::as_slice).collect();
        let mut outs: Vec<Vec<f32>> = (other.outputs)(1000).into_iter().map(|len| vec![0.0; len]).collect();
        let mut outs: Vec<&mut [f32]> = outs.iter_mut().map(Vec::as_mut_slice).collect();
        greatest.see(format!("{} on {tier}", other.name), || {
            (other.run)(tier, &inputs, &mut outs).expect("valid input");
        });
    }
}

#[test]
fn verbs_of_halves_take_little_stack() {
    let mut greatest = Greatest::new();
    for tier in tiers() {
        for (rows, row) in SHAPES {
            halves::each(tier, rows, row, &mut |what, call| {
                greatest.see(format!("{what} of halves on {tier}, {rows} rows of {row}"), call);
            });
        }
    }
}
