//! No serial verb allocates, on any tier.

#![allow(unsafe_code, reason = "an allocator that counts")]

mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use activ8::{Reduction, Tier};
use common::data::{Input, Mix};
use common::gated::others;
use common::random::Random;
use common::table::Domain;
use common::table::along::ALONG;
use common::table::classes::weights;
use common::table::losses::{Answer, Ask};
use common::tiers;
use common::verbs::Call;
use common::verbs::every_verb;

thread_local! {
    /// The allocations of this thread: other tests may run on others.
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, counting what is asked of it.
struct Counting;

fn count() {
    COUNT.with(|count| count.set(count.get() + 1));
}

// SAFETY: every method hands its arguments on to the system's allocator, which keeps the contract;
// the counter neither allocates nor needs dropping.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller keeps `alloc`'s contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller keeps `alloc_zeroed`'s contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: the caller keeps `realloc`'s contract.
        unsafe { System.realloc(ptr, layout, size) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps `dealloc`'s contract.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The number of allocations that `run` makes on this thread.
fn allocations(run: impl FnOnce()) -> usize {
    let before = COUNT.with(Cell::get);
    run();
    COUNT.with(Cell::get) - before
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| drop(std::hint::black_box(Box::new(1)))), 1, "one box");
    assert_eq!(allocations(|| drop(std::hint::black_box(vec![0u8; 100_000]))), 1, "one zeroed vector");
    assert_eq!(allocations(|| ()), 0, "nothing");
}

/// From nothing to more than any block or piece holds.
#[test]
fn no_serial_verb_allocates() {
    // The first call reads the environment, and keeps the answer.
    assert!(Tier::active().is_ok(), "{:?}", Tier::active());
    every_verb(|tier, verb| {
        for (rows, row) in [(0, 3), (1, 1), (1, 10), (7, 13), (1000, 70), (1, 70_000)] {
            let input = Input::new(verb, rows, row, Mix::Ends);
            let mut out = input.output(verb);
            for call in [Call::on(tier, row), Call { tier: None, ..Call::on(tier, row) }] {
                let mut done = Ok(None);
                let count = allocations(|| done = (verb.run)(call, input.args(), &mut out));
                let what = format!("{}.{} with {call:?}, {rows} rows of {row}", verb.op, verb.verb);
                assert_eq!((done.map(|_| ()), count), (Ok(()), 0), "{what}");
            }
        }
    });
}

#[test]
fn no_loss_along_an_axis_allocates() {
    for (tier, loss) in tiers().into_iter().flat_map(|tier| ALONG.iter().map(move |loss| (tier, loss))) {
        let [input, target] = (loss.rows().draw)(&mut Random::new(7), 6 * 70, 9);
        let classes: Vec<i64> = target.iter().map(|&class| class as i64).collect();
        weights(9); // which allocates at its first call
        let mut out = vec![0.0; input.len()];
        for answer in [Answer::Total, Answer::Each, Answer::Gradient, Answer::Both] {
            let len = if answer == Answer::Each { 6 * 70 } else { input.len() };
            let (input, target, classes, out) = (&input[..], &target[..], &classes[..], &mut out[..len]);
            let ask = Ask { tier: Some(tier), parallel: false, answer, input, target, classes, dy: &[], out };
            let mut done = Ok(None);
            let count = allocations(|| done = (loss.run)([9, 70], Reduction::Mean, ask));
            assert_eq!((done.map(|_| ()), count), (Ok(()), 0), "{}, {answer:?} on {tier}", loss.name);
        }
    }
}

#[test]
fn no_verb_of_gates_and_slopes_allocates() {
    for tier in tiers() {
        for other in others() {
            let inputs = other.draw(1000, Mix::Finite);
            let inputs: Vec<&[f32]> = inputs.iter().map(Vec::as_slice).collect();
            let mut outs: Vec<Vec<f32>> =
                (other.outputs)(1000).into_iter().map(|len| vec![0.0; len]).collect();
            let mut outs: Vec<&mut [f32]> = outs.iter_mut().map(Vec::as_mut_slice).collect();
            let mut done = Ok(());
            let count = allocations(|| done = (other.run)(tier, &inputs, &mut outs));
            assert_eq!((done, count), (Ok(()), 0), "{} on {tier}", other.name);
        }
    }
}

/// A refusal costs nothing either.
#[test]
fn no_refusal_allocates() {
    every_verb(|tier, verb| {
        let mut input = Input::new(verb, 100, 7, Mix::Finite);
        let mut out = input.output(verb);
        match verb.domains[1] {
            Domain::Nothing | Domain::Real | Domain::Logarithm if !verb.rows => return,
            Domain::Class => input.classes[50] = -1,
            Domain::Probability | Domain::Sign | Domain::Label | Domain::Count => input.second[50] = f32::NAN,
            _ => out.truncate(3),
        }
        weights(7); // which allocates at its first call
        let mut done = Ok(None);
        let count = allocations(|| done = (verb.run)(Call::on(tier, 7), input.args(), &mut out));
        assert!(done.is_err() && count == 0, "{}.{} on {tier}: {done:?}, {count}", verb.op, verb.verb);
    });
}
