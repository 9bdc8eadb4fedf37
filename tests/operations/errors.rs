//! Bad input: a typed error that names argument, index and value, and outputs as they were.

mod classes;
mod elements;
mod texts;

use crate::common::data::{Input, Mix};
use crate::common::table::Domain;
use crate::common::tiers;
use crate::common::verbs::{Args, Call, Output, Verb, verbs};
use activ8::{ClassIndex, CrossEntropy, Error, Loss, Reduction};
use rayon::prelude::*;

/// The error of a call that must be refused, after which `out` has the bits that it had.
#[track_caller]
fn refused(verb: Verb, call: Call, args: Args<'_>, out: &mut [f32]) -> Error {
    let before = out.to_vec();
    let done = (verb.run)(call, args, out);
    let same = out.iter().zip(&before).all(|(after, before)| after.to_bits() == before.to_bits());
    assert!(same, "{}.{} with {call:?} wrote before it gave {done:?}", verb.op, verb.verb);
    match done {
        Err(error) => error,
        Ok(value) => panic!("{}.{} with {call:?} took bad input and gave {value:?}", verb.op, verb.verb),
    }
}

/// Equality that holds for NaN, bit by bit.
fn equal(a: &Error, b: &Error) -> bool {
    match (a, b) {
        (
            Error::Probability { argument, index, value },
            Error::Probability { argument: other, index: at, value: found },
        ) => (argument, index, value.to_bits()) == (other, at, found.to_bits()),
        _ => a == b,
    }
}

/// Every verb on every tier, serial and parallel, with an input that is large enough to be split.
fn every_call(test: impl Fn(Verb, Call, &Input) + Sync) {
    verbs().par_iter().for_each(|&verb| {
        for (parallel, rows) in [(false, 0), (false, 1), (false, 30), (cfg!(feature = "rayon"), 19_000)] {
            let input = Input::new(verb, rows, 7, Mix::Finite);
            tiers().into_iter().for_each(|tier| test(verb, Call { parallel, ..Call::on(tier, 7) }, &input));
        }
    });
}

#[test]
fn lengths_that_differ() {
    every_call(|verb, call, input| {
        let units = input.x.len() / 7;
        for found in
            [0, 1, 6, 7, units, units + 1, input.x.len() + 1, 2 * input.x.len(), input.x.len().abs_diff(1)]
        {
            let what = format!("{}.{} with {call:?}, {} elements", verb.op, verb.verb, input.x.len());
            let mut wrong = Input { classes: vec![0; found], ..input.clone() };
            let expected = if verb.domains[1] == Domain::Class { units } else { input.x.len() };
            if verb.domains[1] != Domain::Nothing && found != expected {
                wrong.second = vec![0.5; found];
                let want = Error::Length { argument: verb.names[1], expected, found };
                assert_eq!(refused(verb, call, wrong.args(), &mut input.output(verb)), want, "{what}");
            }
            let expected = if verb.rows { units } else { input.x.len() };
            if verb.of_each() && found != expected {
                let args = Args { dy: &vec![0.5; found], ..input.args() };
                let want = Error::Length { argument: "dy", expected, found };
                assert_eq!(refused(verb, call, args, &mut input.output(verb)), want, "{what}");
            }
            let expected = input.output(verb).len();
            if matches!(verb.output, Output::Elements | Output::Rows) && found != expected {
                let want = Error::Length { argument: verb.names[2], expected, found };
                assert_eq!(refused(verb, call, input.args(), &mut vec![7.0; found]), want, "{what}");
            }
        }
    });
}

#[test]
fn rows_that_do_not_divide() {
    every_call(|verb, call, input| {
        let found = input.x.len();
        for row in [0, 2, 8, 11, found + 1, usize::MAX] {
            if verb.rows && !verb.biased && (row == 0 || found % row != 0) {
                let error = refused(verb, Call { row, ..call }, input.args(), &mut input.output(verb));
                let want = Error::Rows { argument: verb.names[0], row, found };
                assert_eq!(error, want, "{}.{} with {call:?}", verb.op, verb.verb);
            }
        }
    });
}

/// A bias is as long as a row, of which there may be none only where there is nothing at all.
#[test]
fn biases_of_a_wrong_length() {
    every_call(|verb, call, input| {
        let found = input.x.len();
        for row in [0, 2, 8, 11, found + 1].into_iter().filter(|_| verb.biased && found > 0) {
            let bias = vec![0.5; row];
            let args = Args { bias: &bias, ..input.args() };
            let want = match row {
                0 => Error::Length { argument: "bias", expected: 1, found: 0 },
                _ if found % row == 0 => continue,
                _ => Error::Rows { argument: "x", row, found },
            };
            let error = refused(verb, call, args, &mut input.output(verb));
            assert_eq!(error, want, "{}.{} with {call:?}", verb.op, verb.verb);
        }
    });
}

#[test]
fn classes_out_of_range() {
    every_call(|verb, call, input| {
        let rows = input.classes.len();
        for index in [0, rows / 2, rows.saturating_sub(1)] {
            for class in [-1, i64::MIN, 7, i64::MAX, -101, 1 << 32, (1 << 32) + 3, 256] {
                if verb.domains[1] == Domain::Class && rows > 0 {
                    // The last one is bad too: the first is named.
                    let mut classes = input.classes.clone();
                    classes[rows - 1] = -2;
                    classes[index] = class;
                    let args = Args { classes: &classes, ..input.args() };
                    let want = Error::Class { argument: "target", index, value: class.into(), classes: 7 };
                    let error = refused(verb, call, args, &mut input.output(verb));
                    assert_eq!(error, want, "{}.{} with {call:?}", verb.op, verb.verb);
                }
            }
        }
    });
}

/// Every integer type that classes may have: its greatest valid class, and what it can have beyond.
#[test]
fn classes_of_every_type() {
    fn check<T: ClassIndex>(valid: [T; 3], bad: &[(T, i128)]) {
        let x = [0.5, 1.0, -1.0, 2.0, 0.0, 3.0, 1.5, -2.0, 0.25];
        for tier in tiers() {
            let loss = CrossEntropy::rows_of(3).on(tier).expect("available");
            let want = CrossEntropy::rows_of(3).on(tier).and_then(|loss| loss.forward(&x, &[0usize, 1, 2]));
            assert_eq!(loss.forward(&x, &valid), want, "classes 0, 1, 2 on {tier}");
            for &(class, value) in bad {
                let want = Err(Error::Class { argument: "target", index: 1, value, classes: 3 });
                assert_eq!(loss.forward(&x, &[valid[0], class, valid[2]]), want, "class {value} on {tier}");
            }
        }
    }
    check([0u8, 1, 2], &[(3, 3), (u8::MAX, 255)]);
    check([0u32, 1, 2], &[(3, 3), (u32::MAX, u32::MAX.into())]);
    check([0i32, 1, 2], &[(3, 3), (-1, -1), (i32::MIN, i32::MIN.into()), (i32::MAX, i32::MAX.into())]);
    check([0i64, 1, 2], &[(3, 3), (-1, -1), (i64::MIN, i64::MIN.into()), (i64::MAX, i64::MAX.into())]);
    check([0usize, 1, 2], &[(3, 3), (usize::MAX, usize::MAX as i128)]);
}

#[test]
fn improbable_probabilities() {
    let tiny = f32::from_bits(1);
    let bad = [f32::NAN, -f32::NAN, -1e-9, 1.000_000_1, -tiny, f32::INFINITY, f32::NEG_INFINITY, f32::MAX];
    every_call(|verb, call, input| {
        for argument in
            (0..2).filter(|&argument| matches!(verb.domains[argument], Domain::Probability | Domain::Label))
        {
            let len = input.x.len();
            let indices = [0, len / 3, len / 2, len.saturating_sub(2), len.saturating_sub(1)];
            for (i, index) in indices.into_iter().enumerate().filter(|_| len > 0) {
                // Each value at each index, but that long inputs have each value at the first and one at each.
                for value in bad.into_iter().take(if len < 1000 || i == 0 { bad.len() } else { 1 }) {
                    // Many are bad: the first is named.
                    let mut values = [input.x.clone(), input.second.clone()];
                    values[argument][index..].fill(-7.0);
                    values[argument][index] = value;
                    let args = Args { x: &values[0], second: &values[1], ..input.args() };
                    let error = refused(verb, call, args, &mut input.output(verb));
                    let want = Error::Probability { argument: verb.names[argument], index, value };
                    assert!(
                        equal(&error, &want),
                        "{}.{} with {call:?}: {error:?}, want {want:?}",
                        verb.op,
                        verb.verb
                    );
                }
            }
            for value in [0.0, -0.0, 1.0, tiny, f32::from_bits(0x3f7f_ffff)] {
                let mut values = [input.x.clone(), input.second.clone()];
                values[argument].fill(value);
                let args = Args { x: &values[0], second: &values[1], ..input.args() };
                let done = (verb.run)(call, args, &mut input.output(verb)).map(|_| ());
                assert_eq!(done, Ok(()), "{}.{} with {call:?}: {value} is a probability", verb.op, verb.verb);
            }
        }
    });
}

#[test]
fn a_batch_of_nothing() {
    every_call(|verb, call, input| {
        if verb.names[0] == "input" && verb.verb != "forward_each" {
            let call = Call { reduction: Reduction::BatchMean(0), ..call };
            let error = refused(verb, call, input.args(), &mut input.output(verb));
            let want = Error::Batch { argument: "reduction", value: 0 };
            assert_eq!(error, want, "{}.{} with {call:?}", verb.op, verb.verb);
        }
    });
}
