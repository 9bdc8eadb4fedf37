//! The limits of the activations, and of their derivatives.

use std::collections::BTreeSet;

use activ8::{Activation, AnyActivation, XIelu};

use super::LEN;
use crate::common::compare::{same, show};
use crate::common::data::NANS;
use crate::common::table::elementwise::{ENDS, NO_LIMIT, rows};
use crate::common::tiers;
use crate::common::verbs::{Args, Call, Output, verb};

fn is_limit(want: f32) -> bool {
    want.to_bits() != NO_LIMIT.to_bits()
}

/// `LEN` inputs and values, of the ends, of others and of each NaN; again and again, at changing places.
fn cases(ends: [f32; 4], others: &[(f32, f32)]) -> (Vec<f32>, Vec<f32>) {
    let nans = NANS.map(|nan| (nan, nan));
    let all = ENDS.into_iter().zip(ends).chain(others.iter().copied()).chain(nans);
    all.collect::<Vec<_>>().into_iter().cycle().take(LEN).unzip()
}

#[test]
fn values_have_their_limits() {
    let mut wrong = BTreeSet::new();
    for (tier, row) in tiers().into_iter().flat_map(|tier| rows().map(move |row| (tier, row))) {
        let (x, want) = cases(row.ends[0], row.values);
        for verb in ["forward", "forward_in_place"].map(|name| verb(row.name, name)) {
            let mut out = if verb.output == Output::InPlace { x.clone() } else { vec![7.0; LEN] };
            let done = (verb.run)(Call::on(tier, 1), Args { x: &x, ..Args::default() }, &mut out);
            assert_eq!(done, Ok(None), "{}.{} on {tier}", row.name, verb.verb);
            for i in (0..LEN).filter(|&i| is_limit(want[i]) && !same(out[i], want[i])) {
                let [at, got, want] = [x[i], out[i], want[i]].map(show);
                wrong.insert(format!("{}.{} on {tier}: f({at}) = {got}, want {want}", row.name, verb.verb));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn derivatives_have_their_limits() {
    let mut wrong = BTreeSet::new();
    for (tier, row) in tiers().into_iter().flat_map(|tier| rows().map(move |row| (tier, row))) {
        let (x, want) = cases(row.ends[1], row.slopes);
        for dy in [1.0, -2.0] {
            let mut dx = vec![7.0; LEN];
            let args = Args { x: &x, second: &[dy; LEN], ..Args::default() };
            let done = (verb(row.name, "backward").run)(Call::on(tier, 1), args, &mut dx);
            assert_eq!(done, Ok(None), "{}.backward on {tier}", row.name);
            for i in (0..LEN).filter(|&i| is_limit(want[i])) {
                let want = want[i] * dy;
                // Equal, so that the sign of a zero does not matter.
                let agree = dx[i] == want || dx[i].is_nan() && want.is_nan();
                if !agree {
                    let [at, got] = [x[i], dx[i]].map(show);
                    wrong.insert(format!("{}.backward on {tier}: dx({at}) = {got}, want {want}", row.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_activation_has_a_row_with_its_limits() {
    let names: BTreeSet<_> = rows().map(|row| row.name).collect();
    let all = AnyActivation::all().into_iter().map(|activation| activation.name());
    assert_eq!((rows().count(), names), (AnyActivation::all().len(), all.collect()), "one row each");
    for row in rows() {
        let stated = row.ends.iter().all(|ends| ends[2..].iter().all(|&end| is_limit(end)));
        assert!(stated && !row.values.is_empty() && !row.slopes.is_empty(), "{}: its limits", row.name);
    }
}

/// What gives NaN for a number, with some parameters: outside of a logarithm's domain, and where a line of no slope
/// meets ∞.
const UNDEFINED: &[&str] =
    &["leaky_relu(-inf)", "linear_hardsigmoid(±inf)", "ln(<0)", "ln_1p(<-1)", "rrelu(-inf)"];

/// Whatever the parameters are.
#[test]
fn numbers_give_numbers() {
    const PARAMETERS: [f32; 5] = [-1.0, 0.0, 0.5, 1.0, 2.0];
    let x = ENDS
        .into_iter()
        .chain([f32::MAX, f32::MIN, 1e30, -1e30, 100.0, -100.0, 1.0, -1.0])
        .collect::<Vec<_>>();
    let (mut sets, mut found) = (0, BTreeSet::new());
    for activation in AnyActivation::all() {
        let names = activation.parameters();
        for set in 0..PARAMETERS.len().pow(names.len() as u32) {
            let places = (0..).map(|i| PARAMETERS[set / PARAMETERS.len().pow(i) % PARAMETERS.len()]);
            let text: Vec<_> =
                names.iter().zip(places).map(|((name, _), value)| format!("{name}={value}")).collect();
            // Not all sets have a meaning.
            let Ok(activation) =
                format!("{}({})", activation.name(), text.join(", ")).parse::<AnyActivation>()
            else {
                continue;
            };
            for tier in tiers() {
                let on = activation.on(tier).expect("available");
                let (mut y, mut dx) = (x.clone(), x.clone());
                if on.forward_in_place(&mut y).is_err() {
                    continue;
                }
                sets += 1;
                on.backward(&x, &vec![1.0; x.len()], &mut dx).expect("the value had no error");
                let name = activation.name();
                for ((&x, &y), &dx) in x.iter().zip(&y).zip(&dx) {
                    assert!(!dx.is_nan(), "{activation} on {tier}: the derivative at {x} is NaN");
                    if y.is_nan() {
                        found.insert(match name {
                            "ln" if x < 0.0 => "ln(<0)".into(),
                            "ln_1p" if x < -1.0 => "ln_1p(<-1)".into(),
                            "linear_hardsigmoid" if x.is_infinite() => "linear_hardsigmoid(±inf)".into(),
                            _ => format!("{name}({x})"),
                        });
                    }
                }
            }
        }
    }
    assert!(sets > 400, "{sets} sets of parameters");
    assert!(found.iter().eq(UNDEFINED), "{found:?}");
}

/// Where the factors of x below 0 cancel, what is left is −alpha_n.
#[test]
fn xielu_without_a_slope_has_a_limit() {
    let xielu = XIelu { alpha_n: 0.5, beta: 0.5, ..XIelu::default() };
    for tier in tiers() {
        let mut y = [f32::NEG_INFINITY, f32::MIN, -200.0, f32::NAN, f32::INFINITY];
        xielu.on(tier).and_then(|on| on.forward_in_place(&mut y)).expect("available");
        assert_eq!(y[..3], [-0.5; 3], "{tier}");
        assert!(y[3].is_nan() && y[4] == f32::INFINITY, "{tier}: {y:?}");
    }
}
