//! Right at the edges: limits at ±0, ±∞, the least and the greatest numbers; NaN in, NaN out; −0 kept
//! where the function is odd; and what comes of nothing.

mod classes;
mod fully_masked;
mod limits;
mod losses;
mod rows;

use crate::common::compare::{assert_close, assert_same, same, show};
use crate::common::data::{Input, Mix};
use crate::common::tiers;
use crate::common::verbs::every_verb;
use crate::common::verbs::{Args, Call, verbs};
use activ8::{Activation, Error, Reduction, Sigmoid};

const NAN: f32 = f32::NAN;

/// 150 elements go through every road of every tier: blocks, vectors, tails.
const LEN: usize = 150;

/// 1 / (1 + e^-x) by the book is 0 here; the values are subnormal, and the derivative is as small.
#[test]
fn sigmoid_is_subnormal_at_minus_ninety() {
    for tier in tiers() {
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
                let has_value = matches!(verb.verb, "forward" | "forward_backward") && verb.of_loss();
                let agree = value.map_or(!has_value, |value| has_value && same(value, want));
                assert!(agree, "{}.{} on {tier}, {reduction:?} of nothing: {value:?}", verb.op, verb.verb);
            }
        }
    });
    for verb in verbs().iter().filter(|verb| verb.rows && !verb.biased) {
        let nothing = Args::default();
        let want = Err(Error::Rows { argument: verb.names[0], row: 0, found: 0 });
        let got = (verb.run)(Call::on(tiers()[0], 0), nothing, &mut []);
        assert_eq!(got, want, "{}.{} with rows of 0", verb.op, verb.verb);
    }
}
