//! Bad input: a typed error, and nothing written.

use activ8::{Error, Reduction, Tier};

use crate::joint::op::{At, OfSteps, Op};

#[track_caller]
fn refused(op: &Op, inputs: &[Vec<f32>], want: Error) {
    let at = At { tier: Tier::active().expect("a tier"), parallel: false };
    let got = op.run(at, Reduction::Sum, inputs).map(|outcome| outcome.value);
    let message = |error: &Error| format!("{error:?}");
    assert_eq!(got.map_err(|error| message(&error)), Err(message(&want)), "{op:?}");
}

fn parameter(argument: &'static str, value: f32, what: &'static str) -> Error {
    Error::Parameter { argument, value, what }
}

fn of_len<const N: usize>(lengths: [usize; N]) -> Vec<Vec<f32>> {
    lengths.iter().map(|&len| vec![0.5; len]).collect()
}

#[test]
fn margins_norms_and_temperatures() {
    for margin in [f32::NAN, f32::INFINITY] {
        let want = parameter("margin", margin, "a finite number");
        let ranking = Op::MarginRanking { margin, target: vec![1.0; 4] };
        refused(&ranking, &of_len([4, 4]), want.clone());
        let embedding = Op::CosineEmbedding { dim: 2, margin, target: vec![1.0; 2] };
        refused(&embedding, &of_len([4, 4]), want);
    }
    let triplet = |margin, p, eps| Op::TripletMargin { dim: 2, margin, p, eps, swap: false };
    for margin in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        let want = parameter("margin", margin, "a finite number above 0");
        refused(&triplet(margin, 2.0, 0.0), &of_len([4; 3]), want);
    }
    for p in [0.5, 0.0, -1.0, f32::NAN] {
        refused(&triplet(1.0, p, 0.0), &of_len([4; 3]), parameter("p", p, "1 or more"));
    }
    for eps in [-1e-6, f32::NAN, f32::INFINITY] {
        let want = parameter("eps", eps, "a finite number of at least 0");
        refused(&triplet(1.0, 2.0, eps), &of_len([4; 3]), want);
    }
    for temperature in [0.0, -0.07, f32::NAN, f32::INFINITY] {
        let op = Op::InfoNce { dim: 2, temperature, symmetric: false, normalize: true };
        refused(&op, &of_len([4; 2]), parameter("temperature", temperature, "a finite number above 0"));
    }
}

#[test]
fn targets_that_are_no_signs() {
    for value in [0.0, 0.5, 2.0, -0.999, f32::NAN, f32::INFINITY] {
        let target = vec![1.0, -1.0, value, 7.0];
        let want = Error::Value { argument: "target", index: 2, value, what: "1 or -1" };
        let ranking = Op::MarginRanking { margin: 0.0, target: target.clone() };
        refused(&ranking, &of_len([4, 4]), want.clone());
        refused(&Op::CosineEmbedding { dim: 3, margin: 0.0, target }, &of_len([12, 12]), want);
    }
}

#[test]
fn lengths_that_differ() {
    let length = |argument, expected, found| Error::Length { argument, expected, found };
    let rows = |argument, row, found| Error::Rows { argument, row, found };
    let ranking = Op::MarginRanking { margin: 0.0, target: vec![1.0; 4] };
    refused(&ranking, &of_len([4, 3]), length("second", 4, 3));
    refused(&ranking, &of_len([5, 5]), length("target", 5, 4));
    let embedding = |dim| Op::CosineEmbedding { dim, margin: 0.0, target: vec![1.0; 4] };
    refused(&embedding(0), &of_len([8, 8]), rows("first", 0, 8));
    refused(&embedding(3), &of_len([8, 8]), rows("first", 3, 8));
    refused(&embedding(2), &of_len([8, 6]), length("second", 8, 6));
    refused(&embedding(4), &of_len([8, 8]), length("target", 2, 4));
    let triplet = |dim| Op::TripletMargin { dim, margin: 1.0, p: 2.0, eps: 0.0, swap: true };
    refused(&triplet(3), &of_len([8, 8, 8]), rows("anchor", 3, 8));
    refused(&triplet(2), &of_len([8, 6, 8]), length("positive", 8, 6));
    refused(&triplet(2), &of_len([8, 8, 10]), length("negative", 8, 10));
    let nce = |dim| Op::InfoNce { dim, temperature: 1.0, symmetric: true, normalize: true };
    refused(&nce(0), &of_len([8, 8]), rows("first", 0, 8));
    refused(&nce(5), &of_len([8, 8]), rows("first", 5, 8));
    refused(&nce(2), &of_len([8, 10]), length("second", 8, 10));
}

#[test]
fn alignments_that_cannot_be() {
    // Four steps of two sequences of three classes.
    let good = OfSteps {
        classes: 3,
        blank: 0,
        zero_infinity: false,
        target: vec![1, 2, 1],
        input_lengths: vec![4, 3],
        target_lengths: vec![2, 1],
        padded: 0,
    };
    let check = |change: &dyn Fn(&mut OfSteps), len: usize, want: Error| {
        let mut bad = good.clone();
        change(&mut bad);
        refused(&Op::Ctc(bad), &[vec![-1.0; len]], want);
    };
    let value = |argument, index, value, what| Error::Value { argument, index, value, what };
    check(&|of| of.blank = 3, 24, parameter("blank", 3.0, "below the number of classes"));
    let too_long = value("input_lengths", 1, 5.0, "at most the number of steps");
    check(&|of| of.input_lengths[1] = 5, 24, too_long);
    let length = |argument, expected, found| Error::Length { argument, expected, found };
    check(&|of| of.target_lengths = vec![3], 24, length("target_lengths", 2, 1));
    check(&|of| of.target_lengths[0] = 3, 24, length("target", 4, 3));
    check(&|of| of.target_lengths[0] = usize::MAX, 24, length("target", usize::MAX, 3));
    check(&|_| (), 25, Error::Rows { argument: "input", row: 6, found: 25 });
    let class = Error::Class { argument: "target", index: 1, value: 3, classes: 3 };
    check(&|of| of.target[1] = 3, 24, class);
    check(&|of| of.target[2] = 0, 24, value("target", 2, 0.0, "another class than the blank"));
    check(
        &|of| (of.blank, of.target[0]) = (2, 0),
        24,
        value("target", 1, 2.0, "another class than the blank"),
    );
    // Rows of three labels, behind whose ends may be anything.
    let padded = |of: &mut OfSteps| (of.padded, of.target) = (3, vec![1, 2, 0, 1, 9, 0]);
    check(
        &|of| {
            padded(of);
            of.target.pop();
        },
        24,
        length("target", 6, 5),
    );
    let change = |index: usize, label: usize| {
        move |of: &mut OfSteps| {
            padded(of);
            of.target[index] = label;
        }
    };
    check(&change(3, 0), 24, value("target", 3, 0.0, "another class than the blank"));
    check(&change(3, 4), 24, Error::Class { argument: "target", index: 3, value: 4, classes: 3 });
    check(
        &|of| {
            padded(of);
            of.target_lengths[1] = 4;
        },
        24,
        value("target_lengths", 1, 4.0, "at most the number of padded labels"),
    );
}
