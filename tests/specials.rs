//! Right at the edges: limits at ±0, ±∞, the least and the greatest numbers; NaN in, NaN out; −0 kept
//! where the function is odd; and what comes of nothing.

#[path = "specials/losses.rs"]
mod losses;
#[path = "specials/rows.rs"]
mod rows;
mod support;

use std::f32::consts::LN_2;

use activ8::{Activation, Error, Reduction, Sigmoid};
use support::compare::{assert_close, assert_same, same, show};
use support::data::{Input, Mix, NANS};
use support::table::{Args, Call, Output, VERBS, verb};
use support::tiers::{available, every_verb};

const INF: f32 = f32::INFINITY;
const MAX: f32 = f32::MAX;
const TINY: f32 = f32::from_bits(1);
/// Just below −1.
const BEYOND: f32 = -1.000_000_1;
const NAN: f32 = f32::NAN;

/// An operation, what it is at the inputs of `ENDS`, other inputs, and what it is there: exactly.
type Row = (&'static str, [f32; 4], &'static [f32], &'static [f32]);

const ENDS: [f32; 4] = [0.0, -0.0, INF, -INF];

const VALUES: [Row; 7] = [
    ("Exp", [1.0, 1.0, INF, 0.0], &[TINY, -TINY, MAX, -MAX, 89.0, -105.0], &[1.0, 1.0, INF, 0.0, INF, 0.0]),
    (
        "ExpM1",
        [0.0, -0.0, INF, -1.0],
        &[TINY, -TINY, MAX, -MAX, 89.0, -20.0],
        &[TINY, -TINY, INF, -1.0, INF, -1.0],
    ),
    ("Ln", [-INF, -INF, INF, NAN], &[1.0, -TINY, -1.0, -MAX, 2.0, 0.5], &[0.0, NAN, NAN, NAN, LN_2, -LN_2]),
    (
        "Ln1p",
        [0.0, -0.0, INF, NAN],
        &[TINY, -TINY, -1.0, BEYOND, -MAX, 1.0],
        &[TINY, -TINY, -INF, NAN, NAN, LN_2],
    ),
    ("Relu", [0.0, -0.0, INF, 0.0], &[TINY, -TINY, MAX, -MAX, 1.5, -1.5], &[TINY, 0.0, MAX, 0.0, 1.5, 0.0]),
    (
        "Sigmoid",
        [0.5, 0.5, 1.0, 0.0],
        &[TINY, -TINY, MAX, -MAX, 20.0, -105.0],
        &[0.5, 0.5, 1.0, 0.0, 1.0, 0.0],
    ),
    (
        "Tanh",
        [0.0, -0.0, 1.0, -1.0],
        &[TINY, -TINY, MAX, -MAX, 20.0, -20.0],
        &[TINY, -TINY, 1.0, -1.0, 1.0, -1.0],
    ),
];

/// The same of derivatives.
const DERIVATIVES: [Row; 7] = [
    ("Exp", [1.0, 1.0, INF, 0.0], &[MAX, -MAX], &[INF, 0.0]),
    ("ExpM1", [1.0, 1.0, INF, 0.0], &[MAX, -MAX], &[INF, 0.0]),
    ("Ln", [INF, -INF, 0.0, -0.0], &[1.0, 0.5, TINY], &[1.0, 2.0, INF]),
    ("Ln1p", [1.0, 1.0, 0.0, -0.0], &[-1.0, 1.0, -0.5], &[INF, 0.5, 2.0]),
    ("Relu", [0.0, 0.0, 1.0, 0.0], &[TINY, -TINY, MAX, -MAX], &[1.0, 0.0, 1.0, 0.0]),
    ("Sigmoid", [0.25, 0.25, 0.0, 0.0], &[MAX, -MAX], &[0.0, 0.0]),
    ("Tanh", [1.0, 1.0, 0.0, 0.0], &[MAX, -MAX], &[0.0, 0.0]),
];

/// 150 elements go through every road of every tier: blocks, vectors, tails.
const LEN: usize = 150;

/// `LEN` of a row's inputs and values, each NaN among them; again and again, at changing places.
fn cases((_, ends, inputs, values): Row) -> (Vec<f32>, Vec<f32>) {
    assert_eq!(inputs.len(), values.len(), "a table with a value for each input");
    let at = ENDS.iter().chain(inputs).chain(&NANS).copied();
    let want = ends.iter().chain(values).chain(&NANS).copied();
    at.zip(want).collect::<Vec<_>>().into_iter().cycle().take(LEN).unzip()
}

#[test]
fn values_have_their_limits() {
    for (tier, row) in available().into_iter().flat_map(|tier| VALUES.map(|row| (tier, row))) {
        let (x, want) = cases(row);
        for verb in ["forward", "forward_in_place"].map(|name| verb(row.0, name)) {
            let mut out = if verb.output == Output::InPlace { x.clone() } else { vec![7.0; LEN] };
            let done = (verb.run)(Call::on(tier, 1), Args { x: &x, second: &[], classes: &[] }, &mut out);
            assert_eq!(done, Ok(None), "{}.{} on {tier}", row.0, verb.verb);
            for i in 0..LEN {
                let [at, got, want_bits] = [x[i], out[i], want[i]].map(show);
                let what = format!("{}.{} on {tier}, [{i}]", row.0, verb.verb);
                assert!(same(out[i], want[i]), "{what}: f({at}) = {got}, want {want_bits}");
            }
        }
    }
}

#[test]
fn derivatives_have_their_limits() {
    for (tier, row) in available().into_iter().flat_map(|tier| DERIVATIVES.map(|row| (tier, row))) {
        let (x, want) = cases(row);
        for dy in [1.0, -2.0] {
            let mut dx = vec![7.0; LEN];
            let args = Args { x: &x, second: &[dy; LEN], classes: &[] };
            let done = (verb(row.0, "backward").run)(Call::on(tier, 1), args, &mut dx);
            assert_eq!(done, Ok(None), "{}.backward on {tier}", row.0);
            for i in 0..LEN {
                let want = want[i] * dy;
                // Equal, so that the sign of a zero does not matter.
                let agree = dx[i] == want || dx[i].is_nan() && want.is_nan();
                let what = format!("{}.backward on {tier}, [{i}]", row.0);
                assert!(agree, "{what}: dx({}) = {}, want {want}", show(x[i]), show(dx[i]));
            }
        }
    }
}

/// 1 / (1 + e^-x) by the book is 0 here; the values are subnormal, and the derivative is as small.
#[test]
fn sigmoid_is_subnormal_at_minus_ninety() {
    for tier in available() {
        let x: Vec<f32> = (0..LEN).map(|i| -88.8 - 0.1 * i as f32).collect();
        let (mut y, mut dx) = (vec![0.0; LEN], vec![0.0; LEN]);
        let sigmoid = Sigmoid.on(tier).expect("available");
        sigmoid.forward(&x, &mut y).expect("equal lengths");
        sigmoid.backward(&x, &[1.0; LEN], &mut dx).expect("equal lengths");
        for i in 0..LEN {
            // e^x and e^x / (1 + e^x) are the same to 1e-38.
            let want = f64::from(x[i]).exp();
            assert_close(y[i], want, 1.0, format_args!("sigmoid({}) on {tier}", x[i]));
            assert_close(dx[i], want, 1.0, format_args!("sigmoid'({}) on {tier}", x[i]));
            assert!(x[i] < -103.2 || y[i] > 0.0, "sigmoid({}) on {tier} is {}", x[i], show(y[i]));
        }
    }
}

/// Nothing in: activations do nothing, a mean is NaN, a sum is 0; but a row has a length even so.
#[test]
fn nothing_in_nothing_out() {
    every_verb(|tier, verb| {
        let input = Input::new(verb, 0, 3, Mix::Finite);
        let parallel = cfg!(feature = "rayon");
        for call in [Call::on(tier, 3), Call { parallel, ..Call::on(tier, 3) }] {
            for (reduction, want) in
                [(Reduction::Mean, NAN), (Reduction::Sum, 0.0), (Reduction::BatchMean(2), 0.0)]
            {
                let (out, value) = input.outcome(verb, Call { reduction, ..call });
                assert_same(&out, &[], format_args!("{}.{} of nothing", verb.op, verb.verb));
                let has_value =
                    matches!(verb.verb, "forward" | "forward_backward") && verb.names[0] == "input";
                let agree = value.map_or(!has_value, |value| has_value && same(value, want));
                assert!(agree, "{}.{} on {tier}, {reduction:?} of nothing: {value:?}", verb.op, verb.verb);
            }
        }
    });
    for verb in VERBS.iter().filter(|verb| verb.rows) {
        let nothing = Args { x: &[], second: &[], classes: &[] };
        let want = Err(Error::Rows { argument: verb.names[0], row: 0, found: 0 });
        let got = (verb.run)(Call::on(available()[0], 0), nothing, &mut []);
        assert_eq!(got, want, "{}.{} with rows of 0", verb.op, verb.verb);
    }
}
